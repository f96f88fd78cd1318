//! The survey machine: one test per rule, and random inputs against all of them.

use proptest::prelude::*;
use std::collections::BTreeMap;
use waymark_shared::content::Survey;
use waymark_shared::content::survey::Answer;
use waymark_shared::event::check::check_answer;
use waymark_shared::event::{Body, Dismissal, Run};
use waymark_shared::id::{ContentKey, OptionKey, QuestionKey, RunId, uuid_v7};
use waymark_shared::machine::survey::{
    Blocked, Choose, Effect, Ending, Focus, Input, Memory, Plan, QuestionView, State, View, begin, clean, shuffle, step,
};
use waymark_shared::session::Resume;
use waymark_shared::time::{DAY_MS, Timestamp};

fn run() -> Run {
    let id = RunId(uuid_v7(Timestamp(1_790_000_000_000), [1; 10]));
    Run { id, content: ContentKey::new("feedback").unwrap(), version: 1 }
}

fn survey(json: &str) -> Survey {
    serde_json::from_str(json).expect(json)
}

/// NPS; detractors are asked why, others what they like; a choice; a link; thanks.
fn branching() -> Survey {
    survey(
        r#"{"questions": [
            {"key": "score", "title": {"en": "Recommend?"}, "required": true, "kind": {"nps": {}},
             "branches": [{"when": {"score": {"from": 9}}, "to": {"question": "like"}}]},
            {"key": "why", "title": {"en": "Why?"}, "kind": {"open": {"max_length": 20}}},
            {"key": "like", "title": {"en": "What do you like?"}, "kind": {"multiple": {"at_most": 2, "shuffle": true,
              "other": {"en": "Other"}, "options": [{"key": "speed", "label": {"en": "Speed"}},
              {"key": "price", "label": {"en": "Price"}}, {"key": "help", "label": {"en": "Help"}}]}}},
            {"key": "more", "title": {"en": "Read more"}, "kind": {"action": {"label": {"en": "Open"}, "url": "/more"}}},
            {"key": "thanks", "title": {"en": "Thank you"}, "kind": "thanks"}
        ]}"#,
    )
}

/// A CES question that offers help from 3 down, then an open one.
fn effort() -> Survey {
    survey(
        r#"{"questions": [
            {"key": "effort", "title": {"en": "Was it easy?"}, "kind": {"ces": {}}},
            {"key": "detail", "title": {"en": "What was hard?"}, "kind": {"open": {}}}
          ], "help": {"text": {"en": "Sorry."}, "link": {"label": {"en": "Help"}, "url": "/help"}}}"#,
    )
}

/// A run under test: remembers every effect.
struct Walk {
    plan: Plan,
    state: State,
    effects: Vec<Effect>,
}

impl Walk {
    fn fresh(survey: Survey) -> Self {
        Self::resumed(survey, None)
    }

    fn resumed(survey: Survey, resume: Option<&Resume>) -> Self {
        let (plan, state) = begin(run(), survey, true, resume, &mut || u32::MAX / 3);
        let mut walk = Self { plan, state, effects: Vec::new() };
        walk.take(Input::Displayed);
        walk
    }

    /// Takes a step and gives its effects.
    fn take(&mut self, input: Input) -> Vec<Effect> {
        let (state, effects) = step(&self.plan, self.state.clone(), input);
        self.state = state;
        self.effects.extend(effects.clone());
        effects
    }

    fn all(&mut self, inputs: impl IntoIterator<Item = Input>) -> &mut Self {
        inputs.into_iter().for_each(|input| drop(self.take(input)));
        self
    }

    fn bodies(&self) -> Vec<&Body> {
        let body = |effect| if let &Effect::Emit { ref body, .. } = effect { Some(body) } else { None };
        self.effects.iter().filter_map(body).collect()
    }

    /// What counts at the collector: by question the answer of the highest revision.
    fn counted(&self) -> BTreeMap<String, (u32, Option<Answer>)> {
        let mut counted = BTreeMap::new();
        for body in self.bodies() {
            if let Body::Answered { question, revision, answer, .. } = body {
                counted.insert(question.to_string(), (*revision, answer.clone()));
            }
        }
        counted
    }

    fn question(&self) -> QuestionView<'_> {
        match self.state.view(&self.plan) {
            View::Question(view) => view,
            other => panic!("no question but {other:?}"),
        }
    }

    fn asked(&self) -> &str {
        self.question().question.key.as_str()
    }
}

fn score(n: u8) -> Input {
    Input::Choose(Choose::Score(n))
}

fn option(key: &str) -> Input {
    Input::Choose(Choose::Option(OptionKey::new(key).unwrap()))
}

fn typed(text: &str) -> Input {
    Input::Type(text.into())
}

#[test]
fn a_display_is_recorded_once_and_takes_no_focus() {
    let walk = Walk::fresh(branching());
    assert_eq!(walk.bodies(), [&Body::Displayed(run())]);
    assert!(walk.effects.contains(&Effect::Remember(Memory::Displayed)));
    assert!(!walk.effects.iter().any(|effect| matches!(effect, Effect::Focus(_))));
}

#[test]
fn a_choice_is_saved_at_once_and_each_change_counts_the_revision_up() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(3), score(4), score(4)]);
    let saved: Vec<(u32, Option<Answer>)> = walk
        .bodies()
        .into_iter()
        .filter_map(|body| match body {
            Body::Answered { revision, answer, .. } => Some((*revision, answer.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(saved, [(1, Some(Answer::Score(3))), (2, Some(Answer::Score(4)))]);
    assert_eq!(walk.bodies().iter().filter(|body| matches!(body, Body::Started(_))).count(), 1);
    assert!(walk.question().saved);
    assert_eq!(walk.asked(), "score", "a choice never submits");
}

#[test]
fn started_comes_before_the_first_answer() {
    let mut walk = Walk::fresh(branching());
    let effects = walk.take(score(0));
    assert!(matches!(effects[0], Effect::Emit { body: Body::Started(_), .. }));
    assert!(matches!(effects[1], Effect::Emit { body: Body::Answered { .. }, .. }));
}

#[test]
fn a_text_is_sent_only_when_the_person_moves_on() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(3), Input::Next, typed("slo"), typed("slow ")]);
    assert!(!walk.counted().contains_key("why"));
    assert!(!walk.question().saved);
    walk.take(Input::Next);
    assert_eq!(walk.counted()["why"], (2, Some(Answer::Text("slow".into()))));
    walk.take(Input::Back);
    assert_eq!((walk.question().text, walk.question().saved), ("slow", true));
    walk.all([typed("   "), Input::Next]);
    assert_eq!(walk.counted()["why"], (3, None), "an emptied text is withdrawn");
}

#[test]
fn a_required_question_says_why_it_does_not_go_on() {
    let mut walk = Walk::fresh(branching());
    for input in [Input::Next, Input::Skip] {
        assert_eq!(walk.take(input), [Effect::Focus(Focus::Field)]);
        assert_eq!(walk.question().blocked, Some(Blocked::Required));
        assert!(!walk.question().can_skip);
    }
    walk.take(score(5));
    assert_eq!(walk.question().blocked, None);
    walk.take(Input::Next);
    assert_eq!(walk.asked(), "why");
}

#[test]
fn a_text_that_is_too_long_is_kept_and_blocks() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(3), Input::Next, typed(&"あ".repeat(21)), Input::Next]);
    assert_eq!(walk.question().blocked, Some(Blocked::TooLong));
    assert_eq!(walk.question().text.chars().count(), 21);
    walk.all([typed(&"あ".repeat(20)), Input::Next]);
    assert_eq!(walk.asked(), "like");
}

#[test]
fn the_first_fitting_branch_leads_and_back_returns_the_same_way() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(9), Input::Next]);
    assert_eq!((walk.asked(), walk.question().number, walk.question().of), ("like", 2, 3));
    walk.take(Input::Back);
    assert_eq!((walk.asked(), walk.question().score()), ("score", Some(9)));
    assert!(!walk.question().can_go_back);
}

#[test]
fn answers_on_a_path_no_longer_taken_are_withdrawn() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(3), Input::Next, typed("slow"), Input::Next, Input::Back, Input::Back, score(10), Input::Next]);
    assert_eq!(walk.asked(), "like");
    assert_eq!(walk.counted()["why"].1, None);
    assert_eq!(walk.counted()["score"].1, Some(Answer::Score(10)));
}

#[test]
fn options_switch_on_and_off_up_to_their_limit_in_the_recorded_order() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(9), Input::Next, option("speed"), option("price"), option("help")]);
    assert_eq!(walk.question().blocked, Some(Blocked::TooMany));
    let shown: Vec<OptionKey> = walk.question().options.iter().map(|option| option.key.clone()).collect();
    let Some(Answer::Chosen { options, other: None, order }) = walk.counted()["like"].1.clone() else {
        panic!("not chosen")
    };
    assert_eq!(options.iter().map(OptionKey::as_str).collect::<Vec<_>>(), ["speed", "price"]);
    assert_eq!(order, shown);
    walk.all([option("speed"), option("price")]);
    assert_eq!(walk.counted()["like"].1, None, "nothing chosen is no answer");
    walk.all([option("unknown"), score(3), Input::Choose(Choose::Other)]);
    assert!(walk.question().is_other_chosen());
}

#[test]
fn the_text_beside_other_is_sent_with_next_only() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(9), Input::Next, typed("colour")]);
    assert!(walk.question().is_other_chosen(), "typing there chooses it");
    let other = |walk: &Walk| match &walk.counted()["like"].1 {
        Some(Answer::Chosen { other, .. }) => other.clone(),
        _ => None,
    };
    assert_eq!(other(&walk), Some(String::new()));
    walk.take(Input::Next);
    assert_eq!(other(&walk), Some("colour".into()));
}

#[test]
fn a_press_is_recorded_and_the_run_ended_before_the_page_is_left() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(9), Input::Next, Input::Next]);
    let effects = walk.take(Input::Press);
    assert!(matches!(effects.last(), Some(Effect::Navigate(link)) if link.url == "/more"));
    assert_eq!(walk.counted()["more"].1, Some(Answer::Pressed));
    assert_eq!(walk.bodies().last(), Some(&&Body::Completed(run())));
    assert!(matches!(walk.state.view(&walk.plan), View::Thanks(Some(card)) if card.key.as_str() == "thanks"));
    assert_eq!(walk.take(Input::Close), [Effect::End(Ending::Completed)]);
}

#[test]
fn a_low_effort_score_offers_help_in_the_same_card_and_a_high_one_does_not() {
    let mut walk = Walk::fresh(effort());
    walk.all([score(3), Input::Next]);
    assert!(matches!(walk.state.view(&walk.plan), View::Help { can_go_back: true, .. }));
    walk.take(Input::Back);
    assert_eq!(walk.asked(), "effort");
    walk.take(Input::Next);
    let effects = walk.take(Input::Press);
    assert!(matches!(effects.last(), Some(Effect::Navigate(link)) if link.url == "/help"));
    assert_eq!(walk.asked(), "detail");
    let mut walk = Walk::fresh(effort());
    walk.all([score(4), Input::Next]);
    assert_eq!(walk.asked(), "detail");
}

#[test]
fn help_after_the_last_answer_comes_when_the_run_is_completed_already() {
    let mut survey = effort();
    survey.questions.truncate(1);
    let mut walk = Walk::fresh(survey);
    walk.all([score(1), Input::Next]);
    assert!(matches!(walk.state.view(&walk.plan), View::Help { can_go_back: false, .. }));
    assert_eq!(walk.bodies().last(), Some(&&Body::Completed(run())));
    assert_eq!(walk.take(Input::Leave), [Effect::End(Ending::Completed)]);
}

#[test]
fn closing_is_recorded_at_once_and_then_offers_to_withdraw() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(3), Input::Next, typed("slow"), Input::Close]);
    assert_eq!(walk.bodies().last(), Some(&&Body::Dismissed { run: run(), how: Dismissal::Closed }));
    assert_eq!(walk.state.view(&walk.plan), View::Leaving { saved: true, unsent: true });
    let mut sending = Walk { plan: walk.plan.clone(), state: walk.state.clone(), effects: Vec::new() };
    walk.take(Input::Withdraw);
    assert_eq!(walk.counted()["score"], (2, None));
    assert_eq!(walk.state, State::Ended(Ending::Dismissed(Dismissal::Closed)));
    sending.take(Input::Send);
    assert_eq!(sending.counted()["why"], (2, Some(Answer::Text("slow".into()))));
    assert!(matches!(sending.state, State::Ended(_)));
}

#[test]
fn closing_without_an_answer_ends_at_once() {
    for (input, how) in [
        (Input::Close, Dismissal::Closed),
        (Input::Snooze, Dismissal::Snoozed),
        (Input::Refuse, Dismissal::Refused),
        (Input::ByHost, Dismissal::ByHost),
    ] {
        let mut walk = Walk::fresh(branching());
        let effects = walk.take(input);
        assert_eq!(effects[0], Effect::Emit { body: Body::Dismissed { run: run(), how }, anonymous: false });
        assert!(effects.contains(&Effect::Remember(Memory::Dismissed(how))));
        assert_eq!(walk.state, State::Ended(Ending::Dismissed(how)));
    }
}

#[test]
fn the_host_takes_the_card_away_even_with_answers() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(3), Input::ByHost]);
    assert_eq!(walk.state, State::Ended(Ending::Dismissed(Dismissal::ByHost)));
}

#[test]
fn leaving_the_page_is_ignored_only_before_anything_was_done() {
    let mut walk = Walk::fresh(branching());
    walk.take(Input::Leave);
    assert_eq!(walk.bodies().last(), Some(&&Body::Ignored(run())));
    let mut walk = Walk::fresh(branching());
    walk.all([score(3), Input::Leave]);
    assert!(!walk.bodies().contains(&&Body::Ignored(run())));
    assert_eq!(walk.state, State::Ended(Ending::Left));
}

#[test]
fn a_resumed_run_goes_on_after_the_last_answer_and_counts_its_revisions_on() {
    let key = |key| QuestionKey::new(key).unwrap();
    let resume = Resume {
        run: run().id,
        answers: vec![
            (key("score"), 4, Answer::Score(3)),
            (key("why"), 7, Answer::Score(99)),
            (key("gone"), 9, Answer::Pressed),
        ],
    };
    let mut walk = Walk::resumed(branching(), Some(&resume));
    assert!(walk.bodies().is_empty(), "it was displayed and started elsewhere");
    assert_eq!(walk.asked(), "why");
    walk.all([typed("slow"), Input::Next]);
    assert_eq!(walk.counted()["why"].0, 10);
    walk.all([Input::Back, Input::Back]);
    assert_eq!(walk.question().score(), Some(3));
}

#[test]
fn a_resumed_run_with_every_answer_waits_for_the_person_to_end_it() {
    let key = |key| QuestionKey::new(key).unwrap();
    let resume = Resume {
        run: run().id,
        answers: vec![(key("effort"), 1, Answer::Score(7)), (key("detail"), 2, Answer::Text("x".into()))],
    };
    let walk = Walk::resumed(effort(), Some(&resume));
    assert_eq!((walk.asked(), walk.question().last), ("detail", true));
}

#[test]
fn an_anonymous_survey_ties_nothing_to_the_person_but_a_mark() {
    let mut survey = branching();
    survey.privacy.mode = waymark_shared::content::survey::PrivacyMode::Anonymous;
    let mut walk = Walk::fresh(survey.clone());
    walk.all([score(9), score(10), Input::Next, Input::Next, Input::Next]);
    let mut marks = 0;
    for effect in &walk.effects {
        if let Effect::Emit { body, anonymous } = effect {
            let mark = matches!(body, Body::Marked { .. });
            assert_eq!(*anonymous, !mark, "{body:?}");
            marks += usize::from(mark);
        }
    }
    assert_eq!(marks, 1);
    let mut walk = Walk::fresh(survey);
    walk.take(Input::Refuse);
    assert!(walk.bodies().iter().any(|body| matches!(body, Body::Marked { .. })), "refusing looks like answering");
}

#[test]
fn a_preview_records_nothing() {
    let (plan, state) = begin(run(), branching(), false, None, &mut || 0);
    let mut walk = Walk { plan, state, effects: Vec::new() };
    walk.all([Input::Displayed, score(9), Input::Next, Input::Next, Input::Next, Input::Close]);
    assert!(!walk.effects.iter().any(|effect| matches!(effect, Effect::Emit { .. } | Effect::Remember(_))));
    assert_eq!(walk.state, State::Ended(Ending::Completed));
}

#[test]
fn a_survey_without_questions_ends() {
    let walk = Walk::fresh(survey(r#"{"questions": []}"#));
    assert_eq!(walk.state, State::Ended(Ending::Completed));
}

#[test]
fn a_branch_backwards_or_to_nowhere_is_read_as_the_next_question() {
    for to in ["a", "b", "nowhere"] {
        let json = format!(
            r#"{{"questions": [{{"key": "a", "title": {{}}, "kind": {{"nps": {{}}}}}},
            {{"key": "b", "title": {{}}, "kind": {{"nps": {{}}}}, "branches": [{{"when": "always", "to": {{"question": "{to}"}}}}]}},
            {{"key": "c", "title": {{}}, "kind": {{"nps": {{}}}}}}]}}"#
        );
        let mut walk = Walk::fresh(survey(&json));
        walk.all([Input::Next, Input::Next]);
        assert_eq!(walk.asked(), "c", "{to}");
    }
}

#[test]
fn marks_say_what_was_done_and_when() {
    let now = Timestamp(5);
    assert_eq!(Memory::Displayed.mark(now, 7).displayed_at, Some(now));
    let snoozed = Memory::Dismissed(Dismissal::Snoozed).mark(now, 7);
    assert_eq!((snoozed.snoozed_until, snoozed.refused), (Some(Timestamp(5 + 7 * DAY_MS)), false));
    assert!(Memory::Dismissed(Dismissal::Refused).mark(now, 7).refused);
    assert_eq!(Memory::Dismissed(Dismissal::ByHost).mark(now, 7), waymark_shared::session::Mark::default());
}

#[test]
fn control_characters_are_taken_out_of_texts() {
    assert_eq!(clean("a\0b\u{7}\r\nc\td\u{85}"), "ab\nc\td");
}

/// A small generator with good low and high bits (SplitMix64); tests need repeatable numbers, not secrets.
fn numbers(mut seed: u64) -> impl FnMut() -> u32 {
    move || {
        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((z ^ (z >> 31)) >> 32).unwrap()
    }
}

#[test]
fn every_order_of_four_options_is_equally_likely() {
    let (mut random, mut seen) = (numbers(1), BTreeMap::new());
    let rounds = 48_000;
    for _ in 0..rounds {
        let mut items = [0, 1, 2, 3];
        shuffle(&mut items, &mut random);
        *seen.entry(items).or_insert(0_i32) += 1;
    }
    assert_eq!(seen.len(), 24);
    let expected = f64::from(rounds) / 24.0;
    let chi_squared: f64 = seen.values().map(|n| (f64::from(*n) - expected).powi(2) / expected).sum();
    // The 99.9 % point of chi squared with 23 degrees of freedom is 49.7.
    assert!(chi_squared < 49.7, "{chi_squared}");
}

#[test]
fn extreme_random_numbers_keep_every_item() {
    for number in [0, 1, u32::MAX] {
        let mut items = [1, 2, 3, 4, 5];
        shuffle(&mut items, &mut || number);
        items.sort_unstable();
        assert_eq!(items, [1, 2, 3, 4, 5]);
    }
}

fn any_input() -> impl Strategy<Value = Input> {
    prop_oneof![
        4 => Just(Input::Next),
        2 => Just(Input::Back),
        1 => Just(Input::Displayed),
        1 => Just(Input::Skip),
        1 => Just(Input::Press),
        1 => Just(Input::Close),
        1 => Just(Input::Snooze),
        1 => Just(Input::Refuse),
        1 => Just(Input::Withdraw),
        1 => Just(Input::Send),
        1 => Just(Input::ByHost),
        1 => Just(Input::Leave),
        4 => (0_u8..12).prop_map(score),
        4 => prop::sample::select(vec!["speed", "price", "help", "nope"]).prop_map(option),
        1 => Just(Input::Choose(Choose::Other)),
        2 => prop_oneof![Just(String::new()), Just("\0 ".to_owned()), "[a-zあ]{1,30}", Just("x".repeat(600))].prop_map(Input::Type),
    ]
}

fn any_survey() -> impl Strategy<Value = Survey> {
    let targets = prop::option::of(0_usize..7);
    let question = (0_usize..6, any::<bool>(), targets, 0_u8..11);
    (prop::collection::vec(question, 0..6), any::<bool>(), any::<bool>()).prop_map(|(questions, back, anonymous)| {
        let options = serde_json::json!([{"key": "speed", "label": {}}, {"key": "price", "label": {}}, {"key": "help", "label": {}}]);
        let kinds = [
            serde_json::json!({"nps": {}}),
            serde_json::json!({"ces": {"scale": "five"}}),
            serde_json::json!({"single": {"options": options, "other": {"en": "Other"}}}),
            serde_json::json!({"multiple": {"options": options, "other": {"en": "Other"}, "at_most": 2, "shuffle": true}}),
            serde_json::json!({"open": {"max_length": 10}}),
            serde_json::json!({"action": {"label": {}, "url": "/"}}),
            serde_json::json!("thanks"),
        ];
        let questions: Vec<serde_json::Value> = questions
            .iter()
            .enumerate()
            .map(|(at, (kind, required, to, from))| {
                let to = to.map(|to| if to == 6 { serde_json::json!("end") } else { serde_json::json!({"question": format!("q{to}")}) });
                let branches: Vec<_> = to.map(|to| serde_json::json!({"when": {"score": {"from": from}}, "to": to})).into_iter().collect();
                serde_json::json!({"key": format!("q{at}"), "title": {}, "required": required, "branches": branches, "kind": kinds[*kind]})
            })
            .collect();
        let mode = if anonymous { "anonymous" } else { "identified" };
        let json = serde_json::json!({"questions": questions, "back": back, "privacy": {"mode": mode},
            "help": {"at_most": 2, "text": {}, "link": {"label": {}, "url": "/"}}});
        serde_json::from_value(json).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_sequence_of_inputs_breaks_a_rule(survey in any_survey(), inputs in prop::collection::vec(any_input(), 0..40)) {
        let mut walk = Walk::fresh(survey);
        for input in inputs {
            let ended = matches!(walk.state, State::Ended(_));
            let effects = walk.take(input);
            prop_assert!(!ended || effects.is_empty(), "an ended run does nothing");
            if let View::Question(view) = walk.state.view(&walk.plan) {
                prop_assert!(view.number <= view.of && view.of <= walk.plan.survey.questions.len());
            }
        }
        let (mut revision, mut started, mut ends) = (0, false, 0);
        for effect in &walk.effects {
            match effect {
                Effect::Emit { body: Body::Started(_), .. } => {
                    prop_assert!(!started);
                    started = true;
                }
                Effect::Emit { body: Body::Answered { question, revision: next, answer, .. }, .. } => {
                    prop_assert!(started && *next == revision + 1);
                    revision = *next;
                    let asked = walk.plan.survey.questions.iter().find(|q| q.key == *question).unwrap();
                    if let Some(answer) = answer {
                        prop_assert_eq!(check_answer(asked, answer), Ok(()));
                    }
                }
                Effect::Emit { body: Body::Completed(_), .. } => prop_assert!(started),
                Effect::End(_) => ends += 1,
                _ => {}
            }
        }
        prop_assert!(ends <= 1);
        let count = |wanted: fn(&Body) -> bool| walk.bodies().into_iter().filter(|body| wanted(body)).count();
        let completed = count(|body| matches!(body, Body::Completed(_)));
        let dismissed = count(|body| matches!(body, Body::Dismissed { .. }));
        prop_assert!(completed + dismissed <= 1);
        walk.all([Input::Close, Input::Close]);
        prop_assert!(matches!(walk.state, State::Ended(_)), "closing twice always ends");
    }

    #[test]
    fn a_completed_run_counts_only_answers_on_its_path(survey in any_survey(), inputs in prop::collection::vec(any_input(), 0..40)) {
        let mut walk = Walk::fresh(survey);
        let mut path: Vec<String> = Vec::new();
        for input in inputs {
            let before = walk.bodies().len();
            if let View::Question(view) = walk.state.view(&walk.plan) {
                path.truncate(view.number - 1);
                path.push(view.question.key.to_string());
            }
            walk.take(input);
            if walk.bodies()[before..].iter().any(|body| matches!(body, Body::Completed(_))) {
                for (question, (_, answer)) in walk.counted() {
                    prop_assert!(answer.is_none() || path.contains(&question), "{question} is not on {path:?}");
                }
            }
        }
    }

    #[test]
    fn any_answers_can_be_resumed(survey in any_survey(), scores in prop::collection::vec((0_u8..7, 0_u8..12, any::<u32>()), 0..6)) {
        let answers = scores.into_iter().map(|(at, score, revision)| {
            (QuestionKey::new(format!("q{at}")).unwrap(), revision, Answer::Score(score))
        });
        let resume = Resume { run: run().id, answers: answers.collect() };
        let mut walk = Walk::resumed(survey, Some(&resume));
        walk.all([Input::Next, Input::Back, Input::Withdraw, Input::Close, Input::Close]);
        prop_assert!(matches!(walk.state, State::Ended(_)));
    }
}

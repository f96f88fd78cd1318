//! The run of a tour: what each step leads to, and that no sequence of inputs breaks it.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use proptest::prelude::*;
use waymark_shared::content::Body as Content;
use waymark_shared::content::survey::Answer;
use waymark_shared::event::{Body, Dismissal, Run};
use waymark_shared::id::{ContentKey, QuestionKey, RunId, StepKey};
use waymark_shared::machine::tour::{Plan, State, View, begin, step};
use waymark_shared::machine::{Choose, Effect, Ending, Input};
use waymark_shared::session::Resume;
use waymark_shared::time::Timestamp;

fn run() -> Run {
    Run { id: RunId::from_parts(Timestamp(1), [7; 10]), content: ContentKey::new("tour").unwrap(), version: 2 }
}

fn content(json: &str) -> Content {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

/// A welcome, a bubble whose target may be missing, a hidden step that waits for an event, a question, a goodbye.
fn tour(missing: &str) -> Content {
    content(&format!(
        r##"{{"tour":{{"steps":[
        {{"key":"welcome","title":{{"en":"Welcome"}},"display":"modal"}},
        {{"key":"new","title":{{"en":"Press this"}},"display":{{"bubble":{{"target":{{"selectors":["#new"]}},"missing":{{"then":"{missing}"}}}}}},
         "advance":[{{"on":"click"}},{{"on":{{"delay":9000}},"to":{{"step":"welcome"}}}}]}},
        {{"key":"wait","display":"hidden","advance":[{{"on":{{"event":{{"name":"saved"}}}}}}]}},
        {{"key":"easy","question":{{"key":"effort","title":{{"en":"Easy?"}},"kind":{{"ces":{{}}}}}},
         "branches":[{{"when":{{"score":{{"to":3}}}},"to":{{"content":"help"}}}}]}},
        {{"key":"bye","title":{{"en":"Done"}},"buttons":[{{"to":"back"}},{{"to":{{"step":"new"}}}},{{"to":"end"}}]}}
        ]}}}}"##
    ))
}

struct Walk {
    plan: Plan,
    state: State,
    effects: Vec<Effect>,
}

impl Walk {
    fn new(body: &Content, recorded: bool, resume: Option<&Resume>) -> Self {
        let (plan, state) = begin(run(), &std::sync::Arc::new(body.clone()), recorded, resume, &mut || 0);
        Self { plan, state, effects: Vec::new() }
    }

    fn fresh(body: &Content) -> Self {
        Self::new(body, true, None)
    }

    fn all(&mut self, inputs: impl IntoIterator<Item = Input>) -> &mut Self {
        for input in inputs {
            let state = std::mem::replace(&mut self.state, State::Ended(Ending::Left));
            let (state, effects) = step(&self.plan, state, input);
            self.state = state;
            self.effects.extend(effects);
        }
        self
    }

    /// The kinds of the events so far, a step with its key.
    fn told(&self) -> String {
        let kinds = self.effects.iter().filter_map(|effect| match effect {
            Effect::Emit { body: Body::Step { step, .. }, .. } => Some(step.to_string()),
            Effect::Emit { body, .. } => {
                let json = serde_json::to_value(body).unwrap();
                Some(format!("<{}>", json.as_object().unwrap().keys().next().unwrap()))
            }
            Effect::Start(key) => Some(format!("-> {key}")),
            Effect::Navigate { url, .. } => Some(format!("-> {url}")),
            _ => None,
        });
        kinds.collect::<Vec<_>>().join(" ")
    }

    fn at(&self) -> String {
        let at = self.state.at().map_or("ended", |at| self.plan.steps()[at].key.as_str());
        let how = if matches!(self.state, State::Seeking(_)) { "?" } else { "" };
        format!("{at}{how}")
    }
}

const SEEN: Input = Input::Displayed;

#[test]
fn a_tour_is_displayed_begun_and_gone_through_step_by_step() {
    let mut walk = Walk::fresh(&tour("wait"));
    walk.all([SEEN, Input::Next, SEEN, Input::Advance(0), SEEN]);
    assert_eq!(walk.at(), "wait?", "a hidden step is never displayed");
    walk.all([Input::Advance(0), SEEN, Input::Choose(Choose::Score(7)), Input::Next, SEEN, Input::Button(2)]);
    assert_eq!(walk.told(), "<displayed> welcome <started> new easy <answered> bye <completed>");
    assert_eq!(walk.at(), "ended");
}

#[test]
fn an_answer_leads_where_its_branch_says_and_ends_the_tour_on_the_way() {
    let mut walk = Walk::fresh(&tour("wait"));
    walk.all([SEEN, Input::Next, SEEN, Input::Advance(0), Input::Advance(0), SEEN]);
    walk.all([Input::Choose(Choose::Score(2)), Input::Next]);
    assert!(walk.told().ends_with("<answered> <completed> -> help"), "{}", walk.told());
}

#[test]
fn going_back_shows_the_answer_given_and_a_change_counts_its_revision_up() {
    let mut walk = Walk::fresh(&tour("wait"));
    walk.all([SEEN, Input::Next, SEEN, Input::Advance(0), Input::Advance(0), SEEN]);
    walk.all([Input::Choose(Choose::Score(6)), Input::Next, SEEN, Input::Back, SEEN]);
    assert_eq!(walk.at(), "easy");
    walk.all([Input::Choose(Choose::Score(7))]);
    let revisions: Vec<u32> = walk
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Emit { body: Body::Answered { revision, .. }, .. } => Some(*revision),
            _ => None,
        })
        .collect();
    assert_eq!(revisions, [1, 2]);
}

#[test]
fn what_leads_on_by_itself_never_leads_back() {
    let mut walk = Walk::fresh(&tour("wait"));
    walk.all([SEEN, Input::Next, SEEN, Input::Advance(1)]);
    assert_eq!(walk.at(), "wait?");
}

#[test]
fn a_missing_target_is_told_once_and_the_tour_does_as_it_says() {
    for (then, at) in [("wait", "new?"), ("skip", "wait?"), ("centre", "new?"), ("end", "ended")] {
        let mut walk = Walk::fresh(&tour(then));
        walk.all([SEEN, Input::Next, Input::Missing, Input::Missing]);
        assert_eq!(walk.at(), at, "{then}");
        let missing = walk.told().matches("<target_missing>").count();
        assert_eq!(missing, 1, "{then}");
    }
    let mut walk = Walk::fresh(&tour("centre"));
    walk.all([SEEN, Input::Next, Input::Missing, SEEN]);
    let View::Step(view) = walk.state.view(&walk.plan) else { panic!("nothing is displayed") };
    assert!(view.centred);
}

#[test]
fn a_target_that_is_lost_and_found_again_is_one_display_of_its_step() {
    let mut walk = Walk::fresh(&tour("wait"));
    walk.all([SEEN, Input::Next, SEEN, Input::Lost, SEEN, Input::Lost, SEEN]);
    assert_eq!(walk.told(), "<displayed> welcome <started> new");
}

#[test]
fn a_tour_goes_on_at_the_step_it_had_come_to() {
    let resume = Resume { run: run().id, answers: Vec::new(), step: Some(StepKey::new("easy").unwrap()) };
    let mut walk = Walk::new(&tour("wait"), true, Some(&resume));
    walk.all([SEEN, Input::Choose(Choose::Score(7)), Input::Next, SEEN]);
    assert_eq!(walk.told(), "easy <answered> bye", "its display and start were told before");
    walk.all([Input::Back, SEEN]);
    assert_eq!(walk.at(), "easy");
}

#[test]
fn back_from_where_a_run_goes_on_leads_the_way_that_leads_there() {
    let branching = content(
        r#"{"tour":{"steps":[
        {"key":"form","title":{"en":"Form"},"buttons":[{"to":{"step":"help"}},{"to":"next"}]},
        {"key":"send","title":{"en":"Send"},"advance":[{"on":"click"}]},
        {"key":"wait","display":"hidden","advance":[{"on":{"event":{"name":"saved"}}}]},
        {"key":"easy","question":{"key":"effort","title":{"en":"Easy?"},"kind":{"ces":{}}},"branches":[{"when":"skipped","to":"end"}]},
        {"key":"help","title":{"en":"Help"},"buttons":[{"to":"back"}]}
        ]}}"#,
    );
    let straight = content(
        r#"{"tour":{"steps":[{"key":"one","title":{"en":"One"}},
        {"key":"ask","question":{"key":"effort","title":{"en":"Easy?"},"kind":{"ces":{}}}},{"key":"three","title":{"en":"Three"}}]}}"#,
    );
    let back_in = |tour: &Content, at: &str, answers: &[(QuestionKey, u32, Answer)]| {
        let resume = Resume { run: run().id, answers: answers.to_vec(), step: Some(StepKey::new(at).unwrap()) };
        let mut walk = Walk::new(tour, true, Some(&resume));
        let mut way = Vec::new();
        for _ in 0..4 {
            walk.all([SEEN, Input::Back]);
            way.push(walk.at());
        }
        way.dedup();
        way.join(" ")
    };
    let back = |at: &str, answers: &[(QuestionKey, u32, Answer)]| back_in(&branching, at, answers);
    let hard = [(QuestionKey::new("effort").unwrap(), 1, Answer::Score(2))];
    assert_eq!(back("help", &[]), "form? form", "no question that nobody was asked");
    assert_eq!(back("help", &hard), "easy? send? form? form");
    assert_eq!(back("easy", &[]), "send? form? form", "hidden steps are passed over");
    assert_eq!(back_in(&straight, "three", &[]), "ask? one? one", "a question that was skipped is on the only way");
}

#[test]
fn a_step_that_is_gone_from_the_tour_begins_it_anew_without_a_second_display() {
    let resume = Resume { run: run().id, answers: Vec::new(), step: Some(StepKey::new("gone").unwrap()) };
    let mut walk = Walk::new(&tour("wait"), true, Some(&resume));
    walk.all([SEEN]);
    assert_eq!((walk.at().as_str(), walk.told().as_str()), ("welcome", "welcome"));
}

#[test]
fn closing_with_an_answer_offers_to_take_it_back() {
    let mut walk = Walk::fresh(&tour("wait"));
    walk.all([SEEN, Input::Next, SEEN, Input::Advance(0), Input::Advance(0), SEEN]);
    walk.all([Input::Choose(Choose::Score(6)), Input::Close]);
    assert!(matches!(walk.state, State::Leaving(_, Dismissal::Closed)));
    walk.all([Input::Withdraw]);
    assert!(walk.told().ends_with("<answered> <dismissed> <answered>"), "{}", walk.told());
    assert_eq!(walk.at(), "ended");
}

#[test]
fn leaving_the_page_ends_nothing() {
    let mut walk = Walk::fresh(&tour("wait"));
    walk.all([SEEN, Input::Leave, Input::Next, SEEN]);
    assert_eq!(walk.at(), "new");
}

#[test]
fn a_beacon_that_was_pressed_and_closed_is_completed() {
    let hotspot =
        content(r##"{"hotspot":{"title":{"en":"New"},"display":{"beacon":{"target":{"selectors":["#new"]}}}}}"##);
    let mut walk = Walk::fresh(&hotspot);
    walk.all([SEEN, Input::Open, Input::Close]);
    assert_eq!(walk.told(), "<displayed> <started> <completed>");
}

#[test]
fn a_button_leads_to_an_address_after_the_step_is_left() {
    let banner = content(r#"{"banner":{"text":{"en":"x"},"display":"top","buttons":[{"to":{"url":"/plans"}}]}}"#);
    let mut walk = Walk::fresh(&banner);
    walk.all([SEEN, Input::Button(0)]);
    assert_eq!(walk.told(), "<displayed> <started> <completed> -> /plans");
}

#[test]
fn a_preview_records_nothing() {
    let mut walk = Walk::new(&tour("wait"), false, None);
    walk.all([SEEN, Input::Next, SEEN, Input::Close]);
    assert!(walk.effects.iter().all(|effect| !matches!(effect, Effect::Emit { .. } | Effect::Remember(_))));
}

fn input() -> impl Strategy<Value = Input> {
    prop_oneof![
        3 => Just(SEEN),
        3 => Just(Input::Next),
        2 => (0..4_usize).prop_map(Input::Advance),
        2 => (0..4_usize).prop_map(Input::Button),
        1 => (0..12_u8).prop_map(|score| Input::Choose(Choose::Score(score))),
        4 => prop::sample::select(vec![
            Input::Back, Input::Skip, Input::Press, Input::Close, Input::Snooze, Input::Refuse, Input::Withdraw,
            Input::Send, Input::Open, Input::Missing, Input::Lost, Input::ByHost, Input::Leave,
            Input::Type("words".into()), Input::Choose(Choose::Other),
        ]),
    ]
}

proptest! {
    #[test]
    fn no_sequence_of_inputs_breaks_a_tour_or_keeps_it_from_ending(
        inputs in prop::collection::vec(input(), 0..60), then in prop::sample::select(vec!["wait", "skip", "centre", "end"])
    ) {
        let mut walk = Walk::fresh(&tour(then));
        walk.all(inputs);
        let told = walk.told();
        prop_assert!(told.matches("<displayed>").count() <= 1, "{told}");
        prop_assert!(told.matches("<started>").count() <= 1, "{told}");
        prop_assert!(told.matches("<completed>").count() + told.matches("<dismissed>").count() <= 1, "{told}");
        // Whatever happened, the person can go: once to close, once more where an answer is asked about.
        walk.all([SEEN, Input::Close, Input::Close, Input::ByHost, Input::ByHost]);
        prop_assert!(matches!(walk.state, State::Ended(_)), "{:?}", walk.state);
        let view_is_safe = matches!(walk.state.view(&walk.plan), View::Hidden);
        prop_assert!(view_is_safe);
    }

    #[test]
    fn without_the_person_a_tour_comes_to_rest(steps in prop::collection::vec((0..5_usize, any::<bool>()), 1..8)) {
        let list: Vec<String> = steps.iter().enumerate().map(|(at, (to, hidden))| {
            let display = if *hidden { "hidden" } else { "card" };
            let lead = format!(r#"{{"on":{{"element":"x"}},"to":{{"step":"s{to}"}}}}"#);
            format!(r#"{{"key":"s{at}","title":{{"en":"x"}},"display":"{display}","advance":[{lead}]}}"#)
        }).collect();
        let body = content(&format!(r#"{{"tour":{{"steps":[{}]}}}}"#, list.join(",")));
        let mut walk = Walk::fresh(&body);
        for _ in 0..=steps.len() {
            walk.all([Input::Advance(0)]);
        }
        prop_assert!(matches!(walk.state, State::Ended(_)), "each leads to a later step: {:?}", walk.state);
    }
}

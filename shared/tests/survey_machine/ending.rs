//! Ends: closing, withdrawing, leaving, resuming; anonymous runs and previews.

use super::walk::{Walk, branching, effort, run, score, survey, typed};
use waymark_shared::content::Kind;
use waymark_shared::content::survey::Answer;
use waymark_shared::event::{Body, Dismissal};
use waymark_shared::id::QuestionKey;
use waymark_shared::machine::survey::{State, View, begin, clean};
use waymark_shared::machine::{Effect, Ending, Input, Memory};
use waymark_shared::session::Resume;
use waymark_shared::time::{DAY_MS, Timestamp};

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
        step: None,
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
        step: None,
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
    let (plan, state) = begin(
        run(),
        (std::sync::Arc::new(waymark_shared::content::Body::Survey(branching())), None),
        false,
        None,
        &mut || 0,
    );
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
    assert_eq!(Memory::Displayed.mark(Kind::Survey, &run(), now, 7).displayed_at, Some(now));
    let snoozed = Memory::Dismissed(Dismissal::Snoozed).mark(Kind::Survey, &run(), now, 7);
    assert_eq!((snoozed.snoozed_until, snoozed.refused), (Some(Timestamp(5 + 7 * DAY_MS)), false));
    assert!(Memory::Dismissed(Dismissal::Refused).mark(Kind::Survey, &run(), now, 7).refused);
    assert_eq!(
        Memory::Dismissed(Dismissal::ByHost).mark(Kind::Survey, &run(), now, 7),
        waymark_shared::session::Mark::default()
    );
}

#[test]
fn control_characters_are_taken_out_of_texts() {
    assert_eq!(clean("a\0b\u{7}\r\nc\td\u{85}"), "ab\nc\td");
}

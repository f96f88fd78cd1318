//! What hands over, by table: every rule, in every order of arrival.
//!
//! Deliberately absent: the store; `tests/core/hand_over.rs` goes through it.

use super::*;
use crate::report::fact::{Heard, Terms};
use serde_json::json;
use shared::content::survey::Answer;
use shared::event::{Body as EventBody, Context, Event, Run, Who};
use shared::id::{ContentKey, EventId, QuestionKey, RunId};
use uuid::Uuid;

fn run() -> Run {
    Run { id: RunId(Uuid::from_u128(1)), content: ContentKey::new("guide").expect("a key"), version: 1 }
}

fn tour(when: &serde_json::Value) -> Content {
    let content = json!({
        "key": "guide", "name": "Guide", "goal": "sent", "hand_over": { "when": when },
        "body": { "tour": { "steps": [
            { "key": "ask", "question": { "key": "effort", "title": { "en": "Easy?" }, "kind": { "ces": {} } } },
            { "key": "asked", "title": { "en": "We were asked" } },
        ] } },
    });
    serde_json::from_value(content).expect("a tour")
}

fn step(key: &str) -> EventBody {
    EventBody::Step { run: run(), step: StepKey::new(key).expect("a key") }
}

fn answer(revision: u32, score: Option<u8>) -> EventBody {
    let question = QuestionKey::new("effort").expect("a key");
    EventBody::Answered { run: run(), question, revision, answer: score.map(Answer::Score) }
}

fn dismissed(how: Dismissal) -> EventBody {
    EventBody::Dismissed { run: run(), how }
}

fn fact(events: &[Event], subject: Option<&str>, mode: PrivacyMode) -> Fact {
    let heard = |event| Heard::of(event, subject, Terms { mode, has_steps: false }).expect("an event of a run");
    let mut fact = Fact::begin(&heard(&events[0]));
    events[1..].iter().for_each(|event| fact.absorb(&heard(event)));
    fact
}

/// Bodies as events, at 100, 200 and so on.
fn events(bodies: &[EventBody]) -> Vec<Event> {
    let event = |(body, n): (&EventBody, i64)| Event {
        id: EventId(Uuid::from_u128(u128::from(n.unsigned_abs()))),
        at: Timestamp(n * 100),
        who: Who::default(),
        context: Context::default(),
        body: body.clone(),
    };
    bodies.iter().zip(1..).map(event).collect()
}

#[track_caller]
fn check(when: &serde_json::Value, bodies: &[EventBody], expected: Option<(i64, HandOverWhen)>) {
    let (content, mut events) = (tour(when), events(bodies));
    let expected = expected.map(|(at, when)| (Timestamp(at), when));
    for _ in 0..events.len() {
        events.rotate_left(1);
        let forward = fact(&events, Some("u:ada"), PrivacyMode::Identified);
        assert_eq!(handed_over(&content, &forward), expected, "{bodies:?}");
        events.reverse();
        let backward = fact(&events, Some("u:ada"), PrivacyMode::Identified);
        assert_eq!(handed_over(&content, &backward), expected, "{bodies:?} in another order");
        events.reverse();
    }
}

#[test]
fn a_step_hands_over_when_it_is_displayed() {
    let asked = StepKey::new("asked").expect("a key");
    let when = json!([{ "step": "asked" }]);
    check(&when, &[EventBody::Displayed(run()), step("ask")], None);
    check(&when, &[step("ask"), step("asked"), step("asked")], Some((200, HandOverWhen::Step(asked))));
}

#[test]
fn a_low_answer_hands_over_so_long_as_it_counts() {
    let when = json!(["high_effort"]);
    check(&when, &[answer(1, Some(3))], Some((100, HandOverWhen::HighEffort)));
    check(&when, &[answer(1, Some(4))], None);
    check(&when, &[answer(1, Some(2)), answer(2, Some(6))], None);
    check(&when, &[answer(1, Some(2)), answer(2, None)], None);
    check(&when, &[answer(1, Some(6)), answer(2, Some(1))], Some((200, HandOverWhen::HighEffort)));
}

#[test]
fn leaving_hands_over_where_the_person_leaves_before_the_end() {
    let when = json!(["dismissed"]);
    let displayed = || EventBody::Displayed(run());
    for (how, hands_over) in
        [(Dismissal::Closed, true), (Dismissal::Refused, true), (Dismissal::Snoozed, false), (Dismissal::ByHost, false)]
    {
        let expected = hands_over.then_some((200, HandOverWhen::Dismissed));
        check(&when, &[displayed(), dismissed(how)], expected);
    }
    check(&when, &[displayed(), EventBody::Completed(run()), dismissed(Dismissal::Closed)], None);
    check(&when, &[displayed(), EventBody::Ignored(run())], None);
}

#[test]
fn what_comes_first_is_the_reason() {
    let when = json!(["dismissed", "not_attained", "high_effort"]);
    let bodies = [EventBody::Displayed(run()), answer(1, Some(1)), dismissed(Dismissal::Closed)];
    check(&when, &bodies, Some((200, HandOverWhen::HighEffort)));
}

#[test]
fn nobody_is_handed_over_who_is_not_known_or_was_promised_otherwise() {
    let (content, bodies) =
        (tour(&json!(["high_effort", "not_attained"])), [EventBody::Displayed(run()), answer(1, Some(1))]);
    let handed = |subject, mode| {
        let fact = fact(&events(&bodies), subject, mode);
        (handed_over(&content, &fact).is_some(), waits_for_goal(&content, &fact))
    };
    assert_eq!(handed(Some("u:ada"), PrivacyMode::Identified), (true, true));
    assert_eq!(handed(None, PrivacyMode::Identified), (false, false));
    assert_eq!(handed(Some("u:ada"), PrivacyMode::Confidential), (false, false));
    assert_eq!(handed(Some("u:ada"), PrivacyMode::Anonymous), (false, false));
}

#[test]
fn what_is_made_of_one_step_hands_over_with_its_display() {
    let content: Content = serde_json::from_value(json!({
        "key": "guide", "name": "News", "hand_over": { "when": [{ "step": "main" }] },
        "body": { "announcement": { "title": { "en": "New" } } },
    }))
    .expect("an announcement");
    let fact = fact(&events(&[EventBody::Displayed(run())]), Some("u:ada"), PrivacyMode::Identified);
    assert_eq!(handed_over(&content, &fact), Some((Timestamp(100), HandOverWhen::Step(StepKey::main()))));
}

//! Judging events, without a database.

use collector::ingest::{Identity, Recorded, Refused, Source, Surroundings, Veil, judge, read_event};
use serde_json::{Value, json};
use shared::content::Content;
use shared::event::RejectReason;
use shared::id::{ContentKey, uuid_v7};
use shared::time::{DAY_MS, HOUR_MS, MINUTE_MS, Timestamp};
use std::sync::Arc;

const NOW: Timestamp = Timestamp(1_795_305_600_000 + 5 * HOUR_MS);

fn content(mode: &str) -> Arc<Content> {
    let content = json!({"key": "nps", "name": "NPS", "body": {"survey": {
        "privacy": {"mode": mode},
        "questions": [{"key": "score", "title": {"en": "?"}, "kind": {"nps": {}}}]
    }}});
    Arc::new(serde_json::from_value(content).expect("content"))
}

fn decide(raw: &str, change: impl FnOnce(&mut Surroundings<'_>), mode: &str) -> Result<Recorded, Refused> {
    let content = content(mode);
    let veil = Veil::new(b"key");
    let find = |key: &ContentKey, version: u32| (key.as_str() == "nps" && version == 1).then(|| Arc::clone(&content));
    let mut surroundings = Surroundings {
        now: NOW,
        floor: NOW.plus_days(-30),
        sent_at: Some(NOW),
        source: Source::Page,
        identity: Identity::Believed,
        place: ("w".into(), "production".into()),
        content: &find,
        veil: &veil,
    };
    change(&mut surroundings);
    read_event(raw).and_then(|event| judge(event, &surroundings))
}

#[expect(clippy::needless_pass_by_value, reason = "callers write the body in place")]
fn event(at: i64, body: Value) -> Value {
    let who = json!({"anonymous_id": "a1", "user_id": "u1", "company_id": "c1"});
    json!({"id": uuid_v7(Timestamp(at), [7; 10]), "at": at, "who": who,
        "context": {"url": "https://app.example.com/x", "locale": "ja", "device": "phone"}, "body": body})
}

fn answer(run_at: i64, score: u8) -> Value {
    let run = json!({"id": uuid_v7(Timestamp(run_at), [9; 10]), "content": "nps", "version": 1});
    json!({"answered": {"run": run, "question": "score", "revision": 1, "answer": {"score": score}}})
}

fn refusal(raw: &str) -> RejectReason {
    decide(raw, |_| {}, "identified").expect_err(raw).reason
}

#[test]
fn every_bad_event_is_refused_with_its_reason() {
    let with = |change: &dyn Fn(&mut Value)| {
        let mut event = event(NOW.0, json!({"page": {}}));
        change(&mut event);
        event.to_string()
    };
    let long = "x".repeat(70_000);
    for (raw, expected) in [
        ("5".to_owned(), RejectReason::Malformed),
        (with(&|e| e["body"] = json!({"unheard_of": {}})), RejectReason::Malformed),
        (with(&|e| e["who"]["user_id"] = json!("")), RejectReason::Malformed),
        (with(&|e| e["body"] = json!({"track": {"name": "HALF"}})).replace("HALF", "\\ud83d"), RejectReason::BadText),
        (with(&|e| e["body"] = json!({"track": {"name": "HALF"}})).replace("HALF", "\\ud83dx"), RejectReason::BadText),
        (with(&|e| e["body"] = json!({"track": {"name": "HALF"}})).replace("HALF", "\\ude00"), RejectReason::BadText),
        (with(&|e| e["context"]["url"] = json!("a\u{0}b")), RejectReason::BadText),
        (with(&|e| e["body"] = json!({"track": {"name": long}})), RejectReason::TooLarge),
        (with(&|e| e["id"] = json!("00000000-0000-4000-8000-000000000000")), RejectReason::BadId),
        (
            with(&|e| {
                e["body"] = json!({"identify": {}});
                e["who"] = json!({"company_id": "c1"});
            }),
            RejectReason::NoPerson,
        ),
        (event(NOW.0 - 31 * DAY_MS, json!({"page": {}})).to_string(), RejectReason::TooOld),
        (event(NOW.0 + 25 * HOUR_MS, json!({"page": {}})).to_string(), RejectReason::FromTheFuture),
        (event(NOW.0, answer(NOW.0, 11)).to_string(), RejectReason::UnknownContent),
        (event(NOW.0, answer(NOW.0, 9)).to_string().replace("\"nps\"", "\"ces\""), RejectReason::UnknownContent),
        (event(NOW.0, answer(NOW.0, 9)).to_string().replace("\"score\",", "\"other\","), RejectReason::UnknownContent),
        (
            event(NOW.0, answer(NOW.0, 9)).to_string().replace("\"version\":1", "\"version\":2"),
            RejectReason::UnknownContent,
        ),
    ] {
        assert_eq!(refusal(&raw), expected, "{raw:.300}");
    }
}

#[test]
fn a_whole_emoji_in_escapes_is_no_half() {
    let raw = event(NOW.0, json!({"track": {"name": "PAIR"}})).to_string().replace("PAIR", "\\ud83d\\ude00");
    assert_eq!(decide(&raw, |_| {}, "identified").expect("taken").row.name.as_deref(), Some("😀"));
}

#[test]
fn a_clock_that_is_wrong_is_corrected_and_the_way_through_the_network_is_not() {
    for (sent_at, at, expected) in [
        (Some(NOW.plus_ms(-HOUR_MS)), NOW.0 - HOUR_MS - MINUTE_MS, NOW.0 - MINUTE_MS),
        (Some(NOW.plus_ms(2 * HOUR_MS)), NOW.0 + 2 * HOUR_MS - 5, NOW.0 - 5),
        (Some(NOW.plus_ms(-900)), NOW.0 - 1_000, NOW.0 - 1_000),
        (Some(NOW.plus_ms(900)), NOW.0 + 900, NOW.0),
        (None, NOW.0 - 5, NOW.0 - 5),
    ] {
        let recorded = decide(&event(at, json!({"page": {}})).to_string(), |s| s.sent_at = sent_at, "identified");
        assert_eq!(recorded.expect("taken").event.at.0, expected, "{sent_at:?} {at}");
    }
}

#[test]
fn a_user_id_is_believed_only_as_far_as_it_is_signed() {
    let raw = event(NOW.0, json!({"page": {}})).to_string();
    let judged = |identity: Identity| {
        decide(&raw, |s| s.identity = identity, "identified").map(drop).map_err(|refused| refused.reason)
    };
    assert_eq!(judged(Identity::Signed("u1".into())), Ok(()));
    assert_eq!(judged(Identity::Signed("u2".into())), Err(RejectReason::BadToken));
    assert_eq!(judged(Identity::Refused("no token".into())), Err(RejectReason::BadToken));
    let nobody = raw.replace("\"user_id\":\"u1\"", "\"user_id\":null");
    assert!(decide(&nobody, |s| s.identity = Identity::Refused("no token".into()), "identified").is_ok());
}

#[test]
fn an_anonymous_answer_keeps_no_person_place_or_time_but_stays_one_run_and_a_duplicate() {
    let raw = event(NOW.0, answer(NOW.0 - 5_000, 9)).to_string();
    let first = decide(&raw, |_| {}, "anonymous").expect("taken");
    let row = &first.row;
    assert_eq!(first.subject.as_deref(), Some("u:u1"), "what is remembered of the person is still brought up to date");
    assert_eq!((&row.subject, &row.anonymous_id, &row.company), (&None, &None, &None));
    assert_eq!((&row.url, &row.locale, row.device), (&None, &None, None));
    let day = Timestamp::of_day(NOW.day());
    assert_eq!((row.at, row.received_at), (day.0, day.0));
    for id in [row.id.parse().expect("an id"), row.run.as_deref().expect("a run").parse().expect("an id")] {
        assert_eq!(shared::id::uuid_v7_time(id), Some(day));
    }
    assert!(!raw.contains(&row.id) && !row.body.contains("u1"));
    let again = decide(&raw, |s| s.now = NOW.plus_ms(HOUR_MS), "anonymous").expect("taken");
    assert_eq!((&again.row.id, &again.row.run), (&row.id, &row.run));
    let other = raw.replace(&uuid_v7(NOW, [7; 10]).to_string(), &uuid_v7(NOW.plus_ms(1), [7; 10]).to_string());
    let other = decide(&other, |_| {}, "anonymous").expect("taken");
    assert!(other.row.id != row.id && other.row.run == row.run);
}

#[test]
fn an_identified_answer_is_stored_as_it_was_given() {
    let recorded = decide(&event(NOW.0, answer(NOW.0, 9)).to_string(), |_| {}, "identified").expect("taken");
    let row = recorded.row;
    assert_eq!((row.subject.as_deref(), row.company.as_deref(), row.kind), (Some("u:u1"), Some("c1"), "answered"));
    assert_eq!(
        (row.content.as_deref(), row.version, row.locale.as_deref(), row.device),
        (Some("nps"), Some(1), Some("ja"), Some("phone"))
    );
}

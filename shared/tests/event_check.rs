//! Limits of events, and answers against their questions.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use waymark_shared::content::Question;
use waymark_shared::content::survey::Answer;
use waymark_shared::event::check::{AnswerError, MAX_OTHER_CHARS, check, check_answer};
use waymark_shared::event::{Event, MAX_ANSWER_CHARS, RejectReason};

const ID: &str = "01a0e1c0-7b00-7000-8000-000000000001";

fn event(who: &str, body: &str) -> Event {
    let json = format!(r#"{{"id": "{ID}", "at": 1790000000000, "who": {who}, "body": {body}}}"#);
    serde_json::from_str(&json).expect(&json)
}

#[test]
fn events_within_the_limits_pass() {
    let run = r#"{"id": "01a0e1c0-7b00-7000-8000-000000000002", "content": "nps", "version": 1}"#;
    let tab = r#"{"identify": {"traits": {"plan": "pro", "note": "a\tb\nc", "gone": null, "roles": ["a"]}}}"#;
    for (who, body) in [
        (r#"{"user_id": "u1"}"#, tab.to_owned()),
        (r#"{"company_id": "c1"}"#, r#"{"group": {}}"#.to_owned()),
        (r#"{"company_id": "c1"}"#, r#"{"track": {"name": "renewed"}}"#.to_owned()),
        (r#"{"anonymous_id": "a1"}"#, r#"{"page": {}}"#.to_owned()),
        ("{}", format!(r#"{{"displayed": {run}}}"#)),
        (
            "{}",
            format!(r#"{{"answered": {{"run": {run}, "question": "q", "revision": 1, "answer": {{"text": "あ"}}}}}}"#),
        ),
        ("{}", format!(r#"{{"answered": {{"run": {run}, "question": "q", "revision": 2, "answer": null}}}}"#)),
        ("{}", format!(r#"{{"effort": {{"run": {run}, "step": "fields"}}}}"#)),
        ("{}", format!(r#"{{"effort": {{"run": {run}, "step": "fields", "active_ms": 86400000}}}}"#)),
        ("{}", r#"{"failed": {"code": "panic"}}"#.to_owned()),
    ] {
        assert_eq!(check(&event(who, &body)), Ok(()), "{body}");
    }
}

#[test]
fn each_broken_limit_has_its_reason() {
    let anybody = r#"{"anonymous_id": "a1"}"#;
    let run = r#"{"id": "01a0e1c0-7b00-7000-8000-000000000002", "content": "nps", "version": 1}"#;
    let answered = |answer: &str| {
        format!(r#"{{"answered": {{"run": {run}, "question": "q", "revision": 1, "answer": {answer}}}}}"#)
    };
    let (long, names) = ("x".repeat(2_001), "n".repeat(201));
    let many: Vec<String> = (0..101).map(|n| format!(r#""p{n}": 1"#)).collect();
    let listed: Vec<String> = (0..101).map(|n| format!(r#""o{n}""#)).collect();
    for (body, reason) in [
        (r#"{"group": {}}"#.to_owned(), RejectReason::NoPerson),
        (r#"{"track": {"name": " "}}"#.to_owned(), RejectReason::Malformed),
        (format!(r#"{{"track": {{"name": "{names}"}}}}"#), RejectReason::TooLarge),
        (r#"{"track": {"name": "a\u0000b"}}"#.to_owned(), RejectReason::BadText),
        (r#"{"track": {"name": "a\nb"}}"#.to_owned(), RejectReason::BadText),
        (r#"{"page": {"properties": {"a": "x\u0000"}}}"#.to_owned(), RejectReason::BadText),
        (r#"{"page": {"properties": {"a": ["x\u0000"]}}}"#.to_owned(), RejectReason::BadText),
        (r#"{"page": {"properties": {"a\u0000": 1}}}"#.to_owned(), RejectReason::BadText),
        (format!(r#"{{"page": {{"properties": {{"a": "{long}"}}}}}}"#), RejectReason::TooLarge),
        (format!(r#"{{"page": {{"properties": {{"a": ["{long}"]}}}}}}"#), RejectReason::TooLarge),
        (format!(r#"{{"page": {{"properties": {{{}}}}}}}"#, many.join(",")), RejectReason::TooLarge),
        (r#"{"clicked": {"selector": ""}}"#.to_owned(), RejectReason::Malformed),
        (r#"{"failed": {"code": ""}}"#.to_owned(), RejectReason::Malformed),
        (format!(r#"{{"effort": {{"run": {run}, "step": "fields", "active_ms": 86400001}}}}"#), RejectReason::TooLarge),
        (answered(r#"{"text": " "}"#), RejectReason::Malformed),
        (answered(r#"{"text": "a\u0000"}"#), RejectReason::BadText),
        (answered(&format!(r#"{{"text": "{}"}}"#, "あ".repeat(MAX_ANSWER_CHARS + 1))), RejectReason::TooLarge),
        (answered(&format!(r#"{{"chosen": {{"options": [{}]}}}}"#, listed.join(","))), RejectReason::TooLarge),
        (answered(r#"{"chosen": {"options": [], "other": "\u0000"}}"#), RejectReason::BadText),
    ] {
        let found = check(&event(anybody, &body)).map_err(|(reason, _)| reason);
        assert_eq!(found, Err(reason), "{body}");
    }
    for body in [
        r#"{"identify": {}}"#,
        r#"{"track": {"name": "a"}}"#,
        r#"{"page": {}}"#,
        r#"{"marked": {"content": "a"}}"#,
        r#"{"consent": {"given": true}}"#,
    ] {
        assert_eq!(check(&event("{}", body)).map_err(|(reason, _)| reason), Err(RejectReason::NoPerson), "{body}");
    }
}

#[test]
fn only_a_uuid_of_version_seven_is_an_id() {
    let mut event = event(r#"{"anonymous_id": "a1"}"#, r#"{"page": {}}"#);
    event.id.0 = "3d813cbb-47fb-42ba-91df-831e1593ac29".parse().unwrap();
    assert_eq!(check(&event).map_err(|(reason, _)| reason), Err(RejectReason::BadId));
}

#[test]
fn an_address_may_not_hide_a_nul() {
    let mut event = event(r#"{"anonymous_id": "a1"}"#, r#"{"page": {}}"#);
    event.context.url = Some("https://host.example/\0".into());
    assert_eq!(check(&event).map_err(|(reason, _)| reason), Err(RejectReason::BadText));
}

#[test]
fn an_answer_must_fit_its_question() {
    let options = r#""options": [{"key": "a", "label": {}}, {"key": "b", "label": {}}, {"key": "c", "label": {}}]"#;
    let check = |kind: &str, answer: &str, expected: Result<(), AnswerError>| {
        let question: Question =
            serde_json::from_str(&format!(r#"{{"key": "q", "title": {{}}, "kind": {kind}}}"#)).expect(kind);
        let given: Answer = serde_json::from_str(answer).expect(answer);
        assert_eq!(check_answer(&question, &given), expected, "{kind} {answer}");
    };
    let nps = r#"{"nps": {}}"#;
    check(nps, r#"{"score": 0}"#, Ok(()));
    check(nps, r#"{"score": 11}"#, Err(AnswerError::Scale));
    check(nps, r#"{"text": "ten"}"#, Err(AnswerError::Kind));
    check(r#"{"ces": {"scale": "five"}}"#, r#"{"score": 6}"#, Err(AnswerError::Scale));
    check(r#"{"csat": {}}"#, r#"{"score": 0}"#, Err(AnswerError::Scale));
    check(r#"{"rating": {"points": 10}}"#, r#"{"score": 10}"#, Ok(()));
    let single = format!(r#"{{"single": {{{options}}}}}"#);
    check(&single, r#"{"chosen": {"options": ["a"]}}"#, Ok(()));
    check(&single, r#"{"chosen": {"options": []}}"#, Err(AnswerError::Empty));
    check(&single, r#"{"chosen": {"options": ["a", "b"]}}"#, Err(AnswerError::TooMany));
    check(&single, r#"{"chosen": {"options": ["z"]}}"#, Err(AnswerError::Option));
    check(&single, r#"{"chosen": {"options": ["a"], "other": "x"}}"#, Err(AnswerError::Other));
    check(&single, r#"{"score": 1}"#, Err(AnswerError::Kind));
    let multiple = format!(r#"{{"multiple": {{{options}, "other": {{"en": "Other"}}, "at_most": 2}}}}"#);
    check(&multiple, r#"{"chosen": {"options": ["a"], "other": "", "order": ["c", "a", "b"]}}"#, Ok(()));
    check(&multiple, r#"{"chosen": {"options": ["a", "a"]}}"#, Err(AnswerError::Option));
    check(&multiple, r#"{"chosen": {"options": ["a", "b"], "other": "x"}}"#, Err(AnswerError::TooMany));
    check(&multiple, r#"{"chosen": {"options": ["a"], "order": ["a", "b"]}}"#, Err(AnswerError::Order));
    check(&multiple, r#"{"chosen": {"options": ["a"], "order": ["a", "b", "b"]}}"#, Err(AnswerError::Order));
    let long = "x".repeat(MAX_OTHER_CHARS + 1);
    check(&multiple, &format!(r#"{{"chosen": {{"options": [], "other": "{long}"}}}}"#), Err(AnswerError::Length));
    let open = r#"{"open": {"max_length": 2}}"#;
    check(open, r#"{"text": "あい"}"#, Ok(()));
    check(open, r#"{"text": "abc"}"#, Err(AnswerError::Length));
    check(open, r#"{"text": " "}"#, Err(AnswerError::Length));
    let action = r#"{"action": {"label": {}, "url": "/"}}"#;
    check(action, r#""pressed""#, Ok(()));
    check(r#""thanks""#, r#""pressed""#, Err(AnswerError::Kind));
}

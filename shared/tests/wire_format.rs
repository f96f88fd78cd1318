//! Golden JSON of everything on the wire and in files: what is written today must be readable, unchanged, for ever.
//!
//! A golden file may gain entries when a kind is added; an existing entry never changes.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;
use waymark_shared::content::frequency::Caps;
use waymark_shared::content::{Content, Goal, Segment, Theme};
use waymark_shared::event::{Body, Event, Receipt};
use waymark_shared::session::{ClaimAnswer, ClaimRequest, SessionAnswer, SessionRequest};

fn golden(name: &str) -> Value {
    let path = format!("{}/tests/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Reads the JSON as `T` and expects the very same JSON when it is written again.
#[track_caller]
fn check<T: Serialize + DeserializeOwned>(json: &Value) -> T {
    // Read from text, as on the wire: numbers and unknown fields behave differently in a parsed value.
    let text = json.to_string();
    let read: T = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let written = serde_json::to_value(&read).unwrap();
    assert_eq!(&written, json);
    read
}

#[track_caller]
fn check_list<T: Serialize + DeserializeOwned>(name: &str) -> Vec<T> {
    golden(name).as_array().expect("a list").iter().map(check).collect()
}

/// The kind of a body. A new kind fails to compile here: add it to `events.json` and to [`KINDS`].
fn kind(body: &Body) -> &'static str {
    match body {
        Body::Identify { .. } => "identify",
        Body::Group { .. } => "group",
        Body::Track { .. } => "track",
        Body::Page { .. } => "page",
        Body::Clicked { .. } => "clicked",
        Body::Present { .. } => "present",
        Body::Due(_) => "due",
        Body::Displayed(_) => "displayed",
        Body::Withheld(_) => "withheld",
        Body::Started(_) => "started",
        Body::Answered { .. } => "answered",
        Body::Step { .. } => "step",
        Body::TargetMissing { .. } => "target_missing",
        Body::Effort { .. } => "effort",
        Body::Item { .. } => "item",
        Body::Completed(_) => "completed",
        Body::Dismissed { .. } => "dismissed",
        Body::Ignored(_) => "ignored",
        Body::Marked { .. } => "marked",
        Body::Consent { .. } => "consent",
        Body::Failed { .. } => "failed",
    }
}

const KINDS: [&str; 21] = [
    "identify",
    "group",
    "track",
    "page",
    "clicked",
    "present",
    "due",
    "displayed",
    "withheld",
    "started",
    "answered",
    "step",
    "target_missing",
    "effort",
    "item",
    "completed",
    "dismissed",
    "ignored",
    "marked",
    "consent",
    "failed",
];

#[test]
fn every_kind_of_event_keeps_its_json() {
    let events: Vec<Event> = check_list("events");
    let found: BTreeSet<&str> = events.iter().map(|event| kind(&event.body)).collect();
    assert_eq!(found, KINDS.into_iter().collect());
    for event in &events {
        assert_eq!(waymark_shared::event::check::check(event), Ok(()), "{event:?}");
    }
}

#[test]
fn the_shortest_event_is_read() {
    let text = r#"{"id": "01a0e1c0-7b00-7000-8000-000000000001", "at": 1, "body": {"track": {"name": "saved"}}}"#;
    let event: Event = serde_json::from_str(text).unwrap();
    assert_eq!((event.who, event.context), Default::default());
}

#[test]
fn a_receipt_keeps_its_json() {
    check::<Receipt>(&golden("receipt"));
}

#[test]
fn session_and_claim_keep_their_json() {
    check::<SessionRequest>(&golden("session_request"));
    let answer: SessionAnswer = check(&golden("session_answer"));
    assert_eq!(answer.explain.values().map(Vec::len).sum::<usize>(), 27, "every reason has its golden code");
    let claim = golden("claim");
    check::<ClaimRequest>(&claim["request"]);
    check::<ClaimAnswer>(&claim["answer"]);
}

#[test]
fn a_session_request_needs_only_key_and_schema() {
    let request: SessionRequest = serde_json::from_str(r#"{"key": "wk_pub_1", "schema": 1}"#).unwrap();
    assert!(request.marks.is_empty() && !request.gpc && request.preview.is_none());
}

#[test]
fn every_part_of_content_keeps_its_json() {
    let contents: Vec<Content> = check_list("content");
    // Every word that content can say stands in the golden file; the words are those of the types' `rename_all`.
    let text = golden("content").to_string();
    for word in WORDS {
        assert!(text.contains(&format!("\"{word}\"")), "{word}");
    }
    assert!(contents.len() > 8);
}

const WORDS: [&str; 87] = [
    "nps",
    "ces",
    "csat",
    "rating",
    "single",
    "multiple",
    "open",
    "action",
    "thanks",
    "seven",
    "five",
    "numbers",
    "stars",
    "faces",
    "always",
    "skipped",
    "answered",
    "score",
    "chosen",
    "question",
    "end",
    "identified",
    "confidential",
    "anonymous",
    "all",
    "any",
    "not",
    "person",
    "company",
    "segment",
    "locale",
    "device",
    "visitor",
    "history",
    "is",
    "is_not",
    "contains",
    "contains_not",
    "greater",
    "at_least",
    "less",
    "at_most",
    "in",
    "not_in",
    "present",
    "absent",
    "within_days",
    "older_than_days",
    "in_next_days",
    "before",
    "after",
    "phone",
    "tablet",
    "desktop",
    "new",
    "returning",
    "seen",
    "completed",
    "dismissed",
    "page",
    "event",
    "element",
    "click",
    "scroll",
    "exit",
    "inactive",
    "manual",
    "exact",
    "prefix",
    "glob",
    "regex",
    "path",
    "url",
    "once",
    "until_answered",
    "every_days",
    "survey",
    "help",
    "shuffle",
    "max_length",
    "placeholder",
    "checklist",
    "resource_centre",
    "article",
    "start",
    "new_tab",
    "by_hand",
];

#[test]
fn what_a_file_leaves_out_has_its_default() {
    let short: Content = serde_json::from_value(golden("content_shortest")).unwrap();
    assert_eq!(short, check(&golden("content_shortest_in_full")));
}

#[test]
fn goals_segments_theme_and_caps_keep_their_json() {
    check_list::<Goal>("goals");
    check_list::<Segment>("segments");
    let looks = golden("theme_and_caps");
    assert_eq!(check::<Theme>(&looks["theme"]), Theme::default());
    looks["themes"].as_array().unwrap().iter().for_each(|theme| drop(check::<Theme>(theme)));
    assert_eq!(check::<Caps>(&looks["caps"]), Caps::default());
}

#[test]
fn a_field_that_is_not_known_is_refused_in_content_and_ignored_in_events() {
    let mut content = golden("content_shortest");
    content["titel"] = Value::from("typo");
    let error = serde_json::from_value::<Content>(content).unwrap_err().to_string();
    assert!(error.contains("unknown field `titel`"), "{error}");
    let mut event = golden("events")[0].clone();
    event["later_version"] = Value::from(1);
    assert!(serde_json::from_value::<Event>(event).is_ok());
}

#[test]
fn whole_numbers_are_accepted_where_a_fraction_could_stand() {
    let goal = golden("goals")[0].to_string().replace("1000.0", "1000");
    assert!(serde_json::from_str::<Goal>(&goal).is_ok());
    let toml = "key = 'g'\nname = 'G'\n[sign.person]\nname = 'seats'\ntest = { at_least = 10 }";
    assert!(toml::from_str::<Goal>(toml).is_ok());
}

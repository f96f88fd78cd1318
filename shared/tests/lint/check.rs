//! The content that gets no advice, and the check that breaks it in one place.

use serde_json::{Value, json};
use waymark_shared::content::Content;
use waymark_shared::lint::{Severity, lint};

/// Where the questions are.
pub const Q: &str = "/body/survey/questions";

/// A content without anything to be advised.
pub fn good() -> Value {
    let text = |en: &str, ja: &str| json!({"en": en, "ja": ja});
    json!({
        "key": "effort", "name": "Effort", "owner": "Product", "decision": "What to simplify",
        "trigger": {"cause": {"event": {"name": "saved"}}, "delay_ms": 1000},
        "body": {"survey": {
            "privacy": {"readers": text("The product team", "担当チーム"), "purpose": text("To improve it", "改善のため")},
            "help": {"text": text("We can help.", "お手伝いします。"), "link": {"label": text("Help", "サポート"), "url": "/help"}},
            "questions": [
                {"key": "score", "title": text("It was easy.", "簡単だった"), "kind": {"ces": {}},
                 "branches": [{"when": {"score": {"from": 5, "to": 7}}, "to": {"question": "thanks"}}]},
                {"key": "part", "title": text("Which part?", "どの部分ですか"), "kind": {"single": {"options": [
                    {"key": "a", "label": text("A", "ア")}, {"key": "b", "label": text("B", "イ")}]}}},
                {"key": "why", "title": text("Why?", "理由を教えていただけますか"), "kind": {"open": {}}},
                {"key": "thanks", "title": text("Thank you", "ありがとうございました"), "kind": "thanks"}
            ]
        }}
    })
}

pub fn content(json: &Value) -> Content {
    serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{error}: {json}"))
}

/// Sets the value at a JSON pointer in a good content and expects this advice there; `code` alone for hints.
#[track_caller]
pub fn check(pointer: &str, value: Value, severity: Severity, code: &str, at: &str) {
    check_in(good(), pointer, value, severity, code, at);
}

/// The same with any content.
#[track_caller]
pub fn check_in(mut json: Value, pointer: &str, value: Value, severity: Severity, code: &str, at: &str) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = json.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer}"));
    match name.parse::<usize>() {
        Ok(index) if parent.is_array() => parent[index] = value,
        _ => parent[name] = value,
    }
    let advice = lint(&content(&json));
    let found = advice.iter().any(|advice| advice.severity == severity && advice.code == code && advice.at == at);
    assert!(found, "{severity:?} {code} at {at} not in {advice:#?}");
}

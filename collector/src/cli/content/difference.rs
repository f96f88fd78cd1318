//! What differs between two JSON values, as lines a person reads. Pure.
//!
//! Deliberately absent: moves within lists. An item that moved reads as changes, which is what it is to the people asked.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;

/// Longest value shown, characters.
const SHOWN: usize = 60;

/// One place where two values differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where, such as `body.survey.questions[0].title.en`.
    pub at: String,
    /// What was there.
    pub before: Option<Value>,
    /// What will be there.
    pub after: Option<Value>,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => write!(f, "{}: {} -> {}", self.at, short(before), short(after)),
            (None, Some(after)) => write!(f, "{}: added {}", self.at, short(after)),
            (Some(before), None) => write!(f, "{}: removed {}", self.at, short(before)),
            (None, None) => f.write_str(&self.at),
        }
    }
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= SHOWN {
        return text;
    }
    text.chars().take(SHOWN - 1).chain(['…']).collect()
}

/// Every place where two values differ.
pub fn between(before: &Value, after: &Value) -> Vec<Change> {
    let mut changes = Vec::new();
    compare("", Some(before), Some(after), &mut changes);
    changes
}

fn compare(at: &str, before: Option<&Value>, after: Option<&Value>, changes: &mut Vec<Change>) {
    match (before, after) {
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            for name in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
                let at = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
                compare(&at, old.get(name), new.get(name), changes);
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) => {
            for i in 0..old.len().max(new.len()) {
                compare(&format!("{at}[{i}]"), old.get(i), new.get(i), changes);
            }
        }
        (before, after) if before == after => {}
        (before, after) => changes.push(Change { at: at.to_owned(), before: before.cloned(), after: after.cloned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_difference_is_a_line_with_its_place() {
        let before = json!({ "name": "A", "questions": [{ "title": { "en": "Easy?" } }], "same": 1 });
        let after = json!({ "name": "B", "questions": [{ "title": { "en": "Easy?", "ja": "簡単?" } }, {}], "same": 1 });
        let lines: Vec<String> = between(&before, &after).iter().map(ToString::to_string).collect();
        assert_eq!(lines, [r#"name: "A" -> "B""#, r#"questions[0].title.ja: added "簡単?""#, "questions[1]: added {}"]);
        assert_eq!(between(&before, &before), []);
    }

    #[test]
    fn long_values_are_shortened_between_characters() {
        let line = between(&json!({}), &json!({ "text": "あ".repeat(100) }))[0].to_string();
        assert!(line.ends_with('…') && line.chars().count() < 80, "{line}");
    }
}

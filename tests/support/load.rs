//! What the benches set up: many people, a survey.
//!
//! Deliberately absent: measuring.

use crate::collector::Collector;
use reqwest::Method;
use serde_json::{Value, json};

/// People in one request.
const ROWS: u64 = 500;

/// A published survey; `more` is further TOML before its body, such as an audience.
pub fn survey(key: &str, more: &str) -> String {
    format!(
        r#"
key = "{key}"
name = "{key}"
owner = "Bench"
decision = "What to make faster"
{more}

[[body.survey.questions]]
key = "score"
title = {{ en = "How likely are you to recommend us?", ja = "おすすめ度は？" }}
kind = {{ nps = {{}} }}

[[body.survey.questions]]
key = "why"
title = {{ en = "Why?", ja = "理由は？" }}
kind = {{ open = {{}} }}
"#
    )
}

/// Tells so many people, `u0` on, with traits, in companies of five: through the API, as a back end would.
pub async fn furnish_people(collector: &Collector, people: u64) {
    for first in (0..people).step_by(usize::try_from(ROWS).expect("a small number")) {
        let row = |number: u64| {
            let traits = json!({
                "plan": if number.is_multiple_of(2) { "pro" } else { "free" },
                "role": if number.is_multiple_of(5) { "admin" } else { "user" },
                "seats": number % 40, "name": format!("Person {number}"), "signed_up": "2026-01-15",
            });
            json!({"user_id": format!("u{number}"), "company_id": format!("c{}", number / 5), "traits": traits})
        };
        let rows: Vec<Value> = (first..(first + ROWS).min(people)).map(row).collect();
        let told = collector.api(Method::POST, "/api/people?environment=production", &json!({ "rows": rows })).await;
        assert!(!told.to_string().contains("rejected"), "{told}");
    }
}

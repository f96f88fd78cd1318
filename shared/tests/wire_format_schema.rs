//! The JSON Schema that is generated from the types.
#![cfg(feature = "schema")]
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use schemars::schema_for;
use waymark_shared::content::{Content, Goal, Segment};
use waymark_shared::event::{Event, Receipt};
use waymark_shared::session::{ClaimRequest, SessionAnswer, SessionRequest};

#[test]
fn the_schema_of_content_describes_every_field_and_refuses_others() {
    let schema = schema_for!(Content);
    let json = serde_json::to_value(&schema).unwrap();
    assert_eq!(json["additionalProperties"], false);
    for field in ["key", "name", "owner", "decision", "trigger", "audience", "frequency", "schedule", "body"] {
        let property = &json["properties"][field];
        assert!(property.is_object(), "{field}");
        assert!(property["description"].is_string(), "{field} has no description");
    }
    assert_eq!(json["required"], serde_json::json!(["key", "name", "body"]));
    assert_eq!(json["$defs"]["ContentKey"]["pattern"], "^[a-z0-9][a-z0-9_-]{0,63}$");
    let text = json.to_string();
    for kind in ["nps", "ces", "csat", "rating", "single", "multiple", "open", "action", "thanks"] {
        assert!(text.contains(&format!("\"{kind}\"")), "{kind}");
    }
}

#[test]
fn every_wire_type_has_a_schema() {
    for schema in [
        schema_for!(Event),
        schema_for!(Receipt),
        schema_for!(SessionRequest),
        schema_for!(SessionAnswer),
        schema_for!(ClaimRequest),
        schema_for!(Goal),
        schema_for!(Segment),
    ] {
        let json = serde_json::to_value(&schema).unwrap();
        assert!(json["title"].is_string() && json["description"].is_string(), "{json}");
    }
}

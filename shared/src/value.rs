//! The value of a trait or of an event's property: what a host may say about a person, a company or an event.
//!
//! In JSON a value is written plainly (`"pro"`, `3`, `true`, `["a","b"]`); in the compact form for the engine it is tagged,
//! because that form cannot look ahead. Deliberately absent: nested objects and dates of their own type. A date is a text
//! in ISO 8601, compared by [`crate::targeting`].

use crate::map::Map;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Longest text value, in bytes.
pub const MAX_VALUE_LEN: usize = 2_000;
/// Most traits or properties in one event.
pub const MAX_VALUES: usize = 100;

/// Traits of a person or company, or properties of an event, by name.
pub type Values = Map<String, Value>;

/// Changes to traits: `None` (JSON `null`) takes the trait away.
pub type ValueChanges = Map<String, Option<Value>>;

/// A trait's or property's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A finite number.
    Number(f64),
    /// A text; also dates, in ISO 8601.
    Text(String),
    /// Several texts, such as roles.
    List(Vec<String>),
}

impl Value {
    /// The text that splits and rollups are keyed by: one spelling per value.
    pub fn label(&self) -> String {
        match self {
            Self::Bool(b) => b.to_string(),
            Self::Number(n) => n.to_string(),
            Self::Text(t) => t.clone(),
            Self::List(items) => items.join(", "),
        }
    }
}

#[derive(Serialize, Deserialize)]
enum Tagged {
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<String>),
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return match self.clone() {
                Self::Bool(b) => Tagged::Bool(b),
                Self::Number(n) => Tagged::Number(n),
                Self::Text(t) => Tagged::Text(t),
                Self::List(l) => Tagged::List(l),
            }
            .serialize(serializer);
        }
        match self {
            Self::Bool(b) => serializer.serialize_bool(*b),
            // Whole numbers are written without a fraction, as the host wrote them.
            #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53, so exact")]
            Self::Number(n) if n.fract() == 0.0 && n.abs() < 9e15 => serializer.serialize_i64(*n as i64),
            Self::Number(n) => serializer.serialize_f64(*n),
            Self::Text(t) => serializer.serialize_str(t),
            Self::List(l) => l.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(PlainVisitor)
        } else {
            Ok(match Tagged::deserialize(deserializer)? {
                Tagged::Bool(b) => Self::Bool(b),
                Tagged::Number(n) => Self::Number(n),
                Tagged::Text(t) => Self::Text(t),
                Tagged::List(l) => Self::List(l),
            })
        }
    }
}

struct PlainVisitor;

impl<'de> Visitor<'de> for PlainVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true, false, a finite number, a text or a list of texts")
    }

    fn visit_bool<E: de::Error>(self, b: bool) -> Result<Value, E> {
        Ok(Value::Bool(b))
    }

    #[expect(clippy::cast_precision_loss, reason = "JavaScript's numbers have the same precision")]
    fn visit_i64<E: de::Error>(self, n: i64) -> Result<Value, E> {
        Ok(Value::Number(n as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "JavaScript's numbers have the same precision")]
    fn visit_u64<E: de::Error>(self, n: u64) -> Result<Value, E> {
        Ok(Value::Number(n as f64))
    }

    fn visit_f64<E: de::Error>(self, n: f64) -> Result<Value, E> {
        if n.is_finite() { Ok(Value::Number(n)) } else { Err(E::custom("a number must be finite")) }
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element::<String>()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Value {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Value".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A trait's or property's value; dates are texts in ISO 8601.",
            "oneOf": [
                {"type": "boolean"}, {"type": "number"}, {"type": "string", "maxLength": MAX_VALUE_LEN},
                {"type": "array", "items": {"type": "string"}}
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_plain_in_json_and_tagged_in_postcard() {
        for (json, value) in [
            ("true", Value::Bool(true)),
            ("3", Value::Number(3.0)),
            ("-2.5", Value::Number(-2.5)),
            (r#""pro""#, Value::Text("pro".into())),
            (r#"["a","b"]"#, Value::List(vec!["a".into(), "b".into()])),
        ] {
            assert_eq!(serde_json::from_str::<Value>(json).expect(json), value);
            assert_eq!(serde_json::to_string(&value).expect(json), json);
            let bytes = postcard::to_allocvec(&value).expect(json);
            assert_eq!(postcard::from_bytes::<Value>(&bytes).expect(json), value);
        }
        assert!(serde_json::from_str::<Value>(r#"{"a":1}"#).is_err());
    }
}

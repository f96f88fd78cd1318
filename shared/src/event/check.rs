//! What an event must keep to before it is stored: sizes, texts a database refuses, ids, answers that fit their question.
//!
//! Deliberately absent: what needs a clock or the store (too old, from the future, unknown content, erased people);
//! the collector decides those.

mod answer;

use super::{Body, Event, MAX_ANSWER_CHARS, MAX_NAME_LEN, RejectReason, Who};
use crate::content::survey::Answer;
use crate::id::uuid_v7_time;
use crate::time::DAY_MS;
use crate::value::{MAX_VALUE_LEN, MAX_VALUES, Value};

pub use answer::{AnswerError, check_answer};

/// Longest text beside "other", characters.
pub const MAX_OTHER_CHARS: usize = 500;
/// Most options of one choice question.
pub const MAX_OPTIONS: usize = 100;

/// Why an event is rejected, with the detail in words.
pub type Refusal = (RejectReason, String);

/// Checks an event.
///
/// # Errors
/// The first rule that is broken: `BadId`, `NoPerson`, `BadText`, `TooLarge` or `Malformed`.
pub fn check(event: &Event) -> Result<(), Refusal> {
    if uuid_v7_time(event.id.0).is_none() {
        return Err((RejectReason::BadId, "id must be a UUIDv7".into()));
    }
    if let Some(url) = &event.context.url {
        text("context.url", url, MAX_VALUE_LEN)?;
    }
    if let Some(locale) = &event.context.locale {
        text("context.locale", locale, MAX_NAME_LEN)?;
    }
    check_body(&event.body)?;
    check_who(&event.who, &event.body)
}

fn check_who(who: &Who, body: &Body) -> Result<(), Refusal> {
    let person = who.user_id.is_some() || who.anonymous_id.is_some();
    let missing = match body {
        Body::Group { .. } if who.company_id.is_none() => "group needs who.company_id",
        Body::Track { .. } | Body::Page { .. } | Body::Clicked { .. } | Body::Present { .. }
            if !person && who.company_id.is_none() =>
        {
            "needs who.user_id, who.anonymous_id or who.company_id"
        }
        Body::Identify { .. } | Body::Marked { .. } | Body::Consent { .. } if !person => {
            "needs who.user_id or who.anonymous_id"
        }
        _ => return Ok(()),
    };
    Err((RejectReason::NoPerson, missing.into()))
}

fn check_body(body: &Body) -> Result<(), Refusal> {
    match body {
        Body::Identify { traits } => changes("traits", traits),
        Body::Group { traits, membership } => {
            changes("traits", traits)?;
            changes("membership", membership)
        }
        Body::Track { name: event, properties } => {
            name("name", event)?;
            values("properties", properties)
        }
        Body::Page { properties } => values("properties", properties),
        Body::Clicked { selector } | Body::Present { selector } => {
            filled("selector", selector)?;
            text("selector", selector, MAX_VALUE_LEN)
        }
        Body::Answered { answer: Some(answer), .. } => check_size(answer),
        Body::Failed { code, message } => {
            name("code", code)?;
            text("message", message, MAX_VALUE_LEN)
        }
        Body::TargetMissing { selector, .. } => text("selector", selector, MAX_VALUE_LEN),
        Body::Effort { active_ms, .. } if i64::from(*active_ms) > DAY_MS => {
            Err((RejectReason::TooLarge, format!("active_ms must be at most {DAY_MS}")))
        }
        Body::Answered { answer: None, .. }
        | Body::Step { .. }
        | Body::Effort { .. }
        | Body::Item { .. }
        | Body::Due(_)
        | Body::Displayed(_)
        | Body::Withheld(_)
        | Body::Started(_)
        | Body::Completed(_)
        | Body::Dismissed { .. }
        | Body::Ignored(_)
        | Body::Marked { .. }
        | Body::Consent { .. } => Ok(()),
    }
}

fn changes<'a>(at: &str, changes: impl IntoIterator<Item = (&'a String, &'a Option<Value>)>) -> Result<(), Refusal> {
    check_values(at, changes.into_iter().map(|(name, value)| (name, value.as_ref())))
}

fn values<'a>(at: &str, values: impl IntoIterator<Item = (&'a String, &'a Value)>) -> Result<(), Refusal> {
    check_values(at, values.into_iter().map(|(name, value)| (name, Some(value))))
}

fn check_values<'a>(at: &str, values: impl Iterator<Item = (&'a String, Option<&'a Value>)>) -> Result<(), Refusal> {
    for (count, (key, value)) in values.enumerate() {
        if count >= MAX_VALUES {
            return Err((RejectReason::TooLarge, format!("{at} must have at most {MAX_VALUES} entries")));
        }
        name(at, key)?;
        let at = format!("{at}.{key}");
        match value {
            Some(Value::Text(value)) => text(&at, value, MAX_VALUE_LEN)?,
            Some(Value::List(items)) => {
                let length: usize = items.iter().map(|item| item.len().saturating_add(1)).sum();
                if length > MAX_VALUE_LEN {
                    return Err(too_large(&at, MAX_VALUE_LEN));
                }
                items.iter().try_for_each(|item| text(&at, item, MAX_VALUE_LEN))?;
            }
            Some(Value::Number(number)) if !number.is_finite() => {
                return Err((RejectReason::Malformed, format!("{at} must be a finite number")));
            }
            Some(Value::Bool(_) | Value::Number(_)) | None => {}
        }
    }
    Ok(())
}

/// The size of an answer, whatever its question.
fn check_size(answer: &Answer) -> Result<(), Refusal> {
    match answer {
        Answer::Text(said) => {
            filled("answer.text", said)?;
            chars("answer.text", said, MAX_ANSWER_CHARS)
        }
        Answer::Chosen { options, other, order } => {
            if options.len() > MAX_OPTIONS || order.len() > MAX_OPTIONS {
                let detail = format!("answer.chosen must have at most {MAX_OPTIONS} options");
                return Err((RejectReason::TooLarge, detail));
            }
            other.as_ref().map_or(Ok(()), |other| chars("answer.chosen.other", other, MAX_OTHER_CHARS))
        }
        Answer::Score(_) | Answer::Pressed => Ok(()),
    }
}

fn name(at: &str, text: &str) -> Result<(), Refusal> {
    filled(at, text)?;
    if text.len() > MAX_NAME_LEN {
        return Err((RejectReason::TooLarge, format!("a name in {at} must have at most {MAX_NAME_LEN} bytes")));
    }
    if text.chars().any(char::is_control) {
        return Err((RejectReason::BadText, format!("a name in {at} must not contain control characters")));
    }
    Ok(())
}

fn filled(at: &str, text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() { Err((RejectReason::Malformed, format!("{at} must not be empty"))) } else { Ok(()) }
}

fn text(at: &str, text: &str, most: usize) -> Result<(), Refusal> {
    if text.contains('\0') {
        return Err(bad_text(at));
    }
    if text.len() > most { Err(too_large(at, most)) } else { Ok(()) }
}

fn chars(at: &str, text: &str, most: usize) -> Result<(), Refusal> {
    if text.contains('\0') {
        return Err(bad_text(at));
    }
    if text.chars().count() > most {
        return Err((RejectReason::TooLarge, format!("{at} must have at most {most} characters")));
    }
    Ok(())
}

fn bad_text(at: &str) -> Refusal {
    (RejectReason::BadText, format!("{at} must not contain NUL"))
}

fn too_large(at: &str, most: usize) -> Refusal {
    (RejectReason::TooLarge, format!("{at} must have at most {most} bytes"))
}

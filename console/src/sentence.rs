//! Conditions and triggers as sentences one can read aloud, in either language.
//!
//! Deliberately absent: the rules' evaluation; that is `shared::targeting`.

use crate::text::Lang;
use crate::text::Words;
use crate::text::rules as r;
use shared::content::audience::{Condition, Deed, Device, Segment, Test, TraitTest, Visitor};
use shared::content::trigger::{Cause, PageRule, Pattern, Trigger};
use shared::value::Value;

/// A condition on people, as in "plan is “pro” and reading ja".
pub fn condition(lang: Lang, condition: &Condition, segments: &[Segment]) -> String {
    match condition {
        Condition::All(list) if list.is_empty() => lang.say(r::EVERYBODY).to_owned(),
        Condition::Any(list) if list.is_empty() => lang.say(r::NOBODY).to_owned(),
        Condition::All(list) => join(lang, list, r::AND, segments),
        Condition::Any(list) => join(lang, list, r::OR, segments),
        Condition::Not(inner) => lang.fill(r::NOT, &[&self::condition(lang, inner, segments)]),
        Condition::Person(test) => trait_test(lang, r::PERSON_TRAIT, test),
        Condition::Company(test) => trait_test(lang, r::COMPANY_TRAIT, test),
        Condition::Segment(key) => {
            let named = segments.iter().find(|segment| segment.key == *key);
            lang.fill(r::IN_SEGMENT, &[&named.map_or(key.as_str(), |segment| &segment.name)])
        }
        Condition::Locale(tags) => lang.fill(r::READING, &[&tags.join(lang.say(r::OR))]),
        Condition::Device(devices) => {
            let names: Vec<_> = devices.iter().map(|device| lang.say(device_words(*device))).collect();
            lang.fill(r::ON_DEVICE, &[&names.join(lang.say(r::OR))])
        }
        Condition::Visitor(Visitor::New) => lang.say(r::VISITOR_NEW).to_owned(),
        Condition::Visitor(Visitor::Returning) => lang.say(r::VISITOR_RETURNING).to_owned(),
        Condition::History { content, did, within_days: Some(days) } => {
            lang.fill(r::HISTORY_WITHIN, &[&lang.say(deed_words(*did)), content, days])
        }
        Condition::History { content, did, within_days: None } => {
            lang.fill(r::HISTORY_EVER, &[&lang.say(deed_words(*did)), content])
        }
    }
}

fn join(lang: Lang, list: &[Condition], between: Words, segments: &[Segment]) -> String {
    let parts: Vec<String> = list
        .iter()
        .map(|part| {
            let text = condition(lang, part, segments);
            match part {
                Condition::All(inner) | Condition::Any(inner) if inner.len() > 1 => lang.fill(r::GROUP, &[&text]),
                _ => text,
            }
        })
        .collect();
    parts.join(lang.say(between))
}

fn trait_test(lang: Lang, frame: Words, test: &TraitTest) -> String {
    let name = if test.name.is_empty() { "…" } else { &test.name };
    lang.fill(frame, &[&name, &self::test(lang, &test.test)])
}

/// A test of a value, as in "is at least 3".
pub fn test(lang: Lang, test: &Test) -> String {
    match test {
        Test::Is(value) => lang.fill(r::IS, &[&quote(lang, value)]),
        Test::IsNot(value) => lang.fill(r::IS_NOT, &[&quote(lang, value)]),
        Test::Contains(part) => lang.fill(r::CONTAINS, &[&quote_text(lang, part)]),
        Test::ContainsNot(part) => lang.fill(r::CONTAINS_NOT, &[&quote_text(lang, part)]),
        Test::Greater(n) => lang.fill(r::GREATER, &[n]),
        Test::AtLeast(n) => lang.fill(r::AT_LEAST, &[n]),
        Test::Less(n) => lang.fill(r::LESS, &[n]),
        Test::AtMost(n) => lang.fill(r::AT_MOST, &[n]),
        Test::In(values) => lang.fill(r::ONE_OF, &[&quote_all(lang, values)]),
        Test::NotIn(values) => lang.fill(r::NONE_OF, &[&quote_all(lang, values)]),
        Test::Present => lang.say(r::PRESENT).to_owned(),
        Test::Absent => lang.say(r::ABSENT).to_owned(),
        Test::WithinDays(days) => lang.fill(r::WITHIN_DAYS, &[days]),
        Test::OlderThanDays(days) => lang.fill(r::OLDER_THAN_DAYS, &[days]),
        Test::InNextDays(days) => lang.fill(r::IN_NEXT_DAYS, &[days]),
        Test::Before(date) => lang.fill(r::BEFORE, &[date]),
        Test::After(date) => lang.fill(r::AFTER, &[date]),
    }
}

/// A value in quotation marks where it is a text.
pub fn quote(lang: Lang, value: &Value) -> String {
    match value {
        Value::Text(text) => quote_text(lang, text),
        other => other.label(),
    }
}

fn quote_text(lang: Lang, text: &str) -> String {
    match lang {
        Lang::En => format!("“{text}”"),
        Lang::Ja => format!("「{text}」"),
    }
}

fn quote_all(lang: Lang, values: &[Value]) -> String {
    values.iter().map(|value| quote(lang, value)).collect::<Vec<_>>().join(lang.comma())
}

/// What a device is called.
pub fn device_words(device: Device) -> Words {
    match device {
        Device::Phone => r::DEVICE_PHONE,
        Device::Tablet => r::DEVICE_TABLET,
        Device::Desktop => r::DEVICE_DESKTOP,
    }
}

/// What was done with content.
pub fn deed_words(deed: Deed) -> Words {
    match deed {
        Deed::Seen => r::DID_SEEN,
        Deed::Answered => r::DID_ANSWERED,
        Deed::Completed => r::DID_COMPLETED,
        Deed::Dismissed => r::DID_DISMISSED,
        Deed::Abandoned => r::DID_ABANDONED,
    }
}

/// A trigger, as in "on pages beginning with /app, at the event “invoice_sent”, 5 seconds later".
pub fn trigger(lang: Lang, trigger: &Trigger) -> String {
    let mut parts = vec![pages(lang, &trigger.pages)];
    parts.push(cause(lang, &trigger.cause));
    let mut text = parts.join(lang.comma());
    if trigger.delay_ms > 0 {
        text += &lang.fill(r::SAY_DELAY, &[&(f64::from(trigger.delay_ms) / 1000.0)]);
    }
    for event in &trigger.cancel {
        text += &lang.fill(r::SAY_CANCEL, &[&event.name]);
    }
    text
}

/// Page rules, as in "on pages beginning with /app".
pub fn pages(lang: Lang, rules: &[PageRule]) -> String {
    let say = |not: bool, frame: Words| {
        let list: Vec<_> = rules.iter().filter(|rule| rule.not == not).map(|rule| page(lang, rule)).collect();
        (!list.is_empty()).then(|| lang.fill(frame, &[&list.join(lang.say(r::OR))]))
    };
    let on = say(false, r::ON_PAGES).unwrap_or_else(|| lang.say(r::ANY_PAGE).to_owned());
    match say(true, r::NOT_ON_PAGES) {
        Some(except) => format!("{on}{}{except}", lang.comma()),
        None => on,
    }
}

fn page(lang: Lang, rule: &PageRule) -> String {
    match &rule.pattern {
        Pattern::Exact(text) => lang.fill(r::PAGE_EXACT, &[text]),
        Pattern::Prefix(text) => lang.fill(r::PAGE_PREFIX, &[text]),
        Pattern::Glob(text) => lang.fill(r::PAGE_GLOB, &[text]),
        Pattern::Regex(text) => lang.fill(r::PAGE_REGEX, &[text]),
    }
}

/// What starts content, as in "at the event “invoice_sent”".
pub fn cause(lang: Lang, cause: &Cause) -> String {
    match cause {
        Cause::Page => lang.say(r::SAY_PAGE).to_owned(),
        Cause::Event(event) => lang.fill(r::SAY_EVENT, &[&event.name]),
        Cause::Element(selector) => lang.fill(r::SAY_ELEMENT, &[selector]),
        Cause::Click(selector) => lang.fill(r::SAY_CLICK, &[selector]),
        Cause::Scroll(share) => lang.fill(r::SAY_SCROLL, &[share]),
        Cause::Exit => lang.say(r::SAY_EXIT).to_owned(),
        Cause::Inactive(seconds) => lang.fill(r::SAY_INACTIVE, &[seconds]),
        Cause::Manual => lang.say(r::SAY_MANUAL).to_owned(),
    }
}

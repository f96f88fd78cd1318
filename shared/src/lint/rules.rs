//! Advice on rules: what starts content, for whom it is, and what proves success.

use super::Findings;
use crate::content::audience::TraitTest;
use crate::content::goal::Sign;
use crate::content::trigger::{Cause, EventTest, PageRule};
use crate::content::{Condition, Goal, Segment, Test, Trigger};
use crate::event::MAX_NAME_LEN;
use crate::targeting::date;
use crate::targeting::pattern::check_url_pattern;

/// A delay beyond this is longer than most visits.
const LONG_DELAY_MS: u32 = 10 * 60 * 1000;

pub(super) fn check_trigger(trigger: &Trigger, audience: &Condition, found: &mut Findings) {
    for (index, rule) in trigger.pages.iter().enumerate() {
        check_page(&format!("trigger.pages[{index}]"), rule, found);
    }
    let at = "trigger.cause";
    match &trigger.cause {
        Cause::Event(test) => check_event("trigger.cause.event", test, found),
        Cause::Element(selector) | Cause::Click(selector) => check_selector(at, selector, found),
        Cause::Scroll(share) if !(1..=100).contains(share) => {
            found.error("scroll_share", at, "The scrolled share is a percentage from 1 to 100.");
        }
        Cause::Inactive(0) => found.error("inactive", at, "Say after how many seconds of rest it starts."),
        Cause::Page if trigger.pages.is_empty() && *audience == Condition::default() => {
            let message = "It starts anywhere, whatever people are doing; tie it to an event, a page or an audience.";
            found.warning("starts_anywhere", at, message);
        }
        Cause::Scroll(_) | Cause::Inactive(_) | Cause::Page | Cause::Exit | Cause::Manual => {}
    }
    if trigger.delay_ms > LONG_DELAY_MS {
        found.hint("long_delay", "trigger.delay_ms", "Few visits last more than ten minutes; shorten the delay.");
    }
    for (index, test) in trigger.cancel.iter().enumerate() {
        let at = format!("trigger.cancel[{index}]");
        check_event(&at, test, found);
        if matches!(&trigger.cause, Cause::Event(cause) if cause == test) {
            found.warning("cancels_itself", at, "The event that starts it also calls it off; remove one of the two.");
        }
    }
    if !trigger.cancel.is_empty() && trigger.delay_ms == 0 {
        found.hint("nothing_to_cancel", "trigger.cancel", "Without a delay there is nothing to call off.");
    }
}

pub(super) fn check_page(at: &str, rule: &PageRule, found: &mut Findings) {
    if let Err(problem) = check_url_pattern(&rule.pattern, rule.part) {
        found.error("page_pattern", at, format!("This page rule cannot be used: {problem}."));
    }
}

pub(super) fn check_event(at: &str, test: &EventTest, found: &mut Findings) {
    check_name(&format!("{at}.name"), &test.name, found);
    for (index, property) in test.properties.iter().enumerate() {
        let at = format!("{at}.properties[{index}]");
        check_name(&at, &property.name, found);
        check_test(&at, &property.test, found);
    }
}

pub(super) fn check_name(at: &str, name: &str, found: &mut Findings) {
    if name.trim().is_empty() {
        found.error("empty_name", at, "Write the name.");
    } else if name.len() > MAX_NAME_LEN || name.chars().any(char::is_control) {
        let message = format!("A name has at most {MAX_NAME_LEN} bytes and no control characters.");
        found.error("bad_name", at, message);
    }
}

pub(super) fn check_selector(at: &str, selector: &str, found: &mut Findings) {
    if selector.trim().is_empty() {
        found.error("empty_selector", at, "Write a CSS selector, for example `#save` or `[data-tour=save]`.");
    }
}

pub(super) fn check_condition(at: &str, condition: &Condition, found: &mut Findings) {
    match condition {
        Condition::All(inner) => check_each(&format!("{at}.all"), inner, found),
        Condition::Any(inner) => {
            if inner.is_empty() {
                found.warning("nobody", at, "\"Any of\" an empty list fits nobody; add a condition.");
            }
            check_each(&format!("{at}.any"), inner, found);
        }
        Condition::Not(inner) => check_condition(&format!("{at}.not"), inner, found),
        Condition::Person(test) | Condition::Company(test) => check_trait(at, test, found),
        Condition::Locale(list) if list.is_empty() => {
            found.warning("nobody", at, "No locale is named; that fits nobody.");
        }
        Condition::Device(list) if list.is_empty() => {
            found.warning("nobody", at, "No device is named; that fits nobody.");
        }
        Condition::History { within_days: Some(0), .. } => {
            found.warning("nobody", at, "Within zero days fits nobody; write how many days count.");
        }
        Condition::Segment(_)
        | Condition::Locale(_)
        | Condition::Device(_)
        | Condition::Visitor(_)
        | Condition::History { .. } => {}
    }
}

fn check_each(at: &str, conditions: &[Condition], found: &mut Findings) {
    for (index, condition) in conditions.iter().enumerate() {
        check_condition(&format!("{at}[{index}]"), condition, found);
    }
}

fn check_trait(at: &str, test: &TraitTest, found: &mut Findings) {
    check_name(at, &test.name, found);
    check_test(at, &test.test, found);
}

fn check_test(at: &str, test: &Test, found: &mut Findings) {
    match test {
        Test::Before(day) | Test::After(day) if date::parse(day).is_none() => {
            found.error("bad_date", at, "Write the date as in 2026-04-01 or 2026-04-01T09:00:00Z.");
        }
        Test::In(values) if values.is_empty() => {
            found.warning("nobody", at, "\"One of\" an empty list fits nobody; add a value.");
        }
        Test::Greater(number) | Test::AtLeast(number) | Test::Less(number) | Test::AtMost(number)
            if !number.is_finite() =>
        {
            found.error("bad_number", at, "Write a finite number.");
        }
        Test::Contains(part) if part.is_empty() => {
            found.hint("fits_any_text", at, "Every text contains the empty text; use \"present\" if that is meant.");
        }
        _ => {}
    }
}

pub(super) fn check_sign(at: &str, sign: &Sign, found: &mut Findings) {
    match sign {
        Sign::Event(test) => check_event(&format!("{at}.event"), test, found),
        Sign::Page(rule) => check_page(&format!("{at}.page"), rule, found),
        Sign::Click(selector) | Sign::Element(selector) => check_selector(at, selector, found),
        Sign::Person(test) | Sign::Company(test) => check_trait(at, test, found),
        Sign::Completed(_) => {}
    }
}

pub(super) fn check_goal(goal: &Goal, found: &mut Findings) {
    if goal.name.trim().is_empty() {
        found.error("missing_name", "name", "Give it a name by which members find it.");
    }
    check_sign("sign", &goal.sign, found);
    if goal.count == 0 {
        found.error("count", "count", "A goal is observed at least once.");
    }
    if goal.window_days == Some(0) {
        found.error("window", "window_days", "A window of zero days is over before it begins.");
    }
    if let Some(quantity) = &goal.value {
        check_name("value.property", &quantity.property, found);
        if !quantity.at_least.is_finite() {
            found.error("bad_number", "value.at_least", "Write a finite number.");
        }
        if !matches!(goal.sign, Sign::Event(_)) {
            found.error("value_without_event", "value", "Only a tracked event has a property to sum.");
        }
    }
}

pub(super) fn check_segment(segment: &Segment, found: &mut Findings) {
    if segment.name.trim().is_empty() {
        found.error("missing_name", "name", "Give it a name by which members find it.");
    }
    if refers_to_segment(&segment.condition) {
        let message = "A segment may not refer to another; repeat its conditions here.";
        found.error("nested_segment", "condition", message);
    }
    check_condition("condition", &segment.condition, found);
}

fn refers_to_segment(condition: &Condition) -> bool {
    match condition {
        Condition::Segment(_) => true,
        Condition::All(inner) | Condition::Any(inner) => inner.iter().any(refers_to_segment),
        Condition::Not(inner) => refers_to_segment(inner),
        _ => false,
    }
}

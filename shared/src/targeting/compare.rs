//! A value against a test, with typed operators: a value of another type never fits, and always fits the negated forms.
//!
//! Deliberately absent: conversions between types. A host that sends `"3"` has sent a text, and `waymark.explain` is
//! honest about it.

use super::date;
use crate::content::Test;
use crate::text::position;
use crate::time::{DAY_MS, Timestamp};
use crate::value::Value;

/// Whether a value (or its absence) fits a test at the time `now`.
pub fn fits(test: &Test, value: Option<&Value>, now: Timestamp) -> bool {
    match test {
        Test::Is(wanted) => value == Some(wanted),
        Test::IsNot(wanted) => value != Some(wanted),
        Test::Contains(part) => contains(value, part),
        Test::ContainsNot(part) => !contains(value, part),
        Test::Greater(bound) => number(value).is_some_and(|n| n > *bound),
        Test::AtLeast(bound) => number(value).is_some_and(|n| n >= *bound),
        Test::Less(bound) => number(value).is_some_and(|n| n < *bound),
        Test::AtMost(bound) => number(value).is_some_and(|n| n <= *bound),
        Test::In(wanted) => value.is_some_and(|v| wanted.contains(v)),
        Test::NotIn(wanted) => !value.is_some_and(|v| wanted.contains(v)),
        Test::Present => value.is_some(),
        Test::Absent => value.is_none(),
        Test::WithinDays(days) => age(value, now).is_some_and(|age| (0..=ms(*days)).contains(&age)),
        Test::OlderThanDays(days) => age(value, now).is_some_and(|age| age > ms(*days)),
        Test::InNextDays(days) => age(value, now).is_some_and(|age| (-ms(*days)..=0).contains(&age)),
        Test::Before(bound) => date_of(value).zip(date::parse(bound)).is_some_and(|(date, bound)| date < bound),
        Test::After(bound) => date_of(value).zip(date::parse(bound)).is_some_and(|(date, bound)| date >= bound),
    }
}

fn contains(value: Option<&Value>, part: &str) -> bool {
    match value {
        Some(Value::Text(text)) => position(text, part).is_some(),
        Some(Value::List(items)) => items.iter().any(|item| item == part),
        _ => false,
    }
}

fn number(value: Option<&Value>) -> Option<f64> {
    match value {
        Some(Value::Number(n)) => Some(*n),
        _ => None,
    }
}

fn date_of(value: Option<&Value>) -> Option<Timestamp> {
    match value {
        Some(Value::Text(text)) => date::parse(text),
        _ => None,
    }
}

/// Milliseconds since the date; negative when it lies ahead.
fn age(value: Option<&Value>, now: Timestamp) -> Option<i64> {
    date_of(value).map(|date| now.since(date))
}

fn ms(days: u16) -> i64 {
    i64::from(days) * DAY_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(t: &str) -> Value {
        Value::Text(t.into())
    }

    #[track_caller]
    fn check(test: &Test, fitting: &[&Value], others: &[&Value], absent: bool) {
        // 2026-11-22T12:00Z
        let now = date::parse("2026-11-22T12:00").expect("a date");
        for value in fitting {
            assert!(fits(test, Some(value), now), "{test:?} should fit {value:?}");
        }
        for value in others {
            assert!(!fits(test, Some(value), now), "{test:?} should not fit {value:?}");
        }
        assert_eq!(fits(test, None, now), absent, "{test:?} on nothing");
    }

    #[test]
    fn equality_is_typed_and_negation_takes_everything_else() {
        let (pro, three) = (text("pro"), Value::Number(3.0));
        let list = Value::List(vec!["pro".into()]);
        let others = [&text("Pro"), &text("3"), &Value::Bool(true), &list];
        check(&Test::Is(pro.clone()), &[&pro], &[&others[..], &[&three]].concat(), false);
        check(&Test::IsNot(pro.clone()), &[&others[..], &[&three]].concat(), &[&pro], true);
        check(&Test::Is(three.clone()), &[&three], &others, false);
        let set = vec![pro.clone(), three.clone()];
        check(&Test::In(set.clone()), &[&pro, &three], &others, false);
        check(&Test::NotIn(set), &others, &[&pro, &three], true);
    }

    #[test]
    fn contains_looks_into_texts_and_at_whole_items_of_lists() {
        let list = Value::List(vec!["admin".into(), "billing".into()]);
        check(&Test::Contains("admin".into()), &[&text("an admin"), &list], &[&text("Admin")], false);
        check(&Test::Contains("bill".into()), &[&text("billing")], &[&list, &Value::Bool(true)], false);
        check(&Test::ContainsNot("bill".into()), &[&list, &Value::Number(1.0)], &[&text("billing")], true);
    }

    #[test]
    fn bounds_compare_numbers_only() {
        let (two, three, four) = (&Value::Number(2.0), &Value::Number(3.0), &Value::Number(4.0));
        check(&Test::Greater(3.0), &[four], &[two, three, &text("4")], false);
        check(&Test::AtLeast(3.0), &[three, four], &[two, &Value::Bool(true)], false);
        check(&Test::Less(3.0), &[two], &[three, four, &text("2")], false);
        check(&Test::AtMost(3.0), &[two, three], &[four, &text("2")], false);
    }

    #[test]
    fn presence_counts_empty_values_as_present() {
        let empty = [&text(""), &Value::Bool(false)];
        check(&Test::Present, &empty, &[], false);
        check(&Test::Absent, &[], &empty, true);
    }

    #[test]
    fn dates_compare_relative_to_now_and_to_fixed_days() {
        let (today, week, month) = (&text("2026-11-22"), &text("2026-11-15T12:00Z"), &text("2026-10-22"));
        let tomorrow = &text("2026-11-23");
        check(&Test::WithinDays(7), &[today, week], &[month, tomorrow, &text("x")], false);
        check(&Test::OlderThanDays(7), &[month], &[today, week, tomorrow], false);
        check(&Test::InNextDays(7), &[tomorrow], &[today, &text("2026-11-30")], false);
        check(&Test::Before("2026-11-15T12:00Z".into()), &[month], &[week, &Value::Number(0.0)], false);
        check(&Test::After("2026-11-15T21:00+09:00".into()), &[week, tomorrow], &[&text("2026-11-14")], false);
        check(&Test::After("soon".into()), &[], &[today], false);
    }
}

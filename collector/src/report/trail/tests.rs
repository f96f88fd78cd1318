//! Runs and what they count, by table.
//!
//! Deliberately absent: the report that is made of it; that is `crate::report::steps`.

use super::*;
use crate::report::fact::{Missing, Visit};

fn key(text: &str) -> StepKey {
    StepKey::new(text).expect("a key")
}

fn visits(shown: &[(&str, i64)], missing: &[(&str, i64)]) -> Visits {
    let mut visits = Visits::new();
    for (step, at) in shown {
        visits.entry(key(step)).or_default().displayed = Some(Timestamp(*at));
    }
    for (step, at) in missing {
        let missing = Missing { at: Timestamp(*at), selector: "#a".into(), url: String::new() };
        visits.entry(key(step)).or_default().missing = Some(missing);
    }
    visits
}

fn check(course: Course<'_>, expected: &[&str]) {
    let counters = course.counters();
    assert_eq!(counters.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
    for counter in counters {
        assert_eq!(counter.to_string().parse(), Ok(counter));
    }
}

#[test]
fn a_run_is_the_steps_it_displayed_and_how_it_ended() {
    let day = 86_400_000;
    let none = Visits::new();
    let open = Course { is_displayed: false, displayed: None, completed: None, dismissed: None, visits: &none };
    check(open, &[]);
    check(Course { is_displayed: true, displayed: Some(Timestamp(3 * day)), ..open }, &["wo3"]);
    let walk = visits(&[("b", 1), ("a", 2), ("c-1", 2), ("d", day)], &[]);
    let walk = Course { is_displayed: true, visits: &walk, ..open };
    check(walk, &["wo1|b>a=c-1>d"]);
    let dismissed = |how| Some((Timestamp(5), how));
    check(Course { dismissed: dismissed(Dismissal::Snoozed), ..walk }, &["wd|b>a=c-1>d"]);
    check(Course { dismissed: dismissed(Dismissal::ByHost), ..walk }, &["wh|b>a=c-1>d"]);
    let both = Course { completed: Some(Timestamp(9)), dismissed: dismissed(Dismissal::Closed), ..walk };
    check(both, &["wc|b>a=c-1>d"]);
}

#[test]
fn a_step_without_its_target_is_passed_over_where_the_run_went_on() {
    let sought = visits(&[("a", 1), ("c", 5)], &[("b", 3), ("d", 6), ("c", 2)]);
    let open = Course { is_displayed: true, displayed: None, completed: None, dismissed: None, visits: &sought };
    check(open, &["wo0|a>c!b"]);
    check(Course { completed: Some(Timestamp(7)), ..open }, &["wc|a>c!b!d"]);
}

#[test]
fn effort_counts_by_step_even_where_nothing_was_displayed() {
    let effort = Effort { active_ms: 3, returns: 1, invalid: 2 };
    let taken = Visits::from([(key("a"), Visit { effort, ..Visit::default() })]);
    let hidden = Course { is_displayed: false, displayed: None, completed: None, dismissed: None, visits: &taken };
    check(hidden, &["ta", "ra", "fa"]);
}

#[test]
fn a_text_that_counts_nothing_is_refused() {
    for text in ["", "w", "wx|a", "wo|a", "wc|", "wc|a>", "wc|a!", "t", "tA b", "xa", "é"] {
        assert!(text.parse::<Counter>().is_err(), "{text}");
    }
}

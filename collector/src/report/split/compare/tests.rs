//! Groups and their comparison by numbers published elsewhere; what is held back.
//!
//! Deliberately absent: whether the statistics are right; `shared/tests/statistics_*.rs` show that.

use super::super::{apart, periods};
use super::*;
use crate::report::survey::People;
use serde_json::json;
use shared::content::Content;

fn part(counters: &[(&str, i64)]) -> Part {
    let mut part = Part::default();
    let days = part.questions.entry("q".into()).or_default().days.entry(0).or_default();
    for (counter, count) in counters {
        *days.entry((*counter).into()).or_default() += count;
    }
    let answered = counters.iter().map(|(_, count)| count).sum();
    part.funnel = [answered * 2, answered * 2, answered, answered, answered, 0, 0, 0];
    part
}

fn content(mode: &str) -> Content {
    serde_json::from_value(json!({
        "key": "nps", "name": "NPS",
        "body": { "survey": { "privacy": { "mode": mode }, "questions": [
            { "key": "q", "title": { "en": "?" }, "kind": { "nps": {} } },
        ] } },
    }))
    .expect("a survey")
}

fn report_of(parts: &[(&str, Part)], mode: &str, people: &[i64], against: Option<&str>) -> SplitReport {
    let (mut groups, left_out) = apart(parts.iter().map(|(v, p)| ((*v).to_owned(), p.clone())).collect());
    groups.iter_mut().zip(people).for_each(|(group, inside)| group.people = People { inside: *inside, outside: 5 });
    let people = People { inside: 5, outside: 0 };
    let material = Material { versions: vec![content(mode)], groups, left_out, people, elsewhere: 0 };
    let by = By::Trait("plan".into());
    report(&material, (&by, "trait:plan"), (&Filter::default(), against), Timestamp(0)).expect("a version")
}

#[test]
fn two_groups_are_compared_as_published_and_count_as_one_comparison() {
    let pro = part(&[("s10", 50), ("s8", 30), ("s0", 20)]);
    let starter = part(&[("s10", 40), ("s8", 30), ("s0", 30)]);
    let report = report_of(&[("pro", pro), ("starter", starter)], "identified", &[], None);
    let parts: Vec<&SplitPart> = report.questions[0].parts.iter().flatten().collect();
    // measuringu.com/nps-three-significance-tests: 20 points at a hundred answers each, p = .083.
    let (first, second) = (parts[0].difference.expect("compared"), parts[1].difference.expect("compared"));
    assert!((first.value - 20.0).abs() < 1e-9 && (second.value + 20.0).abs() < 1e-9);
    assert!((first.p - 0.083).abs() < 0.001 && (first.p_adjusted - first.p).abs() < 1e-12 && !first.is_significant());
    assert!((first.low + second.high).abs() < 1e-9);
    assert!((parts[0].estimate.expect("a figure").low - 14.05).abs() < 0.005);
    assert_eq!(report.groups[0].response_rate.map(|rate| rate.value), Some(50.0));
}

#[test]
fn of_three_groups_each_p_value_is_adjusted() {
    let (good, bad) = (part(&[("s10", 60), ("s0", 20)]), part(&[("s10", 20), ("s0", 60)]));
    let report = report_of(&[("a", good.clone()), ("b", good), ("c", bad)], "identified", &[], None);
    let all: Vec<Difference> = report.questions[0].parts.iter().flatten().filter_map(|p| p.difference).collect();
    assert_eq!(all.len(), 3);
    assert!(all.iter().all(|d| d.p_adjusted >= d.p) && all.iter().any(|d| d.p_adjusted > d.p));
    assert!(all[2].value < -50.0 && all[2].is_significant());
    let against = report_of(
        &[("a", part(&[("s10", 60), ("s0", 20)])), ("c", part(&[("s10", 20), ("s0", 59)]))],
        "identified",
        &[],
        Some("a"),
    );
    let parts: Vec<&SplitPart> = against.questions[0].parts.iter().flatten().collect();
    assert!(parts[0].difference.is_none() && parts[1].difference.is_some_and(|d| d.value < 0.0));
}

#[test]
fn a_small_group_has_counts_but_no_figure_and_no_comparison() {
    let report = report_of(&[("a", part(&[("s10", 60)])), ("b", part(&[("s0", 19)]))], "identified", &[], None);
    let small = report.questions[0].parts[1].as_ref().expect("shown");
    assert_eq!((small.answered, small.scores[0].count, small.estimate, small.difference), (19, 19, None, None));
    assert_eq!(small.too_few.map(|few| few.answers_needed), Some(1));
    assert!(report.questions[0].parts[0].as_ref().is_some_and(|part| part.difference.is_none()));
}

#[test]
fn a_lone_group_of_few_people_takes_another_with_it() {
    let big = || part(&[("s10", 60), ("s0", 20)]);
    let parts = [("a", big()), ("b", big()), ("c", part(&[("s0", 4)]))];
    let report = report_of(&parts, "confidential", &[5, 5, 4], None);
    let held: Vec<bool> = report.groups.iter().map(|group| group.suppressed).collect();
    assert_eq!(held.iter().filter(|held| **held).count(), 2);
    assert!(held[2] && report.questions[0].parts[2].is_none());
    let open = report_of(&parts, "identified", &[5, 5, 4], None);
    assert!(open.groups.iter().all(|group| !group.suppressed));
}

#[test]
fn a_period_is_compared_with_as_many_days_before() {
    let filter = Filter { from_day: Some(100), to_day: Some(106), ..Filter::default() };
    let [before, now] = periods(&filter, 200).expect("a first day");
    assert_eq!((before.from_day, before.to_day), (Some(93), Some(99)));
    assert_eq!((now.from_day, now.to_day), (Some(100), Some(106)));
    assert_eq!(periods(&Filter::default(), 200), None);
}

//! Runs through steps by table.
//!
//! Deliberately absent: the store; `tests/report_model.rs` goes through it.

use super::*;
use crate::report::fact::{Effort, Visit};
use crate::report::period::Grain;
use crate::report::survey::People;
use serde_json::json;
use shared::api::report::FilterChoices;

fn tour(name: &str, steps: &[&str]) -> Content {
    let step = |key: &&str| json!({ "key": key, "title": { "en": format!("{key} of {name}") } });
    let steps: Vec<_> = steps.iter().map(step).collect();
    serde_json::from_value(json!({ "key": "start", "name": name, "body": { "tour": { "steps": steps } } }))
        .expect("a tour")
}

fn material(versions: Vec<Content>) -> Material {
    Material {
        versions,
        funnel: Default::default(),
        questions: BTreeMap::new(),
        grain: Grain::Day,
        filters: FilterChoices::default(),
        people: People::default(),
    }
}

fn key(text: &str) -> StepKey {
    StepKey::new(text).expect("a key")
}

fn passage(visits: &[(&str, i64)]) -> Passage {
    let visit = |at: i64| Visit { displayed: Some(Timestamp(at)), ..Visit::default() };
    let visits = visits.iter().map(|(step, at)| (key(step), visit(*at))).collect();
    Passage { version: 1, is_displayed: true, displayed: Some(Timestamp(0)), visits, ..Passage::default() }
}

fn counts(report: &StepsReport) -> Vec<(&str, i64, i64, i64)> {
    report.steps.iter().map(|step| (step.step.as_str(), step.displayed, step.went_on, step.dismissed)).collect()
}

#[test]
fn runs_go_on_end_or_are_closed_at_the_step_displayed_last() {
    let closed = |how| Some((Timestamp(9_000), how));
    let passages = [
        Passage { completed: Some(Timestamp(9_000)), ..passage(&[("a", 0), ("b", 2_000)]) },
        Passage { dismissed: closed(Dismissal::Closed), ..passage(&[("a", 0), ("b", 1_000)]) },
        Passage { dismissed: closed(Dismissal::ByHost), ..passage(&[("a", 0)]) },
        // Who went through in the end has not been lost, whatever else was pressed.
        Passage {
            completed: Some(Timestamp(9_500)),
            dismissed: closed(Dismissal::Snoozed),
            ..passage(&[("a", 0), ("b", 500)])
        },
        passage(&[("b", 7_000)]),
    ];
    let told = report(&material(vec![tour("x", &["a", "b"])]), &passages, &Filter::default(), Timestamp(0));
    assert_eq!(counts(&told.expect("a version")), [("a", 4, 3, 0), ("b", 4, 2, 1)]);
}

#[test]
fn a_median_needs_five_runs_and_an_end() {
    let ended = |end: i64| Passage { completed: Some(Timestamp(end)), ..passage(&[("a", 1_000)]) };
    let median = |passages: &[Passage]| {
        let told = report(&material(vec![tour("x", &["a"])]), passages, &Filter::default(), Timestamp(0));
        told.expect("a version").steps[0].median_seconds
    };
    let mut passages = vec![ended(2_000), ended(3_000), ended(5_000), ended(61_000), passage(&[("a", 1_000)])];
    assert_eq!(median(&passages), None, "one is still open");
    passages.push(ended(4_500));
    assert_eq!(median(&passages), Some(3.5));
    // A clock that ran backwards makes no negative time.
    passages.push(ended(0));
    assert_eq!(median(&passages), Some(2.75));
}

#[test]
fn steps_of_older_versions_come_last_and_only_where_they_were_displayed() {
    let versions = vec![tour("new", &["b", "c"]), tour("old", &["a", "b", "z"])];
    let told = report(&material(versions), &[passage(&[("a", 0), ("b", 5)])], &Filter::default(), Timestamp(0));
    let told = told.expect("a version");
    assert_eq!(counts(&told), [("b", 1, 0, 0), ("c", 0, 0, 0), ("a", 1, 1, 0)]);
    assert_eq!(told.steps[0].title.get("en"), "b of new");
}

#[test]
fn content_of_one_step_is_displayed_as_a_whole() {
    let content: Content = serde_json::from_value(json!({
        "key": "news", "name": "News", "body": { "announcement": { "title": { "en": "New" } } },
    }))
    .expect("an announcement");
    let through = Passage { completed: Some(Timestamp(800)), ..passage(&[]) };
    let withheld = Passage { is_displayed: false, displayed: None, ..passage(&[]) };
    let closed = Passage { dismissed: Some((Timestamp(9), Dismissal::Closed)), ..passage(&[]) };
    let told = report(&material(vec![content]), &[through, withheld, closed], &Filter::default(), Timestamp(0));
    assert_eq!(counts(&told.expect("a version")), [("main", 2, 1, 1)]);
}

#[test]
fn what_a_step_took_is_told_beside_it() {
    let took = |active_ms, returns, invalid| {
        let effort = Effort { active_ms, returns, invalid };
        Passage { visits: [(key("a"), Visit { effort, ..Visit::default() })].into(), ..Passage::default() }
    };
    let passages = [took(1_000, 0, 0), took(2_000, 1, 0), took(3_000, 0, 4), took(9_000, 2, 1), took(4_000, 0, 0)];
    let told = |passages: &[Passage]| {
        let told = report(&material(vec![tour("x", &["a"])]), passages, &Filter::default(), Timestamp(0));
        let step = told.expect("a version").steps.remove(0);
        (step.displayed, step.median_active_seconds, step.returned, step.refused)
    };
    assert_eq!(told(&passages), (0, Some(3.0), 2, 2));
    assert_eq!(told(&passages[1..]), (0, None, 2, 2), "a median of four says more about single people");
}

#[test]
fn missing_targets_are_counted_by_run_step_selector_and_page() {
    let miss = |step: &str, url: &str, at: i64| {
        let missing = Some(Missing { at: Timestamp(at), selector: "#save".into(), url: url.into() });
        let visits = Visits::from([(key(step), Visit { missing, ..Visit::default() })]);
        Passage { version: 2, visits, ..Passage::default() }
    };
    let passages = [miss("a", "/x", 5), miss("a", "/x", 3), miss("a", "/y", 9), miss("b", "/x", 1)];
    let told = report(&material(vec![tour("x", &["a", "b"])]), &passages, &Filter::default(), Timestamp(0));
    let told = told.expect("a version");
    let rows: Vec<_> =
        told.missing.iter().map(|m| (m.step.as_str(), m.url.as_str(), m.version, m.times, m.last_at.0)).collect();
    assert_eq!(rows, [("a", "/x", 2, 2, 5), ("a", "/y", 2, 1, 9), ("b", "/x", 2, 1, 1)]);
    assert_eq!(told.steps[0].displayed, 0);
}

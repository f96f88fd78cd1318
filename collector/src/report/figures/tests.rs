//! Counts to figures: NPS, both CES scores, options, thresholds, trend.
//!
//! Deliberately absent: whether the statistics are right; `shared/tests/statistics_*.rs` show that.

use super::*;
use serde_json::json;

fn question(kind: &serde_json::Value) -> Question {
    serde_json::from_value(json!({ "key": "q", "title": { "en": "?" }, "kind": kind })).expect("a question")
}

/// Counts of one day, every answer from another company of `companies` (0 for none).
fn counts(counters: &[(&str, i64)], companies: i64) -> QuestionCounts {
    let mut counts = QuestionCounts::default();
    let mut next = 0;
    for (counter, count) in counters {
        *counts.days.entry(0).or_default().entry((*counter).into()).or_default() += count;
        for _ in 0..*count {
            if companies > 0 {
                let company = counts.companies.entry((0, format!("c{}", next % companies))).or_default();
                *company.entry((*counter).into()).or_default() += 1;
                next += 1;
            }
        }
    }
    counts
}

fn report(kind: &serde_json::Value, counts: &QuestionCounts) -> QuestionReport {
    question_report(&question(kind), counts, Grain::Day, Some(0)).expect("it can be answered")
}

#[test]
fn nps_is_reported_as_published() {
    let report = report(&json!({ "nps": {} }), &counts(&[("s10", 50), ("s8", 30), ("s0", 20)], 0));
    let figure = report.figures[0];
    assert_eq!((report.answered, report.companies, figure.name), (100, 0, FigureName::Nps));
    assert!((figure.estimate.value - 30.0).abs() < 1e-9 && (figure.estimate.low - 14.05).abs() < 0.005);
    assert!(!figure.estimate.clustered && figure.still_needed > 0 && (figure.precision - 10.0).abs() < 1e-9);
    assert_eq!(report.trend.len(), 1);
    assert_eq!(report.scores.iter().map(|score| score.count).collect::<Vec<_>>(), [20, 0, 0, 0, 0, 0, 0, 0, 30, 0, 50]);
}

#[test]
fn ces_has_share_and_mean_clustered_by_company() {
    let report = report(&json!({ "ces": {} }), &counts(&[("s7", 20), ("s2", 10)], 12));
    let names: Vec<FigureName> = report.figures.iter().map(|figure| figure.name).collect();
    assert_eq!(names, [FigureName::TopShare, FigureName::Mean]);
    assert!(report.figures.iter().all(|figure| figure.estimate.clustered && figure.estimate.n == 30));
    assert_eq!((report.measure, report.companies), (Measure::Ces7, 12));
}

#[test]
fn with_too_few_answers_or_companies_there_are_counts_but_no_score() {
    for (answers, companies, needed) in [(19, 0, (1, 0)), (40, 9, (0, 1)), (5, 2, (15, 8))] {
        let report = report(&json!({ "csat": {} }), &counts(&[("s4", answers)], companies));
        let few = report.too_few.expect("too few");
        assert_eq!((few.answers_needed, few.companies_needed), needed);
        assert!(report.figures.is_empty() && report.trend.is_empty());
        assert_eq!(report.answered, answers);
    }
}

#[test]
fn shares_of_options_are_of_people_not_of_choices() {
    let kind = json!({ "multiple": { "options": [
        { "key": "a", "label": { "en": "A" } }, { "key": "b", "label": { "en": "B" } } ], "other": { "en": "Other" } } });
    let report = report(&kind, &counts(&[("c", 10), ("ca", 8), ("cold", 1), ("c*", 2)], 0));
    let options: Vec<(Option<String>, i64)> =
        report.options.iter().map(|o| (o.option.as_ref().map(ToString::to_string), o.count)).collect();
    assert_eq!(options, [(Some("a".into()), 8), (Some("b".into()), 0), (Some("old".into()), 1), (None, 2)]);
    assert!((report.options[0].share.value - 80.0).abs() < 1e-9);
    assert_eq!((report.answered, report.options[0].share.n), (10, 10));
}

#[test]
fn scores_of_another_scale_are_left_out() {
    let report = report(&json!({ "csat": {} }), &counts(&[("s4", 30), ("s9", 5), ("t", 3)], 0));
    assert_eq!(report.answered, 30);
}

#[test]
fn a_trend_has_a_point_for_each_period_with_enough_answers() {
    let mut counts = QuestionCounts::default();
    // 2026-11-23 is a Monday.
    for day in 20_780..20_808 {
        counts.days.insert(day, BTreeMap::from([("s10".to_owned(), 3), ("s5".to_owned(), 1)]));
    }
    let report = report(&json!({ "nps": {} }), &counts);
    let points: Vec<(i64, i64, i64)> = report.trend.iter().map(|p| (p.day, p.days, p.estimate.n)).collect();
    assert_eq!(points, [(20_780, 7, 28), (20_787, 7, 28), (20_794, 7, 28), (20_801, 7, 28)]);
}

#[test]
fn a_thank_you_has_no_report() {
    assert_eq!(question_report(&question(&json!("thanks")), &QuestionCounts::default(), Grain::Day, Some(0)), None);
}

#[test]
fn what_is_still_needed_has_a_day_at_the_present_rate() {
    // Fourteen answers in the first week are fourteen a week; six more take three days.
    let answers = counts(&[("s9", 14)], 0);
    let after_a_week = question_report(&question(&json!({ "nps": {} })), &answers, Grain::Day, Some(6));
    let few = after_a_week.expect("answered");
    assert!((few.per_week - 14.0).abs() < 1e-9);
    assert_eq!(few.score_expected_days, Some(3));
    let ended = question_report(&question(&json!({ "nps": {} })), &answers, Grain::Day, None).expect("answered");
    assert_eq!((ended.score_expected_days, ended.per_week > 0.0), (None, false));
}

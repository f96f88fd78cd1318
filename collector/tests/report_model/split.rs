//! Splits: every group is what the oracle counts with the group's own filter, and its rest what it counts of the others.
//!
//! Deliberately absent: figures, differences and what is held back; those have their own tests.

use super::collect::Bench;
use super::oracle;
use super::story::{FIRST_DAY, Story};
use collector::report::filter::Filter;
use collector::report::split::{By, Part};
use collector::report::tally;
use proptest::prelude::*;
use shared::api::report::{Funnel, ReportFilter};
use std::collections::BTreeMap;

/// The funnel, and the answers to the question with a scale by score.
type Counted = (Funnel, BTreeMap<String, i64>);

/// What splits a story, and the filter of each group there can be.
fn ways(query: &ReportFilter) -> Vec<(By, Vec<(&'static str, ReportFilter)>)> {
    let version = |n| ReportFilter { version: Some(n), ..query.clone() };
    let locale = |tag: &str| ReportFilter { locale: Some(tag.to_owned()), ..query.clone() };
    let plan = |value: &str| ReportFilter { traits: Some(format!("plan:{value}")), ..query.clone() };
    let paying = ReportFilter { segment: Some("paying".to_owned()), ..query.clone() };
    let mut ways = vec![
        (By::Version, vec![("1", version(1)), ("2", version(2))]),
        (By::Locale, vec![("en", locale("en")), ("ja", locale("ja"))]),
        (By::Segment, vec![("paying", paying)]),
        (By::Trait("plan".into()), vec![("pro", plan("pro")), ("free", plan("free"))]),
    ];
    if let Some((from, to)) = query.from_day.zip(query.to_day) {
        let days = to - from + 1;
        let before = ReportFilter { from_day: Some(from - days), to_day: Some(from - 1), ..query.clone() };
        ways.push((By::Period, vec![("before", before), ("period", query.clone())]));
    }
    ways
}

fn expected(story: &Story, content: &str, query: &ReportFilter) -> Counted {
    let counted = oracle::count(story, content, query);
    let of_score = counted.counts.into_iter().filter(|((question, _), _)| question == "score");
    (counted.funnel, of_score.map(|((_, score), count)| (score, count)).collect())
}

fn told(part: &Part) -> Counted {
    let mut scores = BTreeMap::new();
    let days = part.questions.get("score").into_iter().flat_map(|counts| counts.days.values());
    for (counter, count) in days.flatten().filter(|(_, count)| **count != 0) {
        if let Some(score) = counter.strip_prefix('s') {
            *scores.entry(score.to_owned()).or_default() += count;
        }
    }
    (tally::funnel(part.funnel), scores)
}

/// One less the other, score by score.
fn less(whole: &BTreeMap<String, i64>, part: &BTreeMap<String, i64>) -> BTreeMap<String, i64> {
    let left = whole.iter().map(|(score, count)| (score.clone(), count - part.get(score).copied().unwrap_or(0)));
    left.filter(|(_, count)| *count != 0).collect()
}

/// Splits the story in every way, of all time and of some days.
///
/// # Errors
/// When a group or its rest is not what the events say.
pub async fn check(story: &Story, bench: &Bench, content: &str) -> Result<(), TestCaseError> {
    let all = ReportFilter::default();
    let some_days = ReportFilter { from_day: Some(FIRST_DAY + 50), to_day: Some(FIRST_DAY + 110), ..all.clone() };
    for query in [all, some_days] {
        let filter = Filter::read(&query).expect("a filter");
        for (by, groups) in ways(&query) {
            let split = bench.store.split(bench.place(), content, (&filter, &by), FIRST_DAY + 160).await;
            let split = split.expect("a split");
            prop_assert!(split.groups.iter().all(|group| groups.iter().any(|(value, _)| *value == group.value)));
            let own: Vec<Counted> = groups.iter().map(|(_, filter)| expected(story, content, filter)).collect();
            for (place, (value, _)) in groups.iter().enumerate() {
                let Some(group) = split.groups.iter().find(|group| group.value == *value) else {
                    prop_assert_eq!(&own[place], &Counted::default(), "{} lacks {:?} {}", content, by, value);
                    continue;
                };
                prop_assert_eq!(&told(&group.part), &own[place], "{} {:?} {} {:?}", content, by, value, query);
                let rest = match by {
                    By::Period => continue,
                    By::Segment => less(&expected(story, content, &query).1, &own[place].1),
                    _ => own[1 - place].1.clone(),
                };
                prop_assert_eq!(told(&group.rest).1, rest, "the rest of {:?} {} {:?}", by, value, query);
            }
        }
    }
    Ok(())
}

//! The oracle of the report of steps: each run as its steps in the order of their first displays, counted in the plainest way.
//!
//! Deliberately absent: medians; those have their own tests.

use super::collect::Bench;
use super::oracle::{name, run_of, source_of};
use super::story::{NOW, STEPS, Story, TOUR};
use collector::report::filter::Filter;
use collector::report::steps::{self, Walked};
use proptest::prelude::*;
use shared::api::report::{Destination, ReportFilter};
use shared::event::{Body, Dismissal, Event};
use std::collections::{BTreeMap, BTreeSet};

/// By step: came, displayed, went on, dismissed.
type Steps = BTreeMap<String, [i64; 4]>;
/// By step and where runs went on to, the end with an empty name.
type Onward = BTreeMap<(String, String), i64>;
/// By step, selector, page and version: runs, last time.
type Missing = BTreeMap<(String, String, String, u32), (i64, i64)>;

/// Runs that were displayed, and those of them that were gone through to the end.
type Completion = [i64; 2];

fn count(story: &Story, query: &ReportFilter) -> (Steps, Onward, Missing, Completion) {
    let mut steps: Steps = STEPS.into_iter().map(|step| (step.to_owned(), [0; 4])).collect();
    let (mut onward, mut missing, mut completion) = (Onward::new(), Missing::new(), Completion::default());
    let of_tour = |event: &&Event| run_of(event).content.as_str() == TOUR;
    let runs: BTreeSet<_> = story.events.iter().filter(of_tour).map(|event| run_of(event).id).collect();
    for run in runs {
        let events: Vec<&Event> = story.events.iter().filter(|event| run_of(event).id == run).collect();
        let Some(source) = source_of(&events, false, query) else { continue };
        count_run(&events, &mut steps, &mut onward, &mut completion);
        for key in STEPS {
            let misses = events.iter().filter_map(|event| match &event.body {
                Body::TargetMissing { step, selector, .. } if step.as_str() == key => {
                    Some((event.at.0, selector.clone(), event.context.url.clone().unwrap_or_default()))
                }
                _ => None,
            });
            if let Some((at, selector, url)) = misses.max() {
                let (times, last) = missing.entry((key.into(), selector, url, run_of(source).version)).or_default();
                (*times, *last) = (*times + 1, at.max(*last));
            }
        }
    }
    (steps, onward, missing, completion)
}

fn count_run(events: &[&Event], steps: &mut Steps, onward: &mut Onward, completion: &mut Completion) {
    let mut first: BTreeMap<&str, i64> = BTreeMap::new();
    for event in events {
        if let Body::Step { step, .. } = &event.body {
            let known = first.entry(step.as_str()).or_insert(event.at.0);
            *known = (*known).min(event.at.0);
        }
    }
    let mut walk: Vec<(i64, &str)> = first.into_iter().map(|(step, at)| (at, step)).collect();
    walk.sort_unstable();
    let completed = events.iter().any(|event| matches!(event.body, Body::Completed(_)));
    let dismissals = events.iter().filter_map(|event| match event.body {
        Body::Dismissed { how, .. } => Some((event.at.0, name(how), how)),
        _ => None,
    });
    let by_person =
        dismissals.min_by_key(|(at, name, _)| (*at, *name)).is_some_and(|(.., how)| how != Dismissal::ByHost);
    let is_displayed = events.iter().any(|event| {
        matches!(
            event.body,
            Body::Displayed(_)
                | Body::Started(_)
                | Body::Completed(_)
                | Body::Ignored(_)
                | Body::Step { .. }
                | Body::Dismissed { .. }
                | Body::Answered { .. }
        )
    });
    completion[0] += i64::from(is_displayed);
    completion[1] += i64::from(completed);
    for [came, ..] in steps.values_mut() {
        *came += i64::from(is_displayed);
    }
    for (index, (_, step)) in walk.iter().enumerate() {
        let last = index + 1 == walk.len();
        let [_, displayed, went_on, dismissed] = steps.get_mut(*step).expect("a step of the tour");
        *displayed += 1;
        *went_on += i64::from(!last || completed);
        if let Some(to) = walk.get(index + 1).map(|(_, step)| *step).or(completed.then_some("")) {
            *onward.entry(((*step).to_owned(), to.to_owned())).or_default() += 1;
        }
        *dismissed += i64::from(last && !completed && by_person);
    }
}

/// Compares the report of steps with the count.
pub async fn check(story: &Story, bench: &Bench, query: &ReportFilter) -> Result<(), TestCaseError> {
    let filter = Filter::read(query).expect("a filter");
    let material = bench.store.report(bench.place(), TOUR, &filter).await.expect("a report");
    let passages = bench.store.passages(bench.place(), TOUR, &filter, &[]).await.expect("the runs");
    let walked = Walked { passages, ..Walked::default() };
    let report = steps::report(&material, &walked, &filter, NOW).expect("there is a version");
    let told: Steps =
        report.steps.iter().map(|s| (s.step.to_string(), [s.came, s.displayed, s.went_on, s.dismissed])).collect();
    let to = |to: &Destination| match to {
        Destination::Step(step) => step.to_string(),
        Destination::Content { key, .. } => format!("content {key}"),
        Destination::End => String::new(),
    };
    let each = report.steps.iter().flat_map(|step| step.onward.iter().map(move |onward| (step, onward)));
    let onward: Onward = each.map(|(step, onward)| ((step.step.to_string(), to(&onward.to)), onward.runs)).collect();
    let missing: Missing = report
        .missing
        .into_iter()
        .map(|m| ((m.step.to_string(), m.selector, m.url, m.version), (m.times, m.last_at.0)))
        .collect();
    let whole = report.completion;
    let completion = [whole.displayed, whole.completed];
    prop_assert_eq!((told, onward, missing, completion), count(story, query), "{:?}", query);
    Ok(())
}

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
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// By step: came, displayed, went on, dismissed, under way, passed over, returned, refused.
type Steps = BTreeMap<String, [i64; 8]>;
/// By step and where runs went on to, the end with an empty name.
type Onward = BTreeMap<(String, String), i64>;
/// By step, selector, page and version: runs, last time.
type Missing = BTreeMap<(String, String, String, u32), (i64, i64)>;

/// Runs that were displayed, those of them that were gone through to the end, and that are under way.
type Completion = [i64; 3];

fn count(story: &Story, query: &ReportFilter) -> (Steps, Onward, Missing, Completion) {
    let mut steps: Steps = STEPS.into_iter().map(|step| (step.to_owned(), [0; 8])).collect();
    let (mut onward, mut missing, mut completion) = (Onward::new(), Missing::new(), Completion::default());
    let of_tour = |event: &&Event| run_of(event).content.as_str() == TOUR;
    let runs: BTreeSet<_> = story.events.iter().filter(of_tour).map(|event| run_of(event).id).collect();
    for run in runs {
        let events: Vec<&Event> = story.events.iter().filter(|event| run_of(event).id == run).collect();
        let Some(source) = source_of(&events, false, query) else { continue };
        count_run(&events, &mut steps, &mut onward, &mut completion);
        for key in STEPS {
            if let Some((at, selector, url)) = last_miss(&events, key) {
                let (times, last) = missing.entry((key.into(), selector, url, run_of(source).version)).or_default();
                (*times, *last) = (*times + 1, at.max(*last));
            }
        }
    }
    (steps, onward, missing, completion)
}

/// The last time that the target of a step was missing: when, selector, page.
fn last_miss(events: &[&Event], key: &str) -> Option<(i64, String, String)> {
    let misses = events.iter().filter_map(|event| match &event.body {
        Body::TargetMissing { step, selector, .. } if step.as_str() == key => {
            Some((event.at.0, selector.clone(), event.context.url.clone().unwrap_or_default()))
        }
        _ => None,
    });
    misses.max()
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
    let dismissed = dismissals.min_by_key(|(at, name, _)| (*at, *name)).map(|(.., how)| how);
    let by_person = dismissed.is_some_and(|how| how != Dismissal::ByHost);
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
    let misses = STEPS.map(|key| last_miss(events, key).map(|(at, ..)| at));
    let signs = walk.iter().map(|(at, _)| *at).chain(misses.into_iter().flatten());
    let last_day = signs.max().map_or(i64::MIN, |at| Timestamp(at).day());
    let may_go_on = !completed && dismissed.is_none() && last_day >= NOW.day() - 14;
    for (key, missed) in STEPS.into_iter().zip(misses) {
        let effort = |amount: fn(&Body) -> u32| {
            let of_step = |event: &&&Event| matches!(&event.body, Body::Effort { step, .. } if step.as_str() == key);
            events.iter().filter(of_step).map(|event| amount(&event.body)).sum::<u32>()
        };
        let [.., passed_over, returned, refused] = steps.get_mut(key).expect("a step of the tour");
        let returns = effort(|body| if let Body::Effort { returns, .. } = body { (*returns).into() } else { 0 });
        let invalid = effort(|body| if let Body::Effort { invalid, .. } = body { (*invalid).into() } else { 0 });
        *returned += i64::from(returns > 0);
        *refused += i64::from(invalid > 0);
        let went_past = |at: i64| completed || walk.iter().any(|(shown, _)| *shown >= at);
        let shown = walk.iter().any(|(_, step)| *step == key);
        *passed_over += i64::from(is_displayed && !shown && missed.is_some_and(went_past));
    }
    for (index, (_, step)) in walk.iter().enumerate() {
        let last = index + 1 == walk.len();
        let [_, displayed, went_on, dismissed, under_way, ..] = steps.get_mut(*step).expect("a step of the tour");
        let stays = last && may_go_on;
        *under_way += i64::from(stays);
        completion[2] += i64::from(stays);
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
    let told: Steps = report
        .steps
        .iter()
        .map(|s| {
            let counts =
                [s.came, s.displayed, s.went_on, s.dismissed, s.under_way, s.passed_over, s.returned, s.refused];
            (s.step.to_string(), counts)
        })
        .collect();
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
    let completion = [whole.displayed, whole.completed, whole.under_way];
    prop_assert_eq!((told, onward, missing, completion), count(story, query), "{:?}", query);
    Ok(())
}

//! The report of content with steps, from what is known of each run: who went on from where, who closed it where, how long a
//! step was looked at, and which targets were not there.
//!
//! A run is taken as its steps in the order of their first displays; going back changes nothing. Deliberately absent:
//! reading the runs; that is `crate::store::report`.

use super::fact::{Missing, Visits};
use super::filter::Filter;
use super::survey::{self, Material};
use super::tally;
use shared::api::report::{MissingTarget, StepReport, StepsReport};
use shared::content::tour::Display;
use shared::content::{Content, Kind, Step};
use shared::event::Dismissal;
use shared::id::StepKey;
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// Runs that a median needs at least: below, it says more about single people than about the step.
const MIN_RUNS: usize = 5;
/// Targets that are told of at most.
const MAX_MISSING: usize = 100;

/// One run, as far as steps are concerned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passage {
    /// The version it went through.
    pub version: u32,
    /// Whether anything of it was displayed, by whatever tells so.
    pub is_displayed: bool,
    /// When it was displayed.
    pub displayed: Option<Timestamp>,
    /// When it was gone through to the end.
    pub completed: Option<Timestamp>,
    /// When and how it was dismissed.
    pub dismissed: Option<(Timestamp, Dismissal)>,
    /// What is known of its steps.
    pub visits: Visits,
}

/// What runs amount to at one step.
#[derive(Clone, Debug, Default)]
struct Sums {
    displayed: i64,
    went_on: i64,
    dismissed: i64,
    /// Milliseconds it was looked at.
    visible: Vec<i64>,
    /// Milliseconds something was done.
    active: Vec<i64>,
    returned: i64,
    refused: i64,
}

/// The report at this time; `None` without any version.
pub fn report(material: &Material, passages: &[Passage], filter: &Filter, at: Timestamp) -> Option<StepsReport> {
    let newest = material.versions.first()?;
    let kind = newest.body.kind();
    let steps = steps(&material.versions);
    let order: BTreeMap<&StepKey, usize> = steps.iter().map(|step| &step.key).zip(0..).collect();
    let only = newest.body.steps().first().filter(|_| kind != Kind::Tour).map(|step| &step.key);
    let mut sums: BTreeMap<&StepKey, Sums> = BTreeMap::new();
    for passage in passages {
        follow(passage, only, &order, &mut sums);
    }
    let today = filter.to_day.is_none_or(|to| to >= at.day()).then(|| at.day());
    let told = |step: &&Step| {
        let is_asked = newest.body.steps().iter().any(|asked| asked.key == step.key) && step.display != Display::Hidden;
        is_asked || sums.get(&step.key).is_some_and(|sums| sums.displayed > 0 || !sums.active.is_empty())
    };
    // A survey may have had the same key before, and have promised something.
    let mode = survey::strictest(&material.versions);
    let suppressed = survey::is_suppressed(mode, filter.narrows(), material.people);
    let one = |step: &Step| {
        let question = step.question.as_ref().filter(|question| question.asks() && !suppressed);
        let question = question.and_then(|question| survey::question(material, newest, question, today));
        step_report(step, sums.get(&step.key), question)
    };
    Some(StepsReport {
        content: newest.key.clone(),
        name: newest.name.clone(),
        kind,
        at,
        funnel: tally::funnel(material.funnel),
        steps: steps.iter().copied().filter(told).map(one).collect(),
        missing: missing(passages),
        filters: material.filters.clone(),
    })
}

/// The steps of all versions: those of the newest in their order, then those only older ones had.
fn steps(versions: &[Content]) -> Vec<&Step> {
    let mut all: Vec<&Step> = Vec::new();
    for step in versions.iter().flat_map(|content| content.body.steps()) {
        if !all.iter().any(|known| known.key == step.key) {
            all.push(step);
        }
    }
    all
}

/// Adds one run. `only`: the step of content that has but one, whose display is that of the run.
fn follow<'a>(
    passage: &'a Passage,
    only: Option<&'a StepKey>,
    order: &BTreeMap<&StepKey, usize>,
    sums: &mut BTreeMap<&'a StepKey, Sums>,
) {
    for (step, visit) in passage.visits.iter().filter(|(_, visit)| !visit.effort.is_none()) {
        let sums = sums.entry(step).or_default();
        sums.active.push(i64::try_from(visit.effort.active_ms).unwrap_or(i64::MAX));
        sums.returned += i64::from(visit.effort.returns > 0);
        sums.refused += i64::from(visit.effort.invalid > 0);
    }
    let visited = passage.visits.iter().filter_map(|(step, visit)| Some((step, Some(visit.displayed?))));
    let mut seen: Vec<(&StepKey, Option<Timestamp>)> = visited.collect();
    if seen.is_empty() && passage.is_displayed {
        seen.extend(only.map(|step| (step, passage.displayed)));
    }
    seen.sort_by_key(|(step, at)| (*at, order.get(step).copied()));
    for (index, (step, at)) in seen.iter().enumerate() {
        let next = seen.get(index + 1).and_then(|(_, at)| *at);
        let closed = passage.dismissed.filter(|_| next.is_none() && passage.completed.is_none());
        let sums = sums.entry(step).or_default();
        sums.displayed += 1;
        sums.went_on += i64::from(next.is_some() || passage.completed.is_some());
        sums.dismissed += i64::from(closed.is_some_and(|(_, how)| how != Dismissal::ByHost));
        let until = next.or(passage.completed).or(closed.map(|(at, _)| at));
        sums.visible.extend(until.zip(*at).map(|(until, at)| until.since(at).max(0)));
    }
}

fn step_report(step: &Step, sums: Option<&Sums>, question: Option<shared::api::report::QuestionReport>) -> StepReport {
    let sums = sums.cloned().unwrap_or_default();
    let asked = step.question.as_ref().filter(|_| step.title.is_empty());
    StepReport {
        step: step.key.clone(),
        title: asked.map_or_else(|| step.title.clone(), |question| question.title.clone()),
        displayed: sums.displayed,
        went_on: sums.went_on,
        dismissed: sums.dismissed,
        median_seconds: median(sums.visible).map(|ms| ms / 1_000.0),
        median_active_seconds: median(sums.active).map(|ms| ms / 1_000.0),
        returned: sums.returned,
        refused: sums.refused,
        question,
    }
}

/// The middle value, or the mean of the two in the middle; `None` for fewer than five.
#[expect(clippy::cast_precision_loss, reason = "milliseconds of a visit are far below 2^53")]
pub(super) fn median(mut values: Vec<i64>) -> Option<f64> {
    values.sort_unstable();
    let middle = values.len() / 2;
    match values.len() {
        n if n < MIN_RUNS => None,
        n if n % 2 == 1 => Some(values[middle] as f64),
        _ => Some(f64::midpoint(values[middle - 1] as f64, values[middle] as f64)),
    }
}

/// The targets that were missing, the most frequent first, then the latest.
fn missing(passages: &[Passage]) -> Vec<MissingTarget> {
    let mut found: BTreeMap<(&StepKey, &str, &str, u32), (i64, Timestamp)> = BTreeMap::new();
    for passage in passages {
        for (step, visit) in &passage.visits {
            let Some(Missing { at, selector, url }) = &visit.missing else { continue };
            let (times, last) = found.entry((step, selector, url, passage.version)).or_insert((0, *at));
            (*times, *last) = (*times + 1, (*last).max(*at));
        }
    }
    let target =
        |((step, selector, url, version), (times, last_at)): ((&StepKey, &str, &str, u32), (i64, Timestamp))| {
            let (step, selector, url) = (step.clone(), selector.to_owned(), url.to_owned());
            MissingTarget { step, selector, url, version, times, last_at }
        };
    let mut targets: Vec<MissingTarget> = found.into_iter().map(target).collect();
    targets.sort_by_key(|target| std::cmp::Reverse((target.times, target.last_at)));
    targets.truncate(MAX_MISSING);
    targets
}

#[cfg(test)]
mod tests;

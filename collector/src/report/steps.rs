//! The report of content with steps, from what runs count and what is known of single ones: who went on from where and to where, who closed it
//! where, how long a step was looked at, where most are lost, and which targets were not there.
//!
//! | module | holds |
//! |---|---|
//! | `walk` | what runs amount to at each step |
//! | `lost` | where most are lost |
//! | `missing` | targets that were not there |
//!
//! Deliberately absent: reading the runs; that is `crate::store::report`.

mod lost;
mod missing;
mod walk;

use super::fact::Visits;
use super::filter::Filter;
use super::survey::{self, Material};
use super::trail::{Counter, Course};
use super::{median, tally};
use lost::lost;
use missing::missing;
use shared::api::report::{Completion, Destination, Onward, QuestionReport, StepReport, StepsReport, Way};
use shared::content::tour::Display;
use shared::content::{Content, Kind};
use shared::event::Dismissal;
use shared::id::ContentKey;
use shared::time::Timestamp;
use shared::ways;
use std::collections::BTreeMap;
use std::sync::Arc;
use walk::{Next, Walk, led_to};

/// One run, as far as steps are concerned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passage {
    /// The version it went through.
    pub version: u32,
    /// The company.
    pub company: Option<String>,
    /// Whether anything of it was displayed, by whatever tells so.
    pub is_displayed: bool,
    /// When it was displayed.
    pub displayed: Option<Timestamp>,
    /// When it was gone through to the end.
    pub completed: Option<Timestamp>,
    /// When and how it was dismissed.
    pub dismissed: Option<(Timestamp, Dismissal)>,
    /// Which of the contents that steps lead to was displayed to the same person right after the end.
    pub led: Option<ContentKey>,
    /// What is known of its steps.
    pub visits: Visits,
}

impl Passage {
    /// What it counts.
    pub fn counted(&self) -> impl Iterator<Item = Counted> {
        let Self { is_displayed, displayed, completed, dismissed, ref visits, .. } = *self;
        let course = Course { is_displayed, displayed, completed, dismissed, visits };
        course.counters().into_iter().map(|counter| Counted {
            version: self.version,
            company: self.company.clone(),
            counter: Arc::new(counter),
            runs: 1,
        })
    }
}

/// Runs of one version and company that count the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// The version they went through.
    pub version: u32,
    /// The company; not told of what steps took.
    pub company: Option<String>,
    /// What they count.
    pub counter: Arc<Counter>,
    /// How many there are.
    pub runs: i64,
}

/// What is known of runs, as far as steps are concerned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passages {
    /// What they count, in no order.
    pub counted: Vec<Counted>,
    /// The newest, whose times are told.
    pub newest: Vec<Passage>,
    /// The newest of those whose targets were not there.
    pub missing: Vec<Passage>,
    /// Those that led to other contents.
    pub led: Vec<Passage>,
}

/// The runs, and what members call the contents that steps may lead to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Walked {
    /// What is known of the runs.
    pub passages: Passages,
    /// Names by content.
    pub names: BTreeMap<ContentKey, String>,
}

/// The other contents that steps lead to in any version.
pub fn leads(versions: &[Content]) -> Vec<&ContentKey> {
    let steps = |content: &Content| 0..content.body.steps().len();
    let led = versions.iter().flat_map(|content| steps(content).flat_map(move |step| led_to(content, step)));
    let mut keys: Vec<&ContentKey> = led.collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The report at this time; `None` without any version.
pub fn report(material: &Material, walked: &Walked, filter: &Filter, at: Timestamp) -> Option<StepsReport> {
    let newest = material.versions.first()?;
    let mut walk = Walk::new(&material.versions, at)?;
    let passages = &walked.passages;
    let mut by_company: Vec<&Counted> = passages.counted.iter().collect();
    by_company.sort_by_key(|counted| &counted.company);
    for counted in by_company {
        walk.add(counted);
    }
    for passage in &passages.newest {
        walk.add_times(passage);
    }
    for passage in &passages.led {
        walk.lead(passage);
    }
    let order = order(&walk);
    let today = filter.to_day.is_none_or(|to| to >= at.day()).then(|| at.day());
    // A survey may have had the same key before, and have promised something.
    let mode = survey::strictest(&material.versions);
    let suppressed = survey::is_suppressed(mode, filter.narrows(), material.people);
    let one = |step: &usize| {
        let question = walk.steps[*step].question.as_ref().filter(|question| question.asks() && !suppressed);
        let question = question.and_then(|question| survey::question(material, newest, question, today));
        step_report(&walk, (*step, &order), &walked.names, question)
    };
    Some(StepsReport {
        content: newest.key.clone(),
        name: newest.name.clone(),
        kind: newest.body.kind(),
        at,
        funnel: tally::funnel(material.funnel),
        completion: Completion {
            completed: walk.completed.count(),
            displayed: walk.completed.times(),
            under_way: walk.under_way,
            share: walk.completed.share(),
            too_few: walk.completed.too_few(),
        },
        steps: order.iter().map(one).collect(),
        lost: lost(&candidates(&walk)).filter(|_| newest.body.kind() == Kind::Tour),
        missing: missing(&passages.missing),
        filters: material.filters.clone(),
    })
}

/// The steps that are told, in their order: what the newest version displays, and whatever anything is known of.
fn order(walk: &Walk<'_>) -> Vec<usize> {
    let told = |step: &usize| {
        let sums = &walk.sums[*step];
        let is_asked = *step < walk.places.len() && walk.steps[*step].display != Display::Hidden;
        is_asked || sums.displayed() > 0 || sums.tried > 0
    };
    ways::order(&walk.places).into_iter().chain(walk.places.len()..walk.steps.len()).filter(told).collect()
}

/// The steps at which somebody can be lost.
fn candidates<'w>(walk: &'w Walk<'_>) -> Vec<lost::Candidate<'w>> {
    let on_the_way = walk.places.iter().enumerate().filter(|(_, place)| !place.ends);
    on_the_way.map(|(step, _)| (&walk.steps[step].key, &walk.sums[step].went_on, &walk.sums[step].under_way)).collect()
}

fn step_report(
    walk: &Walk<'_>,
    (at, order): (usize, &[usize]),
    names: &BTreeMap<ContentKey, String>,
    question: Option<QuestionReport>,
) -> StepReport {
    let (step, sums) = (walk.steps[at], &walk.sums[at]);
    let asked = step.question.as_ref().filter(|_| step.title.is_empty());
    let ends = walk.places.get(at).is_some_and(|place| place.ends);
    let (way, on) = (walk.way(at), sums.on());
    StepReport {
        step: step.key.clone(),
        title: asked.map_or_else(|| step.title.clone(), |question| question.title.clone()),
        came: sums.reached.times(),
        displayed: sums.displayed(),
        reached: sums.reached.share().filter(|_| way != Way::Hidden),
        way,
        ends,
        went_on: sums.went_on.count(),
        on: on.share().filter(|_| !ends),
        too_few: on.too_few().filter(|_| !ends),
        onward: onward(walk, (at, order), names),
        dismissed: sums.dismissed,
        under_way: sums.under_way.times(),
        passed_over: sums.passed_over,
        median_seconds: median::seconds(sums.visible.clone()),
        median_active_seconds: median::seconds(sums.active.clone()),
        returned: sums.returned,
        refused: sums.refused,
        question,
    }
}

/// Where runs went from a step, in the order of the report.
fn onward(walk: &Walk<'_>, (at, order): (usize, &[usize]), names: &BTreeMap<ContentKey, String>) -> Vec<Onward> {
    let mut found: Vec<(Next<'_>, i64)> = walk.sums[at].onward.iter().map(|(next, runs)| (*next, *runs)).collect();
    found.sort_by_key(|(next, _)| match next {
        Next::Step(step) => (0, order.iter().position(|told| told == step)),
        Next::Content(_) => (1, None),
        Next::End => (2, None),
    });
    let destination = |next: Next<'_>| match next {
        Next::Step(step) => Destination::Step(walk.steps[step].key.clone()),
        Next::Content(key) => {
            Destination::Content { key: key.clone(), name: names.get(key).cloned().unwrap_or_else(|| key.to_string()) }
        }
        Next::End => Destination::End,
    };
    found.into_iter().map(|(next, runs)| Onward { to: destination(next), runs }).collect()
}

#[cfg(test)]
mod tests;

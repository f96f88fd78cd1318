//! What runs amount to at each step: who came, who was displayed it, where they went on to, what it took them.
//!
//! A run is taken as its steps in the order of their first displays; going back changes nothing. Where it stands is no loss
//! while it may still be gone on with. Deliberately absent: shares; whoever has the sums works them out.

use super::{Passage, Visits};
use crate::report::hits::Hits;
use shared::api::report::Way;
use shared::content::{Content, Kind, Step};
use shared::event::Dismissal;
use shared::id::{ContentKey, StepKey};
use shared::session;
use shared::time::Timestamp;
use shared::ways::{self, Lies, Place, To};
use std::collections::{BTreeMap, BTreeSet};

/// Where a run goes on to from a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Next<'a> {
    /// The step of this index.
    Step(usize),
    /// This content.
    Content(&'a ContentKey),
    /// The end.
    End,
}

/// What runs amount to at one step.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums<'a> {
    /// Of those who came to where it is, whether they were displayed it.
    pub reached: Hits<'a>,
    /// Of those who were displayed it and are not still under way there, whether they went on.
    pub went_on: Hits<'a>,
    /// Those who are still under way there, as if they went on.
    pub under_way: Hits<'a>,
    /// Where to.
    pub onward: BTreeMap<Next<'a>, i64>,
    pub dismissed: i64,
    pub passed_over: i64,
    /// Milliseconds it was looked at, with the company.
    pub visible: Vec<(Option<&'a str>, i64)>,
    /// Milliseconds something was done.
    pub active: Vec<(Option<&'a str>, i64)>,
    pub returned: i64,
    pub refused: i64,
}

impl Sums<'_> {
    /// Runs that displayed it.
    pub(super) fn displayed(&self) -> i64 {
        self.went_on.times() + self.under_way.times()
    }

    /// Of all that displayed it, whether they went on so far. Who goes on does so soon and who leaves is under way for days: without
    /// those the share would be too high as long as people come.
    pub(super) fn on(&self) -> Hits<'_> {
        let mut all = self.went_on.clone();
        all.add_all(&self.under_way.misses());
        all
    }
}

/// The steps of all versions, and what runs amount to there.
pub(super) struct Walk<'a> {
    /// Those of the newest version in its order, then those only older ones had.
    pub steps: Vec<&'a Step>,
    /// How those of the newest version lie among each other.
    pub places: Vec<Place>,
    /// By step.
    pub sums: Vec<Sums<'a>>,
    /// Of the runs that were displayed, whether they were gone through to the end so far.
    pub completed: Hits<'a>,
    /// Runs that are still under way.
    pub under_way: i64,
    index: BTreeMap<&'a StepKey, usize>,
    /// By version, the oldest first: whether it has each step.
    had: Vec<Vec<bool>>,
    /// By step: the contents that it leads to in any version.
    leads: Vec<BTreeSet<&'a ContentKey>>,
    /// The step of content that has but one, whose display is that of the run.
    only: Option<usize>,
    /// Whatever stood since then may still be gone on with.
    since: Timestamp,
}

impl<'a> Walk<'a> {
    /// Before any run, at this time; `None` without any version. The newest version comes first.
    pub(super) fn new(versions: &'a [Content], at: Timestamp) -> Option<Self> {
        let newest = versions.first()?;
        let mut steps: Vec<&Step> = Vec::new();
        let mut index = BTreeMap::new();
        for step in versions.iter().flat_map(|content| content.body.steps()) {
            index.entry(&step.key).or_insert_with(|| {
                steps.push(step);
                steps.len() - 1
            });
        }
        let mut leads = vec![BTreeSet::new(); steps.len()];
        let mut had = Vec::new();
        for content in versions.iter().rev() {
            let mut has = vec![false; steps.len()];
            for (place, step) in content.body.steps().iter().enumerate() {
                let at = index[&step.key];
                has[at] = true;
                leads[at].extend(led_to(content, place));
            }
            had.push(has);
        }
        let sums = vec![Sums::default(); steps.len()];
        let only = (newest.body.kind() != Kind::Tour && !steps.is_empty()).then_some(0);
        let since = at.plus_days(-session::Place::DAYS);
        let (places, completed) = (ways::places(newest.body.steps()), Hits::default());
        Some(Self { places, steps, sums, completed, under_way: 0, index, had, leads, only, since })
    }

    /// How a step lies among the others.
    pub(super) fn way(&self, step: usize) -> Way {
        match self.places.get(step).map(|place| place.lies) {
            Some(Lies::Main) => Way::Main,
            Some(Lies::Side { from }) => Way::Side { from: from.map(|from| self.steps[from].key.clone()) },
            Some(Lies::Hidden) => Way::Hidden,
            None => Way::Earlier,
        }
    }

    /// Adds one run.
    pub(super) fn add(&mut self, passage: &'a Passage) {
        let seen = self.seen(passage);
        self.add_arrivals(passage, &seen);
        self.add_effort(passage);
        let company = passage.company.as_deref();
        let stands = self.stands(passage, &seen);
        if passage.is_displayed || !seen.is_empty() {
            self.completed.add(company, passage.completed.is_some());
            self.under_way += i64::from(stands.is_some());
        }
        for (place, (step, at)) in seen.iter().enumerate() {
            let following = seen.get(place + 1).copied();
            let next = match following {
                Some((step, _)) => Some(Next::Step(step)),
                None => passage.completed.map(|_| self.ending(*step, passage)),
            };
            let closed = passage.dismissed.filter(|_| next.is_none());
            let until = following.and_then(|(_, at)| at).or(passage.completed).or(closed.map(|(at, _)| at));
            let sums = &mut self.sums[*step];
            if stands == Some(*step) && next.is_none() {
                sums.under_way.add(company, true);
            } else {
                sums.went_on.add(company, next.is_some());
            }
            if let Some(next) = next {
                *sums.onward.entry(next).or_default() += 1;
            }
            sums.dismissed += i64::from(closed.is_some_and(|(_, how)| how != Dismissal::ByHost));
            sums.visible.extend(until.zip(*at).map(|(until, at)| (company, until.since(at).max(0))));
        }
    }

    /// The step at which it is still under way: where it has not ended, more follows, and the last sign of it is recent enough.
    fn stands(&self, passage: &Passage, seen: &[(usize, Option<Timestamp>)]) -> Option<usize> {
        let (step, at) = *seen.last()?;
        let missing = passage.visits.values().filter_map(|visit| Some(visit.missing.as_ref()?.at));
        let is_recent = at.into_iter().chain(missing).any(|at| at > self.since);
        let is_over = passage.completed.is_some() || passage.dismissed.is_some();
        let ends = self.places.get(step).is_some_and(|place| place.ends);
        Some(step).filter(|_| is_recent && !is_over && !ends)
    }

    /// The steps it displayed, in the order of their first displays.
    fn seen(&self, passage: &Passage) -> Vec<(usize, Option<Timestamp>)> {
        let visits = passage.visits.iter();
        let shown = visits.filter_map(|(step, visit)| Some((*self.index.get(step)?, Some(visit.displayed?))));
        let mut seen: Vec<(usize, Option<Timestamp>)> = shown.collect();
        if seen.is_empty() && passage.is_displayed {
            seen.extend(self.only.map(|step| (step, passage.displayed)));
        }
        seen.sort_by_key(|(step, at)| (*at, *step));
        seen
    }

    /// How it ended after its last step.
    fn ending(&self, step: usize, passage: &'a Passage) -> Next<'a> {
        let led = passage.led.as_ref().filter(|led| self.leads[step].contains(led));
        led.map_or(Next::End, Next::Content)
    }

    /// For each step of its version: whether it came to where the step is, and was displayed it or went past.
    fn add_arrivals(&mut self, passage: &'a Passage, seen: &[(usize, Option<Timestamp>)]) {
        if !passage.is_displayed && seen.is_empty() {
            return;
        }
        let company = passage.company.as_deref();
        let version = usize::try_from(passage.version).unwrap_or(usize::MAX).saturating_sub(1);
        let Some(had) = self.had.get(version).or(self.had.last()) else { return };
        let was_at = |step: usize| seen.iter().any(|(seen, _)| *seen == step);
        for (step, sums) in self.sums.iter_mut().enumerate() {
            let shown = was_at(step);
            let came = match self.places.get(step).map(|place| place.lies) {
                Some(Lies::Side { from: Some(from) }) => was_at(from),
                _ => true,
            };
            if shown || (came && had[step]) {
                sums.reached.add(company, shown);
            }
            let sought = passage.visits.get(&self.steps[step].key).and_then(|visit| visit.missing.as_ref());
            let past = sought.is_some_and(|missing| {
                passage.completed.is_some() || seen.iter().any(|(_, at)| at.is_some_and(|at| at >= missing.at))
            });
            sums.passed_over += i64::from(past && !shown);
        }
    }

    /// What its steps took.
    fn add_effort(&mut self, passage: &'a Passage) {
        let visits: &'a Visits = &passage.visits;
        for (step, visit) in visits.iter().filter(|(_, visit)| !visit.effort.is_none()) {
            let Some(at) = self.index.get(step) else { continue };
            let sums = &mut self.sums[*at];
            let active = i64::try_from(visit.effort.active_ms).unwrap_or(i64::MAX);
            sums.active.push((passage.company.as_deref(), active));
            sums.returned += i64::from(visit.effort.returns > 0);
            sums.refused += i64::from(visit.effort.invalid > 0);
        }
    }
}

/// The contents that a step leads to.
pub(super) fn led_to(content: &Content, step: usize) -> impl Iterator<Item = &ContentKey> {
    ways::onward(content.body.steps(), step).into_iter().filter_map(|to| match to {
        To::Content(key) => Some(key),
        To::Step(_) | To::End => None,
    })
}

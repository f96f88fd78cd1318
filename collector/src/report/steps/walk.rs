//! What runs amount to at each step: who came, who was displayed it, where they went on to, what it took them.
//!
//! A run is taken as its steps in the order of their first displays; going back changes nothing. Where it stands is no loss
//! while it may still be gone on with, up to the end of that day. Deliberately absent: shares; whoever has the sums works them out.

use super::{Counted, Passage};
use crate::report::hits::Hits;
use crate::report::trail::{Counter, End, Trail};
use shared::api::report::Way;
use shared::content::{Content, Kind, Step};
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
    /// Milliseconds it was looked at by the newest, with the company.
    pub visible: Vec<(Option<&'a str>, i64)>,
    /// Milliseconds something was done by the newest.
    pub active: Vec<(Option<&'a str>, i64)>,
    /// Runs of which it is known what it took.
    pub tried: i64,
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
    /// Whatever stood on this UTC day or later may still be gone on with.
    since: i64,
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
        let since = at.day() - session::Place::DAYS;
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

    /// Adds runs that count the same.
    pub(super) fn add(&mut self, counted: &'a Counted) {
        let runs = counted.runs;
        match &*counted.counter {
            Counter::Trail(trail) => self.add_trail(trail, counted),
            Counter::Tried(step) => self.at(step, |sums| sums.tried += runs),
            Counter::Returned(step) => self.at(step, |sums| sums.returned += runs),
            Counter::Refused(step) => self.at(step, |sums| sums.refused += runs),
        }
    }

    fn at(&mut self, step: &StepKey, add: impl FnOnce(&mut Sums<'a>)) {
        if let Some(at) = self.index.get(step) {
            add(&mut self.sums[*at]);
        }
    }

    fn add_trail(&mut self, trail: &'a Trail, counted: &'a Counted) {
        let (company, runs) = (counted.company.as_deref(), counted.runs);
        let seen = self.way_of(trail);
        self.add_arrivals(trail, &seen, counted);
        let stands = self.stands(trail, &seen);
        let completed = trail.end == End::Completed;
        self.completed.add(company, completed, runs);
        self.under_way += if stands.is_some() { runs } else { 0 };
        for (place, step) in seen.iter().enumerate() {
            let following = seen.get(place + 1).map(|step| Next::Step(*step));
            let next = following.or(completed.then_some(Next::End));
            let sums = &mut self.sums[*step];
            if stands == Some(*step) && next.is_none() {
                sums.under_way.add(company, true, runs);
            } else {
                sums.went_on.add(company, next.is_some(), runs);
            }
            match next {
                Some(next) => *sums.onward.entry(next).or_default() += runs,
                None if trail.end == End::Dismissed => sums.dismissed += runs,
                None => {}
            }
        }
    }

    /// The steps it displayed, in the order of their first displays; those of one moment in the order of the steps.
    fn way_of(&self, trail: &Trail) -> Vec<usize> {
        let mut way = Vec::new();
        for moment in &trail.seen {
            let from = way.len();
            way.extend(moment.iter().filter_map(|step| self.index.get(step).copied()));
            way[from..].sort_unstable();
        }
        if way.is_empty() { self.only.into_iter().collect() } else { way }
    }

    /// The step at which it is still under way: where it has not ended, more follows, and the last sign of it is recent enough.
    fn stands(&self, trail: &Trail, seen: &[usize]) -> Option<usize> {
        let step = *seen.last()?;
        let is_recent = matches!(trail.end, End::Open(day) if day >= self.since);
        let ends = self.places.get(step).is_some_and(|place| place.ends);
        Some(step).filter(|_| is_recent && !ends)
    }

    /// For each step of its version: whether it came to where the step is, and was displayed it or went past.
    fn add_arrivals(&mut self, trail: &'a Trail, seen: &[usize], counted: &'a Counted) {
        let (company, runs) = (counted.company.as_deref(), counted.runs);
        for at in trail.passed_over.iter().filter_map(|step| self.index.get(step)).filter(|at| !seen.contains(at)) {
            self.sums[*at].passed_over += runs;
        }
        let version = usize::try_from(counted.version).unwrap_or(usize::MAX).saturating_sub(1);
        let Some(had) = self.had.get(version).or(self.had.last()) else { return };
        for (step, sums) in self.sums.iter_mut().enumerate() {
            let shown = seen.contains(&step);
            let came = match self.places.get(step).map(|place| place.lies) {
                Some(Lies::Side { from: Some(from) }) => seen.contains(&from),
                _ => true,
            };
            if shown || (came && had[step]) {
                sums.reached.add(company, shown, runs);
            }
        }
    }

    /// Adds how long the steps of one run were looked at, and how long something was done there.
    pub(super) fn add_times(&mut self, passage: &'a Passage) {
        let company = passage.company.as_deref();
        let seen = self.seen(passage);
        for (place, (step, at)) in seen.iter().enumerate() {
            let following = seen.get(place + 1).and_then(|(_, at)| *at);
            let until = following.or(passage.completed).or(passage.dismissed.map(|(at, _)| at));
            let sums = &mut self.sums[*step];
            sums.visible.extend(until.zip(*at).map(|(until, at)| (company, until.since(at).max(0))));
        }
        for (step, visit) in passage.visits.iter().filter(|(_, visit)| !visit.effort.is_none()) {
            let active = i64::try_from(visit.effort.active_ms).unwrap_or(i64::MAX);
            self.at(step, |sums| sums.active.push((company, active)));
        }
    }

    /// The steps it displayed and when, in the order of their first displays.
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

    /// Takes a run that came to its end for one that led to other content there, where its last step leads.
    pub(super) fn lead(&mut self, passage: &'a Passage) {
        let last = self.seen(passage).last().map(|(step, _)| *step);
        let Some((step, led)) = last.zip(passage.led.as_ref()).filter(|(step, led)| self.leads[*step].contains(led))
        else {
            return;
        };
        let onward = &mut self.sums[step].onward;
        if let Some(ended) = onward.get_mut(&Next::End).filter(|ended| **ended > 0) {
            *ended -= 1;
            *onward.entry(Next::Content(led)).or_default() += 1;
        }
        onward.retain(|_, runs| *runs > 0);
    }
}

/// The contents that a step leads to.
pub(super) fn led_to(content: &Content, step: usize) -> impl Iterator<Item = &ContentKey> {
    ways::onward(content.body.steps(), step).into_iter().filter_map(|to| match to {
        To::Content(key) => Some(key),
        To::Step(_) | To::End => None,
    })
}

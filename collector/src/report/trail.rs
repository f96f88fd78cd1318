//! What a run counts in the report of its content's steps: the way it went, and at which steps it took an effort.
//!
//! Both without their times, so that runs which went the same way count together. Deliberately absent: what steps mean; a trail
//! is told by their keys, and whoever reads it knows the content.

use super::fact::{Effort, Visits};
use shared::event::Dismissal;
use shared::id::StepKey;
use shared::time::Timestamp;
use std::fmt;

/// One thing that runs are counted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counter {
    /// The way it went, if anything of it was displayed.
    Trail(Trail),
    /// It is known what this step took.
    Tried(StepKey),
    /// This step was come back to from a later one.
    Returned(StepKey),
    /// The browser refused something that was entered at this step.
    Refused(StepKey),
}

/// The way a run went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// The steps it displayed, in the order of their first displays; those of the same moment are together.
    pub seen: Vec<Vec<StepKey>>,
    /// Steps whose target was missing and that it went past.
    pub passed_over: Vec<StepKey>,
    /// How it ended.
    pub end: End,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Gone through to the end, whatever else was pressed.
    Completed,
    /// Dismissed by the person.
    Dismissed,
    /// Taken away by the host.
    ByHost,
    /// Not yet; the UTC day of the last sign of it.
    Open(i64),
}

/// What is known of a run, as far as its trail is concerned.
#[derive(Clone, Copy, Debug)]
pub struct Course<'a> {
    /// Whether anything of it was displayed, by whatever tells so.
    pub is_displayed: bool,
    /// When it was displayed.
    pub displayed: Option<Timestamp>,
    /// When it was gone through to the end.
    pub completed: Option<Timestamp>,
    /// When and how it was dismissed.
    pub dismissed: Option<(Timestamp, Dismissal)>,
    /// What is known of its steps.
    pub visits: &'a Visits,
}

impl<'a> Course<'a> {
    /// What it counts, each once.
    pub fn counters(self) -> Vec<Counter> {
        let mut counters = Vec::new();
        let seen = self.seen();
        if self.is_displayed || !seen.is_empty() {
            counters.push(Counter::Trail(self.trail(&seen)));
        }
        for (step, visit) in self.visits {
            let Effort { returns, invalid, .. } = visit.effort;
            let is_tried = !visit.effort.is_none();
            counters.extend(is_tried.then(|| Counter::Tried(step.clone())));
            counters.extend((returns > 0).then(|| Counter::Returned(step.clone())));
            counters.extend((invalid > 0).then(|| Counter::Refused(step.clone())));
        }
        counters
    }

    /// The steps it displayed with when it first did, the earliest first.
    fn seen(self) -> Vec<(Timestamp, &'a StepKey)> {
        let shown = self.visits.iter().filter_map(|(step, visit)| Some((visit.displayed?, step)));
        let mut seen: Vec<(Timestamp, &StepKey)> = shown.collect();
        seen.sort_unstable();
        seen
    }

    fn trail(self, seen: &[(Timestamp, &StepKey)]) -> Trail {
        let moments = seen.chunk_by(|(one, _), (other, _)| one == other);
        let keys = |moment: &[(Timestamp, &StepKey)]| moment.iter().map(|(_, step)| (*step).clone()).collect();
        let went_past = |at: Timestamp| self.completed.is_some() || seen.last().is_some_and(|(last, _)| *last >= at);
        let sought = self.visits.iter().filter_map(|(step, visit)| Some((step, visit, visit.missing.as_ref()?.at)));
        let passed_over = sought.filter(|(_, visit, at)| visit.displayed.is_none() && went_past(*at));
        Trail {
            seen: moments.map(keys).collect(),
            passed_over: passed_over.map(|(step, ..)| step.clone()).collect(),
            end: self.end(seen.last().map(|(at, _)| *at)),
        }
    }

    fn end(self, last: Option<Timestamp>) -> End {
        match self.dismissed {
            _ if self.completed.is_some() => End::Completed,
            Some((_, Dismissal::ByHost)) => End::ByHost,
            Some(_) => End::Dismissed,
            None => {
                let missing = self.visits.values().filter_map(|visit| Some(visit.missing.as_ref()?.at));
                let sign = last.or(self.displayed).into_iter().chain(missing).max();
                End::Open(sign.map_or(0, Timestamp::day))
            }
        }
    }
}

/// As it is stored: `w`, the end, the steps and those passed over, or a letter and a step. Keys are of `a-z`, `0-9`, `-` and `_`.
impl fmt::Display for Counter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trail(trail) => trail.fmt(out),
            Self::Tried(step) => write!(out, "t{step}"),
            Self::Returned(step) => write!(out, "r{step}"),
            Self::Refused(step) => write!(out, "f{step}"),
        }
    }
}

impl fmt::Display for Trail {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.end {
            End::Completed => out.write_str("wc")?,
            End::Dismissed => out.write_str("wd")?,
            End::ByHost => out.write_str("wh")?,
            End::Open(day) => write!(out, "wo{day}")?,
        }
        let mut before = '|';
        for moment in &self.seen {
            for step in moment {
                write!(out, "{before}{step}")?;
                before = '=';
            }
            before = '>';
        }
        for step in &self.passed_over {
            write!(out, "!{step}")?;
        }
        Ok(())
    }
}

/// A text that is none of a counter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' counts nothing of steps")]
pub struct CounterError(String);

impl std::str::FromStr for Counter {
    type Err = CounterError;

    fn from_str(text: &str) -> Result<Self, CounterError> {
        read(text).ok_or_else(|| CounterError(text.to_owned()))
    }
}

fn read(text: &str) -> Option<Counter> {
    let key = |text: &str| StepKey::new(text).ok();
    match (text.chars().next()?, text.get(1..)?) {
        ('t', step) => key(step).map(Counter::Tried),
        ('r', step) => key(step).map(Counter::Returned),
        ('f', step) => key(step).map(Counter::Refused),
        ('w', trail) => {
            let (shown, passed_over) = trail.split_once('!').map_or((trail, None), |(shown, past)| (shown, Some(past)));
            let (end, seen) = shown.split_once('|').map_or((shown, None), |(end, seen)| (end, Some(seen)));
            let moment = |text: &str| text.split('=').map(key).collect::<Option<Vec<StepKey>>>();
            Some(Counter::Trail(Trail {
                seen: seen.into_iter().flat_map(|seen| seen.split('>')).map(moment).collect::<Option<_>>()?,
                passed_over: passed_over
                    .into_iter()
                    .flat_map(|past| past.split('!'))
                    .map(key)
                    .collect::<Option<_>>()?,
                end: end_of(end)?,
            }))
        }
        _ => None,
    }
}

fn end_of(text: &str) -> Option<End> {
    match text {
        "c" => Some(End::Completed),
        "d" => Some(End::Dismissed),
        "h" => Some(End::ByHost),
        _ => text.strip_prefix('o')?.parse().ok().map(End::Open),
    }
}

#[cfg(test)]
mod tests;

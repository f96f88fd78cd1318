//! Facts about a person, and whether an audience includes them.
//!
//! Deliberately absent: where facts come from. The collector overlays what the page has just said on what is stored.

use super::compare::fits;
use super::frequency::Effort;
use crate::content::audience::{Deed, Device, TraitTest, Visitor};
use crate::content::{Condition, Segment};
use crate::id::{ContentKey, SegmentKey};
use crate::session::{Mark, Marks};
use crate::time::{DAY_MS, Timestamp};
use crate::value::Values;
use std::collections::BTreeMap;

/// Segments of the workspace by key.
pub type Segments = BTreeMap<SegmentKey, Segment>;

/// When content was abandoned ([`Deed::Abandoned`]); worked out by the collector for what somebody asks about.
pub type Abandoned = BTreeMap<ContentKey, Timestamp>;

/// What is known about one person at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The moment.
    pub now: Timestamp,
    /// The person's traits, with their traits in the company (role …) laid over them.
    pub person: &'a Values,
    /// The company's traits; empty without a company.
    pub company: &'a Values,
    /// The locale the person reads, BCP 47; empty when unknown.
    pub locale: &'a str,
    /// The kind of device, when told.
    pub device: Option<Device>,
    /// When the person was first seen; `None` when never before.
    pub first_seen: Option<Timestamp>,
    /// What device and collector remember of content ([`super::frequency::merge_mark`]).
    pub marks: &'a Marks,
    /// What the person abandoned.
    pub abandoned: &'a Abandoned,
    /// Segments of the workspace.
    pub segments: &'a Segments,
    /// What sampling and holdout are drawn by: stored on the person, or on the company where `group` is used.
    pub bucket: &'a str,
    /// Whether the person agreed to being recorded, or need not be asked.
    pub consent: bool,
    /// Whether the browser sends Global Privacy Control.
    pub gpc: bool,
    /// What stands before a recommendation question.
    pub effort: Effort,
}

/// Whether an audience includes the person.
pub fn includes(condition: &Condition, facts: &Facts<'_>) -> bool {
    holds(condition, facts, Some(facts.segments))
}

/// Inside a segment `segments` is `None`: a segment never refers to another, so no circle can be followed.
pub(super) fn holds(condition: &Condition, facts: &Facts<'_>, segments: Option<&Segments>) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| holds(part, facts, segments)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, facts, segments)),
        Condition::Not(part) => !holds(part, facts, segments),
        Condition::Person(test) => trait_fits(test, facts.person, facts.now),
        Condition::Company(test) => trait_fits(test, facts.company, facts.now),
        Condition::Segment(key) => {
            segments.and_then(|all| all.get(key)).is_some_and(|segment| holds(&segment.condition, facts, None))
        }
        Condition::Locale(tags) => tags.iter().any(|tag| covers(tag, facts.locale)),
        Condition::Device(devices) => facts.device.is_some_and(|device| devices.contains(&device)),
        Condition::Visitor(visitor) => *visitor == visitor_at(facts.first_seen, facts.now),
        Condition::History { content, did, within_days } => {
            let since = within_days.map(|days| facts.now.plus_days(-i64::from(days)));
            done_at(facts, content, *did).is_some_and(|at| since.is_none_or(|since| at >= since))
        }
    }
}

/// Whether a trait among these fits its test.
pub fn trait_fits(test: &TraitTest, traits: &Values, now: Timestamp) -> bool {
    fits(&test.test, traits.get(&test.name), now)
}

/// When a deed was last done.
pub(super) fn done_at(facts: &Facts<'_>, content: &ContentKey, did: Deed) -> Option<Timestamp> {
    let mark = facts.marks.get(content);
    let at = |of: fn(&Mark) -> Option<Timestamp>| mark.and_then(of);
    match did {
        Deed::Seen => at(|mark| mark.displayed_at),
        Deed::Answered => at(|mark| mark.answered_at),
        Deed::Completed => at(|mark| mark.completed_at),
        Deed::Dismissed => at(|mark| mark.dismissed_at),
        Deed::Abandoned => facts.abandoned.get(content).copied(),
    }
}

/// The contents of which a condition asks whether they were abandoned.
pub fn asked_as_abandoned(condition: &Condition) -> Vec<&ContentKey> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(asked_as_abandoned).collect(),
        Condition::Not(part) => asked_as_abandoned(part),
        Condition::History { content, did: Deed::Abandoned, .. } => vec![content],
        _ => Vec::new(),
    }
}

fn visitor_at(first_seen: Option<Timestamp>, now: Timestamp) -> Visitor {
    if first_seen.is_some_and(|first| now.since(first) >= DAY_MS) { Visitor::Returning } else { Visitor::New }
}

/// Whether a language tag covers another: the same, or followed by more subtags. Case does not matter (BCP 47).
fn covers(tag: &str, locale: &str) -> bool {
    let (tag, locale) = (tag.as_bytes(), locale.as_bytes());
    let front = locale.get(..tag.len()).is_some_and(|front| front.eq_ignore_ascii_case(tag));
    front && !tag.is_empty() && matches!(locale.get(tag.len()), None | Some(b'-' | b'_'))
}

//! The engine's part of the decision: what the trigger says about this page, and the check again before a display.
//!
//! Deliberately absent: waiting, watching the DOM, and whether the person is busy; the engine does those.

use super::address::page_fits;
use super::frequency::{Effort, is_capped, is_strained, quiet_reasons};
use super::{Matcher, Reason, compare};
use crate::content::frequency::Caps;
use crate::content::trigger::{Cause, EventTest, PropertyTest};
use crate::content::{Kind, Trigger};
use crate::session::{Due, Mark, Marks};
use crate::time::Timestamp;
use crate::value::Values;

/// Something that happened in the page and may be a cause.
#[derive(Clone, Copy, Debug)]
pub enum Happening<'a> {
    /// A page was entered, or the engine was told of new content on it.
    Page,
    /// The host tracked an event.
    Event {
        /// The event's name.
        name: &'a str,
        /// Its properties.
        properties: &'a Values,
    },
    /// An element that fits this selector is present and visible.
    Element(&'a str),
    /// An element that fits this selector was clicked.
    Click(&'a str),
    /// The page is scrolled by this share of its height, percent.
    Scroll(u8),
    /// The pointer leaves the page at the top.
    Exit,
    /// Nothing was touched for this many seconds.
    Inactive(u16),
}

/// Whether what happened is the cause that starts content.
pub fn is_cause(cause: &Cause, happening: Happening<'_>, now: Timestamp) -> bool {
    match (cause, happening) {
        (Cause::Page, Happening::Page) | (Cause::Exit, Happening::Exit) => true,
        (Cause::Event(test), Happening::Event { name, properties }) => event_fits(test, name, properties, now),
        (Cause::Element(wanted), Happening::Element(selector)) | (Cause::Click(wanted), Happening::Click(selector)) => {
            wanted == selector
        }
        (Cause::Scroll(share), Happening::Scroll(scrolled)) => scrolled >= *share,
        (Cause::Inactive(seconds), Happening::Inactive(idle)) => idle >= *seconds,
        _ => false,
    }
}

/// Whether a tracked event fits a test: the name, and all property tests.
pub fn event_fits(test: &EventTest, name: &str, properties: &Values, now: Timestamp) -> bool {
    let fits = |test: &PropertyTest| compare::fits(&test.test, properties.get(&test.name), now);
    test.name == name && test.properties.iter().all(fits)
}

/// Whether a tracked event calls off what waits.
pub fn is_cancelled(trigger: &Trigger, name: &str, properties: &Values, now: Timestamp) -> bool {
    trigger.cancel.iter().any(|test| event_fits(test, name, properties, now))
}

/// How content comes to be displayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// Its trigger fired.
    Triggered,
    /// A run begun elsewhere goes on: it was let in once, so only a refusal stops it.
    Resumed,
    /// `waymark.start(key)`: page and caps do not count, schedule and audience do; frequency only for surveys, since
    /// guidance may be asked for again and again.
    Requested,
    /// `waymark.start(key, {force: true})` or a preview: nothing counts, and nothing is recorded.
    Forced,
}

/// What the page knows at one moment.
#[derive(Clone, Copy)]
pub struct PageFacts<'a> {
    /// The moment, by the collector's clock.
    pub now: Timestamp,
    /// The page's address.
    pub url: &'a str,
    /// What this device and the collector remember of content.
    pub marks: &'a Marks,
    /// Caps over all automatic content.
    pub caps: &'a Caps,
    /// Low CES answers given in this page since the collector decided.
    pub effort: Effort,
    /// Finds regular expressions.
    pub matches: Matcher<'a>,
}

/// Everything that stands in the way at the moment of a display; empty when nothing does.
///
/// The engine asks when the trigger fires and again when the delay has passed. A held-out person passes too
/// ([`Due::withheld`] says what to do then; what a person requests is never withheld).
pub fn recheck(due: &Due, facts: &PageFacts<'_>, start: Start) -> Vec<Reason> {
    let now = facts.now;
    let unseen = Mark::default();
    let mark = facts.marks.get(&due.key).unwrap_or(&unseen);
    let mut reasons = Vec::new();
    let mut check = |fails: bool, reason: Reason| {
        if fails {
            reasons.push(reason);
        }
    };
    match start {
        Start::Forced => return reasons,
        // Somebody who refused it once may ask for it again, and go on with that.
        Start::Resumed => {
            let place = mark.place.as_ref().map(|place| place.at);
            check(mark.refused && mark.dismissed_at >= place, Reason::Refused);
        }
        Start::Triggered | Start::Requested => {
            let triggered = start == Start::Triggered;
            check(is_too_early(due.from, now), Reason::NotYet);
            check(is_too_late(due.until, now), Reason::Over);
            check(triggered && !page_fits(&due.trigger.pages, facts.url, facts.matches), Reason::Page);
            let kind = due.body.kind();
            let counts = |reason: &Reason| triggered || !is_for_automatic_only(*reason, kind);
            quiet_reasons(&due.frequency, mark, now).filter(counts).for_each(|reason| check(true, reason));
            check(triggered && is_capped(facts.caps, kind, facts.marks, now), Reason::Cap);
            let gated = due.frequency.gate && is_strained(facts.caps, facts.effort, now);
            check(gated && counts(&Reason::Gate), Reason::Gate);
        }
    }
    reasons
}

/// Whether a reason keeps content of this kind from coming by itself only, and not from being asked for.
pub fn is_for_automatic_only(reason: Reason, kind: Kind) -> bool {
    let of_frequency = matches!(
        reason,
        Reason::Refused
            | Reason::Snoozed
            | Reason::DismissedLately
            | Reason::DisplayedBefore
            | Reason::AnsweredBefore
            | Reason::Gate
    );
    matches!(reason, Reason::Cap | Reason::PrivacyControl | Reason::Guidance | Reason::Withheld)
        || of_frequency && kind != Kind::Survey
}

/// Whether a schedule that begins at `from` has not begun.
pub fn is_too_early(from: Option<Timestamp>, now: Timestamp) -> bool {
    from.is_some_and(|from| now < from)
}

/// Whether a schedule that ends at `until` is over.
pub fn is_too_late(until: Option<Timestamp>, now: Timestamp) -> bool {
    until.is_some_and(|until| now >= until)
}

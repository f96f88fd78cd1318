//! How often: what marks, quiet days, caps and the gate before recommendation questions and promotions say at one moment.
//!
//! The collector asks when it decides, the engine again when it displays; both give the same answer from the same marks.
//! Deliberately absent: storing marks.

use super::Reason;
use crate::content::frequency::Caps;
use crate::content::survey::{Answer, CesScale, QuestionKind};
use crate::content::{Body, Content, Frequency, Kind, Repeat};
use crate::session::{Mark, Marks};
use crate::time::{SECOND_MS, Timestamp};

/// Most earlier displays a mark keeps: caps count up to one more per content.
pub const MAX_DISPLAYS: usize = 20;
/// Times of one content that lie closer together are one display: the device's mark and the event that the collector knows
/// read the clock some milliseconds apart. Nobody reads and leaves a card twice in so short a time.
const SAME_DISPLAY_MS: i64 = SECOND_MS;

/// What keeps one content quiet for one person: refusal, snooze, dismissal, repetition, in this order.
pub fn quiet_reasons(frequency: &Frequency, mark: &Mark, now: Timestamp) -> impl Iterator<Item = Reason> + use<> {
    let lately = |at: Option<Timestamp>, days: u16| at.is_some_and(|at| now < at.plus_days(days.into()));
    // What guides is done when it was gone through; it may ask nothing at all.
    let done = if mark.kind == Kind::Survey { mark.answered_at } else { mark.answered_at.max(mark.completed_at) };
    let repeat = match frequency.repeat {
        Repeat::Once => mark.displayed_at.map(|_| Reason::DisplayedBefore),
        Repeat::UntilAnswered => done.map(|_| Reason::AnsweredBefore),
        Repeat::EveryDays(days) => lately(done, days).then_some(Reason::AnsweredBefore),
        Repeat::Always => None,
    };
    let dismissal_counts = !matches!(frequency.repeat, Repeat::Once | Repeat::Always);
    let dismissed = dismissal_counts && lately(mark.dismissed_at, frequency.after_dismissal_days);
    [
        mark.refused.then_some(Reason::Refused),
        mark.snoozed_until.is_some_and(|until| now < until).then_some(Reason::Snoozed),
        dismissed.then_some(Reason::DismissedLately),
        repeat,
    ]
    .into_iter()
    .flatten()
}

/// Whether the caps over all automatic content leave no room for one more of this kind. What does not interrupt is free.
pub fn is_capped(caps: &Caps, kind: Kind, marks: &Marks, now: Timestamp) -> bool {
    let reached = |most: u16, days: u16, counts: fn(Kind) -> bool| {
        displays_since(marks, now.plus_days(-i64::from(days)), counts) >= usize::from(most)
    };
    let is_survey = |kind| kind == Kind::Survey;
    kind.interrupts() && reached(caps.per_day, 1, Kind::interrupts)
        || is_survey(kind) && reached(caps.surveys, caps.survey_days, is_survey)
}

/// Automatic displays of the kinds that count, later than `since`; one ahead of the clock counts too.
fn displays_since(marks: &Marks, since: Timestamp, counts: fn(Kind) -> bool) -> usize {
    let displays = |mark: &Mark| displays_of(mark).filter(|at| *at > since).count();
    marks.values().filter(|mark| counts(mark.kind)).map(displays).sum()
}

/// The automatic displays of one content that are remembered, in no order.
pub fn displays_of(mark: &Mark) -> impl Iterator<Item = Timestamp> {
    let last = mark.displayed_at.filter(|last| !mark.displays.contains(last));
    mark.displays.iter().copied().chain(last)
}

/// Brings together what device and collector remember, or adds what has just happened: the later time counts, earlier
/// displays are kept for the caps, a refusal stays.
pub fn merge_mark(mark: &mut Mark, other: &Mark) {
    if other.kind != Kind::Survey {
        mark.kind = other.kind;
    }
    for at in [mark.displayed_at, other.displayed_at].iter().flatten().chain(&other.displays) {
        // Put in its place one by one: a sort would be the engine's only one, and weigh more than all of this file.
        let place = mark.displays.iter().position(|known| known >= at).unwrap_or(mark.displays.len());
        if mark.displays.get(place) != Some(at) {
            mark.displays.insert(place, *at);
        }
    }
    mark.displayed_at = mark.displayed_at.max(other.displayed_at);
    mark.displays.dedup_by(|later, earlier| later.since(*earlier) < SAME_DISPLAY_MS);
    mark.displays.retain(|at| mark.displayed_at.is_none_or(|last| last.since(*at) >= SAME_DISPLAY_MS));
    let superfluous = mark.displays.len().saturating_sub(MAX_DISPLAYS);
    mark.displays.drain(..superfluous);
    mark.answered_at = mark.answered_at.max(other.answered_at);
    mark.completed_at = mark.completed_at.max(other.completed_at);
    mark.dismissed_at = mark.dismissed_at.max(other.dismissed_at);
    mark.snoozed_until = mark.snoozed_until.max(other.snoozed_until);
    mark.refused |= other.refused;
    if let Some(place) = &other.place
        && mark.place.as_ref().is_none_or(|known| known.at < place.at)
    {
        mark.place = Some(place.clone());
    }
}

/// What stands before a recommendation question or a promotion: the first the minus, then the plus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// When the person last gave a low CES answer ([`is_low_ces`]).
    pub low_at: Option<Timestamp>,
    /// Whether a complaint of the person is open.
    pub complaint_open: bool,
}

/// Whether content is of those that wait while effort is high or a complaint is open: it asks for a recommendation or
/// promotes something to buy, and is not told to come all the same. Help never waits, whatever it is said to promote.
pub fn has_gate(content: &Content) -> bool {
    let is_help = matches!(content.body.kind(), Kind::Article | Kind::ResourceCentre | Kind::Message);
    content.frequency.gate && !is_help && (content.promotes || asks_recommendation(&content.body))
}

/// Whether effort is high or a complaint is open.
pub fn is_strained(caps: &Caps, effort: Effort, now: Timestamp) -> bool {
    effort.complaint_open || effort.low_at.is_some_and(|at| now < at.plus_days(caps.low_effort_days.into()))
}

/// Whether content asks for a recommendation (NPS) anywhere.
pub fn asks_recommendation(body: &Body) -> bool {
    body.questions().any(|question| matches!(question.kind, QuestionKind::Nps { .. }))
}

/// Whether an answer says that the task took effort: the disagreeing points of the CES scale, 1 to 3 of 7 or 1 and 2 of 5.
/// Source: Dixon, Toman, DeLisi, "The Effortless Experience" (CES 2.0, agreement that it was made easy).
pub fn is_low_ces(kind: &QuestionKind, answer: &Answer) -> bool {
    let (QuestionKind::Ces { scale, .. }, Answer::Score(score)) = (kind, answer) else { return false };
    match scale {
        CesScale::Seven => *score <= 3,
        CesScale::Five => *score <= 2,
    }
}

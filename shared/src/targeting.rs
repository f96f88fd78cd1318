//! Who sees what, when, and why not: rules and facts in, a decision with its reason out.
//!
//! | module | holds | needed by |
//! |---|---|---|
//! | [`address`] | a page's address against page rules | page, collector (goals) |
//! | [`chain`] | the whole chain of a decision, for whoever is to be told why | collector |
//! | [`compare`] | a value against a test | page, collector |
//! | [`date`] | ISO 8601 | page, collector |
//! | [`decision`] | the collector's decision, with the whole chain of reasons | collector |
//! | [`frequency`] | marks, quiet days, caps, the gate before a recommendation question | page, collector |
//! | [`goal`] | whether an event is the sign of a goal, and when the goal was reached | collector |
//! | [`page`] | the engine's decision, and the check again before a display | page |
//! | [`pattern`] | which regular expressions and addresses can be published | collector (lint) |
//! | [`person`] | facts about a person, and audiences | collector |
//! | [`share`] | sticky sampling and holdout | collector |
//!
//! What the engine does not call is not in its WASM. Deliberately absent: clock, regular expressions and DOM; they are
//! arguments. A [`Matcher`] is `RegExp` in the page and a linear-time engine on the server.

pub mod address;
pub mod chain;
pub mod compare;
pub mod date;
pub mod decision;
pub mod frequency;
pub mod goal;
pub mod page;
pub mod pattern;
pub mod person;
pub mod share;

use serde::{Deserialize, Serialize};

pub use decision::{Candidate, Decision, decide};
pub use person::Facts;

/// Whether a regular expression (first) is found anywhere in a text (second); never panics, and a pattern it cannot
/// read is found nowhere.
pub type Matcher<'a> = &'a dyn Fn(&str, &str) -> bool;

/// Why content is not due; in `explain` without trait names or values, since anyone may claim a user id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No content has this key in this environment.
    Unknown,
    /// The environment is stopped.
    Stopped,
    /// The content is paused.
    Paused,
    /// The schedule has not begun.
    NotYet,
    /// The schedule is over.
    Over,
    /// The quota of answers is reached.
    QuotaReached,
    /// The audience does not include the person.
    Audience,
    /// The person is not in the sampled share.
    Sampling,
    /// The person is held out.
    Withheld,
    /// The person refused it for good.
    Refused,
    /// The person said "later".
    Snoozed,
    /// The person dismissed it lately.
    DismissedLately,
    /// It was displayed before and comes only once.
    DisplayedBefore,
    /// It was answered before, or too lately; of what guides, gone through.
    AnsweredBefore,
    /// A cap over all automatic content is reached.
    Cap,
    /// Effort is high or a complaint is open, so a recommendation question waits.
    Gate,
    /// Consent is required and not given.
    Consent,
    /// Global Privacy Control stops automatic surveys.
    PrivacyControl,
    /// The person wants guidance only when they ask for it, or none.
    Guidance,
    /// The page's address does not fit.
    Page,
    /// The trigger has not fired.
    Trigger,
    /// The delay is running.
    Delay,
    /// An event called it off.
    Cancelled,
    /// Something else is displayed.
    Busy,
    /// The person is typing or in a dialog.
    Occupied,
    /// Another tab displays it.
    OtherTab,
    /// Another device displays it or has displayed it.
    OtherDevice,
}

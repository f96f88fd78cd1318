//! Who sees what, when, and why not: rules and facts in, a decision with its reason out.
//!
//! Deliberately absent: clock, regular expressions and DOM; they are arguments.

use serde::{Deserialize, Serialize};

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
    /// It was answered before, or too lately.
    AnsweredBefore,
    /// A cap over all automatic content is reached.
    Cap,
    /// Effort is high or a complaint is open, so a recommendation question waits.
    Gate,
    /// Consent is required and not given.
    Consent,
    /// Global Privacy Control stops automatic surveys.
    PrivacyControl,
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

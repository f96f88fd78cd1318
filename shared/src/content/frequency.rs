//! Frequency: how often one person sees content, and the caps over all of it.
//!
//! The defaults follow what the field has learned about fatigue: thirty days of quiet after a dismissal, a week after
//! "later", one automatic interruption a day.

use serde::{Deserialize, Serialize};

/// How often one person sees one content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Frequency {
    /// When it may come again.
    pub repeat: Repeat,
    /// Quiet days after a dismissal (not for [`Repeat::Once`], which never comes again).
    pub after_dismissal_days: u16,
    /// Quiet days after "later".
    pub snooze_days: u16,
    /// Whether what asks for a recommendation or promotes something to buy waits while effort is high or a complaint is open.
    pub gate: bool,
}

impl Default for Frequency {
    fn default() -> Self {
        Self { repeat: Repeat::default(), after_dismissal_days: 30, snooze_days: 7, gate: true }
    }
}

/// When content may come again to the same person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Repeat {
    /// Displayed once, whatever came of it.
    Once,
    /// Until it is answered, with the quiet days in between.
    #[default]
    UntilAnswered,
    /// Again this many days after it was last answered.
    EveryDays(u16),
    /// Each time the trigger fires; only the caps hold.
    Always,
}

/// Caps over all automatic content of one environment; content a person starts is never capped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Caps {
    /// Automatic interruptions a person sees in 24 hours.
    pub per_day: u16,
    /// Surveys a person sees in [`Caps::survey_days`] days.
    pub surveys: u16,
    /// The days over which surveys are counted.
    pub survey_days: u16,
    /// Days a recommendation question waits after a low CES answer.
    pub low_effort_days: u16,
}

impl Default for Caps {
    fn default() -> Self {
        Self { per_day: 1, surveys: 2, survey_days: 30, low_effort_days: 30 }
    }
}

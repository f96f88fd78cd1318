//! When a content hands somebody over to a person at the vendor, and who that is.
//!
//! Deliberately absent: what that person then does; that is a follow-up ([`crate::api::report::FollowUp`]). None of this
//! travels to the page: the collector decides it from the events of a run.

use crate::id::StepKey;
use serde::{Deserialize, Serialize};

/// Hands whoever goes through a content over to the person who answers for their company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// The company trait that names who takes over: an e-mail address, a name or a team.
    #[serde(default = "owner_trait")]
    pub owner_trait: String,
    /// What does it: once per run, by whichever comes first.
    pub when: Vec<HandOverWhen>,
}

/// The company trait that names who answers for a company, unless content says another.
pub fn owner_trait() -> String {
    "owner".into()
}

impl Default for HandOver {
    fn default() -> Self {
        Self { owner_trait: owner_trait(), when: Vec::new() }
    }
}

/// What hands somebody over.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HandOverWhen {
    /// This step is displayed: it says that somebody was asked. A button or a branch leads to it.
    Step(StepKey),
    /// A CES answer says that it was hard ([`crate::targeting::frequency::is_low_ces`]), so long as it counts.
    HighEffort,
    /// The person closed or refused it before the end.
    Dismissed,
    /// The days of its goal passed after the display, and the goal was not attained.
    NotAttained,
}

//! Everything that wants a person: hand-overs, and responses that members follow up.
//!
//! Deliberately absent: what members do about each; that is [`crate::api::report::FollowUp`], the same for both.

use crate::api::report::FollowUp;
use crate::content::HandOverWhen;
use crate::id::{ContentKey, RunId, StepKey};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What wants a person: `GET /api/follow-ups?environment=&status=&owner=&after=`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FollowUps {
    /// The newest first, at most 50; without a status those that are not done.
    pub follow_ups: Vec<Wanted>,
    /// Pass as `after` for the next page; `None` at the end.
    pub next: Option<String>,
    /// How many are open, whatever the filter.
    pub open: i64,
    /// Who answers for any that is not done, in order, at most 100.
    pub owners: Vec<String>,
}

/// One run that wants a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Wanted {
    /// The run.
    pub run: RunId,
    /// The content.
    pub content: ContentKey,
    /// The version that was gone through.
    pub version: u32,
    /// Since when.
    pub at: Timestamp,
    /// The locale they read it in.
    pub locale: Option<String>,
    /// User id or anonymous id; `None` unless the content is identified.
    pub person: Option<String>,
    /// Their trait `name`, where it is known.
    pub person_name: Option<String>,
    /// The company they acted for; `None` unless the content is identified.
    pub company: Option<String>,
    /// Its trait `name`, where it is known.
    pub company_name: Option<String>,
    /// What handed them over; `None` where a member took up a response by themselves.
    pub hand_over: Option<HandedOver>,
    /// Who answers for it, how far it is, what was found.
    pub follow_up: FollowUp,
}

/// That a run handed somebody over to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HandedOver {
    /// What did it.
    pub when: HandOverWhen,
    /// When.
    pub at: Timestamp,
    /// The step they came from, where a step did it and another was displayed before.
    #[serde(default)]
    pub from: Option<StepKey>,
    /// Whom the company's trait named then; empty for nobody.
    pub owner: String,
}

//! What host back ends send (events, people, companies), and one person's history.

use crate::api::follow_up::HandedOver;
use crate::api::goal::Attained;
use crate::api::report::FollowUp;
use crate::event::{Event, Outcome};
use crate::id::{CompanyId, ContentKey, RunId, UserId};
use crate::time::Timestamp;
use crate::value::{ValueChanges, Values};
use serde::{Deserialize, Serialize};

/// A person as a back end tells it: a row of `POST /api/people` (JSON list or CSV, one column per trait).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonRow {
    /// The host's id.
    pub user_id: UserId,
    /// The company the person acts for.
    #[serde(default)]
    pub company_id: Option<CompanyId>,
    /// Changes to traits.
    #[serde(default)]
    pub traits: ValueChanges,
}

/// A company as a back end tells it: a row of `POST /api/companies`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompanyRow {
    /// The host's id.
    pub company_id: CompanyId,
    /// Changes to traits.
    #[serde(default)]
    pub traits: ValueChanges,
}

/// Something that happened, as a back end tells it: a row of `POST /api/events` (JSON list or CSV, one column per property).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EventRow {
    /// The back end's own id of what happened, at most 200 bytes; with the same `at` again it is a duplicate. Without an id,
    /// the same row with its `at` again is a duplicate.
    #[serde(default)]
    pub id: Option<String>,
    /// When it happened; now when absent, and then a repeat is not recognised.
    #[serde(default)]
    pub at: Option<Timestamp>,
    /// The host's id of the person; where it is absent, `company_id` says who.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The company the person acted for.
    #[serde(default)]
    pub company_id: Option<CompanyId>,
    /// The event's name.
    pub name: String,
    /// Its properties.
    #[serde(default)]
    pub properties: Values,
}

/// A batch from a back end; which environment it is for is in the address (`?environment=`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rows<T> {
    /// At most 500.
    pub rows: Vec<T>,
}

/// What became of each row, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowOutcomes {
    /// One per row.
    pub outcomes: Vec<Outcome>,
}

/// One person's history: `GET /api/people/{person}?environment=`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timeline {
    /// The person, by user id or anonymous id.
    pub person: String,
    /// The company they last acted for.
    pub company: Option<String>,
    /// Their traits.
    pub traits: Values,
    /// First seen.
    pub first_seen: Timestamp,
    /// Their events, the newest first; answers to confidential and anonymous surveys are not among them.
    pub events: Vec<Event>,
    /// Goals that they attained, then those that the company they last acted for attained; the last first.
    #[serde(default)]
    pub goals: Vec<Attained>,
    /// What handed them over to a person, and what members do about that and about their answers to identified surveys, the
    /// last changed first; on every page all of it.
    #[serde(default)]
    pub follow_ups: Vec<PersonFollowUp>,
    /// Pass as `before` for older ones; `None` at the end.
    #[serde(default)]
    pub next: Option<String>,
}

/// What members do about one of a person's runs: a response, or what handed them over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonFollowUp {
    /// The run.
    pub run: RunId,
    /// The content.
    pub content: ContentKey,
    /// The version that was gone through.
    pub version: u32,
    /// What handed them over, if anything did.
    #[serde(default)]
    pub hand_over: Option<HandedOver>,
    /// Who answers for it, how far it is, what was found.
    pub follow_up: FollowUp,
}

/// One person in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonSummary {
    /// The person, by user id or anonymous id.
    pub person: String,
    /// The company they last acted for.
    pub company: Option<String>,
    /// Their traits.
    pub traits: Values,
    /// First seen.
    pub first_seen: Timestamp,
}

/// People: `GET /api/people?environment=&search=`; `search` is part of an id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct People {
    /// By id, at most 100.
    pub people: Vec<PersonSummary>,
    /// Pass as `after` for the next page; `None` at the end.
    pub next: Option<String>,
}

/// What an erasure took away: `DELETE /api/people/{person}?environment=`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Erasure {
    /// Ids of the person that are refused from now on for events dated before `at`.
    pub ids: i64,
    /// Events that were removed. Answers to anonymous surveys carry no person and cannot be found.
    pub events: i64,
    /// When.
    pub at: Timestamp,
}

//! Where one company stands: goals attained, features in use, guides gone through, people active. For whoever looks after
//! it, and for the company itself to print.
//!
//! Deliberately absent: a score that adds all of it up, answers to surveys, and what guidance had to do with it.

use crate::content::Kind;
use crate::content::goal::Per;
use crate::id::{ContentKey, GoalKey};
use crate::time::Timestamp;
use crate::value::Values;
use serde::{Deserialize, Serialize};

/// Days in which somebody counts as active, and a feature as in use.
pub const ACTIVE_DAYS: i64 = 30;

/// Companies: `GET /api/companies?environment=&search=`; `search` is part of an id or of the trait `name`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Companies {
    /// By id, at most 100.
    pub companies: Vec<CompanySummary>,
    /// Pass as `after` for the next page; `None` at the end.
    pub next: Option<String>,
}

/// One company in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CompanySummary {
    /// The host's id.
    pub company: String,
    /// Its trait `name`.
    pub name: Option<String>,
    /// People who last acted for it.
    pub people: i64,
    /// Those of them heard of in the last [`ACTIVE_DAYS`] days.
    pub active: i64,
    /// Last heard of.
    pub last_seen: Timestamp,
}

/// Where one company stands: `GET /api/companies/{company}/adoption?environment=`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AdoptionReport {
    /// The company, its people and how many of them are active.
    pub summary: CompanySummary,
    /// When this was read.
    pub at: Timestamp,
    /// First heard of.
    pub first_seen: Timestamp,
    /// Its traits.
    pub traits: Values,
    /// Every goal, those attained first, the last attained first.
    pub goals: Vec<GoalAdoption>,
    /// Guides that its people were shown, those most gone through first.
    pub guides: Vec<GuideAdoption>,
}

/// One goal in one company; a goal is a feature in use, too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GoalAdoption {
    /// The goal.
    pub goal: GoalKey,
    /// What members call it.
    pub name: String,
    /// Whether each person attains it or the company as a whole.
    pub per: Per,
    /// When the company, or the first of its people, attained it; `None` when nobody did.
    pub attained_at: Option<Timestamp>,
    /// People who attained it; of a company's goal, people who contributed. The earliest first, at most 100.
    pub by: Vec<Whose>,
    /// How many those are in all.
    pub people: i64,
    /// People who did what the goal observes in the last [`ACTIVE_DAYS`] days: it is in use.
    pub lately: i64,
}

/// One guide in one company.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GuideAdoption {
    /// The content.
    pub content: ContentKey,
    /// What members call it.
    pub name: String,
    /// Its kind; never a survey.
    pub kind: Kind,
    /// People to whom it was displayed.
    pub displayed: i64,
    /// People who went through to the end.
    pub completed: i64,
    /// Those people, the earliest first, at most 100.
    pub by: Vec<Whose>,
}

/// A person and a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Whose {
    /// User id or anonymous id.
    pub person: String,
    /// Their trait `name`.
    pub name: Option<String>,
    /// When.
    pub at: Timestamp,
}

//! Goals as they are attained.
//!
//! Deliberately absent: what guidance had to do with it; that is compared in reports.

use crate::content::goal::Per;
use crate::id::GoalKey;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// How many attained each goal: `GET /api/goal-counts?environment=&from_day=&to_day=`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GoalCounts {
    /// Every goal, by key.
    pub goals: Vec<GoalCount>,
}

/// How many attained one goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GoalCount {
    /// The goal.
    pub goal: GoalKey,
    /// Whether people or companies are counted.
    pub per: Per,
    /// People or companies that ever attained it.
    pub ever: i64,
    /// Those who first attained it in the period.
    pub attained: i64,
    /// The same by UTC day, days without any left out.
    pub days: Vec<DayCount>,
    /// Events from before the goal was defined are still being looked through: there may be more.
    pub counting: bool,
}

/// How many attained a goal on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DayCount {
    /// The UTC day, counted from 1970-01-01.
    pub day: i64,
    /// How many.
    pub attained: i64,
}

/// A goal that a person or their company attained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Attained {
    /// The goal.
    pub goal: GoalKey,
    /// When count and quantity were first both enough.
    pub at: Timestamp,
    /// Whether the person attained it or the company.
    pub per: Per,
}

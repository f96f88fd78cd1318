//! Effort, said and seen: what people answered to a CES question beside what the guided task took them.
//!
//! Deliberately absent: one number made of both. Where they part, that is the finding.

use super::Estimate;
use crate::id::ContentKey;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Effort, said and seen: `GET /api/reports/{content}/effort`, with the filter of every report. Of a tour that asks for the effort, the
/// same runs; of a survey that does, for each response the same person's last run before it of a tour that its audience names, or whose goal is
/// observed by the event that the survey is asked after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EffortReport {
    /// The content that asks.
    pub content: ContentKey,
    /// When these figures were read.
    pub at: Timestamp,
    /// Why there is nothing; `None` where there is.
    pub unseen: Option<Unseen>,
    /// The tours whose runs are looked at.
    pub taught: Vec<ContentKey>,
    /// By what was said: hard, in between, easy, nothing.
    pub rows: Vec<EffortRow>,
    /// Whether there are more runs than the newest ten thousand, which are looked at.
    pub newest_only: bool,
}

/// Why no effort is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unseen {
    /// It does not ask for the effort (CES).
    NotAsked,
    /// A survey that speaks of no tour.
    NothingTaught,
    /// The survey promised not to tie answers to people.
    Promised,
}

/// What people said about the effort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// The disagreeing points of the scale.
    Hard,
    /// The middle of the scale.
    Between,
    /// The agreeing points.
    Easy,
    /// Nothing.
    Nothing,
}

/// The runs of those who said the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EffortRow {
    /// What they said.
    pub said: Said,
    /// Runs whose effort is known: the denominator of the rest.
    pub runs: i64,
    /// Median of the seconds in which something was done; `None` below five runs.
    pub median_active_seconds: Option<f64>,
    /// Runs that came back to an earlier step.
    pub returned: i64,
    /// Their share, percent; `None` below 20 runs or 10 companies.
    pub returned_share: Option<Estimate>,
    /// Runs in which the browser refused what was in a field.
    pub refused: i64,
    /// Their share, percent; `None` below 20 runs or 10 companies.
    pub refused_share: Option<Estimate>,
}

//! What is known of one step of a run: when it was first displayed, and when its target was last missing.
//!
//! Of a target that was missing several times in one run the last time is kept, so that a run stays small whatever is sent.
//! Deliberately absent: steps that are hidden; nothing of them is displayed.

use serde::{Deserialize, Serialize};
use shared::id::StepKey;
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// What is known of the steps of a run.
pub type Visits = BTreeMap<StepKey, Visit>;

/// What is known of one step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// When it was first displayed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub displayed: Option<Timestamp>,
    /// When its target was last missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
}

/// A target that did not appear in time; the order is that of time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Missing {
    /// When.
    pub at: Timestamp,
    /// The selector that was preferred.
    pub selector: String,
    /// The page; empty where it is not known.
    pub url: String,
}

impl Visit {
    /// Takes in that the step was displayed.
    pub(super) fn displayed(&mut self, at: Timestamp) {
        self.displayed = Some(self.displayed.map_or(at, |known| known.min(at)));
    }

    /// Takes in that its target was missing.
    pub(super) fn missing(&mut self, missing: Missing) {
        self.missing = self.missing.take().max(Some(missing));
    }
}

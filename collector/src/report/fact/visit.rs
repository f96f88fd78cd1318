//! What is known of one step of a run: when it was first displayed, when its target was last missing, and what it took the person.
//!
//! Of a target that was missing several times in one run the last time is kept, so that a run stays small whatever is sent.
//! A step that is hidden is never displayed, but may take effort: what is done meanwhile. Deliberately absent: what was done there.

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
    /// What it took the person.
    #[serde(default, skip_serializing_if = "Effort::is_none")]
    pub effort: Effort,
}

/// What a step took a person: counts only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effort {
    /// How long something was done, milliseconds.
    pub active_ms: u64,
    /// How often it was come back to from a later step.
    pub returns: u32,
    /// How often the browser refused what was in a field.
    pub invalid: u32,
}

impl Effort {
    /// Whether nothing is known of it.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// The two together.
    #[must_use]
    pub fn and(self, more: Self) -> Self {
        Self {
            active_ms: self.active_ms.saturating_add(more.active_ms),
            returns: self.returns.saturating_add(more.returns),
            invalid: self.invalid.saturating_add(more.invalid),
        }
    }
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

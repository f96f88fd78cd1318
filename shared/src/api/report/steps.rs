//! The report of content with steps: where runs go on, where they end, and which targets were not there.
//!
//! Counts only, each beside what it is a part of; whoever shows a share shows its denominator. Deliberately absent: whether
//! a tour helped; its goal says that.

use super::{FilterChoices, Funnel, QuestionReport};
use crate::content::Kind;
use crate::id::{ContentKey, StepKey};
use crate::text::Text;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The report of a tour, announcement, banner or hotspot: `GET /api/reports/{content}/steps`, with the filter of every report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepsReport {
    /// The content.
    pub content: ContentKey,
    /// What members call it.
    pub name: String,
    /// What kind of content it is.
    pub kind: Kind,
    /// When these figures were read.
    pub at: Timestamp,
    /// From due to completed. For what has one step, `completed` counts who pressed through.
    pub funnel: Funnel,
    /// In the order of the newest version; steps that only older versions had come last. Empty for surveys.
    pub steps: Vec<StepReport>,
    /// Targets that did not appear in time, the most frequent first.
    pub missing: Vec<MissingTarget>,
    /// Values that filters can take.
    pub filters: FilterChoices,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepReport {
    /// The step.
    pub step: StepKey,
    /// Its heading in the newest version that has it; that of its question where it asks one and has none.
    pub title: Text,
    /// Runs that displayed it: the denominator of the next two.
    pub displayed: i64,
    /// Runs that went on from it, to a step that was displayed later or to the end.
    pub went_on: i64,
    /// Runs that the person closed, put off or refused while it was the last step displayed.
    pub dismissed: i64,
    /// Median of the seconds from its first display to the next step's, or to the end; `None` below five runs.
    pub median_seconds: Option<f64>,
    /// Median of the seconds in which something was done in the page meanwhile, a hidden step's too; `None` below five runs.
    pub median_active_seconds: Option<f64>,
    /// Runs that came back to it from a later step.
    pub returned: i64,
    /// Runs in which the browser refused what was in a field meanwhile.
    pub refused: i64,
    /// The figures of its question; `None` where it asks none.
    pub question: Option<QuestionReport>,
}

/// A target that did not appear in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MissingTarget {
    /// The step.
    pub step: StepKey,
    /// The selector that was preferred.
    pub selector: String,
    /// The page it was sought on; empty where the page did not say.
    pub url: String,
    /// The version that looked for it.
    pub version: u32,
    /// Runs that sought it in vain there.
    pub times: i64,
    /// The last time.
    pub last_at: Timestamp,
}

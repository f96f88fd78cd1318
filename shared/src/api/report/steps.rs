//! The report of content with steps: where runs go on, where they end, and which targets were not there.
//!
//! Counts, each beside what it is a part of; a share with its interval only from as many as any share needs. Deliberately
//! absent: whether a tour helped; its goal says that.

use super::{Estimate, FilterChoices, Funnel, QuestionReport, TooFew};
use crate::api::split::Difference;
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
    /// How many went through to the end.
    pub completion: Completion,
    /// In the order of the newest version, side ways right after the step they branch off from; steps that only older versions
    /// had come last. Empty for surveys.
    pub steps: Vec<StepReport>,
    /// Where most are lost; `None` where fewer than two steps were displayed that could be compared.
    pub lost: Option<Lost>,
    /// Targets that did not appear in time, the most frequent first.
    pub missing: Vec<MissingTarget>,
    /// Values that filters can take.
    pub filters: FilterChoices,
}

/// How many of the runs that were displayed were gone through to the end so far, or pressed through where there is one step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Completion {
    /// Runs gone through to the end.
    pub completed: i64,
    /// Runs that were displayed: the denominator.
    pub displayed: i64,
    /// Those among them that are still under way: they may yet be gone through.
    pub under_way: i64,
    /// The share, percent; `None` while there are too few.
    pub share: Option<Estimate>,
    /// Why it is not there yet.
    pub too_few: Option<TooFew>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepReport {
    /// The step.
    pub step: StepKey,
    /// Its heading in the newest version that has it; that of its question where it asks one and has none.
    pub title: Text,
    /// How it lies among the others.
    pub way: Way,
    /// Runs of versions that have it which came to where it is: on the main way all that were displayed, on a side way those
    /// that came to where it branches off. The denominator of `displayed`.
    pub came: i64,
    /// Runs that displayed it: the denominator of `dismissed` and `went_on`.
    pub displayed: i64,
    /// The share of those who came that were displayed it, percent; `None` while there are too few.
    pub reached: Option<Estimate>,
    /// Nothing leads on from it: whoever closes it has seen all there is, and nobody is lost here.
    pub ends: bool,
    /// Runs that went on from it, to a step that was displayed later or to the end.
    pub went_on: i64,
    /// That share, percent; who is still under way has not gone on yet. `None` while there are too few, and where nothing leads on.
    pub on: Option<Estimate>,
    /// Why that share is not there yet.
    pub too_few: Option<TooFew>,
    /// Where those runs went: steps in the order of the report, then other contents, then the end. Adds up to `went_on`.
    pub onward: Vec<Onward>,
    /// Runs that the person closed, put off or refused while it was the last step displayed.
    pub dismissed: i64,
    /// Runs that stand at it and may still go on: neither gone through nor closed, and heard of in the last 14 days, in which
    /// they are gone on with. They have not gone on yet, and are not lost.
    #[serde(default)]
    pub under_way: i64,
    /// Runs that went on past it without displaying it, since its target did not come.
    pub passed_over: i64,
    /// Seconds from its first display to the next step's, or to the end, in the newest 1,000 runs; `None` below five.
    pub median_seconds: Option<Median>,
    /// Seconds in which something was done in the page meanwhile, a hidden step's too, in the newest 1,000 runs; `None` below five.
    pub median_active_seconds: Option<Median>,
    /// Runs that came back to it from a later step.
    pub returned: i64,
    /// Runs in which the browser refused what was in a field meanwhile.
    pub refused: i64,
    /// The figures of its question; `None` where it asks none.
    pub question: Option<QuestionReport>,
}

/// How a step lies among the others, by what the newest version says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Nobody comes to the end past it.
    Main,
    /// Not everybody is led there.
    Side {
        /// The step it branches off from; `None`: the beginning, or no step leads there and it is displayed only where a target
        /// was passed over. Then it is a part of all runs.
        from: Option<StepKey>,
    },
    /// It displays nothing.
    Hidden,
    /// Only earlier versions had it.
    Earlier,
}

/// How many went where from a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Onward {
    /// Where.
    pub to: Destination,
    /// Runs.
    pub runs: i64,
}

/// Where a run went from a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// This step was displayed next.
    Step(StepKey),
    /// It was gone through to the end, and the content that the step leads to was displayed to the same person within five
    /// minutes.
    Content {
        /// That content.
        key: ContentKey,
        /// What members call it; its key where it is not published.
        name: String,
    },
    /// It was gone through to the end.
    End,
}

/// A median with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Median {
    /// The median.
    pub value: f64,
    /// The interval; `None` where the values are too few for one.
    pub range: Option<Range>,
    /// Runs it rests on.
    pub n: i64,
}

/// From one value to another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Range {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Where most are lost, as far as it can be told from chance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lost {
    /// There are too few runs to compare any step with the others.
    TooFew,
    /// No step stands out.
    Nowhere,
    /// More are lost at this step than at the others.
    At(LostAt),
}

/// A step at which more are lost than at the others. Every display of a step is one chance to be lost there; that of a run
/// which is still under way at it is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LostAt {
    /// The step.
    pub step: StepKey,
    /// The share of its displays after which nobody went on, percent.
    pub share: Estimate,
    /// The same of all other steps together.
    pub others: Estimate,
    /// The first minus the second, adjusted for all steps being looked at together; its `p` allows for all who are still under
    /// way at the step going on.
    pub difference: Difference,
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
    /// Runs that sought it in vain there, among the newest 10,000 in which any target was missing.
    pub times: i64,
    /// The last time.
    pub last_at: Timestamp,
}

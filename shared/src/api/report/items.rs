//! The report of a checklist: who was displayed it, how far they came, and how long each item took.
//!
//! Counts only, each beside what it is a part of, and a share only from as many as any share needs. Deliberately absent:
//! whether the list helped; its goal says that.

use super::{Estimate, FilterChoices, Funnel, TooFew};
use crate::content::goal::Per;
use crate::id::{ContentKey, ItemKey};
use crate::text::Text;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The report of a checklist: `GET /api/reports/{content}/items`, with the filter of every report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ItemsReport {
    /// The content.
    pub content: ContentKey,
    /// What members call it.
    pub name: String,
    /// When these figures were read.
    pub at: Timestamp,
    /// Whose list it is: what is counted below, people or companies.
    pub per: Per,
    /// From due to completed, counted in displays.
    pub funnel: Funnel,
    /// How many of them were displayed it: the denominator of everything below.
    pub displayed: i64,
    /// How many of those have everything done that they did not drop, and at least one thing done.
    pub completed: i64,
    /// That share in percent with its interval; `None` while there are too few.
    pub completion: Option<Estimate>,
    /// Why there is no share yet.
    pub too_few: Option<TooFew>,
    /// Median of the seconds from the first display to the last item, of those who completed it after that display; `None`
    /// below five.
    pub median_seconds: Option<f64>,
    /// The items of the newest version, in its order; empty for what is no checklist.
    pub items: Vec<ItemReport>,
    /// Values that filters can take.
    pub filters: FilterChoices,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ItemReport {
    /// The item.
    pub item: ItemKey,
    /// What is to be done.
    pub title: Text,
    /// It is done from the start, for everybody.
    pub from_start: bool,
    /// How many have it done, however long ago.
    pub done: i64,
    /// How many of those had it done before the list was first displayed to them.
    pub before: i64,
    /// How many dropped it.
    pub dropped: i64,
    /// Median of the seconds from the first display to its being done, of those who did it after that display; `None` below
    /// five.
    pub median_seconds: Option<f64>,
}

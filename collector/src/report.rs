//! Reports, the pure part: from events to facts, from facts to counts, from counts to figures.
//!
//! | module | holds |
//! |---|---|
//! | [`fact`] | one run: what its events, in whatever order they come, amount to |
//! | [`adoption`] | where one company stands |
//! | [`bucket`] | what is counted of an answer |
//! | [`tally`] | what a fact adds to the rollups |
//! | [`trail`] | what a run counts in the report of steps |
//! | [`hits`] | whether something happened, by company |
//! | [`median`] | medians of times |
//! | [`filter`] | which runs a report is about, and whether the rollups can answer it |
//! | [`period`] | the periods of a trend |
//! | [`figures`] | the counts of one question to figures with intervals, by the rules of `shared::statistics` |
//! | [`survey`] | the whole report |
//! | [`split`] | the same group by group, each compared with the rest |
//! | [`lift`] | what content changed, measured as assigned |
//! | [`steps`] | the report of content with steps |
//! | [`items`] | the report of a checklist |
//! | [`effort`] | what was said about the effort, beside what was seen |
//! | [`export`] | responses as CSV |
//!
//! Deliberately absent: SQL (`crate::store::rollup`, `crate::store::report`), clock and HTTP.

pub mod adoption;
pub mod bucket;
pub mod effort;
pub mod export;
pub mod fact;
pub mod figures;
pub mod filter;
pub mod hits;
pub mod items;
pub mod lift;
pub mod median;
pub mod period;
pub mod split;
pub mod steps;
pub mod survey;
pub mod tally;
pub mod trail;

//! Reports, the pure part: from events to facts, from facts to counts, from counts to figures.
//!
//! | module | holds |
//! |---|---|
//! | [`fact`] | one run: what its events, in whatever order they come, amount to |
//! | [`bucket`] | what is counted of an answer |
//! | [`tally`] | what a fact adds to the rollups |
//!
//! Deliberately absent: SQL (`crate::store::rollup`, `crate::store::report`), clock and HTTP.

pub mod bucket;
pub mod fact;
pub mod tally;

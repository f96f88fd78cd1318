//! The pure domain of Waymark, shared by the widget, the console and the collector.
//!
//! | module | holds |
//! |---|---|
//! | [`id`] | typed ids and keys |
//! | [`time`] | UTC milliseconds, day buckets |
//! | [`map`] | a map for few entries, small in the page |
//! | [`value`] | the value of a trait or a property |
//! | [`text`] | texts by locale, the small safe markup |
//! | [`theme`] | the colours an accent leads to, with their contrast |
//! | [`content`] | what a vendor writes: surveys, their trigger, audience, frequency |
//! | [`event`] | what happened: the envelope and every kind of event |
//! | [`session`] | what the loader asks and is told; what the engine is told |
//! | [`api`] | requests and answers of the management API |
//! | [`targeting`] | who sees what, when, and why not |
//! | [`ways`] | where the steps of a tour may lead, and which lie on everybody's way |
//! | [`wake`] | when the loader must wake the engine |
//! | [`machine`] | a run as a state machine |
//! | [`packed`] | reads the compact form of what the engine is told |
//! | [`statistics`] | NPS, CES, CSAT with intervals and comparisons |
//! | [`lint`] | advice on content |
//!
//! **Architecture invariant:** no clock, randomness, storage, network or DOM in this crate. All of those are
//! arguments, so that everything here can be tested by a table and gives the same answer in the page and on the server.

pub mod api;
pub mod content;
pub mod event;
pub mod id;
pub mod lint;
pub mod machine;
pub mod map;
pub mod packed;
pub mod session;
pub mod statistics;
pub mod targeting;
pub mod text;
pub mod theme;
pub mod time;
pub mod value;
pub mod wake;
pub mod ways;

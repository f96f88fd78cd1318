//! The survey machine.
//!
//! | module | holds |
//! |---|---|
//! | [`asking`] | one test per rule of a displayed question |
//! | [`ending`] | one test per way a run ends or goes on elsewhere |
//! | [`order`] | the shuffle favours no order |
//! | [`sequence`] | random surveys and inputs |
//! | [`walk`] | the run they all go through |
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod asking;
mod ending;
mod order;
mod sequence;
mod walk;

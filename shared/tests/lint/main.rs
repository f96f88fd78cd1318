//! Advice: one broken content per code, and the templates, which have nothing to be advised.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod check;
mod leaving;
mod pace;
mod questions;
mod steps;
mod surroundings;
mod words;

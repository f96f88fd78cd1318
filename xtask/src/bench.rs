//! `cargo xtask bench`: speed and size, measured, printed beside what they are compared with.

mod collector;
mod size;

pub use size::within_budget as size_within_budget;

use crate::Fault;
use clap::Subcommand;

/// What to measure.
#[derive(Subcommand)]
pub enum Bench {
    /// What the browser downloads: loader, engine, console.
    Size,
    /// What the collector takes: durable events a second, beside a server that does no work and the disk's own pace.
    Ingest,
    /// How long reports take over a large database, and the start on it.
    Report,
}

/// Measures and prints.
pub fn run(what: &Bench) -> Result<(), Fault> {
    match what {
        Bench::Size => size::print(),
        Bench::Ingest => collector::run("ingest"),
        Bench::Report => collector::run("report"),
    }
}

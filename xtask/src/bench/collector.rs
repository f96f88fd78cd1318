//! Durable events a second; the measurement itself is `tests/benches/ingest.rs`.

use crate::{Fault, assets, process, setup};

/// Builds the release binary, then measures and prints.
pub fn run() -> Result<(), Fault> {
    setup::wasm_target()?;
    let assets = assets::build()?;
    let binary = process::build_binary(&assets, true)?;
    let mut bench = process::cargo(Some(&assets));
    bench.args(["bench", "--package", "waymark-tests", "--bench", "ingest"]).env("WAYMARK_BINARY", binary);
    process::run(&mut bench)
}

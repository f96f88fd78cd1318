//! What the collector takes and how soon it answers; the measurements themselves are `tests/benches/`.

use crate::{Fault, assets, process, setup};

/// Builds the release binary, then measures and prints.
pub fn run(bench: &str) -> Result<(), Fault> {
    setup::wasm_target()?;
    let assets = assets::build()?;
    let binary = process::build_binary(&assets, true)?;
    let mut command = process::cargo(Some(&assets));
    command.args(["bench", "--package", "waymark-tests", "--bench", bench]).env("WAYMARK_BINARY", binary);
    process::run(&mut command)
}

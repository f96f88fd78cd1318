//! `cargo xtask test`: every check the project stands by, in the order that fails soonest.

mod cluster;

use crate::{Fault, assets, bench, process, setup};
use cluster::Cluster;
use std::path::PathBuf;

/// Crates that run in the browser; checked for the wasm target.
const WASM: [&str; 4] = ["--package", "waymark-widget", "--package", "waymark-console"];

/// Runs all checks; with a filter only the tests whose name contains it.
pub fn run(filter: Option<&str>) -> Result<(), Fault> {
    setup::wasm_target()?;
    let (chromium, firefox, webkit) = (setup::chromium()?, setup::firefox()?, setup::webkit());
    let (axe, typescript) = (setup::axe()?, setup::typescript()?);
    let cluster = Cluster::start(&setup::postgres()?)?;
    if filter.is_none() {
        step("format", || process::run(process::cargo(None).args(["fmt", "--all", "--check"])))?;
    }
    let assets = assets::build()?;
    let panicking = assets::build_with_panicking_engine(&assets)?;
    if filter.is_none() {
        step("lints", || lints(&assets))?;
        step("docs", || docs(&assets))?;
        step("sizes", bench::size_within_budget)?;
    }
    step("tests", || {
        let tests = || {
            let mut tests = process::cargo(Some(&assets));
            tests.args(["test", "--workspace", "--exclude", "waymark-console"]);
            tests
        };
        // Built first and whole, so that the binary the tests start is the one they were built with.
        process::run(tests().arg("--no-run"))?;
        let mut tests = tests();
        tests.arg("--no-fail-fast").args(filter);
        tests
            .env("WAYMARK_BINARY", process::target().join("debug/waymark"))
            .env("WAYMARK_TEST_POSTGRES", cluster.url());
        tests.env("WAYMARK_CHROMIUM", &chromium).env("WAYMARK_AXE", &axe).env("WAYMARK_TSC", &typescript);
        tests.env("WAYMARK_PANICKING_ASSETS", &panicking).env("WAYMARK_FIREFOX", &firefox);
        match &webkit {
            Ok(Some(driver)) => tests.env("WAYMARK_WEBKIT", driver),
            Ok(None) | Err(_) => tests.args(["--", "--skip", "webkit::"]),
        };
        process::run(&mut tests)
    })?;
    without_webkit(webkit)
}

/// Says last, where it is seen, that WebKit was left out: a fault, unless it was wished.
fn without_webkit(webkit: Result<Option<PathBuf>, Fault>) -> Result<(), Fault> {
    match webkit {
        Ok(Some(_)) => Ok(()),
        Ok(None) => {
            println!("== NOT TESTED in WebKit, as WAYMARK_WEBKIT=none wishes");
            Ok(())
        }
        Err(fault) => Err(format!("everything else passed, but nothing was tested in WebKit: {fault}").into()),
    }
}

fn step(name: &str, work: impl FnOnce() -> Result<(), Fault>) -> Result<(), Fault> {
    println!("== {name}");
    let begun = std::time::Instant::now();
    work()?;
    println!("== {name}: {} s", begun.elapsed().as_secs());
    Ok(())
}

fn lints(assets: &std::path::Path) -> Result<(), Fault> {
    let deny = ["--", "-D", "warnings"];
    process::run(
        process::cargo(Some(assets))
            .args(["clippy", "--all-targets", "--features", "waymark-shared/schema"])
            .args(deny),
    )?;
    process::run(process::cargo(None).args(["clippy", "--target", "wasm32-unknown-unknown"]).args(WASM).args(deny))
}

fn docs(assets: &std::path::Path) -> Result<(), Fault> {
    // Private items are documented too, so links to them resolve; a setting's docstring is its help text, where a bare
    // address reads best.
    let flags = "-D warnings -A rustdoc::private-intra-doc-links -A rustdoc::bare-urls";
    let rustdoc = |command: &mut std::process::Command| process::run(command.env("RUSTDOCFLAGS", flags));
    rustdoc(process::cargo(Some(assets)).args([
        "doc",
        "--no-deps",
        "--document-private-items",
        "--exclude",
        "waymark-widget",
        "--exclude",
        "waymark-console",
        "--workspace",
    ]))?;
    rustdoc(
        process::cargo(None)
            .args(["doc", "--no-deps", "--document-private-items", "--target", "wasm32-unknown-unknown"])
            .args(WASM),
    )
}

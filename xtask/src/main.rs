//! Everything a person types: `cargo xtask build`, `demo`, `test`, `bench`.
//!
//! Deliberately absent: anything the product needs at run time.

mod assets;
mod bench;
mod check;
mod process;
mod setup;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// What went wrong, in words for the person who typed the command.
type Fault = Box<dyn std::error::Error>;

#[derive(Parser)]
#[command(about = "Set-up, build, demo, test and bench of Waymark")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything: the engine and console as WASM, the loader, then the `waymark` binary with all of it inside.
    Build {
        /// Optimise the binary; this is what to deploy.
        #[arg(long)]
        release: bool,
    },
    /// Build only what browsers load, and say where it is; `waymark serve --assets-dir` serves it from there.
    Assets {
        /// Only what host pages load, into a folder of its own; `trunk serve` builds the console.
        #[arg(long)]
        widget: bool,
    },
    /// Build, then run a ready-made workspace with sample people beside the example product.
    Demo {
        /// Passed on to `waymark demo`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Check everything: format, lints, docs, every test on both databases and in a real browser, sizes.
    Test {
        /// Only tests whose name contains this text; skips format, lints, docs and sizes.
        filter: Option<String>,
    },
    /// Measure.
    Bench {
        #[command(subcommand)]
        what: bench::Bench,
    },
}

fn main() -> ExitCode {
    let result = match Arguments::parse().task {
        Task::Build { release } => build(release),
        Task::Assets { widget } => {
            let build = if widget { assets::build_widget } else { assets::build };
            setup::wasm_target().and_then(|()| build()).map(|folder| println!("{}", folder.display()))
        }
        Task::Demo { arguments } => demo(&arguments),
        Task::Test { filter } => check::run(filter.as_deref()),
        Task::Bench { what } => bench::run(&what),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("\nxtask: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn build(release: bool) -> Result<(), Fault> {
    setup::wasm_target()?;
    let assets = assets::build()?;
    let binary = process::build_binary(&assets, release)?;
    println!("built {}", binary.display());
    Ok(())
}

fn demo(arguments: &[String]) -> Result<(), Fault> {
    setup::wasm_target()?;
    let assets = assets::build()?;
    let binary = process::build_binary(&assets, false)?;
    process::run(std::process::Command::new(binary).arg("demo").args(arguments))
}

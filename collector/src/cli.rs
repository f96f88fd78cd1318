//! The command line: one enum of commands, one file each.

pub mod serve;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Guides the users of a product to their first success, asks them how it went, and shows what helped.
#[derive(Debug, Parser)]
#[command(name = "waymark", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What `waymark` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the collector
    Serve(serve::Serve),
}

/// Parses the command line and does what it says.
pub fn run() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Serve(command) => serve::run(command),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("waymark: {error}");
            ExitCode::FAILURE
        }
    }
}

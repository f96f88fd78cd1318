//! The `waymark` binary: parses the command line and hands over.

use std::process::ExitCode;

/// Events are many small texts: the system's allocator takes a sixth of the time a request takes.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    collector::cli::run()
}

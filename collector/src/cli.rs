//! The command line: one enum of commands, one file each; the settings file; the log.
//!
//! Deliberately absent: what the commands do.

pub mod backup;
pub mod content;
pub mod demo;
pub mod notice;
pub mod openapi;
pub mod restore;
pub mod schema;
pub mod serve;
mod settings_file;
pub mod verify;

use crate::config::LogFormat;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use std::error::Error;
use std::io::Write;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::ParseError;

/// Guides the users of a product to their first success, asks them how it went, and shows what helped.
#[derive(Debug, Parser)]
#[command(name = "waymark", version, after_help = SETTINGS_HELP)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const SETTINGS_HELP: &str = "Every setting of a command is a flag, a variable (in brackets beside the flag) or a line of the TOML file that \
     WAYMARK_CONFIG or --config names (the flag's name without the dashes: retention-days = 400). Flags win over variables, variables over the file.";

/// Who logs addresses and headers of requests to webhooks; the first begins the others' names.
const SECRETIVE: [&str; 2] = ["ureq", "ureq_proto"];

/// What `waymark` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the collector and the console
    Serve(serve::Serve),
    /// Serve a ready-made workspace with sample people, beside an example product
    Demo(demo::Demo),
    /// Copy the database while it is in use
    Backup(backup::Backup),
    /// Put a backup in place, and erase again whoever was erased since
    Restore(restore::Restore),
    /// Recount every figure from the events and print what differs
    Verify(verify::Verify),
    /// Keep content as code: check, push or pull a folder of files
    Content(content::ContentCommand),
    /// Print a draft for the privacy notice, in Japanese and English
    Notice(notice::Notice),
    /// Print the description of the management API (OpenAPI)
    Openapi(openapi::OpenApi),
    /// Print the JSON Schema of content files
    Schema,
}

/// Parses the command line and does what it says.
pub fn run() -> ExitCode {
    let cli = match parse() {
        Ok(cli) => cli,
        Err(error) => {
            eprintln!("waymark: {error}");
            return ExitCode::from(2);
        }
    };
    let outcome = match cli.command {
        Command::Serve(command) => serve::run(command),
        Command::Demo(command) => demo::run(&command),
        Command::Backup(command) => backup::run(&command),
        Command::Restore(command) => restore::run(&command),
        Command::Verify(command) => verify::run(&command),
        Command::Content(command) => content::run(command),
        Command::Notice(command) => notice::run(&command),
        Command::Openapi(command) => openapi::run(&command),
        Command::Schema => schema::run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("waymark: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Parses the command line, with the lines of the settings file as defaults.
fn parse() -> Result<Cli, Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args_os().collect();
    let command = match settings_file::named(&arguments) {
        Some(file) => settings_file::apply(Cli::command(), &file)?,
        None => Cli::command(),
    };
    // Clap prints its own errors, help and version, and ends the program.
    let matches = command.get_matches_from(arguments);
    Ok(Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit()))
}

/// Prints a line. Whoever reads may have seen enough (`| head`), which stops nothing that is under way.
macro_rules! say {
    ($($line:tt)*) => {
        $crate::cli::print(&format!($($line)*))
    };
}
pub(in crate::cli) use say;

/// Prints a line on standard output.
fn print(line: &str) {
    // Where nobody reads there is nobody to tell.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Starts the log on standard error.
///
/// # Errors
/// When the filter cannot be read.
pub fn start_log(filter: &str, format: LogFormat) -> Result<(), Box<dyn Error>> {
    let filter = log_filter(filter).map_err(|error| format!("--log {filter}: {error}"))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
    Ok(())
}

/// What is logged: as the filter says, and nothing of what sends to webhooks, which would write their addresses and signatures
/// into the log. Whatever the filter says of it is left out, since a longer name would win.
fn log_filter(filter: &str) -> Result<EnvFilter, ParseError> {
    let said: Vec<&str> = filter.split(',').filter(|part| !part.trim_start().starts_with(SECRETIVE[0])).collect();
    SECRETIVE.iter().try_fold(EnvFilter::try_new(said.join(","))?, |all, name| {
        Ok(all.add_directive(format!("{name}=off").parse()?))
    })
}

/// Resolves when the program is asked to end: Ctrl+C, or SIGTERM as service managers send it.
pub async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    // Without a signal handler there is nothing to wait for but the end of the process.
    let _ = tokio::signal::ctrl_c().await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};
    use tracing::subscriber::with_default;

    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().expect("no panic while locked").write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn whatever_is_asked_for_no_address_of_a_webhook_is_logged() {
        for (filter, said) in [
            ("trace", true),
            ("info,ureq=trace", true),
            ("debug, ureq::run=trace,ureq_proto::client=debug", true),
            ("ureq", false),
            ("", false),
        ] {
            let log = Log::default();
            let kept = log.clone();
            let subscriber = tracing_subscriber::fmt()
                .with_env_filter(log_filter(filter).expect("a filter"))
                .with_writer(move || kept.clone())
                .finish();
            with_default(subscriber, || {
                tracing::error!(target: "ureq", "https://hooks.example.com/secret");
                tracing::trace!(target: "ureq::run", "https://hooks.example.com/secret");
                tracing::debug!(target: "ureq_proto::client", "webhook-signature: secret");
                tracing::error!(target: "waymark", "what else is said");
            });
            let log = String::from_utf8(log.0.lock().expect("no panic while locked").clone()).expect("text");
            assert_eq!((log.contains("secret"), log.contains("what else is said")), (false, said), "{filter}: {log}");
        }
        assert!(log_filter("info,collector=loud").is_err());
    }
}

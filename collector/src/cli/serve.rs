//! `waymark serve`: the collector until it is interrupted.
//!
//! Deliberately absent: the serving itself; that is [`crate::run`].

use crate::config::Settings;
use clap::Args;
use std::error::Error;
use std::path::PathBuf;
use tokio::net::TcpListener;

/// The flags of `waymark serve`.
#[derive(Args, Debug)]
pub struct Serve {
    /// TOML file with settings
    #[arg(long, env = "WAYMARK_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How the collector serves.
    #[command(flatten)]
    pub settings: Settings,
}

/// Serves until interrupted.
///
/// # Errors
/// When the address is taken or the database cannot be used.
pub fn run(command: Serve) -> Result<(), Box<dyn Error>> {
    let Serve { config: _, settings } = command;
    super::start_log(&settings.log, settings.log_format)?;
    tokio::runtime::Runtime::new()?.block_on(async {
        let listener = TcpListener::bind(settings.listen)
            .await
            .map_err(|error| format!("cannot listen on {}: {error}", settings.listen))?;
        crate::run(settings, listener, super::interrupted()).await?;
        Ok(())
    })
}

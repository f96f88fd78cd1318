//! `waymark serve`.

use crate::config::Settings;
use clap::Args;
use std::error::Error;
use tokio::net::TcpListener;

/// The flags of `waymark serve`.
#[derive(Args, Debug)]
pub struct Serve {
    /// How the collector serves.
    #[command(flatten)]
    pub settings: Settings,
}

/// Serves until interrupted.
///
/// # Errors
/// When the address is taken or the database cannot be used.
pub fn run(command: Serve) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(command.settings.listen).await?;
        crate::run(command.settings, listener, async {
            // Without a signal handler there is nothing to wait for but the end of the process.
            let _ = tokio::signal::ctrl_c().await;
        })
        .await?;
        Ok(())
    })
}

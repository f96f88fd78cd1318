//! `waymark verify`: recounts every figure from the events and prints every difference.
//!
//! Deliberately absent: repairing. A difference is a fault to be understood, and the figures say which.

use super::say;
use crate::config::DatabaseSettings;
use crate::store::Store;
use clap::Args;
use std::error::Error;
use std::fmt;

/// The flags of `waymark verify`.
#[derive(Args, Debug)]
pub struct Verify {
    /// Where the data is
    #[command(flatten)]
    pub database: DatabaseSettings,
}

/// The stored figures are not what the events say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Differs(pub usize);

impl fmt::Display for Differs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of the stored figures differ from what the events say", self.0)
    }
}

impl Error for Differs {}

/// Recounts, prints each difference, and fails when there is one.
///
/// # Errors
/// [`Differs`], or when the database cannot be used.
pub fn run(command: &Verify) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let store = Store::open_existing(&command.database.database, command.database.database_connections).await?;
        let recount = store.recount().await?;
        store.close().await;
        for difference in &recount.differences {
            say!("{difference}");
        }
        say!(
            "{} runs and {} events recounted, {} differences",
            recount.runs,
            recount.events,
            recount.differences.len()
        );
        match recount.differences.len() {
            0 => Ok(()),
            count => Err(Differs(count).into()),
        }
    })
}

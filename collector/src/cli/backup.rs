//! `waymark backup`: a complete copy of the database, made while it is in use.
//!
//! Deliberately absent: PostgreSQL; its own tools do it better, and the message says how.

use super::say;
use crate::store::backup;
use clap::Args;
use std::error::Error;
use std::path::PathBuf;

/// The flags of `waymark backup`.
#[derive(Args, Debug)]
pub struct Backup {
    /// The database to copy: sqlite:FILE
    #[arg(
        long,
        env = "WAYMARK_DATABASE",
        default_value = "sqlite:waymark.db",
        hide_env_values = true,
        value_name = "ADDRESS"
    )]
    pub database: String,
    /// Where the copy is written; must not be there yet
    #[arg(value_name = "FILE")]
    pub to: PathBuf,
}

/// Copies the database and checks the copy.
///
/// # Errors
/// When the database cannot be read, the copy cannot be written, or the copy is damaged.
pub fn run(command: &Backup) -> Result<(), Box<dyn Error>> {
    let Some(from) = backup::sqlite_file(&command.database)? else {
        return Err(
            "PostgreSQL is backed up with its own tools: pg_dump --format=custom --file=waymark.dump DATABASE \
             (restore: createdb, pg_restore, then `waymark restore --erasures-of OLD-DATABASE --database NEW-DATABASE`)"
                .into(),
        );
    };
    if !from.exists() {
        return Err(format!("there is no database {}", from.display()).into());
    }
    if command.to.exists() {
        return Err(format!("{} is there already; a backup never overwrites", command.to.display()).into());
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        backup::copy(&from, &command.to).await?;
        backup::check(&command.to).await
    })?;
    std::fs::File::open(&command.to)?.sync_all()?;
    let bytes = std::fs::metadata(&command.to)?.len();
    say!("{}: {bytes} bytes, checked", command.to.display());
    Ok(())
}

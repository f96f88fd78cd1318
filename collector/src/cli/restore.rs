//! `waymark restore`: puts a backup in place of the database and erases again whoever was erased since it was made.
//!
//! The erasures come from the database that is replaced, or from another one that `--erasures-of` names. The replaced
//! database is kept beside the new one. Deliberately absent: restoring while a collector runs.

use super::say;
use crate::config::Settings;
use crate::state::secret_key;
use crate::store::erasure::ErasureRow;
use crate::store::{Store, backup};
use clap::Args;
use std::error::Error;
use std::path::{Path, PathBuf};

/// The flags of `waymark restore`.
#[derive(Args, Debug)]
pub struct Restore {
    /// The database to replace, sqlite:FILE; or, without a backup, the database to erase in
    #[arg(
        long,
        env = "WAYMARK_DATABASE",
        default_value = "sqlite:waymark.db",
        hide_env_values = true,
        value_name = "ADDRESS"
    )]
    pub database: String,
    /// File with the secret key, where `serve` is given one
    #[arg(long, env = "WAYMARK_SECRET_KEY_FILE", value_name = "FILE")]
    pub secret_key_file: Option<PathBuf>,
    /// The database that knows who was erased since the backup; without it the one that is replaced
    #[arg(long, value_name = "ADDRESS")]
    pub erasures_of: Option<String>,
    /// The backup; without it only erasures are replayed
    #[arg(value_name = "FILE", required_unless_present = "erasures_of")]
    pub backup: Option<PathBuf>,
}

/// Restores, and says what was done.
///
/// # Errors
/// When the backup is damaged, the database is in use, or a file cannot be written. Until the last step the database is
/// as it was.
pub fn run(command: &Restore) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(restore(command))
}

async fn restore(command: &Restore) -> Result<(), Box<dyn Error>> {
    let Some(from) = &command.backup else {
        let other = command.erasures_of.as_deref().unwrap_or_default();
        let erased = replay(command, &command.database, &erasures_of(other).await?).await?;
        say!("{erased} ids erased again");
        return Ok(());
    };
    let Some(target) = backup::sqlite_file(&command.database)? else {
        return Err(
            "PostgreSQL is restored with pg_restore; then replay erasures with --erasures-of OLD-DATABASE".into()
        );
    };
    backup::check(from).await?;
    let erasures = match &command.erasures_of {
        Some(other) => erasures_of(other).await?,
        None if target.exists() => erasures_of(&command.database).await?,
        None => Vec::new(),
    };
    if target.exists() {
        backup::take_out_of_use(&target).await?;
    }
    let fresh = beside(&target, "restoring");
    remove(&fresh)?;
    std::fs::copy(from, &fresh)?;
    let erased = replay(command, &format!("sqlite:{}", fresh.display()), &erasures).await?;
    backup::take_out_of_use(&fresh).await?;
    std::fs::File::open(&fresh)?.sync_all()?;
    let kept = beside(&target, "before-restore");
    if target.exists() {
        remove(&kept)?;
        std::fs::rename(&target, &kept)?;
    }
    std::fs::rename(&fresh, &target)?;
    say!("{} is restored; {erased} ids were erased again", target.display());
    if kept.exists() {
        say!(
            "what was there before is {}; it holds what was erased only now, so remove it when all is well",
            kept.display()
        );
    }
    Ok(())
}

async fn erasures_of(address: &str) -> Result<Vec<ErasureRow>, Box<dyn Error>> {
    let store = Store::open_existing(address, 1).await?;
    let erasures = store.erasures().await?;
    store.close().await;
    Ok(erasures)
}

async fn replay(command: &Restore, address: &str, erasures: &[ErasureRow]) -> Result<usize, Box<dyn Error>> {
    let mut settings = Settings::for_database(address);
    settings.secret_key_file.clone_from(&command.secret_key_file);
    let store = Store::open_existing(address, 2).await?;
    let secret = secret_key(&settings, &store).await?;
    let erased = store.replay_erasures(&secret, erasures).await?;
    store.close().await;
    Ok(erased)
}

/// `waymark.db` and `restoring` give `waymark.db.restoring`.
fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(end);
    PathBuf::from(name)
}

/// Removes what an earlier attempt may have left.
fn remove(file: &Path) -> std::io::Result<()> {
    for left in [
        file.to_owned(),
        PathBuf::from(format!("{}-wal", file.display())),
        PathBuf::from(format!("{}-shm", file.display())),
    ] {
        match std::fs::remove_file(left) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

//! Copying a SQLite database while it is in use, and taking one out of use.
//!
//! Deliberately absent: PostgreSQL, which has its own tools (`pg_dump`, base backups), and which file goes where
//! (`cli/restore.rs`).

use super::StoreError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

/// The file of a SQLite address; `None` for another database.
///
/// # Errors
/// When the address cannot be read.
pub fn sqlite_file(address: &str) -> Result<Option<PathBuf>, StoreError> {
    if !address.starts_with("sqlite:") {
        return Ok(None);
    }
    Ok(Some(SqliteConnectOptions::from_str(address)?.get_filename().to_owned()))
}

/// Writes a complete, compact copy of the database as it is at this moment; whoever uses it meanwhile is not stopped.
/// Nothing is migrated.
///
/// # Errors
/// When the database cannot be read, or the copy cannot be written or is there already.
pub async fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    let mut connection = connect(from).await?;
    let to = to.to_str().ok_or_else(|| StoreError::Unsuitable(format!("{} is no UTF-8 path", to.display())))?;
    sqlx::query("vacuum into $1").bind(to).execute(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// Asks SQLite to check every page and index of a database.
///
/// # Errors
/// When the database cannot be read, or [`StoreError::Unsuitable`] says what is missing or damaged.
pub async fn check(file: &Path) -> Result<(), StoreError> {
    if !file.exists() {
        return Err(StoreError::Unsuitable(format!("there is no file {}", file.display())));
    }
    let mut connection = connect(file).await?;
    let (found,): (String,) = sqlx::query_as("pragma integrity_check(1)").fetch_one(&mut connection).await?;
    connection.close().await?;
    if found == "ok" { Ok(()) } else { Err(StoreError::Unsuitable(format!("{} is damaged: {found}", file.display()))) }
}

/// Folds the write-ahead log into the database file, so that the file alone is complete.
///
/// # Errors
/// [`StoreError::Unsuitable`] while some program uses the database.
pub async fn take_out_of_use(file: &Path) -> Result<(), StoreError> {
    let in_use = || StoreError::Unsuitable(format!("{} is in use; stop the collector first", file.display()));
    let mut connection = connect(file).await?;
    // Leaving the write-ahead log needs every other connection to be gone.
    let mode: Result<(String,), _> = sqlx::query_as("pragma journal_mode = delete").fetch_one(&mut connection).await;
    connection.close().await?;
    match mode {
        Ok((mode,)) if mode == "delete" => Ok(()),
        Ok(_) => Err(in_use()),
        Err(sqlx::Error::Database(error)) if error.message().contains("locked") => Err(in_use()),
        Err(error) => Err(error.into()),
    }
}

async fn connect(file: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new().filename(file).busy_timeout(Duration::from_secs(2));
    Ok(options.connect().await?)
}

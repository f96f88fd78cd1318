//! Opening the store: the address, what we rely on, migrations.
//!
//! Deliberately absent: creating a PostgreSQL database; its owner does that with the right collation.

use super::backup::sqlite_file;
use super::{Pool, Store, StoreError};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, PgPool, SqlSafeStr, SqlitePool};
use std::str::FromStr;
use std::time::Duration;

/// The first SQLite without the WAL-reset bug, which can corrupt a database.
const SQLITE_FLOOR: (u32, u32, u32) = (3, 51, 3);
/// How long a connection to PostgreSQL is waited for.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
/// Pages in the write-ahead log (64 MB) past which whoever commits folds it into the file. The log is folded beside the writer
/// long before ([`Store::fold`]): a page that many transactions change is then written to the file once, and no sender waits.
const LOG_PAGES: &str = "16384";
/// Pages the writer keeps in memory, as SQLite wants it said (KiB, negative). Most commits that split a page walk through all of
/// them, so more is slower: with 64 MB that took a tenth of the collector's time.
const WRITER_CACHE: &str = "-16384";
/// SQLite's default page, which databases are made with.
const PAGE_BYTES: u64 = 4_096;
/// How long a statement waits for another process's lock on SQLite.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// One migration: number, name, SQL.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "events", include_str!("../../migrations/0001_events.sql")),
    (2, "management", include_str!("../../migrations/0002_management.sql")),
    (3, "reports", include_str!("../../migrations/0003_reports.sql")),
    (4, "goals", include_str!("../../migrations/0004_goals.sql")),
    (5, "steps", include_str!("../../migrations/0005_steps.sql")),
    (6, "checklists", include_str!("../../migrations/0006_checklists.sql")),
    (7, "measurements", include_str!("../../migrations/0007_measurements.sql")),
    (9, "messages", include_str!("../../migrations/0009_messages.sql")),
    (10, "hand_overs", include_str!("../../migrations/0010_hand_overs.sql")),
    (11, "webhooks", include_str!("../../migrations/0011_webhooks.sql")),
    (12, "step_rollups", include_str!("../../migrations/0012_step_rollups.sql")),
];

impl Store {
    /// Opens the database at `address` (`sqlite:file.db` or `postgres://…`), creating the SQLite file where it is missing, and migrates it.
    /// `connections` is the number of connections that read (SQLite) or of all (PostgreSQL).
    ///
    /// # Errors
    /// When the database cannot be reached, lacks what we rely on, or was migrated by a newer release.
    pub async fn open(address: &str, connections: u32) -> Result<Self, StoreError> {
        Self::open_within(address, connections, None).await
    }

    /// The same, of a database that is there: a mistyped path must not lead to an empty one, in which nothing is wrong.
    ///
    /// # Errors
    /// As [`Store::open`], and when there is no such SQLite file.
    pub async fn open_existing(address: &str, connections: u32) -> Result<Self, StoreError> {
        match sqlite_file(address)? {
            Some(file) if !file.exists() => Err(StoreError::Unsuitable(format!(
                "there is no database {}; `waymark serve` makes one",
                file.display()
            ))),
            _ => Self::open(address, connections).await,
        }
    }

    /// The same; a SQLite file never grows beyond so many bytes.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_within(address: &str, connections: u32, most_bytes: Option<u64>) -> Result<Self, StoreError> {
        let pool = if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            open_postgres(address, connections).await?
        } else if address.starts_with("sqlite:") {
            open_sqlite(address, connections, most_bytes).await?
        } else {
            return Err(StoreError::Unsuitable(format!(
                "the database address must start with sqlite: or postgres:, not {address:.12}"
            )));
        };
        let store = Self { pool, moment: None };
        store.migrate().await?;
        store.prepare_partitions().await?;
        store.fill_steps().await?;
        Ok(store)
    }

    /// Folds what is in SQLite's write-ahead log into the file, as far as nobody is in the way. PostgreSQL does so by itself.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fold(&self) -> Result<(), StoreError> {
        let Pool::Sqlite { fold, .. } = &self.pool else { return Ok(()) };
        sqlx::query("pragma wal_checkpoint(passive)").execute(fold).await?;
        Ok(())
    }

    async fn migrate(&self) -> Result<(), StoreError> {
        let migrator = Migrator::with_migrations(migrations(self.is_postgres()));
        let result = match &self.pool {
            Pool::Sqlite { write, .. } => migrator.run(write).await,
            Pool::Postgres(pool) => migrator.run(pool).await,
        };
        result.map_err(|error| StoreError::Unsuitable(format!("the database cannot be migrated: {error}")))
    }
}

/// The migrations as the database reads them: `/*pg: … */` loses its comment marks for PostgreSQL, `/*sqlite: … */` for SQLite.
fn migrations(postgres: bool) -> Vec<Migration> {
    MIGRATIONS
        .iter()
        .map(|(version, name, sql)| {
            let sql = uncomment(sql, if postgres { "/*pg:" } else { "/*sqlite:" });
            let sql = AssertSqlSafe(sql).into_sql_str();
            Migration::new(*version, (*name).into(), MigrationType::Simple, sql, false)
        })
        .collect()
}

fn uncomment(sql: &str, mark: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once(mark) {
        let (inside, behind) = after.split_once("*/").unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(inside);
        rest = behind;
    }
    out.push_str(rest);
    out
}

async fn open_sqlite(address: &str, connections: u32, most_bytes: Option<u64>) -> Result<Pool, StoreError> {
    let options = SqliteConnectOptions::from_str(address)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .statement_cache_capacity(400)
        .pragma("temp_store", "memory")
        .pragma("wal_autocheckpoint", LOG_PAGES);
    let write = SqlitePoolOptions::new().max_connections(1).min_connections(1).idle_timeout(None).max_lifetime(None);
    let fold = SqlitePoolOptions::new().max_connections(1).connect_lazy_with(options.clone());
    let mut writes = options.clone().pragma("cache_size", WRITER_CACHE);
    if let Some(bytes) = most_bytes {
        writes = writes.pragma("max_page_count", (bytes / PAGE_BYTES).max(1).to_string());
    }
    let write = write.connect_with(writes).await?;
    assert_sqlite_version(&write).await?;
    let read = SqlitePoolOptions::new().max_connections(connections).idle_timeout(None).max_lifetime(None);
    let read = read.connect_with(options.pragma("query_only", "on").pragma("cache_size", "-8192")).await?;
    Ok(Pool::Sqlite { read, write, fold })
}

async fn assert_sqlite_version(pool: &SqlitePool) -> Result<(), StoreError> {
    let (version,): (String,) = sqlx::query_as("select sqlite_version()").fetch_one(pool).await?;
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    let found = (next(), next(), next());
    if found < SQLITE_FLOOR {
        let (a, b, c) = SQLITE_FLOOR;
        return Err(StoreError::Unsuitable(format!(
            "SQLite {version} can corrupt a database when its write-ahead log restarts; {a}.{b}.{c} or newer is needed"
        )));
    }
    Ok(())
}

async fn open_postgres(address: &str, connections: u32) -> Result<Pool, StoreError> {
    let options = PgConnectOptions::from_str(address)?.application_name("waymark").statement_cache_capacity(400);
    let pool = PgPoolOptions::new()
        .max_connections(connections.max(4))
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_with(options)
        .await?;
    assert_collation(&pool).await?;
    Ok(Pool::Postgres(pool))
}

/// Ids are compared as text: with another collation ranges of ids, and so partitions, would be wrong, and inserts half as fast.
async fn assert_collation(pool: &PgPool) -> Result<(), StoreError> {
    let sql = "select datcollate, cast(datlocprovider as text) from pg_database where datname = current_database()";
    let (collation, provider): (String, String) = sqlx::query_as(sql).fetch_one(pool).await?;
    let plain = matches!(collation.as_str(), "C" | "POSIX" | "C.UTF-8" | "C.utf8");
    if provider == "c" && plain || provider == "b" {
        return Ok(());
    }
    Err(StoreError::Unsuitable(format!(
        "the PostgreSQL database sorts text by {collation}; create it with: create database waymark template template0 encoding 'UTF8' locale 'C.UTF-8'"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_postgresql_reads_loses_its_comment_marks() {
        let sql = "create table t (a text) /*pg: partition by range (a) */; -- /* kept */";
        assert_eq!(uncomment(sql, "/*pg:"), "create table t (a text)  partition by range (a) ; -- /* kept */");
        let sql = "create table t (a text) /*sqlite: without rowid */;";
        assert_eq!(uncomment(sql, "/*sqlite:"), "create table t (a text)  without rowid ;");
        assert_eq!(uncomment(sql, "/*pg:"), sql);
    }

    #[tokio::test]
    async fn what_is_committed_on_sqlite_is_on_the_disk() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&format!("sqlite:{}", folder.path().join("t.db").display()), 1).await.expect("opens");
        let Pool::Sqlite { write, .. } = &store.pool else { panic!("this is SQLite") };
        let ask = |sql: &'static str| sqlx::query_scalar::<_, String>(sql).fetch_one(write);
        assert_eq!(ask("pragma journal_mode").await.expect("a mode"), "wal");
        let synchronous: i64 = sqlx::query_scalar("pragma synchronous").fetch_one(write).await.expect("a mode");
        assert_eq!(synchronous, 2, "FULL: the log is synced before a commit returns");
    }

    #[tokio::test]
    async fn a_database_that_must_be_there_is_not_made() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("mistyped.db");
        let address = format!("sqlite:{}", file.display());
        let error = Store::open_existing(&address, 1).await.expect_err("refused");
        assert!(error.to_string().contains("mistyped.db"), "{error}");
        assert!(!file.exists(), "nothing was made");
        Store::open(&address, 1).await.expect("opens").close().await;
        Store::open_existing(&address, 1).await.expect("opens").close().await;
    }

    #[tokio::test]
    async fn an_address_of_another_database_is_refused() {
        let error = Store::open("mysql://x", 1).await.expect_err("refused");
        assert!(error.to_string().contains("sqlite:"), "{error}");
    }
}

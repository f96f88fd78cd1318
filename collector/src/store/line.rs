//! What a read goes through: a connection of the pool, or the transaction of a snapshot.
//!
//! Deliberately absent: writing.

use super::{Pool, Store, StoreError, Tx};
use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection};
use tokio::sync::MutexGuard;

/// A connection that reads, given back when dropped.
pub(in crate::store) enum Line<'a> {
    /// Of the pool, on SQLite.
    Sqlite(PoolConnection<Sqlite>),
    /// Of the pool, on PostgreSQL.
    Postgres(PoolConnection<Postgres>),
    /// Of a snapshot.
    Moment(MutexGuard<'a, Tx>),
}

/// The connection itself.
pub(in crate::store) enum Connection<'a> {
    /// On SQLite.
    Sqlite(&'a mut SqliteConnection),
    /// On PostgreSQL.
    Postgres(&'a mut PgConnection),
}

impl Store {
    /// A connection to read by.
    pub(in crate::store) async fn line(&self) -> Result<Line<'_>, StoreError> {
        if let Some(moment) = &self.moment {
            return Ok(Line::Moment(moment.lock().await));
        }
        Ok(match &self.pool {
            Pool::Sqlite { read, .. } => Line::Sqlite(read.acquire().await?),
            Pool::Postgres(pool) => Line::Postgres(pool.acquire().await?),
        })
    }
}

impl Line<'_> {
    /// The connection.
    pub fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(connection) => Connection::Sqlite(connection),
            Self::Postgres(connection) => Connection::Postgres(connection),
            Self::Moment(tx) => match &mut **tx {
                Tx::Sqlite(tx) => Connection::Sqlite(tx),
                Tx::Postgres(tx) => Connection::Postgres(tx),
            },
        }
    }
}

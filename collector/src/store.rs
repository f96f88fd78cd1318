//! The store: everything durable, over SQLite or PostgreSQL, with the SQL written once.
//!
//! | module | holds |
//! |---|---|
//! | [`open`] | opening, asserting what we rely on, migrations |
//! | [`bulk`] | statements with many rows |
//! | [`account`], [`member`], [`token`] | who signs in, members and invitations, API tokens |
//! | [`person`], [`follow_up`] | one person's history and erasure, what members do about responses and hand-overs |
//! | [`pulse`] | what changed lately, for other collectors |
//! | [`environment`], [`content`], [`publication`], [`rule`] | what members manage: environments, content, segments and goals |
//! | [`measurement`] | measurements of lift, fixed by publishing |
//! | [`catalog`] | all of that as sessions need it |
//! | [`event`] | events, append-only |
//! | [`goal`] | goals as they are attained |
//! | [`hand_over`] | runs that asked a person at the vendor to take over |
//! | [`checklist`] | items of checklists: the goals that stand for them, and what was done by hand |
//! | [`webhook`], [`notice`] | where the vendor is told of hand-overs, and what waits to be told |
//! | [`message`] | messages to one person |
//!
//! A method's body is expanded once per driver by [`read!`], [`write!`] or [`within!`]; each query is one constant in the SQL
//! that both databases run. Deliberately absent: HTTP, the clock, and any rule of the domain.

pub mod account;
pub mod asset;
pub mod backup;
pub mod bulk;
pub mod catalog;
pub mod checklist;
pub mod claim;
pub mod content;
pub mod environment;
pub mod erasure;
pub mod error;
pub mod event;
pub mod follow_up;
pub mod goal;
pub mod hand_over;
mod line;
pub mod measurement;
pub mod member;
pub mod message;
pub mod meta;
pub mod notice;
pub mod open;
pub mod person;
pub mod profile;
pub mod publication;
pub mod pulse;
pub mod quarantine;
pub mod report;
pub mod retention;
pub mod rollup;
pub mod rule;
pub mod token;
pub mod webhook;

pub use error::StoreError;

use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};
use std::sync::Arc;
use tokio::sync::Mutex;

/// A handle on the database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pub(in crate::store) pool: Pool,
    /// Where every read is of one moment: the transaction that reads; shared, since readers take turns.
    moment: Option<Arc<Mutex<Tx>>>,
}

/// The two databases. SQLite has one connection that writes, so that writers queue in the program instead of timing out.
#[derive(Clone, Debug)]
pub(in crate::store) enum Pool {
    /// SQLite.
    Sqlite {
        /// Connections that read.
        read: SqlitePool,
        /// The one connection that writes.
        write: SqlitePool,
        /// The one that folds the write-ahead log into the file, beside the writer.
        fold: SqlitePool,
    },
    /// PostgreSQL.
    Postgres(PgPool),
}

/// A transaction that writes; dropped without [`Tx::commit`] it is rolled back.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite; begun `immediate`, so that it never fails half-way for want of the write lock.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

/// Expands the body once per driver with `$connection` bound to a connection that reads.
macro_rules! read {
    ($store:expr, $connection:ident => $body:expr) => {{
        let mut line = $store.line().await?;
        match line.connection() {
            $crate::store::line::Connection::Sqlite($connection) => $body,
            $crate::store::line::Connection::Postgres($connection) => $body,
        }
    }};
}

/// Expands the body once per driver with `$pool` bound to the pool that writes; for single statements.
macro_rules! write {
    ($store:expr, $pool:ident => $body:expr) => {
        match &$store.pool {
            $crate::store::Pool::Sqlite { write: $pool, .. } => $body,
            $crate::store::Pool::Postgres($pool) => $body,
        }
    };
}

/// Expands the body once per driver with `$connection` bound to the transaction's connection.
macro_rules! within {
    ($tx:expr, $connection:ident => $body:expr) => {
        match $tx {
            $crate::store::Tx::Sqlite(tx) => {
                let $connection = &mut **tx;
                $body
            }
            $crate::store::Tx::Postgres(tx) => {
                let $connection = &mut **tx;
                $body
            }
        }
    };
}

pub(in crate::store) use {read, within, write};

impl Store {
    /// A handle that reads everything as it is at this moment, and nothing that comes later; ends when dropped. What is
    /// written through it is written as ever.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn snapshot(&self) -> Result<Self, StoreError> {
        let tx = self.begin_reading().await?;
        Ok(Self { pool: self.pool.clone(), moment: Some(Arc::new(Mutex::new(tx))) })
    }

    /// Begins a transaction that reads one moment of the database.
    pub(in crate::store) async fn begin_reading(&self) -> Result<Tx, StoreError> {
        Ok(match &self.pool {
            Pool::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Pool::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("begin isolation level repeatable read read only").await?)
            }
        })
    }

    /// Begins a transaction that writes.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(match &self.pool {
            Pool::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("begin immediate").await?),
            Pool::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Whether this is PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        matches!(self.pool, Pool::Postgres(_))
    }

    /// Finishes what is under way and closes every connection.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite { read, write, fold } => {
                read.close().await;
                fold.close().await;
                write.close().await;
            }
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Whether this is PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// Makes everything in the transaction durable.
    ///
    /// # Errors
    /// When the database cannot make it durable; then nothing of it is.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Undoes everything in the transaction.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn rollback(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.rollback().await?,
            Self::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }
}

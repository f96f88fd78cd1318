//! The engine's files of this and earlier releases, so that pages opened before an upgrade, and pages served by another
//! collector during one, still find theirs.
//!
//! Deliberately absent: the console's files; a console reloads.

use super::{Store, StoreError, read, write};
use crate::assets::Asset;
use shared::time::{DAY_MS, Timestamp};
use std::borrow::Cow;

const KEEP: &str = "insert into assets (name, stored_at, plain, br, gzip) values ($1, $2, $3, $4, $5) \
     on conflict (name) do update set stored_at = excluded.stored_at where assets.stored_at < excluded.stored_at - 86400000";
const FIND: &str = "select plain, br, gzip from assets where name = $1";
const DROP: &str = "delete from assets where stored_at < $1";
/// Days that the engine of a release is kept after it was served last.
const KEPT_DAYS: i64 = 30;

/// A file as it is stored: plain, brotli, gzip.
type Row = (Vec<u8>, Option<Vec<u8>>, Option<Vec<u8>>);

impl Store {
    /// Keeps a file of the engine, and drops those that no release has served for a month.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_asset(&self, name: &str, asset: &Asset, now: Timestamp) -> Result<(), StoreError> {
        write!(self, pool => {
            sqlx::query(KEEP).bind(name).bind(now.0).bind(&*asset.plain).bind(asset.brotli.as_deref())
                .bind(asset.gzip.as_deref()).execute(pool).await.map(drop)
        })?;
        write!(self, pool => sqlx::query(DROP).bind(now.0 - KEPT_DAYS * DAY_MS).execute(pool).await.map(drop))?;
        Ok(())
    }

    /// A file of the engine of this or an earlier release.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept_asset(&self, name: &str) -> Result<Option<Asset>, StoreError> {
        let row: Option<Row> = read!(self, pool => sqlx::query_as(FIND).bind(name).fetch_optional(pool).await)?;
        Ok(row.map(|(plain, brotli, gzip)| Asset::new(Cow::Owned(plain), brotli.map(Cow::Owned), gzip.map(Cow::Owned))))
    }
}

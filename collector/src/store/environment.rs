//! Environments with their keys, settings and version.
//!
//! Deliberately absent: what is published to them; that is [`super::content`].

use super::rollup::Place;
use super::{Store, StoreError, Tx, read, within, write};
use shared::api::environment::EnvironmentSettings;
use shared::time::Timestamp;

const INSERT: &str = "insert into environments \
    (workspace, environment, name, write_key, identity_secret, settings, version, created_at) \
    values ($1, $2, $3, $4, $5, $6, 1, $7)";
const ALL: &str = "select workspace, environment, name, write_key, settings, version from environments where workspace = $1 \
    order by created_at, environment";
const ONE: &str = "select workspace, environment, name, write_key, settings, version from environments \
    where workspace = $1 and environment = $2";
const BY_WRITE_KEY: &str =
    "select workspace, environment, name, write_key, settings, version from environments where write_key = $1";
const SET_SETTINGS: &str =
    "update environments set settings = $3, version = version + 1 where workspace = $1 and environment = $2";
const IDENTITY_SECRET: &str = "select identity_secret from environments where workspace = $1 and environment = $2";
const SET_IDENTITY_SECRET: &str =
    "update environments set identity_secret = $3, version = version + 1 where workspace = $1 and environment = $2";
/// One after the other, in the order in which groups of events hold them.
const HOLD_ALL: &str = "select environment from environments where workspace = $1 order by environment for update";
/// Groups of events hold it together; who holds it like this, alone.
const HOLD_ALONE: &str =
    "select environment from environments where workspace = $1 and environment = $2 for no key update";
const HELD: &str = "select e.version, (select count(*) from (select 1 from erasures r where r.workspace = $1 and r.environment = $2 limit 1) any_row) \
     from environments e where e.workspace = $1 and e.environment = $2";
const BUMP: &str = "update environments set version = version + 1 where workspace = $1";
const HOLD_TOGETHER: &str = "select environment from environments where workspace = $1 and environment = $2 for share";

/// An environment.
#[derive(Clone, Debug, PartialEq)]
pub struct EnvironmentRow {
    /// The workspace.
    pub workspace: String,
    /// The environment's key.
    pub environment: String,
    /// What members call it.
    pub name: String,
    /// The public write key.
    pub write_key: String,
    /// Its settings.
    pub settings: EnvironmentSettings,
    /// Counts up with every change that sessions must see.
    pub version: i64,
}

/// What a group of events goes by; on PostgreSQL it stays so until the transaction ends, and SQLite has one writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The environment's version; `None` when it is gone.
    pub version: Option<i64>,
    /// Whether anybody was ever erased.
    pub erasures: bool,
}

type Columns = (String, String, String, String, String, i64);

fn row((workspace, environment, name, write_key, settings, version): Columns) -> Result<EnvironmentRow, StoreError> {
    let settings =
        serde_json::from_str(&settings).map_err(|error| StoreError::corrupt("settings of an environment", error))?;
    Ok(EnvironmentRow { workspace, environment, name, write_key, settings, version })
}

fn json(settings: &EnvironmentSettings) -> Result<String, StoreError> {
    serde_json::to_string(settings).map_err(|error| StoreError::corrupt("settings of an environment", error))
}

impl Store {
    /// Makes an environment.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the key is taken, or the database fails.
    pub async fn insert_environment(
        &self,
        new: &EnvironmentRow,
        identity_secret: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let settings = json(&new.settings)?;
        write!(self, pool => {
            let query = sqlx::query(INSERT).bind(&new.workspace).bind(&new.environment).bind(&new.name).bind(&new.write_key);
            query.bind(identity_secret).bind(&settings).bind(at.0).execute(pool).await.map(drop)
        })?;
        Ok(())
    }

    /// All environments of the workspace, in the order they were made.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn environments(&self, workspace: &str) -> Result<Vec<EnvironmentRow>, StoreError> {
        let rows: Vec<Columns> = read!(self, pool => sqlx::query_as(ALL).bind(workspace).fetch_all(pool).await)?;
        rows.into_iter().map(row).collect()
    }

    /// One environment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn environment(&self, workspace: &str, key: &str) -> Result<Option<EnvironmentRow>, StoreError> {
        let found: Option<Columns> =
            read!(self, pool => sqlx::query_as(ONE).bind(workspace).bind(key).fetch_optional(pool).await)?;
        found.map(row).transpose()
    }

    /// The environment with this write key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn environment_by_write_key(&self, write_key: &str) -> Result<Option<EnvironmentRow>, StoreError> {
        let found: Option<Columns> =
            read!(self, pool => sqlx::query_as(BY_WRITE_KEY).bind(write_key).fetch_optional(pool).await)?;
        found.map(row).transpose()
    }

    /// Replaces the settings; false when there is no such environment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_settings(
        &self,
        workspace: &str,
        key: &str,
        settings: &EnvironmentSettings,
    ) -> Result<bool, StoreError> {
        let settings = json(settings)?;
        let changed = write!(self, pool => {
            let query = sqlx::query(SET_SETTINGS).bind(workspace).bind(key).bind(&settings);
            query.execute(pool).await.map(|done| done.rows_affected())
        })?;
        Ok(changed > 0)
    }

    /// Turns the one switch; false when there is no such environment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stop_environment(&self, workspace: &str, key: &str, stopped: bool) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        // Read inside the transaction that writes, so that a change of settings in between is not undone.
        let found: Option<Columns> = within!(&mut tx, c =>
            sqlx::query_as(ONE).bind(workspace).bind(key).fetch_optional(&mut *c).await?);
        let Some(found) = found.map(row).transpose()? else { return Ok(false) };
        let settings = json(&EnvironmentSettings { stopped, ..found.settings })?;
        within!(&mut tx, c => {
            sqlx::query(SET_SETTINGS).bind(workspace).bind(key).bind(&settings).execute(&mut *c).await?;
        });
        tx.commit().await?;
        Ok(true)
    }

    /// The secret that signs the tokens for `identify`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn identity_secret(&self, workspace: &str, key: &str) -> Result<Option<String>, StoreError> {
        let found: Option<(String,)> =
            read!(self, pool => sqlx::query_as(IDENTITY_SECRET).bind(workspace).bind(key).fetch_optional(pool).await)?;
        Ok(found.map(|(secret,)| secret))
    }

    /// Replaces that secret; false when there is no such environment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_identity_secret(&self, workspace: &str, key: &str, secret: &str) -> Result<bool, StoreError> {
        let changed = write!(self, pool => {
            let query = sqlx::query(SET_IDENTITY_SECRET).bind(workspace).bind(key).bind(secret);
            query.execute(pool).await.map(|done| done.rows_affected())
        })?;
        Ok(changed > 0)
    }
}

/// Counts up the version of every environment of the workspace, so that sessions see what changes in the same transaction.
pub(in crate::store) async fn bump(tx: &mut Tx, workspace: &str) -> Result<(), StoreError> {
    if matches!(tx, Tx::Postgres(_)) {
        within!(&mut *tx, c => {
            sqlx::query(HOLD_ALL).bind(workspace).execute(&mut *c).await?;
        });
    }
    within!(tx, c => {
        sqlx::query(BUMP).bind(workspace).execute(&mut *c).await?;
    });
    Ok(())
}

impl Tx {
    /// Holds the environment beside other groups of events.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold(&mut self, place: Place<'_>) -> Result<Held, StoreError> {
        if self.is_postgres() {
            within!(self, c => {
                sqlx::query(HOLD_TOGETHER).bind(place.workspace).bind(place.environment).execute(&mut *c).await?;
            });
        }
        // A statement of its own: one that waits for a lock sees the database as it was before it waited.
        let row: Option<(i64, i64)> = within!(self, c => {
            sqlx::query_as(HELD).bind(place.workspace).bind(place.environment).fetch_optional(&mut *c).await?
        });
        Ok(Held { version: row.map(|(version, _)| version), erasures: row.is_none_or(|(_, any)| any > 0) })
    }
}

/// Holds the environment alone: no group of events is written until the transaction ends. SQLite has one writer anyway.
pub(in crate::store) async fn hold_alone(tx: &mut Tx, place: Place<'_>) -> Result<(), StoreError> {
    if matches!(tx, Tx::Postgres(_)) {
        within!(tx, c => {
            sqlx::query(HOLD_ALONE).bind(place.workspace).bind(place.environment).execute(&mut *c).await?;
        });
    }
    Ok(())
}

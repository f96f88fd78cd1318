//! When figures last changed and pages were last heard, so that a collector hears what another one wrote.
//!
//! Deliberately absent: the figures. A pulse says that something changed, whoever cares asks what.

use super::{Store, StoreError, read, write};
use shared::api::environment::Heard;
use std::collections::HashMap;

const BEAT: &str = "insert into pulses (workspace, environment, content, version, note) values ($1, $2, $3, 1, $4) \
    on conflict (workspace, environment, content) do update set version = pulses.version + 1, note = excluded.note \
    returning version";
const ALL: &str = "select workspace, environment, content, version from pulses";
const NOTE: &str = "select note from pulses where workspace = $1 and environment = $2 and content = ''";

/// Names a pulse: workspace, environment, and a content's key, `/follow-ups`, or nothing for "a page was heard".
pub type PulseName = (String, String, String);

impl Store {
    /// Tells that something changed; the answer is the pulse's new version.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn beat(
        &self,
        (workspace, environment, content): &PulseName,
        heard: Option<&Heard>,
    ) -> Result<i64, StoreError> {
        let note = serde_json::to_string(&heard).map_err(|error| StoreError::corrupt("pulse", error))?;
        let (version,): (i64,) = write!(self, pool => {
            sqlx::query_as(BEAT).bind(workspace).bind(environment).bind(content).bind(&note).fetch_one(pool).await
        })?;
        Ok(version)
    }

    /// The version of every pulse.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pulses(&self) -> Result<HashMap<PulseName, i64>, StoreError> {
        let rows: Vec<(String, String, String, i64)> = read!(self, pool => sqlx::query_as(ALL).fetch_all(pool).await)?;
        Ok(rows
            .into_iter()
            .map(|(workspace, environment, content, version)| ((workspace, environment, content), version))
            .collect())
    }

    /// Which pages were heard, as the collector that heard them last has told.
    ///
    /// # Errors
    /// When the database fails or the row cannot be read back.
    pub async fn heard(&self, workspace: &str, environment: &str) -> Result<Option<Heard>, StoreError> {
        let row: Option<(String,)> =
            read!(self, pool => sqlx::query_as(NOTE).bind(workspace).bind(environment).fetch_optional(pool).await)?;
        let Some((note,)) = row else { return Ok(None) };
        serde_json::from_str(&note).map_err(|error| StoreError::corrupt("pulse", error))
    }
}

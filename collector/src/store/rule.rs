//! Segments and goals: keyed JSON that sessions are decided by.
//!
//! Deliberately absent: whether a segment or goal makes sense.

use super::environment::bump;
use super::{Store, StoreError, read, within};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::content::{Goal, Segment};
use shared::time::Timestamp;

const SEGMENTS: &str = "select body from segments where workspace = $1 order by segment";
const GOALS: &str = "select body from goals where workspace = $1 order by goal";
const WRITE_SEGMENT: &str = "insert into segments (workspace, segment, body, changed_at) values ($1, $2, $3, $4) \
    on conflict (workspace, segment) do update set body = excluded.body, changed_at = excluded.changed_at";
const WRITE_GOAL: &str = "insert into goals (workspace, goal, body, changed_at) values ($1, $2, $3, $4) \
    on conflict (workspace, goal) do update set body = excluded.body, changed_at = excluded.changed_at";
const REMOVE_SEGMENT: &str = "delete from segments where workspace = $1 and segment = $2";
const REMOVE_GOAL: &str = "delete from goals where workspace = $1 and goal = $2";

impl Store {
    /// All segments, by key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn segments(&self, workspace: &str) -> Result<Vec<Segment>, StoreError> {
        self.bodies(SEGMENTS, "segment", workspace).await
    }

    /// All goals, by key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn goals(&self, workspace: &str) -> Result<Vec<Goal>, StoreError> {
        self.bodies(GOALS, "goal", workspace).await
    }

    /// Writes a segment; sessions see it at once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_segment(&self, workspace: &str, segment: &Segment, at: Timestamp) -> Result<(), StoreError> {
        self.write_body(WRITE_SEGMENT, workspace, segment.key.as_str(), segment, at).await
    }

    /// Writes a goal; sessions see it at once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_goal(&self, workspace: &str, goal: &Goal, at: Timestamp) -> Result<(), StoreError> {
        self.write_body(WRITE_GOAL, workspace, goal.key.as_str(), goal, at).await
    }

    /// Removes a segment; false when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_segment(&self, workspace: &str, key: &str) -> Result<bool, StoreError> {
        self.remove_body(REMOVE_SEGMENT, workspace, key).await
    }

    /// Removes a goal; false when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_goal(&self, workspace: &str, key: &str) -> Result<bool, StoreError> {
        self.remove_body(REMOVE_GOAL, workspace, key).await
    }

    async fn bodies<T: DeserializeOwned>(
        &self,
        sql: &'static str,
        what: &'static str,
        workspace: &str,
    ) -> Result<Vec<T>, StoreError> {
        let rows: Vec<(String,)> = read!(self, pool => sqlx::query_as(sql).bind(workspace).fetch_all(pool).await)?;
        rows.iter()
            .map(|(body,)| serde_json::from_str(body).map_err(|error| StoreError::corrupt(what, error)))
            .collect()
    }

    async fn write_body<T: Serialize + Sync>(
        &self,
        sql: &'static str,
        workspace: &str,
        key: &str,
        value: &T,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let body = serde_json::to_string(value).map_err(|error| StoreError::corrupt("segment or goal", error))?;
        let mut tx = self.begin().await?;
        within!(&mut tx, c => {
            sqlx::query(sql).bind(workspace).bind(key).bind(&body).bind(at.0).execute(&mut *c).await?;
        });
        bump(&mut tx, workspace).await?;
        tx.commit().await
    }

    async fn remove_body(&self, sql: &'static str, workspace: &str, key: &str) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let gone =
            within!(&mut tx, c => sqlx::query(sql).bind(workspace).bind(key).execute(&mut *c).await?.rows_affected());
        bump(&mut tx, workspace).await?;
        tx.commit().await?;
        Ok(gone > 0)
    }
}

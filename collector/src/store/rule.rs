//! Segments and goals: keyed JSON that sessions are decided by.
//!
//! Deliberately absent: whether a segment or goal makes sense.

use super::environment::bump;
use super::{Store, StoreError, Tx, read, within};
use crate::goal::counts_the_same;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::content::{Goal, Segment};
use shared::time::Timestamp;

const SEGMENTS: &str = "select body from segments where workspace = $1 order by segment";
const GOALS: &str = "select body from goals where workspace = $1 and content is null order by goal";
const WRITE_SEGMENT: &str = "insert into segments (workspace, segment, body, changed_at) values ($1, $2, $3, $4) \
    on conflict (workspace, segment) do update set body = excluded.body, changed_at = excluded.changed_at";
const WRITE_GOAL: &str = "insert into goals (workspace, goal, body, changed_at) values ($1, $2, $3, $4) \
    on conflict (workspace, goal) do update set body = excluded.body, changed_at = excluded.changed_at";
const GOAL: &str = "select body from goals where workspace = $1 and goal = $2";
const CLEAR: [&str; 3] = [
    "delete from goal_signs where workspace = $1 and goal = $2",
    "delete from attainments where workspace = $1 and goal = $2",
    "update goals set counted_to = '' where workspace = $1 and goal = $2",
];
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
        let mut tx = self.begin().await?;
        write_one(&mut tx, WRITE_SEGMENT, workspace, (segment.key.as_str(), segment, at)).await?;
        bump(&mut tx, workspace).await?;
        tx.commit().await
    }

    /// Writes a goal; sessions see it at once. Where it counts something else than before, all of it is counted anew.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_goal(&self, workspace: &str, goal: &Goal, at: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        // First, so that no group of events is being counted by the old definition when its signs are taken away.
        bump(&mut tx, workspace).await?;
        let before: Option<(String,)> = within!(&mut tx, c => {
            sqlx::query_as(GOAL).bind(workspace).bind(goal.key.as_str()).fetch_optional(&mut *c).await?
        });
        let before: Option<Goal> = before
            .map(|(body,)| serde_json::from_str(&body).map_err(|error| StoreError::corrupt("goal", error)))
            .transpose()?;
        write_one(&mut tx, WRITE_GOAL, workspace, (goal.key.as_str(), goal, at)).await?;
        if !before.is_some_and(|before| counts_the_same(&before, goal)) {
            clear(&mut tx, workspace, goal.key.as_str()).await?;
        }
        tx.commit().await
    }

    /// Removes a segment; false when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_segment(&self, workspace: &str, key: &str) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let gone = remove_one(&mut tx, REMOVE_SEGMENT, workspace, key).await?;
        bump(&mut tx, workspace).await?;
        tx.commit().await?;
        Ok(gone)
    }

    /// Removes a goal with what was counted for it; false when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_goal(&self, workspace: &str, key: &str) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        bump(&mut tx, workspace).await?;
        clear(&mut tx, workspace, key).await?;
        let gone = remove_one(&mut tx, REMOVE_GOAL, workspace, key).await?;
        tx.commit().await?;
        Ok(gone)
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
}

async fn write_one<T: Serialize + Sync>(
    tx: &mut Tx,
    sql: &'static str,
    workspace: &str,
    (key, value, at): (&str, &T, Timestamp),
) -> Result<(), StoreError> {
    let body = serde_json::to_string(value).map_err(|error| StoreError::corrupt("segment or goal", error))?;
    within!(tx, c => {
        sqlx::query(sql).bind(workspace).bind(key).bind(&body).bind(at.0).execute(&mut *c).await?;
    });
    Ok(())
}

async fn remove_one(tx: &mut Tx, sql: &'static str, workspace: &str, key: &str) -> Result<bool, StoreError> {
    let gone = within!(tx, c => sqlx::query(sql).bind(workspace).bind(key).execute(&mut *c).await?.rows_affected());
    Ok(gone > 0)
}

/// Takes away what was counted for a goal, and has the past looked through again.
async fn clear(tx: &mut Tx, workspace: &str, goal: &str) -> Result<(), StoreError> {
    for sql in CLEAR {
        within!(&mut *tx, c => {
            sqlx::query(sql).bind(workspace).bind(goal).execute(&mut *c).await?;
        });
    }
    Ok(())
}

//! Deleting what is older than it is kept: events, quarantine, messages, claims. Figures stay.
//!
//! A little at a time, so that writers never wait long. Deliberately absent: what is known of people; that goes with
//! their erasure.

use super::{Store, StoreError, write};
use shared::id::uuid_v7;
use shared::time::{DAY_MS, Timestamp};

const EVENTS: &str = "delete from events where workspace = $1 and id in \
     (select id from events where workspace = $1 and id < $2 order by id limit 500)";
const WORKSPACES: &str = "select workspace from workspaces";
const QUARANTINE: &str = "delete from quarantine where received_at < $1";
const MESSAGES: &str = "delete from messages where sent_at < $1";
const CLAIMS: &str = "delete from claims where at < $1";

impl Store {
    /// Deletes events made before `floor`, at most 500 of each workspace, and says how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_old_events(&self, floor: Timestamp) -> Result<u64, StoreError> {
        // Ids tell when they were made, so the primary key finds the oldest.
        let before = uuid_v7(floor, [0; 10]).to_string()[..13].to_owned();
        let workspaces: Vec<(String,)> = super::read!(self, pool => sqlx::query_as(WORKSPACES).fetch_all(pool).await)?;
        let mut deleted = 0;
        for (workspace,) in workspaces {
            deleted += write!(self, pool => {
                sqlx::query(EVENTS).bind(&workspace).bind(&before).execute(pool).await.map(|done| done.rows_affected())
            })?;
        }
        Ok(deleted)
    }

    /// Deletes refused events that came in before `floor`, messages written before it, and claims that no longer hold.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_leftovers(&self, floor: Timestamp, now: Timestamp) -> Result<(), StoreError> {
        write!(self, pool => sqlx::query(QUARANTINE).bind(floor.0).execute(pool).await.map(drop))?;
        write!(self, pool => sqlx::query(MESSAGES).bind(floor.0).execute(pool).await.map(drop))?;
        write!(self, pool => sqlx::query(CLAIMS).bind(now.0 - DAY_MS).execute(pool).await.map(drop))?;
        Ok(())
    }
}

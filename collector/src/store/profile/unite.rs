//! Anonymous visitors who turn out to be users: what was known of the visitor becomes what is known of the user.
//!
//! Deliberately absent: rewriting events; they keep the id they came with, and are found by either.

use super::change::Key;
use crate::store::rollup::Place;
use crate::store::{StoreError, Tx, bulk, within};
use shared::session::Mark;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const ALIAS: &str = "insert into aliases (workspace, environment, anonymous_id, user_id, at) values ($1, $2, $3, $4, $5) \
     on conflict (workspace, environment, anonymous_id) do nothing returning user_id";
const ALIASES: &str =
    "select anonymous_id, user_id from aliases where workspace = $1 and environment = $2 and anonymous_id in";
/// Waits for whoever is writing about the visitor, and lets whoever comes later wait.
const HOLD_VISITOR: &str = "insert into people (workspace, environment, subject, bucket, first_seen, last_seen) values ($1, $2, $3, $4, $5, $5) \
     on conflict (workspace, environment, subject) do update set bucket = people.bucket";
const CROSS: &str = "update people set crossed_at = $5 where workspace = $1 and environment = $2 and subject = $3 \
     and bucket <> $4 and crossed_at is null";
const MOVE_TRAITS: &str = "insert into traits (workspace, environment, subject, name, value, at, event) \
     select workspace, environment, $4, name, value, at, event from traits where workspace = $1 and environment = $2 and subject = $3 \
     on conflict (workspace, environment, subject, name) do update set \
     value = excluded.value, at = excluded.at, event = excluded.event \
     where excluded.at > traits.at or (excluded.at = traits.at and excluded.event > traits.event)";
const MOVE_PERSON: &str = "insert into people (workspace, environment, subject, bucket, company, first_seen, last_seen, effort_at, effort_low) \
     select workspace, environment, $4, bucket, company, first_seen, last_seen, effort_at, effort_low from people \
     where workspace = $1 and environment = $2 and subject = $3 \
     on conflict (workspace, environment, subject) do update set \
     first_seen = case when excluded.first_seen < people.first_seen then excluded.first_seen else people.first_seen end, \
     effort_low = case when excluded.effort_at > people.effort_at then excluded.effort_low else people.effort_low end, \
     effort_at = case when excluded.effort_at > people.effort_at then excluded.effort_at else people.effort_at end";
const DROP_TRAITS: &str = "delete from traits where workspace = $1 and environment = $2 and subject = $3";
const DROP_MARKS: &str = "delete from marks where workspace = $1 and environment = $2 and subject = $3";
const DROP_PERSON: &str = "delete from people where workspace = $1 and environment = $2 and subject = $3";

/// An anonymous person turned out to be a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Workspace, environment and anonymous id.
    pub anonymous: Key,
    /// The user id.
    pub user_id: String,
    /// The anonymous person's bucket.
    pub bucket: String,
    /// When, UTC milliseconds.
    pub at: i64,
}

impl Tx {
    /// Which users these anonymous ids turned out to be.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn aliases(
        &mut self,
        workspace: &str,
        environment: &str,
        anonymous_ids: &BTreeSet<String>,
    ) -> Result<HashMap<String, String>, StoreError> {
        let ids: Vec<&String> = anonymous_ids.iter().collect();
        let mut users = HashMap::new();
        for piece in bulk::pieces(&ids) {
            let sql = bulk::list(ALIASES, 2, piece.len(), "");
            let rows: Vec<(String, String)> = within!(self, connection => {
                let mut query = sqlx::query_as(sql).bind(workspace).bind(environment);
                for id in piece {
                    query = query.bind(*id);
                }
                query.fetch_all(connection).await
            })?;
            users.extend(rows);
        }
        Ok(users)
    }

    /// Writes that an anonymous person turned out to be a user, and moves what is known of them to the user. The first
    /// user stays: says `false` and does nothing when the anonymous id belongs to somebody already.
    ///
    /// # Errors
    /// When the database fails or a mark cannot be read back.
    pub async fn unite(&mut self, alias: &Alias) -> Result<bool, StoreError> {
        let (workspace, environment, anonymous_id) = &alias.anonymous;
        let new: Option<(String,)> = within!(self, connection => {
            sqlx::query_as(ALIAS).bind(&**workspace).bind(&**environment).bind(anonymous_id).bind(&alias.user_id)
                .bind(alias.at).fetch_optional(connection).await
        })?;
        if new.is_none() {
            return Ok(false);
        }
        let from = crate::store::event::anonymous_subject(anonymous_id);
        let to = crate::store::event::user_subject(&alias.user_id);
        if self.is_postgres() {
            within!(self, connection => {
                sqlx::query(HOLD_VISITOR).bind(&**workspace).bind(&**environment).bind(&from).bind(&alias.bucket).bind(alias.at)
                    .execute(connection).await.map(drop)
            })?;
        }
        within!(self, connection => {
            sqlx::query(CROSS).bind(&**workspace).bind(&**environment).bind(&to).bind(&alias.bucket).bind(alias.at)
                .execute(connection).await.map(drop)
        })?;
        for sql in [MOVE_TRAITS, MOVE_PERSON] {
            within!(self, connection => {
                sqlx::query(sql).bind(&**workspace).bind(&**environment).bind(&from).bind(&to).execute(connection).await.map(drop)
            })?;
        }
        let old = (workspace.clone(), environment.clone(), from.clone());
        let probe = [(old, String::new())];
        let mut moved = BTreeMap::new();
        for ((_, content), mark) in self.stored_marks(probe.iter()).await? {
            let mark: Mark = serde_json::from_str(&mark).map_err(|error| StoreError::corrupt("mark", error))?;
            moved.insert(((workspace.clone(), environment.clone(), to.clone()), content), mark);
        }
        self.merge_marks(&moved).await?;
        self.unite_items(Place { workspace, environment }, &from, &to).await?;
        self.unite_messages(Place { workspace, environment }, &from, &to).await?;
        self.unite_hand_overs(Place { workspace, environment }, &from, &to).await?;
        for sql in [DROP_TRAITS, DROP_MARKS, DROP_PERSON] {
            within!(self, connection => {
                sqlx::query(sql).bind(&**workspace).bind(&**environment).bind(&from).execute(connection).await.map(drop)
            })?;
        }
        Ok(true)
    }
}

//! Checklists in the store: the goals that stand for items, and what people did about items by hand.
//!
//! Reading both for a session is part of `profile.rs`, in its one round trip. Deliberately absent: which goals stand for an item
//! (`crate::checklist`), and counting them (`goal.rs`).

pub(in crate::store) mod past;

use super::rollup::Place;
use super::{StoreError, Tx, bulk, within};
use shared::content::{Content, Goal};
use shared::event::ItemState;
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

const VERSIONS: &str = "select distinct v.version, v.body from publications p join versions v on v.workspace = p.workspace \
     and v.content = p.content and v.version = p.version where p.workspace = $1 and p.content = $2";
const STANDING: &str = "select goal from goals where workspace = $1 and content = $2";
const ADD: &str = "insert into goals (workspace, goal, body, changed_at, content) values ($1, $2, $3, $4, $5) \
     on conflict (workspace, goal) do nothing";
const REMOVE: [&str; 3] = [
    "delete from goal_signs where workspace = $1 and goal = $2",
    "delete from attainments where workspace = $1 and goal = $2",
    "delete from goals where workspace = $1 and goal = $2",
];
const WRITE: &str =
    "insert into items (workspace, environment, content, holder, item, state, subject, at, event) values";
const WRITTEN: &str = "on conflict (workspace, environment, content, holder, item) do update set \
     state = excluded.state, subject = excluded.subject, at = excluded.at, event = excluded.event \
     where excluded.at > items.at or (excluded.at = items.at and excluded.event > items.event)";
const UNITE: &str = "insert into items (workspace, environment, content, holder, item, state, subject, at, event) \
     select workspace, environment, content, case when holder = $3 then $4 else holder end, item, state, $4, at, event from items \
     where workspace = $1 and environment = $2 and subject = $3 \
     on conflict (workspace, environment, content, holder, item) do update set \
     state = excluded.state, subject = excluded.subject, at = excluded.at, event = excluded.event \
     where excluded.at > items.at or (excluded.at = items.at and excluded.event >= items.event)";
const DROP: &str = "delete from items where workspace = $1 and environment = $2 and subject = $3";

/// A goal that a person or their company attained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeGoal {
    /// The goal.
    pub goal: String,
    /// Whether the company attained it.
    pub of_company: bool,
    /// When.
    pub at: Timestamp,
    /// Whose step it was.
    pub subject: Option<String>,
    /// Their name, as JSON.
    pub name: Option<String>,
}

/// The last thing done by hand about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandRow {
    /// The checklist.
    pub content: String,
    /// The item.
    pub item: String,
    /// Whether it is the company's list.
    pub of_company: bool,
    /// What was done.
    pub state: ItemState,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub subject: String,
    /// Their name, as JSON.
    pub name: Option<String>,
}

/// Workspace, environment, content, holder and item.
pub type ItemName = (std::sync::Arc<str>, std::sync::Arc<str>, String, String, String);

/// Something done by hand about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChange {
    /// `open`, `done` or `dropped`.
    pub state: &'static str,
    /// By whom.
    pub subject: String,
    /// When, UTC milliseconds.
    pub at: i64,
    /// By which event.
    pub event: String,
}

/// How a state is written.
pub fn state_name(state: ItemState) -> &'static str {
    match state {
        ItemState::Open => "open",
        ItemState::Done => "done",
        ItemState::Dropped => "dropped",
    }
}

/// The state that is written so.
pub fn state_named(name: &str) -> Option<ItemState> {
    [ItemState::Open, ItemState::Done, ItemState::Dropped].into_iter().find(|state| state_name(*state) == name)
}

impl Tx {
    /// Brings the goals that stand for a checklist's items in line with what is published of it, in whichever environment. What
    /// came in before a goal stood here is counted by and by.
    ///
    /// # Errors
    /// When the database fails or a version cannot be read back.
    pub(in crate::store) async fn settle_items(
        &mut self,
        workspace: &str,
        content: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let versions: Vec<(i64, String)> = within!(self, connection => {
            sqlx::query_as(VERSIONS).bind(workspace).bind(content).fetch_all(connection).await
        })?;
        let mut wanted: BTreeMap<String, Goal> = BTreeMap::new();
        for (_, body) in &versions {
            let content: Content =
                serde_json::from_str(body).map_err(|error| StoreError::corrupt("content version", error))?;
            wanted.extend(crate::checklist::goals(&content).into_iter().map(|goal| (goal.key.to_string(), goal)));
        }
        let standing: Vec<(String,)> = within!(self, connection => {
            sqlx::query_as(STANDING).bind(workspace).bind(content).fetch_all(connection).await
        })?;
        let standing: BTreeSet<String> = standing.into_iter().map(|(goal,)| goal).collect();
        for gone in standing.iter().filter(|goal| !wanted.contains_key(*goal)) {
            for sql in REMOVE {
                within!(self, connection => {
                    sqlx::query(sql).bind(workspace).bind(gone).execute(connection).await.map(drop)
                })?;
            }
        }
        for (key, goal) in wanted.iter().filter(|(key, _)| !standing.contains(*key)) {
            let body = serde_json::to_string(goal).map_err(|error| StoreError::corrupt("goal", error))?;
            within!(self, connection => {
                sqlx::query(ADD).bind(workspace).bind(key).bind(&body).bind(at.0).bind(content).execute(connection).await.map(drop)
            })?;
        }
        Ok(())
    }

    /// Writes what was done about items by hand; the last by event time counts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_items(&mut self, changes: &BTreeMap<ItemName, ItemChange>) -> Result<(), StoreError> {
        let rows: Vec<_> = changes.iter().collect();
        for piece in bulk::pieces(&rows) {
            let sql = self.statement(WRITE, 9, piece.len(), WRITTEN);
            within!(self, connection => {
                let mut query = sqlx::query(sql);
                for ((workspace, environment, content, holder, item), change) in piece {
                    query = query.bind(&**workspace).bind(&**environment).bind(content).bind(holder).bind(item)
                        .bind(change.state).bind(&change.subject).bind(change.at).bind(&change.event);
                }
                query.execute(connection).await.map(drop)
            })?;
        }
        Ok(())
    }

    /// Gives what a visitor did by hand to the user they turned out to be.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unite_items(&mut self, place: Place<'_>, from: &str, to: &str) -> Result<(), StoreError> {
        within!(self, connection => {
            sqlx::query(UNITE).bind(place.workspace).bind(place.environment).bind(from).bind(to).execute(connection).await.map(drop)
        })?;
        self.drop_items(place, from).await
    }

    /// Takes away what somebody did by hand.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drop_items(&mut self, place: Place<'_>, subject: &str) -> Result<(), StoreError> {
        within!(self, connection => {
            sqlx::query(DROP).bind(place.workspace).bind(place.environment).bind(subject).execute(connection).await.map(drop)
        })?;
        Ok(())
    }
}

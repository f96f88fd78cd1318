//! Goals as they are attained: signs and attainments, written in the transaction of the events they follow from.
//!
//! | module | holds |
//! |---|---|
//! | [`past`] | counting what came in before a goal was defined |
//! | [`mod@forget`] | taking away what an erased person did |
//! | [`attained`] | reading who attained what |
//! | `recount` | comparing all of it with the events |
//!
//! Goals are read in the same transaction, and a definition changes only while no group is being written, so every event is
//! counted by the definition in force. Deliberately absent: which event is a sign ([`crate::goal`]), and when signs are enough
//! (`shared::targeting::goal`).

pub mod attained;
mod forget;
pub mod past;
mod recount;

use super::rollup::Place;
use super::{StoreError, Tx, bulk, within};
use shared::content::Goal;
use shared::targeting::goal::{Observation, progress};
use shared::time::Timestamp;
use std::collections::{BTreeMap, HashMap};

pub(in crate::store) use forget::forget;
pub(in crate::store) use recount::recount;

const GOALS: &str = "select goal, body from goals where workspace = $1 order by goal";
/// What is counted now is to be looked through again.
const AGAIN: &str = "update goals set counted_to = '' where workspace = $1 and goal = $2 and counted_to is null";
const INSERT: &str = "insert into goal_signs (workspace, environment, goal, event, holder, subject, at, value) values";
const INSERTED: &str = "on conflict (workspace, environment, goal, event) do nothing";
const UNITE: &str = "update goal_signs set holder = case when holder = $3 then $4 else holder end, subject = $4 \
     where workspace = $1 and environment = $2 and subject = $3 returning goal, holder";
const LEAVE: &str = "delete from attainments where workspace = $1 and environment = $2 and holder = $3";
const RESERVE: &str = "insert into attainments (workspace, environment, goal, holder) values";
const RESERVED: &str = "on conflict (workspace, environment, goal, holder) do nothing";
const STANDING: &str =
    "select holder, at from attainments where workspace = $1 and environment = $2 and goal = $3 and holder in";
const SIGNS: &str = "select at, value from goal_signs where workspace = $1 and environment = $2 and goal = $3 and holder = $4 \
     order by at, event";
const SETTLE: &str =
    "update attainments set at = $5 where workspace = $1 and environment = $2 and goal = $3 and holder = $4";

/// An event that is the sign of a goal, as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct SignRow {
    /// The goal.
    pub goal: String,
    /// The event.
    pub event: String,
    /// Who comes closer to the goal: a person or a company.
    pub holder: String,
    /// Who did it.
    pub subject: Option<String>,
    /// When, UTC milliseconds.
    pub at: i64,
    /// The quantity.
    pub value: f64,
}

/// Goal and holder.
type Way = (String, String);

impl Tx {
    /// The goals in force, for a transaction that holds its environment ([`Tx::hold`]): they stay in force until it ends.
    ///
    /// A goal that a later release has written may be beyond this one. It must not cost the events: it is left out, and marked
    /// so that a collector that can read it counts them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn goals(&mut self, place: Place<'_>) -> Result<Vec<Goal>, StoreError> {
        let rows: Vec<(String, String)> =
            within!(self, connection => sqlx::query_as(GOALS).bind(place.workspace).fetch_all(connection).await)?;
        let mut goals = Vec::new();
        for (key, body) in rows {
            match read_goal(&body) {
                Ok(goal) => goals.push(goal),
                Err(error) => {
                    tracing::error!(%error, goal = key, "a goal is left to a collector that can read it");
                    within!(self, connection => {
                        sqlx::query(AGAIN).bind(place.workspace).bind(&key).execute(connection).await.map(drop)
                    })?;
                }
            }
        }
        Ok(goals)
    }

    /// Writes signs, gives those of anonymous visitors to the users they turned out to be (`united`: from and to), and settles
    /// who has now attained what.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_goals(
        &mut self,
        place: Place<'_>,
        goals: &[Goal],
        mut signs: Vec<SignRow>,
        united: &[(String, String)],
    ) -> Result<(), StoreError> {
        signs.sort_by(|a, b| (&a.goal, &a.event).cmp(&(&b.goal, &b.event)));
        self.insert_signs(place, &signs).await?;
        let mut ways: BTreeMap<Way, i64> = BTreeMap::new();
        for sign in signs {
            let earliest = ways.entry((sign.goal, sign.holder)).or_insert(i64::MAX);
            *earliest = (*earliest).min(sign.at);
        }
        for (from, to) in united {
            for way in self.unite_signs(place, from, to).await? {
                ways.insert(way, i64::MIN);
            }
        }
        self.settle(place, goals, &ways).await
    }

    async fn insert_signs(&mut self, place: Place<'_>, signs: &[SignRow]) -> Result<(), StoreError> {
        for piece in bulk::pieces(signs) {
            let sql = self.statement(INSERT, 8, piece.len(), INSERTED);
            within!(self, connection => {
                let mut query = sqlx::query(sql);
                for sign in piece {
                    query = query.bind(place.workspace).bind(place.environment).bind(&sign.goal).bind(&sign.event)
                        .bind(&sign.holder).bind(sign.subject.as_deref()).bind(sign.at).bind(sign.value);
                }
                query.execute(connection).await.map(drop)
            })?;
        }
        Ok(())
    }

    async fn unite_signs(&mut self, place: Place<'_>, from: &str, to: &str) -> Result<Vec<Way>, StoreError> {
        let moved: Vec<Way> = within!(self, connection => {
            sqlx::query_as(UNITE).bind(place.workspace).bind(place.environment).bind(from).bind(to).fetch_all(connection).await
        })?;
        within!(self, connection => {
            sqlx::query(LEAVE).bind(place.workspace).bind(place.environment).bind(from).execute(connection).await.map(drop)
        })?;
        Ok(moved)
    }

    /// Brings attainments up to date. `ways`: goal and holder with the time of the earliest sign that is new; the least time
    /// where signs may have gone or moved.
    pub(in crate::store) async fn settle(
        &mut self,
        place: Place<'_>,
        goals: &[Goal],
        ways: &BTreeMap<Way, i64>,
    ) -> Result<(), StoreError> {
        for goal in goals {
            let of_goal =
                |(way, earliest): (&Way, &i64)| (way.0 == goal.key.as_str()).then(|| (way.1.clone(), *earliest));
            let holders: Vec<(String, i64)> = ways.iter().filter_map(of_goal).collect();
            for piece in bulk::pieces(&holders) {
                let standing = self.standing(place, goal, piece).await?;
                for (holder, earliest) in piece {
                    let before = standing.get(holder).copied().flatten();
                    // What comes after a goal was attained cannot change when that was.
                    if before.is_none_or(|before| *earliest < before) {
                        self.settle_one(place, goal, holder, before).await?;
                    }
                }
            }
        }
        Ok(())
    }

    /// When each of these attained the goal so far; their rows are there, and locked, until the transaction ends.
    async fn standing(
        &mut self,
        place: Place<'_>,
        goal: &Goal,
        holders: &[(String, i64)],
    ) -> Result<HashMap<String, Option<i64>>, StoreError> {
        let sql = self.statement(RESERVE, 4, holders.len(), RESERVED);
        within!(self, connection => {
            let mut query = sqlx::query(sql);
            for (holder, _) in holders {
                query = query.bind(place.workspace).bind(place.environment).bind(goal.key.as_str()).bind(holder);
            }
            query.execute(connection).await.map(drop)
        })?;
        let tail = if matches!(self, Self::Postgres(_)) { "order by holder for update" } else { "" };
        let sql = bulk::list(STANDING, 3, holders.len(), tail);
        let rows: Vec<(String, Option<i64>)> = within!(self, connection => {
            let mut query = sqlx::query_as(sql).bind(place.workspace).bind(place.environment).bind(goal.key.as_str());
            for (holder, _) in holders {
                query = query.bind(holder);
            }
            query.fetch_all(connection).await
        })?;
        Ok(rows.into_iter().collect())
    }

    async fn settle_one(
        &mut self,
        place: Place<'_>,
        goal: &Goal,
        holder: &str,
        before: Option<i64>,
    ) -> Result<(), StoreError> {
        let signs: Vec<(i64, f64)> = within!(self, connection => {
            sqlx::query_as(SIGNS).bind(place.workspace).bind(place.environment).bind(goal.key.as_str()).bind(holder)
                .fetch_all(connection).await
        })?;
        let at = attained_at(goal, &signs);
        if at != before {
            within!(self, connection => {
                sqlx::query(SETTLE).bind(place.workspace).bind(place.environment).bind(goal.key.as_str()).bind(holder).bind(at)
                    .execute(connection).await.map(drop)
            })?;
        }
        Ok(())
    }
}

/// When these signs (time and quantity, in order) were first enough.
fn attained_at(goal: &Goal, signs: &[(i64, f64)]) -> Option<i64> {
    // Signs that do not come from where the goal demands are never stored.
    let seen = |(at, value): &(i64, f64)| Observation { at: Timestamp(*at), value: *value, from_server: true };
    let observations: Vec<Observation> = signs.iter().map(seen).collect();
    progress(goal, None, &observations).reached_at.map(|at| at.0)
}

fn read_goal(body: &str) -> Result<Goal, StoreError> {
    serde_json::from_str(body).map_err(|error| StoreError::corrupt("goal", error))
}

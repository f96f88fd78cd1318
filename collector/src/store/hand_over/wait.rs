//! Runs whose goal has days left: written when they are displayed, looked at once the days have passed.
//!
//! A goal whose past is still being counted is waited for. Deliberately absent: a sign that arrives later than that; whoever was
//! asked to take over has been asked.

use super::{New, Stored, Versions, version_of};
use crate::hand_over::waits_for_goal;
use crate::store::environment::hold_alone;
use crate::store::event::company_subject;
use crate::store::rollup::{Facts, Place, facts, run_id};
use crate::store::{Store, StoreError, Tx, bulk, read, within};
use shared::content::goal::Per;
use shared::content::{Goal, HandOverWhen};
use shared::id::RunId;
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Runs looked at in one transaction, for which events wait.
const PIECE: i64 = 25;
const GOAL: &str = "select body from goals where workspace = $1 and goal = $2";
const WRITE: &str = "insert into hand_over_waits (workspace, environment, run, subject, goal, until_at) values";
const WRITTEN: &str =
    "on conflict (workspace, environment, run) do update set until_at = excluded.until_at, goal = excluded.goal";
const OVER: &str = "select w.workspace, w.environment from hand_over_waits w \
     left join goals g on g.workspace = w.workspace and g.goal = w.goal \
     where w.until_at <= $1 and g.counted_to is null order by w.until_at limit 1";
const OVER_HERE: &str = "select w.run, w.subject, w.goal, w.until_at from hand_over_waits w \
     left join goals g on g.workspace = w.workspace and g.goal = w.goal \
     where w.workspace = $1 and w.environment = $2 and w.until_at <= $3 and g.counted_to is null order by w.until_at limit $4";
const ATTAINED: &str =
    "select at from attainments where workspace = $1 and environment = $2 and goal = $3 and holder = $4";
const DONE: &str = "delete from hand_over_waits where workspace = $1 and environment = $2 and run in";

/// What a look at the runs of one environment came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The workspace.
    pub workspace: String,
    /// The environment's key.
    pub environment: String,
    /// Whether anybody was handed over.
    pub handed_over: bool,
}

/// A run that waited: itself, who, the goal, until when.
type Row = (String, String, String, i64);

/// Writes until when these runs wait for their goal, except those that handed over already.
pub(super) async fn write(
    tx: &mut Tx,
    place: Place<'_>,
    facts: &Facts,
    stored: &Stored,
    versions: &Versions,
) -> Result<(), StoreError> {
    let mut goals: BTreeMap<String, Option<Goal>> = BTreeMap::new();
    let mut rows = Vec::new();
    for (run, fact) in facts.iter().filter(|(run, _)| !stored.contains_key(run)) {
        let content = version_of(versions, fact).filter(|content| waits_for_goal(content, fact));
        let Some(key) = content.and_then(|content| content.goal.as_ref()) else { continue };
        if !goals.contains_key(key.as_str()) {
            goals.insert(key.to_string(), goal(tx, place, key.as_str()).await?);
        }
        let days = goals.get(key.as_str()).and_then(Option::as_ref).and_then(|goal| goal.window_days);
        let until = fact.steps.displayed.zip(days).map(|(at, days)| at.plus_days(days.into()));
        if let (Some(until), Some(subject)) = (until, &fact.subject) {
            rows.push((run.to_string(), tx.resolved(place, subject).await?, key.to_string(), until));
        }
    }
    for piece in bulk::pieces(&rows) {
        let sql = tx.statement(WRITE, 6, piece.len(), WRITTEN);
        within!(&mut *tx, connection => {
            let mut query = sqlx::query(sql);
            for (run, subject, goal, until) in piece {
                query = query.bind(place.workspace).bind(place.environment).bind(run).bind(subject).bind(goal).bind(until.0);
            }
            query.execute(connection).await.map(drop)
        })?;
    }
    Ok(())
}

async fn goal(tx: &mut Tx, place: Place<'_>, key: &str) -> Result<Option<Goal>, StoreError> {
    let row: Option<(String,)> = within!(tx, connection => {
        sqlx::query_as(GOAL).bind(place.workspace).bind(key).fetch_optional(connection).await
    })?;
    row.map(|(body,)| serde_json::from_str(&body).map_err(|error| StoreError::corrupt("goal", error))).transpose()
}

impl Store {
    /// Hands over a piece of those whose goal's days have passed without it; `None` when nobody is left.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn look_at_waits(&self, now: Timestamp) -> Result<Option<Looked>, StoreError> {
        let over: Option<(String, String)> =
            read!(self, pool => sqlx::query_as(OVER).bind(now.0).fetch_optional(pool).await)?;
        let Some((workspace, environment)) = over else { return Ok(None) };
        let place = Place { workspace: &workspace, environment: &environment };
        let mut tx = self.begin().await?;
        // No event is written meanwhile, nobody erased, and no visitor turns out to be a user.
        hold_alone(&mut tx, place).await?;
        let rows: Vec<Row> = within!(&mut tx, connection => {
            sqlx::query_as(OVER_HERE).bind(place.workspace).bind(place.environment).bind(now.0).bind(PIECE)
                .fetch_all(connection).await
        })?;
        let handed_over = look_at(&mut tx, place, &rows).await?;
        tx.commit().await?;
        Ok(Some(Looked { workspace, environment, handed_over }))
    }
}

async fn look_at(tx: &mut Tx, place: Place<'_>, rows: &[Row]) -> Result<bool, StoreError> {
    let mut late: BTreeMap<RunId, (&Row, Timestamp)> = BTreeMap::new();
    for row in rows {
        late.insert(run_id(&row.0)?, (row, Timestamp(row.3)));
    }
    let runs: BTreeSet<RunId> = late.keys().copied().collect();
    let stored = tx.hand_overs(place, &runs).await?;
    let facts = facts(tx, place, &runs).await?;
    let mut versions = Versions::new();
    tx.read_versions(place, &facts, &mut versions).await?;
    let (mut goals, mut new) = (BTreeMap::new(), Vec::new());
    for (run, fact) in facts.iter().filter(|(run, _)| !stored.contains_key(run)) {
        let Some(((_, subject, key, _), until)) = late.get(run) else { continue };
        let waits = version_of(&versions, fact).is_some_and(|content| waits_for_goal(content, fact));
        if !goals.contains_key(key) {
            goals.insert(key.clone(), goal(tx, place, key).await?);
        }
        let Some(goal) = goals.get(key).and_then(Option::as_ref).filter(|_| waits) else { continue };
        let holder = match goal.per {
            Per::Person => Some(subject.clone()),
            Per::Company => fact.company.as_deref().map(company_subject),
        };
        let Some(holder) = holder else { continue };
        if !attained(tx, place, (key, &holder), *until).await? {
            new.push(New { run: *run, fact, at: *until, when: HandOverWhen::NotAttained, first: true });
        }
    }
    tx.hand_over(place, &versions, &new).await?;
    for piece in bulk::pieces(rows) {
        let sql = bulk::list(DONE, 2, piece.len(), "");
        within!(&mut *tx, connection => {
            let mut query = sqlx::query(sql).bind(place.workspace).bind(place.environment);
            for (run, ..) in piece {
                query = query.bind(run);
            }
            query.execute(connection).await.map(drop)
        })?;
    }
    Ok(!new.is_empty())
}

async fn attained(
    tx: &mut Tx,
    place: Place<'_>,
    (goal, holder): (&str, &str),
    until: Timestamp,
) -> Result<bool, StoreError> {
    let row: Option<(Option<i64>,)> = within!(tx, connection => {
        sqlx::query_as(ATTAINED).bind(place.workspace).bind(place.environment).bind(goal).bind(holder)
            .fetch_optional(connection).await
    })?;
    Ok(row.and_then(|(at,)| at).is_some_and(|at| at <= until.0))
}

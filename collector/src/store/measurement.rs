//! Measurements of lift: begun and ended by publishing, never changed.
//!
//! A measurement is a row of its own because a version is not enough to fix one: it says neither when nor where it was
//! published, and the goal it names can be rewritten. Whoever moves the horizon, the share held out or the goal begins
//! another measurement, and the old one stays to be seen. Deliberately absent: what people did; that is
//! [`super::report`].

use super::content::Mark;
use super::rollup::Place;
use super::{Store, StoreError, Tx, read, within};
use crate::goal::counts_the_same;
use shared::content::survey::PrivacyMode;
use shared::content::trigger::Cause;
use shared::content::{Content, Goal, PerMille};
use shared::statistics::lift::Horizon;
use shared::time::Timestamp;

const ALL: &str = "select number, version, goal, holdout, started_at, until_at, ended_at, started_by from measurements \
     where workspace = $1 and environment = $2 and content = $3 order by number desc";
const GOAL: &str = "select body from goals where workspace = $1 and goal = $2";
const BEGIN: &str = "insert into measurements \
     (workspace, environment, content, number, version, goal, holdout, started_at, until_at, ended_at, started_by) \
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, $10)";
const END: &str = "update measurements set ended_at = $5 \
     where workspace = $1 and environment = $2 and content = $3 and number = $4 and ended_at is null";

/// A measurement as it was fixed.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixed {
    /// Counts up from 1, by content and environment.
    pub number: i64,
    /// The first version it is about.
    pub version: u32,
    /// The goal as it was then; it has a window.
    pub goal: Goal,
    /// The share of people held out.
    pub holdout: PerMille,
    /// The first assignment that counts.
    pub from: Timestamp,
    /// The last assignment that counts, and the days each person has.
    pub horizon: Horizon,
    /// When something else was published before the horizon was over.
    pub ended_at: Option<Timestamp>,
    /// Who published it.
    pub by: String,
}

type Row = (i64, i64, String, i64, i64, i64, Option<i64>, String);

fn fixed((number, version, goal, holdout, from, until, ended, by): Row) -> Result<Fixed, StoreError> {
    let goal: Goal = serde_json::from_str(&goal).map_err(|error| StoreError::corrupt("measurement", error))?;
    let window_days = goal.window_days.ok_or_else(|| StoreError::corrupt("measurement", "a goal without a window"))?;
    Ok(Fixed {
        number,
        version: super::content::version_number(version)?,
        holdout: PerMille::try_from(holdout).map_err(|error| StoreError::corrupt("measurement", error))?,
        from: Timestamp(from),
        horizon: Horizon { assigned_until: Timestamp(until), window_days },
        ended_at: ended.map(Timestamp),
        goal,
        by,
    })
}

/// Whether people are held out of this so that a goal can be compared.
pub fn can_be_measured(content: &Content) -> bool {
    let by_person = content.trigger.cause != Cause::Manual && content.body.privacy() != PrivacyMode::Anonymous;
    by_person && (1..1000).contains(&content.holdout)
}

impl Fixed {
    /// Whether publishing this goes on with it rather than beginning another.
    fn goes_on(&self, content: &Content, goal: Option<&Goal>) -> bool {
        let same_goal = goal.is_some_and(|goal| {
            goal.key == self.goal.key && goal.window_days == self.goal.window_days && counts_the_same(goal, &self.goal)
        });
        let same_plan = content.measure_until == Some(self.horizon.assigned_until) && content.holdout == self.holdout;
        self.ended_at.is_none() && same_goal && same_plan && can_be_measured(content)
    }
}

/// Begins, goes on with or ends a measurement, in the transaction that publishes this version.
pub(super) async fn settle(
    tx: &mut Tx,
    mark: Mark<'_>,
    environment: &str,
    (content, version): (&Content, i64),
) -> Result<(), StoreError> {
    let (workspace, key) = (mark.workspace, content.key.as_str());
    let rows: Vec<Row> = within!(&mut *tx, c => {
        sqlx::query_as(ALL).bind(workspace).bind(environment).bind(key).fetch_all(&mut *c).await?
    });
    let last = rows.into_iter().next().map(fixed).transpose()?;
    let goal = goal_of(tx, workspace, content).await?;
    if last.as_ref().is_some_and(|last| last.goes_on(content, goal.as_ref())) {
        return Ok(());
    }
    if let Some(running) = last.as_ref().filter(|last| mark.at < last.horizon.over_at()) {
        within!(&mut *tx, c => {
            let query = sqlx::query(END).bind(workspace).bind(environment).bind(key).bind(running.number);
            query.bind(mark.at.0).execute(&mut *c).await?;
        });
    }
    let until = content.measure_until.filter(|until| *until > mark.at && can_be_measured(content));
    let Some((until, goal)) = until.zip(goal.filter(|goal| goal.window_days.is_some())) else { return Ok(()) };
    let goal = serde_json::to_string(&goal).map_err(|error| StoreError::corrupt("measurement", error))?;
    let number = last.map_or(1, |last| last.number + 1);
    within!(tx, c => {
        let query = sqlx::query(BEGIN).bind(workspace).bind(environment).bind(key).bind(number).bind(version);
        let query = query.bind(&goal).bind(i64::from(content.holdout)).bind(mark.at.0).bind(until.0).bind(mark.by);
        query.execute(&mut *c).await?;
    });
    Ok(())
}

async fn goal_of(tx: &mut Tx, workspace: &str, content: &Content) -> Result<Option<Goal>, StoreError> {
    let Some(key) = &content.goal else { return Ok(None) };
    let row: Option<(String,)> = within!(tx, c => {
        sqlx::query_as(GOAL).bind(workspace).bind(key.as_str()).fetch_optional(&mut *c).await?
    });
    row.map(|(body,)| serde_json::from_str(&body).map_err(|error| StoreError::corrupt("goal", error))).transpose()
}

impl Store {
    /// The measurements of a content, the last begun first.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn measurements(&self, place: Place<'_>, content: &str) -> Result<Vec<Fixed>, StoreError> {
        let rows: Vec<Row> = read!(self, pool => {
            sqlx::query_as(ALL).bind(place.workspace).bind(place.environment).bind(content).fetch_all(pool).await
        })?;
        rows.into_iter().map(fixed).collect()
    }
}

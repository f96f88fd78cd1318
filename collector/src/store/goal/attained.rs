//! Who attained what: counts per goal and day, and one person's or company's attainments.
//!
//! For other readers: `goal_signs` has every sign with its holder, time and quantity, so what somebody attained within a
//! window from any moment (a display, say) is `shared::targeting::goal::progress` over [`Store::signs_of`]. Deliberately
//! absent: comparing those who were guided with those who were not.

use super::Place;
use crate::store::{Store, StoreError, read};
use shared::api::goal::{Attained, DayCount, GoalCount};
use shared::content::Goal;
use shared::content::goal::Per;
use shared::id::GoalKey;
use shared::targeting::goal::Observation;
use shared::time::Timestamp;
use std::collections::BTreeMap;

const COUNTING: &str = "select goal from goals where workspace = $1 and content is null and counted_to is not null";
const EVER: &str =
    "select goal, count(*) from attainments where workspace = $1 and environment = $2 and at is not null group by goal";
const DAYS: &str = "select goal, at / 86400000, count(*) from attainments where workspace = $1 and environment = $2 \
     and at >= $3 and at < $4 group by goal, at / 86400000 order by goal, at / 86400000";
const OF_HOLDER: &str = "select goal, at from attainments where workspace = $1 and environment = $2 and holder = $3 \
     and at is not null and goal in (select goal from goals where workspace = $1 and content is null) order by at desc, goal";
const SIGNS: &str = "select at, value from goal_signs where workspace = $1 and environment = $2 and goal = $3 and holder = $4 \
     order by at, event";

impl Store {
    /// How many attained each goal: ever, and on each UTC day from the first up to and including the last.
    ///
    /// # Errors
    /// When the database fails or a goal cannot be read back.
    pub async fn goal_counts(&self, place: Place<'_>, (from, to): (i64, i64)) -> Result<Vec<GoalCount>, StoreError> {
        let counting: Vec<(String,)> =
            read!(self, pool => sqlx::query_as(COUNTING).bind(place.workspace).fetch_all(pool).await)?;
        let ever: Vec<(String, i64)> = read!(self, pool => {
            sqlx::query_as(EVER).bind(place.workspace).bind(place.environment).fetch_all(pool).await
        })?;
        let (from, until) = (Timestamp::of_day(from), Timestamp::of_day(to.saturating_add(1)));
        let days: Vec<(String, i64, i64)> = read!(self, pool => {
            sqlx::query_as(DAYS).bind(place.workspace).bind(place.environment).bind(from.0).bind(until.0).fetch_all(pool).await
        })?;
        let ever: BTreeMap<String, i64> = ever.into_iter().collect();
        let mut by_goal: BTreeMap<String, Vec<DayCount>> = BTreeMap::new();
        for (goal, day, attained) in days {
            by_goal.entry(goal).or_default().push(DayCount { day, attained });
        }
        let count = |goal: Goal| {
            let key = goal.key.as_str();
            let days = by_goal.remove(key).unwrap_or_default();
            GoalCount {
                ever: ever.get(key).copied().unwrap_or(0),
                attained: days.iter().map(|day| day.attained).sum(),
                counting: counting.iter().any(|(open,)| open == key),
                per: goal.per,
                days,
                goal: goal.key,
            }
        };
        Ok(self.goals(place.workspace).await?.into_iter().map(count).collect())
    }

    /// What a person (`u:…`, `a:…`) or company (`c:…`) attained, the last first.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn attained_by(&self, place: Place<'_>, holder: &str) -> Result<Vec<Attained>, StoreError> {
        let rows: Vec<(String, i64)> = read!(self, pool => {
            sqlx::query_as(OF_HOLDER).bind(place.workspace).bind(place.environment).bind(holder).fetch_all(pool).await
        })?;
        let per = if holder.starts_with("c:") { Per::Company } else { Per::Person };
        let attained = |(goal, at): (String, i64)| {
            let goal = GoalKey::new(goal).map_err(|error| StoreError::corrupt("goal", error))?;
            Ok(Attained { goal, at: Timestamp(at), per })
        };
        rows.into_iter().map(attained).collect()
    }

    /// Every sign of a goal by one holder, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn signs_of(&self, place: Place<'_>, goal: &str, holder: &str) -> Result<Vec<Observation>, StoreError> {
        let rows: Vec<(i64, f64)> = read!(self, pool => {
            sqlx::query_as(SIGNS).bind(place.workspace).bind(place.environment).bind(goal).bind(holder).fetch_all(pool).await
        })?;
        let seen = |(at, value)| Observation { at: Timestamp(at), value, from_server: true };
        Ok(rows.into_iter().map(seen).collect())
    }
}

//! Who was assigned when to a measurement of lift, and what each of them then did for the goal.
//!
//! One row a person, with the signs joined into one text: for the drivers a row costs more than what is in it. A visitor
//! who turned out to be a user is that user. Deliberately absent: arms and figures; those are `crate::report::lift`.

use crate::report::lift::{Assigned, Material, Newcomer};
use crate::store::measurement::Fixed;
use crate::store::rollup::Place;
use crate::store::{Store, StoreError, read};
use shared::content::Goal;
use shared::content::goal::Per;
use shared::statistics::plan::PACE_DAYS;
use shared::targeting::goal::Observation;
use shared::time::{DAY_MS, Timestamp};
use std::collections::BTreeSet;

/// When a run `r` was displayed or withheld.
macro_rules! run_at {
    () => {
        "case when substr(r.reached, 2, 1) = '1' then coalesce(r.displayed_at, r.first_at) else r.withheld_at end"
    };
}
/// People by their first run of a content, whether displayed or withheld. Parameters: $1 workspace, $2 environment,
/// $3 content; `subject` is the user whom a visitor turned out to be. `$more` are further columns of these runs.
macro_rules! firsts {
    ($($more:expr),*) => {
        concat!(
            "select coalesce('u:' || a.user_id, r.subject) as subject, min(", run_at!(), ") as at, \
             max(case when substr(r.reached, 2, 1) = '1' then 1 else 0 end) as displayed, \
             max(case when r.withheld_at is not null then 1 else 0 end) as withheld, min(r.completed_at) as completed", $($more,)* " \
             from runs r left join aliases a on a.workspace = r.workspace and a.environment = r.environment \
             and r.subject like 'a:%' and a.anonymous_id = substr(r.subject, 3) \
             where r.workspace = $1 and r.environment = $2 and r.content = $3 and coalesce(r.subject, '') <> '' \
             and (substr(r.reached, 2, 1) = '1' or r.withheld_at is not null) group by coalesce('u:' || a.user_id, r.subject)"
        )
    };
}
/// $4 and $5: the first and the last assignment that counts; $6 the goal; $7 whether it is a company's; $8 its window in
/// milliseconds. Whoever was assigned before the measurement began is not in it. `begun` is the time of the first run, 13 digits,
/// a colon and the company it carries; `acted_for` the companies of all of them, none being empty.
const ASSIGNED: &str = concat!(
    "select p.bucket, p.company, f.begun, f.acted_for, cast(coalesce(p.crossed_at, 0) as bigint), f.at, cast(f.displayed as bigint), \
     cast(f.withheld as bigint), f.completed, coalesce(string_agg(cast(s.at as text) || ':' || cast(s.value as text), ','), '') from (",
    firsts!(
        ", min(cast(",
        run_at!(),
        " as text) || ':' || coalesce(r.company, '')) as begun, string_agg(coalesce(r.company, ''), '\u{1f}') as acted_for"
    ),
    ") f join people p on p.workspace = $1 and p.environment = $2 and p.subject = f.subject \
     left join goal_signs s on s.workspace = $1 and s.environment = $2 and s.goal = $6 \
     and s.holder = case when $7 = 1 then 'c:' || coalesce(nullif(substr(f.begun, 15), ''), p.company, '') else f.subject end \
     and s.at >= f.at and s.at <= f.at + $8 where f.at >= $4 and f.at <= $5 \
     group by f.subject, p.bucket, p.company, f.begun, f.acted_for, p.crossed_at, f.at, f.displayed, f.withheld, f.completed"
);
/// People since $4, and the first of all.
const PACE: &str = concat!(
    "select count(case when f.at >= $4 then 1 end), cast(coalesce(min(f.at), 0) as bigint) from (",
    firsts!(),
    ") f"
);
const PACE_OF_ALL: &str = "select count(case when first_seen >= $3 then 1 end), cast(coalesce(min(first_seen), 0) as bigint) \
     from people where workspace = $1 and environment = $2";
/// People first seen from $3 to before $4, with what they did for the goal $5 (a company's: $6) in their window $7.
const NEWCOMERS: &str = "select p.company, p.first_seen, \
     coalesce(string_agg(cast(s.at as text) || ':' || cast(s.value as text), ','), '') from people p \
     left join goal_signs s on s.workspace = $1 and s.environment = $2 and s.goal = $5 \
     and s.holder = case when $6 = 1 then 'c:' || coalesce(p.company, '') else p.subject end \
     and s.at >= p.first_seen and s.at <= p.first_seen + $7 \
     where p.workspace = $1 and p.environment = $2 and p.first_seen >= $3 and p.first_seen < $4 \
     group by p.subject, p.company, p.first_seen";
const PUBLISHED: &str = "select count(*) from publications where workspace = $1 and environment = $2 and content = $3";

type AssignedRow = (String, Option<String>, String, String, i64, i64, i64, i64, Option<i64>, String);

impl Store {
    /// Everything lift is read from; `content` is `None` when there is no such content.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn lift(&self, place: Place<'_>, content: &str, now: Timestamp) -> Result<Material, StoreError> {
        let newest = self.versions_of(place, content).await?.into_iter().next();
        let goals = self.goals(place.workspace).await?;
        let (published,): (i64,) = read!(self, pool => {
            sqlx::query_as(PUBLISHED).bind(place.workspace).bind(place.environment).bind(content).fetch_one(pool).await
        })?;
        let measurements = self.measurements(place, content).await?;
        let assigned = match measurements.first() {
            Some(last) => self.assigned(place, content, last).await?,
            None => Vec::new(),
        };
        let goal =
            newest.as_ref().and_then(|content| goals.iter().find(|goal| content.goal.as_ref() == Some(&goal.key)));
        let newcomers = match goal {
            Some(goal) => self.newcomers(place, goal, now).await?,
            None => Vec::new(),
        };
        let arrivals = self.pace(place, content, now).await?;
        Ok(Material {
            content: newest,
            goals,
            published: published > 0,
            measurements,
            assigned,
            newcomers,
            pace: arrivals,
        })
    }

    async fn assigned(&self, place: Place<'_>, content: &str, fixed: &Fixed) -> Result<Vec<Assigned>, StoreError> {
        let window = i64::from(fixed.horizon.window_days) * DAY_MS;
        let rows: Vec<AssignedRow> = read!(self, pool => {
            let query = sqlx::query_as(ASSIGNED).bind(place.workspace).bind(place.environment).bind(content);
            let query = query.bind(fixed.from.0).bind(fixed.horizon.assigned_until.0).bind(fixed.goal.key.as_str());
            query.bind(i64::from(fixed.goal.per == Per::Company)).bind(window).fetch_all(pool).await
        })?;
        let read = |row: AssignedRow| {
            let (bucket, latest, begun, acted_for, crossed, at, displayed, withheld, completed, signs) = row;
            let acted_for = companies(&begun, &acted_for);
            Ok(Assigned {
                bucket,
                company: acted_for.first().cloned().flatten().or(latest),
                became_known: crossed > 0 && acted_for.contains(&None),
                acted_for,
                at: Timestamp(at),
                displayed: displayed > 0,
                withheld: withheld > 0,
                completed: completed.map(Timestamp),
                signs: observations(&signs)?,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// People of four weeks, so long ago that everybody has had the goal's days.
    async fn newcomers(&self, place: Place<'_>, goal: &Goal, now: Timestamp) -> Result<Vec<Newcomer>, StoreError> {
        let Some(days) = goal.window_days else { return Ok(Vec::new()) };
        let until = now.plus_days(-i64::from(days));
        let rows: Vec<(Option<String>, i64, String)> = read!(self, pool => {
            let query = sqlx::query_as(NEWCOMERS).bind(place.workspace).bind(place.environment);
            let query = query.bind(until.plus_days(-PACE_DAYS).0).bind(until.0).bind(goal.key.as_str());
            query.bind(i64::from(goal.per == Per::Company)).bind(i64::from(days) * DAY_MS).fetch_all(pool).await
        })?;
        let read = |(company, at, signs): (Option<String>, i64, String)| {
            Ok(Newcomer { company, at: Timestamp(at), signs: observations(&signs)? })
        };
        rows.into_iter().map(read).collect()
    }

    /// How many came lately, and since when any came: to the content, or, before anybody did, to the product.
    async fn pace(&self, place: Place<'_>, content: &str, now: Timestamp) -> Result<(i64, Timestamp), StoreError> {
        let since = now.plus_days(-PACE_DAYS);
        let own: (i64, i64) = read!(self, pool => {
            let query = sqlx::query_as(PACE).bind(place.workspace).bind(place.environment).bind(content);
            query.bind(since.0).fetch_one(pool).await
        })?;
        let all: (i64, i64) = if own.1 > 0 {
            own
        } else {
            read!(self, pool => {
                let query = sqlx::query_as(PACE_OF_ALL).bind(place.workspace).bind(place.environment);
                query.bind(since.0).fetch_one(pool).await
            })?
        };
        Ok((all.0, Timestamp(all.1)))
    }
}

/// The companies of runs, that of the first run first, each once.
fn companies(begun: &str, all: &str) -> Vec<Option<String>> {
    let first = begun.split_once(':').map_or("", |(_, company)| company);
    let others: BTreeSet<&str> = all.split('\u{1f}').filter(|company| *company != first).collect();
    let named = |company: &str| (!company.is_empty()).then(|| company.to_owned());
    std::iter::once(first).chain(others).map(named).collect()
}

/// Signs joined as `at:value,at:value`.
fn observations(text: &str) -> Result<Vec<Observation>, StoreError> {
    let one = |part: &str| {
        let (at, value) = part.split_once(':')?;
        Some(Observation { at: Timestamp(at.parse().ok()?), value: value.parse().ok()?, from_server: true })
    };
    let parts = text.split(',').filter(|part| !part.is_empty());
    parts.map(|part| one(part).ok_or_else(|| StoreError::corrupt("goal sign", part))).collect()
}

//! Recounting goals: every sign from its event, every attainment from its signs, compared with what is stored.
//!
//! Signs whose events are older than events are kept stay, and are not compared; attainments are, with all their signs. A
//! goal whose past is still being counted is passed over. Deliberately absent: repairing.

use super::past::signs_in;
use super::{Place, SignRow, attained_at, read_goal};
use crate::store::rollup::Difference;
use crate::store::{StoreError, Tx, within};
use shared::content::Goal;
use std::collections::BTreeMap;
use std::fmt::Debug;

/// Events looked at at once.
const PAGE: i64 = 5_000;
const GOALS: &str = "select body from goals where workspace = $1 and counted_to is null order by goal";
const LAST: &str =
    "select min(id), max(id) from (select id from events where workspace = $1 and id > $2 order by id limit $3) page";
const STORED: &str = "select event, holder, subject, at, value from goal_signs where workspace = $1 and environment = $2 \
     and goal = $3 and event > $4 and event <= $5 order by event";
const SIGNS: &str = "select holder, at, value from goal_signs where workspace = $1 and environment = $2 and goal = $3 \
     order by holder, at, event";
const ATTAINED: &str =
    "select holder, at from attainments where workspace = $1 and environment = $2 and goal = $3 and at is not null";

type Signs = BTreeMap<String, (String, Option<String>, i64, f64)>;

/// Compares the goals of one environment with the events.
///
/// # Errors
/// When the database fails or a row cannot be read back.
pub(in crate::store) async fn recount(
    tx: &mut Tx,
    place: Place<'_>,
    differences: &mut Vec<Difference>,
) -> Result<(), StoreError> {
    let bodies: Vec<(String,)> =
        within!(tx, connection => sqlx::query_as(GOALS).bind(place.workspace).fetch_all(connection).await)?;
    for (body,) in &bodies {
        let goal = read_goal(body)?;
        compare_signs(tx, place, &goal, differences).await?;
        compare_attainments(tx, place, &goal, differences).await?;
    }
    Ok(())
}

async fn compare_signs(
    tx: &mut Tx,
    place: Place<'_>,
    goal: &Goal,
    differences: &mut Vec<Difference>,
) -> Result<(), StoreError> {
    let (mut from, mut first) = (String::new(), true);
    loop {
        let (oldest, last): (Option<String>, Option<String>) = within!(tx, connection => {
            sqlx::query_as(LAST).bind(place.workspace).bind(&from).bind(PAGE).fetch_one(connection).await
        })?;
        let (Some(oldest), Some(last)) = (oldest, last) else { return Ok(()) };
        let mut found = signs_in(tx, place.workspace, goal, (&from, &last)).await?;
        let found: Signs = found.remove(place.environment).unwrap_or_default().into_iter().map(sign).collect();
        // Before the oldest event that is kept, signs stand for events that are gone.
        let after = if first { before(&oldest) } else { from };
        let stored = stored(tx, place, goal, (&after, &last)).await?;
        for event in stored.keys().chain(found.keys().filter(|event| !stored.contains_key(*event))) {
            let (stored, found) = (stored.get(event), found.get(event));
            if stored != found {
                let at = format!("sign of {} {event}", goal.key);
                differences.push(difference(place, &at, stored, found));
            }
        }
        (from, first) = (last, false);
    }
}

/// A text just before an id: comparing with it includes the id.
fn before(id: &str) -> String {
    id[..id.len().saturating_sub(1)].to_owned()
}

fn sign(row: SignRow) -> (String, (String, Option<String>, i64, f64)) {
    (row.event, (row.holder, row.subject, row.at, row.value))
}

async fn stored(tx: &mut Tx, place: Place<'_>, goal: &Goal, (from, to): (&str, &str)) -> Result<Signs, StoreError> {
    let rows: Vec<(String, String, Option<String>, i64, f64)> = within!(tx, connection => {
        sqlx::query_as(STORED).bind(place.workspace).bind(place.environment).bind(goal.key.as_str()).bind(from).bind(to)
            .fetch_all(connection).await
    })?;
    Ok(rows.into_iter().map(|(event, holder, subject, at, value)| (event, (holder, subject, at, value))).collect())
}

async fn compare_attainments(
    tx: &mut Tx,
    place: Place<'_>,
    goal: &Goal,
    differences: &mut Vec<Difference>,
) -> Result<(), StoreError> {
    let signs: Vec<(String, i64, f64)> = within!(tx, connection => {
        sqlx::query_as(SIGNS).bind(place.workspace).bind(place.environment).bind(goal.key.as_str()).fetch_all(connection).await
    })?;
    let stored: Vec<(String, i64)> = within!(tx, connection => {
        sqlx::query_as(ATTAINED).bind(place.workspace).bind(place.environment).bind(goal.key.as_str()).fetch_all(connection).await
    })?;
    let mut stored: BTreeMap<String, i64> = stored.into_iter().collect();
    for of_holder in signs.chunk_by(|a, b| a.0 == b.0) {
        let given: Vec<(i64, f64)> = of_holder.iter().map(|(_, at, value)| (*at, *value)).collect();
        let (found, stored) = (attained_at(goal, &given), stored.remove(&of_holder[0].0));
        if stored != found {
            let at = format!("attainment of {} by {}", goal.key, of_holder[0].0);
            differences.push(difference(place, &at, stored.as_ref(), found.as_ref()));
        }
    }
    for (holder, at) in &stored {
        let named = format!("attainment of {} by {holder}", goal.key);
        differences.push(difference(place, &named, Some(at), None));
    }
    Ok(())
}

fn difference<T: Debug>(place: Place<'_>, at: &str, stored: Option<&T>, recounted: Option<&T>) -> Difference {
    let text = |value: Option<&T>| value.map_or_else(|| "nothing".to_owned(), |value| format!("{value:?}"));
    Difference {
        at: format!("{}/{} {at}", place.workspace, place.environment),
        stored: text(stored),
        recounted: text(recounted),
    }
}

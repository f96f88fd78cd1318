//! What came in before a goal was defined: looked through a little at a time, so that writers never wait long.
//!
//! A sign is written once, by its event, so events that come in meanwhile and are met again here count once. Deliberately
//! absent: when it is done; `upkeep.rs` goes on until nothing is left.

use super::{Place, SignRow, read_goal};
use crate::goal::{kinds, observed};
use crate::store::event::{EVENT_COLUMNS, StoredEvent, user_subject};
use crate::store::{Store, StoreError, Tx, read, within};
use shared::content::Goal;
use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Events looked at in one transaction.
const PIECE: i64 = 2_000;
const OPEN: &str = "select workspace, goal, body from goals where counted_to is not null order by workspace, goal";
/// No group is written meanwhile: a visitor who turns out to be a user, or an erasure, comes wholly before or wholly after.
const HOLD: &str = "select environment from environments where workspace = $1 order by environment for no key update";
const ONE: &str = "select body, counted_to from goals where workspace = $1 and goal = $2 and counted_to is not null";
/// Another collector that is at the same goal is left to it.
const ONE_LOCKED: &str = "select body, counted_to from goals where workspace = $1 and goal = $2 and counted_to is not null \
     for update skip locked";
const LAST: &str =
    "select max(id) from (select id from events where workspace = $1 and id > $2 order by id limit $3) piece";
const GO_ON: &str = "update goals set counted_to = $3 where workspace = $1 and goal = $2";

impl Store {
    /// Counts a piece of the past of one goal; `false` when no goal has a past to be counted here. A goal that only a later
    /// release can read is left to that.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_past(&self) -> Result<bool, StoreError> {
        let open: Vec<(String, String, String)> = read!(self, pool => sqlx::query_as(OPEN).fetch_all(pool).await)?;
        let Some((workspace, key, _)) = open.into_iter().find(|(_, _, body)| read_goal(body).is_ok()) else {
            return Ok(false);
        };
        let mut tx = self.begin().await?;
        if self.is_postgres() {
            within!(&mut tx, connection => sqlx::query(HOLD).bind(&workspace).execute(connection).await.map(drop))?;
        }
        let sql = if self.is_postgres() { ONE_LOCKED } else { ONE };
        let open: Option<(String, String)> = within!(&mut tx, connection => {
            sqlx::query_as(sql).bind(&workspace).bind(&key).fetch_optional(connection).await
        })?;
        let Some((body, from)) = open else { return Ok(false) };
        let goal = read_goal(&body)?;
        let (last,): (Option<String>,) = within!(&mut tx, connection => {
            sqlx::query_as(LAST).bind(&workspace).bind(&from).bind(PIECE).fetch_one(connection).await
        })?;
        if let Some(last) = &last {
            count_piece(&mut tx, &workspace, &goal, (&from, last)).await?;
        }
        within!(&mut tx, connection => {
            sqlx::query(GO_ON).bind(&workspace).bind(&key).bind(last).execute(connection).await.map(drop)
        })?;
        tx.commit().await?;
        Ok(true)
    }
}

async fn count_piece(tx: &mut Tx, workspace: &str, goal: &Goal, range: (&str, &str)) -> Result<(), StoreError> {
    for (environment, signs) in signs_in(tx, workspace, goal, range).await? {
        let place = Place { workspace, environment: &environment };
        tx.count_goals(place, std::slice::from_ref(goal), signs, &[]).await?;
    }
    Ok(())
}

/// The signs of a goal among the events after the first and up to the second id, by environment.
pub(super) async fn signs_in(
    tx: &mut Tx,
    workspace: &str,
    goal: &Goal,
    (from, to): (&str, &str),
) -> Result<BTreeMap<String, Vec<SignRow>>, StoreError> {
    let events: Vec<StoredEvent> = within!(tx, connection => {
        let mut query = sqlx::query_as(select(kinds(&goal.sign).len())).bind(workspace).bind(from).bind(to);
        for kind in kinds(&goal.sign) {
            query = query.bind(*kind);
        }
        query.fetch_all(connection).await
    })?;
    let users = users(tx, workspace, &events).await?;
    let mut signs: BTreeMap<String, Vec<SignRow>> = BTreeMap::new();
    for stored in events {
        let subject = stored.subject.map(|subject| {
            let user =
                subject.strip_prefix("a:").and_then(|id| users.get(&(stored.environment.clone(), id.to_owned())));
            user.map_or(subject.clone(), |user| user_subject(user))
        });
        let stored = StoredEvent { subject, ..stored };
        // One event that cannot be read must not keep the rest of the past from being counted; a recount passes it over too.
        let Ok(event) = stored.event().inspect_err(|error| tracing::error!(%error, "an event is no sign of a goal"))
        else {
            continue;
        };
        for seen in observed(std::slice::from_ref(goal), &event, stored.subject.as_deref(), stored.source == "server") {
            let row = SignRow {
                goal: seen.goal,
                event: stored.id.clone(),
                holder: seen.holder,
                subject: stored.subject.clone(),
                at: stored.at,
                value: seen.value,
            };
            signs.entry(stored.environment.clone()).or_default().push(row);
        }
    }
    Ok(signs)
}

/// Events of so many kinds in a range of ids.
fn select(kinds: usize) -> SqlStr {
    let list = if kinds == 1 { "($4)" } else { "($4, $5)" };
    let sql = format!(
        "select {EVENT_COLUMNS} from events where workspace = $1 and id > $2 and id <= $3 and kind in {list} order by id"
    );
    AssertSqlSafe(sql).into_sql_str()
}

/// Which users the anonymous visitors among these turned out to be, by environment and anonymous id.
async fn users(
    tx: &mut Tx,
    workspace: &str,
    events: &[StoredEvent],
) -> Result<HashMap<(String, String), String>, StoreError> {
    let mut visitors: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for event in events {
        if let Some(id) = event.subject.as_deref().and_then(|subject| subject.strip_prefix("a:")) {
            visitors.entry(&event.environment).or_default().insert(id.to_owned());
        }
    }
    let mut users = HashMap::new();
    for (environment, ids) in visitors {
        let found = tx.aliases(workspace, environment, &ids).await?;
        users.extend(found.into_iter().map(|(id, user)| ((environment.to_owned(), id), user)));
    }
    Ok(users)
}

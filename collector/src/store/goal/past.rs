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
const ANY: &str = "select cast(1 as bigint) from goals where counted_to is not null limit 1";
const OPEN: &str =
    "select workspace, goal, body, counted_to from goals where counted_to is not null order by workspace, goal limit 1";
/// Another collector that is at the same goal is left to it.
const OPEN_LOCKED: &str = "select workspace, goal, body, counted_to from goals where counted_to is not null \
     order by workspace, goal limit 1 for update skip locked";
const LAST: &str =
    "select max(id) from (select id from events where workspace = $1 and id > $2 order by id limit $3) piece";
const GO_ON: &str = "update goals set counted_to = $3 where workspace = $1 and goal = $2";

impl Store {
    /// Counts a piece of the past of one goal; `false` when no goal has a past to be counted.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn count_past(&self) -> Result<bool, StoreError> {
        let any: Option<(i64,)> = read!(self, pool => sqlx::query_as(ANY).fetch_optional(pool).await)?;
        if any.is_none() {
            return Ok(false);
        }
        let mut tx = self.begin().await?;
        let sql = if self.is_postgres() { OPEN_LOCKED } else { OPEN };
        let open: Option<(String, String, String, String)> =
            within!(&mut tx, connection => sqlx::query_as(sql).fetch_optional(connection).await)?;
        let Some((workspace, key, body, from)) = open else { return Ok(false) };
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
        let event = stored.event()?;
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

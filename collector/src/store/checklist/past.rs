//! What was done by hand about items, as the events tell it: to recount it, and to find again what an erased colleague's step
//! stood before.
//!
//! Rows whose events are older than events are kept stay, and are not compared. Deliberately absent: repairing.

use super::{ItemChange, ItemName, state_name};
use crate::store::event::{company_subject, user_subject};
use crate::store::rollup::{Difference, Place};
use crate::store::{StoreError, Tx, within};
use shared::content::goal::Per;
use shared::content::{Body as ContentBody, Content};
use shared::event::Body;
use std::collections::BTreeMap;
use std::sync::Arc;

const VERSIONS: &str = "select content, version, body from versions where workspace = $1";
const EVENTS: &str = "select e.id, e.at, e.subject, e.company, e.version, e.body, a.user_id from events e left join aliases a \
     on a.workspace = e.workspace and a.environment = e.environment and substr(e.subject, 1, 2) = 'a:' \
     and a.anonymous_id = substr(e.subject, 3) \
     where e.workspace = $1 and e.environment = $2 and e.content = $3 and e.kind = 'item' and e.subject is not null order by e.id";
const OLDEST: &str = "select min(id) from events where workspace = $1";
const STORED: &str =
    "select content, holder, item, state, subject, at, event from items where workspace = $1 and environment = $2";
const SHARED: &str = "select distinct content from items where workspace = $1 and environment = $2 and subject = $3 \
     and substr(holder, 1, 2) = 'c:'";

/// An event's columns in the order of [`EVENTS`].
type Row = (String, i64, String, Option<String>, i64, String, Option<String>);
type Changes = BTreeMap<ItemName, ItemChange>;

impl Tx {
    /// Whose list each version of each checklist of the workspace is.
    async fn checklists(&mut self, workspace: &str) -> Result<BTreeMap<String, BTreeMap<i64, Per>>, StoreError> {
        let rows: Vec<(String, i64, String)> =
            within!(self, connection => sqlx::query_as(VERSIONS).bind(workspace).fetch_all(connection).await)?;
        let mut lists: BTreeMap<String, BTreeMap<i64, Per>> = BTreeMap::new();
        for (content, version, body) in rows {
            let read: Content =
                serde_json::from_str(&body).map_err(|error| StoreError::corrupt("content version", error))?;
            if let ContentBody::Checklist(list) = read.body {
                lists.entry(content).or_default().insert(version, list.per);
            }
        }
        Ok(lists)
    }

    /// The last thing done about each item of a checklist, as its events tell.
    async fn items_told(
        &mut self,
        place: Place<'_>,
        content: &str,
        versions: &BTreeMap<i64, Per>,
    ) -> Result<Changes, StoreError> {
        let rows: Vec<Row> = within!(self, connection => {
            sqlx::query_as(EVENTS).bind(place.workspace).bind(place.environment).bind(content).fetch_all(connection).await
        })?;
        let mut told = Changes::new();
        for (event, at, subject, company, version, body, user) in rows {
            let body: Body = serde_json::from_str(&body).map_err(|error| StoreError::corrupt("event", error))?;
            let Body::Item { item, state, .. } = body else { continue };
            let subject = user.map_or(subject, |user| user_subject(&user));
            let holder = match (versions.get(&version), company) {
                (Some(Per::Person), _) => subject.clone(),
                (Some(Per::Company), Some(company)) => company_subject(&company),
                (Some(Per::Company), None) | (None, _) => continue,
            };
            let name: ItemName =
                (place.workspace.into(), place.environment.into(), content.to_owned(), holder, item.to_string());
            let change = ItemChange { state: state_name(state), subject, at, event };
            let old = told.get(&name);
            if old.is_none_or(|old| (old.at, &old.event) < (change.at, &change.event)) {
                told.insert(name, change);
            }
        }
        Ok(told)
    }

    /// The checklists of companies in which this person did the last thing about an item.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn shared_items(&mut self, place: Place<'_>, subject: &str) -> Result<Vec<String>, StoreError> {
        let rows: Vec<(String,)> = within!(self, connection => {
            sqlx::query_as(SHARED).bind(place.workspace).bind(place.environment).bind(subject).fetch_all(connection).await
        })?;
        Ok(rows.into_iter().map(|(content,)| content).collect())
    }

    /// Puts back what colleagues had done before somebody whose steps are gone.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn restore_items(&mut self, place: Place<'_>, contents: &[String]) -> Result<(), StoreError> {
        if contents.is_empty() {
            return Ok(());
        }
        let lists = self.checklists(place.workspace).await?;
        for content in contents {
            let Some(versions) = lists.get(content) else { continue };
            let mut told = self.items_told(place, content, versions).await?;
            told.retain(|(_, _, _, holder, _), _| holder.starts_with("c:"));
            self.write_items(&told).await?;
        }
        Ok(())
    }
}

/// Compares what is stored of items in one environment with the events.
///
/// # Errors
/// When the database fails or a row cannot be read back.
pub(in crate::store) async fn recount(
    tx: &mut Tx,
    place: Place<'_>,
    differences: &mut Vec<Difference>,
) -> Result<(), StoreError> {
    let (oldest,): (Option<String>,) =
        within!(&mut *tx, connection => sqlx::query_as(OLDEST).bind(place.workspace).fetch_one(connection).await)?;
    let mut told = Changes::new();
    for (content, versions) in tx.checklists(place.workspace).await? {
        told.extend(tx.items_told(place, &content, &versions).await?);
    }
    let stored = stored(tx, place).await?;
    for name in stored.keys().chain(told.keys().filter(|name| !stored.contains_key(*name))) {
        let (stored, told) = (stored.get(name), told.get(name));
        let is_past = stored.is_some_and(|stored| oldest.as_ref().is_none_or(|oldest| stored.event < *oldest));
        if stored != told && !is_past {
            let text = |change: Option<&ItemChange>| change.map_or_else(|| "nothing".to_owned(), |c| format!("{c:?}"));
            let (_, _, content, holder, item) = name;
            differences.push(Difference {
                at: format!("{}/{} item {item} of {content} by {holder}", place.workspace, place.environment),
                stored: text(stored),
                recounted: text(told),
            });
        }
    }
    Ok(())
}

async fn stored(tx: &mut Tx, place: Place<'_>) -> Result<Changes, StoreError> {
    let rows: Vec<(String, String, String, String, String, i64, String)> = within!(tx, connection => {
        sqlx::query_as(STORED).bind(place.workspace).bind(place.environment).fetch_all(connection).await
    })?;
    let (workspace, environment): (Arc<str>, Arc<str>) = (place.workspace.into(), place.environment.into());
    let mut stored = Changes::new();
    for (content, holder, item, state, subject, at, event) in rows {
        let state = super::state_named(&state).ok_or_else(|| StoreError::corrupt("state of an item", &state))?;
        let change = ItemChange { state: state_name(state), subject, at, event };
        stored.insert((Arc::clone(&workspace), Arc::clone(&environment), content, holder, item), change);
    }
    Ok(stored)
}

//! Writing what is known of people and companies, in the transaction of the events it follows from.
//!
//! Every statement is sorted by its key and has each key once, so that two collectors never wait for each other in a
//! circle, and is independent of the order in which events come in. Deliberately absent: which event means what; that is
//! `crate::writer::effect`.

use crate::store::{StoreError, Tx, bulk, within};
use shared::session::Mark;
use shared::targeting::frequency::merge_mark;
use std::collections::{BTreeMap, HashMap};

const TOUCH: &str = "insert into people (workspace, environment, subject, bucket, company, first_seen, last_seen, effort_at, effort_low) values";
const TOUCH_AGAIN: &str = "on conflict (workspace, environment, subject) do update set \
     first_seen = case when excluded.first_seen < people.first_seen then excluded.first_seen else people.first_seen end, \
     company = case when excluded.last_seen >= people.last_seen and excluded.company is not null then excluded.company else people.company end, \
     last_seen = case when excluded.last_seen > people.last_seen then excluded.last_seen else people.last_seen end, \
     effort_low = case when excluded.effort_at >= people.effort_at then excluded.effort_low else people.effort_low end, \
     effort_at = case when excluded.effort_at >= people.effort_at then excluded.effort_at else people.effort_at end";
const COMPANY: &str = "insert into companies (workspace, environment, company, first_seen, last_seen) values";
const COMPANY_AGAIN: &str = "on conflict (workspace, environment, company) do update set \
     first_seen = case when excluded.first_seen < companies.first_seen then excluded.first_seen else companies.first_seen end, \
     last_seen = case when excluded.last_seen > companies.last_seen then excluded.last_seen else companies.last_seen end";
const TRAIT: &str = "insert into traits (workspace, environment, subject, name, value, at, event) values";
const TRAIT_AGAIN: &str = "on conflict (workspace, environment, subject, name) do update set \
     value = excluded.value, at = excluded.at, event = excluded.event \
     where excluded.at > traits.at or (excluded.at = traits.at and excluded.event > traits.event)";
const MARK: &str = "insert into marks (workspace, environment, subject, content, mark) values";
const MARK_AGAIN: &str = "on conflict (workspace, environment, subject, content) do update set mark = excluded.mark";
const MARKS: &str = "select subject, content, mark from marks where workspace = $1 and environment = $2 and subject in";
/// Workspace, environment and subject (or company).
pub type Key = (std::sync::Arc<str>, std::sync::Arc<str>, String);

/// Somebody was heard of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// What sampling and holdout are drawn by, should the person be new.
    pub bucket: String,
    /// The company they acted for last.
    pub company: Option<String>,
    /// Earliest event, UTC milliseconds.
    pub first_seen: i64,
    /// Latest event, UTC milliseconds.
    pub last_seen: i64,
    /// The latest answer to a customer effort question, UTC milliseconds; 0 for none.
    pub effort_at: i64,
    /// Whether that answer was low.
    pub effort_low: bool,
}

/// A trait was set or taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraitChange {
    /// The value as JSON; `None` when taken away.
    pub value: Option<String>,
    /// When, UTC milliseconds.
    pub at: i64,
    /// By which event.
    pub event: String,
}

/// What a group adds to one mark.
pub type MarkChange = Mark;

impl Tx {
    /// Writes that these people were heard of.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn touch_people(&mut self, touched: &BTreeMap<Key, Touch>) -> Result<(), StoreError> {
        let rows: Vec<_> = touched.iter().collect();
        for piece in bulk::pieces(&rows) {
            let sql = self.statement(TOUCH, 9, piece.len(), TOUCH_AGAIN);
            within!(self, connection => {
                let mut query = sqlx::query(sql);
                for ((workspace, environment, subject), touch) in piece {
                    query = query.bind(&**workspace).bind(&**environment).bind(subject).bind(&touch.bucket)
                        .bind(touch.company.as_deref()).bind(touch.first_seen).bind(touch.last_seen)
                        .bind(touch.effort_at).bind(i64::from(touch.effort_low));
                }
                query.execute(connection).await.map(drop)
            })?;
        }
        Ok(())
    }

    /// Writes that these companies were heard of: earliest and latest event, UTC milliseconds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn touch_companies(&mut self, touched: &BTreeMap<Key, (i64, i64)>) -> Result<(), StoreError> {
        let rows: Vec<_> = touched.iter().collect();
        for piece in bulk::pieces(&rows) {
            let sql = self.statement(COMPANY, 5, piece.len(), COMPANY_AGAIN);
            within!(self, connection => {
                let mut query = sqlx::query(sql);
                for ((workspace, environment, company), (first, last)) in piece {
                    query = query.bind(&**workspace).bind(&**environment).bind(company).bind(*first).bind(*last);
                }
                query.execute(connection).await.map(drop)
            })?;
        }
        Ok(())
    }

    /// Writes traits by subject and name; the last writer by event time counts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_traits(&mut self, changes: &BTreeMap<(Key, String), TraitChange>) -> Result<(), StoreError> {
        let rows: Vec<_> = changes.iter().collect();
        for piece in bulk::pieces(&rows) {
            let sql = self.statement(TRAIT, 7, piece.len(), TRAIT_AGAIN);
            within!(self, connection => {
                let mut query = sqlx::query(sql);
                for (((workspace, environment, subject), name), change) in piece {
                    query = query.bind(&**workspace).bind(&**environment).bind(subject).bind(name)
                        .bind(change.value.as_deref()).bind(change.at).bind(&change.event);
                }
                query.execute(connection).await.map(drop)
            })?;
        }
        Ok(())
    }

    /// Merges marks by subject and content into what is remembered.
    ///
    /// # Errors
    /// When the database fails or a mark cannot be read back.
    pub async fn merge_marks(&mut self, changes: &BTreeMap<(Key, String), MarkChange>) -> Result<(), StoreError> {
        let stored = self.stored_marks(changes.keys()).await?;
        let mut rows = Vec::with_capacity(changes.len());
        for (key, change) in changes {
            let mut mark = match stored.get(key) {
                Some(json) => serde_json::from_str(json).map_err(|error| StoreError::corrupt("mark", error))?,
                None => Mark::default(),
            };
            merge_mark(&mut mark, change);
            let json = serde_json::to_string(&mark).map_err(|error| StoreError::corrupt("mark", error))?;
            rows.push((key, json));
        }
        for piece in bulk::pieces(&rows) {
            let sql = self.statement(MARK, 5, piece.len(), MARK_AGAIN);
            within!(self, connection => {
                let mut query = sqlx::query(sql);
                for (((workspace, environment, subject), content), mark) in piece {
                    query = query.bind(&**workspace).bind(&**environment).bind(subject).bind(content).bind(mark);
                }
                query.execute(connection).await.map(drop)
            })?;
        }
        Ok(())
    }

    /// The marks of these subjects, locked on PostgreSQL until the transaction ends (SQLite has one writer).
    pub(super) async fn stored_marks<'a>(
        &mut self,
        keys: impl Iterator<Item = &'a (Key, String)>,
    ) -> Result<HashMap<(Key, String), String>, StoreError> {
        let tail = if matches!(self, Self::Postgres(_)) { "order by subject, content for update" } else { "" };
        let mut subjects: BTreeMap<(&str, &str), Vec<&Key>> = BTreeMap::new();
        for (key, _) in keys {
            let found = subjects.entry((&key.0, &key.1)).or_default();
            if found.last() != Some(&key) {
                found.push(key);
            }
        }
        let mut stored = HashMap::new();
        for ((workspace, environment), keys) in subjects {
            for piece in bulk::pieces(&keys) {
                let sql = bulk::list(MARKS, 2, piece.len(), tail);
                let rows: Vec<(String, String, String)> = within!(self, connection => {
                    let mut query = sqlx::query_as(sql).bind(workspace).bind(environment);
                    for key in piece {
                        query = query.bind(&key.2);
                    }
                    query.fetch_all(connection).await
                })?;
                let (workspace, environment) = (&piece[0].0, &piece[0].1);
                stored.extend(rows.into_iter().map(|(subject, content, mark)| {
                    (((workspace.clone(), environment.clone(), subject), content), mark)
                }));
            }
        }
        Ok(stored)
    }
}

//! Events, append-only: the row, and writing many at once.
//!
//! Deliberately absent: changing an event. Erasure and retention delete whole rows (`erasure.rs`, `retention.rs`).

use super::{StoreError, Tx, bulk};
use shared::event::{Body, Context, Event, Who};
use shared::id::{CompanyId, EventId};
use shared::time::Timestamp;
use std::collections::HashSet;
use std::sync::Arc;

const COLUMNS: usize = 18;
macro_rules! insert {
    ($insert:literal) => {
        concat!(
            $insert,
            " into events (workspace, id, environment, at, received_at, subject, anonymous_id, company, source, kind, \
             name, content, version, run, url, locale, device, body) values"
        )
    };
}
const INSERT: &str = insert!("insert");
/// A statement of many rows that fails is undone with its transaction; `or fail` spares SQLite the copies of all pages it
/// changes, by which it could undo the statement alone.
const INSERT_OR_FAIL: &str = insert!("insert or fail");
const UNLESS_THERE: &str = "on conflict (workspace, id) do nothing";
const RETURNING: &str = "on conflict (workspace, id) do nothing returning workspace, id";
/// The rows that one statement on SQLite inserted: each gets the rowid after the largest, and nobody else writes meanwhile.
const INSERTED: &str = "select workspace, id from events where rowid > $1 and rowid <= $2";

/// One event as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    /// The workspace.
    pub workspace: Arc<str>,
    /// The environment's key.
    pub environment: Arc<str>,
    /// The event's id.
    pub id: String,
    /// When it happened, UTC milliseconds, corrected.
    pub at: i64,
    /// When it came in, UTC milliseconds.
    pub received_at: i64,
    /// `u:` and the user id, or `a:` and the anonymous id; `None` for anonymous answers.
    pub subject: Option<String>,
    /// The anonymous id the event came with.
    pub anonymous_id: Option<String>,
    /// The company the person acted for.
    pub company: Option<String>,
    /// `page` or `server`.
    pub source: &'static str,
    /// The kind of event, as in JSON (`answered`).
    pub kind: &'static str,
    /// The name of a tracked event, the selector of a click or presence, the code of a failure.
    pub name: Option<String>,
    /// The content of a run.
    pub content: Option<String>,
    /// The version of a run.
    pub version: Option<i64>,
    /// The run.
    pub run: Option<String>,
    /// The page's address.
    pub url: Option<String>,
    /// The locale the person read.
    pub locale: Option<String>,
    /// The kind of device.
    pub device: Option<&'static str>,
    /// The event's body as JSON.
    pub body: String,
}

/// Columns of a [`StoredEvent`].
pub const EVENT_COLUMNS: &str = "id, environment, at, subject, company, source, url, body";

/// An event read back, as far as goals look at it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StoredEvent {
    /// The event's id.
    pub id: String,
    /// The environment's key.
    pub environment: String,
    /// When it happened, UTC milliseconds.
    pub at: i64,
    /// Who did it.
    pub subject: Option<String>,
    /// The company the person acted for.
    pub company: Option<String>,
    /// `page` or `server`.
    pub source: String,
    /// The page's address.
    pub url: Option<String>,
    /// The event's body as JSON.
    pub body: String,
}

impl StoredEvent {
    /// The event, without who did it.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when it cannot be read back.
    pub fn event(&self) -> Result<Event, StoreError> {
        let corrupt = |error: &dyn std::fmt::Display| StoreError::corrupt("event", error);
        let company_id = self.company.as_deref().map(CompanyId::new).transpose().map_err(|error| corrupt(&error))?;
        Ok(Event {
            id: EventId(self.id.parse().map_err(|error: uuid::Error| corrupt(&error))?),
            at: Timestamp(self.at),
            who: Who { company_id, ..Who::default() },
            context: Context { url: self.url.clone(), ..Context::default() },
            body: serde_json::from_str(&self.body).map_err(|error| corrupt(&error))?,
        })
    }
}

/// The kind of an event as it stands in JSON and in the `kind` column.
pub fn kind_of(body: &Body) -> &'static str {
    match body {
        Body::Identify { .. } => "identify",
        Body::Group { .. } => "group",
        Body::Track { .. } => "track",
        Body::Page { .. } => "page",
        Body::Clicked { .. } => "clicked",
        Body::Present { .. } => "present",
        Body::Due(_) => "due",
        Body::Displayed(_) => "displayed",
        Body::Withheld(_) => "withheld",
        Body::Started(_) => "started",
        Body::Answered { .. } => "answered",
        Body::Step { .. } => "step",
        Body::TargetMissing { .. } => "target_missing",
        Body::Effort { .. } => "effort",
        Body::Item { .. } => "item",
        Body::Completed(_) => "completed",
        Body::Dismissed { .. } => "dismissed",
        Body::Ignored(_) => "ignored",
        Body::Marked { .. } => "marked",
        Body::Consent { .. } => "consent",
        Body::Failed { .. } => "failed",
    }
}

/// The subject of a user.
pub fn user_subject(user_id: &str) -> String {
    format!("u:{user_id}")
}

/// The subject of an anonymous person.
pub fn anonymous_subject(anonymous_id: &str) -> String {
    format!("a:{anonymous_id}")
}

/// The subject of a company, in `traits`.
pub fn company_subject(company_id: &str) -> String {
    format!("c:{company_id}")
}

impl EventRow {
    /// The event again, as it was stored; ids and body are read from their columns.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the body cannot be read back.
    pub fn body(&self) -> Result<Body, StoreError> {
        serde_json::from_str(&self.body).map_err(|error| StoreError::corrupt("event", error))
    }
}

/// Binds the columns of [`INSERT`] for each row.
macro_rules! bind_rows {
    ($query:expr, $rows:expr) => {{
        let mut query = $query;
        for row in $rows {
            query = query
                .bind(&*row.workspace)
                .bind(&row.id)
                .bind(&*row.environment)
                .bind(row.at)
                .bind(row.received_at)
                .bind(row.subject.as_deref())
                .bind(row.anonymous_id.as_deref())
                .bind(row.company.as_deref())
                .bind(row.source)
                .bind(row.kind)
                .bind(row.name.as_deref())
                .bind(row.content.as_deref())
                .bind(row.version)
                .bind(row.run.as_deref())
                .bind(row.url.as_deref())
                .bind(row.locale.as_deref())
                .bind(row.device)
                .bind(&row.body);
        }
        query
    }};
}

impl Tx {
    /// Writes events, sorted by (workspace, id) and each id once; says of each whether it was not there yet.
    ///
    /// # Errors
    /// When the database fails or refuses a row.
    pub async fn insert_events(&mut self, rows: &[&EventRow]) -> Result<Vec<bool>, StoreError> {
        let mut fresh = Vec::with_capacity(rows.len());
        for piece in bulk::pieces(rows) {
            let Some(inserted) = self.insert_piece(piece).await? else {
                fresh.extend(piece.iter().map(|_| true));
                continue;
            };
            let inserted: HashSet<(&str, &str)> = inserted.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            fresh.extend(piece.iter().map(|row| inserted.contains(&(&*row.workspace, row.id.as_str()))));
        }
        Ok(fresh)
    }

    /// Writes events with one statement; names those that were not there yet, or `None` when that is all of them.
    ///
    /// SQLite is asked for names only where some are missing: to return rows it makes a table of them first.
    async fn insert_piece(&mut self, piece: &[&EventRow]) -> Result<Option<Vec<(String, String)>>, StoreError> {
        let (insert, tail) = if self.is_postgres() { (INSERT, RETURNING) } else { (INSERT_OR_FAIL, UNLESS_THERE) };
        let sql = self.statement(insert, COLUMNS, piece.len(), tail);
        match self {
            Self::Postgres(tx) => Ok(Some(bind_rows!(sqlx::query_as(sql), piece).fetch_all(&mut **tx).await?)),
            Self::Sqlite(tx) => {
                let done = bind_rows!(sqlx::query(sql), piece).execute(&mut **tx).await?;
                let count = i64::try_from(done.rows_affected()).unwrap_or(i64::MAX);
                if usize::try_from(count).is_ok_and(|count| count == piece.len()) {
                    return Ok(None);
                }
                let last = done.last_insert_rowid();
                let names = sqlx::query_as(INSERTED).bind(last - count).bind(last);
                Ok(Some(names.fetch_all(&mut **tx).await?))
            }
        }
    }
}

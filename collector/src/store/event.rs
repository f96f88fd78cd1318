//! Events, append-only: the row, and writing many at once.
//!
//! Deliberately absent: changing an event. Erasure and retention delete whole rows (`erasure.rs`, `retention.rs`).

use super::{StoreError, Tx, bulk, within};
use shared::event::{Body, Context, Event, Who};
use shared::id::{CompanyId, EventId};
use shared::time::Timestamp;
use std::collections::HashSet;
use std::sync::Arc;

const COLUMNS: usize = 18;
const INSERT: &str = "insert into events (workspace, id, environment, at, received_at, subject, anonymous_id, company, source, kind, \
     name, content, version, run, url, locale, device, body) values";
const RETURNING: &str = "on conflict (workspace, id) do nothing returning workspace, id";

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

impl Tx {
    /// Writes events, sorted by (workspace, id) and each id once; says which (workspace, id) were not there yet.
    ///
    /// # Errors
    /// When the database fails or refuses a row.
    pub async fn insert_events(&mut self, rows: &[&EventRow]) -> Result<HashSet<(String, String)>, StoreError> {
        let mut fresh = HashSet::with_capacity(rows.len());
        for piece in bulk::pieces(rows) {
            let sql = self.statement(INSERT, COLUMNS, piece.len(), RETURNING);
            let inserted: Vec<(String, String)> = within!(self, connection => {
                let mut query = sqlx::query_as(sql);
                for row in piece {
                    query = query.bind(&*row.workspace).bind(&row.id).bind(&*row.environment).bind(row.at).bind(row.received_at)
                        .bind(row.subject.as_deref()).bind(row.anonymous_id.as_deref()).bind(row.company.as_deref())
                        .bind(row.source).bind(row.kind).bind(row.name.as_deref()).bind(row.content.as_deref())
                        .bind(row.version).bind(row.run.as_deref()).bind(row.url.as_deref())
                        .bind(row.locale.as_deref()).bind(row.device).bind(&row.body);
                }
                query.fetch_all(connection).await
            })?;
            fresh.extend(inserted);
        }
        Ok(fresh)
    }
}

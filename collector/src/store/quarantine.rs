//! What could not be accepted, with the reason, for whoever debugs the page.
//!
//! Events of erased people and events whose user id was not signed are not kept: they are refused for the person's sake.
//! Deliberately absent: putting them back; an event that is refused will never be accepted.

use super::{StoreError, Tx, bulk, within};
use crate::ingest::Refused;
use crate::writer::Job;
use shared::event::RejectReason;

const INSERT: &str =
    "insert into quarantine (workspace, environment, id, received_at, source, reason, detail, raw) values";
const AGAIN: &str = "on conflict (workspace, environment, id) do nothing";
/// Most bytes of the raw event that are kept.
const MOST_RAW: usize = 4_096;

/// One refused event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuarantineRow {
    workspace: String,
    environment: String,
    id: String,
    received_at: i64,
    source: &'static str,
    reason: String,
    detail: String,
    raw: String,
}

impl QuarantineRow {
    /// A refused event of a job.
    pub fn new(job: &Job, refused: &Refused, raw: &str) -> Self {
        let mut end = raw.len().min(MOST_RAW);
        while !raw.is_char_boundary(end) {
            end -= 1;
        }
        let keep = !matches!(refused.reason, RejectReason::Erased | RejectReason::BadToken);
        Self {
            workspace: job.served.workspace.to_string(),
            environment: job.served.environment.to_string(),
            id: refused.id.clone().unwrap_or_else(crate::clock::fresh_id),
            received_at: job.received_at,
            source: job.source,
            reason: reason(refused.reason),
            detail: refused.detail.replace('\0', ""),
            raw: if keep { raw[..end].replace('\0', "") } else { String::new() },
        }
    }
}

/// The reason as it stands in JSON.
fn reason(reason: RejectReason) -> String {
    serde_json::to_value(reason).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

impl Tx {
    /// Keeps refused events; one with an id that is there already is passed over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn quarantine(&mut self, rows: &[QuarantineRow]) -> Result<(), StoreError> {
        let mut rows: Vec<&QuarantineRow> = rows.iter().collect();
        let order = |row: &&QuarantineRow| (row.workspace.clone(), row.environment.clone(), row.id.clone());
        rows.sort_by_key(order);
        rows.dedup_by_key(|row| order(row));
        for piece in bulk::pieces(&rows) {
            let sql = self.statement(INSERT, 8, piece.len(), AGAIN);
            within!(self, connection => {
                let mut query = sqlx::query(sql);
                for row in piece {
                    query = query.bind(&row.workspace).bind(&row.environment).bind(&row.id).bind(row.received_at)
                        .bind(row.source).bind(&row.reason).bind(&row.detail).bind(&row.raw);
                }
                query.execute(connection).await.map(drop)
            })?;
        }
        Ok(())
    }
}

//! Messages to one person: writing them, reading them back with their marks, following the person they are for.
//!
//! Reading those of a session is part of `profile.rs`, in its one round trip. Deliberately absent: what is displayed of them
//! (`crate::message`).

use super::rollup::Place;
use super::{Store, StoreError, Tx, read, within, write};
use crate::message::{self, Sent};
use shared::api::message::{Message, NewMessage};
use shared::id::ContentKey;
use shared::session::Mark;
use shared::time::Timestamp;

const WRITE: &str = "insert into messages (workspace, environment, message, subject, body, sent_at, sent_by) \
     values ($1, $2, $3, $4, $5, $6, $7)";
const OF_PERSON: &str = "select m.message, m.body, m.sent_at, m.sent_by, k.mark from messages m left join marks k \
     on k.workspace = m.workspace and k.environment = m.environment and k.subject = m.subject and k.content = m.message \
     where m.workspace = $1 and m.environment = $2 and m.subject = $3 order by m.sent_at desc, m.message limit 200";
const ONE: &str = "select body from messages where workspace = $1 and environment = $2 and message = $3";
const UNITE: &str = "update messages set subject = $4 where workspace = $1 and environment = $2 and subject = $3";

/// Columns in the order of [`OF_PERSON`].
type Row = (String, String, i64, String, Option<String>);

/// A stored message.
///
/// # Errors
/// When it cannot be read back.
pub(super) fn sent(key: &str, body: &str) -> Result<Sent, StoreError> {
    let key = ContentKey::new(key).map_err(|error| StoreError::corrupt("message", error))?;
    Ok(Sent { key, message: serde_json::from_str(body).map_err(|error| StoreError::corrupt("message", error))? })
}

fn told((key, body, at, by, mark): Row) -> Result<Message, StoreError> {
    let Sent { key, message } = sent(&key, &body)?;
    let mark: Option<Mark> =
        mark.map(|mark| serde_json::from_str(&mark)).transpose().map_err(|error| StoreError::corrupt("mark", error))?;
    let (state, state_at) = message::state(mark.as_ref());
    Ok(Message { key, message, at: Timestamp(at), by, state, state_at })
}

impl Store {
    /// Writes a message to a person.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_message(
        &self,
        place: Place<'_>,
        subject: &str,
        (key, message): (&ContentKey, &NewMessage),
        (at, by): (Timestamp, &str),
    ) -> Result<(), StoreError> {
        let body = serde_json::to_string(message).map_err(|error| StoreError::corrupt("message", error))?;
        write!(self, pool => {
            sqlx::query(WRITE).bind(place.workspace).bind(place.environment).bind(key.as_str()).bind(subject).bind(&body)
                .bind(at.0).bind(by).execute(pool).await.map(drop)
        })?;
        Ok(())
    }

    /// Messages to a person, the newest first, with what became of each.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn messages_to(&self, place: Place<'_>, subject: &str) -> Result<Vec<Message>, StoreError> {
        let rows: Vec<Row> = read!(self, pool => {
            sqlx::query_as(OF_PERSON).bind(place.workspace).bind(place.environment).bind(subject).fetch_all(pool).await
        })?;
        rows.into_iter().map(told).collect()
    }

    /// The message of this key.
    ///
    /// # Errors
    /// When the database fails or it cannot be read back.
    pub async fn message(&self, place: Place<'_>, key: &ContentKey) -> Result<Option<Sent>, StoreError> {
        let row: Option<(String,)> = read!(self, pool => {
            sqlx::query_as(ONE).bind(place.workspace).bind(place.environment).bind(key.as_str()).fetch_optional(pool).await
        })?;
        row.map(|(body,)| sent(key.as_str(), &body)).transpose()
    }
}

impl Tx {
    /// Gives what was written to a visitor to the user they turned out to be.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unite_messages(&mut self, place: Place<'_>, from: &str, to: &str) -> Result<(), StoreError> {
        within!(self, connection => {
            sqlx::query(UNITE).bind(place.workspace).bind(place.environment).bind(from).bind(to).execute(connection).await.map(drop)
        })?;
        Ok(())
    }
}

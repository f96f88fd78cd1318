//! What host back ends send: events, people, companies, with an API token, as JSON or CSV.
//!
//! Every row becomes an event and goes the one way in, marked as from the server, so that goals can demand it. Deliberately
//! absent: answers to surveys; only the page knows what was displayed.

use super::input::{Call, InEnvironment, Query, Sheet};
use super::sheet::BadRow;
use crate::clock;
use crate::error::ApiError;
use crate::ingest::{Identity, Refused, Source};
use crate::intake::{Delivery, Incoming};
use axum::Json;
use sha2::{Digest, Sha256};
use shared::api::people::{CompanyRow, EventRow, PersonRow, RowOutcomes};
use shared::event::{Body, Context, Event, RejectReason, Who};
use shared::id::EventId;
use shared::map::Map;
use shared::time::Timestamp;

/// `POST /api/events`
///
/// # Errors
/// When the database fails.
pub async fn events(
    call: Call,
    Query(query): Query<InEnvironment>,
    sheet: Sheet<EventRow>,
) -> Result<Json<RowOutcomes>, ApiError> {
    let place = format!("{}\u{1f}{}", call.caller.workspace, query.environment);
    take_in(call, query, sheet, |row, now| {
        let id = event_id(&place, &row, now);
        let who = Who { anonymous_id: None, user_id: row.user_id, company_id: row.company_id };
        (id, row.at.unwrap_or(now), who, Body::Track { name: row.name, properties: row.properties })
    })
    .await
}

/// `POST /api/people`
///
/// # Errors
/// When the database fails.
pub async fn people(
    call: Call,
    Query(query): Query<InEnvironment>,
    sheet: Sheet<PersonRow>,
) -> Result<Json<RowOutcomes>, ApiError> {
    take_in(call, query, sheet, |row, now| {
        let who = Who { anonymous_id: None, user_id: Some(row.user_id), company_id: row.company_id };
        (fresh_id(now), now, who, Body::Identify { traits: row.traits })
    })
    .await
}

/// `POST /api/companies`
///
/// # Errors
/// When the database fails.
pub async fn companies(
    call: Call,
    Query(query): Query<InEnvironment>,
    sheet: Sheet<CompanyRow>,
) -> Result<Json<RowOutcomes>, ApiError> {
    take_in(call, query, sheet, |row, now| {
        let who = Who { anonymous_id: None, user_id: None, company_id: Some(row.company_id) };
        let membership = Map::new();
        (fresh_id(now), now, who, Body::Group { traits: row.traits, membership })
    })
    .await
}

async fn take_in<T>(
    call: Call,
    query: InEnvironment,
    Sheet(rows): Sheet<T>,
    told: impl Fn(T, Timestamp) -> (EventId, Timestamp, Who, Body),
) -> Result<Json<RowOutcomes>, ApiError> {
    let served = call.app.catalog.by_name(&call.caller.workspace, &query.environment);
    let served = served.ok_or_else(|| ApiError::not_found("environment"))?;
    let now = clock::now();
    let event = |row: Result<T, BadRow>| -> Incoming {
        let row =
            row.map_err(|BadRow { detail, raw }| (Refused { reason: RejectReason::Malformed, detail, id: None }, raw))?;
        let (id, at, who, body) = told(row, now);
        Ok(Event { id, at, who, context: Context::default(), body })
    };
    let events = rows.into_iter().map(event).collect();
    let delivery = Delivery { served, source: Source::Server, identity: Identity::Believed, sent_at: None, events };
    Ok(Json(RowOutcomes { outcomes: call.app.take_in(delivery, now).await? }))
}

fn fresh_id(now: Timestamp) -> EventId {
    EventId::from_parts(now, clock::random())
}

/// The id of an event that a back end tells: the same for the same thing told again, so that a retry is harmless.
fn event_id(place: &str, row: &EventRow, now: Timestamp) -> EventId {
    let Some(at) = row.at else { return fresh_id(now) };
    let same = match &row.id {
        Some(id) => format!("id\u{1f}{id}"),
        None => format!("row\u{1f}{}", serde_json::to_string(row).unwrap_or_default()),
    };
    let digest = Sha256::digest(format!("{place}\u{1f}{same}").as_bytes());
    let mut random = [0; 10];
    random.copy_from_slice(&digest[..10]);
    EventId::from_parts(at, random)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: Option<&str>, name: &str, at: Option<i64>) -> EventRow {
        EventRow {
            id: id.map(str::to_owned),
            at: at.map(Timestamp),
            user_id: None,
            company_id: None,
            name: name.into(),
            properties: Map::new(),
        }
    }

    #[test]
    fn the_same_thing_told_again_has_the_same_id() {
        let id = |row: &EventRow| event_id("w", row, Timestamp(9));
        assert_eq!(id(&row(Some("a"), "Renewed", Some(1))), id(&row(Some("a"), "Renewed (again)", Some(1))));
        assert_ne!(id(&row(Some("a"), "Renewed", Some(1))), id(&row(Some("b"), "Renewed", Some(1))));
        assert_eq!(id(&row(None, "Renewed", Some(1))), id(&row(None, "Renewed", Some(1))));
        assert_ne!(id(&row(None, "Renewed", Some(1))), id(&row(None, "Cancelled", Some(1))));
        assert_ne!(id(&row(None, "Renewed", None)), id(&row(None, "Renewed", None)));
        assert_ne!(
            event_id("w", &row(Some("a"), "x", Some(1)), Timestamp(9)),
            event_id("v", &row(Some("a"), "x", Some(1)), Timestamp(9))
        );
    }
}

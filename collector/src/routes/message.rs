//! Messages of members to one person, shown to them in the product.
//!
//! Deliberately absent: delivering; sessions carry what is open (`session.rs`).

use super::answer::Created;
use super::follow_up::{followed, tell};
use super::input::{Body, Call, InEnvironment, Query};
use super::people::{found, place};
use crate::clock;
use crate::error::ApiError;
use crate::message;
use axum::Json;
use axum::extract::Path;
use shared::api::message::{Message, MessageState, Messages, NewMessage};
use shared::api::report::{FollowUp, FollowUpStatus};

/// How much of a message the note of a follow-up repeats, characters.
const QUOTED: usize = 200;

/// `GET /api/people/{person}/messages`
///
/// # Errors
/// 404 where there is no such environment or person; or when the database fails.
pub async fn list(
    call: Call,
    Path(person): Path<String>,
    Query(query): Query<InEnvironment>,
) -> Result<Json<Messages>, ApiError> {
    let row = found(&call, &query.environment, &person).await?;
    let messages = call.app.store.messages_to(place(&call, &query.environment), &row.subject).await?;
    Ok(Json(Messages { messages }))
}

/// `POST /api/people/{person}/messages`
///
/// # Errors
/// 404 where there is no such environment, person or response of theirs; 422 for what cannot be displayed; or when the
/// database fails.
pub async fn write(
    call: Call,
    Path(person): Path<String>,
    Query(query): Query<InEnvironment>,
    Body(mut message): Body<NewMessage>,
) -> Result<Created<Message>, ApiError> {
    let row = found(&call, &query.environment, &person).await?;
    if message.from.trim().is_empty() {
        message.from.clone_from(&call.caller.name);
    }
    message::check(&message).map_err(|detail| ApiError::unprocessable("bad_field", detail))?;
    check_target(&call, &query.environment, &message)?;
    let place = place(&call, &query.environment);
    let now = clock::now();
    let answered = match message.response {
        None => None,
        Some(run) => {
            let followed = followed(&call, place, &run.to_string()).await?;
            // A response of somebody else is none of theirs.
            if followed.run.subject.as_deref() != Some(row.subject.as_str()) {
                return Err(ApiError::not_found("response"));
            }
            Some((run, followed))
        }
    };
    let key = message::fresh_key(clock::random());
    let store = &call.app.store;
    store.write_message(place, &row.subject, (&key, &message), (now, &call.caller.name)).await?;
    if let Some((run, followed)) = answered {
        let before = followed.before.clone().unwrap_or(FollowUp {
            owner: call.caller.name.clone(),
            status: FollowUpStatus::Open,
            note: String::new(),
            changed_at: now,
            changed_by: String::new(),
        });
        let follow_up = answered_by(before, &message, now, &call.caller.name);
        store.write_follow_up(place, &run.to_string(), &followed.run, &follow_up, followed.low).await?;
        tell(&call, &query.environment, followed.run.content);
    }
    let by = call.caller.name.clone();
    Ok(Created(Message { key, message, at: now, by, state: MessageState::Waiting, state_at: None }))
}

/// The follow-up of a response that a message answers: its note says so, and what was open waits.
fn answered_by(
    before: FollowUp,
    message: &NewMessage,
    changed_at: shared::time::Timestamp,
    changed_by: &str,
) -> FollowUp {
    let said: String = message.text.chars().take(QUOTED).collect();
    let more = if said.len() < message.text.len() { "…" } else { "" };
    let line = format!("✉ {said}{more}");
    let note = if before.note.trim().is_empty() { line } else { format!("{}\n{line}", before.note) };
    let status = if before.status == FollowUpStatus::Open { FollowUpStatus::Waiting } else { before.status };
    // The newest is what is looked for; a note that has become too long loses its beginning.
    let excess = note.chars().count().saturating_sub(super::follow_up::MAX_NOTE);
    let note = note.chars().skip(excess).collect();
    FollowUp { owner: before.owner, status, note, changed_at, changed_by: changed_by.to_owned() }
}

/// A button must not lead to what is not there.
fn check_target(call: &Call, environment: &str, message: &NewMessage) -> Result<(), ApiError> {
    let Some(key) = message::leads_to(message) else { return Ok(()) };
    let served = call.app.catalog.by_name(&call.caller.workspace, environment);
    if served.is_some_and(|served| served.published(key).is_some()) {
        return Ok(());
    }
    Err(ApiError::unprocessable("bad_field", format!("button.to: {key} is not published to this environment")))
}

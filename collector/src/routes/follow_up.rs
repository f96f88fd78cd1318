//! What members do about a response: owner, status, note.
//!
//! Deliberately absent: telling the person; a reply is a message (`message.rs`).

use super::environment;
use super::input::{Body, Call, InEnvironment, Query};
use super::people::place;
use crate::clock;
use crate::error::ApiError;
use crate::state::LiveChange;
use crate::store::follow_up::AnsweredRun;
use crate::store::rollup::Place;
use axum::Json;
use axum::extract::Path;
use shared::api::report::{Change, FollowUp, FollowUpChange};
use shared::content::Content;
use shared::content::survey::{Answer, QuestionKind};
use shared::targeting::frequency::is_low_ces;

/// Longest owner, bytes.
const MAX_OWNER: usize = 200;
/// Longest note, characters.
pub(super) const MAX_NOTE: usize = 5_000;

/// `PUT /api/responses/{run}`
///
/// # Errors
/// 404 where there is no such response or environment; or when the database fails.
pub async fn write(
    call: Call,
    Path(run): Path<String>,
    Query(query): Query<InEnvironment>,
    Body(change): Body<FollowUpChange>,
) -> Result<Json<FollowUp>, ApiError> {
    environment::found(&call, &query.environment).await?;
    check(&change)?;
    let store = &call.app.store;
    let place = place(&call, &query.environment);
    // Runs are stored in lower case.
    let run = run.to_lowercase();
    let run = run.parse::<uuid::Uuid>().map_err(|_| ApiError::not_found("response"))?.to_string();
    let Followed { answered, low, .. } = followed(&call, place, &run).await?;
    let FollowUpChange { owner, status, note } = change;
    let follow_up = FollowUp { owner, status, note, changed_at: clock::now(), changed_by: call.caller.name.clone() };
    store.write_follow_up(place, &run, &answered, &follow_up, low).await?;
    let (workspace, environment) = (call.caller.workspace, query.environment);
    // Nobody may be listening.
    let _ = call.app.live.send(LiveChange { workspace, environment, change: Change::Report(answered.content) });
    Ok(Json(follow_up))
}

/// A response with what has been done about it.
pub(super) struct Followed {
    /// The response.
    pub(super) answered: AnsweredRun,
    /// What members do about it so far.
    pub(super) before: Option<FollowUp>,
    /// Whether one of its scores is low.
    pub(super) low: bool,
}

/// Looks a response up.
///
/// # Errors
/// 404 where there is none; or when the database fails.
pub(super) async fn followed(call: &Call, place: Place<'_>, run: &str) -> Result<Followed, ApiError> {
    let store = &call.app.store;
    let answered = store.answered_run(place, run).await?.ok_or_else(|| ApiError::not_found("response"))?;
    let content = store.content_version(&call.caller.workspace, answered.content.as_str(), answered.version).await?;
    let low = content.is_some_and(|content| is_low(&content, &answered));
    Ok(Followed { before: store.follow_up(place, run).await?, answered, low })
}

fn check(change: &FollowUpChange) -> Result<(), ApiError> {
    let bad = |detail: String| Err(ApiError::unprocessable("bad_field", detail));
    if change.owner.len() > MAX_OWNER || change.owner.chars().any(char::is_control) {
        return bad(format!("owner: must have at most {MAX_OWNER} bytes and no control characters"));
    }
    let strange = |c: char| c.is_control() && c != '\n' && c != '\t';
    if change.note.chars().count() > MAX_NOTE || change.note.contains(strange) {
        return bad(format!("note: must have at most {MAX_NOTE} characters and no control characters but line breaks"));
    }
    Ok(())
}

/// Whether a run has a low score: a detractor (NPS 0 to 6), high effort, or dissatisfied (CSAT 1 or 2).
fn is_low(content: &Content, answered: &AnsweredRun) -> bool {
    answered.answers.iter().any(|(key, answer)| {
        let question = content.body.questions().find(|question| question.key == *key);
        question.is_some_and(|question| match (&question.kind, answer) {
            (QuestionKind::Nps { .. }, Answer::Score(score)) => *score <= 6,
            (QuestionKind::Csat { .. }, Answer::Score(score)) => *score <= 2,
            (kind, answer) => is_low_ces(kind, answer),
        })
    })
}

//! What members do about responses and hand-overs: owner, status, note; and the list of all that want a person.
//!
//! Deliberately absent: telling the person; a reply is a message (`message.rs`).

use super::environment;
use super::input::{Body, Call, InEnvironment, Query};
use super::people::{check_text, place};
use super::report::read_cursor;
use crate::clock;
use crate::error::ApiError;
use crate::state::LiveChange;
use crate::store::follow_up::FollowedRun;
use crate::store::follow_up::list::Only;
use crate::store::rollup::Place;
use axum::Json;
use axum::extract::Path;
use schemars::JsonSchema;
use serde::Deserialize;
use shared::api::follow_up::FollowUps;
use shared::api::report::{Change, FollowUp, FollowUpChange, FollowUpStatus};
use shared::content::Content;
use shared::content::survey::{Answer, QuestionKind};
use shared::id::ContentKey;
use shared::targeting::frequency::is_low_ces;

/// Which follow-ups, from where on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// The environment's key.
    environment: String,
    /// Only those that are this far; without it those that are not done.
    #[serde(default)]
    status: Option<FollowUpStatus>,
    /// Only those that this one answers for, however the letters are written; empty for everybody's.
    #[serde(default)]
    owner: String,
    /// Only the follow-up of this run, however far it is and whoever answers for it.
    #[serde(default)]
    run: Option<uuid::Uuid>,
    /// `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// `GET /api/follow-ups`
///
/// # Errors
/// 400 for a query that cannot be read, 404 where there is no such environment; or when the database fails.
pub async fn list(call: Call, Query(query): Query<Which>) -> Result<Json<FollowUps>, ApiError> {
    environment::found(&call, &query.environment).await?;
    check_text("owner", &query.owner)?;
    let after = read_cursor("after", query.after.as_deref())?;
    let place = place(&call, &query.environment);
    let which = match query.run {
        Some(run) => Only::Run(run.to_string()),
        None => Only::Fitting { status: query.status, owner: query.owner.trim().to_owned() },
    };
    Ok(Json(call.app.store.follow_ups(place, &which, &after).await?))
}

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
    let followed = followed(&call, place, &run).await?;
    let FollowUpChange { owner, status, note } = change;
    let follow_up = FollowUp { owner, status, note, changed_at: clock::now(), changed_by: call.caller.name.clone() };
    store.write_follow_up(place, &run, &followed.run, &follow_up, followed.low).await?;
    tell(&call, &query.environment, followed.run.content);
    Ok(Json(follow_up))
}

/// Tells members that something was done about a run of this content.
pub(super) fn tell(call: &Call, environment: &str, content: ContentKey) {
    for change in [Change::Report(content), Change::FollowUps] {
        let (workspace, environment) = (call.caller.workspace.clone(), environment.to_owned());
        // Nobody may be listening.
        let _ = call.app.live.send(LiveChange { workspace, environment, change });
    }
}

/// A response or a hand-over with what has been done about it.
pub(super) struct Followed {
    /// The run.
    pub(super) run: FollowedRun,
    /// What members do about it so far.
    pub(super) before: Option<FollowUp>,
    /// Whether one of its scores is low, or it was handed over: then it counts as a complaint while it is open.
    pub(super) low: bool,
}

/// Looks a response or a hand-over up.
///
/// # Errors
/// 404 where there is none; or when the database fails.
pub(super) async fn followed(call: &Call, place: Place<'_>, run: &str) -> Result<Followed, ApiError> {
    let store = &call.app.store;
    let found = store.followed_run(place, run).await?.ok_or_else(|| ApiError::not_found("response"))?;
    let content = store.content_version(&call.caller.workspace, found.content.as_str(), found.version).await?;
    let low = found.handed_over || content.is_some_and(|content| is_low(&content, &found));
    Ok(Followed { before: store.follow_up(place, run).await?, run: found, low })
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
fn is_low(content: &Content, run: &FollowedRun) -> bool {
    run.answers.iter().any(|(key, answer)| {
        let question = content.body.questions().find(|question| question.key == *key);
        question.is_some_and(|question| match (&question.kind, answer) {
            (QuestionKind::Nps { .. }, Answer::Score(score)) => *score <= 6,
            (QuestionKind::Csat { .. }, Answer::Score(score)) => *score <= 2,
            (kind, answer) => is_low_ces(kind, answer),
        })
    })
}

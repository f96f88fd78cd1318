//! People: finding them, their history, erasing them.
//!
//! Deliberately absent: changing what is known of them; back ends and pages do that ([`super::back_end`]).

use super::environment;
use super::input::{Call, InEnvironment, Query};
use crate::clock;
use crate::error::ApiError;
use crate::state::LiveChange;
use crate::store::event::company_subject;
use crate::store::person::{LAST, PersonRow, plain};
use crate::store::rollup::Place;
use axum::Json;
use axum::extract::Path;
use schemars::JsonSchema;
use serde::Deserialize;
use shared::api::people::{Erasure, People, Timeline};
use shared::api::report::Change;

/// What to look for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// The environment's key.
    pub environment: String,
    /// Part of an id, or of the trait `name`; of people, also of the company's id and the trait `email`.
    #[serde(default, rename = "search")]
    pub text: String,
    /// `next` of the page before.
    #[serde(default)]
    pub after: String,
}

/// Whose history, from when.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// The environment's key.
    environment: String,
    /// `next` of the page before.
    #[serde(default)]
    before: Option<String>,
}

/// `GET /api/people`
///
/// # Errors
/// 404 where there is no such environment; or when the database fails.
pub async fn search(call: Call, Query(query): Query<Search>) -> Result<Json<People>, ApiError> {
    environment::found(&call, &query.environment).await?;
    check_text("search", &query.text)?;
    check_text("after", &query.after)?;
    let place = place(&call, &query.environment);
    let (people, next) = call.app.store.search_people(place, query.text.trim(), &query.after).await?;
    Ok(Json(People { people, next }))
}

/// `GET /api/people/{person}`
///
/// # Errors
/// 404 where there is no such environment or person; or when the database fails.
pub async fn timeline(
    call: Call,
    Path(person): Path<String>,
    Query(query): Query<History>,
) -> Result<Json<Timeline>, ApiError> {
    let before = query.before.unwrap_or_else(|| LAST.to_owned());
    check_text("before", before.trim_end_matches(LAST))?;
    let row = found(&call, &query.environment, &person).await?;
    let place = place(&call, &query.environment);
    let traits = call.app.store.traits_of(place, &row.subject).await?;
    let (events, next) = call.app.store.history(place, &row.subject, &before).await?;
    let follow_ups = call.app.store.follow_ups_about(place, &row.subject).await?;
    let mut goals = call.app.store.attained_by(place, &row.subject).await?;
    if let Some(company) = &row.company {
        goals.extend(call.app.store.attained_by(place, &company_subject(company)).await?);
    }
    let PersonRow { subject, company, first_seen } = row;
    Ok(Json(Timeline {
        person: plain(&subject).to_owned(),
        company,
        traits,
        first_seen,
        events,
        goals,
        follow_ups,
        next,
    }))
}

/// `DELETE /api/people/{person}`
///
/// # Errors
/// 404 where there is no such environment or person; or when the database fails.
pub async fn erase(
    call: Call,
    Path(person): Path<String>,
    Query(query): Query<InEnvironment>,
) -> Result<Json<Erasure>, ApiError> {
    let row = found(&call, &query.environment, &person).await?;
    let place = place(&call, &query.environment);
    let erasure = call.app.store.erase(&call.app.secret, place, &row.subject, clock::now()).await?;
    tracing::info!(
        by = call.caller.name,
        environment = query.environment,
        events = erasure.events,
        "a person was erased"
    );
    let (workspace, environment) = (call.caller.workspace, query.environment);
    // Nobody may be listening.
    let _ = call.app.live.send(LiveChange { workspace, environment, change: Change::FollowUps });
    Ok(Json(erasure))
}

/// A person of an environment.
///
/// # Errors
/// 404 where there is no such environment or person; or when the database fails.
pub(super) async fn found(call: &Call, key: &str, person: &str) -> Result<PersonRow, ApiError> {
    environment::found(call, key).await?;
    check_text("person", person)?;
    let row = call.app.store.person(place(call, key), person).await?;
    row.ok_or_else(|| ApiError::not_found("person"))
}

/// One environment of the caller's workspace.
pub fn place<'a>(call: &'a Call, environment: &'a str) -> Place<'a> {
    Place { workspace: &call.caller.workspace, environment }
}

/// What goes into a comparison must have no control characters: NUL is refused by PostgreSQL, the others are mistakes.
///
/// # Errors
/// 400 `bad_query`.
pub fn check_text(name: &str, text: &str) -> Result<(), ApiError> {
    if text.chars().any(char::is_control) {
        return Err(ApiError::bad_request("bad_query", format!("{name}: must not contain control characters")));
    }
    Ok(())
}

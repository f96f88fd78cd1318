//! Segments and goals of the workspace.
//!
//! Deliberately absent: their meaning; that is `shared::targeting`.

use super::answer::Done;
use super::content::reference::uses_segment;
use super::environment;
use super::input::{Body, Call, Query};
use crate::clock;
use crate::error::ApiError;
use crate::store::rollup::Place;
use axum::Json;
use axum::extract::Path;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use shared::api::content::{Goals, Segments};
use shared::api::goal::GoalCounts;
use shared::content::{Goal, Segment};
use shared::lint::{Advice, Severity, lint_goal, lint_segment};

/// `GET /api/segments`
///
/// # Errors
/// When the database fails.
pub async fn segments(call: Call) -> Result<Json<Segments>, ApiError> {
    Ok(Json(Segments { segments: call.app.store.segments(&call.caller.workspace).await? }))
}

/// `PUT /api/segments/{segment}`
///
/// # Errors
/// When the database fails.
pub async fn write_segment(
    call: Call,
    Path(key): Path<String>,
    Body(segment): Body<Segment>,
) -> Result<Json<Segment>, ApiError> {
    same_key(&key, segment.key.as_str())?;
    without_errors(&lint_segment(&segment))?;
    call.app.store.write_segment(&call.caller.workspace, &segment, clock::now()).await?;
    call.app.catalog.refresh(&call.app.store).await?;
    Ok(Json(segment))
}

/// `DELETE /api/segments/{segment}`
///
/// # Errors
/// 404 where there is no such segment; or when the database fails.
pub async fn remove_segment(call: Call, Path(key): Path<String>) -> Result<Done, ApiError> {
    let users = users(&call, |content| uses_segment(&content.audience, &key)).await?;
    not_used("segment", &users)?;
    if !call.app.store.remove_segment(&call.caller.workspace, &key).await? {
        return Err(ApiError::not_found("segment"));
    }
    call.app.catalog.refresh(&call.app.store).await?;
    Ok(Done)
}

/// `GET /api/goals`
///
/// # Errors
/// When the database fails.
pub async fn goals(call: Call) -> Result<Json<Goals>, ApiError> {
    Ok(Json(Goals { goals: call.app.store.goals(&call.caller.workspace).await? }))
}

/// `PUT /api/goals/{goal}`
///
/// # Errors
/// When the database fails.
pub async fn write_goal(call: Call, Path(key): Path<String>, Body(goal): Body<Goal>) -> Result<Json<Goal>, ApiError> {
    same_key(&key, goal.key.as_str())?;
    without_errors(&lint_goal(&goal))?;
    call.app.store.write_goal(&call.caller.workspace, &goal, clock::now()).await?;
    call.app.catalog.refresh(&call.app.store).await?;
    Ok(Json(goal))
}

/// `DELETE /api/goals/{goal}`
///
/// # Errors
/// 404 where there is no such goal; or when the database fails.
pub async fn remove_goal(call: Call, Path(key): Path<String>) -> Result<Done, ApiError> {
    let users = users(&call, |content| content.goal.as_ref().is_some_and(|goal| goal.as_str() == key)).await?;
    not_used("goal", &users)?;
    if !call.app.store.remove_goal(&call.caller.workspace, &key).await? {
        return Err(ApiError::not_found("goal"));
    }
    call.app.catalog.refresh(&call.app.store).await?;
    Ok(Done)
}

/// Which days of which environment.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The environment's key.
    environment: String,
    /// From this UTC day on (days since 1970); from the first when absent.
    #[serde(default)]
    from_day: Option<i64>,
    /// Up to and including this UTC day; up to now when absent.
    #[serde(default)]
    to_day: Option<i64>,
}

/// `GET /api/goal-counts`
///
/// # Errors
/// 404 where there is no such environment; or when the database fails.
pub async fn goal_counts(call: Call, Query(period): Query<Period>) -> Result<Json<GoalCounts>, ApiError> {
    environment::found(&call, &period.environment).await?;
    let place = Place { workspace: &call.caller.workspace, environment: &period.environment };
    let days = (period.from_day.unwrap_or(0), period.to_day.unwrap_or_else(|| clock::now().day()));
    let store = call.app.store.snapshot().await?;
    Ok(Json(GoalCounts { goals: store.goal_counts(place, days).await? }))
}

/// Keys of contents whose draft or published version fits.
async fn users(call: &Call, fits: impl Fn(&shared::content::Content) -> bool) -> Result<Vec<String>, ApiError> {
    let contents = call.app.store.contents_in_use(&call.caller.workspace).await?;
    let mut keys: Vec<String> =
        contents.iter().filter(|content| fits(content)).map(|content| content.key.to_string()).collect();
    keys.sort_unstable();
    keys.dedup();
    Ok(keys)
}

fn not_used(what: &str, users: &[String]) -> Result<(), ApiError> {
    if users.is_empty() {
        return Ok(());
    }
    Err(ApiError::conflict("in_use", format!("This {what} is used by: {}. Take it out there first.", users.join(", "))))
}

fn same_key(address: &str, body: &str) -> Result<(), ApiError> {
    if address == body {
        return Ok(());
    }
    Err(ApiError::unprocessable("key_differs", format!("key: is '{body}', but the address says '{address}'")))
}

fn without_errors(advice: &[Advice]) -> Result<(), ApiError> {
    let Some(first) = advice.iter().find(|advice| advice.severity == Severity::Error) else { return Ok(()) };
    let detail = format!("{}: {}", first.at, first.message);
    Err(ApiError::unprocessable("lint_errors", detail).with_faults(json!(advice)))
}

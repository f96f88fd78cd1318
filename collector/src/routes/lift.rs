//! What a content changed, against people from whom it was withheld.
//!
//! Deliberately absent: figures (`crate::report::lift`), and any filter: a part of the people chosen afterwards would be a
//! measurement that nobody fixed beforehand.

use super::environment;
use super::input::{Call, Query};
use crate::clock;
use crate::error::ApiError;
use crate::report::lift;
use crate::store::event::company_subject;
use crate::store::rollup::Place;
use axum::Json;
use axum::extract::Path;
use schemars::JsonSchema;
use serde::Deserialize;
use shared::api::lift::LiftReport;

/// Where it is measured.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LiftQuery {
    /// The environment.
    pub environment: String,
}

/// `GET /api/reports/{content}/lift`
///
/// # Errors
/// 404 where there is no such environment or content; or when the database fails.
pub async fn lift(
    call: Call,
    Path(content): Path<String>,
    Query(query): Query<LiftQuery>,
) -> Result<Json<LiftReport>, ApiError> {
    environment::found(&call, &query.environment).await?;
    let place = Place { workspace: &call.caller.workspace, environment: &query.environment };
    let now = clock::now();
    let material = call.app.store.snapshot().await?.lift(place, &content, now).await?;
    let draw = |company: &str| call.app.buckets.draw(place.workspace, place.environment, &company_subject(company));
    lift::report(&material, &draw, now).map(Json).ok_or_else(|| ApiError::not_found("content"))
}

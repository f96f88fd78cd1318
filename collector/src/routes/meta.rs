//! What describes the API itself.
//!
//! Deliberately absent: pages for people; any OpenAPI viewer draws them.

use super::input::Visit;
use crate::error::ApiError;
use crate::openapi;
use axum::Json;
use serde_json::Value;

/// `GET /api/openapi.json`
///
/// # Errors
/// When the database fails.
pub async fn openapi(visit: Visit) -> Result<Json<Value>, ApiError> {
    Ok(Json(openapi::document(&visit.reached.address(&visit.app.settings))))
}

/// `GET /api/content-schema.json`
///
/// # Errors
/// When the database fails.
pub async fn content_schema(_: Visit) -> Result<Json<Value>, ApiError> {
    Ok(Json(openapi::content_schema()))
}

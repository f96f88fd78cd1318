//! Companies: finding them, and where one stands.
//!
//! Deliberately absent: changing what is known of them; back ends and pages do that ([`super::back_end`]).

use super::environment;
use super::input::{Call, InEnvironment, Query};
use super::people::{Search, check_text, place};
use crate::clock;
use crate::error::ApiError;
use crate::report::adoption;
use axum::Json;
use axum::extract::Path;
use shared::api::adoption::{AdoptionReport, Companies};

/// `GET /api/companies`
///
/// # Errors
/// 404 where there is no such environment; or when the database fails.
pub async fn search(call: Call, Query(query): Query<Search>) -> Result<Json<Companies>, ApiError> {
    let Search { environment, text, after } = query;
    environment::found(&call, &environment).await?;
    check_text("search", &text)?;
    check_text("after", &after)?;
    let found = call.app.store.companies(place(&call, &environment), (text.trim(), &after), clock::now());
    let (companies, next) = found.await?;
    Ok(Json(Companies { companies, next }))
}

/// `GET /api/companies/{company}/adoption`
///
/// # Errors
/// 404 where there is no such environment or company; or when the database fails.
pub async fn adoption(
    call: Call,
    Path(company): Path<String>,
    Query(query): Query<InEnvironment>,
) -> Result<Json<AdoptionReport>, ApiError> {
    environment::found(&call, &query.environment).await?;
    check_text("company", &company)?;
    let now = clock::now();
    let store = call.app.store.snapshot().await?;
    let material = store.adoption(place(&call, &query.environment), &company, now).await?;
    let material = material.ok_or_else(|| ApiError::not_found("company"))?;
    Ok(Json(adoption::report(material, now)))
}

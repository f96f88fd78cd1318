//! What management calls take: the caller, a JSON body, a query, rows as JSON or CSV. Each fault has its own error.
//!
//! Deliberately absent: rules of the domain; handlers ask `shared` for those.

use super::page_body::whole_body;
use super::sheet::{self, BadRow};
use crate::auth::Caller;
use crate::auth::reached::Reached;
use crate::error::ApiError;
use crate::state::App;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shared::api::people::Rows;
use std::sync::Arc;

/// A call by somebody who may make it.
#[derive(Debug)]
pub struct Call {
    /// The collector.
    pub app: Arc<App>,
    /// Who calls.
    pub caller: Caller,
    /// By which address.
    pub reached: Reached,
}

impl FromRequestParts<Arc<App>> for Call {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let Visit { app, reached } = Visit::from_request_parts(parts, app).await?;
        let caller = parts.extensions.remove::<Caller>();
        let caller =
            caller.ok_or_else(|| ApiError::unauthorized("Nobody is signed in: sign in, or send an API token."))?;
        Ok(Self { app, caller, reached })
    }
}

/// A call by anybody.
#[derive(Debug)]
pub struct Visit {
    /// The collector.
    pub app: Arc<App>,
    /// By which address.
    pub reached: Reached,
}

impl FromRequestParts<Arc<App>> for Visit {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let reached = parts.extensions.remove::<Reached>();
        let reached = reached.unwrap_or_else(|| Reached::of(&app.settings, &parts.headers, &parts.extensions));
        Ok(Self { app: Arc::clone(app), reached })
    }
}

/// A JSON body.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, ApiError> {
        let kind = content_type(request.headers());
        if kind != "application/json" {
            return Err(unsupported(&kind, "application/json"));
        }
        read_json(&whole_body(app, request).await?).map(Self)
    }
}

/// Rows as JSON or CSV.
#[derive(Debug)]
pub struct Sheet<T>(pub Vec<Result<T, BadRow>>);

impl<T: DeserializeOwned + sheet::Row> FromRequest<Arc<App>> for Sheet<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, ApiError> {
        let kind = content_type(request.headers());
        let rows = match kind.as_str() {
            "application/json" => {
                let rows: Rows<serde_json::Value> = read_json(&whole_body(app, request).await?)?;
                rows.rows.into_iter().map(sheet::read_json).collect()
            }
            "text/csv" => sheet::read(&whole_body(app, request).await?)?,
            _ => return Err(unsupported(&kind, "application/json or text/csv")),
        };
        sheet::check_count(&rows)?;
        Ok(Self(rows))
    }
}

fn content_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn unsupported(kind: &str, expected: &str) -> ApiError {
    let detail = format!("The body must be {expected}; its Content-Type says '{kind}'.");
    ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", detail)
}

fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let at = error.path().to_string();
        let inner = error.into_inner();
        if inner.is_data() {
            let place = if at == "." { String::new() } else { format!("{at}: ") };
            return ApiError::unprocessable("bad_field", format!("{place}{inner}"));
        }
        ApiError::bad_request("malformed_json", format!("The body is not JSON: {inner}"))
    })?;
    deserializer
        .end()
        .map_err(|error| ApiError::bad_request("malformed_json", format!("The body is not JSON: {error}")))?;
    Ok(value)
}

/// The parameters of the query.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Arc<App>> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, ApiError> {
        axum::extract::Query::<T>::try_from_uri(&parts.uri).map(|query| Self(query.0)).map_err(|rejection| {
            let text = rejection.body_text();
            let fault = text.split_once(": ").map_or(text.as_str(), |(_, fault)| fault);
            let detail = format!("The query, what stands behind ? in the address, cannot be read: {fault}.");
            ApiError::bad_request("bad_query", detail)
        })
    }
}

/// The environment that a call is about, in its query.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InEnvironment {
    /// The environment's key.
    pub environment: String,
}

/// What a change must find unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfMatch {
    /// Nothing is said.
    Absent,
    /// Whatever is there.
    Any,
    /// This revision.
    Revision(i64),
}

impl FromRequestParts<Arc<App>> for IfMatch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, ApiError> {
        let Some(value) = parts.headers.get(header::IF_MATCH) else { return Ok(Self::Absent) };
        let text = value.to_str().unwrap_or_default().trim();
        if text == "*" {
            return Ok(Self::Any);
        }
        // A proxy that compresses makes a tag weak; the revision in it is still exact.
        let bare = text.strip_prefix("W/").unwrap_or(text).trim_matches('"');
        bare.parse().map(Self::Revision).map_err(|_| {
            ApiError::bad_request(
                "bad_if_match",
                format!("If-Match must be the ETag that was answered, or *; it is '{text}'."),
            )
        })
    }
}

/// A text of a form: trimmed, without control characters, of at most `max` bytes, not empty.
///
/// # Errors
/// 422 names the field and the rule it breaks.
pub fn line(field: &str, text: &str, max: usize) -> Result<String, ApiError> {
    let text = text.trim();
    let fault = if text.is_empty() {
        "must not be empty".to_owned()
    } else if text.len() > max {
        format!("must have at most {max} bytes")
    } else if text.chars().any(char::is_control) {
        "must not contain control characters".to_owned()
    } else {
        return Ok(text.to_owned());
    };
    Err(ApiError::unprocessable("bad_field", format!("{field}: {fault}")))
}

//! The one error every route answers with: RFC 9457 problem details.
//!
//! `type` is `urn:waymark:problem:` and a stable code, so that programs can tell problems apart; `detail` says what to do.
//! What went wrong inside is logged here, once, and never told to the caller.

use crate::intake::IntakeError;
use crate::store::StoreError;
use crate::writer::WriteError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// What a route answers when it cannot do what it was asked.
#[derive(Debug)]
pub struct ApiError {
    /// The HTTP status.
    pub status: StatusCode,
    /// A stable code such as `unknown_key`.
    pub code: &'static str,
    /// What is wrong and what to do, in one sentence.
    pub detail: String,
    /// Seconds after which to try again.
    pub retry_after: Option<u32>,
    /// Several faults at once, each with its place, as JSON.
    pub faults: Option<serde_json::Value>,
}

impl ApiError {
    /// An error with this status, code and detail.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), retry_after: None, faults: None }
    }

    /// 400: the request itself is wrong.
    pub fn bad_request(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// 401: nobody is signed in.
    pub fn unauthorized(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", detail)
    }

    /// 403: not allowed.
    pub fn forbidden(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, code, detail)
    }

    /// 404: there is no such `what`.
    pub fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", format!("There is no such {what}."))
    }

    /// 409: it conflicts with what is there.
    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    /// 422: well-formed, but what it says cannot be accepted.
    pub fn unprocessable(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    }

    /// 503: too much at once, or the database is away; try again after so many seconds.
    pub fn unavailable(code: &'static str, detail: impl Into<String>, retry_after: u32) -> Self {
        Self { retry_after: Some(retry_after), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, code, detail) }
    }

    /// The same with a list of faults.
    #[must_use]
    pub fn with_faults(mut self, faults: serde_json::Value) -> Self {
        self.faults = Some(faults);
        self
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::conflict("exists", "Something with this name exists already."),
            StoreError::Corrupt { .. } => {
                tracing::error!(%error, "a stored row cannot be read");
                Self::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "internal",
                    "Something stored cannot be read; the log says what.",
                )
            }
            _ if error.is_full() => {
                tracing::error!(%error, "the database is full");
                full()
            }
            StoreError::Driver(_) | StoreError::Late | StoreError::Overtaken | StoreError::Unsuitable(_) => {
                tracing::error!(%error, "the database failed");
                Self::unavailable("database_away", "The database cannot be reached at the moment.", 2)
            }
        }
    }
}

/// Making room takes an operator, so it is asked for again only after a while.
fn full() -> ApiError {
    let detail =
        "The database has no room left, so nothing of this was stored; whoever runs this collector must make room.";
    ApiError::unavailable("database_full", detail, 60)
}

impl From<IntakeError> for ApiError {
    fn from(error: IntakeError) -> Self {
        match error {
            IntakeError::Store(error) => error.into(),
            IntakeError::Write(WriteError::Overloaded) => {
                Self::unavailable("overloaded", "Too many events are waiting; send them again a little later.", 2)
            }
            IntakeError::Write(WriteError::Failed) => Self::unavailable(
                "database_away",
                "The database cannot be reached at the moment; send the events again.",
                5,
            ),
            IntakeError::Write(WriteError::Full) => full(),
            IntakeError::Write(WriteError::Stopping) => {
                Self::unavailable("stopping", "This collector is stopping; send the events again.", 1)
            }
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut problem = json!({
            "type": format!("urn:waymark:problem:{}", self.code),
            "title": self.status.canonical_reason().unwrap_or("Error"),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if let Some(faults) = self.faults {
            problem["faults"] = faults;
        }
        let mut response = (self.status, problem.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

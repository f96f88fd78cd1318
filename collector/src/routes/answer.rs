//! What management calls answer besides plain JSON: 201, 204, an `ETag`, a cookie, a stream.
//!
//! Deliberately absent: errors; those are [`crate::error`].

use axum::Json;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::fmt;

/// 201: it was made, and is this.
#[derive(Debug)]
pub struct Created<T>(pub T);

/// 204: it is done, and there is nothing to say.
#[derive(Debug)]
pub struct Done;

/// 200 with the `ETag` that a later change must name.
#[derive(Debug)]
pub struct Tagged<T> {
    /// Counts up with each change.
    pub revision: i64,
    /// The value.
    pub value: T,
}

/// 200 with a `Set-Cookie`.
pub struct SignedIn<T> {
    /// The cookie with its attributes.
    pub cookie: String,
    /// The value.
    pub value: T,
}

impl<T: fmt::Debug> fmt::Debug for SignedIn<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedIn").field("value", &self.value).finish_non_exhaustive()
    }
}

/// 200 with server-sent events that go on until the caller leaves.
#[derive(Debug)]
pub struct Stream(pub Body);

fn with<T: Serialize>(name: HeaderName, text: &str, value: T) -> Response {
    let header = HeaderValue::from_str(text).map(|value| [(name, value)]);
    match header {
        Ok(header) => (header, Json(value)).into_response(),
        // Tags and cookies are made here of visible ASCII; without one the answer still holds.
        Err(_) => Json(value).into_response(),
    }
}

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, Json(self.0)).into_response()
    }
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        with(header::ETAG, &format!("\"{}\"", self.revision), self.value)
    }
}

impl<T: Serialize> IntoResponse for SignedIn<T> {
    fn into_response(self) -> Response {
        with(header::SET_COOKIE, &self.cookie, self.value)
    }
}

impl IntoResponse for Stream {
    fn into_response(self) -> Response {
        // Some proxies hold streams back unless told not to.
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
        ];
        (headers, self.0).into_response()
    }
}

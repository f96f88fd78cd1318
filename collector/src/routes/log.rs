//! One line in the log per request: method, path, status, how long it took; and its count.
//!
//! Requests of pages are many and are counted in `/metrics`, so they are logged at `debug`; a failure of ours is always
//! logged. Deliberately absent: queries, bodies, cookies, and whatever names a person.

use crate::state::App;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;
use std::time::Instant;

/// Logs and counts what a request was answered.
pub async fn log(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let response = next.run(request).await;
    let (path, status) = (plain(uri.path()), response.status().as_u16());
    app.metrics.answered(status);
    let duration_ms = begun.elapsed().as_secs_f64() * 1_000.0;
    if status >= 500 {
        tracing::warn!(%method, path, status, duration_ms, "request");
    } else if path.starts_with("/api/") {
        tracing::info!(%method, path, status, duration_ms, "request");
    } else {
        tracing::debug!(%method, path, status, duration_ms, "request");
    }
    response
}

/// The path without names of people and content: `/api/people/ann` is logged as `/api/people`.
fn plain(path: &str) -> &str {
    let Some(at) = path.find("/api/") else { return path };
    let rest = &path[at + "/api/".len()..];
    rest.find('/').map_or(path, |end| &path[..at + "/api/".len() + end])
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nobody_is_named_in_the_log() {
        for (path, expected) in [
            ("/api/people/ann@example.com", "/api/people"),
            ("/base/api/people/ann/x", "/base/api/people"),
            ("/api/me", "/api/me"),
            ("/v1/events", "/v1/events"),
        ] {
            assert_eq!(plain(path), expected);
        }
    }
}

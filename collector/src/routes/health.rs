//! What the operator's tools ask: is it alive, can it work, how is it doing.

use crate::error::ApiError;
use crate::state::App;
use crate::store::StoreError;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use std::sync::Arc;
use std::time::Duration;

/// `GET /healthz`: the program runs.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers.
///
/// # Errors
/// 503 while the database does not answer, and once the collector is stopping.
pub async fn readyz(State(app): State<Arc<App>>) -> Result<&'static str, ApiError> {
    if *app.stopping.borrow() {
        return Err(ApiError::unavailable("stopping", "This collector is stopping; ask another one.", 1));
    }
    in_time(&app, app.store.ping()).await?;
    Ok("ready\n")
}

/// `GET /metrics`: counts in Prometheus' text format, also while the database is away.
pub async fn metrics(State(app): State<Arc<App>>) -> impl IntoResponse {
    let bytes = in_time(&app, app.store.bytes()).await.ok();
    let text = app.metrics.render(app.writer.waiting(), bytes);
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text)
}

/// What the database answers, if it does in time.
async fn in_time<T>(app: &App, asked: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    let patience = Duration::from_secs(app.settings.database_seconds.max(1));
    tokio::time::timeout(patience, asked).await.unwrap_or(Err(StoreError::Late))
}

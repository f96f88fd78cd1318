//! Every URL on one screen.

pub mod health;

use crate::state::App;
use axum::Router;
use axum::routing::get;
use std::sync::Arc;

/// All routes, without the base path.
pub fn router(app: Arc<App>) -> Router {
    Router::new().merge(operator()).with_state(app)
}

/// For the operator.
fn operator() -> Router<Arc<App>> {
    Router::new().route("/healthz", get(health::healthz)).route("/readyz", get(health::readyz))
}

//! The collector: takes events, decides sessions, serves the management API, the loader, the engine and the console.
//!
//! A guided map. A request comes in by [`routes`] (every URL on one screen); what it may do is decided in `auth`; what it
//! asks is answered by pure code (`ingest`, `session`, `report`) over what the [`store`] holds. Events take one way only:
//! `ingest` checks them, `writer` makes them durable in groups, together with all that follows from them.
//!
//! **Architecture invariant:** only `store` names the database driver's query API; only routes, auth and error name the
//! HTTP framework.

pub mod cli;
pub mod clock;
pub mod config;
pub mod error;
pub mod report;
pub mod routes;
pub mod state;
pub mod store;

use axum::Router;
use config::Settings;
use state::App;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use store::StoreError;
use tokio::net::TcpListener;

/// What can stop the collector.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The store cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The network cannot be used.
    #[error("cannot serve: {0}")]
    Serve(#[from] std::io::Error),
}

/// The whole service as a router, below the base path.
pub fn app(state: Arc<App>) -> Router {
    let base = state.settings.base();
    let router = routes::router(state);
    if base.is_empty() { router } else { Router::new().nest(&base, router) }
}

/// Serves on `listener` until `shutdown` resolves, then finishes what is under way.
///
/// # Errors
/// When the database cannot be opened or the listener fails.
pub async fn run(settings: Settings, listener: TcpListener, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<(), RunError> {
    let state = App::open(settings).await?;
    let service = app(Arc::clone(&state)).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(shutdown).await?;
    state.store.close().await;
    Ok(())
}

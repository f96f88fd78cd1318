//! The collector: takes events, decides sessions, serves the management API, the loader, the engine and the console.
//!
//! A guided map. A request comes in by [`routes`] (every URL on one screen); what it may do is decided in `auth`; what it
//! asks is answered by pure code (`ingest`, `session`, `report`) over what the [`store`] holds. Events take one way only:
//! `ingest` checks them, `writer` makes them durable in groups, together with all that follows from them.
//!
//! **Architecture invariant:** only `store` names the database driver's query API; only routes, auth and error name the
//! HTTP framework.

pub mod abandoned;
pub mod assets;
pub mod auth;
pub mod catalog;
pub mod checklist;
pub mod cli;
pub mod clock;
pub mod config;
pub mod debug_token;
pub mod error;
pub mod explain;
pub mod goal;
pub mod hand_over;
pub mod heard;
pub mod ingest;
pub mod intake;
pub mod live;
pub mod message;
pub mod metrics;
pub mod openapi;
pub mod preview;
pub mod profiles;
pub mod progress;
mod random;
pub mod report;
mod resume;
pub mod routes;
pub mod search;
pub mod session;
mod signed;
pub mod state;
pub mod store;
pub mod token;
mod upkeep;
pub mod webhook;
pub mod writer;

use axum::Router;
use axum::serve::ListenerExt;
use config::Settings;
use state::App;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use store::StoreError;
use tokio::net::{TcpListener, TcpStream};

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

/// Opens everything and serves on `listener` until `shutdown` resolves, then finishes what is under way.
///
/// # Errors
/// When the database cannot be opened or the listener fails.
pub async fn run(
    settings: Settings,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), RunError> {
    let state = App::open(settings).await?;
    print_setup_link(&state, listener.local_addr()?).await?;
    serve(state, listener, shutdown).await
}

/// Serves an opened collector until `shutdown` resolves: then takes no more connections, answers what is under way (for at
/// most `--drain-seconds`), writes what is queued and closes the store.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    state: Arc<App>,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), RunError> {
    let address = listener.local_addr()?;
    tracing::info!(%address, base_path = %state.settings.base(), "serving");
    let patience = Duration::from_secs(state.settings.drain_seconds);
    let (stopping, mut stopped) = tokio::sync::watch::channel(false);
    let leaving = Arc::clone(&state);
    let signal = async move {
        shutdown.await;
        tracing::info!("stopping");
        leaving.stopping.send_replace(true);
        stopping.send_replace(true);
    };
    let service = app(Arc::clone(&state)).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener.tap_io(no_delay), service).with_graceful_shutdown(signal);
    let too_long = async {
        // The sender lives until serving ends, so this never fails.
        let _ = stopped.wait_for(|stopped| *stopped).await;
        tokio::time::sleep(patience).await;
    };
    tokio::select! {
        ended = serving => ended?,
        () = too_long => tracing::warn!(drain_seconds = patience.as_secs(), "requests under way were given up"),
    }
    state.close().await;
    Ok(())
}

/// Answers are small and complete: waiting for more to send with them only delays them.
fn no_delay(stream: &mut TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection keeps its delay");
    }
}

/// Says where the first member is set up, as long as there is none.
async fn print_setup_link(state: &App, listening: SocketAddr) -> Result<(), StoreError> {
    let here = state
        .settings
        .public_url
        .as_deref()
        .map_or_else(|| format!("http://{listening}"), |url| url.trim_end_matches('/').to_owned());
    let address = format!("{here}{}", state.settings.base());
    if let Some(link) = routes::account::setup_link(state, &address).await? {
        println!("Nobody can sign in yet. Set up the first member here (good for 24 hours, once):\n{link}");
    }
    Ok(())
}

//! The live stream: server-sent events that say what changed in an environment.
//!
//! Deliberately absent: what was missed. After a gap the console asks for everything again.

use super::answer::Stream;
use super::environment;
use super::input::{Call, InEnvironment, Query};
use crate::error::ApiError;
use crate::state::{App, LiveChange};
use axum::body::Body;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc::{self, Sender};
use tokio::time::interval;
use tokio_stream::wrappers::ReceiverStream;

/// Proxies close what is silent for long; a comment every so often keeps it open and notices a caller who left.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Changes that may wait for a slow caller.
const WAITING: usize = 64;

type Line = Result<String, Infallible>;

/// `GET /api/live`
///
/// # Errors
/// 404 where there is no such environment; or when the database fails.
pub async fn live(call: Call, Query(query): Query<InEnvironment>) -> Result<Stream, ApiError> {
    environment::found(&call, &query.environment).await?;
    let (send, lines) = mpsc::channel(WAITING);
    let changes = call.app.live.subscribe();
    tokio::spawn(tell(call.app, (call.caller.workspace, query.environment), changes, send));
    Ok(Stream(Body::from_stream(ReceiverStream::new(lines))))
}

async fn tell(app: Arc<App>, place: (String, String), mut changes: Receiver<LiveChange>, send: Sender<Line>) {
    let mut stopping = app.stopping.subscribe();
    // A caller who never leaves must not keep the collector.
    drop(app);
    let mut heartbeat = interval(HEARTBEAT);
    loop {
        let line = tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            () = send.closed() => return,
            _ = heartbeat.tick() => ":\n\n".to_owned(),
            change = changes.recv() => match change {
                Ok(change) if change.workspace == place.0 && change.environment == place.1 => data(&change),
                Ok(_) => continue,
                // The stream ends, the browser opens it again and asks for everything.
                Err(RecvError::Lagged(_) | RecvError::Closed) => return,
            },
        };
        if send.send(Ok(line)).await.is_err() {
            return;
        }
    }
}

fn data(change: &LiveChange) -> String {
    let json = serde_json::to_string(&change.change).unwrap_or_default();
    format!("data: {json}\n\n")
}

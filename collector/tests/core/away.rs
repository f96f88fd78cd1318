//! A PostgreSQL that is away, comes back, or does not answer: senders are told when to come back, and nothing is lost or twice.
//!
//! Deliberately absent: SQLite, which is a file; what becomes of it is tested with the real process.

use crate::page::{Page, event};
use crate::support::{Collector, database};
use collector::config::Settings;
use reqwest::StatusCode;
use serde_json::json;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What stands between the collector and its database does with their connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gate {
    Open,
    /// Connections break, and new ones are refused.
    Shut,
    /// Connections stay, and nothing passes.
    Stuck,
}

/// Starts a gate in front of a database.
async fn gate(server: SocketAddr) -> (SocketAddr, watch::Sender<Gate>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (set, state) = watch::channel(Gate::Open);
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            tokio::spawn(pass(client, server, state.clone()));
        }
    });
    (address, set)
}

async fn pass(client: TcpStream, server: SocketAddr, state: watch::Receiver<Gate>) {
    if *state.borrow() == Gate::Shut {
        return;
    }
    let Ok(server) = TcpStream::connect(server).await else { return };
    let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
    let mut shut = state.clone();
    tokio::select! {
        () = one_way(from_client, to_server, state.clone()) => {}
        () = one_way(from_server, to_client, state) => {}
        _ = shut.wait_for(|gate| *gate == Gate::Shut) => {}
    }
}

/// Passes bytes on while the gate is open, and keeps them while it is stuck.
async fn one_way(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut state: watch::Receiver<Gate>) {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        let open = state.wait_for(|gate| *gate == Gate::Open).await.is_ok();
        if !open || to.write_all(&buffer[..read]).await.is_err() {
            return;
        }
    }
}

#[test]
fn a_database_that_is_away_or_stuck_is_said_and_what_was_refused_is_taken_later() {
    let Ok(cluster) = std::env::var("WAYMARK_TEST_POSTGRES") else { return };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let (_, address) = database(&cluster).await;
        let place = address.split_once('@').and_then(|(_, rest)| rest.split_once('/')).expect("a host").0;
        let (gate_address, gate) = gate(place.parse().expect("an address")).await;
        let mut settings = Settings::for_database(&address.replace(place, &gate_address.to_string()));
        settings.database_seconds = 1;
        let folder = tempfile::tempdir().expect("a folder");
        let collector = Collector::start(settings, folder).await;
        let page = Page::open(&collector, json!({}), &[]).await;
        let body = |event: &serde_json::Value| json!({"key": page.key, "schema": 1, "events": [event]});
        for state in [Gate::Shut, Gate::Stuck] {
            let kept = event(&json!({"user_id": "u"}), json!({"page": {}}));
            gate.send_replace(state);
            let refused = page.post("/v1/events", &body(&kept)).await;
            refused.problem(503, "database_away");
            assert!(refused.headers.contains_key("retry-after"), "{state:?}");
            collector.stranger().get("/readyz").await.problem(503, "database_away");
            let alive = reqwest::get(format!("{}/healthz", collector.url)).await.expect("an answer").status();
            assert_eq!(alive, StatusCode::OK, "restarting it would not help");
            gate.send_replace(Gate::Open);
            let mut again = tokio::time::interval(Duration::from_millis(50));
            let outcome = loop {
                again.tick().await;
                let answer = page.post("/v1/events", &body(&kept)).await;
                if answer.status == StatusCode::OK {
                    break answer.json["outcomes"][0].clone();
                }
                answer.problem(503, "database_away");
            };
            assert!(outcome == "accepted" || outcome == "duplicate", "{outcome}");
            assert_eq!(page.send(&[kept]).await, ["duplicate"]);
        }
        Arc::clone(&collector.app).close().await;
    });
}

//! What a vendor would put behind the webhook: a real server on this machine that keeps what it hears and answers as it is told.
//!
//! It checks signatures by the specification, not with the collector's code.

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use serde_json::Value;
use sha2::Sha256;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// How long anything that must happen may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running receiver.
pub struct Receiver {
    /// Where it takes notices.
    pub url: String,
    heard: UnboundedReceiver<Heard>,
    connections: Arc<AtomicUsize>,
}

/// One request.
pub struct Heard {
    /// Its path.
    pub path: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

#[derive(Clone)]
struct Kept {
    answers: Arc<Mutex<VecDeque<u16>>>,
    heard: UnboundedSender<Heard>,
}

impl Receiver {
    /// Answers the first requests with these statuses, all others with 200.
    pub async fn start(answers: &[u16]) -> Self {
        use axum::serve::ListenerExt as _;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
        let (tell, heard) = unbounded_channel();
        let kept = Kept { answers: Arc::new(Mutex::new(answers.iter().copied().collect())), heard: tell };
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&connections);
        let listener = listener.tap_io(move |_| {
            counted.fetch_add(1, Ordering::SeqCst);
        });
        let router = Router::new().fallback(take).with_state(kept);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, heard, connections }
    }

    /// The next request, once it comes.
    pub async fn next(&mut self) -> Heard {
        let next = tokio::time::timeout(PATIENCE, self.heard.recv()).await;
        next.expect("a request comes in time").expect("the receiver runs")
    }

    /// How many requests have come that nobody looked at yet; looks at them.
    pub fn heard(&mut self) -> usize {
        std::iter::from_fn(|| self.heard.try_recv().ok()).count()
    }

    /// How many connections were ever opened to it.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        let place = self.url.trim_start_matches("http://127.0.0.1:");
        place.split('/').next().and_then(|port| port.parse().ok()).expect("a port")
    }

    /// Waits until this holds.
    pub async fn until<F: Future<Output = bool>>(&self, holds: impl Fn() -> F) {
        let wait = async {
            let mut again = tokio::time::interval(Duration::from_millis(20));
            while !holds().await {
                again.tick().await;
            }
        };
        tokio::time::timeout(PATIENCE, wait).await.expect("it holds in time");
    }
}

impl Heard {
    /// A header it came with.
    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().expect("ASCII")
    }

    /// Its body.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// Whether it is signed with this secret, just now, as Standard Webhooks says.
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let seconds: i64 = self.header("webhook-timestamp").parse().expect("seconds");
        let age = collector::clock::now().0 / 1_000 - seconds;
        let key = STANDARD.decode(secret.strip_prefix("whsec_").expect("a secret")).expect("base64");
        let mut keyed = Hmac::<Sha256>::new_from_slice(&key).expect("a key");
        for part in [self.header("webhook-id"), ".", self.header("webhook-timestamp"), "."] {
            keyed.update(part.as_bytes());
        }
        keyed.update(&self.body);
        let signature = self.header("webhook-signature").strip_prefix("v1,").expect("a version");
        let signature = STANDARD.decode(signature).expect("base64");
        (0..60).contains(&age) && keyed.verify_slice(&signature).is_ok()
    }
}

async fn take(State(kept): State<Kept>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 65_536).await.expect("a short body").to_vec();
    let heard = Heard { path: parts.uri.path().to_owned(), headers: parts.headers, body };
    // The test may be over.
    let _ = kept.heard.send(heard);
    let status = kept.answers.lock().expect("no panic while locked").pop_front().unwrap_or(200);
    let status = StatusCode::from_u16(status).expect("a status");
    (status, [(header::LOCATION, "/elsewhere")], "a body that nobody reads").into_response()
}

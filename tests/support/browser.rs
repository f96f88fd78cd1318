//! A real Chromium over the DevTools protocol: one process per test, with a profile of its own.

use crate::page::Page;
use crate::{PATIENCE, given};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio_tungstenite::tungstenite::Message;

/// An event of the protocol: its method, parameters and the target's session.
#[derive(Clone, Debug)]
pub struct ProtocolEvent {
    /// Such as `Runtime.exceptionThrown`.
    pub method: String,
    /// Its parameters.
    pub params: Value,
    /// The target it belongs to.
    pub session: String,
}

/// The connection to one browser, shared by its pages.
#[derive(Clone)]
pub struct Connection {
    out: mpsc::UnboundedSender<Message>,
    waiting: Arc<Mutex<HashMap<u64, oneshot::Sender<Value>>>>,
    next: Arc<AtomicU64>,
    events: broadcast::Sender<ProtocolEvent>,
}

impl Connection {
    pub(crate) async fn open(address: &str) -> Self {
        let (socket, _) = tokio_tungstenite::connect_async(address).await.expect("the browser's socket opens");
        let (mut sink, mut stream) = socket.split();
        let (out, mut queue) = mpsc::unbounded_channel::<Message>();
        let connection =
            Self { out, waiting: Arc::default(), next: Arc::default(), events: broadcast::channel(4096).0 };
        tokio::spawn(async move {
            while let Some(message) = queue.recv().await {
                if sink.send(message).await.is_err() {
                    return;
                }
            }
        });
        let inner = connection.clone();
        tokio::spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                if let Message::Text(text) = message {
                    inner.take(serde_json::from_str(text.as_str()).expect("the protocol is JSON"));
                }
            }
            // Whoever still waits learns that the browser is gone: its sender is dropped.
            inner.waiting.lock().expect("no panic while locked").clear();
        });
        connection
    }

    fn take(&self, mut message: Value) {
        if let Some(id) = message["id"].as_u64() {
            let waiting = self.waiting.lock().expect("no panic while locked").remove(&id);
            if let Some(waiting) = waiting {
                let _ = waiting.send(message);
            }
        } else if let Some(method) = message["method"].as_str() {
            let method = method.to_owned();
            let session = message["sessionId"].as_str().unwrap_or_default().to_owned();
            let _ = self.events.send(ProtocolEvent { method, params: message["params"].take(), session });
        }
    }

    /// Listens to everything the browser says from now on.
    pub fn events(&self) -> broadcast::Receiver<ProtocolEvent> {
        self.events.subscribe()
    }

    /// Sends a command and returns its result, or the protocol's error message.
    ///
    /// # Errors
    /// What the browser said against it; also that it is gone.
    pub async fn call(&self, session: Option<&str>, method: &str, params: Value) -> Result<Value, String> {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        let (sender, receiver) = oneshot::channel();
        self.waiting.lock().expect("no panic while locked").insert(id, sender);
        let mut message = json!({"id": id, "method": method, "params": params});
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        self.out.send(Message::text(message.to_string())).map_err(|_| "the browser is gone".to_owned())?;
        let mut answer = tokio::time::timeout(PATIENCE, receiver)
            .await
            .map_err(|_| format!("{method} was never answered"))?
            .map_err(|_| "the browser is gone".to_owned())?;
        match answer.get("error") {
            Some(error) => Err(format!("{method}: {error}")),
            None => Ok(answer["result"].take()),
        }
    }
}

/// A running Chromium; ends when dropped.
pub struct Browser {
    child: Child,
    connection: Connection,
    profile: Profile,
}

enum Profile {
    Own(TempDir),
    Kept(PathBuf),
}

impl Browser {
    /// Starts Chromium with a fresh profile.
    pub async fn launch() -> Self {
        Self::start(Profile::Own(TempDir::new().expect("a folder for the profile"))).await
    }

    /// Starts Chromium with a profile that outlives it, so that another start finds what this one stored.
    pub async fn launch_with_profile(folder: &Path) -> Self {
        Self::start(Profile::Kept(folder.to_path_buf())).await
    }

    async fn start(profile: Profile) -> Self {
        let folder = match &profile {
            Profile::Own(folder) => folder.path(),
            Profile::Kept(folder) => folder,
        };
        let mut child = Command::new(given("WAYMARK_CHROMIUM"))
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--disable-dev-shm-usage", "--remote-debugging-port=0", "--window-size=1280,800"])
            // Tests run two at a time on two cores: a page must not be slowed because another window is in front.
            .args(["--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding"])
            .arg(format!("--user-data-dir={}", folder.display()))
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("Chromium starts");
        let mut lines = BufReader::new(child.stderr.take().expect("stderr is piped")).lines();
        let address = loop {
            let line = tokio::time::timeout(PATIENCE, lines.next_line()).await.expect("Chromium speaks in time");
            let line = line.expect("stderr is text").expect("Chromium stays");
            if let Some(address) = line.strip_prefix("DevTools listening on ") {
                break address.to_owned();
            }
        };
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Self { child, connection: Connection::open(&address).await, profile }
    }

    /// Opens a tab.
    pub async fn page(&self) -> Page {
        Page::open(self.connection.clone(), None).await
    }

    /// Opens a tab that shares nothing with the others: another person's browser.
    pub async fn private_page(&self) -> Page {
        let context = self.connection.call(None, "Target.createBrowserContext", json!({})).await;
        let context = context.expect("a context opens")["browserContextId"].as_str().expect("an id").to_owned();
        Page::open(self.connection.clone(), Some(context)).await
    }

    /// Kills the browser the hard way, as a crash or a power switch would.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("Chromium can be killed");
        if let Profile::Own(folder) = self.profile {
            drop(folder);
        }
    }
}

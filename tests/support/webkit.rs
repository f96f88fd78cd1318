//! A real WebKit (WebKitGTK's) over classic WebDriver, on a display of its own that nobody sees.

use crate::tab::{Tab, as_json};
use crate::{PATIENCE, eventually, given};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use std::net::TcpListener;
use std::process::Stdio;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// A running WebKit with one tab; all of it ends when dropped.
pub struct WebKit {
    client: Client,
    session: String,
    _driver: Child,
    // Last: the browser, which the driver has started, ends with its display.
    _display: Child,
    _home: TempDir,
}

impl WebKit {
    /// Starts a display, the driver, and through it the browser.
    pub async fn launch() -> Self {
        let home = TempDir::new().expect("a folder for the profile");
        let (display, number) = display().await;
        // The port is free now and taken a moment later; the driver says so clearly should somebody be faster.
        let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr()).expect("a free port").port();
        let driver = Command::new(given("WAYMARK_WEBKIT"))
            .arg(format!("--port={port}"))
            .env("DISPLAY", format!(":{number}"))
            .env("HOME", home.path())
            .envs(["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"].map(|name| (name, home.path())))
            // Without the accessibility bus and a graphics card there is less to wait for.
            .envs([("NO_AT_BRIDGE", "1"), ("LIBGL_ALWAYS_SOFTWARE", "1")])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("WebKit's driver starts");
        let client = Client::builder().no_proxy().build().expect("a client");
        let address = format!("http://127.0.0.1:{port}/session");
        let wish = json!({"capabilities": {"alwaysMatch": {}}});
        let begun = eventually("WebKit starts", || async {
            let answer = client.post(&address).body(wish.to_string()).send().await.ok()?;
            let text = answer.text().await.ok()?;
            serde_json::from_str::<Value>(&text).ok()
        })
        .await;
        let id = begun["value"]["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {begun}"));
        Self { client, session: format!("{address}/{id}"), _driver: driver, _display: display, _home: home }
    }

    async fn call(&self, method: Method, path: &str, body: Value) -> Result<Value, String> {
        let body = if method == Method::POST { body.to_string() } else { String::new() };
        let request = self.client.request(method, format!("{}{path}", self.session)).body(body).timeout(PATIENCE);
        let text = async { request.send().await?.text().await }.await.map_err(|error| error.to_string())?;
        let mut answer: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        match answer["value"].get("error") {
            Some(_) => Err(format!("{path}: {}", answer["value"])),
            None => Ok(answer["value"].take()),
        }
    }

    /// Closes the browser as its driver does.
    pub async fn close(self) {
        let _ = self.call(Method::DELETE, "", Value::Null).await;
    }
}

/// A display of its own: the program and the display's number.
async fn display() -> (Child, u32) {
    let mut child = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("Xvfb starts");
    let mut lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
    let line = tokio::time::timeout(PATIENCE, lines.next_line()).await.expect("Xvfb speaks in time");
    let number = line.expect("stdout is text").expect("Xvfb stays").trim().parse().expect("the display's number");
    (child, number)
}

impl Tab for WebKit {
    async fn goto(&self, url: &str) {
        let gone = self.call(Method::POST, "/url", json!({"url": url})).await;
        gone.unwrap_or_else(|error| panic!("{error}"));
    }

    async fn try_eval(&self, script: &str) -> Result<Value, String> {
        let script = format!(
            "const done = arguments[0]; {}.then(text => done([text]), error => done(['', String(error)]))",
            as_json(script)
        );
        let answer = self.call(Method::POST, "/execute/async", json!({"script": script, "args": []})).await?;
        match answer[1].as_str() {
            Some(error) => Err(error.to_owned()),
            None => serde_json::from_str(answer[0].as_str().unwrap_or("null")).map_err(|error| error.to_string()),
        }
    }

    async fn press_at(&self, x: i64, y: i64) {
        let steps = json!([
            {"type": "pointerMove", "duration": 0, "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]);
        let source = json!({"type": "pointer", "id": "mouse", "actions": steps});
        let done = self.call(Method::POST, "/actions", json!({"actions": [source]})).await;
        done.unwrap_or_else(|error| panic!("{error}"));
    }

    async fn write(&self, text: &str) {
        let keys = text.chars().flat_map(|key| {
            [json!({"type": "keyDown", "value": key.to_string()}), json!({"type": "keyUp", "value": key.to_string()})]
        });
        let source = json!({"type": "key", "id": "keyboard", "actions": keys.collect::<Vec<_>>()});
        let done = self.call(Method::POST, "/actions", json!({"actions": [source]})).await;
        done.unwrap_or_else(|error| panic!("{error}"));
    }
}

//! A real Firefox over WebDriver BiDi, which it speaks by itself: no driver program stands between.

use crate::browser::Connection;
use crate::tab::{Tab, as_json};
use crate::{PATIENCE, given};
use serde_json::{Value, json};
use std::process::Stdio;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// What a fresh profile must not do by itself: ask, fetch, report.
const PREFERENCES: [(&str, &str); 9] = [
    ("app.normandy.enabled", "false"),
    ("app.update.disabledForTesting", "true"),
    ("browser.aboutConfig.showWarning", "false"),
    ("browser.shell.checkDefaultBrowser", "false"),
    ("datareporting.policy.dataSubmissionEnabled", "false"),
    ("extensions.autoDisableScopes", "0"),
    ("network.captive-portal-service.enabled", "false"),
    ("network.connectivity-service.enabled", "false"),
    ("toolkit.telemetry.reportingpolicy.firstRun", "false"),
];

/// A running Firefox; ends when dropped.
pub struct Firefox {
    connection: Connection,
    _child: Child,
    _profile: TempDir,
}

impl Firefox {
    /// Starts Firefox with a fresh profile.
    pub async fn launch() -> Self {
        let profile = TempDir::new().expect("a folder for the profile");
        let wishes = PREFERENCES.map(|(name, value)| format!("user_pref(\"{name}\", {value});\n")).concat();
        std::fs::write(profile.path().join("user.js"), wishes).expect("the preferences can be written");
        let mut child = Command::new(given("WAYMARK_FIREFOX"))
            .args(["--headless", "--no-remote", "--remote-debugging-port", "0", "--profile"])
            .arg(profile.path())
            .arg("about:blank")
            .envs([("MOZ_HEADLESS_WIDTH", "1280"), ("MOZ_HEADLESS_HEIGHT", "900")])
            .env("HOME", profile.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("Firefox starts");
        let mut lines = BufReader::new(child.stderr.take().expect("stderr is piped")).lines();
        let address = loop {
            let line = tokio::time::timeout(PATIENCE, lines.next_line()).await.expect("Firefox speaks in time");
            let line = line.expect("stderr is text").expect("Firefox stays");
            if let Some((_, address)) = line.split_once("WebDriver BiDi listening on ") {
                break address.trim().to_owned();
            }
        };
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let connection = Connection::open(&format!("{address}/session")).await;
        let begun = connection.call(None, "session.new", json!({"capabilities": {}})).await;
        begun.unwrap_or_else(|error| panic!("{error}"));
        Self { connection, _child: child, _profile: profile }
    }

    /// Opens a tab that shares nothing with the others.
    pub async fn tab(&self) -> FirefoxTab {
        let call = |method, params| async move {
            self.connection.call(None, method, params).await.unwrap_or_else(|error| panic!("{error}"))
        };
        let person = call("browser.createUserContext", json!({})).await;
        let wish = json!({"type": "tab", "userContext": person["userContext"]});
        let tab = call("browsingContext.create", wish).await;
        let context = tab["context"].as_str().expect("a tab").to_owned();
        FirefoxTab { connection: self.connection.clone(), context }
    }
}

/// A tab of Firefox.
pub struct FirefoxTab {
    connection: Connection,
    context: String,
}

impl FirefoxTab {
    async fn call(&self, method: &str, mut params: Value) -> Result<Value, String> {
        params["context"] = self.context.as_str().into();
        self.connection.call(None, method, params).await
    }

    async fn act(&self, source: Value) {
        let done = self.call("input.performActions", json!({"actions": [source]})).await;
        done.unwrap_or_else(|error| panic!("{error}"));
    }
}

impl Tab for FirefoxTab {
    async fn goto(&self, url: &str) {
        let gone = self.call("browsingContext.navigate", json!({"url": url, "wait": "complete"})).await;
        gone.unwrap_or_else(|error| panic!("{error}"));
    }

    async fn try_eval(&self, script: &str) -> Result<Value, String> {
        let wish = json!({"expression": as_json(script), "awaitPromise": true, "target": {"context": self.context}});
        let answer = self.connection.call(None, "script.evaluate", wish).await?;
        match answer["result"]["value"].as_str() {
            Some(text) => serde_json::from_str(text).map_err(|error| error.to_string()),
            None => Err(answer["exceptionDetails"]["text"].to_string()),
        }
    }

    async fn press_at(&self, x: i64, y: i64) {
        let steps = json!([
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]);
        self.act(json!({"type": "pointer", "id": "mouse", "actions": steps})).await;
    }

    async fn write(&self, text: &str) {
        let keys = text.chars().flat_map(|key| {
            [json!({"type": "keyDown", "value": key.to_string()}), json!({"type": "keyUp", "value": key.to_string()})]
        });
        self.act(json!({"type": "key", "id": "keyboard", "actions": keys.collect::<Vec<_>>()})).await;
    }
}

//! `waymark demo`, running: the example product and the console beside it, and a member who publishes there.
//!
//! Deliberately absent: what is in it; the tests say what they expect.

use crate::given;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// A running demo: the program, which ends when dropped, the example product's address and the console's.
pub async fn demo(companies: &str) -> (Child, String, String) {
    let mut child = Command::new(given("WAYMARK_BINARY"))
        .args(["demo", "--listen", "127.0.0.1:0", "--product", "127.0.0.1:0", "--companies", companies])
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the demo starts");
    let mut lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
    let mut printed = Vec::new();
    while let Some(line) = lines.next_line().await.expect("text") {
        let last = line.starts_with("Stop with");
        printed.push(line);
        if last {
            break;
        }
    }
    let address = |name: &str| {
        let line = printed.iter().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name}: {printed:?}"));
        line.split_whitespace().last().expect("an address").to_owned()
    };
    let (product, console) = (address("Example product"), address("Console"));
    (child, product, console)
}

/// Whoever is signed in to the demo's console, through its API.
pub struct Member {
    client: Client,
    console: String,
    cookie: String,
}

impl Member {
    /// Signs in with what the demo prints.
    pub async fn sign_in(console: &str) -> Self {
        let client = Client::builder().no_proxy().build().expect("a client");
        let console = console.trim_end_matches("/console/").to_owned();
        let who = json!({"email": "demo@waymark.example", "password": "look around freely"});
        let answer = client.post(format!("{console}/api/sign-in")).json(&who).send().await.expect("sign-in answers");
        assert!(answer.status().is_success(), "{}", answer.status());
        let cookie = answer.headers()["set-cookie"].to_str().expect("text");
        let cookie = cookie.split(';').next().expect("a cookie").to_owned();
        Self { client, console, cookie }
    }

    /// Calls the management API; panics unless it succeeds.
    pub async fn api(&self, method: Method, path: &str, body: &Value) -> Value {
        let (status, text) = self.try_api(method, path, body).await;
        assert!(status.is_success(), "{path}: {status} {text}");
        if text.is_empty() { Value::Null } else { serde_json::from_str(&text).expect("JSON") }
    }

    async fn try_api(&self, method: Method, path: &str, body: &Value) -> (StatusCode, String) {
        let request = self.client.request(method, format!("{}{path}", self.console));
        let mut request = request.header("cookie", &self.cookie).header("sec-fetch-site", "same-origin");
        if !body.is_null() {
            request = request.json(body);
        }
        let answer = request.send().await.expect("the API answers");
        (answer.status(), answer.text().await.expect("text"))
    }

    /// Reads from the management API.
    pub async fn get(&self, path: &str) -> Value {
        self.api(Method::GET, path, &Value::Null).await
    }

    /// The latest events of a person; none while nothing of theirs is stored.
    pub async fn events_of(&self, person: &str) -> Vec<Value> {
        let path = format!("/api/people/{person}?environment=production");
        let (status, text) = self.try_api(Method::GET, &path, &Value::Null).await;
        if status == StatusCode::NOT_FOUND {
            return Vec::new();
        }
        let found: Value = serde_json::from_str(&text).expect("JSON");
        found["events"].as_array().expect("events").clone()
    }

    /// Writes content (TOML) as draft and publishes it to the example product.
    pub async fn publish(&self, toml: &str) {
        let content: shared::content::Content = toml::from_str(toml).expect("a content file");
        let path = format!("/api/content/{}", content.key);
        self.api(Method::PUT, &path, &serde_json::to_value(&content).expect("JSON")).await;
        self.api(Method::POST, &format!("{path}/publish"), &json!({"environment": "production"})).await;
    }
}

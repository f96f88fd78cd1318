//! The real `waymark` binary on a database of its own, set up through its API as a vendor would.

use crate::member::Member;
use crate::{PATIENCE, eventually, given};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// A running collector, which its owner calls by a token; ends when dropped.
pub struct Collector {
    child: Child,
    folder: TempDir,
    address: SocketAddr,
    base: String,
    member: Option<Member>,
    write_key: String,
    origins: Vec<String>,
    extra: Vec<String>,
    client: Client,
}

impl Deref for Collector {
    type Target = Member;

    fn deref(&self) -> &Member {
        self.member.as_ref().expect("somebody has set it up")
    }
}

impl Collector {
    /// Starts the binary on an empty SQLite database and sets up a workspace with the environment `production`, open to
    /// pages of these origins.
    pub async fn spawn(origins: &[&str]) -> Self {
        Self::spawn_with(origins, &[]).await
    }

    /// The same with more flags.
    pub async fn spawn_with(origins: &[&str], flags: &[&str]) -> Self {
        let (mut collector, link) = Self::spawn_empty_with(origins, flags).await;
        collector.set_up(link.split_once("#token=").expect("a set-up link").1).await;
        collector
    }

    /// Starts the binary on an empty SQLite database and returns the one-time link that it prints; nobody has used it.
    pub async fn spawn_empty() -> (Self, String) {
        Self::spawn_empty_with(&[], &[]).await
    }

    async fn spawn_empty_with(origins: &[&str], flags: &[&str]) -> (Self, String) {
        let folder = TempDir::new().expect("a folder for the database");
        let origins = origins.iter().map(|origin| (*origin).to_owned()).collect();
        let extra: Vec<String> = flags.iter().map(|flag| (*flag).to_owned()).collect();
        let (child, line) = start(folder.path(), "127.0.0.1:0", &extra, "token=").await;
        let (address, _) = line.split_once("/console/setup#token=").expect("a set-up link");
        let place = address.trim_start_matches("http://");
        let (host, base) = place.split_at(place.find('/').unwrap_or(place.len()));
        let address = host.parse().expect("the link says where the collector listens");
        let base = base.to_owned();
        let client = Client::builder().no_proxy().build().expect("a client");
        let (member, write_key) = (None, String::new());
        (Self { child, folder, address, base, member, write_key, origins, extra, client }, line)
    }

    async fn set_up(&mut self, token: &str) {
        let member = Member::set_up(self.url(""), token).await.by_token().await;
        let environment = json!({"key": "production", "name": "Production", "settings": self.settings()});
        let environment = member.api(Method::POST, "/api/environments", &environment).await;
        environment["write_key"].as_str().expect("a write key").clone_into(&mut self.write_key);
        self.member = Some(member);
    }

    /// An address of this collector.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{}{path}", self.address, self.base)
    }

    /// Where the collector listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The write key of the environment `production`.
    pub fn write_key(&self) -> &str {
        &self.write_key
    }

    /// The script tag for a host page; the loader comes from `origin`, such as a proxy in front of the collector.
    pub fn snippet_from(&self, origin: &str) -> String {
        format!(r#"<script async src="{origin}/waymark.js" data-key="{}"></script>"#, self.write_key)
    }

    /// The script tag for a host page.
    pub fn snippet(&self) -> String {
        self.snippet_from(&self.url(""))
    }

    /// Posts to a public address as a page does, and returns status and body.
    pub async fn post(&self, path: &str, origin: &str, body: impl Into<reqwest::Body>) -> (StatusCode, Value) {
        let request = self.client.post(self.url(path)).header("origin", origin).header("content-type", "text/plain");
        let answer = request.body(body).send().await.expect("the collector answers");
        let status = answer.status();
        (status, answer.json().await.unwrap_or(Value::Null))
    }

    /// No cap in the way of a second question.
    fn settings(&self) -> Value {
        json!({"origins": self.origins, "caps": {"per_day": 100, "surveys": 100}, "reportable_traits": ["plan", "role"]})
    }

    /// Changes the settings of `production`: what is given replaces those fields.
    pub async fn set(&self, changes: Value) {
        let mut all = self.settings();
        for (name, value) in changes.as_object().expect("fields") {
            all[name] = value.clone();
        }
        self.api(Method::PUT, "/api/environments/production", &all).await;
    }

    /// The report of one survey.
    pub async fn report(&self, content: &str) -> Value {
        self.get(&format!("/api/reports/{content}?environment=production")).await
    }

    /// What people said, the newest first.
    pub async fn responses(&self, content: &str) -> Vec<Value> {
        let page = self.get(&format!("/api/reports/{content}/responses?environment=production")).await;
        page["responses"].as_array().expect("a list").clone()
    }

    /// Waits until a number of the funnel has this value.
    pub async fn funnel_reaches(&self, content: &str, step: &str, count: i64) -> Value {
        let what = format!("{content}: {step} = {count}");
        eventually(&what, || async { (self.report(content).await["funnel"][step] == count).then_some(()) }).await;
        // A report is several reads; one begun now sees in all of them what the funnel has seen.
        self.report(content).await
    }

    /// Kills the collector as a crash would.
    pub async fn kill(&mut self) {
        self.child.kill().await.expect("the collector can be killed");
    }

    /// Starts it again on the same address and database.
    pub async fn restart(&mut self) {
        let address = self.address.to_string();
        let mut command = command(self.folder.path(), &address, &self.extra);
        self.child = command.spawn().expect("the collector starts");
        self.ready().await;
    }

    /// Starts it again with other flags, such as after the operator made room.
    pub async fn restart_with(&mut self, flags: &[&str]) {
        self.extra = flags.iter().map(|flag| (*flag).to_owned()).collect();
        self.restart().await;
    }

    /// Another collector with the same workspace, on this folder's copy of the database.
    pub async fn beside(&self, folder: TempDir) -> Self {
        let port = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
        let address = port.local_addr().expect("a bound address");
        drop(port);
        let child = command(folder.path(), &address.to_string(), &[]).spawn().expect("the collector starts");
        let (write_key, origins) = (self.write_key.clone(), self.origins.clone());
        let member = Some(self.at(format!("http://{address}")));
        let client = self.client.clone();
        let base = String::new();
        let beside = Self { child, folder, address, base, member, write_key, origins, extra: Vec::new(), client };
        beside.ready().await;
        beside
    }

    async fn ready(&self) {
        eventually("the collector is ready", || async {
            let answer = self.client.get(self.url("/readyz")).send().await.ok()?;
            answer.status().is_success().then_some(())
        })
        .await;
    }

    /// Sends the process a signal, such as `-STOP`.
    pub async fn signal(&self, signal: &str) {
        let id = self.child.id().expect("the collector runs").to_string();
        let sent = Command::new("kill").args([signal, &id]).status().await.expect("a signal can be sent");
        assert!(sent.success(), "the process is there");
    }

    /// Somebody who posts events on a connection of their own, and may be handed to another task.
    pub fn visitor(&self) -> Visitor {
        Visitor { url: self.url("/v1/events"), client: self.client.clone() }
    }

    /// The file of the database.
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("waymark.db")
    }

    /// Runs another command of the binary on this database and returns whether it succeeded and what it printed.
    pub async fn command(&self, words: &[&str]) -> (bool, String) {
        let mut command = Command::new(given("WAYMARK_BINARY"));
        command.args(words).env("WAYMARK_DATABASE", format!("sqlite:{}", self.database().display()));
        let output = command.output().await.expect("the command runs");
        let text = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&text).into_owned())
    }

    /// Memory that the process holds, megabytes.
    pub fn resident_mb(&self) -> u64 {
        let id = self.child.id().expect("the collector runs");
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok()).unwrap_or_default() / 1024
    }

    /// Processor time that the process has used, milliseconds.
    pub fn cpu_ms(&self) -> u64 {
        let id = self.child.id().expect("the collector runs");
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        // The name of the process, in brackets, may have spaces; user and system time are the 12th and 13th field behind it.
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
        fields.filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() * 10
    }

    /// Asks it to stop and waits until it has.
    pub async fn stop(mut self) {
        let id = self.child.id().expect("the collector runs").to_string();
        Command::new("kill").args(["-TERM", &id]).status().await.expect("a signal can be sent");
        let ended = tokio::time::timeout(PATIENCE, self.child.wait()).await.expect("the collector stops in time");
        assert!(ended.expect("a status").success(), "the collector stops well");
    }
}

/// Somebody who posts events.
pub struct Visitor {
    url: String,
    client: Client,
}

/// What a visitor is answered.
pub struct Answered {
    /// The status.
    pub status: u16,
    /// Seconds after which to try again, where that is said.
    pub retry_after: Option<u32>,
    /// The body.
    pub json: Value,
}

impl Visitor {
    /// Posts a batch.
    pub async fn post(&self, origin: &str, body: &str) -> Answered {
        let answer = self.request(origin, body).send().await.expect("the collector answers");
        let header = answer.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
        let status = answer.status().as_u16();
        Answered { status, retry_after: header, json: answer.json().await.unwrap_or(Value::Null) }
    }

    /// Posts a batch to a collector that may go away meanwhile: the status, if there is one.
    pub async fn sends(&self, origin: &str, body: &str) -> Option<u16> {
        let answer = self.request(origin, body).send().await.ok()?;
        Some(answer.status().as_u16())
    }

    fn request(&self, origin: &str, body: &str) -> reqwest::RequestBuilder {
        let request = self.client.post(&self.url).header("origin", origin).header("content-type", "text/plain");
        request.body(body.to_owned())
    }
}

fn command(folder: &Path, listen: &str, extra: &[String]) -> Command {
    let mut command = Command::new(given("WAYMARK_BINARY"));
    command
        .args(["serve", "--listen", listen, "--database"])
        .arg(format!("sqlite:{}", folder.join("waymark.db").display()))
        .args(extra)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    command
}

/// Starts the binary and waits for the line that contains `mark`.
async fn start(folder: &Path, listen: &str, extra: &[String], mark: &str) -> (Child, String) {
    let mut child = command(folder, listen, extra).spawn().expect("the collector starts");
    let mut lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
    loop {
        let line = tokio::time::timeout(PATIENCE, lines.next_line()).await.expect("the collector speaks in time");
        let line = line.expect("stdout is text").expect("the collector stays");
        if line.contains(mark) {
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return (child, line);
        }
    }
}

//! A real collector on a free port over a database of its own, and callers with and without credentials.
//!
//! Deliberately absent: mocks, and any shortcut past the HTTP API but the set-up link, which is otherwise printed.

use collector::config::Settings;
use collector::state::App;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqlSafeStr};
use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};
use tokio::net::TcpListener;

/// Made once, because making one takes longer than most calls; keeps no connection, because each test has its own runtime.
static CLIENT: LazyLock<reqwest::Client> =
    LazyLock::new(|| reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().expect("a client"));

/// The first member's e-mail address.
pub const OWNER: &str = "owner@example.com";
/// Everybody's password here.
pub const PASSWORD: &str = "correct horse battery";

/// A running collector.
pub struct Collector {
    /// What the routes see.
    pub app: Arc<App>,
    /// Where it is reached.
    pub url: String,
    // Removed when the test ends.
    _folder: Arc<tempfile::TempDir>,
}

/// Runs a test on every database there is.
pub fn everywhere<F: Future<Output = ()>>(test: impl Fn(Collector) -> F) {
    everywhere_with(|_| {}, test);
}

/// The same with other settings.
pub fn everywhere_with<F: Future<Output = ()>>(change: impl Fn(&mut Settings), test: impl Fn(Collector) -> F) {
    let settings = |address: &str| {
        let mut settings = Settings::for_database(address);
        change(&mut settings);
        settings
    };
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        // Held here too: a test that uses only some fields of its collector moves only those into its future, and the folder
        // would be removed, with the database in it, before the test begins.
        let folder = Arc::new(tempfile::tempdir().expect("a folder"));
        let sqlite = format!("sqlite:{}", folder.path().join("test.db").display());
        test(Collector::start(settings(&sqlite), Arc::clone(&folder)).await).await;
        if let Ok(cluster) = std::env::var("WAYMARK_TEST_POSTGRES") {
            let (name, address) = database(&cluster).await;
            let folder = tempfile::tempdir().expect("a folder");
            let collector = Collector::start(settings(&address), folder).await;
            let app = Arc::clone(&collector.app);
            test(collector).await;
            app.store.close().await;
            let mut admin = PgConnection::connect(&cluster).await.expect("the cluster answers");
            let drop = AssertSqlSafe(format!("drop database {name} with (force)")).into_sql_str();
            admin.execute(sqlx::query(drop)).await.expect("the database is dropped");
        }
    });
}

/// A fresh database of a cluster: its name and address.
pub async fn database(cluster: &str) -> (String, String) {
    let name = format!("waymark_{}", collector::clock::fresh_id().replace('-', ""));
    let mut admin = PgConnection::connect(cluster).await.expect("the cluster answers");
    let create = format!("create database {name} template template0 encoding 'UTF8' locale 'C.UTF-8'");
    admin.execute(sqlx::query(AssertSqlSafe(create).into_sql_str())).await.expect("a database is created");
    let (server, _) = cluster.rsplit_once('/').expect("an address with a database");
    let address = format!("{server}/{name}");
    (name, address)
}

impl Collector {
    /// Starts with these settings; the folder stays as long as the collector.
    pub async fn start(settings: Settings, folder: impl Into<Arc<tempfile::TempDir>>) -> Self {
        let app = App::open(settings).await.expect("the collector opens");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}{}", listener.local_addr().expect("an address"), app.settings.base());
        let service = collector::app(Arc::clone(&app)).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self { app, url, _folder: folder.into() }
    }

    /// Somebody without credentials.
    pub fn stranger(&self) -> Caller {
        Caller { url: self.url.clone(), headers: HeaderMap::new() }
    }

    /// Sets up the first member and signs them in.
    pub async fn owner(&self) -> Caller {
        let link =
            collector::routes::account::setup_link(&self.app, &self.url).await.expect("a link").expect("nobody yet");
        let (_, token) = link.split_once("#token=").expect("a token in the fragment");
        let request = json!({ "token": token, "workspace": "Acme", "email": OWNER, "password": PASSWORD });
        let answer = self.stranger().post("/api/setup", &request).await.expect(StatusCode::OK);
        self.stranger().signed_in(&answer)
    }
}

impl Collector {
    /// An owner with the environment `production` and the survey `effort` published to it.
    pub async fn published(&self) -> Caller {
        let owner = self.owner().await;
        owner.post("/api/environments", &json!({ "key": "production", "name": "P" })).await.expect(StatusCode::CREATED);
        owner.put("/api/content/effort", &survey("effort")).await.expect(StatusCode::OK);
        owner.post("/api/content/effort/publish", &json!({ "environment": "production" })).await.expect(StatusCode::OK);
        owner
    }

    /// Sends events as a page does; each must be accepted.
    pub async fn page(&self, owner: &Caller, events: &[Value]) {
        let outcomes = self.page_outcomes(owner, events).await;
        assert!(outcomes.iter().all(|outcome| outcome == "accepted"), "{outcomes:?}");
    }

    /// Sends events as a page does.
    pub async fn page_outcomes(&self, owner: &Caller, events: &[Value]) -> Vec<Value> {
        let environment = owner.get("/api/environments/production").await;
        let batch = json!({ "key": environment["write_key"], "schema": 1, "events": events });
        let answer = self.stranger().call(Method::POST, "/v1/events", "text/plain", batch.to_string()).await;
        answer.expect(StatusCode::OK)["outcomes"].as_array().expect("outcomes").clone()
    }
}

/// Returns when the clock shows a later millisecond than before.
pub fn next_moment() {
    let before = collector::clock::now();
    while collector::clock::now() <= before {
        std::hint::spin_loop();
    }
}

/// An event of a page by this user, now.
pub fn event(user: &str, body: &Value) -> Value {
    // Ids of the same millisecond are in no order.
    next_moment();
    let now = collector::clock::now();
    json!({ "id": collector::clock::fresh_id(), "at": now, "who": { "user_id": user, "anonymous_id": format!("device-of-{user}") }, "body": body })
}

/// A run of `effort` from display to this score.
pub fn answered(user: &str, run: &str, score: u8) -> Vec<Value> {
    let step = json!({ "id": run, "content": "effort", "version": 1 });
    vec![
        event(user, &json!({ "displayed": step })),
        event(user, &json!({ "started": step })),
        event(
            user,
            &json!({ "answered": { "run": step, "question": "ces", "revision": 1, "answer": { "score": score } } }),
        ),
    ]
}

/// Somebody who calls.
#[derive(Clone)]
pub struct Caller {
    url: String,
    headers: HeaderMap,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; null when it is no JSON.
    pub json: Value,
}

impl Caller {
    /// The same with another header.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).expect("a header"));
        self
    }

    /// The same with the cookie of an answer, calling as the console's own page does.
    pub fn signed_in(self, answer: &Answer) -> Self {
        let cookie = answer.headers["set-cookie"].to_str().expect("ASCII");
        let pair = cookie.split(';').next().expect("a pair").to_owned();
        self.with("cookie", &pair).with("sec-fetch-site", "same-origin")
    }

    /// The same with an API token of this role instead of a cookie.
    pub async fn token(&self, role: &str) -> Self {
        let fresh = self.post("/api/tokens", &json!({ "name": role, "role": role })).await.expect(StatusCode::CREATED);
        let secret = fresh["secret"].as_str().expect("a secret");
        Self { url: self.url.clone(), headers: HeaderMap::new() }.with("authorization", &format!("Bearer {secret}"))
    }

    /// A header it sends.
    pub fn header(&self, name: &str) -> String {
        self.headers[name].to_str().expect("ASCII").to_owned()
    }

    /// Calls with any method and body.
    pub async fn call(&self, method: Method, path: &str, kind: &str, body: String) -> Answer {
        let mut request = CLIENT.request(method, format!("{}{path}", self.url)).headers(self.headers.clone());
        if !kind.is_empty() {
            request = request.header("content-type", kind).body(body);
        }
        let response = request.send().await.expect("the collector answers");
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await.expect("the body arrives");
        Answer { status, headers, json: serde_json::from_str(&text).unwrap_or(Value::Null) }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, "", String::new()).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.call(Method::DELETE, path, "", String::new()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::POST, path, "application/json", body.to_string()).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::PUT, path, "application/json", body.to_string()).await
    }
}

impl Answer {
    /// The body, after asserting the status.
    #[track_caller]
    pub fn expect(self, status: StatusCode) -> Self {
        assert_eq!(self.status, status, "{:#}", self.json);
        self
    }

    /// Asserts a problem with this status and code, told as RFC 9457 says.
    #[track_caller]
    pub fn problem(&self, status: u16, code: &str) {
        assert_eq!(self.json["type"], format!("urn:waymark:problem:{code}"), "{} {:#}", self.status, self.json);
        assert_eq!((self.status.as_u16(), &self.json["status"]), (status, &json!(status)), "{:#}", self.json);
        assert_eq!(self.headers["content-type"], "application/problem+json");
        assert!(self.json["detail"].as_str().is_some_and(|detail| detail.len() > 10), "{:#}", self.json);
    }
}

impl std::ops::Index<&str> for Answer {
    type Output = Value;

    fn index(&self, name: &str) -> &Value {
        &self.json[name]
    }
}

/// A survey that can be published.
pub fn survey(key: &str) -> Value {
    json!({
        "key": key, "name": "Effort", "owner": "Success team", "decision": "Whether set-up is easy enough",
        "trigger": { "cause": { "event": { "name": "Setup finished" } } },
        "body": { "survey": {
            "questions": [
                { "key": "ces", "kind": { "ces": {} }, "title": { "en": "Set-up was easy.", "ja": "設定は簡単でした。" } },
                { "key": "thanks", "kind": "thanks", "title": { "en": "Thank you.", "ja": "ありがとうございます。" } },
            ],
        }},
    })
}

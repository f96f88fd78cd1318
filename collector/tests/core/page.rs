//! A page of a host, as the loader would call: events, sessions, claims.
//!
//! Deliberately absent: the browser.

use crate::support::{Answer, Caller, Collector};
use reqwest::StatusCode;
use serde_json::{Value, json};
use shared::session::Briefing;

/// Where the host's pages are.
pub const ORIGIN: &str = "https://app.example.com";

/// A page with the snippet.
pub struct Page {
    /// The write key in its snippet.
    pub key: String,
    /// The member who set it up.
    pub owner: Caller,
    caller: Caller,
}

/// An NPS survey with one question.
pub fn survey(key: &str) -> Value {
    json!({
        "key": key, "name": key, "owner": "Team", "decision": "What to do next",
        "body": {"survey": {"questions": [{"key": "score", "title": {"en": "How likely?", "ja": "おすすめ度は？"}, "kind": {"nps": {}}}]}}
    })
}

impl Page {
    /// A collector with one environment, these settings beside the allowed origin, and this content published.
    pub async fn open(collector: &Collector, settings: Value, contents: &[Value]) -> Self {
        let owner = collector.owner().await;
        let mut settings = settings;
        settings["origins"] = json!([ORIGIN]);
        let new = json!({"key": "production", "name": "Production", "settings": settings});
        let environment = owner.post("/api/environments", &new).await.expect(StatusCode::CREATED).json;
        for content in contents {
            publish(&owner, content).await;
        }
        let key = environment["write_key"].as_str().expect("a key").to_owned();
        Self { key, owner, caller: collector.stranger().with("origin", ORIGIN) }
    }

    /// Sends a body as it is.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.caller.post(path, body).await
    }

    /// The outcomes of a batch, in order.
    pub async fn send(&self, events: &[Value]) -> Vec<Value> {
        let batch = json!({"key": self.key, "schema": 1, "sent_at": now(), "events": events});
        let answer = self.post("/v1/events", &batch).await.expect(StatusCode::OK);
        answer.json["outcomes"].as_array().expect("outcomes").clone()
    }

    /// A session for somebody, with whatever else the page says.
    pub async fn session(&self, who: &Value, more: Value) -> Value {
        let mut request = json!({"key": self.key, "schema": 1, "who": who});
        if let (Value::Object(request), Value::Object(more)) = (&mut request, more) {
            request.extend(more);
        }
        self.post("/v1/session", &request).await.expect(StatusCode::OK).json
    }
}

/// Writes and publishes a content to production.
pub async fn publish(owner: &Caller, content: &Value) {
    let address = format!("/api/content/{}", content["key"].as_str().expect("a key"));
    owner.clone().with("if-match", "*").put(&address, content).await.expect(StatusCode::OK);
    owner.post(&format!("{address}/publish"), &json!({"environment": "production"})).await.expect(StatusCode::OK);
}

/// What the engine would be told; `None` when nothing may be due.
pub fn briefing(session: &Value) -> Option<Briefing> {
    use base64::Engine as _;
    let text = session["briefing"].as_str().expect("a text");
    let bytes = base64::engine::general_purpose::STANDARD.decode(text).expect("base64");
    (!bytes.is_empty()).then(|| postcard::from_bytes(&bytes).expect("a briefing"))
}

/// The keys that may be due.
pub fn due(session: &Value) -> Vec<String> {
    briefing(session).map_or_else(Vec::new, |briefing| briefing.due.iter().map(|due| due.key.to_string()).collect())
}

/// The time.
pub fn now() -> i64 {
    collector::clock::now().0
}

/// An event of somebody, now.
pub fn event(who: &Value, body: Value) -> Value {
    event_at(now(), who, body)
}

/// An event of somebody at some time.
#[expect(clippy::needless_pass_by_value, reason = "callers write the body in place")]
pub fn event_at(at: i64, who: &Value, body: Value) -> Value {
    let id = shared::id::uuid_v7(shared::time::Timestamp(at), collector::clock::random());
    json!({"id": id, "at": at, "who": who, "body": body})
}

/// A fresh run of a content's first version.
pub fn run(content: &str) -> Value {
    json!({"id": collector::clock::fresh_id(), "content": content, "version": 1})
}

/// An answer to the question of [`survey`].
pub fn answered(run: &Value, revision: u32, score: Option<u8>) -> Value {
    let answer = score.map(|score| json!({"score": score}));
    json!({"answered": {"run": run, "question": "score", "revision": revision, "answer": answer}})
}

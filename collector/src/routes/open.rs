//! What the addresses outside the management API take and answer, for the document: their handlers read requests as they come,
//! so it cannot be read from their signatures.
//!
//! Deliberately absent: the handlers (`public.rs`, `search.rs`, `file.rs`, `health.rs`); tests call each address as described here.

use super::table::Description;
use schemars::{JsonSchema, SchemaGenerator};
use serde::Deserialize;
use shared::event::{Event, Receipt};
use shared::session::{ArticleAnswer, ArticleRequest, ClaimAnswer, ClaimRequest};
use shared::session::{SearchAnswer, SearchRequest, SessionAnswer, SessionRequest};
use shared::time::Timestamp;

/// A batch of events. Each is judged by itself, so one that does not fit the schema costs only itself.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Batch")]
#[expect(dead_code, reason = "describes what `ingest::Batch` reads raw")]
struct EventBatch {
    /// The environment's write key.
    key: String,
    /// The event schema the client writes.
    schema: u16,
    /// The client's clock when the batch was sent.
    #[serde(default)]
    sent_at: Option<Timestamp>,
    /// Signs the user id (JWT, HS256), where the environment demands it.
    #[serde(default)]
    token: Option<String>,
    /// At most 500.
    events: Vec<Event>,
}

/// Problems of everything a page sends.
const OF_PAGES: [(u16, &str); 8] = [
    (400, "malformed"),
    (400, "cut_off"),
    (400, "bad_gzip"),
    (403, "unknown_key"),
    (403, "origin_not_allowed"),
    (408, "too_slow"),
    (413, "body_too_large"),
    (415, "unknown_encoding"),
];

fn page<T: JsonSchema, A: JsonSchema>(description: &mut Description, generator: &mut SchemaGenerator) {
    for kind in ["text/plain", "application/json"] {
        description.takes.push((kind, generator.subschema_for::<T>()));
    }
    description.status = 200;
    description.answers = Some(("application/json", generator.subschema_for::<A>()));
    description.problems.extend(OF_PAGES);
}

/// `POST /v1/events`
pub(super) fn events(description: &mut Description, generator: &mut SchemaGenerator) {
    page::<EventBatch, Receipt>(description, generator);
    let busy = [(503, "overloaded"), (503, "stopping"), (503, "database_full"), (503, "newer_schema")];
    description.problems.extend([(413, "too_many_events")].into_iter().chain(busy));
}

/// `POST /v1/session`
pub(super) fn session(description: &mut Description, generator: &mut SchemaGenerator) {
    page::<SessionRequest, SessionAnswer>(description, generator);
    description.problems.extend([(403, "bad_token"), (503, "newer_schema")]);
}

/// `POST /v1/claim`
pub(super) fn claim(description: &mut Description, generator: &mut SchemaGenerator) {
    page::<ClaimRequest, ClaimAnswer>(description, generator);
    description.problems.push((403, "bad_token"));
}

/// `POST /v1/search`
pub(super) fn search(description: &mut Description, generator: &mut SchemaGenerator) {
    page::<SearchRequest, SearchAnswer>(description, generator);
    description.problems.push((403, "bad_token"));
}

/// `POST /v1/article`
pub(super) fn article(description: &mut Description, generator: &mut SchemaGenerator) {
    page::<ArticleRequest, ArticleAnswer>(description, generator);
    description.problems.extend([(403, "bad_token"), (404, "not_found")]);
}

fn text(description: &mut Description, generator: &mut SchemaGenerator, kind: &'static str) {
    description.status = 200;
    description.answers = Some((kind, generator.subschema_for::<String>()));
}

/// `GET /waymark.js`
pub(super) fn script(description: &mut Description, generator: &mut SchemaGenerator) {
    text(description, generator, "text/javascript");
    description.problems.push((503, "nothing_built_in"));
}

/// `GET /assets/{name}`
pub(super) fn asset(description: &mut Description, generator: &mut SchemaGenerator) {
    text(description, generator, "application/octet-stream");
    description.problems.push((404, "not_found"));
}

/// `GET /progress/{ticket}`
pub(super) fn page_of_progress(description: &mut Description, generator: &mut SchemaGenerator) {
    text(description, generator, "text/html");
    description.problems.push((404, "not_found"));
}

/// `GET /healthz` and `GET /metrics`
pub(super) fn line(description: &mut Description, generator: &mut SchemaGenerator) {
    text(description, generator, "text/plain");
}

/// `GET /readyz`
pub(super) fn ready(description: &mut Description, generator: &mut SchemaGenerator) {
    text(description, generator, "text/plain");
    description.problems.push((503, "stopping"));
}

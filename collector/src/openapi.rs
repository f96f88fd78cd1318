//! OpenAPI 3.1 of every address but the console's, derived from the tables of routes, and the JSON Schema of content files.
//!
//! Deliberately absent: anything written by hand about one route; it would drift.

use crate::auth::Access;
use crate::routes;
use crate::routes::table::{Description, Route};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};
use shared::api::webhook::Notice;
use shared::content::{Content, Goal, Segment};
use std::collections::{BTreeMap, BTreeSet};

/// The document; `address` is where the collector is reached.
pub fn document(address: &str) -> Value {
    let mut generator =
        SchemaSettings::draft2020_12().with(|s| s.definitions_path = "/components/schemas".into()).into_generator();
    let mut paths = Map::new();
    for route in routes::table().into_iter().chain(routes::open_table()) {
        let operation = operation(&route, &mut generator);
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[route.method] = operation;
    }
    let problem = generator.subschema_for::<Problem>();
    let notice = generator.subschema_for::<Notice>();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Waymark",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "`/api` is the management API: members call it with the sign-in cookie, programs with an API token. \
                `/v1` is what pages call, with their public write key; the rest is for browsers and the operator.",
        },
        "servers": [{ "url": address }],
        "paths": paths,
        "webhooks": { "follow_up.opened": { "post": {
            "summary": "Somebody was handed over to a person",
            "description": "Sent to the environment's webhook, and again for about a day until 200 to 299 is answered; 410 stops it. \
                Signed as Standard Webhooks says: webhook-signature has the HMAC-SHA256 of webhook-id, webhook-timestamp and the \
                body, joined by full stops. The same webhook-id is the same notice sent again.",
            "parameters": signed(),
            "requestBody": { "required": true, "content": { "application/json": { "schema": notice } } },
            "responses": { "2XX": { "description": "It was taken." }, "410": { "description": "No more is wanted." } },
        }}},
        "components": {
            "schemas": generator.take_definitions(true),
            "responses": { "Problem": {
                "description": "What is wrong and what to do (RFC 9457).",
                "content": { "application/problem+json": { "schema": problem } },
            }},
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer", "description": "An API token, wk_sec_…" },
                "cookie": { "type": "apiKey", "in": "cookie", "name": "__Host-waymark" },
            },
        },
    })
}

/// The headers that sign what a webhook is sent.
fn signed() -> Vec<Value> {
    let headers = [
        ("webhook-id", "What the notice is known by."),
        ("webhook-timestamp", "When it was sent, seconds since 1970."),
        ("webhook-signature", "v1, a comma, and the signature in base64."),
    ];
    let header = |(name, meaning): (&str, &str)| json!({ "name": name, "in": "header", "required": true, "schema": { "type": "string" }, "description": meaning });
    headers.into_iter().map(header).collect()
}

/// The JSON Schema of what `waymark content push` reads: content, segments and goals.
pub fn content_schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let one = |schema: schemars::Schema| schema.to_value();
    let any = [
        one(generator.subschema_for::<Content>()),
        one(generator.subschema_for::<Segment>()),
        one(generator.subschema_for::<Goal>()),
    ];
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Waymark content file",
        "anyOf": any,
        "$defs": generator.take_definitions(true),
    })
}

/// Problem details, as every failed call answers them.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "describes what `ApiError` writes")]
struct Problem {
    /// `urn:waymark:problem:` and a stable code.
    r#type: String,
    /// The status in words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What is wrong and what to do, in one sentence.
    detail: String,
    /// Several faults at once, each with its place.
    #[serde(default)]
    faults: Option<Vec<Value>>,
}

fn operation(route: &Route, generator: &mut SchemaGenerator) -> Value {
    let mut description = Description::default();
    (route.describe)(&mut description, generator);
    let mut operation = json!({
        "operationId": operation_id(route),
        "summary": route.summary,
        "tags": [tag(route.path)],
        "responses": responses(route, &description),
    });
    match route.access.least() {
        Some(role) => {
            operation["security"] = json!([{ "token": [] }, { "cookie": [] }]);
            let or_more = if route.access == Access::Sender { " or editor" } else { "" };
            operation["description"] = format!("Needs the role {}{or_more}.", role.name()).into();
        }
        None => operation["security"] = json!([]),
    }
    let parameters = parameters(route.path, &description);
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    if !description.takes.is_empty() {
        let content: Map<String, Value> =
            description.takes.into_iter().map(|(kind, schema)| (kind.into(), json!({ "schema": schema }))).collect();
        operation["requestBody"] = json!({ "required": true, "content": content });
    }
    operation
}

fn responses(route: &Route, description: &Description) -> Value {
    let mut success = json!({ "description": "Done." });
    if let Some((kind, schema)) = &description.answers {
        success["content"] = json!({ *kind: { "schema": schema } });
    }
    let mut responses = json!({ description.status.to_string(): success });
    for (status, codes) in problems(route, description) {
        let codes: Vec<String> = codes.into_iter().map(|code| format!("`{code}`")).collect();
        responses[status.to_string()] = json!({
            "description": format!("The problem's `type` ends in {}.", codes.join(", ")),
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
        });
    }
    responses["default"] = json!({ "$ref": "#/components/responses/Problem" });
    responses
}

/// The problems that follow from what a call takes, who may make it and what it needs, by status. Others, which come from the
/// rules of one resource, are of the same form.
fn problems(route: &Route, description: &Description) -> BTreeMap<u16, BTreeSet<&'static str>> {
    let mut all = description.problems.clone();
    if route.access.least().is_some() {
        all.extend([(401, "unauthorized"), (403, "role_too_low"), (503, "database_away")]);
    }
    if route.access != Access::Page && route.method != "get" {
        all.extend([(403, "foreign_origin"), (503, "database_away"), (503, "database_full")]);
    }
    if route.path.starts_with("/v1/") || route.path == "/readyz" {
        all.push((503, "database_away"));
    }
    let mut problems: BTreeMap<u16, BTreeSet<&'static str>> = BTreeMap::new();
    for (status, code) in all {
        problems.entry(status).or_default().insert(code);
    }
    problems
}

fn parameters(path: &str, description: &Description) -> Vec<Value> {
    let in_path =
        parts(path).map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }));
    let mut parameters: Vec<Value> = in_path.collect();
    for (name, meaning) in &description.headers {
        let schema = json!({ "type": "string" });
        parameters
            .push(json!({ "name": name, "in": "header", "required": false, "schema": schema, "description": meaning }));
    }
    let Some(query) = &description.query else { return parameters };
    let required: Vec<&str> =
        query.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    for (name, schema) in query.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let required = required.contains(&name.as_str());
        parameters.push(json!({ "name": name, "in": "query", "required": required, "schema": schema }));
    }
    parameters
}

/// The names in a path's template.
fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

/// `get_content_by_content_versions_by_version`: unique because method and path are.
fn operation_id(route: &Route) -> String {
    let words = route.path.trim_start_matches("/api").trim_start_matches('/').split('/').map(|part| {
        match part.strip_prefix('{') {
            Some(name) => format!("by_{}", name.trim_end_matches('}')),
            None => part.replace(['-', '.'], "_"),
        }
    });
    format!("{}_{}", route.method, words.collect::<Vec<_>>().join("_"))
}

fn tag(path: &str) -> &str {
    if path.starts_with("/v1/") {
        return "page";
    }
    path.strip_prefix("/api/").map_or("operator", |rest| rest.split('/').next().unwrap_or(rest))
}

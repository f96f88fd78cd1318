//! Table, router and document agree; every URL answers sensibly without credentials.

use crate::support::everywhere;
use collector::auth::Access;
use collector::routes;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

fn method(name: &str) -> Method {
    name.to_ascii_uppercase().parse().expect("a method")
}

fn address(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "x" } else { part }).collect::<Vec<_>>().join("/")
}

#[test]
fn every_row_is_served_and_described_and_nothing_else_is() {
    everywhere(|collector| async move {
        let document = collector.stranger().get("/api/openapi.json").await.expect(StatusCode::OK);
        assert_eq!(document["openapi"], "3.1.0");
        let paths = document["paths"].as_object().expect("paths");
        let described: usize = paths.values().map(|path| path.as_object().map_or(0, serde_json::Map::len)).sum();
        assert_eq!(described, routes::table().len() + routes::open_table().len());
        for row in routes::table() {
            let operation = &paths[row.path][row.method];
            assert_eq!(operation["summary"], row.summary, "{} {}", row.method, row.path);
            let answer = collector
                .stranger()
                .call(method(row.method), &address(row.path), "application/json", "{}".into())
                .await;
            let code = answer["type"].as_str().unwrap_or_default();
            assert!(
                !matches!(code, "urn:waymark:problem:no_such_address" | "urn:waymark:problem:wrong_method"),
                "{} {}",
                row.method,
                row.path
            );
        }
    });
}

#[test]
fn without_credentials_every_row_that_needs_a_role_says_so() {
    everywhere(|collector| async move {
        for row in routes::table() {
            let answer = collector
                .stranger()
                .call(method(row.method), &address(row.path), "application/json", "{}".into())
                .await;
            match row.access {
                Access::Anyone | Access::Page => {
                    assert_ne!(answer.status, StatusCode::UNAUTHORIZED, "{} {}", row.method, row.path);
                }
                _ => answer.problem(401, "unauthorized"),
            }
            assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{} {}", row.method, row.path);
        }
        collector.stranger().get("/api/nothing").await.problem(404, "no_such_address");
        collector.stranger().delete("/api/me").await.problem(405, "wrong_method");
    });
}

#[test]
fn every_call_answers_what_the_document_says_it_may() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let document = collector.stranger().get("/api/openapi.json").await.expect(StatusCode::OK);
        let callers = [collector.stranger(), owner.token("sender").await, owner.token("owner").await];
        let bodies = [
            ("application/json", "{}"),
            ("application/json", "{"),
            ("text/csv", "x\n1\n"),
            ("", ""),
            ("text/plain", "{}"),
        ];
        for row in routes::table().into_iter().chain(routes::open_table()) {
            let responses = &document["paths"][row.path][row.method]["responses"];
            for (index, caller) in callers.iter().enumerate() {
                for (kind, body) in bodies {
                    let ends_never = row.path == "/api/live" && index == 2;
                    if ends_never || (row.method == "get" && !kind.is_empty()) {
                        continue;
                    }
                    let answer = caller.call(method(row.method), &address(row.path), kind, body.into()).await;
                    let said = &responses[answer.status.as_str()];
                    assert!(
                        said.is_object(),
                        "{} {} {kind} {body}: {} {:#}",
                        row.method,
                        row.path,
                        answer.status,
                        answer.json
                    );
                    let Some(code) =
                        answer.json["type"].as_str().and_then(|text| text.strip_prefix("urn:waymark:problem:"))
                    else {
                        assert!(answer.status.is_success(), "{} {}: {}", row.method, row.path, answer.status);
                        continue;
                    };
                    let told = said["description"].as_str().expect("a description");
                    assert!(
                        told.contains(&format!("`{code}`")),
                        "{} {}: {code} is not in: {told}",
                        row.method,
                        row.path
                    );
                }
            }
        }
    });
}

#[test]
fn every_reference_in_the_document_leads_somewhere() {
    let document = collector::openapi::document("http://x");
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > 50);
    for reference in references {
        let pointer = reference.strip_prefix('#').expect("a reference within the document");
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
    let schema = collector::openapi::content_schema();
    let mut references = Vec::new();
    collect(&schema, &mut references);
    assert!(references.iter().all(|reference| schema.pointer(&reference[1..]).is_some()));
    assert_eq!(schema["$schema"], json!("https://json-schema.org/draft/2020-12/schema"));
}

fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            references.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|value| collect(value, references));
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}

//! What pages ask that cannot be done: each is told exactly why, and when to come back.
//!
//! Deliberately absent: single events; they are refused one by one ([`crate::ingest`], [`crate::events`]).

use crate::page::{ORIGIN, Page, event, run};
use crate::support::{Collector, everywhere};
use collector::config::Settings;
use reqwest::StatusCode;
use serde_json::json;

#[test]
fn a_session_or_claim_that_cannot_be_decided_is_told_exactly_why() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({"token_required": true}), &[]).await;
        let who = json!({"user_id": "u1"});
        let claim = run("nps");
        for (path, body, status, code) in [
            ("session", json!([]), 400, "malformed"),
            ("session", json!({"key": page.key, "schema": 1, "who": {"user_id": ""}}), 400, "malformed"),
            ("session", json!({"key": page.key, "schema": 1, "who": {"user_id": "x".repeat(300)}}), 400, "malformed"),
            ("session", json!({"key": "wk_pub_x", "schema": 1, "who": who}), 403, "unknown_key"),
            ("session", json!({"key": page.key, "schema": 9, "who": who}), 503, "newer_schema"),
            ("session", json!({"key": page.key, "schema": 1, "who": who}), 403, "bad_token"),
            ("session", json!({"key": page.key, "schema": 1, "who": who, "token": "a.b.c"}), 403, "bad_token"),
            ("claim", json!({"key": page.key, "who": who}), 400, "malformed"),
            ("claim", json!({"key": page.key, "who": who, "run": {"id": 5}}), 400, "malformed"),
            ("claim", json!({"key": "wk_pub_x", "who": who, "run": claim}), 403, "unknown_key"),
            ("claim", json!({"key": page.key, "who": who, "run": claim}), 403, "bad_token"),
        ] {
            let answer = page.post(&format!("/v1/{path}"), &body).await;
            answer.problem(status, code);
            assert_eq!(answer.headers["access-control-allow-origin"], ORIGIN, "the page may read what is wrong");
        }
        let elsewhere = collector.stranger().with("origin", "https://elsewhere.example");
        for (path, body) in [
            ("session", json!({"key": page.key, "schema": 1, "who": {}})),
            ("claim", json!({"key": page.key, "who": {}, "run": claim})),
        ] {
            elsewhere.post(&format!("/v1/{path}"), &body).await.problem(403, "origin_not_allowed");
        }
    });
}

#[test]
fn a_collector_that_is_stopping_takes_nothing_more_and_is_not_ready() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[]).await;
        collector.app.stopping.send_replace(true);
        collector.stranger().get("/readyz").await.problem(503, "stopping");
        collector.app.writer.stop().await;
        let late = event(&json!({"user_id": "u"}), json!({"page": {}}));
        let refused = page.post("/v1/events", &json!({"key": page.key, "schema": 1, "events": [late]})).await;
        refused.problem(503, "stopping");
        assert_eq!(refused.headers["retry-after"], "1");
    });
}

#[test]
fn more_than_may_wait_is_turned_away_and_what_waited_is_taken() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let mut settings = Settings::for_database(&format!("sqlite:{}", folder.path().join("t.db").display()));
        settings.max_waiting = 1;
        let collector = Collector::start(settings, folder).await;
        let page = std::sync::Arc::new(Page::open(&collector, json!({}), &[]).await);
        // SQLite has one connection that writes; while this has it, one request is being written and one waits.
        let busy = collector.app.store.begin().await.expect("the one that writes");
        let (answered, mut answers) = tokio::sync::mpsc::channel(8);
        for n in 0..8 {
            let (page, answered) = (std::sync::Arc::clone(&page), answered.clone());
            tokio::spawn(async move {
                let event = event(&json!({"user_id": format!("u{n}")}), json!({"page": {}}));
                let answer = page.post("/v1/events", &json!({"key": page.key, "schema": 1, "events": [event]})).await;
                answered.send(answer).await.expect("the channel has room for all");
            });
        }
        for _ in 0..6 {
            let turned_away = answers.recv().await.expect("an answer");
            turned_away.problem(503, "overloaded");
            assert_eq!(turned_away.headers["retry-after"], "2");
        }
        busy.rollback().await.expect("given back");
        for _ in 0..2 {
            assert_eq!(answers.recv().await.expect("an answer").status, StatusCode::OK);
        }
        let metrics = reqwest::get(format!("{}/metrics", collector.url)).await.expect("an answer").text().await;
        assert!(metrics.expect("text").contains("waymark_overloaded_requests_total 6"));
    });
}

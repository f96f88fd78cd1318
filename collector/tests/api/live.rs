//! What changes, as it happens.

use crate::support::{answered, everywhere};
use reqwest::Method;
use serde_json::json;
use std::time::Duration;

#[test]
fn the_stream_tells_of_answers_and_heard_pages() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let request = reqwest::Client::new().get(format!("{}/api/live?environment=production", collector.url));
        let mut stream = request.header("cookie", owner.header("cookie")).send().await.expect("a stream");
        assert_eq!(stream.headers()["content-type"], "text/event-stream");
        collector.page(&owner, &answered("u1", "01890000-0000-7000-8000-000000000001", 2)).await;
        let environment = owner.get("/api/environments/production").await;
        let session = json!({ "key": environment["write_key"], "schema": 1 }).to_string();
        collector.stranger().call(Method::POST, "/v1/session", "text/plain", session).await;
        let mut text = String::new();
        while !(text.contains(r#"data: {"report":"effort"}"#) && text.contains(r#"data: "heard""#)) {
            let chunk = tokio::time::timeout(Duration::from_secs(10), stream.chunk())
                .await
                .expect("in time")
                .expect("open")
                .expect("a chunk");
            text.push_str(&String::from_utf8_lossy(&chunk));
        }
        let heard = owner.get("/api/environments/production/heard").await;
        assert!(heard["at"].is_i64(), "{:#}", heard.json);
        owner.get("/api/live?environment=nowhere").await.problem(404, "not_found");
    });
}

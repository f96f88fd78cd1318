//! Segments and goals.

use crate::support::{everywhere, survey};
use reqwest::StatusCode;
use serde_json::json;

#[test]
fn a_segment_in_use_stays() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        let paying = json!({ "key": "paying", "name": "Paying", "condition": { "person": { "name": "plan", "test": { "is": "pro" } } } });
        let mut content = survey("effort");
        content["audience"] = json!({ "segment": "paying" });
        let dangling = owner.put("/api/content/effort", &content).await.expect(StatusCode::OK);
        assert!(
            dangling["advice"].as_array().expect("advice").iter().any(|advice| advice["code"] == "unknown_segment")
        );
        owner.put("/api/segments/paying", &paying).await.expect(StatusCode::OK);
        assert_eq!(owner.get("/api/segments").await["segments"], json!([paying]));
        let known = owner.get("/api/content/effort").await;
        assert!(!known["advice"].as_array().expect("advice").iter().any(|advice| advice["code"] == "unknown_segment"));
        let used = owner.delete("/api/segments/paying").await;
        used.problem(409, "in_use");
        assert!(used["detail"].as_str().expect("a detail").contains("effort"));
        owner.delete("/api/content/effort").await.expect(StatusCode::NO_CONTENT);
        owner.delete("/api/segments/paying").await.expect(StatusCode::NO_CONTENT);
        owner.delete("/api/segments/paying").await.problem(404, "not_found");
        owner.put("/api/segments/other", &paying).await.problem(422, "key_differs");
    });
}

#[test]
fn a_goal_is_written_listed_and_removed() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        let goal =
            json!({ "key": "first-invoice", "name": "First invoice", "sign": { "event": { "name": "Invoice sent" } } });
        owner.put("/api/goals/first-invoice", &goal).await.expect(StatusCode::OK);
        let list = owner.get("/api/goals").await;
        assert_eq!(list["goals"][0]["key"], "first-invoice");
        let mut content = survey("effort");
        content["goal"] = json!("first-invoice");
        owner.put("/api/content/effort", &content).await.expect(StatusCode::OK);
        owner.delete("/api/goals/first-invoice").await.problem(409, "in_use");
        owner.delete("/api/goals/none").await.problem(404, "not_found");
        let never = json!({ "key": "never", "name": "Never", "sign": { "click": "" } });
        owner.put("/api/goals/never", &never).await.problem(422, "lint_errors");
    });
}

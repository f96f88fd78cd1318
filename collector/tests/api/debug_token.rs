//! Debug tokens: what a page that was opened with one is told, and that nothing is without.

use crate::explain::{link, publish, session};
use crate::support::{event, everywhere};
use reqwest::StatusCode;
use serde_json::{Value, json};

#[test]
fn a_debug_token_tells_a_page_everything_and_nothing_without_it() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let audience = json!({ "person": { "name": "plan", "test": { "is": "pro" } } });
        publish(&owner, &json!({ "audience": audience })).await;
        collector.page(&owner, &[event("u1", &json!({ "identify": { "traits": { "plan": "free" } } }))]).await;
        let plain = session(&collector, &owner, Value::Null).await;
        assert_eq!((&plain["explain"]["effort"], &plain["debug"]), (&json!(["audience"]), &Value::Null));
        assert_eq!(plain["briefing"], "", "nothing is due");

        let viewer = owner.token("viewer").await;
        let made = viewer.post("/api/debug-tokens", &json!({ "environment": "production" })).await;
        let made = made.expect(StatusCode::OK).json;
        let told = session(&collector, &owner, made["token"].clone()).await;
        let full = &told["debug"]["effort"];
        assert_eq!(full["codes"], json!(["audience"]));
        assert_eq!(link(&full["chain"], "audience")["fact"]["audience"]["found"], json!({ "trait": "free" }));
        assert_eq!(told["explain"], json!({}), "the engine is asked, which adds its part");
        assert_ne!(told["briefing"], "", "so it is loaded although nothing is due");

        owner.post("/api/environments", &json!({ "key": "staging", "name": "S" })).await.expect(StatusCode::CREATED);
        let other = owner.post("/api/debug-tokens", &json!({ "environment": "staging" })).await;
        for useless in [other["token"].clone(), json!("1.w.production.x"), json!("")] {
            let told = session(&collector, &owner, useless).await;
            assert_eq!((&told["explain"]["effort"], &told["debug"]), (&json!(["audience"]), &Value::Null));
        }
        let missing = owner.post("/api/debug-tokens", &json!({ "environment": "nowhere" })).await;
        missing.problem(404, "not_found");
        let foreign = json!({ "environment": "production", "url": "https://elsewhere.example/" });
        owner.post("/api/debug-tokens", &foreign).await.problem(422, "origin_not_allowed");
    });
}

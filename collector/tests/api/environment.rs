//! Environments: keys, settings, the one switch.

use crate::support::everywhere;
use reqwest::StatusCode;
use serde_json::json;

#[test]
fn an_environment_comes_with_key_snippet_and_csp() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        let new = json!({ "key": "production", "name": "Production", "settings": { "origins": ["https://App.example.com/"] } });
        let made = owner.post("/api/environments", &new).await.expect(StatusCode::CREATED);
        let key = made["write_key"].as_str().expect("a key");
        assert!(key.starts_with("wk_pub_") && key.len() > 30);
        let url = &collector.url;
        assert_eq!(made["snippet"], format!("<script async src=\"{url}/waymark.js\" data-key=\"{key}\"></script>"));
        assert_eq!(made["csp"], format!("script-src {url} 'wasm-unsafe-eval'\nconnect-src {url}"));
        assert_eq!(made["settings"]["origins"], json!(["https://app.example.com"]));
        owner.post("/api/environments", &new).await.problem(409, "environment_exists");
        let list = owner.get("/api/environments").await;
        assert_eq!(list["environments"], json!([made.json]));
        assert_eq!(owner.get("/api/environments/production").await.json, made.json);
        owner.get("/api/environments/staging").await.problem(404, "not_found");
    });
}

#[test]
fn bad_settings_are_told_one_by_one() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        let bad_key = json!({ "key": "Production", "name": "Production" });
        owner.post("/api/environments", &bad_key).await.problem(422, "bad_key");
        owner.post("/api/environments", &json!({ "key": "production", "name": "P" })).await.expect(StatusCode::CREATED);
        let bad = json!({ "origins": ["app.example.com", "https://*.com"], "theme": { "accent": "teal" } });
        let answer = owner.put("/api/environments/production", &bad).await;
        answer.problem(422, "bad_settings");
        let places: Vec<_> =
            answer["faults"].as_array().expect("faults").iter().map(|fault| fault["at"].clone()).collect();
        assert_eq!(places, [json!("origins[0]"), json!("origins[1]"), json!("theme.accent")]);
        let unknown = owner.put("/api/environments/production", &json!({ "orgins": [] })).await;
        unknown.problem(422, "bad_field");
        owner.put("/api/environments/staging", &json!({})).await.problem(404, "not_found");
    });
}

#[test]
fn the_switch_stops_and_resumes_and_keeps_the_rest() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        let new = json!({ "key": "production", "name": "P", "settings": { "reportable_traits": ["plan"] } });
        owner.post("/api/environments", &new).await.expect(StatusCode::CREATED);
        let editor = owner.token("editor").await;
        let stopped =
            editor.post("/api/environments/production/stop", &json!({ "stopped": true })).await.expect(StatusCode::OK);
        assert_eq!(
            (&stopped["settings"]["stopped"], &stopped["settings"]["reportable_traits"]),
            (&json!(true), &json!(["plan"]))
        );
        let resumed = editor.post("/api/environments/production/stop", &json!({ "stopped": false })).await;
        assert_eq!(resumed["settings"]["stopped"], false);
        editor.post("/api/environments/staging/stop", &json!({ "stopped": true })).await.problem(404, "not_found");
    });
}

#[test]
fn the_identity_secret_is_the_owners_to_read_and_replace() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        owner.post("/api/environments", &json!({ "key": "production", "name": "P" })).await.expect(StatusCode::CREATED);
        let address = "/api/environments/production/identity-secret";
        let before = owner.get(address).await.expect(StatusCode::OK);
        let after = owner.post(address, &json!(null)).await.expect(StatusCode::OK);
        assert_ne!(before["secret"], after["secret"]);
        assert_eq!(owner.get(address).await["secret"], after["secret"]);
        owner.token("editor").await.get(address).await.problem(403, "role_too_low");
    });
}

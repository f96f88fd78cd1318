//! Finding people, their history, erasing them.

use crate::support::{answered, event, everywhere, next_moment};
use reqwest::StatusCode;
use serde_json::{Value, json};

const RUN: &str = "01890000-0000-7000-8000-000000000001";

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().expect("people").iter().filter_map(|person| person["person"].as_str()).collect()
}

#[test]
fn people_are_found_by_id_company_name_and_email() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let rows = json!({ "rows": [
            { "user_id": "u1", "company_id": "Acme", "traits": { "name": "Ada Byron", "email": "ada@acme.example" } },
            { "user_id": "u2", "company_id": "Bolt", "traits": { "name": "佐藤 花子" } },
        ]});
        owner.post("/api/people?environment=production", &rows).await.expect(StatusCode::OK);
        for (search, expected) in [
            ("", vec!["u1", "u2"]),
            ("U2", vec!["u2"]),
            ("acme", vec!["u1"]),
            ("byron", vec!["u1"]),
            ("佐藤", vec!["u2"]),
            ("100%", vec![]),
        ] {
            let encoded = search.replace('%', "%25").replace("佐藤", "%E4%BD%90%E8%97%A4");
            let found = owner.get(&format!("/api/people?environment=production&search={encoded}")).await;
            let found = found.expect(StatusCode::OK);
            assert_eq!(ids(&found["people"]), expected, "{search}");
        }
        owner.get("/api/people?environment=nowhere").await.problem(404, "not_found");
        owner.get("/api/people?environment=production&search=%00").await.problem(400, "bad_query");
    });
}

#[test]
fn a_history_holds_what_somebody_did_also_before_they_signed_in() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let mut before = event("u1", &json!({ "page": {} }));
        before["who"] = json!({ "anonymous_id": "device-of-u1" });
        before["context"] = json!({ "url": "https://app.example/pricing" });
        collector.page(&owner, &[before]).await;
        collector.page(&owner, &[event("u1", &json!({ "identify": { "traits": { "plan": "pro" } } }))]).await;
        collector.page(&owner, &answered("u1", RUN, 2)).await;
        let timeline = owner.get("/api/people/u1?environment=production").await.expect(StatusCode::OK);
        let kinds: Vec<_> = timeline["events"]
            .as_array()
            .expect("events")
            .iter()
            .map(|event| event["body"].as_object().and_then(|body| body.keys().next().cloned()).expect("a kind"))
            .collect();
        assert_eq!(kinds, ["answered", "started", "displayed", "identify", "page"]);
        assert_eq!(timeline["traits"], json!({ "plan": "pro" }));
        let same = owner.get("/api/people/device-of-u1?environment=production").await;
        assert_eq!(same["person"], "u1", "an anonymous id leads to the user it turned out to be");
        owner.get("/api/people/nobody?environment=production").await.problem(404, "not_found");
    });
}

#[test]
fn erasure_leaves_counts_of_nobody_and_refuses_late_events() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let late = event("u1", &json!({ "track": { "name": "Late" } }));
        collector.page(&owner, &[event("u1", &json!({ "identify": { "traits": { "plan": "pro" } } }))]).await;
        collector.page(&owner, &answered("u1", RUN, 2)).await;
        collector.page(&owner, &answered("u2", "01890000-0000-7000-8000-000000000002", 7)).await;
        let editor = owner.token("editor").await;
        editor.delete("/api/people/u1?environment=production").await.problem(403, "role_too_low");
        let erased = owner.delete("/api/people/u1?environment=production").await.expect(StatusCode::OK);
        assert_eq!((&erased["ids"], &erased["events"]), (&json!(2), &json!(4)), "{:#}", erased.json);

        owner.get("/api/people/u1?environment=production").await.problem(404, "not_found");
        let outcomes = collector.page_outcomes(&owner, &[late]).await;
        assert_eq!(outcomes[0]["rejected"]["reason"], "erased");
        next_moment();
        collector.page(&owner, &[event("u1", &json!({ "track": { "name": "Back again" } }))]).await;
        let again = owner.get("/api/people/u1?environment=production").await.expect(StatusCode::OK);
        assert_eq!((again["events"].as_array().map(Vec::len), &again["traits"]), (Some(1), &json!({})));
        owner.get("/api/people/u2?environment=production").await.expect(StatusCode::OK);
        owner.delete("/api/people/nobody?environment=production").await.problem(404, "not_found");
    });
}

#[test]
fn answers_to_a_confidential_survey_are_in_nobodys_history() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let mut survey = crate::support::survey("effort");
        survey["body"]["survey"]["privacy"] = json!({ "mode": "confidential" });
        owner.clone().with("if-match", "*").put("/api/content/effort", &survey).await.expect(StatusCode::OK);
        owner.post("/api/content/effort/publish", &json!({ "environment": "production" })).await.expect(StatusCode::OK);
        let mut events = answered("u1", RUN, 2);
        for event in &mut events {
            let text = event["body"].to_string().replace("\"version\":1", "\"version\":2");
            event["body"] = serde_json::from_str(&text).expect("JSON");
        }
        collector.page(&owner, &events).await;
        let timeline = owner.get("/api/people/u1?environment=production").await;
        assert!(!timeline.json.to_string().contains("score"), "{:#}", timeline.json);
    });
}

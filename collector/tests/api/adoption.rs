//! Where a company stands: its people, goals with whose they are, guides, and finding companies.

use crate::support::{event, everywhere};
use reqwest::StatusCode;
use serde_json::{Value, json};

const ACME: &str = "/api/companies/acme/adoption?environment=production";

fn of_acme(user: &str, body: &Value) -> Value {
    let mut event = event(user, body);
    event["who"]["company_id"] = json!("acme");
    event
}

fn run(number: u8, kind: &str) -> Value {
    let id = format!("01890000-0000-7000-8000-0000000000{number:02}");
    json!({ kind: { "id": id, "content": "guide", "version": 1 } })
}

#[test]
fn a_company_is_read_by_its_goals_its_guides_and_its_people() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        for (key, name, changes) in [
            ("sent", "Invoices sent", json!({})),
            ("team", "Ten together", json!({ "per": "company", "count": 2 })),
            ("export", "Exported", json!({ "sign": { "event": { "name": "Exported" } } })),
        ] {
            let mut goal = json!({ "key": key, "name": name, "sign": { "event": { "name": "Sent" } } });
            for (field, value) in changes.as_object().expect("fields") {
                goal[field] = value.clone();
            }
            owner.put(&format!("/api/goals/{key}"), &goal).await.expect(StatusCode::OK);
        }
        let guide = json!({ "key": "guide", "name": "Guide", "owner": "Success", "trigger": { "cause": { "event": { "name": "Opened" } } },
            "body": { "tour": { "steps": [{ "key": "a", "title": { "en": "A", "ja": "ア" } }] } } });
        owner.put("/api/content/guide", &guide).await.expect(StatusCode::OK);
        owner.post("/api/content/guide/publish", &json!({ "environment": "production" })).await.expect(StatusCode::OK);
        let rows =
            json!({ "rows": [{ "company_id": "acme", "traits": { "name": "Acme Ltd" } }, { "company_id": "bolt" }] });
        owner.post("/api/companies?environment=production", &rows).await.expect(StatusCode::OK);
        let mut before = event("u1", &run(1, "displayed"));
        before["who"] = json!({ "anonymous_id": "device-of-u1" });
        let sent = json!({ "track": { "name": "Sent" } });
        let events = [
            before,
            of_acme("u1", &json!({ "identify": { "traits": { "name": "Ada" } } })),
            of_acme("u1", &run(1, "completed")),
            of_acme("u2", &run(2, "displayed")),
            of_acme("u1", &sent),
            of_acme("u2", &sent),
        ];
        collector.page(&owner, &events).await;
        let report = owner.get(ACME).await.expect(StatusCode::OK);
        let summary = &report["summary"];
        assert_eq!(
            (&summary["name"], &summary["people"], &summary["active"]),
            (&json!("Acme Ltd"), &json!(2), &json!(2))
        );
        let goals: Vec<&Value> = report["goals"].as_array().expect("goals").iter().collect();
        let keys: Vec<&Value> = goals.iter().map(|goal| &goal["goal"]).collect();
        assert_eq!(
            keys,
            [&json!("team"), &json!("sent"), &json!("export")],
            "the last attained first: {:#}",
            report.json
        );
        assert_eq!((&goals[0]["attained_at"], &goals[0]["people"]), (&events[5]["at"], &json!(2)));
        let ada = json!({ "person": "u1", "name": "Ada", "at": events[4]["at"] });
        assert_eq!((&goals[1]["by"][0], &goals[1]["lately"]), (&ada, &json!(2)));
        assert_eq!((&goals[2]["attained_at"], &goals[2]["by"]), (&Value::Null, &json!([])));
        let guide = &report["guides"][0];
        assert_eq!(
            (&guide["displayed"], &guide["completed"], &guide["by"][0]["name"]),
            (&json!(2), &json!(1), &json!("Ada"))
        );
        assert_eq!(report["guides"].as_array().map(Vec::len), Some(1));
    });
}

#[test]
fn companies_are_found_by_id_and_name_and_an_unknown_one_is_not() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let rows =
            json!({ "rows": [{ "company_id": "acme", "traits": { "name": "Kirin 商事" } }, { "company_id": "bolt" }] });
        owner.post("/api/companies?environment=production", &rows).await.expect(StatusCode::OK);
        for (search, expected) in
            [("", vec!["acme", "bolt"]), ("OLT", vec!["bolt"]), ("kirin", vec!["acme"]), ("x", vec![])]
        {
            let found = owner
                .get(&format!("/api/companies?environment=production&search={search}"))
                .await
                .expect(StatusCode::OK);
            let ids: Vec<&str> = found["companies"]
                .as_array()
                .expect("companies")
                .iter()
                .filter_map(|one| one["company"].as_str())
                .collect();
            assert_eq!((ids, &found["next"]), (expected, &Value::Null), "{search}");
        }
        let empty = owner.get("/api/companies/bolt/adoption?environment=production").await.expect(StatusCode::OK);
        assert_eq!((&empty["summary"]["people"], &empty["guides"]), (&json!(0), &json!([])));
        owner.get("/api/companies/nobody/adoption?environment=production").await.problem(404, "not_found");
        owner.get("/api/companies/acme/adoption?environment=nowhere").await.problem(404, "not_found");
        owner.get("/api/companies?environment=production&search=%00").await.problem(400, "bad_query");
    });
}

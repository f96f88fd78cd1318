//! Rows from host back ends, as JSON and CSV.

use crate::support::{Caller, everywhere};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

async fn csv(caller: &Caller, what: &str, body: &str) -> Value {
    let address = format!("/api/{what}?environment=production");
    caller.call(Method::POST, &address, "text/csv; charset=utf-8", body.to_owned()).await.expect(StatusCode::OK)["outcomes"].clone()
}

#[test]
fn people_and_companies_are_told_as_json_and_csv() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let token = owner.token("editor").await;
        let rows =
            json!({ "rows": [{ "user_id": "u1", "company_id": "acme", "traits": { "plan": "pro", "seats": 3 } }] });
        let answer = token.post("/api/people?environment=production", &rows).await.expect(StatusCode::OK);
        assert_eq!(answer["outcomes"], json!(["accepted"]));
        let outcomes = csv(
            &token,
            "people",
            "user_id,company_id,plan,seats:number,paid:boolean\nu2,acme,\"team, yearly\",12,true\n",
        )
        .await;
        assert_eq!(outcomes, json!(["accepted"]));
        let timeline = token.get("/api/people/u2?environment=production").await.expect(StatusCode::OK);
        assert_eq!(timeline["traits"], json!({ "plan": "team, yearly", "seats": 12, "paid": true }));
        assert_eq!(timeline["company"], "acme");
        assert_eq!(csv(&token, "companies", "company_id,industry\nacme,steel\n").await, json!(["accepted"]));

        let gone = json!({ "rows": [{ "user_id": "u1", "traits": { "plan": null } }] });
        token.post("/api/people?environment=production", &gone).await.expect(StatusCode::OK);
        assert_eq!(token.get("/api/people/u1?environment=production").await["traits"], json!({ "seats": 3 }));
    });
}

#[test]
fn a_bad_row_costs_only_itself_and_says_why() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let outcomes = csv(&owner, "people", "user_id,seats:number\nu1,3\nu2,many\n,4\n").await;
        assert_eq!(outcomes[0], "accepted");
        assert_eq!(
            outcomes[1]["rejected"],
            json!({ "reason": "malformed", "detail": "seats: must be a number, not 'many'" })
        );
        assert_eq!(outcomes[2]["rejected"]["reason"], "malformed");
        let rows = json!({ "rows": [{ "user_id": "u3" }, { "user": "u4" }, { "user_id": "a\u{0}b" }] });
        let answer = owner.post("/api/people?environment=production", &rows).await.expect(StatusCode::OK);
        assert_eq!(answer["outcomes"][0], "accepted");
        assert_eq!(answer["outcomes"][1]["rejected"]["reason"], "malformed");
        assert_eq!(answer["outcomes"][2]["rejected"]["reason"], "malformed");
    });
}

#[test]
fn an_event_told_twice_counts_once_and_is_marked_as_from_the_server() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let at = collector::clock::now().0 - 60_000;
        let renewed = json!({ "id": "invoice-7", "at": at, "user_id": "u1", "company_id": "acme", "name": "Renewed", "properties": { "seats": 3 } });
        let send = |row: Value| {
            let owner = owner.clone();
            async move {
                owner.post("/api/events?environment=production", &json!({ "rows": [row] })).await.expect(StatusCode::OK)
                    ["outcomes"][0]
                    .clone()
            }
        };
        assert_eq!(send(renewed.clone()).await, "accepted");
        assert_eq!(send(renewed).await, "duplicate");
        assert_eq!(send(json!({ "company_id": "acme", "name": "Audited" })).await, "accepted");
        assert_eq!(send(json!({ "name": "Nobody" })).await["rejected"]["reason"], "no_person");
        let timeline = owner.get("/api/people/u1?environment=production").await;
        assert_eq!(timeline["events"][0]["body"]["track"], json!({ "name": "Renewed", "properties": { "seats": 3 } }));
        assert_eq!(timeline["events"][0]["at"], at);
    });
}

#[test]
fn a_batch_for_nowhere_or_too_large_is_refused() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let one = json!({ "rows": [{ "user_id": "u1" }] });
        owner.post("/api/people?environment=nowhere", &one).await.problem(404, "not_found");
        owner.post("/api/people", &one).await.problem(400, "bad_query");
        owner.post("/api/people?environment=production&x=1", &one).await.problem(400, "bad_query");
        let many = json!({ "rows": vec![json!({ "user_id": "u1" }); 501] });
        owner.post("/api/people?environment=production", &many).await.problem(413, "too_many_rows");
        let plain = owner.call(Method::POST, "/api/people?environment=production", "text/plain", "x".into()).await;
        plain.problem(415, "unsupported_media_type");
        let headless =
            owner.call(Method::POST, "/api/people?environment=production", "text/csv", "id,plan\n1,pro\n".into()).await;
        headless.problem(400, "missing_column");
        owner.token("viewer").await.post("/api/people?environment=production", &one).await.problem(403, "role_too_low");
    });
}

#[test]
fn a_token_that_only_sends_can_do_nothing_else() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let sender = owner.token("sender").await;
        for (what, row) in [
            ("events", json!({ "user_id": "u1", "name": "Renewed" })),
            ("people", json!({ "user_id": "u1", "traits": { "plan": "pro" } })),
            ("companies", json!({ "company_id": "acme", "traits": { "plan": "pro" } })),
        ] {
            let sent = sender.post(&format!("/api/{what}?environment=production"), &json!({ "rows": [row] })).await;
            assert_eq!(sent.expect(StatusCode::OK)["outcomes"], json!(["accepted"]), "{what}");
        }
        let sends = |path: &str| ["/api/events", "/api/people", "/api/companies"].contains(&path);
        for route in collector::routes::table() {
            if route.access.least().is_none() || (route.method == "post" && sends(route.path)) {
                continue;
            }
            let address = route.path.replace(['{', '}'], "");
            let method = route.method.to_uppercase().parse().expect("a method");
            let refused = sender.call(method, &address, "application/json", "{}".into()).await;
            refused.problem(403, "role_too_low");
        }
        for path in ["/api/members", "/api/members/x"] {
            let method = if path.ends_with('x') { Method::PUT } else { Method::POST };
            let body = if path.ends_with('x') {
                json!({ "role": "sender" })
            } else {
                json!({ "email": "a@b.example", "role": "sender" })
            };
            owner.call(method, path, "application/json", body.to_string()).await.problem(422, "bad_field");
        }
    });
}

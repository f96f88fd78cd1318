//! Why content is shown to somebody: the chain with its facts, what stays held back. Debug tokens are beside it (`debug_token`).

use crate::support::{Caller, Collector, answered, event, everywhere, next_moment, survey};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const RUN: &str = "01890000-0000-7000-8000-000000000001";
const WHY: &str = "/api/explain?environment=production&content=effort&person=";

/// What a link says: its verdict and its fact.
pub fn link<'a>(explanation: &'a Value, reason: &str) -> &'a Value {
    let links = explanation["links"].as_array().expect("links");
    links.iter().find(|link| link["reason"] == reason).unwrap_or_else(|| panic!("{reason} in {explanation:#}"))
}

fn verdict<'a>(explanation: &'a Value, reason: &str) -> &'a str {
    link(explanation, reason)["verdict"].as_str().expect("a verdict")
}

/// Publishes `effort` with these changes.
pub async fn publish(owner: &Caller, changes: &Value) {
    let mut content = survey("effort");
    for (name, value) in changes.as_object().expect("fields") {
        content[name] = value.clone();
    }
    owner.clone().with("if-match", "*").put("/api/content/effort", &content).await.expect(StatusCode::OK);
    owner.post("/api/content/effort/publish", &json!({ "environment": "production" })).await.expect(StatusCode::OK);
}

/// The same events about the second version.
fn of_version_2(mut events: Vec<Value>) -> Vec<Value> {
    for event in &mut events {
        let text = event["body"].to_string().replace("\"version\":1", "\"version\":2");
        event["body"] = serde_json::from_str(&text).expect("JSON");
    }
    events
}

async fn person(owner: &Caller, user: &str, traits: &Value) {
    let rows = json!({ "rows": [{ "user_id": user, "company_id": "acme", "traits": traits }] });
    owner.post("/api/people?environment=production", &rows).await.expect(StatusCode::OK);
}

async fn why(owner: &Caller, rest: &str) -> Value {
    owner.get(&format!("{WHY}{rest}")).await.expect(StatusCode::OK).json
}

#[test]
fn every_condition_is_told_with_what_the_person_has() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let large = json!({ "key": "large", "name": "Large", "condition": { "company": { "name": "seats", "test": { "at_least": 10.0 } } } });
        owner.put("/api/segments/large", &large).await.expect(StatusCode::OK);
        let audience = json!({ "all": [
            { "person": { "name": "plan", "test": { "is": "pro" } } },
            { "segment": "large" },
            { "locale": ["ja"] },
        ]});
        publish(&owner, &json!({ "audience": audience })).await;
        person(&owner, "u1", &json!({ "plan": "free" })).await;
        let seats = json!({ "rows": [{ "company_id": "acme", "traits": { "seats": 40 } }] });
        owner.post("/api/companies?environment=production", &seats).await.expect(StatusCode::OK);

        let told = why(&owner, "u1").await;
        assert_eq!((&told["outcome"], &told["reasons"]), (&json!("not_due"), &json!(["audience"])), "{told:#}");
        assert_eq!(told["person"]["company"], "acme");
        assert_eq!(link(&told, "unknown")["fact"], json!({ "published": 2 }));
        let examined = &link(&told, "audience")["fact"]["audience"];
        let part = |n: usize| &examined["parts"][n];
        assert_eq!((&part(0)["verdict"], &part(0)["found"]), (&json!("no"), &json!({ "trait": "free" })));
        assert_eq!((&part(1)["verdict"], &part(1)["asks"]), (&json!("yes"), &json!({ "segment": "Large" })));
        assert_eq!(part(1)["parts"][0]["found"], json!({ "trait": 40 }));
        assert_eq!(part(2)["verdict"], "not_known", "nobody has said which language");
        assert_eq!(examined["verdict"], "no", "whatever the language");

        person(&owner, "u1", &json!({ "plan": "pro" })).await;
        let told = why(&owner, "u1").await;
        assert_eq!((verdict(&told, "audience"), &told["outcome"]), ("not_known", &json!("not_known")));
        let told = why(&owner, "u1&locale=ja-JP").await;
        assert_eq!((verdict(&told, "audience"), &told["outcome"]), ("yes", &json!("due")), "{told:#}");
        assert_eq!(verdict(&told, "privacy_control"), "not_known", "only the browser knows");
        assert_eq!(verdict(&told, "trigger"), "not_known", "only the page knows");
        assert_eq!(verdict(&why(&owner, "u1&locale=en").await, "audience"), "no");
    });
}

#[test]
fn the_chain_says_what_a_session_says() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let events = [event("u1", &json!({ "identify": { "traits": { "plan": "free" } } }))];
        collector.page(&owner, &events).await;
        for changes in [
            json!({}),
            json!({ "sampling": 0 }),
            json!({ "holdout": 1000 }),
            json!({ "schedule": { "until": 5 } }),
            json!({ "audience": { "person": { "name": "plan", "test": { "is": "pro" } } } }),
            json!({ "quota": 1 }),
            json!({ "frequency": { "repeat": "once" } }),
        ] {
            publish(&owner, &changes).await;
            let codes = session(&collector, &owner, Value::Null).await["explain"]["effort"].clone();
            let told = why(&owner, "u1").await;
            let expected = if codes.is_null() { json!([]) } else { codes };
            assert_eq!(told["reasons"], expected, "{changes}: {told:#}");
            for reason in expected.as_array().expect("codes") {
                assert_eq!(verdict(&told, reason.as_str().expect("a code")), "no", "{changes}");
            }
        }
    });
}

/// What a page of this user is told, with a token from the console.
pub async fn session(collector: &Collector, owner: &Caller, token: Value) -> Value {
    let environment = owner.get("/api/environments/production").await;
    let who = json!({ "user_id": "u1", "anonymous_id": "device-of-u1" });
    let request = json!({ "key": environment["write_key"], "schema": 1, "who": who, "locale": "en", "device": "desktop",
        "url": "https://app.example/", "preview": token });
    let answer = collector.stranger().call(Method::POST, "/v1/session", "text/plain", request.to_string()).await;
    answer.expect(StatusCode::OK).json
}

#[test]
fn marks_and_dates_that_count_are_told() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        publish(&owner, &json!({ "frequency": { "repeat": { "every_days": 90 } } })).await;
        let mut events = vec![event("u1", &json!({ "identify": { "traits": {} } }))];
        events.extend(answered("u1", RUN, 6));
        events.push(event("u1", &json!({ "completed": { "id": RUN, "content": "effort", "version": 1 } })));
        collector.page(&owner, &of_version_2(events)).await;
        next_moment();
        let told = why(&owner, "u1").await;
        assert_eq!(verdict(&told, "answered_before"), "no");
        let mark = &link(&told, "answered_before")["fact"]["mark"];
        let (at, until) = (mark["at"].as_i64().expect("a time"), mark["until"].as_i64().expect("a time"));
        assert_eq!(until - at, 90 * 86_400_000, "{mark}");
        assert_eq!(verdict(&told, "cap"), "no", "one interruption a day");
        assert_eq!(link(&told, "cap")["fact"]["caps"]["today"][0]["content"], "effort");
        let same = why(&owner, "device-of-u1").await;
        assert_eq!(same["person"]["id"], "u1", "an anonymous id leads to the user");
    });
}

#[test]
fn who_has_answered_a_confidential_survey_is_held_back() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let mut body = survey("effort")["body"].clone();
        body["survey"]["privacy"] = json!({ "mode": "confidential" });
        publish(&owner, &json!({ "body": body })).await;
        collector.page(&owner, &of_version_2(answered("u1", RUN, 2))).await;
        let other = json!({ "history": { "content": "effort", "did": "answered" } });
        let mut content = survey("next");
        content["audience"] = json!({ "all": [{ "not": other }] });
        // No cap counts what comes by request only.
        content["trigger"] = json!({ "cause": "manual" });
        owner.put("/api/content/next", &content).await.expect(StatusCode::OK);
        owner.post("/api/content/next/publish", &json!({ "environment": "production" })).await.expect(StatusCode::OK);
        for user in ["u1", "u2"] {
            let told = why(&owner, user).await;
            for reason in ["dismissed_lately", "displayed_before", "answered_before"] {
                assert_eq!(link(&told, reason)["verdict"], "held_back", "{told:#}");
                assert_eq!(link(&told, reason)["fact"], "nothing");
            }
            assert!(!told["reasons"].to_string().contains("answered"), "{told:#}");
            let path = format!("/api/explain?environment=production&content=next&person={user}");
            let told = owner.get(&path).await.expect(StatusCode::OK).json;
            assert_eq!((verdict(&told, "audience"), &told["outcome"]), ("held_back", &json!("not_known")));
            assert_eq!(told["reasons"], json!([]));
            assert_eq!(link(&told, "audience")["fact"]["audience"]["parts"][0]["parts"][0]["found"], Value::Null);
        }
    });
}

#[test]
fn an_address_decides_what_it_can_and_says_what_goes_first() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let pages = json!([{ "pattern": { "prefix": "/app" } }, { "pattern": { "regex": "admin" }, "not": true }]);
        publish(&owner, &json!({ "trigger": { "pages": pages, "cause": "page" } })).await;
        let mut first = survey("first");
        first["trigger"] = json!({ "cause": "page" });
        first["priority"] = json!(5);
        owner.put("/api/content/first", &first).await.expect(StatusCode::OK);
        owner.post("/api/content/first/publish", &json!({ "environment": "production" })).await.expect(StatusCode::OK);
        for (url, page, ahead) in [
            ("https://a.example/app/x", "yes", json!(["first"])),
            ("https://a.example/app/admin", "no", json!(["first"])),
            ("https://a.example/", "no", json!(["first"])),
        ] {
            let told = why(&owner, &format!("u1&url={url}")).await;
            assert_eq!((verdict(&told, "page"), verdict(&told, "trigger")), (page, "yes"), "{url}");
            assert_eq!(link(&told, "busy")["fact"]["ahead"], ahead, "{url}");
            assert_eq!(link(&told, "page")["in_page"], true);
        }
        assert_eq!(verdict(&why(&owner, "u1").await, "page"), "not_known");
    });
}

#[test]
fn somebody_new_and_a_draft_are_explained_too() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        publish(&owner, &json!({ "sampling": 500 })).await;
        let told = why(&owner, "nobody").await;
        assert_eq!((&told["person"]["is_known"], verdict(&told, "sampling")), (&json!(false), "not_known"));
        assert_eq!(told["outcome"], "not_known");
        owner.put("/api/content/draft", &survey("draft")).await.expect(StatusCode::OK);
        let told = owner.get("/api/explain?environment=production&content=draft&person=u1").await.json;
        assert_eq!((verdict(&told, "unknown"), verdict(&told, "audience")), ("no", "yes"), "{told:#}");
        owner.post("/api/environments/production/stop", &json!({ "stopped": true })).await.expect(StatusCode::OK);
        assert_eq!(verdict(&why(&owner, "nobody").await, "stopped"), "no");
    });
}

#[test]
fn only_members_ask_and_faults_are_named() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let viewer = owner.token("viewer").await;
        why(&viewer, "u1").await;
        owner.token("sender").await.get(&format!("{WHY}u1")).await.problem(403, "role_too_low");
        collector.stranger().get(&format!("{WHY}u1")).await.problem(401, "unauthorized");
        owner.get(&format!("{WHY}u1&person=x&content=none")).await.problem(400, "bad_query");
        owner.get("/api/explain?environment=none&content=effort&person=u1").await.problem(404, "not_found");
        owner.get("/api/explain?environment=production&content=none&person=u1").await.problem(404, "not_found");
        owner.get(&format!("{WHY}%00")).await.problem(400, "bad_query");
        owner.get(&format!("{WHY}u1&company=%01")).await.problem(400, "bad_query");
    });
}

//! Articles over HTTP: found by whom they are for, opened in the locale that is read.
//!
//! Deliberately absent: the ranking; a table beside it asks for that.

use crate::support::{Answer, Caller, Collector, everywhere};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use shared::content::Article;
use shared::session::Hit;

fn article(key: &str, title: &str, changes: &Value) -> Value {
    let mut content = json!({
        "key": key, "name": title, "owner": "Success team", "decision": "Whether it helps",
        "body": { "article": {
            "title": { "en": title, "ja": format!("{title}（日本語）") },
            "text": { "en": format!("All about **{title}**."), "ja": "書き出しの手順です。" },
        } },
    });
    for (name, value) in changes.as_object().expect("fields") {
        content[name] = value.clone();
    }
    content
}

async fn publish(owner: &Caller, content: &Value) {
    let address = format!("/api/content/{}", content["key"].as_str().expect("a key"));
    owner.put(&address, content).await.expect(StatusCode::OK);
    owner.post(&format!("{address}/publish"), &json!({ "environment": "production" })).await.expect(StatusCode::OK);
}

async fn ask(collector: &Collector, owner: &Caller, path: &str, request: &Value) -> Answer {
    let environment = owner.get("/api/environments/production").await;
    let mut request = request.clone();
    request["key"] = environment["write_key"].clone();
    collector.stranger().call(Method::POST, path, "text/plain", request.to_string()).await
}

async fn found(collector: &Collector, owner: &Caller, request: &Value) -> Vec<String> {
    let answer = ask(collector, owner, "/v1/search", request).await.expect(StatusCode::OK);
    let bytes = STANDARD.decode(answer["found"].as_str().expect("a text")).expect("base64");
    let hits: Vec<Hit> = postcard::from_bytes(&bytes).expect("hits");
    hits.into_iter().map(|hit| hit.key.to_string()).collect()
}

#[test]
fn an_article_is_found_and_opened_by_whom_it_is_for_and_nobody_else() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let for_admins = json!({ "audience": { "person": { "name": "role", "test": { "is": "admin" } } } });
        publish(&owner, &article("export", "Export", &json!({}))).await;
        publish(&owner, &article("billing", "Export of invoices", &for_admins)).await;
        publish(&owner, &article("over", "Export of old", &json!({ "schedule": { "until": 5 } }))).await;
        publish(&owner, &article("paused", "Export paused", &json!({}))).await;
        let pause = json!({ "environment": "production", "paused": true });
        owner.post("/api/content/paused/pause", &pause).await.expect(StatusCode::OK);

        let anybody = json!({ "query": "export", "locale": "en" });
        assert_eq!(found(&collector, &owner, &anybody).await, ["export"]);
        let mut admin = json!({ "query": "ＥＸＰＯＲＴ", "locale": "ja", "who": { "user_id": "u1" }, "traits": { "role": "admin" } });
        assert_eq!(found(&collector, &owner, &admin).await.len(), 2, "what the page says counts");
        admin["query"] = json!("");
        assert_eq!(found(&collector, &owner, &admin).await, ["billing", "export"], "the newest first");
        admin["query"] = json!("\u{0}🙂");
        assert_eq!(found(&collector, &owner, &admin).await, Vec::<String>::new());

        let open = |article: &str| json!({ "article": article, "locale": "ja-JP" });
        let answer = ask(&collector, &owner, "/v1/article", &open("export")).await.expect(StatusCode::OK);
        let bytes = STANDARD.decode(answer["article"].as_str().expect("a text")).expect("base64");
        let read: Article = postcard::from_bytes(&bytes).expect("an article");
        assert_eq!(read.title.0.len(), 1);
        assert_eq!((read.title.get("ja"), &answer["version"]), ("Export（日本語）", &json!(1)));
        for hidden in ["billing", "over", "paused", "nothing", "effort"] {
            ask(&collector, &owner, "/v1/article", &open(hidden)).await.problem(404, "not_found");
        }

        owner.post("/api/environments/production/stop", &json!({ "stopped": true })).await.expect(StatusCode::OK);
        assert_eq!(found(&collector, &owner, &anybody).await, Vec::<String>::new(), "the one switch");
    });
}

#[test]
fn a_search_is_admitted_like_everything_of_a_page() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let nobody = json!({ "key": "wk_wrong", "query": "x" }).to_string();
        let stranger = collector.stranger();
        stranger.call(Method::POST, "/v1/search", "text/plain", nobody).await.problem(403, "unknown_key");
        stranger.call(Method::POST, "/v1/article", "text/plain", "{".into()).await.problem(400, "malformed");
        let elsewhere = owner.get("/api/environments/production").await["write_key"].clone();
        let body = json!({ "key": elsewhere, "query": "x" }).to_string();
        let caller = collector.stranger().with("origin", "https://elsewhere.example");
        caller.call(Method::POST, "/v1/search", "text/plain", body).await.problem(403, "origin_not_allowed");
        let forged = json!({ "query": "x", "who": { "user_id": "u1" }, "token": "no.token.at-all" });
        ask(&collector, &owner, "/v1/search", &forged).await.problem(403, "bad_token");
    });
}

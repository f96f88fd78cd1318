//! Messages to one person: written by a member, carried by the sessions of whom they are for, told by their marks.
//!
//! Deliberately absent: how they look; a browser test shows that.

use crate::support::{Caller, Collector, answered, event, everywhere};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use shared::content::Body;
use shared::session::{Briefing, Due};

const MESSAGES: &str = "/api/people/u1/messages?environment=production";
const RUN: &str = "01890000-0000-7000-8000-000000000001";

/// What may be due for somebody.
async fn due(collector: &Collector, owner: &Caller, who: &Value) -> Vec<Due> {
    let environment = owner.get("/api/environments/production").await;
    let request = json!({ "key": environment["write_key"], "schema": 1, "who": who, "locale": "ja" });
    let stranger = collector.stranger();
    let answer = stranger.call(Method::POST, "/v1/session", "text/plain", request.to_string()).await;
    let briefing = answer.expect(StatusCode::OK)["briefing"].as_str().expect("a text").to_owned();
    if briefing.is_empty() {
        return Vec::new();
    }
    let bytes = STANDARD.decode(briefing).expect("base64");
    postcard::from_bytes::<Briefing>(&bytes).expect("a briefing").due
}

async fn keys(collector: &Collector, owner: &Caller, who: &Value) -> Vec<String> {
    due(collector, owner, who).await.into_iter().map(|due| due.key.to_string()).collect()
}

fn run_of(key: &str) -> Value {
    json!({ "id": "01890000-0000-7000-8000-0000000000aa", "content": key, "version": 1 })
}

async fn states(owner: &Caller) -> Vec<String> {
    let list = owner.get(MESSAGES).await.expect(StatusCode::OK);
    let messages = list["messages"].as_array().expect("messages");
    messages.iter().map(|message| message["state"].as_str().expect("a state").to_owned()).collect()
}

#[test]
fn a_message_comes_ahead_of_everything_until_it_was_read() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let who = json!({ "user_id": "u1" });
        collector
            .page(&owner, &[event("u1", &json!({ "identify": {} })), event("u2", &json!({ "identify": {} }))])
            .await;
        let message = json!({ "from": "Hana", "locale": "ja", "text": "**直りました。**お知らせします。" });
        let sent = owner.post(MESSAGES, &message).await.expect(StatusCode::CREATED);
        let key = sent["key"].as_str().expect("a key").to_owned();
        assert_eq!((&sent["state"], &sent["message"]["from"]), (&json!("waiting"), &json!("Hana")));

        let list = due(&collector, &owner, &who).await;
        assert_eq!((list[0].key.as_str(), list[0].version, list[1].key.as_str()), (key.as_str(), 1, "effort"));
        let Body::Message(step) = &*list[0].body else { panic!("a message") };
        assert_eq!((step.title.get("ja"), step.text.get("ja")), ("Hana より", "**直りました。**お知らせします。"));
        assert_eq!(keys(&collector, &owner, &json!({ "user_id": "u2" })).await, ["effort"], "nobody else reads it");
        assert_eq!(keys(&collector, &owner, &json!({})).await, ["effort"]);

        let run = run_of(&key);
        let claim =
            json!({ "key": owner.get("/api/environments/production").await["write_key"], "who": who, "run": run });
        let stranger = collector.stranger();
        let claimed = stranger.call(Method::POST, "/v1/claim", "text/plain", claim.to_string()).await;
        assert_eq!(claimed.expect(StatusCode::OK)["granted"], true);
        let shown =
            [json!({ "due": run }), json!({ "displayed": run }), json!({ "step": { "run": run, "step": "main" } })];
        let shown: Vec<Value> = shown.iter().map(|body| event("u1", body)).collect();
        collector.page(&owner, &shown).await;
        assert_eq!(states(&owner).await, ["displayed"]);
        assert_eq!(keys(&collector, &owner, &who).await, [key.as_str(), "effort"], "until it was read");
        let done = [json!({ "started": run }), json!({ "completed": run })];
        let done: Vec<Value> = done.iter().map(|body| event("u1", body)).collect();
        collector.page(&owner, &done).await;
        assert_eq!(states(&owner).await, ["read"]);
        assert_eq!(keys(&collector, &owner, &who).await, ["effort"]);
        let claimed = stranger.call(Method::POST, "/v1/claim", "text/plain", claim.to_string()).await;
        assert_eq!(claimed["granted"], false);

        let outcomes = collector
            .page_outcomes(&owner, &[event("u1", &json!({ "displayed": run_of("message-00000000000000000000") }))])
            .await;
        assert_eq!(outcomes[0]["rejected"]["reason"], "unknown_content");
        let recount = collector.app.store.recount().await.expect("a recount");
        assert_eq!((recount.differences, recount.runs), (Vec::new(), 0), "it has no report");
    });
}

#[test]
fn answering_a_response_says_so_in_its_follow_up() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        collector.page(&owner, &answered("u1", RUN, 2)).await;
        let follow_up = json!({ "owner": "success", "status": "open", "note": "asked engineering" });
        owner.put(&format!("/api/responses/{RUN}?environment=production"), &follow_up).await.expect(StatusCode::OK);
        let message = json!({ "locale": "en", "text": "It is faster now.", "response": RUN });
        let sent = owner.post(MESSAGES, &message).await.expect(StatusCode::CREATED);
        assert_eq!(sent["message"]["from"], crate::support::OWNER);
        let timeline = owner.get("/api/people/u1?environment=production").await;
        let followed = &timeline["follow_ups"][0]["follow_up"];
        assert_eq!((&followed["status"], &followed["owner"]), (&json!("waiting"), &json!("success")));
        assert_eq!(followed["note"], "asked engineering\n✉ It is faster now.");

        collector.page(&owner, &[event("u2", &json!({ "identify": {} }))]).await;
        let of_another = "/api/people/u2/messages?environment=production";
        owner.post(of_another, &message).await.problem(404, "not_found");
        owner.get(of_another).await.expect(StatusCode::OK);
        owner.post("/api/people/nobody/messages?environment=production", &message).await.problem(404, "not_found");
        let blank = json!({ "locale": "en", "text": " " });
        owner.post(MESSAGES, &blank).await.problem(422, "bad_field");
        let button = json!({ "label": "Look", "to": { "start": "effort" } });
        owner
            .post(MESSAGES, &json!({ "locale": "en", "text": "x", "button": button }))
            .await
            .expect(StatusCode::CREATED);
        let button = json!({ "label": "Look", "to": { "start": "nothing" } });
        owner.post(MESSAGES, &json!({ "locale": "en", "text": "x", "button": button })).await.problem(422, "bad_field");
        let viewer = owner.token("viewer").await;
        viewer.post(MESSAGES, &message).await.problem(403, "role_too_low");
        viewer.get(MESSAGES).await.expect(StatusCode::OK);
    });
}

#[test]
fn a_message_follows_a_visitor_and_is_gone_with_an_erased_person() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let mut visit = event("u1", &json!({ "page": {} }));
        visit["who"] = json!({ "anonymous_id": "device-of-u1" });
        collector.page(&owner, &[visit]).await;
        let to_visitor = "/api/people/device-of-u1/messages?environment=production";
        let sent =
            owner.post(to_visitor, &json!({ "locale": "en", "text": "Hello" })).await.expect(StatusCode::CREATED);
        let key = sent["key"].as_str().expect("a key").to_owned();
        assert_eq!(keys(&collector, &owner, &json!({ "anonymous_id": "device-of-u1" })).await[0], key);
        assert_eq!(keys(&collector, &owner, &json!({ "user_id": "u1" })).await, ["effort"]);
        collector.page(&owner, &[event("u1", &json!({ "identify": {} }))]).await;
        assert_eq!(keys(&collector, &owner, &json!({ "user_id": "u1" })).await[0], key);
        collector.page(&owner, &[event("u1", &json!({ "dismissed": { "run": run_of(&key), "how": "closed" } }))]).await;
        assert_eq!(states(&owner).await, ["dismissed"]);
        owner.delete("/api/people/u1?environment=production").await.expect(StatusCode::OK);
        collector.page(&owner, &[event("u1", &json!({ "identify": {} }))]).await;
        assert_eq!(states(&owner).await, Vec::<String>::new());
    });
}

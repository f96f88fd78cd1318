//! Content: drafts, versions, publication, advice.

use crate::support::{Caller, everywhere, next_moment, survey};
use reqwest::StatusCode;
use serde_json::{Value, json};

async fn production(owner: &Caller) {
    owner.post("/api/environments", &json!({ "key": "production", "name": "P" })).await.expect(StatusCode::CREATED);
}

fn renamed(name: &str) -> Value {
    let mut content = survey("effort");
    content["name"] = name.into();
    content
}

#[test]
fn a_draft_is_not_overwritten_unseen() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        let made = owner.put("/api/content/effort", &survey("effort")).await.expect(StatusCode::OK);
        assert_eq!((&made.headers["etag"], &made["revision"]), (&"\"1\"".parse().expect("a header"), &json!(1)));
        owner.put("/api/content/effort", &renamed("B")).await.problem(428, "if_match_required");
        let second = owner.clone().with("if-match", "\"1\"").put("/api/content/effort", &renamed("B")).await;
        assert_eq!((second["revision"].clone(), second["summary"]["name"].clone()), (json!(2), json!("B")));
        let late = owner.clone().with("if-match", "\"1\"").put("/api/content/effort", &renamed("C")).await;
        late.problem(412, "changed_meanwhile");
        owner.clone().with("if-match", "*").put("/api/content/effort", &renamed("D")).await.expect(StatusCode::OK);
        owner
            .clone()
            .with("if-match", "two")
            .put("/api/content/effort", &renamed("E"))
            .await
            .problem(400, "bad_if_match");
        owner
            .clone()
            .with("if-match", "\"1\"")
            .put("/api/content/other", &survey("other"))
            .await
            .problem(404, "not_found");
        assert_eq!(owner.get("/api/content/effort").await["draft"]["name"], "D");
    });
}

#[test]
fn publishing_makes_a_version_that_never_changes() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        production(&owner).await;
        owner.put("/api/content/effort", &survey("effort")).await.expect(StatusCode::OK);
        let to = json!({ "environment": "production" });
        let first = owner.post("/api/content/effort/publish", &to).await.expect(StatusCode::OK);
        assert_eq!(first["summary"]["publications"][0]["version"], 1);
        assert_eq!(first["summary"]["draft_differs"], false);
        let again = owner.post("/api/content/effort/publish", &to).await.expect(StatusCode::OK);
        assert_eq!(again["versions"].as_array().map(Vec::len), Some(1), "the same draft is the same version");

        let changed = owner.clone().with("if-match", "*").put("/api/content/effort", &renamed("Effort 2")).await;
        assert_eq!(changed["summary"]["draft_differs"], true);
        assert_eq!(changed["summary"]["publications"][0]["version"], 1);
        owner
            .clone()
            .with("if-match", "\"1\"")
            .post("/api/content/effort/publish", &to)
            .await
            .problem(412, "changed_meanwhile");
        let second = owner.post("/api/content/effort/publish", &to).await.expect(StatusCode::OK);
        assert_eq!(second["summary"]["publications"][0]["version"], 2);
        assert_eq!(owner.get("/api/content/effort/versions/1").await["name"], "Effort");
        assert_eq!(owner.get("/api/content/effort/versions/2").await["name"], "Effort 2");
        owner.get("/api/content/effort/versions/3").await.problem(404, "not_found");
        owner.get("/api/content/effort/versions/x").await.problem(404, "not_found");
        owner.delete("/api/content/effort").await.problem(409, "was_published");
    });
}

#[test]
fn what_was_never_published_can_be_removed() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        owner.put("/api/content/effort", &survey("effort")).await.expect(StatusCode::OK);
        owner.delete("/api/content/effort").await.expect(StatusCode::NO_CONTENT);
        owner.get("/api/content/effort").await.problem(404, "not_found");
        owner.delete("/api/content/effort").await.problem(404, "not_found");
    });
}

#[test]
fn a_draft_with_errors_is_kept_but_not_published() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        production(&owner).await;
        let mut content = survey("effort");
        content["body"]["survey"]["questions"] = json!([]);
        let kept = owner.put("/api/content/effort", &content).await.expect(StatusCode::OK);
        assert_eq!(kept["advice"][0]["severity"], "error");
        let refused = owner.post("/api/content/effort/publish", &json!({ "environment": "production" })).await;
        refused.problem(422, "lint_errors");
        assert_eq!(refused["faults"], kept["advice"]);
        let checked = owner.post("/api/content-check", &content).await.expect(StatusCode::OK);
        assert_eq!(checked["advice"], kept["advice"]);
        let nowhere = owner.post("/api/content/effort/publish", &json!({ "environment": "nowhere" })).await;
        nowhere.problem(404, "not_found");
    });
}

#[test]
fn a_publication_pauses_and_resumes() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        production(&owner).await;
        owner.put("/api/content/effort", &survey("effort")).await.expect(StatusCode::OK);
        let pause = |paused: bool| json!({ "environment": "production", "paused": paused });
        owner.post("/api/content/effort/pause", &pause(true)).await.problem(409, "not_published");
        owner.post("/api/content/effort/publish", &json!({ "environment": "production" })).await.expect(StatusCode::OK);
        let paused = owner.post("/api/content/effort/pause", &pause(true)).await.expect(StatusCode::OK);
        assert_eq!(paused["summary"]["publications"][0]["paused"], true);
        let resumed = owner.post("/api/content/effort/pause", &pause(false)).await.expect(StatusCode::OK);
        assert_eq!(resumed["summary"]["publications"][0]["paused"], false);
        owner.post("/api/content/other/pause", &pause(true)).await.problem(404, "not_found");
    });
}

#[test]
fn content_of_another_shape_or_key_is_refused() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        owner.put("/api/content/other", &survey("effort")).await.problem(422, "key_differs");
        let mut newer = survey("effort");
        newer["content_version"] = json!(2);
        owner.put("/api/content/effort", &newer).await.problem(422, "unknown_shape");
        let mut misspelt = survey("effort");
        misspelt["body"]["survey"]["questions"][0]["titel"] = json!({});
        let answer = owner.put("/api/content/effort", &misspelt).await;
        answer.problem(422, "bad_field");
        assert!(answer["detail"].as_str().expect("a detail").contains("questions[0]"), "{:#}", answer.json);
        owner.put("/api/content/Effort", &survey("effort")).await.problem(422, "key_differs");
    });
}

#[test]
fn the_last_changed_content_is_listed_first() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        owner.put("/api/content/one", &survey("one")).await.expect(StatusCode::OK);
        owner.put("/api/content/two", &survey("two")).await.expect(StatusCode::OK);
        next_moment();
        owner.clone().with("if-match", "*").put("/api/content/one", &survey("one")).await.expect(StatusCode::OK);
        let list = owner.get("/api/content").await;
        let keys: Vec<_> = list["content"].as_array().expect("a list").iter().map(|item| item["key"].clone()).collect();
        assert_eq!(keys, [json!("one"), json!("two")]);
    });
}

#[test]
fn every_template_can_be_kept_as_a_draft() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        let templates = owner.get("/api/templates").await.expect(StatusCode::OK);
        let templates = templates["templates"].as_array().expect("a list").clone();
        assert!(templates.len() >= 6);
        for template in templates {
            let key = template["key"].as_str().expect("a key");
            owner.put(&format!("/api/content/{key}"), &template).await.expect(StatusCode::OK);
        }
    });
}

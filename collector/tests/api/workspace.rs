//! Nothing crosses from one workspace to another.

use crate::support::{Caller, OWNER, PASSWORD, everywhere, survey};
use collector::auth::password::Passwords;
use collector::auth::secret::Secret;
use collector::clock;
use collector::store::account::NewMemberRow;
use collector::store::member::InvitationRow;
use reqwest::StatusCode;
use serde_json::json;
use shared::api::account::Role;

/// An owner of a second workspace in the same database.
async fn neighbour(collector: &crate::support::Collector) -> Caller {
    let (email, secret) = ("neighbour@example.com", Secret::random(""));
    let invitation = InvitationRow { workspace: clock::fresh_id(), email: email.into(), role: Role::Owner };
    collector.app.store.invite(&secret.hash(), &invitation, clock::now().plus_days(1)).await.expect("invited");
    let password = Passwords::default().hash(email, Secret::presented(PASSWORD)).await.expect("hashed");
    let (member, at) = (clock::fresh_id(), clock::now());
    let new = NewMemberRow {
        workspace: &invitation.workspace,
        member: &member,
        email,
        password: &password,
        role: Role::Owner,
        at,
    };
    assert!(collector.app.store.join(&secret.hash(), &new).await.expect("joined"));
    let answer = collector.stranger().post("/api/sign-in", &json!({ "email": email, "password": PASSWORD })).await;
    collector.stranger().signed_in(&answer.expect(StatusCode::OK))
}

#[test]
fn another_workspaces_things_do_not_exist() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        owner.post("/api/environments", &json!({ "key": "production", "name": "P" })).await.expect(StatusCode::CREATED);
        owner.put("/api/content/effort", &survey("effort")).await.expect(StatusCode::OK);
        owner.post("/api/content/effort/publish", &json!({ "environment": "production" })).await.expect(StatusCode::OK);
        let token = owner.post("/api/tokens", &json!({ "name": "ci", "role": "viewer" })).await;
        let members = owner.get("/api/members").await;

        let neighbour = neighbour(&collector).await;
        for list in ["environments", "content", "segments", "goals", "tokens"] {
            let answer = neighbour.get(&format!("/api/{list}")).await.expect(StatusCode::OK);
            let items = answer.json.as_object().and_then(|map| map.values().next()).and_then(|list| list.as_array());
            assert_eq!(items.map(Vec::len), Some(0), "{list}");
        }
        for address in [
            "environments/production",
            "environments/production/identity-secret",
            "content/effort",
            "content/effort/versions/1",
        ] {
            neighbour.get(&format!("/api/{address}")).await.problem(404, "not_found");
        }
        neighbour.put("/api/environments/production", &json!({})).await.problem(404, "not_found");
        neighbour
            .post("/api/environments/production/stop", &json!({ "stopped": true }))
            .await
            .problem(404, "not_found");
        neighbour
            .post("/api/content/effort/publish", &json!({ "environment": "production" }))
            .await
            .problem(404, "not_found");
        neighbour
            .post("/api/content/effort/pause", &json!({ "environment": "production", "paused": true }))
            .await
            .problem(404, "not_found");
        neighbour.delete("/api/content/effort").await.problem(404, "not_found");
        let id = token["token"]["id"].as_str().expect("an id");
        neighbour.delete(&format!("/api/tokens/{id}")).await.problem(404, "not_found");
        let id = members["members"][0]["id"].as_str().expect("an id");
        neighbour.delete(&format!("/api/members/{id}")).await.problem(404, "not_found");

        neighbour.put("/api/content/effort", &survey("effort")).await.expect(StatusCode::OK);
        assert_eq!(owner.get("/api/content/effort").await["summary"]["publications"][0]["paused"], false);
        assert_eq!(owner.get("/api/me").await["name"], OWNER);
    });
}

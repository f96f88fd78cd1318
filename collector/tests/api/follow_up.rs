//! What members do about responses.

use crate::support::{answered, everywhere};
use collector::store::profile::Wanted;
use collector::store::rollup::Place;
use reqwest::StatusCode;
use serde_json::json;

const LOW: &str = "01890000-0000-7000-8000-000000000001";
const HIGH: &str = "01890000-0000-7000-8000-000000000002";

#[test]
fn a_complaint_is_open_until_somebody_has_dealt_with_it() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        collector.page(&owner, &answered("u1", LOW, 2)).await;
        collector.page(&owner, &answered("u2", HIGH, 7)).await;
        let workspace = collector.app.catalog.all()[0].workspace.clone();
        let complaint = |user: &'static str| {
            let (app, workspace) = (collector.app.clone(), workspace.clone());
            async move {
                let wanted = Wanted {
                    workspace,
                    environment: "production".into(),
                    subject: format!("u:{user}"),
                    company: None,
                    lists: false,
                };
                app.profiles.known(wanted).await.expect("known").effort.complaint_open
            }
        };
        let follow = |run: &str, status: &str| {
            let (owner, address) = (owner.clone(), format!("/api/responses/{run}?environment=production"));
            let body = json!({ "owner": "pm@example.com", "status": status, "note": "Called.\nWill write." });
            async move { owner.put(&address, &body).await.expect(StatusCode::OK) }
        };
        let written = follow(LOW, "open").await;
        assert_eq!(
            (&written["status"], &written["note"], &written["changed_by"]),
            (&json!("open"), &json!("Called.\nWill write."), &json!("owner@example.com"))
        );
        follow(HIGH, "open").await;
        assert!(complaint("u1").await);
        assert!(!complaint("u2").await, "a good answer is no complaint");
        follow(LOW, "done").await;
        assert!(!complaint("u1").await);
        let responses = owner.get("/api/reports/effort/responses?environment=production").await.expect(StatusCode::OK);
        let low = responses["responses"]
            .as_array()
            .expect("responses")
            .iter()
            .find(|response| response["run"] == LOW)
            .cloned();
        assert_eq!(low.expect("the response")["follow_up"]["status"], "done");
        let place = Place { workspace: &workspace, environment: "production" };
        assert_eq!(
            collector.app.store.answered_run(place, LOW).await.expect("read").expect("a run").content.as_str(),
            "effort"
        );
    });
}

#[test]
fn only_a_response_can_be_followed_up() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let open = json!({ "status": "open" });
        owner.put(&format!("/api/responses/{LOW}?environment=production"), &open).await.problem(404, "not_found");
        owner.put("/api/responses/nonsense?environment=production", &open).await.problem(404, "not_found");
        owner.put(&format!("/api/responses/{LOW}?environment=nowhere"), &open).await.problem(404, "not_found");
        collector.page(&owner, &answered("u1", LOW, 2)).await;
        let address = format!("/api/responses/{LOW}?environment=production");
        owner.put(&address, &json!({ "status": "closed" })).await.problem(422, "bad_field");
        owner.put(&address, &json!({ "status": "open", "note": "a\u{0}b" })).await.problem(422, "bad_field");
        owner.put(&address, &json!({ "status": "open", "note": "x".repeat(5_001) })).await.problem(422, "bad_field");
        owner.token("viewer").await.put(&address, &open).await.problem(403, "role_too_low");
    });
}

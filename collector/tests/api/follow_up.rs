//! What members do about responses, and the list of everything that wants a person.

use crate::support::{answered, event, everywhere};
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
                    passed: false,
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
            collector.app.store.followed_run(place, LOW).await.expect("read").expect("a run").content.as_str(),
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

#[test]
fn what_wants_a_person_is_listed_newest_first_page_by_page_and_filtered() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let list = |more: String| {
            let owner = owner.clone();
            async move {
                let address = format!("/api/follow-ups?environment=production{more}");
                owner.get(&address).await.expect(StatusCode::OK).json
            }
        };
        let empty = json!({ "follow_ups": [], "next": null, "open": 0, "owners": [] });
        assert_eq!(list(String::new()).await, empty);
        let mut runs = Vec::new();
        for n in 0..53 {
            let run = collector::clock::fresh_id();
            let user = format!("u{n}");
            let step = json!({ "id": run, "content": "effort", "version": 1 });
            let answer = json!({ "run": step, "question": "ces", "revision": 1, "answer": { "score": 2 } });
            collector.page(&owner, &[event(&user, &json!({ "answered": answer }))]).await;
            let (who, status) = if n < 2 { ("Pia@Example.com", "waiting") } else { ("team", "open") };
            let body = json!({ "owner": who, "status": status, "note": user });
            let address = format!("/api/responses/{run}?environment=production");
            owner.put(&address, &body).await.expect(StatusCode::OK);
            crate::support::next_moment();
            runs.push(run);
        }
        runs.reverse();
        let ids = |page: &serde_json::Value| -> Vec<String> {
            let all = page["follow_ups"].as_array().expect("follow-ups").iter();
            all.map(|it| it["run"].as_str().expect("an id").to_owned()).collect()
        };
        let first = list(String::new()).await;
        assert_eq!((ids(&first), &first["open"]), (runs[..50].to_vec(), &json!(51)));
        assert_eq!(first["owners"], json!(["Pia@Example.com", "team"]));
        assert_eq!(first["follow_ups"][0]["hand_over"], json!(null), "a member took it up");
        let second = list(format!("&after={}", first["next"].as_str().expect("a next page"))).await;
        assert_eq!((ids(&second), &second["next"]), (runs[50..].to_vec(), &json!(null)));
        assert_eq!(ids(&list("&owner=pia%40example.com".into()).await), runs[51..]);
        assert_eq!(ids(&list("&status=waiting".into()).await), runs[51..]);
        assert_eq!(ids(&list("&status=open&owner=Pia%40Example.com".into()).await), Vec::<String>::new());
        assert_eq!(list("&status=done".into()).await["follow_ups"], json!([]));

        let get = |more: &'static str| {
            let owner = owner.clone();
            async move { owner.get(&format!("/api/follow-ups?{more}")).await }
        };
        get("environment=nowhere").await.problem(404, "not_found");
        get("environment=production&status=closed").await.problem(400, "bad_query");
        get("environment=production&after=yesterday").await.problem(400, "bad_query");
        let viewer = owner.token("viewer").await;
        viewer.get("/api/follow-ups?environment=production").await.expect(StatusCode::OK);
        let sender = owner.token("sender").await;
        sender.get("/api/follow-ups?environment=production").await.problem(403, "role_too_low");
        let stranger = collector.stranger();
        stranger.get("/api/follow-ups?environment=production").await.problem(401, "unauthorized");
    });
}

#[test]
fn who_answered_a_confidential_survey_is_not_told_by_its_follow_up() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        owner.post("/api/environments", &json!({ "key": "production", "name": "P" })).await.expect(StatusCode::CREATED);
        let mut survey = crate::support::survey("effort");
        survey["body"]["survey"]["privacy"]["mode"] = json!("confidential");
        owner.put("/api/content/effort", &survey).await.expect(StatusCode::OK);
        owner.post("/api/content/effort/publish", &json!({ "environment": "production" })).await.expect(StatusCode::OK);
        let named = json!({ "identify": { "traits": { "name": "Aoi" } } });
        collector.page(&owner, &[event("u1", &named)]).await;
        collector.page(&owner, &answered("u1", LOW, 2)).await;
        let address = format!("/api/responses/{LOW}?environment=production");
        owner.put(&address, &json!({ "status": "open" })).await.expect(StatusCode::OK);
        let list = owner.get("/api/follow-ups?environment=production").await;
        let it = &list["follow_ups"][0];
        assert_eq!((&it["run"], &it["person"], &it["person_name"]), (&json!(LOW), &json!(null), &json!(null)));
    });
}

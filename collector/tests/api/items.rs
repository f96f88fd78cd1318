//! The report of a checklist over HTTP: what pages, back ends and hands did, and what erasure leaves of it.
//!
//! Deliberately absent: the arithmetic; that is tested beside it, in `collector/src/report/items`.

use crate::support::{Caller, Collector, event, everywhere};
use reqwest::StatusCode;
use serde_json::{Value, json};

const REPORT: &str = "/api/reports/setup/items?environment=production";

async fn publish(owner: &Caller, name: &str, per: &str) {
    let text = |en: &str| json!({ "en": en, "ja": en });
    let content = json!({
        "key": "setup", "name": name, "owner": "Success team", "decision": "Which item to drop",
        "frequency": { "repeat": "always" },
        "body": { "checklist": { "title": text("Set up"), "per": per, "items": [
            { "key": "account", "title": text("Account"), "from_start": true },
            { "key": "first", "title": text("First"), "done": [{ "event": { "name": "Made" } }] },
            { "key": "invite", "title": text("Invite"), "by_hand": true },
        ] } },
    });
    owner.clone().with("if-match", "*").put("/api/content/setup", &content).await.expect(StatusCode::OK);
    owner.post("/api/content/setup/publish", &json!({ "environment": "production" })).await.expect(StatusCode::OK);
}

async fn open(collector: &Collector, per: &str) -> Caller {
    let owner = collector.owner().await;
    owner.post("/api/environments", &json!({ "key": "production", "name": "P" })).await.expect(StatusCode::CREATED);
    publish(&owner, "Set-up", per).await;
    owner
}

fn run(number: u8, version: u32) -> Value {
    json!({ "id": format!("01890000-0000-7000-8000-0000000000{number:02}"), "content": "setup", "version": version })
}

fn of_company(mut event: Value) -> Value {
    event["who"]["company_id"] = json!("acme");
    event
}

fn made(user: &str) -> Value {
    of_company(event(user, &json!({ "track": { "name": "Made" } })))
}

fn displayed(user: &str, run: &Value) -> Value {
    of_company(event(user, &json!({ "displayed": run })))
}

fn by_hand(user: &str, run: &Value, state: &str) -> Value {
    of_company(event(user, &json!({ "item": { "run": run, "item": "invite", "state": state } })))
}

/// Done, before, dropped of each item.
fn rows(report: &Value) -> Vec<(i64, i64, i64)> {
    let number = |item: &Value, name: &str| item[name].as_i64().expect("a number");
    let items = report["items"].as_array().expect("items");
    items.iter().map(|item| (number(item, "done"), number(item, "before"), number(item, "dropped"))).collect()
}

#[test]
fn each_item_tells_how_many_have_it_done_and_how_many_dropped_it() {
    everywhere(|collector| async move {
        let owner = open(&collector, "person").await;
        collector.page(&owner, &[made("u1"), made("nobody")]).await;
        let runs = [run(1, 1), run(2, 1), run(3, 1)];
        for (user, run) in ["u1", "u2", "u3"].into_iter().zip(&runs) {
            collector.page(&owner, &[displayed(user, run)]).await;
        }
        let events = [by_hand("u1", &runs[0], "done"), by_hand("u2", &runs[1], "dropped"), made("u2")];
        collector.page(&owner, &events).await;
        let report = owner.get(REPORT).await.expect(StatusCode::OK);
        assert_eq!(rows(&report.json), [(3, 3, 0), (2, 1, 0), (1, 0, 1)]);
        assert_eq!(
            (&report["per"], &report["displayed"], &report["completed"]),
            (&json!("person"), &json!(3), &json!(2))
        );
        assert_eq!((&report["completion"], &report["median_seconds"]), (&Value::Null, &Value::Null));
        assert_eq!(report["too_few"]["answers_needed"], 17);

        publish(&owner, "Set-up again", "person").await;
        collector.page(&owner, &[displayed("u4", &run(4, 2))]).await;
        let second = owner.get(&format!("{REPORT}&version=2")).await.expect(StatusCode::OK);
        assert_eq!((&second["displayed"], rows(&second.json)[1]), (&json!(1), (0, 0, 0)));
        owner.get(&format!("{REPORT}&traits=plan")).await.problem(400, "bad_query");
        owner.get("/api/reports/nothing/items?environment=production").await.problem(404, "not_found");

        owner.delete("/api/people/u2?environment=production").await.expect(StatusCode::OK);
        let left = owner.get(REPORT).await.expect(StatusCode::OK);
        assert_eq!((&left["displayed"], rows(&left.json)[2]), (&json!(3), (1, 0, 0)));
        let recount = collector.app.store.recount().await.expect("a recount");
        assert_eq!(recount.differences, Vec::new());
    });
}

#[test]
fn a_list_of_the_company_counts_companies() {
    everywhere(|collector| async move {
        let owner = open(&collector, "company").await;
        let (first, second) = (run(1, 1), run(2, 1));
        collector.page(&owner, &[displayed("u1", &first), displayed("u2", &second)]).await;
        collector.page(&owner, &[made("u2"), by_hand("u1", &first, "done")]).await;
        let report = owner.get(REPORT).await.expect(StatusCode::OK);
        assert_eq!(
            (&report["per"], &report["displayed"], &report["completed"]),
            (&json!("company"), &json!(1), &json!(1))
        );
        assert_eq!(rows(&report.json), [(1, 1, 0), (1, 0, 0), (1, 0, 0)]);
    });
}

#[test]
fn what_was_done_by_hand_is_recounted_and_an_erased_colleague_gives_way_to_the_one_before() {
    everywhere(|collector| async move {
        let owner = open(&collector, "company").await;
        let runs = [run(1, 1), run(2, 1)];
        collector.page(&owner, &[displayed("u1", &runs[0]), displayed("u2", &runs[1])]).await;
        collector.page(&owner, &[by_hand("u1", &runs[0], "done"), by_hand("u2", &runs[1], "dropped")]).await;
        let mut visitor = by_hand("u3", &run(3, 1), "done");
        visitor["who"] = json!({ "anonymous_id": "device-of-u3", "company_id": "beta" });
        collector.page(&owner, &[visitor, event("u3", &json!({ "identify": {} }))]).await;
        let store = &collector.app.store;
        assert_eq!(store.recount().await.expect("a recount").differences, Vec::new());
        owner.delete("/api/people/u2?environment=production").await.expect(StatusCode::OK);
        assert_eq!(store.recount().await.expect("a recount").differences, Vec::new());
        let report = owner.get(REPORT).await.expect(StatusCode::OK);
        assert_eq!(rows(&report.json)[2], (1, 0, 0), "the colleague who was first had it done");
    });
}

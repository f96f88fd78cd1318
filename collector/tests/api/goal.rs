//! Goals as they are attained: by pages and back ends, by people and companies, before and after they were defined.

use crate::support::{Caller, Collector, event, everywhere};
use reqwest::StatusCode;
use serde_json::{Value, json};
use shared::time::Timestamp;
use std::time::Duration;

async fn define(owner: &Caller, key: &str, changes: &Value) {
    let mut goal = json!({ "key": key, "name": key, "sign": { "event": { "name": "Sent" } } });
    for (name, value) in changes.as_object().expect("fields") {
        goal[name] = value.clone();
    }
    owner.put(&format!("/api/goals/{key}"), &goal).await.expect(StatusCode::OK);
}

/// The count of one goal, once its past has been looked through.
async fn counted(owner: &Caller, key: &str) -> Value {
    let mut again = tokio::time::interval(Duration::from_millis(20));
    for _ in 0..500 {
        again.tick().await;
        let counts = owner.get("/api/goal-counts?environment=production").await.expect(StatusCode::OK);
        let goals = counts["goals"].as_array().expect("goals");
        let goal = goals.iter().find(|goal| goal["goal"] == key).expect("the goal is listed");
        if goal["counting"] == false {
            return goal.clone();
        }
    }
    panic!("the past of {key} was never looked through");
}

fn of_company(mut event: Value) -> Value {
    event["who"]["company_id"] = json!("acme");
    event
}

fn sent(user: &str, amount: i64) -> Value {
    of_company(event(user, &json!({ "track": { "name": "Sent", "properties": { "amount": amount } } })))
}

async fn nothing_differs(collector: &Collector) {
    let recount = collector.app.store.recount().await.expect("a recount");
    assert_eq!(recount.differences, Vec::new());
}

#[test]
fn a_goal_is_attained_once_by_whoever_it_is_for() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        define(&owner, "once", &json!({})).await;
        define(&owner, "thrice", &json!({ "count": 3 })).await;
        define(&owner, "volume", &json!({ "value": { "property": "amount", "at_least": 10 } })).await;
        define(&owner, "team", &json!({ "count": 3, "per": "company" })).await;
        define(&owner, "booked", &json!({ "from_server": true })).await;
        let events = [sent("u1", 4), sent("u1", 5), sent("u2", 3)];
        collector.page(&owner, &events).await;
        let again = collector.page_outcomes(&owner, &events).await;
        assert_eq!(again, ["duplicate", "duplicate", "duplicate"]);
        for (key, ever) in [("once", 2), ("thrice", 0), ("volume", 0), ("team", 1), ("booked", 0)] {
            assert_eq!(counted(&owner, key).await["ever"], ever, "{key}");
        }
        collector.page(&owner, &[sent("u1", 1)]).await;
        let last = counted(&owner, "volume").await;
        assert_eq!((&last["ever"], &last["attained"], &last["per"]), (&json!(1), &json!(1), &json!("person")));
        assert_eq!(last["days"][0]["day"], collector::clock::now().day());
        assert_eq!(counted(&owner, "thrice").await["ever"], 1);
        let row = json!({ "rows": [{ "user_id": "u1", "name": "Sent" }] });
        owner.post("/api/events?environment=production", &row).await.expect(StatusCode::OK);
        assert_eq!(counted(&owner, "booked").await["ever"], 1, "a back end said so");

        let timeline = owner.get("/api/people/u1?environment=production").await.expect(StatusCode::OK);
        let goals = timeline["goals"].as_array().expect("goals");
        let own: Vec<&str> =
            goals.iter().filter(|goal| goal["per"] == "person").filter_map(|goal| goal["goal"].as_str()).collect();
        assert_eq!(own, ["booked", "thrice", "volume", "once"], "the last first");
        let team = goals.iter().find(|goal| goal["per"] == "company").expect("the company's");
        assert_eq!((&team["goal"], &team["at"]), (&json!("team"), &events[2]["at"]), "when the third was sent");
        nothing_differs(&collector).await;
    });
}

#[test]
fn a_late_event_moves_the_attainment_back_and_an_earlier_period_counts_it() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        define(&owner, "once", &json!({})).await;
        collector.page(&owner, &[sent("u1", 1)]).await;
        let mut late = sent("u1", 1);
        let at = collector::clock::now().plus_days(-3);
        late["at"] = json!(at);
        late["id"] = json!(shared::id::uuid_v7(at, collector::clock::random()));
        collector.page(&owner, &[late]).await;
        let counts = |from: i64, to: i64| {
            let owner = owner.clone();
            async move {
                let path = format!("/api/goal-counts?environment=production&from_day={from}&to_day={to}");
                owner.get(&path).await.expect(StatusCode::OK)["goals"][0]["attained"].clone()
            }
        };
        let today = collector::clock::now().day();
        assert_eq!(counts(at.day(), at.day()).await, 1);
        assert_eq!(counts(today, today).await, 0);
        owner.get("/api/goal-counts?environment=nowhere").await.problem(404, "not_found");
        owner.get("/api/goal-counts?environment=production&from_day=x").await.problem(400, "bad_query");
        owner.get("/api/goal-counts").await.problem(400, "bad_query");
        nothing_differs(&collector).await;
    });
}

#[test]
fn the_past_counts_for_a_goal_defined_later_and_a_new_definition_counts_anew() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let mut paid = event("u1", &json!({ "identify": { "traits": { "plan": "pro" } } }));
        paid["who"]["anonymous_id"] = json!("visitor");
        let mut before = sent("u1", 7);
        before["who"] = json!({ "anonymous_id": "visitor" });
        collector.page(&owner, &[before, sent("u2", 2)]).await;
        collector.page(&owner, &[paid]).await;
        define(&owner, "once", &json!({})).await;
        define(&owner, "paying", &json!({ "sign": { "person": { "name": "plan", "test": { "is": "pro" } } } })).await;
        assert_eq!(
            (counted(&owner, "once").await["ever"].clone(), counted(&owner, "paying").await["ever"].clone()),
            (json!(2), json!(1))
        );
        let timeline = owner.get("/api/people/u1?environment=production").await;
        assert_eq!(
            timeline["goals"].as_array().map(Vec::len),
            Some(2),
            "what the visitor did is the user's: {:#}",
            timeline.json
        );
        nothing_differs(&collector).await;

        define(&owner, "once", &json!({ "name": "Renamed" })).await;
        assert_eq!(counted(&owner, "once").await["ever"], 2, "a new name changes nothing");
        define(&owner, "once", &json!({ "value": { "property": "amount", "at_least": 5 } })).await;
        assert_eq!(counted(&owner, "once").await["ever"], 1);
        nothing_differs(&collector).await;
        owner.delete("/api/goals/once").await.expect(StatusCode::NO_CONTENT);
        define(&owner, "once", &json!({ "sign": { "event": { "name": "Other" } } })).await;
        assert_eq!(counted(&owner, "once").await["ever"], 0, "nothing of a removed goal is left");
    });
}

#[test]
fn a_visitor_who_signs_in_takes_along_what_they_did() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        define(&owner, "twice", &json!({ "count": 2 })).await;
        let mut before = sent("u1", 1);
        before["who"] = json!({ "anonymous_id": "device-of-u1" });
        collector.page(&owner, &[before]).await;
        collector.page(&owner, &[sent("u1", 1)]).await;
        assert_eq!(counted(&owner, "twice").await["ever"], 0, "nobody knows yet that they are one person");
        collector.page(&owner, &[event("u1", &json!({ "identify": {} }))]).await;
        assert_eq!(counted(&owner, "twice").await["ever"], 1);
        nothing_differs(&collector).await;
    });
}

#[test]
fn erasing_somebody_takes_away_what_they_did_for_themselves_and_their_company() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        define(&owner, "once", &json!({})).await;
        define(&owner, "team", &json!({ "count": 2, "per": "company" })).await;
        collector.page(&owner, &[sent("u1", 1), sent("u2", 1)]).await;
        assert_eq!(counted(&owner, "team").await["ever"], 1);
        owner.delete("/api/people/u1?environment=production").await.expect(StatusCode::OK);
        assert_eq!(counted(&owner, "team").await["ever"], 0, "the other colleague did it once");
        assert_eq!(counted(&owner, "once").await["ever"], 1);
        nothing_differs(&collector).await;
    });
}

#[test]
fn signs_are_there_for_whoever_reads_them_against_a_display() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        define(&owner, "once", &json!({ "window_days": 7 })).await;
        collector.page(&owner, &[sent("u1", 1), sent("u1", 2)]).await;
        let workspace = collector.app.catalog.all()[0].workspace.to_string();
        let place = collector::store::rollup::Place { workspace: &workspace, environment: "production" };
        let signs = collector.app.store.signs_of(place, "once", "u:u1").await.expect("signs");
        let goal = collector.app.store.goals(&workspace).await.expect("goals").remove(0);
        let progress = |start| shared::targeting::goal::progress(&goal, Some(start), &signs).reached_at;
        assert_eq!((signs.len(), progress(signs[0].at)), (2, Some(signs[0].at)));
        assert_eq!(
            progress(Timestamp(signs[0].at.0 + 1)),
            Some(signs[1].at),
            "what came before the display does not count"
        );
        assert_eq!(progress(signs[0].at.plus_days(-8)), None, "the window has ended");
    });
}

//! What content changed over HTTP: who is in which arm, what begins and ends a measurement, what is told when.
//!
//! Deliberately absent: whether chance is told from lift; `report/lift/tests.rs` in the collector simulates that.

use crate::support::{Caller, Collector, event, everywhere};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use collector::clock;
use collector::store::content::Mark;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use shared::session::Briefing;
use shared::targeting::share::{Purpose, in_share};
use shared::time::Timestamp;
use std::collections::BTreeSet;

const LIFT: &str = "/api/reports/guide/lift?environment=production";

fn guide(until: Timestamp) -> Value {
    json!({
        "key": "guide", "name": "Guide", "owner": "Success", "goal": "sent", "holdout": 300, "measure_until": until,
        "trigger": { "cause": { "event": { "name": "Opened" } } },
        "body": { "tour": { "steps": [{ "key": "a", "title": { "en": "A", "ja": "ア" } }] } },
    })
}

async fn define(owner: &Caller, changes: &Value) {
    let mut goal =
        json!({ "key": "sent", "name": "Invoices sent", "window_days": 14, "sign": { "event": { "name": "Sent" } } });
    for (name, value) in changes.as_object().expect("fields") {
        goal[name] = value.clone();
    }
    owner.put("/api/goals/sent", &goal).await.expect(StatusCode::OK);
}

async fn write(owner: &Caller, content: &Value) {
    owner.clone().with("if-match", "*").put("/api/content/guide", content).await.expect(StatusCode::OK);
}

async fn publish(owner: &Caller, content: &Value) {
    write(owner, content).await;
    owner.post("/api/content/guide/publish", &json!({ "environment": "production" })).await.expect(StatusCode::OK);
}

fn workspace(collector: &Collector) -> String {
    collector.app.catalog.all()[0].workspace.to_string()
}

/// Users who are drawn to be held out, or not, while they act for no company.
fn drawn(collector: &Collector, held: bool, count: usize) -> Vec<String> {
    of_arm(collector, ("a:device-of-", "user-"), held, count)
}

/// Companies that are drawn to be held out, or not.
fn drawn_companies(collector: &Collector, held: bool, count: usize) -> Vec<String> {
    of_arm(collector, ("c:", "company-"), held, count)
}

fn of_arm(collector: &Collector, (subject, name): (&str, &str), held: bool, count: usize) -> Vec<String> {
    let workspace = workspace(collector);
    let is_held = |id: &String| {
        let bucket = collector.app.buckets.draw(&workspace, "production", &format!("{subject}{id}"));
        in_share(300, Purpose::Holdout, "guide", &bucket)
    };
    (0..).map(|number| format!("{name}{number}")).filter(|id| is_held(id) == held).take(count).collect()
}

/// An event of somebody at this time.
fn at(time: Timestamp, company: Option<&str>, user: &str, body: &Value) -> Value {
    let mut event = event(user, body);
    event["at"] = json!(time);
    event["id"] = json!(shared::id::uuid_v7(time, clock::random()));
    if let Some(company) = company {
        event["who"]["company_id"] = json!(company);
    }
    event
}

fn run(user: &str, kind: &str) -> Value {
    let number: u32 = user.rsplit('-').next().and_then(|text| text.parse().ok()).unwrap_or_default();
    json!({ kind: { "id": format!("01890000-0000-7000-8000-{number:012}"), "content": "guide", "version": 1 } })
}

fn sent(amount: i64) -> Value {
    json!({ "track": { "name": "Sent", "properties": { "amount": amount } } })
}

#[test]
fn while_it_runs_there_are_counts_and_the_draw_says_who_is_in_which_arm() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        define(&owner, &json!({})).await;
        let now = clock::now();
        publish(&owner, &guide(now.plus_days(30))).await;
        let empty = owner.get(LIFT).await.expect(StatusCode::OK);
        assert_eq!((&empty["lacks"], &empty["measured"]["state"]), (&json!([]), &json!("running")));
        assert_eq!(empty["measured"]["measurement"]["over_at"], json!(now.plus_days(44)));
        let (shown, held) = (drawn(&collector, false, 3), drawn(&collector, true, 3));
        let mut by_hand = run(&held[0], "displayed");
        by_hand["displayed"]["id"] = json!("01890000-0000-7000-8000-999999999999");
        let events = [
            event(&shown[0], &run(&shown[0], "displayed")),
            event(&shown[1], &run(&shown[1], "displayed")),
            event(&shown[1], &run(&shown[1], "completed")),
            event(&shown[2], &run(&shown[2], "withheld")),
            event(&held[0], &run(&held[0], "withheld")),
            event(&held[0], &by_hand),
            event(&held[1], &run(&held[1], "withheld")),
            event(&held[2], &run(&held[2], "displayed")),
            event(&shown[1], &sent(1)),
            event(&held[0], &sent(1)),
        ];
        collector.page(&owner, &events).await;
        let lift = owner.get(LIFT).await.expect(StatusCode::OK);
        let measured = &lift["measured"];
        assert_eq!(measured["displayed"]["count"], json!({ "people": 2, "reached": 1 }), "{measured:#}");
        assert_eq!(measured["withheld"]["count"], json!({ "people": 3, "reached": 1 }));
        assert_eq!((&measured["crossed"], &measured["asked"]), (&json!(1), &json!(2)));
        assert_eq!(measured["completed"], json!({ "people": 1, "reached": 1 }));
        assert_eq!((&measured["effect"], &measured["displayed"]["share"]), (&Value::Null, &Value::Null));
    });
}

/// Whether a page of this person is told to withhold the guide.
async fn is_withheld(collector: &Collector, key: &Value, who: &Value) -> bool {
    let request = json!({ "key": key, "schema": 1, "who": who, "locale": "en" });
    let stranger = collector.stranger();
    let answer = stranger.call(Method::POST, "/v1/session", "text/plain", request.to_string()).await;
    let briefing = answer.expect(StatusCode::OK)["briefing"].as_str().expect("a text").to_owned();
    let briefing: Briefing = postcard::from_bytes(&STANDARD.decode(briefing).expect("base64")).expect("a briefing");
    briefing.due.iter().find(|due| due.key.as_str() == "guide").expect("the guide").withheld
}

#[test]
fn everybody_is_in_the_arm_that_their_session_told_their_page() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        define(&owner, &json!({})).await;
        let mut half = guide(clock::now().plus_days(30));
        half["holdout"] = json!(500);
        publish(&owner, &half).await;
        let key = owner.get("/api/environments/production").await["write_key"].clone();
        let (mut events, mut told) = (Vec::new(), [(0, BTreeSet::new()), (0, BTreeSet::new())]);
        for number in 0..48 {
            let (user, company) =
                (format!("user-{number}"), (number % 4 != 3).then(|| format!("company-{}", number / 4)));
            let mut who = event(&user, &Value::Null)["who"].clone();
            if let Some(company) = &company {
                who["company_id"] = json!(company);
            }
            let withheld = is_withheld(&collector, &key, &who).await;
            let kind = if withheld { "withheld" } else { "displayed" };
            events.push(at(clock::now(), company.as_deref(), &user, &run(&user, kind)));
            let arm = &mut told[usize::from(withheld)];
            arm.0 += 1;
            arm.1.extend(company);
        }
        collector.page(&owner, &events).await;
        // Known by now, and asked again: the draw stays.
        let who = events[0]["who"].clone();
        let again = is_withheld(&collector, &key, &who).await;
        assert_eq!(events[0]["body"].get("withheld").is_some(), again);
        let lift = owner.get(LIFT).await.expect(StatusCode::OK);
        let measured = &lift["measured"];
        let [displayed, withheld] = ["displayed", "withheld"].map(|arm| &measured[arm]);
        assert_eq!(displayed["count"]["people"], told[0].0, "{measured:#}");
        assert_eq!(withheld["count"]["people"], told[1].0);
        assert_eq!((&measured["crossed"], &measured["asked"]), (&json!(0), &json!(0)));
        assert_eq!(
            (&displayed["companies"], &withheld["companies"]),
            (&json!(told[0].1.len()), &json!(told[1].1.len()))
        );
        assert!(told.iter().all(|(people, companies)| *people > 0 && !companies.is_empty()), "{told:?}");
        assert!(told[0].1.is_disjoint(&told[1].1), "a company is drawn as a whole: {told:?}");
        // Acting for a company of the other arm, or for none, may be acting in the other arm.
        let (user, other) = ("user-0", told[usize::from(!again)].1.first().expect("a company").clone());
        let mut elsewhere = run(user, if again { "displayed" } else { "withheld" });
        elsewhere[if again { "displayed" } else { "withheld" }]["id"] = json!("01890000-0000-7000-8000-999999999999");
        collector.page(&owner, &[at(clock::now(), Some(&other), user, &elsewhere)]).await;
        let lift = owner.get(LIFT).await.expect(StatusCode::OK);
        assert_eq!((&lift["measured"]["crossed"], &lift["measured"]["asked"]), (&json!(1), &json!(0)));
    });
}

#[test]
fn another_horizon_begins_another_measurement_and_leaves_a_trace() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        define(&owner, &json!({})).await;
        let now = clock::now();
        let first = guide(now.plus_days(30));
        publish(&owner, &first).await;
        let shown = drawn(&collector, false, 2);
        collector.page(&owner, &[event(&shown[0], &run(&shown[0], "displayed"))]).await;
        let mut reworded = first.clone();
        reworded["body"]["tour"]["steps"][0]["title"]["en"] = json!("B");
        publish(&owner, &reworded).await;
        let same = owner.get(LIFT).await.expect(StatusCode::OK);
        assert_eq!((&same["measured"]["measurement"]["number"], &same["earlier"]), (&json!(1), &json!([])));
        publish(&owner, &guide(now.plus_days(60))).await;
        let moved = owner.get(LIFT).await.expect(StatusCode::OK);
        assert_eq!(moved["measured"]["measurement"]["number"], 2);
        assert_eq!(moved["measured"]["displayed"]["count"]["people"], 0, "whoever was assigned before is not in it");
        assert_eq!(moved["earlier"][0]["until"], json!(now.plus_days(30)));
        assert!(moved["earlier"][0]["ended_at"].is_i64(), "{:#}", moved["earlier"]);
        define(&owner, &json!({ "count": 2 })).await;
        assert_eq!(owner.get(LIFT).await["measured"]["state"], "goal_changed");
        let mut nobody = guide(now.plus_days(60));
        nobody["holdout"] = json!(0);
        publish(&owner, &nobody).await;
        let ended = owner.get(LIFT).await.expect(StatusCode::OK);
        assert_eq!((&ended["measured"]["state"], &ended["lacks"]), (&json!("ended"), &json!(["holdout"])));
    });
}

#[test]
fn after_the_horizon_the_arms_are_compared_by_share_and_by_quantity() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        define(&owner, &json!({ "value": { "property": "amount", "at_least": 1 } })).await;
        let (now, workspace) = (clock::now(), workspace(&collector));
        let begun = now.plus_days(-60);
        write(&owner, &guide(now.plus_days(-30))).await;
        let mark = Mark { workspace: &workspace, by: "Ada", at: begun };
        collector.app.store.publish(mark, "guide", "production", 1).await.expect("it is published");
        let _ = collector.app.catalog.refresh(&collector.app.store).await;
        let mut events = Vec::new();
        let (shown, held) = (drawn(&collector, false, 48), drawn(&collector, true, 24));
        let day = |days: i64| begun.plus_days(days);
        for (arm, kind, one_in) in [(&shown, "displayed", 2), (&held, "withheld", 8)] {
            let companies = drawn_companies(&collector, kind == "withheld", 12);
            for (number, user) in arm.iter().enumerate() {
                let company = Some(companies[number % 12].as_str());
                events.push(at(day(3), company, user, &run(user, kind)));
                if number % one_in == 0 {
                    events.push(at(day(5), company, user, &sent(40)));
                }
                events.push(at(day(18), company, user, &sent(1_000)));
            }
        }
        for piece in events.chunks(100) {
            collector.page(&owner, piece).await;
        }
        let lift = owner.get(LIFT).await.expect(StatusCode::OK);
        let measured = &lift["measured"];
        assert_eq!(measured["state"], "measured", "{measured:#}");
        assert_eq!(measured["displayed"]["count"], json!({ "people": 48, "reached": 24 }), "day 18 is too late");
        assert_eq!(measured["withheld"]["count"], json!({ "people": 24, "reached": 3 }));
        assert_eq!((&measured["displayed"]["companies"], &measured["effect"]["clustered"]), (&json!(12), &json!(true)));
        let number = |value: &Value| value.as_f64().expect("a number");
        assert!((number(&measured["effect"]["value"]) - 37.5).abs() < 1e-9);
        assert!((number(&measured["value"]["displayed"]) - 20.0).abs() < 1e-9);
        assert!((number(&measured["value"]["effect"]["value"]) - 15.0).abs() < 1e-9);
        assert!(number(&measured["displayed"]["share"]["low"]) < 50.0);
        assert_eq!(lift["planning"]["window_days"], 14);
    });
}

#[test]
fn what_a_measurement_lacks_is_advised_and_nobody_else_is_told() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        define(&owner, &json!({ "window_days": null })).await;
        let mut content = guide(clock::now().plus_days(9));
        content["measure_until"] = Value::Null;
        let codes = |advice: &Value| -> Vec<String> {
            let advice = advice["advice"].as_array().expect("advice");
            advice.iter().filter_map(|one| one["code"].as_str()).map(str::to_owned).collect()
        };
        let told = codes(&owner.post("/api/content-check", &content).await.expect(StatusCode::OK).json);
        assert!(
            told.contains(&"goal_without_window".into()) && told.contains(&"holdout_without_horizon".into()),
            "{told:?}"
        );
        publish(&owner, &content).await;
        let lift = owner.get(LIFT).await.expect(StatusCode::OK);
        assert_eq!((&lift["measured"], &lift["lacks"]), (&Value::Null, &json!(["window", "horizon"])));
        owner.get("/api/reports/nothing/lift?environment=production").await.problem(404, "not_found");
        owner.get("/api/reports/guide/lift?environment=nowhere").await.problem(404, "not_found");
        owner.get(&format!("{LIFT}&version=1")).await.problem(400, "bad_query");
    });
}

//! The report of steps over HTTP, its CSV, and what erasure leaves of it.
//!
//! Deliberately absent: whether the counts are right under retries and late arrivals; `tests/report_model.rs` asks that.

use crate::support::{Caller, Collector, event, everywhere};
use reqwest::StatusCode;
use serde_json::{Value, json};

const REPORT: &str = "/api/reports/guide/steps?environment=production";

fn text(en: &str) -> Value {
    json!({ "en": en, "ja": en })
}

fn tour(steps: &[&str]) -> Value {
    let steps: Vec<Value> = steps.iter().map(|key| json!({ "key": key, "title": text(key) })).collect();
    let mut content = json!({
        "key": "guide", "name": "First steps", "owner": "Success team", "decision": "Which step to drop",
        "trigger": { "cause": "manual" }, "body": { "tour": { "steps": steps } },
    });
    let question = json!({ "key": "ces", "title": text("It was easy."), "kind": { "ces": {} } });
    let last = content["body"]["tour"]["steps"].as_array_mut().and_then(|steps| steps.last_mut()).expect("a step");
    (last["title"], last["question"]) = (json!({}), question);
    content
}

async fn publish(owner: &Caller, content: &Value) {
    let address = format!("/api/content/{}", content["key"].as_str().expect("a key"));
    owner.clone().with("if-match", "*").put(&address, content).await.expect(StatusCode::OK);
    owner.post(&format!("{address}/publish"), &json!({ "environment": "production" })).await.expect(StatusCode::OK);
}

async fn open(collector: &Collector, contents: &[Value]) -> Caller {
    let owner = collector.owner().await;
    owner.post("/api/environments", &json!({ "key": "production", "name": "P" })).await.expect(StatusCode::CREATED);
    for content in contents {
        publish(&owner, content).await;
    }
    owner
}

fn run(number: u8, content: &str, version: u32) -> Value {
    json!({ "id": format!("01890000-0000-7000-8000-0000000000{number:02}"), "content": content, "version": version })
}

/// A run as far as these steps.
fn walk(user: &str, run: &Value, steps: &[&str]) -> Vec<Value> {
    let mut events = vec![event(user, &json!({ "displayed": run }))];
    events.extend(steps.iter().map(|step| event(user, &json!({ "step": { "run": run, "step": step } }))));
    events
}

/// Key, displayed, went on, dismissed.
fn rows(report: &Value) -> Vec<(&str, i64, i64, i64)> {
    let number = |step: &Value, name: &str| step[name].as_i64().expect("a number");
    let row = |step: &'_ Value| (number(step, "displayed"), number(step, "went_on"), number(step, "dismissed"));
    let steps = report["steps"].as_array().expect("steps");
    steps
        .iter()
        .map(|step| {
            let (displayed, went_on, dismissed) = row(step);
            (step["step"].as_str().expect("a key"), displayed, went_on, dismissed)
        })
        .collect()
}

#[test]
fn the_list_says_how_often_a_guide_was_displayed_and_gone_through() {
    everywhere(|collector| async move {
        let owner = open(&collector, &[tour(&["hello"]), tour(&["hello", "save"])]).await;
        let (older, newer) = (run(1, "guide", 1), run(2, "guide", 2));
        for run in [&older, &newer] {
            collector.page(&owner, &walk("u1", run, &["hello"])).await;
        }
        collector.page(&owner, &[event("u1", &json!({ "completed": newer }))]).await;
        let list = owner.get("/api/content").await.expect(StatusCode::OK);
        let here = &list["content"][0]["publications"][0];
        assert_eq!((&here["displayed"], &here["completed"], &here["responses"]), (&json!(2), &json!(1), &json!(0)));
    });
}

#[test]
fn a_tour_is_reported_step_by_step_with_its_question_and_missing_targets() {
    everywhere(|collector| async move {
        let owner = open(&collector, &[tour(&["hello", "old", "ask"]), tour(&["hello", "save", "ask"])]).await;
        let (whole, closed, older) = (run(1, "guide", 2), run(2, "guide", 2), run(3, "guide", 1));
        collector.page(&owner, &walk("u1", &whole, &["hello", "save", "ask"])).await;
        let answer = json!({ "run": whole, "question": "ces", "revision": 1, "answer": { "score": 6 } });
        collector
            .page(&owner, &[event("u1", &json!({ "answered": answer })), event("u1", &json!({ "completed": whole }))])
            .await;
        collector.page(&owner, &walk("u2", &closed, &["hello", "save"])).await;
        let dismissed = event("u2", &json!({ "dismissed": { "run": closed, "how": "closed" } }));
        collector.page(&owner, &[dismissed]).await;
        collector.page(&owner, &walk("u3", &older, &["hello", "old"])).await;
        let mut missing =
            event("u2", &json!({ "target_missing": { "run": closed, "step": "save", "selector": "#save" } }));
        missing["context"] = json!({ "url": "https://app.example.com/setup" });
        collector.page(&owner, &[missing]).await;

        let report = owner.get(REPORT).await.expect(StatusCode::OK);
        assert_eq!((&report["kind"], &report["name"]), (&json!("tour"), &json!("First steps")));
        assert_eq!((&report["funnel"]["displayed"], &report["funnel"]["completed"]), (&json!(3), &json!(1)));
        assert_eq!(rows(&report.json), [("hello", 3, 3, 0), ("save", 2, 1, 1), ("ask", 1, 1, 0), ("old", 1, 0, 0)]);
        let ask = &report["steps"][2];
        assert_eq!((&ask["title"], &ask["question"]["answered"]), (&text("It was easy."), &json!(1)));
        assert_eq!((&ask["median_seconds"], &report["steps"][0]["question"]), (&Value::Null, &Value::Null));
        let target = &report["missing"][0];
        assert_eq!(
            (&target["step"], &target["selector"], &target["times"]),
            (&json!("save"), &json!("#save"), &json!(1))
        );
        assert_eq!((&target["url"], &target["version"]), (&json!("https://app.example.com/setup"), &json!(2)));

        let first = owner.get(&format!("{REPORT}&version=1")).await.expect(StatusCode::OK);
        assert_eq!(rows(&first.json), [("hello", 1, 1, 0), ("save", 0, 0, 0), ("ask", 0, 0, 0), ("old", 1, 0, 0)]);
        owner.get(&format!("{REPORT}&traits=plan")).await.problem(400, "bad_query");
        owner.get("/api/reports/nothing/steps?environment=production").await.problem(404, "not_found");

        let survey = owner.get("/api/reports/guide?environment=production").await.expect(StatusCode::OK);
        assert_eq!(survey["questions"][0]["answered"], 1);
        let csv = "/api/reports/guide/responses.csv?environment=production";
        owner.get(csv).await.expect(StatusCode::OK);

        owner.delete("/api/people/u2?environment=production").await.expect(StatusCode::OK);
        let left = owner.get(REPORT).await.expect(StatusCode::OK);
        assert_eq!(rows(&left.json), [("hello", 2, 2, 0), ("save", 1, 1, 0), ("ask", 1, 1, 0), ("old", 1, 0, 0)]);
        assert_eq!((&left["missing"], &left["funnel"]["displayed"]), (&json!([]), &json!(2)));
        let recount = collector.app.store.recount().await.expect("a recount");
        assert_eq!((recount.differences, recount.runs), (Vec::new(), 2));
    });
}

#[test]
fn what_has_one_step_tells_displays_who_pressed_through_and_who_closed() {
    everywhere(|collector| async move {
        let news = json!({
            "key": "guide", "name": "News", "owner": "Success team", "decision": "Whether it is known",
            "trigger": { "cause": "manual" }, "body": { "announcement": { "title": text("New"), "display": "modal" } },
        });
        let owner = open(&collector, &[news]).await;
        for number in 0..7 {
            let (user, run) = (format!("u{number}"), run(number, "guide", 1));
            collector.page(&owner, &walk(&user, &run, &[])).await;
            let end = match number {
                0..3 => json!({ "completed": run }),
                3..6 => json!({ "dismissed": { "run": run, "how": "closed" } }),
                _ => continue,
            };
            collector.page(&owner, &[event(&user, &end)]).await;
        }
        let report = owner.get(REPORT).await.expect(StatusCode::OK);
        assert_eq!((&report["kind"], rows(&report.json)), (&json!("announcement"), vec![("main", 7, 3, 3)]));
        assert!(report["steps"][0]["median_seconds"].as_f64().is_some_and(|seconds| seconds >= 0.0));
        let recount = collector.app.store.recount().await.expect("a recount");
        assert_eq!((recount.differences, recount.runs), (Vec::new(), 7));
    });
}

#[test]
fn a_survey_has_no_steps_to_report() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let report = owner.get("/api/reports/effort/steps?environment=production").await.expect(StatusCode::OK);
        assert_eq!((&report["kind"], &report["steps"]), (&json!("survey"), &json!([])));
    });
}

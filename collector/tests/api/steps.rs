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

/// The form can be left for help, which closes; at the end there is more of it.
fn branching() -> Value {
    let mut content = tour(&["form", "send", "done", "help"]);
    let steps = &mut content["body"]["tour"]["steps"];
    steps[0]["buttons"] = json!([{ "to": { "step": "help" } }, { "to": "next" }]);
    steps[2]["buttons"] = json!([{ "to": { "content": "more" } }, { "to": "end" }]);
    steps[3] = json!({ "key": "help", "title": text("help"), "buttons": [{ "to": "close" }] });
    content
}

#[test]
fn a_branching_tour_says_where_people_went_and_of_whom_a_branch_is_a_part() {
    everywhere(|collector| async move {
        let mut more = tour(&["hello"]);
        (more["key"], more["name"]) = (json!("more"), json!("More of it"));
        let owner = open(&collector, &[more, branching()]).await;
        for number in 0..30_u8 {
            let (user, run) = (format!("u{number}"), run(number, "guide", 1));
            let helped = number % 3 == 0;
            let steps: &[&str] = if helped { &["form", "help"] } else { &["form", "send", "done"] };
            let mut events = walk(&user, &run, steps);
            let closed = json!({ "dismissed": { "run": run, "how": "closed" } });
            events.push(event(&user, &if helped { closed } else { json!({ "completed": run }) }));
            // Half of those who came to the end wanted more; one who was helped came to it in another way.
            if number % 2 == 0 {
                events.extend(walk(&user, &self::run(number + 50, "more", 1), &["hello"]));
            }
            collector.page(&owner, &events).await;
        }
        let report = owner.get(REPORT).await.expect(StatusCode::OK);
        assert_eq!(
            rows(&report.json),
            [("form", 30, 30, 0), ("help", 10, 0, 10), ("send", 20, 20, 0), ("done", 20, 20, 0)]
        );
        let [form, help, send, done] = [0, 1, 2, 3].map(|place| &report["steps"][place]);
        let ways = [form, help, send, done].map(|step| step["way"].clone());
        assert_eq!(ways, [json!("main"), json!({ "side": { "from": "form" } }), json!("main"), json!("main")]);
        assert_eq!((&help["came"], &help["ends"], &help["on"]), (&json!(30), &json!(true), &Value::Null));
        assert!(
            help["reached"]["low"].as_f64() > Some(15.0) && help["reached"]["high"].as_f64() < Some(53.0),
            "{help}"
        );
        let to = |step: &str, runs: u8| json!({ "to": { "step": step }, "runs": runs });
        assert_eq!(form["onward"], json!([to("help", 10), to("send", 20)]));
        let content = json!({ "content": { "key": "more", "name": "More of it" } });
        assert_eq!(done["onward"], json!([{ "to": content, "runs": 10 }, { "to": "end", "runs": 10 }]));
        assert_eq!(
            (&form["on"]["value"], &form["on"]["n"], &report["lost"]),
            (&json!(100.0), &json!(30), &json!("nowhere"))
        );

        // Of one company nothing but counts can be told.
        for number in 30..50_u8 {
            let user = format!("c{number}");
            let run = run(number, "guide", 1);
            let mut events = walk(&user, &run, &["form"]);
            // One has not closed it yet.
            events
                .extend((number > 30).then(|| event(&user, &json!({ "dismissed": { "run": run, "how": "closed" } }))));
            for event in &mut events {
                event["who"]["company_id"] = json!("acme");
            }
            collector.page(&owner, &events).await;
        }
        let report = owner.get(&format!("{REPORT}&version=1")).await.expect(StatusCode::OK);
        assert_eq!(
            (&report["steps"][0]["displayed"], &report["steps"][0]["on"]["clustered"]),
            (&json!(50), &json!(true))
        );
        assert_eq!((&report["steps"][0]["under_way"], &report["steps"][0]["on"]["n"]), (&json!(1), &json!(50)));
        assert_eq!(report["lost"]["at"]["step"], Value::Null, "twenty who stopped are one company: {}", report["lost"]);
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
        assert!(report["steps"][0]["median_seconds"]["value"].as_f64().is_some_and(|seconds| seconds >= 0.0));
        let recount = collector.app.store.recount().await.expect("a recount");
        assert_eq!((recount.differences, recount.runs), (Vec::new(), 7));
    });
}

#[test]
fn times_are_those_of_the_newest_thousand_runs_and_counts_those_of_all() {
    everywhere(|collector| async move {
        let owner = open(&collector, &[tour(&["hello"])]).await;
        let runs: Vec<Value> = (0..1_003)
            .map(|number| json!({ "id": format!("01890000-0000-7000-8000-00000000{number:04}"), "content": "guide", "version": 1 }))
            .collect();
        for some in runs.chunks(50) {
            let events: Vec<Value> = some.iter().flat_map(|run| walk("u1", run, &["hello"])).collect();
            collector.page(&owner, &events).await;
            let ends = some.iter().map(|run| event("u1", &json!({ "completed": run })));
            collector.page(&owner, &ends.collect::<Vec<_>>()).await;
        }
        for filter in ["", "&version=1", "&from_day=1"] {
            let report = owner.get(&format!("{REPORT}{filter}")).await.expect(StatusCode::OK);
            assert_eq!(rows(&report.json), [("hello", 1_003, 1_003, 0)], "{filter}");
            assert_eq!(report["steps"][0]["median_seconds"]["n"], 1_000, "{filter}");
        }
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

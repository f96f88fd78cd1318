//! Figures, responses and their CSV over HTTP: what is told, what is held back, what is refused.
//!
//! Deliberately absent: whether the counts are right under retries and late arrivals; `tests/report_model.rs` asks that.

use crate::support::{Caller, Collector, answered, event, everywhere, survey};
use reqwest::StatusCode;
use serde_json::{Value, json};

const REPORT: &str = "/api/reports/effort?environment=production";
const RESPONSES: &str = "/api/reports/effort/responses?environment=production";
const CSV: &str = "/api/reports/effort/responses.csv?environment=production";

fn run(number: u8) -> String {
    format!("01890000-0000-7000-8000-0000000000{number:02}")
}

/// So many people answer, from 7 downwards and over again.
async fn answer(collector: &Collector, owner: &Caller, people: u8) {
    for number in 0..people {
        collector.page(owner, &answered(&format!("u{number}"), &run(number), 7 - number % 7)).await;
    }
}

/// The survey `effort` with another promise, as its second version.
async fn promise(owner: &Caller, mode: &str) {
    let mut content = survey("effort");
    content["body"]["survey"]["privacy"] = json!({
        "mode": mode, "readers": { "en": "The success team", "ja": "担当チーム" }, "purpose": { "en": "To do better", "ja": "改善のため" },
    });
    let read = owner.get("/api/content/effort").await;
    let tag = read.headers["etag"].to_str().expect("ASCII").to_owned();
    owner.clone().with("if-match", &tag).put("/api/content/effort", &content).await.expect(StatusCode::OK);
    owner.post("/api/content/effort/publish", &json!({ "environment": "production" })).await.expect(StatusCode::OK);
}

fn second_version(events: &[Value]) -> Vec<Value> {
    events
        .iter()
        .map(|event| serde_json::from_str(&event.to_string().replace("\"version\":1", "\"version\":2")).expect("JSON"))
        .collect()
}

async fn text(collector: &Collector, owner: &Caller, path: &str) -> (StatusCode, String) {
    let request =
        reqwest::Client::new().get(format!("{}{path}", collector.url)).header("cookie", owner.header("cookie"));
    let response = request.send().await.expect("the collector answers");
    (response.status(), response.text().await.expect("a body"))
}

#[test]
fn a_report_tells_the_funnel_and_withholds_a_score_from_few_answers() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        answer(&collector, &owner, 3).await;
        let step = json!({ "id": run(90), "content": "effort", "version": 1 });
        collector.page(&owner, &[event("u90", &json!({ "displayed": step }))]).await;
        let report = owner.get(REPORT).await.expect(StatusCode::OK);
        let funnel = &report["funnel"];
        assert_eq!((&funnel["displayed"], &funnel["started"], &funnel["answered"]), (&json!(4), &json!(3), &json!(3)));
        let question = &report["questions"][0];
        assert_eq!(
            (&question["question"], &question["measure"], &question["answered"]),
            (&json!("ces"), &json!("ces7"), &json!(3))
        );
        assert_eq!((&question["figures"], &question["too_few"]["answers_needed"]), (&json!([]), &json!(17)));
        assert_eq!(report["filters"]["versions"], json!([1]));
        let other = owner.get(&format!("{REPORT}&version=2")).await.expect(StatusCode::OK);
        assert_eq!(other["funnel"]["displayed"], 0);
    });
}

#[test]
fn enough_answers_make_a_figure_with_its_interval() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        answer(&collector, &owner, 21).await;
        let report = owner.get(REPORT).await.expect(StatusCode::OK);
        let figure = &report["questions"][0]["figures"][0];
        assert_eq!(
            (&figure["name"], &figure["estimate"]["n"], &figure["estimate"]["clustered"]),
            (&json!("top_share"), &json!(21), &json!(false))
        );
        let end = |name: &str| figure["estimate"][name].as_f64().expect("a number");
        // Nine of 21 answered 5 to 7; Wilson.
        assert!(
            (end("value") - 42.86).abs() < 0.01
                && (end("low") - 24.47).abs() < 0.01
                && (end("high") - 63.45).abs() < 0.01,
            "{figure}"
        );
        assert!(figure["still_needed"].as_i64().is_some_and(|needed| needed > 300));
    });
}

#[test]
fn a_response_comes_with_the_path_that_led_to_it() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let mut page = event("u1", &json!({ "page": {} }));
        page["context"] = json!({ "url": "https://app.example.com/setup" });
        collector.page(&owner, &[page, event("u1", &json!({ "track": { "name": "Setup finished" } }))]).await;
        collector.page(&owner, &answered("u1", &run(1), 2)).await;
        collector.page(&owner, &[event("u1", &json!({ "track": { "name": "Later" } }))]).await;
        let responses = owner.get(RESPONSES).await.expect(StatusCode::OK);
        let response = &responses["responses"][0];
        assert_eq!((&response["person"], &response["answers"]["ces"]["score"]), (&json!("u1"), &json!(2)));
        let path: Vec<(&str, &str)> = response["path"]
            .as_array()
            .expect("a path")
            .iter()
            .map(|step| (step["kind"].as_str().expect("a kind"), step["what"].as_str().expect("a text")))
            .collect();
        assert_eq!(path, [("page", "/setup"), ("track", "Setup finished")]);
        assert_eq!(responses["next"], Value::Null);
    });
}

#[test]
fn pages_of_responses_follow_each_other() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        answer(&collector, &owner, 53).await;
        let first = owner.get(RESPONSES).await.expect(StatusCode::OK);
        let next = first["next"].as_str().expect("a next page").to_owned();
        let second = owner.get(&format!("{RESPONSES}&before={next}")).await.expect(StatusCode::OK);
        assert_eq!((second["responses"].as_array().expect("a list").len(), &second["next"]), (3, &Value::Null));
        let runs = first["responses"].as_array().into_iter().chain(second["responses"].as_array()).flatten();
        let runs: std::collections::BTreeSet<&str> = runs.filter_map(|response| response["run"].as_str()).collect();
        assert_eq!(runs.len(), 53);
        owner.get(&format!("{RESPONSES}&before=nonsense")).await.problem(400, "bad_query");
    });
}

#[test]
fn csv_cannot_carry_a_formula_into_a_spreadsheet() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        collector.page(&owner, &answered("=HYPERLINK(\"x\")", &run(1), 4)).await;
        let (status, csv) = text(&collector, &owner, CSV).await;
        assert_eq!(status, StatusCode::OK);
        let csv = csv.strip_prefix('\u{feff}').expect("a byte order mark, which Excel reads Japanese by");
        let mut lines = csv.split("\r\n");
        assert_eq!(lines.next(), Some("at,run,version,locale,person,company,ces"));
        let row = lines.next().expect("a row");
        assert!(row.contains(",\"'=HYPERLINK(\"\"x\"\")\",,4"), "{row}");
    });
}

#[test]
fn confidential_answers_of_fewer_than_five_are_held_back_and_never_named() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        promise(&owner, "confidential").await;
        for number in 0..4 {
            collector.page(&owner, &second_version(&answered(&format!("u{number}"), &run(number), 3))).await;
        }
        let report = owner.get(REPORT).await.expect(StatusCode::OK);
        assert_eq!((&report["suppressed"], &report["questions"]), (&json!(true), &json!([])));
        let responses = owner.get(RESPONSES).await.expect(StatusCode::OK);
        assert_eq!((&responses["suppressed"], &responses["responses"]), (&json!(true), &json!([])));
        assert_eq!(text(&collector, &owner, CSV).await.0, StatusCode::FORBIDDEN);
        collector.page(&owner, &second_version(&answered("u9", &run(9), 3))).await;
        let report = owner.get(REPORT).await.expect(StatusCode::OK);
        assert_eq!((&report["suppressed"], &report["questions"][0]["answered"]), (&json!(false), &json!(5)));
        let responses = owner.get(RESPONSES).await.expect(StatusCode::OK);
        for response in responses["responses"].as_array().expect("a list") {
            assert_eq!(
                (&response["person"], &response["company"], &response["path"]),
                (&Value::Null, &Value::Null, &json!([]))
            );
            assert_eq!(response["at"].as_i64().map(|at| at % 86_400_000), Some(0), "the day only");
        }
        let (_, csv) = text(&collector, &owner, CSV).await;
        assert!(!csv.contains("u9"), "{csv}");
    });
}

#[test]
fn filters_that_cannot_be_read_say_what_is_wrong() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        for wrong in ["traits=plan", "traits=a:1,b:2,c:3,d:4,e:5", "from_day=3&to_day=2", "from_day=x", "colour=red"] {
            owner.get(&format!("{REPORT}&{wrong}")).await.problem(400, "bad_query");
        }
        owner.get("/api/reports/effort?environment=nowhere").await.problem(404, "not_found");
        owner.get("/api/reports/nothing?environment=production").await.problem(404, "not_found");
        owner.token("viewer").await.get(REPORT).await.expect(StatusCode::OK);
        collector.stranger().get(REPORT).await.problem(401, "unauthorized");
    });
}

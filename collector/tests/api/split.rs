//! A survey's figures group by group over HTTP: what is compared with what, what is held back, what is refused.
//!
//! Deliberately absent: whether the counts are right under any order of events; `tests/report_model.rs` asks that.

use crate::support::{Caller, Collector, answered, everywhere, survey};
use reqwest::StatusCode;
use serde_json::{Value, json};

const SPLIT: &str = "/api/reports/effort/split?environment=production";

/// The answers of so many people to a version, each with the score of their place.
async fn answer(collector: &Collector, owner: &Caller, version: u8, people: u8, score: impl Fn(u8) -> u8) {
    for number in 0..people {
        let run = format!("01890000-0000-7000-8000-0000000{version:02}0{number:02}");
        let events = answered(&format!("v{version}-{number}"), &run, score(number));
        let of_version = |event: &Value| {
            serde_json::from_str(&event.to_string().replace("\"version\":1", &format!("\"version\":{version}")))
        };
        let events: Result<Vec<Value>, _> = events.iter().map(of_version).collect();
        collector.page(owner, &events.expect("JSON")).await;
    }
}

/// The survey's second version, with this promise.
async fn second_version(owner: &Caller, mode: &str) {
    let mut content = survey("effort");
    content["body"]["survey"]["privacy"] = json!({
        "mode": mode, "readers": { "en": "The success team", "ja": "担当チーム" }, "purpose": { "en": "To do better", "ja": "改善のため" },
    });
    let read = owner.get("/api/content/effort").await;
    let tag = read.headers["etag"].to_str().expect("ASCII").to_owned();
    owner.clone().with("if-match", &tag).put("/api/content/effort", &content).await.expect(StatusCode::OK);
    owner.post("/api/content/effort/publish", &json!({ "environment": "production" })).await.expect(StatusCode::OK);
}

#[test]
fn two_versions_are_compared_with_each_other() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        second_version(&owner, "identified").await;
        // Nine of 21 found version 1 easy (5, 6 or 7), all 20 found version 2 easy: 42.86 % and 100 %.
        answer(&collector, &owner, 1, 21, |number| 7 - number % 7).await;
        answer(&collector, &owner, 2, 20, |_| 7).await;
        let split = owner.get(&format!("{SPLIT}&by=version")).await.expect(StatusCode::OK);
        let values: Vec<&Value> =
            split["groups"].as_array().expect("groups").iter().map(|group| &group["value"]).collect();
        assert_eq!(values, [&json!("1"), &json!("2")]);
        assert_eq!(split["groups"][0]["response_rate"]["n"], 21);
        let [first, second] = [&split["questions"][0]["parts"][0], &split["questions"][0]["parts"][1]];
        assert_eq!((&first["answered"], &second["answered"]), (&json!(21), &json!(20)));
        let number = |value: &Value| value.as_f64().expect("a number");
        assert!((number(&first["estimate"]["value"]) - 42.857).abs() < 0.001);
        assert!((number(&second["difference"]["value"]) - 57.143).abs() < 0.001);
        assert!(number(&second["difference"]["low"]) > 0.0 && number(&second["difference"]["p_adjusted"]) < 0.001);
        assert!((number(&first["difference"]["value"]) + 57.143).abs() < 0.001, "the first against the rest");
        let against = owner.get(&format!("{SPLIT}&by=version&against=1")).await.expect(StatusCode::OK);
        assert_eq!(against["questions"][0]["parts"][0]["difference"], Value::Null);
        assert_eq!(against["questions"][0]["parts"][1]["difference"], second["difference"]);
    });
}

#[test]
fn a_group_of_fewer_than_five_is_held_back_with_the_one_that_would_show_it() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        second_version(&owner, "confidential").await;
        answer(&collector, &owner, 1, 21, |_| 6).await;
        answer(&collector, &owner, 2, 4, |_| 2).await;
        let split = owner.get(&format!("{SPLIT}&by=version")).await.expect(StatusCode::OK);
        for group in split["groups"].as_array().expect("groups") {
            assert_eq!(group["suppressed"], true, "{group}");
        }
        assert_eq!(split["questions"][0]["parts"], json!([null, null]));
        answer(&collector, &owner, 2, 5, |_| 2).await;
        let split = owner.get(&format!("{SPLIT}&by=version")).await.expect(StatusCode::OK);
        let small = &split["questions"][0]["parts"][1];
        assert_eq!(
            (&small["answered"], &small["estimate"], &small["difference"]),
            (&json!(5), &Value::Null, &Value::Null)
        );
        assert_eq!(small["too_few"]["answers_needed"], 15);
    });
}

#[test]
fn a_period_is_compared_with_the_one_before() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        answer(&collector, &owner, 1, 3, |_| 7).await;
        let today =
            owner.get(&format!("{SPLIT}&by=version")).await.expect(StatusCode::OK)["at"].as_i64().expect("a time")
                / 86_400_000;
        let split = owner.get(&format!("{SPLIT}&by=period&from_day={}", today - 6)).await.expect(StatusCode::OK);
        let [before, now] = [&split["groups"][0], &split["groups"][1]];
        assert_eq!((&before["from_day"], &before["to_day"]), (&json!(today - 13), &json!(today - 7)));
        assert_eq!((&before["funnel"]["answered"], &now["funnel"]["answered"]), (&json!(0), &json!(3)));
        assert_eq!(split["against"], "before");
    });
}

#[test]
fn a_split_that_cannot_be_read_or_leaves_one_group_says_so() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let wrong = [
            "",
            "&by=mood",
            "&by=trait:",
            "&by=version&version=1",
            "&by=period",
            "&by=trait:plan&traits=plan:pro",
            "&by=segment&against=paying",
        ];
        for wrong in wrong {
            owner.get(&format!("{SPLIT}{wrong}")).await.problem(400, "bad_query");
        }
        owner.get("/api/reports/effort/split?environment=nowhere&by=version").await.problem(404, "not_found");
        owner.get("/api/reports/nothing/split?environment=production&by=version").await.problem(404, "not_found");
        owner.token("viewer").await.get(&format!("{SPLIT}&by=version")).await.expect(StatusCode::OK);
        collector.stranger().get(&format!("{SPLIT}&by=version")).await.problem(401, "unauthorized");
    });
}

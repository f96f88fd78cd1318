//! The effect in the console: counts and a reason while it runs, a sentence and a table afterwards, a plan beforehand.
//!
//! What comes after the horizon is answered by the test in the collector's place, since a real horizon is days away; that
//! the collector answers so is asked where the collector is tested.

use reqwest::Method;
use serde_json::{Value, json};
use waymark_tests::axe::violations;
use waymark_tests::console::field;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::Stage;

/// A tour that furthers a goal, with people held out until a day.
fn guide(until: i64) -> String {
    format!(
        r#"
key = "guide"
name = "Guide"
owner = "Success"
goal = "sent"
holdout = 200
measure_until = {until}
[trigger]
cause = {{ event = {{ name = "Opened" }} }}
[[body.tour.steps]]
key = "a"
title = {{ en = "Send one", ja = "送ってみましょう" }}
"#
    )
}

async fn stage() -> Stage {
    let stage = Stage::set(&[]).await;
    let goal = json!({ "key": "sent", "name": "Invoices sent", "window_days": 14, "sign": { "event": { "name": "Sent" } },
        "value": { "property": "amount", "at_least": 1 } });
    stage.collector.api(Method::PUT, "/api/goals/sent", &goal).await;
    stage.collector.publish(&guide(waymark_tests::now().plus_days(40).0)).await;
    stage
}

async fn signed_in(stage: &Stage, tag: &str) -> Page {
    let page = stage.browser.private_page().await;
    page.media(&[("prefers-reduced-motion", "reduce")]).await;
    page.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
    page.until("document.querySelector('.list')").await;
    page.eval(&format!("localStorage.setItem('waymark.console.language', '{tag}')")).await;
    page
}

#[test]
fn before_there_is_any_data_it_says_when_an_answer_can_be_there_and_why_nothing_is_told_before() {
    run(async {
        let stage = stage().await;
        let page = signed_in(&stage, "en").await;
        page.goto(&stage.collector.url("/console/results/guide")).await;
        page.says("Whoever looks every day and stops at the first good one finds an effect where there is none").await;
        assert_eq!(page.eval("document.querySelectorAll('.effect .interval').length").await, 0, "no figure");
        page.fill(&field("Reach the goal without it, percent"), "40").await;
        page.fill(&field("Smallest difference worth knowing, percentage points"), "10").await;
        page.fill(&field("Held out, percent"), "50").await;
        page.says("That takes about 385 people drawn to see it and 385 held out. Nobody comes yet").await;
        page.fill(&field("New people a week"), "70").await;
        page.says("At 70 new people a week the answer can be there around").await;
        page.fill(&field("New people a week"), "7").await;
        page.says("At 7 new people a week that takes more than a year. A wider audience").await;
        page.fill(&field("Held out, percent"), "0").await;
        page.says("Nothing can be planned from this").await;
        assert_eq!(violations(&page).await, "");
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

#[test]
fn the_editor_fixes_the_horizon_and_publishing_another_one_begins_another_measurement() {
    run(async {
        let stage = stage().await;
        let page = signed_in(&stage, "en").await;
        page.goto(&stage.collector.url("/console/content/guide")).await;
        page.press("For whom").await;
        let until = field("Assign people to the measurement until");
        page.until(&until).await;
        page.says("Each person then has the goal's days.").await;
        assert_eq!(violations(&page).await, "");
        let put = "(e, v) => { Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(e, v); e.dispatchEvent(new Event('input', {bubbles: true})); e.dispatchEvent(new Event('change', {bubbles: true})); }";
        page.eval(&format!("({put})({until}, '2099-01-31T12:00')")).await;
        page.press("Save draft").await;
        page.says("Draft saved").await;
        let content = stage.collector.get("/api/content/guide").await;
        assert!(content["draft"]["measure_until"].as_i64() > Some(4_000_000_000_000), "{content}");
        stage.collector.api(Method::POST, "/api/content/guide/publish", &json!({ "environment": "production" })).await;
        page.goto(&stage.collector.url("/console/results/guide")).await;
        page.press("Earlier measurements").await;
        page.says("No. 1, version 1").await;
    });
}

/// What the collector answers once the horizon is over.
fn over(measured: &Value) -> Value {
    let mut measured = measured.clone();
    let estimate = |value: f64, n: i64| json!({ "value": value, "low": value - 4.0, "high": value + 4.0, "n": n, "clustered": true });
    measured["state"] = json!("measured");
    measured["displayed"] =
        json!({ "count": { "people": 800, "reached": 400 }, "companies": 90, "share": estimate(50.0, 800) });
    measured["withheld"] =
        json!({ "count": { "people": 200, "reached": 80 }, "companies": 70, "share": estimate(40.0, 200) });
    measured["completed"] = json!({ "people": 300, "reached": 240 });
    (measured["asked"], measured["crossed"]) = (json!(7), json!(3));
    let effect =
        |value: f64| json!({ "value": value, "low": value - 7.5, "high": value + 7.5, "p": 0.004, "clustered": true });
    measured["effect"] = effect(10.0);
    measured["value"] = json!({ "property": "amount", "displayed": 420.0, "withheld": 300.0, "effect": effect(120.0) });
    measured
}

#[test]
fn after_the_horizon_it_is_a_sentence_dots_and_a_table_in_both_languages() {
    run(async {
        let stage = stage().await;
        let mut lift = stage.collector.get("/api/reports/guide/lift?environment=production").await;
        lift["measured"] = over(&lift["measured"]);
        for (tag, sentence, baseline) in [
            (
                "en",
                "That is 10.0 percentage points more, between 2.5 and 17.5. Chance alone would hardly ever show this.",
                "300 among those held out, the baseline",
            ),
            (
                "ja",
                "表示する人の方が 10.0 ポイント高くなっています（2.5 から 17.5 の間）。偶然だけでこの差が出ることはほとんどありません。",
                "基準となる表示しない人は 300",
            ),
        ] {
            let page = signed_in(&stage, tag).await;
            let instead = format!(
                "const real = window.fetch; window.fetch = (what, how) => String(what.url ?? what).includes('/lift?') \
                 ? Promise.resolve(new Response({}, {{ headers: {{ 'content-type': 'application/json' }} }})) : real(what, how);",
                json!(lift.to_string())
            );
            page.before_load(&instead).await;
            page.goto(&stage.collector.url("/console/results/guide")).await;
            page.says(sentence).await;
            page.says(baseline).await;
            assert_eq!(page.eval("document.querySelectorAll('.effect .interval').length").await, 3);
            assert_eq!(violations(&page).await, "", "{tag}");
            page.click("document.querySelector('.effect figure button')").await;
            page.until("document.querySelectorAll('.effect tbody tr').length === 4").await;
            assert_eq!(violations(&page).await, "", "{tag}, table");
            assert_eq!(page.faults(), Vec::<String>::new());
            page.close().await;
        }
    });
}

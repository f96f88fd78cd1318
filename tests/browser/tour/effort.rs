//! What a step takes the person: counted, told as counts alone, and never of what they typed.

use super::{on, put};
use reqwest::Method;
use serde_json::{Value, json};
use waymark_tests::page::Page;
use waymark_tests::stage::{ROOT, Stage};
use waymark_tests::tour::{beside, tour};
use waymark_tests::{eventually, run};

const FORM: &str =
    "<form onsubmit='return false'><input id=vat required pattern='[0-9]+'><button id=goal>Save</button></form>";
const PERSON: &str = "/api/people/user-1?environment=production";
const GOAL: &str = "document.querySelector('#goal')";

fn three_steps() -> String {
    tour(&["one", "two", "three"].map(|key| beside(key, "['#goal']", "")).concat())
}

async fn steps_of(stage: &Stage) -> Vec<Value> {
    let report = stage.collector.get("/api/reports/tour/steps?environment=production").await;
    report["steps"].as_array().expect("steps").clone()
}

async fn back(page: &Page) {
    page.click(&format!("{ROOT}.querySelector('[data-look=back]')")).await;
}

#[test]
fn a_refused_field_and_a_way_back_are_counted_and_nothing_that_was_typed_is_sent() {
    run(async {
        let stage = Stage::set(&[&three_steps()]).await;
        let page = on(&stage, FORM).await;
        page.beside(GOAL).await;
        page.click("document.querySelector('#vat')").await;
        page.write("secret-word").await;
        page.click(GOAL).await;
        page.press_main().await;
        page.step("Step two").await;
        page.press_main().await;
        page.step("Step three").await;
        back(&page).await;
        page.step("Step two").await;
        // The page that is left tells the rest.
        page.goto(&put(&stage, "/after", "")).await;
        let counted = eventually("one refused field, one way back", || async {
            let steps = steps_of(&stage).await;
            let counts: Vec<_> = steps.iter().map(|step| (step["refused"].clone(), step["returned"].clone())).collect();
            (counts == [(json!(1), json!(0)), (json!(0), json!(1)), (json!(0), json!(0))]).then_some(steps)
        });
        counted.await;
        let events = stage.collector.get(PERSON).await;
        let efforts: Vec<&Value> = events["events"]
            .as_array()
            .expect("events")
            .iter()
            .filter_map(|event| event["body"].get("effort"))
            .collect();
        assert!(!efforts.is_empty());
        for effort in efforts {
            let names: Vec<&str> = effort.as_object().expect("counts").keys().map(String::as_str).collect();
            assert_eq!(names, ["active_ms", "invalid", "returns", "run", "step"]);
        }
        assert!(!events.to_string().contains("secret"), "what was typed stays in the page");
    });
}

#[test]
fn while_the_page_is_not_seen_no_time_counts_and_a_pause_counts_for_half_a_minute() {
    run(async {
        let stage = Stage::set(&[&three_steps()]).await;
        let page = stage.browser.page().await;
        // The clock of the page's events is the test's.
        page.before_load(
            "let ms = 1000, hidden = false; performance.now = () => ms;
            Object.defineProperty(Event.prototype, 'timeStamp', { get: () => ms });
            Object.defineProperty(document, 'hidden', { get: () => hidden });
            window.pass = (more, type, now = hidden) => { ms += more; hidden = now; document.dispatchEvent(new Event(type)); }",
        )
        .await;
        page.goto(&put(&stage, "/host", FORM)).await;
        page.beside(GOAL).await;
        // Two seconds of doing, something that is heard late, a pause of ten minutes, an hour in the background.
        page.eval("pass(2000, 'keydown'), pass(-1000, 'keydown'), pass(600000, 'keydown'), pass(1000, 'visibilitychange', true), pass(3600000, 'visibilitychange', false), pass(500, 'keydown')").await;
        page.press_main().await;
        page.step("Step two").await;
        let told = |effort: &Value| (effort["step"].clone(), effort["active_ms"].as_u64().unwrap_or_default());
        let sum = eventually("33 seconds", || async {
            // Until something of theirs is stored, nobody is known.
            let (status, said) = stage.collector.try_api(Method::GET, PERSON, &Value::Null).await;
            let events: Value = status.is_success().then(|| serde_json::from_str(&said).ok())??;
            let efforts =
                events["events"].as_array()?.iter().filter_map(|event| Some(told(event["body"].get("effort")?)));
            let sum: u64 = efforts.filter(|(step, _)| step == "one").map(|(_, ms)| ms).sum();
            (sum >= 33_000).then_some(sum)
        });
        assert_eq!(sum.await, 33_000, "the last half second is no effort of anybody's");
    });
}

//! What is written in the console is what is saved: publishing in low windows, numbers that cannot be read.

use serde_json::json;
use waymark_tests::console::field;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{ON_DONE, Stage, nps};
use waymark_tests::tour::{modal, tour};

const PUBLISH: &str = "document.querySelector('button.publish')";

/// A banner that is not marked yet.
const BANNER: &str = r#"
key = "seats"
name = "Seats"
[body.banner]
display = "top"
text = { en = "More room for your team", ja = "席を増やせます" }
"#;

/// A page where the owner is signed in.
async fn owner(stage: &Stage) -> Page {
    let page = stage.browser.private_page().await;
    page.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
    page.says("Recommendation").await;
    page
}

#[test]
fn publishing_is_in_reach_in_a_low_window_and_the_focus_goes_to_the_word_of_success() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = owner(&stage).await;
        let title = "document.querySelector('.words textarea[lang=en]')";
        for (version, width) in [(2, 1280), (3, 360)] {
            let metrics = json!({"width": width, "height": 640, "deviceScaleFactor": 1, "mobile": false});
            page.call("Emulation.setDeviceMetricsOverride", metrics).await;
            page.goto(&stage.collector.url("/console/content/nps")).await;
            page.fill(title, &format!("In {width} pixels")).await;
            if width == 1280 {
                page.card().await;
            }
            // Saved but not published is reason enough to publish.
            page.press("Save draft").await;
            page.says("Draft saved").await;
            page.until("document.activeElement?.textContent.trim() === 'Save draft'").await;
            page.until(&format!("!{PUBLISH}.disabled")).await;
            let on_top = "(e => { e.scrollIntoView({block: 'nearest'}); const r = e.getBoundingClientRect(); return e.contains(document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)); })";
            assert_eq!(page.eval(&format!("{on_top}({PUBLISH})")).await, true, "{width}");
            page.click(PUBLISH).await;
            page.press("Publish").await;
            page.until(&format!("document.activeElement.innerText.includes('Version {version} is published')")).await;
            let seen = "(r => r.top >= 0 && r.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())";
            page.until(seen).await;
            page.until(&format!("{PUBLISH}.disabled")).await;
        }
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

#[test]
fn a_step_that_waits_for_something_in_the_hosts_page_is_previewed() {
    run(async {
        let waits = "advance = [{ on = { element = \"#saved\" } }, { on = { gone = \"#busy\" } }]\n";
        let step = modal("one").replace("title = { ", "title = { ja = \"手順\", ");
        let stage = Stage::set(&[&nps(ON_DONE), &tour(&(step + waits))]).await;
        let page = owner(&stage).await;
        page.goto(&stage.collector.url("/console/content/tour")).await;
        page.step("Step one").await;
        // The engine is alive: it is shown in another language.
        page.pick("document.querySelector('.preview select')", "ja").await;
        page.step("手順").await;
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

#[test]
fn a_number_that_cannot_be_read_stays_as_typed_and_nothing_is_saved_until_it_is_right() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = owner(&stage).await;
        page.goto(&stage.collector.url("/console/settings/goals")).await;
        page.press("New goal").await;
        page.fill(&field("Name"), "Third invoice").await;
        page.fill(&field("Name of the event"), "invoice_sent").await;
        let often = field("How often");
        for (typed, then) in [("0", "2000000"), ("2000000", "2.5"), ("2.5", "")] {
            page.fill(&often, typed).await;
            page.says("Write a whole number from 1 to 1000000.").await;
            page.press("Save").await;
            page.until(&format!("document.activeElement === {often} && {often}.value === {}", json!(typed))).await;
            page.eval(&format!("{often}.select()")).await;
            if then.is_empty() {
                page.key("Delete").await;
                page.until(&format!("{often}.value === '' && {often}.ariaInvalid === 'true'")).await;
                page.press("Save").await;
                page.until(&format!("document.activeElement === {often}")).await;
            }
        }
        page.fill(&often, "3").await;
        page.press("Save").await;
        page.until("document.querySelector('.item-head code')").await;
        let saved = page.api(&stage.collector.url("/api/goals")).await;
        assert_eq!(saved["goals"].as_array().map(Vec::len), Some(1), "{saved}");
        assert_eq!(saved["goals"][0]["count"], 3);
        page.goto(&stage.collector.url("/console/settings/limits")).await;
        page.fill(&field("in this many days"), "14").await;
        page.fill(&field("Automatic interruptions in 24 hours"), "101").await;
        page.press("Save").await;
        page.until(&format!("document.activeElement === {}", field("Automatic interruptions in 24 hours"))).await;
        page.fill(&field("Automatic interruptions in 24 hours"), "2").await;
        page.press("Save").await;
        page.says("Saved.").await;
        let caps = page.api(&stage.collector.url("/api/environments/production")).await["settings"]["caps"].clone();
        assert_eq!((&caps["per_day"], &caps["survey_days"]), (&json!(2), &json!(14)));
    });
}

#[test]
fn a_number_that_cannot_be_read_holds_the_editor_where_it_is() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = owner(&stage).await;
        page.goto(&stage.collector.url("/console/content/nps")).await;
        page.fill("document.querySelector('.words textarea[lang=en]')", "Changed").await;
        page.press("How often").await;
        let snooze = field("Quiet days after “later”");
        page.fill(&snooze, "99999").await;
        page.says("Write a whole number from 0 to 3650.").await;
        for button in ["About", "Publish to Production", "Save draft"] {
            page.press(button).await;
            page.until(&format!("document.activeElement === {snooze} && {snooze}.value === '99999'")).await;
        }
        assert!(!stage.collector.get("/api/content/nps").await.to_string().contains("Changed"));
        page.fill(&snooze, "20").await;
        page.press("Save draft").await;
        page.says("Draft saved").await;
        let saved = stage.collector.get("/api/content/nps").await;
        assert_eq!(saved["draft"]["frequency"]["snooze_days"], 20, "{saved}");
    });
}

#[test]
fn what_promotes_something_is_marked_by_a_switch_and_can_be_told_not_to_wait() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE), BANNER]).await;
        let page = owner(&stage).await;
        page.goto(&stage.collector.url("/console/content/seats")).await;
        page.press("How often").await;
        let (promotes, waits) =
            (field("It promotes something to buy"), field("Wait while effort is high or a complaint is open"));
        page.until(&promotes).await;
        page.until(&format!("!({waits})")).await;
        page.click(&promotes).await;
        page.until(&format!("{promotes}.checked && {waits}.checked")).await;
        page.click(&waits).await;
        page.says("It promotes something even while effort is high").await;
        page.press("Save draft").await;
        page.says("Draft saved").await;
        let saved = stage.collector.get("/api/content/seats").await;
        assert_eq!(
            (&saved["draft"]["promotes"], &saved["draft"]["frequency"]["gate"]),
            (&json!(true), &json!(false)),
            "{saved}"
        );
    });
}

#[test]
fn a_link_to_ones_own_page_shows_what_is_on_the_screen() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = owner(&stage).await;
        page.goto(&stage.collector.url("/console/content/nps")).await;
        page.press("Hide the widget").await;
        page.fill("document.querySelector('.words textarea[lang=en]')", "Not saved yet").await;
        page.says("The changes not saved yet are saved first.").await;
        page.press("Make the link").await;
        page.until("document.querySelector('a[target=_blank]')").await;
        page.says("Draft saved").await;
        let saved = stage.collector.get("/api/content/nps").await;
        assert_eq!(saved["draft"]["body"]["survey"]["questions"][0]["title"]["en"], "Not saved yet");
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

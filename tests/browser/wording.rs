//! An answer stands under the words it was given to: in the results and in the person's history, which is one with what
//! members did about it.

use serde_json::Value;
use waymark_tests::console::field;
use waymark_tests::stage::{ON_DONE, Stage, nps};
use waymark_tests::{eventually, run};

const ASKED: &str = "How likely are you to recommend us?";
const ASKED_LATER: &str = "Would you recommend us to a friend?";

/// The host page is opened until so many sign-ins of the person have come in.
async fn signs_in(stage: &Stage, times: usize) {
    let opened = stage.browser.page().await;
    opened.goto(&format!("{}/", stage.site.origin())).await;
    eventually("another sign-in", || async {
        let history = stage.collector.get("/api/people/user-1?environment=production").await;
        let events = history["events"].as_array().cloned().unwrap_or_default();
        let is_sign_in = |event: &&Value| event["body"].get("identify").is_some();
        (events.iter().filter(is_sign_in).count() >= times).then_some(())
    })
    .await;
    opened.close().await;
}

#[test]
fn an_answer_keeps_the_words_of_its_version_and_a_history_tells_what_was_done_about_it() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = stage.open().await;
        page.until("waymark.explain?.('nps')?.includes('trigger')").await;
        page.eval("wm('track', 'done', {})").await;
        page.card().await;
        page.choose(3).await;
        stage.collector.funnel_reaches("nps", "answered", 1).await;
        page.close().await;
        signs_in(&stage, 2).await;
        let console = stage.browser.private_page().await;
        console.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
        console.says("Recommendation").await;
        console.goto(&stage.collector.url("/console/content/nps")).await;
        console.fill("document.querySelector('.words textarea[lang=en]')", ASKED_LATER).await;
        console.press("Publish to Production").await;
        console.press("Publish").await;
        console.says("Version 2 is published to Production.").await;
        console.press("Open its results").await;
        console.until(&format!("document.querySelector('.question-report h2')?.textContent === '{ASKED_LATER}'")).await;
        console.until(&format!("document.querySelector('.answer .hint')?.textContent === '{ASKED}'")).await;
        console.says("3 of 10").await;
        console.press("Follow up").await;
        console.fill(&field("What was found and done"), "Called back").await;
        console.press("Save").await;
        console.until("document.querySelector('.follow-line')?.textContent.includes('Called back')").await;
        console.click("document.querySelector('.response-who a')").await;
        console.says(&format!("{ASKED} – 3 of 10")).await;
        let first = "document.querySelector('.timeline li')";
        console.until(&format!("{first}.matches('.followed') && {first}.textContent.includes('Called back')")).await;
        let sign_ins = "document.querySelectorAll('.event.identify').length";
        console.until(&format!("{sign_ins} === 1")).await;
        console.click("document.querySelector('.switch input')").await;
        console.until(&format!("{sign_ins} === 2")).await;
        assert_eq!(console.faults(), Vec::<String>::new());
    });
}

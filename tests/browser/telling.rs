//! Telling somebody of hand-overs: set in the console, tried there, and its link followed by whoever has to sign in first.
//!
//! Deliberately absent: what is sent and when; the collector's tests have that.

use serde_json::json;
use waymark_tests::axe::violations;
use waymark_tests::console::field;
use waymark_tests::eventually;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{ON_DONE, Stage, nps};

const SECRET: &str = "The secret that signs notices. Copy it now; it is not shown again.";
const WEBHOOK: &str = "/api/environments/production/webhook";

async fn owner(stage: &Stage, room: &str) -> Page {
    let page = stage.browser.private_page().await;
    page.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
    page.until("document.querySelector('.list')").await;
    page.goto(&stage.collector.url(&format!("/console/{room}"))).await;
    page
}

#[test]
fn an_owner_enters_an_address_sees_the_secret_once_and_tries_it() {
    run(async {
        let stage = Stage::set_with(&[&nps(ON_DONE)], &["--webhook-private", "true"]).await;
        let hook = stage.site.put("/hook", &[], "");
        let page = owner(&stage, "settings/environment").await;
        let address = field("Address that takes notices");
        page.fill(&address, "https://user@hooks.example.com/").await;
        page.press("Start telling").await;
        page.says("Must have no user, password or part behind # in it.").await;
        page.fill(&address, &hook).await;
        page.press("Start telling").await;
        let secret = page.code(SECRET).await;
        assert!(secret.starts_with("whsec_") && secret.len() > 40, "{secret}");
        page.says("Nothing has been sent yet.").await;
        page.press("Send a test").await;
        page.says("Test: it arrived (200).").await;
        page.says("just now: it arrived (200).").await;
        assert_eq!(page.code(SECRET).await, secret, "it stays until the room is left");
        assert_eq!(violations(&page).await, "");

        page.reload().await;
        page.says("just now: it arrived (200).").await;
        assert_eq!(page.eval(&format!("{address}.value")).await, hook);
        assert_eq!(page.eval(&format!("document.body.innerText.includes({})", json!(secret))).await, false);

        page.fill(&address, &format!("{}/nowhere", stage.site.origin())).await;
        page.press("Save the address").await;
        page.says("Saved. Send a test to see whether it arrives.").await;
        page.press("Send a test").await;
        page.says("Test: nothing at this address takes notices (404).").await;
        page.press("Replace the secret").await;
        page.click("document.querySelector('dialog .danger')").await;
        assert_ne!(page.code(SECRET).await, secret);
        page.press("Stop telling").await;
        page.click("document.querySelector('dialog .danger')").await;
        page.until(&format!("({address}).value === ''")).await;
        assert!(!page.offers("Send a test").await);
        let (status, _) = stage.collector.try_api(reqwest::Method::GET, WEBHOOK, &json!(null)).await;
        assert_eq!(status, 404);
    });
}

#[test]
fn the_link_of_a_notice_leads_to_its_follow_up_also_through_the_sign_in() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        stage.crowd_answers(2).await;
        let mut runs = Vec::new();
        for response in stage.collector.responses("nps").await {
            let run = response["run"].as_str().expect("an id").to_owned();
            let address = format!("/api/responses/{run}?environment=production");
            stage.collector.api(reqwest::Method::PUT, &address, &json!({"status": "open", "note": run})).await;
            runs.push(run);
        }
        let page = stage.browser.private_page().await;
        let link = format!("/console/follow-ups?environment=production&run={}", runs[1]);
        page.goto(&stage.collector.url(&link)).await;
        page.until(&field("Password")).await;
        page.fill(&field("E-mail address"), "owner@example.com").await;
        page.fill(&field("Password"), "a long enough password").await;
        page.key("Enter").await;
        page.says("One follow-up, from the link you followed.").await;
        page.until("document.querySelectorAll('.response').length === 1").await;
        page.says(&runs[1]).await;
        assert_eq!(violations(&page).await, "");
        page.press("Show everything that is not done").await;
        eventually("both are shown", || async {
            (page.eval("document.querySelectorAll('.response').length").await == 2).then_some(())
        })
        .await;
        page.pick(&field("of"), "owner@example.com").await;
        page.says("holds your e-mail address").await;
    });
}

//! Who wants a person: from the button in a guide to the room where a member takes over, live.
//!
//! Deliberately absent: every rule that hands over; the collector's tests have those.

use reqwest::Method;
use serde_json::{Value, json};
use shared::id::EventId;
use waymark_tests::axe::violations;
use waymark_tests::console::field;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{ROOT, Stage, document};

const GUIDE: &str = r#"
key = "guide"
name = "First invoice"
owner = "Success team"
decision = "Which step to drop"
[hand_over]
when = [{ step = "asked" }]
[[body.tour.steps]]
key = "hello"
title = { en = "Send an invoice", ja = "請求書を送る" }
buttons = [{ label = { en = "Ask {{company.owner|us}} to help", ja = "相談する" }, to = { step = "asked" } }, { to = "end" }]
[[body.tour.steps]]
key = "asked"
title = { en = "{{company.owner|Our team}} has been asked to help", ja = "{{company.owner|担当者}}に依頼しました" }
"#;

/// A tab where somebody is signed in, in this room.
async fn member(stage: &Stage, room: &str) -> Page {
    let page = stage.browser.private_page().await;
    page.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
    page.until("document.querySelector('.list, .cards, .steps')").await;
    page.goto(&stage.collector.url(&format!("/console/{room}"))).await;
    page
}

/// Tells the collector that these people, each of a company that this one answers for, came to the step.
async fn asked(stage: &Stage, people: &[(&str, &str)]) {
    let (now, mut events) = (waymark_tests::now(), Vec::new());
    for (number, (person, owner)) in (0_u8..).zip(people) {
        let who = json!({"user_id": person, "company_id": format!("company-of-{person}")});
        let run =
            json!({"id": format!("01890000-0000-7000-8000-0000000000{number:02x}"), "content": "guide", "version": 1});
        let bodies = [json!({"group": {"traits": {"owner": owner}}}), json!({"step": {"run": run, "step": "asked"}})];
        for (at, body) in (0_u8..).zip(bodies) {
            let id = EventId::from_parts(now, [number, at, 0, 0, 0, 0, 0, 0, 0, 0]);
            events.push(json!({"id": id, "at": now, "who": who, "body": body}));
        }
    }
    let batch = json!({"key": stage.collector.write_key(), "schema": 1, "sent_at": now, "events": events});
    let (_, receipt) = stage.collector.post("/v1/events", stage.site.origin(), batch.to_string()).await;
    assert!(receipt["outcomes"].as_array().is_some_and(|all| all.iter().all(|one| one == "accepted")), "{receipt}");
}

#[test]
fn who_asks_for_a_person_is_in_the_room_at_once_until_a_member_is_done() {
    run(async {
        let stage = Stage::set(&[GUIDE]).await;
        let says = "wm('identify','user-1',{name:'Aoi'});wm('group','company-1',{name:'One',owner:'Nia Okafor'});";
        stage.site.put("/", &[], document(&stage.collector.snippet(), says));
        let reader = member(&stage, "follow-ups").await;
        reader.until("document.querySelector('.empty')").await;
        assert_eq!(reader.eval("!!document.querySelector('.rail .count')").await, false);

        let page = stage.open().await;
        page.step("Send an invoice").await;
        let ask =
            format!("[...{ROOT}.querySelectorAll('button')].find(b => b.textContent === 'Ask Nia Okafor to help')");
        page.click(&ask).await;
        page.step("Nia Okafor has been asked to help").await;

        // Nobody loads the room again.
        reader.until("document.querySelector('.response')").await;
        let card = reader.text("document.querySelector('.response').innerText").await;
        for words in
            ["Aoi", "One", "asked for a person in step “Send an invoice”", "First invoice", "open", "Nia Okafor"]
        {
            assert!(card.contains(words), "{words} in {card}");
        }
        reader.until("document.querySelector('.rail .count')?.textContent === '1'").await;
        reader.press("Change the follow-up").await;
        reader.pick(&field("Status"), "done").await;
        reader.fill(&field("What was found and done"), "Called; the tax field was unclear.").await;
        reader.press("Save").await;
        reader
            .until(
                "document.querySelector('.response .state.done') && document.activeElement.matches('.follow button')",
            )
            .await;
        reader.until("!document.querySelector('.rail .count')").await;
        assert_eq!(reader.eval("!!document.querySelector('.response')").await, true, "it stays in sight");

        let done = stage.collector.get("/api/follow-ups?environment=production&status=done").await;
        let follow_up = &done["follow_ups"][0]["follow_up"];
        assert_eq!(follow_up["note"], "Called; the tax field was unclear.");
        assert_eq!(follow_up["changed_by"], "owner@example.com");
        reader.press("Aoi").await;
        reader.until("document.querySelector('.event.handed') && document.querySelector('.event.followed')").await;
        let handed = reader.text("document.querySelector('.event.handed').innerText").await;
        assert!(handed.contains("asked of Nia Okafor"), "{handed}");
    });
}

#[test]
fn a_list_of_ones_own_is_an_address_and_can_be_answered_in_the_product() {
    run(async {
        let stage = Stage::set(&[GUIDE]).await;
        asked(&stage, &[("ada", "Owner@Example.com"), ("ben", "Nia Okafor"), ("cho", "")]).await;
        let reader = member(&stage, "follow-ups").await;
        reader.until("document.querySelectorAll('.response').length === 3").await;
        reader.pick(&field("of"), "owner@example.com").await;
        reader.until("document.querySelectorAll('.response').length === 1").await;
        reader.until("location.search === '?owner=owner%40example.com'").await;
        reader.reload().await;
        reader.until("document.querySelectorAll('.response').length === 1").await;
        let card = reader.text("document.querySelector('.response').innerText").await;
        assert!(card.contains("ada"), "{card}");

        reader.press("Answer in the product").await;
        reader.fill(&field("What you write"), "I call you at three.").await;
        reader.press("Send the message").await;
        reader.until("document.querySelector('.response .state.waiting')").await;
        let messages = stage.collector.get("/api/people/ada/messages?environment=production").await;
        assert_eq!(messages["messages"][0]["message"]["text"], "I call you at three.");
        reader.pick(&field("Show"), "done").await;
        reader.until("document.querySelector('.empty')").await;
        reader.press("Show everything that is not done").await;
        reader.until("document.querySelectorAll('.response').length === 3").await;

        // A viewer reads and changes nothing.
        let invitation = json!({"email": "viewer@example.com", "role": "viewer"});
        let invited = stage.collector.api(Method::POST, "/api/members", &invitation).await;
        let viewer = stage.browser.private_page().await;
        viewer.follow(invited["url"].as_str().expect("a link")).await;
        viewer.fill(&field("Password"), "a long enough password").await;
        viewer.key("Enter").await;
        viewer.until("document.querySelector('.list, .cards, .steps')").await;
        viewer.goto(&stage.collector.url("/console/follow-ups")).await;
        viewer.until("document.querySelectorAll('.response').length === 3").await;
        assert!(!viewer.offers("Change the follow-up").await && !viewer.offers("Answer in the product").await);
    });
}

#[test]
fn the_room_fits_a_phone_in_both_languages_and_axe_finds_nothing() {
    run(async {
        let stage = Stage::set(&[GUIDE]).await;
        asked(&stage, &[("ada", "owner@example.com"), ("somebody.with-a-long-name@company.example", "Nia Okafor")])
            .await;
        for (tag, scheme) in [("en", "light"), ("ja", "dark")] {
            let page = member(&stage, "").await;
            page.media(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
            page.phone(360, 740).await;
            page.eval(&format!("localStorage.setItem('waymark.console.language', '{tag}')")).await;
            page.goto(&stage.collector.url("/console/follow-ups")).await;
            let there = "document.querySelectorAll('.response').length === 2";
            page.until(&format!("document.documentElement.lang === '{tag}' && {there}")).await;
            page.click("document.querySelector('.response .follow button')").await;
            page.until("document.querySelector('.follow-form')").await;
            assert_eq!(page.eval("document.documentElement.scrollWidth <= innerWidth").await, true, "{tag}");
            assert_eq!(violations(&page).await, "", "{tag}, {scheme}");
        }
    });
}

#[test]
fn a_rule_is_chosen_in_the_editor_and_reads_as_a_sentence() {
    run(async {
        let guide = GUIDE.replace("[hand_over]\nwhen = [{ step = \"asked\" }]\n", "");
        let stage = Stage::set(&[&guide]).await;
        let page = member(&stage, "content/guide").await;
        page.press("About").await;
        page.click(&field("Ask whoever answers for the company to take over")).await;
        page.says("Nothing hands anybody over yet.").await;
        page.click(&field("comes to “Our team has been asked to help”")).await;
        page.click(&field("closes or refuses it before the end")).await;
        page.fill(&field("Company trait that names who takes over"), "account_manager").await;
        let sentence = "When somebody comes to “Our team has been asked to help” or closes or refuses it before the end, \
                        whoever the company’s “account_manager” names is asked to take over.";
        page.says(sentence).await;
        page.says("No company has the trait 'account_manager' yet").await;
        assert_eq!(violations(&page).await, "");
        page.press("Save draft").await;
        page.until("document.querySelector('[aria-disabled=true]')").await;
        let saved: Value = stage.collector.get("/api/content/guide").await;
        let expected = json!({"owner_trait": "account_manager", "when": [{"step": "asked"}, "dismissed"]});
        assert_eq!(saved["draft"]["hand_over"], expected);
    });
}

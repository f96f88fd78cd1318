//! What lets people help themselves, as members write it: checklists, resource centres, articles, a message to one person;
//! and the results of a checklist. Deliberately absent: how the widget draws them.

use serde_json::{Value, json};
use shared::id::EventId;
use waymark_tests::axe::violations;
use waymark_tests::console::field;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{ON_DONE, Stage, nps};

const CHECKLIST: &str = r#"
key = "setup"
name = "Set-up"
owner = "Success team"
decision = "Which item to drop"
[frequency]
repeat = "always"
[body.checklist]
title = { en = "Get started", ja = "はじめの準備" }
[[body.checklist.items]]
key = "account"
title = { en = "Make an account", ja = "アカウントを作る" }
from_start = true
[[body.checklist.items]]
key = "first"
title = { en = "Send an invoice", ja = "請求書を送る" }
done = [{ event = { name = "invoice_sent" } }]
"#;
const CENTRE: &str = r#"
key = "help"
name = "Help"
owner = "Success team"
decision = "What is missing"
[frequency]
repeat = "always"
[body.resource_centre]
title = { en = "Help", ja = "ヘルプ" }
[[body.resource_centre.sections]]
title = { en = "Get started", ja = "はじめに" }
entries = [{ label = { en = "Read on", ja = "続きを読む" }, to = { article = "export" } }]
"#;
const ARTICLE: &str = r#"
key = "export"
name = "Export"
owner = "Success team"
decision = "Whether it helps"
[frequency]
repeat = "always"
[body.article]
title = { en = "Export a list", ja = "一覧を書き出す" }
text = { en = "Press **Export**.", ja = "**書き出し**を押します。" }
"#;

/// A page where the owner is signed in.
async fn owner(stage: &Stage) -> Page {
    let page = stage.browser.private_page().await;
    page.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
    page.until("document.querySelector('.list, .cards, .steps')").await;
    page
}

/// The field of one language of a text.
fn text(label: &str, tag: &str) -> String {
    let named = format!("e => e.querySelector('legend').textContent === {} && e.getClientRects().length", json!(label));
    format!("[...document.querySelectorAll('fieldset.words')].find({named})?.querySelector('[lang={tag}]')")
}

/// Tells what somebody did, as their page does.
async fn tell(stage: &Stage, user: &str, bodies: &[Value]) {
    let now = waymark_tests::now();
    let event = |(index, body): (u8, &Value)| {
        let at = now.plus_ms(i64::from(index) - 1_000);
        json!({ "id": EventId::from_parts(at, [index; 10]), "at": at, "who": { "user_id": user }, "body": body })
    };
    let events: Vec<Value> = (1..).zip(bodies).map(event).collect();
    let batch = json!({ "key": stage.collector.write_key(), "schema": 1, "events": events });
    let (status, answer) = stage.collector.post("/v1/events", stage.site.origin(), batch.to_string()).await;
    assert!(status.is_success() && !answer.to_string().contains("rejected"), "{answer}");
}

/// Presses the button that is only a sign, by what it says aloud.
async fn press_sign(page: &Page, says: &str) {
    let button = format!("document.querySelector('button[aria-label={}]')", json!(says));
    page.until(&format!("{button} && !{button}.disabled")).await;
    page.click(&button).await;
}

async fn saved(page: &Page, stage: &Stage, key: &str) -> Value {
    page.press("Save draft").await;
    page.says("Draft saved").await;
    stage.collector.get(&format!("/api/content/{key}")).await["draft"]["body"].clone()
}

async fn fits_a_phone(page: &Page, what: &str) {
    page.phone(360, 740).await;
    page.until("document.documentElement.scrollWidth <= 360").await;
    assert_eq!(page.eval("document.documentElement.scrollWidth <= innerWidth").await, true, "{what}");
}

#[test]
fn a_checklist_is_written_moved_and_saved_as_it_is_on_the_screen() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = owner(&stage).await;
        page.goto(&stage.collector.url("/console/new")).await;
        page.press("Start a checklist").await;
        page.fill(&text("What the list is called", "en"), "First week").await;
        page.press("Add an item").await;
        page.fill(&text("What is to be done", "en"), "Tell us").await;
        page.press("Add something observed").await;
        page.pick(&field("What is observed"), "completed").await;
        page.pick(&field("Leads to"), "start").await;
        page.click(&field("People may tick it off themselves")).await;
        page.click(&field("2 · Make your first one")).await;
        press_sign(&page, "Move item 4 up").await;
        page.until("document.activeElement.ariaLabel === 'Move item 3 up'").await;
        press_sign(&page, "Move item 3 down").await;
        page.until("document.activeElement.ariaLabel === 'Move item 4 up'").await;
        page.pick(&field("Whose list it is"), "company").await;
        let body = saved(&page, &stage, "checklist").await;
        let list = &body["checklist"];
        assert_eq!(
            (&list["title"]["en"], &list["per"], &list["opens"]),
            (&json!("First week"), &json!("company"), &json!(true))
        );
        let item = &list["items"][3];
        assert_eq!((&item["key"], &item["title"]), (&json!("item-4"), &json!({ "en": "Tell us" })));
        assert_eq!((&item["done"], &item["action"]), (&json!([{ "completed": "nps" }]), &json!({ "start": "nps" })));
        assert_eq!((&item["after"], &item["by_hand"]), (&json!(["first"]), &json!(true)));
        page.fill(&field("Key"), "tell-us").await;
        press_sign(&page, "Remove item 2").await;
        page.until("document.activeElement.id === 'items-add'").await;
        let body = saved(&page, &stage, "checklist").await;
        assert_eq!(body["checklist"]["items"].as_array().map(Vec::len), Some(3));
        assert_eq!(body["checklist"]["items"][2]["key"], "tell-us");
        assert_eq!(body["checklist"]["items"][2]["after"], json!([]), "nothing waits for what is gone");
        fits_a_phone(&page, "checklist").await;
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

#[test]
fn a_resource_centre_and_an_article_are_written_and_saved() {
    run(async {
        let stage = Stage::set(&[ARTICLE]).await;
        let page = owner(&stage).await;
        page.goto(&stage.collector.url("/console/new")).await;
        page.press("Start a resource centre").await;
        page.press("Add an entry").await;
        page.fill(&text("What entry 2 says", "en"), "How to export").await;
        let second = "[...document.querySelectorAll('.entry')][1].querySelector('select')";
        page.pick(second, "article").await;
        press_sign(&page, "Move entry 2 up").await;
        page.until("document.activeElement.ariaLabel === 'Move entry 1 down'").await;
        page.press("Add a section").await;
        press_sign(&page, "Remove section 2").await;
        page.click(&field("Articles and entries can be searched")).await;
        let body = saved(&page, &stage, "help").await;
        let centre = &body["resource_centre"];
        assert_eq!(centre["sections"].as_array().map(Vec::len), Some(1));
        let first = json!({ "label": { "en": "How to export" }, "to": { "article": "export" } });
        assert_eq!((&centre["sections"][0]["entries"][0], &centre["search"]), (&first, &json!(false)));
        fits_a_phone(&page, "resource centre").await;
        let page = owner(&stage).await;
        page.goto(&stage.collector.url("/console/content/export")).await;
        page.fill(&text("Further words it is found by", "ja"), "ダウンロード").await;
        page.fill(&text("What it says", "en"), "Press **Export** at the top.").await;
        let body = saved(&page, &stage, "export").await;
        assert_eq!(body["article"]["keywords"], json!({ "ja": "ダウンロード" }));
        assert_eq!(body["article"]["text"]["en"], "Press **Export** at the top.");
        page.press("How often").await;
        page.says("An article is found whenever somebody searches.").await;
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

#[test]
fn a_person_is_written_to_and_a_response_is_answered() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE), ARTICLE]).await;
        stage.crowd_answers(3).await;
        let page = owner(&stage).await;
        page.goto(&stage.collector.url("/console/person?id=u0")).await;
        page.press("Write a message").await;
        page.fill(&field("What you write"), "It is **faster** now.").await;
        page.fill(&field("Your name, as they read it"), "Hana").await;
        page.click(&field("With a button")).await;
        page.fill(&field("Words on the button"), "Read").await;
        page.pick(&field("Leads to"), "article").await;
        page.press("Send the message").await;
        page.until("document.querySelector('.notice.good')?.contains(document.activeElement)").await;
        page.until("document.querySelector('.message .state')?.textContent === 'waiting'").await;
        let address = "/api/people/u0/messages?environment=production";
        let list = stage.collector.get(address).await;
        let message = &list["messages"][0]["message"];
        assert_eq!((&message["from"], &message["text"]), (&json!("Hana"), &json!("It is **faster** now.")));
        assert_eq!(message["button"], json!({ "label": "Read", "to": { "article": "export" } }));

        page.goto(&stage.collector.url("/console/results/nps")).await;
        page.press("Answer in the product").await;
        page.until(&format!("{}.value === 'Hana'", field("Your name, as they read it"))).await;
        page.fill(&field("What you write"), "Thank you for telling us.").await;
        page.press("Send the message").await;
        page.until("document.querySelector('.follow-line')?.textContent.includes('Thank you for telling us.')").await;
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

#[test]
fn axe_finds_nothing_where_self_help_is_written_and_read() {
    run(async {
        let stage = Stage::set(&[CHECKLIST, CENTRE, ARTICLE]).await;
        let run = json!({ "id": "01890000-0000-7000-8000-000000000001", "content": "setup", "version": 1 });
        tell(&stage, "u0", &[json!({ "displayed": run }), json!({ "track": { "name": "invoice_sent" } })]).await;
        for (tag, scheme) in [("en", "light"), ("ja", "dark")] {
            let page = owner(&stage).await;
            page.media(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
            page.eval(&format!("localStorage.setItem('waymark.console.language', '{tag}')")).await;
            for (room, there) in [
                ("new", ".cards"),
                ("content/setup", "#items-add"),
                ("content/help", "#sections-add"),
                ("content/export", ".step-alone"),
                ("results/setup", ".shares"),
                ("person?id=u0", ".timeline li"),
            ] {
                page.goto(&stage.collector.url(&format!("/console/{room}"))).await;
                page.until(&format!("document.documentElement.lang === '{tag}' && document.querySelector('{there}')"))
                    .await;
                page.eval("[...document.querySelectorAll('.question-fold[aria-expanded=false]')].at(-1)?.click()")
                    .await;
                assert_eq!(violations(&page).await, "", "{room}, {tag}, {scheme}");
                fits_a_phone(&page, room).await;
                assert_eq!(violations(&page).await, "", "{room} on a phone, {tag}, {scheme}");
                page.call("Emulation.clearDeviceMetricsOverride", json!({})).await;
            }
        }
    });
}

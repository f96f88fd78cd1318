//! The console's rooms under axe-core, in both languages and schemes; the editor without a mouse.

use reqwest::Method;
use serde_json::json;
use waymark_tests::axe::violations;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{ON_DONE, Stage, nps};
use waymark_tests::tour::{beside, tour};

/// Every room behind the sign-in, with a selector that is there once the room is drawn.
const ROOMS: [(&str, &str); 24] = [
    ("", ".list"),
    ("start", ".steps"),
    ("new", ".cards"),
    ("content/nps", ".bench"),
    ("content/tour", ".bench"),
    ("results/empty", ".empty"),
    ("results/tour", ".empty"),
    ("results/nps?by=trait%3Aplan&against=free", ".response + .response"),
    ("follow-ups", ".response"),
    ("follow-ups?status=done", ".empty"),
    ("people", ".list"),
    ("person?id=u0", ".timeline li"),
    ("explain", ".empty"),
    ("explain?content=nps&person=u0&url=https%3A%2F%2Fapp.example%2F", ".chain"),
    ("companies", ".list"),
    ("company?id=c0", ".standing"),
    ("settings/environment", ".stop-switch"),
    ("settings/look", ".look-sample"),
    ("settings/limits", ".panel"),
    ("settings/segments", ".empty"),
    ("settings/goals", ".empty"),
    ("settings/members", ".list"),
    ("settings/tokens", ".list"),
    ("settings/account", "form"),
];
/// Both languages in both schemes.
const READERS: [(&str, &str); 4] = [("en", "light"), ("en", "dark"), ("ja", "light"), ("ja", "dark")];

/// A tab where nothing moves, in this scheme, whose member reads this language.
async fn member(stage: &Stage, (tag, scheme): (&str, &str)) -> Page {
    let page = stage.browser.private_page().await;
    page.media(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
    page.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
    page.until("document.querySelector('.list')").await;
    page.eval(&format!("localStorage.setItem('waymark.console.language', '{tag}')")).await;
    page
}

#[test]
fn axe_finds_nothing_in_the_rooms_of_the_console() {
    run(async {
        let guide = tour(&beside("one", "['#goal']", ""));
        let stage = Stage::set(&[&nps(ON_DONE), &nps(ON_DONE).replace("\"nps\"", "\"empty\""), &guide]).await;
        stage.crowd_answers(60).await;
        let taken_up = stage.collector.responses("nps").await[0]["run"].as_str().map(str::to_owned).expect("a run");
        let address = format!("/api/responses/{taken_up}?environment=production");
        stage.collector.api(Method::PUT, &address, &json!({"status": "open", "owner": "Hana"})).await;
        for reader in READERS {
            let page = member(&stage, reader).await;
            for (room, there) in ROOMS {
                page.goto(&stage.collector.url(&format!("/console/{room}"))).await;
                let tag = reader.0;
                page.until(&format!("document.documentElement.lang === '{tag}' && document.querySelector('{there}')"))
                    .await;
                assert_eq!(violations(&page).await, "", "{room}, {reader:?}");
            }
        }
    });
}

#[test]
fn axe_finds_nothing_in_the_tables_and_forms_behind_the_results() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        stage.crowd_answers(60).await;
        for (number, reader) in READERS.into_iter().enumerate() {
            let page = member(&stage, reader).await;
            page.goto(&stage.collector.url("/console/results/nps?by=trait%3Aplan")).await;
            page.until("document.querySelector('.groups li') && document.querySelector('.response')").await;
            page.eval("document.querySelectorAll('.chart figcaption button').forEach(button => button.click())").await;
            page.until(
                "document.querySelectorAll('.chart').length === document.querySelectorAll('.chart table').length",
            )
            .await;
            page.click("document.querySelector('.response .path summary')").await;
            page.until("document.querySelector('.path li')").await;
            page.click("document.querySelector('.response .follow button')").await;
            page.until("document.querySelector('.follow-form')").await;
            assert_eq!(violations(&page).await, "", "{reader:?}");
            page.click("document.querySelector('.follow-form > button')").await;
            page.until("document.querySelector('.follow-line') && document.activeElement.matches('.follow button')")
                .await;
            page.goto(&stage.collector.url(&format!("/console/person?id=u{number}"))).await;
            page.click("document.querySelector('button.danger')").await;
            page.until("document.querySelector('dialog[open]')").await;
            assert_eq!(violations(&page).await, "", "{reader:?}, before erasing");
            page.click("document.querySelector('dialog .danger')").await;
            page.until("document.querySelector('.notice.good')?.contains(document.activeElement)").await;
            assert_eq!(violations(&page).await, "", "{reader:?}, after erasing");
            page.goto(&stage.collector.url("/console/person?id=nobody")).await;
            page.until("document.querySelector('.notice')").await;
            assert_eq!(violations(&page).await, "", "{reader:?}, nobody");
        }
    });
}

#[test]
fn axe_finds_nothing_before_the_sign_in() {
    run(async {
        let stage = Stage::set(&[]).await;
        let console = stage.collector.url("/console/");
        for (number, (tag, scheme)) in READERS.into_iter().enumerate() {
            let invitation = json!({"email": format!("guest-{number}@example.com"), "role": "viewer"});
            let invited = stage.collector.api(Method::POST, "/api/members", &invitation).await;
            let link = invited["url"].as_str().expect("a link");
            let page = stage.browser.private_page().await;
            page.media(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
            page.goto(&format!("{console}sign-in")).await;
            page.eval(&format!("localStorage.setItem('waymark.console.language', '{tag}')")).await;
            for (room, there) in [("sign-in", "form"), ("join", ".notice"), ("setup", "h1")] {
                page.goto(&format!("{console}{room}")).await;
                page.until(&format!("document.documentElement.lang === '{tag}' && document.querySelector('{there}')"))
                    .await;
                assert_eq!(violations(&page).await, "", "{room}, {tag}, {scheme}");
            }
            page.goto(&format!("{console}sign-in")).await;
            for kind in ["email", "password"] {
                page.fill(&format!("document.querySelector('input[type={kind}]')"), "nobody@example.com").await;
            }
            page.key("Enter").await;
            page.until("document.querySelector('[role=alert]')").await;
            assert_eq!(violations(&page).await, "", "refused, {tag}, {scheme}");
            if tag == "ja" {
                page.says("メールアドレスかパスワードが違います。").await;
            }
            page.follow(link).await;
            page.fill("document.querySelector('input[type=password]')", "short").await;
            page.until("document.querySelector('.field-error')").await;
            assert_eq!(violations(&page).await, "", "invited, {tag}, {scheme}");
        }
    });
}

#[test]
fn the_editor_is_worked_by_keyboard_alone() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = stage.browser.private_page().await;
        page.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
        page.until("document.querySelector('.list')").await;
        page.goto(&stage.collector.url("/console/content/nps")).await;
        tab_to(&page, "document.querySelector('#tab-0')").await;
        page.key("ArrowRight").await;
        page.until("document.activeElement.id === 'tab-1' && document.activeElement.ariaSelected === 'true'").await;
        page.key("ArrowLeft").await;
        page.until("document.querySelector('.words textarea[lang=en]')").await;
        tab_to(&page, "document.querySelector('.words textarea[lang=en]')").await;
        page.write("Written by keyboard: ").await;
        tab_to(&page, "document.querySelector('button.publish')").await;
        page.key("Enter").await;
        page.until("document.querySelector('dialog[open]')?.contains(document.activeElement)").await;
        page.key("Escape").await;
        page.until("!document.querySelector('dialog')").await;
        page.key("Enter").await;
        tab_to(&page, "document.querySelector('dialog .primary')").await;
        page.key("Enter").await;
        page.until("document.activeElement.innerText.includes('Version 2 is published')").await;
    });
}

/// Presses Tab until the element has the focus; every stop on the way must be visible.
async fn tab_to(page: &Page, element: &str) {
    page.until(element).await;
    for _ in 0..120 {
        if page.eval(&format!("document.activeElement === {element}")).await == true {
            return;
        }
        page.key("Tab").await;
        assert!(page.eval("!!document.activeElement.getClientRects().length").await == true, "a stop nobody sees");
    }
    panic!("Tab never reaches {element}");
}

//! The console's rooms under axe-core, in both languages and schemes; the editor without a mouse.

use waymark_tests::page::Page;
use waymark_tests::stage::{ON_DONE, Stage, nps};
use waymark_tests::{given, run};

/// Every room behind the sign-in, with a selector that is there once the room is drawn.
const ROOMS: [(&str, &str); 13] = [
    ("", ".list"),
    ("start", ".steps"),
    ("new", ".cards"),
    ("content/nps", ".bench"),
    ("results/nps", ".filters"),
    ("people", "h1"),
    ("settings/environment", ".stop-switch"),
    ("settings/look", ".look-sample"),
    ("settings/limits", ".panel"),
    ("settings/segments", ".empty"),
    ("settings/goals", ".empty"),
    ("settings/members", ".list"),
    ("settings/tokens", ".list"),
];

async fn violations(page: &Page) -> String {
    page.text("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | ')).join('\\n'))").await
}

#[test]
fn axe_finds_nothing_in_the_rooms_of_the_console() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let axe = std::fs::read_to_string(given("WAYMARK_AXE")).expect("axe-core can be read");
        for (tag, scheme) in [("en", "light"), ("en", "dark"), ("ja", "light"), ("ja", "dark")] {
            let page = stage.browser.private_page().await;
            page.media(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
            page.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
            page.until("document.querySelector('.list')").await;
            page.eval(&format!("localStorage.setItem('waymark.console.language', '{tag}')")).await;
            for (room, there) in ROOMS {
                page.goto(&stage.collector.url(&format!("/console/{room}"))).await;
                page.until(&format!("document.documentElement.lang === '{tag}' && document.querySelector('{there}')"))
                    .await;
                page.eval(&axe).await;
                assert_eq!(violations(&page).await, "", "{room}, {tag}, {scheme}");
            }
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
        tab_to(&page, "document.querySelector('.publish .primary')").await;
        page.key("Enter").await;
        page.until("document.querySelector('dialog[open]')?.contains(document.activeElement)").await;
        page.key("Escape").await;
        page.until("!document.querySelector('dialog')").await;
        page.key("Enter").await;
        tab_to(&page, "document.querySelector('dialog .primary')").await;
        page.key("Enter").await;
        page.until("document.body.innerText.includes('Version 2 is published')").await;
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

//! Nothing left in the product's pages, nothing running there, and looks that stay their own.
//!
//! Deliberately absent: growth over a thousand starts; `tour` measures it.

use super::{Example, faultless, of};
use crate::tour::rest::{COUNT, at_rest};
use serde_json::{Value, json};
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::ROOT;
use waymark_tests::tour::{beside, modal};

/// The whole page as it stands, our own script tag included, with all its attributes and what is computed of its outermost elements.
const WHOLE: &str = "[document.documentElement.outerHTML, ...[document.documentElement, document.body].map(e => (s => [s.overflow, s.pointerEvents, s.position, s.cursor].join())(getComputedStyle(e)))].join('\\n')";

#[test]
fn what_is_displayed_leaves_nothing_in_the_page_once_it_has_ended() {
    run(async {
        let steps = [
            modal("one"),
            beside("two", "['.tab[aria-current]']", "spotlight = { blocked = true }"),
            beside("three", "['form [name=company]']", ""),
        ];
        let example = Example::with(&steps).await;
        let page = example.open("/settings").await;
        let before = page.text(WHOLE).await;
        for ends in ["Step one", "Step two", "Step three"] {
            page.eval(&format!("waymark.start('{}', {{force: true}})", example.key)).await;
            for heading in ["Step one", "Step two", "Step three"] {
                page.step(heading).await;
                if heading == ends {
                    page.press_close().await;
                    break;
                }
                page.press_main().await;
            }
            page.until("!document.querySelector('#waymark-host')").await;
            assert_eq!(page.text(WHOLE).await, before, "closed at {ends}");
        }
        faultless(&page);
    });
}

/// What listens in this page of the product, as soon as its own scripts have run.
async fn listening(page: &Page) -> Value {
    page.until("document.querySelector('#content form')").await;
    page.eval("[__count.listeners, __count.observers]").await
}

#[test]
fn after_destroy_the_page_is_as_if_nothing_of_ours_had_ever_been_there() {
    run(async {
        let steps = [beside("one", "['form [name=company]']", "spotlight = {}")];
        let example = Example::with(&steps).await;
        let page = example.tab().await;
        page.before_load(COUNT).await;
        example.enter(&page, "/settings").await;
        page.call("Network.setBlockedURLs", json!({"urls": ["*/waymark.js"]})).await;
        page.reload().await;
        let alone = (listening(&page).await, page.text(WHOLE).await);
        page.call("Network.setBlockedURLs", json!({"urls": []})).await;
        page.reload().await;
        example.known(&page).await;
        example.begin(&page).await;
        page.beside(&of("form [name=company]")).await;
        assert_ne!(listening(&page).await, alone.0, "a step listens");
        page.eval("waymark.destroy()").await;
        page.until("!document.querySelector('#waymark-host')").await;
        page.until(&format!("JSON.stringify([__count.listeners, __count.observers]) === '{}'", alone.0)).await;
        assert_eq!(page.text(WHOLE).await, alone.1);
        assert_eq!(page.eval("history.pushState === History.prototype.pushState").await, true);
        // The product goes on as it did, its calls to us included.
        page.click(&of(".rail a[href='/invoices']")).await;
        page.click(&of("#new-invoice")).await;
        page.until("location.pathname === '/invoices/new'").await;
        page.until(&of("form [name=subject]")).await;
        faultless(&page);
    });
}

#[test]
fn while_a_step_is_displayed_in_the_product_there_is_no_frame_and_no_timer() {
    run(async {
        let example = Example::with(&[beside("one", "['form [name=subject]']", "spotlight = {}")]).await;
        let page = example.tab().await;
        page.before_load(COUNT).await;
        example.enter(&page, "/invoices/new").await;
        example.begin(&page).await;
        page.beside(&of("form [name=subject]")).await;
        example.funnel("displayed", 1).await;
        at_rest(&page).await;
        faultless(&page);
    });
}

#[test]
fn the_strict_policy_of_the_product_is_kept_in_every_place_a_step_can_have() {
    run(async {
        let placed = |key: &str, display: &str| modal(key).replace("\"modal\"", display);
        let steps = [
            modal("one"),
            placed("two", "\"card\""),
            placed("three", "\"top\""),
            placed("four", "{ inline = { selectors = ['.tools'] } }"),
            beside("five", "['#import']", "spotlight = { blocked = true }"),
            "[[body.tour.steps]]\nkey = \"ask\"\n[body.tour.steps.question]\nkey = \"effort\"\nkind = { ces = {} }\ntitle = { en = \"Was it easy?\" }\n".to_owned(),
        ];
        let example = Example::with(&steps).await;
        let page = example.open("/customers").await;
        let policy = page.text("fetch('/').then(answer => answer.headers.get('content-security-policy'))").await;
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy}");
        page.eval("window.broken = []; addEventListener('securitypolicyviolation', event => broken.push(event.violatedDirective))").await;
        example.begin(&page).await;
        for heading in ["Step one", "Step two", "Step three", "Step four", "Step five"] {
            page.step(heading).await;
            page.press_main().await;
        }
        page.step("Was it easy?").await;
        page.choose(6).await;
        page.press_main().await;
        page.until("!document.querySelector('#waymark-host')").await;
        assert_eq!(page.eval("broken").await, json!([]));
        faultless(&page);
    });
}

/// How parts of the product look, to the last computed property.
const HOST: &str = "['html', 'body', 'h1', '.bar', '.rail-link', '.tab', 'form label', '.input', '.button', '.hint'].map(s => [...getComputedStyle(document.querySelector(s))].map(p => p + ':' + getComputedStyle(document.querySelector(s)).getPropertyValue(p)).join(';')).concat(document.adoptedStyleSheets.length, document.styleSheets.length).join('\\n')";
/// How parts of the bubble look.
const OURS: &str = "(r => JSON.stringify([...r.querySelectorAll('.card, h2, p, button, .arrow')].map(e => { const s = getComputedStyle(e); return [e.className, s.display, s.color, s.backgroundColor, s.fontSize, s.fontFamily, s.fontWeight, s.lineHeight, s.letterSpacing, s.margin, s.padding, s.borderRadius, s.boxSizing, e.offsetWidth, e.offsetHeight]; })))(document.querySelector('#waymark-host').shadowRoot)";

#[test]
fn neither_the_products_resets_reach_the_bubble_nor_our_styles_the_product() {
    run(async {
        let example = Example::with(&[beside("one", "['form [name=company]']", "spotlight = {}")]).await;
        let page = example.open("/settings").await;
        page.media(&[("prefers-reduced-motion", "reduce")]).await;
        // The mouse, wherever it was, changes no colour.
        page.move_mouse(700.0, 790.0).await;
        let before = page.text(HOST).await;
        example.begin(&page).await;
        page.beside(&of("form [name=company]")).await;
        assert_eq!(page.text(HOST).await, before, "our styles stay inside");
        let styled = page.text(OURS).await;
        page.eval("[...document.styleSheets].forEach(sheet => (sheet.disabled = true))").await;
        page.until("getComputedStyle(document.querySelector('.button')).borderRadius !== '8px'").await;
        page.eval("document.querySelector('form [name=company]').scrollIntoView({block: 'center'})").await;
        page.step("Step one").await;
        assert_eq!(page.text(OURS).await, styled, "the product's styles do not reach in");
        faultless(&page);
    });
}

#[test]
fn without_motion_in_forced_colours_in_the_dark_and_on_the_smallest_screen_a_step_is_perceived() {
    run(async {
        let example = Example::with(&[beside("one", "['#new-invoice']", "spotlight = {}")]).await;
        let page = example.tab().await;
        page.phone(320, 568).await;
        page.media(&[("prefers-reduced-motion", "reduce")]).await;
        example.enter(&page, "/invoices").await;
        example.begin(&page).await;
        page.beside(&of("#new-invoice")).await;
        let moves = format!("document.getAnimations().length + {ROOT}.getAnimations().length");
        assert_eq!(page.eval(&moves).await, 0);
        let light = format!(
            "(s => [s.color, s.backgroundColor].map(c => c.match(/[\\d.]+/g).slice(0, 3).reduce((a, b) => a + +b, 0)))(getComputedStyle({ROOT}.querySelector('.card')))"
        );
        page.until(&format!("(([text, ground]) => text < ground)({light})")).await;
        page.media(&[("prefers-reduced-motion", "reduce"), ("prefers-color-scheme", "dark")]).await;
        page.until(&format!("(([text, ground]) => text > ground)({light})")).await;
        page.media(&[("prefers-reduced-motion", "reduce"), ("forced-colors", "active")]).await;
        page.until(&format!("matchMedia('(forced-colors: active)').matches && (s => parseFloat(s.borderTopWidth) >= 1 && s.borderTopStyle === 'solid')(getComputedStyle({ROOT}.querySelector('.card')))")).await;
        page.beside(&of("#new-invoice")).await;
        // Text twice as large, as somebody sets it in their browser.
        page.eval("document.documentElement.style.fontSize = '200%'").await;
        page.step("Step one").await;
        let inside = format!(
            "(r => r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight)({ROOT}.querySelector('.card').getBoundingClientRect())"
        );
        page.until(&inside).await;
        page.press_main().await;
        page.until("!document.querySelector('#waymark-host')").await;
        faultless(&page);
    });
}

//! The product's dialogs, forms, keys, focus and touch.
//!
//! Deliberately absent: popovers, which the example product does not have.

use super::{Example, faultless, of, waits};
use serde_json::json;
use waymark_tests::run;
use waymark_tests::stage::ROOT;
use waymark_tests::tour::{beside, modal};

const SEARCH: &str = ".tools [type=search]";

#[test]
fn a_dialog_holds_the_bubble_of_what_is_in_it_whenever_it_is_opened() {
    run(async {
        let steps = [beside("one", "['dialog textarea']", "spotlight = {}"), beside("two", "['#new-customer']", "")];
        let example = Example::with(&steps).await;
        let page = example.open("/customers").await;
        example.begin(&page).await;
        waits(&page).await;
        // Opened during the step, closed, and opened again.
        page.click(&of("#import")).await;
        page.beside(&of("dialog[open] textarea")).await;
        assert_eq!(page.eval("!!document.querySelector('dialog #waymark-host')").await, true);
        page.key("Escape").await;
        page.until("!document.querySelector('dialog')").await;
        page.nothing_seen().await;
        page.click(&of("#import")).await;
        page.beside(&of("dialog[open] textarea")).await;
        // Open already as the next step begins; all else is inert, and the bubble in the dialog is not.
        page.press_main().await;
        page.until(&format!("{ROOT}?.querySelector('h2')?.textContent === 'Step two'")).await;
        page.nothing_seen().await;
        page.key("Escape").await;
        page.until("!document.querySelector('dialog')").await;
        page.beside(&of("#new-customer")).await;
        page.press_main().await;
        example.funnel("completed", 1).await;
        faultless(&page);
    });
}

#[test]
fn a_dialog_that_opens_over_the_target_hides_its_bubble_until_it_is_closed() {
    run(async {
        let example = Example::with(&[beside("one", "['#import']", "spotlight = {}")]).await;
        let page = example.open("/customers").await;
        example.begin(&page).await;
        for _ in 0..2 {
            page.beside(&of("#import")).await;
            page.click(&of("#import")).await;
            page.until(&of("dialog[open] textarea")).await;
            page.nothing_seen().await;
            // Nothing of ours is in the way of the form.
            page.fill(&of("dialog textarea"), "no comma").await;
            page.click(&of("#import-start")).await;
            page.until("document.querySelector('.problems').textContent.length > 0").await;
            page.key("Escape").await;
            page.until("!document.querySelector('dialog')").await;
        }
        page.beside(&of("#import")).await;
        assert_eq!(example.funnel("displayed", 1).await["dismissed"], 0);
        faultless(&page);
    });
}

#[test]
fn escape_in_a_bubble_within_an_open_dialog_ends_the_step_and_leaves_the_dialog_as_it_was() {
    run(async {
        let example = Example::with(&[beside("one", "['dialog textarea']", "")]).await;
        let page = example.open("/customers").await;
        page.click(&of("#import")).await;
        page.fill(&of("dialog textarea"), "Half a list").await;
        let whole = format!("{}.outerHTML", of("dialog[open]"));
        let before = page.text(&whole).await;
        example.begin(&page).await;
        page.beside(&of("dialog textarea")).await;
        page.key("F6").await;
        page.until(&format!("{ROOT}.activeElement?.tagName === 'H2'")).await;
        page.key("Escape").await;
        page.until("!document.querySelector('#waymark-host')").await;
        assert_eq!(page.text(&whole).await, before);
        assert_eq!(page.eval("document.querySelector('dialog[open] textarea').value").await, "Half a list");
        assert_eq!(page.eval("document.activeElement.name").await, "lines", "the focus is back where it was");
        // The next one is the dialog's own.
        page.key("Escape").await;
        page.until("!document.querySelector('dialog')").await;
        faultless(&page);
    });
}

#[test]
fn on_a_phone_one_tap_through_the_spotlight_opens_the_form_once() {
    run(async {
        let on = "[[body.tour.steps.advance]]\non = { page = [{ pattern = { exact = \"/invoices/new\" } }] }";
        let steps = [
            beside("one", "['#new-invoice']", &format!("spotlight = {{}}\n{on}")),
            beside("two", "['form [name=subject]']", ""),
        ];
        let example = Example::with(&steps).await;
        let page = example.tab().await;
        page.phone(390, 700).await;
        example.enter(&page, "/invoices").await;
        let before = page.eval("history.length").await.as_u64().expect("a number");
        example.begin(&page).await;
        page.beside(&of("#new-invoice")).await;
        page.tap(&of("#new-invoice")).await;
        page.until("location.pathname === '/invoices/new'").await;
        page.step("Step two").await;
        page.beside(&of("form [name=subject]")).await;
        assert_eq!(page.eval("history.length").await, before + 1, "one tap is one visit");
        faultless(&page);
    });
}

#[test]
fn a_bubble_over_what_it_speaks_of_is_pressed_and_the_page_below_is_not() {
    run(async {
        let whole = beside("one", "['#content']", "spotlight = {}");
        let example = Example::with(&[whole, modal("two")]).await;
        let page = example.open("/invoices").await;
        page.eval("window.heard = 0; document.querySelector('#content').addEventListener('click', () => heard++)")
            .await;
        example.begin(&page).await;
        page.step("Step one").await;
        let over = format!(
            "(() => {{ const b = {ROOT}.querySelector('.buttons [data-look=main]').getBoundingClientRect(), t = document.querySelector('#content').getBoundingClientRect(); return b.left > t.left && b.right < t.right && b.top > t.top; }})()"
        );
        page.until(&over).await;
        page.press_main().await;
        page.step("Step two").await;
        page.press_main().await;
        page.until("!document.querySelector('#waymark-host')").await;
        assert_eq!(page.eval("[heard, location.pathname]").await, json!([0, "/invoices"]));
        faultless(&page);
    });
}

#[test]
fn keys_in_the_products_fields_do_not_steer_and_keys_in_the_bubble_do_not_leak() {
    run(async {
        let steps = [beside("one", "['form [name=subject]']", ""), beside("two", "['#review']", "")];
        let example = Example::with(&steps).await;
        let page = example.open("/invoices/new").await;
        page.eval("window.heard = []; addEventListener('keydown', event => heard.push(event.key))").await;
        example.begin(&page).await;
        page.beside(&of("form [name=subject]")).await;
        page.click(&of("form [name=subject]")).await;
        page.write("Pump").await;
        for key in ["ArrowRight", "ArrowLeft", "ArrowDown", "Escape", " ", "a"] {
            page.key(key).await;
        }
        page.beside(&of("form [name=subject]")).await;
        page.step("Step one").await;
        assert_eq!(
            page.eval("[heard.join(), document.querySelector('[name=subject]').value]").await,
            json!(["ArrowRight,ArrowLeft,ArrowDown,Escape, ,a", "Pump a"])
        );
        page.eval("heard.length = 0").await;
        page.key("F6").await;
        page.until(&format!("{ROOT}.activeElement?.tagName === 'H2'")).await;
        for key in ["Tab", "a", "ArrowRight", "Escape"] {
            page.key(key).await;
        }
        page.until("!document.querySelector('#waymark-host')").await;
        assert_eq!(page.eval("heard.filter(key => key !== 'F6').join()").await, "");
        assert_eq!(
            page.eval("[document.activeElement.name, document.activeElement.value]").await,
            json!(["subject", "Pump a"])
        );
        faultless(&page);
    });
}

#[test]
fn a_modal_step_takes_the_focus_from_the_search_keeps_it_and_gives_it_back() {
    run(async {
        let example = Example::with(&[modal("one")]).await;
        let page = example.open("/invoices").await;
        page.click(&of(SEARCH)).await;
        page.write("Pump").await;
        example.begin(&page).await;
        page.step("Step one").await;
        page.until(&format!("{ROOT}.activeElement?.tagName === 'H2'")).await;
        for _ in 0..8 {
            page.key("Tab").await;
            page.until(&format!("{ROOT}.activeElement")).await;
        }
        page.key("x").await;
        page.press_main().await;
        page.until(&format!("document.activeElement === {}", of(SEARCH))).await;
        assert_eq!(
            page.text(&format!("{}.value", of(SEARCH))).await,
            "Pump",
            "what is typed at the step is not the page's"
        );
        faultless(&page);
    });
}

#[test]
fn the_page_is_neither_locked_nor_does_it_jump() {
    run(async {
        let example = Example::with(&[modal("one"), beside("two", "['.bar a.round']", "spotlight = {}")]).await;
        let page = example.open("/help").await;
        page.eval("scrollTo(0, 260)").await;
        let looks = "[document.documentElement, document.body].flatMap(e => [e.getAttribute('style'), e.className, getComputedStyle(e).overflow, getComputedStyle(e).position, e.scrollHeight, e.clientWidth]).concat(scrollY)";
        let before = page.eval(looks).await;
        example.begin(&page).await;
        page.step("Step one").await;
        assert_eq!(page.eval(looks).await, before, "at a modal step");
        page.press_main().await;
        page.beside(&of(".bar a.round")).await;
        assert_eq!(page.eval(looks).await, before, "at a bubble");
        page.press_main().await;
        page.until("!document.querySelector('#waymark-host')").await;
        assert_eq!(page.eval(looks).await, before, "at the end");
        page.call(
            "Input.dispatchMouseEvent",
            json!({"type": "mouseWheel", "x": 600, "y": 400, "deltaX": 0, "deltaY": 90}),
        )
        .await;
        page.until("scrollY > 260").await;
        faultless(&page);
    });
}

#[test]
fn a_script_that_is_included_twice_is_one_tour() {
    run(async {
        let example = Example::with(&[beside("one", "['#new-invoice']", "")]).await;
        let page = example.open("/invoices").await;
        let again = "new Promise(done => { const tag = document.querySelector('script[data-key]'), twin = document.createElement('script');
            for (const { name, value } of tag.attributes) twin.setAttribute(name, value);
            twin.onload = () => done(true); twin.onerror = () => done(false); document.head.append(twin); })";
        assert_eq!(page.eval(again).await, true, "the second one loads");
        example.begin(&page).await;
        page.beside(&of("#new-invoice")).await;
        assert_eq!(page.eval("document.querySelectorAll('#waymark-host').length").await, 1);
        page.press_main().await;
        page.until("!document.querySelector('#waymark-host')").await;
        assert_eq!(example.funnel("completed", 1).await["displayed"], 1);
        page.eval("waymark.destroy()").await;
        example.begin(&page).await;
        assert_eq!(page.eval("!!document.querySelector('#waymark-host')").await, false, "nobody is left to answer");
        faultless(&page);
    });
}

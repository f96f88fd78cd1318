//! The way through: pages of the product, reloads, kept pages, calls made before the script is there, storage that refuses.
//!
//! Deliberately absent: second tabs and devices; `onboarding` and `tour` have them.

use super::{Example, faultless, of};
use serde_json::{Value, json};
use waymark_tests::run;
use waymark_tests::site::Site;
use waymark_tests::stage::ROOT;
use waymark_tests::tour::beside;

/// A step that belongs to one page.
fn there(key: &str, selectors: &str, path: &str) -> String {
    let pages = format!("pages = [{{ pattern = {{ exact = \"{path}\" }} }}]\n");
    beside(key, selectors, "").replacen("[body.tour.steps.display", &format!("{pages}[body.tour.steps.display"), 1)
}

#[test]
fn another_page_of_the_product_hides_the_step_and_coming_back_brings_it() {
    run(async {
        // The rail is on every page; the step belongs to one.
        let steps =
            [there("one", "[\".rail a[href='/reports']\"]", "/invoices"), beside("two", "['#new-invoice']", "")];
        let example = Example::with(&steps).await;
        let page = example.open("/invoices").await;
        let link = of(".rail a[href='/reports']");
        example.begin(&page).await;
        page.beside(&link).await;
        page.click(&of(".rail a[href='/customers']")).await;
        page.until("location.pathname === '/customers'").await;
        page.nothing_seen().await;
        page.eval("history.back()").await;
        page.until("location.pathname === '/invoices'").await;
        page.beside(&link).await;
        page.press_main().await;
        page.beside(&of("#new-invoice")).await;
        // This one belongs to no page; what it speaks of does.
        page.click(&of(".rail a[href='/settings']")).await;
        page.until("location.pathname === '/settings'").await;
        page.nothing_seen().await;
        page.eval("history.back()").await;
        page.beside(&of("#new-invoice")).await;
        page.press_main().await;
        assert_eq!(example.funnel("completed", 1).await["displayed"], 1, "it was one run all the way");
        faultless(&page);
    });
}

#[test]
fn a_page_kept_by_the_browser_and_a_page_loaded_anew_have_their_step_again() {
    run(async {
        let example =
            Example::with(&[beside("one", "['#new-invoice']", ""), beside("two", "['.tools [type=search]']", "")])
                .await;
        let elsewhere = Site::start().await;
        let plain = elsewhere.put("/", &[], "<!doctype html><title>Bank</title><p>A bank");
        let page = example.open("/invoices").await;
        example.begin(&page).await;
        page.beside(&of("#new-invoice")).await;
        page.press_main().await;
        page.step("Step two").await;
        page.goto(&plain).await;
        page.eval("history.back()").await;
        page.until("location.pathname === '/invoices'").await;
        page.step("Step two").await;
        page.beside(&of(".tools [type=search]")).await;
        page.reload().await;
        page.beside(&of(".tools [type=search]")).await;
        page.press_main().await;
        page.until("!document.querySelector('#waymark-host')").await;
        assert_eq!(example.funnel("completed", 1).await["displayed"], 1, "it was one run all the way");
        faultless(&page);
    });
}

#[test]
fn a_clock_that_is_set_and_a_tab_behind_another_do_not_lose_the_step() {
    run(async {
        let later = "[[body.tour.steps.advance]]\non = { delay = 700 }";
        let steps = [
            beside("one", "['#new-invoice']", ""),
            beside("two", "['.tools [type=search]']", later),
            beside("three", "['.pane']", ""),
        ];
        let example = Example::alone_with(&steps).await;
        let page = example.running.browser.page().await;
        example.enter(&page, "/invoices").await;
        example.begin(&page).await;
        page.beside(&of("#new-invoice")).await;
        // Set back by a day, and forward by a month.
        page.eval("const own = Date.now, by = days => (Date.now = () => own() + days * 864e5); by(-1)").await;
        page.press_main().await;
        let second = example.running.browser.page().await;
        second.goto("about:blank").await;
        second.front().await;
        page.until("document.hidden").await;
        page.eval("by(30)").await;
        page.front().await;
        page.step("Step three").await;
        page.press_main().await;
        page.until("!document.querySelector('#waymark-host')").await;
        assert_eq!(example.funnel("completed", 1).await["displayed"], 1);
        faultless(&page);
    });
}

#[test]
fn calls_made_before_the_script_is_there_are_replayed_once() {
    run(async {
        let example = Example::alone_with(&[beside("one", "['form [name=subject]']", "")]).await;
        let page = example.tab().await;
        page.call("Network.setBlockedURLs", json!({"urls": ["*/waymark.js"]})).await;
        page.goto(&format!("{}/sign-in", example.running.product)).await;
        page.click(&of("#as-emma-clarke")).await;
        page.click(&of(".rail a[href='/invoices']")).await;
        page.click(&of("#new-invoice")).await;
        page.until("Array.isArray(waymark) && waymark.some(([method, [name]]) => method === 'track' && name === 'task_started')").await;
        page.eval(&format!("waymark.push(['start', ['{}'], location.href, Date.now()])", example.key)).await;
        page.call("Network.setBlockedURLs", json!({"urls": []})).await;
        page.eval("(() => { const tag = document.querySelector('script[data-key]'), late = document.createElement('script'); late.src = tag.src; late.dataset.key = tag.dataset.key; tag.replaceWith(late); })()").await;
        page.beside(&of("form [name=subject]")).await;
        page.press_main().await;
        page.until("!document.querySelector('#waymark-host')").await;
        // Neither another page nor another event plays anything again.
        page.click(&of(".rail a[href='/customers']")).await;
        page.click(&of(".rail a[href='/invoices']")).await;
        page.eval("waymark.track('looked_around')").await;
        let events = waymark_tests::eventually("the last event is there", || async {
            let events = example.running.member.events_of("emma.clarke").await;
            events.iter().any(|event| event["body"]["track"]["name"] == "looked_around").then_some(events)
        })
        .await;
        let count = |test: fn(&Value) -> bool| events.iter().filter(|event| test(&event["body"])).count();
        assert_eq!(count(|body| body["track"]["name"] == "task_started"), 1);
        assert_eq!(count(|body| body.get("identify").is_some()), 1);
        assert_eq!(example.funnel("completed", 1).await["displayed"], 1);
        assert_eq!(page.eval(&format!("!!{ROOT}")).await, false);
        faultless(&page);
    });
}

#[test]
fn storage_that_refuses_whatever_is_not_the_products_own_stops_no_tour() {
    run(async {
        let example =
            Example::with(&[beside("one", "['#new-invoice']", ""), beside("two", "['.tools [type=search]']", "")])
                .await;
        let page = example.tab().await;
        // A full or partitioned storage: what the product wrote first is there, nothing else gets in, and there is no database.
        page.before_load(
            "(() => { const refuse = () => { throw new DOMException('full', 'QuotaExceededError'); };
            const own = localStorage, product = key => String(key).startsWith('hibiki.');
            const only = new Proxy(own, { get: (target, key) => typeof target[key] === 'function' ? (...a) => ['clear'].includes(key) || product(a[0]) ? target[key](...a) : refuse() : refuse(), set: refuse, deleteProperty: refuse });
            Object.defineProperty(window, 'localStorage', { get: () => only });
            for (const name of ['sessionStorage', 'indexedDB']) Object.defineProperty(window, name, { get: refuse }); })()",
        )
        .await;
        example.enter(&page, "/invoices").await;
        example.begin(&page).await;
        page.beside(&of("#new-invoice")).await;
        page.press_main().await;
        page.beside(&of(".tools [type=search]")).await;
        page.press_main().await;
        page.until("!document.querySelector('#waymark-host')").await;
        example.funnel("completed", 1).await;
        faultless(&page);
    });
}

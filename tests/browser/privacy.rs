//! What is stored on the device in each state.

use serde_json::json;
use waymark_tests::page::Page;
use waymark_tests::stage::{ON_DONE, Stage, document, nps};
use waymark_tests::{eventually, run};

/// What the device remembers of the person; events that wait beside it have no marks.
const RECORD: &str = "Object.values(localStorage).map(text => JSON.parse(text)).find(item => item.marks)";

/// Everything the origin stores: cookies, storage keys, database names.
async fn stored(page: &Page) -> String {
    page.text("(async () => JSON.stringify([document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await indexedDB.databases()).map(d => 'db ' + d.name)]))()").await
}

async fn loaded(page: &Page) {
    page.until("window.waymark?.explain && performance.getEntriesByType('resource').some(e => e.name.endsWith('/v1/session') && e.responseEnd > 0)").await;
}

#[test]
fn nothing_is_stored_before_the_person_is_named() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let address = stage.site.put("/stranger", &[], document(&stage.collector.snippet(), ""));
        let page = stage.browser.page().await;
        page.goto(&address).await;
        loaded(&page).await;
        page.eval("wm('track', 'looked', {})").await;
        assert_eq!(stored(&page).await, r#"[""]"#);
        page.eval("wm('identify', 'user-2', {})").await;
        page.until("Object.keys(localStorage).length > 0").await;
        assert!(!stored(&page).await.contains("user-2"), "keys name nobody");
    });
}

#[test]
fn where_consent_is_required_nothing_is_stored_or_sent_before() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        stage.collector.set(json!({"consent_required": true})).await;
        let page = stage.browser.page().await;
        let mut events = page.events();
        page.goto(&format!("{}/", stage.site.origin())).await;
        loaded(&page).await;
        page.eval("wm('track', 'done', {})").await;
        page.until("waymark.explain('nps').includes('consent')").await;
        assert_eq!(stored(&page).await, r#"[""]"#);
        assert_eq!(page.heading().await, "");
        let mut sent = false;
        while let Ok(event) = events.try_recv() {
            sent |= event.method == "Network.requestWillBeSent"
                && event.params["request"]["url"].as_str().is_some_and(|url| url.ends_with("/v1/events"));
        }
        assert!(!sent, "no event is sent before consent");
        page.eval("wm('consent', true)").await;
        page.until("Object.keys(localStorage).length > 0").await;
        page.until("waymark.explain('nps').includes('trigger')").await;
        page.eval("wm('track', 'done', {})").await;
        page.card().await;
        page.eval("wm('consent', false)").await;
        page.no_card().await;
        page.until("Object.keys(localStorage).length === 0").await;
    });
}

#[test]
fn global_privacy_control_stops_automatic_surveys() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = stage.browser.page().await;
        page.before_load("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })")
            .await;
        page.goto(&format!("{}/", stage.site.origin())).await;
        page.until("waymark.explain?.('nps')?.includes('privacy_control')").await;
        page.eval("wm('track', 'done', {})").await;
        assert_eq!(page.heading().await, "");
        page.eval("wm('start', 'nps')").await;
        page.card().await;
    });
}

#[test]
fn on_a_shared_computer_the_next_person_sees_nothing_of_the_last() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = stage.open().await;
        page.until("waymark.explain?.('nps')?.includes('trigger')").await;
        page.eval("wm('track', 'done', {})").await;
        page.card().await;
        page.offline(true).await;
        page.choose(1).await;
        page.eval("wm('reset')").await;
        page.no_card().await;
        page.eval("wm('identify', 'user-2', {})").await;
        page.offline(false).await;
        page.eval("window.dispatchEvent(new Event('online'))").await;
        let report = stage.collector.funnel_reaches("nps", "answered", 1).await;
        assert_eq!(report["funnel"]["displayed"], 1);
        let said = stage.collector.responses("nps").await;
        assert_eq!(said[0]["person"], "user-1", "the answer stays with who gave it");
        let local = page.text("JSON.stringify(Object.entries(localStorage))").await;
        assert!(!local.contains("user-1"), "{local}");
    });
}

#[test]
fn a_sign_out_and_a_refusal_leave_nothing_on_the_device() {
    run(async {
        for call in ["wm('reset')", "wm('consent', false)"] {
            let stage = Stage::set(&[&nps(ON_DONE)]).await;
            let page = stage.open().await;
            page.until("waymark.explain?.('nps')?.includes('trigger')").await;
            page.eval("wm('track', 'done', {})").await;
            page.card().await;
            page.choose(4).await;
            assert!(stored(&page).await.contains("waymark:"), "somebody known is remembered");
            page.eval(call).await;
            page.no_card().await;
            eventually(call, || async { (stored(&page).await == r#"[""]"#).then_some(()) }).await;
            page.reload().await;
            page.until(&format!("{RECORD}?.who.user_id")).await;
            let marks = page.text(&format!("JSON.stringify({RECORD}.marks)")).await;
            assert_eq!(marks, "{}", "nothing is left of what was displayed before");
        }
    });
}

#[test]
fn under_global_privacy_control_no_anonymous_id_is_kept() {
    run(async {
        let stage = Stage::set(&[]).await;
        let page = stage.browser.page().await;
        page.before_load("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })")
            .await;
        page.goto(&format!("{}/", stage.site.origin())).await;
        page.until(&format!("{RECORD}?.who.company_id")).await;
        let who = page.text(&format!("JSON.stringify({RECORD}.who)")).await;
        assert_eq!(who, r#"{"user_id":"user-1","company_id":"company-1"}"#);
    });
}

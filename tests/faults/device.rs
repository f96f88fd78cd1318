//! What the device keeps of events: damaged, in a browser whose database fails, and after the loader was destroyed.
//!
//! Deliberately absent: which states may keep anything at all; `privacy` has those.

use crate::delivery::{ask, counted_once};
use waymark_tests::page::Page;
use waymark_tests::stage::{ON_DONE, ROOT, Stage, nps};
use waymark_tests::{eventually, run};

/// Hears what would reach the host's own error handlers.
const HEAR: &str = "window.__errors = []; addEventListener('error', e => __errors.push(e.message)); addEventListener('unhandledrejection', e => __errors.push('' + e.reason));";

/// How IndexedDB fails alone, while localStorage works.
const FAILING: [&str; 5] = [
    "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }",
    "const open = IDBFactory.prototype.open; IDBFactory.prototype.open = function (name) { const held = open.call(this, name, 9); held.addEventListener('upgradeneeded', () => held.transaction.abort()); return held; }",
    "IDBDatabase.prototype.transaction = () => { throw new DOMException('no', 'InvalidStateError'); }",
    "IDBObjectStore.prototype.put = () => { throw new DOMException('no', 'DataError'); }",
    "IDBObjectStore.prototype.getAll = () => { throw new DOMException('no', 'UnknownError'); }",
];

/// Everything kept of events: those in the database, then the keys of localStorage.
async fn kept(page: &Page, key: &str) -> String {
    page.text(&format!(
        "new Promise(done => {{
            const request = indexedDB.open('waymark:{key}');
            request.onupgradeneeded = () => request.result.createObjectStore('events', {{ keyPath: 'id' }});
            request.onsuccess = () => {{
                const all = request.result.transaction('events').objectStore('events').getAllKeys();
                all.onsuccess = () => {{ request.result.close(); done(JSON.stringify([...all.result, ...Object.keys(localStorage)])); }};
            }};
        }})"
    ))
    .await
}

/// What is kept when every event has been acknowledged.
async fn only_the_record_is_kept(page: &Page, key: &str) {
    let record = format!(r#"["waymark:{key}"]"#);
    eventually("nothing is kept but the record", || async { (kept(page, key).await == record).then_some(()) }).await;
}

#[test]
fn what_is_damaged_on_the_device_is_dropped_and_the_answer_beside_it_arrives() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let key = stage.collector.write_key();
        let page = stage.browser.page().await;
        // A number that JSON does not have, half a record, and records that are no events: some of everything in both places.
        page.before_load(&format!(
            "{HEAR}
            const request = indexedDB.open('waymark:{key}');
            request.onupgradeneeded = () => request.result.createObjectStore('events', {{ keyPath: 'id' }});
            request.onsuccess = () => {{
                const events = request.result.transaction('events', 'readwrite').objectStore('events');
                events.put({{ id: 'number', at: Date.now(), by: '', body: 5n }});
                events.put({{ id: 'half', at: Date.now(), by: '', text: '{{\"id\":' }});
                events.put({{ id: 'none' }});
                events.put({{ id: 7, at: Date.now(), by: '', body: null }});
                request.result.close();
            }};
            localStorage['waymark:{key}half'] = '{{\"at\":';
            localStorage['waymark:{key}list'] = '[]';
            localStorage['waymark:{key}text'] = JSON.stringify({{ at: Date.now(), by: '', body: 'nothing' }});"
        ))
        .await;
        page.goto(&format!("{}/", stage.site.origin())).await;
        ask(&page).await;
        page.choose(9).await;
        counted_once(&stage.collector, 9).await;
        only_the_record_is_kept(&page, key).await;
        assert_eq!(page.text("__errors.join()").await, "");
    });
}

#[test]
fn where_the_database_alone_fails_an_answer_waits_beside_it_and_arrives_once() {
    run(async {
        for failing in FAILING {
            let stage = Stage::set(&[&nps(ON_DONE)]).await;
            let page = stage.browser.page().await;
            page.before_load(&format!("{HEAR}{failing}")).await;
            page.goto(&format!("{}/", stage.site.origin())).await;
            ask(&page).await;
            stage.collector.funnel_reaches("nps", "displayed", 1).await;
            page.offline(true).await;
            page.choose(2).await;
            page.until(&format!("{ROOT}.querySelector('input[value=\"2\"]').checked")).await;
            page.until(r#"Object.values(localStorage).some(text => text.includes('{"answered":'))"#).await;
            assert_eq!(page.text("__errors.join()").await, "", "{failing}");
            page.close().await;
            let next = stage.browser.page().await;
            next.before_load(&format!("{HEAR}{failing}")).await;
            next.goto(&format!("{}/", stage.site.origin())).await;
            counted_once(&stage.collector, 2).await;
            next.until("Object.keys(localStorage).length === 1").await;
            assert_eq!(next.text("__errors.join()").await, "", "{failing}");
        }
    });
}

#[test]
fn a_destroyed_loader_keeps_what_was_not_acknowledged_and_writes_nothing_more() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let key = stage.collector.write_key();
        let page = stage.open().await;
        ask(&page).await;
        stage.collector.funnel_reaches("nps", "displayed", 1).await;
        only_the_record_is_kept(&page, key).await;
        page.offline(true).await;
        page.choose(5).await;
        page.until(&format!("{ROOT}.querySelector('input[value=\"5\"]').checked")).await;
        page.eval("wm('destroy')").await;
        page.until("waymark.loaded === false").await;
        page.no_card().await;
        let (before, record) = (kept(&page, key).await, page.text(&format!("localStorage['waymark:{key}']")).await);
        assert!(before.matches("\",\"").count() >= 1, "the answer waits for another page: {before}");
        page.eval("wm('identify', 'user-2', {}); wm('track', 'later', {}); wm('consent', true); wm('reset')").await;
        page.offline(false).await;
        page.eval("window.dispatchEvent(new Event('online')); history.pushState({}, '', '/elsewhere')").await;
        // Whatever could still be written would be once a later request of the page's own is answered.
        page.eval("new Promise(done => setTimeout(done)).then(() => fetch('/'))").await;
        assert_eq!(kept(&page, key).await, before);
        assert_eq!(page.text(&format!("localStorage['waymark:{key}']")).await, record);
        page.goto(&format!("{}/", stage.site.origin())).await;
        counted_once(&stage.collector, 5).await;
        only_the_record_is_kept(&page, key).await;
    });
}

#[test]
fn a_page_destroyed_before_its_database_was_made_leaves_the_next_one_a_whole_one() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let key = stage.collector.write_key();
        let page = stage.browser.page().await;
        page.before_load(
            "const open = IDBFactory.prototype.open;
            IDBFactory.prototype.open = function (...what) { const request = open.apply(this, what); window.waymark?.destroy?.(); return request; };",
        )
        .await;
        page.goto(&format!("{}/", stage.site.origin())).await;
        page.until("window.waymark?.loaded === false").await;
        let stores = page
            .text(&format!(
                "new Promise(done => {{ const request = indexedDB.open('waymark:{key}');
                request.onsuccess = () => {{ done([...request.result.objectStoreNames].join()); request.result.close(); }}; }})"
            ))
            .await;
        assert_eq!(stores, "events");
    });
}

#[test]
fn a_refusal_while_the_database_is_read_erases_what_was_in_it() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = stage.browser.page().await;
        page.goto(&format!("{}/", stage.site.origin())).await;
        page.until(
            "performance.getEntriesByType('resource').some(e => e.name.endsWith('/v1/events') && e.responseEnd > 0)",
        )
        .await;
        // What is tracked now is kept on the device, because it cannot be delivered.
        page.eval("window.fetch = () => Promise.reject(new TypeError('offline')); wm('track', 'kept', {})").await;
        page.before_load(
            "const begin = IDBDatabase.prototype.transaction;
            IDBDatabase.prototype.transaction = function (...how) {
                const transaction = begin.apply(this, how);
                if (!how[1] && !window.__refused) { window.__refused = true; waymark.consent(false); }
                return transaction;
            };
            const own = window.fetch; window.__sent = []; window.fetch = (url, options) => { __sent.push(String(options?.body)); return own(url, options); };",
        )
        .await;
        page.reload().await;
        page.until("window.__refused && __sent.some(body => body.includes('\"consent\"'))").await;
        page.until("indexedDB.databases().then(all => all.length === 0)").await;
        // Agreeing again does not bring back what was erased.
        page.eval("wm('consent', true); wm('track', 'later', {})").await;
        page.until("__sent.some(body => body.includes('\"later\"'))").await;
        assert_eq!(page.eval("__sent.some(body => body.includes('\"kept\"'))").await, false);
    });
}

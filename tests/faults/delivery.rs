//! Nothing lost, nothing twice, whatever breaks: each answer is in the report exactly once.

use tempfile::TempDir;
use waymark_tests::browser::Browser;
use waymark_tests::collector::Collector;
use waymark_tests::page::Page;
use waymark_tests::proxy::{Mood, Proxy};
use waymark_tests::site::Site;
use waymark_tests::stage::{IDENTIFY, ON_DONE, ROOT, Stage, document, nps};
use waymark_tests::{eventually, run};

/// Waits until the question can be started, and starts it.
pub async fn ask(page: &Page) {
    page.until("waymark.explain?.('nps')?.includes('trigger')").await;
    page.eval("wm('track', 'done', {})").await;
    page.card().await;
}

/// The answer is there once, with its score, and a recount from the events agrees.
pub async fn counted_once(collector: &Collector, score: u8) {
    let report = collector.funnel_reaches("nps", "answered", 1).await;
    assert_eq!(report["funnel"]["displayed"], 1);
    let scores = report["questions"][0]["scores"].as_array().expect("a list").clone();
    let total: i64 = scores.iter().filter_map(|entry| entry["count"].as_i64()).sum();
    assert_eq!(total, 1);
    assert_eq!(scores.iter().find(|entry| entry["count"] == 1).expect("one")["score"], score);
    let (same, words) = collector.command(&["verify"]).await;
    assert!(same, "{words}");
}

#[test]
fn an_answer_given_offline_arrives_later() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = stage.open().await;
        ask(&page).await;
        page.offline(true).await;
        page.choose(7).await;
        page.until(&format!("{ROOT}.querySelector('input[value=\"7\"]').checked")).await;
        page.offline(false).await;
        page.eval("window.dispatchEvent(new Event('online'))").await;
        counted_once(&stage.collector, 7).await;
    });
}

#[test]
fn an_answer_survives_the_tab_closed_right_after_the_click() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = stage.open().await;
        ask(&page).await;
        page.choose(6).await;
        page.close().await;
        // Should the request not have left with the tab, the next visit sends it.
        let again = stage.open().await;
        again.until("waymark.explain").await;
        counted_once(&stage.collector, 6).await;
    });
}

/// How many answers the browser holds for the page.
fn answers_held(key: &str) -> String {
    format!(
        "new Promise(done => {{
            const request = indexedDB.open('waymark:{key}');
            request.onsuccess = () => {{
                const all = request.result.transaction('events').objectStore('events').getAll();
                all.onsuccess = () => {{ request.result.close(); done(String(all.result.filter(item => item.body.answered).length)); }};
            }};
        }})"
    )
}

#[test]
fn what_waits_behind_a_batch_under_way_leaves_before_the_loader_ends() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = stage.open().await;
        ask(&page).await;
        page.eval("waymark.on('completed', () => waymark.destroy())").await;
        page.choose(8).await;
        page.press_main().await;
        page.until(&format!("{ROOT}.querySelector('textarea')")).await;
        page.click(&format!("{ROOT}.querySelector('textarea')")).await;
        page.write("The last thing said").await;
        page.press_main().await;
        page.until("waymark.loaded === false").await;
        stage.collector.funnel_reaches("nps", "completed", 1).await;
        counted_once(&stage.collector, 8).await;
    });
}

#[test]
fn an_answer_survives_the_browser_killed_while_the_collector_was_down() {
    run(async {
        let site = Site::start().await;
        let mut collector = Collector::spawn(&[site.origin()]).await;
        collector.publish(&nps(ON_DONE)).await;
        let address = site.put("/", &[], document(&collector.snippet(), IDENTIFY));
        let profile = TempDir::new().expect("a folder for the profile");
        let browser = Browser::launch_with_profile(profile.path()).await;
        let page = browser.page().await;
        page.goto(&address).await;
        ask(&page).await;
        collector.funnel_reaches("nps", "displayed", 1).await;
        collector.kill().await;
        page.choose(4).await;
        page.until(&format!("{ROOT}.querySelector('input[value=\"4\"]').checked")).await;
        // What the page writes passes from its process to the browser's, which on a busy machine takes a moment; from then on it lasts.
        eventually("the browser holds the answer", || async {
            (page.text(&answers_held(collector.write_key())).await == "1").then_some(())
        })
        .await;
        browser.kill().await;
        collector.restart().await;
        let browser = Browser::launch_with_profile(profile.path()).await;
        let page = browser.page().await;
        page.goto(&address).await;
        counted_once(&collector, 4).await;
    });
}

#[test]
fn a_collector_killed_after_the_acknowledgement_has_lost_nothing() {
    run(async {
        let site = Site::start().await;
        let mut collector = Collector::spawn(&[site.origin()]).await;
        collector.publish(&nps(ON_DONE)).await;
        for round in 0..20 {
            let now = waymark_tests::now();
            let mut random = [0; 10];
            random[9] = round;
            let id = shared::id::EventId::from_parts(now, random);
            let event =
                serde_json::json!({"id": id, "at": now, "who": {"user_id": "u"}, "body": {"track": {"name": "kept"}}});
            let batch =
                serde_json::json!({"key": collector.write_key(), "schema": 1, "sent_at": now, "events": [event]})
                    .to_string();
            let (status, receipt) = collector.post("/v1/events", site.origin(), batch.clone()).await;
            assert_eq!((status.as_u16(), &receipt["outcomes"][0]), (200, &"accepted".into()));
            collector.kill().await;
            collector.restart().await;
            let (_, receipt) = collector.post("/v1/events", site.origin(), batch).await;
            assert_eq!(receipt["outcomes"][0], "duplicate", "round {round}: acknowledged and still there");
        }
    });
}

#[test]
fn a_dropped_acknowledgement_counts_once() {
    run(async {
        let site = Site::start().await;
        let collector = Collector::spawn(&[site.origin()]).await;
        collector.publish(&nps(ON_DONE)).await;
        let proxy = Proxy::start(collector.address()).await;
        let snippet = collector.snippet_from(&format!("http://{}", proxy.address()));
        let address = site.put("/", &[], document(&snippet, IDENTIFY));
        let browser = Browser::launch().await;
        let page = browser.page().await;
        page.goto(&address).await;
        ask(&page).await;
        collector.funnel_reaches("nps", "displayed", 1).await;
        proxy.set(Mood::DropAnswers);
        page.choose(10).await;
        eventually("an answer was dropped", || async { (proxy.dropped() > 0).then_some(()) }).await;
        collector.funnel_reaches("nps", "answered", 1).await;
        proxy.set(Mood::Pass);
        page.eval("window.dispatchEvent(new Event('online'))").await;
        counted_once(&collector, 10).await;
    });
}

#[test]
fn storage_that_throws_costs_nothing_while_the_page_lives() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = stage.browser.page().await;
        page.before_load("for (const n of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, n, { get() { throw new DOMException('no', 'SecurityError'); } }); window.__errors = []; addEventListener('error', e => __errors.push(e.message))").await;
        page.goto(&format!("{}/", stage.site.origin())).await;
        ask(&page).await;
        page.choose(3).await;
        counted_once(&stage.collector, 3).await;
        assert_eq!(page.eval("__errors.length").await, 0);
    });
}

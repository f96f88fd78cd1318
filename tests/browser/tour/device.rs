//! What browsers do to pages and to what is kept: tabs and devices, storage that is missing or kept apart, pages that are kept,
//! hidden, or live through a change of the clock.
//!
//! Deliberately absent: a browser process that dies; `faults` has that.

use super::{on, put};
use waymark_tests::run;
use waymark_tests::stage::{ROOT, Stage, document, nps};
use waymark_tests::tour::{beside, tour};

const GOAL: &str = "document.querySelector('#goal')";
const BUTTON: &str = "<button id=goal>Goal</button>";
/// A question that is asked a second and a half after the page tracked `done`.
const LATER: &str = "[trigger]\ncause = { event = { name = \"done\" } }\ndelay_ms = 1500";

fn two_steps() -> String {
    tour(&[beside("one", "['#goal']", ""), beside("two", "['#act']", "")].concat())
}

#[test]
fn a_second_tab_stays_quiet_and_takes_over_when_the_first_is_closed() {
    run(async {
        let stage = Stage::set(&[&two_steps()]).await;
        let first = on(&stage, BUTTON).await;
        first.step("Step one").await;
        first.press_main().await;
        first.step("Step two").await;
        let second = on(&stage, BUTTON).await;
        second.until("waymark.explain?.('tour')?.includes('other_tab')").await;
        assert_eq!(second.heading().await, "");
        first.close().await;
        second.step("Step two").await;
    });
}

#[test]
fn a_duplicated_tab_stays_quiet_and_the_first_goes_on() {
    run(async {
        let stage = Stage::set(&[&two_steps()]).await;
        let first = on(
            &stage,
            "<a id=goal>Goal</a><button id=twin onclick='window.twin = window.open(location.href)'>Duplicate</button>",
        )
        .await;
        first.step("Step one").await;
        first.eval("sessionStorage.mark = 'copied'").await;
        first.click("document.querySelector('#twin')").await;
        first.until("twin.waymark?.explain?.('tour')?.includes('other_tab')").await;
        // What a browser copies when a tab is duplicated is there, and nothing was taken from it for the same tab.
        assert_eq!(first.eval("twin.sessionStorage.mark").await, "copied");
        assert_eq!(first.eval("!!twin.document.querySelector('#waymark-host')").await, false);
        first.front().await;
        first.press_main().await;
        first.step("Step two").await;
        first.eval("twin.close()").await;
        first.press_main().await;
        first.until("!document.querySelector('#waymark-host')").await;
        let funnel = stage.collector.funnel_reaches("tour", "completed", 1).await["funnel"].clone();
        assert_eq!((funnel["displayed"].clone(), funnel["completed"].clone()), (1.into(), 1.into()));
    });
}

#[test]
fn a_second_device_goes_on_where_the_first_one_stood() {
    run(async {
        let stage = Stage::set(&[&two_steps()]).await;
        let secret = stage.collector.get("/api/environments/production/identity-secret").await;
        // As a host's back end would sign it; here the page does, which no host should.
        let identify = format!(
            "(async () => {{ const text = new TextEncoder(), plain = b => btoa(String.fromCharCode(...new Uint8Array(b))).replace(/=+$/, '').replace(/\\+/g, '-').replace(/\\//g, '_');
            const said = [{{alg: 'HS256'}}, {{sub: 'user-9', exp: Math.floor(Date.now() / 1000) + 600}}].map(o => plain(text.encode(JSON.stringify(o)))).join('.');
            const key = await crypto.subtle.importKey('raw', text.encode('{}'), {{name: 'HMAC', hash: 'SHA-256'}}, false, ['sign']);
            wm('identify', 'user-9', {{}}, {{token: said + '.' + plain(await crypto.subtle.sign('HMAC', key, text.encode(said)))}}); }})();",
            secret["secret"].as_str().expect("a secret")
        );
        stage.site.put("/signed", &[], document(&stage.collector.snippet(), &identify) + BUTTON);
        let address = format!("{}/signed", stage.site.origin());
        let first = stage.browser.page().await;
        first.goto(&address).await;
        first.step("Step one").await;
        first.press_main().await;
        first.step("Step two").await;
        stage.collector.funnel_reaches("tour", "started", 1).await;
        first.close().await;
        let second = stage.browser.private_page().await;
        second.goto(&address).await;
        second.step("Step two").await;
        second.press_main().await;
        let report = stage.collector.funnel_reaches("tour", "completed", 1).await;
        assert_eq!(report["funnel"]["displayed"], 1);
    });
}

#[test]
fn without_storage_a_tour_is_still_walked_and_nothing_is_thrown() {
    run(async {
        let stage = Stage::set(&[&two_steps()]).await;
        let page = stage.browser.page().await;
        page.before_load("for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, {get() { throw new DOMException('no', 'SecurityError'); }})").await;
        page.goto(&put(&stage, "/host", BUTTON)).await;
        page.step("Step one").await;
        page.press_main().await;
        page.step("Step two").await;
        page.press_main().await;
        stage.collector.funnel_reaches("tour", "completed", 1).await;
        assert!(page.log().iter().all(|line| !line.contains("uncaught")), "{:?}", page.log());
    });
}

#[test]
fn a_page_kept_by_the_browser_and_shown_again_has_its_step_again() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", ""))]).await;
        stage.site.put("/plain", &[], "<!doctype html><title>Plain</title><p>Plain");
        let page = on(&stage, BUTTON).await;
        page.beside(GOAL).await;
        page.goto(&format!("{}/plain", stage.site.origin())).await;
        page.eval("history.back()").await;
        page.until("location.pathname === '/host'").await;
        page.beside(GOAL).await;
    });
}

#[test]
fn in_a_frame_of_another_site_whose_storage_is_kept_apart_a_tour_is_walked_and_gone_on_with() {
    run(async {
        let stage = Stage::set(&[&two_steps()]).await;
        // The frame says what it shows, and presses what it is told to: no other site can look into it.
        let obedient = format!(
            "wm('identify','user-1',{{}});onmessage = e => {{ const root = {ROOT}; \
             if (e.data === 'press') root.querySelector('.buttons [data-look=main]').click(); \
             else parent.postMessage({{ asked: e.data, says: root?.querySelector('h2')?.textContent }}, '*'); }}"
        );
        let framed = stage.site.put("/framed", &[], document(&stage.collector.snippet(), &obedient) + BUTTON);
        let outer = format!(
            "<!doctype html><title>Portal</title><iframe src='{framed}' width=900 height=600></iframe>\
             <script>onmessage = e => {{ if (e.data.asked === performance.timeOrigin) window.heard = e.data.says; }}</script>"
        );
        stage.site.put("/portal", &[], outer);
        let page = stage.browser.page().await;
        // An address and a name of the same machine are two sites.
        page.goto(&format!("{}/portal", stage.site.origin().replace("127.0.0.1", "localhost"))).await;
        // What the frame of the document before this one still answers is nothing of this one.
        let says =
            |words: &str| format!("(frames[0].postMessage(performance.timeOrigin, '*'), window.heard === '{words}')");
        page.until(&says("Step one")).await;
        page.eval("frames[0].postMessage('press', '*')").await;
        page.until(&says("Step two")).await;
        page.reload().await;
        page.until(&says("Step two")).await;
        page.eval("frames[0].postMessage('press', '*')").await;
        let funnel = stage.collector.funnel_reaches("tour", "completed", 1).await["funnel"].clone();
        assert_eq!(funnel["displayed"], 1);
    });
}

#[test]
fn a_clock_that_is_put_back_or_forward_while_a_delay_runs_neither_keeps_nor_loses_the_question() {
    run(async {
        for hours in [-5, 5] {
            let stage = Stage::set(&[&nps(LATER)]).await;
            let page = stage.browser.page().await;
            page.before_load("window.shift = 0; const real = Date.now; Date.now = () => real() + window.shift;").await;
            page.goto(&format!("{}/", stage.site.origin())).await;
            page.until("waymark.explain?.('nps')?.includes('trigger')").await;
            page.eval("wm('track', 'done', {})").await;
            page.until("waymark.explain('nps').includes('delay')").await;
            page.eval(&format!("window.shift = {hours} * 3600000")).await;
            page.card().await;
            page.choose(9).await;
            let report = stage.collector.funnel_reaches("nps", "answered", 1).await;
            assert_eq!(report["funnel"]["displayed"], 1, "{hours}");
        }
    });
}

#[test]
fn a_page_that_is_hidden_while_a_delay_runs_asks_when_it_is_looked_at_again() {
    run(async {
        let stage = Stage::set(&[&nps(LATER)]).await;
        let page = stage.open().await;
        page.until("waymark.explain?.('nps')?.includes('trigger')").await;
        let other = stage.browser.page().await;
        other.front().await;
        page.until("document.hidden").await;
        page.eval("wm('track', 'done', {})").await;
        page.until("waymark.explain('nps').includes('occupied')").await;
        assert_eq!(page.heading().await, "", "nobody would see it");
        page.front().await;
        page.card().await;
    });
}

#[test]
fn what_a_hidden_page_could_not_hear_from_the_collector_it_asks_again_when_the_network_is_back() {
    run(async {
        let gold = "[audience.person]\nname = \"plan\"\ntest = { is = \"gold\" }\n[trigger]\ncause = \"page\"";
        let stage = Stage::set(&[&nps(gold)]).await;
        let page = stage.open().await;
        page.until("waymark.explain?.('nps')?.includes('audience')").await;
        let other = stage.browser.page().await;
        other.front().await;
        page.until("document.hidden").await;
        page.offline(true).await;
        page.eval("window.failed = false; const real = fetch; window.fetch = (...a) => real(...a).catch(e => { failed ||= a[0].includes('session'); throw e; });")
            .await;
        page.eval("wm('identify', 'user-1', { plan: 'gold' })").await;
        page.until("failed").await;
        page.offline(false).await;
        page.front().await;
        page.card().await;
    });
}

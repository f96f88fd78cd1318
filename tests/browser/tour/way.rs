//! The way through: routes, reloads, tabs, devices.

use super::{on, put};
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{ROOT, Stage, document};
use waymark_tests::tour::{beside, tour};

const GOAL: &str = "document.querySelector('#goal')";
const BUTTON: &str = "<button id=goal>Goal</button>";

/// A step that belongs to one page.
fn there(key: &str, path: &str, rest: &str) -> String {
    let step = beside(key, "['#goal']", "");
    let pages = format!("pages = [{{ pattern = {{ exact = \"{path}\" }} }}]\n{rest}");
    step.replacen("[body.tour.steps.display", &format!("{pages}\n[body.tour.steps.display"), 1)
}

async fn step_of(page: &Page) -> String {
    page.heading().await
}

#[test]
fn a_route_change_hides_a_step_that_belongs_elsewhere_and_coming_back_brings_it() {
    run(async {
        let stage = Stage::set(&[&tour(&there("one", "/host", ""))]).await;
        let page = on(&stage, BUTTON).await;
        page.beside(GOAL).await;
        page.eval("history.pushState({}, '', '/elsewhere')").await;
        page.nothing_seen().await;
        page.eval("history.back()").await;
        page.beside(GOAL).await;
        page.press_main().await;
        let report = stage.collector.funnel_reaches("tour", "completed", 1).await;
        assert_eq!(report["funnel"]["displayed"], 1);
    });
}

#[test]
fn a_tour_goes_on_over_pages_by_link_by_button_and_by_router() {
    run(async {
        let to_two = "[[body.tour.steps.buttons]]\nto = { url = \"/two\" }";
        let to_three = "[[body.tour.steps.advance]]\non = { page = [{ pattern = { exact = \"/three\" } }] }";
        let steps =
            [there("one", "/host", to_two), there("two", "/two", to_three), there("three", "/three", "")].concat();
        let stage = Stage::set(&[&tour(&steps)]).await;
        put(&stage, "/two", BUTTON);
        let page = on(&stage, BUTTON).await;
        page.step("Step one").await;
        page.press_main().await;
        page.until("location.pathname === '/two'").await;
        page.step("Step two").await;
        page.eval("history.pushState({}, '', '/three')").await;
        page.step("Step three").await;
        page.press_main().await;
        stage.collector.funnel_reaches("tour", "completed", 1).await;
    });
}

#[test]
fn a_button_leads_through_the_router_of_the_host() {
    run(async {
        let button = "[[body.tour.steps.buttons]]\nto = { url = \"/two\" }";
        let stage = Stage::set(&[&tour(&[there("one", "/host", button), there("two", "/two", "")].concat())]).await;
        let page = on(&stage, "<button id=goal>Goal</button><script>wm('setNavigate', path => history.pushState({}, '', path)); window.alive = true</script>").await;
        page.step("Step one").await;
        page.press_main().await;
        page.step("Step two").await;
        assert_eq!(page.eval("alive").await, true);
    });
}

#[test]
fn a_reload_at_every_step_goes_on_at_that_step() {
    run(async {
        let steps =
            [beside("one", "['#goal']", ""), beside("two", "['#act']", ""), beside("three", "['#name']", "")].concat();
        let stage = Stage::set(&[&tour(&steps)]).await;
        let page = on(&stage, BUTTON).await;
        for heading in ["Step one", "Step two", "Step three"] {
            page.step(heading).await;
            page.reload().await;
            page.step(heading).await;
            page.press_main().await;
        }
        let report = stage.collector.funnel_reaches("tour", "completed", 1).await;
        assert_eq!(report["funnel"]["displayed"], 1, "it was one run all the way");
        page.reload().await;
        page.until("waymark.explain?.('tour')?.join() === 'answered_before'").await;
        assert_eq!(step_of(&page).await, "");
    });
}

#[test]
fn a_click_that_leaves_the_page_is_a_step_done_on_the_next() {
    run(async {
        let click = "[[body.tour.steps.advance]]\non = \"click\"";
        let stage =
            Stage::set(&[&tour(&[beside("one", "['#goal']", click), beside("two", "['#goal']", "")].concat())]).await;
        put(&stage, "/two", BUTTON);
        let page = on(&stage, "<a id=goal href=/two>Goal</a>").await;
        page.step("Step one").await;
        page.click(GOAL).await;
        page.until("location.pathname === '/two'").await;
        page.step("Step two").await;
    });
}

#[test]
fn a_second_tab_stays_quiet_and_takes_over_when_the_first_is_closed() {
    run(async {
        let steps = [beside("one", "['#goal']", ""), beside("two", "['#act']", "")].concat();
        let stage = Stage::set(&[&tour(&steps)]).await;
        let first = on(&stage, BUTTON).await;
        first.step("Step one").await;
        first.press_main().await;
        first.step("Step two").await;
        let second = on(&stage, BUTTON).await;
        second.until("waymark.explain?.('tour')?.includes('other_tab')").await;
        assert_eq!(step_of(&second).await, "");
        first.close().await;
        second.step("Step two").await;
    });
}

#[test]
fn a_duplicated_tab_stays_quiet_and_the_first_goes_on() {
    run(async {
        let steps = [beside("one", "['#goal']", ""), beside("two", "['#act']", "")].concat();
        let stage = Stage::set(&[&tour(&steps)]).await;
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
        let steps = [beside("one", "['#goal']", ""), beside("two", "['#act']", "")].concat();
        let stage = Stage::set_with(&[&tour(&steps)], &[]).await;
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
        let stage =
            Stage::set(&[&tour(&[beside("one", "['#goal']", ""), beside("two", "['#act']", "")].concat())]).await;
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
fn a_tour_can_be_asked_for_again_as_often_as_one_likes() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", ""))]).await;
        let page = on(&stage, BUTTON).await;
        for _ in 0..3 {
            page.step("Step one").await;
            page.press_main().await;
            page.until("!document.querySelector('#waymark-host')").await;
            page.eval("waymark.start('tour')").await;
        }
        stage.collector.funnel_reaches("tour", "completed", 3).await;
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
fn what_the_page_tracks_and_enters_leads_on() {
    run(async {
        let entered = "[[body.tour.steps.advance]]\non = \"entered\"";
        let tracked = "[[body.tour.steps.advance]]\non = { event = { name = \"saved\" } }";
        let gone = "[[body.tour.steps.advance]]\non = { gone = \"#goal\" }";
        let delay = "[[body.tour.steps.advance]]\non = { delay = 400 }";
        let steps = [
            beside("one", "['#name']", entered),
            beside("two", "['#act']", tracked),
            beside("three", "['#act']", gone),
            beside("four", "['#act']", delay),
            beside("five", "['#act']", ""),
        ];
        let stage = Stage::set(&[&tour(&steps.concat())]).await;
        let page = on(&stage, BUTTON).await;
        page.step("Step one").await;
        page.click("document.querySelector('#name')").await;
        page.write("Hana").await;
        page.key("Tab").await;
        page.step("Step two").await;
        page.eval("wm('track', 'saved', {})").await;
        page.step("Step three").await;
        page.eval("goal.remove()").await;
        page.step("Step five").await;
    });
}

#[test]
fn the_last_word_is_the_persons_not_to_see_it_again() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", ""))]).await;
        let page = on(&stage, BUTTON).await;
        page.step("Step one").await;
        page.click(&format!("[...{ROOT}.querySelectorAll('.ways-out button')].pop()")).await;
        page.until("!document.querySelector('#waymark-host')").await;
        stage.collector.funnel_reaches("tour", "dismissed", 1).await;
        page.reload().await;
        page.until("waymark.explain?.('tour')?.includes('refused')").await;
    });
}

//! The way through: routes, reloads, what leads on.

use super::{on, put};
use waymark_tests::run;
use waymark_tests::stage::{ROOT, Stage};
use waymark_tests::tour::{beside, tour};

const GOAL: &str = "document.querySelector('#goal')";
const BUTTON: &str = "<button id=goal>Goal</button>";

/// A step that belongs to one page.
fn there(key: &str, path: &str, rest: &str) -> String {
    let step = beside(key, "['#goal']", "");
    let pages = format!("pages = [{{ pattern = {{ exact = \"{path}\" }} }}]\n{rest}");
    step.replacen("[body.tour.steps.display", &format!("{pages}\n[body.tour.steps.display"), 1)
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
        assert_eq!(page.heading().await, "");
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
fn what_comes_and_goes_in_a_shadow_root_leads_on_and_what_cannot_be_read_does_not() {
    run(async {
        let gone = "[[body.tour.steps.advance]]\non = { gone = \"x-app >>> #busy\" }\n[[body.tour.steps.advance]]\non = { gone = \"::bad(\" }";
        let comes = "[[body.tour.steps.advance]]\non = { element = \"x-app >>> #done\" }";
        let steps =
            [beside("one", "['#act']", gone), beside("two", "['#act']", comes), beside("three", "['#act']", "")];
        let stage = Stage::set(&[&tour(&steps.concat())]).await;
        let page = on(&stage, "<x-app></x-app><script>document.querySelector('x-app').attachShadow({mode: 'open'}).innerHTML = '<p id=busy>Busy</p>'</script>").await;
        page.step("Step one").await;
        // Whatever led on by itself would have done so before the funnel knows of the step.
        stage.collector.funnel_reaches("tour", "displayed", 1).await;
        page.eval("document.querySelector('main').title = 'changed'").await;
        page.beside("document.querySelector('#act')").await;
        page.step("Step one").await;
        page.eval("document.querySelector('x-app').shadowRoot.innerHTML = '<p>Rest</p>'").await;
        page.step("Step two").await;
        page.eval("document.querySelector('x-app').shadowRoot.innerHTML = '<p id=done>Done</p>'").await;
        page.step("Step three").await;
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

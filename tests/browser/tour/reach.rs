//! Targets that are there and cannot be seen: collapsed, off the edge, behind a dialog, not rendered yet.

use super::on;
use waymark_tests::run;
use waymark_tests::stage::{ROOT, Stage};
use waymark_tests::tour::{beside, tour};

const GOAL: &str = "document.querySelector('#goal')";
const SECTION: &str = "<section id=section style='overflow:hidden;height:0'><button id=goal>Goal</button></section>";
const DRAWER: &str = "<style>#drawer{position:fixed;left:0;top:0;width:240px;transform:translateX(-100%)}#drawer.open{transform:none}</style>\
    <aside id=drawer><button id=inside>Inside</button></aside>";

#[test]
fn a_target_in_a_collapsed_section_or_a_closed_drawer_is_missing() {
    run(async {
        let steps = [
            beside("one", "['#goal']", "missing = { after_ms = 200, then = \"skip\" }"),
            beside("two", "['#inside']", "missing = { after_ms = 200, then = \"centre\" }"),
        ]
        .concat();
        let stage = Stage::set(&[&tour(&steps)]).await;
        let page = on(&stage, &[SECTION, DRAWER].concat()).await;
        page.step("Step two").await;
        stage.missing("one", "#goal").await;
        stage.missing("two", "#inside").await;
    });
}

#[test]
fn a_drawer_that_opens_in_time_or_too_late_has_its_bubble() {
    run(async {
        let wait = "missing = { after_ms = 200, then = \"wait\" }";
        let steps = [
            beside("one", "['#inside']", "missing = { after_ms = 60000, then = \"end\" }"),
            beside("two", "['#goal']", wait),
        ];
        let stage = Stage::set(&[&tour(&steps.concat())]).await;
        let page = on(&stage, &["<div style='height:2500px'></div>", SECTION, DRAWER].concat()).await;
        page.until("document.querySelector('#waymark-host')?.hasAttribute('data-away')").await;
        page.eval("drawer.classList.add('open')").await;
        page.beside("document.querySelector('#inside')").await;
        page.press_main().await;
        stage.missing("two", "#goal").await;
        assert_eq!(page.eval("scrollY").await, 0, "nobody is led to what is collapsed");
        page.nothing_seen().await;
        page.eval("section.style.height = 'auto'").await;
        page.beside(GOAL).await;
        page.press_main().await;
        let report = stage.collector.funnel_reaches("tour", "completed", 1).await;
        assert_eq!(report["funnel"]["dismissed"], 0);
    });
}

#[test]
fn a_target_behind_a_dialog_of_the_host_is_not_missing() {
    run(async {
        let steps = [
            beside("one", "['#act']", "[[body.tour.steps.advance]]\non = { event = { name = \"saved\" } }"),
            beside("two", "['#goal']", "missing = { after_ms = 200, then = \"end\" }"),
        ];
        let stage = Stage::set(&[&tour(&steps.concat())]).await;
        let page = on(&stage, "<button id=goal>Goal</button><dialog id=box>Box</dialog>").await;
        page.step("Step one").await;
        page.eval("box.showModal(); wm('track', 'saved', {})").await;
        page.until(&format!("{ROOT}?.querySelector('h2')?.textContent === 'Step two'")).await;
        // What is set later for later rings later: the step's own time would be over.
        page.eval("new Promise(done => setTimeout(done, 300))").await;
        page.eval("box.close()").await;
        page.beside(GOAL).await;
    });
}

#[test]
fn a_section_that_is_not_rendered_before_one_scrolls_there_has_its_target() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", ""))]).await;
        let far = "<style>section{content-visibility:auto;contain-intrinsic-size:auto 300px}</style><div style='height:3000px'></div>\
            <section><div style='height:900px'></div></section><section><div style='height:700px'></div><button id=goal>Goal</button></section>\
            <section><div style='height:2000px'></div></section>";
        let page = on(&stage, far).await;
        page.beside(GOAL).await;
    });
}

//! Finding the target.

use super::on;
use waymark_tests::run;
use waymark_tests::stage::Stage;
use waymark_tests::tour::{beside, tour};

const GOAL: &str = "document.querySelector('#goal')";

#[test]
fn a_target_that_vanishes_takes_its_bubble_along_and_brings_it_back() {
    run(async {
        let stage =
            Stage::set(&[&tour(&beside("one", "['#goal']", "missing = { after_ms = 300, then = \"wait\" }"))]).await;
        let page = on(&stage, "<button id=goal>Goal</button>").await;
        page.beside(GOAL).await;
        page.eval("window.gone = goal; goal.remove()").await;
        page.nothing_seen().await;
        stage.missing("one", "#goal").await;
        page.eval("document.querySelector('main').append(gone)").await;
        page.beside(GOAL).await;
        let report = stage.collector.funnel_reaches("tour", "displayed", 1).await;
        assert_eq!(report["funnel"]["dismissed"], 0);
    });
}

#[test]
fn a_re_render_that_replaces_the_target_does_not_make_the_bubble_flicker() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", ""))]).await;
        let page = on(&stage, "<div id=list><button id=goal>Goal</button></div>").await;
        page.beside(GOAL).await;
        page.eval("window.flickers = 0; new MutationObserver(() => document.querySelector('#waymark-host').hasAttribute('data-placed') || flickers++).observe(document.querySelector('#waymark-host'), {attributes: true}); for (let i = 0; i < 5; i++) list.innerHTML = `<p>${i}</p><button id=goal>Goal ${i}</button>`").await;
        page.beside(GOAL).await;
        assert_eq!(page.eval("flickers").await, 0);
    });
}

#[test]
fn a_target_that_mounts_late_is_waited_for_without_polling() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", ""))]).await;
        let page = on(&stage, "").await;
        page.until("document.querySelector('#waymark-host')").await;
        page.nothing_seen().await;
        page.eval("document.querySelector('main').insertAdjacentHTML('beforeend', '<section><button id=goal>Goal</button></section>')").await;
        page.beside(GOAL).await;
    });
}

#[test]
fn selectors_are_tried_in_order_and_a_text_and_a_number_choose_among_what_they_find() {
    run(async {
        let one = "[[body.tour.steps]]\nkey = \"one\"\ntitle = { en = \"Step one\" }\n[body.tour.steps.display.bubble]\n\
            target = { selectors = ['#nowhere', '::bad(', '.row button'], text = { en = \"Edit\" }, nth = 1 }\n";
        let stage = Stage::set(&[&tour(one)]).await;
        let rows = "<div class=row><button>Edit</button></div><div class=row><button>Copy</button></div><div class=row><button id=goal>Edit</button></div>";
        let page = on(&stage, rows).await;
        page.beside(GOAL).await;
    });
}

#[test]
fn targets_of_no_size_or_no_colour_are_not_there_and_those_without_a_box_are() {
    run(async {
        let steps = [beside("one", "['#zero', '#clear', '#hidden', '#contents']", ""), beside("two", "['#child']", "")]
            .concat();
        let stage = Stage::set(&[&tour(&steps)]).await;
        let body = "<div id=zero style='width:0;height:0'></div><div id=clear style='opacity:0'>clear</div><div id=hidden hidden>hidden</div>\
            <div id=contents style='display:contents'><button id=goal>Contents</button></div>\
            <div style='visibility:hidden'><button id=child style='visibility:visible'>Child</button></div>";
        let page = on(&stage, body).await;
        page.beside(GOAL).await;
        page.press_main().await;
        page.beside("document.querySelector('#child')").await;
    });
}

#[test]
fn targets_in_open_shadow_roots_are_found_and_followed() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['x-app >>> x-bar >>> #goal']", ""))]).await;
        let page = on(&stage, "<x-app></x-app>").await;
        page.until("document.querySelector('#waymark-host')").await;
        page.eval("(() => { const app = document.querySelector('x-app').attachShadow({mode: 'open'}); app.innerHTML = '<x-bar></x-bar>'; app.firstChild.attachShadow({mode: 'open'}).innerHTML = '<button id=goal>Goal</button>'; })()").await;
        page.beside("document.querySelector('x-app').shadowRoot.firstChild.shadowRoot.querySelector('#goal')").await;
    });
}

#[test]
fn targets_in_frames_of_the_same_origin_are_found_and_those_of_others_fail_softly() {
    run(async {
        let steps = [
            beside("one", "['#ours >>> #goal']", ""),
            beside("two", "['#theirs >>> #goal']", "missing = { after_ms = 300, then = \"centre\" }"),
        ]
        .concat();
        let stage = Stage::set(&[&tour(&steps)]).await;
        stage.site.put("/inner", &[], "<body style='margin:20px'><button id=goal>Goal</button>");
        let theirs = stage.collector.url("/healthz");
        let page = on(&stage, &format!("<iframe id=ours src=/inner width=300 height=120 style='border:7px solid'></iframe><iframe id=theirs src='{theirs}' width=300 height=120></iframe>")).await;
        page.step("Step one").await;
        let near = "(() => { const f = document.querySelector('#ours'), o = f.getBoundingClientRect(), g = f.contentDocument.querySelector('#goal').getBoundingClientRect(); \
            return {getBoundingClientRect: () => new DOMRect(o.x + 7 + g.x, o.y + 7 + g.y, g.width, g.height)}; })()";
        page.beside(near).await;
        page.press_main().await;
        page.step("Step two").await;
        stage.missing("two", "#theirs >>> #goal").await;
        assert!(page.log().iter().all(|line| !line.contains("uncaught")), "{:?}", page.log());
    });
}

#[test]
fn without_its_target_a_step_is_skipped_or_ends_the_tour_as_it_says() {
    run(async {
        let steps = [
            beside("one", "['#nowhere']", "missing = { after_ms = 200, then = \"skip\" }"),
            beside("two", "['#goal']", ""),
            beside("three", "['#neither']", "missing = { after_ms = 200, then = \"end\" }"),
        ]
        .concat();
        let stage = Stage::set(&[&tour(&steps)]).await;
        let page = on(&stage, "<button id=goal>Goal</button>").await;
        page.step("Step two").await;
        page.press_main().await;
        page.until("!document.querySelector('#waymark-host')").await;
        stage.missing("one", "#nowhere").await;
        stage.missing("three", "#neither").await;
    });
}

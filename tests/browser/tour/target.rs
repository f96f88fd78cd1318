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
        let steps = [
            beside("one", "['#zero', '#unseen', '#clear', '#hidden', '#contents']", ""),
            beside("two", "['#child']", ""),
        ]
        .concat();
        let stage = Stage::set(&[&tour(&steps)]).await;
        let body = "<div id=zero style='width:0;height:0'></div>\
            <div id=unseen style='position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)'>For readers</div><div id=clear style='opacity:0'>clear</div><div id=hidden hidden>hidden</div>\
            <div id=contents style='display:contents'><button id=goal>Contents</button></div>\
            <div style='display:contents;overflow:hidden'><div style='visibility:hidden'><button id=child style='visibility:visible'>Child</button></div></div>";
        let page = on(&stage, body).await;
        page.beside(GOAL).await;
        page.press_main().await;
        page.beside("document.querySelector('#child')").await;
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

#[test]
fn a_target_that_is_lost_and_comes_back_while_it_is_scrolled_away_is_not_missing() {
    run(async {
        let stage =
            Stage::set(&[&tour(&beside("one", "['#goal']", "missing = { after_ms = 300, then = \"end\" }"))]).await;
        let page = on(&stage, "<div style='height:3000px'></div><div id=list><button id=goal>Goal</button></div><div style='height:3000px'></div>").await;
        page.step("Step one").await;
        page.eval("scrollTo(0, 0)").await;
        page.nothing_seen().await;
        page.eval("list.innerHTML = 'Loading'").await;
        page.until("!document.querySelector('#waymark-host')?.hasAttribute('data-placed')").await;
        page.eval("list.innerHTML = '<button id=goal>Goal</button>'").await;
        // Three times as long as it may be missing.
        page.eval("new Promise(done => setTimeout(done, 900))").await;
        page.eval("goal.scrollIntoView({ block: 'center' })").await;
        page.step("Step one").await;
    });
}

#[test]
fn a_row_that_is_used_for_something_else_gives_its_bubble_up() {
    run(async {
        let edit = beside("two", "['.row button']", "missing = { after_ms = 200, then = \"wait\" }")
            .replace("selectors = ['.row button']", "selectors = ['.row button'], text = { en = \"Edit\" }");
        let stage = Stage::set(&[&tour(&[beside("one", "['[aria-selected=true]']", ""), edit].concat())]).await;
        let rows = "<div id=first aria-selected=true>First</div><div id=second aria-selected=false>Second</div>\
            <div class=row><button id=a>Edit</button></div><div class=row><button id=b>Copy</button></div>";
        let page = on(&stage, rows).await;
        page.beside("document.querySelector('#first')").await;
        page.eval("first.ariaSelected = 'false'; second.ariaSelected = 'true'").await;
        page.beside("document.querySelector('#second')").await;
        page.press_main().await;
        page.beside("document.querySelector('#a')").await;
        page.eval("a.firstChild.data = 'Copy'; b.firstChild.data = 'Edit'").await;
        page.beside("document.querySelector('#b')").await;
        page.eval("b.firstChild.data = 'Copy'").await;
        page.nothing_seen().await;
        stage.missing("two", ".row button").await;
        page.eval("a.firstChild.data = 'Edit'").await;
        page.beside("document.querySelector('#a')").await;
    });
}

#[test]
fn a_selector_that_cannot_be_read_is_told_once() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['::bad(', '#goal']", ""))]).await;
        let page = on(&stage, "<button id=goal>Goal</button>").await;
        page.beside(GOAL).await;
        for at in 0..5 {
            page.eval(&format!("goal.title = {at}")).await;
            page.beside(GOAL).await;
        }
        assert_eq!(page.log().iter().filter(|line| line.contains("::bad(")).count(), 1, "{:?}", page.log());
    });
}

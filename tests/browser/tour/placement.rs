//! Being beside the target, whatever the page does.

use super::{on, put};
use waymark_tests::run;
use waymark_tests::stage::{ROOT, Stage};
use waymark_tests::tour::{beside, tour};

const GOAL: &str = "document.querySelector('#goal')";

async fn stage(rest: &str) -> Stage {
    Stage::set(&[&tour(&beside("one", "['#goal']", rest))]).await
}

#[test]
fn a_target_in_nested_scroll_containers_is_scrolled_into_view_and_followed() {
    run(async {
        let stage = stage("").await;
        let page = on(&stage, "<div id=outer style='height:300px;overflow:auto'><p style='height:900px'>a<div id=inner style='height:200px;overflow-y:scroll'><p style='height:700px'>b</p><button id=goal>Goal</button><p style='height:700px'></div><p style='height:900px'></div>").await;
        page.beside(GOAL).await;
        page.eval("inner.scrollBy(0, 40); outer.scrollBy(0, -30)").await;
        page.beside(GOAL).await;
        page.eval("outer.scrollTo(0, 0)").await;
        // Out of sight in its pane, the target has no bubble either.
        page.nothing_seen().await;
        page.eval("outer.scrollTo(0, 850); inner.scrollTo(0, 640)").await;
        page.beside(GOAL).await;
    });
}

#[test]
fn what_the_host_hides_is_not_scrolled() {
    run(async {
        let stage = stage("").await;
        let page = on(&stage, "<div id=cut style='height:120px;overflow:hidden'><div style='height:90px'></div><button id=goal>Goal</button><div style='height:900px'></div></div><div style='height:3000px'></div>").await;
        page.beside(GOAL).await;
        assert_eq!(page.eval("[cut.scrollTop, cut.scrollLeft, scrollX]").await, serde_json::json!([0, 0, 0]));
    });
}

#[test]
fn a_target_under_a_fixed_header_is_brought_out_and_scroll_margin_is_kept() {
    run(async {
        let steps = [beside("one", "['#goal']", ""), beside("two", "['#second']", "")].concat();
        let stage = Stage::set(&[&tour(&steps)]).await;
        let body = "<style>#head{position:fixed;inset:0 0 auto;height:90px;background:#ccc}#side{position:sticky;top:90px}#second{scroll-margin-top:200px}</style>\
            <header id=head>Head</header><div style='height:1500px'></div><button id=goal>Goal</button><div style='height:1500px'></div><button id=second>Second</button><div style='height:1500px'></div>";
        let page = on(&stage, body).await;
        page.eval("scrollTo(0, goal.getBoundingClientRect().top + scrollY - 30)").await;
        page.beside(GOAL).await;
        assert_eq!(
            page.eval(
                "document.elementFromPoint(goal.getBoundingClientRect().x + 5, goal.getBoundingClientRect().y + 5).id"
            )
            .await,
            "goal"
        );
        page.press_main().await;
        page.beside("document.querySelector('#second')").await;
        assert!(page.eval("second.getBoundingClientRect().top").await.as_f64().unwrap_or_default() >= 200.0);
    });
}

#[test]
fn fixed_and_sticky_targets_keep_their_bubble_while_the_page_scrolls() {
    run(async {
        let steps = [beside("one", "['#goal']", ""), beside("two", "['#bar']", "")].concat();
        let stage = Stage::set(&[&tour(&steps)]).await;
        let body = "<div style='position:fixed;right:40px;top:200px'><button id=goal>Goal</button></div><div style='height:300px'></div><div style='height:4000px'><div id=bar style='position:sticky;top:50px;width:120px'>Bar</div></div>";
        let page = on(&stage, body).await;
        page.beside(GOAL).await;
        page.eval("scrollTo(0, 600)").await;
        page.beside(GOAL).await;
        assert_eq!(page.eval("scrollY").await, 600, "a fixed target is no reason to scroll");
        page.press_main().await;
        page.beside("document.querySelector('#bar')").await;
        page.eval("scrollTo(0, 900)").await;
        page.beside("document.querySelector('#bar')").await;
    });
}

#[test]
fn a_target_in_a_horizontal_scroller_is_brought_into_view() {
    run(async {
        let stage = stage("").await;
        let page = on(&stage, "<div id=strip style='width:400px;overflow-x:auto;white-space:nowrap'><span style='display:inline-block;width:1500px'></span><button id=goal>Goal</button><span style='display:inline-block;width:900px'></span></div>").await;
        page.beside(GOAL).await;
        assert!(page.eval("strip.scrollLeft").await.as_f64().unwrap_or_default() > 1000.0);
    });
}

#[test]
fn an_absolutely_positioned_menu_is_not_cut_by_what_it_does_not_belong_to() {
    run(async {
        let stage = stage("spotlight = {}").await;
        let page = on(&stage, "<div style='position:relative'><div style='overflow:hidden;height:30px'><ul id=goal style='position:absolute;top:40px;left:100px;width:160px'><li>One<li>Two</ul></div></div>").await;
        page.beside(GOAL).await;
        let hole = page.text("document.querySelector('#waymark-host').style.getPropertyValue('--wm-hole')").await;
        let height = page.eval("goal.offsetHeight + 12 - 16").await.as_f64().unwrap_or_default();
        assert!(hole.contains(&format!("v{height:.1}")), "the hole is as high as the menu: {hole}");
    });
}

#[test]
fn a_spotlight_is_cut_where_the_pane_cuts_its_target() {
    run(async {
        let stage = stage("spotlight = { padding = 0, radius = 0 }").await;
        let page = on(&stage, "<div id=pane style='height:200px;overflow:auto'><div style='height:120px'></div><div id=goal style='height:400px;width:200px'>Goal</div></div>").await;
        page.beside("({getBoundingClientRect: () => { const g = document.querySelector('#goal').getBoundingClientRect(), p = document.querySelector('#pane').getBoundingClientRect(); const top = Math.max(g.top, p.top); return new DOMRect(g.x, top, g.width, Math.min(g.bottom, p.bottom) - top); }})").await;
    });
}

#[test]
fn a_window_that_turns_and_a_target_that_grows_take_the_bubble_along() {
    run(async {
        let stage = stage("").await;
        let page = stage.browser.page().await;
        page.phone(360, 640).await;
        page.goto(&put(&stage, "/host", "<button id=goal style='margin-left:40%'>Goal</button>")).await;
        page.beside(GOAL).await;
        page.phone(700, 480).await;
        page.beside(GOAL).await;
        page.eval("goal.style.padding = '20px'").await;
        page.beside(GOAL).await;
        page.eval("goal.style.marginLeft = '5%'").await;
        page.beside(GOAL).await;
    });
}

#[test]
fn zoomed_and_transformed_ancestors_do_not_shift_the_bubble() {
    run(async {
        let steps = [beside("one", "['#goal']", ""), beside("two", "['#turned']", "")].concat();
        let stage = Stage::set(&[&tour(&steps)]).await;
        let page = on(&stage, "<style>html{zoom:1.25}</style><div style='zoom:1.5;padding:20px'><button id=goal>Goal</button></div><div style='transform:scale(.7) translate(120px, 60px)'><button id=turned>Turned</button></div>").await;
        page.beside(GOAL).await;
        page.press_main().await;
        page.beside("document.querySelector('#turned')").await;
    });
}

#[test]
fn pinched_into_the_page_the_bubble_stays_in_the_part_one_sees() {
    run(async {
        let stage = stage("").await;
        let page =
            on(&stage, "<div style='height:200px'></div><button id=goal style='margin-left:300px'>Goal</button>").await;
        page.beside(GOAL).await;
        page.call("Emulation.setPageScaleFactor", serde_json::json!({"pageScaleFactor": 1.6})).await;
        let inside = format!(
            "(() => {{ const c = {ROOT}.querySelector('.card').getBoundingClientRect(), v = visualViewport; return c.left >= v.offsetLeft - 1 && c.right <= v.offsetLeft + v.width + 1 && c.top >= v.offsetTop - 1 && c.bottom <= v.offsetTop + v.height + 1; }})()"
        );
        page.until(&inside).await;
    });
}

#[test]
fn from_right_to_left_the_start_is_on_the_right() {
    run(async {
        let stage = stage("side = \"start\"").await;
        let page = stage.browser.page().await;
        page.goto(&put(&stage, "/host", "<script>document.documentElement.lang='ar';document.documentElement.dir='rtl'</script><div style='text-align:center;padding-top:120px'><button id=goal>Goal</button></div>")).await;
        page.beside(GOAL).await;
        let right =
            format!("{ROOT}.querySelector('.card').getBoundingClientRect().left > goal.getBoundingClientRect().right");
        assert_eq!(page.eval(&right).await, true);
        assert_eq!(page.text(&format!("{ROOT}.querySelector('.card').dir")).await, "rtl");
    });
}

#[test]
fn where_there_is_no_room_beside_the_target_the_bubble_stands_at_the_edge_and_leaves_it_free() {
    run(async {
        let stage = stage("").await;
        let page = stage.browser.page().await;
        page.phone(320, 568).await;
        page.goto(&put(&stage, "/host", "<div id=goal style='height:420px;background:#eee'>Goal</div>")).await;
        page.step("Step one").await;
        let free = format!(
            "{ROOT}.querySelector('.card').getBoundingClientRect().bottom <= innerHeight && {ROOT}.querySelector('.card').getBoundingClientRect().left >= 0 && getComputedStyle({ROOT}.querySelector('.arrow')).display === 'none'"
        );
        page.until(&free).await;
    });
}

#[test]
fn a_target_that_is_moved_by_a_style_sheet_an_image_or_a_person_is_followed() {
    run(async {
        let stage = stage("").await;
        let page = on(&stage, "<style></style><img id=picture alt=''><p><textarea id=text style='height:60px;width:200px'></textarea></p><button id=goal>Goal</button>").await;
        page.beside(GOAL).await;
        // Nothing is told of a rule that is put in.
        page.eval("document.querySelector('style').sheet.insertRule('#goal{position:relative;left:90px;top:30px}')")
            .await;
        page.beside(GOAL).await;
        page.eval("picture.src = `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='200' height='120'/>`; picture.decode()").await;
        page.until("picture.offsetHeight === 120").await;
        page.beside(GOAL).await;
        let corner = page.eval("(r => [r.right - 4, r.bottom - 4])(text.getBoundingClientRect())").await;
        let (x, y) = (corner[0].as_f64().expect("x"), corner[1].as_f64().expect("y"));
        for (kind, down) in [("mousePressed", 0.0), ("mouseMoved", 60.0), ("mouseReleased", 60.0)] {
            let mouse = serde_json::json!({"type": kind, "x": x, "y": y + down, "button": "left", "buttons": 1, "clickCount": 1});
            page.call("Input.dispatchMouseEvent", mouse).await;
        }
        page.until("text.offsetHeight > 100").await;
        page.beside(GOAL).await;
    });
}

#[test]
fn scroll_padding_is_kept_and_a_sticky_header_covers_no_target() {
    run(async {
        let steps = [beside("one", "['#goal']", ""), beside("two", "['#second']", "")].concat();
        let stage = Stage::set(&[&tour(&steps)]).await;
        let body = "<style>html{scroll-padding-top:180px}#pane{height:300px;overflow:auto}#head{position:sticky;top:0;height:90px;background:#ccc}</style>\
            <div style='height:1500px'></div><button id=goal>Goal</button><div id=pane><div id=head>Head</div><div style='height:700px'></div><button id=second>Second</button><div style='height:700px'></div></div><div style='height:1500px'></div>\
            <script>scrollTo(0, goal.getBoundingClientRect().top - 100); pane.scrollTo(0, second.getBoundingClientRect().top - pane.getBoundingClientRect().top - 40)</script>";
        let page = on(&stage, body).await;
        page.beside(GOAL).await;
        assert!(page.eval("goal.getBoundingClientRect().top").await.as_f64() >= Some(180.0));
        page.press_main().await;
        page.beside("document.querySelector('#second')").await;
        let top = "second.getBoundingClientRect().top - head.getBoundingClientRect().bottom";
        assert!(page.eval(top).await.as_f64() >= Some(0.0), "the header does not cover it");
    });
}

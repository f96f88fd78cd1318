//! Targets in open shadow roots and in frames of the same origin.

use super::{on, put};
use waymark_tests::run;
use waymark_tests::stage::Stage;
use waymark_tests::tour::{beside, tour};

const CLICK: &str = "[[body.tour.steps.advance]]\non = \"click\"";
const ENTERED: &str = "[[body.tour.steps.advance]]\non = \"entered\"";

/// An element of the frame `#ours` as if it were in the page itself; `5px` is the frame's border.
fn framed(selector: &str) -> String {
    format!(
        "(() => {{ const f = document.querySelector('#ours'), o = f?.getBoundingClientRect(), g = f?.contentDocument?.querySelector('{selector}')?.getBoundingClientRect();
        return g && {{getBoundingClientRect: () => new DOMRect(o.x + 5 + g.x, o.y + 5 + g.y, g.width, g.height), getClientRects: () => [g], scrollIntoView() {{}}}}; }})()"
    )
}

const FRAME: &str = "<iframe id=ours src=/inner width=500 height=300 style='border:5px solid'></iframe>";
const INNER: &str = "<!doctype html><body style='margin:20px'><div style='height:1500px'></div><button id=goal>Goal</button>\
    <p><input id=field></p><div style='height:1500px'></div>";

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
fn clicks_entries_and_scrolling_are_heard_inside_shadow_roots() {
    run(async {
        let steps = [
            beside("one", "['x-app >>> #goal']", CLICK),
            beside("two", "['x-app >>> #field']", ENTERED),
            beside("three", "['x-field']", ENTERED),
            beside("four", "['#act']", ""),
        ];
        let stage = Stage::set(&[&tour(&steps.concat())]).await;
        let shadow = "<x-app></x-app><x-field style='display:block;width:200px'></x-field><script>document.querySelector('x-app').attachShadow({mode: 'open'}).innerHTML = \
            '<div id=pane style=\"height:200px;overflow:auto\"><div style=\"height:600px\"></div><button id=goal>Goal</button><p><input id=field></p><div style=\"height:600px\"></div></div>'; \
            document.querySelector('x-field').attachShadow({mode: 'open'}).innerHTML = '<input id=own>'</script>";
        let page = on(&stage, shadow).await;
        let within = |selector: &str| format!("document.querySelector('x-app').shadowRoot.querySelector('{selector}')");
        page.beside(&within("#goal")).await;
        page.eval(&format!("{}.scrollBy(0, 40)", within("#pane"))).await;
        page.beside(&within("#goal")).await;
        page.click(&within("#goal")).await;
        page.step("Step two").await;
        for (field, next) in [
            (within("#field"), "Step three"),
            ("document.querySelector('x-field').shadowRoot.querySelector('#own')".to_owned(), "Step four"),
        ] {
            page.click(&field).await;
            page.write("Hana").await;
            page.key("Tab").await;
            page.step(next).await;
        }
    });
}

#[test]
fn one_click_is_one_step_however_many_hear_it() {
    run(async {
        let steps = ["one", "two", "three"].map(|key| beside(key, "['x-app >>> #goal']", CLICK)).concat();
        let stage = Stage::set(&[&tour(&steps)]).await;
        let page = on(&stage, "<x-app></x-app><script>document.querySelector('x-app').attachShadow({mode: 'open'}).innerHTML = '<button id=goal>Goal</button>'</script>").await;
        for heading in ["Step one", "Step two", "Step three"] {
            page.step(heading).await;
            page.click("document.querySelector('x-app').shadowRoot.querySelector('#goal')").await;
        }
        stage.collector.funnel_reaches("tour", "completed", 1).await;
    });
}

#[test]
fn a_target_in_a_shadow_root_inside_a_dialog_of_the_host_is_not_behind_it() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['x-app >>> #goal']", ""))]).await;
        let page = on(&stage, "<dialog id=box><x-app></x-app></dialog><script>document.querySelector('x-app').attachShadow({mode: 'open'}).innerHTML = '<button id=goal>Goal</button>'</script>").await;
        page.until("document.querySelector('#waymark-host')").await;
        page.eval("box.showModal()").await;
        page.beside("document.querySelector('x-app').shadowRoot.querySelector('#goal')").await;
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
        let page = on(&stage, &format!("{FRAME}<iframe id=theirs src='{theirs}' width=300 height=120></iframe>")).await;
        page.step("Step one").await;
        page.beside(&framed("#goal")).await;
        page.press_main().await;
        page.step("Step two").await;
        stage.missing("two", "#theirs >>> #goal").await;
        assert!(page.log().iter().all(|line| !line.contains("uncaught")), "{:?}", page.log());
    });
}

#[test]
fn a_target_in_a_frame_far_down_is_brought_into_view_followed_and_used() {
    run(async {
        let steps = [
            beside("one", "['#ours >>> #goal']", CLICK),
            beside("two", "['#ours >>> #field']", ENTERED),
            beside("three", "['#act']", ""),
        ];
        let stage = Stage::set(&[&tour(&steps.concat())]).await;
        stage.site.put("/inner", &[], INNER);
        let page = on(
            &stage,
            &format!("<style></style><div style='height:3000px'></div>{FRAME}<div style='height:900px'></div>"),
        )
        .await;
        page.beside(&framed("#goal")).await;
        page.eval("document.querySelector('#ours').contentWindow.scrollBy(0, 30)").await;
        page.beside(&framed("#goal")).await;
        // Nothing tells of either but where they are: inside the frame, and the frame itself.
        page.eval("document.querySelector('#ours').contentDocument.adoptedStyleSheets.length; (s => s.insertRule('#goal{margin-left:40px}'))(document.querySelector('#ours').contentDocument.head.appendChild(document.createElement('style')).sheet)").await;
        page.beside(&framed("#goal")).await;
        page.eval("document.querySelector('style').sheet.insertRule('#ours{margin-left:70px}')").await;
        page.beside(&framed("#goal")).await;
        page.click(&framed("#goal")).await;
        page.step("Step two").await;
        page.click(&framed("#field")).await;
        page.write("Hana").await;
        page.key("Tab").await;
        page.step("Step three").await;
    });
}

#[test]
fn a_frame_that_is_loaded_late_or_anew_has_its_target() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#ours >>> #goal']", ""))]).await;
        stage.site.put("/inner", &[], INNER);
        let page = on(&stage, "").await;
        page.until("document.querySelector('#waymark-host')").await;
        page.eval(&format!("document.querySelector('main').insertAdjacentHTML('beforeend', `{FRAME}`)")).await;
        page.beside(&framed("#goal")).await;
        page.eval("document.querySelector('#ours').contentWindow.stale = true; document.querySelector('#ours').contentWindow.location.reload()").await;
        page.until("!document.querySelector('#ours').contentWindow.stale").await;
        page.eval("document.querySelector('#ours').contentWindow.scrollTo(0, 1450)").await;
        page.beside(&framed("#goal")).await;
    });
}

#[test]
fn nothing_is_left_in_frames_and_shadow_roots() {
    run(async {
        let steps = [beside("one", "['x-app >>> #goal', '#ours >>> #goal']", &[CLICK, "\n", ENTERED].concat())];
        let stage = Stage::set(&[&tour(&steps.concat())]).await;
        stage.site.put("/inner", &[], INNER);
        let page = stage.browser.page().await;
        page.before_load(super::rest::COUNT).await;
        page.goto(&put(&stage, "/host", &format!("<x-app></x-app><script>document.querySelector('x-app').attachShadow({{mode: 'open'}}).innerHTML = '<p>Empty</p>'</script>{FRAME}"))).await;
        page.beside(&framed("#goal")).await;
        let inside = "document.querySelector('#ours').contentWindow.__count.listeners";
        assert!(page.eval(inside).await.as_u64() > Some(0), "the frame is listened to");
        page.eval("waymark.destroy()").await;
        page.until(&format!("__count.listeners === 0 && __count.observers === 0 && {inside} === 0")).await;
    });
}

//! The host's dialogs, keys, focus and touch.

use super::{on, put};
use waymark_tests::run;
use waymark_tests::stage::{ROOT, Stage};
use waymark_tests::tour::{beside, is_beside, modal, tour};

const GOAL: &str = "document.querySelector('#goal')";

#[test]
fn a_target_inside_a_modal_dialog_of_the_host_has_its_bubble_there() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", ""))]).await;
        let page = on(&stage, "<dialog id=box><p>Box</p><button id=goal>Goal</button></dialog>").await;
        page.until("document.querySelector('#waymark-host')").await;
        page.eval("box.showModal()").await;
        page.beside(GOAL).await;
        page.press_main().await;
        stage.collector.funnel_reaches("tour", "completed", 1).await;
    });
}

#[test]
fn a_dialog_over_the_target_hides_its_bubble_until_it_is_closed() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", "spotlight = {}"))]).await;
        let page =
            on(&stage, "<button id=goal>Goal</button><dialog id=box><p>Box</p><button>Fine</button></dialog>").await;
        page.beside(GOAL).await;
        page.eval("box.showModal()").await;
        page.nothing_seen().await;
        page.eval("box.close()").await;
        page.beside(GOAL).await;
    });
}

#[test]
fn a_popover_of_the_host_does_not_cover_the_bubble() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", ""))]).await;
        let page = on(
            &stage,
            "<button id=goal>Goal</button><div id=menu popover style='inset:0;width:100vw;height:100vh'>Menu</div>",
        )
        .await;
        page.beside(GOAL).await;
        page.eval("menu.showPopover()").await;
        let above = format!(
            "(() => {{ const c = {ROOT}.querySelector('.card').getBoundingClientRect(); return document.elementFromPoint(c.x + 20, c.y + 20)?.id === 'waymark-host'; }})()"
        );
        page.until(&above).await;
    });
}

#[test]
fn one_tap_on_the_target_through_the_spotlight_uses_it_and_leads_on() {
    run(async {
        let steps = [
            beside("one", "['#goal']", "spotlight = {}\n[[body.tour.steps.advance]]\non = \"click\""),
            beside("two", "['#act']", ""),
        ];
        let stage = Stage::set(&[&tour(&steps.concat())]).await;
        let page = stage.browser.page().await;
        page.phone(390, 700).await;
        page.goto(&put(
            &stage,
            "/host",
            "<button id=goal onclick='window.used = (window.used || 0) + 1' style='margin:60px'>Goal</button>",
        ))
        .await;
        page.beside(GOAL).await;
        page.tap(GOAL).await;
        page.step("Step two").await;
        assert_eq!(page.eval("used").await, 1);
    });
}

#[test]
fn a_blocked_target_cannot_be_used_and_the_bubble_over_a_hole_can() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", "spotlight = { blocked = true }"))]).await;
        let page = on(&stage, "<div id=goal onclick='window.used = true' style='height:200px'>Goal</div>").await;
        page.step("Step one").await;
        page.until(&format!("getComputedStyle({ROOT}.querySelector('.block')).visibility === 'visible'")).await;
        page.click(GOAL).await;
        assert_eq!(page.eval("window.used ?? false").await, false);
        page.press_main().await;
        page.until("!document.querySelector('#waymark-host')").await;
    });
}

#[test]
fn keys_in_the_bubble_stay_there_and_keys_of_the_host_do_not_steer_the_tour() {
    run(async {
        let stage =
            Stage::set(&[&tour(&[beside("one", "['#goal']", ""), beside("two", "['#act']", "")].concat())]).await;
        let page = on(&stage, "<button id=goal>Goal</button><script>addEventListener('keydown', e => (window.heard ||= []).push(e.key))</script>").await;
        page.beside(GOAL).await;
        page.click("document.querySelector('#name')").await;
        for key in ["ArrowRight", "ArrowLeft", "Escape", "Enter"] {
            page.key(key).await;
        }
        page.beside(GOAL).await;
        assert_eq!(page.eval("heard.join()").await, "ArrowRight,ArrowLeft,Escape,Enter");
        page.key("F6").await;
        page.until(&format!("{ROOT}.activeElement?.tagName === 'H2'")).await;
        page.key("Tab").await;
        page.key("Escape").await;
        page.until("!document.querySelector('#waymark-host')").await;
        assert_eq!(page.eval("heard.filter(key => key === 'Escape').length").await, 1);
        assert_eq!(page.eval("document.activeElement.id").await, "name", "the focus is back where it was");
    });
}

#[test]
fn a_modal_step_takes_the_focus_keeps_it_and_gives_it_back() {
    run(async {
        let stage = Stage::set(&[&tour(&modal("one"))]).await;
        let page = stage.browser.page().await;
        page.before_load("addEventListener('DOMContentLoaded', () => document.querySelector('#act')?.focus())").await;
        page.goto(&put(&stage, "/host", "<button id=goal>Goal</button>")).await;
        page.step("Step one").await;
        page.until(&format!("{ROOT}.activeElement?.tagName === 'H2'")).await;
        for _ in 0..6 {
            page.key("Tab").await;
            page.until(&format!("{ROOT}.activeElement")).await;
        }
        assert_eq!(page.eval(&format!("{ROOT}.querySelector('.card').ariaModal")).await, "true");
        page.press_main().await;
        page.until("document.activeElement.id === 'act'").await;
    });
}

#[test]
fn the_page_is_neither_locked_nor_moved() {
    run(async {
        let stage = Stage::set(&[&tour(&[modal("one"), beside("two", "['#goal']", "")].concat())]).await;
        let page = on(
            &stage,
            "<div style='height:600px'></div><button id=goal>Goal</button><div style='height:3000px'></div>",
        )
        .await;
        let looks = "[document.documentElement.getAttribute('style'), document.body.getAttribute('style'), document.documentElement.className, document.body.className, document.documentElement.scrollHeight]";
        page.step("Step one").await;
        let before = page.eval(looks).await;
        page.press_main().await;
        page.beside(GOAL).await;
        let brought = page.eval("scrollY").await;
        page.press_main().await;
        page.until("!document.querySelector('#waymark-host')").await;
        assert_eq!(page.eval(looks).await, before);
        assert_eq!(page.eval("scrollY").await, brought, "the end moves nothing");
    });
}

#[test]
fn two_loaders_in_one_page_are_one_tour() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", ""))]).await;
        let page = on(&stage, &format!("<button id=goal>Goal</button>{}", stage.collector.snippet())).await;
        page.beside(GOAL).await;
        assert_eq!(page.eval("document.querySelectorAll('#waymark-host').length").await, 1);
        page.press_main().await;
        stage.collector.funnel_reaches("tour", "completed", 1).await;
        assert_eq!(stage.collector.report("tour").await["funnel"]["displayed"], 1);
    });
}

#[test]
fn strict_policies_and_trusted_types_are_kept() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", "spotlight = {}"))]).await;
        let collector = stage.collector.url("");
        let policy = format!(
            "default-src 'none'; script-src 'self' {collector} 'wasm-unsafe-eval'; connect-src {collector}; require-trusted-types-for 'script'; trusted-types 'none'"
        );
        stage.site.put("/who.js", &[], "window.waymark=[['identify',['user-1',{}],location.href,Date.now()]];");
        let html = format!(
            "<!doctype html><title>Strict</title><script src=/who.js></script>{}<button id=goal>Goal</button>",
            stage.collector.snippet()
        );
        let page = stage.browser.page().await;
        page.goto(&stage.site.put("/strict", &[("content-security-policy", &policy)], html)).await;
        page.until(&is_beside(GOAL)).await;
        let refused: Vec<_> = page.log().into_iter().filter(|line| line.contains("Content Security Policy")).collect();
        assert_eq!(refused, Vec::<String>::new());
    });
}

#[test]
fn resets_of_the_host_do_not_reach_the_bubble() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", ""))]).await;
        let size = "JSON.stringify(['card', 'arrow', 'step'].map(c => { const e = document.querySelector('#waymark-host').shadowRoot.querySelector('.' + c); return [e.offsetWidth, e.offsetHeight, getComputedStyle(e).fontSize]; }))";
        let plain = on(&stage, "<button id=goal>Goal</button>").await;
        plain.beside(GOAL).await;
        let expected = plain.text(size).await;
        let hostile = stage.browser.private_page().await;
        hostile.goto(&put(&stage, "/hostile", "<style>*{all:revert;transform:none!important;translate:none!important;position:static!important;font:40px serif!important}div{display:none!important}main,body{display:block!important}</style><button id=goal>Goal</button>")).await;
        hostile.until(&is_beside(GOAL)).await;
        assert_eq!(hostile.text(size).await, expected);
    });
}

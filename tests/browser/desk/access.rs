//! Perceiving and using what lies behind the launcher; nothing left, nothing running.

use super::help::{article, message};
use super::{Behind, checklist};
use waymark_tests::axe::violations;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{IDENTIFY, ROOT, Stage, document};

const CENTRE: &str = "key = \"help\"\nname = \"Help\"\nowner = \"Success\"\ndecision = \"What to write\"\n\
    [body.resource_centre]\ntitle = { en = \"Help\", ja = \"ヘルプ\", ar = \"مساعدة\" }\n\
    contact = { label = { en = \"Write to us\", ja = \"お問い合わせ\", ar = \"راسلنا\" }, url = \"/contact\" }\n\
    [[body.resource_centre.sections]]\ntitle = { en = \"Read\", ja = \"読む\", ar = \"اقرأ\" }\n\
    entries = [{ label = { en = \"Answers\", ja = \"回答集\", ar = \"إجابات\" }, to = { url = \"/answers\" } }]\n";

async fn clean(page: &Page, what: &str) {
    let found = violations(page).await;
    assert!(found.is_empty(), "{what}: {found:#?}");
}

#[test]
fn axe_finds_nothing_behind_the_launcher_in_three_tongues_and_both_schemes() {
    run(async {
        let stage = Stage::set(&[CENTRE, &checklist("", "")]).await;
        for (tag, scheme, name) in [
            ("en", "light", "Get started"),
            ("ja", "dark", "はじめに"),
            ("ar", "light", "البداية"),
            ("ar", "dark", "البداية"),
        ] {
            let page = stage.reader(tag, &[("prefers-color-scheme", scheme)]).await;
            page.until(&format!("{ROOT}?.querySelector('.launcher')")).await;
            clean(&page, &format!("{tag} launcher")).await;
            page.click(&format!("{ROOT}.querySelector('.launcher')")).await;
            page.card().await;
            clean(&page, &format!("{tag} home")).await;
            page.push(name).await;
            page.until(&format!("{ROOT}.querySelector('.items')")).await;
            clean(&page, &format!("{tag} list")).await;
            let along = page
                .eval(&format!(
                    "{ROOT}.querySelector('.card').scrollWidth <= {ROOT}.querySelector('.card').clientWidth + 1"
                ))
                .await;
            assert_eq!(along, true, "{tag}: nothing is cut off");
        }
    });
}

#[test]
fn axe_finds_nothing_in_a_search_without_results_in_a_list_that_is_done_and_in_a_message() {
    run(async {
        let end = "done = { en = \"You are ready.\", ja = \"準備ができました。\", ar = \"أنت جاهز.\" }";
        let terms = article("terms", "Payment terms", "支払条件");
        for (tag, scheme, list, item, mark) in [
            ("en", "light", "Get started", "Read the rules", "Mark as done"),
            ("ja", "dark", "はじめに", "規則を読む", "完了にする"),
            ("ar", "dark", "البداية", "قراءة القواعد", "وضع علامة مكتمل"),
        ] {
            let stage = Stage::set(&[CENTRE, &checklist("", end), &terms]).await;
            let page = stage.reader(tag, &[("prefers-color-scheme", scheme)]).await;
            page.click(&format!("{ROOT}?.querySelector('.launcher')")).await;
            page.click(&format!("{ROOT}.querySelector('input[type=search]')")).await;
            page.write("zzzz").await;
            page.until(&format!("{ROOT}.querySelector('.hint[role=status]')?.textContent")).await;
            clean(&page, &format!("{tag} nothing found")).await;
            page.press_close().await;
            page.click(&format!("{ROOT}?.querySelector('.launcher')")).await;
            page.push(list).await;
            page.push(item).await;
            page.eval("wm('track', 'sent', {})").await;
            page.push(mark).await;
            page.until(&format!("{ROOT}.querySelector('.done')?.textContent")).await;
            clean(&page, &format!("{tag} list that is done")).await;
            page.press_close().await;
            message(&stage, tag, "**12 %**", "OK").await;
            page.reload().await;
            page.until(&format!("{ROOT}?.querySelector('.description strong')?.getClientRects().length")).await;
            clean(&page, &format!("{tag} message")).await;
        }
    });
}

#[test]
fn the_launcher_is_used_with_the_keyboard_alone() {
    run(async {
        let stage = Stage::set(&[&checklist("", "")]).await;
        let page = stage.open().await;
        page.launcher("1 / 3").await;
        page.click("document.querySelector('#name')").await;
        page.key("F6").await;
        let focused = |what: &str| format!("{ROOT}?.activeElement?.matches('{what}')");
        page.until(&focused(".launcher")).await;
        page.key("Enter").await;
        page.until(&focused("h2")).await;
        for _ in 0..2 {
            page.key("Tab").await;
        }
        page.until(&focused(".item")).await;
        page.key("Enter").await;
        page.key("Escape").await;
        page.until(&focused(".launcher")).await;
        page.key("F6").await;
        page.until("document.activeElement?.id === 'name'").await;
    });
}

#[test]
fn on_a_small_phone_and_with_doubled_text_everything_can_be_reached() {
    run(async {
        let stage = Stage::set(&[CENTRE, &checklist("", "")]).await;
        let html = document(&stage.collector.snippet(), IDENTIFY) + "<style>html{font-size:200%}</style>";
        stage.site.put("/", &[], html);
        let page = stage.browser.page().await;
        page.phone(320, 480).await;
        page.goto(&format!("{}/", stage.site.origin())).await;
        page.until(&format!("{ROOT}?.querySelector('.launcher')")).await;
        page.tap(&format!("{ROOT}.querySelector('.launcher')")).await;
        page.card().await;
        page.tap(&format!("{ROOT}.querySelector('button.option')")).await;
        page.until(&format!("{ROOT}.querySelector('.items')")).await;
        let inside = "(() => { const c = ROOT.querySelector('.card').getBoundingClientRect(); return c.left >= 0 && c.right <= innerWidth + 1 && c.top >= 0; })()";
        assert_eq!(page.eval(&inside.replace("ROOT", ROOT)).await, true);
        let wide =
            format!("{ROOT}.querySelector('.card').scrollWidth <= {ROOT}.querySelector('.card').clientWidth + 1");
        assert_eq!(page.eval(&wide).await, true);
    });
}

#[test]
fn while_the_launcher_is_there_and_nothing_moves_there_is_no_frame_and_no_timer_and_destroy_leaves_nothing() {
    run(async {
        let stage = Stage::set(&[&checklist("", "")]).await;
        let page = stage.browser.page().await;
        page.before_load(
            "window.counted = 0; for (const name of ['requestAnimationFrame', 'setTimeout', 'setInterval']) { const real = window[name]; \
             window[name] = (...a) => { if (window.counting) window.counted++; return real.apply(window, a); }; }",
        )
        .await;
        page.goto(&format!("{}/", stage.site.origin())).await;
        page.launcher("1 / 3").await;
        stage.collector.funnel_reaches("set-up", "displayed", 1).await;
        // Whatever was under way has come to rest; from here on, as long as requests of the page's own take.
        let spin = |ms: u16| {
            format!(
                "new Promise(done => {{ const start = performance.now(); const spin = () => performance.now() - start < {ms} ? fetch('/').then(spin) : done(); spin(); }})"
            )
        };
        page.eval(&spin(800)).await;
        page.eval("window.counting = true; window.counted = 0").await;
        page.eval(&spin(2000)).await;
        assert_eq!(page.eval("counted").await, 0);
        page.eval("waymark.destroy()").await;
        page.until("!document.querySelector('#waymark-host')").await;
    });
}

#[test]
fn a_dialog_of_the_host_does_not_cover_the_launcher_and_a_displayed_card_takes_its_place() {
    run(async {
        let survey = waymark_tests::stage::nps(waymark_tests::stage::ON_DONE);
        let stage = Stage::set(&[&checklist("", ""), &survey]).await;
        let page = stage.open().await;
        page.launcher("1 / 3").await;
        page.eval("document.body.insertAdjacentHTML('beforeend', '<dialog id=d>Dialog</dialog>'); d.showModal()").await;
        page.until("document.querySelector('#d > #waymark-host')").await;
        page.eval("d.close()").await;
        page.until("document.querySelector('html > #waymark-host')").await;
        page.eval("wm('track', 'done', {})").await;
        page.card().await;
        assert_eq!(page.eval(&format!("!{ROOT}.querySelector('.launcher')")).await, true);
        page.click(&format!("{ROOT}.querySelector('.ways-out button')")).await;
        page.launcher("1 / 3").await;
    });
}

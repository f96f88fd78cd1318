//! The resource centre: search, articles, starting things, how much guidance is wanted.

use super::{Behind, checklist, says};
use waymark_tests::stage::{ROOT, Stage, document};
use waymark_tests::tour::{beside, tour};
use waymark_tests::{eventually, run};

const CENTRE: &str = "key = \"help\"\nname = \"Help\"\nowner = \"Success\"\ndecision = \"What to write\"\n[trigger]\ncause = \"manual\"\n\
    [body.resource_centre]\ntitle = { en = \"Help\", ja = \"ヘルプ\", ar = \"مساعدة\" }\n\
    contact = { label = { en = \"Write to us\", ja = \"お問い合わせ\", ar = \"راسلنا\" }, url = \"/contact\" }\n\
    [[body.resource_centre.sections]]\ntitle = { en = \"Shown to you\", ja = \"ご案内\", ar = \"شرح\" }\n\
    entries = [{ label = { en = \"Show me\", ja = \"手順を見る\", ar = \"أرني\" }, to = { start = \"tour\" } }]\n";

/// An article of this key, with these titles.
pub(super) fn article(key: &str, english: &str, japanese: &str) -> String {
    format!(
        "key = \"{key}\"\nname = \"{key}\"\nowner = \"Success\"\ndecision = \"Which\"\n[body.article]\n\
         title = {{ en = \"{english}\", ja = \"{japanese}\" }}\ntext = {{ en = \"All about **{english}**.\", ja = \"**{japanese}**の説明です。\" }}\n"
    )
}

/// Writes to `user-1` once they are known; the button opens the article `terms`. The answer is the address of their messages.
pub(super) async fn message(stage: &Stage, locale: &str, text: &str, button: &str) -> &'static str {
    let message = serde_json::json!({
        "from": "Hana", "locale": locale, "text": text, "button": { "label": button, "to": { "article": "terms" } },
    });
    eventually("the person is known", || async {
        let known = "/api/people/user-1?environment=production";
        let (status, _) = stage.collector.try_api(reqwest::Method::GET, known, &serde_json::Value::Null).await;
        status.is_success().then_some(())
    })
    .await;
    let address = "/api/people/user-1/messages?environment=production";
    stage.collector.api(reqwest::Method::POST, address, &message).await;
    address
}

async fn stage() -> Stage {
    let shown = tour(&("[trigger]\ncause = \"manual\"\n".to_owned() + &beside("one", "['#act']", "")));
    Stage::set(&[CENTRE, &shown, &article("terms", "Payment terms", "支払条件"), &article("leave", "Leaving", "解約")])
        .await
}

#[test]
fn help_is_loaded_only_where_somebody_asks_and_is_found_by_words() {
    run(async {
        let stage = stage().await;
        let page = stage.open().await;
        page.until("waymark.explain?.('help')?.includes('trigger')").await;
        let loaded = "performance.getEntriesByType('resource').some(each => each.name.includes('/assets/'))";
        assert_eq!(page.eval(loaded).await, false);
        page.eval("wm('start', 'help')").await;
        page.card().await;
        page.click(&format!("{ROOT}.querySelector('input[type=search]')")).await;
        page.write("paymnt").await;
        page.until(&says("Payment terms")).await;
        page.push("Payment terms").await;
        page.until(&format!("{ROOT}.querySelector('h2')?.textContent === 'Payment terms'")).await;
        assert_eq!(
            page.text(&format!("{ROOT}.querySelector('.description strong').textContent")).await,
            "Payment terms"
        );
        page.push("Back").await;
        page.until(&format!("{ROOT}.querySelector('input[type=search]')")).await;
        stage.collector.funnel_reaches("help", "started", 1).await;
    });
}

#[test]
fn what_is_looked_for_in_japanese_is_found() {
    run(async {
        let stage = stage().await;
        let page = stage.reader("ja", &[]).await;
        page.until("window.waymark?.loaded").await;
        page.eval("wm('start', 'help')").await;
        page.until(&format!("{ROOT}?.querySelector('h2')?.textContent === 'ヘルプ'")).await;
        page.click(&format!("{ROOT}.querySelector('input[type=search]')")).await;
        page.write("解約").await;
        page.until(&says("解約")).await;
        page.eval(&format!("{ROOT}.querySelector('input[type=search]').select()")).await;
        page.write("存在しない語句").await;
        page.until(&format!(
            "{ROOT}.querySelector('[role=status].hint')?.textContent.includes('見つかりませんでした')"
        ))
        .await;
    });
}

#[test]
fn a_tour_is_shown_again_from_there_and_a_human_can_be_reached() {
    run(async {
        let stage = stage().await;
        let page = stage.open().await;
        page.until("window.waymark?.loaded").await;
        page.eval("wm('setNavigate', path => history.pushState({}, '', path)); wm('start', 'help')").await;
        page.card().await;
        page.push("Show me").await;
        page.step("Step one").await;
        page.press_main().await;
        page.launcher("Help").await;
        page.click(&format!("{ROOT}.querySelector('.launcher')")).await;
        page.push("Write to us").await;
        page.until("location.pathname === '/contact'").await;
        // Each time it is opened is a visit of its own.
        stage.collector.funnel_reaches("help", "started", 2).await;
    });
}

#[test]
fn the_person_says_how_much_guidance_there_is() {
    run(async {
        let hello = "key = \"hello\"\nname = \"Hello\"\nowner = \"Success\"\ndecision = \"Which\"\n[frequency]\nrepeat = \"always\"\n\
            [trigger]\ncause = { event = { name = \"done\" } }\n[body.announcement]\ntitle = { en = \"Hello\" }\n";
        let stage = Stage::set(&[CENTRE, hello, &checklist("", "")]).await;
        stage.collector.set(serde_json::json!({"caps": {"per_day": 50}})).await;
        let page = stage.open().await;
        page.launcher("1 / 3").await;
        page.eval("wm('start', 'help')").await;
        page.card().await;
        page.click(&format!("{ROOT}.querySelectorAll('.levels input')[2]")).await;
        page.until("waymark.explain('hello').includes('guidance') && waymark.explain('set-up').includes('guidance')")
            .await;
        page.press_close().await;
        page.eval("wm('track', 'done', {})").await;
        page.reload().await;
        // The choice outlives the page.
        page.until("waymark.explain?.('hello')?.includes('guidance')").await;
        page.eval("wm('start', 'set-up')").await;
        page.card().await;
        page.eval("wm('start', 'help')").await;
        page.click(&format!("{ROOT}.querySelectorAll('.levels input')[0]")).await;
        page.until("!waymark.explain('hello').includes('guidance')").await;
    });
}

#[test]
fn a_visitors_choice_of_guidance_is_kept_where_they_agreed_to_be_known() {
    run(async {
        let stage = Stage::set(&[CENTRE, &checklist("", "")]).await;
        for (path, says, is_kept) in [("/agreed", "wm('consent', true);", true), ("/unknown", "", false)] {
            let page = stage.browser.private_page().await;
            page.goto(&stage.site.put(path, &[], document(&stage.collector.snippet(), says))).await;
            page.launcher("1 / 3").await;
            page.eval("wm('start', 'help')").await;
            page.card().await;
            page.click(&format!("{ROOT}.querySelectorAll('.levels input')[2]")).await;
            page.until("waymark.explain('set-up').includes('guidance')").await;
            page.reload().await;
            if is_kept {
                page.until("waymark.explain?.('set-up')?.includes('guidance')").await;
            } else {
                page.launcher("1 / 3").await;
            }
        }
    });
}

#[test]
fn what_is_asked_for_elsewhere_leads_to_its_page_by_link_and_by_router() {
    run(async {
        let there =
            beside("one", "['#act']", "").replace("text =", "pages = [{ pattern = { exact = \"/there\" } }]\ntext =");
        let stage = Stage::set(&[CENTRE, &tour(&("[trigger]\ncause = \"manual\"\n".to_owned() + &there))]).await;
        let router = "wm('setNavigate', path => { window.routed = path; history.pushState({}, '', path); });";
        for (path, says, kept) in [("/by-link", "", false), ("/by-router", router, true)] {
            let says = format!("wm('identify','{}',{{}});{says}", &path[1..]);
            stage.site.put("/there", &[], document(&stage.collector.snippet(), &says));
            let page = stage.browser.private_page().await;
            page.goto(&stage.site.put(path, &[], document(&stage.collector.snippet(), &says))).await;
            page.until("window.waymark?.loaded").await;
            // Asked for by the host's code, it waits: nobody is led away whom nobody asked.
            page.eval("wm('start', 'tour'); wm('start', 'help'); window.here = true").await;
            page.card().await;
            page.push("Show me").await;
            page.step("Step one").await;
            assert_eq!(page.eval("location.pathname").await, "/there");
            assert_eq!(page.eval("!!window.here").await, kept, "{path}: the host's router is asked where there is one");
            page.press_main().await;
        }
        stage.collector.funnel_reaches("tour", "completed", 2).await;
        let report = stage.collector.get("/api/reports/tour/steps?environment=production").await;
        assert_eq!((&report["funnel"]["displayed"], &report["steps"][0]["displayed"]), (&2.into(), &2.into()));
    });
}

#[test]
fn what_is_asked_for_elsewhere_leads_to_its_hash_where_the_host_routes_by_hash() {
    run(async {
        let there =
            beside("one", "['#act']", "").replace("text =", "pages = [{ pattern = { exact = \"/there\" } }]\ntext =");
        let stage = Stage::set(&[CENTRE, &tour(&("[trigger]\ncause = \"manual\"\n".to_owned() + &there))]).await;
        let page = stage.open().await;
        page.until("window.waymark?.loaded").await;
        page.eval("location.hash = '#/here'; wm('start', 'help'); window.here = location.pathname").await;
        page.card().await;
        page.push("Show me").await;
        page.step("Step one").await;
        assert_eq!(page.text("[location.pathname === here, location.hash].join()").await, "true,#/there");
    });
}

#[test]
fn nobody_is_led_to_a_page_that_the_step_excludes() {
    run(async {
        let pages =
            "pages = [{ pattern = { prefix = \"/there\" } }, { pattern = { exact = \"/there\" }, not = true }]\ntext =";
        let there = beside("one", "['#act']", "").replace("text =", pages);
        let stage = Stage::set(&[CENTRE, &tour(&("[trigger]\ncause = \"manual\"\n".to_owned() + &there))]).await;
        let page = stage.open().await;
        page.until("window.waymark?.loaded").await;
        page.eval("wm('start', 'help'); window.here = location.pathname").await;
        page.card().await;
        page.push("Show me").await;
        page.until(&format!("!{}", says("Show me"))).await;
        assert_eq!(page.eval("location.pathname === here").await, true);
        // Whoever comes to its page by themselves is shown what they asked for.
        page.eval("history.pushState({}, '', '/there/more')").await;
        page.step("Step one").await;
    });
}

#[test]
fn a_message_is_read_in_the_product_and_its_button_opens_the_article_alone() {
    run(async {
        let stage = Stage::set(&[&article("terms", "Payment terms", "支払条件")]).await;
        let page = stage.open().await;
        page.until("window.waymark?.loaded").await;
        let address = message(&stage, "en", "It is **faster** now.", "Read").await;
        page.reload().await;
        page.step("From Hana").await;
        assert_eq!(page.text(&format!("{ROOT}.querySelector('.description strong').textContent")).await, "faster");
        page.push("Read").await;
        page.step("Payment terms").await;
        // Nothing else lies behind it.
        assert_eq!(page.eval(&format!("!{}", says("Back"))).await, true);
        page.press_close().await;
        page.until("!document.querySelector('#waymark-host')").await;
        eventually("the message is read", || async {
            let list = stage.collector.get(address).await;
            (list["messages"][0]["state"] == "read").then_some(())
        })
        .await;
        page.reload().await;
        page.until("window.waymark?.loaded").await;
        page.nothing_seen().await;
    });
}

//! The resource centre: search, articles, starting things, how much guidance is wanted.

use super::{Behind, checklist, says};
use waymark_tests::run;
use waymark_tests::stage::{ROOT, Stage};
use waymark_tests::tour::{beside, tour};

const CENTRE: &str = "key = \"help\"\nname = \"Help\"\nowner = \"Success\"\ndecision = \"What to write\"\n[trigger]\ncause = \"manual\"\n\
    [body.resource_centre]\ntitle = { en = \"Help\", ja = \"ヘルプ\", ar = \"مساعدة\" }\n\
    contact = { label = { en = \"Write to us\", ja = \"お問い合わせ\", ar = \"راسلنا\" }, url = \"/contact\" }\n\
    [[body.resource_centre.sections]]\ntitle = { en = \"Shown to you\", ja = \"ご案内\", ar = \"شرح\" }\n\
    entries = [{ label = { en = \"Show me\", ja = \"手順を見る\", ar = \"أرني\" }, to = { start = \"tour\" } }]\n";

fn article(key: &str, english: &str, japanese: &str) -> String {
    format!(
        "key = \"{key}\"\nname = \"{key}\"\nowner = \"Success\"\ndecision = \"Which\"\n[body.article]\n\
         title = {{ en = \"{english}\", ja = \"{japanese}\" }}\ntext = {{ en = \"All about **{english}**.\", ja = \"**{japanese}**の説明です。\" }}\n"
    )
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

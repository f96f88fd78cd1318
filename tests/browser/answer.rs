//! A question is answered with mouse, keyboard and touch, and reaches the report with the right figures.

use waymark_tests::run;
use waymark_tests::stage::{AT_ONCE, ON_DONE, ROOT, Stage, nps};

#[test]
fn a_mouse_answers_and_the_report_has_it_once() {
    run(async {
        let stage = Stage::set(&[&nps(AT_ONCE)]).await;
        let page = stage.open().await;
        page.card().await;
        assert_eq!(page.heading().await, "How likely are you to recommend us?");
        page.choose(9).await;
        page.press_main().await;
        page.until(&format!("{ROOT}.querySelector('textarea')")).await;
        page.click(&format!("{ROOT}.querySelector('textarea')")).await;
        page.write("It saves me an hour a day").await;
        page.press_main().await;
        page.until(&format!("{ROOT}.querySelector('h2')?.textContent === 'Thank you'")).await;
        let report = stage.collector.funnel_reaches("nps", "completed", 1).await;
        assert_eq!(report["funnel"]["displayed"], 1);
        assert_eq!(report["funnel"]["answered"], 1);
        let question = &report["questions"][0];
        assert_eq!(question["answered"], 1);
        let nine = question["scores"].as_array().expect("a list").iter().find(|entry| entry["score"] == 9);
        assert_eq!(nine.expect("nine is on the scale")["count"], 1);
        let said = stage.collector.responses("nps").await;
        assert_eq!(said.len(), 1);
        assert_eq!(said[0]["person"], "user-1");
        assert_eq!(said[0]["company"], "company-1");
        assert_eq!(said[0]["answers"]["why"]["text"], "It saves me an hour a day");
        let verified = stage.collector.command(&["verify"]).await;
        assert!(verified.0, "{}", verified.1);
    });
}

#[test]
fn a_keyboard_alone_answers_and_arrows_never_submit() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = stage.open().await;
        page.eval("wm('track', 'done', {})").await;
        page.card().await;
        let inside = format!("{ROOT}.activeElement?.matches('input[type=radio]')");
        for _ in 0..12 {
            if page.eval(&format!("!!({inside})")).await == true {
                break;
            }
            page.key("Tab").await;
        }
        page.until(&inside).await;
        for _ in 0..4 {
            page.key("ArrowRight").await;
        }
        page.until(&format!("{ROOT}.querySelector('input:checked')")).await;
        assert_eq!(page.heading().await, "How likely are you to recommend us?", "an arrow moved and did not submit");
        let chosen = page.text(&format!("{ROOT}.querySelector('input:checked').value")).await;
        page.key("Enter").await;
        page.key("Tab").await;
        for _ in 0..4 {
            if page.eval(&format!("!!{ROOT}.activeElement?.matches('[data-look=main]')")).await == true {
                break;
            }
            page.key("Tab").await;
        }
        page.key("Enter").await;
        page.until(&format!("{ROOT}.querySelector('textarea')")).await;
        let report = stage.collector.funnel_reaches("nps", "answered", 1).await;
        let scores = report["questions"][0]["scores"].as_array().expect("a list").clone();
        let counted = scores.iter().find(|entry| entry["count"] == 1).expect("one answer counts");
        assert_eq!(counted["score"].to_string(), chosen, "only the last choice counts");
    });
}

#[test]
fn touch_answers_on_a_phone_of_320_pixels() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = stage.browser.page().await;
        page.phone(320, 568).await;
        page.goto(&format!("{}/", stage.site.origin())).await;
        page.eval("wm('track', 'done', {})").await;
        page.card().await;
        let sizes = format!(
            "[...{ROOT}.querySelectorAll('label.point, button')].filter(e => e.getClientRects().length).map(e => e.getBoundingClientRect()).every(r => r.height >= 44 - 0.01 && r.left >= 0 && r.right <= 320)"
        );
        page.until(&sizes).await;
        page.tap(&format!("{ROOT}.querySelector('input[value=\"3\"]')?.closest('label')")).await;
        page.until(&format!("{ROOT}.querySelector('input[value=\"3\"]').checked")).await;
        stage.collector.funnel_reaches("nps", "answered", 1).await;
    });
}

#[test]
fn closing_offers_to_withdraw_and_withdrawing_leaves_no_answer() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = stage.open().await;
        page.eval("wm('track', 'done', {})").await;
        page.card().await;
        page.choose(2).await;
        stage.collector.funnel_reaches("nps", "answered", 1).await;
        page.press_close().await;
        page.click(&format!("{ROOT}.querySelector('.buttons [data-look~=back]')")).await;
        page.no_card().await;
        let report = stage.collector.funnel_reaches("nps", "answered", 0).await;
        assert_eq!(report["funnel"]["dismissed"], 1);
        assert_eq!(stage.collector.responses("nps").await.len(), 0);
    });
}

#[test]
fn the_page_is_read_in_its_own_language() {
    run(async {
        let stage = Stage::set(&[&nps(AT_ONCE)]).await;
        let page = stage.browser.page().await;
        page.before_load(
            "document.addEventListener('readystatechange', () => { document.documentElement.lang = 'ja'; })",
        )
        .await;
        page.goto(&format!("{}/", stage.site.origin())).await;
        page.card().await;
        page.until(&format!("{ROOT}.querySelector('h2').textContent.startsWith('お薦め')")).await;
    });
}

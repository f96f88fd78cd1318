//! The product manager sees an answer as it arrives, and defines goals and segments that write over nothing.

use waymark_tests::console::field;
use waymark_tests::run;
use waymark_tests::stage::{ON_DONE, Stage, nps};

#[test]
fn an_answer_appears_in_the_console_while_it_is_open() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let console = stage.browser.page().await;
        console.goto(&stage.collector.url("/console/")).await;
        console.click("document.querySelector('input[type=email]')").await;
        console.write("owner@example.com").await;
        console.click("document.querySelector('input[type=password]')").await;
        console.write("a long enough password").await;
        console.key("Enter").await;
        console.until("[...document.querySelectorAll('a')].some(a => a.textContent.includes('Recommendation'))").await;
        console
            .click("[...document.querySelectorAll('a, button')].find(a => a.textContent.trim() === 'Results')")
            .await;
        console.until("document.querySelector('h1')?.textContent.includes('Recommendation')").await;
        let page = stage.open().await;
        page.until("waymark.explain?.('nps')?.includes('trigger')").await;
        page.eval("wm('track', 'done', {})").await;
        page.card().await;
        page.choose(9).await;
        console.until("document.body.innerText.includes('user-1')").await;
        let errors: Vec<_> = console
            .log()
            .into_iter()
            .filter(|line| line.contains("uncaught") || line.contains("Security Policy"))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
    });
}

#[test]
fn a_second_goal_or_segment_of_the_same_name_gets_a_key_of_its_own() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let console = stage.browser.private_page().await;
        console.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
        console.says("Recommendation").await;
        for (room, new) in [("goals", "New goal"), ("segments", "New segment")] {
            console.goto(&stage.collector.url(&format!("/console/settings/{room}"))).await;
            for key in ["first-invoice", "first-invoice-2"] {
                console.press(new).await;
                console.fill(&field("Name"), "First  invoice!").await;
                console.until(&format!("{}.value === '{key}'", field("Key"))).await;
                if room == "goals" {
                    console.press("Save").await;
                    console.until("document.activeElement.matches(':invalid')").await;
                    console.fill(&field("Name of the event"), "invoice_sent").await;
                }
                console.press("Save").await;
                console
                    .until(&format!(
                        "[...document.querySelectorAll('.item-head code')].some(e => e.textContent === '{key}')"
                    ))
                    .await;
            }
            let saved = console.api(&stage.collector.url(&format!("/api/{room}"))).await;
            assert_eq!(saved[room].as_array().map(Vec::len), Some(2), "{saved}");
        }
        console.press("New segment").await;
        console.fill(&field("Name"), "Another").await;
        console.fill(&field("Key"), "first-invoice").await;
        console.says("This key is in use").await;
        assert_eq!(console.eval("document.querySelector('.item-form button.primary').disabled").await, true);
        assert_eq!(console.faults(), Vec::<String>::new());
    });
}

#[test]
fn a_name_in_japanese_asks_for_a_key_that_says_something() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let console = stage.browser.private_page().await;
        console.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
        console.says("Recommendation").await;
        for (room, new) in [("goals", "New goal"), ("segments", "New segment")] {
            console.goto(&stage.collector.url(&format!("/console/settings/{room}"))).await;
            console.press(new).await;
            console.fill(&field("Name"), "最初の請求書").await;
            console.says("Write one that says what it is").await;
            console.fill(&field("Key"), "first-invoice").await;
            if room == "goals" {
                console.fill(&field("Name of the event"), "invoice_sent").await;
            }
            console.press("Save").await;
            console.until("document.querySelector('.item-head code')?.textContent === 'first-invoice'").await;
        }
        console.goto(&stage.collector.url("/console/new")).await;
        let key = "[...document.querySelectorAll('.card')].find(card => card.innerText.includes('Start empty'))?.querySelector('input')";
        console.until(key).await;
        assert_eq!(console.eval(&format!("{key}.clientWidth > 120")).await, true, "there is room for a key");
        console.fill(key, "nps").await;
        console.says("This key is in use").await;
        console.fill(key, "first-impression").await;
        console.press("Start empty").await;
        console.until("location.pathname.endsWith('/content/first-impression')").await;
        console.until("document.querySelector('.room-head code')?.textContent === 'first-impression'").await;
        assert_eq!(console.faults(), Vec::<String>::new());
    });
}

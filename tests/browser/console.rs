//! The product manager sees an answer as it arrives.

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

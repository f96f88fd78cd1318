//! What starts a question in a real page: each cause, first what is nearly it and starts nothing, then what it is.

use waymark_tests::run;
use waymark_tests::stage::{ROOT, Stage, nps};

/// A trigger, what is nearly its cause, and its cause.
const CAUSES: [(&str, &str, &str); 6] = [
    ("cause = { click = \"#act\" }", "document.querySelector('h1').click()", "document.querySelector('#act').click()"),
    (
        "cause = { element = \".paid\" }",
        "document.body.insertAdjacentHTML('beforeend', '<p class=paid hidden>Paid</p>')",
        "document.querySelector('.paid').hidden = false",
    ),
    ("cause = { scroll = 60 }", "scrollTo(0, 500)", "scrollTo(0, 5000)"),
    (
        "cause = \"exit\"",
        "document.body.dispatchEvent(new MouseEvent('mouseout', { bubbles: true, clientY: 300 }))",
        "document.body.dispatchEvent(new MouseEvent('mouseout', { bubbles: true, clientY: -1 }))",
    ),
    (
        "cause = { event = { name = \"paid\", properties = [{ name = \"seats\", test = { at_least = 5 } }] } }",
        "wm('track', 'paid', { seats: 4 })",
        "wm('track', 'paid', { seats: 5 })",
    ),
    (
        "pages = [{ pattern = { regex = \"^/bills/[0-9]+$\" } }, { pattern = { exact = \"/bills/13\" }, not = true }]",
        "history.pushState({}, '', '/bills/13')",
        "history.pushState({}, '', '/bills/14')",
    ),
];

/// Wakes the engine on every page and fits none: only the engine says `page` of it, so whoever hears that knows it is there.
const WITNESS: &str = "[trigger]\npages = [{ pattern = { prefix = \"/\" }, not = true }]";

#[test]
fn each_cause_starts_the_question_and_what_is_nearly_it_does_not() {
    run(async {
        for (trigger, nearly, cause) in CAUSES {
            let witness = nps(WITNESS).replace("key = \"nps\"", "key = \"witness\"");
            let stage = Stage::set(&[&nps(&format!("[trigger]\n{trigger}")), &witness]).await;
            let page = stage.open().await;
            page.eval("document.body.style.minHeight = '5000px'").await;
            page.until("waymark.explain?.('witness')?.includes('page')").await;
            page.eval(nearly).await;
            // Two frames and a timer of the page's own later, whatever was noticed has been dealt with.
            page.eval(
                "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 500))))",
            )
            .await;
            assert_eq!(page.heading().await, "", "{nearly}");
            page.eval(cause).await;
            page.card().await;
            assert!(page.eval(&format!("!!{ROOT}.querySelector('input[type=radio]')")).await == true, "{cause}");
        }
    });
}

#[test]
fn rest_starts_the_question_and_an_event_calls_it_off_while_it_waits() {
    run(async {
        let stage = Stage::set(&[&nps("[trigger]\ncause = { inactive = 1 }")]).await;
        let page = stage.open().await;
        page.card().await;
        let waiting =
            "[trigger]\ncause = { event = { name = \"paid\" } }\ndelay_ms = 1500\ncancel = [{ name = \"left\" }]";
        let stage = Stage::set(&[&nps(waiting)]).await;
        let page = stage.open().await;
        page.until("waymark.explain?.('nps')?.includes('trigger')").await;
        page.eval("wm('track', 'paid', {})").await;
        page.until("waymark.explain('nps').includes('delay')").await;
        page.eval("wm('track', 'left', {})").await;
        page.until("waymark.explain('nps').includes('cancelled')").await;
        assert_eq!(page.heading().await, "");
        page.eval("wm('track', 'paid', {})").await;
        page.card().await;
    });
}

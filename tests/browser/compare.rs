//! Groups are compared in the console: what is chosen stands in the address, what a filter takes away is said; and when what is
//! still needed can be there.

use serde_json::{Value, json};
use shared::id::{EventId, RunId};
use shared::time::DAY_MS;
use waymark_tests::console::field;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{ON_DONE, Stage, nps};

/// Everything the comparison says, one group a line.
async fn said(page: &Page) -> String {
    page.text("[...document.querySelectorAll('.compare .group-said')].map(e => e.textContent).join('\\n')").await
}

#[test]
fn a_comparison_is_read_as_sentences_and_as_a_table_and_a_link_shows_the_same() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        stage.crowd_answers(100).await;
        let page = stage.browser.private_page().await;
        page.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
        page.says("Recommendation").await;
        page.goto(&stage.collector.url("/console/results/nps")).await;
        page.pick(&field("Split by"), "trait:role").await;
        page.says("People with role admin").await;
        page.pick(&field("Split by"), "trait:plan").await;
        page.says("People on plan pro: ").await;
        assert!(said(&page).await.contains("200 higher than the rest"), "{}", said(&page).await);
        page.pick(&field("each with"), "free").await;
        page.says("People on plan free: the others are compared with these answers.").await;
        let before = said(&page).await;
        assert!(before.contains("200 higher than free"), "{before}");
        page.click("document.querySelector('.compare figure button')").await;
        page.until("document.querySelector('.compare table')").await;
        let table = "[...document.querySelectorAll('.compare tbody tr')].map(row => [...row.children].slice(0, 4).map(e => e.textContent).join(' | ')).sort().join('\\n')";
        let rows = page.text(table).await;
        assert!(rows.starts_with("free | \u{2212}100 | ") && rows.contains("\npro | 100 | "), "{rows}");
        assert_eq!(rows.matches("| 50").count(), 2, "{rows}");
        let address = page.text("location.href").await;
        page.reload().await;
        page.says("the others are compared with these answers.").await;
        assert_eq!(said(&page).await, before);
        let colleague = stage.browser.private_page().await;
        colleague.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
        colleague.says("Recommendation").await;
        colleague.goto(&address).await;
        colleague.says("the others are compared with these answers.").await;
        assert_eq!(said(&colleague).await, before);
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

#[test]
fn a_group_that_the_filter_takes_away_is_named_and_comes_back_with_the_filter() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        stage.crowd_answers(100).await;
        let page = stage.browser.private_page().await;
        page.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
        page.says("Recommendation").await;
        page.goto(&stage.collector.url("/console/results/nps?by=trait%3Aplan&against=free")).await;
        page.says("higher than free").await;
        page.pick(&field("reading"), "ja").await;
        page.says("“free” is not among these groups, so each is compared with the rest.").await;
        page.pick(&field("reading"), "").await;
        page.says("higher than free").await;
        page.until("!document.body.innerText.includes('is not among these groups')").await;
        page.pick(&field("Split by"), "version").await;
        page.until("!location.search.includes('against')").await;
    });
}

/// One answer each, so many days ago, half of them the best and half the worst.
async fn answered(stage: &Stage, days: &[i64]) {
    let mut events: Vec<Value> = Vec::new();
    for (number, days) in (0_u8..).zip(days) {
        // Each at a time of its own: an id has room for few of these bytes.
        let at = waymark_tests::now().plus_ms(-days * DAY_MS - 60_000 - 1_000 * i64::from(number));
        let run = json!({"id": RunId::from_parts(at, [number; 10]), "content": "nps", "version": 1});
        let answer = json!({"run": run, "question": "score", "revision": 1, "answer": {"score": number % 2 * 10}});
        for (index, body) in [(1, json!({"displayed": run})), (2, json!({"answered": answer}))] {
            let id = EventId::from_parts(at, [number, index, 0, 0, 0, 0, 0, 0, 0, 0]);
            events.push(json!({"id": id, "at": at, "who": {"user_id": format!("u{number}")}, "body": body}));
        }
    }
    let batch =
        json!({"key": stage.collector.write_key(), "schema": 1, "sent_at": waymark_tests::now(), "events": events});
    let (_, receipt) = stage.collector.post("/v1/events", stage.site.origin(), batch.to_string()).await;
    assert!(receipt["outcomes"].as_array().is_some_and(|all| all.iter().all(|one| one == "accepted")), "{receipt}");
}

#[test]
fn what_would_take_years_is_given_no_date_but_what_brings_it_nearer() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let few_of_late: Vec<i64> = [100; 20].into_iter().chain([1, 5, 10, 15, 20, 25]).collect();
        answered(&stage, &few_of_late).await;
        let page = stage.browser.private_page().await;
        page.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
        page.says("Recommendation").await;
        page.goto(&stage.collector.url("/console/results/nps")).await;
        page.says("At 1.5 answers a week that takes more than a year. A wider audience or a longer period").await;
        let said = page.text("document.querySelector('.question-report').innerText").await;
        assert!(!said.contains("can be there around"), "{said}");
    });
}

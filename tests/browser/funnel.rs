//! A branching tour, walked in a page and by a crowd, and its funnel in the results: what branches off is no loss, counts come
//! before shares, and no step is named while none stands out; on a phone, in both languages and schemes.
//!
//! Deliberately absent: the arithmetic; it is tested beside the report.

use serde_json::{Value, json};
use shared::id::{EventId, RunId};
use waymark_tests::axe::violations;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{ROOT, Stage};
use waymark_tests::tour::{modal, tour};

const FUNNEL: &str = "document.querySelector('ol.ways')";

/// From the form one can go to the help, which closes.
fn branching() -> String {
    let buttons = |list: &str| format!("buttons = [{list}]\n");
    let form = buttons("{ label = { en = \"Help me\" }, to = { step = \"help\" } }, { to = \"next\" }");
    let steps = [
        modal("form") + &form,
        modal("send"),
        modal("done") + &buttons("{ to = \"end\" }"),
        modal("help") + &buttons("{ to = \"close\" }"),
    ];
    tour(&steps.concat())
}

/// People go through these steps; then it is completed or closed, or they are still under way.
async fn went_through(stage: &Stage, first: u8, people: &[(&[&str], &str)]) {
    let (now, mut events) = (waymark_tests::now(), Vec::new());
    for (number, (steps, end)) in (first..).zip(people) {
        let run =
            json!({"id": RunId::from_parts(now, [0, 0, 0, number, 0, 0, 0, 0, 0, 0]), "content": "tour", "version": 1});
        let mut bodies = vec![json!({"displayed": run})];
        bodies.extend(steps.iter().map(|step| json!({"step": {"run": run, "step": step}})));
        match *end {
            "under way" => {}
            "completed" => bodies.push(json!({"completed": run})),
            how => bodies.push(json!({"dismissed": {"run": run, "how": how}})),
        }
        for (index, body) in (0_u8..).zip(bodies) {
            let at = now.plus_ms(i64::from(index) * 1_000 - 60_000);
            let id = EventId::from_parts(at, [0, 0, 0, number, index, 0, 0, 0, 0, 1]);
            events.push(json!({"id": id, "at": at, "who": {"user_id": format!("crowd-{number}")}, "body": body}));
        }
    }
    let batch = json!({"key": stage.collector.write_key(), "schema": 1, "sent_at": now, "events": events});
    let (_, receipt) = stage.collector.post("/v1/events", stage.site.origin(), batch.to_string()).await;
    assert!(receipt["outcomes"].as_array().is_some_and(|all| all.iter().all(|one| one == "accepted")), "{receipt}");
}

async fn results(stage: &Stage, (tag, scheme): (&str, &str)) -> Page {
    let page = stage.browser.private_page().await;
    page.media(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
    page.phone(390, 844).await;
    page.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
    page.until("document.querySelector('.list, .cards, .steps')").await;
    page.eval(&format!("localStorage.setItem('waymark.console.language', '{tag}')")).await;
    page.goto(&stage.collector.url("/console/results/tour")).await;
    page.until(&format!("document.documentElement.lang === '{tag}' && {FUNNEL}")).await;
    page
}

/// What the figure says.
async fn said(page: &Page) -> String {
    let text = page.text(&format!("{FUNNEL}.closest('figure').innerText")).await;
    text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_first_walk_through_a_branching_tour_is_read_as_counts_and_its_branch_is_no_loss() {
    run(async {
        let stage = Stage::set(&[&branching()]).await;
        let page = stage.open().await;
        page.step("Step form").await;
        page.click(&format!("{ROOT}.querySelector('.buttons [data-look=quiet]')")).await;
        page.step("Step help").await;
        page.press_main().await;
        stage.collector.funnel_reaches("tour", "dismissed", 1).await;
        let page = results(&stage, ("en", "light")).await;
        let said = said(&page).await;
        for words in [
            "1 · Step form 1 · of 1 runs went on: 1 of 1",
            "to 1a · Step help: 1",
            "1a · Step help branch 1 · of 1 at step 1 ends here · closed here: 1",
            "Shares are told from 20 runs on",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert!(!said.contains('%') && !said.contains("Most are lost"), "{said}");
        let nested = format!("{FUNNEL}.querySelector('ol[aria-label=\"Branches from “1 · Step form”\"] > li')");
        assert!(page.text(&format!("{nested}?.innerText ?? ''")).await.contains("Step help"), "heard as a part of it");
    });
}

#[test]
fn enough_runs_tell_shares_with_their_ranges_and_the_step_that_stands_out() {
    run(async {
        let stage = Stage::set(&[&branching()]).await;
        let through: (&[&str], &str) = (&["form", "send", "done"], "completed");
        let helped: (&[&str], &str) = (&["form", "help"], "closed");
        went_through(&stage, 1, &[vec![through; 40], vec![helped; 20]].concat()).await;
        let page = results(&stage, ("en", "light")).await;
        page.says("Nobody has been lost on the way.").await;
        let closed: (&[&str], &str) = (&["form", "send"], "closed");
        went_through(&stage, 100, &[vec![closed; 40], vec![(closed.0, "under way")]].concat()).await;
        for reader in [("en", "light"), ("en", "dark"), ("ja", "light"), ("ja", "dark")] {
            let page = results(&stage, reader).await;
            let said = said(&page).await;
            let words: [&str; 5] = if reader.0 == "en" {
                [
                    "Most are lost at “2 · Step send”: 40 of 80 did not go on (50 %, between 39 and 61)",
                    "went on: 40 of 81 (49 %, between 39 and 60)",
                    "1a · Step help branch 20 · 20 % of 101 at step 1",
                    "to 2 · Step send: 81",
                    "still under way: 1",
                ]
            } else {
                [
                    "「2 · Step send」です：80 回のうち 40 回（50 %、39 から 61 の間）",
                    "次へ：81 回のうち 40 回（49 %、39 から 60 の間）",
                    "1a · Step help 分岐 20 · ステップ 1 に来た 101 回の 20 %",
                    "「2 · Step send」へ：81 回",
                    "途中：1 回",
                ]
            };
            for words in words {
                assert!(said.contains(words), "{words}: {said}");
            }
            let fits = "document.documentElement.scrollWidth <= innerWidth";
            assert_eq!(page.eval(fits).await, Value::from(true), "{reader:?}");
            assert_eq!(violations(&page).await, "", "{reader:?}");
            page.click(&format!("{FUNNEL}.closest('figure').querySelector('figcaption button')")).await;
            page.until("document.querySelector('figure.chart table')").await;
            assert_eq!(page.eval(fits).await, Value::from(true), "{reader:?}, as a table");
            assert_eq!(violations(&page).await, "", "{reader:?}, as a table");
        }
    });
}

//! "Effort: said and seen" in the results of a tour that asks for the effort: few runs, enough of them, none that told theirs;
//! on a phone, in both languages and schemes.
//!
//! Deliberately absent: the arithmetic, and how the page counts; those are tested beside the report and with the tours.

use serde_json::{Value, json};
use shared::id::{EventId, RunId};
use waymark_tests::axe::violations;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::Stage;
use waymark_tests::tour::{modal, tour};

const SECTION: &str = "[...document.querySelectorAll('section.panel')].find(s => /Effort: said|手間：回答/.test(s.querySelector('h2')?.innerText))";

/// A tour with a form, and a question about the effort at its end.
fn asking() -> String {
    let end = "[[body.tour.steps]]\nkey = \"end\"\ndisplay = \"modal\"\n[body.tour.steps.question]\nkey = \"effort\"\n\
               title = { en = \"It was easy.\", ja = \"簡単だった。\" }\nkind = { ces = {} }\n";
    tour(&format!("{}{end}", modal("form")))
}

/// One person each goes through the tour, with this score and this effort.
async fn went_through(stage: &Stage, people: &[(u8, Option<Value>, u8)]) {
    let (now, mut events) = (waymark_tests::now(), Vec::new());
    for (number, effort, score) in people {
        let run = json!({"id": RunId::from_parts(now, [0, 0, 0, *number, 0, 0, 0, 0, 0, 0]), "content": "tour", "version": 1});
        let mut bodies = vec![json!({"displayed": run}), json!({"step": {"run": run, "step": "form"}})];
        bodies.extend(effort.clone().map(|mut effort| {
            (effort["run"], effort["step"]) = (run.clone(), json!("form"));
            json!({"effort": effort})
        }));
        bodies.push(json!({"step": {"run": run, "step": "end"}}));
        bodies.push(json!({"answered": {"run": run, "question": "effort", "revision": 1, "answer": {"score": score}}}));
        for (index, body) in (0_u8..).zip(bodies) {
            let id = EventId::from_parts(now, [0, 0, 0, *number, index, 0, 0, 0, 0, 1]);
            events.push(json!({"id": id, "at": now, "who": {"user_id": format!("u{number}")}, "body": body}));
        }
    }
    let batch = json!({"key": stage.collector.write_key(), "schema": 1, "sent_at": now, "events": events});
    let (_, receipt) = stage.collector.post("/v1/events", stage.site.origin(), batch.to_string()).await;
    assert!(receipt["outcomes"].as_array().is_some_and(|all| all.iter().all(|one| one == "accepted")), "{receipt}");
}

fn took(active_ms: u32, returns: u8, invalid: u8) -> Value {
    json!({"active_ms": active_ms, "returns": returns, "invalid": invalid})
}

async fn results(stage: &Stage, (tag, scheme): (&str, &str)) -> Page {
    let page = stage.browser.private_page().await;
    page.media(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
    page.phone(360, 740).await;
    page.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
    page.until("document.querySelector('.list, .cards, .steps')").await;
    page.eval(&format!("localStorage.setItem('waymark.console.language', '{tag}')")).await;
    page.goto(&stage.collector.url("/console/results/tour")).await;
    page.until(&format!("document.documentElement.lang === '{tag}' && {SECTION}")).await;
    page
}

#[test]
fn effort_said_and_seen_is_read_on_a_phone_from_the_first_run_on() {
    run(async {
        let stage = Stage::set(&[&asking()]).await;
        went_through(&stage, &[(1, None, 6)]).await;
        let page = results(&stage, ("en", "light")).await;
        page.says("Nothing is known yet. It is counted from the next tour on.").await;
        assert_eq!(violations(&page).await, "", "nothing known");

        went_through(&stage, &[(2, Some(took(95_000, 1, 2)), 2)]).await;
        let page = results(&stage, ("en", "light")).await;
        let said = page.text(&format!("({SECTION}).innerText")).await;
        assert!(said.contains("came back to a step: 1") && said.contains("had a field refused: 1"), "{said}");
        assert!(
            !said.contains("median) ·") && !said.contains("to 100"),
            "one run is neither a median nor a share: {said}"
        );

        let hard = (10..16).map(|number| (number, Some(took(90_000, 1, 1)), 2));
        let easy = (20..45).map(|number| (number, Some(took(20_000, 0, u8::from(number < 22))), 7));
        went_through(&stage, &hard.chain(easy).collect::<Vec<_>>()).await;
        for reader in [("en", "light"), ("en", "dark"), ("ja", "light"), ("ja", "dark")] {
            let page = results(&stage, reader).await;
            let said = page.text(&format!("({SECTION}).innerText")).await;
            let words = if reader.0 == "en" {
                ["Said it was hard", "active for 20", "had a field refused: 2 (8"]
            } else {
                ["大変だったと回答", "中央値 20", "入力エラーがあった：2（8"]
            };
            for words in words {
                assert!(said.contains(words), "{words}: {said}");
            }
            let fits = "document.documentElement.scrollWidth <= innerWidth";
            assert_eq!(page.eval(fits).await, true, "{reader:?}");
            assert_eq!(violations(&page).await, "", "{reader:?}");
            page.click(&format!("({SECTION}).querySelector('.chart figcaption button')")).await;
            page.until(&format!("({SECTION}).querySelector('table')")).await;
            assert_eq!(page.eval(fits).await, true, "{reader:?}, as a table");
            assert_eq!(violations(&page).await, "", "{reader:?}, as a table");
        }
    });
}

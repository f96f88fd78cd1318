//! What a person did or said before decides what comes, in a real page.
//!
//! Deliberately absent: every rule and its bounds; `shared/tests` has those beside the pure code.

use serde_json::{Value, json};
use shared::id::EventId;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{ON_DONE, Stage, nps};

/// A survey that only `waymark.start` brings, each time.
fn survey(key: &str, audience: &str, kind: &str) -> String {
    format!(
        r#"
key = "{key}"
name = "{key}"
owner = "Product"
decision = "None: this is a test"
{audience}
[trigger]
cause = "manual"
[frequency]
repeat = "always"
[[body.survey.questions]]
key = "it"
title = {{ en = "About {key}" }}
kind = {{ {kind} = {{}} }}
"#
    )
}

/// A survey for those who have done so with `first` within so many days.
fn after(deed: &str, days: u16) -> String {
    let audience = format!("[audience]\nhistory = {{ content = \"first\", did = \"{deed}\", within_days = {days} }}");
    survey(&format!("within-{days}"), &audience, "csat")
}

/// Waits until the page says that the audience of this survey leaves the person out, or takes them in.
async fn audience(page: &Page, key: &str, fits: bool) {
    let says = format!("window.waymark?.explain?.('{key}')");
    page.until(&format!("{says} && !{says}.includes('session') && {says}.includes('audience') === {}", !fits)).await;
}

/// Tells the collector what `user-1` did with `first` ten days ago.
async fn did_ten_days_ago(stage: &Stage, bodies: &[Value]) {
    let now = waymark_tests::now();
    let at = now.plus_days(-10);
    let events: Vec<Value> = (0_u8..)
        .zip(bodies)
        .map(|(number, body)| {
            json!({"id": EventId::from_parts(at, [number; 10]), "at": at, "who": {"user_id": "user-1"}, "body": body})
        })
        .collect();
    let batch = json!({"key": stage.collector.write_key(), "schema": 1, "sent_at": now, "events": events});
    let (_, receipt) = stage.collector.post("/v1/events", stage.site.origin(), batch.to_string()).await;
    assert!(receipt["outcomes"].as_array().is_some_and(|all| all.iter().all(|one| one == "accepted")), "{receipt}");
}

#[test]
fn who_saw_answered_or_completed_something_within_so_many_days_is_asked_about_it() {
    run(async {
        let run = json!({"id": "01890000-0000-7000-8000-000000000001", "content": "first", "version": 1});
        let answered = json!({"answered": {"run": run, "question": "it", "revision": 1, "answer": {"score": 5}}});
        let deeds = [
            ("seen", vec![json!({"displayed": run})]),
            ("answered", vec![json!({"displayed": run}), answered.clone()]),
            ("completed", vec![json!({"displayed": run}), answered, json!({"completed": run})]),
        ];
        for (deed, bodies) in deeds {
            let stage = Stage::set(&[&survey("first", "", "csat"), &after(deed, 7), &after(deed, 30)]).await;
            let page = stage.open().await;
            audience(&page, "within-30", false).await;
            did_ten_days_ago(&stage, &bodies).await;
            page.reload().await;
            audience(&page, "within-30", true).await;
            audience(&page, "within-7", false).await;
            page.eval("wm('start', 'first')").await;
            page.card().await;
            stage.collector.funnel_reaches("first", "displayed", 2).await;
            if deed != "seen" {
                page.choose(4).await;
                stage.collector.funnel_reaches("first", "answered", 2).await;
            }
            if deed == "completed" {
                page.press_main().await;
                stage.collector.funnel_reaches("first", "completed", 2).await;
            }
            page.eval("wm('dismiss')").await;
            page.no_card().await;
            page.reload().await;
            audience(&page, "within-7", true).await;
            page.eval("wm('start', 'within-7')").await;
            page.card().await;
            assert_eq!(page.heading().await, "About within-7", "{deed}");
        }
    });
}

/// An announcement that sells, displayed after the event `offer` and by `start`.
const PROMOTION: &str = r#"
key = "more-seats"
name = "More seats"
promotes = true
[trigger.cause.event]
name = "offer"
[frequency]
repeat = "always"
[body.announcement]
title = { en = "Twice as many seats", ja = "席が二倍に" }
text = { en = "From today.", ja = "本日から。" }
"#;

#[test]
fn while_a_complaint_is_open_nobody_is_asked_for_a_recommendation_or_sold_something_unless_they_ask() {
    run(async {
        let stage = Stage::set(&[&survey("first", "", "csat"), &nps(ON_DONE), PROMOTION]).await;
        let page = stage.open().await;
        page.until("waymark.explain?.('nps')?.includes('trigger')").await;
        page.eval("wm('start', 'first')").await;
        page.card().await;
        page.choose(1).await;
        page.press_main().await;
        stage.collector.funnel_reaches("first", "completed", 1).await;
        page.reload().await;
        page.until("window.waymark?.explain?.('nps')?.includes('trigger')").await;
        let run = stage.collector.responses("first").await[0]["run"].as_str().expect("the run").to_owned();
        for (status, gated) in [("open", true), ("done", false)] {
            let path = format!("/api/responses/{run}?environment=production");
            stage.collector.api(reqwest::Method::PUT, &path, &json!({"status": status})).await;
            page.reload().await;
            let says = if gated { "gate" } else { "trigger" };
            page.until(&format!("window.waymark?.explain?.('nps')?.includes('{says}')")).await;
            if gated {
                page.until("waymark.explain('more-seats').includes('gate')").await;
                page.eval("wm('track', 'done', {}), wm('track', 'offer', {})").await;
                page.eval("new Promise(done => setTimeout(done)).then(() => fetch('/'))").await;
                assert_eq!(page.heading().await, "", "{status}");
                page.eval("wm('start', 'more-seats')").await;
                page.card().await;
                assert_eq!(page.heading().await, "Twice as many seats", "what somebody asks for comes");
                page.eval("wm('dismiss')").await;
                page.no_card().await;
            } else {
                page.eval("wm('track', 'done', {})").await;
                page.card().await;
                assert_eq!(page.heading().await, "How likely are you to recommend us?", "{status}");
            }
        }
    });
}

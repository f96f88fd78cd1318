//! Who gave a guide up is asked about it once, at the next visit.
//!
//! Deliberately absent: the arithmetic of windows; that is tested beside it, in `collector/src/abandoned.rs`.

use crate::page::{Page, due, publish};
use crate::support::{Collector, everywhere};
use collector::clock;
use reqwest::StatusCode;
use serde_json::{Value, json};
use shared::time::{MINUTE_MS, Timestamp};

const DAY: i64 = 24 * 60;

async fn set_the_stage(collector: &Collector, asked: &Value) -> Page {
    let page = Page::open(collector, json!({ "caps": { "per_day": 50, "surveys": 50 } }), &[]).await;
    let text = |en: &str| json!({ "en": en, "ja": en });
    let goal = json!({ "key": "sent", "name": "Sent", "window_days": 7, "sign": { "event": { "name": "Sent" } } });
    page.owner.put("/api/goals/sent", &goal).await.expect(StatusCode::OK);
    let segment = json!({ "key": "gave-up", "name": "Gave up", "condition": gave_up() });
    page.owner.put("/api/segments/gave-up", &segment).await.expect(StatusCode::OK);
    publish(
        &page.owner,
        &json!({
            "key": "tour", "name": "Tour", "owner": "Success", "goal": "sent", "frequency": { "repeat": "once" },
            "body": { "tour": { "steps": [{ "key": "a", "title": text("A") }] } },
        }),
    )
    .await;
    publish(
        &page.owner,
        &json!({
            "key": "why", "name": "Why", "owner": "Success", "decision": "What to mend", "audience": asked,
            "frequency": { "repeat": "once" },
            "body": { "survey": { "questions": [{ "key": "effort", "kind": { "ces": {} }, "title": text("It was easy.") }] } },
        }),
    )
    .await;
    page
}

fn gave_up() -> Value {
    json!({ "history": { "content": "tour", "did": "abandoned" } })
}

/// An event of somebody so many minutes ago.
fn ago(minutes: i64, user: &str, body: &Value) -> Value {
    let at = Timestamp(clock::now().0 - minutes * MINUTE_MS);
    json!({ "id": shared::id::uuid_v7(at, clock::random()), "at": at, "who": { "user_id": user }, "body": body })
}

fn run(number: i64) -> Value {
    json!({ "id": format!("01890000-0000-7000-8000-{number:012}"), "content": "tour", "version": 1 })
}

fn shown(minutes: i64, user: &str, number: i64) -> Value {
    ago(minutes, user, &json!({ "displayed": run(number) }))
}

fn closed(minutes: i64, user: &str, number: i64, how: &str) -> Value {
    ago(minutes, user, &json!({ "dismissed": { "run": run(number), "how": how } }))
}

async fn all_accepted(page: &Page, events: &[Value]) {
    let outcomes = page.send(events).await;
    assert!(outcomes.iter().all(|outcome| outcome == "accepted"), "{outcomes:?}");
}

#[test]
fn a_guide_closed_before_signing_in_is_asked_about_after() {
    everywhere(|collector| async move {
        let page = set_the_stage(&collector, &json!({ "segment": "gave-up" })).await;
        let visitor = json!({ "anonymous_id": "a-device" });
        let mut before = [shown(40, "", 1), closed(35, "", 1, "closed")];
        for event in &mut before {
            event["who"] = visitor.clone();
        }
        let mut known = ago(20, "late", &json!({ "identify": {} }));
        known["who"] = json!({ "user_id": "late", "anonymous_id": "a-device" });
        all_accepted(&page, &[before[0].clone(), before[1].clone(), known]).await;
        assert!(is_asked(&page, "late").await);
        let why = json!({ "id": "01890000-0000-7000-8000-000000000099", "content": "why", "version": 1 });
        all_accepted(&page, &[ago(1, "late", &json!({ "displayed": why }))]).await;
        let report = "/api/reports/why?environment=production&segment=gave-up";
        assert_eq!(page.owner.get(report).await.expect(StatusCode::OK)["funnel"]["displayed"], 1);
    });
}

/// Whether nothing but the page stands before the question.
async fn is_asked(page: &Page, user: &str) -> bool {
    let answer = page.session(&json!({ "user_id": user }), json!({})).await;
    let asked = due(&answer).contains(&"why".to_owned());
    assert_eq!(asked, answer["explain"].get("why").is_none(), "{answer}");
    asked
}

#[test]
fn who_closed_it_or_let_its_window_end_is_asked_at_the_next_visit_and_nobody_else() {
    for asked in [gave_up(), json!({ "segment": "gave-up" })] {
        everywhere(|collector| {
            let asked = asked.clone();
            async move {
                let page = set_the_stage(&collector, &asked).await;
                let done = |minutes, user: &str| ago(minutes, user, &json!({ "track": { "name": "Sent" } }));
                all_accepted(
                    &page,
                    &[
                        shown(40, "closed", 1),
                        closed(35, "closed", 1, "closed"),
                        shown(10, "same-visit", 2),
                        closed(5, "same-visit", 2, "closed"),
                        shown(8 * DAY, "window", 3),
                        shown(6 * DAY, "in-time-still", 4),
                        shown(8 * DAY, "attained", 5),
                        done(7 * DAY, "attained"),
                        shown(8 * DAY, "completed", 6),
                        ago(8 * DAY, "completed", &json!({ "completed": run(6) })),
                        shown(60, "later", 7),
                        closed(50, "later", 7, "snoozed"),
                        shown(60, "by-host", 8),
                        closed(50, "by-host", 8, "by_host"),
                        shown(60, "attained-anyway", 9),
                        closed(50, "attained-anyway", 9, "closed"),
                        done(45, "attained-anyway"),
                    ],
                )
                .await;
                for (user, expected) in [
                    ("closed", true),
                    ("same-visit", false),
                    ("window", true),
                    ("in-time-still", false),
                    ("attained", false),
                    ("completed", false),
                    ("later", false),
                    ("by-host", false),
                    ("attained-anyway", false),
                    ("stranger", false),
                ] {
                    assert_eq!(is_asked(&page, user).await, expected, "{user}");
                }
                // Once.
                let why = json!({ "id": "01890000-0000-7000-8000-000000000099", "content": "why", "version": 1 });
                all_accepted(&page, &[ago(1, "closed", &json!({ "displayed": why }))]).await;
                assert!(!is_asked(&page, "closed").await, "asked once");
                // Reports know them by the segment.
                let report = "/api/reports/why?environment=production&segment=gave-up";
                assert_eq!(page.owner.get(report).await.expect(StatusCode::OK)["funnel"]["displayed"], 1);
                let told = page.owner.get("/api/explain?environment=production&content=why&person=window").await;
                assert!(told.expect(StatusCode::OK).json.to_string().contains("abandoned"));
            }
        });
    }
}

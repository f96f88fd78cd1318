//! Runs that hand somebody over to a person: once, whatever arrives how often, when and where; until it is done.

use crate::page::{Page, due, event, event_at, now, publish, run, survey};
use crate::support::{Caller, Collector, database, everywhere};
use collector::config::Settings;
use reqwest::StatusCode;
use serde_json::{Value, json};
use shared::api::report::Change;
use shared::time::DAY_MS;
use std::sync::Arc;

const LIST: &str = "/api/follow-ups?environment=production";

fn guide(when: &Value) -> Value {
    let text = |en: &str| json!({"en": en, "ja": en});
    json!({
        "key": "guide", "name": "Guide", "owner": "Team", "decision": "What to do next", "goal": "sent",
        "hand_over": {"when": when},
        "body": {"tour": {"steps": [
            {"key": "hello", "title": text("Hello")},
            {"key": "ask", "question": {"key": "score", "title": text("It was easy."), "kind": {"ces": {}}}},
            {"key": "asked", "title": text("{{company.owner|Our team}} has been asked")},
        ]}}
    })
}

/// A page with the guide, and a goal to be attained in 14 days.
pub async fn open(collector: &Collector, when: Value) -> Page {
    let page = Page::open(collector, json!({}), &[]).await;
    let goal = json!({"key": "sent", "name": "Sent", "sign": {"event": {"name": "Sent"}}, "window_days": 14});
    page.owner.put("/api/goals/sent", &goal).await.expect(StatusCode::OK);
    publish(&page.owner, &guide(&when)).await;
    page
}

pub fn who(user: &str) -> Value {
    json!({"user_id": user, "anonymous_id": format!("device-of-{user}"), "company_id": "acme"})
}

pub fn step(run: &Value, step: &str) -> Value {
    json!({"step": {"run": run, "step": step}})
}

pub fn answer(run: &Value, revision: u32, score: u8) -> Value {
    json!({"answered": {"run": run, "question": "score", "revision": revision, "answer": {"score": score}}})
}

/// Sends events and expects that each is taken.
pub async fn send(page: &Page, events: &[Value]) {
    let outcomes = page.send(events).await;
    assert!(outcomes.iter().all(|outcome| outcome == "accepted"), "{outcomes:?}");
}

async fn list(owner: &Caller, more: &str) -> Value {
    owner.get(&format!("{LIST}{more}")).await.expect(StatusCode::OK).json
}

/// The runs in the list, with why.
async fn handed(owner: &Caller) -> Vec<(Value, Value)> {
    let list = list(owner, "").await;
    let all = list["follow_ups"].as_array().expect("follow-ups");
    all.iter().map(|it| (it["run"].clone(), it["hand_over"]["when"].clone())).collect()
}

/// Looks at every run whose goal's days have passed.
pub async fn look_at_all(collector: &Collector) {
    while collector.app.store.look_at_waits(collector::clock::now()).await.expect("a look").is_some() {}
}

async fn agrees(collector: &Collector) {
    let recount = collector.app.store.recount().await.expect("a recount");
    assert_eq!(recount.differences, Vec::new());
}

#[test]
fn a_step_hands_over_once_to_whom_the_company_names_and_recommendation_questions_wait() {
    everywhere(|collector| async move {
        let page = open(&collector, json!([{"step": "asked"}])).await;
        publish(&page.owner, &survey("nps")).await;
        let (who, run) = (who("u1"), run("guide"));
        let company = json!({"group": {"traits": {"owner": " hana@vendor.example ", "name": "Acme"}}});
        send(&page, &[event(&who, json!({"identify": {"traits": {"name": "Aoi"}}})), event(&who, company)]).await;
        send(&page, &[event(&who, json!({"displayed": run})), event(&who, step(&run, "ask"))]).await;
        assert_eq!(list(&page.owner, "").await["open"], 0);
        assert_eq!(due(&page.session(&who, json!({})).await), ["guide", "nps"]);

        let at = now();
        let asked = event_at(at, &who, step(&run, "asked"));
        send(&page, std::slice::from_ref(&asked)).await;
        assert_eq!(page.send(&[asked]).await, ["duplicate"]);
        // The trait says another name now; whoever was asked stays.
        let moved = json!({"group": {"traits": {"owner": "Somebody else"}}});
        send(&page, &[event(&who, moved), event(&who, step(&run, "asked"))]).await;
        let found = list(&page.owner, "").await;
        assert_eq!((&found["open"], &found["owners"]), (&json!(1), &json!(["hana@vendor.example"])));
        let [it] = &found["follow_ups"].as_array().expect("follow-ups")[..] else { panic!("one: {found:#}") };
        let expected = json!({"when": {"step": "asked"}, "at": at, "from": "ask", "owner": "hana@vendor.example"});
        assert_eq!((&it["run"], &it["hand_over"]), (&run["id"], &expected));
        assert_eq!((&it["content"], &it["version"], &it["at"]), (&json!("guide"), &json!(1), &json!(at)));
        assert_eq!((&it["person"], &it["person_name"]), (&json!("u1"), &json!("Aoi")));
        assert_eq!((&it["company"], &it["company_name"]), (&json!("acme"), &json!("Acme")));
        let follow_up = &it["follow_up"];
        assert_eq!((&follow_up["owner"], &follow_up["status"]), (&json!("hana@vendor.example"), &json!("open")));
        assert_eq!((&follow_up["note"], &follow_up["changed_by"]), (&json!(""), &json!("")));
        assert_eq!(due(&page.session(&who, json!({})).await), ["guide"], "recommendation questions wait");

        let timeline = page.owner.get("/api/people/u1?environment=production").await;
        assert_eq!(timeline["follow_ups"][0]["hand_over"], expected);
        let address = format!("/api/responses/{}?environment=production", run["id"].as_str().expect("an id"));
        let done = json!({"owner": "hana@vendor.example", "status": "done", "note": "Called."});
        let written = page.owner.put(&address, &done).await.expect(StatusCode::OK);
        assert_eq!(written["changed_by"], crate::support::OWNER);
        assert_eq!(list(&page.owner, "").await["open"], 0);
        assert_eq!(list(&page.owner, "&status=done").await["follow_ups"][0]["follow_up"]["note"], "Called.");
        assert_eq!(due(&page.session(&who, json!({})).await), ["guide", "nps"]);
        // What comes late changes nothing of what was done.
        send(&page, &[event(&who, step(&run, "asked"))]).await;
        assert_eq!(list(&page.owner, "").await["open"], 0);
        agrees(&collector).await;
    });
}

#[test]
fn a_low_answer_hands_over_until_it_is_corrected_unless_somebody_took_it_up() {
    everywhere(|collector| async move {
        let page = open(&collector, json!(["high_effort"])).await;
        let (first, second) = (run("guide"), run("guide"));
        for (user, run) in [("u1", &first), ("u2", &second)] {
            send(&page, &[event(&who(user), json!({"displayed": run})), event(&who(user), answer(run, 1, 2))]).await;
        }
        assert_eq!(handed(&page.owner).await.len(), 2);
        let address = format!("/api/responses/{}?environment=production", second["id"].as_str().expect("an id"));
        let mine = json!({"owner": "me", "status": "open", "note": "I look at it."});
        page.owner.put(&address, &mine).await.expect(StatusCode::OK);
        for (user, run) in [("u1", &first), ("u2", &second)] {
            send(&page, &[event(&who(user), answer(run, 2, 6))]).await;
        }
        assert_eq!(handed(&page.owner).await, [(second["id"].clone(), Value::Null)], "what somebody does stays");
        agrees(&collector).await;
        send(&page, &[event(&who("u1"), answer(&first, 3, 1))]).await;
        assert_eq!(handed(&page.owner).await[0], (first["id"].clone(), json!("high_effort")));
        agrees(&collector).await;
    });
}

#[test]
fn closing_before_the_end_hands_over_in_whatever_order_it_is_heard() {
    everywhere(|collector| async move {
        let page = open(&collector, json!(["dismissed", {"step": "asked"}])).await;
        let (who, start) = (who("u1"), now() - 60_000);
        let closed = |run: &Value| json!({"dismissed": {"run": run, "how": "closed"}});
        let (left, finished, both, snoozed) = (run("guide"), run("guide"), run("guide"), run("guide"));
        send(
            &page,
            &[
                event_at(start + 900, &who, closed(&left)),
                event_at(start, &who, json!({"displayed": left})),
                event_at(start + 800, &who, closed(&finished)),
                event_at(start + 700, &who, closed(&both)),
                event_at(start + 600, &who, json!({"dismissed": {"run": snoozed, "how": "snoozed"}})),
            ],
        )
        .await;
        let of = |run: &Value, when: Value| (run["id"].clone(), when);
        let dismissed = || json!("dismissed");
        assert_eq!(
            handed(&page.owner).await,
            [of(&left, dismissed()), of(&finished, dismissed()), of(&both, dismissed())]
        );
        send(
            &page,
            &[
                event_at(start + 750, &who, json!({"completed": finished})),
                event_at(start + 650, &who, step(&both, "asked")),
            ],
        )
        .await;
        assert_eq!(handed(&page.owner).await, [of(&left, dismissed()), of(&both, json!({"step": "asked"}))]);
        agrees(&collector).await;
    });
}

#[test]
fn a_goal_that_is_not_attained_in_its_days_hands_over_when_they_are_past() {
    everywhere(|collector| async move {
        let page = open(&collector, json!(["not_attained"])).await;
        let mut changes = collector.app.live.subscribe();
        let begun = now() - 20 * DAY_MS;
        let [never, in_time, too_late, still] = [0; 4].map(|_| run("guide"));
        let sent = |at: i64, user: &str| event_at(at, &who(user), json!({"track": {"name": "Sent"}}));
        send(&page, &[sent(begun + DAY_MS, "in-time"), sent(begun + 15 * DAY_MS, "too-late")]).await;
        for (user, run) in [("never", &never), ("in-time", &in_time), ("too-late", &too_late)] {
            send(&page, &[event_at(begun, &who(user), json!({"displayed": run}))]).await;
        }
        send(&page, &[event(&who("still"), json!({"displayed": still}))]).await;
        let withheld = run("guide");
        send(&page, &[event_at(begun, &who("withheld"), json!({"withheld": withheld}))]).await;
        // Nobody asks for it: the collector looks by itself, and tells.
        while changes.recv().await.expect("the collector runs").change != Change::FollowUps {}
        look_at_all(&collector).await;
        let found = handed(&page.owner).await;
        assert_eq!(found.len(), 2);
        for run in [&never, &too_late] {
            assert!(found.contains(&(run["id"].clone(), json!("not_attained"))), "{found:?}");
        }
        // It is as old as the end of the goal's days, and once only.
        assert_eq!(list(&page.owner, "").await["follow_ups"][0]["at"], begun + 14 * DAY_MS);
        send(&page, &[event(&who("never"), step(&never, "ask"))]).await;
        look_at_all(&collector).await;
        assert_eq!(list(&page.owner, "").await["open"], 2);
        agrees(&collector).await;
    });
}

#[test]
fn a_hand_over_goes_with_the_visitor_to_the_user_and_with_the_erased_person() {
    everywhere(|collector| async move {
        let page = open(&collector, json!([{"step": "asked"}, "not_attained"])).await;
        let (visitor, user) = (json!({"anonymous_id": "device-of-u1"}), who("u1"));
        let (before, meanwhile) = (run("guide"), run("guide"));
        send(&page, &[event(&visitor, step(&before, "asked")), event(&visitor, json!({"displayed": meanwhile}))]).await;
        assert_eq!(list(&page.owner, "").await["follow_ups"][0]["person"], "device-of-u1");
        send(&page, &[event(&user, json!({"identify": {}}))]).await;
        // Begun as a visitor, handed over as the user.
        send(&page, &[event(&user, step(&meanwhile, "asked"))]).await;
        let found = list(&page.owner, "").await;
        let people: Vec<&Value> =
            found["follow_ups"].as_array().expect("follow-ups").iter().map(|it| &it["person"]).collect();
        assert_eq!(people, ["u1", "u1"]);
        let timeline = page.owner.get("/api/people/u1?environment=production").await;
        assert_eq!(timeline["follow_ups"].as_array().map(Vec::len), Some(2));
        agrees(&collector).await;
        // A reply is for whom it was asked of, whoever they were then.
        let reply = json!({"locale": "en", "text": "I am on it.", "response": before["id"]});
        let messages = "/api/people/u1/messages?environment=production";
        page.owner.post(messages, &reply).await.expect(StatusCode::CREATED);
        let waiting = list(&page.owner, "&status=waiting").await;
        assert_eq!(waiting["follow_ups"][0]["run"], before["id"]);

        page.owner.delete("/api/people/u1?environment=production").await.expect(StatusCode::OK);
        let left = list(&page.owner, "").await;
        assert_eq!((&left["open"], &left["follow_ups"]), (&json!(0), &json!([])));
        assert_eq!(
            page.send(&[event_at(now() - 60_000, &user, step(&before, "asked"))]).await[0]["rejected"]["reason"],
            "erased"
        );
        assert_eq!(list(&page.owner, "").await["open"], 0);
        agrees(&collector).await;
    });
}

#[test]
fn what_promises_privacy_cannot_be_published_with_a_hand_over() {
    everywhere(|collector| async move {
        let page = open(&collector, json!(["high_effort"])).await;
        let mut confidential = survey("effort");
        confidential["hand_over"] = json!({"when": ["dismissed"]});
        confidential["body"]["survey"]["privacy"] = json!({"mode": "confidential", "readers": {"en": "Us", "ja": "担当"}, "purpose": {"en": "To learn", "ja": "改善"}});
        let written = page.owner.put("/api/content/effort", &confidential).await.expect(StatusCode::OK);
        let codes: Vec<&str> =
            written["advice"].as_array().expect("advice").iter().filter_map(|it| it["code"].as_str()).collect();
        assert!(codes.contains(&"hand_over_of_unknown") && codes.contains(&"unknown_owner_trait"), "{codes:?}");
        let publish = json!({"environment": "production"});
        page.owner.post("/api/content/effort/publish", &publish).await.problem(422, "lint_errors");
    });
}

#[test]
fn two_collectors_that_hear_the_same_hand_over_once() {
    let Ok(cluster) = std::env::var("WAYMARK_TEST_POSTGRES") else { return };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let (_, address) = database(&cluster).await;
        let start = || async {
            Collector::start(Settings::for_database(&address), tempfile::tempdir().expect("a folder")).await
        };
        let here = start().await;
        let page = Arc::new(open(&here, json!([{"step": "asked"}, "dismissed", "not_attained"])).await);
        let there = start().await;
        let other = there.stranger().with("origin", crate::page::ORIGIN);
        let begun = now() - 20 * DAY_MS;
        let runs: Vec<Value> = (0..12).map(|_| run("guide")).collect();
        for run in &runs {
            // Each hears other events of the run at the same time, while the days of its goal are past for both.
            let (mine, theirs) =
                (event_at(begun, &who("u1"), json!({"displayed": run})), event(&who("u1"), step(run, "asked")));
            let batch =
                json!({"key": page.key, "schema": 1, "sent_at": now(), "events": [mine.clone(), theirs.clone()]});
            let mine = [mine, theirs];
            let (one, two) = tokio::join!(page.send(&mine), other.post("/v1/events", &batch));
            assert_eq!((one.len(), two.expect(StatusCode::OK)["outcomes"].as_array().map(Vec::len)), (2, Some(2)));
        }
        tokio::join!(look_at_all(&here), look_at_all(&there));
        let found = list(&page.owner, "").await;
        assert_eq!(found["open"], runs.len());
        assert_eq!(found["follow_ups"].as_array().map(Vec::len), Some(runs.len()));
        agrees(&here).await;
        for app in [&here.app, &there.app] {
            app.close().await;
        }
    });
}

#[test]
fn what_was_done_is_open_again_when_somebody_asks_anew_and_can_be_closed_whatever_became_of_why() {
    everywhere(|collector| async move {
        let page = open(&collector, json!(["high_effort", {"step": "asked"}])).await;
        let (answered, withdrawn) = (run("guide"), run("guide"));
        let address =
            |run: &Value| format!("/api/responses/{}?environment=production", run["id"].as_str().expect("an id"));
        let change = |status: &str| json!({"owner": "me", "status": status, "note": ""});
        // A member was done with a response before the run asked for a person.
        let who_answered = who("u1");
        send(
            &page,
            &[event(&who_answered, json!({"displayed": answered})), event(&who_answered, answer(&answered, 1, 6))],
        )
        .await;
        page.owner.put(&address(&answered), &change("done")).await.expect(StatusCode::OK);
        send(&page, &[event(&who_answered, step(&answered, "asked"))]).await;
        assert_eq!(handed(&page.owner).await, [(answered["id"].clone(), json!({"step": "asked"}))]);

        // The only answer is withdrawn after a member took it up.
        let unsaid = json!({"answered": {"run": withdrawn, "question": "score", "revision": 2, "answer": null}});
        let who_withdraws = who("u2");
        send(
            &page,
            &[event(&who_withdraws, json!({"displayed": withdrawn})), event(&who_withdraws, answer(&withdrawn, 1, 1))],
        )
        .await;
        page.owner.put(&address(&withdrawn), &change("waiting")).await.expect(StatusCode::OK);
        send(&page, &[event(&who_withdraws, unsaid)]).await;
        page.owner.put(&address(&withdrawn), &change("done")).await.expect(StatusCode::OK);
        assert_eq!(handed(&page.owner).await.len(), 1);
        agrees(&collector).await;
    });
}

#[test]
fn a_goal_is_waited_for_again_when_an_answer_takes_the_hand_over_back() {
    everywhere(|collector| async move {
        let page = open(&collector, json!(["high_effort", "not_attained"])).await;
        let (who, run, begun) = (who("u1"), run("guide"), now() - 20 * DAY_MS);
        send(&page, &[event_at(begun, &who, answer(&run, 1, 1)), event_at(begun, &who, json!({"displayed": run}))])
            .await;
        look_at_all(&collector).await;
        assert_eq!(handed(&page.owner).await, [(run["id"].clone(), json!("high_effort"))]);
        let mut changes = collector.app.live.subscribe();
        send(&page, &[event(&who, answer(&run, 2, 7))]).await;
        // The collector looks by itself, once it has counted the goal's past.
        while handed(&page.owner).await != [(run["id"].clone(), json!("not_attained"))] {
            changes.recv().await.expect("the collector runs");
        }
        agrees(&collector).await;
    });
}

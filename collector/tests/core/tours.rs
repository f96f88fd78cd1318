//! Events of steps, and runs through steps that go on from where they stand.

use crate::page::{Page, briefing, due, event, event_at, now, run};
use crate::support::everywhere;
use reqwest::StatusCode;
use serde_json::{Value, json};
use shared::content::Kind;
use shared::session::{Mark, Resume};
use shared::time::{DAY_MS, Timestamp};

fn tour(key: &str) -> Value {
    let text = |en: &str| json!({"en": en, "ja": en});
    json!({
        "key": key, "name": key, "owner": "Team", "decision": "What to do next",
        "body": {"tour": {"steps": [
            {"key": "hello", "title": text("Hello")},
            {"key": "save", "title": text("Save"), "display": {"bubble": {"target": {"selectors": ["#save"]}}}},
            {"key": "ask", "question": {"key": "score", "title": text("How easy?"), "kind": {"ces": {}}}},
        ]}}
    })
}

fn announcement(key: &str) -> Value {
    json!({
        "key": key, "name": key, "owner": "Team", "decision": "Whether it is known", "frequency": {"repeat": "once"},
        "body": {"announcement": {"title": {"en": "New", "ja": "新機能"}, "display": "modal"}}
    })
}

fn step(run: &Value, step: &str) -> Value {
    json!({"step": {"run": run, "step": step}})
}

/// A mark of a device that stands at this step.
fn stands(run: &Value, step: &str, at: i64) -> Value {
    json!({"kind": "tour", "displayed_at": at, "place": {"run": run["id"], "version": 1, "step": step, "at": at}})
}

/// The run that goes on, if one does.
fn resume(session: &Value) -> Option<Resume> {
    briefing(session)?.due.into_iter().find_map(|due| due.resume)
}

/// The step of the run that goes on.
fn stood(session: &Value) -> Option<String> {
    resume(session)?.step.map(|step| step.to_string())
}

#[test]
fn events_of_steps_are_taken_only_where_the_version_has_the_step() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[tour("guide"), crate::page::survey("nps")]).await;
        let (who, run, survey) = (json!({"user_id": "u1"}), run("guide"), run("nps"));
        let missing = |step: &str| json!({"target_missing": {"run": run, "step": step, "selector": "#save"}});
        let answer = |run: &Value, question: &str| json!({"answered": {"run": run, "question": question, "revision": 1, "answer": {"score": 6}}});
        let outcomes = page
            .send(&[
                event(&who, step(&run, "hello")),
                event(&who, missing("save")),
                event(&who, answer(&run, "score")),
                event(&who, step(&run, "elsewhere")),
                event(&who, missing("elsewhere")),
                event(&who, answer(&run, "elsewhere")),
                event(&who, step(&survey, "hello")),
            ])
            .await;
        assert_eq!(outcomes[..3], ["accepted", "accepted", "accepted"]);
        for outcome in &outcomes[3..] {
            assert_eq!(outcome["rejected"]["reason"], "unknown_content", "{outcome}");
        }
        let recount = collector.app.store.recount().await.expect("a recount");
        assert_eq!((recount.differences, recount.runs), (Vec::new(), 1));
    });
}

#[test]
fn a_tour_goes_on_from_its_step_where_it_was_begun_and_elsewhere_only_for_a_signed_person() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[tour("guide")]).await;
        let (who, start) = (json!({"user_id": "u1", "anonymous_id": "a1"}), now() - 60_000);
        let id = shared::id::uuid_v7(Timestamp(start), collector::clock::random());
        let run = json!({"id": id, "content": "guide", "version": 1});
        page.send(&[
            event_at(start, &who, json!({"identify": {}})),
            event_at(start, &who, json!({"displayed": run})),
            event_at(start, &who, step(&run, "hello")),
            event_at(start + 900, &who, step(&run, "ask")),
            event_at(start + 800, &who, step(&run, "save")),
            event_at(
                start + 950,
                &who,
                json!({"answered": {"run": run, "question": "score", "revision": 1, "answer": {"score": 2}}}),
            ),
        ])
        .await;
        let secret = page.owner.get("/api/environments/production/identity-secret").await.expect(StatusCode::OK).json;
        let token = crate::events::token("u1", now() / 1000 + 600, secret["secret"].as_str().expect("a secret"));
        let elsewhere = json!({"user_id": "u1", "anonymous_id": "a2"});
        for (who, more) in [(&who, json!({})), (&elsewhere, json!({"token": token}))] {
            let resume = resume(&page.session(who, more).await).expect("goes on");
            assert_eq!(
                (resume.run.to_string(), resume.step.expect("a step").as_str()),
                (run["id"].as_str().expect("an id").to_owned(), "ask")
            );
            assert_eq!(resume.answers.len(), 1);
        }
        assert_eq!(stood(&page.session(&elsewhere, json!({})).await), None, "anybody may claim a user id");
        page.send(&[event_at(start + 2_000, &who, json!({"completed": run}))]).await;
        assert_eq!(stood(&page.session(&who, json!({})).await), None);
    });
}

#[test]
fn what_a_device_remembers_of_its_own_run_needs_no_signature() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[tour("guide")]).await;
        let (who, run) = (json!({"user_id": "u1"}), run("guide"));
        let asked = |mark: Value| page.session(&who, json!({"marks": {"guide": mark}}));
        let at = now() - 1_000;
        assert_eq!(stood(&asked(stands(&run, "save", at)).await).as_deref(), Some("save"));
        let with = |name: &str, value: Value| {
            let mut mark = stands(&run, "save", at);
            mark[name] = value;
            mark
        };
        assert_eq!(stood(&asked(with("dismissed_at", json!(at - 1))).await).as_deref(), Some("save"), "an earlier run");
        let mut again = with("refused", json!(true));
        again["dismissed_at"] = json!(at - 1);
        assert_eq!(stood(&asked(again).await).as_deref(), Some("save"), "refused earlier, and asked for again");
        for ended in [
            with("dismissed_at", json!(at)),
            with("completed_at", json!(at + 5)),
            with("refused", json!(true)),
            with("snoozed_until", json!(at + 7 * DAY_MS)),
            stands(&run, "elsewhere", at),
            stands(&run, "save", now() - 14 * DAY_MS),
        ] {
            assert_eq!(stood(&asked(ended.clone()).await), None, "{ended}");
        }
        let mut older = stands(&run, "save", at);
        older["place"]["version"] = json!(2);
        assert_eq!(stood(&asked(older).await), None, "another version");
        // Dismissed on another device meanwhile.
        page.send(&[event(&who, json!({"dismissed": {"run": run, "how": "closed"}}))]).await;
        assert_eq!(stood(&asked(stands(&run, "save", at)).await), None);
    });
}

#[test]
fn an_announcement_that_nobody_has_closed_goes_on_and_its_claim_is_granted() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[announcement("news")]).await;
        let (who, run) = (json!({"anonymous_id": "a1"}), run("news"));
        page.send(&[event(&who, json!({"displayed": run}))]).await;
        let session = page.session(&who, json!({})).await;
        assert_eq!((due(&session), stood(&session).as_deref()), (vec!["news".to_owned()], Some("main")));
        let claim = json!({"key": page.key, "who": who, "run": run});
        assert_eq!(page.post("/v1/claim", &claim).await.expect(StatusCode::OK).json["granted"], true);
        crate::support::next_moment();
        page.send(&[event(&who, json!({"completed": run}))]).await;
        assert_eq!(stood(&page.session(&who, json!({})).await), None);
        assert_eq!(page.post("/v1/claim", &claim).await.expect(StatusCode::OK).json["granted"], false);
    });
}

#[test]
fn marks_say_what_they_are_of_so_that_caps_count_by_kind() {
    everywhere(|collector| async move {
        let mut banner = announcement("line");
        banner["body"] = json!({"banner": {"title": {"en": "New", "ja": "新機能"}, "display": "top"}});
        let page = Page::open(&collector, json!({}), &[tour("guide"), banner, crate::page::survey("nps")]).await;
        let who = json!({"user_id": "u1"});
        page.send(&[event(&who, json!({"displayed": run("line")}))]).await;
        let told = briefing(&page.session(&who, json!({})).await).expect("something is due");
        let kind = |key: &str| {
            let mark = told.marks.iter().find(|(content, _)| content.as_str() == key);
            mark.map_or_else(Mark::default, |(_, mark)| mark.clone()).kind
        };
        assert_eq!(kind("line"), Kind::Banner);
        assert!(told.due.iter().any(|due| due.key.as_str() == "nps"), "a banner interrupts nobody");
        page.send(&[event(&who, json!({"displayed": run("guide")}))]).await;
        let session = page.session(&who, json!({})).await;
        assert!(session["explain"]["nps"].as_array().expect("reasons").contains(&json!("cap")), "{session}");
    });
}

#[test]
fn the_companys_traits_travel_like_the_persons() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[tour("guide")]).await;
        let who = json!({"user_id": "u1", "company_id": "c1"});
        page.send(&[event(&who, json!({"group": {"traits": {"size": 12}}}))]).await;
        let company = |session: &Value| briefing(session).expect("due").company;
        assert!(company(&page.session(&who, json!({})).await).is_empty());
        let said = page.session(&who, json!({"company_traits": {"name": "Acme"}})).await;
        assert_eq!(company(&said).keys().collect::<Vec<_>>(), ["name"]);
        let secret = page.owner.get("/api/environments/production/identity-secret").await.expect(StatusCode::OK).json;
        let token = crate::events::token("u1", now() / 1000 + 600, secret["secret"].as_str().expect("a secret"));
        assert_eq!(company(&page.session(&who, json!({"token": token})).await).keys().collect::<Vec<_>>(), ["size"]);
    });
}

#[test]
fn a_quota_of_what_asks_nothing_counts_who_went_through() {
    everywhere(|collector| async move {
        let mut news = announcement("news");
        news["quota"] = json!(1);
        let page = Page::open(&collector, json!({}), &[news]).await;
        let run = run("news");
        page.send(&[event(&json!({"user_id": "u1"}), json!({"displayed": run}))]).await;
        collector.app.catalog.refresh(&collector.app.store).await.expect("refreshed");
        assert_eq!(due(&page.session(&json!({"user_id": "u2"}), json!({})).await), ["news"]);
        page.send(&[event(&json!({"user_id": "u1"}), json!({"completed": run}))]).await;
        collector.app.catalog.refresh(&collector.app.store).await.expect("refreshed");
        let session = page.session(&json!({"user_id": "u2"}), json!({})).await;
        assert_eq!(session["explain"]["news"], json!(["quota_reached"]));
    });
}

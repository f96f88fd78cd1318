//! What pages are told, and what is remembered.

use crate::page::{Page, answered, briefing, due, event, event_at, now, publish, run, survey};
use crate::support::everywhere;
use reqwest::StatusCode;
use serde_json::{Value, json};
use shared::time::DAY_MS;

#[test]
fn what_was_answered_is_not_asked_again_and_the_reason_is_told() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[survey("nps")]).await;
        let who = json!({"user_id": "u1", "anonymous_id": "a1"});
        let before = page.session(&who, json!({})).await;
        assert_eq!(due(&before), ["nps"]);
        assert_eq!(before["wake"], json!([{"path_prefix": null, "event": null, "start": null}]));
        let run = run("nps");
        page.send(&[
            event(&who, json!({"displayed": run})),
            event(&who, answered(&run, 1, Some(9))),
            event(&who, json!({"completed": run})),
        ])
        .await;
        let after = page.session(&who, json!({})).await;
        assert!(due(&after).is_empty() && after["wake"] == json!([]) && after["engine"].is_null());
        assert!(after["explain"]["nps"].as_array().expect("reasons").contains(&json!("answered_before")), "{after}");
        assert_eq!(due(&page.session(&json!({"user_id": "u2"}), json!({})).await), ["nps"]);
    });
}

#[test]
fn a_session_writes_nothing_and_believes_the_page_for_this_once() {
    everywhere(|collector| async move {
        let mut content = survey("nps");
        content["audience"] = json!({"all": [{"person": {"name": "plan", "test": {"is": "pro"}}}, {"company": {"name": "size", "test": {"at_least": 10}}}]});
        let page = Page::open(&collector, json!({}), &[content]).await;
        let who = json!({"user_id": "u1", "company_id": "c1"});
        let said = json!({"traits": {"plan": "pro"}, "company_traits": {"size": 12}});
        assert_eq!(due(&page.session(&who, said).await), ["nps"]);
        assert!(due(&page.session(&who, json!({})).await).is_empty());
        page.send(&[
            event(&who, json!({"identify": {"traits": {"plan": "pro"}}})),
            event(&who, json!({"group": {"traits": {"size": 12}}})),
        ])
        .await;
        let stored = page.session(&who, json!({})).await;
        assert_eq!(due(&stored), ["nps"]);
        assert!(
            briefing(&stored).expect("due").person.is_empty(),
            "anybody may claim a user id, so stored traits stay here"
        );
        assert!(due(&page.session(&who, json!({"traits": {"plan": null}})).await).is_empty());
    });
}

#[test]
fn the_later_word_on_a_trait_counts_whatever_the_order_of_arrival() {
    everywhere(|collector| async move {
        let mut content = survey("nps");
        content["audience"] = json!({"person": {"name": "plan", "test": {"is": "pro"}}});
        let page = Page::open(&collector, json!({}), &[content]).await;
        let who = json!({"user_id": "u1"});
        let plan = |at: i64, plan: Value| event_at(at, &who, json!({"identify": {"traits": {"plan": plan}}}));
        page.send(&[plan(now() - 1_000, json!("pro"))]).await;
        page.send(&[plan(now() - 60_000, json!("free"))]).await;
        assert_eq!(due(&page.session(&who, json!({})).await), ["nps"]);
        page.send(&[plan(now() - 500, json!(null)), plan(now() - 700, json!("pro"))]).await;
        assert!(due(&page.session(&who, json!({})).await).is_empty());
    });
}

#[test]
fn a_refusal_on_one_device_holds_on_another_and_what_a_device_remembers_counts_too() {
    everywhere(|collector| async move {
        let page =
            Page::open(&collector, json!({"caps": {"per_day": 9, "surveys": 9}}), &[survey("nps"), survey("other")])
                .await;
        let who = json!({"user_id": "u1"});
        page.send(&[event(&who, json!({"dismissed": {"run": run("nps"), "how": "refused"}}))]).await;
        let session = page.session(&who, json!({"marks": {"other": {"snoozed_until": now() + DAY_MS}}})).await;
        assert!(due(&session).is_empty(), "{session}");
        assert!(session["explain"]["nps"].as_array().expect("reasons").contains(&json!("refused")));
        assert_eq!(session["explain"]["other"], json!(["snoozed"]));
        assert_eq!(due(&page.session(&who, json!({})).await), ["other"]);
    });
}

#[test]
fn a_run_goes_on_where_it_was_begun_and_elsewhere_only_for_a_signed_person() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[survey("nps")]).await;
        let (who, run) = (json!({"user_id": "u1", "anonymous_id": "a1"}), run("nps"));
        page.send(&[
            event(&who, json!({"identify": {}})),
            event(&who, json!({"displayed": run})),
            event(&who, json!({"started": run})),
            event(&who, answered(&run, 1, Some(3))),
            event(&who, answered(&run, 2, Some(8))),
        ])
        .await;
        let secret = page.owner.get("/api/environments/production/identity-secret").await.expect(StatusCode::OK).json;
        let token = crate::events::token("u1", now() / 1000 + 600, secret["secret"].as_str().expect("a secret"));
        let elsewhere = json!({"user_id": "u1", "anonymous_id": "a2"});
        for (who, more) in [(&who, json!({})), (&elsewhere, json!({"token": token}))] {
            let told = briefing(&page.session(who, more).await).expect("goes on");
            let resume = told.due[0].resume.as_ref().expect("the run");
            assert_eq!(resume.run.to_string(), run["id"]);
            let (_, revision, answer) = &resume.answers[0];
            assert_eq!((*revision, answer), (2, &shared::content::survey::Answer::Score(8)));
        }
        assert!(due(&page.session(&elsewhere, json!({})).await).is_empty(), "anybody may claim a user id");
        page.send(&[event(&who, json!({"completed": run}))]).await;
        assert!(due(&page.session(&who, json!({})).await).is_empty());
    });
}

#[test]
fn two_devices_never_both_get_the_right_to_display() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[survey("nps")]).await;
        let who = json!({"user_id": "u1"});
        let (one, other) = (run("nps"), run("nps"));
        let claim = |run: Value| json!({"key": page.key, "who": who, "run": run});
        let first = page.post("/v1/claim", &claim(one.clone())).await.expect(StatusCode::OK).json;
        let second = page.post("/v1/claim", &claim(other.clone())).await.expect(StatusCode::OK).json;
        let repeated = page.post("/v1/claim", &claim(one.clone())).await.expect(StatusCode::OK).json;
        assert_eq!(
            (&first["granted"], &second["granted"], &repeated["granted"]),
            (&json!(true), &json!(false), &json!(true))
        );
        let run = run("nps");
        page.send(&[
            event(&json!({"user_id": "u2"}), json!({"displayed": run})),
            event(&json!({"user_id": "u2"}), json!({"dismissed": {"run": run, "how": "closed"}})),
        ])
        .await;
        let late = json!({"key": page.key, "who": {"user_id": "u2"}, "run": other});
        assert_eq!(
            page.post("/v1/claim", &late).await.expect(StatusCode::OK).json["granted"],
            false,
            "it was displayed elsewhere meanwhile"
        );
    });
}

#[test]
fn pausing_stopping_and_publishing_are_seen_at_once() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[survey("nps")]).await;
        let who = json!({"user_id": "u1"});
        let pause = |paused: bool| json!({"environment": "production", "paused": paused});
        page.owner.post("/api/content/nps/pause", &pause(true)).await.expect(StatusCode::OK);
        assert_eq!(page.session(&who, json!({})).await["explain"]["nps"], json!(["paused"]));
        page.owner.post("/api/content/nps/pause", &pause(false)).await.expect(StatusCode::OK);
        publish(&page.owner, &survey("second")).await;
        assert_eq!(due(&page.session(&who, json!({})).await), ["nps", "second"], "the oldest first");
        let mut first = survey("third");
        first["priority"] = json!(5);
        publish(&page.owner, &first).await;
        assert_eq!(due(&page.session(&who, json!({})).await), ["third", "nps", "second"]);
        page.owner.post("/api/environments/production/stop", &json!({"stopped": true})).await.expect(StatusCode::OK);
        let stopped = page.session(&who, json!({})).await;
        assert!(stopped["stopped"] == true && due(&stopped).is_empty());
        assert_eq!(page.send(&[event(&who, json!({"page": {}}))]).await, ["accepted"], "events are still taken");
    });
}

#[test]
fn a_quota_counts_answers_of_everybody() {
    everywhere(|collector| async move {
        let mut content = survey("nps");
        content["quota"] = json!(2);
        let page = Page::open(&collector, json!({}), &[content]).await;
        for user in ["u1", "u2"] {
            assert_eq!(due(&page.session(&json!({"user_id": "new"}), json!({})).await), ["nps"]);
            let (who, run) = (json!({"user_id": user}), run("nps"));
            page.send(&[event(&who, json!({"displayed": run})), event(&who, answered(&run, 1, Some(9)))]).await;
        }
        collector.app.catalog.refresh(&collector.app.store).await.expect("read");
        let session = page.session(&json!({"user_id": "new"}), json!({})).await;
        assert_eq!(session["explain"]["nps"], json!(["quota_reached"]), "{session}");
    });
}

#[test]
fn a_signed_preview_shows_the_draft_and_an_altered_one_does_not() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[]).await;
        page.owner
            .clone()
            .with("if-match", "*")
            .put("/api/content/draft", &survey("draft"))
            .await
            .expect(StatusCode::OK);
        let workspace = collector.app.catalog.all()[0].workspace.to_string();
        let preview = collector::preview::Preview {
            workspace,
            environment: "production".into(),
            content: shared::id::ContentKey::new("draft").expect("a key"),
            expires_at: shared::time::Timestamp(now() + 60_000),
        };
        let token = preview.sign(&collector.app.secret);
        let shown = briefing(&page.session(&json!({}), json!({"preview": token})).await).expect("shown");
        assert!(shown.due[0].preview && shown.due[0].key.as_str() == "draft");
        let stop = json!({"stopped": true});
        page.owner.post("/api/environments/production/stop", &stop).await.expect(StatusCode::OK);
        let stopped = page.session(&json!({}), json!({"preview": token})).await;
        assert_eq!(
            (&stopped["stopped"], due(&stopped)),
            (&json!(false), vec!["draft".to_owned()]),
            "a draft can be looked at"
        );
        page.owner.post("/api/environments/production/stop", &json!({"stopped": false})).await.expect(StatusCode::OK);
        let altered = page.session(&json!({}), json!({"preview": token.replace("draft", "other")})).await;
        assert!(due(&altered).is_empty());
    });
}

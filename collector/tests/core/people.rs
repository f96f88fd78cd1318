//! Anonymous visitors who turn out to be users; erasure.

use crate::page::{Page, answered, due, event, event_at, now, run, survey};
use crate::support::everywhere;
use reqwest::StatusCode;
use serde_json::json;

#[test]
fn what_an_anonymous_visitor_answered_is_remembered_when_they_sign_in() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[survey("nps")]).await;
        let (visitor, run) = (json!({"anonymous_id": "a1"}), run("nps"));
        page.send(&[
            event(&visitor, json!({"displayed": run})),
            event(&visitor, answered(&run, 1, Some(9))),
            event(&visitor, json!({"completed": run})),
        ])
        .await;
        assert!(due(&page.session(&visitor, json!({})).await).is_empty());
        let user = json!({"anonymous_id": "a1", "user_id": "u1"});
        page.send(&[event(&user, json!({"identify": {"traits": {"plan": "pro"}}}))]).await;
        assert!(due(&page.session(&json!({"user_id": "u1"}), json!({})).await).is_empty());
        assert!(due(&page.session(&visitor, json!({})).await).is_empty(), "signed out again on the same device");
    });
}

#[test]
fn a_shared_device_belongs_to_the_first_user_and_the_second_keeps_their_own() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[survey("nps")]).await;
        for user in ["u1", "u2"] {
            page.send(&[event(&json!({"anonymous_id": "a1", "user_id": user}), json!({"identify": {}}))]).await;
        }
        let (visitor, run) = (json!({"anonymous_id": "a1"}), run("nps"));
        page.send(&[event(&visitor, json!({"displayed": run})), event(&visitor, answered(&run, 1, Some(9)))]).await;
        page.send(&[event(&visitor, json!({"completed": run}))]).await;
        assert!(due(&page.session(&json!({"user_id": "u1"}), json!({})).await).is_empty());
        assert_eq!(due(&page.session(&json!({"user_id": "u2"}), json!({})).await), ["nps"]);
    });
}

#[test]
fn a_visitor_stays_in_their_share_when_they_sign_in() {
    everywhere(|collector| async move {
        let mut content = survey("nps");
        content["sampling"] = json!(500);
        let page = Page::open(&collector, json!({}), &[content]).await;
        let mut inside = 0;
        for n in 0..40 {
            let (visitor, user) = (
                json!({"anonymous_id": format!("a{n}")}),
                json!({"anonymous_id": format!("a{n}"), "user_id": format!("u{n}")}),
            );
            let before = due(&page.session(&visitor, json!({})).await);
            assert_eq!(due(&page.session(&user, json!({})).await), before, "identified, not yet stored");
            page.send(&[event(&user, json!({"identify": {}}))]).await;
            assert_eq!(
                due(&page.session(&json!({"user_id": format!("u{n}")}), json!({})).await),
                before,
                "on another device"
            );
            inside += before.len();
        }
        assert!((8..=32).contains(&inside), "{inside} of 40 are in a share of one half");
    });
}

#[test]
fn colleagues_are_in_the_same_share() {
    everywhere(|collector| async move {
        let mut content = survey("nps");
        content["sampling"] = json!(500);
        let page = Page::open(&collector, json!({}), &[content]).await;
        for company in 0..10 {
            let told = |n: u32| json!({"user_id": format!("u{n}"), "company_id": format!("c{company}")});
            let first = due(&page.session(&told(0), json!({})).await);
            for n in 1..4 {
                assert_eq!(due(&page.session(&told(n), json!({})).await), first);
            }
        }
    });
}

#[test]
fn a_late_event_of_an_erased_person_is_refused_and_a_returning_person_is_welcome() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[]).await;
        let who = json!({"user_id": "u1", "anonymous_id": "a1"});
        page.send(&[event(&who, json!({"identify": {"traits": {"plan": "pro"}}}))]).await;
        let late = event_at(now() - 5, &json!({"user_id": "u1"}), json!({"page": {}}));
        let late_visitor = event_at(now() - 5, &json!({"anonymous_id": "a1"}), json!({"page": {}}));
        let others = event(&json!({"user_id": "u2"}), json!({"page": {}}));
        page.owner.delete("/api/people/u1?environment=production").await.expect(StatusCode::OK);
        let outcomes = page.send(&[late, late_visitor, others]).await;
        assert_eq!(outcomes[0]["rejected"]["reason"], "erased");
        assert_eq!(outcomes[1]["rejected"]["reason"], "erased");
        assert_eq!(outcomes[2], "accepted");
        let back = event_at(now() + 5, &who, json!({"page": {}}));
        assert_eq!(page.send(&[back]).await, ["accepted"]);
    });
}

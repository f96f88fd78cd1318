//! Checklists and what leads to them: answers that become traits, items that are done, and how much guidance is wanted.
//!
//! Deliberately absent: how items are drawn and ticked; that is the engine's, as is what is done from the start.

use crate::page::{Page, briefing, due, event, event_at, now, publish, run, survey};
use crate::support::everywhere;
use reqwest::StatusCode;
use serde_json::{Value, json};
use shared::content::trigger::Cause;
use shared::event::ItemState;
use shared::value::Value as Trait;
use std::time::Duration;

fn text(en: &str) -> Value {
    json!({"en": en, "ja": en})
}

/// A list with something that is observed, and something that is ticked off.
fn list(key: &str, per: &str) -> Value {
    json!({
        "key": key, "name": key, "owner": "Team", "decision": "Which step is made easier",
        "body": {"checklist": {"title": text("Set up"), "per": per, "items": [
            {"key": "account", "title": text("Sign in"), "from_start": true},
            {"key": "send", "title": text("Send an invoice"), "done": [{"event": {"name": "Sent"}}]},
            {"key": "agree", "title": text("Agree on terms"), "by_hand": true},
        ]}}
    })
}

/// A survey whose answers become traits.
fn welcome() -> Value {
    let options =
        json!([{"key": "invoice", "label": text("Invoices")}, {"key": "customers", "label": text("Customers")}]);
    json!({
        "key": "welcome", "name": "Welcome", "owner": "Team", "decision": "Which list is shown",
        "body": {"survey": {"questions": [
            {"key": "aim", "title": text("What first?"), "sets_trait": "aim", "kind": {"single": {"options": options}}},
            {"key": "tools", "title": text("What else?"), "sets_trait": "tools", "kind": {"multiple": {"options": options}}},
            {"key": "ease", "title": text("How easy?"), "sets_trait": "ease", "kind": {"ces": {}}},
        ]}}
    })
}

fn chosen(options: &[&str]) -> Value {
    json!({"chosen": {"options": options}})
}

/// A revision of an answer to [`welcome`].
fn says(run: &Value, question: &str, revision: u32, answer: &Value) -> Value {
    json!({"answered": {"run": run, "question": question, "revision": revision, "answer": answer}})
}

fn sent() -> Value {
    json!({"track": {"name": "Sent"}})
}

/// Something done about an item by hand.
fn by_hand(list: &str, item: &str, state: &str) -> Value {
    json!({"item": {"run": run(list), "item": item, "state": state}})
}

/// What is told of a list: items, how they stand, and by whom.
fn items(session: &Value, list: &str) -> Vec<(String, ItemState, String)> {
    let told = briefing(session).expect("something is due");
    let due = told.due.into_iter().find(|due| due.key.as_str() == list).expect("the list is due");
    let progress = due.progress.expect("a list says how far it has come");
    progress.items.into_iter().map(|item| (item.item.to_string(), item.state, item.by)).collect()
}

fn done(item: &str, by: &str) -> (String, ItemState, String) {
    (item.to_owned(), ItemState::Done, by.to_owned())
}

impl Page {
    /// What a session needs beside the user id to be a signed one.
    async fn signature(&self, user: &str) -> Value {
        let secret = self.owner.get("/api/environments/production/identity-secret").await.expect(StatusCode::OK).json;
        json!({"token": crate::events::token(user, now() / 1000 + 600, secret["secret"].as_str().expect("a secret"))})
    }

    /// The person's trait, as a signed session is told.
    async fn told_trait(&self, user: &str, name: &str) -> Option<Trait> {
        let session = self.session(&json!({"user_id": user}), self.signature(user).await).await;
        briefing(&session).expect("something is due").person.get(name).cloned()
    }

    /// How the list has come along for somebody, without a signature.
    async fn items(&self, who: &Value, list: &str) -> Vec<(String, ItemState, String)> {
        items(&self.session(who, json!({})).await, list)
    }

    /// Waits until the past of a list has been counted for somebody.
    async fn caught_up(&self, who: &Value, list: &str) -> Vec<(String, ItemState, String)> {
        let mut again = tokio::time::interval(Duration::from_millis(20));
        for _ in 0..500 {
            again.tick().await;
            let items = self.items(who, list).await;
            if !items.is_empty() {
                return items;
            }
        }
        panic!("the past of {list} was never looked through");
    }

    /// Sends events, each by itself and all of them accepted.
    async fn send_in_order(&self, events: &[Value]) {
        for event in events {
            assert_eq!(self.send(std::slice::from_ref(event)).await, ["accepted"], "{event}");
        }
    }
}

async fn nothing_differs(collector: &crate::support::Collector) {
    let recount = collector.app.store.recount().await.expect("a recount");
    assert_eq!(recount.differences, Vec::new());
}

#[test]
fn an_answer_becomes_the_persons_trait_and_chooses_their_list() {
    everywhere(|collector| async move {
        let mut chosen_list = list("set-up", "person");
        chosen_list["audience"] = json!({"person": {"name": "aim", "test": {"is": "customers"}}});
        let page = Page::open(&collector, json!({}), &[welcome(), chosen_list, list("always", "person")]).await;
        let (who, run) = (json!({"user_id": "u1"}), run("welcome"));
        page.send_in_order(&[
            event(&who, says(&run, "aim", 1, &chosen(&["invoice"]))),
            event(&who, says(&run, "tools", 1, &chosen(&["invoice", "customers"]))),
            event(&who, says(&run, "ease", 1, &json!({"score": 6}))),
        ])
        .await;
        assert_eq!(page.told_trait("u1", "aim").await, Some(Trait::Text("invoice".into())));
        let several = Trait::List(vec!["invoice".into(), "customers".into()]);
        assert_eq!(page.told_trait("u1", "tools").await, Some(several));
        assert_eq!(page.told_trait("u1", "ease").await, Some(Trait::Number(6.0)));
        assert!(!due(&page.session(&who, json!({})).await).contains(&"set-up".to_owned()));

        crate::support::next_moment();
        page.send_in_order(&[event(&who, says(&run, "aim", 2, &chosen(&["customers"])))]).await;
        assert_eq!(page.told_trait("u1", "aim").await, Some(Trait::Text("customers".into())));
        assert!(due(&page.session(&who, json!({})).await).contains(&"set-up".to_owned()));
        assert_eq!(page.told_trait("u2", "aim").await, None, "somebody else said nothing");
    });
}

#[test]
fn the_later_answer_counts_and_a_withdrawn_one_takes_its_trait_away() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[welcome(), list("always", "person")]).await;
        let (who, run, start) = (json!({"user_id": "u1"}), run("welcome"), now() - 60_000);
        let aim =
            |at: i64, revision: u32, answer: &Value| event_at(start + at, &who, says(&run, "aim", revision, answer));
        page.send_in_order(&[aim(2_000, 2, &chosen(&["customers"])), aim(1_000, 1, &chosen(&["invoice"]))]).await;
        assert_eq!(page.told_trait("u1", "aim").await, Some(Trait::Text("customers".into())), "the earlier came late");
        page.send_in_order(&[aim(3_000, 3, &Value::Null)]).await;
        assert_eq!(page.told_trait("u1", "aim").await, None, "withdrawn");
        page.send_in_order(&[aim(2_500, 2, &chosen(&["invoice"]))]).await;
        assert_eq!(page.told_trait("u1", "aim").await, None, "what was said before came late");
        let said = event_at(start + 4_000, &who, json!({"identify": {"traits": {"aim": "other"}}}));
        page.send_in_order(&[said, aim(3_500, 4, &chosen(&["invoice"]))]).await;
        assert_eq!(page.told_trait("u1", "aim").await, Some(Trait::Text("other".into())), "the host said so later");
    });
}

#[test]
fn what_an_item_observes_is_done_from_the_next_session_on() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[list("own", "person"), list("team", "company")]).await;
        let colleague = |user: &str, company: &str| json!({"user_id": user, "company_id": company});
        let (aoi, ren, stranger) = (colleague("aoi", "c1"), colleague("ren", "c1"), colleague("mio", "c2"));
        assert_eq!(page.items(&aoi, "own").await, []);
        page.send_in_order(&[
            event(&aoi, json!({"identify": {"traits": {"name": "Aoi"}}})),
            event(&aoi, sent()),
            event(&aoi, by_hand("team", "agree", "done")),
        ])
        .await;
        assert_eq!(page.items(&aoi, "own").await, [done("send", "")]);
        assert_eq!(page.items(&ren, "own").await, [], "each person has their own");
        assert_eq!(page.items(&ren, "team").await, [done("send", ""), done("agree", "")], "names are not for anybody");
        let signed = |user: &'static str| page.signature(user);
        let of_ren = page.session(&ren, signed("ren").await).await;
        assert_eq!(items(&of_ren, "team"), [done("send", "Aoi"), done("agree", "Aoi")]);
        let of_aoi = page.session(&aoi, signed("aoi").await).await;
        assert_eq!(items(&of_aoi, "team"), [done("send", ""), done("agree", "")], "what they did themselves");
        assert_eq!(page.items(&stranger, "team").await, [], "another company");

        page.send_in_order(&[event(&aoi, by_hand("own", "send", "open"))]).await;
        assert_eq!(page.items(&aoi, "own").await, [done("send", "")], "what was observed stays done");
        nothing_differs(&collector).await;
    });
}

#[test]
fn what_somebody_opens_again_by_hand_stays_open_until_it_is_done_again() {
    everywhere(|collector| async move {
        let mut both = list("own", "person");
        both["body"]["checklist"]["items"][1]["by_hand"] = json!(true);
        let page = Page::open(&collector, json!({}), &[both]).await;
        let (who, start) = (json!({"user_id": "aoi"}), now() - 60_000);
        page.send_in_order(&[event_at(start, &who, sent())]).await;
        assert_eq!(page.items(&who, "own").await, [done("send", "")]);
        page.send_in_order(&[event_at(start + 2_000, &who, by_hand("own", "send", "open"))]).await;
        assert_eq!(page.items(&who, "own").await, [("send".to_owned(), ItemState::Open, String::new())]);
        page.send_in_order(&[event_at(start + 1_000, &who, sent())]).await;
        assert_eq!(page.items(&who, "own").await[0].1, ItemState::Open, "what was observed before it came late");
        page.send_in_order(&[event_at(start + 3_000, &who, by_hand("own", "send", "done"))]).await;
        assert_eq!(page.items(&who, "own").await, [done("send", "")]);
        nothing_differs(&collector).await;
    });
}

#[test]
fn a_trait_that_the_page_has_just_said_completes_its_item_at_once() {
    everywhere(|collector| async move {
        let mut invited = list("own", "person");
        let observed = json!([{"person": {"name": "role", "test": {"is": "admin"}}}, {"company": {"name": "seats", "test": {"greater": 1.0}}}]);
        invited["body"]["checklist"]["items"][1]["done"] = observed;
        let page = Page::open(&collector, json!({}), &[invited]).await;
        let who = json!({"user_id": "aoi", "company_id": "c1"});
        let told = async |said: Value| items(&page.session(&who, said).await, "own");
        assert_eq!(told(json!({"traits": {"role": "clerk"}, "company_traits": {"seats": 1}})).await, []);
        assert_eq!(told(json!({"traits": {"role": "admin"}})).await, [done("send", "")]);
        assert_eq!(told(json!({"company_traits": {"seats": 2}})).await, [done("send", "")]);
        assert_eq!(told(json!({})).await, [], "a session writes nothing");
        page.send_in_order(&[event(&who, by_hand("own", "send", "dropped"))]).await;
        let dropped = [("send".to_owned(), ItemState::Dropped, String::new())];
        assert_eq!(told(json!({"traits": {"role": "admin"}})).await, dropped, "the last choice is the person's");
    });
}

#[test]
fn the_printable_page_names_whoever_signed_it_and_else_nobody() {
    everywhere(|collector| async move {
        let mut addressed = list("team", "company");
        addressed["body"]["checklist"]["title"] = text("Set up {{company.name|your company}}");
        addressed["body"]["checklist"]["items"][1]["title"] = text("Send one, {{ person.name | you }}");
        let page = Page::open(&collector, json!({}), &[addressed]).await;
        let who = json!({"user_id": "aoi", "company_id": "c1"});
        page.send_in_order(&[
            event(&who, json!({"identify": {"traits": {"name": "Aoi"}}})),
            event(&who, json!({"group": {"traits": {"name": "Minato & Co"}}})),
        ])
        .await;
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        for (proof, title, item) in [
            (page.signature("aoi").await, "<h1>Set up Minato &amp; Co</h1>", "Send one, Aoi<"),
            (json!({}), "<h1>Set up your company</h1>", "Send one, you<"),
        ] {
            let told = briefing(&page.session(&who, proof).await).expect("something is due");
            let address = told.due.into_iter().find_map(|due| due.progress).expect("a list").page;
            let answer = client.get(format!("{}/{address}", collector.url)).send().await.expect("the page");
            let html = answer.text().await.expect("a text");
            assert!(html.contains(title) && html.contains(item), "{html}");
        }
    });
}

#[test]
fn what_was_done_before_the_list_was_published_counts() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[]).await;
        let who = |user: &str| json!({"user_id": user, "company_id": "c1"});
        page.send_in_order(&[
            event(&who("aoi"), json!({"identify": {"traits": {"name": "Aoi"}}})),
            event(&who("aoi"), sent()),
        ])
        .await;
        publish(&page.owner, &list("own", "person")).await;
        publish(&page.owner, &list("team", "company")).await;
        assert_eq!(page.caught_up(&who("aoi"), "own").await, [done("send", "")]);
        assert_eq!(page.caught_up(&who("ren"), "team").await, [done("send", "")]);
        assert_eq!(page.items(&who("ren"), "own").await, []);
        let signed = page.session(&who("ren"), page.signature("ren").await).await;
        assert_eq!(items(&signed, "team"), [done("send", "Aoi")]);
        nothing_differs(&collector).await;
    });
}

#[test]
fn the_last_thing_done_by_hand_counts_whatever_the_order_of_arrival() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[list("own", "person")]).await;
        let start = now() - 60_000;
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        // What was opened again is told too: a page may still think it done.
        let expected = [("done", ItemState::Done), ("open", ItemState::Open), ("dropped", ItemState::Dropped)];
        for (turn, (last, state)) in expected.into_iter().enumerate() {
            let states = [expected[(turn + 1) % 3].0, expected[(turn + 2) % 3].0, last];
            for (number, order) in orders.into_iter().enumerate() {
                let who = json!({"user_id": format!("{last}-{number}")});
                let arriving = order.map(|at| {
                    let when = start + 1_000 * i64::try_from(at).expect("a small number");
                    event_at(when, &who, by_hand("own", "agree", states[at]))
                });
                // One of the orders comes in a single batch.
                if number == 3 {
                    page.send(&arriving).await;
                } else {
                    page.send_in_order(&arriving).await;
                }
                let told = [("agree".to_owned(), state, String::new())];
                assert_eq!(page.items(&who, "own").await, told, "{states:?} arriving as {order:?}");
            }
        }
        let who = json!({"user_id": "u1"});
        let unknown = page.send(&[event(&who, by_hand("own", "elsewhere", "done"))]).await;
        assert_eq!(unknown[0]["rejected"]["reason"], "unknown_content");
        nothing_differs(&collector).await;
    });
}

#[test]
fn a_visitors_ticks_become_the_users_and_erasing_takes_them_away() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[list("own", "person"), list("team", "company")]).await;
        let start = now() - 60_000;
        let visitor = json!({"anonymous_id": "a1", "company_id": "c1"});
        let user = json!({"anonymous_id": "a1", "user_id": "aoi", "company_id": "c1"});
        let (elsewhere, ren) = (json!({"user_id": "aoi"}), json!({"user_id": "ren", "company_id": "c1"}));
        page.send_in_order(&[
            event_at(start, &ren, by_hand("team", "agree", "done")),
            event_at(start + 1_000, &visitor, sent()),
            event_at(start + 1_000, &visitor, by_hand("own", "agree", "done")),
            event_at(start + 2_000, &visitor, by_hand("team", "agree", "dropped")),
        ])
        .await;
        assert_eq!(page.items(&visitor, "own").await, [done("send", ""), done("agree", "")]);
        assert_eq!(page.items(&elsewhere, "own").await, [], "nobody knows yet that they are one person");
        page.send_in_order(&[event_at(start + 3_000, &user, json!({"identify": {"traits": {"name": "Aoi"}}}))]).await;
        assert_eq!(page.items(&elsewhere, "own").await, [done("send", ""), done("agree", "")]);
        let dropped = |by: &str| ("agree".to_owned(), ItemState::Dropped, by.to_owned());
        let signed = page.session(&ren, page.signature("ren").await).await;
        assert_eq!(items(&signed, "team"), [done("send", "Aoi"), dropped("Aoi")], "the visitor's step is the user's");
        nothing_differs(&collector).await;

        page.owner.delete("/api/people/aoi?environment=production").await.expect(StatusCode::OK);
        for gone in [&elsewhere, &visitor] {
            assert_eq!(page.items(gone, "own").await, [], "{gone}");
        }
        assert_eq!(
            page.items(&ren, "team").await,
            [done("agree", "")],
            "what a colleague had done before stands again"
        );
        nothing_differs(&collector).await;
    });
}

#[test]
fn who_wants_no_guidance_gets_it_only_by_asking_and_who_asks_keeps_their_lists() {
    everywhere(|collector| async move {
        let tour = json!({
            "key": "guide", "name": "Guide", "owner": "Team", "decision": "Whether it is found",
            "body": {"tour": {"steps": [{"key": "hello", "title": text("Hello")}]}}
        });
        let page = Page::open(&collector, json!({}), &[tour, list("own", "person"), survey("nps")]).await;
        // What comes by itself, and what has to be asked for.
        let parted = |session: &Value| {
            let told = briefing(session).expect("something is due");
            let (asked, mut automatic): (Vec<_>, Vec<_>) =
                told.due.iter().partition(|due| due.trigger.cause == Cause::Manual);
            automatic.sort_by_key(|due| due.key.to_string());
            let keys = |all: Vec<&shared::session::Due>| all.iter().map(|due| due.key.to_string()).collect::<Vec<_>>();
            (keys(automatic), keys(asked))
        };
        let who = json!({"user_id": "u1"});
        let wants = |level: &str| event(&who, json!({"identify": {"traits": {"guidance": level}}}));
        assert_eq!(parted(&page.session(&who, json!({})).await).0, ["guide", "nps", "own"]);

        page.send_in_order(&[wants("asked")]).await;
        let session = page.session(&who, json!({})).await;
        assert_eq!(parted(&session), (vec!["nps".to_owned(), "own".to_owned()], vec!["guide".to_owned()]));
        assert_eq!(session["explain"], json!({"guide": ["guidance"]}));

        crate::support::next_moment();
        page.send_in_order(&[wants("off")]).await;
        let session = page.session(&who, json!({})).await;
        assert_eq!(parted(&session).0, ["nps"], "questions are no guidance");
        assert!(parted(&session).1.contains(&"guide".to_owned()), "they may still ask for it");
        assert_eq!(session["explain"], json!({"guide": ["guidance"], "own": ["guidance"]}));

        let here = page.session(&who, json!({"traits": {"guidance": "on"}})).await;
        assert_eq!(parted(&here).0, ["guide", "nps", "own"], "said in this page, not yet stored");

        // A visitor who agreed to be known has a choice too.
        let visitor = json!({"anonymous_id": "a1"});
        page.send(&[event(&visitor, json!({"identify": {"traits": {"guidance": "off"}}}))]).await;
        assert_eq!(parted(&page.session(&visitor, json!({})).await).0, ["nps"]);
        let stranger = json!({"anonymous_id": "a2"});
        assert_eq!(parted(&page.session(&stranger, json!({})).await).0, ["guide", "nps", "own"], "theirs alone");
    });
}

//! What becomes of batches.

use crate::page::{ORIGIN, Page, answered, event, event_at, now, run, survey};
use crate::support::everywhere;
use collector::ingest::{Identity, Source, Surroundings, judge};
use collector::writer::{Job, Judged};
use flate2::Compression;
use flate2::write::GzEncoder;
use hmac::{Hmac, Mac};
use reqwest::StatusCode;
use serde_json::{Value, json};
use shared::event::{Outcome, RejectReason};
use shared::time::Timestamp;
use std::io::Write;

#[test]
fn a_batch_is_answered_event_by_event_and_a_repeat_is_a_duplicate() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[survey("nps")]).await;
        let (who, run) = (json!({"user_id": "u1"}), run("nps"));
        let good = event(&who, json!({"displayed": run}));
        let batch = [
            good.clone(),
            json!(5),
            event(&who, answered(&run, 1, Some(11))),
            event(&who, answered(&run, 1, Some(9))),
            good,
        ];
        let outcomes = page.send(&batch).await;
        assert_eq!(outcomes[0], "accepted");
        assert_eq!(outcomes[1]["rejected"]["reason"], "malformed");
        assert_eq!(outcomes[2]["rejected"]["reason"], "unknown_content");
        assert_eq!(outcomes[3], "accepted");
        assert_eq!(outcomes[4], "duplicate", "twice in one batch is once");
        let again = page.send(&batch).await;
        assert_eq!((&again[0], &again[3]), (&json!("duplicate"), &json!("duplicate")));
        let counts =
            collector.app.store.responses_by_content(&workspace(&collector), "production").await.expect("counted");
        assert_eq!(counts.get("nps").map(|counted| counted.answered), Some(1));
    });
}

#[test]
fn of_a_batch_that_is_partly_known_exactly_the_new_events_are_accepted() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[]).await;
        let track = |_| event(&json!({"user_id": "u1"}), json!({"track": {"name": "Saved"}}));
        let batch: Vec<Value> = (0..37).map(track).collect();
        let known: Vec<Value> = batch.iter().skip(1).step_by(3).cloned().collect();
        assert!(page.send(&known).await.iter().all(|outcome| outcome == "accepted"));
        let expected = (0..37).map(|place| if place % 3 == 1 { "duplicate" } else { "accepted" });
        assert_eq!(page.send(&batch).await, expected.collect::<Vec<_>>());
        assert!(page.send(&batch).await.iter().all(|outcome| outcome == "duplicate"));
    });
}

#[test]
fn a_display_to_somebody_with_many_long_traits_is_accepted_and_counted() {
    everywhere(|collector| async move {
        let names: Vec<String> = (0..16).map(|n| format!("trait_{n}_{}", "n".repeat(60))).collect();
        let page = Page::open(&collector, json!({ "reportable_traits": names }), &[survey("nps")]).await;
        let value = |n: u32| {
            (0..40).map(|k| char::from_u32(0x4e00 + (n * 7_919 + k * 104_729) % 20_000)).collect::<Option<String>>()
        };
        let traits: Value = (0..).zip(&names).map(|(n, name)| (name.clone(), json!(value(n)))).collect();
        let (who, run) = (json!({"user_id": "u1"}), run("nps"));
        page.send(&[event(&who, json!({"identify": {"traits": traits}}))]).await;
        let outcomes =
            page.send(&[event(&who, json!({"displayed": run})), event(&who, answered(&run, 1, Some(9)))]).await;
        assert_eq!(outcomes, ["accepted", "accepted"]);
        let report = page.owner.get("/api/reports/nps?environment=production").await.expect(StatusCode::OK);
        assert_eq!(report["funnel"]["displayed"], 1);
    });
}

fn workspace(collector: &crate::support::Collector) -> String {
    collector.app.catalog.all()[0].workspace.to_string()
}

#[test]
fn a_request_that_cannot_be_taken_is_told_exactly_why() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[]).await;
        let batch = |key: &str, schema: u16, events: Value| json!({"key": key, "schema": schema, "events": events});
        let many: Vec<Value> = (0..501).map(|_| json!(1)).collect();
        for (body, status, code) in [
            (json!("text"), StatusCode::BAD_REQUEST, "malformed"),
            (json!({"schema": 1, "events": []}), StatusCode::BAD_REQUEST, "malformed"),
            (batch("wk_pub_unknown", 1, json!([])), StatusCode::FORBIDDEN, "unknown_key"),
            (batch(&page.key, 2, json!([])), StatusCode::SERVICE_UNAVAILABLE, "newer_schema"),
            (batch(&page.key, 1, json!(many)), StatusCode::PAYLOAD_TOO_LARGE, "too_many_events"),
            (batch(&page.key, 1, json!(["x".repeat(2_000_000)])), StatusCode::PAYLOAD_TOO_LARGE, "body_too_large"),
        ] {
            let answer = page.post("/v1/events", &body).await;
            assert_eq!(answer.status, status, "{code}: {:?}", answer.json);
            assert_eq!(answer.json["type"], format!("urn:waymark:problem:{code}"));
            assert_eq!(answer.headers["access-control-allow-origin"], ORIGIN, "the page may read what is wrong");
            assert_eq!(answer.headers["content-type"], "application/problem+json");
        }
        let stranger = collector.stranger().with("origin", "https://elsewhere.example");
        let answer = stranger.post("/v1/events", &batch(&page.key, 1, json!([]))).await;
        assert_eq!(answer.json["type"], "urn:waymark:problem:origin_not_allowed");
        let heard = collector.app.heard.of(&workspace(&collector), "production");
        assert_eq!(heard.refused_origins, ["https://elsewhere.example"]);
    });
}

#[test]
fn a_compressed_batch_is_taken_and_a_bomb_is_not() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[]).await;
        let gzip = |text: &[u8]| {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(text).expect("in memory");
            encoder.finish().expect("in memory")
        };
        let batch =
            json!({"key": page.key, "schema": 1, "events": [event(&json!({"user_id": "u"}), json!({"page": {}}))]});
        let client = reqwest::Client::new();
        let post = |body: Vec<u8>, encoding: &'static str| {
            client.post(format!("{}/v1/events", collector.url)).header("content-encoding", encoding).body(body).send()
        };
        let answer = post(gzip(batch.to_string().as_bytes()), "gzip").await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(
            post(gzip(&vec![b' '; 9_000_000]), "gzip").await.expect("an answer").status(),
            StatusCode::PAYLOAD_TOO_LARGE
        );
        assert_eq!(post(b"{}".to_vec(), "gzip").await.expect("an answer").status(), StatusCode::BAD_REQUEST);
        assert_eq!(post(b"{}".to_vec(), "br").await.expect("an answer").status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    });
}

#[test]
fn where_user_ids_must_be_signed_only_the_signed_one_is_taken() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({"token_required": true}), &[]).await;
        let secret = page.owner.get("/api/environments/production/identity-secret").await.expect(StatusCode::OK).json;
        let token = token("u1", now() / 1000 + 600, secret["secret"].as_str().expect("a secret"));
        let batch = |token: Option<&str>| {
            let events = ["u1", "u2"].map(|user| event(&json!({"user_id": user}), json!({"page": {}})));
            let stranger = event(&json!({"anonymous_id": "a"}), json!({"page": {}}));
            json!({"key": page.key, "schema": 1, "token": token, "events": [events[0], events[1], stranger]})
        };
        let signed = page.post("/v1/events", &batch(Some(&token))).await.expect(StatusCode::OK).json;
        assert_eq!(signed["outcomes"][0], "accepted");
        assert_eq!(signed["outcomes"][1]["rejected"]["reason"], "bad_token");
        assert_eq!(signed["outcomes"][2], "accepted");
        for token in [None, Some("a.b.c")] {
            let unsigned = page.post("/v1/events", &batch(token)).await.expect(StatusCode::OK).json;
            assert_eq!(unsigned["outcomes"][0]["rejected"]["reason"], "bad_token");
            assert_eq!(unsigned["outcomes"][2], "accepted");
        }
        let request = json!({"key": page.key, "schema": 1, "who": {"user_id": "u1"}});
        assert_eq!(page.post("/v1/session", &request).await.status, StatusCode::FORBIDDEN);
    });
}

/// A signed user id.
pub fn token(user: &str, exp: i64, secret: &str) -> String {
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let claims = json!({"sub": user, "exp": exp}).to_string();
    let signed = format!("{}.{}", engine.encode(r#"{"alg":"HS256"}"#), engine.encode(claims));
    let mut keyed = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).expect("any length");
    keyed.update(signed.as_bytes());
    format!("{signed}.{}", engine.encode(keyed.finalize().into_bytes()))
}

#[test]
fn an_event_the_database_cannot_take_never_fails_its_neighbours() {
    everywhere(|collector| async move {
        Page::open(&collector, json!({}), &[]).await;
        let served = collector.app.catalog.all()[0].clone();
        let at = Timestamp(now());
        let surroundings = Surroundings {
            now: at,
            floor: at.plus_days(-1),
            sent_at: None,
            source: Source::Server,
            identity: Identity::Believed,
            place: (served.workspace.clone(), served.environment.clone()),
            content: &|_, _| None,
            veil: &collector.app.veil,
        };
        let mut events = Vec::new();
        for n in 0..5 {
            let event = event_at(at.0, &json!({"user_id": format!("u{n}")}), json!({"page": {}}));
            let mut recorded = judge(serde_json::from_value(event).expect("an event"), &surroundings).expect("taken");
            if n == 3 {
                // PostgreSQL refuses NUL; the check in front of it would have caught it.
                recorded.row.url = Some("a\0b".into());
            }
            events.push(Judged::Recorded(Box::new(recorded)));
        }
        let job = Job { served, received_at: at.0, source: "server", events };
        let outcomes = collector.app.writer.write(job).await.expect("written");
        let accepted = outcomes.iter().filter(|outcome| **outcome == Outcome::Accepted).count();
        if collector.app.store.is_postgres() {
            assert_eq!(accepted, 4, "{outcomes:?}");
            assert!(matches!(outcomes[3], Outcome::Rejected { reason: RejectReason::Malformed, .. }));
        } else {
            assert_eq!(accepted, 5, "{outcomes:?}");
        }
    });
}

#[test]
fn the_same_events_from_many_senders_at_once_are_stored_once() {
    everywhere(|collector| async move {
        let page = std::sync::Arc::new(Page::open(&collector, json!({}), &[survey("nps")]).await);
        let run = run("nps");
        let mut batch: Vec<Value> =
            (0..40).map(|n| event(&json!({"user_id": format!("u{n}")}), json!({"page": {}}))).collect();
        batch.push(event(&json!({"user_id": "u0"}), answered(&run, 1, Some(7))));
        let senders: Vec<_> = (0..8)
            .map(|n| {
                let (page, mut batch) = (std::sync::Arc::clone(&page), batch.clone());
                if n % 2 == 1 {
                    batch.reverse();
                }
                tokio::spawn(async move { page.send(&batch).await })
            })
            .collect();
        let mut accepted = 0;
        for sender in senders {
            accepted += sender.await.expect("sent").iter().filter(|outcome| **outcome == "accepted").count();
        }
        assert_eq!(accepted, batch.len());
    });
}

//! Hand-overs told to the vendor: to a real receiver on this machine, signed, once, again until it is taken; and to nobody else.
//!
//! Where a test sends what is due by itself, the collector's own task looks too rarely to come before it.

mod receiver;

use crate::hand_over::{answer, look_at_all, open, send, step, who};
use crate::page::{ORIGIN, Page, event, event_at, now, run};
use crate::support::{Caller, Collector, database, everywhere, everywhere_with};
use collector::config::Settings;
use collector::webhook::{ATTEMPTS, round::send_due};
use receiver::Receiver;
use reqwest::StatusCode;
use serde_json::{Value, json};
use shared::time::{DAY_MS, Timestamp};
use sqlx::{Connection as _, PgConnection, SqliteConnection};
use std::collections::BTreeSet;

const WEBHOOK: &str = "/api/environments/production/webhook";

/// On this machine, without waits, and only when the test says so.
fn by_hand(settings: &mut Settings) {
    settings.webhook_private = true;
    settings.webhook_retry_ms = 0;
    settings.poll_ms = 3_600_000;
}

/// On this machine, by the collector's own task.
fn by_itself(settings: &mut Settings) {
    settings.webhook_private = true;
    settings.webhook_retry_ms = 1;
    settings.poll_ms = 50;
}

/// Saves the receiver's address and returns the secret.
async fn tell(owner: &Caller, receiver: &Receiver) -> String {
    let saved = owner.put(WEBHOOK, &json!({"url": receiver.url})).await.expect(StatusCode::OK);
    saved["secret"].as_str().expect("a secret").to_owned()
}

/// How telling stands: what waits, what was given up.
async fn standing(owner: &Caller) -> (i64, i64) {
    let webhook = owner.get(WEBHOOK).await.expect(StatusCode::OK);
    (webhook["waiting"].as_i64().expect("a count"), webhook["failed"].as_i64().expect("a count"))
}

/// Sends what is due once; how many notices were tried.
async fn round(collector: &Collector) -> usize {
    send_due(&collector.app).await.expect("the database answers")
}

/// Somebody asks for a person in the guide.
async fn ask(page: &Page, user: &str) -> Value {
    let run = run("guide");
    send(page, &[event(&who(user), json!({"displayed": run})), event(&who(user), step(&run, "asked"))]).await;
    run
}

#[test]
fn a_hand_over_is_told_once_signed_and_with_nothing_beyond_what_leads_on() {
    everywhere_with(by_itself, |collector| async move {
        let page = open(&collector, json!([{"step": "asked"}])).await;
        let mut receiver = Receiver::start(&[]).await;
        let secret = tell(&page.owner, &receiver).await;
        let (who, run, at) = (who("u1"), run("guide"), now());
        let company = json!({"group": {"traits": {"owner": "hana@vendor.example", "name": "Acme", "plan": "pro"}}});
        send(&page, &[event(&who, json!({"identify": {"traits": {"name": "Aoi"}}})), event(&who, company)]).await;
        let asked = event_at(at, &who, step(&run, "asked"));
        send(&page, &[event(&who, answer(&run, 1, 2)), asked.clone()]).await;
        assert_eq!(page.send(&[asked]).await, ["duplicate"]);

        let heard = receiver.next().await;
        assert!(heard.is_signed_with(&secret) && !heard.is_signed_with("whsec_AAAA"));
        assert_eq!((heard.header("content-type"), heard.path.as_str()), ("application/json", "/hook"));
        assert!(heard.header("user-agent").starts_with("Waymark/"));
        let id = run["id"].as_str().expect("an id");
        let url = format!("{}/console/follow-ups?environment=production&run={id}", collector.url);
        let timestamp = Timestamp(at).to_iso();
        let data = json!({
            "environment": "production", "content": "guide", "content_name": "Guide", "why": "step", "step": "asked",
            "person": "u1", "company": "acme", "company_name": "Acme", "owner": "hana@vendor.example", "url": url
        });
        assert_eq!(heard.json(), json!({"type": "follow_up.opened", "timestamp": timestamp, "data": data}));
        let linked = page.owner.get(&format!("/api/follow-ups?environment=production&run={id}")).await;
        assert_eq!(linked["follow_ups"][0]["person"], "u1");

        receiver.until(|| async { standing(&page.owner).await == (0, 0) }).await;
        send(&page, &[event(&who, step(&run, "asked")), event(&who, answer(&run, 2, 1))]).await;
        assert_eq!((round(&collector).await, receiver.heard()), (0, 0), "once");
        let webhook = page.owner.get(WEBHOOK).await;
        assert_eq!((&webhook["last"]["status"], &webhook["last"]["detail"]), (&json!(200), &json!("It arrived.")));
        assert_eq!(webhook["secret"], Value::Null, "shown once");
        let counts = collector.app.metrics.render(0, None);
        assert!(counts.contains("waymark_notices_total{outcome=\"taken\"} 1\n"), "{counts}");
    });
}

#[test]
fn what_is_not_taken_is_sent_again_under_the_same_id_and_never_to_where_it_is_redirected() {
    everywhere_with(by_itself, |collector| async move {
        let page = open(&collector, json!([{"step": "asked"}])).await;
        let mut receiver = Receiver::start(&[500, 302, 307]).await;
        let secret = tell(&page.owner, &receiver).await;
        ask(&page, "u1").await;
        let mut ids = BTreeSet::new();
        for _ in 0..4 {
            let heard = receiver.next().await;
            assert!(heard.is_signed_with(&secret));
            assert_eq!(heard.path, "/hook");
            ids.insert(heard.header("webhook-id").to_owned());
        }
        receiver.until(|| async { standing(&page.owner).await == (0, 0) }).await;
        assert_eq!((ids.len(), receiver.heard()), (1, 0));
    });
}

#[test]
fn after_its_attempts_a_notice_is_kept_as_failed_until_a_test_arrives() {
    everywhere_with(by_hand, |collector| async move {
        let page = open(&collector, json!([{"step": "asked"}])).await;
        let mut receiver = Receiver::start(&[503; ATTEMPTS as usize]).await;
        tell(&page.owner, &receiver).await;
        ask(&page, "u1").await;
        assert_eq!(round(&collector).await, 1);
        assert_eq!(standing(&page.owner).await, (1, 0));
        let said = page.owner.get(WEBHOOK).await["last"]["detail"].clone();
        assert_eq!(said, "The receiver did not take it (503).");
        let mut tried = 1;
        while round(&collector).await > 0 {
            tried += 1;
        }
        assert_eq!((tried, standing(&page.owner).await), (ATTEMPTS, (0, 1)));
        assert_eq!(receiver.heard(), ATTEMPTS as usize);
        let tested = page.owner.post(&format!("{WEBHOOK}/test"), &json!(null)).await.expect(StatusCode::OK);
        assert_eq!((&tested["status"], &tested["detail"]), (&json!(200), &json!("It arrived.")));
        assert_eq!(receiver.next().await.json()["type"], "webhook.test");
        assert_eq!((standing(&page.owner).await, round(&collector).await), ((1, 0), 1));
        assert_eq!(receiver.next().await.json()["data"]["person"], "u1");
        assert_eq!(standing(&page.owner).await, (0, 0));
    });
}

#[test]
fn a_receiver_that_wants_no_more_is_left_alone_until_a_test_arrives() {
    everywhere_with(by_hand, |collector| async move {
        let page = open(&collector, json!([{"step": "asked"}])).await;
        let mut receiver = Receiver::start(&[410]).await;
        tell(&page.owner, &receiver).await;
        ask(&page, "u1").await;
        assert_eq!((round(&collector).await, receiver.next().await.path.as_str()), (1, "/hook"));
        assert_ne!(page.owner.get(WEBHOOK).await["stopped_at"], Value::Null);
        ask(&page, "u2").await;
        let store = &collector.app.store;
        store.delete_old_notices(Timestamp(now() - DAY_MS)).await.expect("the database answers");
        assert_eq!(
            (round(&collector).await, standing(&page.owner).await),
            (0, (2, 0)),
            "however long it has wanted none"
        );
        page.owner.post(&format!("{WEBHOOK}/test"), &json!(null)).await.expect(StatusCode::OK);
        assert_eq!(page.owner.get(WEBHOOK).await["stopped_at"], Value::Null);
        assert_eq!((round(&collector).await, standing(&page.owner).await), (2, (0, 0)));
        assert_eq!(receiver.heard(), 3);
    });
}

/// Makes the reason of the first hand-over unreadable.
async fn spoil(collector: &Collector) {
    let sql = "update hand_overs set reason = 'nothing known'";
    let address = collector.app.settings.database.database.as_str();
    let done = if address.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(address).await.expect("connects");
        sqlx::query(sql).execute(&mut connection).await.map(|done| done.rows_affected())
    } else {
        let mut connection = PgConnection::connect(address).await.expect("connects");
        sqlx::query(sql).execute(&mut connection).await.map(|done| done.rows_affected())
    };
    assert_eq!(done.expect("the row is changed"), 1);
}

#[test]
fn what_cannot_be_read_holds_nobody_up_and_is_given_up_in_the_end() {
    everywhere_with(by_hand, |collector| async move {
        let page = open(&collector, json!([{"step": "asked"}])).await;
        let mut receiver = Receiver::start(&[]).await;
        tell(&page.owner, &receiver).await;
        ask(&page, "u1").await;
        spoil(&collector).await;
        ask(&page, "u2").await;
        assert!(send_due(&collector.app).await.is_err(), "it is logged");
        assert_eq!(receiver.next().await.json()["data"]["person"], "u2");
        assert_eq!(standing(&page.owner).await, (1, 0));
        let mut tried = 1;
        while send_due(&collector.app).await.is_err() {
            tried += 1;
        }
        assert_eq!((tried, standing(&page.owner).await, receiver.heard()), (ATTEMPTS, (0, 1), 0));
    });
}

#[test]
fn what_was_given_up_or_is_not_wanted_is_kept_for_its_days_and_then_deleted() {
    for refusals in [[410; ATTEMPTS as usize], [503; ATTEMPTS as usize]] {
        everywhere_with(by_hand, |collector| async move {
            let page = open(&collector, json!([{"step": "asked"}])).await;
            let receiver = Receiver::start(&refusals).await;
            tell(&page.owner, &receiver).await;
            ask(&page, "u1").await;
            while round(&collector).await > 0 {}
            let kept = standing(&page.owner).await;
            assert_eq!(kept.0 + kept.1, 1);
            for (floor, left) in [(now() - DAY_MS, kept), (now() + DAY_MS, (0, 0))] {
                collector.app.store.delete_old_notices(Timestamp(floor)).await.expect("the database answers");
                assert_eq!(standing(&page.owner).await, left);
            }
        });
    }
}

#[test]
fn what_is_taken_back_done_or_erased_before_it_was_sent_is_told_to_nobody() {
    everywhere_with(by_hand, |collector| async move {
        let page = open(&collector, json!(["high_effort", {"step": "asked"}])).await;
        let mut receiver = Receiver::start(&[]).await;
        tell(&page.owner, &receiver).await;
        let hard = run("guide");
        send(&page, &[event(&who("u1"), json!({"displayed": hard})), event(&who("u1"), answer(&hard, 1, 2))]).await;
        assert_eq!(standing(&page.owner).await, (1, 0));
        send(&page, &[event(&who("u1"), answer(&hard, 2, 6))]).await;
        assert_eq!((standing(&page.owner).await, round(&collector).await), ((0, 0), 0));

        let done = ask(&page, "u2").await;
        let address = format!("/api/responses/{}?environment=production", done["id"].as_str().expect("an id"));
        page.owner.put(&address, &json!({"status": "done"})).await.expect(StatusCode::OK);
        assert_eq!((round(&collector).await, standing(&page.owner).await), (0, (0, 0)));

        ask(&page, "u3").await;
        assert_eq!(standing(&page.owner).await, (1, 0));
        page.owner.delete("/api/people/u3?environment=production").await.expect(StatusCode::OK);
        assert_eq!((standing(&page.owner).await, round(&collector).await, receiver.heard()), ((0, 0), 0, 0));

        // Whoever finds it hard after all is told of anew.
        send(&page, &[event(&who("u1"), answer(&hard, 3, 1))]).await;
        assert_eq!(
            (round(&collector).await, receiver.next().await.json()["data"]["why"].clone()),
            (1, json!("high_effort"))
        );
    });
}

#[test]
fn a_goal_that_was_not_attained_in_time_is_told_as_well_and_a_removed_webhook_is_told_nothing() {
    everywhere_with(by_hand, |collector| async move {
        let page = open(&collector, json!(["not_attained"])).await;
        // The goal is new, so its past is counted first.
        while collector.app.store.count_past().await.expect("the past") {}
        let mut receiver = Receiver::start(&[]).await;
        tell(&page.owner, &receiver).await;
        let late = |user: &str| event_at(now() - 20 * DAY_MS, &who(user), json!({"displayed": run("guide")}));
        send(&page, &[late("u1")]).await;
        look_at_all(&collector).await;
        assert_eq!(round(&collector).await, 1);
        let data = receiver.next().await.json()["data"].clone();
        assert_eq!((&data["why"], &data["step"], &data["owner"]), (&json!("not_attained"), &Value::Null, &json!("")));
        send(&page, &[late("u2")]).await;
        look_at_all(&collector).await;
        page.owner.delete(WEBHOOK).await.expect(StatusCode::NO_CONTENT);
        page.owner.get(WEBHOOK).await.problem(404, "not_found");
        send(&page, &[late("u3")]).await;
        look_at_all(&collector).await;
        tell(&page.owner, &receiver).await;
        assert_eq!((standing(&page.owner).await, round(&collector).await, receiver.heard()), ((0, 0), 0, 0));
    });
}

#[test]
fn nothing_is_sent_into_a_private_network_unless_the_operator_allows_it() {
    everywhere(|collector| async move {
        let page = open(&collector, json!([{"step": "asked"}])).await;
        let mut receiver = Receiver::start(&[]).await;
        let port = receiver.port();
        for url in [
            receiver.url.clone(),
            format!("https://127.0.0.1:{port}/hook"),
            format!("https://localhost:{port}/hook"),
            "https://169.254.169.254/latest/meta-data".into(),
            "https://user:secret@hooks.example.com/".into(),
            "hooks.example.com".into(),
        ] {
            page.owner.put(WEBHOOK, &json!({"url": url})).await.problem(422, "bad_webhook");
        }
        // Names that look like any other and lead here.
        for name in ["2130706433", "0x7f000001"] {
            page.owner
                .put(WEBHOOK, &json!({"url": format!("https://{name}:{port}/hook")}))
                .await
                .expect(StatusCode::OK);
            let tested = page.owner.post(&format!("{WEBHOOK}/test"), &json!(null)).await.expect(StatusCode::OK);
            assert_eq!((&tested["status"], &tested["fault"]), (&Value::Null, &json!("private_address")), "{name}");
        }
        assert_eq!((receiver.heard(), receiver.connections()), (0, 0));
    });
}

#[test]
fn a_receiver_that_cannot_be_reached_is_told_in_words() {
    everywhere_with(by_hand, |collector| async move {
        let page = open(&collector, json!([{"step": "asked"}])).await;
        let receiver = Receiver::start(&[]).await;
        let (free, port) = (std::net::TcpListener::bind("127.0.0.1:0").expect("a port"), receiver.port());
        let closed = free.local_addr().expect("an address").port();
        drop(free);
        for (url, fault) in [
            (format!("http://127.0.0.1:{closed}/"), "unreachable"),
            (format!("https://127.0.0.1:{port}/hook"), "not_secure"),
            ("https://no-such-host.invalid/".into(), "unknown_host"),
        ] {
            page.owner.put(WEBHOOK, &json!({"url": url})).await.expect(StatusCode::OK);
            let tested = page.owner.post(&format!("{WEBHOOK}/test"), &json!(null)).await.expect(StatusCode::OK);
            assert_eq!((&tested["status"], &tested["fault"]), (&Value::Null, &json!(fault)), "{url}");
            assert_eq!(page.owner.get(WEBHOOK).await["last"]["fault"], fault);
        }
    });
}

#[test]
fn owners_alone_see_and_change_it_and_the_secret_is_shown_once() {
    everywhere_with(by_hand, |collector| async move {
        let owner = collector.owner().await;
        owner.post("/api/environments", &json!({"key": "production", "name": "P"})).await.expect(StatusCode::CREATED);
        let mut receiver = Receiver::start(&[]).await;
        let save = json!({"url": format!(" {} ", receiver.url)});
        let test = format!("{WEBHOOK}/test");
        for role in ["editor", "viewer", "sender"] {
            let caller = owner.token(role).await;
            caller.get(WEBHOOK).await.problem(403, "role_too_low");
            caller.put(WEBHOOK, &save).await.problem(403, "role_too_low");
            caller.delete(WEBHOOK).await.problem(403, "role_too_low");
            caller.post(&test, &json!(null)).await.problem(403, "role_too_low");
        }
        owner.get(WEBHOOK).await.problem(404, "not_found");
        owner.post(&test, &json!(null)).await.problem(404, "not_found");
        owner.delete(WEBHOOK).await.problem(404, "not_found");
        owner.put("/api/environments/staging/webhook", &save).await.problem(404, "not_found");
        owner.put(WEBHOOK, &json!({"url": receiver.url, "secret": "mine"})).await.problem(422, "bad_field");

        let made = owner.put(WEBHOOK, &save).await.expect(StatusCode::OK);
        let first = made["secret"].as_str().expect("a secret").to_owned();
        assert_eq!((first.starts_with("whsec_"), &made["url"]), (true, &json!(receiver.url)));
        let nothing =
            json!({"url": receiver.url, "secret": null, "stopped_at": null, "last": null, "waiting": 0, "failed": 0});
        assert_eq!(owner.get(WEBHOOK).await.json, nothing);
        assert_eq!(
            owner.put(WEBHOOK, &save).await.expect(StatusCode::OK).json,
            nothing,
            "saving again keeps the secret"
        );
        owner.post(&test, &json!(null)).await.expect(StatusCode::OK);
        assert!(receiver.next().await.is_signed_with(&first));
        let renewed = owner.put(WEBHOOK, &json!({"url": receiver.url, "renew_secret": true})).await;
        let second = renewed["secret"].as_str().expect("a secret").to_owned();
        owner.post(&test, &json!(null)).await.expect(StatusCode::OK);
        let heard = receiver.next().await;
        assert!(heard.is_signed_with(&second) && !heard.is_signed_with(&first));
    });
}

#[test]
fn two_collectors_on_one_database_tell_each_hand_over_once() {
    let Ok(cluster) = std::env::var("WAYMARK_TEST_POSTGRES") else { return };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let (_, address) = database(&cluster).await;
        let start = || async {
            let mut settings = Settings::for_database(&address);
            by_hand(&mut settings);
            Collector::start(settings, tempfile::tempdir().expect("a folder")).await
        };
        let here = start().await;
        let page = open(&here, json!([{"step": "asked"}])).await;
        let there = start().await;
        let mut receiver = Receiver::start(&[]).await;
        tell(&page.owner, &receiver).await;
        let other = there.stranger().with("origin", ORIGIN);
        for number in 0..12 {
            let (who, run) = (who(&format!("u{number}")), run("guide"));
            let events = [event(&who, json!({"displayed": run})), event(&who, step(&run, "asked"))];
            let batch = json!({"key": page.key, "schema": 1, "sent_at": now(), "events": events});
            // Each hears the same of everybody.
            let (_, answer) = tokio::join!(page.send(&events), other.post("/v1/events", &batch));
            answer.expect(StatusCode::OK);
        }
        let mut tried = 0;
        loop {
            let (mine, theirs) = tokio::join!(send_due(&here.app), send_due(&there.app));
            let both = mine.expect("sent") + theirs.expect("sent");
            tried += both;
            if both == 0 {
                break;
            }
        }
        assert_eq!((tried, receiver.heard(), standing(&page.owner).await), (12, 12, (0, 0)));
        for app in [&here.app, &there.app] {
            app.close().await;
        }
    });
}

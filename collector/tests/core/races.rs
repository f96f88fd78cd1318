//! Two collectors on one PostgreSQL, at the same person at the same time. Who comes first is settled by a row that the test
//! holds, so each order is seen every time.
//!
//! Deliberately absent: SQLite, which has one writer.

use crate::page::{ORIGIN, Page, event};
use crate::support::{Caller, Collector, database};
use collector::config::Settings;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection};
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

/// Two collectors on one database, and the test's own connection to it.
struct Pair {
    page: Arc<Page>,
    collector: Collector,
    there: Arc<Caller>,
    address: String,
    other: Collector,
}

/// Runs a test where there is a PostgreSQL, with a goal that counts once `Sent` is tracked.
fn on_postgres<F: Future<Output = ()>>(test: impl FnOnce(Pair) -> F) {
    let Ok(cluster) = std::env::var("WAYMARK_TEST_POSTGRES") else { return };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let (_, address) = database(&cluster).await;
        let start = || async {
            Collector::start(Settings::for_database(&address), tempfile::tempdir().expect("a folder")).await
        };
        let collector = start().await;
        let page = Page::open(&collector, json!({}), &[]).await;
        let goal = json!({"key": "sent", "name": "Sent", "sign": {"event": {"name": "Sent"}}});
        page.owner.put("/api/goals/sent", &goal).await.expect(StatusCode::OK);
        // Started now, so that it knows the environment at once.
        let other = start().await;
        let there = other.stranger().with("origin", ORIGIN);
        let (app, another) = (Arc::clone(&collector.app), Arc::clone(&other.app));
        test(Pair { page: Arc::new(page), collector, there: Arc::new(there), address, other }).await;
        app.close().await;
        another.close().await;
    });
}

impl Pair {
    /// A connection that holds the row of a person until it rolls back.
    async fn hold(&self, subject: &str) -> PgConnection {
        let mut held = PgConnection::connect(&self.address).await.expect("connects");
        sqlx::query("begin").execute(&mut held).await.expect("begins");
        let sql = "select subject from people where subject = $1 for update";
        let row: Option<(String,)> =
            sqlx::query_as(sql).bind(subject).fetch_optional(&mut held).await.expect("the row is held");
        assert!(row.is_some(), "{subject} is known");
        held
    }

    /// Waits until so many transactions wait for another.
    async fn until_waiting(&self, count: i64) {
        let mut watch = PgConnection::connect(&self.address).await.expect("connects");
        let sql =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        let mut again = tokio::time::interval(Duration::from_millis(20));
        for _ in 0..500 {
            again.tick().await;
            let (waiting,): (i64,) = sqlx::query_as(sql).fetch_one(&mut watch).await.expect("an answer");
            if waiting >= count {
                return;
            }
        }
        panic!("nobody waits");
    }

    /// Sends events to the first collector, beside what else is going on.
    fn send_here(&self, events: Vec<Value>) -> tokio::task::JoinHandle<Vec<Value>> {
        let page = Arc::clone(&self.page);
        tokio::spawn(async move { page.send(&events).await })
    }

    /// Sends events to the second collector.
    fn send_there(&self, events: &[Value]) -> tokio::task::JoinHandle<()> {
        let body = json!({"key": self.page.key, "schema": 1, "events": events});
        let there = Arc::clone(&self.there);
        tokio::spawn(async move { drop(there.post("/v1/events", &body).await.expect(StatusCode::OK)) })
    }

    /// Everybody who attained the goal, as the store has it, and that a recount agrees.
    async fn attained_by(&self, subject: &str) -> bool {
        let recount = self.collector.app.store.recount().await.expect("a recount");
        assert_eq!(recount.differences, Vec::new());
        let mut connection = PgConnection::connect(&self.address).await.expect("connects");
        let sql = "select holder from attainments where at is not null";
        let rows: Vec<(String,)> = sqlx::query_as(sql).fetch_all(&mut connection).await.expect("an answer");
        rows == [(subject.to_owned(),)]
    }
}

fn sent(anonymous_id: &str) -> Value {
    event(&json!({"anonymous_id": anonymous_id}), json!({"track": {"name": "Sent", "properties": {}}}))
}

fn seen(anonymous_id: &str) -> Value {
    event(&json!({"anonymous_id": anonymous_id}), json!({"page": {}}))
}

fn turns_out(anonymous_id: &str, user_id: &str) -> Value {
    event(&json!({"anonymous_id": anonymous_id, "user_id": user_id}), json!({"identify": {"traits": {}}}))
}

const EARLIER: &str = "a-1";
const VISITOR: &str = "a-2";
const LATER: &str = "a-3";

#[test]
fn what_a_visitor_does_while_another_collector_learns_who_they_are_counts_for_the_user() {
    on_postgres(|pair| async move {
        pair.page.send(&[seen(EARLIER)]).await;
        let mut held = pair.hold(&format!("a:{EARLIER}")).await;
        // The first collector has looked the visitor up, and comes to their row only after the other one has been there.
        let here = pair.send_here(vec![seen(EARLIER), sent(VISITOR)]);
        pair.until_waiting(1).await;
        pair.send_there(&[turns_out(VISITOR, "u-1")]).await.expect("sent");
        sqlx::query("rollback").execute(&mut held).await.expect("let go");
        assert_eq!(here.await.expect("sent"), ["accepted", "accepted"]);
        assert!(pair.attained_by("u:u-1").await);
    });
}

#[test]
fn what_a_visitor_has_done_just_before_another_collector_learns_who_they_are_counts_for_the_user() {
    on_postgres(|pair| async move {
        pair.page.send(&[seen(LATER)]).await;
        let mut held = pair.hold(&format!("a:{LATER}")).await;
        // The first collector has written the visitor's row, and waits for another one before it is done.
        let here = pair.send_here(vec![sent(VISITOR), seen(LATER)]);
        pair.until_waiting(1).await;
        let there = pair.send_there(&[turns_out(VISITOR, "u-1")]);
        pair.until_waiting(2).await;
        sqlx::query("rollback").execute(&mut held).await.expect("let go");
        assert_eq!(here.await.expect("sent"), ["accepted", "accepted"]);
        there.await.expect("sent");
        assert!(pair.attained_by("u:u-1").await);
    });
}

#[test]
fn nothing_of_a_person_is_left_who_is_erased_while_another_collector_writes_about_them() {
    on_postgres(|pair| async move {
        let who = json!({"user_id": "u-1"});
        pair.page.send(&[seen(EARLIER), event(&who, json!({"page": {}}))]).await;
        let mut held = pair.hold(&format!("a:{EARLIER}")).await;
        let late = event(&who, json!({"track": {"name": "Sent", "properties": {}}}));
        let here = pair.send_here(vec![seen(EARLIER), late]);
        pair.until_waiting(1).await;
        let store = pair.other.app.store.clone();
        let (secret, served) = (pair.other.app.secret.clone(), pair.other.app.catalog.all()[0].clone());
        let erasing = tokio::spawn(async move {
            let place =
                collector::store::rollup::Place { workspace: &served.workspace, environment: &served.environment };
            store.erase(&secret, place, "u:u-1", collector::clock::now()).await
        });
        pair.until_waiting(2).await;
        sqlx::query("rollback").execute(&mut held).await.expect("let go");
        assert_eq!(here.await.expect("sent"), ["accepted", "accepted"]);
        let erased = erasing.await.expect("no panic").expect("erased");
        assert_eq!(erased.events, 2, "what came in meanwhile is erased too");
        let mut connection = PgConnection::connect(&pair.address).await.expect("connects");
        let sql = "select (select count(*) from events where subject = 'u:u-1') + (select count(*) from goal_signs)";
        let (left,): (i64,) = sqlx::query_as(sql).fetch_one(&mut connection).await.expect("an answer");
        assert_eq!(left, 0);
    });
}

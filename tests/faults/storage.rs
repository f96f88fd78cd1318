//! Nothing acknowledged is lost and nothing counts twice when the machine under the collector fails: killed under load, power
//! cut, disk full.
//!
//! Deliberately absent: PostgreSQL's own durability; what the collector makes of a PostgreSQL that is away is tested beside it.

use serde_json::{Value, json};
use shared::id::EventId;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;
use waymark_tests::collector::Collector;
use waymark_tests::{eventually, now, run};

const ORIGIN: &str = "http://app.example";

/// A batch of so many fresh events; `mark` is in each of their ids.
fn batch(key: &str, mark: u64, count: u8, words: &str) -> String {
    let now = now();
    let event = |index: u8| {
        let mut random = [index; 10];
        random[..8].copy_from_slice(&mark.to_be_bytes());
        let body = json!({"track": {"name": "Kept", "properties": {"words": words}}});
        json!({"id": EventId::from_parts(now, random), "at": now, "who": {"user_id": format!("u{}", mark % 50)}, "body": body})
    };
    let events: Vec<Value> = (0..count).map(event).collect();
    json!({"key": key, "schema": 1, "sent_at": now, "events": events}).to_string()
}

fn all(receipt: &Value, outcome: &str) -> bool {
    receipt["outcomes"].as_array().is_some_and(|all| !all.is_empty() && all.iter().all(|one| one == outcome))
}

#[test]
fn killed_under_load_again_and_again_it_has_every_acknowledged_event_once() {
    run(async {
        let mut collector = Collector::spawn(&[ORIGIN]).await;
        for round in 1..=12 {
            let (acknowledged, unanswered) = load_until(&mut collector, round, round * 23).await;
            collector.restart().await;
            for body in &acknowledged {
                let (status, receipt) = collector.post("/v1/events", ORIGIN, body.clone()).await;
                assert!(status == 200 && all(&receipt, "duplicate"), "round {round}: {receipt}");
            }
            for body in &unanswered {
                let (status, first) = collector.post("/v1/events", ORIGIN, body.clone()).await;
                assert!(
                    status == 200 && (all(&first, "duplicate") || all(&first, "accepted")),
                    "whole or not: {first}"
                );
                let (_, again) = collector.post("/v1/events", ORIGIN, body.clone()).await;
                assert!(all(&again, "duplicate"), "{again}");
            }
        }
        let (agrees, said) = collector.command(&["verify"]).await;
        assert!(agrees, "{said}");
    });
}

/// Sends from sixteen senders and kills the collector once so many batches are acknowledged; which were, and which were under way.
async fn load_until(collector: &mut Collector, round: u64, enough: u64) -> (Vec<String>, Vec<String>) {
    let done = Arc::new(AtomicU64::new(0));
    let senders: Vec<_> = (0..16)
        .map(|lane| {
            let (client, done, key) = (collector.visitor(), Arc::clone(&done), collector.write_key().to_owned());
            tokio::spawn(async move {
                let mut acknowledged = Vec::new();
                for number in 0.. {
                    let body = batch(&key, (round << 40) + (lane << 32) + number, 3, "");
                    if client.sends(ORIGIN, &body).await != Some(200) {
                        return (acknowledged, body);
                    }
                    done.fetch_add(1, Ordering::SeqCst);
                    acknowledged.push(body);
                }
                unreachable!("the collector is killed")
            })
        })
        .collect();
    eventually("enough is acknowledged", || async { (done.load(Ordering::SeqCst) >= enough).then_some(()) }).await;
    collector.kill().await;
    let (mut acknowledged, mut unanswered) = (Vec::new(), Vec::new());
    for sender in senders {
        let (done, open) = sender.await.expect("a sender ends well");
        acknowledged.extend(done);
        unanswered.push(open);
    }
    (acknowledged, unanswered)
}

#[test]
fn a_power_cut_takes_nothing_that_was_acknowledged() {
    run(async {
        let collector = Collector::spawn(&[ORIGIN]).await;
        let database = collector.database();
        for round in 0..25_u64 {
            let kept = batch(collector.write_key(), round << 32, 5, &"w".repeat(500));
            let (_, receipt) = collector.post("/v1/events", ORIGIN, kept.clone()).await;
            assert!(all(&receipt, "accepted"), "{receipt}");
            let synced = Log::read(&database);
            // Before anything else can be folded into it: a disk has the log before it has what is folded from it.
            let copy = TempDir::new().expect("a folder");
            let file = copy.path().join("waymark.db");
            std::fs::copy(&database, &file).expect("the file is copied");
            // Under way when the power goes: whatever they wrote may be lost or torn.
            let under_way: Vec<_> = (1..=4)
                .map(|lane| {
                    let body = batch(collector.write_key(), (round << 32) + lane, 40, &"x".repeat(300));
                    let client = collector.visitor();
                    tokio::spawn(async move { client.sends(ORIGIN, &body).await })
                })
                .collect();
            for _ in 0..round {
                tokio::task::yield_now().await;
            }
            collector.signal("-STOP").await;
            if synced.is_of_the_past(&database) {
                std::fs::copy(&database, &file).expect("the file is copied");
            }
            synced.cut(&database, copy.path(), round);
            collector.signal("-CONT").await;
            for sender in under_way {
                sender.await.expect("answered");
            }
            let after = collector.beside(copy).await;
            let (_, receipt) = after.post("/v1/events", ORIGIN, kept).await;
            assert!(all(&receipt, "duplicate"), "round {round}: {receipt}");
            let (agrees, said) = after.command(&["verify"]).await;
            assert!(agrees, "round {round}: {said}");
        }
    });
}

/// What of the write-ahead log was durable at some moment: its salts and where its last complete transaction ends.
struct Log {
    salts: Vec<u8>,
    end: usize,
}

impl Log {
    fn read(database: &Path) -> Self {
        let bytes = std::fs::read(database.with_extension("db-wal")).expect("the log is there");
        // https://sqlite.org/fileformat2.html#the_write_ahead_log: a header of 32 bytes, then frames of 24 and a page; a frame
        // of this log repeats its salts, and the last of a transaction has the size of the database.
        let page =
            usize::try_from(u32::from_be_bytes(bytes[8..12].try_into().expect("4 bytes"))).expect("a page's size");
        let salts = bytes[16..24].to_vec();
        let frames = bytes[32..].chunks_exact(24 + page);
        let ours = frames.take_while(|frame| frame[8..16] == salts[..]);
        let last = ours.enumerate().filter(|(_, frame)| frame[4..8] != [0; 4]).map(|(index, _)| index + 1).last();
        Self { salts, end: 32 + last.unwrap_or(0) * (24 + page) }
    }

    /// Whether the log has begun anew since: all of it is in the database file then, durably.
    fn is_of_the_past(&self, database: &Path) -> bool {
        std::fs::read(database.with_extension("db-wal")).expect("the log is there")[16..24] != self.salts[..]
    }

    /// Copies the log as a disk might have it after a power cut: what came after this moment is lost, torn or noise.
    fn cut(&self, database: &Path, folder: &Path, round: u64) {
        let mut bytes = std::fs::read(database.with_extension("db-wal")).expect("the log is there");
        // After a restart of the log, which makes it durable elsewhere first, nothing before it is left to be cut.
        let cut = if self.is_of_the_past(database) { Self::read(database).end } else { self.end };
        match round % 3 {
            0 => bytes.truncate(cut),
            1 => bytes.truncate(cut + (bytes.len() - cut) / 2 + usize::from(bytes.len() > cut)),
            _ => bytes[cut..].iter_mut().step_by(97).for_each(|byte| *byte ^= 0x5a),
        }
        std::fs::write(folder.join("waymark.db-wal"), bytes).expect("the log is copied");
    }
}

#[test]
fn a_full_disk_is_said_clearly_and_nothing_acknowledged_is_missing_once_there_is_room() {
    run(async {
        let mut collector = Collector::spawn_with(&[ORIGIN], &["--max-database-bytes", "6000000"]).await;
        let words = "w".repeat(1_500);
        let (mut acknowledged, mut refused) = (Vec::new(), None);
        for number in 0..400 {
            let body = batch(collector.write_key(), number, 50, &words);
            let answer = collector.visitor().post(ORIGIN, &body).await;
            if answer.status == 200 {
                assert!(all(&answer.json, "accepted"), "{}", answer.json);
                acknowledged.push(body);
                continue;
            }
            assert_eq!((answer.status, &answer.json["type"]), (503, &json!("urn:waymark:problem:database_full")));
            assert!(answer.retry_after.is_some_and(|seconds| seconds >= 10), "the sender waits for the operator");
            refused = Some(body);
            break;
        }
        let refused = refused.expect("the database fills up");
        assert!(!acknowledged.is_empty());
        let (status, _) = collector
            .post(
                "/v1/session",
                ORIGIN,
                json!({"key": collector.write_key(), "schema": 1, "who": {"user_id": "u1"}}).to_string(),
            )
            .await;
        assert_eq!(status, 200, "pages are still told what is due");
        for body in acknowledged.iter().rev().take(3) {
            let again = collector.visitor().post(ORIGIN, body).await;
            assert!(again.status == 503 || all(&again.json, "duplicate"), "{}", again.json);
        }
        collector.kill().await;
        collector.restart_with(&["--max-database-bytes", "60000000"]).await;
        for body in &acknowledged {
            let (_, receipt) = collector.post("/v1/events", ORIGIN, body.clone()).await;
            assert!(all(&receipt, "duplicate"), "{receipt}");
        }
        let (_, receipt) = collector.post("/v1/events", ORIGIN, refused).await;
        assert!(all(&receipt, "accepted"), "nothing of what was refused was kept: {receipt}");
        let (agrees, said) = collector.command(&["verify"]).await;
        assert!(agrees, "{said}");
    });
}

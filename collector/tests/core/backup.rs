//! Backup and restore.

use crate::page::{Page, event, event_at, now};
use crate::support::Collector;
use collector::cli::{backup, restore};
use collector::config::Settings;
use reqwest::StatusCode;
use serde_json::json;
use std::path::Path;

fn on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(future)
}

async fn start(database: &str) -> Collector {
    Collector::start(Settings::for_database(database), tempfile::tempdir().expect("a folder")).await
}

fn back_up(database: &str, to: &Path) -> Result<(), String> {
    backup::run(&backup::Backup { database: database.into(), to: to.to_owned() }).map_err(|error| error.to_string())
}

fn put_back(database: &str, from: &Path) -> Result<(), String> {
    let command = restore::Restore {
        database: database.into(),
        secret_key_file: None,
        erasures_of: None,
        backup: Some(from.to_owned()),
    };
    restore::run(&command).map_err(|error| error.to_string())
}

#[test]
fn a_restored_backup_has_everything_but_those_who_were_erased_since() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = format!("sqlite:{}", folder.path().join("waymark.db").display());
    let copy = folder.path().join("copy.db");
    let kept = event_at(now() - 1_000, &json!({"user_id": "kept"}), json!({"identify": {"traits": {"plan": "pro"}}}));
    let lost = event_at(now() - 1_000, &json!({"user_id": "later"}), json!({"page": {}}));
    let erased =
        event_at(now() - 1_000, &json!({"user_id": "erased"}), json!({"identify": {"traits": {"plan": "pro"}}}));
    let (key, owner) = on(async {
        let collector = start(&database).await;
        let page = Page::open(&collector, json!({}), &[]).await;
        page.send(&[kept.clone(), erased.clone()]).await;
        let (from, to) = (database.clone(), copy.clone());
        tokio::task::spawn_blocking(move || back_up(&from, &to)).await.expect("ends").expect("copied while in use");
        page.send(std::slice::from_ref(&lost)).await;
        page.owner.delete("/api/people/erased?environment=production").await.expect(StatusCode::OK);
        let (from, to) = (database.clone(), copy.clone());
        let in_use =
            tokio::task::spawn_blocking(move || put_back(&from, &to)).await.expect("ends").expect_err("in use");
        assert!(in_use.contains("in use"), "{in_use}");
        collector.app.close().await;
        (page.key.clone(), page.owner.clone())
    });
    assert!(back_up(&database, &copy).expect_err("never overwrites").contains("already"));
    put_back(&database, &copy).expect("restored");
    on(async {
        let collector = start(&database).await;
        let who = collector.stranger().with("origin", crate::page::ORIGIN);
        let fresh = event(&json!({"user_id": "kept"}), json!({"page": {}}));
        let batch = json!({"key": key, "schema": 1, "events": [kept, lost, erased, fresh]});
        let outcomes = who.post("/v1/events", &batch).await.expect(StatusCode::OK).json["outcomes"].clone();
        assert_eq!(outcomes[0], "duplicate");
        assert_eq!(outcomes[1], "accepted", "written after the backup");
        assert_eq!(outcomes[2]["rejected"]["reason"], "erased");
        assert_eq!(outcomes[3], "accepted");
        drop(owner);
        collector.app.close().await;
    });
    assert!(folder.path().join("waymark.db.before-restore").exists());
}

#[test]
fn a_file_that_is_no_backup_is_refused_before_anything_is_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = format!("sqlite:{}", folder.path().join("waymark.db").display());
    let broken = folder.path().join("broken.db");
    std::fs::write(&broken, vec![b'x'; 8_192]).expect("written");
    assert!(put_back(&database, &broken).is_err());
    assert!(!folder.path().join("waymark.db").exists());
}

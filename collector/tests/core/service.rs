//! Files, health, draining, several collectors on one database.

use crate::page::{ORIGIN, Page, answered, due, event, publish, run, survey};
use crate::support::{Collector, everywhere};
use collector::config::Settings;
use collector::state::App;
use reqwest::StatusCode;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

#[test]
fn health_and_metrics_are_told_to_the_operator() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[]).await;
        page.send(&[event(&json!({"user_id": "u"}), json!({"page": {}})), json!(1)]).await;
        let get = |path: &str| reqwest::get(format!("{}{path}", collector.url));
        assert_eq!(get("/healthz").await.expect("an answer").text().await.expect("text"), "ok\n");
        assert_eq!(get("/readyz").await.expect("an answer").status(), StatusCode::OK);
        let metrics = get("/metrics").await.expect("an answer").text().await.expect("text");
        for line in [
            "waymark_events_total{outcome=\"accepted\"} 1",
            "waymark_events_total{outcome=\"rejected\",reason=\"malformed\"} 1",
            "waymark_database_up 1",
            "waymark_responses_total{class=\"5xx\"} 0",
        ] {
            assert!(metrics.lines().any(|l| l == line), "{line} in\n{metrics}");
        }
    });
}

fn assets() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    std::fs::create_dir(folder.path().join("console")).expect("a folder");
    write("waymark.js", "loader");
    write("waymark.js.br", "loader in brotli");
    write("engine-0123456789abcdef.js", "glue");
    write("engine-0123456789abcdef_bg.wasm", "wasm");
    write("console/index.html", "<!doctype html><base href=\"/console/\">");
    write("console/console-0123456789abcdef.js", "console");
    let (glue, wasm) = ("engine-0123456789abcdef.js", "engine-0123456789abcdef_bg.wasm");
    write("manifest.toml", &format!("[engine]\nglue = \"{glue}\"\nwasm = \"{wasm}\"\nintegrity = \"sha384-x\"\n"));
    folder
}

#[test]
fn files_are_sent_compressed_lasting_and_below_a_base_path() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let (folder, files) = (tempfile::tempdir().expect("a folder"), assets());
        let address = format!("sqlite:{}", folder.path().join("test.db").display());
        let mut settings = Settings::for_database(&address);
        settings.assets_dir = Some(files.path().to_owned());
        settings.base_path = "/waymark/".into();
        let collector = Collector::start(settings, folder).await;
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
        let get =
            |path: &str| client.get(format!("{}{path}", collector.url)).header("accept-encoding", "gzip, br").send();
        let loader = get("/waymark.js").await.expect("an answer");
        assert_eq!(loader.headers()["content-encoding"], "br");
        assert_eq!(loader.headers()["cross-origin-resource-policy"], "cross-origin");
        let etag = loader.headers()["etag"].clone();
        assert_eq!(loader.text().await.expect("text"), "loader in brotli");
        let again = client
            .get(format!("{}/waymark.js", collector.url))
            .header("if-none-match", etag)
            .send()
            .await
            .expect("an answer");
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        let wasm = get("/assets/engine-0123456789abcdef_bg.wasm").await.expect("an answer");
        assert_eq!(wasm.headers()["content-type"], "application/wasm");
        assert_eq!(wasm.headers()["cache-control"], "public, max-age=31536000, immutable");
        assert_eq!(wasm.headers()["access-control-allow-origin"], "*");
        assert_eq!(get("/assets/manifest.toml").await.expect("an answer").status(), StatusCode::NOT_FOUND);
        let console = get("/console/reports/nps").await.expect("an answer");
        assert!(
            console.headers()["content-security-policy"].to_str().expect("ASCII").contains("frame-ancestors 'none'")
        );
        assert!(console.text().await.expect("text").contains("<base href=\"/waymark/console/\">"));
        assert_eq!(get("/console/missing.js").await.expect("an answer").status(), StatusCode::NOT_FOUND);
        assert_eq!(get("/console").await.expect("an answer").headers()["location"], "/waymark/console/");
    });
}

#[test]
fn the_engine_of_the_release_before_is_still_found() {
    everywhere(|collector| async move {
        let asset = collector::assets::Asset::new(b"old".to_vec().into(), None, Some(b"zipped".to_vec().into()));
        let name = "engine-fedcba9876543210.js";
        collector.app.store.keep_asset(name, &asset, collector::clock::now()).await.expect("kept");
        let found = reqwest::get(format!("{}/assets/{name}", collector.url)).await.expect("an answer");
        assert_eq!(found.status(), StatusCode::OK);
        let kind = found.headers()["content-type"].clone();
        assert_eq!(
            (found.text().await.expect("text").as_str(), kind.to_str().expect("ASCII")),
            ("old", "text/javascript; charset=utf-8")
        );
    });
}

#[test]
fn without_built_files_the_collector_says_what_to_do() {
    everywhere(|collector| async move {
        if !collector.app.assets.is_empty() {
            return;
        }
        let answer = collector.stranger().get("/console/").await;
        assert_eq!(
            (answer.status, &answer.json["type"]),
            (StatusCode::SERVICE_UNAVAILABLE, &json!("urn:waymark:problem:nothing_built_in"))
        );
    });
}

#[test]
fn a_preflight_is_answered_for_pages_that_need_one() {
    everywhere(|collector| async move {
        let request = reqwest::Client::new().request(reqwest::Method::OPTIONS, format!("{}/v1/events", collector.url));
        let answer = request.header("origin", ORIGIN).send().await.expect("an answer");
        assert_eq!(
            (answer.status(), &answer.headers()["access-control-allow-origin"]),
            (StatusCode::NO_CONTENT, &reqwest::header::HeaderValue::from_static(ORIGIN))
        );
        assert!(answer.headers().get("access-control-allow-credentials").is_none());
    });
}

#[test]
fn a_change_made_through_one_collector_is_seen_by_another() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[]).await;
        let mut settings = Settings::for_database(&collector.app.settings.database.database);
        settings.poll_ms = 50;
        let folder = tempfile::tempdir().expect("a folder");
        let other = Collector::start(settings, folder).await;
        publish(&page.owner, &survey("nps")).await;
        let there = other.stranger().with("origin", ORIGIN);
        let request = json!({"key": page.key, "schema": 1, "who": {"user_id": "u"}});
        let mut again = tokio::time::interval(Duration::from_millis(50));
        for _ in 0..200 {
            again.tick().await;
            if due(&there.post("/v1/session", &request).await.expect(StatusCode::OK).json) == ["nps"] {
                other.app.close().await;
                return;
            }
        }
        panic!("the other collector never saw the change");
    });
}

#[test]
fn two_collectors_given_the_same_batch_at_the_same_time_store_it_once() {
    everywhere(|collector| async move {
        let page = Page::open(&collector, json!({}), &[survey("nps")]).await;
        let goal = json!({"key": "sent", "name": "Sent", "sign": {"event": {"name": "Sent"}}});
        page.owner.put("/api/goals/sent", &goal).await.expect(StatusCode::OK);
        let folder = tempfile::tempdir().expect("a folder");
        let other = Collector::start(Settings::for_database(&collector.app.settings.database.database), folder).await;
        let there = other.stranger().with("origin", ORIGIN);
        for round in 0..12 {
            let (who, run) = (json!({"user_id": format!("u{}", round % 4), "company_id": "acme"}), run("nps"));
            let mut batch: Vec<_> =
                (0..20).map(|_| event(&who, json!({"track": {"name": "Sent", "properties": {"n": round}}}))).collect();
            batch.extend([event(&who, json!({"displayed": run})), event(&who, answered(&run, 1, Some(9)))]);
            let mut turned = batch.clone();
            turned.reverse();
            let body = |events: &[serde_json::Value]| json!({"key": page.key, "schema": 1, "events": events});
            let (front, back) = (body(&batch), body(&turned));
            let (here, there) = tokio::join!(page.post("/v1/events", &front), there.post("/v1/events", &back));
            let (here, there) = (here.expect(StatusCode::OK).json, there.expect(StatusCode::OK).json);
            let outcomes = |json: &serde_json::Value| json["outcomes"].as_array().expect("outcomes").clone();
            for (one, other) in outcomes(&here).iter().zip(outcomes(&there).iter().rev()) {
                let both = [one.as_str(), other.as_str()];
                assert!(both.contains(&Some("accepted")) && both.contains(&Some("duplicate")), "{both:?}");
            }
        }
        let recount = collector.app.store.recount().await.expect("a recount");
        assert_eq!((recount.differences, recount.runs), (Vec::new(), 12));
        other.app.close().await;
    });
}

#[test]
fn stopping_answers_what_is_under_way_and_loses_nothing() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let address = format!("sqlite:{}", folder.path().join("test.db").display());
        let collector = Collector::start(Settings::for_database(&address), folder).await;
        let page = Arc::new(Page::open(&collector, json!({}), &[]).await);
        let second = App::open(Settings::for_database(&address)).await.expect("opens");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/v1/events", listener.local_addr().expect("an address"));
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let serving = tokio::spawn(collector::serve(second, listener, async {
            stopped.await.expect("told to stop");
        }));
        let client = reqwest::Client::new();
        let (first, mut answered) = tokio::sync::mpsc::channel(32);
        let senders: Vec<_> = (0..32)
            .map(|n| {
                let event = event(&json!({"user_id": format!("u{n}")}), json!({"page": {}}));
                let body = json!({"key": page.key, "schema": 1, "events": [event]});
                let request = client.post(&url).body(body.to_string());
                let first = first.clone();
                tokio::spawn(async move {
                    let status = request.send().await.map(|answer| answer.status());
                    first.send(()).await.expect("the channel has room for all");
                    (event, status)
                })
            })
            .collect();
        // One is answered, so the others are under way.
        answered.recv().await.expect("one is answered");
        stop.send(()).expect("still serving");
        for sender in senders {
            let (event, status) = sender.await.expect("ends");
            if matches!(status, Ok(StatusCode::OK)) {
                assert_eq!(page.send(&[event]).await, ["duplicate"], "acknowledged, so it is there");
            }
        }
        tokio::time::timeout(Duration::from_secs(10), serving)
            .await
            .expect("stops soon")
            .expect("no panic")
            .expect("stops well");
    });
}

//! `waymark content` against a running collector, as a build would run it.

use crate::support::{Collector, everywhere, survey};
use reqwest::StatusCode;
use serde_json::json;
use std::path::Path;
use std::process::{Command, Output};

async fn waymark(collector: &Collector, token: &str, arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_waymark"));
    command.arg("content").args(arguments).arg(folder).env("WAYMARK_TOKEN", token).env("WAYMARK_URL", &collector.url);
    tokio::task::spawn_blocking(move || command.output()).await.expect("not cancelled").expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_folder_goes_to_the_collector_and_comes_back() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        owner.post("/api/environments", &json!({ "key": "production", "name": "P" })).await.expect(StatusCode::CREATED);
        let fresh = owner.post("/api/tokens", &json!({ "name": "ci", "role": "editor" })).await;
        let token = fresh["secret"].as_str().expect("a secret");
        let folder = tempfile::tempdir().expect("a folder");
        let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        put("effort.json", &survey("effort").to_string());
        put(
            "paying.toml",
            "key = 'paying'\nname = 'Paying'\n[condition.person]\nname = 'plan'\ntest = { is = 'pro' }\n",
        );

        let checked = waymark(&collector, token, &["check"], folder.path()).await;
        assert!(checked.status.success(), "{}", said(&checked));
        let dry = waymark(&collector, token, &["push", "--dry-run"], folder.path()).await;
        assert!(dry.status.success() && said(&dry).contains("+ effort"), "{}", said(&dry));
        owner.get("/api/content/effort").await.problem(404, "not_found");
        let pushed = waymark(&collector, token, &["push", "--publish", "production"], folder.path()).await;
        assert!(
            pushed.status.success() && said(&pushed).contains("published to production as version 1"),
            "{}",
            said(&pushed)
        );
        let again = waymark(&collector, token, &["push", "--publish", "production"], folder.path()).await;
        assert_eq!(said(&again), "= segment paying\n= effort\n");

        let mut renamed = survey("effort");
        renamed["name"] = json!("Effort of set-up");
        owner.clone().with("if-match", "*").put("/api/content/effort", &renamed).await.expect(StatusCode::OK);
        let pulled = waymark(&collector, token, &["pull"], folder.path()).await;
        assert!(
            said(&pulled).contains("~ effort\n    name: \"Effort\" -> \"Effort of set-up\"\n= segment paying"),
            "{}",
            said(&pulled)
        );
        assert!(std::fs::read_to_string(folder.path().join("effort.json")).expect("read").contains("Effort of set-up"));
    });
}

#[test]
fn a_tour_and_a_banner_go_to_the_collector_and_come_back() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        owner.post("/api/environments", &json!({ "key": "production", "name": "P" })).await.expect(StatusCode::CREATED);
        let fresh = owner.post("/api/tokens", &json!({ "name": "ci", "role": "editor" })).await;
        let token = fresh["secret"].as_str().expect("a secret");
        let folder = tempfile::tempdir().expect("a folder");
        let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        put("guide.toml", TOUR);
        put("line.toml", "key = 'line'\nname = 'Line'\n[body.banner]\ndisplay = 'top'\ntitle = { en = 'New' }\n");
        let checked = waymark(&collector, token, &["check"], folder.path()).await;
        assert!(checked.status.success(), "{}", said(&checked));
        let pushed = waymark(&collector, token, &["push", "--publish", "production"], folder.path()).await;
        assert!(pushed.status.success(), "{}", said(&pushed));
        let listed = owner.get("/api/content").await.expect(StatusCode::OK).json;
        let mut kinds: Vec<_> =
            listed["content"].as_array().into_iter().flatten().map(|content| &content["kind"]).collect();
        kinds.sort_by_key(|kind| kind.as_str());
        assert_eq!(kinds, [&json!("banner"), &json!("tour")]);
        for name in ["guide.toml", "line.toml"] {
            std::fs::remove_file(folder.path().join(name)).expect("removed");
        }
        let pulled = waymark(&collector, token, &["pull"], folder.path()).await;
        assert!(pulled.status.success(), "{}", said(&pulled));
        let again = waymark(&collector, token, &["push", "--publish", "production"], folder.path()).await;
        assert_eq!(said(&again), "= guide\n= line\n");

        put("guide.toml", &TOUR.replace("#save", ""));
        let wrong = waymark(&collector, token, &["check"], folder.path()).await;
        assert!(!wrong.status.success() && said(&wrong).contains("selectors[0]"), "{}", said(&wrong));
    });
}

const TOUR: &str = r"
key = 'guide'
name = 'First steps'
[trigger]
cause = 'manual'
[[body.tour.steps]]
key = 'hello'
title = { en = 'Hello', ja = 'ようこそ' }
[[body.tour.steps]]
key = 'save'
text = { en = 'Save it.', ja = '保存します。' }
display = { bubble = { target = { selectors = ['#save'] }, spotlight = { padding = 4 } } }
advance = [{ on = 'click' }]
";

#[test]
fn what_is_wrong_is_told_and_the_exit_code_says_so() {
    everywhere(|collector| async move {
        let owner = collector.owner().await;
        let folder = tempfile::tempdir().expect("a folder");
        let mut empty = survey("effort");
        empty["body"]["survey"]["questions"] = json!([]);
        std::fs::write(folder.path().join("effort.json"), empty.to_string()).expect("written");
        let checked = waymark(&collector, "x", &["check"], folder.path()).await;
        assert_eq!(checked.status.code(), Some(1), "{}", said(&checked));
        assert!(said(&checked).contains("effort.json: error "), "{}", said(&checked));
        let without = waymark(&collector, "", &["push"], folder.path()).await;
        assert!(said(&without).contains("WAYMARK_TOKEN"), "{}", said(&without));
        let fresh = owner.post("/api/tokens", &json!({ "name": "ci", "role": "editor" })).await;
        let token = fresh["secret"].as_str().expect("a secret");
        let unfit = waymark(&collector, token, &["push"], folder.path()).await;
        assert_eq!(unfit.status.code(), Some(1), "{}", said(&unfit));
        assert!(
            said(&unfit).contains("effort.json: error ") && said(&unfit).contains("nothing was sent"),
            "{}",
            said(&unfit)
        );

        std::fs::write(folder.path().join("effort.json"), survey("effort").to_string()).expect("written");
        let refused = waymark(&collector, "wk_sec_wrong", &["push"], folder.path()).await;
        assert_eq!(refused.status.code(), Some(1));
        assert!(said(&refused).contains("unknown or was revoked"), "{}", said(&refused));
        owner.post("/api/environments", &json!({ "key": "staging", "name": "S" })).await.expect(StatusCode::CREATED);
        let nowhere = waymark(&collector, token, &["push", "--publish", "production"], folder.path()).await;
        assert_eq!(nowhere.status.code(), Some(1), "{}", said(&nowhere));
        assert!(said(&nowhere).contains("no environment production, only staging"), "{}", said(&nowhere));
        owner.get("/api/content/effort").await.problem(404, "not_found");

        waymark(&collector, token, &["push"], folder.path()).await;
        std::fs::remove_file(folder.path().join("effort.json")).expect("removed");
        let less = waymark(&collector, token, &["push"], folder.path()).await;
        assert!(less.status.success() && said(&less).contains("? effort is at the collector only"), "{}", said(&less));

        std::fs::write(folder.path().join("effort.json"), survey("effort").to_string()).expect("written");
        let page = ["push", "--url", &format!("{}/console/", collector.url)];
        let page = waymark(&collector, token, &page, folder.path()).await;
        assert!(said(&page).contains("not that of a collector"), "{}", said(&page));
    });
}

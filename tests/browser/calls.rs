//! What the page says and the person does, as it reaches the collector: calls made early, names that change, answers that change.

use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{AT_ONCE, ON_DONE, ROOT, Stage, document, nps};

/// Keeps what the page sends; run before anything else.
const RECORD: &str = "window.__sent = []; const send = window.fetch; window.fetch = (url, options) => { if (String(url).endsWith('/v1/events')) __sent.push(options.body); return send(url, options); }";

/// A survey that starts when `task` is tracked; who found it hard is offered help.
const EFFORT: &str = r#"
key = "effort"
name = "Effort"
owner = "Product"
decision = "None: this is a test"
[trigger]
cause = { event = { name = "task" } }
[frequency]
repeat = "once"
[body.survey.help]
text = { en = "We can help you now." }
link = { label = { en = "Get help" }, url = "/help" }
[[body.survey.questions]]
key = "effort"
title = { en = "It was easy." }
kind = { ces = {} }
"#;

/// A survey whose options are in another order for everybody, asked of those who have answered `effort`.
const AFTERWARDS: &str = r#"
key = "afterwards"
name = "Afterwards"
owner = "Product"
decision = "None: this is a test"
[trigger]
cause = "manual"
[audience]
history = { content = "effort", did = "answered", within_days = 30 }
[frequency]
repeat = "once"
[[body.survey.questions]]
key = "which"
title = { en = "Which one?" }
[body.survey.questions.kind.single]
shuffle = true
options = [
  { key = "a", label = { en = "a" } }, { key = "b", label = { en = "b" } }, { key = "c", label = { en = "c" } },
  { key = "d", label = { en = "d" } }, { key = "e", label = { en = "e" } }, { key = "f", label = { en = "f" } },
]
"#;

/// All events the page sent so far, each once.
async fn sent(page: &Page) -> Vec<Value> {
    let bodies = page.eval("__sent").await;
    let bodies = bodies.as_array().expect("a list").iter();
    let mut events: Vec<Value> = bodies
        .filter_map(|body| serde_json::from_str::<Value>(body.as_str()?).ok()?["events"].as_array().cloned())
        .flatten()
        .collect();
    events.sort_by_key(|event| event["id"].to_string());
    events.dedup_by_key(|event| event["id"].to_string());
    events
}

#[test]
fn calls_made_before_the_loader_is_there_are_replayed_once_in_order_with_their_place_and_time() {
    run(async {
        let stage = Stage::set(&[]).await;
        let stub = include_str!("../../widget/loader/stub.html");
        let stub = stub.split("<script>").nth(1).and_then(|rest| rest.split("</script>").next()).expect("a script");
        let html = format!(
            "<!doctype html><title>Early</title><script>{RECORD}</script><script>{stub}</script><script>{stub}</script>\
             <script>waymark.identify('user-1'); waymark.track('first', {{ n: 1 }}); history.pushState({{}}, '', '/early/second'); waymark.track('second'); window.__called = Date.now()</script>"
        );
        let page = stage.browser.page().await;
        page.goto(&stage.site.put("/early", &[], html)).await;
        page.until("Date.now() > __called + 1000").await;
        let (source, key) = (stage.collector.url("/waymark.js"), stage.collector.write_key());
        page.eval(&format!("const tag = document.createElement('script'); tag.src = '{source}'; tag.dataset.key = '{key}'; document.head.append(tag)"))
            .await;
        page.until("__sent.join().includes('second')").await;
        let events = sent(&page).await;
        let tracked: Vec<&Value> = events.iter().filter(|event| !event["body"]["track"].is_null()).collect();
        let names: Vec<&Value> = tracked.iter().map(|event| &event["body"]["track"]["name"]).collect();
        assert_eq!(names, ["first", "second"]);
        let called = page.eval("__called").await.as_i64().expect("a time");
        for (event, path) in tracked.iter().zip(["/early", "/early/second"]) {
            let url = event["context"]["url"].as_str().expect("an address");
            assert!(url.ends_with(path), "{url}");
            let late = event["at"].as_i64().expect("a time") - called;
            assert!(late < 500, "the time is that of the call, not {late} ms after it");
        }
    });
}

#[test]
fn names_that_mean_something_to_the_language_and_a_membership_of_null_hold_nothing_up() {
    run(async {
        let stage = Stage::set(&[]).await;
        let page = stage.browser.page().await;
        let calls = "wm('identify', 'user-1', { replace: 'x' }); wm('group', 'acme', { replace: true }, { membership: null }); \
             wm('track', 'edited', { find: 'a', replace: 'b' })";
        let html = document(&format!("<script>{RECORD}</script>{}", stage.collector.snippet()), calls);
        page.goto(&stage.site.put("/names", &[], html)).await;
        page.until("__sent.join().includes('edited')").await;
        let events = sent(&page).await;
        let bodies: Vec<&Value> = events.iter().map(|event| &event["body"]).collect();
        let has = |wanted: Value| assert!(bodies.contains(&&wanted), "{wanted} in {bodies:?}");
        has(json!({"identify": {"traits": {"replace": "x"}}}));
        has(json!({"group": {"traits": {"replace": true}}}));
        has(json!({"track": {"name": "edited", "properties": {"find": "a", "replace": "b"}}}));
        let mut again = tokio::time::interval(Duration::from_millis(50));
        for _ in 0..200 {
            again.tick().await;
            let address = "/api/people/user-1?environment=production";
            let (_, history) = stage.collector.try_api(Method::GET, address, &Value::Null).await;
            if ["edited", "acme"].iter().all(|word| history.contains(word)) {
                return;
            }
        }
        panic!("the collector never took them");
    });
}

#[test]
fn naming_the_person_anew_during_the_delay_changes_the_decision() {
    run(async {
        let for_pro = "[trigger]\ndelay_ms = 3000\n[audience]\nperson = { name = \"plan\", test = { is = \"pro\" } }";
        let stage = Stage::set(&[&nps(for_pro)]).await;
        let page = stage.open().await;
        page.until("waymark.explain?.('nps')?.includes('delay')").await;
        page.eval("wm('identify', 'user-1', { plan: 'free' })").await;
        page.until("waymark.explain('nps').includes('audience')").await;
        // The delay has certainly passed when a longer one of the page's own has.
        page.eval("new Promise(done => setTimeout(done, 3500))").await;
        assert_eq!(page.heading().await, "");
        page.eval("wm('identify', 'user-1', { plan: 'pro' })").await;
        page.card().await;
    });
}

#[test]
fn going_back_finds_what_was_chosen_and_only_the_last_choice_counts() {
    run(async {
        let stage = Stage::set(&[&nps(AT_ONCE)]).await;
        let page = stage.open().await;
        page.card().await;
        page.choose(3).await;
        page.press_main().await;
        page.until(&format!("{ROOT}.querySelector('textarea')")).await;
        page.click(&format!("{ROOT}.querySelector('textarea')")).await;
        page.write("Too early").await;
        page.click(&format!("{ROOT}.querySelector('[data-look=back]')")).await;
        page.until(&format!("{ROOT}.querySelector('input[value=\"3\"]')?.checked")).await;
        page.choose(9).await;
        page.press_main().await;
        page.until(&format!("{ROOT}.querySelector('textarea')?.value === 'Too early'")).await;
        page.press_main().await;
        let report = stage.collector.funnel_reaches("nps", "completed", 1).await;
        let scores = report["questions"][0]["scores"].as_array().expect("a list");
        let counted: Vec<&Value> = scores.iter().filter(|entry| entry["count"] != 0).collect();
        assert_eq!(counted.len(), 1, "{counted:?}");
        assert_eq!((&counted[0]["score"], &counted[0]["count"]), (&json!(9), &json!(1)));
    });
}

#[test]
fn a_low_effort_score_brings_help_and_keeps_the_recommendation_question_away_everywhere() {
    run(async {
        let stage = Stage::set(&[EFFORT, &nps(ON_DONE)]).await;
        let page = stage.open().await;
        page.until("waymark.explain?.('nps')?.includes('trigger')").await;
        page.eval("wm('track', 'task', {})").await;
        page.card().await;
        page.choose(2).await;
        page.press_main().await;
        page.until(&format!("{ROOT}.querySelector('h2').textContent === 'We can help you now.'")).await;
        page.click(&format!("{ROOT}.querySelector('[data-look=quiet]')")).await;
        stage.collector.funnel_reaches("effort", "completed", 1).await;
        page.press_close().await;
        page.no_card().await;
        page.eval("wm('track', 'done', {})").await;
        page.until("waymark.explain('nps').includes('gate')").await;
        assert_eq!(page.heading().await, "");
        let other = stage.browser.private_page().await;
        other.goto(&format!("{}/", stage.site.origin())).await;
        other.until("waymark.explain?.('nps')?.includes('gate')").await;
    });
}

#[test]
fn who_answered_one_survey_is_asked_another_and_the_displayed_order_is_recorded() {
    run(async {
        let stage = Stage::set(&[EFFORT, AFTERWARDS]).await;
        let page = stage.browser.page().await;
        page.before_load(RECORD).await;
        page.goto(&format!("{}/", stage.site.origin())).await;
        page.until("waymark.explain?.('afterwards')?.includes('audience')").await;
        page.eval("wm('track', 'task', {})").await;
        page.card().await;
        page.choose(7).await;
        page.press_main().await;
        stage.collector.funnel_reaches("effort", "completed", 1).await;
        page.reload().await;
        page.until("window.waymark?.explain && !['session', 'audience'].some(code => waymark.explain('afterwards').includes(code))").await;
        page.eval("wm('start', 'afterwards')").await;
        page.card().await;
        let displayed =
            page.text(&format!("[...{ROOT}.querySelectorAll('.option')].map(e => e.textContent.trim()).join()")).await;
        page.click(&format!("{ROOT}.querySelector('.option')")).await;
        page.until("__sent.join().includes('\"chosen\"')").await;
        let events = sent(&page).await;
        let chosen = events.iter().find_map(|event| event.pointer("/body/answered/answer/chosen")).expect("the answer");
        let order: Vec<&str> = chosen["order"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        assert_eq!(order.join(","), displayed);
        assert_eq!(chosen["options"], json!([order[0]]));
    });
}

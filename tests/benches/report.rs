//! Reports over a large database, and how soon the binary is ready on it.
//!
//! `cargo xtask bench report`. The database is filled through the real ingest for a bounded time (`WAYMARK_BENCH_SECONDS`, 60 by
//! default), and its size is printed: figures of a smaller database are no proof of the budget for 10 million events, but
//! those that read rollups do not depend on it. Deliberately absent: timed tests. These are figures to read, not to pass.

use reqwest::Method;
use serde_json::{Value, json};
use shared::id::{EventId, RunId};
use shared::time::{DAY_MS, Timestamp};
use std::time::{Duration, Instant};
use waymark_tests::collector::{Collector, Visitor};
use waymark_tests::{load, yardstick};

const ORIGIN: &str = "http://127.0.0.1";
/// People who come to the product at all, each in a company of five.
const PEOPLE: u64 = 10_000;
/// A tour that furthers a goal, with people held out until tomorrow.
const GUIDE: &str = r#"
key = "guide"
name = "Guide"
owner = "Bench"
goal = "sent"
holdout = 200
[trigger]
cause = { event = { name = "Opened" } }
[[body.tour.steps]]
key = "a"
title = { en = "Send one", ja = "送ってみましょう" }
[[body.tour.steps]]
key = "b"
title = { en = "Sent", ja = "送りました" }
"#;
/// People who are led through a tour of four steps, each in a company of five.
const WALKERS: u64 = 100_000;
const TOUR: &str = r#"
key = "tour"
name = "Tour"
owner = "Bench"
[trigger]
cause = "manual"
[[body.tour.steps]]
key = "a"
title = { en = "One", ja = "一" }
[[body.tour.steps]]
key = "b"
title = { en = "Two", ja = "二" }
[[body.tour.steps]]
key = "c"
title = { en = "Three", ja = "三" }
[[body.tour.steps]]
key = "d"
title = { en = "Four", ja = "四" }
"#;
/// Senders that fill the database.
const SENDERS: u64 = 8;
/// Runs in one batch: each is ten events.
const RUNS: u64 = 50;
/// Days that the runs are spread over.
const DAYS: i64 = 120;
/// Most requests measured for each figure.
const REQUESTS: usize = 40;
/// How long a figure is measured, however few requests that is.
const PATIENCE: Duration = Duration::from_secs(8);

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    if yardstick::is_noop() {
        return yardstick::serve_noop();
    }
    waymark_tests::run(measure());
}

async fn measure() {
    let seconds = std::env::var("WAYMARK_BENCH_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    let mut collector = Collector::spawn(&[ORIGIN]).await;
    collector.publish(&load::survey("nps", "")).await;
    load::furnish_people(&collector, PEOPLE).await;
    let goal = json!({"key": "sent", "name": "Sent", "window_days": 14, "sign": {"event": {"name": "Sent"}}});
    collector.api(Method::PUT, "/api/goals/sent", &goal).await;
    let until = waymark_tests::now().plus_days(1).0;
    collector.publish(&GUIDE.replace("holdout", &format!("measure_until = {until}\nholdout"))).await;
    let begun = Instant::now();
    guide_everybody(&collector).await;
    collector.publish(TOUR).await;
    lead_walkers(&collector).await;
    let runs = fill(&collector, Duration::from_secs(seconds)).await;
    let size = std::fs::metadata(collector.database()).map_or(0, |data| data.len()) / (1024 * 1024);
    println!(
        "{} events of {runs} runs, {PEOPLE} guided people and some of {WALKERS} walkers in {} s, {size} MB",
        runs * 10 + PEOPLE * 6,
        begun.elapsed().as_secs()
    );
    yardstick::print_disk_pace();
    println!("\nat most {REQUESTS} requests each\n{:<52}{:>10}{:>10}", "", "p50 ms", "p99 ms");
    report("axum without work", &times_without_work().await);
    let days = waymark_tests::now().day() - 40;
    for (name, filter) in [
        ("unfiltered", String::new()),
        ("one trait", "&traits=plan:pro".into()),
        ("last 40 days", format!("&from_day={days}")),
        ("two traits", "&traits=plan:pro,role:admin".into()),
        ("two traits, locale, last 40 days", format!("&traits=plan:pro,role:admin&locale=ja&from_day={days}")),
    ] {
        let path = format!("/api/reports/nps?environment=production{filter}");
        report(name, &times(&collector, &path).await);
    }
    report("responses, newest page", &times(&collector, "/api/reports/nps/responses?environment=production").await);
    for (name, of) in
        [("steps of a tour that everybody was guided by", "steps"), ("lift of it, a run for everybody", "lift")]
    {
        report(name, &times(&collector, &format!("/api/reports/guide/{of}?environment=production")).await);
    }
    for (name, filter) in [
        ("steps of a tour with 100,000 runs", String::new()),
        ("the same, last 40 days", format!("&from_day={days}")),
        ("the same, one locale (from the runs)", "&locale=ja".into()),
    ] {
        report(name, &times(&collector, &format!("/api/reports/tour/steps?environment=production{filter}")).await);
    }
    println!("memory of the collector: {} MB", collector.resident_mb());
    let begun = Instant::now();
    let (agrees, said) = collector.command(&["verify"]).await;
    println!("\nthe same by a full scan (waymark verify): {} s, {}", begun.elapsed().as_secs(), said.trim());
    assert!(agrees, "the figures are what the events say");
    collector.kill().await;
    let begun = Instant::now();
    collector.restart().await;
    println!("start of the binary to ready, after a kill: {} ms", begun.elapsed().as_millis());
    collector.stop().await;
}

async fn times(collector: &Collector, path: &str) -> Vec<Duration> {
    let mut times = Vec::with_capacity(REQUESTS);
    let until = Instant::now() + PATIENCE;
    while times.len() < REQUESTS && Instant::now() < until {
        let begun = Instant::now();
        let report = collector.api(Method::GET, path, &Value::Null).await;
        assert!(report.is_object());
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    times
}

async fn times_without_work() -> Vec<Duration> {
    let (mut server, address) = yardstick::start_noop().await;
    let (client, url) = (reqwest::Client::new(), format!("http://{address}/"));
    let mut times = Vec::with_capacity(REQUESTS);
    for _ in 0..REQUESTS {
        let begun = Instant::now();
        let answer = client.get(&url).send().await.expect("the server answers");
        answer.text().await.expect("the answer is read");
        times.push(begun.elapsed());
    }
    server.kill().await.expect("the server ends");
    times.sort_unstable();
    times
}

fn report(name: &str, times: &[Duration]) {
    let ms = |at: usize| times[at.min(times.len() - 1)].as_secs_f64() * 1000.0;
    println!("{name:<52}{:>10.2}{:>10.2}", ms(times.len() / 2), ms(times.len() * 99 / 100));
}

/// Sends one run of the tour for everybody, and what they did for its goal.
async fn guide_everybody(collector: &Collector) {
    let visitor = collector.visitor();
    for first in (0..PEOPLE).step_by(50) {
        let now = waymark_tests::now();
        let events: Vec<Value> = (first..first + 50).flat_map(|user| guided(now, user)).collect();
        send(&visitor, collector.write_key(), now, &events).await;
    }
}

/// Leads everybody through the tour of four steps: half go through it, a fifth close it somewhere, the others leave it open.
async fn lead_walkers(collector: &Collector) {
    let visitor = collector.visitor();
    for first in (0..WALKERS).step_by(50) {
        let now = waymark_tests::now();
        let mut ways: Vec<_> = (first..first + 50).map(|walker| walked(now, walker).into_iter()).collect();
        // One thing after the other, as it comes in: each counts as another way until the next.
        loop {
            let events: Vec<Value> = ways.iter_mut().filter_map(Iterator::next).collect();
            if events.is_empty() {
                break;
            }
            send(&visitor, collector.write_key(), now, &events).await;
        }
    }
}

/// What one of them did, on one of the days.
fn walked(now: Timestamp, walker: u64) -> Vec<Value> {
    let mix = walker.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
    let start = now.plus_ms(-i64::try_from(mix % 10_000).expect("small") * (DAYS - 1) * (DAY_MS / 10_000) - DAY_MS / 2);
    let random = |index: u8| {
        let mut random = [index | 0x40; 10];
        random[1..9].copy_from_slice(&walker.to_be_bytes());
        random
    };
    let run = json!({"id": RunId::from_parts(start, random(0)), "content": "tour", "version": 1});
    let way = mix / 10_000 % 10;
    let far = if way < 5 { 4 } else { usize::try_from(1 + mix / 100_000 % 4).expect("a step") };
    let mut bodies = vec![json!({"displayed": run})];
    bodies.extend(["a", "b", "c", "d"][..far].iter().map(|step| json!({"step": {"run": run, "step": step}})));
    match way {
        0..5 => bodies.push(json!({"completed": run})),
        5..7 => bodies.push(json!({"dismissed": {"run": run, "how": "closed"}})),
        _ => {}
    }
    let who = json!({"user_id": format!("w{walker}"), "company_id": format!("c{}", walker / 5)});
    let locale = if walker.is_multiple_of(3) { "ja" } else { "en" };
    let event = |(index, body): (u8, Value)| {
        let at = start.plus_ms(i64::from(index) * 4_000);
        json!({"id": EventId::from_parts(at, random(index + 1)), "at": at, "who": who, "context": {"locale": locale}, "body": body})
    };
    (0..).zip(bodies).map(event).collect()
}

/// Six events: somebody is guided and does what the tour is for.
fn guided(now: Timestamp, user: u64) -> Vec<Value> {
    let random = |index: u8| {
        let mut random = [index | 0x80; 10];
        random[1..9].copy_from_slice(&user.to_be_bytes());
        random
    };
    let run = json!({"id": RunId::from_parts(now, random(0)), "content": "guide", "version": 1});
    let bodies = [
        json!({"displayed": run}),
        json!({"step": {"run": run, "step": "a"}}),
        json!({"started": run}),
        json!({"step": {"run": run, "step": "b"}}),
        json!({"completed": run}),
        json!({"track": {"name": "Sent", "properties": {}}}),
    ];
    let who = json!({"user_id": format!("u{user}"), "company_id": format!("c{}", user / 5)});
    let event = |(index, body): (u8, Value)| json!({"id": EventId::from_parts(now, random(index + 1)), "at": now, "who": who, "body": body});
    (0..).zip(bodies).map(event).collect()
}

/// Sends events as one batch; every one must be taken.
async fn send(visitor: &Visitor, key: &str, now: Timestamp, events: &[Value]) {
    let batch = json!({"key": key, "schema": 1, "sent_at": now, "events": events}).to_string();
    let answer = visitor.post(ORIGIN, &batch).await;
    assert!(answer.status == 200 && !answer.json.to_string().contains("rejected"), "{}", answer.json);
}

/// Sends runs until the time is up, and says how many.
async fn fill(collector: &Collector, time: Duration) -> u64 {
    let until = Instant::now() + time;
    let senders: Vec<_> = (0..SENDERS)
        .map(|lane| {
            let (visitor, key) = (collector.visitor(), collector.write_key().to_owned());
            tokio::spawn(async move { send_runs(&visitor, &key, lane, until).await })
        })
        .collect();
    let mut runs = 0;
    for sender in senders {
        runs += sender.await.expect("a sender ends well");
    }
    runs
}

async fn send_runs(visitor: &Visitor, key: &str, lane: u64, until: Instant) -> u64 {
    let mut sent = 0;
    while Instant::now() < until {
        let now = waymark_tests::now();
        let events: Vec<Value> = (0..RUNS).flat_map(|index| run_of(now, lane, sent + index)).collect();
        send(visitor, key, now, &events).await;
        sent += RUNS;
    }
    sent
}

/// Ten events: somebody works in the product, is asked and answers.
fn run_of(now: Timestamp, lane: u64, number: u64) -> Vec<Value> {
    let mix = (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ lane.wrapping_mul(0xd1b5_4a32_d192_ed03)) >> 7;
    let span = DAYS * DAY_MS - DAY_MS;
    let start = now.plus_ms(i64::try_from(mix % 1_000_000).expect("small") * (span / 1_000_000) - span);
    let random = |index: u8| {
        let mut random = [index; 10];
        random[1..9].copy_from_slice(&((lane << 48) + number).to_be_bytes());
        random
    };
    let run = json!({"id": RunId::from_parts(start, random(0)), "content": "nps", "version": 1});
    let user = mix % PEOPLE;
    let score = [9, 10, 7, 8, 3, 6, 10, 9, 8, 5][usize::try_from(mix / 7 % 10).expect("a digit")];
    let answer = json!({"run": run, "question": "score", "revision": 1, "answer": {"score": score}});
    let mut bodies: Vec<Value> =
        (0..5).map(|_| json!({"track": {"name": "Invoice sent", "properties": {"amount": 12}}})).collect();
    bodies.extend([
        json!({"due": run}),
        json!({"displayed": run}),
        json!({"started": run}),
        json!({"answered": answer}),
        json!({"completed": run}),
    ]);
    let event = |(index, body): (u8, Value)| {
        let at = start.plus_ms(i64::from(index) * 1_000);
        let who = json!({"user_id": format!("u{user}"), "company_id": format!("c{}", user / 5)});
        let locale = if user.is_multiple_of(3) { "ja" } else { "en" };
        json!({"id": EventId::from_parts(at, random(index + 1)), "at": at, "who": who, "context": {"locale": locale}, "body": body})
    };
    (0..).zip(bodies).map(event).collect()
}

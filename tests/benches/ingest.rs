//! Durable events a second through the whole stack, beside a server that does no work and the disk's own pace.
//!
//! `cargo xtask bench ingest`. The load generator shares the machine with the collector. Every request carries fresh events; a
//! request counts when its answer says that they are durable. Bounded in time; talks to loopback only.
//! Deliberately absent: timed tests. These are figures to read, not to pass.

use serde_json::json;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use waymark_tests::collector::Collector;
use waymark_tests::{load, yardstick};

/// How long each figure is measured.
const SECONDS: u64 = 8;
/// Connections of the load generator; each waits for its answer before the next request.
const CONNECTIONS: usize = 64;
/// People whom the collector knows when sessions are measured.
const PEOPLE: u64 = 100_000;
/// Contents that are published then.
const CONTENTS: u64 = 50;

fn main() {
    // `cargo test` runs benches of this kind too, with `--test`; a measurement is no test.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    if yardstick::is_noop() {
        return yardstick::serve_noop();
    }
    waymark_tests::run(measure());
}

async fn measure() {
    yardstick::print_disk_pace();
    println!("\n{CONNECTIONS} connections, {SECONDS} s each, load generator on the same machine");
    println!("{:<44}{:>12}{:>12}{:>10}{:>10}", "", "requests/s", "events/s", "p50 ms", "p99 ms");
    let mut noop = yardstick::start_noop().await;
    report("axum without work", &drive_all(noop.1, Kind::Noop).await, 1);
    noop.0.kill().await.expect("the no-op server ends");
    for (name, kind, size) in
        [("single events, durable", Kind::Events(1), 1), ("batches of ten, durable", Kind::Events(10), 10)]
    {
        let collector = Collector::spawn(&["http://127.0.0.1"]).await;
        measure_one(&collector, name, kind, size).await;
        collector.stop().await;
    }
    measure_sessions().await;
}

/// Sessions of people who are known, each of the contents decided for each of them.
async fn measure_sessions() {
    let collector = Collector::spawn(&["http://127.0.0.1"]).await;
    load::furnish_people(&collector, PEOPLE).await;
    for number in 0..CONTENTS {
        collector.publish(&load::survey(&format!("survey-{number}"), &audience(number))).await;
    }
    measure_one(&collector, &format!("sessions of {PEOPLE} people, {CONTENTS} contents"), Kind::Session, 0).await;
    collector.stop().await;
}

/// Drives a collector, and prints what that took.
async fn measure_one(collector: &Collector, name: &str, kind: Kind, events: usize) {
    let before = collector.cpu_ms();
    let load = drive_all(collector.address(), kind.with_key(collector.write_key())).await;
    report(name, &load, events);
    let micros = (collector.cpu_ms() - before) * 1_000 / load.micros.len() as u64;
    println!("    of the collector: {micros} µs of processor a request, {} MB of memory", collector.resident_mb());
}

/// Audiences as vendors write them: by plan and role, by the company's size, by locale; half of them fit a person.
fn audience(number: u64) -> String {
    let condition = match number % 4 {
        0 => {
            r#"{ all = [{ person = { name = "plan", test = { is = "pro" } } }, { person = { name = "role", test = { is = "admin" } } }] }"#
        }
        1 => r#"{ person = { name = "seats", test = { at_least = 20.0 } } }"#,
        2 => r#"{ any = [{ locale = ["ja"] }, { person = { name = "signed_up", test = { older_than_days = 30 } } }] }"#,
        _ => r#"{ not = { person = { name = "plan", test = { is = "free" } } } }"#,
    };
    format!("audience = {condition}\ntrigger = {{ cause = {{ event = {{ name = \"Step {number}\" }} }} }}")
}

/// What each request is.
#[derive(Clone)]
enum Kind {
    Noop,
    Events(usize),
    Session,
    Keyed(Box<Kind>, String),
}

impl Kind {
    fn with_key(self, key: &str) -> Self {
        Self::Keyed(Box::new(self), key.to_owned())
    }

    /// The request's bytes, with fresh ids.
    fn request(&self, sequence: u64) -> Vec<u8> {
        match self {
            Self::Keyed(kind, key) => kind.keyed(key, sequence),
            other => other.keyed("", sequence),
        }
    }

    fn keyed(&self, key: &str, sequence: u64) -> Vec<u8> {
        let (path, body) = match self {
            Self::Noop => ("/", String::new()),
            Self::Session => ("/v1/session", session(key, sequence)),
            Self::Events(count) => ("/v1/events", batch(key, sequence, *count)),
            Self::Keyed(..) => unreachable!("a key is given once"),
        };
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\norigin: http://127.0.0.1\r\ncontent-type: text/plain\r\n"
        );
        format!("{head}content-length: {}\r\n\r\n{body}", body.len()).into_bytes()
    }
}

fn session(key: &str, sequence: u64) -> String {
    // A prime stride, so that people come in no order.
    let user = sequence.wrapping_mul(7_919) % PEOPLE;
    let who = json!({"user_id": format!("u{user}"), "company_id": format!("c{}", user / 5)});
    json!({"key": key, "schema": 1, "who": who, "locale": "en"}).to_string()
}

fn batch(key: &str, sequence: u64, count: usize) -> String {
    let now = waymark_tests::now();
    // Written by hand: the load generator shares the processors with what it measures.
    let mut text = format!(r#"{{"key":"{key}","schema":1,"sent_at":{},"events":["#, now.0);
    for index in 0..count {
        let random = (u128::from(sequence) << 16) + index as u128;
        let mut bytes = [0; 10];
        bytes.copy_from_slice(&random.to_be_bytes()[6..]);
        let (id, user) = (shared::id::EventId::from_parts(now, bytes), sequence % 100_000);
        let body = r#"{"track":{"name":"invoice_created","properties":{"amount":12}}}"#;
        let comma = if index == 0 { "" } else { "," };
        write!(text, r#"{comma}{{"id":"{id}","at":{},"who":{{"user_id":"u{user}"}},"body":{body}}}"#, now.0)
            .expect("text takes everything");
    }
    text.push_str("]}");
    text
}

/// Latencies of answered requests, and the time they took together.
struct Load {
    micros: Vec<u64>,
    seconds: f64,
}

async fn drive_all(address: SocketAddr, kind: Kind) -> Load {
    let begun = Instant::now();
    let until = begun + Duration::from_secs(SECONDS);
    let kind = Arc::new(kind);
    let tasks: Vec<_> = (0..CONNECTIONS as u64)
        .map(|lane| {
            let kind = Arc::clone(&kind);
            tokio::spawn(async move { drive(address, &kind, lane, until).await })
        })
        .collect();
    let mut micros = Vec::new();
    for task in tasks {
        micros.extend(task.await.expect("a lane of the load ends well"));
    }
    micros.sort_unstable();
    Load { micros, seconds: begun.elapsed().as_secs_f64() }
}

async fn drive(address: SocketAddr, kind: &Kind, lane: u64, until: Instant) -> Vec<u64> {
    let mut stream = TcpStream::connect(address).await.expect("the server accepts");
    stream.set_nodelay(true).expect("loopback");
    let (mut micros, mut sequence, mut buffer) = (Vec::new(), lane << 40, vec![0; 64 * 1024]);
    while Instant::now() < until {
        sequence += 1;
        let request = kind.request(sequence);
        let begun = Instant::now();
        stream.write_all(&request).await.expect("the server reads");
        let answer = read_answer(&mut stream, &mut buffer).await;
        micros.push(u64::try_from(begun.elapsed().as_micros()).expect("less than an age"));
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(!answer.contains("rejected"), "{answer}");
    }
    micros
}

/// Reads one answer whole: its head, then as many bytes as it announces.
async fn read_answer(stream: &mut TcpStream, buffer: &mut [u8]) -> String {
    let mut filled = 0;
    loop {
        let read = stream.read(&mut buffer[filled..]).await.expect("the server answers");
        assert!(read > 0, "the server closed the connection");
        filled += read;
        let text = String::from_utf8_lossy(&buffer[..filled]);
        if let Some(head) = text.find("\r\n\r\n") {
            let lower = text[..head].to_ascii_lowercase();
            let length = lower.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next());
            let length: usize = length.and_then(|digits| digits.parse().ok()).expect("a length is announced");
            if filled >= head + 4 + length {
                return text.into_owned();
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "figures to read")]
fn report(name: &str, load: &Load, events: usize) {
    let at = |share: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index below the length")]
        let index = ((load.micros.len() as f64 * share) as usize).min(load.micros.len() - 1);
        load.micros[index] as f64 / 1000.0
    };
    let rate = load.micros.len() as f64 / load.seconds;
    println!("{name:<44}{rate:>12.0}{:>12.0}{:>10.2}{:>10.2}", rate * events as f64, at(0.5), at(0.99));
}

//! Calls that cannot be taken as they are: each is told exactly why, as RFC 9457 says.
//!
//! Deliberately absent: what the tests of one resource ask of it; here is what is left of the faults that calls share.

use crate::support::{answered, everywhere};
use flate2::Compression;
use flate2::write::GzEncoder;
use reqwest::{Method, StatusCode};
use serde_json::json;
use std::io::Write as _;
use std::net::ToSocketAddrs as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("in memory");
    encoder.finish().expect("in memory")
}

#[test]
fn a_body_that_is_no_json_no_csv_or_too_much_is_told_so() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let people = "/api/people?environment=production";
        let call = |kind: &'static str, body: String| {
            let owner = owner.clone();
            async move { owner.call(Method::POST, people, kind, body).await }
        };
        call("application/json", "{".into()).await.problem(400, "malformed_json");
        call("application/json", r#"{"rows": []} {}"#.into()).await.problem(400, "malformed_json");
        call("application/json", r#"{"rows": 5}"#.into()).await.problem(422, "bad_field");
        call("text/csv", "user_id,plan\n\u{0}".into()).await.expect(StatusCode::OK);
        call("text/csv", "x".repeat(1_100_000)).await.problem(413, "body_too_large");
        call("application/json", format!("\"{}\"", "x".repeat(1_100_000))).await.problem(413, "body_too_large");
        let latin = [&b"user_id,name\nu1,"[..], &[0xe9, b'\n']].concat();
        let client = reqwest::Client::new();
        let post = |kind: &'static str, encoding: &'static str, body: Vec<u8>| {
            let request = client.post(format!("{}{people}", collector.url)).header("content-type", kind);
            let request = request.header("content-encoding", encoding).header("cookie", owner.header("cookie"));
            request.header("sec-fetch-site", "same-origin").body(body).send()
        };
        for (kind, encoding, body, status, code) in [
            ("text/csv", "identity", latin, 400, "malformed_csv"),
            ("application/json", "br", b"{}".to_vec(), 415, "unknown_encoding"),
            ("application/json", "gzip", b"{}".to_vec(), 400, "bad_gzip"),
            ("application/json", "gzip", gzip(&vec![b' '; 9_000_000]), 413, "body_too_large"),
        ] {
            let answer = post(kind, encoding, body).await.expect("an answer");
            assert_eq!(answer.status(), status, "{code}");
            let problem: serde_json::Value = answer.json().await.expect("a problem");
            assert_eq!(problem["type"], format!("urn:waymark:problem:{code}"));
        }
        let rows = gzip(json!({ "rows": [{ "user_id": "u1" }] }).to_string().as_bytes());
        let taken = post("application/json", "gzip", rows).await.expect("an answer");
        assert_eq!(taken.status(), StatusCode::OK);
    });
}

#[test]
fn a_body_that_breaks_off_is_no_body() {
    everywhere(|collector| async move {
        let address = collector.url.trim_start_matches("http://").to_socket_addrs().expect("an address").next();
        let mut stream = tokio::net::TcpStream::connect(address.expect("one")).await.expect("connected");
        let head =
            "POST /v1/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"key\r\nnonsense\r\n";
        stream.write_all(head.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("text");
        assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("urn:waymark:problem:cut_off"), "{answer}");
    });
}

#[test]
fn a_preview_of_no_address_and_a_split_of_too_few_people_are_told_so() {
    everywhere(|collector| async move {
        let owner = collector.published().await;
        let preview = json!({ "environment": "production", "url": "my page" });
        owner.post("/api/content/effort/preview", &preview).await.problem(422, "bad_url");
        let mut survey = crate::support::survey("quiet");
        survey["body"]["survey"]["privacy"] = json!({ "mode": "confidential" });
        owner.put("/api/content/quiet", &survey).await.expect(StatusCode::OK);
        owner.post("/api/content/quiet/publish", &json!({ "environment": "production" })).await.expect(StatusCode::OK);
        let run = collector::clock::fresh_id();
        let events = answered("u1", &run, 2).into_iter().map(|event| event.to_string().replace("effort", "quiet"));
        let events: Vec<_> = events.map(|text| serde_json::from_str(&text).expect("JSON")).collect();
        collector.page(&owner, &events).await;
        let path = "/api/reports/quiet/responses.csv?environment=production";
        owner.get(path).await.problem(403, "too_few_people");
    });
}

//! `waymark demo`, running: the example product and the console beside it, and a member who publishes there.
//!
//! Deliberately absent: what is in it; the tests say what they expect.

use crate::given;
use crate::member::Member;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// A running demo: the program, which ends when dropped, the example product's address and the console's.
pub async fn demo(companies: &str) -> (Child, String, String) {
    let mut child = Command::new(given("WAYMARK_BINARY"))
        .args(["demo", "--listen", "127.0.0.1:0", "--product", "127.0.0.1:0", "--companies", companies])
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the demo starts");
    let mut lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
    let mut printed = Vec::new();
    while let Some(line) = lines.next_line().await.expect("text") {
        let last = line.starts_with("Stop with");
        printed.push(line);
        if last {
            break;
        }
    }
    let address = |name: &str| {
        let line = printed.iter().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name}: {printed:?}"));
        line.split_whitespace().last().expect("an address").to_owned()
    };
    let (product, console) = (address("Example product"), address("Console"));
    (child, product, console)
}

/// Whoever is signed in to the demo's console with what it prints.
pub async fn member(console: &str) -> Member {
    let address = console.trim_end_matches("/console/").to_owned();
    Member::sign_in(address, "demo@waymark.example", "look around freely").await
}

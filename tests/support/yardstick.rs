//! What the figures of a bench are compared with, measured in the same run: the pace of the disk, and a server that does no
//! work.
//!
//! Deliberately absent: the figures.

use std::fs::File;
use std::io::Write as _;
use std::net::SocketAddr;
use std::process::Stdio;
use std::time::Instant;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// Set for the process that serves.
const NOOP: &str = "WAYMARK_NOOP";

/// Prints median and p99 of making 4 KiB durable.
pub fn print_disk_pace() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut file = File::create(folder.path().join("pace")).expect("a file");
    let mut millis: Vec<f64> = (0..500)
        .map(|_| {
            let begun = Instant::now();
            file.write_all(&[7; 4096]).expect("the disk takes it");
            file.sync_data().expect("the disk makes it durable");
            begun.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    millis.sort_by(f64::total_cmp);
    println!("fdatasync of 4 KiB: median {:.2} ms, p99 {:.2} ms", millis[250], millis[495]);
}

/// Whether this process is to be the server that does no work.
pub fn is_noop() -> bool {
    std::env::var_os(NOOP).is_some()
}

/// This program again, as a server that does no work; it must ask [`is_noop`] when it starts.
pub async fn start_noop() -> (Child, SocketAddr) {
    let program = std::env::current_exe().expect("this program has a path");
    let mut command = Command::new(program);
    command.env(NOOP, "1").stdout(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn().expect("this program starts again");
    let mut lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
    let address = lines.next_line().await.expect("text").expect("an address");
    (child, address.parse().expect("an address"))
}

/// Serves until it is killed.
pub fn serve_noop() {
    crate::run(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
        println!("{}", listener.local_addr().expect("a bound address"));
        let answer = || async { "{}" };
        let router = axum::Router::new().route("/", axum::routing::post(answer).get(answer));
        axum::serve(listener, router).await.expect("the server runs until it is killed");
    });
}

//! What the tests stand on: real browsers, a real collector, host pages, a proxy that misbehaves.
//!
//! Deliberately absent: mocks. Everything here runs the product's own code or a real program beside it.
#![expect(clippy::missing_panics_doc, reason = "a test's support says what is wrong by panicking")]
#![expect(clippy::must_use_candidate, reason = "tests call for effect")]

pub mod axe;
pub mod browser;
pub mod collector;
pub mod console;
pub mod crowd;
pub mod demo;
pub mod firefox;
pub mod load;
pub mod member;
pub mod page;
pub mod proxy;
pub mod site;
pub mod stage;
pub mod tab;
pub mod tour;
pub mod webkit;
pub mod yardstick;

use std::future::Future;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;
use tokio::runtime::Runtime;

/// How long anything that must happen may take before the test says it did not. Generous, because two cores may be
/// building at the same time; nothing waits for it to pass.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Runs a test's future on the one runtime of the process.
pub fn run<T>(test: impl Future<Output = T>) -> T {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME
        .get_or_init(|| {
            tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .expect("a runtime starts")
        })
        .block_on(test)
}

/// Asks again until the answer is there; panics with `what` when it never is.
pub async fn eventually<T, F, Fut>(what: &str, ask: F) -> T
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Option<T>>,
{
    in_time(ask).await.unwrap_or_else(|| panic!("never happened: {what}"))
}

/// Asks again until the answer is there; `None` when [`PATIENCE`] is over.
async fn in_time<T, F, Fut>(mut ask: F) -> Option<T>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Option<T>>,
{
    let deadline = tokio::time::Instant::now() + PATIENCE;
    let mut again = tokio::time::interval(Duration::from_millis(25));
    loop {
        again.tick().await;
        if let Some(answer) = ask().await {
            return Some(answer);
        }
        if tokio::time::Instant::now() >= deadline {
            return None;
        }
    }
}

/// A path that `cargo xtask test` hands over; named when missing.
pub fn given(variable: &str) -> PathBuf {
    let path = std::env::var_os(variable);
    PathBuf::from(path.unwrap_or_else(|| panic!("{variable} is not set: run the tests through `cargo xtask test`")))
}

/// The time by this machine's clock.
pub fn now() -> shared::time::Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    shared::time::Timestamp(i64::try_from(since.as_millis()).expect("before the year 292 million"))
}

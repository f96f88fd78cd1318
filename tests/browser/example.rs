//! Tours in the pages of a product: what breaks tours elsewhere, walked in the example product as a vendor's members and users
//! would. Each test is named after what goes wrong in other products.
//!
//! Deliberately absent: targets in shadow roots and frames, which the example product does not have; `tour` has them.
//!
//! | module | protects |
//! |---|---|
//! | `target` | finding: rows that go, pages that are drawn anew, what comes late or cannot be seen |
//! | `place` | being beside it: panes, bars that stay, small windows, zoom, right-to-left |
//! | `host` | the product's dialogs, forms, keys, focus, touch |
//! | `way` | pages, reloads, calls made early, storage that refuses |
//! | `rest` | nothing left, nothing running, looks that stay their own |

#[path = "example/host.rs"]
mod host;
#[path = "example/place.rs"]
mod place;
#[path = "example/rest.rs"]
mod rest;
#[path = "example/target.rs"]
mod target;
#[path = "example/way.rs"]
mod way;

use serde_json::json;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Weak};
use tokio::process::Child;
use tokio::sync::Mutex;
use waymark_tests::browser::Browser;
use waymark_tests::demo::{demo, member};
use waymark_tests::member::Member;
use waymark_tests::page::Page;
use waymark_tests::tour::tour;

/// Starts when it is asked for, and only for whom the collector knows by name and company.
const ON_DEMAND: &str =
    "[trigger]\ncause = \"manual\"\n[audience.company]\nname = \"plan\"\ntest = { is = \"starter\" }\n";

/// Somebody who signed in to the product before.
const SIGNED_IN: &str = "localStorage.setItem('hibiki.session', JSON.stringify({ person: 'emma.clarke' }))";

/// The example product, running, a member who publishes there, and a browser.
struct Running {
    _demo: Child,
    product: String,
    member: Member,
    browser: Browser,
}

impl Running {
    async fn start() -> Arc<Self> {
        let ((demo, product, console), browser) = tokio::join!(demo("0"), Browser::launch());
        Arc::new(Self { _demo: demo, product, member: member(&console).await, browser })
    }

    /// That of the test beside this one, as long as it runs: a start costs more than most tests do.
    async fn shared() -> Arc<Self> {
        static LAST: Mutex<Weak<Running>> = Mutex::const_new(Weak::new());
        let mut last = LAST.lock().await;
        if let Some(running) = last.upgrade() {
            return running;
        }
        let running = Self::start().await;
        *last = Arc::downgrade(&running);
        running
    }
}

/// A tour of the test's own in the example product, which starts when it is asked for.
struct Example {
    running: Arc<Running>,
    /// The tour.
    key: String,
}

impl Example {
    /// Publishes a tour of these steps.
    async fn with(steps: &[String]) -> Self {
        Self::of(Running::shared().await, steps).await
    }

    /// The same in a product, for a person and in a browser that no other test uses.
    async fn alone_with(steps: &[String]) -> Self {
        Self::of(Running::start().await, steps).await
    }

    async fn of(running: Arc<Running>, steps: &[String]) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let key = format!("tour-{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let toml = tour(&steps.concat()).replacen("key = \"tour\"", &format!("key = \"{key}\""), 1);
        running.member.publish(&format!("{toml}\n{ON_DEMAND}")).await;
        Self { running, key }
    }

    /// A tab of a person's own browser, on no page yet.
    async fn tab(&self) -> Page {
        let page = self.running.browser.private_page().await;
        // As if its window were in front, whatever the test beside does.
        page.call("Emulation.setFocusEmulationEnabled", json!({"enabled": true})).await;
        page
    }

    /// A tab on this page of the product.
    async fn open(&self, path: &str) -> Page {
        let page = self.tab().await;
        self.enter(&page, path).await;
        page
    }

    /// Goes to a page as somebody who has been there for long.
    async fn enter(&self, page: &Page, path: &str) {
        // A file of the product's own, without scripts: its storage is the product's.
        page.goto(&format!("{}/icon.svg", self.running.product)).await;
        page.eval(SIGNED_IN).await;
        page.goto(&format!("{}{path}", self.running.product)).await;
        self.known(page).await;
    }

    /// Waits until the page is there and the session of whoever signed in has been answered.
    async fn known(&self, page: &Page) {
        page.until("document.querySelector('#content .page')").await;
        let key = &self.key;
        page.until(&format!("window.waymark?.loaded && !/session|audience|unknown/.test(waymark.explain('{key}'))"))
            .await;
    }

    /// Asks for the tour as a link of the product would.
    async fn begin(&self, page: &Page) {
        page.eval(&format!("waymark.start('{}')", self.key)).await;
    }

    /// Waits until a number of the tour's funnel has this value, and returns the funnel.
    async fn funnel(&self, step: &str, count: i64) -> serde_json::Value {
        waymark_tests::eventually(&format!("{step} = {count}"), || async {
            let report = self.running.member.get(&format!("/api/reports/{}?environment=production", self.key)).await;
            (report["funnel"][step] == count).then(|| report["funnel"].clone())
        })
        .await
    }

    /// Waits until the report says that this step's target was missing.
    async fn missing(&self, step: &str, selector: &str) {
        waymark_tests::eventually("the missing target is reported", || async {
            let report =
                self.running.member.get(&format!("/api/reports/{}/steps?environment=production", self.key)).await;
            let missing = report["missing"].as_array().cloned().unwrap_or_default();
            missing.iter().any(|each| each["step"] == step && each["selector"] == selector).then_some(())
        })
        .await;
    }
}

/// An element of the product.
fn of(selector: &str) -> String {
    format!("document.querySelector(\"{selector}\")")
}

/// Nothing was thrown, and the product's strict policy was kept.
fn faultless(page: &Page) {
    assert_eq!(page.faults(), Vec::<String>::new());
}

/// Waits until the step is there and waits for its target, with nothing displayed.
async fn waits(page: &Page) {
    page.until("document.querySelector('#waymark-host')").await;
    page.nothing_seen().await;
}

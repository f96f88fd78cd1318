//! The main journeys, for any browser: a survey, a tour over two pages, a checklist. `firefox` and `webkit` go through them.
//!
//! Deliberately absent: what is measured, denied or broken on purpose; those tests are Chromium's.

use crate::desk::checklist;
use serde_json::json;
use waymark_tests::collector::Collector;
use waymark_tests::eventually;
use waymark_tests::site::Site;
use waymark_tests::stage::{IDENTIFY, ON_DONE, ROOT, document, nps};
use waymark_tests::tab::Tab;
use waymark_tests::tour::{beside, tour};

/// Keeps what goes wrong in the page.
const HEARKEN: &str = "window.__errors = []; addEventListener('error', e => __errors.push(e.message)); \
     addEventListener('unhandledrejection', e => __errors.push('' + e.reason));";

/// A collector and a host site, without a browser.
pub struct Ground {
    collector: Collector,
    site: Site,
}

impl Ground {
    /// Sets them up with this content (TOML).
    pub async fn set(contents: &[&str]) -> Self {
        let site = Site::start().await;
        let collector = Collector::spawn(&[site.origin()]).await;
        for content in contents {
            collector.publish(content).await;
        }
        Self { collector, site }
    }

    /// A host page that names `user-1`; returns its address.
    fn page(&self, path: &str, body: &str) -> String {
        let html = document(&self.collector.snippet(), &format!("{HEARKEN}{IDENTIFY}"));
        self.site.put(path, &[], html.replace("</main>", &format!("{body}</main>")))
    }
}

async fn nothing_went_wrong(tab: &impl Tab) {
    assert_eq!(tab.eval("__errors").await, json!([]));
}

/// A question comes at its event, is answered with mouse and keyboard, and is in the report; after a reload it does not come again.
pub async fn a_survey_is_answered_and_stored(tab: &impl Tab) {
    let ground = Ground::set(&[&nps(ON_DONE)]).await;
    let address = ground.page("/", "");
    tab.goto(&address).await;
    tab.until("waymark.explain?.('nps')?.includes('trigger')").await;
    tab.eval("waymark.track('done')").await;
    tab.heading_is("How likely are you to recommend us?").await;
    tab.choose(9).await;
    tab.press_main().await;
    tab.heading_is("What is the main reason?").await;
    tab.click(&format!("{ROOT}.querySelector('textarea')")).await;
    tab.write("Quick").await;
    tab.press_main().await;
    tab.heading_is("Thank you").await;
    ground.collector.funnel_reaches("nps", "completed", 1).await;
    let said = ground.collector.get("/api/reports/nps/responses?environment=production").await;
    let answers = said["responses"][0]["answers"].to_string();
    assert!(answers.contains('9') && answers.contains("Quick"), "{said}");
    nothing_went_wrong(tab).await;
    tab.goto(&address).await;
    tab.until("waymark.explain?.('nps')?.includes('answered_before')").await;
}

/// A tour's first bubble stands beside its target, its button leads to the next page, where it goes on and ends.
pub async fn a_tour_leads_over_two_pages(tab: &impl Tab) {
    let there = |key: &str, path: &str, rest: &str| {
        let pages = format!("pages = [{{ pattern = {{ exact = \"{path}\" }} }}]\n{rest}");
        beside(key, "['#goal']", "").replacen(
            "[body.tour.steps.display",
            &format!("{pages}\n[body.tour.steps.display"),
            1,
        )
    };
    let steps =
        [there("one", "/one", "[[body.tour.steps.buttons]]\nto = { url = \"/two\" }"), there("two", "/two", "")];
    let ground = Ground::set(&[&tour(&steps.concat())]).await;
    let goal = "document.querySelector('#goal')";
    let button = "<p style='padding:8rem'><button id=goal>Goal</button></p>";
    ground.page("/two", button);
    tab.goto(&ground.page("/one", button)).await;
    tab.heading_is("Step one").await;
    tab.beside(goal).await;
    nothing_went_wrong(tab).await;
    tab.press_main().await;
    tab.until("location.pathname === '/two'").await;
    tab.heading_is("Step two").await;
    tab.beside(goal).await;
    tab.press_main().await;
    tab.nothing_shown().await;
    ground.collector.funnel_reaches("tour", "completed", 1).await;
    nothing_went_wrong(tab).await;
}

/// A checklist is opened from its launcher, ticks what happens in the page, is the same after a reload, and ends by hand.
pub async fn a_checklist_is_worked_through(tab: &impl Tab) {
    let ground = Ground::set(&[&checklist("", "")]).await;
    let address = ground.page("/", "");
    let launcher = |said: &str| format!("{ROOT}?.querySelector('.launcher')?.textContent.includes('{said}')");
    tab.goto(&address).await;
    tab.until(&launcher("1 / 3")).await;
    tab.eval("waymark.track('sent')").await;
    tab.until(&launcher("2 / 3")).await;
    eventually("the step is counted", || async {
        let report = ground.collector.get("/api/reports/set-up/items?environment=production").await;
        report["items"].as_array()?.iter().any(|item| item["item"] == "send" && item["done"] == 1).then_some(())
    })
    .await;
    tab.goto(&address).await;
    tab.until(&launcher("2 / 3")).await;
    tab.click(&format!("{ROOT}.querySelector('.launcher')")).await;
    tab.heading_is("Get started").await;
    tab.click(&format!("{ROOT}.querySelector('.inside [data-look=quiet]')")).await;
    tab.until(&format!("{ROOT}.querySelector('.done')?.textContent === 'All done.'")).await;
    ground.collector.funnel_reaches("set-up", "completed", 1).await;
    nothing_went_wrong(tab).await;
}

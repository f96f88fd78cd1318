//! The five-minute path: from an empty database to one's own question, answered on one's own page.

use waymark_tests::browser::Browser;
use waymark_tests::collector::Collector;
use waymark_tests::console::field;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::site::Site;
use waymark_tests::stage::ROOT;

const QUESTION: &str = "It was easy to send this invoice.";
const QUESTION_JA: &str = "請求書の送付は簡単でしたか";

#[test]
fn an_empty_database_leads_to_an_answered_question_on_ones_own_page() {
    run(async {
        let site = Site::start().await;
        let (_collector, link) = Collector::spawn_empty().await;
        let browser = Browser::launch().await;
        let console = browser.page().await;
        set_up(&console, &link).await;
        link_is_used(&browser, &link).await;
        make_environment(&console, site.origin()).await;
        let own = own_page(&console, &browser, &site).await;
        write_words(&console).await;
        look_at_the_draft(&console, &browser, &site).await;
        publish(&console).await;
        answer(&console, &own).await;
        pause_and_stop(&console, &browser, &site).await;
        assert_eq!(console.faults(), Vec::<String>::new());
        assert_eq!(own.faults(), Vec::<String>::new());
    });
}

async fn set_up(console: &Page, link: &str) {
    console.follow(link).await;
    console.fill(&field("Name of the workspace"), "Hibiki").await;
    console.fill(&field("E-mail address"), "mai@example.com").await;
    console.fill(&field("Password"), "correct horse battery").await;
    console.press("Set up and sign in").await;
    console.says("about five minutes").await;
}

/// Whoever opens the link again is led to the sign-in.
async fn link_is_used(browser: &Browser, link: &str) {
    let late = browser.private_page().await;
    late.follow(link).await;
    late.says("this link has been used").await;
    late.press("Sign in").await;
    late.until("location.pathname.endsWith('/sign-in') && document.querySelector('input[type=password]')").await;
    late.close().await;
}

async fn make_environment(console: &Page, origin: &str) {
    console.fill(&field("Origin of your pages"), "app.example.com").await;
    console.press("Create environment").await;
    let told = "document.querySelector('.field-error')?.textContent";
    console.until(&format!("{told} === 'Must begin with https:// or http://.'")).await;
    console.fill(&field("Origin of your pages"), origin).await;
    console.press("Create environment").await;
    console.says("Waiting for your page").await;
}

/// Puts what the console shows into a page that sends exactly the policy that the console names, and opens it.
async fn own_page(console: &Page, browser: &Browser, site: &Site) -> Page {
    let snippet = console.code("The line for your page").await;
    let identify = console.code("Where somebody is signed in").await;
    let lines = console.code("Lines for a Content-Security-Policy").await;
    let policy = format!("default-src 'self'; {}", lines.replace("-src ", "-src 'self' ").replace('\n', "; "));
    for name in ["mai", "ken", "aoi"] {
        let html = format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>Own page</title>{snippet}\
             <h1>Own page</h1><button id=finish>Finish</button><script src=/{name}.js></script>"
        );
        site.put(&format!("/{name}"), &[("content-security-policy", &policy)], html);
        let script = format!(
            "const user = {{ id: '{name}', plan: 'pro', role: 'owner' }}, company = {{ id: 'c-1', name: 'One' }};\n{identify}\n\
             finish.onclick = () => waymark.track('task_completed', {{ task: 'invoice' }});"
        );
        site.put(&format!("/{name}.js"), &[], script);
    }
    let own = browser.page().await;
    own.goto(&format!("{}/mai", site.origin())).await;
    console.says("We hear your page.").await;
    own
}

/// Picks a template and changes its words in both languages, beside the real widget.
async fn write_words(console: &Page) {
    console.front().await;
    let card = "[...document.querySelectorAll('.card')].find(c => c.querySelector('h3').textContent === 'Effort after a task')";
    // The steps that are done fold up first; then nothing moves any more.
    console.until("document.querySelectorAll('.step.now').length === 2 && document.querySelectorAll('.step.done.now').length === 1").await;
    console.click(&format!("({card})?.querySelector('button')")).await;
    console.until("document.querySelector('.bench')").await;
    console.card().await;
    console.fill("document.querySelector('.words textarea[lang=en]')", QUESTION).await;
    console.fill("document.querySelector('.words textarea[lang=ja]')", QUESTION_JA).await;
    console.until(&format!("{ROOT}?.querySelector('h2')?.textContent === '{QUESTION}'")).await;
    console.pick("document.querySelector('.preview select')", "ja").await;
    console.until(&format!("{ROOT}?.querySelector('h2')?.textContent === '{QUESTION_JA}'")).await;
    console.press("Save draft").await;
    console.says("Draft saved").await;
}

/// Follows the signed link to one's own page and answers there; that must never count.
async fn look_at_the_draft(console: &Page, browser: &Browser, site: &Site) {
    console.press("Hide the widget").await;
    console.until(&format!("!{ROOT}")).await;
    console.fill(&field("Address of your page"), &format!("{}/mai", site.origin())).await;
    console.press("Make the link").await;
    console.until("document.querySelector('a[target=_blank]')").await;
    let link = console.text("document.querySelector('a[target=_blank]').href").await;
    let preview = browser.page().await;
    preview.follow(&link).await;
    preview.card().await;
    assert_eq!(preview.heading().await, QUESTION);
    preview.choose(7).await;
    preview.press_main().await;
    preview.until(&format!("{ROOT}?.querySelector('h2')?.textContent === 'Thank you'")).await;
    assert_eq!(preview.faults(), Vec::<String>::new());
}

async fn publish(console: &Page) {
    console.front().await;
    console.press("Publish to Production").await;
    console.press("Publish").await;
    console.says("Version 1 is published to Production.").await;
    console.press("Open its results").await;
    console.until("document.querySelector('.live.on')").await;
}

/// Shows it by force, which must not count, then meets it as a person does, and reads the answer where it arrives.
async fn answer(console: &Page, own: &Page) {
    own.front().await;
    own.reload().await;
    own.until("waymark.explain?.('task-ces')?.includes('trigger')").await;
    own.eval("waymark.start('task-ces', { force: true })").await;
    own.card().await;
    own.choose(1).await;
    own.eval("waymark.dismiss('task-ces')").await;
    own.no_card().await;
    own.click("document.querySelector('#finish')").await;
    own.card().await;
    own.choose(6).await;
    console.says("6 of 7").await;
    let report = console.api("/api/reports/task-ces?environment=production").await;
    let funnel = &report["funnel"];
    let counted = [&funnel["displayed"], &funnel["started"], &funnel["answered"], &funnel["dismissed"]];
    assert_eq!(counted, [1, 1, 1, 0], "neither the preview nor force counts: {funnel}");
}

/// After a pause, and again after the one switch, nobody else is asked.
async fn pause_and_stop(console: &Page, browser: &Browser, site: &Site) {
    console.front().await;
    console.press("Edit the survey").await;
    console.press("Hide the widget").await;
    console.press("Pause").await;
    console.click("document.querySelector('dialog .primary')").await;
    console.says("paused").await;
    let ken = browser.private_page().await;
    ken.goto(&format!("{}/ken", site.origin())).await;
    ken.until("waymark.explain?.('task-ces')?.includes('paused')").await;
    console.press("Resume").await;
    console.says("published").await;
    console.press("Settings").await;
    console.press("Stop everything here").await;
    console.click("document.querySelector('dialog .danger')").await;
    console.says("Stopped: nothing is shown in Production.").await;
    let aoi = browser.private_page().await;
    aoi.goto(&format!("{}/aoi", site.origin())).await;
    aoi.until("waymark.explain?.('task-ces')?.includes('stopped')").await;
    console.press("Resume").await;
    console.says("Running: guides and surveys are shown in Production.").await;
    aoi.reload().await;
    aoi.until("waymark.explain?.('task-ces')?.includes('trigger')").await;
    aoi.click("document.querySelector('#finish')").await;
    aoi.card().await;
}

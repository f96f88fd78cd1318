//! Why somebody is shown something, or not: in the console, by its address, and in a page that a member opened with a debug token.

use reqwest::Method;
use serde_json::{Value, json};
use waymark_tests::console::field;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::{ON_DONE, Stage, nps};

const MEMBER: (&str, &str) = ("owner@example.com", "a long enough password");

/// The survey for people of this plan only.
fn for_plan(plan: &str) -> String {
    let audience = format!("[audience.person]\nname = \"plan\"\n[audience.person.test]\nis = \"{plan}\"\n[frequency]");
    nps(ON_DONE).replace("[frequency]", &audience)
}

/// A stage on which `user-1`, on plan pro, has been heard of.
async fn heard(survey: &str) -> Stage {
    let stage = Stage::set(&[survey]).await;
    let page = stage.open().await;
    waymark_tests::eventually("the person is heard of", || async {
        let found = stage.collector.get("/api/people?environment=production&search=user-1").await;
        found["people"][0]["traits"]["plan"].is_string().then_some(())
    })
    .await;
    page.close().await;
    stage
}

/// The link of this reason in the console's list, as a JavaScript expression.
fn link(reason: &str) -> String {
    format!("document.querySelector('.chain > li[data-reason={reason}]')")
}

async fn reads(page: &Page, reason: &str, verdict: &str, words: &str) {
    let link = link(reason);
    let mark = format!("{link}?.querySelector('.mark').textContent.includes({})", json!(verdict));
    page.until(&format!("{mark} && {link}.textContent.includes({})", json!(words))).await;
}

#[test]
fn a_member_reads_the_whole_chain_and_a_link_shows_a_colleague_the_same() {
    run(async {
        let stage = heard(&for_plan("team")).await;
        let console = stage.browser.private_page().await;
        console.sign_in(&stage.collector, MEMBER.0, MEMBER.1).await;
        console.says("Recommendation").await;
        console.goto(&stage.collector.url("/console/results/nps")).await;
        console.press("Why is this shown?").await;
        console.until("location.search === '?content=nps'").await;
        console.says("Choose a content and a person.").await;
        console.fill(&field("Person (user id or anonymous id)"), "user-1").await;
        console.press("Explain").await;
        console.says("“Recommendation” is not shown to this person.").await;
        reads(&console, "Unknown", "yes", "version 1").await;
        reads(&console, "Audience", "no", "plan is “team”").await;
        reads(&console, "Audience", "no", "has “pro”").await;
        reads(&console, "PrivacyControl", "not known", "only the page knows").await;
        reads(&console, "Trigger", "not known", "at the event “done”").await;
        console.fill(&field("Page address (optional)"), &format!("{}/x", stage.site.origin())).await;
        console.press("Explain").await;
        console.until("location.search.includes('url=')").await;
        let address = console.text("location.href").await;

        let colleague = stage.browser.private_page().await;
        colleague.sign_in(&stage.collector, MEMBER.0, MEMBER.1).await;
        colleague.says("Recommendation").await;
        colleague.eval("localStorage.setItem('waymark.console.language', 'ja')").await;
        colleague.goto(&address).await;
        colleague.says("「Recommendation」はこの利用者には表示されません。").await;
        reads(&colleague, "Audience", "不可", "実際：「pro」").await;
        assert_eq!(
            colleague.text("document.querySelector('input[type=url]').value").await,
            format!("{}/x", stage.site.origin())
        );
        colleague.eval("history.back()").await;

        console.goto(&stage.collector.url("/console/person?id=user-1")).await;
        console.press("Why is this shown?").await;
        console.until("location.search === '?person=user-1'").await;
        console.until(&format!("{}.value === 'user-1'", field("Person (user id or anonymous id)"))).await;
        console.pick(&field("Content"), "nps").await;
        console.press("Explain").await;
        reads(&console, "Audience", "no", "has “pro”").await;
        for page in [&console, &colleague] {
            assert_eq!(page.faults(), Vec::<String>::new());
        }
    });
}

/// The chain that `waymark.explain` brings along, once it does.
async fn chain(page: &Page) -> Value {
    page.until("waymark.explain?.('nps').chain").await;
    page.eval("waymark.explain('nps').chain").await
}

fn fact<'a>(chain: &'a Value, reason: &str) -> &'a Value {
    let links = chain["links"].as_array().expect("links");
    links.iter().find(|link| link["reason"] == reason).expect("the link")
}

#[test]
fn a_page_opened_with_a_debug_token_tells_what_the_collector_knows() {
    run(async {
        let stage = heard(&for_plan("team")).await;
        let plain = stage.open().await;
        plain.until("waymark.explain?.('nps')?.includes('audience')").await;
        assert_eq!(plain.eval("'chain' in waymark.explain('nps')").await, false, "nothing more without a token");

        let console = stage.browser.private_page().await;
        console.sign_in(&stage.collector, MEMBER.0, MEMBER.1).await;
        console.says("Recommendation").await;
        console.goto(&stage.collector.url("/console/explain?content=nps&person=user-1")).await;
        console.press("Make the link").await;
        console.until("document.querySelector('figure.code code')").await;
        let address = console.text("document.querySelector('figure.code code').textContent").await;
        assert!(address.starts_with(&format!("{}/#", stage.site.origin())), "{address}");

        let page = stage.browser.private_page().await;
        page.goto(&address).await;
        let told = chain(&page).await;
        assert_eq!(page.eval("[...waymark.explain('nps')]").await, json!(["audience"]));
        assert_eq!(fact(&told, "audience")["fact"]["audience"]["found"], json!({"trait": "pro"}));
        assert_eq!((&told["outcome"], fact(&told, "page")["verdict"].as_str()), (&json!("not_due"), Some("yes")));

        page.goto(&format!("{}/?next", stage.site.origin())).await;
        chain(&page).await;
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

#[test]
fn the_engine_adds_what_only_the_page_knows() {
    run(async {
        let stage = heard(&for_plan("pro")).await;
        let request = json!({"environment": "production", "url": format!("{}/", stage.site.origin())});
        let made = stage.collector.api(Method::POST, "/api/debug-tokens", &request).await;
        let page = stage.browser.private_page().await;
        page.goto(made["url"].as_str().expect("a link")).await;
        page.until("waymark.explain?.('nps').chain?.page.includes('trigger')").await;
        let told = chain(&page).await;
        assert_eq!((&told["outcome"], &told["page"]), (&json!("due"), &json!(["trigger"])));
        assert_eq!(fact(&told, "privacy_control")["fact"]["privacy_control"]["is_sent"], false);
        page.eval("wm('track', 'done', {})").await;
        page.card().await;
        assert_eq!(chain(&page).await["page"], json!([]), "it is displayed");
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

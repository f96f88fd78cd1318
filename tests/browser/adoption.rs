//! Where a company stands, in the console: found by name, read in both languages, printed.

use reqwest::Method;
use serde_json::json;
use waymark_tests::axe::violations;
use waymark_tests::console::field;
use waymark_tests::run;
use waymark_tests::stage::{ON_DONE, Stage, nps};

#[test]
fn a_company_says_what_it_has_attained_by_whom_and_what_it_has_not() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        for (key, name, event) in [("import", "Import begun", "Import started"), ("export", "Exported", "Exported")] {
            let goal = json!({ "key": key, "name": name, "sign": { "event": { "name": event } } });
            stage.collector.api(Method::PUT, &format!("/api/goals/{key}"), &goal).await;
        }
        stage.crowd_answers(20).await;
        let page = stage.browser.private_page().await;
        page.sign_in(&stage.collector, "owner@example.com", "a long enough password").await;
        page.says("Recommendation").await;
        page.goto(&stage.collector.url("/console/people")).await;
        page.press("Companies").await;
        page.until("document.querySelectorAll('.list tbody tr').length === 4").await;
        page.fill(&field("Part of an id or name"), "C3").await;
        page.until("document.querySelectorAll('.list tbody tr').length === 1").await;
        assert_eq!(violations(&page).await, "", "the list");
        page.press("c3").await;
        page.says("5 of 5 people were active in the last 30 days.").await;
        page.says("1 of 2 goals are attained; 1 are in use.").await;
        let rows = "[...document.querySelectorAll('.list tbody tr')].map(row => row.innerText.replace(/\\s+/g, ' ')).join('\\n')";
        let rows = page.text(rows).await;
        assert!(
            rows.starts_with("Import begun") && rows.contains("Person 15 (") && rows.contains("Exported not yet – 0"),
            "{rows}"
        );
        page.says("No guide has been shown to its people yet.").await;
        page.media(&[("prefers-reduced-motion", "reduce")]).await;
        assert_eq!(violations(&page).await, "", "the company");
        page.call("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        assert_eq!(
            page.eval("document.querySelector('.rail').getClientRects().length").await,
            0,
            "on paper only the report"
        );
        page.call("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
        page.click("document.querySelector('.whose a')").await;
        page.until("location.pathname.endsWith('/person') && document.querySelector('.facts a')").await;
        page.click("document.querySelector('.facts a')").await;
        page.until("location.pathname.endsWith('/company')").await;
        page.eval("localStorage.setItem('waymark.console.language', 'ja')").await;
        page.reload().await;
        page.says("2 件の目標のうち 1 件に達し、1 件が使われています。").await;
        assert_eq!(violations(&page).await, "", "in Japanese");
        page.goto(&stage.collector.url("/console/company?id=nobody")).await;
        page.says("この環境では、この会社の情報がありません。").await;
        assert_eq!(page.faults(), Vec::<String>::new());
    });
}

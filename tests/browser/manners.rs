//! When a question is asked, and when not.

use waymark_tests::stage::{AT_ONCE, IDENTIFY, ON_DONE, ROOT, Stage, document, nps};
use waymark_tests::{eventually, run};

/// A trigger on `/invoices` only, half a second after arriving.
const ON_INVOICES: &str = "[trigger]\ndelay_ms = 600\n[[trigger.pages]]\npattern = { exact = \"/invoices\" }";

#[test]
fn a_page_with_nothing_due_loads_the_loader_and_makes_one_request() {
    run(async {
        let stage = Stage::set(&[]).await;
        let page = stage.browser.page().await;
        let mut events = page.events();
        page.goto(&format!("{}/", stage.site.origin())).await;
        eventually("the collector heard the page", || async {
            let heard = stage.collector.get("/api/environments/production/heard").await;
            (!heard["at"].is_null()).then_some(())
        })
        .await;
        page.until(
            "performance.getEntriesByType('resource').some(e => e.name.endsWith('/v1/session') && e.responseEnd > 0)",
        )
        .await;
        let mut asked = Vec::new();
        while let Ok(event) = events.try_recv() {
            if event.method == "Network.requestWillBeSent" && event.session == page.session() {
                asked.push(event.params["request"]["url"].as_str().unwrap_or_default().to_owned());
            }
        }
        assert!(asked.iter().all(|url| !url.contains("engine-")), "{asked:?}");
        let sessions = asked.iter().filter(|url| url.ends_with("/v1/session")).count();
        assert_eq!(sessions, 1, "{asked:?}");
    });
}

#[test]
fn a_route_change_during_the_delay_shows_nothing_on_the_wrong_page() {
    run(async {
        let stage = Stage::set(&[&nps(ON_INVOICES)]).await;
        let page = stage.open().await;
        page.until("waymark.explain?.('nps')?.length").await;
        page.eval("history.pushState({}, '', '/invoices')").await;
        page.until("waymark.explain('nps').includes('delay')").await;
        page.eval("history.pushState({}, '', '/elsewhere')").await;
        page.until("waymark.explain('nps').includes('page')").await;
        // The delay has certainly passed when a longer one of the page's own has.
        page.eval("new Promise(done => setTimeout(done, 1200))").await;
        assert_eq!(page.heading().await, "");
        let report = stage.collector.report("nps").await;
        assert_eq!(report["funnel"]["displayed"], 0);
        page.eval("history.pushState({}, '', '/invoices')").await;
        page.card().await;
    });
}

#[test]
fn who_dismissed_is_not_asked_again() {
    run(async {
        let stage = Stage::set(&[&nps(AT_ONCE)]).await;
        let page = stage.open().await;
        page.card().await;
        page.press_close().await;
        page.no_card().await;
        stage.collector.funnel_reaches("nps", "dismissed", 1).await;
        page.reload().await;
        page.until("waymark.explain?.('nps')?.includes('dismissed_lately')").await;
        assert_eq!(page.heading().await, "");
        // The collector remembers it too: another browser of the same person is told the same.
        let other = stage.browser.private_page().await;
        other.goto(&format!("{}/", stage.site.origin())).await;
        other.until("waymark.explain?.('nps')?.includes('dismissed_lately')").await;
        assert_eq!(other.heading().await, "");
    });
}

#[test]
fn two_tabs_never_ask_twice() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let (one, two) = (stage.open().await, stage.open().await);
        for page in [&one, &two] {
            page.until("waymark.explain?.('nps')?.includes('trigger')").await;
        }
        tokio::join!(one.eval("wm('track', 'done', {})"), two.eval("wm('track', 'done', {})"));
        eventually("one tab asks", || async {
            let shown = [one.heading().await, two.heading().await];
            shown.iter().any(|heading| !heading.is_empty()).then_some(())
        })
        .await;
        stage.collector.funnel_reaches("nps", "displayed", 1).await;
        let shown = [one.heading().await, two.heading().await];
        assert_eq!(shown.iter().filter(|heading| !heading.is_empty()).count(), 1, "{shown:?}");
    });
}

#[test]
fn a_survey_due_inside_a_host_dialog_can_be_answered() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let script = format!(
            "{IDENTIFY} const d=document.createElement('dialog'); d.innerHTML='<p>Paid</p><button id=ok>OK</button>'; document.body.append(d); d.showModal();"
        );
        let address = stage.site.put("/dialog", &[], document(&stage.collector.snippet(), &script));
        let page = stage.browser.page().await;
        page.goto(&address).await;
        page.eval("document.getElementById('ok').blur(); wm('track', 'done', {})").await;
        page.card().await;
        page.choose(10).await;
        page.until(&format!("{ROOT}.querySelector('input[value=\"10\"]').checked")).await;
        stage.collector.funnel_reaches("nps", "answered", 1).await;
        assert_eq!(page.eval("document.querySelector('dialog').open").await, true, "the host's dialog stays open");
    });
}

#[test]
fn nobody_is_asked_while_typing() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let page = stage.open().await;
        page.until("waymark.explain?.('nps')?.includes('trigger')").await;
        page.click("document.getElementById('name')").await;
        page.write("Ha").await;
        page.eval("wm('track', 'done', {})").await;
        page.until("waymark.explain('nps').includes('occupied')").await;
        assert_eq!(page.heading().await, "");
        page.eval("document.getElementById('name').blur()").await;
        page.card().await;
    });
}

#[test]
fn stopping_the_environment_stops_every_question() {
    run(async {
        let stage = Stage::set(&[&nps(AT_ONCE)]).await;
        stage.collector.set(serde_json::json!({"stopped": true})).await;
        let page = stage.open().await;
        page.until("waymark.explain?.('nps')?.includes('stopped')").await;
        assert_eq!(page.heading().await, "");
    });
}

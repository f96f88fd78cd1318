//! A checklist: what ticks it, on whatever device, for a person and for a company; its end.

use super::{Behind, as_person, checklist, says};
use reqwest::Method;
use serde_json::Value;
use waymark_tests::browser::Browser;
use waymark_tests::stage::{ROOT, Stage};
use waymark_tests::{eventually, run};

/// The report's items: key and how many have it done.
async fn done(stage: &Stage, item: &str) -> i64 {
    let report = stage.collector.get("/api/reports/set-up/items?environment=production").await;
    let items = report["items"].as_array().cloned().unwrap_or_default();
    items.iter().find(|each| each["item"] == item).and_then(|each| each["done"].as_i64()).unwrap_or_default()
}

/// What is known of a person, once anything is.
async fn person(stage: &Stage, id: &str) -> Option<Value> {
    let address = format!("/api/people/{id}?environment=production");
    let (status, body) = stage.collector.try_api(Method::GET, &address, &Value::Null).await;
    status.is_success().then(|| serde_json::from_str(&body).expect("a person"))
}

#[test]
fn a_checklist_is_ticked_by_what_happens_and_by_hand_and_ends_with_a_word() {
    run(async {
        let stage = Stage::set(&[&checklist("", "done = { en = \"You are ready.\" }")]).await;
        let page = stage.open().await;
        page.launcher("Get started 1 / 3").await;
        page.click(&format!("{ROOT}.querySelector('.launcher')")).await;
        page.card().await;
        assert_eq!(page.heading().await, "Get started");
        page.push("Read the rules").await;
        page.until(&format!("{ROOT}.querySelector('.inside').innerText.includes('First: Send something')")).await;
        assert_eq!(page.eval(&format!("!{}", says("Mark as done"))).await, true, "it waits for the other");
        page.eval("wm('track', 'sent', {})").await;
        page.until(&says("Mark as done")).await;
        page.push("Mark as done").await;
        page.until(&format!("{ROOT}.querySelector('.done')?.textContent === 'You are ready.'")).await;
        page.press_close().await;
        page.until("!document.querySelector('#waymark-host')").await;
        let report = stage.collector.funnel_reaches("set-up", "completed", 1).await;
        assert_eq!((report["funnel"]["displayed"].clone(), report["funnel"]["due"].clone()), (1.into(), 1.into()));
        eventually("both items are counted", || async {
            (done(&stage, "send").await == 1 && done(&stage, "read").await == 1).then_some(())
        })
        .await;
        page.reload().await;
        page.until("waymark.explain?.('set-up')?.includes('answered_before')").await;
    });
}

#[test]
fn an_items_button_leads_there_and_the_list_is_folded_meanwhile() {
    run(async {
        let stage = Stage::set(&[&checklist("", "opens = true")]).await;
        let page = stage.open().await;
        page.card().await;
        page.eval("wm('setNavigate', path => history.pushState({}, '', path))").await;
        page.push("Start").await;
        page.until("location.pathname === '/next'").await;
        page.launcher("1 / 3").await;
        stage.collector.funnel_reaches("set-up", "started", 1).await;
    });
}

#[test]
fn two_colleagues_one_checklist_two_browsers() {
    run(async {
        let stage = Stage::set(&[&checklist("", "per = \"company\"")]).await;
        let other = Browser::launch().await;
        let first = as_person(&stage, stage.browser.page().await, "/first", "aoi").await;
        let second = as_person(&stage, other.page().await, "/second", "emma").await;
        first.launcher("1 / 3").await;
        second.launcher("1 / 3").await;
        first.eval("wm('track', 'sent', {})").await;
        first.launcher("2 / 3").await;
        eventually("the step is counted for the company", || async { (done(&stage, "send").await == 1).then_some(()) })
            .await;
        second.reload().await;
        second.launcher("2 / 3").await;
        second.click(&format!("{ROOT}.querySelector('.launcher')")).await;
        second.push("Mark as done").await;
        eventually("the tick is counted for the company", || async { (done(&stage, "read").await == 1).then_some(()) })
            .await;
        first.reload().await;
        // All of it is done: the first one is told so, too, without being interrupted.
        first.launcher("3 / 3").await;
        first.click(&format!("{ROOT}.querySelector('.launcher')")).await;
        first.until(&format!("{ROOT}?.querySelector('.done')")).await;
        let people: Value = stage.collector.get("/api/reports/set-up/items?environment=production").await;
        assert_eq!(people["per"], "company");
    });
}

#[test]
fn a_checklist_is_the_same_after_a_reload_and_on_another_device() {
    run(async {
        let stage = Stage::set(&[&checklist("", "")]).await;
        let page = as_person(&stage, stage.browser.page().await, "/host", "aoi").await;
        page.launcher("1 / 3").await;
        page.eval("wm('track', 'sent', {})").await;
        page.launcher("2 / 3").await;
        eventually("it is counted", || async { (done(&stage, "send").await == 1).then_some(()) }).await;
        page.reload().await;
        page.launcher("2 / 3").await;
        let elsewhere = as_person(&stage, stage.browser.private_page().await, "/host", "aoi").await;
        elsewhere.launcher("2 / 3").await;
    });
}

#[test]
fn what_was_done_before_the_checklist_was_published_counts() {
    run(async {
        let stage = Stage::set(&[]).await;
        let page = as_person(&stage, stage.browser.page().await, "/host", "aoi").await;
        page.eval("wm('track', 'sent', {})").await;
        let known = || async {
            let people = person(&stage, "aoi").await?;
            people["events"].as_array()?.iter().any(|event| event["body"]["track"]["name"] == "sent").then_some(())
        };
        eventually("the event is stored", known).await;
        stage.collector.publish(&checklist("", "")).await;
        eventually("the past is counted", || async {
            page.reload().await;
            page.until(&format!("{ROOT}?.querySelector('.launcher')")).await;
            let said = page.text(&format!("{ROOT}.querySelector('.launcher').innerText")).await;
            said.contains("2 / 3").then_some(())
        })
        .await;
    });
}

#[test]
fn an_answer_chooses_the_checklist_at_once_and_none_is_an_answer_too() {
    run(async {
        let welcome = "key = \"welcome\"\nname = \"Welcome\"\nowner = \"Success\"\ndecision = \"What to teach\"\n\
            [frequency]\nrepeat = \"once\"\n[body.announcement]\nkey = \"ask\"\ndisplay = \"modal\"\n\
            [body.announcement.question]\nkey = \"aim\"\nsets_trait = \"aim\"\ntitle = { en = \"What first?\" }\n\
            [body.announcement.question.kind.single]\nother = { en = \"Mine is not here\" }\n\
            options = [{ key = \"send\", label = { en = \"Send\" } }, { key = \"look\", label = { en = \"Look\" } }]\n";
        let head = "[audience.person]\nname = \"aim\"\ntest = { is = \"send\" }";
        let stage = Stage::set(&[welcome, &checklist(head, "opens = true")]).await;
        let page = as_person(&stage, stage.browser.page().await, "/host", "aoi").await;
        page.card().await;
        page.click(&format!("{ROOT}.querySelector('input')")).await;
        page.press_main().await;
        page.until(&format!("{ROOT}?.querySelector('h2')?.textContent === 'Get started'")).await;
        let other = as_person(&stage, stage.browser.private_page().await, "/host2", "emma").await;
        other.card().await;
        other.click(&format!("[...{ROOT}.querySelectorAll('input[type=radio]')].pop()")).await;
        other.press_main().await;
        other.until("waymark.explain?.('set-up')?.includes('audience')").await;
        let known = || async {
            let person = person(&stage, "emma").await?;
            (person["traits"]["aim"] == "other").then_some(())
        };
        eventually("that none fits is known", known).await;
    });
}

#[test]
fn clicks_elements_and_traits_tick_their_items_at_once() {
    run(async {
        let observed = "done = [{ event = { name = \"sent\" } }]";
        for (done, act) in [
            ("{ click = \"#act\" }", "document.querySelector('#act').click()"),
            (
                "{ element = \".sent\" }",
                "document.body.append(Object.assign(document.createElement('p'), { className: 'sent', textContent: 'Sent' }))",
            ),
            ("{ person = { name = \"sent\", test = { at_least = 1 } } }", "wm('identify', 'aoi', { sent: 1 })"),
        ] {
            let list = checklist("", "").replace(observed, &format!("done = [{done}]"));
            let stage = Stage::set(&[&list]).await;
            let page = as_person(&stage, stage.browser.page().await, "/host", "aoi").await;
            page.launcher("Get started 1 / 3").await;
            page.eval(act).await;
            page.launcher("Get started 2 / 3").await;
        }
    });
}

#[test]
fn an_item_that_was_opened_again_stays_open_though_its_element_is_still_there() {
    run(async {
        let signs = "by_hand = true\ndone = [{ element = \".sent\" }]";
        let list = checklist("", "").replace("done = [{ event = { name = \"sent\" } }]", signs);
        let stage = Stage::set(&[&list]).await;
        let page = as_person(&stage, stage.browser.page().await, "/host", "aoi").await;
        let append = "document.body.append(Object.assign(document.createElement('p'), { className: 'sent', textContent: 'Sent' }))";
        let stands =
            |at: &str| format!("{ROOT}?.querySelector('.hint[role=status]')?.textContent.includes('{at} of 3')");
        page.launcher("Get started 1 / 3").await;
        page.eval(append).await;
        page.launcher("Get started 2 / 3").await;
        page.click(&format!("{ROOT}.querySelector('.launcher')")).await;
        page.until(&stands("2")).await;
        eventually("it is counted", || async { (done(&stage, "send").await == 1).then_some(()) }).await;
        page.push("Send something").await;
        page.push("Not done yet").await;
        page.until(&stands("1")).await;
        eventually("it is open for the collector too", || async { (done(&stage, "send").await == 0).then_some(()) })
            .await;

        page.reload().await;
        page.launcher("Get started 1 / 3").await;
        page.eval(append).await;
        // Long enough for whatever watches elements to have looked.
        page.eval("new Promise(done => setTimeout(done, 400))").await;
        page.click(&format!("{ROOT}.querySelector('.launcher')")).await;
        page.until(&stands("1")).await;
        page.push("Mark as done").await;
        page.until(&stands("2")).await;
    });
}

#[test]
fn items_and_the_whole_list_can_be_left_out() {
    run(async {
        let stage = Stage::set(&[&checklist("", "opens = true")]).await;
        let page = stage.open().await;
        page.card().await;
        page.push("Not for us").await;
        page.until(&format!("{ROOT}.querySelector('.hint').textContent.includes('1 of 2')")).await;
        page.push("I do not need this list").await;
        page.until("!document.querySelector('#waymark-host')").await;
        stage.collector.funnel_reaches("set-up", "dismissed", 1).await;
        page.reload().await;
        page.until("waymark.explain?.('set-up')?.includes('refused')").await;
        page.eval("wm('start', 'set-up')").await;
        page.card().await;
    });
}

#[test]
fn where_the_list_stands_can_be_printed() {
    run(async {
        let stage = Stage::set(&[&checklist("", "opens = true\nper = \"company\"")]).await;
        let page = stage.open().await;
        page.card().await;
        page.eval("window.opened = []; window.open = url => void opened.push('' + url)").await;
        page.push("Print or share").await;
        page.until("opened.length === 1").await;
        let address = page.text("opened[0]").await;
        let print = stage.browser.page().await;
        print.goto(&address).await;
        print.until("document.body.innerText.includes('1 of 3 done')").await;
        assert_eq!(print.eval("document.querySelectorAll('tr').length").await, 3);
    });
}

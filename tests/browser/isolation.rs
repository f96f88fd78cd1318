//! Neither page nor widget harms the other: styles, keys, policies, panics.

use waymark_tests::proxy::Proxy;
use waymark_tests::run;
use waymark_tests::stage::{AT_ONCE, IDENTIFY, ON_DONE, ROOT, Stage, document, nps};

/// What resets in real products do, and worse.
const HOSTILE: &str = "<style>*{all:revert;box-sizing:content-box!important}button,input,label,h2,div{display:none!important;font:40px serif!important;color:red!important}html{font-size:3px}body{direction:rtl;text-transform:uppercase;line-height:4}</style>";

/// How the card looks, to compare: size, colours, fonts of its parts.
const LOOKS: &str = "(() => { const r = document.querySelector('#waymark-host').shadowRoot; return JSON.stringify([...r.querySelectorAll('h2, label, button, p')].map(e => { const s = getComputedStyle(e); return [s.display, s.color, s.fontSize, s.fontFamily, s.lineHeight, s.textTransform, s.direction, e.offsetWidth, e.offsetHeight]; })); })()";

#[test]
fn host_styles_do_not_leak_in_and_ours_do_not_leak_out() {
    run(async {
        let stage = Stage::set(&[&nps(ON_DONE)]).await;
        let hostile = stage.site.put("/hostile", &[], document(&stage.collector.snippet(), IDENTIFY) + HOSTILE);
        let look = async |address: &str| {
            let page = stage.browser.private_page().await;
            page.goto(address).await;
            let styles =
                "getComputedStyle(document.body).cssText + getComputedStyle(document.querySelector('h1')).cssText";
            let before = page.text(styles).await;
            page.eval("wm('track', 'done', {})").await;
            page.card().await;
            assert_eq!(page.text(styles).await, before, "the widget's styles stay inside");
            assert_eq!(
                page.eval("document.body.querySelectorAll('style').length + document.adoptedStyleSheets.length").await,
                i32::from(address.contains("hostile"))
            );
            page.text(LOOKS).await
        };
        let plain = look(&format!("{}/", stage.site.origin())).await;
        assert_eq!(look(&hostile).await, plain);
    });
}

#[test]
fn a_strict_policy_is_kept() {
    run(async {
        let stage = Stage::set(&[&nps(AT_ONCE)]).await;
        let collector = stage.collector.url("");
        let script =
            stage.site.put("/app.js", &[], "window.waymark=[['identify',['user-1',{}],location.href,Date.now()]];");
        let policy = format!(
            "default-src 'none'; script-src 'self' {collector} 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' {collector}; base-uri 'none'; require-trusted-types-for 'script'"
        );
        let html = format!(
            "<!doctype html><title>Strict</title><script src='{script}'></script>{}<h1>Strict</h1>",
            stage.collector.snippet()
        );
        let address = stage.site.put("/strict", &[("content-security-policy", &policy)], html);
        let page = stage.browser.page().await;
        page.goto(&address).await;
        page.card().await;
        page.choose(8).await;
        stage.collector.funnel_reaches("nps", "answered", 1).await;
        let refused: Vec<_> = page
            .log()
            .into_iter()
            .filter(|line| line.contains("Content Security Policy") || line.contains("uncaught"))
            .collect();
        assert_eq!(refused, Vec::<String>::new());
    });
}

#[test]
fn a_policy_of_nonces_is_kept() {
    run(async {
        let stage = Stage::set(&[&nps(AT_ONCE)]).await;
        let policy = format!(
            "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src {}; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            stage.collector.url("")
        );
        let html = document(&stage.collector.snippet(), IDENTIFY).replace("<script", "<script nonce=abc");
        let page = stage.browser.page().await;
        page.goto(&stage.site.put("/nonce", &[("content-security-policy", &policy)], html)).await;
        page.card().await;
        page.choose(8).await;
        stage.collector.funnel_reaches("nps", "answered", 1).await;
        let refused: Vec<_> = page.log().into_iter().filter(|line| line.contains("Content Security Policy")).collect();
        assert_eq!(refused, Vec::<String>::new());
    });
}

#[test]
fn below_a_path_of_another_address_everything_stays_there() {
    run(async {
        let stage = Stage::set_with(&[&nps(AT_ONCE)], &["--base-path", "/guide"]).await;
        let proxy = Proxy::start(stage.collector.address()).await;
        let public = format!("http://{}/guide", proxy.address());
        let page = stage.browser.page().await;
        let mut events = page.events();
        let html = document(&stage.collector.snippet_from(&public), IDENTIFY);
        page.goto(&stage.site.put("/proxied", &[], html)).await;
        page.card().await;
        page.choose(8).await;
        stage.collector.funnel_reaches("nps", "answered", 1).await;
        while let Ok(event) = events.try_recv() {
            if event.method == "Network.requestWillBeSent" && event.session == page.session() {
                let url = event.params["request"]["url"].as_str().unwrap_or_default().to_owned();
                assert!(url.starts_with(&public) || url.starts_with(stage.site.origin()), "{url}");
            }
        }
    });
}

#[test]
fn without_permission_for_wasm_one_clear_message_and_nothing_else() {
    run(async {
        let stage = Stage::set(&[&nps(AT_ONCE)]).await;
        let collector = stage.collector.url("");
        let script =
            stage.site.put("/app.js", &[], "window.waymark=[['identify',['user-1',{}],location.href,Date.now()]];");
        let policy = format!("default-src 'none'; script-src 'self' {collector}; connect-src {collector}");
        let html = format!(
            "<!doctype html><title>No WASM</title><script src='{script}'></script>{}<h1>Host</h1>",
            stage.collector.snippet()
        );
        let address = stage.site.put("/no-wasm", &[("content-security-policy", &policy)], html);
        let page = stage.browser.page().await;
        page.before_load("window.__errors = []; addEventListener('error', e => __errors.push(e.message)); addEventListener('unhandledrejection', e => __errors.push('' + e.reason))").await;
        page.goto(&address).await;
        waymark_tests::eventually("the message", || async {
            page.log()
                .iter()
                .any(|line| line.starts_with("error:") && line.contains("'wasm-unsafe-eval'"))
                .then_some(())
        })
        .await;
        let said = page.log().into_iter().filter(|line| line.starts_with("error:")).count();
        assert_eq!(said, 1, "one message: {:?}", page.log());
        assert_eq!(page.eval("__errors.length").await, 0);
        let engine = "performance.getEntriesByType('resource').filter(e => e.name.includes('_bg.wasm')).length";
        assert_eq!(page.eval(engine).await, 0, "no WASM is downloaded");
    });
}

#[test]
fn a_panic_reaches_neither_the_host_nor_the_page() {
    run(async {
        let assets = waymark_tests::given("WAYMARK_PANICKING_ASSETS");
        let flags = ["--assets-dir", assets.to_str().expect("a path in text")];
        let stage = Stage::set_with(&[&nps(AT_ONCE)], &flags).await;
        let page = stage.browser.page().await;
        page.before_load("window.__errors = []; addEventListener('error', e => __errors.push(e.message)); addEventListener('unhandledrejection', e => __errors.push('' + e.reason)); window.__clicks = 0; addEventListener('click', () => __clicks++)").await;
        page.goto(&format!("{}/", stage.site.origin())).await;
        page.card().await;
        let glue = "import(performance.getEntriesByType('resource').map(e => e.name).find(n => /engine-[^/]+\\.js$/.test(n))).then(m => { m.panic_now(); })";
        page.eval(glue).await;
        page.until("!document.querySelector('#waymark-host')").await;
        assert_eq!(page.eval("__errors.length").await, 0, "window.onerror hears nothing");
        page.click("document.getElementById('act')").await;
        page.until("__clicks === 1").await;
        page.eval("wm('track', 'done', {})").await;
        assert_eq!(page.eval("__errors.length").await, 0);
    });
}

#[test]
fn keys_pressed_in_the_card_stay_in_the_card() {
    run(async {
        let stage = Stage::set(&[&nps(AT_ONCE)]).await;
        let page = stage.browser.page().await;
        page.before_load("window.__keys = []; for (const t of ['keydown', 'keyup', 'pointerdown', 'input', 'focusin']) document.addEventListener(t, e => __keys.push(t + e.key))").await;
        page.goto(&format!("{}/", stage.site.origin())).await;
        page.card().await;
        assert_eq!(page.eval("document.activeElement === document.body").await, true, "the focus was not taken");
        page.choose(5).await;
        page.press_main().await;
        page.until(&format!("{ROOT}.querySelector('textarea')")).await;
        page.click(&format!("{ROOT}.querySelector('textarea')")).await;
        page.eval("__keys.length = 0").await;
        page.key("a").await;
        page.until(&format!("{ROOT}.querySelector('textarea').value === 'a'")).await;
        assert_eq!(page.text("__keys.join()").await, "");
    });
}

#[test]
fn nothing_is_left_after_destroy() {
    run(async {
        let stage = Stage::set(&[&nps(AT_ONCE)]).await;
        let page = stage.open().await;
        page.card().await;
        page.eval("waymark.destroy()").await;
        page.until("!document.querySelector('#waymark-host')").await;
        assert_eq!(page.eval("document.documentElement.getAttributeNames().join()").await, "lang");
        assert_eq!(page.eval("history.pushState === History.prototype.pushState").await, true);
    });
}

#[test]
fn destroyed_before_it_was_there_the_loader_does_nothing() {
    run(async {
        let stage = Stage::set(&[&nps(AT_ONCE)]).await;
        let page = stage.browser.page().await;
        let script = format!("{IDENTIFY}wm('destroy');");
        page.goto(&stage.site.put("/gone", &[], document(&stage.collector.snippet(), &script))).await;
        page.until("waymark.loaded === false").await;
        // Whatever the loader had put off would be under way once a later request of the page's own is answered.
        page.eval("new Promise(done => setTimeout(done)).then(() => fetch('/'))").await;
        let asked = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/v1/')).map(({ name }) => name)";
        assert_eq!(page.eval(asked).await, serde_json::json!([]));
        assert!(page.eval("!document.querySelector('#waymark-host')").await == true);
    });
}

#[test]
fn a_host_that_replaces_its_body_makes_it_inert_or_loads_us_twice_disturbs_nothing() {
    run(async {
        let stage = Stage::set(&[&nps(AT_ONCE)]).await;
        let twice = document(&stage.collector.snippet().repeat(2), IDENTIFY);
        let page = stage.browser.page().await;
        page.goto(&stage.site.put("/twice", &[], twice)).await;
        page.card().await;
        page.eval("document.body.replaceWith(document.createElement('body')); document.body.inert = true").await;
        page.choose(7).await;
        page.until(&format!("{ROOT}.querySelector('input[value=\"7\"]').checked")).await;
        page.eval("document.body.inert = false; document.body.append(document.createElement('dialog')); document.querySelector('dialog').showModal()")
            .await;
        page.press_main().await;
        page.until(&format!("{ROOT}.querySelector('textarea')")).await;
        page.eval("document.querySelector('dialog').remove()").await;
        page.click(&format!("{ROOT}.querySelector('textarea')")).await;
        page.write("Still here").await;
        page.press_main().await;
        stage.collector.funnel_reaches("nps", "completed", 1).await;
        let funnel = stage.collector.report("nps").await["funnel"].clone();
        assert_eq!((&funnel["due"], &funnel["displayed"]), (&1.into(), &1.into()), "{funnel}");
    });
}

//! The loader's copy of the wake rules says what the reference in `shared` says, and finds the same path in an address.
//!
//! The loader's own modules run in the page as they are written, one by one; the build joins the same text. Deliberately
//! absent: that the rules are wide enough; `shared/tests/targeting_wake.rs` compares the reference with the triggers.

use serde_json::{Value, json};
use shared::content::trigger::{Cause, EventTest, PageRule, Pattern, Trigger, UrlPart};
use shared::id::ContentKey;
use shared::targeting::address::path_of;
use shared::wake::{Wait, WakeFacts, WakeRule, merge_rules, wake_rules, wakes};
use waymark_tests::browser::Browser;
use waymark_tests::run;
use waymark_tests::site::Site;

const LOADER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../widget/loader");

/// Goes to an address without a load, tells the loader what happened there, and asks it about each list of rules.
const ASK: &str = "(async () => {
    const [{ path }, { me }, { halt, loadEarly, tell }] =
        await Promise.all(['address', 'person', 'engine'].map(name => import(`${location.origin}/loader/${name}.js`)));
    window.ask = (url, rules, facts) => {
        history.replaceState(null, '', location.origin + url);
        const awake = facts.map(([events, starts]) => {
            halt();
            events.map(name => tell('event', name, {}));
            starts.map(key => tell('show', key, false));
            return rules.map(wake => { me.waiting = { wake, files: { wasm: 'none', glue: 'none' } }; return !!loadEarly(); });
        });
        return { href: location.href, path: path(), awake };
    };
})()";

/// Addresses as hosts write them: encoded and not, with hash routes, with what only looks like one.
const URLS: [&str; 18] = [
    "/",
    "/a",
    "/a/",
    "/a/b",
    "/ab",
    "/A",
    "/a/x/c",
    "/b",
    "//a",
    "/設定",
    "/%E8%A8%AD%E5%AE%9A",
    "/a%20b",
    "/100%25",
    "/b?x=/a",
    "/b#/a/b?x",
    "/b#a",
    "/a#/b",
    "/#/設定",
];

/// What happened in the page: names of tracked events, keys of content asked for.
const FACTS: [(&[&str], &[&str]); 9] = [
    (&[], &[]),
    (&["made"], &[]),
    (&["other"], &[]),
    (&["other", "made"], &["other"]),
    (&[], &["nps"]),
    (&[], &["other"]),
    (&["other"], &["other", "nps"]),
    (&["made"], &["nps"]),
    // The name of one is no name of the other.
    (&["nps"], &["made"]),
];

fn triggers() -> Vec<Trigger> {
    let patterns = [
        Pattern::Exact("/a".into()),
        Pattern::Exact("/a/".into()),
        Pattern::Exact("/a%20b".into()),
        Pattern::Exact("/設定".into()),
        Pattern::Prefix("/".into()),
        Pattern::Prefix("/a/b".into()),
        Pattern::Prefix("/%E8%A8%AD".into()),
        Pattern::Glob("/a/*/c".into()),
        Pattern::Glob("**".into()),
        Pattern::Regex("^/a".into()),
    ];
    let made = || Cause::Event(EventTest { name: "made".into(), properties: Vec::new() });
    let causes = || [Cause::Page, made(), Cause::Click("#a".into()), Cause::Manual];
    let rule = |pattern, part, not| PageRule { pattern, part, not };
    let mut pages: Vec<Vec<PageRule>> =
        patterns.into_iter().map(|pattern| vec![rule(pattern, UrlPart::Path, false)]).collect();
    pages.push(Vec::new());
    pages.push(vec![rule(Pattern::Exact("/a".into()), UrlPart::Path, true)]);
    pages.push(vec![rule(Pattern::Prefix("https://a.example/a".into()), UrlPart::Url, false)]);
    pages.push(vec![
        rule(Pattern::Exact("/ab".into()), UrlPart::Path, false),
        rule(Pattern::Exact("/b".into()), UrlPart::Path, false),
    ]);
    let with = |pages: &Vec<PageRule>, cause| Trigger { pages: pages.clone(), cause, ..Trigger::default() };
    pages.iter().flat_map(|pages| causes().map(|cause| with(pages, cause))).collect()
}

/// Lists of rules as sessions bring them: of one content, of several, of none; and each rule there can be.
fn lists() -> Vec<Vec<WakeRule>> {
    let key = ContentKey::new("nps").expect("a key");
    let rules = |trigger: &Trigger, wait| wake_rules(&key, trigger, wait);
    let triggers = triggers();
    let mut lists: Vec<_> = triggers.iter().map(|trigger| merge_rules(rules(trigger, Wait::Trigger))).collect();
    for pair in triggers.windows(2) {
        lists.push(merge_rules(pair.iter().flat_map(|trigger| rules(trigger, Wait::Trigger)).collect()));
    }
    lists.extend([Wait::Request, Wait::Nothing].map(|wait| rules(&triggers[0], wait)));
    lists.push(Vec::new());
    for named in 0..8_u8 {
        let name = |bit: u8, name: &str| (named & bit > 0).then(|| name.to_owned());
        lists.push(vec![WakeRule { path_prefix: name(1, "/a"), event: name(2, "made"), start: name(4, "nps") }]);
    }
    lists
}

#[test]
fn the_loader_wakes_the_engine_exactly_when_the_reference_does() {
    run(async {
        let site = Site::start().await;
        for entry in std::fs::read_dir(LOADER).expect("the loader's sources") {
            let path = entry.expect("a file").path();
            if path.extension().is_some_and(|extension| extension == "js") {
                let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
                let text = std::fs::read_to_string(&path).expect("a source can be read");
                site.put(&format!("/loader/{name}"), &[], text);
            }
        }
        let browser = Browser::launch().await;
        let page = browser.page().await;
        page.goto(&site.put("/start", &[], "<!doctype html><title>Host</title><body></body>")).await;
        page.eval(ASK).await;
        let lists = lists();
        let (mut awake, mut asleep) = (0, 0);
        for url in URLS {
            let said = page.eval(&format!("ask({}, {}, {})", json!(url), json!(lists), json!(FACTS))).await;
            let href = said["href"].as_str().expect("an address");
            assert_eq!(said["path"], path_of(href), "{href}");
            for (at, (events, starts)) in FACTS.iter().enumerate() {
                let facts = WakeFacts { path: path_of(href), events, starts };
                for (nth, rules) in lists.iter().enumerate() {
                    let expected = rules.iter().any(|rule| wakes(rule, &facts));
                    assert_eq!(said["awake"][at][nth], Value::Bool(expected), "{href}, {facts:?}, {rules:?}");
                    *(if expected { &mut awake } else { &mut asleep }) += 1;
                }
            }
        }
        assert!(awake > 1_000 && asleep > 1_000, "{awake} woken, {asleep} left asleep");
    });
}

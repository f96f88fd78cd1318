//! Wake rules are a sound over-approximation: whenever the real rules would start content, some rule wakes the engine.

use proptest::prelude::*;
use waymark_shared::content::Test;
use waymark_shared::content::trigger::{Cause, EventTest, PageRule, Pattern, PropertyTest, Trigger, UrlPart};
use waymark_shared::id::ContentKey;
use waymark_shared::targeting::address::{page_fits, path_of};
use waymark_shared::targeting::page::{Happening, is_cause};
use waymark_shared::time::Timestamp;
use waymark_shared::value::{Value, Values};
use waymark_shared::wake::{Wait, WakeFacts, WakeRule, merge_rules, wake_rules, wakes};

/// Paths of a small alphabet, so that rules and pages meet often; with encoded letters as browsers and hosts write them.
fn path() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec!["/", "a", "b", "/a", "/b", "%61", "設", "%E8%A8%AD", "-", "//"]),
        0..5,
    )
    .prop_map(|parts| format!("/{}", parts.concat()))
}

fn url() -> impl Strategy<Value = String> {
    let origin = prop::sample::select(vec!["https://a.example", "http://localhost:8080", ""]);
    let query = prop::sample::select(vec!["", "?", "?x=/a", "?a#b"]);
    let hash = prop_oneof![3 => Just(String::new()), 1 => path().prop_map(|path| format!("#{path}")), 1 => Just("#a".to_owned())];
    (origin, path(), query, hash).prop_map(|(origin, path, query, hash)| format!("{origin}{path}{query}{hash}"))
}

fn pattern() -> impl Strategy<Value = Pattern> {
    let glob = prop::collection::vec(prop::sample::select(vec!["/", "*", "**", "/a", "/b", "a", "%61", "設"]), 1..5);
    prop_oneof![
        path().prop_map(Pattern::Exact),
        path().prop_map(Pattern::Prefix),
        prop::sample::select(vec!["", "https://a.example/a", "a"]).prop_map(|text| Pattern::Prefix(text.into())),
        glob.prop_map(|parts| Pattern::Glob(parts.concat())),
        Just(Pattern::Regex("^/a".into())),
    ]
}

fn page_rule() -> impl Strategy<Value = PageRule> {
    let part = prop_oneof![3 => Just(UrlPart::Path), 1 => Just(UrlPart::Url)];
    (pattern(), part, prop::bool::weighted(0.2)).prop_map(|(pattern, part, not)| PageRule { pattern, part, not })
}

fn event_test() -> impl Strategy<Value = EventTest> {
    let property = PropertyTest { name: "n".into(), test: Test::AtLeast(2.0) };
    let properties = prop::collection::vec(Just(property), 0..2);
    (prop::sample::select(vec!["made", "sent"]), properties)
        .prop_map(|(name, properties)| EventTest { name: name.into(), properties })
}

fn cause() -> impl Strategy<Value = Cause> {
    prop_oneof![
        Just(Cause::Page),
        event_test().prop_map(Cause::Event),
        Just(Cause::Element("#a".into())),
        Just(Cause::Click("#a".into())),
        Just(Cause::Scroll(50)),
        Just(Cause::Exit),
        Just(Cause::Inactive(5)),
        Just(Cause::Manual),
    ]
}

fn trigger() -> impl Strategy<Value = Trigger> {
    (prop::collection::vec(page_rule(), 0..4), cause(), any::<u32>()).prop_map(|(pages, cause, delay_ms)| Trigger {
        pages,
        cause,
        delay_ms,
        cancel: Vec::new(),
    })
}

fn key() -> ContentKey {
    ContentKey::new("nps").expect("a key")
}

/// Everything that can happen in a page, with the names of the events the loader has seen by then.
fn happenings(properties: &Values) -> Vec<(Happening<'_>, Vec<&'static str>)> {
    let event = |name: &'static str| (Happening::Event { name, properties }, vec!["other", name]);
    let quiet = [
        Happening::Page,
        Happening::Element("#a"),
        Happening::Click("#a"),
        Happening::Scroll(100),
        Happening::Exit,
        Happening::Inactive(9),
    ];
    quiet.into_iter().map(|happening| (happening, Vec::new())).chain([event("made"), event("sent")]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn the_loader_never_sleeps_through_a_start(trigger in trigger(), url in url(), n in 0..4_u8) {
        let properties = Values::from([("n".into(), Value::Number(n.into()))]);
        let rules = merge_rules(wake_rules(&key(), &trigger, Wait::Trigger));
        let matches = |_: &str, text: &str| text.starts_with("/a");
        for (happening, events) in happenings(&properties) {
            let starts = page_fits(&trigger.pages, &url, &matches) && is_cause(&trigger.cause, happening, Timestamp(0));
            let facts = WakeFacts { path: path_of(&url), events: &events, starts: &[] };
            let awake = rules.iter().any(|rule| wakes(rule, &facts));
            prop_assert!(awake || !starts, "{:?} {} {:?}", happening, url, rules);
        }
    }

    #[test]
    fn a_start_by_the_host_wakes_whatever_the_content_waits_for(trigger in trigger(), url in url()) {
        for wait in [Wait::Trigger, Wait::Request, Wait::Nothing] {
            let rules = merge_rules(wake_rules(&key(), &trigger, wait));
            let facts = WakeFacts { path: path_of(&url), events: &[], starts: &["nps"] };
            prop_assert!(rules.iter().any(|rule| wakes(rule, &facts)));
        }
    }

    #[test]
    fn merging_changes_nothing_about_when_the_engine_wakes(
        triggers in prop::collection::vec(trigger(), 1..5), url in url(), event in prop::bool::ANY, start in prop::bool::ANY,
    ) {
        let all: Vec<WakeRule> = triggers.iter().flat_map(|t| wake_rules(&key(), t, Wait::Trigger)).collect();
        let merged = merge_rules(all.clone());
        let (events, starts): (&[&str], &[&str]) = (if event { &["made"] } else { &[] }, if start { &["nps"] } else { &[] });
        let facts = WakeFacts { path: path_of(&url), events, starts };
        let any = |rules: &[WakeRule]| rules.iter().any(|rule| wakes(rule, &facts));
        prop_assert_eq!(any(&all), any(&merged));
        prop_assert!(merged.len() <= all.len());
    }

    #[test]
    fn a_glob_fits_as_its_definition_says(
        glob in prop::collection::vec(prop::sample::select(vec!["*", "**", "/", "a", "b"]), 0..7),
        path in prop::collection::vec(prop::sample::select(vec!["/", "a", "b"]), 0..8),
    ) {
        let (glob, path) = (format!("/{}", glob.concat()), format!("/{}", path.concat()));
        let rule = PageRule { pattern: Pattern::Glob(glob.clone()), part: UrlPart::Path, not: false };
        let trim = |text: &str| text.strip_suffix('/').unwrap_or(text).to_owned();
        let by_definition = defined(trim(&glob).as_bytes(), trim(&path).as_bytes())
            || glob.strip_suffix("/**").is_some_and(|stem| defined(stem.as_bytes(), trim(&path).as_bytes()));
        prop_assert_eq!(page_fits(&[rule], &path, &|_, _| false), by_definition, "{} on {}", glob, path);
    }
}

/// The definition of a glob, word for word; exponential, so for tests only.
fn defined(glob: &[u8], text: &[u8]) -> bool {
    match glob {
        [] => text.is_empty(),
        [b'*', b'*', rest @ ..] => (0..=text.len()).any(|at| defined(rest, &text[at..])),
        [b'*', rest @ ..] => {
            let segment = text.iter().take_while(|b| **b != b'/').count();
            (0..=segment).any(|at| defined(rest, &text[at..]))
        }
        [first, rest @ ..] => text.first() == Some(first) && defined(rest, &text[1..]),
    }
}

#[test]
fn rules_are_as_narrow_as_the_trigger_allows() {
    let rule = |path_prefix: Option<&str>, event: Option<&str>, start: Option<&str>| {
        let own = |text: Option<&str>| text.map(str::to_owned);
        WakeRule { path_prefix: own(path_prefix), event: own(event), start: own(start) }
    };
    let start = || rule(None, None, Some("nps"));
    let page = |pattern: Pattern, part| PageRule { pattern, part, not: false };
    let exact = |text: &str| page(Pattern::Exact(text.into()), UrlPart::Path);
    let made = || Cause::Event(EventTest { name: "made".into(), properties: Vec::new() });
    for (pages, cause, expected) in [
        (vec![], Cause::Page, vec![rule(None, None, None)]),
        (vec![exact("/a/")], Cause::Page, vec![start(), rule(Some("/a"), None, None)]),
        (vec![exact("/a%20b")], Cause::Scroll(5), vec![start(), rule(Some("/a"), None, None)]),
        (vec![exact("/a")], made(), vec![start(), rule(Some("/a"), Some("made"), None)]),
        (vec![exact("/a"), exact("/a/b")], Cause::Page, vec![start(), rule(Some("/a"), None, None)]),
        (
            vec![page(Pattern::Glob("/a/*/c".into()), UrlPart::Path)],
            Cause::Exit,
            vec![start(), rule(Some("/a"), None, None)],
        ),
        (
            vec![page(Pattern::Exact("https://x/a".into()), UrlPart::Url)],
            made(),
            vec![start(), rule(None, Some("made"), None)],
        ),
        (vec![exact("/a")], Cause::Manual, vec![start()]),
    ] {
        let trigger = Trigger { pages, cause, ..Trigger::default() };
        assert_eq!(merge_rules(wake_rules(&key(), &trigger, Wait::Trigger)), expected, "{trigger:?}");
    }
    let manual = Trigger { cause: Cause::Manual, ..Trigger::default() };
    assert_eq!(wake_rules(&key(), &manual, Wait::Nothing), vec![WakeRule::default()]);
    assert_eq!(wake_rules(&key(), &Trigger::default(), Wait::Request), vec![start()]);
}

//! The pace of tours: what starts them, what is done on the way, and how far it is.

use super::check::{check_in, content};
use serde_json::{Value, json};
use waymark_shared::lint::Severity::{Hint, Warning};
use waymark_shared::lint::lint;

/// A tour of two told steps without anything to be advised.
fn tour() -> Value {
    let text = |en: &str, ja: &str| json!({"en": en, "ja": ja});
    json!({
        "key": "reports", "name": "Reports", "owner": "Product", "goal": "report-sent", "decision": "What to show",
        "trigger": {"cause": "manual"},
        "body": {"tour": {"steps": [
            {"key": "one", "title": text("One", "一つ")},
            {"key": "two", "title": text("Two", "二つ")},
            {"key": "open", "title": text("Open it", "開きます"), "advance": [{"on": {"event": {"name": "opened"}}}]},
            {"key": "four", "title": text("Four", "四つ")}
        ]}}
    })
}

/// The codes of the advice on the tour with the value at this place.
fn codes(pointer: &str, value: Value) -> Vec<String> {
    let mut json = tour();
    let (parent, name) = pointer.rsplit_once('/').expect("a place in something");
    json.pointer_mut(parent).expect("there is such a place")[name] = value;
    lint(&content(&json)).into_iter().map(|advice| advice.code).collect()
}

#[test]
fn a_delay_alone_starts_no_tour() {
    let at = "trigger.delay_ms";
    for pages in [json!([]), json!([{"pattern": {"exact": "/login"}, "not": true}])] {
        let trigger = json!({"pages": pages, "delay_ms": 5000});
        check_in(tour(), "/trigger", trigger, Warning, "only_delay", at);
    }
    let mut some = tour();
    some["audience"] = json!({"person": {"name": "plan", "test": {"is": "pro"}}});
    check_in(some, "/trigger", json!({"delay_ms": 5000}), Warning, "only_delay", at);
    for trigger in [
        json!({"pages": [{"pattern": {"exact": "/reports"}}], "delay_ms": 5000}),
        json!({"cause": {"event": {"name": "saved"}}, "delay_ms": 5000}),
        json!({"cause": {"element": "#report"}, "delay_ms": 5000}),
        json!({"cause": {"inactive": 60}, "delay_ms": 5000}),
        json!({"cause": "manual", "delay_ms": 5000}),
    ] {
        assert_eq!(codes("/trigger", trigger.clone()), Vec::<String>::new(), "{trigger}");
    }
    assert_eq!(codes("/trigger", json!({})), ["starts_anywhere"]);
}

#[test]
fn three_steps_in_a_row_are_not_only_told() {
    let at = "body.tour.steps[0]";
    let third = "/body/tour/steps/2";
    for advance in [json!([]), json!([{"on": {"delay": 4000}}])] {
        check_in(tour(), &format!("{third}/advance"), advance, Hint, "only_next", at);
    }
    let buttons = json!([{"to": "back"}, {"to": "next"}]);
    let mut all = tour();
    all["body"]["tour"]["steps"][2]["advance"] = json!([]);
    check_in(all.clone(), &format!("{third}/buttons"), buttons, Hint, "only_next", at);
    let once = lint(&content(&all)).into_iter().filter(|advice| advice.code == "only_next").count();
    assert_eq!(once, 1, "a row is told once");
    let mut late = all.clone();
    late["body"]["tour"]["steps"][0]["advance"] = json!([{"on": {"element": "#report"}}]);
    check_in(late, "/goal", json!("sent"), Hint, "only_next", "body.tour.steps[1]");
    assert_eq!(codes("/goal", json!("sent")), Vec::<String>::new());
}

#[test]
fn a_row_ends_where_something_is_done() {
    let done = [
        ("advance", json!([{"on": {"page": [{"pattern": {"exact": "/reports"}}]}}])),
        ("advance", json!([{"on": {"gone": "#empty"}}, {"on": {"delay": 9000}}])),
        ("buttons", json!([{"to": "back"}, {"to": {"url": "/reports"}}])),
        ("buttons", json!([{"to": {"step": "four"}}, {"to": "next"}])),
        ("question", json!({"key": "well", "title": {"en": "Well?", "ja": "いかがですか"}, "kind": {"open": {}}})),
        ("pages", json!([{"pattern": {"exact": "/reports"}}])),
    ];
    for (field, value) in done {
        let mut json = tour();
        json["body"]["tour"]["steps"][2]["advance"] = json!([]);
        json["body"]["tour"]["steps"][2][field] = value;
        assert_eq!(lint(&content(&json)), [], "{json}");
    }
}

#[test]
fn a_tour_of_several_steps_tells_how_far_it_is() {
    check_in(tour(), "/body/tour/progress", json!(false), Hint, "no_progress", "body.tour.progress");
    let mut short = tour();
    short["body"]["tour"]["progress"] = json!(false);
    short["body"]["tour"]["steps"][2]["display"] = json!("hidden");
    short["body"]["tour"]["steps"].as_array_mut().expect("steps").pop();
    assert_eq!(lint(&content(&short)), []);
}

#[test]
fn what_nobody_is_led_through_has_no_pace() {
    let text = |en: &str, ja: &str| json!({"en": en, "ja": ja});
    let item = |key: &str| json!({"key": key, "title": text("Do it", "します"), "done": [{"event": {"name": "done"}}]});
    let first = json!({"key": "account", "title": text("Sign in", "ログイン"), "from_start": true});
    let pages = json!([{"pattern": {"prefix": "/app"}}]);
    let contact = json!({"label": text("Write to us", "お問い合わせ"), "url": "/help"});
    for body in [
        json!({"checklist": {"title": text("Begin", "準備"), "items": [first, item("a"), item("b"), item("c")]}}),
        json!({"resource_centre": {"title": text("Help", "ヘルプ"), "contact": contact}}),
        json!({"announcement": {"title": text("New", "新機能"), "display": "card"}}),
    ] {
        for pages in [pages.clone(), json!([])] {
            let json = json!({
                "key": "k", "name": "N", "owner": "Product", "goal": "g", "decision": "What to mend",
                "trigger": {"delay_ms": 5000, "pages": pages}, "body": body,
            });
            let advice = lint(&content(&json));
            let of_pace =
                advice.iter().filter(|each| ["only_delay", "only_next", "no_progress"].contains(&each.code.as_str()));
            assert_eq!(of_pace.count(), 0, "{advice:?}");
        }
    }
}

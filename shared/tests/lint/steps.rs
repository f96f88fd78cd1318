//! Tours and what is made of one step: keys, words, displays, targets, and where steps lead.

use super::check::{check_in, content};
use serde_json::{Value, json};
use waymark_shared::lint::Severity::{self, Error, Hint, Warning};
use waymark_shared::lint::lint;

fn text(en: &str, ja: &str) -> Value {
    json!({"en": en, "ja": ja})
}

/// A tour without anything to be advised.
fn tour() -> Value {
    json!({
        "key": "first-report", "name": "First report", "owner": "Product", "decision": "What to simplify",
        "goal": "report-sent", "trigger": {"cause": "manual"},
        "body": {"tour": {
            "help": {"text": text("We can help.", "お手伝いします。"), "link": {"label": text("Help", "サポート"), "url": "/help"}},
            "steps": [
                {"key": "hello", "title": text("Hello {{person.name|there}}", "こんにちは"), "display": "modal",
                 "media": {"url": "/tour/report.png", "alt": text("A report", "レポート")}},
                {"key": "open", "text": text("Open the [menu](/menu).", "[メニュー](/menu)を開きます。"),
                 "display": {"bubble": {"target": {"selectors": ["[data-tour=menu]"]}, "spotlight": {}}},
                 "advance": [{"on": "click"}]},
                {"key": "wait", "display": "hidden", "advance": [{"on": {"event": {"name": "sent"}}}]},
                {"key": "ask", "question": {"key": "ces", "title": text("It was easy.", "簡単だった"), "kind": {"ces": {}}},
                 "branches": [{"when": {"score": {"from": 5, "to": 7}}, "to": "end"}]},
                {"key": "more", "title": text("More", "続き"),
                 "buttons": [{"to": {"url": "/reports"}}, {"label": text("Again", "もう一度"), "to": {"step": "hello"}}]}
            ]
        }}
    })
}

fn one(kind: &str, display: &Value) -> Value {
    let mut content = tour();
    content["body"] = json!({kind: {"title": text("New", "新機能"), "display": display}});
    content
}

fn beside(selector: &str) -> Value {
    json!({"target": {"selectors": [selector]}})
}

#[track_caller]
fn check(pointer: &str, value: Value, severity: Severity, code: &str, at: &str) {
    check_in(tour(), &format!("/body/tour{pointer}"), value, severity, code, &format!("body.tour{at}"));
}

#[test]
fn good_content_with_steps_gets_no_advice() {
    let displays = [
        ("announcement", json!("modal")),
        ("announcement", json!("card")),
        ("banner", json!("top")),
        ("banner", json!("bottom")),
        ("banner", json!({"inline": {"selectors": ["#main"]}})),
        ("hotspot", json!({"beacon": beside("#new")})),
    ];
    for json in displays.map(|(kind, display)| one(kind, &display)).into_iter().chain([tour()]) {
        assert_eq!(lint(&content(&json)), [], "{json}");
    }
}

#[test]
fn what_promotes_something_says_so_and_waits() {
    let card = json!("card");
    for (at, offer) in [
        ("/body/announcement/text", text("Upgrade today.", "新しくなりました。")),
        ("/body/announcement/title", text("New", "年払いが20%割引")),
        ("/body/announcement/buttons", json!([{"label": text("Look", "見る"), "to": {"url": "/pricing?from=card"}}])),
    ] {
        check_in(one("announcement", &card), at, offer.clone(), Hint, "promotion_unmarked", "promotes");
        let mut marked = one("announcement", &card);
        marked["promotes"] = json!(true);
        marked["body"]["announcement"][at.rsplit('/').next().unwrap()] = offer;
        assert_eq!(lint(&content(&marked)), []);
    }
    let mut open = one("banner", &json!("top"));
    open["promotes"] = json!(true);
    check_in(open, "/frequency", json!({"gate": false}), Warning, "promotion_unheld", "frequency.gate");
    let article =
        json!({"key": "a", "name": "A", "body": {"article": {"title": text("A", "ア"), "text": text("B", "イ")}}});
    check_in(article, "/promotes", json!(true), Warning, "promotion_unheeded", "promotes");
}

#[test]
fn keys_and_words_of_steps_are_checked() {
    check("/steps", json!([]), Error, "no_steps", ".steps");
    check("/steps/1/key", json!("hello"), Error, "duplicate_step", ".steps[1].key");
    check("/steps/1/text", json!({}), Error, "empty_step", ".steps[1]");
    check(
        "/steps/1/question",
        tour()["body"]["tour"]["steps"][3]["question"].clone(),
        Error,
        "duplicate_question",
        ".steps[3].question.key",
    );
    check("/steps/0/title", json!({"en": "Hello"}), Warning, "missing_translation", ".steps[0].title");
    check("/steps/0/title", text(&"long ".repeat(40), "長い"), Hint, "long_title", ".steps[0].title.en");
    check("/steps/0/title", json!({"english": "Hello"}), Error, "bad_locale", "");
    check("/steps/0/text", text("Hi {{person.name}}", "どうも"), Hint, "variable_without_default", ".steps[0].text.en");
    check("/steps/0/text", text("Hi {{name|you}}", "どうも"), Warning, "unknown_variable", ".steps[0].text.en");
    check("/steps/0/text", text("[x](javascript:y)", "x"), Error, "unsafe_url", ".steps[0].text.en");
    check("/steps/0/media/alt", json!({}), Error, "missing_alt", ".steps[0].media.alt");
    for url in ["http://example.com/a.png", "data:image/png;base64,x", "mailto:a@example.com", "//example.com/a.png"] {
        check("/steps/0/media/url", json!(url), Error, "unsafe_media", ".steps[0].media.url");
    }
    let page = json!([{"pattern": {"regex": "(a+)+"}}]);
    check("/steps/0/pages", page.clone(), Error, "page_pattern", ".steps[0].pages[0]");
    check(
        "/steps/1/advance",
        json!([{"on": {"page": page}}]),
        Error,
        "page_pattern",
        ".steps[1].advance[0].on.page[0]",
    );
}

#[test]
fn questions_of_steps_are_checked_like_those_of_surveys() {
    let at = ".steps[3].question";
    check("/steps/3/question/title", json!({}), Error, "empty_title", &format!("{at}.title"));
    check("/steps/3/question/kind", json!({"rating": {"points": 11}}), Error, "points", &format!("{at}.kind"));
    check(
        "/steps/3/question/kind",
        json!({"rating": {"points": 4}}),
        Warning,
        "unlabelled_scale",
        &format!("{at}.kind"),
    );
    let action = json!({"action": {"label": {}, "url": "http://x"}});
    check("/steps/3/question/kind", action.clone(), Error, "empty_label", &format!("{at}.kind.action.label"));
    check("/steps/3/question/kind", action, Error, "unsafe_url", &format!("{at}.kind.action.url"));
    let branches = json!([{"when": "always", "to": "end"}]);
    check("/steps/3/question/branches", branches, Warning, "branches_of_question", &format!("{at}.branches"));
    check(
        "/steps/0/branches",
        json!([{"when": "always"  , "to": "end"}]),
        Warning,
        "branches_without_question",
        ".steps[0].branches",
    );
    let never = json!([{"when": {"score": {"from": 8, "to": 9}}, "to": "end"}]);
    check("/steps/3/branches", never, Warning, "branch_never_fits", ".steps[3].branches[0]");
    let unknown = json!([{"when": {"chosen": ["x"]}, "to": "end"}]);
    check("/steps/3/branches", unknown, Error, "unknown_option", ".steps[3].branches[0]");
    check("/help", Value::Null, Hint, "ces_without_help", ".help");
    check("/help/link/url", json!("http://x"), Error, "unsafe_url", ".help.link.url");
}

#[test]
fn where_steps_lead_is_checked() {
    let button = |to: Value| json!([{"to": to}]);
    check("/steps/0/buttons", button(json!({"step": "gone"})), Error, "unknown_step", ".steps[0].buttons[0].to");
    check("/steps/0/buttons", button(json!({"step": "hello"})), Error, "leads_to_itself", ".steps[0].buttons[0].to");
    check(
        "/steps/0/buttons",
        button(json!({"content": "first-report"})),
        Error,
        "starts_itself",
        ".steps[0].buttons[0].to",
    );
    check("/steps/0/buttons", button(json!({"url": "http://x"})), Error, "unsafe_url", ".steps[0].buttons[0].to");
    check(
        "/steps/0/buttons",
        button(json!({"new_tab": "javascript:x"})),
        Error,
        "unsafe_url",
        ".steps[0].buttons[0].to",
    );
    check("/steps/3/branches/0/to", json!({"step": "gone"}), Error, "unknown_step", ".steps[3].branches[0].to");
    let back = |to: Value| json!([{"on": "click", "to": to}]);
    check("/steps/1/advance", back(json!("back")), Error, "advance_backwards", ".steps[1].advance[0].to");
    check("/steps/1/advance", back(json!({"step": "hello"})), Error, "advance_backwards", ".steps[1].advance[0].to");
    check("/steps/2/advance", json!([]), Error, "stuck", ".steps[2].advance");
    check("/steps/2/advance", json!([{"on": {"element": ""}}]), Error, "empty_selector", ".steps[2].advance[0].on");
    check(
        "/steps/2/advance",
        json!([{"on": {"event": {"name": ""}}}]),
        Error,
        "empty_name",
        ".steps[2].advance[0].on.name",
    );
    check("/steps/0/buttons", button(json!("close")), Warning, "unreachable", ".steps[1]");
    check("/steps/0/buttons", button(json!({"step": "ask"})), Warning, "unreachable", ".steps[2]");
}

#[test]
fn a_step_that_only_an_advance_leads_on_from_is_fine() {
    let mut json = tour();
    json["body"]["tour"]["steps"][1]["buttons"] = json!([{"to": "snooze"}]);
    assert_eq!(lint(&content(&json)), []);
}

#[test]
fn targets_are_checked() {
    let bubble = "/steps/1/display/bubble";
    let at = ".steps[1].display.bubble.target.selectors";
    let selectors = format!("{bubble}/target/selectors");
    check(&selectors, json!([]), Error, "no_target", at);
    check(&selectors, json!(["#a", " "]), Error, "empty_selector", &format!("{at}[1]"));
    check(&selectors, json!(["#a", ".css-1a2b3c"]), Warning, "generated_selector", &format!("{at}[1]"));
    check(&format!("{bubble}/spotlight/blocked"), json!(true), Error, "blocked_click", ".steps[1].advance[0].on");
    check("/steps/1/display", json!("card"), Error, "click_without_target", ".steps[1].advance[0].on");
    let inline = one("banner", &json!({"inline": {"selectors": ["#ember12"]}}));
    check_in(inline, "/owner", json!("Team"), Warning, "generated_selector", "body.banner.display.inline.selectors[0]");
}

#[test]
fn what_is_made_of_one_step_is_displayed_in_its_own_way() {
    for (kind, display) in
        [("announcement", json!("top")), ("banner", json!("modal")), ("hotspot", json!({"bubble": beside("#new")}))]
    {
        let at = format!("body.{kind}.display");
        check_in(one(kind, &display), "/owner", json!("Team"), Error, &format!("{kind}_display"), &at);
    }
}

#[test]
fn only_what_asks_must_say_which_decision_the_answers_serve() {
    let mut line = one("banner", &json!("top"));
    line["decision"] = json!("");
    assert_eq!(lint(&content(&line)), []);
    check_in(tour(), "/decision", json!(""), Warning, "missing_decision", "decision");
}

#[test]
fn a_tour_names_its_goal_and_is_short() {
    check_in(tour(), "/goal", Value::Null, Hint, "no_goal", "goal");
    let steps = |count: usize| -> Vec<Value> {
        (0..count).map(|n| json!({"key": format!("s{n}"), "title": text("a", "あ")})).collect()
    };
    check("/steps", json!(steps(5)), Warning, "many_steps", ".steps");
    check("/steps", json!(steps(6)), Warning, "many_steps", ".steps");
    check("/steps", json!(steps(7)), Warning, "too_many_steps", ".steps");
    let is_short = |steps: Vec<Value>| {
        let mut short = tour();
        short["body"]["tour"]["steps"] = json!(steps);
        lint(&content(&short)).iter().all(|advice| !advice.code.ends_with("many_steps"))
    };
    assert!(is_short(steps(4)));
    // Of two branches, one is gone through; what is never displayed takes nobody's time.
    let mut branches = steps(6);
    branches[0]["buttons"] = json!([{"to": {"step": "s3"}}, {"to": "next"}]);
    branches[2]["buttons"] = json!([{"to": "end"}]);
    assert!(is_short(branches.clone()));
    branches[2]["buttons"] = json!([{"to": {"step": "s4"}}]);
    assert!(!is_short(branches.clone()));
    branches[1] = json!({"key": "s1", "display": "hidden", "advance": [{"on": {"delay": 1000}}]});
    assert!(is_short(branches));
}

#[test]
fn a_step_that_hands_over_says_so_and_is_displayed() {
    let handed_at = |step: &str| {
        let mut json = tour();
        json["hand_over"] = json!({"when": [{"step": step}]});
        let advice = lint(&content(&json));
        advice.into_iter().map(|advice| (advice.severity, advice.code, advice.at)).collect::<Vec<_>>()
    };
    let at = || "hand_over.when[0]".to_owned();
    assert_eq!(handed_at("more"), []);
    assert_eq!(handed_at("wait"), [(Error, "hand_over_hidden".to_owned(), at())]);
    assert_eq!(handed_at("ask"), [(Warning, "hand_over_unsaid".to_owned(), at())]);
    assert_eq!(handed_at("gone"), [(Error, "hand_over_step".to_owned(), at())]);
}

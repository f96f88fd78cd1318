//! Advice: one broken content per code, and the templates, which have nothing to be advised.

use serde_json::{Value, json};
use waymark_shared::content::{Content, Goal, Segment, Theme};
use waymark_shared::lint::{Advice, Severity, has_errors, lint, lint_goal, lint_segment, lint_theme};

use Severity::{Error, Hint, Warning};

/// A content without anything to be advised.
fn good() -> Value {
    let text = |en: &str, ja: &str| json!({"en": en, "ja": ja});
    json!({
        "key": "effort", "name": "Effort", "owner": "Product", "decision": "What to simplify",
        "trigger": {"cause": {"event": {"name": "saved"}}, "delay_ms": 1000},
        "body": {"survey": {
            "privacy": {"readers": text("The product team", "担当チーム"), "purpose": text("To improve it", "改善のため")},
            "help": {"text": text("We can help.", "お手伝いします。"), "link": {"label": text("Help", "サポート"), "url": "/help"}},
            "questions": [
                {"key": "score", "title": text("It was easy.", "簡単だった"), "kind": {"ces": {}},
                 "branches": [{"when": {"score": {"from": 5, "to": 7}}, "to": {"question": "thanks"}}]},
                {"key": "part", "title": text("Which part?", "どの部分ですか"), "kind": {"single": {"options": [
                    {"key": "a", "label": text("A", "ア")}, {"key": "b", "label": text("B", "イ")}]}}},
                {"key": "why", "title": text("Why?", "理由を教えていただけますか"), "kind": {"open": {}}},
                {"key": "thanks", "title": text("Thank you", "ありがとうございました"), "kind": "thanks"}
            ]
        }}
    })
}

fn content(json: Value) -> Content {
    serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{error}: {json}"))
}

/// Sets the value at a JSON pointer in a good content and expects this advice there; `code` alone for hints.
#[track_caller]
fn check(pointer: &str, value: Value, severity: Severity, code: &str, at: &str) {
    let mut json = good();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = json.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer}"));
    match name.parse::<usize>() {
        Ok(index) if parent.is_array() => parent[index] = value,
        _ => parent[name] = value,
    }
    let advice = lint(&content(json));
    let found = advice.iter().any(|advice| advice.severity == severity && advice.code == code && advice.at == at);
    assert!(found, "{severity:?} {code} at {at} not in {advice:#?}");
}

#[test]
fn a_good_content_gets_no_advice() {
    assert_eq!(lint(&content(good())), []);
}

#[test]
fn the_templates_get_neither_errors_nor_warnings_and_speak_both_languages() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/content");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let text = std::fs::read_to_string(&path).unwrap();
            let content: Content = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let worse: Vec<Advice> = lint(&content).into_iter().filter(|advice| advice.severity != Hint).collect();
            assert_eq!(worse, [], "{}", path.display());
            assert_eq!(path.file_stem().unwrap().to_str(), Some(content.key.as_str()), "a file is named by its key");
            assert!(text.contains("ja = ") && text.contains("en = ") && text.starts_with("# "));
            count += 1;
        }
    }
    assert_eq!(count, 7);
}

#[test]
fn the_surroundings_are_checked() {
    check("/content_version", json!(2), Error, "content_version", "content_version");
    check("/name", json!(" "), Error, "missing_name", "name");
    check("/owner", json!(""), Warning, "missing_owner", "owner");
    check("/decision", json!(""), Warning, "missing_decision", "decision");
    check("/sampling", json!(1001), Error, "share", "sampling");
    check("/sampling", json!(0), Warning, "nobody_sampled", "sampling");
    check("/holdout", json!(1001), Error, "share", "holdout");
    check("/holdout", json!(100), Warning, "holdout_without_goal", "holdout");
    check("/holdout", json!(500), Warning, "holdout_large", "holdout");
    check("/schedule", json!({"from": 2, "until": 2}), Error, "schedule_reversed", "schedule");
    check("/quota", json!(0), Error, "quota", "quota");
    check("/frequency", json!({"repeat": {"every_days": 0}}), Error, "repeat", "frequency.repeat");
    check("/frequency", json!({"repeat": {"every_days": 29}}), Warning, "asked_too_often", "frequency.repeat");
    check("/frequency", json!({"repeat": "always"}), Warning, "asked_too_often", "frequency.repeat");
    check("/frequency", json!({"after_dismissal_days": 0}), Warning, "no_quiet_days", "frequency.after_dismissal_days");
    check("/frequency", json!({"snooze_days": 0}), Warning, "no_quiet_days", "frequency.snooze_days");
}

#[test]
fn a_recommendation_question_is_asked_seldom_and_waits_for_the_gate() {
    let mut json = good();
    json["body"]["survey"]["questions"][0]["kind"] = json!({"nps": {}});
    json["frequency"] = json!({"repeat": {"every_days": 60}, "gate": false});
    let codes: Vec<String> = lint(&content(json)).into_iter().map(|advice| advice.code).collect();
    assert!(codes.contains(&"asked_too_often".to_owned()) && codes.contains(&"gate_off".to_owned()), "{codes:?}");
}

#[test]
fn what_a_person_starts_may_come_as_often_as_they_like() {
    let mut json = good();
    json["trigger"] = json!({"cause": "manual"});
    json["frequency"] = json!({"repeat": "always", "after_dismissal_days": 0, "snooze_days": 0});
    assert_eq!(lint(&content(json)), []);
}

#[test]
fn triggers_are_checked() {
    let cause = |cause: Value| json!({"cause": cause});
    check("/trigger", json!({}), Warning, "starts_anywhere", "trigger.cause");
    check("/trigger", json!({"pages": [{"pattern": {"regex": "(a+)+"}}]}), Error, "page_pattern", "trigger.pages[0]");
    check("/trigger", json!({"pages": [{"pattern": {"exact": "home"}}]}), Error, "page_pattern", "trigger.pages[0]");
    check("/trigger", cause(json!({"event": {"name": ""}})), Error, "empty_name", "trigger.cause.event.name");
    let long = "n".repeat(201);
    check("/trigger", cause(json!({"event": {"name": long}})), Error, "bad_name", "trigger.cause.event.name");
    check("/trigger", cause(json!({"click": " "})), Error, "empty_selector", "trigger.cause");
    check("/trigger", cause(json!({"scroll": 101})), Error, "scroll_share", "trigger.cause");
    check("/trigger", cause(json!({"inactive": 0})), Error, "inactive", "trigger.cause");
    check("/trigger/delay_ms", json!(600_001), Hint, "long_delay", "trigger.delay_ms");
    check("/trigger/cancel", json!([{"name": "saved"}]), Warning, "cancels_itself", "trigger.cancel[0]");
    let idle = json!({"cause": {"event": {"name": "a"}}, "cancel": [{"name": "b"}]});
    check("/trigger", idle, Hint, "nothing_to_cancel", "trigger.cancel");
    let property = json!({"event": {"name": "a", "properties": [{"name": "at", "test": {"before": "soon"}}]}});
    check("/trigger", cause(property), Error, "bad_date", "trigger.cause.event.properties[0]");
}

#[test]
fn audiences_are_checked() {
    let person = |test: Value| json!({"person": {"name": "plan", "test": test}});
    check("/audience", json!({"any": []}), Warning, "nobody", "audience");
    check("/audience", json!({"not": {"any": []}}), Warning, "nobody", "audience.not");
    check("/audience", json!({"locale": []}), Warning, "nobody", "audience");
    check("/audience", json!({"device": []}), Warning, "nobody", "audience");
    check("/audience", json!({"all": [person(json!({"in": []}))]}), Warning, "nobody", "audience.all[0]");
    check("/audience", person(json!({"after": "2026-13-01"})), Error, "bad_date", "audience");
    check("/audience", person(json!({"contains": ""})), Hint, "fits_any_text", "audience");
    check("/audience", json!({"person": {"name": "", "test": "present"}}), Error, "empty_name", "audience");
    let history = json!({"history": {"content": "a", "did": "seen", "within_days": 0}});
    check("/audience", history, Warning, "nobody", "audience");
}

const Q: &str = "/body/survey/questions";

#[test]
fn questions_and_options_are_checked() {
    let at = |index: usize, rest: &str| format!("body.survey.questions[{index}]{rest}");
    let kind = format!("{Q}/2/kind");
    check(Q, json!([]), Error, "no_questions", "body.survey.questions");
    check(Q, json!([{"key": "t", "title": {}, "kind": "thanks"}]), Error, "no_questions", "body.survey.questions");
    check(&format!("{Q}/1/key"), json!("score"), Error, "duplicate_question", &at(1, ".key"));
    check(&format!("{Q}/1/title"), json!({"en": " "}), Error, "empty_title", &at(1, ".title"));
    check(&kind, json!({"rating": {"points": 11}}), Error, "points", &at(2, ".kind"));
    check(&kind, json!({"rating": {"points": 1}}), Error, "points", &at(2, ".kind"));
    check(&kind, json!({"rating": {"points": 4, "look": "faces"}}), Error, "faces", &at(2, ".kind"));
    check(&kind, json!({"rating": {"points": 4}}), Warning, "unlabelled_scale", &at(2, ".kind"));
    check(&kind, json!({"open": {"max_length": 0}}), Error, "max_length", &at(2, ".kind"));
    check(&kind, json!({"open": {"max_length": 5001}}), Error, "max_length", &at(2, ".kind"));
    check(&kind, json!({"single": {"options": []}}), Error, "no_options", &at(2, ".kind"));
    let option = json!({"key": "a", "label": {"en": "A", "ja": "ア"}});
    check(&kind, json!({"single": {"options": [option]}}), Warning, "one_option", &at(2, ".kind"));
    check(&kind, json!({"multiple": {"options": [option], "at_most": 0}}), Error, "at_most", &at(2, ".kind"));
    let twice = json!({"single": {"options": [option, option]}});
    check(&kind, twice, Error, "duplicate_option", &at(2, ".kind.options[1].key"));
    let blank = json!({"multiple": {"options": [{"key": "a", "label": {}}]}});
    check(&kind, blank, Error, "empty_label", &at(2, ".kind.options[0].label"));
    let many = |count: usize| -> Vec<Value> {
        (0..count).map(|n| json!({"key": format!("o{n}"), "label": {"en": "O", "ja": "オ"}})).collect()
    };
    check(&kind, json!({"multiple": {"options": many(11)}}), Hint, "many_options", &at(2, ".kind"));
    check(&kind, json!({"multiple": {"options": many(101)}}), Error, "too_many_options", &at(2, ".kind"));
}

#[test]
fn branches_and_ways_are_checked() {
    let branches = |index: usize| format!("{Q}/{index}/branches");
    let at = |index: usize| format!("body.survey.questions[{index}].branches[0]");
    let branch = |when: Value, to: &str| json!([{"when": when, "to": {"question": to}}]);
    check(&branches(0), branch(json!("always"), "gone"), Error, "unknown_question", &at(0));
    check(&branches(1), branch(json!("always"), "score"), Error, "branch_backwards", &at(1));
    check(&branches(1), branch(json!("always"), "part"), Error, "branch_backwards", &at(1));
    check(&branches(1), branch(json!({"chosen": ["z"]}), "thanks"), Error, "unknown_option", &at(1));
    check(&branches(2), branch(json!({"score": {}}), "thanks"), Warning, "branch_never_fits", &at(2));
    check(&branches(0), branch(json!({"score": {"from": 8}}), "thanks"), Warning, "branch_never_fits", &at(0));
    let late = json!([{"when": "always", "to": "end"}, {"when": "skipped", "to": "end"}]);
    check(&branches(2), late, Warning, "branch_never_fits", "body.survey.questions[2].branches[1]");
    check(&branches(0), branch(json!("always"), "why"), Warning, "unreachable", "body.survey.questions[1]");
}

#[test]
fn long_surveys_and_late_scores_are_advised_against() {
    let open = |n: usize| json!({"key": format!("q{n}"), "title": {"en": "Why?", "ja": "理由"}, "kind": {"open": {}}});
    let questions = |count: usize| -> Value { (0..count).map(open).collect() };
    let at = "body.survey.questions";
    check(Q, questions(5), Warning, "many_questions", at);
    check(Q, questions(7), Warning, "too_many_questions", at);
    let score = json!({"key": "s", "title": {"en": "Easy?", "ja": "簡単"}, "kind": {"ces": {}}});
    check(Q, json!([open(0), score]), Warning, "score_not_first", at);
    let second = json!({"key": "t", "title": {"en": "Fine?", "ja": "満足"}, "kind": {"csat": {}}});
    check(Q, json!([score, second]), Hint, "several_scores", at);
}

#[test]
fn help_is_checked_against_the_effort_question() {
    check("/body/survey/help", json!(null), Hint, "ces_without_help", "body.survey.help");
    check(&format!("{Q}/0/kind"), json!({"csat": {}}), Warning, "help_without_ces", "body.survey.help");
    check("/body/survey/help/at_most", json!(7), Warning, "help_bound", "body.survey.help.at_most");
    check("/body/survey/help/text", json!({}), Error, "empty_text", "body.survey.help.text");
    check("/body/survey/help/link/label", json!({}), Error, "empty_label", "body.survey.help.link.label");
    check("/body/survey/help/link/url", json!("javascript:x"), Error, "unsafe_url", "body.survey.help.link.url");
}

#[test]
fn nothing_is_required_on_the_way_out() {
    let mut json = good();
    json["key"] = json!("cancellation");
    json["body"]["survey"]["questions"][2]["required"] = json!(true);
    let advice = lint(&content(json));
    assert!(has_errors(&advice) && advice[0].code == "required_when_leaving", "{advice:?}");
    for (path, value) in [
        ("/trigger", json!({"cause": {"event": {"name": "Subscription-Cancelled"}}})),
        ("/trigger", json!({"cause": {"click": "#delete-account"}})),
        ("/trigger", json!({"pages": [{"pattern": {"prefix": "/cancel-plan"}}]})),
        ("/name", json!("解約アンケート")),
    ] {
        let mut json = good();
        json["body"]["survey"]["questions"][0]["required"] = json!(true);
        *json.pointer_mut(path).unwrap() = value;
        assert!(lint(&content(json)).iter().any(|advice| advice.code == "required_when_leaving"), "{path}");
    }
}

#[test]
fn words_are_checked() {
    let title = format!("{Q}/2/title");
    let at = "body.survey.questions[2].title";
    let said = |en: &str| json!({"en": en, "ja": "理由"});
    check(&title, json!({"en": "Why?"}), Warning, "missing_translation", at);
    check(&title, json!({"en": "Why?", "ja": "理由", "english": "x"}), Error, "bad_locale", "body.survey");
    check(&title, said("Why do you love it?"), Warning, "leading_words", &format!("{at}.en"));
    check(&title, json!({"en": "Why?", "ja": "この素晴らしい製品"}), Warning, "leading_words", &format!("{at}.ja"));
    check(&title, said("Your NPS?"), Warning, "trademark", &format!("{at}.en"));
    check(&title, said(&"long ".repeat(40)), Hint, "long_title", &format!("{at}.en"));
    check(&title, said("a\u{0}b"), Error, "bad_text", &format!("{at}.en"));
    let description = format!("{Q}/2/description");
    let link = json!({"en": "See [this](javascript:x)", "ja": "[こちら](/a)"});
    check(&description, link, Error, "unsafe_url", "body.survey.questions[2].description.en");
}

#[test]
fn scales_point_the_same_way_everywhere() {
    let kind = format!("{Q}/0/kind");
    let ends = |low: Value, high: Value| json!({"ces": {"low": low, "high": high}});
    let at = "body.survey.questions[0].kind";
    let reversed = ends(json!({"en": "Very easy", "ja": "大変だった"}), json!({"en": "Very hard", "ja": "簡単だった"}));
    check(&kind, reversed, Error, "reversed_scale", &format!("{at}.low.en"));
    let japanese = ends(json!({"en": "Hard", "ja": "とても簡単だった"}), json!({"en": "Easy", "ja": "大変だった"}));
    check(&kind, japanese, Error, "reversed_scale", &format!("{at}.low.ja"));
    let same = ends(json!({"en": "Well", "ja": "難しい"}), json!({"en": "Well", "ja": "簡単"}));
    check(&kind, same, Error, "reversed_scale", &format!("{at}.low.en"));
    check(&kind, ends(json!({"en": "Hard", "ja": "大変"}), json!({})), Warning, "unlabelled_scale", at);
}

#[test]
fn promises_about_privacy_are_kept() {
    let at = "body.survey.privacy";
    check("/body/survey/privacy", json!({}), Warning, "readers_unsaid", &format!("{at}.readers"));
    check("/body/survey/privacy", json!({}), Warning, "purpose_unsaid", &format!("{at}.purpose"));
    let promise = json!({"en": "This is anonymous.", "ja": "回答は匿名です。"});
    check(&format!("{Q}/0/description"), promise, Error, "false_promise", "body.survey.questions[0].description");
    let mut json = good();
    json["body"]["survey"]["privacy"]["mode"] = json!("anonymous");
    json["body"]["survey"]["questions"][2]["title"] = json!({"en": "Your email?", "ja": "メールアドレス"});
    json["audience"] = json!({"all": [{"person": {"name": "role", "test": {"is": "boss"}}}]});
    json["holdout"] = json!(100);
    let codes: Vec<String> = lint(&content(json)).into_iter().map(|advice| advice.code).collect();
    for code in ["asks_who", "anonymous_audience", "anonymous_holdout"] {
        assert!(codes.contains(&code.to_owned()), "{code} not in {codes:?}");
    }
}

#[test]
fn errors_come_first() {
    let mut json = good();
    json["owner"] = json!("");
    json["quota"] = json!(0);
    json["trigger"]["delay_ms"] = json!(600_001);
    let severities: Vec<Severity> = lint(&content(json)).iter().map(|advice| advice.severity).collect();
    assert_eq!(severities, [Error, Warning, Hint]);
}

#[test]
fn themes_are_checked() {
    let codes = |change: Value| -> Vec<String> {
        let theme: Theme = serde_json::from_value(change).unwrap();
        lint_theme(&theme).into_iter().map(|advice| advice.code).collect()
    };
    assert_eq!(codes(json!({})), Vec::<String>::new());
    assert_eq!(codes(json!({"accent": "teal"})), ["accent"]);
    assert_eq!(codes(json!({"accent": "#ffd400"})), ["accent_contrast"]);
    assert_eq!(codes(json!({"accent": "#ffd400", "scheme": "dark"})), Vec::<String>::new());
    assert_eq!(codes(json!({"accent": "#101010", "scheme": "dark"})), ["accent_contrast"]);
    assert_eq!(codes(json!({"font": "x; background: url(//evil)"})), ["font"]);
    assert_eq!(codes(json!({"font": "\"Hiragino Sans\", sans-serif", "radius": 33})), ["radius"]);
}

#[test]
fn goals_and_segments_are_checked() {
    let goal = |change: Value| -> Vec<String> {
        let mut json = json!({"key": "g", "name": "First invoice", "sign": {"event": {"name": "sent"}}});
        json.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let goal: Goal = serde_json::from_value(json).unwrap();
        lint_goal(&goal).into_iter().map(|advice| advice.code).collect()
    };
    assert_eq!(goal(json!({})), Vec::<String>::new());
    assert_eq!(goal(json!({"name": ""})), ["missing_name"]);
    assert_eq!(goal(json!({"count": 0, "window_days": 0})), ["count", "window"]);
    assert_eq!(goal(json!({"sign": {"page": {"pattern": {"regex": "["}}}})), ["page_pattern"]);
    assert_eq!(goal(json!({"sign": {"click": ""}})), ["empty_selector"]);
    let sum = json!({"sign": {"click": "#a"}, "value": {"property": "", "at_least": 1}});
    assert_eq!(goal(sum), ["empty_name", "value_without_event"]);
    let segment = |condition: Value| -> Vec<String> {
        let json = json!({"key": "s", "name": "Pro", "condition": condition});
        let segment: Segment = serde_json::from_value(json).unwrap();
        lint_segment(&segment).into_iter().map(|advice| advice.code).collect()
    };
    assert_eq!(segment(json!({"person": {"name": "plan", "test": {"is": "pro"}}})), Vec::<String>::new());
    assert_eq!(segment(json!({"not": {"segment": "other"}})), ["nested_segment"]);
    assert_eq!(segment(json!({"any": []})), ["nobody"]);
}

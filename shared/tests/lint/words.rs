//! Translations, links, leading words, reversed scales, promises about privacy; themes, goals, segments.

use super::check::{Q, check, content, good};
use serde_json::{Value, json};
use waymark_shared::content::{Goal, Segment, Theme};
use waymark_shared::lint::Severity::{Error, Hint, Warning};
use waymark_shared::lint::{in_japanese, lint, lint_goal, lint_segment, lint_theme};

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
    let codes: Vec<String> = lint(&content(&json)).into_iter().map(|advice| advice.code).collect();
    for code in ["asks_who", "anonymous_audience", "anonymous_holdout"] {
        assert!(codes.contains(&code.to_owned()), "{code} not in {codes:?}");
    }
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

#[test]
fn every_code_is_said_in_japanese() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lint");
    let mut codes = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let source = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for call in ["found.error(", "found.warning(", "found.hint("] {
            for after in source.split(call).skip(1) {
                let code = after.trim_start().trim_start_matches('"').split('"').next().unwrap();
                let said = in_japanese(code).unwrap_or_else(|| panic!("{code}"));
                assert!(said.ends_with('。'), "{code}: {said}");
                codes += 1;
            }
        }
    }
    assert!(codes > 70, "the walk over the sources finds them");
    assert_eq!(in_japanese("no_such_code"), None);
}

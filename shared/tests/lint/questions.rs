//! Questions, options, branches, ways, help.

use super::check::{Q, check};
use serde_json::{Value, json};
use waymark_shared::lint::Severity::{Error, Hint, Warning};

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
    check("/body/survey/help/at_most", json!(4), Hint, "help_for_neutral", "body.survey.help.at_most");
    check("/body/survey/help/text", json!({}), Error, "empty_text", "body.survey.help.text");
    check("/body/survey/help/link/label", json!({}), Error, "empty_label", "body.survey.help.link.label");
    check("/body/survey/help/link/url", json!("javascript:x"), Error, "unsafe_url", "body.survey.help.link.url");
}

//! Templates, owner and decision, schedule, frequency, trigger, audience.

use super::check::{check, check_in, content, good};
use serde_json::{Value, json};
use waymark_shared::content::{Content, Goal};
use waymark_shared::lint::Severity::{Error, Hint, Warning};
use waymark_shared::lint::{Advice, Severity, lint, lint_measured_goal};

#[test]
fn a_good_content_gets_no_advice() {
    assert_eq!(lint(&content(&good())), []);
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
    assert_eq!(count, 20);
}

#[test]
fn the_surroundings_are_checked() {
    check("/content_version", json!(2), Error, "content_version", "content_version");
    check("/name", json!(" "), Error, "missing_name", "name");
    check("/name", json!("a\u{0}"), Error, "bad_text", "name");
    check("/owner", json!(""), Warning, "missing_owner", "owner");
    check("/decision", json!(""), Warning, "missing_decision", "decision");
    check("/sampling", json!(1001), Error, "share", "sampling");
    check("/sampling", json!(0), Warning, "nobody_sampled", "sampling");
    check("/holdout", json!(1001), Error, "share", "holdout");
    check("/holdout", json!(100), Warning, "holdout_without_goal", "holdout");
    check("/holdout", json!(100), Warning, "holdout_without_horizon", "measure_until");
    check("/measure_until", json!(1), Warning, "horizon_without_holdout", "measure_until");
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
    let codes: Vec<String> = lint(&content(&json)).into_iter().map(|advice| advice.code).collect();
    assert!(codes.contains(&"asked_too_often".to_owned()) && codes.contains(&"gate_off".to_owned()), "{codes:?}");
}

#[test]
fn what_a_person_starts_may_come_as_often_as_they_like() {
    let mut json = good();
    json["trigger"] = json!({"cause": "manual"});
    json["frequency"] = json!({"repeat": "always", "after_dismissal_days": 0, "snooze_days": 0});
    assert_eq!(lint(&content(&json)), []);
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

#[test]
fn handing_over_is_checked() {
    let hand_over = |when: Value| json!({ "when": when });
    check("/hand_over", hand_over(json!([])), Warning, "hand_over_never", "hand_over");
    let nobody = json!({"owner_trait": " ", "when": ["dismissed"]});
    check("/hand_over", nobody, Error, "empty_name", "hand_over.owner_trait");
    check("/hand_over", hand_over(json!([{"step": "asked"}])), Error, "hand_over_step", "hand_over.when[0]");
    let unattained = hand_over(json!(["dismissed", "not_attained"]));
    check("/hand_over", unattained, Error, "hand_over_without_goal", "hand_over.when[1]");
    let mut open = good();
    open["hand_over"] = hand_over(json!(["high_effort"]));
    assert_eq!(lint(&content(&open)), []);
    check_in(
        open.clone(),
        "/body/survey/questions/0/kind",
        json!({"open": {}}),
        Warning,
        "hand_over_without_effort",
        "hand_over.when[0]",
    );
    for mode in ["confidential", "anonymous"] {
        check_in(open.clone(), "/body/survey/privacy/mode", json!(mode), Error, "hand_over_of_unknown", "hand_over");
    }
}

#[test]
fn a_goal_without_days_is_no_reason_to_hand_over() {
    let mut json = good();
    json["goal"] = json!("saved");
    json["hand_over"] = json!({"when": ["not_attained"]});
    let goal = |days: Value| -> Goal {
        serde_json::from_value(json!({"key": "saved", "name": "S", "sign": {"click": "#s"}, "window_days": days}))
            .unwrap()
    };
    let codes = |days: Value| -> Vec<(Severity, String)> {
        let advice = lint_measured_goal(&content(&json), &goal(days));
        advice.into_iter().map(|advice| (advice.severity, advice.code)).collect()
    };
    assert_eq!(codes(Value::Null), [(Error, "hand_over_without_window".to_owned())]);
    assert_eq!(codes(json!(14)), []);
}

#[test]
fn errors_come_first() {
    let mut json = good();
    json["owner"] = json!("");
    json["quota"] = json!(0);
    json["trigger"]["delay_ms"] = json!(600_001);
    let severities: Vec<Severity> = lint(&content(&json)).iter().map(|advice| advice.severity).collect();
    assert_eq!(severities, [Error, Warning, Hint]);
}

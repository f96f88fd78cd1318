//! Signs of goals, and when observed signs reach them.

use waymark_shared::content::Goal;
use waymark_shared::content::goal::Sign;
use waymark_shared::event::Event;
use waymark_shared::targeting::goal::{Observation, Progress, goal_sign_fits, observe, progress};
use waymark_shared::time::Timestamp;
use waymark_shared::value::{Value, Values};

fn goal(json: &str) -> Goal {
    serde_json::from_str(json).expect(json)
}

fn event(body: &str) -> Event {
    let json = format!(
        r#"{{"id":"0193a5c0-0000-7000-8000-000000000001","at":1795000000000,
            "context":{{"url":"https://app.example/invoices/7"}},"body":{body}}}"#
    );
    serde_json::from_str(&json).expect(body)
}

#[track_caller]
fn check(sign: &str, body: &str, expected: bool) {
    let sign: Sign = serde_json::from_str(sign).expect(sign);
    let person = Values::from([("role".into(), Value::Text("admin".into()))]);
    let company = Values::from([("seats".into(), Value::Number(5.0))]);
    assert_eq!(goal_sign_fits(&sign, &event(body), &person, &company, &|_, _| true), expected, "{sign:?} {body}");
}

#[test]
fn each_sign_is_seen_in_its_own_kind_of_event() {
    let created = r#"{"event":{"name":"invoice_created","properties":[{"name":"amount","test":{"at_least":10}}]}}"#;
    check(created, r#"{"track":{"name":"invoice_created","properties":{"amount":10}}}"#, true);
    check(created, r#"{"track":{"name":"invoice_created","properties":{"amount":9}}}"#, false);
    check(created, r#"{"track":{"name":"invoice_sent"}}"#, false);
    let page = r#"{"page":{"pattern":{"glob":"/invoices/*"}}}"#;
    check(page, r#"{"page":{}}"#, true);
    check(page, r#"{"track":{"name":"invoice_created"}}"#, false);
    check(r#"{"page":{"pattern":{"glob":"/invoices/*"},"not":true}}"#, r#"{"page":{}}"#, false);
    check(r##"{"click":"#send"}"##, r##"{"clicked":{"selector":"#send"}}"##, true);
    check(r##"{"click":"#send"}"##, r##"{"present":{"selector":"#send"}}"##, false);
    check(r##"{"element":"#done"}"##, r##"{"present":{"selector":"#done"}}"##, true);
}

#[test]
fn traits_are_looked_at_when_they_may_have_changed() {
    let (person, company) = (
        r#"{"person":{"name":"role","test":{"is":"admin"}}}"#,
        r#"{"company":{"name":"seats","test":{"at_least":5}}}"#,
    );
    check(person, r#"{"identify":{}}"#, true);
    check(person, r#"{"group":{}}"#, true);
    check(person, r#"{"page":{}}"#, false);
    check(company, r#"{"group":{}}"#, true);
    check(company, r#"{"identify":{}}"#, false);
}

#[test]
fn an_observation_carries_the_number_the_goal_sums() {
    let sums =
        goal(r#"{"key":"g","name":"G","sign":{"event":{"name":"paid"}},"value":{"property":"amount","at_least":100}}"#);
    let value = |body| observe(&sums, &event(body), true).value.to_string();
    assert_eq!(value(r#"{"track":{"name":"paid","properties":{"amount":12.5}}}"#), "12.5");
    assert_eq!(value(r#"{"track":{"name":"paid","properties":{"amount":"12"}}}"#), "0");
    assert_eq!(value(r#"{"identify":{}}"#), "0");
    let seen = observe(&sums, &event(r#"{"page":{}}"#), true);
    assert_eq!((seen.at, seen.from_server), (Timestamp(1_795_000_000_000), true));
}

fn seen(day: i64, value: f64, from_server: bool) -> Observation {
    Observation { at: Timestamp::of_day(day), value, from_server }
}

#[track_caller]
fn check_progress(fields: &str, start: Option<i64>, count: u32, value: f64, reached: Option<i64>) {
    let goal = goal(&format!(r#"{{"key":"g","name":"G","sign":{{"event":{{"name":"paid"}}}}{fields}}}"#));
    let observations = [seen(12, 50.0, true), seen(3, 30.0, false), seen(7, 40.0, true)];
    let expected = Progress { count, value, reached_at: reached.map(Timestamp::of_day) };
    assert_eq!(progress(&goal, start.map(Timestamp::of_day), &observations), expected, "{fields}");
}

#[test]
fn a_goal_is_reached_at_the_first_moment_count_and_quantity_are_enough() {
    check_progress("", None, 3, 120.0, Some(3));
    check_progress(r#","count":2"#, None, 3, 120.0, Some(7));
    check_progress(r#","count":4"#, None, 3, 120.0, None);
    check_progress(r#","value":{"property":"amount","at_least":70}"#, None, 3, 120.0, Some(7));
    check_progress(r#","value":{"property":"amount","at_least":71}"#, None, 3, 120.0, Some(12));
    check_progress(r#","count":3,"value":{"property":"amount","at_least":1}"#, None, 3, 120.0, Some(12));
}

#[test]
fn only_what_lies_in_the_window_and_comes_from_the_demanded_source_counts() {
    check_progress(r#","window_days":9"#, Some(3), 3, 120.0, Some(3));
    check_progress(r#","window_days":8"#, Some(3), 2, 70.0, Some(3));
    check_progress("", Some(4), 2, 90.0, Some(7));
    check_progress(r#","window_days":1"#, None, 3, 120.0, Some(3));
    check_progress(r#","from_server":true"#, None, 2, 90.0, Some(7));
}

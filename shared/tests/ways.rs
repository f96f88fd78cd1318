//! Which steps lie on everybody's way, where the others branch off, and in what order they are told.

use serde_json::{Value, json};
use waymark_shared::content::{Body, Content};
use waymark_shared::ways::{self, Lies, To};

fn tour(steps: &[Value]) -> Body {
    let content = json!({ "key": "tour", "name": "Tour", "body": { "tour": { "steps": steps } } });
    serde_json::from_value::<Content>(content).expect("a tour").body
}

fn step(key: &str) -> Value {
    json!({ "key": key, "title": { "en": key } })
}

fn with(key: &str, name: &str, value: Value) -> Value {
    let mut step = step(key);
    step[name] = value;
    step
}

fn buttons(key: &str, to: &[Value]) -> Value {
    with(key, "buttons", to.iter().map(|to| json!({ "to": to })).collect())
}

/// Passed over where its target is not there, with one button.
fn passed_over(key: &str, to: &Value) -> Value {
    let mut step = buttons(key, std::slice::from_ref(to));
    step["display"] = json!({ "bubble": { "target": { "selectors": ["#b"] }, "missing": { "then": "skip" } } });
    step
}

/// In the order of telling: each step, `>` and where it branches off (`^` the beginning, `~` hidden), `.` where it ends.
fn told(steps: &[Value]) -> String {
    let body = tour(steps);
    let (steps, places) = (body.steps(), ways::places(body.steps()));
    let one = |index: &usize| {
        let way = match places[*index].lies {
            Lies::Main => String::new(),
            Lies::Side { from } => format!(">{}", from.map_or("^", |from| steps[from].key.as_str())),
            Lies::Hidden => "~".to_owned(),
        };
        format!("{}{way}{}", steps[*index].key, if places[*index].ends { "." } else { "" })
    };
    ways::order(&places).iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn steps_lie_on_the_main_way_when_nobody_comes_to_the_end_past_them() {
    let (next, end, close) = (json!("next"), json!("end"), json!("close"));
    let to = |key: &str| json!({ "step": key });
    let tables: [(&str, Vec<Value>, &str); 14] = [
        ("one after the other", vec![step("a"), step("b"), step("c")], "a b c"),
        (
            "help at the end, which closes, from two places",
            vec![
                step("a"),
                buttons("b", &[to("d"), next.clone()]),
                buttons("c", &[end.clone(), next.clone()]),
                buttons("d", std::slice::from_ref(&close)),
            ],
            "a b d>b. c",
        ),
        (
            "two ways that meet",
            vec![buttons("a", &[to("x"), to("y")]), buttons("x", &[to("z")]), step("y"), step("z")],
            "a x>a y>a z",
        ),
        (
            "a way of two steps, one of which can be left out",
            vec![buttons("a", &[next.clone(), to("z")]), buttons("x", &[next.clone(), to("z")]), step("y"), step("z")],
            "a x>a y>x z",
        ),
        (
            "done already",
            vec![step("a"), buttons("b", &[end.clone(), next.clone()]), step("c"), step("d")],
            "a b c>b d>b",
        ),
        ("only closing ends it", vec![step("a"), buttons("b", std::slice::from_ref(&close))], "a b."),
        (
            "another content is an end",
            vec![buttons("a", &[json!({ "content": "more" }), next.clone()]), step("b")],
            "a b>a",
        ),
        (
            "nothing is displayed while it waits for one of two things",
            vec![
                json!({ "key": "h", "display": "hidden", "advance": [{ "on": "click", "to": to("x") }, { "on": "click", "to": to("y") }] }),
                buttons("x", &[to("z")]),
                step("y"),
                step("z"),
            ],
            "h~ x>^ y>^ z",
        ),
        (
            "what happens by itself leads forward only, and takes the place of Next",
            vec![
                step("a"),
                with("b", "advance", json!([{ "on": "click", "to": to("a") }, { "on": "click", "to": to("d") }])),
                step("c"),
                step("d"),
            ],
            "a b c>b d",
        ),
        ("a circle", vec![step("a"), buttons("b", &[to("a"), next.clone()]), step("c")], "a b c"),
        ("no way leads there", vec![buttons("a", &[to("c")]), step("b"), step("c")], "a b>^ c"),
        (
            "a target that is passed over is no branch",
            vec![
                step("a"),
                with(
                    "b",
                    "display",
                    json!({ "bubble": { "target": { "selectors": ["#b"] }, "missing": { "then": "skip" } } }),
                ),
                step("c"),
            ],
            "a b c",
        ),
        (
            "what is displayed only where a target is passed over is no branch of those who saw it",
            vec![passed_over("a", &close), with("b", "display", json!("modal"))],
            "a. b>^",
        ),
        (
            "nor is what follows it",
            vec![step("a"), passed_over("b", &close), buttons("c", &[to("e"), next.clone()]), step("d"), step("e")],
            "a b. c>^ d>^ e>^",
        ),
    ];
    for (what, steps, expected) in tables {
        assert_eq!(told(&steps), expected, "{what}");
    }
    assert_eq!(told(&[]), "");
}

#[test]
fn the_answer_to_a_question_leads_on_and_no_answer_is_one_where_it_may_be_skipped() {
    let easy = json!({
        "key": "easy",
        "question": { "key": "effort", "title": { "en": "Easy?" }, "kind": { "ces": {} } },
        "branches": [{ "when": "skipped", "to": "end" }, { "when": { "score": { "from": 4, "to": 7 } }, "to": "end" }],
    });
    assert_eq!(told(&[step("a"), easy, buttons("help", &[json!("close")])]), "a easy help>easy.");
    let mut aim = json!({
        "key": "aim",
        "question": { "key": "aim", "title": { "en": "What for?" }, "required": true, "kind": { "single": { "options": [
            { "key": "one", "label": { "en": "One" } }, { "key": "two", "label": { "en": "Two" } }] } } },
        "branches": [{ "when": { "chosen": ["one"] }, "to": { "step": "x" } }, { "when": { "chosen": ["two"] }, "to": { "content": "more" } }],
    });
    let body = tour(&[aim.clone(), step("w"), step("x")]);
    let leads = |body: &Body| {
        let to = |to: &To<'_>| match to {
            To::Step(index) => index.to_string(),
            To::Content(key) => key.to_string(),
            To::End => "end".to_owned(),
        };
        ways::onward(body.steps(), 0).iter().map(to).collect::<Vec<_>>()
    };
    assert_eq!(leads(&body), ["2", "more"]);
    aim["question"]["required"] = json!(false);
    assert_eq!(leads(&tour(&[aim, step("w"), step("x")])), ["1", "2", "more"]);
}

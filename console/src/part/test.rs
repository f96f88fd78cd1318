//! The editor of one test of a value: an operator and what it compares with.
//!
//! Deliberately absent: names of traits and properties; they belong to whoever uses the test.

use super::field::{Choice, Field};
use super::number::{ListField, NumberField};
use crate::app::use_lang;
use crate::text::{Words, rules as r};
use shared::content::audience::Test;
use shared::value::Value;
use yew::prelude::*;

/// Every operator with the word it is offered by.
const OPERATORS: [(&str, Words); 17] = [
    ("is", r::OP_IS),
    ("is_not", r::OP_IS_NOT),
    ("in", r::OP_ONE_OF),
    ("not_in", r::OP_NONE_OF),
    ("contains", r::OP_CONTAINS),
    ("contains_not", r::OP_CONTAINS_NOT),
    ("at_least", r::OP_AT_LEAST),
    ("at_most", r::OP_AT_MOST),
    ("greater", r::OP_GREATER),
    ("less", r::OP_LESS),
    ("present", r::OP_PRESENT),
    ("absent", r::OP_ABSENT),
    ("within_days", r::OP_WITHIN_DAYS),
    ("older_than_days", r::OP_OLDER_THAN_DAYS),
    ("in_next_days", r::OP_IN_NEXT_DAYS),
    ("before", r::OP_BEFORE),
    ("after", r::OP_AFTER),
];

fn operator(test: &Test) -> &'static str {
    match test {
        Test::Is(_) => "is",
        Test::IsNot(_) => "is_not",
        Test::Contains(_) => "contains",
        Test::ContainsNot(_) => "contains_not",
        Test::Greater(_) => "greater",
        Test::AtLeast(_) => "at_least",
        Test::Less(_) => "less",
        Test::AtMost(_) => "at_most",
        Test::In(_) => "in",
        Test::NotIn(_) => "not_in",
        Test::Present => "present",
        Test::Absent => "absent",
        Test::WithinDays(_) => "within_days",
        Test::OlderThanDays(_) => "older_than_days",
        Test::InNextDays(_) => "in_next_days",
        Test::Before(_) => "before",
        Test::After(_) => "after",
    }
}

/// What a test compares with, whatever its operator: so that changing the operator keeps it.
fn operands(test: &Test) -> Vec<Value> {
    match test {
        Test::Is(v) | Test::IsNot(v) => vec![v.clone()],
        Test::In(list) | Test::NotIn(list) => list.clone(),
        Test::Contains(t) | Test::ContainsNot(t) | Test::Before(t) | Test::After(t) => vec![Value::Text(t.clone())],
        Test::Greater(n) | Test::AtLeast(n) | Test::Less(n) | Test::AtMost(n) => vec![Value::Number(*n)],
        Test::WithinDays(d) | Test::OlderThanDays(d) | Test::InNextDays(d) => vec![Value::Number(f64::from(*d))],
        Test::Present | Test::Absent => Vec::new(),
    }
}

fn with_operator(operator: &str, values: &[Value]) -> Test {
    let first = values.first().cloned().unwrap_or(Value::Text(String::new()));
    let text = first.label();
    let number = text.parse::<f64>().unwrap_or(0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range of days")]
    let days = if number >= 1.0 { number.min(3650.0) as u16 } else { 30 };
    match operator {
        "is_not" => Test::IsNot(first),
        "contains" => Test::Contains(text),
        "contains_not" => Test::ContainsNot(text),
        "greater" => Test::Greater(number),
        "at_least" => Test::AtLeast(number),
        "less" => Test::Less(number),
        "at_most" => Test::AtMost(number),
        "in" => Test::In(values.to_vec()),
        "not_in" => Test::NotIn(values.to_vec()),
        "present" => Test::Present,
        "absent" => Test::Absent,
        "within_days" => Test::WithinDays(days),
        "older_than_days" => Test::OlderThanDays(days),
        "in_next_days" => Test::InNextDays(days),
        "before" => Test::Before(text),
        "after" => Test::After(text),
        _ => Test::Is(first),
    }
}

#[derive(Properties, PartialEq)]
pub struct TestFieldProps {
    /// The test.
    pub value: Test,
    /// The changed test.
    pub onchange: Callback<Test>,
}

/// The editor.
#[component]
pub fn TestField(props: &TestFieldProps) -> Html {
    let lang = use_lang();
    let options: Vec<(AttrValue, AttrValue)> =
        OPERATORS.iter().map(|(key, words)| ((*key).into(), lang.say(*words).into())).collect();
    let (now, values) = (operator(&props.value), operands(&props.value));
    let change = {
        let values = values.clone();
        props.onchange.reform(move |operator: String| with_operator(&operator, &values))
    };
    let put = props.onchange.reform(move |values: Vec<Value>| with_operator(now, &values));
    html! {
        <>
            <Choice bare=true label={lang.say(r::TEST)} value={now} {options} onchange={change} />
            { operand(lang, now, &values, &put) }
        </>
    }
}

fn operand(lang: crate::text::Lang, operator: &str, values: &[Value], put: &Callback<Vec<Value>>) -> Html {
    let first = values.first().cloned().unwrap_or(Value::Text(String::new()));
    match operator {
        "present" | "absent" => Html::default(),
        "is" | "is_not" => html! { <ValueField value={first} onchange={put.reform(|value| vec![value])} /> },
        "in" | "not_in" => html! { <ValuesField values={values.to_vec()} onchange={put.clone()} /> },
        "contains" | "contains_not" => html! {
            <Field bare=true label={lang.say(r::VALUE)} value={first.label()} onchange={put.reform(|text| vec![Value::Text(text)])} />
        },
        "before" | "after" => html! {
            <Field bare=true kind="date" label={lang.say(r::VALUE)} value={first.label()}
                onchange={put.reform(|text| vec![Value::Text(text)])} />
        },
        _ => {
            let days = operator.ends_with("days");
            html! {
                <NumberField label={lang.say(if days { r::DAYS } else { r::VALUE })} value={first.label().parse::<f64>().unwrap_or_default()}
                    min={if days { 1.0 } else { f64::MIN }} max={if days { 3650.0 } else { f64::MAX }} fractions={!days}
                    onchange={put.reform(|number: f64| vec![Value::Number(number)])} />
            }
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::Text(_) => "text",
        Value::List(_) => "list",
    }
}

fn of_kind(kind: &str, text: &str) -> Value {
    match kind {
        "bool" => Value::Bool(text == "true"),
        "number" => Value::Number(text.parse().unwrap_or_default()),
        "list" => Value::List(text.split(',').map(|item| item.trim().to_owned()).filter(|i| !i.is_empty()).collect()),
        _ => Value::Text(text.to_owned()),
    }
}

#[derive(Properties, PartialEq)]
struct ValueFieldProps {
    value: Value,
    onchange: Callback<Value>,
}

/// One value with its type.
#[component]
fn ValueField(props: &ValueFieldProps) -> Html {
    let lang = use_lang();
    let kinds = [("text", r::TYPE_TEXT), ("number", r::TYPE_NUMBER), ("bool", r::TYPE_BOOL), ("list", r::TYPE_LIST)];
    let options: Vec<(AttrValue, AttrValue)> = kinds.iter().map(|(k, w)| ((*k).into(), lang.say(*w).into())).collect();
    let label = props.value.label();
    let change_kind = props.onchange.reform(move |kind: String| of_kind(&kind, &label));
    let field = match &props.value {
        Value::Bool(on) => {
            use crate::text::general as g;
            let options: Vec<(AttrValue, AttrValue)> =
                vec![("true".into(), lang.say(g::YES).into()), ("false".into(), lang.say(g::NO).into())];
            html! {
                <Choice bare=true label={lang.say(r::VALUE)} value={on.to_string()} {options}
                    onchange={props.onchange.reform(|text: String| Value::Bool(text == "true"))} />
            }
        }
        Value::Number(number) => html! {
            <NumberField label={lang.say(r::VALUE)} value={*number} min={f64::MIN} fractions=true
                onchange={props.onchange.reform(Value::Number)} />
        },
        Value::Text(text) => html! {
            <Field bare=true label={lang.say(r::VALUE)} value={text.clone()} onchange={props.onchange.reform(Value::Text)} />
        },
        Value::List(items) => html! {
            <ListField label={lang.say(r::VALUE)} values={items.clone()} onchange={props.onchange.reform(Value::List)} />
        },
    };
    html! {
        <>
            <Choice bare=true label={lang.say(r::TYPE)} value={kind(&props.value)} {options} onchange={change_kind} />
            { field }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ValuesFieldProps {
    values: Vec<Value>,
    onchange: Callback<Vec<Value>>,
}

/// Several values of one type.
#[component]
fn ValuesField(props: &ValuesFieldProps) -> Html {
    let lang = use_lang();
    let kind_now = props.values.first().map_or("text", kind);
    let options: Vec<(AttrValue, AttrValue)> =
        vec![("text".into(), lang.say(r::TYPE_TEXT).into()), ("number".into(), lang.say(r::TYPE_NUMBER).into())];
    let labels: Vec<String> = props.values.iter().map(Value::label).collect();
    let read = |kind: &str, texts: &[String]| -> Vec<Value> { texts.iter().map(|text| of_kind(kind, text)).collect() };
    let change_kind = {
        let labels = labels.clone();
        props.onchange.reform(move |kind: String| read(&kind, &labels))
    };
    let change = props.onchange.reform(move |texts: Vec<String>| read(kind_now, &texts));
    html! {
        <>
            <Choice bare=true label={lang.say(r::TYPE)} value={kind_now} {options} onchange={change_kind} />
            <ListField label={lang.say(r::VALUES_HINT)} values={labels} onchange={change} />
        </>
    }
}

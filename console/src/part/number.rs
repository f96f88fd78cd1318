//! Numbers and lists: fields whose text may be half typed ("1.", "a, ") without being overwritten by what it means so far.
//!
//! Deliberately absent: rounding. A text that is no number within bounds is not passed on.

use super::field::Field;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct NumberProps {
    /// The label.
    pub label: AttrValue,
    /// The number; `None` is an empty field.
    pub value: Option<f64>,
    /// The number typed; `None` when the field was emptied.
    pub onchange: Callback<Option<f64>>,
    /// Least number.
    #[prop_or(0.0)]
    pub min: f64,
    /// Greatest number.
    #[prop_or(f64::MAX)]
    pub max: f64,
    /// Whether fractions are allowed.
    #[prop_or_default]
    pub fractions: bool,
    /// A line below.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Whether it can only be read.
    #[prop_or_default]
    pub disabled: bool,
}

/// A number.
#[component]
pub fn NumberField(props: &NumberProps) -> Html {
    let typed = use_state_eq(String::new);
    let (min, max, fractions) = (props.min, props.max, props.fractions);
    let read = move |text: &str| -> Result<Option<f64>, ()> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let number: f64 = text.trim().parse().map_err(|_| ())?;
        let fits = number.is_finite() && number >= min && number <= max && (fractions || number.fract() == 0.0);
        if fits { Ok(Some(number)) } else { Err(()) }
    };
    let written = props.value.map(|value| value.to_string()).unwrap_or_default();
    // What was typed stays as long as it means the value, or means nothing yet.
    let shown = match read(&typed) {
        Ok(number) if number != props.value => written,
        Ok(_) if typed.is_empty() => written,
        _ => (*typed).clone(),
    };
    let wrong = read(&shown).is_err();
    let onchange = {
        let (typed, onchange) = (typed.setter(), props.onchange.clone());
        Callback::from(move |text: String| {
            if let Ok(number) = read(&text) {
                onchange.emit(number);
            }
            typed.set(text);
        })
    };
    let range = if max >= f64::MAX { format!("{min} –") } else { format!("{min} – {max}") };
    html! {
        <Field label={props.label.clone()} value={shown} {onchange} class="narrow" disabled={props.disabled}
            hint={props.hint.clone()} error={wrong.then(|| AttrValue::from(range))} />
    }
}

#[derive(Properties, PartialEq)]
pub struct ListProps {
    /// The label.
    pub label: AttrValue,
    /// The values.
    pub values: Vec<String>,
    /// The values typed.
    pub onchange: Callback<Vec<String>>,
    /// A line below.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What separates the values: a comma, or a line each.
    #[prop_or_default]
    pub lines: bool,
    /// What is wrong with the values.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// Whether it can only be read.
    #[prop_or_default]
    pub disabled: bool,
}

/// Splits at commas (also the Japanese ones) or lines; blanks around values do not count.
fn split(text: &str, lines: bool) -> Vec<String> {
    let separators: &[char] = if lines { &['\n'] } else { &[',', '、', ','] };
    text.split(separators).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// Several values.
#[component]
pub fn ListField(props: &ListProps) -> Html {
    let typed = use_state_eq(String::new);
    let lines = props.lines;
    let shown = if split(&typed, lines) == props.values {
        (*typed).clone()
    } else {
        props.values.join(if lines { "\n" } else { ", " })
    };
    let onchange = {
        let (typed, onchange) = (typed.setter(), props.onchange.clone());
        Callback::from(move |text: String| {
            onchange.emit(split(&text, lines));
            typed.set(text);
        })
    };
    html! {
        <Field label={props.label.clone()} value={shown} {onchange} hint={props.hint.clone()} error={props.error.clone()}
            rows={lines.then_some(3)} disabled={props.disabled} />
    }
}

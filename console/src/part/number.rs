//! Numbers and lists: fields whose text may be half typed ("1.", "a, ") without being overwritten by what it means so far.
//!
//! Deliberately absent: rounding, and a number in place of one that cannot be read.

use super::field::Field;
use crate::app::use_lang;
use crate::text::{Lang, general as g};
use yew::prelude::*;

/// What a field takes: its bounds, and whether it may be empty.
#[derive(Clone, Copy, PartialEq)]
struct Range {
    min: f64,
    max: f64,
    fractions: bool,
    empty: bool,
}

impl Range {
    fn read(self, text: &str) -> Result<Option<f64>, ()> {
        if text.trim().is_empty() {
            return if self.empty { Ok(None) } else { Err(()) };
        }
        let number: f64 = text.trim().parse().map_err(|_| ())?;
        let fits = number.is_finite() && number >= self.min && number <= self.max;
        if fits && (self.fractions || number.fract() == 0.0) { Ok(Some(number)) } else { Err(()) }
    }

    /// What to type instead.
    fn say(self, lang: Lang) -> String {
        let Self { min, max, .. } = self;
        match (self.fractions, min > f64::MIN, max < f64::MAX) {
            (false, _, true) => lang.fill(g::WHOLE_BETWEEN, &[&min, &max]),
            (false, ..) => lang.fill(g::WHOLE_FROM, &[&min]),
            (true, true, true) => lang.fill(g::NUMBER_BETWEEN, &[&min, &max]),
            (true, true, false) => lang.fill(g::NUMBER_FROM, &[&min]),
            (true, false, _) => lang.say(g::NUMBER).to_owned(),
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct NumberProps {
    /// The label.
    pub label: AttrValue,
    /// The number.
    pub value: f64,
    /// The number typed; what is no number within bounds stays in the field and is not told.
    pub onchange: Callback<f64>,
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
    let NumberProps { min, max, fractions, disabled, .. } = *props;
    let range = Range { min, max, fractions, empty: false };
    let onchange = props.onchange.clone();
    let onchange =
        Callback::from(move |number: Option<f64>| number.into_iter().for_each(|number| onchange.emit(number)));
    html! { <Typed label={props.label.clone()} value={props.value} {onchange} {range} hint={props.hint.clone()} {disabled} /> }
}

#[derive(Properties, PartialEq)]
pub struct OptionalNumberProps {
    /// The label.
    pub label: AttrValue,
    /// The number; `None` is an empty field.
    pub value: Option<f64>,
    /// The number typed; `None` when the field was emptied.
    pub onchange: Callback<Option<f64>>,
    /// Least number.
    pub min: f64,
    /// Greatest number.
    pub max: f64,
    /// A line below.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
}

/// A whole number, or none.
#[component]
pub fn OptionalNumberField(props: &OptionalNumberProps) -> Html {
    let range = Range { min: props.min, max: props.max, fractions: false, empty: true };
    html! {
        <Typed label={props.label.clone()} value={props.value} onchange={props.onchange.clone()} {range} hint={props.hint.clone()}
            disabled=false />
    }
}

#[derive(Properties, PartialEq)]
struct TypedProps {
    label: AttrValue,
    value: Option<f64>,
    onchange: Callback<Option<f64>>,
    range: Range,
    hint: Option<AttrValue>,
    disabled: bool,
}

/// The text beside the number it means. While it means none it stays, its fault is said, and nothing is saved.
#[component]
fn Typed(props: &TypedProps) -> Html {
    let lang = use_lang();
    // With the value there was when it was typed: another one since then came from elsewhere.
    let typed = use_state_eq(|| None::<(String, Option<f64>)>);
    let range = props.range;
    let kept = typed.as_ref().filter(|(text, before)| match range.read(text) {
        Ok(number) => number == props.value,
        Err(()) => *before == props.value,
    });
    let written = || props.value.map(|value| value.to_string()).unwrap_or_default();
    let shown = kept.map_or_else(written, |(text, _)| text.clone());
    let unfit = range.read(&shown).is_err().then(|| AttrValue::from(range.say(lang)));
    let onchange = {
        let (typed, onchange, before) = (typed.setter(), props.onchange.clone(), props.value);
        Callback::from(move |text: String| {
            let number = range.read(&text);
            typed.set(Some((text, before)));
            if let Ok(number) = number {
                onchange.emit(number);
            }
        })
    };
    html! {
        <Field label={props.label.clone()} value={shown} {onchange} class="narrow" disabled={props.disabled}
            hint={props.hint.clone()} {unfit} />
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

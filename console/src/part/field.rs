//! Labelled fields: text, number, choice, switch. A hint is tied to its field, an error said where it is.
//!
//! Deliberately absent: texts in several languages; those are in [`super::words`].

use crate::browser;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Fields that cannot be read.
const UNFIT: &str = "[data-unfit]";

#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// The label.
    pub label: AttrValue,
    /// The value shown.
    pub value: AttrValue,
    /// What was typed.
    pub onchange: Callback<String>,
    /// The `type` of the input.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// A line below the field.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with the value.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// Why the value cannot be read; nothing may be saved until it is mended.
    #[prop_or_default]
    pub unfit: Option<AttrValue>,
    /// What the browser may fill in.
    #[prop_or_default]
    pub autocomplete: Option<AttrValue>,
    /// An example inside the empty field.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// Several lines.
    #[prop_or_default]
    pub rows: Option<u8>,
    /// Whether the form cannot be sent without it.
    #[prop_or_default]
    pub required: bool,
    /// Whether it can only be read.
    #[prop_or_default]
    pub disabled: bool,
    /// Whether the label is only read aloud.
    #[prop_or_default]
    pub bare: bool,
    /// Classes of the whole.
    #[prop_or_default]
    pub class: Classes,
    /// Least value of a number.
    #[prop_or_default]
    pub min: Option<AttrValue>,
    /// Greatest value of a number.
    #[prop_or_default]
    pub max: Option<AttrValue>,
    /// The language of the value, for the screen reader and the font.
    #[prop_or_default]
    pub lang: Option<AttrValue>,
    /// Values offered while typing.
    #[prop_or_default]
    pub offers: Vec<AttrValue>,
}

/// A text or number.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let number = *use_memo((), |()| browser::next_number());
    let id = format!("f{number}");
    let notes = format!("f{number}n");
    let error = props.unfit.as_ref().or(props.error.as_ref());
    let described = (props.hint.is_some() || error.is_some()).then(|| notes.clone());
    let offers = (!props.offers.is_empty()).then(|| format!("f{number}o"));
    let invalid = error.is_some().then_some("true");
    let input = if let Some(rows) = props.rows {
        let oninput =
            props.onchange.reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
        html! {
            <textarea id={id.clone()} rows={rows.to_string()} value={props.value.clone()} {oninput}
                required={props.required} disabled={props.disabled} aria-describedby={described} aria-invalid={invalid}
                placeholder={props.placeholder.clone()} lang={props.lang.clone()} dir="auto" />
        }
    } else {
        let oninput =
            props.onchange.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
        let dir = (props.kind == "text").then_some("auto");
        html! {
            <input id={id.clone()} type={props.kind.clone()} value={props.value.clone()} {oninput} list={offers.clone()}
                required={props.required} disabled={props.disabled} aria-describedby={described} aria-invalid={invalid}
                data-unfit={props.unfit.is_some().then_some("")} autocomplete={props.autocomplete.clone()} placeholder={props.placeholder.clone()} min={props.min.clone()}
                max={props.max.clone()} lang={props.lang.clone()} {dir} />
        }
    };
    html! {
        <div class={classes!("field", props.class.clone())}>
            <label for={id} class={props.bare.then_some("visually-hidden")}>{ &props.label }</label>
            { input }
            if let Some(id) = offers {
                <datalist {id}>{ for props.offers.iter().map(|offer| html! { <option value={offer.clone()} /> }) }</datalist>
            }
            { notes_below(notes, props.hint.as_ref(), error) }
        </div>
    }
}

fn notes_below(id: String, hint: Option<&AttrValue>, error: Option<&AttrValue>) -> Html {
    if hint.is_none() && error.is_none() {
        return Html::default();
    }
    html! {
        <div {id} class="field-notes">
            if let Some(error) = error { <p class="field-error">{ error }</p> }
            if let Some(hint) = hint { <p class="hint">{ hint }</p> }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct ChoiceProps {
    /// The label.
    pub label: AttrValue,
    /// The value chosen.
    pub value: AttrValue,
    /// Values with what they say.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// The value chosen now.
    pub onchange: Callback<String>,
    /// A line below the field.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Whether it can only be read.
    #[prop_or_default]
    pub disabled: bool,
    /// Whether the label is only read aloud.
    #[prop_or_default]
    pub bare: bool,
    /// Classes of the whole.
    #[prop_or_default]
    pub class: Classes,
}

/// One of several values.
#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let number = *use_memo((), |()| browser::next_number());
    let id = format!("f{number}");
    let notes = format!("f{number}n");
    let onchange = props.onchange.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    let described = props.hint.is_some().then(|| notes.clone());
    html! {
        <div class={classes!("field", props.class.clone())}>
            <label for={id.clone()} class={props.bare.then_some("visually-hidden")}>{ &props.label }</label>
            <select {id} {onchange} disabled={props.disabled} aria-describedby={described}>
                for (value, label) in &props.options {
                    <option value={value.clone()} selected={*value == props.value}>{ label }</option>
                }
            </select>
            { notes_below(notes, props.hint.as_ref(), None) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct SwitchProps {
    /// What holds while it is on.
    pub label: AttrValue,
    /// Whether it is on.
    pub on: bool,
    /// On or off now.
    pub onchange: Callback<bool>,
    /// A line below.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Whether it can only be read.
    #[prop_or_default]
    pub disabled: bool,
}

/// On or off.
#[component]
pub fn Switch(props: &SwitchProps) -> Html {
    let number = *use_memo((), |()| browser::next_number());
    let notes = format!("f{number}n");
    let onchange = props.onchange.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    let described = props.hint.is_some().then(|| notes.clone());
    html! {
        <div class="field">
            <label class="switch">
                <input type="checkbox" checked={props.on} {onchange} disabled={props.disabled} aria-describedby={described} />
                <span>{ &props.label }</span>
            </label>
            { notes_below(notes, props.hint.as_ref(), None) }
        </div>
    }
}

/// A submit handler that keeps the browser from leaving the page; it leads to a field that cannot be read before it runs.
pub fn submit(run: impl Fn() + 'static) -> Callback<SubmitEvent> {
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let form = event.target_unchecked_into::<Element>();
        if !browser::focus_in(&form, UNFIT) {
            run();
        }
    })
}

/// Whether a field in the part of the page that fits the selector cannot be read; it takes the focus.
pub fn leads_to_unfit(part: &str) -> bool {
    browser::focus(&format!("{part} {UNFIT}"))
}

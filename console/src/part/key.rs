//! The key of something new: made from its name, free, and open to be written otherwise.
//!
//! Deliberately absent: changing a key; it stays for good.

use super::field::Field;
use crate::app::use_lang;
use crate::text::general as g;
use shared::id::check_key;
use std::rc::Rc;
use yew::prelude::*;

/// A key made from a name; the fallback where the name has no letters a key may have.
pub fn key_of(name: &str, fallback: &str) -> String {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { ' ' })
        .collect();
    let key = plain.split_whitespace().collect::<Vec<_>>().join("-");
    if check_key(&key).is_ok() { key } else { fallback.to_owned() }
}

/// The first key of this form that is not taken.
pub fn free_key(wanted: &str, taken: &[String]) -> String {
    let numbered = (2..).map(|n| format!("{wanted}-{n}"));
    let mut candidates = std::iter::once(wanted.to_owned()).chain(numbered);
    candidates.find(|key| !taken.contains(key)).unwrap_or_default()
}

/// Whether something new may have this key. Saving under a taken one would write over what has it.
pub fn is_free(key: &str, taken: &[String]) -> bool {
    check_key(key).is_ok() && !taken.iter().any(|other| other == key)
}

/// Whether a name has no letters that a key could be made from, so that only a member can write one that says something.
pub fn is_vague(name: &str) -> bool {
    !name.trim().is_empty() && key_of(name, "").is_empty()
}

#[derive(Properties, PartialEq)]
pub struct KeyProps {
    /// The key as it stands.
    pub value: String,
    /// Keys that something else has.
    pub taken: Rc<Vec<String>>,
    /// Whether the key was made from nothing that tells one thing from another.
    #[prop_or_default]
    pub vague: bool,
    /// Whether it is folded away until there is something wrong with it.
    #[prop_or_default]
    pub folded: bool,
    /// The key written by hand.
    pub onchange: Callback<String>,
}

/// The field, which says at once why a key cannot be used.
#[component]
pub fn KeyField(props: &KeyProps) -> Html {
    let lang = use_lang();
    let fault = if check_key(&props.value).is_err() {
        Some(g::KEY_WRONG)
    } else {
        props.taken.contains(&props.value).then_some(g::KEY_TAKEN)
    };
    // What is being written stays unfolded when its fault is mended.
    let touched = use_state_eq(|| false);
    let onchange = {
        let (touched, onchange) = (touched.setter(), props.onchange.clone());
        Callback::from(move |text: String| {
            touched.set(true);
            onchange.emit(text);
        })
    };
    let hint = if props.vague && !props.folded { g::KEY_VAGUE } else { g::KEY_HINT };
    let field = html! {
        <Field label={lang.say(g::KEY)} value={props.value.clone()} {onchange} required=true class="key-field"
            hint={lang.say(hint)} error={fault.map(|words| AttrValue::from(lang.say(words)))} />
    };
    if !props.folded {
        return field;
    }
    html! {
        <details open={fault.is_some() || *touched}>
            <summary class="hint">{ lang.say(g::KEY) }{ ": " }<code translate="no">{ &props.value }</code></summary>
            { field }
        </details>
    }
}

#[derive(Properties, PartialEq)]
pub struct OwnKeyProps {
    /// The key as it stands.
    pub value: String,
    /// Keys that its neighbours have.
    pub taken: Rc<Vec<String>>,
    /// What the key is for.
    pub hint: AttrValue,
    /// A key that it can have.
    pub onchange: Callback<String>,
}

/// The key of something among its neighbours: what cannot be one, or names another, stays in the field and is not told.
#[component]
pub fn OwnKeyField(props: &OwnKeyProps) -> Html {
    let lang = use_lang();
    let typed = use_state_eq(|| None::<String>);
    let fits = |key: &String| is_free(key, &props.taken);
    let shown = (*typed).clone().filter(|key| !fits(key)).unwrap_or_else(|| props.value.clone());
    let fault = match () {
        () if check_key(&shown).is_err() => Some(g::KEY_WRONG),
        () if !fits(&shown) => Some(g::KEY_TAKEN),
        () => None,
    };
    let rekey = {
        let (typed, onchange, taken) = (typed.setter(), props.onchange.clone(), props.taken.clone());
        Callback::from(move |text: String| {
            if is_free(&text, &taken) {
                onchange.emit(text.clone());
            }
            typed.set(Some(text));
        })
    };
    html! {
        <Field label={lang.say(g::KEY)} value={shown} onchange={rekey} hint={props.hint.clone()} class="key-field"
            error={fault.map(|words| AttrValue::from(lang.say(words)))} />
    }
}

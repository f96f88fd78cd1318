//! The languages being written.
//!
//! Deliberately absent: taking one away; an emptied text does that.

use crate::app::use_lang;
use crate::part::field::{Field, submit};
use crate::part::words::Locales;
use crate::text::{content as c, locale_name};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct LanguagesProps {
    /// Writes one more language.
    pub add: Callback<String>,
}

/// The languages being written, and one more.
#[component]
pub fn Languages(props: &LanguagesProps) -> Html {
    let lang = use_lang();
    let locales = use_context::<Locales>().map(|locales| locales.0).unwrap_or_default();
    let tag = use_state_eq(String::new);
    let open = use_state_eq(|| false);
    let onsubmit = {
        let (tag, open, add) = (tag.clone(), open.setter(), props.add.clone());
        submit(move || {
            let wanted = tag.trim().to_owned();
            if !wanted.is_empty() && wanted.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
                add.emit(wanted);
                tag.set(String::new());
                open.set(false);
            }
        })
    };
    let unfold = {
        let open = open.setter();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    let typed = {
        let tag = tag.setter();
        Callback::from(move |text: String| tag.set(text))
    };
    html! {
        <div class="languages">
            <span class="hint">{ lang.say(c::LANGUAGES) }{ ": " }
                { locales.iter().map(|tag| locale_name(tag)).collect::<Vec<_>>().join(lang.comma()) }</span>
            if *open {
                <form {onsubmit} class="row">
                    <Field label={lang.say(c::LANGUAGE_TAG)} value={(*tag).clone()} onchange={typed} class="narrow" />
                    <button class="small">{ lang.say(c::LANGUAGE_ADD) }</button>
                </form>
            } else {
                <button type="button" class="quiet small" onclick={unfold}>{ lang.say(c::LANGUAGE_ADD) }</button>
            }
        </div>
    }
}

//! Code to be copied, with a button that says when it has been.
//!
//! Deliberately absent: colouring of the code.

use crate::app::use_lang;
use crate::browser;
use crate::text::general as g;
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How long the button says that the text has been copied, milliseconds.
const SAY_MS: u32 = 2_000;

#[derive(Properties, PartialEq)]
pub struct CodeProps {
    /// What it is.
    pub label: AttrValue,
    /// The code.
    pub code: AttrValue,
}

/// Code with a copy button; the text can also be selected.
#[component]
pub fn Code(props: &CodeProps) -> Html {
    let lang = use_lang();
    let copied = use_state_eq(|| false);
    use_effect_with(*copied, {
        let copied = copied.setter();
        move |said| {
            let timeout = said.then(|| Timeout::new(SAY_MS, move || copied.set(false)));
            move || drop(timeout)
        }
    });
    let onclick = {
        let (code, copied) = (props.code.clone(), copied.setter());
        Callback::from(move |_: MouseEvent| {
            let (code, copied) = (code.clone(), copied.clone());
            spawn_local(async move { copied.set(browser::copy(&code).await) });
        })
    };
    let says = if *copied { g::COPIED } else { g::COPY };
    html! {
        <figure class="code">
            <figcaption>
                <span>{ &props.label }</span>
                <button type="button" class="quiet small" {onclick} aria-live="polite">{ lang.say(says) }</button>
            </figcaption>
            <pre tabindex="0"><code translate="no">{ &props.code }</code></pre>
        </figure>
    }
}

//! The unsaved-changes guard, and links that ask it before they lead away.
//!
//! The browser's own back button cannot be held, so whoever uses the guard also keeps the draft in the tab.
//! Deliberately absent: what is unsaved.

use crate::api::encode;
use crate::app::use_lang;
use crate::browser;
use crate::route::Route;
use crate::text::general as g;
use gloo_events::{EventListener, EventListenerOptions};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::BeforeUnloadEvent;
use yew::prelude::*;
use yew_router::prelude::*;

thread_local!(static UNSAVED: Cell<bool> = const { Cell::new(false) });

/// Asks before the person leaves while `unsaved` holds.
#[hook]
pub fn use_guard(unsaved: bool) {
    use_effect_with(unsaved, |unsaved| {
        UNSAVED.set(*unsaved);
        let listener = unsaved.then(|| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&browser::window(), "beforeunload", options, |event| {
                event.prevent_default();
                if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                    event.set_return_value("unsaved");
                }
            })
        });
        move || {
            UNSAVED.set(false);
            drop(listener);
        }
    });
}

#[derive(Properties, PartialEq)]
pub struct AnchorProps {
    /// The room it leads to.
    pub to: Route,
    /// Classes of the link.
    #[prop_or_default]
    pub class: Classes,
    /// Whether it leads to the room that is open.
    #[prop_or_default]
    pub current: bool,
    /// Whom or what the room is about, for the query.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// What the query calls it.
    #[prop_or("id")]
    pub name: &'static str,
    /// What the link says.
    pub children: Html,
}

/// A link to a room.
#[component]
pub fn Anchor(props: &AnchorProps) -> Html {
    let lang = use_lang();
    let navigator = use_navigator().expect("inside the router");
    let base = navigator.basename().unwrap_or_default().to_owned();
    let (to, id, name) = (props.to.clone(), props.id.clone(), props.name);
    let query = id.as_ref().map(|id| format!("?{name}={}", encode(id))).unwrap_or_default();
    let onclick = Callback::from(move |event: MouseEvent| {
        if event.meta_key() || event.ctrl_key() || event.shift_key() || event.button() != 0 {
            return;
        }
        event.prevent_default();
        let leave =
            !UNSAVED.get() || browser::window().confirm_with_message(lang.say(g::LEAVE_UNSAVED)).unwrap_or(true);
        if leave {
            UNSAVED.set(false);
            match &id {
                // One name and one text can always be written as a query.
                Some(id) => drop(navigator.push_with_query(&to, [(name, id.as_str())])),
                None => navigator.push(&to),
            }
            browser::window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
    let current = props.current.then_some("page");
    html! {
        <a href={format!("{base}{}{query}", props.to.to_path())} class={props.class.clone()} aria-current={current} {onclick}>
            { props.children.clone() }
        </a>
    }
}

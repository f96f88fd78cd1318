//! The parts of a content as a tab list.
//!
//! Deliberately absent: what the parts show.

use crate::app::use_lang;
use crate::browser;
use crate::part::field::leads_to_unfit;
use crate::text::{Words, content as c, launcher as l, steps as t};
use shared::content::Kind;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// The kind of the content; the first part is what it is made of.
    pub kind: Kind,
    /// The open one.
    pub now: usize,
    /// Opens another.
    pub choose: Callback<usize>,
}

/// How many parts there are.
const PARTS: usize = 6;

fn tabs(kind: Kind) -> [Words; PARTS] {
    let first = match kind {
        Kind::Survey => c::TAB_QUESTIONS,
        Kind::Tour => t::TAB_STEPS,
        Kind::Checklist => l::TAB_ITEMS,
        Kind::ResourceCentre => l::TAB_ENTRIES,
        Kind::Announcement | Kind::Banner | Kind::Hotspot | Kind::Article | Kind::Message => t::TAB_WORDS,
    };
    [first, c::TAB_WHEN, c::TAB_WHO, c::TAB_OFTEN, c::TAB_ABOUT, c::TAB_TEXT]
}

/// The parts: arrows move between tabs, as in every tab list.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let lang = use_lang();
    let choose = {
        let choose = props.choose.clone();
        Callback::from(move |place: usize| {
            // What cannot be read would be gone with its field.
            if !leads_to_unfit(super::FORM) {
                choose.emit(place);
                browser::focus(&format!("#tab-{place}"));
            }
        })
    };
    let onkeydown = {
        let (now, choose) = (props.now, choose.clone());
        Callback::from(move |event: KeyboardEvent| {
            let next = match event.key().as_str() {
                "ArrowRight" => (now + 1) % PARTS,
                "ArrowLeft" => (now + PARTS - 1) % PARTS,
                _ => return,
            };
            event.prevent_default();
            choose.emit(next);
        })
    };
    html! {
        <div class="tabs" role="tablist" aria-label={lang.say(c::TABS)} {onkeydown}>
            for (place, words) in tabs(props.kind).iter().enumerate() {
                <button type="button" role="tab" id={format!("tab-{place}")} aria-controls="tab-body" key={place}
                    aria-selected={(place == props.now).to_string()} tabindex={if place == props.now { "0" } else { "-1" }}
                    onclick={choose.reform(move |_: MouseEvent| place)}>{ lang.say(*words) }</button>
            }
        </div>
    }
}

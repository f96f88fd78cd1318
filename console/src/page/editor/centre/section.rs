//! One section of a resource centre: its heading and its entries.
//!
//! Deliberately absent: sections in sections. Whoever looks for help reads one list.

use crate::app::use_lang;
use crate::part::action::ActionField;
use crate::part::advice::AdviceAt;
use crate::part::order::{Move, OrderTools, rearrange, use_wanted, want};
use crate::part::words::TextFields;
use crate::text::launcher as l;
use shared::content::centre::{Entry, Section};
use shared::content::checklist::Action;
use shared::text::Text;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SectionProps {
    /// The section.
    pub value: Section,
    /// Which one it is.
    pub place: usize,
    /// The changed section.
    pub onchange: Callback<Section>,
}

/// The fields.
#[component]
pub fn SectionFields(props: &SectionProps) -> Html {
    let lang = use_lang();
    let wanted = use_wanted();
    let section = &props.value;
    let (at, id) = (format!("body.resource_centre.sections[{}]", props.place), format!("entries-{}", props.place));
    let retitle = {
        let section = section.clone();
        props.onchange.reform(move |title: Text| Section { title, ..section.clone() })
    };
    let put = {
        let title = section.title.clone();
        props.onchange.reform(move |entries: Vec<Entry>| Section { title: title.clone(), entries })
    };
    let change = |place: usize| {
        let list = section.entries.clone();
        put.reform(move |entry: Entry| {
            let mut list = list.clone();
            list[place] = entry;
            list
        })
    };
    let shift = |place: usize| {
        let (list, wanted, id) = (section.entries.clone(), wanted.clone(), id.clone());
        put.reform(move |how: Move| {
            let mut list = list.clone();
            rearrange(&mut list, place, how);
            want(&wanted, &id, place, how);
            list
        })
    };
    let add = {
        let list = section.entries.clone();
        put.reform(move |_: MouseEvent| {
            let fresh = Entry { label: Text::default(), to: Action::Url("/".to_owned()) };
            list.iter().cloned().chain([fresh]).collect::<Vec<_>>()
        })
    };
    let count = section.entries.len();
    html! {
        <div class="question-body">
            <TextFields label={lang.say(l::SECTION_TITLE)} value={section.title.clone()} at={format!("{at}.title")} onchange={retitle} />
            for (place, entry) in section.entries.iter().enumerate() {
                <fieldset class="block entry" key={place}>
                    <legend>{ lang.fill(l::ENTRY_N, &[&(place + 1)]) }</legend>
                    <EntryFields value={entry.clone()} {place} at={format!("{at}.entries[{place}]")} onchange={change(place)} />
                    <div class="tools"><OrderTools list={id.clone()} {place} {count} words={(l::ENTRY_UP, l::ENTRY_DOWN, l::ENTRY_REMOVE)} onmove={shift(place)} /></div>
                </fieldset>
            }
            <div><button type="button" class="small" id={format!("{id}-add")} onclick={add}>{ lang.say(l::ENTRY_ADD) }</button></div>
            <AdviceAt exact=true {at} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct EntryProps {
    value: Entry,
    place: usize,
    at: String,
    onchange: Callback<Entry>,
}

#[component]
fn EntryFields(props: &EntryProps) -> Html {
    let lang = use_lang();
    let entry = &props.value;
    let (one, two) = (entry.clone(), entry.clone());
    let relabel = props.onchange.reform(move |label: Text| Entry { label, ..one.clone() });
    let lead = props
        .onchange
        .reform(move |to: Option<Action>| Entry { to: to.unwrap_or_else(|| two.to.clone()), label: two.label.clone() });
    html! {
        <>
            <TextFields label={lang.fill(l::ENTRY_LABEL, &[&(props.place + 1)])} value={entry.label.clone()} at={format!("{}.label", props.at)} onchange={relabel} />
            <ActionField value={entry.to.clone()} onchange={lead} />
            <AdviceAt at={format!("{}.to", props.at)} />
            <AdviceAt exact=true at={props.at.clone()} />
        </>
    }
}

//! The resource centre: what it is called, its sections with their entries, search, and how a human is reached.
//!
//! Deliberately absent: the person's checklists. They stand in it by themselves, above the sections.

mod section;

use super::draft::Edit;
use super::languages::Languages;
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::field::Switch;
use crate::part::order::{Move, OrderTools, rearrange, use_wanted, want};
use crate::part::others::WithOthers;
use crate::part::question::LinkFields;
use crate::part::words::TextFields;
use crate::text::{Lang, launcher as l};
use section::SectionFields;
use shared::content::centre::Section;
use shared::content::{Body, Centre, Content, Link};
use shared::text::Text;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CentreProps {
    /// The draft.
    pub content: Rc<Content>,
    /// Changes it.
    pub edit: Edit,
    /// Writes one more language.
    pub add_locale: Callback<String>,
}

/// The section of the editor.
#[component]
pub fn CentreFields(props: &CentreProps) -> Html {
    let lang = use_lang();
    let Body::ResourceCentre(centre) = &props.content.body else { return Html::default() };
    let (edit, at) = (&props.edit, "body.resource_centre");
    html! {
        <WithOthers except={props.content.key.clone()}>
            <Languages add={props.add_locale.clone()} />
            <div class="step-alone">
                <TextFields label={lang.say(l::CENTRE_TITLE)} value={centre.title.clone()} at={format!("{at}.title")}
                    hint={lang.say(l::CENTRE_TITLE_HINT)} onchange={edit.in_centre(|centre, text| centre.title = text)} />
                <Sections value={centre.sections.clone()} onchange={edit.in_centre(|centre, list| centre.sections = list)} />
                <AdviceAt exact=true at={format!("{at}.sections")} />
                <Switch label={lang.say(l::CENTRE_SEARCH)} on={centre.search} onchange={edit.in_centre(|centre, on| centre.search = on)} />
                { contact(lang, centre, edit) }
                <AdviceAt at={format!("{at}.contact")} />
                <AdviceAt exact=true {at} />
            </div>
        </WithOthers>
    }
}

/// How a human is reached.
fn contact(lang: Lang, centre: &Centre, edit: &Edit) -> Html {
    let fresh = || Link { label: Text::default(), url: "https://".to_owned(), new_tab: true };
    let put = edit.in_centre(|centre, contact: Option<Link>| centre.contact = contact);
    html! {
        <div class="block">
            <Switch label={lang.say(l::CONTACT)} on={centre.contact.is_some()} onchange={put.reform(move |on: bool| on.then(fresh))} />
            if let Some(link) = &centre.contact { <LinkFields value={link.clone()} onchange={put.reform(Some)} /> }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct SectionsProps {
    value: Vec<Section>,
    onchange: Callback<Vec<Section>>,
}

/// The sections in order.
#[component]
fn Sections(props: &SectionsProps) -> Html {
    let lang = use_lang();
    let list = &props.value;
    let wanted = use_wanted();
    let change = |place: usize| {
        let list = list.clone();
        props.onchange.reform(move |section: Section| {
            let mut list = list.clone();
            list[place] = section;
            list
        })
    };
    let shift = |place: usize| {
        let (list, wanted) = (list.clone(), wanted.clone());
        props.onchange.reform(move |how: Move| {
            let mut list = list.clone();
            rearrange(&mut list, place, how);
            want(&wanted, "sections", place, how);
            list
        })
    };
    let add = {
        let list = list.clone();
        props.onchange.reform(move |_: MouseEvent| {
            let fresh = Section { title: Text::default(), entries: Vec::new() };
            list.iter().cloned().chain([fresh]).collect()
        })
    };
    html! {
        <div class="questions">
            if list.is_empty() { <p class="hint">{ lang.say(l::SECTIONS_NONE) }</p> }
            for (place, section) in list.iter().enumerate() {
                <section class="question" key={place}>
                    <div class="question-head">
                        <h2 class="question-fold part-name">{ lang.fill(l::SECTION_N, &[&(place + 1)]) }</h2>
                        <OrderTools list="sections" {place} count={list.len()} words={(l::SECTION_UP, l::SECTION_DOWN, l::SECTION_REMOVE)} onmove={shift(place)} />
                    </div>
                    <SectionFields value={section.clone()} {place} onchange={change(place)} />
                </section>
            }
            <button type="button" id="sections-add" onclick={add}>{ lang.say(l::SECTION_ADD) }</button>
        </div>
    }
}

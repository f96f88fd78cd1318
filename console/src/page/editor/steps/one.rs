//! All fields of one step: what is said, where, what leads on; what is seldom needed is folded.
//!
//! Deliberately absent: fields that the way of displaying has no use for, unless something is written in them.

use super::StepEdit;
use super::advance::Advances;
use super::ask::Ask;
use super::buttons::Buttons;
use super::display::DisplayFields;
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::key::OwnKeyField;
use crate::part::media::MediaFields;
use crate::part::pages::Pages;
use crate::part::words::TextFields;
use crate::text::{Lang, Words, content as c, steps as t};
use shared::content::tour::Display;
use shared::content::{Kind, Step};
use shared::id::StepKey;
use std::rc::Rc;
use yew::prelude::*;

/// A step among its neighbours.
#[derive(Clone, PartialEq)]
pub struct Place {
    /// The kind of the content.
    pub kind: Kind,
    /// All its steps.
    pub all: Rc<Vec<Step>>,
    /// Which of them.
    pub index: usize,
}

impl Place {
    /// Where the step is in the content, for advice.
    pub fn at(&self) -> String {
        match self.kind {
            Kind::Tour => format!("body.tour.steps[{}]", self.index),
            kind => format!("body.{}", kind.as_str()),
        }
    }
}

/// What a way of displaying is called, in a word.
pub fn display_words(display: &Display) -> Words {
    match display {
        Display::Bubble(_) => t::SHORT_BUBBLE,
        Display::Modal => t::SHORT_MODAL,
        Display::Card => t::SHORT_CARD,
        Display::Hidden => t::SHORT_HIDDEN,
        Display::Top => t::SHORT_TOP,
        Display::Bottom => t::SHORT_BOTTOM,
        Display::Inline(_) => t::SHORT_INLINE,
        Display::Beacon(_) => t::SHORT_BEACON,
    }
}

#[derive(Properties, PartialEq)]
pub struct OneStepProps {
    /// The step.
    pub place: Place,
    /// The changed step.
    pub onchange: Callback<Step>,
}

/// All fields of one step.
#[component]
pub fn OneStep(props: &OneStepProps) -> Html {
    let lang = use_lang();
    let place = &props.place;
    let Some(step) = place.all.get(place.index) else { return Html::default() };
    let edit = StepEdit { step: Rc::new(step.clone()), onchange: props.onchange.clone() };
    let at = place.at();
    let is_tour = place.kind == Kind::Tour;
    let is_seen = step.display != Display::Hidden;
    let is_line = matches!(step.display, Display::Top | Display::Bottom | Display::Inline(_));
    html! {
        <div class={if is_tour { "question-body" } else { "step-alone" }}>
            if is_seen && step.question.is_none() {
                <TextFields label={lang.say(t::STEP_TITLE)} value={step.title.clone()} at={format!("{at}.title")}
                    onchange={edit.with(|step, text| step.title = text)} />
                <TextFields label={lang.say(t::STEP_TEXT)} value={step.text.clone()} at={format!("{at}.text")} rows=2
                    hint={lang.say(c::QUESTION_DESCRIPTION_HINT)} onchange={edit.with(|step, text| step.text = text)} />
            }
            if is_seen && (!is_line || step.question.is_some()) { <Ask place={place.clone()} edit={edit.clone()} /> }
            <DisplayFields place={place.clone()} edit={edit.clone()} />
            if is_seen {
                if !is_line || step.media.is_some() {
                    <MediaFields value={step.media.clone()} at={format!("{at}.media")} onchange={edit.with(|step, media| step.media = media)} />
                }
                if step.question.is_none() || !step.buttons.is_empty() { <Buttons place={place.clone()} edit={edit.clone()} /> }
            }
            <Advances place={place.clone()} edit={edit.clone()} />
            if is_tour || !step.pages.is_empty() {
                <fieldset class="block">
                    <legend>{ lang.say(t::STEP_PAGES) }</legend>
                    <Pages value={step.pages.clone()} at={format!("{at}.pages")} empty={t::STEP_PAGES_EMPTY}
                        onchange={edit.with(|step, pages| step.pages = pages)} />
                </fieldset>
            }
            if is_tour {
                { key_field(lang, place, &edit) }
                <AdviceAt at={format!("{at}.key")} />
            }
            <AdviceAt exact=true {at} />
        </div>
    }
}

fn key_field(lang: Lang, place: &Place, edit: &StepEdit) -> Html {
    let taken = place.all.iter().enumerate().filter(|(n, _)| *n != place.index).map(|(_, step)| step.key.to_string());
    let rekey = edit.with(|step, key: String| {
        if let Ok(key) = StepKey::new(key) {
            step.key = key;
        }
    });
    html! {
        <OwnKeyField value={edit.step.key.to_string()} taken={Rc::new(taken.collect::<Vec<_>>())} hint={lang.say(t::STEP_KEY_HINT)} onchange={rekey} />
    }
}

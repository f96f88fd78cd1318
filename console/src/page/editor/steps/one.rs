//! All fields of one step: what is said, where, what leads on; what is seldom needed is folded.
//!
//! Deliberately absent: fields that the way of displaying has no use for, unless something is written in them.

use super::StepEdit;
use super::advance::Advances;
use super::ask::Ask;
use super::buttons::Buttons;
use super::display::DisplayFields;
use super::media::MediaFields;
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::field::Field;
use crate::part::pages::Pages;
use crate::part::words::TextFields;
use crate::text::{Words, content as c, general as g, steps as t};
use shared::content::tour::Display;
use shared::content::{Kind, Step};
use shared::id::{StepKey, check_key};
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
                <StepKeyField place={place.clone()} onchange={edit.with(|step, key| step.key = key)} />
                <AdviceAt at={format!("{at}.key")} />
            }
            <AdviceAt exact=true {at} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct StepKeyProps {
    place: Place,
    onchange: Callback<StepKey>,
}

/// The key: what cannot be one, or names another step, stays in the field and is not told.
#[component]
fn StepKeyField(props: &StepKeyProps) -> Html {
    let lang = use_lang();
    let typed = use_state_eq(|| None::<String>);
    let Place { all, index, .. } = props.place.clone();
    let is_taken = {
        let all = all.clone();
        move |key: &str| all.iter().enumerate().any(|(n, step)| n != index && step.key.as_str() == key)
    };
    let now = all.get(index).map(|step| step.key.to_string()).unwrap_or_default();
    let shown = (*typed).clone().filter(|key| check_key(key).is_err() || is_taken(key)).unwrap_or(now);
    let fault = match () {
        () if check_key(&shown).is_err() => Some(g::KEY_WRONG),
        () if is_taken(&shown) => Some(g::KEY_TAKEN),
        () => None,
    };
    let rekey = {
        let (typed, onchange) = (typed.setter(), props.onchange.clone());
        Callback::from(move |text: String| {
            if let Ok(key) = StepKey::new(text.as_str())
                && !is_taken(&text)
            {
                onchange.emit(key);
            }
            typed.set(Some(text));
        })
    };
    html! {
        <Field label={lang.say(g::KEY)} value={shown} onchange={rekey} hint={lang.say(t::STEP_KEY_HINT)} class="key-field"
            error={fault.map(|words| AttrValue::from(lang.say(words)))} />
    }
}

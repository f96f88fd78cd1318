//! Steps: those of a tour with what holds for all of them, or the one step of an announcement, banner, hotspot or message.
//!
//! Deliberately absent: picking an element by pointing at it; the host's page is not open here.

mod advance;
mod ask;
mod buttons;
mod display;
mod leads;
mod list;
mod one;
mod target;

use super::draft::Edit;
use super::languages::Languages;
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::field::Switch;
use crate::part::help::HelpFields;
use crate::part::others::WithOthers;
use crate::text::steps as t;
use list::StepList;
use one::{OneStep, Place};
use shared::content::survey::QuestionKind;
use shared::content::{Body, Content, Step, Tour};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct StepsProps {
    /// The draft.
    pub content: Rc<Content>,
    /// Changes it.
    pub edit: Edit,
    /// Writes one more language.
    pub add_locale: Callback<String>,
    /// Tells which step is being written, for the preview.
    pub on_choose: Callback<usize>,
}

/// Changes one step: what every part of its editor is given.
#[derive(Clone, PartialEq)]
pub struct StepEdit {
    step: Rc<Step>,
    onchange: Callback<Step>,
}

impl StepEdit {
    /// A callback that takes a value and puts it where `change` says.
    pub fn with<V: 'static>(&self, change: fn(&mut Step, V)) -> Callback<V> {
        let step = self.step.clone();
        self.onchange.reform(move |value: V| {
            let mut step = (*step).clone();
            change(&mut step, value);
            step
        })
    }
}

fn put_steps(body: &mut Body, list: Vec<Step>) {
    match body {
        Body::Survey(_) | Body::Checklist(_) | Body::ResourceCentre(_) | Body::Article(_) => {}
        Body::Tour(tour) => tour.steps = list,
        Body::Announcement(step) | Body::Banner(step) | Body::Hotspot(step) | Body::Message(step) => {
            if let Some(only) = list.into_iter().next() {
                *step = only;
            }
        }
    }
}

/// The section.
#[component]
pub fn StepsFields(props: &StepsProps) -> Html {
    let StepsProps { content, edit, .. } = props;
    let steps = Rc::new(content.body.steps().to_vec());
    let put = edit.with(|content, list: Vec<Step>| put_steps(&mut content.body, list));
    html! {
        <WithOthers except={content.key.clone()}>
            <Languages add={props.add_locale.clone()} />
            { match &content.body {
                Body::Survey(_) => Html::default(),
                Body::Tour(tour) => html! {
                    <>
                        <StepList value={steps} onchange={put} on_choose={props.on_choose.clone()} />
                        <AdviceAt exact=true at="body.tour.steps" />
                        <AdviceAt exact=true at="body.tour" />
                        <WholeTour tour={tour.clone()} edit={edit.clone()} />
                    </>
                },
                _ => html! {
                    <OneStep place={Place { kind: content.body.kind(), all: steps, index: 0 }}
                        onchange={put.reform(|step: Step| vec![step])} />
                },
            } }
        </WithOthers>
    }
}

#[derive(Properties, PartialEq)]
struct WholeTourProps {
    tour: Tour,
    edit: Edit,
}

/// What holds for all steps of a tour.
#[component]
fn WholeTour(props: &WholeTourProps) -> Html {
    let lang = use_lang();
    let WholeTourProps { tour, edit } = props;
    let asks_effort =
        |step: &Step| step.question.as_ref().is_some_and(|question| matches!(question.kind, QuestionKind::Ces { .. }));
    html! {
        <>
            <Switch label={lang.say(t::TOUR_BACK)} on={tour.back} onchange={edit.in_tour(|tour, on| tour.back = on)} />
            <Switch label={lang.say(t::TOUR_PROGRESS)} on={tour.progress} onchange={edit.in_tour(|tour, on| tour.progress = on)} />
            if tour.help.is_some() || tour.steps.iter().any(asks_effort) {
                <HelpFields value={tour.help.clone()} at="body.tour.help" onchange={edit.in_tour(|tour, help| tour.help = help)} />
            }
        </>
    }
}

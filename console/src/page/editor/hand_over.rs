//! When it hands somebody over to a person, and to whom, as a sentence with its parts below.
//!
//! Deliberately absent: who that is by name; a trait of each company says so.

use super::draft::Edit;
use crate::app::{use_desk, use_lang};
use crate::part::advice::AdviceAt;
use crate::part::field::{Field, Switch};
use crate::text::{Lang, follow_up as f};
use crate::wording::step_title;
use shared::content::survey::QuestionKind;
use shared::content::tour::Display;
use shared::content::{Content, HandOver, HandOverWhen, Kind};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct HandOverProps {
    /// The draft.
    pub content: Rc<Content>,
    /// Changes it.
    pub edit: Edit,
}

/// The part.
#[component]
pub fn HandOverFields(props: &HandOverProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let (content, edit) = (&props.content, &props.edit);
    if matches!(content.body.kind(), Kind::Article | Kind::ResourceCentre) && content.hand_over.is_none() {
        return Html::default();
    }
    let toggle = edit.with(|content, on: bool| content.hand_over = on.then(HandOver::default));
    let traits = desk.environment.as_ref().map(|it| it.settings.reportable_traits.clone()).unwrap_or_default();
    html! {
        <fieldset>
            <legend>{ lang.say(f::HAND_OVER) }</legend>
            <Switch label={lang.say(f::HAND_OVER_ON)} hint={lang.say(f::HAND_OVER_HINT)} on={content.hand_over.is_some()} onchange={toggle} />
            if let Some(hand_over) = &content.hand_over {
                <p class="sentence">{ sentence(lang, content, hand_over) }</p>
                <p>{ lang.say(f::WHEN) }</p>
                for (when, label) in offered(lang, content, hand_over) {
                    <Switch label={label} on={hand_over.when.contains(&when)} onchange={switch(edit, when)} />
                }
                <Field label={lang.say(f::OWNER_TRAIT)} value={hand_over.owner_trait.clone()} hint={lang.say(f::OWNER_TRAIT_HINT)}
                    offers={traits.into_iter().map(AttrValue::from).collect::<Vec<_>>()} required=true
                    onchange={edit.with(|content, name: String| {
                        if let Some(hand_over) = &mut content.hand_over {
                            hand_over.owner_trait = name;
                        }
                    })} />
            }
            <AdviceAt at="hand_over" />
        </fieldset>
    }
}

/// What this content can hand over by, and whatever else stands in it, each in words.
fn offered(lang: Lang, content: &Content, hand_over: &HandOver) -> Vec<(HandOverWhen, String)> {
    let steps = content.body.steps().iter().filter(|step| step.display != Display::Hidden);
    let mut whens: Vec<HandOverWhen> = steps.map(|step| HandOverWhen::Step(step.key.clone())).collect();
    if content.body.questions().any(|question| matches!(question.kind, QuestionKind::Ces { .. })) {
        whens.push(HandOverWhen::HighEffort);
    }
    whens.push(HandOverWhen::Dismissed);
    if content.goal.is_some() {
        whens.push(HandOverWhen::NotAttained);
    }
    let missing: Vec<HandOverWhen> = hand_over.when.iter().filter(|when| !whens.contains(when)).cloned().collect();
    whens.into_iter().chain(missing).map(|when| (when.clone(), words(lang, content, &when))).collect()
}

fn words(lang: Lang, content: &Content, when: &HandOverWhen) -> String {
    match when {
        HandOverWhen::Step(key) => {
            let step = content.body.steps().iter().find(|step| step.key == *key);
            let title = step.map(|step| step_title(lang, step)).filter(|title| !title.is_empty());
            lang.fill(f::WHEN_STEP, &[&title.unwrap_or_else(|| key.to_string())])
        }
        HandOverWhen::HighEffort => lang.say(f::WHEN_HIGH_EFFORT).to_owned(),
        HandOverWhen::Dismissed => lang.say(f::WHEN_DISMISSED).to_owned(),
        HandOverWhen::NotAttained => lang.say(f::WHEN_NOT_ATTAINED).to_owned(),
    }
}

fn sentence(lang: Lang, content: &Content, hand_over: &HandOver) -> String {
    if hand_over.when.is_empty() {
        return lang.say(f::SAY_NEVER).to_owned();
    }
    let whens: Vec<String> = hand_over.when.iter().map(|when| words(lang, content, when)).collect();
    lang.fill(f::SAY, &[&whens.join(lang.say(f::OR)), &hand_over.owner_trait])
}

/// Puts one of the rules in, at the end, or takes it out.
fn switch(edit: &Edit, when: HandOverWhen) -> Callback<bool> {
    let put = edit.with(|content, (when, on): (HandOverWhen, bool)| {
        let Some(hand_over) = &mut content.hand_over else { return };
        hand_over.when.retain(|known| *known != when);
        if on {
            hand_over.when.push(when);
        }
    });
    put.reform(move |on| (when.clone(), on))
}

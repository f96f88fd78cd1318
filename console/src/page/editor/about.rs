//! About: what it is called, who answers for it, the decision it serves, the goal it should further, when a person takes over.
//!
//! Deliberately absent: the key; it names the content for good.

use super::draft::{self, Edit};
use super::hand_over::HandOverFields;
use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::part::advice::AdviceAt;
use crate::part::dialog::Dialog;
use crate::part::field::Field;
use crate::part::goal::GoalChoice;
use crate::part::notice::Failure;
use crate::route::Route;
use crate::text::{content as c, general as g};
use shared::content::Content;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

#[derive(Properties, PartialEq)]
pub struct AboutProps {
    /// The draft.
    pub content: Rc<Content>,
    /// Changes it.
    pub edit: Edit,
    /// Whether it was ever published: what has answers cannot be removed.
    pub published: bool,
}

/// The section.
#[component]
pub fn About(props: &AboutProps) -> Html {
    let lang = use_lang();
    let edit = &props.edit;
    let content = &props.content;
    html! {
        <>
            <Field label={lang.say(g::NAME)} value={content.name.clone()} hint={lang.say(c::NAME_HINT)} required=true
                onchange={edit.with(|content, text| content.name = text)} />
            <AdviceAt at="name" />
            <Field label={lang.say(c::OWNER)} value={content.owner.clone()} hint={lang.say(c::OWNER_HINT)}
                onchange={edit.with(|content, text| content.owner = text)} />
            <AdviceAt at="owner" />
            <Field label={lang.say(c::DECISION)} value={content.decision.clone()} hint={lang.say(c::DECISION_HINT)} rows=3
                onchange={edit.with(|content, text| content.decision = text)} />
            <AdviceAt at="decision" />
            <GoalChoice label={lang.say(c::GOAL)} value={content.goal.clone()} onchange={edit.with(|content, goal| content.goal = goal)} />
            <AdviceAt at="goal" />
            <HandOverFields content={content.clone()} edit={edit.clone()} />
            if !props.published { <Remove content={content.clone()} /> }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct RemoveProps {
    content: Rc<Content>,
}

/// Takes a content away that was never published, after a question.
#[component]
fn Remove(props: &RemoveProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let navigator = use_navigator().expect("inside the router");
    let asked = use_state_eq(|| false);
    let problem = use_state(|| None::<Rc<Problem>>);
    let run = {
        let (content, asked, problem) = (props.content.clone(), asked.setter(), problem.setter());
        Callback::from(move |()| {
            let (content, problem, navigator) = (content.clone(), problem.clone(), navigator.clone());
            asked.set(false);
            spawn_local(async move {
                match api::content::remove(content.key.as_str()).await {
                    Ok(()) => {
                        draft::keep(&content, false);
                        navigator.push(&Route::Home);
                    }
                    Err(failed) => problem.set(Some(Rc::new(failed))),
                }
            });
        })
    };
    let ask = |on: bool| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(on))
    };
    if !desk.may_edit() {
        return Html::default();
    }
    html! {
        <div class="block">
            <button type="button" class="danger" onclick={ask(true).reform(|_: MouseEvent| ())}>{ lang.say(c::REMOVE) }</button>
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            if *asked {
                <Dialog title={lang.fill(c::REMOVE_ASK, &[&props.content.name])} action={lang.say(c::REMOVE)} harmful=true
                    on_confirm={run} on_cancel={ask(false)}><p>{ lang.say(c::REMOVE_BODY) }</p></Dialog>
            }
        </div>
    }
}

//! What members do about a response or a hand-over: owner, status, note. While one is open that is handed over or has a low
//! score, recommendation questions wait.
//!
//! Deliberately absent: mail. Whoever owns it finds it here.

use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::part::field::{Choice, Field, submit};
use crate::part::message::MessageForm;
use crate::part::notice::{Failure, Note};
use crate::text::{Lang, Words, content as c, general as g, message as m, report as r};
use shared::api::message::Message;
use shared::api::report::{FollowUp, FollowUpChange, FollowUpStatus};
use shared::id::RunId;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::prelude::*;

const STATES: [(FollowUpStatus, &str, Words); 3] = [
    (FollowUpStatus::Open, "open", r::FOLLOW_OPEN),
    (FollowUpStatus::Waiting, "waiting", r::FOLLOW_WAITING),
    (FollowUpStatus::Done, "done", r::FOLLOW_DONE),
];

fn state_of(status: FollowUpStatus) -> (&'static str, Words) {
    STATES.iter().find(|state| state.0 == status).map_or(("open", r::FOLLOW_OPEN), |state| (state.1, state.2))
}

#[derive(Properties, Clone, PartialEq)]
pub struct FollowProps {
    /// The run.
    pub run: RunId,
    /// Who went through it, where that may be told.
    pub person: Option<String>,
    /// What they read, where that is known.
    pub locale: Option<String>,
    /// What is done about it so far.
    pub follow_up: Option<FollowUp>,
    /// The environment.
    pub environment: String,
    /// What is done about it now.
    pub on_change: Callback<FollowUp>,
}

/// The line below a run, and the form behind it.
#[component]
pub fn Follow(props: &FollowProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let open = use_state_eq(|| false);
    let button = use_node_ref();
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let close = {
        let (open, on_change, button) = (open.setter(), props.on_change.clone(), button.clone());
        Callback::from(move |follow_up: FollowUp| {
            open.set(false);
            // The form goes with the focus in it; where it was opened from it can be opened again.
            if let Some(button) = button.cast::<HtmlElement>() {
                let _ = button.focus();
            }
            on_change.emit(follow_up);
        })
    };
    html! {
        <div class="follow">
            if let Some(follow_up) = &props.follow_up { { line(lang, follow_up) } }
            if desk.may_edit() {
                <button ref={button} type="button" class="quiet small no-print" aria-expanded={open.to_string()} onclick={toggle}>
                    { lang.say(if props.follow_up.is_some() { r::FOLLOW_CHANGE } else { r::FOLLOW_BEGIN }) }
                </button>
            }
            if desk.may_edit() && props.person.is_some() { <Answer ..props.clone() /> }
            if *open { <Form on_change={close} ..props.clone() /> }
        </div>
    }
}

/// Status, owner and note.
pub fn line(lang: Lang, follow_up: &FollowUp) -> Html {
    let (class, words) = state_of(follow_up.status);
    html! {
        <p class="follow-line">
            <span class={classes!("state", class)}>{ lang.say(words) }</span>
            if !follow_up.owner.is_empty() { <span>{ &follow_up.owner }</span> }
            if !follow_up.note.is_empty() { <span class="follow-note">{ &follow_up.note }</span> }
        </p>
    }
}

/// Answers in the product whoever went through the run; its follow-up then says so.
#[component]
fn Answer(props: &FollowProps) -> Html {
    let lang = use_lang();
    let open = use_state_eq(|| false);
    let sent = use_state_eq(|| false);
    let set_open = |on: bool| {
        let open = open.setter();
        Callback::from(move |()| open.set(on))
    };
    let Some(person) = props.person.clone() else { return Html::default() };
    let on_sent = {
        let (props, close, sent, person) = (props.clone(), set_open(false), sent.setter(), person.clone());
        Callback::from(move |_: Message| {
            close.emit(());
            sent.set(true);
            let (props, person) = (props.clone(), person.clone());
            spawn_local(async move {
                // What the collector has made of the follow-up; without it the line stays until the next look.
                let Ok(timeline) = api::report::timeline(&person, &props.environment, None).await else { return };
                let mut about = timeline.follow_ups.into_iter();
                if let Some(it) = about.find(|it| it.run == props.run) {
                    props.on_change.emit(it.follow_up);
                }
            });
        })
    };
    html! {
        <>
            if *sent { <Note tone="good" focused=true>{ lang.say(m::SENT) }</Note> }
            if *open {
                <MessageForm {person} environment={props.environment.clone()} locale={props.locale.clone()}
                    response={props.run} {on_sent} on_cancel={set_open(false)} />
            } else {
                <button type="button" class="quiet small no-print" onclick={set_open(true).reform(|_: MouseEvent| ())}>{ lang.say(m::ANSWER) }</button>
            }
        </>
    }
}

#[component]
fn Form(props: &FollowProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let before = props.follow_up.clone();
    let change = use_state_eq(|| match before {
        Some(FollowUp { owner, status, note, .. }) if !owner.is_empty() => FollowUpChange { owner, status, note },
        // Whoever acts first is taken for whoever answers for it.
        before => {
            let (status, note) = before.map(|before| (before.status, before.note)).unwrap_or_default();
            FollowUpChange { owner: desk.me.name.clone(), status, note }
        }
    });
    let problem = use_state(|| None::<Rc<Problem>>);
    let onsubmit = {
        let (change, run, environment) = ((*change).clone(), props.run.to_string(), props.environment.clone());
        let (problem, on_change) = (problem.setter(), props.on_change.clone());
        submit(move || {
            let (change, run, environment) = (change.clone(), run.clone(), environment.clone());
            let (problem, on_change) = (problem.clone(), on_change.clone());
            spawn_local(async move {
                match api::report::follow_up(&run, &environment, &change).await {
                    Ok(follow_up) => on_change.emit(follow_up),
                    Err(failed) => problem.set(Some(Rc::new(failed))),
                }
            });
        })
    };
    let edit = |put: fn(&mut FollowUpChange, String)| {
        let change = change.clone();
        Callback::from(move |text: String| {
            let mut next = (*change).clone();
            put(&mut next, text);
            change.set(next);
        })
    };
    let options: Vec<(AttrValue, AttrValue)> = STATES.iter().map(|s| (s.1.into(), lang.say(s.2).into())).collect();
    html! {
        <form {onsubmit} class="follow-form">
            <Choice label={lang.say(r::FOLLOW_STATUS)} value={state_of(change.status).0} {options} onchange={edit(|change, name| {
                change.status = STATES.iter().find(|s| s.1 == name).map(|s| s.0).unwrap_or_default();
            })} />
            <Field label={lang.say(c::OWNER)} value={change.owner.clone()} onchange={edit(|change, text| change.owner = text)} />
            <Field label={lang.say(r::FOLLOW_NOTE)} value={change.note.clone()} rows=3 onchange={edit(|change, text| change.note = text)} />
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            <button class="small">{ lang.say(g::SAVE) }</button>
        </form>
    }
}

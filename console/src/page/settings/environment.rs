//! One environment: the one switch, origins, consent, signed identity, who is told of hand-overs, snippet; and making another.
//!
//! Deliberately absent: renaming of the key; it is in the host's deployment.

use super::secret::Secret;
use super::webhook::Telling;
use super::{SaveBar, use_settings};
use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::page::start::MakeEnvironment;
use crate::part::copy::Code;
use crate::part::dialog::Dialog;
use crate::part::field::Switch;
use crate::part::notice::Failure;
use crate::part::number::ListField;
use crate::text::{settings as s, start};
use shared::api::environment::Environment;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct RoomProps {
    /// The environment.
    pub environment: Environment,
}

/// The room.
#[component]
pub fn EnvironmentRoom(props: &RoomProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let environment = &props.environment;
    let draft = use_settings(environment);
    let settings = &*draft.settings;
    let disabled = !desk.may_own();
    html! {
        <>
            <StopSwitch environment={environment.clone()} />
            <section class="panel">
                <h2>{ &environment.name }{ " · " }<code translate="no">{ &environment.key }</code></h2>
                <ListField lines=true label={lang.say(s::ORIGINS)} values={settings.origins.clone()} hint={lang.say(start::ORIGIN_HINT)} {disabled}
                    error={draft.error(lang, "origins")}
                    onchange={draft.with(|settings, list| settings.origins = list)} />
                <Switch label={lang.say(s::CONSENT)} hint={lang.say(s::CONSENT_HINT)} on={settings.consent_required} {disabled}
                    onchange={draft.with(|settings, on| settings.consent_required = on)} />
                <Switch label={lang.say(s::TOKEN_REQUIRED)} hint={lang.say(s::TOKEN_REQUIRED_HINT)} on={settings.token_required} {disabled}
                    onchange={draft.with(|settings, on| settings.token_required = on)} />
                <SaveBar draft={draft.clone()} />
            </section>
            if desk.may_own() { <Telling environment={environment.key.clone()} /> }
            if desk.may_own() { <Secret environment={environment.key.clone()} /> }
            <section class="panel">
                <h2>{ lang.say(start::STEP_SNIPPET) }</h2>
                <Code label={lang.say(start::SNIPPET)} code={environment.snippet.clone()} />
                <Code label={lang.say(start::CSP)} code={environment.csp.clone()} />
                <Code label={lang.say(s::WRITE_KEY)} code={environment.write_key.clone()} />
            </section>
            if desk.may_own() {
                <details class="panel"><summary>{ lang.say(s::NEW_ENVIRONMENT) }</summary><MakeEnvironment /></details>
            }
        </>
    }
}

/// Stops or resumes everything in the environment; stopping asks first.
#[component]
fn StopSwitch(props: &RoomProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let asked = use_state_eq(|| false);
    let problem = use_state(|| None::<Rc<Problem>>);
    let environment = &props.environment;
    let stopped = environment.settings.stopped;
    let run = {
        let (key, desk, asked, problem) = (environment.key.clone(), desk.clone(), asked.setter(), problem.setter());
        Callback::from(move |stop: bool| {
            let (key, desk, problem) = (key.clone(), desk.clone(), problem.clone());
            asked.set(false);
            spawn_local(async move {
                match api::workspace::stop(&key, stop).await {
                    Ok(()) => {
                        problem.set(None);
                        desk.reload.emit(());
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
    let words = if stopped { s::SWITCH_STOPPED } else { s::SWITCH_RUNNING };
    html! {
        <section class="panel">
            <div class="stop-switch">
                <p class={classes!("state", if stopped { "paused" } else { "live" })}>{ lang.fill(words, &[&environment.name]) }</p>
                if desk.may_edit() {
                    if stopped {
                        <button type="button" class="primary" onclick={run.reform(|_: MouseEvent| false)}>{ lang.say(s::SWITCH_RESUME) }</button>
                    } else {
                        <button type="button" class="danger" onclick={ask(true).reform(|_: MouseEvent| ())}>{ lang.say(s::SWITCH_STOP) }</button>
                    }
                }
            </div>
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            if *asked {
                <Dialog title={lang.fill(s::SWITCH_ASK, &[&environment.name])} action={lang.say(s::SWITCH_STOP)} harmful=true
                    on_confirm={run.reform(|()| true)} on_cancel={ask(false)}><p>{ lang.say(s::SWITCH_BODY) }</p></Dialog>
            }
        </section>
    }
}

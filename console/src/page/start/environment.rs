//! Making an environment: a name and the origin of its pages.
//!
//! Deliberately absent: every other setting; the defaults are right for a start.

use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::part::field::{Field, submit};
use crate::part::key::{KeyField, free_key, is_free, is_vague, key_of};
use crate::part::notice::{Failure, Note, say_fault};
use crate::text::{general as g, start as s};
use shared::api::environment::{EnvironmentSettings, NewEnvironment};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The form.
#[component]
pub fn MakeEnvironment() -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let name = use_state_eq(|| lang.say(s::ENVIRONMENT_NAME_VALUE).to_owned());
    let key = use_state_eq(|| None::<String>);
    let origin = use_state_eq(String::new);
    let problem = use_state(|| None::<Rc<Problem>>);
    let busy = use_state_eq(|| false);
    let taken: Rc<Vec<String>> = Rc::new(desk.environments.iter().map(|environment| environment.key.clone()).collect());
    let key_now = (*key).clone().unwrap_or_else(|| free_key(&key_of(&name, "production"), &taken));
    let wrong = !is_free(&key_now, &taken);
    if !desk.may_own() {
        return html! { <Note>{ lang.say(g::OWNER_ONLY) }</Note> };
    }
    let onsubmit = {
        let request = NewEnvironment {
            key: key_now.clone(),
            name: (*name).clone(),
            settings: EnvironmentSettings {
                origins: vec![origin.trim().trim_end_matches('/').to_owned()],
                ..EnvironmentSettings::default()
            },
        };
        let (problem, busy, desk) = (problem.setter(), busy.clone(), desk.clone());
        submit(move || {
            if *busy || wrong {
                return;
            }
            busy.set(true);
            let (request, problem, busy, desk) = (request.clone(), problem.clone(), busy.setter(), desk.clone());
            spawn_local(async move {
                match api::workspace::make_environment(&request).await {
                    Ok(made) => {
                        problem.set(None);
                        desk.choose.emit(made.key);
                        desk.reload.emit(());
                    }
                    Err(failed) => problem.set(Some(Rc::new(failed))),
                }
                busy.set(false);
            });
        })
    };
    let set = |state: &UseStateHandle<String>| {
        let state = state.setter();
        Callback::from(move |text: String| state.set(text))
    };
    let set_key = {
        let key = key.setter();
        Callback::from(move |text: String| key.set(Some(text)))
    };
    let at_origin = problem.as_ref().and_then(|problem| problem.fault_at("origins"));
    html! {
        <form {onsubmit} class="narrow-form">
            <p>{ lang.say(s::ENVIRONMENT_LEAD) }</p>
            <Field label={lang.say(s::ENVIRONMENT_NAME)} value={(*name).clone()} onchange={set(&name)} required=true />
            <Field label={lang.say(s::ORIGIN)} value={(*origin).clone()} onchange={set(&origin)} required=true
                hint={lang.say(s::ORIGIN_HINT)} placeholder="https://app.example.com"
                error={at_origin.map(|fault| AttrValue::from(say_fault(lang, fault)))} />
            <KeyField value={key_now} {taken} vague={key.is_none()} folded={!is_vague(&name)} onchange={set_key} />
            if let Some(problem) = problem.as_ref().filter(|_| at_origin.is_none()) { <Failure problem={problem.clone()} /> }
            <button class="primary" disabled={*busy || wrong}>{ lang.say(if *busy { s::WORKING } else { s::ENVIRONMENT_DO }) }</button>
        </form>
    }
}

//! One's own account: the password.
//!
//! Deliberately absent: the e-mail address; it names the member.

use crate::api::{self, Problem};
use crate::app::use_lang;
use crate::page::setup::MIN_PASSWORD_CHARS;
use crate::part::field::{Field, submit};
use crate::part::notice::{Failure, Note};
use crate::text::{settings as s, start};
use shared::api::account::PasswordChange;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The room.
#[component]
pub fn Account() -> Html {
    let lang = use_lang();
    let (now, new) = (use_state_eq(String::new), use_state_eq(String::new));
    let outcome = use_state(|| None::<Result<(), Rc<Problem>>>);
    let short = !new.is_empty() && new.chars().count() < MIN_PASSWORD_CHARS;
    let onsubmit = {
        let request = PasswordChange { current: (*now).clone(), new: (*new).clone() };
        let (outcome, now, new) = (outcome.setter(), now.setter(), new.setter());
        submit(move || {
            if request.new.chars().count() < MIN_PASSWORD_CHARS {
                return;
            }
            let (request, outcome, now, new) = (request.clone(), outcome.clone(), now.clone(), new.clone());
            spawn_local(async move {
                let answer = api::account::change_password(request).await;
                if answer.is_ok() {
                    now.set(String::new());
                    new.set(String::new());
                }
                outcome.set(Some(answer.map_err(Rc::new)));
            });
        })
    };
    let set = |state: &UseStateHandle<String>| {
        let state = state.setter();
        Callback::from(move |text: String| state.set(text))
    };
    html! {
        <section class="panel">
            <h2>{ lang.say(s::PASSWORD_CHANGE) }</h2>
            <form {onsubmit}>
                <Field kind="password" label={lang.say(s::PASSWORD_NOW)} value={(*now).clone()} onchange={set(&now)} required=true
                    autocomplete="current-password" />
                <Field kind="password" label={lang.say(s::PASSWORD_NEW)} value={(*new).clone()} onchange={set(&new)} required=true
                    autocomplete="new-password" hint={lang.say(start::PASSWORD_HINT)}
                    error={short.then(|| AttrValue::from(lang.say(start::PASSWORD_SHORT)))} />
                <button class="primary" disabled={short}>{ lang.say(s::PASSWORD_CHANGE) }</button>
            </form>
            { match &*outcome {
                Some(Ok(())) => html! { <Note tone="good">{ lang.say(s::PASSWORD_DONE) }</Note> },
                Some(Err(problem)) => html! { <Failure problem={problem.clone()} /> },
                None => Html::default(),
            } }
        </section>
    }
}

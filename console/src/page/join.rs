//! Accepting an invitation: a new member chooses a password.
//!
//! The secret is in the fragment and leaves the address at once, as in [`super::setup`]. Deliberately absent: the e-mail
//! address; the invitation names it.

use super::setup::{MIN_PASSWORD_CHARS, take_token};
use super::sign_in::Alone;
use crate::api::{self, Problem};
use crate::app::use_lang;
use crate::browser;
use crate::part::field::{Field, submit};
use crate::part::notice::{Failure, Note};
use crate::route::Route;
use crate::text::{settings as s, start};
use shared::api::account::JoinRequest;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

/// The room.
#[component]
pub fn Join() -> Html {
    let lang = use_lang();
    let navigator = use_navigator().expect("inside the router");
    let token = use_memo((), |()| take_token("join"));
    let password = use_state_eq(String::new);
    let problem = use_state(|| None::<Rc<Problem>>);
    let busy = use_state_eq(|| false);
    let short = !password.is_empty() && password.chars().count() < MIN_PASSWORD_CHARS;
    use_effect_with(lang, move |lang| browser::set_title(lang.say(s::JOIN_TITLE)));
    let Some(token) = (*token).clone() else {
        return html! { <Alone title={lang.say(s::JOIN_TITLE)}><Note tone="caution">{ lang.say(s::JOIN_NO_TOKEN) }</Note></Alone> };
    };
    let onsubmit = {
        let request = JoinRequest { token, password: (*password).clone() };
        let (problem, busy) = (problem.setter(), busy.clone());
        submit(move || {
            if *busy || request.password.chars().count() < MIN_PASSWORD_CHARS {
                return;
            }
            busy.set(true);
            let (request, problem, busy, navigator) =
                (request.clone(), problem.clone(), busy.setter(), navigator.clone());
            spawn_local(async move {
                match api::account::join(request).await {
                    Ok(()) => {
                        browser::remember_in_tab("join", None);
                        navigator.replace(&Route::Home);
                    }
                    Err(failed) => {
                        problem.set(Some(Rc::new(failed)));
                        busy.set(false);
                    }
                }
            });
        })
    };
    let typed = {
        let password = password.setter();
        Callback::from(move |text: String| password.set(text))
    };
    html! {
        <Alone title={lang.say(s::JOIN_TITLE)}>
            <p class="lead">{ lang.say(s::JOIN_LEAD) }</p>
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            <form {onsubmit}>
                <Field label={lang.say(start::PASSWORD)} kind="password" hint={lang.say(start::PASSWORD_HINT)} value={(*password).clone()}
                    error={short.then(|| AttrValue::from(lang.say(start::PASSWORD_SHORT)))} onchange={typed} required=true
                    autocomplete="new-password" />
                <button class="primary wide" disabled={*busy}>{ lang.say(if *busy { start::WORKING } else { s::JOIN_DO }) }</button>
            </form>
        </Alone>
    }
}

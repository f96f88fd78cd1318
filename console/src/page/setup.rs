//! Set-up by the one-time link: the first member of a fresh collector.
//!
//! The secret is in the fragment, which browsers never send, and leaves the address at once.
//! Deliberately absent: further members; an owner invites them.

use crate::api::{self, Problem};
use crate::app::use_lang;
use crate::browser;
use crate::fetch::use_fetched;
use crate::page::sign_in::Alone;
use crate::part::field::{Field, submit};
use crate::part::guard::Anchor;
use crate::part::notice::{Failure, Loading, Note};
use crate::route::Route;
use crate::text::{Lang, start as s};
use shared::api::account::SetupRequest;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

/// Fewest characters of a password.
pub const MIN_PASSWORD_CHARS: usize = 12;

/// The secret in the address, or the one this tab has taken out of it.
pub fn take_token(room: &str) -> Option<String> {
    let fragment = browser::fragment();
    if let Some(token) = fragment.strip_prefix("token=") {
        browser::remember_in_tab(room, Some(token));
        browser::forget_fragment();
        return Some(token.to_owned());
    }
    browser::recall_in_tab(room)
}

/// The room.
#[component]
pub fn Setup() -> Html {
    let lang = use_lang();
    let navigator = use_navigator().expect("inside the router");
    let token = use_memo((), |()| take_token("setup"));
    let state = use_fetched((), |()| api::account::setup_state());
    let (workspace, email, password) =
        (use_state_eq(String::new), use_state_eq(String::new), use_state_eq(String::new));
    let problem = use_state(|| None::<Rc<Problem>>);
    let busy = use_state_eq(|| false);
    let short = !password.is_empty() && password.chars().count() < MIN_PASSWORD_CHARS;
    use_effect_with(lang, move |lang| browser::set_title(lang.say(s::SETUP_TITLE)));
    match state.value.as_ref().map(|state| state.needed) {
        Some(false) => return over(lang),
        None if state.problem.is_none() => return html! { <Alone title={lang.say(s::SETUP_TITLE)}><Loading /></Alone> },
        // Without an answer the form is offered; sending it says what is wrong.
        Some(true) | None => {}
    }
    let Some(token) = (*token).clone() else {
        return html! { <Alone title={lang.say(s::SETUP_TITLE)}><Note tone="caution">{ lang.say(s::SETUP_NO_TOKEN) }</Note></Alone> };
    };
    let onsubmit = {
        let request = SetupRequest {
            token,
            workspace: (*workspace).clone(),
            email: (*email).clone(),
            password: (*password).clone(),
        };
        let (problem, busy) = (problem.setter(), busy.clone());
        submit(move || {
            if *busy || request.password.chars().count() < MIN_PASSWORD_CHARS {
                return;
            }
            busy.set(true);
            let (request, problem, busy, navigator) =
                (request.clone(), problem.clone(), busy.setter(), navigator.clone());
            spawn_local(async move {
                match api::account::set_up(request).await {
                    Ok(()) => {
                        browser::remember_in_tab("setup", None);
                        navigator.replace(&Route::Start);
                    }
                    Err(failed) => {
                        problem.set(Some(Rc::new(failed)));
                        busy.set(false);
                    }
                }
            });
        })
    };
    let set = |state: &UseStateHandle<String>| {
        let state = state.setter();
        Callback::from(move |text: String| state.set(text))
    };
    html! {
        <Alone title={lang.say(s::SETUP_TITLE)}>
            <p class="lead">{ lang.say(s::SETUP_LEAD) }</p>
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            <form {onsubmit}>
                <Field label={lang.say(s::WORKSPACE)} hint={lang.say(s::WORKSPACE_HINT)} value={(*workspace).clone()}
                    onchange={set(&workspace)} required=true autocomplete="organization" />
                <Field label={lang.say(s::EMAIL)} kind="email" value={(*email).clone()} onchange={set(&email)} required=true
                    autocomplete="username" />
                <Field label={lang.say(s::PASSWORD)} kind="password" hint={lang.say(s::PASSWORD_HINT)} value={(*password).clone()}
                    error={short.then(|| AttrValue::from(lang.say(s::PASSWORD_SHORT)))} onchange={set(&password)} required=true
                    autocomplete="new-password" />
                <button class="primary wide" disabled={*busy}>{ lang.say(if *busy { s::WORKING } else { s::SETUP_DO }) }</button>
            </form>
        </Alone>
    }
}

/// The link was used: whoever opens it again signs in.
fn over(lang: Lang) -> Html {
    browser::remember_in_tab("setup", None);
    html! {
        <Alone title={lang.say(s::SETUP_TITLE)}>
            <Note>{ lang.say(s::SETUP_OVER) }</Note>
            <Anchor to={Route::SignIn} class="button primary wide">{ lang.say(s::SIGN_IN_DO) }</Anchor>
        </Alone>
    }
}

//! Sign in with e-mail address and password.
//!
//! Who wanted a room, as by a link from a notice, is led there afterwards; everybody else begins at the list. Deliberately absent: a
//! way to be led anywhere else; the tab alone knows what was wanted.

use crate::api::{self, Problem};
use crate::app::{WANTED, use_lang};
use crate::browser;
use crate::fetch::use_fetched;
use crate::part::field::{Field, submit};
use crate::part::notice::{Failure, Note};
use crate::part::rail::Preferences;
use crate::route::Route;
use crate::text::{general as g, start as s};
use shared::api::account::SignInRequest;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;
use yew_router::query::Raw;

#[derive(Properties, PartialEq)]
pub struct AloneProps {
    /// The heading.
    pub title: AttrValue,
    /// What is below it.
    pub children: Html,
}

/// A page of its own, outside the frame: one card in the middle.
#[component]
pub fn Alone(props: &AloneProps) -> Html {
    let lang = use_lang();
    html! {
        <main class="alone">
            <div class="alone-card">
                <p class="brand">{ lang.say(g::WAYMARK) }</p>
                <h1>{ &props.title }</h1>
                { props.children.clone() }
            </div>
            <Preferences />
        </main>
    }
}

/// Leads to the room that was wanted.
fn go_on(navigator: &Navigator) {
    let wanted = browser::recall_in_tab(WANTED).unwrap_or_default();
    browser::remember_in_tab(WANTED, None);
    let (path, query) = wanted.split_once('?').unwrap_or((&wanted, ""));
    let route = Route::recognize(path).filter(|route| !matches!(route, Route::SignIn | Route::NotFound));
    let route = route.unwrap_or(Route::Home);
    if query.is_empty() {
        navigator.replace(&route);
    } else {
        // A query that was one before is one again.
        let _ = navigator.replace_with_query(&route, Raw(format!("?{query}")));
    }
}

/// The room.
#[component]
pub fn SignIn() -> Html {
    let lang = use_lang();
    let navigator = use_navigator().expect("inside the router");
    let (email, password) = (use_state_eq(String::new), use_state_eq(String::new));
    let setup = use_fetched((), |()| api::account::setup_state());
    let problem = use_state(|| None::<Rc<Problem>>);
    let busy = use_state_eq(|| false);
    use_effect_with(lang, move |lang| browser::set_title(lang.say(s::SIGN_IN)));
    let onsubmit = {
        let request = SignInRequest { email: (*email).clone(), password: (*password).clone() };
        let (problem, busy) = (problem.setter(), busy.clone());
        submit(move || {
            if *busy {
                return;
            }
            busy.set(true);
            let (request, problem, busy, navigator) =
                (request.clone(), problem.clone(), busy.setter(), navigator.clone());
            spawn_local(async move {
                match api::account::sign_in(request).await {
                    Ok(()) => go_on(&navigator),
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
        <Alone title={lang.say(s::SIGN_IN)}>
            <p class="lead">{ lang.say(s::SIGN_IN_LEAD) }</p>
            if setup.value.as_ref().is_some_and(|state| state.needed) { <Note tone="caution">{ lang.say(s::SETUP_NEEDED) }</Note> }
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            <form {onsubmit}>
                <Field label={lang.say(s::EMAIL)} kind="email" value={(*email).clone()} onchange={set(&email)} required=true
                    autocomplete="username" />
                <Field label={lang.say(s::PASSWORD)} kind="password" value={(*password).clone()} onchange={set(&password)}
                    required=true autocomplete="current-password" />
                <button class="primary wide" disabled={*busy}>{ lang.say(if *busy { s::WORKING } else { s::SIGN_IN_DO }) }</button>
            </form>
        </Alone>
    }
}

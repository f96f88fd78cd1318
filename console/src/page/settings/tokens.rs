//! API tokens: made, shown once, revoked.
//!
//! Deliberately absent: the secrets of tokens made before; the collector keeps only their hashes.

use super::{role_name, role_of, token_role_options};
use crate::api::{self, Problem};
use crate::app::use_lang;
use crate::browser;
use crate::fetch::use_fetched;
use crate::part::copy::Code;
use crate::part::dialog::Dialog;
use crate::part::field::{Choice, Field, submit};
use crate::part::notice::{Failure, Loading};
use crate::text::{Lang, general as g, settings as s};
use shared::api::account::{FreshToken, NewToken, Role, Token};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The room.
#[component]
pub fn Tokens() -> Html {
    let lang = use_lang();
    let known = use_fetched((), |()| api::account::tokens());
    let asked = use_state(|| None::<Token>);
    let problem = use_state(|| None::<Rc<Problem>>);
    let ask = |token: Option<Token>| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(token.clone()))
    };
    let revoke = {
        let (asked, problem, reload) = (asked.clone(), problem.setter(), known.reload.clone());
        Callback::from(move |()| {
            let Some(token) = (*asked).clone() else { return };
            let (problem, reload) = (problem.clone(), reload.clone());
            asked.set(None);
            spawn_local(async move {
                match api::account::revoke_token(&token.id).await {
                    Ok(()) => reload.emit(()),
                    Err(failed) => problem.set(Some(Rc::new(failed))),
                }
            });
        })
    };
    html! {
        <>
            <p class="lead">{ lang.say(s::TOKENS_LEAD) }</p>
            <Make on_made={known.reload.clone()} />
            if let Some(problem) = problem.as_ref().or(known.problem.as_ref()) { <Failure problem={problem.clone()} retry={known.reload.clone()} /> }
            if let Some(value) = &known.value {
                if value.tokens.is_empty() { <p class="hint">{ lang.say(s::TOKENS_NONE) }</p> }
                else {
                    <table class="list stack">
                        <thead><tr>
                            <th scope="col">{ lang.say(s::TOKEN_NAME) }</th>
                            <th scope="col">{ lang.say(s::TOKEN_ROLE) }</th>
                            <th scope="col">{ lang.say(s::TOKEN_CREATED) }</th>
                            <th scope="col">{ lang.say(s::TOKEN_USED) }</th>
                            <th scope="col"><span class="visually-hidden">{ lang.say(s::REVOKE) }</span></th>
                        </tr></thead>
                        <tbody>{ for value.tokens.iter().map(|token| row(lang, token, &ask(Some(token.clone())))) }</tbody>
                    </table>
                }
            } else if known.problem.is_none() { <Loading /> }
            if let Some(token) = &*asked {
                <Dialog title={lang.fill(s::REVOKE_ASK, &[&token.name])} action={lang.say(s::REVOKE)} harmful=true
                    on_confirm={revoke} on_cancel={ask(None)}><p>{ lang.say(s::REVOKE_BODY) }</p></Dialog>
            }
        </>
    }
}

fn row(lang: Lang, token: &Token, revoke: &Callback<()>) -> Html {
    let used = token.used_at.map_or_else(|| lang.say(s::TOKEN_NEVER).to_owned(), |at| lang.ago(at, browser::now()));
    let role = match token.role {
        Role::Sender => g::ROLE_SENDER,
        Role::Viewer => g::ROLE_VIEWER,
        Role::Editor => g::ROLE_EDITOR,
        Role::Owner => g::ROLE_OWNER,
    };
    html! {
        <tr key={token.id.clone()}>
            <th scope="row">{ &token.name }<span class="hint block" translate="no">{ &token.prefix }{ "…" }</span></th>
            <td data-label={lang.say(s::TOKEN_ROLE)}>{ lang.say(role) }</td>
            <td data-label={lang.say(s::TOKEN_CREATED)}>{ lang.date(token.created_at) }</td>
            <td data-label={lang.say(s::TOKEN_USED)}>{ used }</td>
            <td class="end"><button type="button" class="small danger" onclick={revoke.reform(|_: MouseEvent| ())}>{ lang.say(s::REVOKE) }</button></td>
        </tr>
    }
}

#[derive(Properties, PartialEq)]
struct MakeProps {
    on_made: Callback<()>,
}

/// Makes a token and shows its secret, this once.
#[component]
fn Make(props: &MakeProps) -> Html {
    let lang = use_lang();
    let name = use_state_eq(String::new);
    let role = use_state_eq(|| Role::Editor);
    let outcome = use_state(|| None::<Result<Rc<FreshToken>, Rc<Problem>>>);
    let onsubmit = {
        let (request, outcome, name) =
            (NewToken { name: (*name).clone(), role: *role }, outcome.setter(), name.setter());
        let on_made = props.on_made.clone();
        submit(move || {
            let (request, outcome, name, on_made) = (request.clone(), outcome.clone(), name.clone(), on_made.clone());
            spawn_local(async move {
                let answer = api::account::make_token(request).await;
                if answer.is_ok() {
                    name.set(String::new());
                    on_made.emit(());
                }
                outcome.set(Some(answer.map(Rc::new).map_err(Rc::new)));
            });
        })
    };
    let typed = {
        let name = name.setter();
        Callback::from(move |text: String| name.set(text))
    };
    let choose = {
        let role = role.setter();
        Callback::from(move |name: String| role.set(role_of(&name)))
    };
    html! {
        <section class="panel">
            <h2>{ lang.say(s::TOKEN_NEW) }</h2>
            <form {onsubmit}>
                <Field label={lang.say(s::TOKEN_NAME)} value={(*name).clone()} onchange={typed} required=true />
                <Choice label={lang.say(s::TOKEN_ROLE)} value={role_name(*role)} options={token_role_options(lang)} onchange={choose} />
                <button class="primary">{ lang.say(s::TOKEN_MAKE) }</button>
            </form>
            { match &*outcome {
                Some(Ok(fresh)) => html! { <Code label={lang.say(s::TOKEN_SECRET)} code={fresh.secret.clone()} /> },
                Some(Err(problem)) => html! { <Failure problem={problem.clone()} /> },
                None => Html::default(),
            } }
        </section>
    }
}

//! A link that opens one's own page so that it tells why, in full, for half an hour.
//!
//! Deliberately absent: keeping the token; another link is as good.

use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::part::copy::Code;
use crate::part::field::{Field, submit};
use crate::part::notice::Failure;
use crate::text::{Lang, content as c, explain as x, start as s};
use shared::api::explain::DebugToken;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TokenProps {
    /// The environment's key.
    pub environment: AttrValue,
    /// The content's key.
    pub content: AttrValue,
    /// The page that is asked about; may be empty.
    pub url: AttrValue,
}

/// The panel.
#[component]
pub fn Token(props: &TokenProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let first = desk.environments.iter().find(|one| props.environment == one.key.as_str());
    let first = first.and_then(|one| one.settings.origins.first()).filter(|origin| !origin.contains('*'));
    let first = first.map(|origin| format!("{origin}/")).unwrap_or_default();
    let asked = props.url.to_string();
    let url = use_state_eq(move || if asked.is_empty() { first } else { asked });
    let outcome = use_state(|| None::<Result<Rc<DebugToken>, Rc<Problem>>>);
    let busy = use_state_eq(|| false);
    let onsubmit = {
        let (environment, url) = (props.environment.to_string(), (*url).clone());
        let (outcome, busy) = (outcome.setter(), busy.setter());
        submit(move || {
            let (environment, url, outcome, busy) = (environment.clone(), url.clone(), outcome.clone(), busy.clone());
            busy.set(true);
            spawn_local(async move {
                let answer = api::explain::make_debug_token(&environment, &url).await;
                outcome.set(Some(answer.map(Rc::new).map_err(Rc::new)));
                busy.set(false);
            });
        })
    };
    let typed = {
        let url = url.setter();
        Callback::from(move |text: String| url.set(text))
    };
    html! {
        <section class="panel no-print">
            <h2>{ lang.say(x::TOKEN) }</h2>
            <p>{ lang.fill(x::TOKEN_LEAD, &[&props.content]) }</p>
            <form {onsubmit}>
                <Field kind="url" label={lang.say(c::LINK_URL)} value={(*url).clone()} onchange={typed} required=true />
                <button class="small" disabled={*busy}>{ lang.say(if *busy { s::WORKING } else { x::TOKEN_DO }) }</button>
            </form>
            { show(lang, (*outcome).as_ref()) }
        </section>
    }
}

fn show(lang: Lang, outcome: Option<&Result<Rc<DebugToken>, Rc<Problem>>>) -> Html {
    match outcome {
        None => Html::default(),
        Some(Err(problem)) => html! { <Failure problem={problem.clone()} /> },
        Some(Ok(token)) => {
            let url = token.url.clone().unwrap_or_default();
            html! {
                <>
                    <Code label={lang.fill(x::TOKEN_READY, &[&lang.moment(token.expires_at)])} code={url.clone()} />
                    <a class="button small" href={url} target="_blank" rel="noopener">{ lang.say(x::TOKEN_OPEN) }</a>
                </>
            }
        }
    }
}

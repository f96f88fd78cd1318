//! The secret with which the host's back end signs user ids: shown when asked for, replaced after a question.
//!
//! Deliberately absent: signing in the browser; a secret in a page is none.

use crate::api::{self, Problem};
use crate::app::use_lang;
use crate::part::copy::Code;
use crate::part::dialog::Dialog;
use crate::part::notice::Failure;
use crate::text::settings as s;
use shared::api::environment::IdentitySecret;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SecretProps {
    /// The environment.
    pub environment: String,
}

/// The panel.
#[component]
pub fn Secret(props: &SecretProps) -> Html {
    let lang = use_lang();
    let known = use_state(|| None::<Result<IdentitySecret, Rc<Problem>>>);
    let asked = use_state_eq(|| false);
    let fetch = {
        let (environment, known, asked) = (props.environment.clone(), known.setter(), asked.setter());
        Callback::from(move |replace: bool| {
            let (environment, known) = (environment.clone(), known.clone());
            asked.set(false);
            spawn_local(async move {
                known.set(Some(api::workspace::identity_secret(&environment, replace).await.map_err(Rc::new)));
            });
        })
    };
    let ask = |on: bool| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(on))
    };
    html! {
        <section class="panel">
            <h2>{ lang.say(s::SECRET) }</h2>
            { match &*known {
                Some(Ok(secret)) => html! { <Code label={lang.say(s::SECRET)} code={secret.secret.clone()} /> },
                Some(Err(problem)) => html! { <Failure problem={problem.clone()} /> },
                None => Html::default(),
            } }
            <div class="actions">
                if !matches!(&*known, Some(Ok(_))) {
                    <button type="button" onclick={fetch.reform(|_: MouseEvent| false)}>{ lang.say(s::SECRET_SHOW) }</button>
                }
                <button type="button" class="danger" onclick={ask(true).reform(|_: MouseEvent| ())}>{ lang.say(s::SECRET_ROTATE) }</button>
            </div>
            if *asked {
                <Dialog title={lang.say(s::SECRET_ROTATE_ASK)} action={lang.say(s::SECRET_ROTATE)} harmful=true
                    on_confirm={fetch.reform(|()| true)} on_cancel={ask(false)}><p>{ lang.say(s::SECRET_ROTATE_BODY) }</p></Dialog>
            }
        </section>
    }
}

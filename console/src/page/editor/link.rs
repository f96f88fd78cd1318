//! A link that shows the draft, once it is saved, on one's own page.
//!
//! Deliberately absent: sharing beyond the link; it ends by itself.

use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::part::copy::Code;
use crate::part::field::{Field, submit};
use crate::part::notice::Failure;
use crate::text::{content as c, start as s};
use shared::api::content::PreviewLink;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PanelProps {
    /// The content's key.
    pub content: AttrValue,
    /// Whether the draft has changes that the link does not show before they are saved.
    pub unsaved: bool,
    /// Saves what is unsaved; then, if that went well, it goes on.
    pub save: Callback<Callback<()>>,
}

/// The panel.
#[component]
pub fn PreviewLinkPanel(props: &PanelProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let first = desk.environment.as_ref().and_then(|e| e.settings.origins.first()).cloned().unwrap_or_default();
    let url = use_state_eq(move || if first.contains('*') { String::new() } else { format!("{first}/") });
    let outcome = use_state(|| None::<Result<Rc<PreviewLink>, Rc<Problem>>>);
    let busy = use_state_eq(|| false);
    if desk.environment.is_none() {
        return Html::default();
    }
    let onsubmit = {
        let (key, environment, url) = (props.content.clone(), desk.environment_key(), (*url).clone());
        let (outcome, busy) = (outcome.setter(), busy.setter());
        let link = Callback::from(move |()| {
            let (key, environment, url, outcome, busy) =
                (key.clone(), environment.clone(), url.clone(), outcome.clone(), busy.clone());
            busy.set(true);
            spawn_local(async move {
                let answer = api::content::preview(&key, &environment, &url).await;
                outcome.set(Some(answer.map(Rc::new).map_err(Rc::new)));
                busy.set(false);
            });
        });
        let save = props.save.clone();
        submit(move || save.emit(link.clone()))
    };
    let typed = {
        let url = url.setter();
        Callback::from(move |text: String| url.set(text))
    };
    html! {
        <section class="panel">
            <h2>{ lang.say(c::LINK_PREVIEW) }</h2>
            <p class="hint">{ lang.say(c::LINK_LEAD) }</p>
            if props.unsaved { <p class="hint">{ lang.say(c::LINK_SAVES) }</p> }
            <form {onsubmit}>
                <Field kind="url" label={lang.say(c::LINK_URL)} value={(*url).clone()} onchange={typed} required=true />
                <button class="small" disabled={*busy}>{ lang.say(if *busy { s::WORKING } else { c::LINK_DO }) }</button>
            </form>
            { show(lang, (*outcome).as_ref()) }
        </section>
    }
}

fn show(lang: crate::text::Lang, outcome: Option<&Result<Rc<PreviewLink>, Rc<Problem>>>) -> Html {
    match outcome {
        None => Html::default(),
        Some(Err(problem)) => html! { <Failure problem={problem.clone()} /> },
        Some(Ok(link)) => html! {
            <>
                <Code label={lang.fill(c::LINK_READY, &[&lang.moment(link.expires_at)])} code={link.url.clone()} />
                <a class="button small" href={link.url.clone()} target="_blank" rel="noopener">{ lang.say(c::LINK_OPEN) }</a>
            </>
        },
    }
}

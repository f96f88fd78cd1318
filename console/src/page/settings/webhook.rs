//! Where somebody is told of hand-overs: the address, its secret shown once, a test, how the last delivery went.
//!
//! Deliberately absent: the notices themselves; whoever they are for reads the follow-ups.

use crate::api::{self, Problem};
use crate::app::use_lang;
use crate::browser;
use crate::fetch::use_fetched;
use crate::part::copy::Code;
use crate::part::dialog::Dialog;
use crate::part::field::{Field, submit};
use crate::part::notice::{Failure, Loading, Note};
use crate::text::{Lang, webhook as w};
use shared::api::webhook::{Delivery, DeliveryFault, Webhook, WebhookChange};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TellingProps {
    /// The environment.
    pub environment: String,
}

/// What a member does about it.
#[derive(Clone, PartialEq)]
enum Act {
    Save(WebhookChange),
    Test,
    Remove,
}

/// What became of it.
#[derive(Clone, PartialEq)]
enum Outcome {
    Saved,
    /// Saved with this secret, which is shown now and never again.
    Fresh(String),
    Tested(Delivery),
    Removed,
}

/// What must be answered first.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Renew,
    Remove,
}

async fn act(environment: &str, act: Act) -> Result<Outcome, Problem> {
    match act {
        Act::Save(change) => {
            let saved = api::workspace::save_webhook(environment, &change).await?;
            Ok(saved.secret.map_or(Outcome::Saved, Outcome::Fresh))
        }
        Act::Test => api::workspace::test_webhook(environment).await.map(Outcome::Tested),
        Act::Remove => api::workspace::remove_webhook(environment).await.map(|()| Outcome::Removed),
    }
}

/// The panel.
#[component]
pub fn Telling(props: &TellingProps) -> Html {
    let lang = use_lang();
    let known = use_fetched(props.environment.clone(), |key| async move { api::workspace::webhook(&key).await });
    let typed = use_state_eq(|| None::<String>);
    let asked = use_state_eq(|| None::<Asked>);
    let busy = use_state_eq(|| false);
    let outcome = use_state(|| None::<Result<Outcome, Rc<Problem>>>);
    // Stays in sight until the room is left, also while a test is sent: it can never be had again.
    let secret = use_state_eq(|| None::<String>);
    let run = {
        let (environment, reload, typed) = (props.environment.clone(), known.reload.clone(), typed.setter());
        let secret = secret.setter();
        let (asked, busy, outcome) = (asked.setter(), busy.clone(), outcome.setter());
        Callback::from(move |what: Act| {
            asked.set(None);
            if *busy {
                return;
            }
            busy.set(true);
            let (environment, reload, typed) = (environment.clone(), reload.clone(), typed.clone());
            let (busy, outcome, secret) = (busy.setter(), outcome.clone(), secret.clone());
            spawn_local(async move {
                let testing = what == Act::Test;
                let answer = act(&environment, what).await;
                busy.set(false);
                if answer.is_ok() && !testing {
                    typed.set(None);
                }
                match &answer {
                    Ok(Outcome::Fresh(fresh)) => secret.set(Some(fresh.clone())),
                    Ok(Outcome::Removed) => secret.set(None),
                    _ => {}
                }
                reload.emit(());
                outcome.set(Some(answer.map_err(Rc::new)));
            });
        })
    };
    let Some(webhook) = known.value.as_deref() else {
        return html! {
            <section class="panel">
                <h2>{ lang.say(w::TITLE) }</h2>
                if let Some(problem) = &known.problem { <Failure problem={problem.clone()} retry={known.reload.clone()} /> } else { <Loading /> }
            </section>
        };
    };
    let saved = webhook.as_ref().map(|webhook| webhook.url.clone()).unwrap_or_default();
    let url = (*typed).clone().unwrap_or_else(|| saved.clone());
    let changed = url.trim() != saved;
    let onsubmit = {
        let (run, url) = (run.clone(), url.clone());
        submit(move || {
            if changed {
                run.emit(Act::Save(WebhookChange { url: url.clone(), renew_secret: false }));
            }
        })
    };
    let type_url = {
        let typed = typed.setter();
        Callback::from(move |text: String| typed.set(Some(text)))
    };
    let ask = |what: Option<Asked>| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(what))
    };
    html! {
        <section class="panel">
            <h2>{ lang.say(w::TITLE) }</h2>
            <p>{ lang.say(w::LEAD) }</p>
            if let Some(webhook) = webhook { { standing(lang, webhook) } }
            <form {onsubmit}>
                <Field kind="url" label={lang.say(w::URL)} value={url} onchange={type_url} hint={lang.say(w::URL_HINT)} required=true
                    placeholder="https://hooks.example.com/waymark" autocomplete="off" />
                <button aria-disabled={(!changed).to_string()}>{ lang.say(if webhook.is_some() { w::SAVE } else { w::START }) }</button>
            </form>
            if let Some(secret) = &*secret {
                <Code label={lang.say(w::SECRET)} code={secret.clone()} />
                <p class="hint">{ lang.say(w::SECRET_HINT) }</p>
            }
            { told(lang, outcome.as_ref()) }
            if webhook.is_some() {
                <div class="actions">
                    <button type="button" onclick={run.reform(|_: MouseEvent| Act::Test)} aria-disabled={busy.to_string()}>
                        { lang.say(if *busy { w::TESTING } else { w::TEST }) }
                    </button>
                    <button type="button" class="danger" onclick={ask(Some(Asked::Renew)).reform(|_: MouseEvent| ())}>{ lang.say(w::RENEW) }</button>
                    <button type="button" class="danger" onclick={ask(Some(Asked::Remove)).reform(|_: MouseEvent| ())}>{ lang.say(w::REMOVE) }</button>
                </div>
            }
            { question(lang, *asked, &saved, &run, &ask(None)) }
        </section>
    }
}

/// The dialog that is open.
fn question(lang: Lang, asked: Option<Asked>, url: &str, run: &Callback<Act>, cancel: &Callback<()>) -> Html {
    let (title, action, body, act) = match asked {
        None => return Html::default(),
        Some(Asked::Renew) => {
            let change = WebhookChange { url: url.to_owned(), renew_secret: true };
            (w::RENEW_ASK, w::RENEW, w::RENEW_BODY, Act::Save(change))
        }
        Some(Asked::Remove) => (w::REMOVE_ASK, w::REMOVE, w::REMOVE_BODY, Act::Remove),
    };
    html! {
        <Dialog title={lang.say(title)} action={lang.say(action)} harmful=true on_confirm={run.reform(move |()| act.clone())}
            on_cancel={cancel.clone()}><p>{ lang.say(body) }</p></Dialog>
    }
}

/// How the last delivery went, and how many wait.
fn standing(lang: Lang, webhook: &Webhook) -> Html {
    let last = webhook.last.as_ref().map_or_else(
        || lang.say(w::LAST_NONE).to_owned(),
        |last| lang.fill(w::LAST_LINE, &[&lang.ago(last.at, browser::now()), &said(lang, last)]),
    );
    html! {
        <>
            if webhook.stopped_at.is_some() { <Note tone="caution">{ lang.say(w::STOPPED) }</Note> }
            if webhook.failed > 0 { <Note tone="caution">{ lang.count(webhook.failed, w::FAILED_ONE, w::FAILED_MANY) }</Note> }
            <dl class="facts">
                <dt>{ lang.say(w::LAST) }</dt><dd>{ last }</dd>
                if webhook.waiting > 0 {
                    <dt>{ lang.say(w::WAITING) }</dt><dd>{ lang.count(webhook.waiting, w::WAITING_ONE, w::WAITING_MANY) }</dd>
                }
            </dl>
        </>
    }
}

/// What became of what the member did.
fn told(lang: Lang, outcome: Option<&Result<Outcome, Rc<Problem>>>) -> Html {
    match outcome {
        Some(Ok(Outcome::Saved)) => html! { <Note tone="good">{ lang.say(w::SAVED) }</Note> },
        Some(Ok(Outcome::Tested(delivery))) => {
            let tone = if delivery.arrived() { "good" } else { "caution" };
            html! { <Note {tone}>{ lang.fill(w::TEST_SAID, &[&said(lang, delivery)]) }</Note> }
        }
        Some(Err(problem)) => html! { <Failure problem={problem.clone()} /> },
        Some(Ok(Outcome::Fresh(_) | Outcome::Removed)) | None => Html::default(),
    }
}

/// What became of a delivery, in words that go on in a sentence.
fn said(lang: Lang, delivery: &Delivery) -> String {
    let Some(status) = delivery.status else {
        return lang
            .say(match delivery.fault {
                Some(DeliveryFault::UnknownHost) => w::UNKNOWN_HOST,
                Some(DeliveryFault::PrivateAddress) => w::PRIVATE_ADDRESS,
                Some(DeliveryFault::NotSecure) => w::NOT_SECURE,
                Some(DeliveryFault::TimedOut) => w::TIMED_OUT,
                Some(DeliveryFault::Unreachable) | None => w::UNREACHABLE,
            })
            .to_owned();
    };
    let words = match status {
        200..=299 => w::ARRIVED,
        300..=399 => w::SENT_ON,
        401 | 403 => w::FORBIDDEN,
        404 | 405 => w::NOTHING_THERE,
        410 => w::GONE,
        _ => w::NOT_TAKEN,
    };
    lang.fill(words, &[&status])
}

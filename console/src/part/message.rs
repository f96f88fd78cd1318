//! Writing to one person: the form of a message that is shown to them in the product.
//!
//! Deliberately absent: writing to many. That is an announcement, with an audience and results.

use super::action::ActionField;
use super::field::{Choice, Field, Switch, submit};
use super::notice::{Failure, Note};
use super::others::WithOthers;
use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::text::{Lang, content as c, general as g, locale_name, message as m};
use shared::api::message::{Message, MessageButton, NewMessage};
use shared::content::checklist::Action;
use shared::id::RunId;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The name that was last written above a message in this browser.
const FROM: &str = "message.from";

#[derive(Properties, PartialEq)]
pub struct MessageFormProps {
    /// User id or anonymous id.
    pub person: String,
    /// The environment.
    pub environment: String,
    /// What they read, where that is known.
    #[prop_or_default]
    pub locale: Option<String>,
    /// The response that is answered.
    #[prop_or_default]
    pub response: Option<RunId>,
    /// It is on its way.
    pub on_sent: Callback<Message>,
    /// Nothing is written.
    pub on_cancel: Callback<()>,
}

/// The language that is written in at first: theirs, or the console's.
fn first_locale(lang: Lang, locale: Option<&String>) -> String {
    locale.filter(|locale| !locale.is_empty()).cloned().unwrap_or_else(|| lang.tag().to_owned())
}

fn fresh_button() -> MessageButton {
    MessageButton { label: String::new(), to: Action::Url("/".to_owned()) }
}

/// The form.
#[component]
pub fn MessageForm(props: &MessageFormProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let message = use_state_eq(|| NewMessage {
        from: browser::recall(FROM).unwrap_or_else(|| desk.me.name.clone()),
        locale: first_locale(lang, props.locale.as_ref()),
        text: String::new(),
        button: None,
        response: props.response,
    });
    let problem = use_state(|| None::<Rc<Problem>>);
    let busy = use_state_eq(|| false);
    let onsubmit = {
        let (message, person, environment) = ((*message).clone(), props.person.clone(), props.environment.clone());
        let (problem, busy, on_sent) = (problem.setter(), busy.clone(), props.on_sent.clone());
        submit(move || {
            if *busy {
                return;
            }
            busy.set(true);
            let (message, person, environment) = (message.clone(), person.clone(), environment.clone());
            let (problem, busy, on_sent) = (problem.clone(), busy.setter(), on_sent.clone());
            spawn_local(async move {
                match api::report::write_message(&person, &environment, &message).await {
                    Ok(sent) => {
                        browser::remember(FROM, &message.from);
                        on_sent.emit(sent);
                    }
                    Err(failed) => problem.set(Some(Rc::new(failed))),
                }
                busy.set(false);
            });
        })
    };
    let here = desk.environments.iter().find(|environment| environment.key == props.environment);
    let unsigned = here.is_some_and(|environment| !environment.settings.token_required);
    let locale = message.locale.clone();
    let edit = Edit(message.clone());
    html! {
        <WithOthers>
            <form {onsubmit} class="item-form message-form">
                <Field label={lang.say(m::TEXT)} value={message.text.clone()} rows=5 required=true lang={locale}
                    hint={lang.say(c::QUESTION_DESCRIPTION_HINT)} onchange={edit.with(|message, text| message.text = text)} />
                <div class="row">
                    <Field label={lang.say(m::FROM)} value={message.from.clone()} required=true hint={lang.say(m::FROM_HINT)}
                        onchange={edit.with(|message, text| message.from = text)} />
                    <Choice label={lang.say(m::LOCALE)} value={message.locale.clone()} options={locales(lang, props.locale.as_ref())}
                        onchange={edit.with(|message, tag| message.locale = tag)} />
                </div>
                { button_fields(lang, &message, &edit) }
                if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
                <div class="actions">
                    <button class="primary" disabled={*busy}>{ lang.say(m::SEND) }</button>
                    <button type="button" class="quiet" onclick={props.on_cancel.reform(|_: MouseEvent| ())}>{ lang.say(g::CANCEL) }</button>
                </div>
                <p class="hint">{ lang.say(m::HOW) }</p>
                if unsigned { <Note tone={classes!("caution")}>{ lang.say(m::UNSIGNED) }</Note> }
            </form>
        </WithOthers>
    }
}

struct Edit(UseStateHandle<NewMessage>);

impl Edit {
    fn with<V: 'static>(&self, change: fn(&mut NewMessage, V)) -> Callback<V> {
        let message = self.0.clone();
        Callback::from(move |value: V| {
            let mut next = (*message).clone();
            change(&mut next, value);
            message.set(next);
        })
    }
}

/// What they read, and the console's languages.
fn locales(lang: Lang, theirs: Option<&String>) -> Vec<(AttrValue, AttrValue)> {
    let mut tags = vec![first_locale(lang, theirs)];
    for tag in ["ja", "en"].map(str::to_owned) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags.into_iter().map(|tag| (tag.clone().into(), locale_name(&tag).into())).collect()
}

fn button_fields(lang: Lang, message: &NewMessage, edit: &Edit) -> Html {
    let toggle = edit.with(|message, on: bool| message.button = on.then(fresh_button));
    let relabel = edit.with(|message, label: String| {
        if let Some(button) = message.button.as_mut() {
            button.label = label;
        }
    });
    let lead = edit.with(|message, to: Option<Action>| {
        if let (Some(button), Some(to)) = (message.button.as_mut(), to) {
            button.to = to;
        }
    });
    html! {
        <>
            <Switch label={lang.say(m::BUTTON)} hint={lang.say(m::BUTTON_HINT)} on={message.button.is_some()} onchange={toggle} />
            if let Some(button) = &message.button {
                <Field label={lang.say(c::ACTION_LABEL)} value={button.label.clone()} required=true onchange={relabel} />
                <ActionField value={button.to.clone()} onchange={lead} />
            }
        </>
    }
}

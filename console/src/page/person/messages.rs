//! What members wrote to one person, what became of it, and the form for more.
//!
//! Deliberately absent: what the person would write back; a message leads to where they can.

use crate::app::{use_desk, use_lang};
use crate::part::message::MessageForm;
use crate::part::notice::Note;
use crate::text::{Lang, message as m};
use shared::api::message::{Message, MessageState, Messages as List};
use shared::text::plain;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct MessagesProps {
    /// What was written so far.
    pub list: Rc<List>,
    /// User id or anonymous id.
    pub person: String,
    /// The environment.
    pub environment: String,
    /// What they read, where that is known.
    pub locale: Option<String>,
    /// Something was written: the list is another one.
    pub on_sent: Callback<()>,
}

/// The section.
#[component]
pub fn Messages(props: &MessagesProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let open = use_state_eq(|| false);
    let sent = use_state_eq(|| false);
    let set_open = |on: bool| {
        let open = open.setter();
        Callback::from(move |()| open.set(on))
    };
    let on_sent = {
        let (close, sent, reload) = (set_open(false), sent.setter(), props.on_sent.clone());
        Callback::from(move |_: Message| {
            close.emit(());
            sent.set(true);
            reload.emit(());
        })
    };
    let write = {
        let (open, sent) = (open.setter(), sent.setter());
        Callback::from(move |_: MouseEvent| {
            open.set(true);
            sent.set(false);
        })
    };
    html! {
        <section class="panel">
            <h2>{ lang.say(m::TITLE) }</h2>
            if *sent { <Note tone="good" focused=true>{ lang.say(m::SENT) }</Note> }
            if props.list.messages.is_empty() { <p class="hint">{ lang.say(m::NONE) }</p> }
            else { <ol class="messages">{ for props.list.messages.iter().map(|message| one(lang, message)) }</ol> }
            if *open {
                <MessageForm person={props.person.clone()} environment={props.environment.clone()} locale={props.locale.clone()}
                    {on_sent} on_cancel={set_open(false)} />
            } else if desk.may_edit() {
                <button type="button" class="no-print" onclick={write}>{ lang.say(m::WRITE) }</button>
            }
        </section>
    }
}

fn one(lang: Lang, message: &Message) -> Html {
    let (words, class) = match message.state {
        MessageState::Waiting => (m::STATE_WAITING, "draft"),
        MessageState::Displayed => (m::STATE_DISPLAYED, "paused"),
        MessageState::Read => (m::STATE_READ, "live"),
        MessageState::Dismissed => (m::STATE_DISMISSED, "draft"),
    };
    let since = message.state_at.map(|at| lang.moment(at)).unwrap_or_default();
    html! {
        <li key={message.key.to_string()} class="message">
            <p class="hint">
                { lang.fill(m::BY, &[&message.by, &lang.moment(message.at)]) }
                if message.message.response.is_some() { { " · " }{ lang.say(m::ANSWERS) } }
            </p>
            <blockquote dir="auto" lang={message.message.locale.clone()}>{ plain(&message.message.text) }</blockquote>
            <span class={classes!("state", class)}>{ lang.fill(words, &[&since]) }</span>
        </li>
    }
}

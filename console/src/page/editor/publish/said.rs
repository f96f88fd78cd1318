//! The button in the room's head, the questions before it, and below the head what came of it.
//!
//! Deliberately absent: a notice that goes away by itself.

use super::super::{FORM, often};
use super::{Asked, Order, Outcome, Publishing};
use crate::app::{use_desk, use_lang};
use crate::part::dialog::Dialog;
use crate::part::field::leads_to_unfit;
use crate::part::guard::Anchor;
use crate::part::notice::{Failure, Note};
use crate::route::Route;
use crate::sentence;
use crate::text::{Lang, content as c, launcher as l, start as s};
use shared::content::{Content, Kind};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    /// Publishing.
    pub publishing: Publishing,
    /// Whether advice says that something is an error.
    pub errors: bool,
}

/// The button; nothing where there is no environment yet, or for those who may only read.
#[component]
pub fn PublishButton(props: &ButtonProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let Some(environment) = desk.environment.as_ref().filter(|_| desk.may_edit()) else { return Html::default() };
    let disabled = props.errors || !props.publishing.differs();
    let ask = props.publishing.ask(Some(Asked::Publish));
    let onclick = Callback::from(move |_: MouseEvent| {
        if !leads_to_unfit(FORM) {
            ask.emit(());
        }
    });
    html! {
        <button type="button" class="primary publish" {disabled} {onclick} aria-describedby={props.errors.then_some("publish-errors")}>
            { lang.fill(c::PUBLISH_TO, &[&environment.name]) }
        </button>
    }
}

#[derive(Properties, PartialEq)]
pub struct SaidProps {
    /// Publishing.
    pub publishing: Publishing,
    /// Whether advice says that something is an error.
    pub errors: bool,
}

/// What came of it, why it cannot be, and what is asked before.
#[component]
pub fn Said(props: &SaidProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let publishing = &props.publishing;
    let Some(environment) = &desk.environment else { return Html::default() };
    let (name, content) = (&environment.name, &publishing.draft.content);
    let cancel = publishing.ask(None);
    html! {
        <>
            if props.errors && desk.may_edit() { <p class="hint" id="publish-errors">{ lang.say(c::PUBLISH_ERRORS) }</p> }
            { outcome(lang, publishing.outcome.as_ref(), name, content) }
            if *publishing.asked == Some(Asked::Publish) {
                <Dialog title={lang.fill(c::PUBLISH_ASK, &[name])} action={lang.say(c::PUBLISH)} on_cancel={cancel.clone()}
                    on_confirm={publishing.run.reform(|()| Order::Publish)}>{ consequences(lang, content) }</Dialog>
            }
            if *publishing.asked == Some(Asked::Pause) {
                <Dialog title={lang.fill(c::PAUSE_ASK, &[name])} action={lang.say(c::PAUSE)} on_cancel={cancel}
                    on_confirm={publishing.run.reform(|()| Order::Pause(true))}><p>{ lang.say(c::PAUSE_BODY) }</p></Dialog>
            }
        </>
    }
}

/// The word of success takes the focus: the button that was pressed has nothing left to do.
fn outcome(lang: Lang, outcome: Option<&Outcome>, name: &str, content: &Content) -> Html {
    match outcome {
        None => Html::default(),
        Some(Outcome::Failed(problem)) => html! { <Failure problem={problem.clone()} /> },
        Some(Outcome::Published(version)) => html! {
            <Note tone="good" focused=true>
                <p>{ lang.fill(c::PUBLISHED_NOW, &[version, &name]) }{ lang.gap() }{ lang.say(s::PUBLISHED) }</p>
                <Anchor to={Route::Results { key: content.key.to_string() }}>{ lang.say(s::OPEN_RESULTS) }</Anchor>
            </Note>
        },
    }
}

/// What publishing means, read aloud: for whom, when, how often.
fn consequences(lang: Lang, content: &Content) -> Html {
    html! {
        <>
            <ul class="plain-list">
                <li>{ lang.fill(c::PUBLISH_WHO, &[&sentence::condition(lang, &content.audience, &[])]) }</li>
                if content.body.kind() == Kind::Article {
                    <li>{ lang.say(l::ARTICLE_OFTEN) }</li>
                } else {
                    <li>{ lang.fill(c::PUBLISH_WHEN, &[&sentence::trigger(lang, &content.trigger)]) }</li>
                    <li>{ lang.fill(c::PUBLISH_OFTEN, &[&often::sentence(lang, &content.frequency)]) }</li>
                }
            </ul>
            <p class="hint">{ lang.say(c::PUBLISH_VERSION) }</p>
        </>
    }
}

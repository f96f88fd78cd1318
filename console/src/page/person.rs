//! One person: who they are, what was written to them, what happened in order, and erasure.
//!
//! Deliberately absent: anonymous answers. They carry no person.

mod events;
mod messages;

use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::fetch::use_fetched;
use crate::page::not_found::NotFound;
use crate::page::people::company_link;
use crate::part::dialog::Dialog;
use crate::part::guard::Anchor;
use crate::part::notice::{Failure, Loading, Note};
use crate::route::Route;
use crate::text::{Lang, report as r};
use events::Events;
use messages::Messages;
use serde::Deserialize;
use shared::api::people::{Erasure, Timeline};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

#[derive(Deserialize)]
struct Whom {
    id: String,
}

/// The room: reads from the address whom it is about.
#[component]
pub fn Person() -> Html {
    let location = use_location().expect("inside the router");
    match location.query::<Whom>() {
        Ok(Whom { id }) => html! { <History key={id.clone()} person={id.clone()} /> },
        Err(_) => html! { <NotFound /> },
    }
}

#[derive(Properties, PartialEq)]
struct HistoryProps {
    /// User id or anonymous id.
    person: String,
}

#[component]
fn History(props: &HistoryProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let needs = (props.person.clone(), desk.environment_key());
    // Together, so that nothing moves once it is drawn.
    let known = use_fetched(needs, |(person, environment)| async move {
        let timeline = api::report::timeline(&person, &environment, None).await?;
        let messages = api::report::messages(&person, &environment).await?;
        Ok::<_, Problem>((Rc::new(timeline), Rc::new(messages)))
    });
    let erased = use_state(|| None::<Erasure>);
    use_effect_with(props.person.clone(), |person| browser::set_title(person));
    let head = html! {
        <div class="room-head"><h1 class="person-id" translate="no">{ &props.person }</h1></div>
    };
    let body = match (known.value.as_deref(), &known.problem) {
        (Some((timeline, messages)), _) => html! {
            <>
                { facts(lang, timeline) }
                <Messages list={messages.clone()} person={timeline.person.clone()} environment={desk.environment_key()} locale={reads(timeline)}
                    on_sent={known.reload.clone()} />
                <p><Anchor to={Route::Explain} name="person" id={props.person.clone()}>{ lang.say(crate::text::explain::TITLE) }</Anchor></p>
                <Events first={timeline.clone()} environment={desk.environment_key()} />
                if desk.may_own() {
                    <Erase person={props.person.clone()} on_erased={let erased = erased.setter(); Callback::from(move |e| erased.set(Some(e)))} />
                }
            </>
        },
        (None, Some(problem)) if problem.status == 404 => html! { <Note>{ lang.say(r::PERSON_NOT_FOUND) }</Note> },
        (None, Some(problem)) => html! { <Failure problem={problem.clone()} retry={known.reload.clone()} /> },
        (None, None) => html! { <Loading /> },
    };
    let body = match &*erased {
        Some(Erasure { ids, events, .. }) => {
            html! { <Note tone="good" focused=true>{ lang.fill(r::ERASED, &[ids, events]) }</Note> }
        }
        None => body,
    };
    html! { <>{ head }{ body }<p><Anchor to={Route::People}>{ lang.say(r::PEOPLE_TITLE) }</Anchor></p></> }
}

/// The language they last read in.
fn reads(timeline: &Timeline) -> Option<String> {
    timeline.events.iter().find_map(|event| event.context.locale.clone())
}

fn facts(lang: Lang, timeline: &Timeline) -> Html {
    html! {
        <section class="panel">
            <p class="hint">{ lang.fill(r::PERSON_FIRST_SEEN, &[&lang.moment(timeline.first_seen)]) }</p>
            <dl class="facts">
                if let Some(company) = &timeline.company { <dt>{ lang.say(r::PERSON_COMPANY) }</dt><dd>{ company_link(Some(company.as_str())) }</dd> }
                for (name, value) in &timeline.traits { <dt key={name.clone()}>{ name }</dt><dd>{ value.label() }</dd> }
            </dl>
            if timeline.traits.is_empty() { <p class="hint">{ lang.say(r::PERSON_TRAITS_NONE) }</p> }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct EraseProps {
    person: String,
    on_erased: Callback<Erasure>,
}

/// Erasure, asked for twice.
#[component]
fn Erase(props: &EraseProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let asked = use_state_eq(|| false);
    let problem = use_state(|| None::<Rc<Problem>>);
    let run = {
        let (person, environment, on_erased) = (props.person.clone(), desk.environment_key(), props.on_erased.clone());
        let (asked, problem) = (asked.setter(), problem.setter());
        Callback::from(move |()| {
            let (person, environment, on_erased, problem) =
                (person.clone(), environment.clone(), on_erased.clone(), problem.clone());
            asked.set(false);
            spawn_local(async move {
                match api::report::erase(&person, &environment).await {
                    Ok(erasure) => on_erased.emit(erasure),
                    Err(failed) => problem.set(Some(Rc::new(failed))),
                }
            });
        })
    };
    let ask = |on: bool| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(on))
    };
    html! {
        <section class="panel">
            <button type="button" class="danger" onclick={ask(true).reform(|_: MouseEvent| ())}>{ lang.say(r::ERASE) }</button>
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            if *asked {
                <Dialog title={lang.fill(r::ERASE_ASK, &[&props.person])} action={lang.say(r::ERASE_DO)} harmful=true
                    on_confirm={run} on_cancel={ask(false)}><p>{ lang.say(r::ERASE_BODY) }</p></Dialog>
            }
        </section>
    }
}

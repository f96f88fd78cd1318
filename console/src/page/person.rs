//! One person's history: who they are, what happened in order, and erasure.
//!
//! Deliberately absent: anonymous answers. They carry no person.

use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::fetch::use_fetched;
use crate::page::not_found::NotFound;
use crate::page::results::kind_words;
use crate::part::dialog::Dialog;
use crate::part::guard::Anchor;
use crate::part::notice::{Failure, Loading, Note};
use crate::route::Route;
use crate::text::{Lang, report as r};
use serde::Deserialize;
use shared::api::people::{Erasure, Timeline};
use shared::content::survey::Answer;
use shared::event::{Body, Dismissal, Event};
use shared::value::ValueChanges;
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
    let timeline =
        use_fetched(
            needs,
            |(person, environment)| async move { api::report::timeline(&person, &environment, None).await },
        );
    let erased = use_state(|| None::<Erasure>);
    use_effect_with(props.person.clone(), |person| browser::set_title(person));
    let head = html! {
        <div class="room-head"><h1 class="person-id" translate="no">{ &props.person }</h1></div>
    };
    let body = match (&timeline.value, &timeline.problem) {
        (Some(value), _) => html! {
            <>
                { facts(lang, value) }
                <Events first={value.clone()} environment={desk.environment_key()} />
                if desk.may_own() {
                    <Erase person={props.person.clone()} on_erased={let erased = erased.setter(); Callback::from(move |e| erased.set(Some(e)))} />
                }
            </>
        },
        (None, Some(problem)) if problem.status == 404 => html! { <Note>{ lang.say(r::PERSON_NOT_FOUND) }</Note> },
        (None, Some(problem)) => html! { <Failure problem={problem.clone()} retry={timeline.reload.clone()} /> },
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

fn facts(lang: Lang, timeline: &Timeline) -> Html {
    html! {
        <section class="panel">
            <p class="hint">{ lang.fill(r::PERSON_FIRST_SEEN, &[&lang.moment(timeline.first_seen)]) }</p>
            <dl class="facts">
                if let Some(company) = &timeline.company { <dt>{ lang.say(r::PERSON_COMPANY) }</dt><dd>{ company }</dd> }
                for (name, value) in &timeline.traits { <dt key={name.clone()}>{ name }</dt><dd>{ value.label() }</dd> }
            </dl>
            if timeline.traits.is_empty() { <p class="hint">{ lang.say(r::PERSON_TRAITS_NONE) }</p> }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct EventsProps {
    first: Rc<Timeline>,
    environment: String,
}

/// What happened, the newest first, with older events on demand.
#[component]
fn Events(props: &EventsProps) -> Html {
    let lang = use_lang();
    let older = use_state(Vec::<Rc<Timeline>>::new);
    let problem = use_state(|| None::<Rc<Problem>>);
    let last = older.last().unwrap_or(&props.first);
    let more = {
        let (person, environment, next) = (props.first.person.clone(), props.environment.clone(), last.next.clone());
        let (older, problem) = (older.clone(), problem.setter());
        Callback::from(move |_: MouseEvent| {
            let (person, environment, next) = (person.clone(), environment.clone(), next.clone());
            let (older, problem) = (older.clone(), problem.clone());
            spawn_local(async move {
                match api::report::timeline(&person, &environment, next).await {
                    Ok(page) => older.set(older.iter().cloned().chain([Rc::new(page)]).collect()),
                    Err(failed) => problem.set(Some(Rc::new(failed))),
                }
            });
        })
    };
    let all = std::iter::once(&props.first).chain(older.iter()).flat_map(|page| page.events.iter());
    html! {
        <section class="panel">
            <h2>{ lang.say(r::PERSON_EVENTS) }</h2>
            if props.first.events.is_empty() { <p class="hint">{ lang.say(r::PERSON_EVENTS_NONE) }</p> }
            <ol class="timeline">{ for all.map(|event| line(lang, event)) }</ol>
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            if last.next.is_some() { <button type="button" class="no-print" onclick={more}>{ lang.say(r::PERSON_EVENTS_MORE) }</button> }
        </section>
    }
}

fn line(lang: Lang, event: &Event) -> Html {
    let (kind, what) = describe(lang, event);
    let kind_said = kind_words(kind).map_or(kind, |words| lang.say(words));
    html! {
        <li key={event.id.to_string()} class={classes!("event", kind.to_owned())}>
            <time>{ lang.moment(event.at) }</time>
            <span class="tag">{ kind_said }</span>
            <span class="event-what" translate="no">{ what }</span>
        </li>
    }
}

fn changes(lang: Lang, traits: &ValueChanges) -> String {
    let one = |(name, value): (&String, &Option<shared::value::Value>)| {
        lang.fill(r::TRAIT_PAIR, &[name, &value.as_ref().map_or_else(|| "–".to_owned(), shared::value::Value::label)])
    };
    traits.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The kind of an event and what it was about.
fn describe(lang: Lang, event: &Event) -> (&'static str, String) {
    let run = |kind, run: &shared::event::Run| {
        (kind, format!("{} · {}", run.content, lang.fill(r::ONE_VERSION, &[&run.version])))
    };
    match &event.body {
        Body::Identify { traits } => ("identify", changes(lang, traits)),
        Body::Group { traits, .. } => ("group", changes(lang, traits)),
        Body::Track { name, .. } => ("track", name.clone()),
        Body::Page { .. } => ("page", event.context.url.clone().unwrap_or_default()),
        Body::Clicked { selector } => ("clicked", selector.clone()),
        Body::Present { selector } => ("present", selector.clone()),
        Body::Due(it) => run("due", it),
        Body::Displayed(it) => run("displayed", it),
        Body::Withheld(it) => run("withheld", it),
        Body::Started(it) => run("started", it),
        Body::Completed(it) => run("completed", it),
        Body::Ignored(it) => run("ignored", it),
        Body::Answered { run, question, answer, .. } => {
            ("answered", format!("{} · {question}: {}", run.content, say_answer(lang, answer.as_ref())))
        }
        Body::Dismissed { run, how } => {
            let words = match how {
                Dismissal::Closed => r::HOW_CLOSED,
                Dismissal::Snoozed => r::HOW_SNOOZED,
                Dismissal::Refused => r::HOW_REFUSED,
                Dismissal::ByHost => r::HOW_BY_HOST,
            };
            ("dismissed", format!("{} · {}", run.content, lang.say(words)))
        }
        Body::Marked { content } => ("marked", content.to_string()),
        Body::Consent { given } => {
            ("consent", lang.say(if *given { crate::text::general::YES } else { crate::text::general::NO }).to_owned())
        }
        Body::Failed { code, message } => ("failed", format!("{code} {message}")),
    }
}

fn say_answer(lang: Lang, answer: Option<&Answer>) -> String {
    match answer {
        None => lang.say(r::ANSWER_WITHDRAWN).to_owned(),
        Some(Answer::Score(score)) => score.to_string(),
        Some(Answer::Text(text)) => text.clone(),
        Some(Answer::Chosen { options, other, .. }) => {
            let options = options.iter().map(ToString::to_string).chain(other.iter().cloned());
            options.collect::<Vec<_>>().join(", ")
        }
        Some(Answer::Pressed) => lang.say(r::PRESSED).to_owned(),
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

//! What happened to one person, the newest first: events, what handed them over, and what members did about that and about
//! answers, in the words of the questions.
//!
//! Deliberately absent: sign-ins that changed nothing, until they are asked for; pages tell of them at every load.

mod describe;
mod unchanged;

use crate::api::{self, Problem};
use crate::app::use_lang;
use crate::page::follow_ups::why;
use crate::page::results::{follow_line, kind_words};
use crate::part::field::Switch;
use crate::part::notice::Failure;
use crate::text::{Lang, follow_up as f, report as r};
use crate::wording::{Version, Wordings, use_wordings};
use describe::{content_name, describe, is_message};
use shared::api::follow_up::HandedOver;
use shared::api::people::{PersonFollowUp, Timeline};
use shared::event::Event;
use shared::time::Timestamp;
use std::rc::Rc;
use unchanged::unchanged;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct EventsProps {
    /// The newest page.
    pub first: Rc<Timeline>,
    /// The environment.
    pub environment: String,
}

/// A row of the history.
enum Row<'a> {
    Event(&'a Event),
    HandOver(&'a PersonFollowUp, &'a HandedOver),
    FollowUp(&'a PersonFollowUp),
}

impl Row<'_> {
    fn at(&self) -> Timestamp {
        match self {
            Self::Event(event) => event.at,
            Self::HandOver(_, handed) => handed.at,
            Self::FollowUp(it) => it.follow_up.changed_at,
        }
    }

    fn version(&self) -> Option<Version> {
        match self {
            Self::Event(event) => {
                let run = event.body.run().filter(|run| !is_message(&run.content));
                run.map(|run| (run.content.to_string(), run.version))
            }
            Self::HandOver(it, _) | Self::FollowUp(it) => Some((it.content.to_string(), it.version)),
        }
    }
}

/// Events, hand-overs and follow-ups in one order; what is older than the last event that is known waits for the next page.
fn rows<'a>(events: &[&'a Event], follow_ups: &'a [PersonFollowUp], more: bool) -> Vec<Row<'a>> {
    let oldest = events.last().map(|event| event.at).filter(|_| more);
    let handed = follow_ups.iter().filter_map(|it| Some(Row::HandOver(it, it.hand_over.as_ref()?)));
    // A follow-up that nobody has changed yet says no more than what opened it.
    let followed = follow_ups.iter().filter(|it| !it.follow_up.changed_by.is_empty()).map(Row::FollowUp);
    let reached = |row: &Row<'a>| oldest.is_none_or(|oldest| row.at() >= oldest);
    let followed = handed.chain(followed).filter(reached);
    let mut rows: Vec<Row<'a>> = followed.chain(events.iter().map(|event| Row::Event(event))).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.at()));
    rows
}

/// The section, with older events on demand.
#[component]
pub fn Events(props: &EventsProps) -> Html {
    let lang = use_lang();
    let older = use_state(Vec::<Rc<Timeline>>::new);
    let problem = use_state(|| None::<Rc<Problem>>);
    let whole = use_state_eq(|| false);
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
    let all: Vec<&Event> = std::iter::once(&props.first).chain(older.iter()).flat_map(|page| &page.events).collect();
    let folded = unchanged(&all);
    let shown: Vec<&Event> = all.iter().filter(|event| *whole || !folded.contains(&event.id)).copied().collect();
    let rows = rows(&shown, &props.first.follow_ups, last.next.is_some());
    let wordings = use_wordings(rows.iter().filter_map(Row::version).collect());
    html! {
        <section class="panel">
            <h2>{ lang.say(r::PERSON_EVENTS) }</h2>
            if props.first.events.is_empty() { <p class="hint">{ lang.say(r::PERSON_EVENTS_NONE) }</p> }
            if !folded.is_empty() {
                <Switch label={lang.say(r::PERSON_EVENTS_WHOLE)} on={*whole} onchange={let w = whole.setter(); Callback::from(move |on| w.set(on))} />
            }
            <ol class="timeline">{ for rows.iter().map(|row| line(lang, row, &wordings)) }</ol>
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            if last.next.is_some() { <button type="button" class="no-print" onclick={more}>{ lang.say(r::PERSON_EVENTS_MORE) }</button> }
        </section>
    }
}

fn line(lang: Lang, row: &Row<'_>, wordings: &Wordings) -> Html {
    let wording = row.version().and_then(|version| wordings.get(&version)).map(Rc::as_ref);
    let (key, class, kind, what) = match row {
        Row::Event(event) => {
            let (kind, what) = describe(lang, event, wording);
            let said = kind_words(kind).map_or(kind, |words| lang.say(words));
            (event.id.to_string(), kind, said, html! { <span class="event-what" translate="no">{ what }</span> })
        }
        Row::HandOver(it, handed) => {
            let mut words = vec![content_name(lang, &it.content, wording), why(lang, handed, wording)];
            words.extend((!handed.owner.is_empty()).then(|| lang.fill(f::ASKED_TO, &[&handed.owner])));
            let line = html! { <span class="event-what">{ words.join(" · ") }</span> };
            (format!("h{}", it.run), "handed", lang.say(f::KIND_HAND_OVER), line)
        }
        Row::FollowUp(it) => {
            let about = content_name(lang, &it.content, wording);
            let line = html! { <div class="event-what">{ about }{ follow_line(lang, &it.follow_up) }</div> };
            (format!("f{}", it.run), "followed", lang.say(r::KIND_FOLLOW_UP), line)
        }
    };
    html! {
        <li {key} class={classes!("event", class)}>
            <time>{ lang.moment(row.at()) }</time>
            <span class="tag">{ kind }</span>
            { what }
        </li>
    }
}

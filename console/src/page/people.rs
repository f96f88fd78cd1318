//! Looking for a person by part of an id.
//!
//! Deliberately absent: search by trait; segments and the filters of reports do that.

use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::part::field::Field;
use crate::part::guard::Anchor;
use crate::part::notice::{Empty, Failure, Loading, Note};
use crate::route::Route;
use crate::text::{Lang, adoption as a, content as c, report as r};
use gloo_timers::callback::Timeout;
use shared::api::people::{People as Page, PersonSummary};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// It looks this long after the last key, milliseconds.
const SETTLE_MS: u32 = 250;
/// Most traits shown in a row.
const MAX_TRAITS: usize = 4;

/// The room.
#[component]
pub fn People() -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let search = use_state_eq(String::new);
    let found = use_state(|| None::<Rc<Page>>);
    let problem = use_state(|| None::<Rc<Problem>>);
    use_effect_with(lang, move |lang| browser::set_title(lang.say(r::PEOPLE_TITLE)));
    let ask = {
        let (found, problem) = (found.clone(), problem.setter());
        Callback::from(move |(environment, search, after): (String, String, Option<String>)| {
            let (found, problem) = (found.clone(), problem.clone());
            spawn_local(async move {
                let more = after.is_some();
                match api::report::people(&environment, &search, after).await {
                    Ok(mut page) => {
                        if let Some(before) = found.as_ref().filter(|_| more) {
                            page.people = before.people.iter().cloned().chain(page.people).collect();
                        }
                        problem.set(None);
                        found.set(Some(Rc::new(page)));
                    }
                    Err(failed) => problem.set(Some(Rc::new(failed))),
                }
            });
        })
    };
    {
        let ask = ask.clone();
        use_effect_with((desk.environment_key(), (*search).clone()), move |(environment, search)| {
            let (environment, search) = (environment.clone(), search.clone());
            let wait = if search.is_empty() { 0 } else { SETTLE_MS };
            let timeout = Timeout::new(wait, move || {
                if !environment.is_empty() {
                    ask.emit((environment, search, None));
                }
            });
            move || drop(timeout)
        });
    }
    if desk.environment.is_none() {
        return html! { <Note>{ lang.say(c::NO_ENVIRONMENT) }</Note> };
    }
    let typed = {
        let search = search.setter();
        Callback::from(move |text: String| search.set(text))
    };
    html! {
        <>
            <div class="room-head"><h1>{ lang.say(r::PEOPLE_TITLE) }</h1></div>
            <p class="lead">{ lang.say(r::PEOPLE_LEAD) }</p>
            <p><Anchor to={Route::Companies}>{ lang.say(a::TITLE) }</Anchor></p>
            <Field kind="search" label={lang.say(r::PEOPLE_FIELD)} value={(*search).clone()} onchange={typed} class="narrow-search" />
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            if let Some(page) = &*found {
                { list(lang, page, search.is_empty()) }
                if let Some(next) = &page.next {
                    <button type="button" onclick={
                        let now = (desk.environment_key(), (*search).clone(), Some(next.clone()));
                        ask.reform(move |_: MouseEvent| now.clone())
                    }>{ lang.say(r::PEOPLE_MORE) }</button>
                }
            } else if problem.is_none() { <Loading /> }
        </>
    }
}

fn list(lang: Lang, page: &Page, everybody: bool) -> Html {
    if page.people.is_empty() {
        let title = if everybody { r::PEOPLE_NONE } else { r::PEOPLE_NONE_FOUND };
        return html! { <Empty title={lang.say(title)} /> };
    }
    html! {
        <table class="list stack">
            <thead><tr>
                <th scope="col">{ lang.say(r::PERSON) }</th>
                <th scope="col">{ lang.say(r::PERSON_COMPANY) }</th>
                <th scope="col">{ lang.say(r::PERSON_TRAITS) }</th>
                <th scope="col">{ lang.say(r::FIRST_SEEN) }</th>
            </tr></thead>
            <tbody>{ for page.people.iter().map(|person| row(lang, person)) }</tbody>
        </table>
    }
}

fn row(lang: Lang, person: &PersonSummary) -> Html {
    html! {
        <tr key={person.person.clone()}>
            <th scope="row"><Anchor to={Route::Person} id={person.person.clone()}>{ &person.person }</Anchor></th>
            <td data-label={lang.say(r::PERSON_COMPANY)}>{ company_link(person.company.as_deref()) }</td>
            <td data-label={lang.say(r::PERSON_TRAITS)}>
                <ul class="tags">
                    for (name, value) in person.traits.iter().take(MAX_TRAITS) {
                        <li key={name.clone()}>{ lang.fill(r::TRAIT_PAIR, &[name, &value.label()]) }</li>
                    }
                </ul>
            </td>
            <td class="date" data-label={lang.say(r::FIRST_SEEN)}>{ lang.date(person.first_seen) }</td>
        </tr>
    }
}

/// A company as a link to where it stands.
pub fn company_link(company: Option<&str>) -> Html {
    match company {
        Some(company) => html! { <Anchor to={Route::Company} id={company.to_owned()}>{ company }</Anchor> },
        None => html! { "–" },
    }
}

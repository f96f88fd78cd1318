//! Looking for a company by part of its id or name.
//!
//! Deliberately absent: an order of merit; where a company stands is its own page.

use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::fetch::use_fetched;
use crate::part::field::Field;
use crate::part::guard::Anchor;
use crate::part::notice::{Empty, Failure, Loading, Note};
use crate::route::Route;
use crate::text::{Lang, adoption as a, content as c, report as r};
use shared::api::adoption::{Companies as Page, CompanySummary};
use yew::prelude::*;

/// The room.
#[component]
pub fn Companies() -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let search = use_state_eq(String::new);
    let pages = use_state_eq(|| 1_usize);
    use_effect_with(lang, move |lang| browser::set_title(lang.say(a::TITLE)));
    let needs = (desk.environment_key(), (*search).clone(), *pages);
    let found =
        use_fetched(needs, |(environment, search, pages)| async move { read(&environment, &search, pages).await });
    if desk.environment.is_none() {
        return html! { <Note>{ lang.say(c::NO_ENVIRONMENT) }</Note> };
    }
    let typed = {
        let (search, pages) = (search.setter(), pages.setter());
        Callback::from(move |text: String| {
            pages.set(1);
            search.set(text);
        })
    };
    let more = {
        let pages = pages.clone();
        Callback::from(move |_: MouseEvent| pages.set(*pages + 1))
    };
    html! {
        <>
            <div class="room-head"><h1>{ lang.say(a::TITLE) }</h1></div>
            <p class="lead">{ lang.say(a::LEAD) }</p>
            <Field kind="search" label={lang.say(a::FIELD)} value={(*search).clone()} onchange={typed} class="narrow-search" />
            if let Some(problem) = &found.problem { <Failure problem={problem.clone()} retry={found.reload.clone()} /> }
            if let Some(page) = &found.value {
                { list(lang, page, search.is_empty()) }
                if page.next.is_some() { <button type="button" onclick={more}>{ lang.say(a::MORE) }</button> }
            } else if found.problem.is_none() { <Loading /> }
            <p><Anchor to={Route::People}>{ lang.say(r::PEOPLE_TITLE) }</Anchor></p>
        </>
    }
}

/// So many pages as one.
async fn read(environment: &str, search: &str, pages: usize) -> Result<Page, Problem> {
    let mut all = api::report::companies(environment, search, None).await?;
    for _ in 1..pages {
        let Some(after) = all.next.take() else { break };
        let page = api::report::companies(environment, search, Some(after)).await?;
        all.companies.extend(page.companies);
        all.next = page.next;
    }
    Ok(all)
}

fn list(lang: Lang, page: &Page, all: bool) -> Html {
    if page.companies.is_empty() {
        return html! { <Empty title={lang.say(if all { a::NONE } else { a::NONE_FOUND })} /> };
    }
    html! {
        <table class="list stack">
            <thead><tr>
                <th scope="col">{ lang.say(a::COMPANY) }</th>
                <th scope="col" class="number">{ lang.say(a::PEOPLE) }</th>
                <th scope="col" class="number">{ lang.say(a::ACTIVE) }</th>
                <th scope="col">{ lang.say(a::LAST_SEEN) }</th>
            </tr></thead>
            <tbody>{ for page.companies.iter().map(|company| row(lang, company)) }</tbody>
        </table>
    }
}

fn row(lang: Lang, company: &CompanySummary) -> Html {
    html! {
        <tr key={company.company.clone()}>
            <th scope="row"><Anchor to={Route::Company} id={company.company.clone()}>{ called(company) }</Anchor></th>
            <td class="number" data-label={lang.say(a::PEOPLE)}>{ lang.number(company.people) }</td>
            <td class="number" data-label={lang.say(a::ACTIVE)}>{ lang.number(company.active) }</td>
            <td class="date" data-label={lang.say(a::LAST_SEEN)}>{ lang.date(company.last_seen) }</td>
        </tr>
    }
}

/// A company by its name, or by its id where it has none.
pub fn called(company: &CompanySummary) -> String {
    company.name.clone().unwrap_or_else(|| company.company.clone())
}

//! "Why is this shown?": the whole chain for one content and one person, link by link.
//!
//! What was chosen is in the address, so that a link shows a colleague the same. Deliberately absent: rules. The collector
//! decides, by the code that decides sessions.

mod audience;
mod form;
mod link;
mod said;
mod token;
mod view;

use crate::api;
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::fetch::use_fetched;
use crate::page::list::Stopped;
use crate::part::guard::Anchor;
use crate::part::notice::{Empty, Failure, Loading, Note};
use crate::route::Route;
use crate::text::{Lang, explain as x, report as r};
use form::Form;
use link::Chain;
use shared::api::content::ContentSummary;
use shared::api::explain::Explanation;
use shared::targeting::Reason;
use shared::targeting::chain::{Outcome, Verdict};
use token::Token;
use view::View;
use yew::prelude::*;
use yew_router::prelude::*;

/// The room.
#[component]
pub fn Explain() -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let navigator = use_navigator().expect("inside the router");
    let location = use_location().expect("inside the router");
    let mut view = View::read(&location);
    if !desk.environments.iter().any(|environment| environment.key == view.environment) {
        view.environment = desk.environment_key();
    }
    let contents = use_fetched((), |()| async { api::content::list().await });
    let told = use_fetched(view.clone(), |view| async move {
        if view.is_whole() { api::explain::explain(&view.pairs()).await.map(Some) } else { Ok(None) }
    });
    use_effect_with(lang, |lang| browser::set_title(lang.say(x::TITLE)));
    if desk.environment.is_none() {
        return html! { <Note>{ lang.say(crate::text::content::NO_ENVIRONMENT) }</Note> };
    }
    let put = Callback::from(move |view: View| {
        // The query is made of plain values; it can always be written.
        let _ = navigator.push_with_query(&Route::Explain, view.query());
    });
    let list: Vec<ContentSummary> = contents.value.as_ref().map(|list| list.content.clone()).unwrap_or_default();
    html! {
        <>
            <div class="room-head"><h1>{ lang.say(x::TITLE) }</h1></div>
            <p class="lead">{ lang.say(x::LEAD) }</p>
            <Stopped />
            <Form view={view.clone()} contents={list} onchange={put} />
            if let Some(problem) = told.problem.as_ref().or(contents.problem.as_ref()) {
                <Failure problem={problem.clone()} retry={told.reload.clone()} />
            } else { { body(lang, told.value.as_deref(), &view) } }
        </>
    }
}

fn body(lang: Lang, told: Option<&Option<Explanation>>, view: &View) -> Html {
    match told {
        Some(Some(told)) if view.is_whole() => answer(lang, told, view),
        _ if view.is_whole() => html! { <Loading /> },
        _ => html! { <Empty title={lang.say(x::EMPTY)}><p>{ lang.say(x::EMPTY_BODY) }</p></Empty> },
    }
}

fn answer(lang: Lang, told: &Explanation, view: &View) -> Html {
    let in_the_way = told.links.iter().filter(|link| link.verdict == Verdict::No);
    let in_the_way: Vec<String> = in_the_way.filter_map(|link| said::link(lang, link).into_iter().next()).collect();
    html! {
        <>
            <section class="panel verdict" role="status">
                <h2>{ conclusion(lang, told) }</h2>
                if !in_the_way.is_empty() { <ul class="reasons">{ for in_the_way.into_iter().map(|words| html! { <li>{ words }</li> }) }</ul> }
                <p class="hint">{ said::circumstances(lang, told) }</p>
                if let Some(resumes) = &told.resumes { <p>{ said::resumes(lang, resumes) }</p> }
                <p class="row">
                    <Anchor to={Route::Edit { key: told.content.to_string() }}>{ &told.name }</Anchor>
                    <Anchor to={Route::Person} id={told.person.id.clone()}>{ lang.say(r::PERSON) }</Anchor>
                </p>
            </section>
            <Chain told={told.clone()} />
            <Token environment={view.environment.clone()} content={told.content.to_string()} url={view.url.clone()} />
        </>
    }
}

/// The whole in one sentence.
fn conclusion(lang: Lang, told: &Explanation) -> String {
    let stands = |reason: Reason| told.links.iter().any(|link| link.reason == reason && link.verdict == Verdict::No);
    let words = match told.outcome {
        _ if stands(Reason::Unknown) => x::NOT_PUBLISHED,
        Outcome::Due if stands(Reason::Page) => x::DUE_NOT_HERE,
        Outcome::Due if stands(Reason::Trigger) => x::ON_REQUEST,
        Outcome::Due => x::DUE,
        Outcome::Withheld => x::WITHHELD,
        Outcome::OnRequest => x::ON_REQUEST,
        Outcome::NotDue => x::NOT_DUE,
        Outcome::NotKnown => x::NOT_KNOWN,
    };
    lang.fill(words, &[&told.name])
}

//! The first steps: from an empty database to one's own question on one's own page.
//!
//! Each step says by itself whether it is done; nothing is remembered here. Deliberately absent: a wizard that locks the
//! later steps. People may already have done them.

mod environment;
mod heard;

use crate::api;
use crate::app::{Desk, use_desk, use_lang};
use crate::browser;
use crate::fetch::use_fetched;
use crate::page::new::Templates;
use crate::part::copy::Code;
use crate::part::guard::Anchor;
use crate::part::notice::Failure;
use crate::route::Route;
use crate::text::{Lang, content as c, start as s};
pub use environment::MakeEnvironment;
use heard::HeardLine;
use shared::api::content::{ContentList, ContentSummary};
use yew::prelude::*;

/// What `identify` and `group` look like, with names a vendor can recognise; pushed, since the loader may not be there yet.
const IDENTIFY: &str = "window.waymark ||= [];\n\
    waymark.push(['identify', [user.id, { plan: user.plan, role: user.role }]]);\n\
    waymark.push(['group', [company.id, { name: company.name }]]);";

/// The room.
#[component]
pub fn Start() -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let list = use_fetched((), |()| api::content::list());
    // Whether a page is heard, and whether that happened while the member was watching.
    let heard = use_state_eq(|| None::<bool>);
    use_effect_with(lang, move |lang| browser::set_title(lang.say(s::TITLE)));
    let has_content = list.value.as_ref().is_some_and(|list| !list.content.is_empty());
    let here = desk.environment_key();
    let published = list.value.as_ref().is_some_and(|list| {
        list.content.iter().any(|content| content.publications.iter().any(|p| p.environment == here))
    });
    let has_environment = desk.environment.is_some();
    let is_heard = heard.is_some();
    let done = [has_environment, is_heard, is_heard, has_content, published];
    let now = done.iter().position(|done| !done);
    let watched = *heard == Some(true);
    // The snippet is not known to be there until the page is heard, so both are open at once; and whoever waited for the
    // page to be heard sees that it is.
    let open = |place: usize| now == Some(place) || (place == 2 && (now == Some(1) || watched));
    let on_heard = {
        let heard = heard.setter();
        Callback::from(move |watched: bool| heard.set(Some(watched)))
    };
    html! {
        <>
            <div class="room-head"><h1>{ lang.say(s::TITLE) }</h1></div>
            <p class="lead">{ lang.say(s::LEAD) }</p>
            <ol class="steps">
                { step(lang, 0, s::STEP_ENVIRONMENT, &done, open(0), html! { <EnvironmentStep /> }) }
                { step(lang, 1, s::STEP_SNIPPET, &done, open(1), snippet(lang, &desk)) }
                { step(lang, 2, s::STEP_HEARD, &done, open(2), heard_step(&desk, on_heard)) }
                { step(lang, 3, s::STEP_TEMPLATE, &done, open(3), html! { <Templates /> }) }
                { step(lang, 4, s::STEP_PUBLISH, &done, open(4), publish(lang, list.value.as_deref(), &here)) }
            </ol>
            if now.is_none() { { next(lang, list.value.as_deref(), &here, desk.may_own()) } }
            if let Some(problem) = &list.problem { <Failure problem={problem.clone()} retry={list.reload.clone()} /> }
        </>
    }
}

/// One step; what is done or far ahead is folded, and can be opened.
fn step(lang: Lang, place: usize, title: crate::text::Words, done: &[bool; 5], open: bool, body: Html) -> Html {
    let is_done = done[place];
    html! {
        <li class={classes!("step", is_done.then_some("done"), open.then_some("now"))} key={place}>
            <details {open}>
                <summary>
                    <span class="step-mark" aria-hidden="true">{ if is_done { "✓".to_owned() } else { (place + 1).to_string() } }</span>
                    <h2>{ lang.say(title) }</h2>
                    if is_done { <span class="hint">{ lang.say(s::DONE) }</span> }
                </summary>
                <div class="step-body">{ body }</div>
            </details>
        </li>
    }
}

#[component]
fn EnvironmentStep() -> Html {
    let lang = use_lang();
    let desk = use_desk();
    match &desk.environment {
        None => html! { <MakeEnvironment /> },
        Some(environment) => html! {
            <>
                <p>{ &environment.name }{ " · " }<code translate="no">{ environment.settings.origins.join(" ") }</code></p>
                <Anchor to={Route::Settings { room: "environment".into() }}>{ lang.say(c::STOPPED_GO) }</Anchor>
            </>
        },
    }
}

fn snippet(lang: Lang, desk: &Desk) -> Html {
    let Some(environment) = &desk.environment else {
        return html! { <p class="hint">{ lang.say(c::NO_ENVIRONMENT) }</p> };
    };
    html! {
        <>
            <p>{ lang.say(s::SNIPPET_LEAD) }</p>
            <Code label={lang.say(s::SNIPPET)} code={environment.snippet.clone()} />
            <p>{ lang.say(s::IDENTIFY_LEAD) }</p>
            <Code label={lang.say(s::IDENTIFY)} code={IDENTIFY} />
            <p><Anchor to={Route::Settings { room: "limits".into() }}>{ lang.say(s::IDENTIFY_TRAITS) }</Anchor></p>
            <p>{ lang.say(s::CSP_LEAD) }</p>
            <Code label={lang.say(s::CSP)} code={environment.csp.clone()} />
        </>
    }
}

fn heard_step(desk: &Desk, on_heard: Callback<bool>) -> Html {
    match &desk.environment {
        None => Html::default(),
        Some(environment) => {
            html! { <HeardLine key={environment.key.clone()} environment={(**environment).clone()} {on_heard} /> }
        }
    }
}

fn publish(lang: Lang, list: Option<&ContentList>, here: &str) -> Html {
    let Some(list) = list.filter(|list| !list.content.is_empty()) else {
        return html! { <p class="hint">{ lang.say(s::PUBLISH_LEAD) }</p> };
    };
    html! {
        <>
            <p>{ lang.say(s::PUBLISH_LEAD) }</p>
            <ul class="plain-list">
                for content in &list.content {
                    <li key={content.key.to_string()}>
                        <Anchor to={Route::Edit { key: content.key.to_string() }}>{ &content.name }</Anchor>
                        { super::list::state(lang, content.publications.iter().find(|p| p.environment == here), content.draft_differs) }
                    </li>
                }
            </ul>
        </>
    }
}

/// Where to go when every step is done.
fn next(lang: Lang, list: Option<&ContentList>, here: &str, may_own: bool) -> Html {
    let is_here = |content: &&ContentSummary| content.publications.iter().any(|p| p.environment == here);
    let published = list.and_then(|list| list.content.iter().find(is_here)).map(|content| content.key.to_string());
    html! {
        <section class="panel">
            <h2>{ lang.say(s::NEXT) }</h2>
            <ul class="plain-list">
                if let Some(key) = published {
                    <li><Anchor to={Route::Results { key: key.clone() }}>{ lang.say(s::NEXT_RESULTS) }</Anchor></li>
                    <li><Anchor to={Route::Edit { key }}>{ lang.say(s::NEXT_PREVIEW) }</Anchor></li>
                }
                if may_own {
                    <li><Anchor to={Route::Settings { room: "members".into() }}>{ lang.say(s::NEXT_INVITE) }</Anchor></li>
                }
            </ul>
        </section>
    }
}

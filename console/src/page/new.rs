//! Starting new content from a template.
//!
//! One press makes the draft. Deliberately absent: the templates (the collector has them, complete in both languages), and a
//! form for the name; it can be changed in the editor at any time.

use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::fetch::use_fetched;
use crate::part::key::free_key;
use crate::part::notice::{Failure, Loading, Note};
use crate::part::question::{kind_words, short_kind_words};
use crate::route::Route;
use crate::text::{Lang, general as g, start as s};
use shared::content::{Body, Content};
use shared::id::ContentKey;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

/// The room.
#[component]
pub fn New() -> Html {
    let lang = use_lang();
    use_effect_with(lang, move |lang| browser::set_title(lang.say(s::NEW_TITLE)));
    html! {
        <>
            <div class="room-head"><h1>{ lang.say(s::NEW_TITLE) }</h1></div>
            <h2 class="visually-hidden">{ lang.say(s::STEP_TEMPLATE) }</h2>
            <Templates />
        </>
    }
}

/// Something to start with when no template fits: one thank-you card and nothing asked yet.
fn scratch() -> Option<Content> {
    serde_json::from_value(serde_json::json!({
        "key": "survey", "name": "", "body": {"survey": {"questions": [
            {"key": "score", "title": {}, "kind": {"nps": {}}},
            {"key": "thanks", "title": {"en": "Thank you", "ja": "ありがとうございます"}, "kind": "thanks"}
        ]}}
    }))
    .ok()
}

/// All templates as cards; using one makes a draft and opens it.
#[component]
pub fn Templates() -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let known = use_fetched((), |()| async {
        let templates = api::content::templates().await?.templates;
        let list = api::content::list().await?.content;
        let taken: Vec<String> = list.iter().map(|content| content.key.to_string()).collect();
        Ok::<_, Problem>((templates, taken))
    });
    let problem = use_state(|| None::<Rc<Problem>>);
    let busy = use_state_eq(|| false);
    let make = use_make(&problem, &busy, &known.reload);
    let Some(value) = &known.value else {
        return match &known.problem {
            Some(problem) => html! { <Failure problem={problem.clone()} retry={known.reload.clone()} /> },
            None => html! { <Loading /> },
        };
    };
    let (templates, taken) = (&value.0, &value.1);
    let all: Vec<Content> = templates.iter().cloned().chain(scratch()).collect();
    let last = all.len().saturating_sub(1);
    html! {
        <>
            <p class="lead">{ lang.say(s::TEMPLATE_LEAD) }</p>
            if !desk.may_edit() { <Note>{ lang.say(g::VIEWER_ONLY) }</Note> }
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            <ul class="cards">
                for (place, content) in all.into_iter().enumerate() {
                    <li class="card" key={place}>
                        { outline(lang, &content, place == last) }
                        if desk.may_edit() {
                            <button type="button" disabled={*busy} onclick={make.reform({
                                let draft = fresh(lang, content, taken);
                                move |_: MouseEvent| draft.clone()
                            })}>{ lang.say(if place == last { s::TEMPLATE_SCRATCH_DO } else { s::TEMPLATE_DO }) }</button>
                        }
                    </li>
                }
            </ul>
        </>
    }
}

/// The draft that using a template makes: its own name, and its key or the next free one.
fn fresh(lang: Lang, template: Content, taken: &[String]) -> Content {
    let key = ContentKey::new(free_key(template.key.as_str(), taken)).unwrap_or_else(|_| template.key.clone());
    let name = if template.name.is_empty() { lang.say(s::NEW_NAME_FALLBACK).to_owned() } else { template.name.clone() };
    Content { key, name, ..template }
}

/// Saves the draft and opens its editor. Where its key was taken meanwhile, the keys are read again: the next press has a free one.
#[hook]
fn use_make(
    problem: &UseStateHandle<Option<Rc<Problem>>>,
    busy: &UseStateHandle<bool>,
    reload: &Callback<()>,
) -> Callback<Content> {
    let navigator = use_navigator().expect("inside the router");
    let (problem, busy, reload) = (problem.setter(), busy.clone(), reload.clone());
    Callback::from(move |content: Content| {
        if *busy {
            return;
        }
        busy.set(true);
        let (busy, problem, navigator, reload) = (busy.setter(), problem.clone(), navigator.clone(), reload.clone());
        spawn_local(async move {
            match api::content::save(&content, None).await {
                Ok(_) => navigator.push(&Route::Edit { key: content.key.to_string() }),
                Err(failed) => {
                    problem.set(Some(Rc::new(failed)));
                    busy.set(false);
                    reload.emit(());
                }
            }
        });
    })
}

/// What a template asks, in a few lines.
fn outline(lang: Lang, content: &Content, scratch: bool) -> Html {
    let Body::Survey(survey) = &content.body;
    if scratch {
        return html! {
            <>
                <h3>{ lang.say(s::TEMPLATE_SCRATCH) }</h3>
                <p class="hint">{ lang.say(s::TEMPLATE_SCRATCH_HINT) }</p>
            </>
        };
    }
    let asked: Vec<_> = survey.questions.iter().filter(|question| question.asks()).collect();
    let count = i64::try_from(asked.len()).unwrap_or(i64::MAX);
    html! {
        <>
            <h3>{ &content.name }</h3>
            <ol class="outline">
                for question in &asked {
                    <li title={lang.say(kind_words(&question.kind))}>
                        <span class="tag">{ lang.say(short_kind_words(&question.kind)) }</span>{ " " }{ lang.pick(&question.title) }
                    </li>
                }
            </ol>
            <p class="hint">{ lang.count(count, s::TEMPLATE_QUESTION, s::TEMPLATE_QUESTIONS) }</p>
        </>
    }
}

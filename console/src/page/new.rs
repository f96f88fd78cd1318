//! Starting new content from a template.
//!
//! Deliberately absent: the templates; the collector has them, complete in both languages.

use crate::api::{self, Problem};
use crate::app::use_lang;
use crate::browser;
use crate::fetch::use_fetched;
use crate::part::field::{Field, submit};
use crate::part::notice::{Failure, Loading};
use crate::part::question::{kind_words, short_kind_words};
use crate::route::Route;
use crate::text::{Lang, content as c, general as g, start as s};
use shared::content::{Body, Content};
use shared::id::{ContentKey, check_key};
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

/// The first key of this form that no content has yet.
fn free_key(wanted: &str, taken: &[String]) -> String {
    let numbered = (2..).map(|n| format!("{wanted}-{n}"));
    let mut candidates = std::iter::once(wanted.to_owned()).chain(numbered);
    candidates.find(|key| !taken.contains(key)).unwrap_or_default()
}

/// All templates as cards; using one makes a draft and opens it.
#[component]
pub fn Templates() -> Html {
    let lang = use_lang();
    let chosen = use_state_eq(|| None::<usize>);
    let known = use_fetched((), |()| async {
        let templates = api::content::templates().await?.templates;
        let list = api::content::list().await?.content;
        let taken: Vec<String> = list.iter().map(|content| content.key.to_string()).collect();
        Ok::<_, Problem>((templates, taken))
    });
    let Some(value) = &known.value else {
        return match &known.problem {
            Some(problem) => html! { <Failure problem={problem.clone()} retry={known.reload.clone()} /> },
            None => html! { <Loading /> },
        };
    };
    let (templates, taken) = (&value.0, Rc::new(value.1.clone()));
    let choose = |place: usize| {
        let chosen = chosen.clone();
        Callback::from(move |_: MouseEvent| chosen.set(if *chosen == Some(place) { None } else { Some(place) }))
    };
    let all: Vec<Content> = templates.iter().cloned().chain(scratch()).collect();
    let last = all.len().saturating_sub(1);
    html! {
        <>
            <p class="lead">{ lang.say(s::TEMPLATE_LEAD) }</p>
            <ul class="cards">
                for (place, content) in all.into_iter().enumerate() {
                    <li class={classes!("card", (*chosen == Some(place)).then_some("chosen"))} key={place}>
                        { outline(lang, &content, place == last) }
                        if *chosen == Some(place) {
                            <Make {content} taken={taken.clone()} />
                        } else {
                            <button type="button" onclick={choose(place)}>{ lang.say(s::TEMPLATE_DO) }</button>
                        }
                    </li>
                }
            </ul>
        </>
    }
}

/// What a template asks, in a few lines.
fn outline(lang: Lang, content: &Content, scratch: bool) -> Html {
    let Body::Survey(survey) = &content.body;
    if scratch {
        return html! { <h3>{ lang.say(s::TEMPLATE_SCRATCH) }</h3> };
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

#[derive(Properties, PartialEq)]
struct MakeProps {
    content: Content,
    taken: Rc<Vec<String>>,
}

/// Name and key of the new draft.
#[component]
fn Make(props: &MakeProps) -> Html {
    let lang = use_lang();
    let navigator = use_navigator().expect("inside the router");
    let name = use_state_eq(|| {
        let name = &props.content.name;
        if name.is_empty() { lang.say(s::NEW_NAME_FALLBACK).to_owned() } else { name.clone() }
    });
    let key = use_state_eq(|| free_key(props.content.key.as_str(), &props.taken));
    let problem = use_state(|| None::<Rc<Problem>>);
    let busy = use_state_eq(|| false);
    let wrong = check_key(&key).is_err();
    let onsubmit = {
        let (content, name, key, busy, problem) =
            (props.content.clone(), (*name).clone(), (*key).clone(), busy.clone(), problem.setter());
        submit(move || {
            let Ok(key) = ContentKey::new(key.as_str()) else { return };
            if *busy {
                return;
            }
            busy.set(true);
            let content = Content { key: key.clone(), name: name.clone(), ..content.clone() };
            let (busy, problem, navigator) = (busy.setter(), problem.clone(), navigator.clone());
            spawn_local(async move {
                match api::content::save(&content, None).await {
                    Ok(_) => navigator.push(&Route::Edit { key: key.to_string() }),
                    Err(failed) => {
                        problem.set(Some(Rc::new(failed)));
                        busy.set(false);
                    }
                }
            });
        })
    };
    let set = |state: &UseStateHandle<String>| {
        let state = state.setter();
        Callback::from(move |text: String| state.set(text))
    };
    html! {
        <form {onsubmit} class="make">
            <Field label={lang.say(g::NAME)} value={(*name).clone()} onchange={set(&name)} required=true hint={lang.say(c::NAME_HINT)} />
            <Field label={lang.say(g::KEY)} value={(*key).clone()} onchange={set(&key)} required=true hint={lang.say(g::KEY_HINT)}
                error={wrong.then(|| AttrValue::from(lang.say(g::KEY_WRONG)))} />
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            <button class="primary" disabled={*busy || wrong}>{ lang.say(if *busy { s::WORKING } else { s::TEMPLATE_DO }) }</button>
        </form>
    }
}

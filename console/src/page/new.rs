//! Starting new content: from a template, or from a beginning of its kind.
//!
//! One press makes the draft; its key can be written otherwise before, since it stays for good. Deliberately absent: the templates (the collector has them, complete in both languages), and a
//! form for the name; it can be changed in the editor at any time.

mod blank;

use super::list;
use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::fetch::use_fetched;
use crate::part::key::{KeyField, free_key, is_free};
use crate::part::notice::{Failure, Loading, Note};
use crate::part::question::{kind_words, short_kind_words};
use crate::route::Route;
use crate::text::{Lang, general as g, launcher as l, start as s, steps as t};
use crate::wording::step_title;
use blank::Blank;
use shared::content::{Body, Content, Kind};
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
            <Templates guides=true />
        </>
    }
}

#[derive(Properties, PartialEq)]
pub struct TemplatesProps {
    /// Whether guides are on offer too, each group below its heading.
    #[prop_or_default]
    pub guides: bool,
}

/// All beginnings as cards; using one makes a draft and opens it.
#[component]
pub fn Templates(props: &TemplatesProps) -> Html {
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
    let (templates, taken) = (&value.0, Rc::new(value.1.clone()));
    let cards = |list: Vec<(Content, Option<Blank>)>| {
        html! {
            <ul class="cards">
                for (place, (template, blank)) in list.into_iter().enumerate() {
                    <Card key={place} {template} {blank} taken={taken.clone()} busy={*busy} make={make.clone()} />
                }
            </ul>
        }
    };
    let whole = templates.iter().cloned().map(|template| (template, None));
    let (surveys, examples): (Vec<_>, Vec<_>) = whole.partition(|(content, _)| content.body.kind() == Kind::Survey);
    let surveys = cards(surveys.into_iter().chain(blank::survey()).collect());
    html! {
        <>
            if !desk.may_edit() { <Note>{ lang.say(g::VIEWER_ONLY) }</Note> }
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            if props.guides {
                <h2>{ lang.say(t::NEW_GUIDES) }</h2>
                <p class="lead">{ lang.say(t::NEW_GUIDES_LEAD) }</p>
                { cards(blank::guides()) }
                <h2>{ lang.say(l::NEW_HELPERS) }</h2>
                <p class="lead">{ lang.say(l::NEW_HELPERS_LEAD) }</p>
                { cards(blank::self_help()) }
                <h2>{ lang.say(t::NEW_SURVEYS) }</h2>
            }
            <p class="lead">{ lang.say(s::TEMPLATE_LEAD) }</p>
            { surveys }
            if props.guides {
                <h2>{ lang.say(t::NEW_EXAMPLES) }</h2>
                <p class="lead">{ lang.say(t::NEW_EXAMPLES_LEAD) }</p>
                { cards(examples) }
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct CardProps {
    template: Content,
    /// What is said of it where it is only a beginning, whose name and key say nothing yet.
    blank: Option<Blank>,
    taken: Rc<Vec<String>>,
    busy: bool,
    make: Callback<Content>,
}

/// One template: what it asks, the key its draft will have, and the button that makes the draft.
#[component]
fn Card(props: &CardProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let key = use_state_eq(|| None::<String>);
    let key_now = (*key).clone().unwrap_or_else(|| free_key(props.template.key.as_str(), &props.taken));
    let set_key = {
        let key = key.setter();
        Callback::from(move |text: String| key.set(Some(text)))
    };
    let draft = ContentKey::new(key_now.as_str()).ok().filter(|_| is_free(&key_now, &props.taken));
    let draft = draft.map(|key| fresh(lang, props.template.clone(), props.blank, key));
    let disabled = props.busy || draft.is_none();
    let onclick = {
        let make = props.make.clone();
        Callback::from(move |_: MouseEvent| draft.iter().cloned().for_each(|draft| make.emit(draft)))
    };
    let words = props.blank.map_or(s::TEMPLATE_DO, |blank| blank.action);
    html! {
        <li class="card">
            { outline(lang, &props.template, props.blank) }
            if desk.may_edit() {
                <KeyField value={key_now} taken={props.taken.clone()} vague={props.blank.is_some() && key.is_none()} folded={props.blank.is_none()} onchange={set_key} />
                <button type="button" {disabled} {onclick}>{ lang.say(words) }</button>
            }
        </li>
    }
}

/// The draft that using a template makes: with a key of its own, and a name.
fn fresh(lang: Lang, template: Content, blank: Option<Blank>, key: ContentKey) -> Content {
    let name = blank.map_or_else(|| template.name.clone(), |blank| lang.say(blank.name).to_owned());
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

/// What a template asks, in a few lines; of a beginning, what it is for.
fn outline(lang: Lang, content: &Content, blank: Option<Blank>) -> Html {
    if let Some(blank) = blank {
        return html! {
            <>
                <h3>{ lang.say(blank.title) }</h3>
                <p class="hint">{ lang.say(blank.hint) }</p>
            </>
        };
    }
    if content.body.kind() != Kind::Survey {
        return html! {
            <>
                <h3>{ &content.name }</h3>
                <p><span class="tag">{ lang.say(list::kind_words(content.body.kind())) }</span></p>
                <ol class="outline">{ for parts(lang, content).into_iter().map(|part| html! { <li>{ part }</li> }) }</ol>
            </>
        };
    }
    let asked: Vec<_> = content.body.questions().filter(|question| question.asks()).collect();
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

/// What a guide consists of: the headings of its steps, items or sections.
fn parts(lang: Lang, content: &Content) -> Vec<String> {
    match &content.body {
        Body::Checklist(list) => list.items.iter().map(|item| lang.pick(&item.title)).collect(),
        Body::ResourceCentre(centre) => centre.sections.iter().map(|section| lang.pick(&section.title)).collect(),
        Body::Article(article) => vec![lang.pick(&article.title)],
        body => body.steps().iter().map(|step| step_title(lang, step)).filter(|title| !title.is_empty()).collect(),
    }
}

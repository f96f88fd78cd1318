//! Publishing: what is published where, publish the draft, pause, resume; each asks first and says what follows.
//!
//! Deliberately absent: unpublishing. A paused version asks nobody, and its answers stay.

use super::draft::{Draft, Step};
use super::often;
use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::page::list::{Stopped, state};
use crate::part::dialog::Dialog;
use crate::part::guard::Anchor;
use crate::part::notice::{Failure, Note};
use crate::route::Route;
use crate::sentence;
use crate::text::{content as c, start as s};
use shared::api::content::{ContentDetail, Publication, Version};
use shared::lint::{Advice, Severity};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PublishProps {
    /// As the collector told it when the room was opened.
    pub detail: Rc<api::Tagged<ContentDetail>>,
    /// The draft.
    pub draft: Draft,
    /// Tells the draft that it has been saved.
    pub dispatch: UseReducerDispatcher<Draft>,
    /// Advice on the draft.
    pub advice: Rc<Vec<Advice>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Publish,
    Pause,
}

/// The panel.
#[component]
pub fn Publish(props: &PublishProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let asked = use_state_eq(|| None::<Asked>);
    let problem = use_state(|| None::<Rc<Problem>>);
    let busy = use_state_eq(|| false);
    let just = use_state_eq(|| None::<u32>);
    let now = use_state(|| props.detail.value.clone());
    let here = desk.environment_key();
    let publication = now.summary.publications.iter().find(|publication| publication.environment == here).cloned();
    let errors = props.advice.iter().any(|advice| advice.severity == Severity::Error);
    let differs = props.draft.is_changed() || now.summary.draft_differs || publication.is_none();
    let run = {
        let (draft, dispatch, here) = (props.draft.clone(), props.dispatch.clone(), here.clone());
        let (asked, problem, busy, just, now) =
            (asked.setter(), problem.setter(), busy.setter(), just.setter(), now.setter());
        Callback::from(move |order: Order| {
            let (draft, dispatch, here) = (draft.clone(), dispatch.clone(), here.clone());
            let (problem, busy, just, now) = (problem.clone(), busy.clone(), just.clone(), now.clone());
            asked.set(None);
            busy.set(true);
            spawn_local(async move {
                match carry_out(order, &draft, &dispatch, &here).await {
                    Ok(detail) => {
                        let published = detail.summary.publications.iter().find(|p| p.environment == here);
                        just.set(published.filter(|_| order == Order::Publish).map(|p| p.version));
                        now.set(detail);
                        problem.set(None);
                    }
                    Err(failed) => problem.set(Some(Rc::new(failed))),
                }
                busy.set(false);
            });
        })
    };
    let ask = |what: Asked| {
        let asked = asked.setter();
        Callback::from(move |_: MouseEvent| asked.set(Some(what)))
    };
    let cancel = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let Some(environment) = &desk.environment else {
        return html! { <Note>{ lang.say(c::NO_ENVIRONMENT) }{ " " }<Anchor to={Route::Start}>{ lang.say(s::TITLE) }</Anchor></Note> };
    };
    let name = environment.name.clone();
    html! {
        <section class="panel publish">
            <h2>{ &name }</h2>
            <p>{ state(lang, publication.as_ref(), now.summary.draft_differs) }</p>
            <Stopped />
            if let Some(version) = *just {
                <Note tone="good">
                    <p>{ lang.fill(c::PUBLISHED_NOW, &[&version, &name]) }{ " " }{ lang.say(s::PUBLISHED) }</p>
                    <Anchor to={Route::Results { key: props.draft.content.key.to_string() }}>{ lang.say(s::OPEN_RESULTS) }</Anchor>
                </Note>
            }
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            if desk.may_edit() {
                <div class="actions">
                    <button type="button" class="primary" disabled={errors || *busy || !differs} onclick={ask(Asked::Publish)}>
                        { lang.fill(c::PUBLISH_TO, &[&name]) }
                    </button>
                    { pause_button(lang, publication.as_ref(), *busy, ask(Asked::Pause), &run) }
                </div>
                if errors { <p class="hint">{ lang.say(c::PUBLISH_ERRORS) }</p> }
            }
            { versions(lang, &now.versions) }
            if *asked == Some(Asked::Publish) {
                <Dialog title={lang.fill(c::PUBLISH_ASK, &[&name])} action={lang.say(c::PUBLISH)} on_cancel={cancel.clone()}
                    on_confirm={run.reform(|()| Order::Publish)}>{ consequences(lang, &props.draft) }</Dialog>
            }
            if *asked == Some(Asked::Pause) {
                <Dialog title={lang.fill(c::PAUSE_ASK, &[&name])} action={lang.say(c::PAUSE)} on_cancel={cancel}
                    on_confirm={run.reform(|()| Order::Pause(true))}><p>{ lang.say(c::PAUSE_BODY) }</p></Dialog>
            }
        </section>
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Order {
    Publish,
    Pause(bool),
}

/// Publishes (saving first what is not saved) or pauses, then asks how things stand.
async fn carry_out(
    order: Order,
    draft: &Draft,
    dispatch: &UseReducerDispatcher<Draft>,
    environment: &str,
) -> Result<ContentDetail, Problem> {
    let key = draft.content.key.as_str();
    let settled = match order {
        Order::Publish => {
            let mut tag = draft.tag.clone();
            if draft.is_changed() {
                let saved = api::content::save(&draft.content, tag.as_deref()).await?;
                tag.clone_from(&saved.tag);
                dispatch.dispatch(Step::Saved(saved, draft.content.clone()));
            }
            api::content::publish(key, environment, tag.as_deref()).await?
        }
        Order::Pause(paused) => api::content::pause(key, environment, paused).await?,
    };
    dispatch.dispatch(Step::Settled(settled.tag));
    Ok(settled.value)
}

fn pause_button(
    lang: crate::text::Lang,
    publication: Option<&Publication>,
    busy: bool,
    ask: Callback<MouseEvent>,
    run: &Callback<Order>,
) -> Html {
    match publication {
        None => Html::default(),
        Some(publication) if publication.paused => html! {
            <button type="button" disabled={busy} onclick={run.reform(|_: MouseEvent| Order::Pause(false))}>{ lang.say(c::RESUME) }</button>
        },
        Some(_) => html! { <button type="button" disabled={busy} onclick={ask}>{ lang.say(c::PAUSE) }</button> },
    }
}

/// What publishing means, read aloud: for whom, when, how often.
fn consequences(lang: crate::text::Lang, draft: &Draft) -> Html {
    let content = &draft.content;
    html! {
        <>
            <ul class="plain-list">
                <li>{ lang.fill(c::PUBLISH_WHO, &[&sentence::condition(lang, &content.audience, &[])]) }</li>
                <li>{ lang.fill(c::PUBLISH_WHEN, &[&sentence::trigger(lang, &content.trigger)]) }</li>
                <li>{ lang.fill(c::PUBLISH_OFTEN, &[&often::sentence(lang, &content.frequency)]) }</li>
            </ul>
            <p class="hint">{ lang.say(c::PUBLISH_VERSION) }</p>
        </>
    }
}

fn versions(lang: crate::text::Lang, versions: &[Version]) -> Html {
    html! {
        <details class="versions">
            <summary>{ lang.say(c::VERSIONS) }{ format!(" ({})", versions.len()) }</summary>
            if versions.is_empty() { <p class="hint">{ lang.say(c::NO_VERSIONS) }</p> }
            <ul class="plain-list">
                for version in versions {
                    <li key={version.version}>
                        { lang.fill(c::VERSION_LINE, &[&version.version, &lang.moment(version.created_at), &version.created_by]) }
                    </li>
                }
            </ul>
        </details>
    }
}

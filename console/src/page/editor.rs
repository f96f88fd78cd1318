//! The editor of one content: what is asked or said, when, of whom, how often; beside the real widget and lint's advice.
//!
//! A draft that is not saved stays in the tab; a draft that somebody else has saved meanwhile is never overwritten
//! unasked. Deliberately absent: saving by itself. A half-typed sentence is nobody's draft.

mod about;
mod article;
mod centre;
mod checklist;
mod conflict;
mod draft;
mod hand_over;
mod languages;
mod link;
mod often;
mod publish;
mod raw;
mod save;
mod steps;
mod survey;
mod tabs;
mod when;
mod who;

use crate::api::{self, Problem, Tagged};
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::fetch::use_fetched;
use crate::part::advice::{AdviceList, Book};
use crate::part::field::leads_to_unfit;
use crate::part::guard::{Anchor, use_guard};
use crate::part::notice::{Failure, Loading, Note};
use crate::part::preview::Preview;
use crate::part::words::Locales;
use crate::route::Route;
use crate::text::{Lang, content as c, general as g};
use conflict::Conflict;
use draft::{Draft, Edit, Step, written_locales};
use gloo_timers::callback::Timeout;
use publish::{Panel, PublishButton, Said, use_publishing};
use save::{save_action, save_before};
use shared::api::content::ContentDetail;
use shared::content::Body;
use shared::lint::{Advice, Severity};
use std::rc::Rc;
use tabs::Tabs;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What is written in, as a selector.
pub const FORM: &str = ".bench-main";
/// Advice is asked for this long after the last change, milliseconds.
const SETTLE_MS: u32 = 400;

#[derive(Properties, PartialEq)]
pub struct EditorProps {
    /// The content's key.
    pub content: String,
}

/// The room: loads, then opens the workbench.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let detail = use_fetched(props.content.clone(), |key| async move { api::content::detail(&key).await });
    match (&detail.value, &detail.problem) {
        (Some(value), _) => html! { <Workbench opened={value.clone()} /> },
        (None, Some(problem)) => html! { <Failure problem={problem.clone()} retry={detail.reload.clone()} /> },
        (None, None) => html! { <Loading /> },
    }
}

#[derive(Properties, PartialEq)]
struct WorkbenchProps {
    opened: Rc<Tagged<ContentDetail>>,
}

#[component]
fn Workbench(props: &WorkbenchProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let draft = use_reducer(|| Draft::open(&props.opened));
    let tab = use_state_eq(|| 0_usize);
    let problem = use_state(|| None::<Rc<Problem>>);
    let advice = use_advice(&draft.content, &props.opened.value.advice);
    let key = draft.content.key.to_string();
    use_guard(draft.is_changed());
    use_effect_with((draft.content.name.clone(), lang), |(name, _)| browser::set_title(name));
    {
        let changed = draft.is_changed();
        use_effect_with((draft.content.clone(), changed), move |(content, changed)| draft::keep(content, *changed));
    }
    let save = save_action(&draft, &problem);
    let publishing = use_publishing(&draft, &problem);
    let errors = advice.iter().any(|advice| advice.severity == Severity::Error);
    let save_pressed = {
        let (save, changed) = (save.clone(), draft.is_changed());
        Callback::from(move |_: MouseEvent| {
            if changed && !leads_to_unfit(FORM) {
                save.emit(false);
            }
        })
    };
    let edit = Edit::new(draft.dispatcher());
    let locales = use_state(Vec::<String>::new);
    let written = Locales(Rc::new(written_locales(&draft.content, &locales, lang)));
    let add_locale = {
        let locales = locales.clone();
        Callback::from(move |tag: String| locales.set(locales.iter().cloned().chain([tag]).collect()))
    };
    let theme = desk.environment.as_ref().map(|environment| environment.settings.theme.clone()).unwrap_or_default();
    let step = use_state_eq(|| 0_usize);
    let choose_step = {
        let step = step.setter();
        Callback::from(move |place: usize| step.set(place))
    };
    let conflict = problem.as_ref().is_some_and(|problem| problem.is_conflict());
    html! {
        <ContextProvider<Locales> context={written}>
        <ContextProvider<Book> context={Book(advice.clone())}>
            <div class="room-head">
                <div>
                    <h1>{ &draft.content.name }</h1>
                    <p class="hint"><code translate="no">{ &key }</code>{ " · " }<span aria-live="polite">{ saved_line(lang, &draft) }</span>{ " · " }
                        <Anchor to={Route::Explain} name="content" id={key.clone()}>{ lang.say(crate::text::explain::TITLE) }</Anchor></p>
                </div>
                <div class="actions">
                    <a class="button to-side" href="#bench-side" onclick={Callback::from(|event: MouseEvent| {
                        // The document's base is not this room, so a fragment alone would lead away from it.
                        event.prevent_default();
                        browser::focus("#bench-side");
                    })}>{ lang.say(c::TO_SIDE) }</a>
                    <Anchor to={Route::Results { key: key.clone() }} class="button">{ lang.say(c::RESULTS) }</Anchor>
                    if desk.may_edit() {
                        // Never switched off, so that it keeps the focus when there is nothing left to save.
                        <button type="button" aria-disabled={(!draft.is_changed()).to_string()} onclick={save_pressed}>
                            { lang.say(c::SAVE_DRAFT) }
                        </button>
                    }
                    <PublishButton publishing={publishing.clone()} {errors} />
                </div>
            </div>
            if !desk.may_edit() { <Note>{ lang.say(g::VIEWER_ONLY) }</Note> }
            <Said publishing={publishing.clone()} {errors} />
            if draft.restored && draft.is_changed() { { kept_notice(lang, &draft) } }
            if conflict { <Conflict content={key.clone()} draft={draft.dispatcher()} save={save.clone()} problem={problem.setter()} /> }
            else if let Some(problem) = &*problem { <Failure problem={problem.clone()} retry={save.reform(|()| false)} /> }
            <div class="bench">
                <div class="bench-main">
                    <Tabs kind={draft.content.body.kind()} now={*tab} choose={let tab = tab.setter(); Callback::from(move |n| tab.set(n))} />
                    <div class="tab-body" role="tabpanel" id="tab-body" aria-labelledby={format!("tab-{}", *tab)}>
                        { section(*tab, &draft, &edit, &add_locale, &choose_step) }
                    </div>
                </div>
                <aside class="bench-side" id="bench-side" tabindex="-1" aria-label={lang.say(c::TO_SIDE)}>
                    <Preview content={draft.content.clone()} {theme} step={*step} saved_key={draft.content.key.to_string()} />
                    <Panel {publishing} />
                    <link::PreviewLinkPanel content={draft.content.key.to_string()} unsaved={draft.is_changed()}
                        save={save_before(&draft, &problem)} />
                    <AdvicePanel {advice} />
                </aside>
            </div>
        </ContextProvider<Book>>
        </ContextProvider<Locales>>
    }
}

fn section(
    tab: usize,
    draft: &Draft,
    edit: &Edit,
    add_locale: &Callback<String>,
    choose_step: &Callback<usize>,
) -> Html {
    let content = draft.content.clone();
    let edit = edit.clone();
    match tab {
        1 => html! { <when::When {content} {edit} /> },
        2 => html! { <who::Who {content} {edit} /> },
        3 => html! { <often::Often {content} {edit} /> },
        4 => html! { <about::About {content} {edit} published={draft.is_published()} /> },
        5 => html! { <raw::Raw {content} {edit} /> },
        _ => {
            let add_locale = add_locale.clone();
            match content.body {
                Body::Survey(_) => html! { <survey::SurveyFields {content} {edit} {add_locale} /> },
                Body::Checklist(_) => html! { <checklist::ChecklistFields {content} {edit} {add_locale} /> },
                Body::ResourceCentre(_) => html! { <centre::CentreFields {content} {edit} {add_locale} /> },
                Body::Article(_) => html! { <article::ArticleFields {content} {edit} {add_locale} /> },
                _ => html! {
                    <steps::StepsFields {content} {edit} {add_locale} on_choose={choose_step.clone()} />
                },
            }
        }
    }
}

fn saved_line(lang: Lang, draft: &Draft) -> String {
    match (draft.is_changed(), draft.saved_at) {
        (true, _) => lang.say(c::UNSAVED).to_owned(),
        (false, Some(at)) => lang.fill(c::SAVED_AT, &[&lang.time(at)]),
        (false, None) => lang.fill(c::SAVED_AT, &[&lang.moment(draft.changed_at)]),
    }
}

fn kept_notice(lang: Lang, draft: &UseReducerHandle<Draft>) -> Html {
    let dispatch = draft.dispatcher();
    let discard = Callback::from(move |_: MouseEvent| dispatch.dispatch(Step::Discard));
    html! {
        <div class="notice" role="status">
            <p>{ lang.say(c::KEPT) }</p>
            <button type="button" class="quiet" onclick={discard}>{ lang.say(c::KEPT_DISCARD) }</button>
        </div>
    }
}

/// Advice on the draft as it stands, a moment after the last change.
#[hook]
fn use_advice(content: &Rc<shared::content::Content>, opened: &[Advice]) -> Rc<Vec<Advice>> {
    let advice = use_state(|| Rc::new(opened.to_vec()));
    let set = advice.setter();
    use_effect_with(content.clone(), move |content| {
        let content = content.clone();
        let timeout = Timeout::new(SETTLE_MS, move || {
            spawn_local(async move {
                // Without an answer the advice shown stays; saving and publishing say what is wrong.
                if let Ok(answer) = api::content::check(&content).await {
                    set.set(Rc::new(answer.advice));
                }
            });
        });
        move || drop(timeout)
    });
    (*advice).clone()
}

#[derive(Properties, PartialEq)]
struct AdvicePanelProps {
    advice: Rc<Vec<Advice>>,
}

#[component]
fn AdvicePanel(props: &AdvicePanelProps) -> Html {
    let lang = use_lang();
    html! {
        <section class="panel">
            <h2>{ lang.say(c::ADVICE) }</h2>
            if props.advice.is_empty() { <p class="hint">{ lang.say(c::ADVICE_NONE) }</p> }
            else { <AdviceList list={(*props.advice).clone()} places=true /> }
        </section>
    }
}

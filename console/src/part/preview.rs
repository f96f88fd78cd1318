//! The real widget beside the editor: the engine itself in the console's top layer, recording nothing.
//!
//! The briefing is encoded here from the draft as it stands, so that every change of words shows at once; engine and
//! console come from one build. Deliberately absent: a copy of the widget's looks.

mod engine;

use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::part::field::Choice;
use crate::part::notice::{Failure, Note};
use crate::part::words::Locales;
use crate::text::{Lang, content as c, locale_name, steps as t};
use gloo_timers::callback::Timeout;
use shared::content::frequency::Caps;
use shared::content::tour::Display;
use shared::content::{Body, Content, Step, Theme, Tour, Trigger};
use shared::session::{Briefing, Due, EngineFiles, Progress};
use shared::theme::appearance;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The widget is drawn again this long after the last change, milliseconds: not at every letter.
const SETTLE_MS: u32 = 350;
/// From this width on the widget has a place of its own beside the editor.
const WIDE: &str = "(min-width: 70rem)";

#[derive(Properties, PartialEq)]
pub struct PreviewProps {
    /// What is shown.
    pub content: Rc<Content>,
    /// How it looks.
    pub theme: Theme,
    /// The saved content to ask the collector about; the engine's address comes with its preview.
    pub saved_key: AttrValue,
    /// The step to show, where there are steps.
    #[prop_or_default]
    pub step: usize,
}

/// How faithfully a step can be shown here.
#[derive(Clone, Copy, PartialEq)]
enum Likeness {
    /// As it is displayed in the page.
    Faithful,
    /// Elsewhere: its element is not here, and the editor has to stay in reach.
    Elsewhere,
    /// Not at all: it displays nothing.
    Hidden,
}

/// How a step can be displayed here: there is no element to be beside, and what dims the page or covers its upper edge would
/// keep the member from writing.
fn display_here(display: &Display) -> Display {
    match display {
        Display::Bubble(_) | Display::Beacon(_) | Display::Modal | Display::Card => Display::Card,
        Display::Inline(_) | Display::Top | Display::Bottom => Display::Bottom,
        Display::Hidden => Display::Hidden,
    }
}

/// The step as it can be shown without the host's page: on every page, and led on by its buttons only.
fn without_page(mut step: Step) -> Step {
    step.display = display_here(&step.display);
    step.pages.clear();
    step.advance.clear();
    step
}

/// What the engine shows of a body, beginning at this step.
fn shown_from(body: &Body, place: usize) -> (Body, Likeness) {
    let steps = body.steps();
    let place = place.min(steps.len().saturating_sub(1));
    let likeness = match steps.get(place).map(|step| &step.display) {
        Some(Display::Hidden) => Likeness::Hidden,
        Some(display) if display_here(display) != *display => Likeness::Elsewhere,
        _ => Likeness::Faithful,
    };
    let alone = |step: &Step| without_page(step.clone());
    let body = match body {
        Body::Survey(_) | Body::Checklist(_) | Body::ResourceCentre(_) | Body::Article(_) => body.clone(),
        Body::Tour(tour) => {
            let rest = tour.steps.iter().skip(place).filter(|step| step.display != Display::Hidden);
            let steps = rest.cloned().map(without_page).collect();
            // Counted from the step it begins at, the progress would be wrong.
            Body::Tour(Tour { steps, progress: tour.progress && place == 0, ..tour.clone() })
        }
        Body::Announcement(step) => Body::Announcement(alone(step)),
        Body::Banner(step) => Body::Banner(alone(step)),
        Body::Hotspot(step) => Body::Hotspot(alone(step)),
        Body::Message(step) => Body::Message(alone(step)),
    };
    (body, likeness)
}

/// What the engine is told about a draft: due at once, never recorded.
fn briefing(content: &Content, body: Body, theme: &Theme) -> Briefing {
    Briefing {
        appearance: appearance(theme),
        strained: false,
        caps: Caps::default(),
        marks: shared::session::Marks::default(),
        person: shared::value::Values::default(),
        company: shared::value::Values::default(),
        due: vec![Due {
            key: content.key.clone(),
            version: 0,
            withheld: false,
            preview: true,
            trigger: Trigger::default(),
            frequency: content.frequency.clone(),
            from: None,
            until: None,
            progress: matches!(body, Body::Checklist(_)).then(Progress::default),
            body: body.into(),
            resume: None,
        }],
    }
}

/// Why the widget does not show.
#[derive(Clone, PartialEq)]
enum Trouble {
    Problem(Rc<Problem>),
    NoEngine,
    Start(String),
    Trapped,
}

/// Where the preview's engine is; asked once per console.
async fn find_engine(key: &str, environment: &str, page: &str) -> Result<EngineFiles, Trouble> {
    let link = api::content::preview(key, environment, page).await;
    let link = link.map_err(|problem| Trouble::Problem(Rc::new(problem)))?;
    link.engine.ok_or(Trouble::NoEngine)
}

async fn show(files: &EngineFiles, briefing: &Briefing) -> Result<(), Trouble> {
    let bytes = postcard::to_allocvec(briefing).map_err(|error| Trouble::Start(error.to_string()))?;
    engine::start(files, &bytes)
        .await
        .map_err(|message| if message == engine::TRAPPED { Trouble::Trapped } else { Trouble::Start(message) })
}

/// The pane.
#[component]
pub fn Preview(props: &PreviewProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let locales = use_context::<Locales>().map(|locales| locales.0).unwrap_or_default();
    let shown = use_state_eq(|| browser::matches_media(WIDE));
    let again = use_reducer(crate::fetch::Turn::default);
    let locale = use_state_eq(|| lang.tag().to_owned());
    let trouble = use_state_eq(|| None::<Trouble>);
    let files = use_mut_ref(|| None::<EngineFiles>);
    let environment = desk.environment.clone();
    let (body, likeness) = shown_from(&props.content.body, props.step);
    let showable = *shown && likeness != Likeness::Hidden;
    {
        let (trouble, key, locale) = (trouble.setter(), props.saved_key.clone(), (*locale).clone());
        let needs = (body, props.theme.clone(), locale, showable && environment.is_some(), *again);
        let content = props.content.clone();
        use_effect_with(needs, move |(body, theme, locale, shown, _)| {
            engine::set_locale(locale);
            let timeout = shown.then(|| {
                let briefing = briefing(&content, body.clone(), theme);
                let environment =
                    environment.map(|environment| (environment.key.clone(), page_of(&environment.settings.origins)));
                Timeout::new(SETTLE_MS, move || {
                    spawn_local(async move {
                        let (environment, page) = environment.unwrap_or_default();
                        let known = files.borrow().clone();
                        let found = match known {
                            Some(known) => Ok(known),
                            None => find_engine(&key, &environment, &page).await,
                        };
                        let outcome = match found {
                            Ok(found) => {
                                *files.borrow_mut() = Some(found.clone());
                                show(&found, &briefing).await
                            }
                            Err(trouble) => Err(trouble),
                        };
                        trouble.set(outcome.err());
                    });
                })
            });
            if !shown {
                engine::stop();
            }
            move || drop(timeout)
        });
    }
    use_effect_with((), |()| engine::stop);
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let restart = {
        let again = again.dispatcher();
        Callback::from(move |_: MouseEvent| again.dispatch(()))
    };
    let choose = {
        let locale = locale.setter();
        Callback::from(move |tag: String| locale.set(tag))
    };
    let options: Vec<(AttrValue, AttrValue)> =
        locales.iter().map(|tag| (tag.clone().into(), locale_name(tag).into())).collect();
    html! {
        <section class={classes!("preview", "panel", shown.then_some("shown"))}>
            <h2 class="visually-hidden">{ lang.say(c::PREVIEW) }</h2>
            if desk.environment.is_none() {
                <Note>{ lang.say(c::NO_ENVIRONMENT) }</Note>
            } else {
                if !*shown { <p class="hint">{ lang.say(c::PREVIEW_LEAD) }</p> }
                <div class="actions">
                    <button type="button" class="small" onclick={toggle}>
                        { lang.say(if *shown { c::PREVIEW_HIDE } else { c::PREVIEW_SHOW }) }
                    </button>
                    if *shown { <button type="button" class="small quiet" onclick={restart}>{ lang.say(c::PREVIEW_AGAIN) }</button> }
                if options.len() > 1 {
                    <Choice bare=true label={lang.say(c::PREVIEW_LOCALE)} value={(*locale).clone()} {options} onchange={choose} />
                }
                </div>
                { say_likeness(lang, *shown, likeness) }
                { say_trouble(lang, (*trouble).as_ref()) }
            }
        </section>
    }
}

/// A page the preview may be for: any address of the first allowed origin.
fn page_of(origins: &[String]) -> String {
    origins.first().map(|origin| origin.replace("*.", "")).unwrap_or_default()
}

fn say_likeness(lang: Lang, shown: bool, likeness: Likeness) -> Html {
    match likeness {
        Likeness::Elsewhere if shown => html! { <p class="hint">{ lang.say(t::PREVIEW_ELSEWHERE) }</p> },
        Likeness::Hidden if shown => html! { <p class="hint">{ lang.say(t::PREVIEW_HIDDEN) }</p> },
        _ => Html::default(),
    }
}

fn say_trouble(lang: Lang, trouble: Option<&Trouble>) -> Html {
    match trouble {
        None => Html::default(),
        Some(Trouble::Problem(problem)) => html! { <Failure problem={problem.clone()} /> },
        Some(Trouble::NoEngine) => html! { <Note tone="caution">{ lang.say(c::PREVIEW_NO_ENGINE) }</Note> },
        Some(Trouble::Trapped) => html! { <Note tone="caution">{ lang.say(c::PREVIEW_TRAP) }</Note> },
        Some(Trouble::Start(message)) => {
            html! { <Note tone="caution">{ lang.fill(c::PREVIEW_FAILED, &[message]) }</Note> }
        }
    }
}

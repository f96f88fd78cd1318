//! A step: what is said, shown or asked, at its place, with its buttons.
//!
//! Where a bubble is, how its arrow points and where the dimmed page has its hole are custom properties that the pointer
//! writes on our element. Deliberately absent: all of those numbers.

use super::card::{self, Body, button, heading};
use super::{Frame, Stage, words};
use shared::content::survey::Privacy;
use shared::content::tour::{Button, Display, Leads, Media};
use shared::content::{Kind, Step};
use shared::machine::Input;
use shared::machine::tour::{Plan, StepView};
use shared::text::Text;
use yew::{Html, html};

/// Where a step is displayed now.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Beside its target.
    Bubble,
    /// The beacon beside its target.
    Beacon,
    /// In the middle, with the page out of reach.
    Modal,
    /// In the middle, for want of its target.
    Centre,
    /// In the corner.
    Corner,
    /// A line along the upper edge.
    Top,
    /// A line along the lower edge.
    Bottom,
    /// A line inside its target.
    Inline,
}

/// Where this step is displayed now.
pub(super) fn place(view: &StepView<'_>) -> Place {
    match &view.step.display {
        Display::Bubble(_) | Display::Beacon(_) | Display::Inline(_) if view.centred => Place::Centre,
        Display::Beacon(_) if !view.open => Place::Beacon,
        Display::Bubble(_) | Display::Beacon(_) => Place::Bubble,
        Display::Modal => Place::Modal,
        Display::Card | Display::Hidden => Place::Corner,
        Display::Top => Place::Top,
        Display::Bottom => Place::Bottom,
        Display::Inline(_) => Place::Inline,
    }
}

/// The words that stand for a step: its question, its heading, or what it says.
pub(super) fn spoken(step: &Step) -> &Text {
    match &step.question {
        Some(question) => &question.title,
        None if step.title.is_empty() => &step.text,
        None => &step.title,
    }
}

/// The step at its place.
pub(super) fn draw(view: &StepView<'_>, plan: &Plan, frame: &Frame<'_>) -> Html {
    let at = match place(view) {
        Place::Beacon => return beacon(view, frame.stage),
        Place::Bubble => "bubble",
        Place::Modal => "modal",
        Place::Centre => "center",
        Place::Corner => frame.corner,
        Place::Top => "top",
        Place::Bottom => "bottom",
        Place::Inline => "inline",
    };
    let spotlight = match &view.step.display {
        Display::Bubble(bubble) if at == "bubble" => bubble.spotlight,
        _ => None,
    };
    html! {
        <>
            if at == "modal" || spotlight.is_some() {
                <div class="dim" data-hole={spotlight.is_some().then_some("")}></div>
            }
            if spotlight.is_some_and(|spotlight| spotlight.blocked) {
                <div class="block"></div>
            }
            if at == "bubble" {
                <div class="arrow"></div>
            }
            { frame.card(at, body(view, plan, frame)) }
        </>
    }
}

fn beacon(view: &StepView<'_>, stage: &Stage<'_>) -> Html {
    let said = stage.say_or(spoken(view.step), stage.words.hint);
    html! { <button type="button" class="beacon" aria-label={said} onclick={stage.on(Input::Open)}></button> }
}

fn body(view: &StepView<'_>, plan: &Plan, frame: &Frame<'_>) -> Body {
    let stage = frame.stage;
    let progress = if plan.progress { card::progress(view.number, view.of, stage) } else { Html::default() };
    let inside = match &view.ask {
        Some(ask) => card::survey(ask, &Privacy::default(), stage).inside,
        None => html! {
            <div class="step" key={view.index}>
                { said(view.step, stage) }
                { buttons(view, stage) }
                if frame.scene.automatic && view.number == 1 && matches!(plan.kind, Kind::Tour | Kind::Announcement) {
                    <div class="ways-out">
                        { button("plain", stage.words.later_step.to_owned(), stage.on(Input::Snooze)) }
                        { button("plain", stage.words.refuse_step.to_owned(), stage.on(Input::Refuse)) }
                    </div>
                }
            </div>
        },
    };
    Body { progress, inside }
}

fn said(step: &Step, stage: &Stage<'_>) -> Html {
    let text = words::marked_up(stage, &step.text);
    html! {
        <>
            if step.title.is_empty() {
                <div id="title" tabindex="-1" class="alone">{ text }</div>
            } else {
                { heading(stage.say(&step.title)) }
                <div class="description">{ text }</div>
            }
            { for step.media.iter().map(|media| show(media, stage)) }
        </>
    }
}

fn show(media: &Media, stage: &Stage<'_>) -> Html {
    let size = |length: Option<u16>| length.map(|length| length.to_string());
    let (width, height, alt) = (size(media.width), size(media.height), stage.say(&media.alt));
    if media.video {
        html! {
            <video class="media" src={media.url.clone()} {width} {height} aria-label={alt} controls={true} preload="none"
                playsinline={true} />
        }
    } else {
        html! { <img class="media" src={media.url.clone()} {width} {height} {alt} decoding="async" /> }
    }
}

fn buttons(view: &StepView<'_>, stage: &Stage<'_>) -> Html {
    let own = &view.step.buttons;
    let last = own.len().saturating_sub(1);
    html! {
        <div class="buttons">
            if view.can_go_back {
                { button("back", stage.words.back.to_owned(), stage.on(Input::Back)) }
            }
            { for own.iter().enumerate().map(|(at, each)| {
                let look = if at == last { "main" } else { "quiet" };
                button(look, label(each, view.last, stage), stage.on(Input::Button(at)))
            }) }
            // Where something in the page leads on, a button beside it would only lead past it.
            if own.is_empty() && view.step.advance.is_empty() {
                { button("main", word(&Leads::Next, view.last, stage).to_owned(), stage.on(Input::Next)) }
            }
        </div>
    }
}

fn label(button: &Button, last: bool, stage: &Stage<'_>) -> String {
    stage.say_or(&button.label, word(&button.to, last, stage))
}

/// The widget's own word for what a button does.
fn word(leads: &Leads, last: bool, stage: &Stage<'_>) -> &'static str {
    match leads {
        Leads::Next if last => stage.words.done,
        Leads::Next | Leads::Step(_) | Leads::Content(_) | Leads::Url(_) | Leads::NewTab(_) => stage.words.next,
        Leads::Back => stage.words.back,
        Leads::End => stage.words.done,
        Leads::Snooze => stage.words.later_step,
        Leads::Close => stage.words.close,
    }
}

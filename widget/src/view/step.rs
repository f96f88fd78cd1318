//! A step: what is said, shown or asked, at its place, with its buttons.
//!
//! Where a bubble is, how its arrow points and where the dimmed page has its hole are custom properties that the pointer
//! writes on our element. Deliberately absent: all of those numbers.

use super::card::{self, Body, button, heading, pressed};
use super::node::{Attr, classed, list, maybe};
use super::question::ways_out;
use super::{Frame, Stage, words};
use shared::content::tour::{Button, Display, Leads, Media};
use shared::content::{Kind, Step};
use shared::machine::Input;
use shared::machine::tour::{Plan, StepView};
use shared::text::Text;
use yew::Html;

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
    let layer = |there: bool, class: &'static str| maybe(there, || classed("div", class).done());
    let dim = maybe(at == "modal" || spotlight.is_some(), || {
        classed("div", "dim").set_if(spotlight.is_some(), Attr::Hole, "").done()
    });
    list(vec![
        dim,
        layer(spotlight.is_some_and(|spotlight| spotlight.blocked), "block"),
        layer(at == "bubble", "arrow"),
        frame.card(at, body(view, plan, frame)),
    ])
}

fn beacon(view: &StepView<'_>, stage: &Stage<'_>) -> Html {
    let said = stage.say_or(spoken(view.step), stage.words.hint());
    pressed(stage.on(Input::Open)).set(Attr::Class, "beacon").put(Attr::AriaLabel, said).done()
}

fn body(view: &StepView<'_>, plan: &Plan, frame: &Frame<'_>) -> Body {
    let stage = frame.stage;
    let progress = if plan.progress { card::progress(view.number, view.of, stage) } else { Html::default() };
    let Some(ask) = &view.ask else {
        let leaves = frame.scene.automatic && view.number == 1 && matches!(plan.kind, Kind::Tour | Kind::Announcement);
        let inside = classed("div", "step")
            .key(view.index.to_string())
            .with(said(view.step, stage))
            .with(buttons(view, stage))
            .with(maybe(leaves, || ways_out(stage.words.later_step(), stage.words.refuse_step(), stage)))
            .done();
        return Body { progress, inside };
    };
    Body { progress, inside: card::survey(ask, None, stage).inside }
}

fn said(step: &Step, stage: &Stage<'_>) -> Html {
    let (title, text) = if step.title.is_empty() {
        let text = words::marked_up(stage, &step.text);
        (classed("div", "alone").set(Attr::Id, "title").set(Attr::Tabindex, "-1").with(text).done(), Html::default())
    } else {
        (heading(stage.say(&step.title)), card::description(&step.text, stage).done())
    };
    let media = step.media.as_ref().map_or_else(Html::default, |media| show(media, stage));
    list(vec![title, text, media])
}

pub(super) fn show(media: &Media, stage: &Stage<'_>) -> Html {
    let size = |length: Option<u16>| length.map(|length| length.to_string());
    let (tag, alt) = if media.video { ("video", Attr::AriaLabel) } else { ("img", Attr::Alt) };
    classed(tag, "media")
        .put(Attr::Src, media.url.clone())
        .put_some(Attr::Width, size(media.width))
        .put_some(Attr::Height, size(media.height))
        .put(alt, stage.say(&media.alt))
        .set_if(media.video, Attr::Controls, "")
        .set_if(media.video, Attr::Preload, "none")
        .set_if(media.video, Attr::Playsinline, "")
        .set_if(!media.video, Attr::Decoding, "async")
        .done()
}

fn buttons(view: &StepView<'_>, stage: &Stage<'_>) -> Html {
    let own = &view.step.buttons;
    let last = own.len().saturating_sub(1);
    let back = maybe(view.can_go_back, || button("back", stage.words.back().to_owned(), stage.on(Input::Back)));
    let mut buttons = classed("div", "buttons").with(back);
    for (at, each) in own.iter().enumerate() {
        let look = if at == last { "main" } else { "quiet" };
        buttons = buttons.with(button(look, label(each, view.last, stage), stage.on(Input::Button(at))));
    }
    // Where something in the page leads on, a button beside it would only lead past it.
    if own.is_empty() && view.step.advance.is_empty() {
        buttons = buttons.with(button("main", word(&Leads::Next, view.last, stage).to_owned(), stage.on(Input::Next)));
    }
    buttons.done()
}

fn label(button: &Button, last: bool, stage: &Stage<'_>) -> String {
    stage.say_or(&button.label, word(&button.to, last, stage))
}

/// The widget's own word for what a button does.
fn word(leads: &Leads, last: bool, stage: &Stage<'_>) -> &'static str {
    match leads {
        Leads::Next if last => stage.words.done(),
        Leads::Next | Leads::Step(_) | Leads::Content(_) | Leads::Url(_) | Leads::NewTab(_) => stage.words.next(),
        Leads::Back => stage.words.back(),
        Leads::End => stage.words.done(),
        Leads::Snooze => stage.words.later_step(),
        Leads::Close => stage.words.close(),
    }
}

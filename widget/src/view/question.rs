//! One question: its heading, its control, what is said around it, and its buttons.

use super::card::{button, description, heading, link_button};
use super::node::{Attr, classed, maybe, node};
use super::{Stage, choice, open, scale};
use crate::locale::{fill, join};
use shared::content::survey::{Privacy, PrivacyMode, QuestionKind};
use shared::machine::survey::QuestionView;
use shared::machine::{Blocked, Input};
use shared::text::Text;
use yew::Html;

/// The whole question.
pub(super) fn draw(view: &QuestionView<'_>, privacy: Option<&Privacy>, stage: &Stage<'_>) -> Html {
    let question = view.question;
    let trouble = classed("p", "trouble").set(Attr::Id, "trouble").set(Attr::Role, "alert").say(trouble(view, stage));
    let saved = || {
        let said = if view.saved { stage.words.saved() } else { "" };
        classed("p", "saved").set(Attr::Role, "status").say(said.to_owned()).done()
    };
    classed("div", "question")
        .key(question.key.as_str().to_owned())
        .with(heading(stage.say(&question.title)))
        .with(maybe(!question.description.is_empty(), || {
            description(&question.description, stage).set(Attr::Id, "description").done()
        }))
        .with(control(view, stage))
        .with(trouble.done())
        .with(maybe(!matches!(question.kind, QuestionKind::Action(_)), saved))
        .with(buttons(view, stage))
        .with(reader(privacy, stage))
        .with(maybe(view.number == 1, || ways_out(stage.words.later(), stage.words.refuse(), stage)))
        .done()
}

/// Later, or never again.
pub(super) fn ways_out(later: &str, refuse: &str, stage: &Stage<'_>) -> Html {
    classed("div", "ways-out")
        .with(button("plain", later.to_owned(), stage.on(Input::Snooze)))
        .with(button("plain", refuse.to_owned(), stage.on(Input::Refuse)))
        .done()
}

fn control(view: &QuestionView<'_>, stage: &Stage<'_>) -> Html {
    match &view.question.kind {
        QuestionKind::Nps { .. }
        | QuestionKind::Ces { .. }
        | QuestionKind::Csat { .. }
        | QuestionKind::Rating { .. } => scale::draw(view, stage),
        QuestionKind::Single { other, .. } => choice::draw(view, other.as_ref(), &choice::Number::One, stage),
        QuestionKind::Multiple { other, at_most, .. } => {
            choice::draw(view, other.as_ref(), &choice::Number::Many { at_most: *at_most }, stage)
        }
        QuestionKind::Open { placeholder, max_length } => open::draw(view, placeholder, *max_length, stage),
        QuestionKind::Action(_) | QuestionKind::Thanks => Html::default(),
    }
}

/// Why the run does not go on.
fn trouble(view: &QuestionView<'_>, stage: &Stage<'_>) -> String {
    match (view.blocked, &view.question.kind) {
        (Some(Blocked::Required), _) => stage.words.required().to_owned(),
        (Some(Blocked::TooLong), kind) => fill(stage.words.too_long(), &[&open::excess(view.text, kind).to_string()]),
        (Some(Blocked::TooMany), QuestionKind::Multiple { at_most: Some(most), .. }) => {
            fill(stage.words.at_most(), &[&most.to_string()])
        }
        (None | Some(Blocked::TooMany), _) => String::new(),
    }
}

fn buttons(view: &QuestionView<'_>, stage: &Stage<'_>) -> Html {
    let typed = !view.text.trim().is_empty();
    let answered = view.answer.is_some() || typed;
    let (label, input) = match (&view.question.kind, answered) {
        (_, false) if view.can_skip => (stage.words.skip(), Input::Skip),
        (QuestionKind::Open { .. }, _) => (stage.words.send(), Input::Next),
        _ => (stage.words.next(), Input::Next),
    };
    let look = if input == Input::Skip { "quiet" } else { "main" };
    let buttons = classed("div", "buttons")
        .with(maybe(view.can_go_back, || button("back", stage.words.back().to_owned(), stage.on(Input::Back))));
    let buttons = if let QuestionKind::Action(link) = &view.question.kind {
        let skip = || button("quiet", stage.words.skip().to_owned(), stage.on(Input::Skip));
        buttons.with(maybe(view.can_skip, skip)).with(link_button(link, stage))
    } else {
        buttons.with(button(look, label.to_owned(), stage.on(input)))
    };
    buttons.done()
}

/// Who reads the answers, why, and how they are tied to the person.
fn reader(privacy: Option<&Privacy>, stage: &Stage<'_>) -> Html {
    let words = stage.words;
    let mode = match privacy.map_or(PrivacyMode::Identified, |privacy| privacy.mode) {
        PrivacyMode::Identified => words.identified(),
        PrivacyMode::Confidential => words.confidential(),
        PrivacyMode::Anonymous => words.anonymous(),
    };
    let paragraph = |text: String| node("p").say(text).done();
    let filled = |words: &str, text: Option<&Text>| match text {
        Some(text) if !text.is_empty() => paragraph(fill(words, &[text.get(stage.tag)])),
        _ => Html::default(),
    };
    classed("div", "privacy")
        .with(paragraph(mode.to_owned()))
        .with(filled(words.readers(), privacy.map(|privacy| &privacy.readers)))
        .with(filled(words.purpose(), privacy.map(|privacy| &privacy.purpose)))
        .done()
}

/// What describes the control to a screen reader: the description if there is one, and what stands in the way.
pub(super) fn described_by(view: &QuestionView<'_>, also: &str) -> String {
    let description = if view.question.description.is_empty() { "" } else { "description " };
    join(&[description, also, " trouble"])
}

//! One question: its heading, its control, what is said around it, and its buttons.

use super::card::{button, heading, link_button};
use super::{Stage, choice, open, scale, words};
use crate::locale::{fill, join};
use shared::content::survey::{Privacy, PrivacyMode, QuestionKind};
use shared::machine::survey::QuestionView;
use shared::machine::{Blocked, Input};
use yew::{Html, html};

/// The whole question.
pub(super) fn draw(view: &QuestionView<'_>, privacy: &Privacy, stage: &Stage<'_>) -> Html {
    let question = view.question;
    html! {
        <div class="question" key={question.key.as_str()}>
            { heading(stage.say(&question.title)) }
            if !question.description.is_empty() {
                <div class="description" id="description">{ words::marked_up(stage, &question.description) }</div>
            }
            { control(view, stage) }
            <p class="trouble" id="trouble" role="alert">{ trouble(view, stage) }</p>
            if !matches!(question.kind, QuestionKind::Action(_)) {
                <p class="saved" role="status">{ if view.saved { stage.words.saved } else { "" } }</p>
            }
            { buttons(view, stage) }
            { reader(privacy, stage) }
            if view.number == 1 {
                <div class="ways-out">
                    { button("plain", stage.words.later.to_owned(), stage.on(Input::Snooze)) }
                    { button("plain", stage.words.refuse.to_owned(), stage.on(Input::Refuse)) }
                </div>
            }
        </div>
    }
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
        (Some(Blocked::Required), _) => stage.words.required.to_owned(),
        (Some(Blocked::TooLong), kind) => fill(stage.words.too_long, &[&open::excess(view.text, kind).to_string()]),
        (Some(Blocked::TooMany), QuestionKind::Multiple { at_most: Some(most), .. }) => {
            fill(stage.words.at_most, &[&most.to_string()])
        }
        (None | Some(Blocked::TooMany), _) => String::new(),
    }
}

fn buttons(view: &QuestionView<'_>, stage: &Stage<'_>) -> Html {
    let typed = !view.text.trim().is_empty();
    let answered = view.answer.is_some() || typed;
    let (label, input) = match (&view.question.kind, answered) {
        (_, false) if view.can_skip => (stage.words.skip, Input::Skip),
        (QuestionKind::Open { .. }, _) => (stage.words.send, Input::Next),
        _ => (stage.words.next, Input::Next),
    };
    html! {
        <div class="buttons">
            if view.can_go_back {
                { button("back", stage.words.back.to_owned(), stage.on(Input::Back)) }
            }
            if let QuestionKind::Action(link) = &view.question.kind {
                if view.can_skip {
                    { button("quiet", stage.words.skip.to_owned(), stage.on(Input::Skip)) }
                }
                { link_button(link, stage) }
            } else {
                { button(if input == Input::Skip { "quiet" } else { "main" }, label.to_owned(), stage.on(input)) }
            }
        </div>
    }
}

/// Who reads the answers, why, and how they are tied to the person.
fn reader(privacy: &Privacy, stage: &Stage<'_>) -> Html {
    let words = stage.words;
    let mode = match privacy.mode {
        PrivacyMode::Identified => words.identified,
        PrivacyMode::Confidential => words.confidential,
        PrivacyMode::Anonymous => words.anonymous,
    };
    html! {
        <div class="privacy">
            <p>{ mode }</p>
            if !privacy.readers.is_empty() {
                <p>{ fill(words.readers, &[privacy.readers.get(stage.tag)]) }</p>
            }
            if !privacy.purpose.is_empty() {
                <p>{ fill(words.purpose, &[privacy.purpose.get(stage.tag)]) }</p>
            }
        </div>
    }
}

/// What describes the control to a screen reader: the description if there is one, and what stands in the way.
pub(super) fn described_by(view: &QuestionView<'_>, also: &str) -> String {
    let description = if view.question.description.is_empty() { "" } else { "description " };
    join(&[description, also, " trouble"])
}

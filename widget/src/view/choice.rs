//! Options: radio buttons or checkboxes, and "other" with a text field that appears when it is chosen.

use super::question::described_by;
use super::{Stage, Text};
use crate::locale::fill;
use shared::content::survey::Choice;
use shared::event::check::MAX_OTHER_CHARS;
use shared::machine::survey::QuestionView;
use shared::machine::{Blocked, Choose, Input};
use yew::{Callback, Html, InputEvent, html};

/// How many options may be chosen.
pub(super) enum Number {
    /// Exactly one.
    One,
    /// Several.
    Many {
        /// At most so many.
        at_most: Option<u8>,
    },
}

/// The options, in the displayed order, "other" last.
pub(super) fn draw(view: &QuestionView<'_>, other: Option<&Text>, number: &Number, stage: &Stage<'_>) -> Html {
    let (role, hint) = match number {
        Number::One => ("radiogroup", String::new()),
        Number::Many { at_most: Some(most) } => ("group", fill(stage.words.at_most, &[&most.to_string()])),
        Number::Many { at_most: None } => ("group", stage.words.any_number.to_owned()),
    };
    html! {
        <>
            <p class="hint" id="hint">{ hint }</p>
            <div class="options" {role} aria-labelledby="title" aria-describedby={described_by(view, "hint")}>
                { for view.options.iter().map(|choice| option(choice, view, number, stage)) }
                if let Some(label) = other {
                    { row(stage.say_or(label, ""), view.is_other_chosen(), Choose::Other, number, stage) }
                }
            </div>
            if view.is_other_chosen() {
                { other_field(view, stage) }
            }
        </>
    }
}

fn option(choice: &Choice, view: &QuestionView<'_>, number: &Number, stage: &Stage<'_>) -> Html {
    let choose = Choose::Option(choice.key.clone());
    row(stage.say(&choice.label), view.is_chosen(choice), choose, number, stage)
}

fn row(label: String, checked: bool, choose: Choose, number: &Number, stage: &Stage<'_>) -> Html {
    let kind = if matches!(number, Number::One) { "radio" } else { "checkbox" };
    html! {
        <label class="option">
            <input type={kind} name="option" {checked} onchange={stage.on(Input::Choose(choose))} />
            <span>{ label }</span>
        </label>
    }
}

fn other_field(view: &QuestionView<'_>, stage: &Stage<'_>) -> Html {
    let send = stage.send.clone();
    let oninput = Callback::from(move |event: InputEvent| send.emit(Input::Type(crate::page::typed(&event))));
    html! {
        <input class="field" type="text" aria-label={stage.words.other} placeholder={stage.words.other}
            maxlength={MAX_OTHER_CHARS.to_string()} aria-describedby="trouble" autocomplete="off"
            aria-invalid={(view.blocked == Some(Blocked::TooLong)).then_some("true")}
            value={view.text.to_owned()} {oninput} />
    }
}

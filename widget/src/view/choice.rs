//! Options: radio buttons or checkboxes, and "other" with a text field that appears when it is chosen.

use super::node::{Attr, classed, list, maybe, node};
use super::question::described_by;
use super::{Stage, Text};
use crate::locale::fill;
use shared::content::survey::Choice;
use shared::event::check::MAX_OTHER_CHARS;
use shared::machine::survey::QuestionView;
use shared::machine::{Blocked, Choose, Input};
use yew::Html;

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
        Number::Many { at_most: Some(most) } => ("group", fill(stage.words.at_most(), &[&most.to_string()])),
        Number::Many { at_most: None } => ("group", stage.words.any_number().to_owned()),
    };
    let mut options = classed("div", "options")
        .set(Attr::Role, role)
        .set(Attr::AriaLabelledby, "title")
        .put(Attr::AriaDescribedby, described_by(view, "hint"));
    for choice in &view.options {
        options = options.with(option(choice, view, number, stage));
    }
    if let Some(label) = other {
        options = options.with(row(stage.say_or(label, ""), view.is_other_chosen(), Choose::Other, number, stage));
    }
    let hint = classed("p", "hint").set(Attr::Id, "hint").say(hint);
    let field = maybe(view.is_other_chosen(), || other_field(view, stage));
    list(vec![hint.done(), options.done(), field])
}

fn option(choice: &Choice, view: &QuestionView<'_>, number: &Number, stage: &Stage<'_>) -> Html {
    let choose = Choose::Option(choice.key.clone());
    row(stage.say(&choice.label), view.is_chosen(choice), choose, number, stage)
}

fn row(label: String, checked: bool, choose: Choose, number: &Number, stage: &Stage<'_>) -> Html {
    let kind = if matches!(number, Number::One) { "radio" } else { "checkbox" };
    let input = node("input")
        .set(Attr::Type, kind)
        .set(Attr::Name, "option")
        .checked(checked)
        .change(stage.on(Input::Choose(choose)));
    classed("label", "option").with(input.done()).with(node("span").say(label).done()).done()
}

fn other_field(view: &QuestionView<'_>, stage: &Stage<'_>) -> Html {
    classed("input", "field")
        .set(Attr::Type, "text")
        .set(Attr::AriaLabel, stage.words.other())
        .set(Attr::Placeholder, stage.words.other())
        .put(Attr::Maxlength, MAX_OTHER_CHARS.to_string())
        .set(Attr::AriaDescribedby, "trouble")
        .set(Attr::Autocomplete, "off")
        .set_if(view.blocked == Some(Blocked::TooLong), Attr::AriaInvalid, "true")
        .value(view.text.to_owned())
        .typed(stage.send)
        .done()
}

//! A text in the person's own words: a field that says how much room is left and what does not belong in it.

use super::node::{Attr, classed, list, node};
use super::question::described_by;
use super::{Stage, Text};
use crate::locale::fill;
use shared::content::survey::QuestionKind;
use shared::event::check::MAX_OTHER_CHARS;
use shared::machine::survey::QuestionView;
use yew::Html;

/// The field. Nothing is cut while typing: a text that is too long says so, and can be shortened where the person likes.
pub(super) fn draw(view: &QuestionView<'_>, placeholder: &Text, max_length: u16, stage: &Stage<'_>) -> Html {
    let length = view.text.trim().chars().count();
    let most = usize::from(max_length);
    let left = most.saturating_sub(length);
    let over = length > most;
    let said = if view.blocked.is_some() && over {
        // The reason why it cannot be sent says it already, as an alert.
        String::new()
    } else if over {
        fill(stage.words.too_long(), &[&(length - most).to_string()])
    } else {
        fill(stage.words.left(), &[&left.to_string()])
    };
    let field = classed("textarea", "field")
        .set(Attr::Rows, "4")
        .set(Attr::AriaLabelledby, "title")
        .put(Attr::AriaDescribedby, described_by(view, "sensitive left"))
        .put(Attr::Placeholder, stage.say(placeholder))
        .set_if(view.question.required, Attr::AriaRequired, "true")
        .set_if(over || view.blocked.is_some(), Attr::AriaInvalid, "true")
        .value(view.text.to_owned())
        .typed(stage.send);
    let sensitive = node("span").set(Attr::Id, "sensitive").say(stage.words.sensitive().to_owned());
    let left = classed("span", "left").set(Attr::Id, "left").set_if(over, Attr::Over, "").say(said);
    let notes = classed("div", "notes").with(sensitive.done()).with(left.done());
    list(vec![field.done(), notes.done()])
}

/// How many characters a text is too long.
pub(super) fn excess(text: &str, kind: &QuestionKind) -> usize {
    let most = match kind {
        QuestionKind::Open { max_length, .. } => usize::from(*max_length),
        _ => MAX_OTHER_CHARS,
    };
    text.trim().chars().count().saturating_sub(most)
}

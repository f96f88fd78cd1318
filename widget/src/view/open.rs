//! A text in the person's own words: a field that says how much room is left and what does not belong in it.

use super::question::described_by;
use super::{Stage, Text};
use crate::locale::fill;
use shared::content::survey::QuestionKind;
use shared::event::check::MAX_OTHER_CHARS;
use shared::machine::Input;
use shared::machine::survey::QuestionView;
use yew::{Callback, Html, InputEvent, html};

/// The field. Nothing is cut while typing: a text that is too long says so, and can be shortened where the person likes.
pub(super) fn draw(view: &QuestionView<'_>, placeholder: &Text, max_length: u16, stage: &Stage<'_>) -> Html {
    let length = view.text.trim().chars().count();
    let most = usize::from(max_length);
    let left = most.saturating_sub(length);
    let send = stage.send.clone();
    let oninput = Callback::from(move |event: InputEvent| send.emit(Input::Type(crate::page::typed(&event))));
    let over = length > most;
    let said = if view.blocked.is_some() && over {
        // The reason why it cannot be sent says it already, as an alert.
        String::new()
    } else if over {
        fill(stage.words.too_long, &[&(length - most).to_string()])
    } else {
        fill(stage.words.left, &[&left.to_string()])
    };
    html! {
        <>
            <textarea class="field" rows="4" aria-labelledby="title" aria-describedby={described_by(view, "sensitive left")}
                placeholder={stage.say(placeholder)} aria-required={view.question.required.then_some("true")}
                aria-invalid={(over || view.blocked.is_some()).then_some("true")}
                value={view.text.to_owned()} {oninput} />
            <div class="notes">
                <span id="sensitive">{ stage.words.sensitive }</span>
                <span id="left" class="left" data-over={over.then_some("")}>{ said }</span>
            </div>
        </>
    }
}

/// How many characters a text is too long.
pub(super) fn excess(text: &str, kind: &QuestionKind) -> usize {
    let most = match kind {
        QuestionKind::Open { max_length, .. } => usize::from(*max_length),
        _ => MAX_OTHER_CHARS,
    };
    text.trim().chars().count().saturating_sub(most)
}

//! Scales: a real radio group of numbers, stars or faces. Arrow keys move within it and never lead on.
//!
//! Deliberately absent: colours that run from red to green; they lead the answer.

use super::question::described_by;
use super::{Stage, Text};
use crate::locale::{fill, join};
use shared::content::survey::{CesScale, Look, QuestionKind};
use shared::machine::survey::QuestionView;
use shared::machine::{Blocked, Choose, Input};
use yew::{Html, html};

/// The points and the words at both ends.
pub(super) fn draw(view: &QuestionView<'_>, stage: &Stage<'_>) -> Html {
    let Some((from, to)) = view.question.scale() else { return Html::default() };
    let (look, ends) = style(&view.question.kind, stage);
    let drawn = match look {
        Look::Numbers => "numbers",
        Look::Stars => "stars",
        Look::Faces => "faces",
    };
    html! {
        <>
            <div class="scale" data-look={drawn} data-points={(to - from + 1).to_string()} role="radiogroup" aria-labelledby="title" aria-describedby={described_by(view, "ends")}
                aria-required={view.question.required.then_some("true")}
                aria-invalid={(view.blocked == Some(Blocked::Required)).then_some("true")}>
                { for (from..=to).map(|score| point(score, to, look, &ends, view, stage)) }
            </div>
            { draw_ends(from, to, look, &ends) }
        </>
    }
}

/// How the points are drawn, and the words at both ends.
fn style(kind: &QuestionKind, stage: &Stage<'_>) -> (Look, [String; 2]) {
    let words = stage.words;
    let ends = |low: &Text, high: &Text, own: [&str; 2]| [stage.say_or(low, own[0]), stage.say_or(high, own[1])];
    match kind {
        QuestionKind::Nps { low, high } => (Look::Numbers, ends(low, high, words.nps)),
        QuestionKind::Ces { scale: CesScale::Seven | CesScale::Five, low, high } => {
            (Look::Numbers, ends(low, high, words.ces))
        }
        QuestionKind::Csat { look, low, high } => (*look, ends(low, high, [words.csat[0], words.csat[4]])),
        QuestionKind::Rating { look, low, high, .. } => (*look, ends(low, high, ["", ""])),
        _ => (Look::Numbers, Default::default()),
    }
}

fn point(score: u8, to: u8, look: Look, ends: &[String; 2], view: &QuestionView<'_>, stage: &Stage<'_>) -> Html {
    let number = score.to_string();
    let end = match score {
        _ if score == to => ends[1].as_str(),
        0 => ends[0].as_str(),
        1 if view.question.scale().is_some_and(|(from, _)| from == 1) => ends[0].as_str(),
        _ => "",
    };
    let (shape, said) = match look {
        Look::Numbers => (html! { { number.clone() } }, join(&[&number, " ", end])),
        Look::Stars => (star(), fill(stage.words.stars, &[&number, &to.to_string()])),
        Look::Faces => {
            let own = stage.words.csat.get(usize::from(score) - 1).copied().unwrap_or_default();
            let said = if end.is_empty() { own } else { end };
            (face(score), join(&[&number, " ", said]))
        }
    };
    html! {
        <label class="point">
            <input type="radio" name="score" value={number} aria-label={said.trim_end().to_owned()}
                checked={view.score() == Some(score)} onchange={stage.on(Input::Choose(Choose::Score(score)))} />
            <span class="shape" aria-hidden="true">{ shape }</span>
        </label>
    }
}

/// The ends in words. Numbers name their point, so that they are right in two rows as well.
fn draw_ends(from: u8, to: u8, look: Look, ends: &[String; 2]) -> Html {
    if ends.iter().all(String::is_empty) {
        return html! { <div id="ends" hidden={true}></div> };
    }
    let worded = |score: u8, end: &str| match look {
        Look::Numbers if !end.is_empty() => join(&[&score.to_string(), " = ", end]),
        _ => end.to_owned(),
    };
    html! {
        <div class="ends" id="ends">
            <span>{ worded(from, &ends[0]) }</span>
            <span>{ worded(to, &ends[1]) }</span>
        </div>
    }
}

fn star() -> Html {
    html! {
        <svg viewBox="0 0 24 24">
            <path d="M12 2.8l2.9 5.8 6.4.9-4.6 4.5 1.1 6.4-5.8-3-5.8 3 1.1-6.4L2.7 9.5l6.4-.9z" />
        </svg>
    }
}

/// A face whose mouth bends with the score, 1 to 5.
fn face(score: u8) -> Html {
    let mouth = match score {
        1 => "M8 17c1-2.6 2.3-3.6 4-3.6s3 1 4 3.6",
        2 => "M8.2 16.4c1-1.2 2.3-1.7 3.8-1.7s2.8.5 3.8 1.7",
        3 => "M8.2 15.6h7.6",
        4 => "M8.2 14.8c1 1.2 2.3 1.7 3.8 1.7s2.8-.5 3.8-1.7",
        _ => "M8 14c1 2.6 2.3 3.6 4 3.6s3-1 4-3.6",
    };
    html! {
        <svg viewBox="0 0 24 24">
            <circle cx="12" cy="12" r="9.4" /><path d={mouth} /><path d="M8.8 9v1.2m6.4-1.2v1.2" />
        </svg>
    }
}

//! Scales: a real radio group of numbers, stars or faces. Arrow keys move within it and never lead on.
//!
//! Deliberately absent: colours that run from red to green; they lead the answer.

use super::card::{drawing, line};
use super::node::{Attr, classed, list, node, text};
use super::question::described_by;
use super::{Stage, Text};
use crate::locale::{fill, join, line as line_of};
use shared::content::survey::{CesScale, Look, QuestionKind};
use shared::machine::survey::QuestionView;
use shared::machine::{Blocked, Choose, Input};
use yew::Html;

/// The points and the words at both ends.
pub(super) fn draw(view: &QuestionView<'_>, stage: &Stage<'_>) -> Html {
    let Some((from, to)) = view.question.scale() else { return Html::default() };
    let (look, ends) = style(&view.question.kind, stage);
    let drawn = match look {
        Look::Numbers => "numbers",
        Look::Stars => "stars",
        Look::Faces => "faces",
    };
    let mut scale = classed("div", "scale")
        .set(Attr::Look, drawn)
        .put(Attr::Points, (to - from + 1).to_string())
        .set(Attr::Role, "radiogroup")
        .set(Attr::AriaLabelledby, "title")
        .put(Attr::AriaDescribedby, described_by(view, "ends"))
        .set_if(view.question.required, Attr::AriaRequired, "true")
        .set_if(view.blocked == Some(Blocked::Required), Attr::AriaInvalid, "true");
    for score in from..=to {
        scale = scale.with(point(score, to, look, &ends, view, stage));
    }
    list(vec![scale.done(), draw_ends(from, to, look, &ends)])
}

/// How the points are drawn, and the words at both ends.
fn style(kind: &QuestionKind, stage: &Stage<'_>) -> (Look, [String; 2]) {
    let words = stage.words;
    let ends = |low: &Text, high: &Text, own: &'static str, last: usize| {
        [stage.say_or(low, line_of(own, 0)), stage.say_or(high, line_of(own, last))]
    };
    match kind {
        QuestionKind::Nps { low, high } => (Look::Numbers, ends(low, high, words.nps(), 1)),
        QuestionKind::Ces { scale: CesScale::Seven | CesScale::Five, low, high } => {
            (Look::Numbers, ends(low, high, words.ces(), 1))
        }
        QuestionKind::Csat { look, low, high } => (*look, ends(low, high, words.csat(), 4)),
        QuestionKind::Rating { look, low, high, .. } => (*look, ends(low, high, "", 1)),
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
        Look::Numbers => (text(number.clone()), join(&[&number, " ", end])),
        Look::Stars => (star(), fill(stage.words.stars(), &[&number, &to.to_string()])),
        Look::Faces => {
            let own = line_of(stage.words.csat(), usize::from(score) - 1);
            let said = if end.is_empty() { own } else { end };
            (face(score), join(&[&number, " ", said]))
        }
    };
    let input = node("input")
        .set(Attr::Type, "radio")
        .set(Attr::Name, "score")
        .value(number)
        .put(Attr::AriaLabel, said.trim_end().to_owned())
        .checked(view.score() == Some(score))
        .change(stage.on(Input::Choose(Choose::Score(score))));
    let shape = classed("span", "shape").set(Attr::AriaHidden, "true").with(shape);
    classed("label", "point").with(input.done()).with(shape.done()).done()
}

/// The ends in words. Numbers name their point, so that they are right in two rows as well.
fn draw_ends(from: u8, to: u8, look: Look, ends: &[String; 2]) -> Html {
    if ends.iter().all(String::is_empty) {
        return node("div").set(Attr::Id, "ends").set(Attr::Hidden, "").done();
    }
    let worded = |score: u8, end: &str| match look {
        Look::Numbers if !end.is_empty() => join(&[&score.to_string(), " = ", end]),
        _ => end.to_owned(),
    };
    let end = |score: u8, end: &str| node("span").say(worded(score, end)).done();
    classed("div", "ends").set(Attr::Id, "ends").with(end(from, &ends[0])).with(end(to, &ends[1])).done()
}

fn star() -> Html {
    let outline = "M12 2.8l2.9 5.8 6.4.9-4.6 4.5 1.1 6.4-5.8-3-5.8 3 1.1-6.4L2.7 9.5l6.4-.9z";
    drawing("0 0 24 24").with(line(outline)).done()
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
    let head = node("circle").set(Attr::Cx, "12").set(Attr::Cy, "12").set(Attr::R, "9.4");
    let eyes = line("M8.8 9v1.2m6.4-1.2v1.2");
    drawing("0 0 24 24").with(head.done()).with(line(mouth)).with(eyes).done()
}

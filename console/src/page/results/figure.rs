//! A figure in words: its name, its value, its unit.
//!
//! Deliberately absent: what it means; that is the sentence beside it.

use crate::text::{Lang, compare as c, report as r};
use shared::api::report::{FigureName, Measure};

/// What a figure is called, in the words of its question; `points` is the highest point of its scale.
pub fn figure_name(lang: Lang, name: FigureName, measure: Measure, points: u8) -> String {
    match (name, measure) {
        (FigureName::Nps, _) => lang.say(r::FIGURE_NPS).to_owned(),
        (FigureName::TopShare, Measure::Ces7) => lang.say(r::FIGURE_CES7).to_owned(),
        (FigureName::TopShare, Measure::Ces5) => lang.say(r::FIGURE_CES5).to_owned(),
        (FigureName::TopShare, Measure::Csat) => lang.say(r::FIGURE_CSAT).to_owned(),
        (FigureName::TopShare, _) => lang.say(r::FIGURE_TOP).to_owned(),
        (FigureName::Mean, Measure::Ces7 | Measure::Ces5) => lang.fill(r::FIGURE_MEAN_CES, &[&points]),
        (FigureName::Mean, _) => lang.fill(r::FIGURE_MEAN, &[&points]),
    }
}

/// Digits after the point, and whether it is a percentage.
pub fn shape(name: FigureName) -> (usize, bool) {
    match name {
        FigureName::Nps => (0, false),
        FigureName::TopShare => (0, true),
        FigureName::Mean => (1, false),
    }
}

/// A value of the figure.
pub fn say(lang: Lang, name: FigureName, value: f64) -> String {
    let (digits, percent) = shape(name);
    let text = lang.decimal(value, digits);
    if percent { lang.fill(r::PERCENT, &[&text]) } else { text }
}

/// A distance between two values: of percentages, in percentage points.
pub fn distance(lang: Lang, name: FigureName, value: f64) -> String {
    let (digits, percent) = shape(name);
    let text = lang.decimal(value, digits.max(usize::from(value.fract() != 0.0 && value < 1.0)));
    if percent { lang.fill(c::POINTS, &[&text]) } else { text }
}

//! What members call a step: its number along the main way, or that of where it branches off with a letter, and its heading.
//!
//! Deliberately absent: a number for what displays nothing, for what only earlier versions had, and for what no step leads to.

use crate::text::{Lang, walk as w};
use shared::api::report::{StepReport, Way};
use shared::id::StepKey;
use shared::text::fill_in;

/// The number of a step: "3", or "3a" for what branches off from there; empty for what has none.
pub fn number(steps: &[StepReport], place: usize) -> String {
    let before = steps.get(..place).unwrap_or_default();
    let mains = before.iter().filter(|step| step.way == Way::Main).count();
    match steps.get(place).map(|step| &step.way) {
        Some(Way::Main) => (mains + 1).to_string(),
        Some(Way::Side { from }) if from.is_some() || mains == 0 => {
            let since = before.iter().rev().take_while(|step| step.way != Way::Main);
            let letter = letters(since.filter(|step| matches!(step.way, Way::Side { .. })).count());
            if mains == 0 { letter } else { format!("{mains}{letter}") }
        }
        Some(Way::Side { .. } | Way::Hidden | Way::Earlier) | None => String::new(),
    }
}

/// a, b … z, aa, ab …
fn letters(mut number: usize) -> String {
    let mut text = String::new();
    loop {
        let letter = b'a' + u8::try_from(number % 26).unwrap_or_default();
        text.insert(0, char::from(letter));
        if number < 26 {
            return text;
        }
        number = number / 26 - 1;
    }
}

/// A step as its number and heading; its key where it has none.
pub fn step_name(lang: Lang, steps: &[StepReport], place: usize) -> String {
    let Some(step) = steps.get(place) else { return String::new() };
    let title = fill_in(&lang.pick(&step.title), |_| None);
    let title = if title.is_empty() { step.step.to_string() } else { title };
    let number = number(steps, place);
    if number.is_empty() { title } else { lang.fill(w::STEP_NAME, &[&number, &title]) }
}

/// The place of a step in the report.
pub fn place_of(steps: &[StepReport], key: &StepKey) -> Option<usize> {
    steps.iter().position(|step| step.step == *key)
}

/// The same for a step of this key.
pub fn name_of(lang: Lang, steps: &[StepReport], key: &StepKey) -> String {
    place_of(steps, key).map_or_else(|| key.to_string(), |place| step_name(lang, steps, place))
}

/// A step in as few words as possible: "step 3"; its name where it has no number.
pub fn short_name(lang: Lang, steps: &[StepReport], key: &StepKey) -> String {
    let number = place_of(steps, key).map_or_else(String::new, |place| number(steps, place));
    if number.is_empty() { name_of(lang, steps, key) } else { lang.fill(w::STEP_NUMBER, &[&number]) }
}

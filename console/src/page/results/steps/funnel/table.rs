//! The table behind the steps: every number of theirs.
//!
//! Deliberately absent: sentences.

use super::super::name::{short_name, step_name};
use super::line::{open, range, seconds};
use crate::text::{Lang, report as r, walk as w};
use shared::api::report::{Destination, Estimate, Median, StepReport};
use yew::AttrValue;

const NONE: &str = "–";

/// Column headings and rows.
pub fn table(lang: Lang, steps: &[StepReport]) -> (Vec<AttrValue>, Vec<Vec<AttrValue>>) {
    let columns = [
        w::STEP,
        w::CAME,
        r::DISPLAYED,
        r::SHARE,
        r::SHARE_INTERVAL,
        w::ON,
        r::SHARE,
        r::SHARE_INTERVAL,
        w::TO,
        w::CLOSED,
        w::STANDING,
        w::OPEN,
        w::TIME,
        w::TIME_RANGE,
        w::ACTIVE,
        w::BACK,
        w::REFUSED,
    ];
    let rows = (0..steps.len()).map(|place| row(lang, steps, place)).collect();
    (columns.map(|words| AttrValue::from(lang.say(words))).to_vec(), rows)
}

fn row(lang: Lang, steps: &[StepReport], place: usize) -> Vec<AttrValue> {
    let step = &steps[place];
    let number = |n: i64| lang.number(n);
    let or_none = |text: Option<String>| text.unwrap_or_else(|| NONE.to_owned());
    let [reached, reached_range] = share(lang, step.reached);
    let [on, on_range] = share(lang, step.on);
    let median = |median: Option<Median>| or_none(median.map(|median| seconds(lang, median.value)));
    let cells = [
        step_name(lang, steps, place),
        number(step.came),
        number(step.displayed),
        reached,
        reached_range,
        number(step.went_on),
        on,
        on_range,
        onward(lang, steps, step),
        number(step.dismissed),
        number(step.under_way),
        number(open(step)),
        median(step.median_seconds),
        or_none(range(lang, step.median_seconds)),
        median(step.median_active_seconds),
        number(step.returned),
        number(step.refused),
    ];
    cells.map(AttrValue::from).to_vec()
}

fn share(lang: Lang, estimate: Option<Estimate>) -> [String; 2] {
    let Some(e) = estimate else { return [NONE.to_owned(), NONE.to_owned()] };
    let [value, low, high] = [e.value, e.low, e.high].map(|value| lang.fill(r::PERCENT, &[&lang.decimal(value, 0)]));
    [value, format!("{low} – {high}")]
}

fn onward(lang: Lang, steps: &[StepReport], step: &StepReport) -> String {
    let words = step.onward.iter().map(|onward| {
        let to = match &onward.to {
            Destination::Step(key) => short_name(lang, steps, key),
            Destination::Content { name, .. } => name.clone(),
            Destination::End => lang.say(w::END).to_owned(),
        };
        lang.fill(r::PATH_COUNT, &[&to, &lang.number(onward.runs)])
    });
    let said: Vec<String> = words.collect();
    if said.is_empty() { NONE.to_owned() } else { said.join(lang.comma()) }
}

//! What happened at a step, in a line, and where people went on to.
//!
//! Deliberately absent: "went on to the next step" where that is the only way there is; the next row says it.

use super::super::name::{name_of, short_name};
use crate::text::{Lang, report as r, walk as w};
use shared::api::report::{Destination, Median, Onward, StepReport, Way};
use shared::id::StepKey;

/// A length in seconds, or in minutes from one on.
pub fn seconds(lang: Lang, seconds: f64) -> String {
    if seconds < 60.0 {
        lang.fill(r::SECONDS, &[&lang.decimal(seconds, usize::from(seconds < 10.0))])
    } else {
        lang.fill(r::MINUTES, &[&lang.decimal(seconds / 60.0, 1)])
    }
}

/// From one length to another.
pub fn range(lang: Lang, median: Option<Median>) -> Option<String> {
    let range = median?.range?;
    Some(lang.fill(r::BETWEEN, &[&seconds(lang, range.low), &seconds(lang, range.high)]))
}

/// Runs that neither went on nor closed it, and no longer will.
pub fn open(step: &StepReport) -> i64 {
    (step.displayed - step.went_on - step.dismissed - step.under_way).max(0)
}

/// How many went on from a step to this one.
fn went_to(from: &StepReport, key: &StepKey) -> i64 {
    from.onward.iter().find(|onward| onward.to == Destination::Step(key.clone())).map_or(0, |onward| onward.runs)
}

/// From where people came, where that differs.
fn sources(lang: Lang, steps: &[StepReport], step: &StepReport) -> Vec<String> {
    let from = steps.iter().map(|from| (from, went_to(from, &step.step))).filter(|(_, runs)| *runs > 0);
    let words = |(from, runs): (&StepReport, i64)| {
        lang.fill(w::CAME_FROM, &[&short_name(lang, steps, &from.step), &lang.number(runs)])
    };
    let said: Vec<String> = from.map(words).collect();
    if matches!(step.way, Way::Side { .. }) && said.len() > 1 { said } else { Vec::new() }
}

fn went_on(lang: Lang, step: &StepReport) -> String {
    if step.ends {
        return lang.say(w::ENDS).to_owned();
    }
    let (went_on, of) = (lang.number(step.went_on), lang.number(step.displayed));
    match step.on {
        Some(e) => {
            let [share, low, high] = [e.value, e.low, e.high].map(|value| lang.decimal(value, 0));
            lang.fill(w::WENT_ON, &[&went_on, &of, &share, &low, &high])
        }
        None => lang.fill(w::WENT_ON_FEW, &[&went_on, &of]),
    }
}

/// The line.
pub fn told(lang: Lang, steps: &[StepReport], place: usize) -> String {
    let step = &steps[place];
    let median = |median: Median| {
        let middle = seconds(lang, median.value);
        match range(lang, Some(median)) {
            Some(range) => lang.fill(w::MEDIAN_RANGE, &[&middle, &range]),
            None => lang.fill(w::MEDIAN, &[&middle]),
        }
    };
    let count = |n: i64, words| (n > 0).then(|| lang.fill(words, &[&lang.number(n)]));
    let mut parts = sources(lang, steps, step);
    parts.extend((step.displayed > 0).then(|| went_on(lang, step)));
    parts.extend(count(step.dismissed, w::CLOSED_HERE));
    parts.extend(count(step.under_way, w::UNDER_WAY));
    parts.extend(count(open(step), w::LEFT_OPEN));
    parts.extend(count(step.passed_over, w::PASSED_OVER));
    parts.extend(step.median_seconds.map(median));
    let active = step.median_active_seconds;
    parts.extend(active.map(|active| lang.fill(w::ACTIVE_FOR, &[&seconds(lang, active.value)])));
    parts.extend(count(step.returned, w::CAME_BACK));
    parts.extend(count(step.refused, w::FIELD_REFUSED));
    parts.join(" · ")
}

/// Where a step leads whoever follows the main way.
fn following(steps: &[StepReport], place: usize) -> Destination {
    let next = steps.iter().skip(place + 1).find(|step| step.way == Way::Main);
    next.map_or(Destination::End, |step| Destination::Step(step.step.clone()))
}

/// Where people went, one line each; nothing where all went on along the main way.
pub fn onward(lang: Lang, steps: &[StepReport], place: usize) -> Vec<String> {
    let step = &steps[place];
    let is_plain = |onward: &Onward| step.way == Way::Main && onward.to == following(steps, place);
    if step.onward.iter().all(is_plain) {
        return Vec::new();
    }
    let words = |onward: &Onward| {
        let runs = lang.number(onward.runs);
        match &onward.to {
            Destination::Step(key) => lang.fill(w::TO_STEP, &[&name_of(lang, steps, key), &runs]),
            Destination::Content { name, .. } => lang.fill(w::TO_CONTENT, &[name, &runs]),
            Destination::End => lang.fill(w::TO_END, &[&runs]),
        }
    };
    step.onward.iter().map(words).collect()
}

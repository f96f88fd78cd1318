//! Step by step: how many saw each, how many went on, how many closed it there, how long it took.
//!
//! Deliberately absent: a loss made of guesses. Whoever neither went on nor closed it has left it open, and is counted so.

use super::step_name;
use crate::app::use_lang;
use crate::chart::at;
use crate::chart::frame::Frame;
use crate::text::{Lang, report as r, walk as w};
use shared::api::report::StepReport;
use yew::prelude::*;

/// Below this many displays, where most are lost is chance.
const TELLING: i64 = 20;

#[derive(Properties, PartialEq)]
pub struct StepFunnelProps {
    /// The steps in order.
    pub steps: Vec<StepReport>,
    /// Runs that were displayed.
    pub runs: i64,
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn percent(part: i64, whole: i64) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

fn lost(step: &StepReport) -> i64 {
    (step.displayed - step.went_on).max(0)
}

/// A length in seconds, or in minutes from one on.
pub fn seconds(lang: Lang, seconds: f64) -> String {
    if seconds < 60.0 {
        lang.fill(r::SECONDS, &[&lang.decimal(seconds, usize::from(seconds < 10.0))])
    } else {
        lang.fill(r::MINUTES, &[&lang.decimal(seconds / 60.0, 1)])
    }
}

/// Where most are lost, where there is enough to say so.
fn lead(lang: Lang, steps: &[StepReport]) -> Option<String> {
    let told = steps.iter().enumerate().filter(|(_, step)| step.displayed >= TELLING && lost(step) > 0);
    let (place, step) =
        told.max_by(|(_, a), (_, b)| percent(lost(a), a.displayed).total_cmp(&percent(lost(b), b.displayed)))?;
    let share = lang.decimal(percent(lost(step), step.displayed), 0);
    let (lost, of) = (lang.number(lost(step)), lang.number(step.displayed));
    Some(lang.fill(w::MOST_LOST, &[&step_name(lang, steps, place), &lost, &of, &share]))
}

/// What happened at a step, in a line.
fn line(lang: Lang, step: &StepReport) -> String {
    let share = lang.decimal(percent(step.went_on, step.displayed), 0);
    let went_on = || lang.fill(w::WENT_ON, &[&lang.number(step.went_on), &lang.number(step.displayed), &share]);
    let mut parts: Vec<String> = (step.displayed > 0).then(went_on).into_iter().collect();
    parts.extend((step.dismissed > 0).then(|| lang.fill(w::CLOSED_HERE, &[&lang.number(step.dismissed)])));
    let open = lost(step) - step.dismissed;
    parts.extend((open > 0).then(|| lang.fill(w::LEFT_OPEN, &[&lang.number(open)])));
    parts.extend(step.median_seconds.map(|median| lang.fill(w::MEDIAN, &[&seconds(lang, median)])));
    parts.extend(step.median_active_seconds.map(|median| lang.fill(w::ACTIVE_FOR, &[&seconds(lang, median)])));
    parts.extend((step.returned > 0).then(|| lang.fill(w::CAME_BACK, &[&lang.number(step.returned)])));
    parts.extend((step.refused > 0).then(|| lang.fill(w::FIELD_REFUSED, &[&lang.number(step.refused)])));
    parts.join(" · ")
}

/// The chart.
#[component]
pub fn StepFunnel(props: &StepFunnelProps) -> Html {
    let lang = use_lang();
    let steps = &props.steps;
    let most = steps.iter().map(|step| step.displayed).chain([props.runs]).max().unwrap_or(0).max(1);
    let row = |(place, step): (usize, &StepReport)| {
        let (count, share) = (lang.number(step.displayed), lang.decimal(percent(step.displayed, props.runs), 0));
        html! {
            <li>
                <div class="share-words">
                    <span>{ step_name(lang, steps, place) }</span>
                    <span class="number"><strong>{ &count }</strong>{ " · " }{ lang.fill(w::OF_RUNS, &[&share, &lang.number(props.runs)]) }</span>
                </div>
                <svg class="share-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="track" x="0" y="2" width="100" height="8" />
                    <rect class="bar plain" x="0" y="2" width={at(percent(step.displayed, most))} height="8" />
                </svg>
                <p class="hint">{ line(lang, step) }</p>
            </li>
        }
    };
    let table_row = |(place, step): (usize, &StepReport)| -> Vec<AttrValue> {
        let share = lang.fill(r::PERCENT, &[&lang.decimal(percent(step.went_on, step.displayed), 0)]);
        let medians = [step.median_seconds, step.median_active_seconds]
            .map(|median| median.map_or_else(|| "–".to_owned(), |median| seconds(lang, median)));
        let effort = [step.returned, step.refused].map(|n| lang.number(n));
        let counts = [step.displayed, step.went_on].map(|n| lang.number(n));
        let gone = [step.dismissed, (lost(step) - step.dismissed).max(0)].map(|n| lang.number(n));
        let cells = [step_name(lang, steps, place)]
            .into_iter()
            .chain(counts)
            .chain([share])
            .chain(gone)
            .chain(medians)
            .chain(effort);
        cells.map(AttrValue::from).collect()
    };
    let columns = [w::STEP, r::DISPLAYED, w::ON, r::SHARE, w::CLOSED, w::OPEN, w::TIME, w::ACTIVE, w::BACK, w::REFUSED]
        .map(|words| AttrValue::from(lang.say(words)));
    let rows: Vec<_> = steps.iter().enumerate().map(table_row).collect();
    html! {
        <Frame title={lang.say(w::FUNNEL)} columns={columns.to_vec()} {rows}>
            if let Some(lead) = lead(lang, steps) { <p>{ lead }</p> }
            <ol class="shares">{ for steps.iter().enumerate().map(row) }</ol>
            if steps.iter().any(|step| step.median_seconds.is_none() && step.displayed > 0) { <p class="hint">{ lang.say(w::MEDIAN_FEW) }</p> }
        </Frame>
    }
}

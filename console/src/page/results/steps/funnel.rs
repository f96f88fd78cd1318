//! Step by step: how many came to each, how many were displayed it, went on and where to, closed it there, how long it took.
//!
//! The main way goes down; what branches off stands indented right after where it does, as a share of those who came there,
//! so that nothing that not everybody is led to looks like a loss. Each bar is the share beside it. Deliberately absent: a
//! picture of flows; of a few ways, words tell more. A loss made of guesses: whoever may still
//! go on is said to be under way; who neither went on nor closed it in all that time has left it open, and is counted so.

mod lead;
mod line;
mod table;

use super::name::{short_name, step_name};
use crate::app::use_lang;
use crate::chart::at;
use crate::chart::frame::Frame;
use crate::text::{Lang, effect as e, walk as w};
pub use line::seconds;
use shared::api::report::{Lost, StepReport, Way};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct StepFunnelProps {
    /// The steps in order.
    pub steps: Vec<StepReport>,
    /// Where most are lost.
    pub lost: Option<Lost>,
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn percent(part: i64, whole: i64) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// Steps of the main way, each with the places of what branches off after it.
fn groups(steps: &[StepReport]) -> Vec<(usize, Vec<usize>)> {
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    for (place, step) in steps.iter().enumerate() {
        match groups.last_mut().filter(|(head, _)| steps[*head].way == Way::Main) {
            Some((_, sides)) if matches!(step.way, Way::Side { from: Some(_) }) => sides.push(place),
            _ => groups.push((place, Vec::new())),
        }
    }
    groups
}

/// How many were displayed it, of whom.
fn reached(lang: Lang, steps: &[StepReport], step: &StepReport) -> Html {
    let came = lang.number(step.came);
    let share = step.reached.map(|estimate| lang.decimal(estimate.value, 0));
    let of = match (&step.way, share) {
        (Way::Hidden, _) => return Html::default(),
        (Way::Side { from: Some(from) }, Some(share)) => {
            lang.fill(w::OF_THOSE_AT, &[&share, &came, &short_name(lang, steps, from)])
        }
        (Way::Side { from: Some(from) }, None) => {
            lang.fill(w::OF_THOSE_AT_FEW, &[&came, &short_name(lang, steps, from)])
        }
        (_, Some(share)) => lang.fill(w::OF_RUNS, &[&share, &came]),
        (_, None) => lang.fill(w::OF_RUNS_FEW, &[&came]),
    };
    html! { <span class="number"><strong>{ lang.number(step.displayed) }</strong>{ " · " }{ of }</span> }
}

fn tag(lang: Lang, way: &Way) -> Html {
    let words = match way {
        Way::Main => return Html::default(),
        Way::Side { .. } => w::SIDE,
        Way::Hidden => w::HIDDEN,
        Way::Earlier => w::EARLIER,
    };
    html! { <>{ " " }<span class="tag">{ lang.say(words) }</span></> }
}

fn bar(step: &StepReport) -> Html {
    html! {
        <svg class="share-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" x="0" y="2" width="100" height="8" />
            <rect class="bar plain" x="0" y="2" width={at(percent(step.displayed, step.came))} height="8" />
            if let Some(e) = step.reached {
                <line class="whisker" x1={at(e.low)} x2={at(e.high)} y1="6" y2="6" vector-effect="non-scaling-stroke" />
            }
        </svg>
    }
}

fn row(lang: Lang, steps: &[StepReport], place: usize, sides: &[usize]) -> Html {
    let step = &steps[place];
    let onward = line::onward(lang, steps, place);
    let is_aside = matches!(step.way, Way::Side { .. });
    let beside = lang.fill(w::SIDES_OF, &[&step_name(lang, steps, place)]);
    html! {
        <li key={step.step.to_string()} class={is_aside.then_some("aside")}>
            <div class="share-words"><span>{ step_name(lang, steps, place) }{ tag(lang, &step.way) }</span>{ reached(lang, steps, step) }</div>
            if step.way != Way::Hidden { { bar(step) } }
            <p class="hint">{ line::told(lang, steps, place) }</p>
            if !onward.is_empty() { <ul class="onward hint">for words in onward { <li>{ words }</li> }</ul> }
            if !sides.is_empty() {
                <ol class="shares" aria-label={beside}>{ for sides.iter().map(|side| row(lang, steps, *side, &[])) }</ol>
            }
        </li>
    }
}

/// What the figures rest on, and why some are not there.
fn notes(lang: Lang, steps: &[StepReport]) -> String {
    let shown = || steps.iter().filter(|step| step.displayed > 0);
    let estimates = || steps.iter().flat_map(|step| [step.reached, step.on]).flatten();
    let notes = [
        (estimates().next().is_some(), w::RANGES),
        (estimates().any(|estimate| estimate.clustered), e::CLUSTERED),
        (shown().any(|step| step.too_few.is_some()), w::SHARES_FEW),
        (shown().any(|step| step.median_seconds.is_none()), w::MEDIAN_FEW),
        (shown().any(|step| step.displayed > 1_000), w::TIMES_NEWEST),
    ];
    let said: Vec<&str> = notes.into_iter().filter(|(is_so, _)| *is_so).map(|(_, words)| lang.say(words)).collect();
    said.join(lang.gap())
}

/// The chart.
#[component]
pub fn StepFunnel(props: &StepFunnelProps) -> Html {
    let lang = use_lang();
    let steps = &props.steps;
    let (columns, rows) = table::table(lang, steps);
    html! {
        <Frame title={lang.say(w::FUNNEL)} {columns} {rows}>
            if let Some(lead) = lead::lead(lang, steps, props.lost.as_ref()) { <p class="lost">{ lead }</p> }
            <ol class="shares ways">{ for groups(steps).iter().map(|(head, sides)| row(lang, steps, *head, sides)) }</ol>
            <p class="hint">{ notes(lang, steps) }</p>
        </Frame>
    }
}

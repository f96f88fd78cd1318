//! The response funnel: every stage with its count and its rate, the denominator named.
//!
//! Deliberately absent: funnel shapes; areas mislead.

use super::at;
use super::frame::Frame;
use crate::app::use_lang;
use crate::text::{Lang, Words, report as r, walk as w};
use shared::api::report::{Completion, Funnel};
use shared::content::Kind;
use shared::statistics::figure::share_of;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct StagesProps {
    /// The counts.
    pub funnel: Funnel,
    /// The kind of what guides: it is read by who went through it, not by who answered.
    #[prop_or_default]
    pub guides: Option<Kind>,
    /// How many went through what guides.
    #[prop_or_default]
    pub completion: Completion,
}

struct Stage {
    name: Words,
    count: i64,
    /// How the rate is said, and what it is a rate of.
    rate: Option<(Words, i64)>,
    /// Whether people went away at this stage instead of on.
    aside: bool,
}

fn stages(f: &Funnel, guides: Option<Kind>) -> Vec<Stage> {
    let on = |name, count, rate| Stage { name, count, rate, aside: false };
    let aside = |name, count, rate| Stage { name, count, rate, aside: true };
    let mut list = vec![
        on(r::DUE, f.due, None),
        on(r::DISPLAYED, f.displayed, Some((r::OF_DUE, f.due))),
        on(r::STARTED, f.started, Some((r::OF_DISPLAYED, f.displayed))),
        on(r::ANSWERED, f.answered, Some((r::OF_DISPLAYED, f.displayed))),
        on(r::COMPLETED, f.completed, Some((r::OF_ANSWERED, f.answered))),
        aside(r::DISMISSED, f.dismissed, Some((r::OF_DISPLAYED, f.displayed))),
        aside(r::IGNORED, f.ignored, Some((r::OF_DISPLAYED, f.displayed))),
    ];
    if let Some(kind) = guides {
        // Where nothing is asked, an empty stage would only puzzle; where there is one step, starting is going through.
        let told = |name| (f.answered > 0 || name != r::ANSWERED) && (kind == Kind::Tour || name != r::STARTED);
        list.retain(|stage| told(stage.name));
        for stage in list.iter_mut().filter(|stage| stage.name == r::COMPLETED) {
            stage.rate = Some((r::OF_DISPLAYED, f.displayed));
            stage.name = if kind == Kind::Tour { r::COMPLETED } else { w::CLICKED_THROUGH };
        }
    }
    if f.withheld > 0 {
        list.push(aside(r::WITHHELD, f.withheld, None));
    }
    list
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn percent(part: i64, whole: i64) -> f64 {
    100.0 * part as f64 / whole as f64
}

fn rate(lang: Lang, stage: &Stage) -> String {
    match stage.rate {
        // A rate may pass 100 %: a run can be completed whose answers were withdrawn.
        Some((words, of)) if of > 0 => lang.fill(words, &[&lang.decimal(percent(stage.count, of), 0)]),
        _ => String::new(),
    }
}

/// The rate of those who answered, or went through, as a sentence with its interval and both counts.
fn lead(lang: Lang, props: &StagesProps) -> String {
    let (f, c) = (&props.funnel, &props.completion);
    if f.displayed == 0 {
        return lang.say(r::FUNNEL_NONE).to_owned();
    }
    let (words, share, part, of) = match props.guides {
        None => {
            let share = share_of(f.answered.min(f.displayed), f.displayed);
            (r::FUNNEL_LEAD, Some(share), f.answered, f.displayed)
        }
        Some(Kind::Tour) => (w::STAGES_LEAD, c.share, c.completed, c.displayed),
        Some(_) => (w::STAGES_LEAD_ALONE, c.share, c.completed, c.displayed),
    };
    let (part, of) = (lang.number(part), lang.number(of));
    let Some(e) = share else { return lang.fill(w::STAGES_FEW, &[&part, &of]) };
    let whole = |value: f64| lang.decimal(value, 0);
    lang.fill(words, &[&whole(e.value), &whole(e.low), &whole(e.high), &part, &of])
}

/// The chart.
#[component]
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub fn Stages(props: &StagesProps) -> Html {
    let lang = use_lang();
    let list = stages(&props.funnel, props.guides);
    // Of a few, a rate would say more than is known.
    let few = props.guides.is_some() && props.completion.share.is_none();
    let rate = |stage: &Stage| if few { String::new() } else { rate(lang, stage) };
    let most = list.iter().map(|stage| stage.count).max().unwrap_or(0).max(1);
    let row = |stage: &Stage| {
        html! {
            <li class={stage.aside.then_some("aside")}>
                <span class="stage-name">{ lang.say(stage.name) }</span>
                <svg class="stage-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="track" x="0" y="0" width="100" height="12" />
                    <rect class={if stage.aside { "bar middle" } else { "bar plain" }} x="0" y="0"
                        width={at(100.0 * stage.count as f64 / most as f64)} height="12" />
                </svg>
                <span class="stage-count">{ lang.number(stage.count) }</span>
                <span class="stage-rate">{ rate(stage) }</span>
            </li>
        }
    };
    let rows = list.iter().map(|stage| -> Vec<AttrValue> {
        vec![lang.say(stage.name).into(), lang.number(stage.count).into(), rate(stage).into()]
    });
    let columns = [r::STAGE, r::RUNS, r::RATE].map(|words| AttrValue::from(lang.say(words)));
    html! {
        <Frame title={lang.say(if props.guides.is_some() { w::STAGES } else { r::FUNNEL })} columns={columns.to_vec()} rows={rows.collect::<Vec<_>>()}>
            <p>{ lead(lang, props) }</p>
            <ol class="stages">{ for list.iter().map(row) }</ol>
            if few && props.funnel.displayed > 0 && props.guides != Some(Kind::Tour) { <p class="hint">{ lang.say(w::SHARES_FEW) }</p> }
            if props.funnel.answered > 0 && props.funnel.dismissed > 0 { <p class="hint">{ lang.say(r::FUNNEL_BOTH) }</p> }
        </Frame>
    }
}

//! The effect: people drawn to see it against people drawn not to, once the horizon is over; and the plan for it.
//!
//! Read when the room opens, not with every event: it looks at everybody, and nobody is helped by watching it run. No filter: a part of the people chosen afterwards would be a measurement that nobody fixed beforehand. Deliberately
//! absent: any figure before the horizon, and those who finished against the rest.

mod planner;
mod told;

use crate::api;
use crate::app::{use_desk, use_lang};
use crate::fetch::use_fetched;
use crate::part::notice::Failure;
use crate::text::{Lang, Words, effect as e};
pub use planner::Planner;
use shared::api::lift::{Lack, LiftReport, LiftState, Measurement};
use told::Told;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct EffectProps {
    /// The content's key.
    pub content: String,
    /// Whether it asks rather than guides: what merely asks has an effect only where it has a goal.
    pub asks: bool,
}

/// The section.
#[component]
pub fn Effect(props: &EffectProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let needs = (props.content.clone(), desk.environment_key());
    let lift = use_fetched(needs, |(key, environment)| async move { api::report::lift(&key, &environment).await });
    if let (None, Some(problem)) = (&lift.value, &lift.problem) {
        return html! { <Failure problem={problem.clone()} retry={lift.reload.clone()} /> };
    }
    let Some(report) = &lift.value else { return Html::default() };
    let without_goal = report.lacks.contains(&Lack::Goal) && report.lacks.contains(&Lack::Holdout);
    if props.asks && report.measured.is_none() && without_goal {
        return Html::default();
    }
    let release = report.measured.as_ref().is_some_and(|measured| {
        let over = matches!(measured.state, LiftState::Measured | LiftState::TooFew { .. });
        over && report.planning.holdout > 0
    });
    html! {
        <section class="panel effect">
            <h2>{ lang.say(e::TITLE) }</h2>
            <p class="hint">{ lang.say(e::INTRO) }</p>
            if let Some(measured) = &report.measured { <Told measured={measured.clone()} /> }
            if release { <p>{ lang.say(e::RELEASE) }</p> }
            if !report.lacks.is_empty() { { lacks(lang, report) } }
            if !report.earlier.is_empty() {
                <details>
                    <summary>{ lang.say(e::EARLIER) }</summary>
                    <ul>{ for report.earlier.iter().map(|one| html! { <li>{ earlier(lang, one) }</li> }) }</ul>
                </details>
            }
            <Planner planning={report.planning} />
        </section>
    }
}

fn lack_words(lack: Lack) -> Words {
    match lack {
        Lack::Holdout => e::LACK_HOLDOUT,
        Lack::Goal => e::LACK_GOAL,
        Lack::Window => e::LACK_WINDOW,
        Lack::Horizon => e::LACK_HORIZON,
        Lack::Trigger => e::LACK_TRIGGER,
        Lack::Person => e::LACK_PERSON,
        Lack::Published => e::LACK_PUBLISHED,
    }
}

fn lacks(lang: Lang, report: &LiftReport) -> Html {
    // Once it is over, nothing is lacking; another measurement may be wanted or not.
    let over = report.measured.as_ref().is_some_and(|measured| measured.state == LiftState::Measured);
    if over {
        return Html::default();
    }
    html! {
        <>
            <p>{ lang.say(e::LACKS) }</p>
            <ul>{ for report.lacks.iter().map(|lack| html! { <li>{ lang.say(lack_words(*lack)) }</li> }) }</ul>
        </>
    }
}

/// A measurement that was followed by another, so that it stays to be seen.
fn earlier(lang: Lang, one: &Measurement) -> String {
    let held = lang.decimal(f64::from(one.holdout) / 10.0, usize::from(!one.holdout.is_multiple_of(10)));
    let (from, until) = (lang.date(one.from), lang.date(one.until));
    let line = lang.fill(e::EARLIER_LINE, &[&one.number, &one.version, &one.by, &from, &until, &held]);
    match one.ended_at {
        Some(at) => format!("{line}{}{}", lang.gap(), lang.fill(e::EARLIER_ENDED, &[&lang.date(at)])),
        None => line,
    }
}

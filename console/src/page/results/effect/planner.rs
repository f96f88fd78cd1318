//! The planner: how many people an answer takes, and when it can be there; before there is any data, and while it runs.
//!
//! Deliberately absent: the formula; it is [`shared::statistics::plan::lift`].

use crate::app::use_lang;
use crate::browser;
use crate::part::number::NumberField;
use crate::text::{Lang, effect as e};
use shared::api::lift::Planning;
use shared::statistics::plan::{self, FORESEEN_DAYS, LiftQuestion};
use shared::statistics::threshold::MIN_ANSWERS;
use shared::time::Timestamp;
use yew::prelude::*;

/// What is assumed where nothing is known: a share, a difference worth knowing, a share held out (percent), days.
const BASELINE: f64 = 40.0;
const GAP: f64 = 10.0;
const HOLDOUT: f64 = 20.0;
const DAYS: f64 = 14.0;

#[derive(Properties, PartialEq)]
pub struct PlannerProps {
    /// What is known.
    pub planning: Planning,
}

/// What a member typed, over what is known.
#[derive(Clone, Copy, Default, PartialEq)]
struct Typed {
    baseline: Option<f64>,
    gap: Option<f64>,
    holdout: Option<f64>,
    pace: Option<f64>,
    days: Option<f64>,
    effect: Option<f64>,
}

/// All numbers of the plan.
#[derive(Clone, Copy, PartialEq)]
struct Assumed {
    baseline: f64,
    gap: f64,
    holdout: f64,
    pace: f64,
    days: f64,
    effect: f64,
}

#[expect(clippy::cast_precision_loss, reason = "people stay far below 2^53")]
fn known_share(planning: &Planning) -> Option<f64> {
    let count = planning.recent;
    (count.people >= MIN_ANSWERS).then(|| (100.0 * count.reached as f64 / count.people as f64).round())
}

fn assumed(planning: &Planning, typed: Typed) -> Assumed {
    let given = |value: f64, without: f64| if value > 0.0 { value } else { without };
    let held = given(f64::from(planning.holdout) / 10.0, HOLDOUT);
    Assumed {
        baseline: typed.baseline.or_else(|| known_share(planning)).unwrap_or(BASELINE),
        gap: typed.gap.unwrap_or(GAP),
        holdout: typed.holdout.unwrap_or(held),
        pace: typed.pace.unwrap_or(planning.per_week.round()),
        days: typed.days.unwrap_or(given(f64::from(planning.window_days), DAYS)),
        effect: typed.effect.unwrap_or((planning.design_effect.max(1.0) * 10.0).round() / 10.0),
    }
}

/// The inputs and what follows.
#[component]
pub fn Planner(props: &PlannerProps) -> Html {
    let lang = use_lang();
    let typed = use_state_eq(Typed::default);
    let now = assumed(&props.planning, *typed);
    let put = |set: fn(&mut Typed, f64)| {
        let typed = typed.clone();
        Callback::from(move |number: f64| {
            let mut next = *typed;
            set(&mut next, number);
            typed.set(next);
        })
    };
    let recent = props.planning.recent;
    let known = match known_share(&props.planning) {
        Some(_) => lang.fill(e::BASELINE_KNOWN, &[&lang.number(recent.people), &lang.number(recent.reached)]),
        None => lang.say(e::BASELINE_UNKNOWN).to_owned(),
    };
    html! {
        <section class="planner no-print">
            <h3>{ lang.say(e::PLAN) }</h3>
            <p class="hint">{ lang.say(e::PLAN_INTRO) }</p>
            <div class="planner-fields">
                <NumberField label={lang.say(e::BASELINE)} value={now.baseline} max=100.0 fractions=true hint={known}
                    onchange={put(|typed, n| typed.baseline = Some(n))} />
                <NumberField label={lang.say(e::GAP)} value={now.gap} min=0.1 max=100.0 fractions=true
                    onchange={put(|typed, n| typed.gap = Some(n))} />
                <NumberField label={lang.say(e::HOLDOUT)} value={now.holdout} max=100.0 fractions=true
                    onchange={put(|typed, n| typed.holdout = Some(n))} />
                <NumberField label={lang.say(e::PACE)} value={now.pace} max=10_000_000.0 fractions=true
                    onchange={put(|typed, n| typed.pace = Some(n))} />
                <NumberField label={lang.say(e::DAYS)} value={now.days} min=1.0 max=3650.0
                    onchange={put(|typed, n| typed.days = Some(n))} />
                <NumberField label={lang.say(e::EFFECT)} value={now.effect} min=1.0 max=100.0 fractions=true
                    hint={lang.say(e::EFFECT_HINT)} onchange={put(|typed, n| typed.effect = Some(n))} />
            </div>
            <p class="planner-said" aria-live="polite">{ said(lang, now, browser::now()) }</p>
        </section>
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the fields bound every number")]
fn said(lang: Lang, assumed: Assumed, now: Timestamp) -> String {
    let question = LiftQuestion {
        baseline: assumed.baseline / 100.0,
        target: (assumed.baseline + assumed.gap) / 100.0,
        holdout: assumed.holdout / 100.0,
        // People and their number do not depend on it; without a pace only the day is left out.
        people_per_day: if assumed.pace > 0.0 { assumed.pace / 7.0 } else { 1.0 },
        window_days: assumed.days as u16,
        design_effect: assumed.effect,
    };
    let Some(plan) = plan::lift(&question) else { return lang.say(e::NO_PLAN).to_owned() };
    let needs = lang.fill(e::NEEDS, &[&lang.number(plan.displayed), &lang.number(plan.withheld)]);
    let when = if assumed.pace > 0.0 && plan.days > FORESEEN_DAYS {
        lang.fill(e::TOO_FAR, &[&lang.decimal(assumed.pace, 0)])
    } else if assumed.pace > 0.0 {
        let [over, until] = [plan.days, plan.days - assumed.days as i64].map(|days| lang.date(now.plus_days(days)));
        lang.fill(e::WHEN, &[&lang.decimal(assumed.pace, 0), &over, &until])
    } else {
        lang.say(e::NO_PACE).to_owned()
    };
    format!("{needs}{}{when}", lang.gap())
}

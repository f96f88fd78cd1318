//! What a measurement tells: counts while it runs, afterwards each group's share, their difference and a sentence.
//!
//! Deliberately absent: the arithmetic; it is the collector's and `shared::statistics`'.

use crate::app::use_lang;
use crate::chart::frame::Frame;
use crate::chart::interval::Interval;
use crate::text::{Lang, Words, compare as c, effect as e, report as r};
use shared::api::lift::{LiftArm, LiftEffect, LiftState, LiftValue, Measured};
use shared::api::report::Estimate;
use shared::content::goal::Per;
use yew::prelude::*;

/// Below this, chance would hardly ever show a difference.
const HARDLY: f64 = 0.01;

#[derive(Properties, PartialEq)]
pub struct ToldProps {
    /// The measurement.
    pub measured: Measured,
}

/// Both groups and what can be told of them.
#[component]
pub fn Told(props: &ToldProps) -> Html {
    let lang = use_lang();
    let measured = &props.measured;
    let fixed = &measured.measurement;
    let dates = [fixed.from, fixed.until, fixed.over_at].map(|at| lang.date(at));
    let arms = [(e::SHOWN, &measured.displayed), (e::HELD, &measured.withheld)];
    let columns =
        [e::ARM, e::PEOPLE, e::REACHED, e::COMPANIES, e::SHARE, e::RANGE].map(|words| AttrValue::from(lang.say(words)));
    let mut rows: Vec<Vec<AttrValue>> = arms.iter().map(|(name, arm)| row(lang, *name, arm)).collect();
    rows.extend(measured.effect.map(|effect| difference_row(lang, lang.say(e::DIFFERENCE).into(), effect)));
    rows.extend(
        measured
            .value
            .as_ref()
            .map(|value| difference_row(lang, lang.fill(e::VALUE_NAME, &[&value.property]).into(), value.effect)),
    );
    let running = measured.state == LiftState::Running;
    html! {
        <>
            <p>{ lang.fill(e::GOAL, &[&fixed.goal_name, &fixed.window_days]) }<br />{ lang.fill(e::ROOM, &[&dates[0], &dates[1], &dates[2]]) }</p>
            <p class="effect-said" aria-live="polite">{ sentence(lang, measured) }</p>
            <Frame title={fixed.goal_name.clone()} columns={columns.to_vec()} {rows}>
                <ul class="groups">{ for arms.iter().map(|(name, arm)| item(lang, *name, arm, running)) }</ul>
                if let Some(effect) = measured.effect { { difference(lang, effect, measured.displayed.count.people + measured.withheld.count.people) } }
            </Frame>
            if let Some(value) = &measured.value { <p>{ said_of_value(lang, value) }</p> }
            <p class="hint">{ notes(lang, measured).join(lang.gap()) }</p>
        </>
    }
}

fn percent(lang: Lang, value: f64) -> String {
    lang.fill(r::PERCENT, &[&lang.decimal(value, 0)])
}

fn row(lang: Lang, name: Words, arm: &LiftArm) -> Vec<AttrValue> {
    let whole = |n: i64| AttrValue::from(lang.number(n));
    let share = arm.share.map_or_else(|| "–".into(), |share| percent(lang, share.value));
    let range = arm
        .share
        .map_or_else(|| "–".into(), |share| format!("{} – {}", percent(lang, share.low), percent(lang, share.high)));
    vec![
        lang.say(name).into(),
        whole(arm.count.people),
        whole(arm.count.reached),
        whole(arm.companies),
        share.into(),
        range.into(),
    ]
}

fn difference_row(lang: Lang, name: AttrValue, effect: LiftEffect) -> Vec<AttrValue> {
    let range = format!("{} – {}", lang.decimal(effect.low, 1), lang.decimal(effect.high, 1));
    let dash = || AttrValue::from("–");
    vec![name, dash(), dash(), dash(), lang.decimal(effect.value, 1).into(), range.into()]
}

fn item(lang: Lang, name: Words, arm: &LiftArm, running: bool) -> Html {
    let counted = if running { e::OF_SO_FAR } else { e::OF };
    let people = lang.fill(counted, &[&lang.number(arm.count.reached), &lang.number(arm.count.people)]);
    let companies = (arm.companies > 0).then(|| lang.count(arm.companies, r::COMPANIES_ONE, r::COMPANIES));
    let facts: Vec<String> = std::iter::once(people).chain(companies).collect();
    html! {
        <li>
            <p class="group-name">{ lang.say(name) }</p>
            if let Some(share) = arm.share {
                <p class="group-value">
                    <strong>{ percent(lang, share.value) }</strong>{ " " }
                    <span>{ lang.fill(r::INTERVAL, &[&percent(lang, share.low), &percent(lang, share.high)]) }</span>
                </p>
                <Interval estimate={share} from=0.0 to=100.0 with_axis=false spoken={format!("{}: {}", lang.say(name), percent(lang, share.value))} />
            }
            <p class="hint">{ facts.join(" · ") }</p>
        </li>
    }
}

/// The difference as a dot with its interval; zero is in the middle, so that the side is seen.
fn difference(lang: Lang, effect: LiftEffect, n: i64) -> Html {
    let LiftEffect { value, low, high, clustered, .. } = effect;
    let reach = (low.abs().max(high.abs()) / 10.0).ceil().max(1.0) * 10.0;
    let spoken = format!(
        "{}: {}",
        lang.say(e::DIFFERENCE),
        lang.fill(r::INTERVAL, &[&lang.decimal(low, 1), &lang.decimal(high, 1)])
    );
    html! {
        <div class="effect-difference">
            <p class="group-name">{ lang.say(e::DIFFERENCE) }</p>
            <Interval estimate={Estimate { value, low, high, n, clustered }} from={-reach} to={reach} {spoken} />
        </div>
    }
}

/// What can be told, as a sentence that can be read aloud.
fn sentence(lang: Lang, measured: &Measured) -> String {
    let fixed = &measured.measurement;
    match (measured.state, measured.effect) {
        (LiftState::Running, _) => lang.fill(e::RUNNING, &[&lang.date(fixed.over_at)]),
        (LiftState::Ended, _) => lang.fill(e::ENDED, &[&lang.date(fixed.ended_at.unwrap_or(fixed.over_at))]),
        (LiftState::GoalChanged, _) => lang.say(e::GOAL_CHANGED).to_owned(),
        (LiftState::TooFew { people_needed: 0, companies_needed }, _) => {
            lang.fill(e::FEW_COMPANIES, &[&lang.number(companies_needed)])
        }
        (LiftState::TooFew { people_needed, .. }, _) => lang.fill(e::FEW_PEOPLE, &[&lang.number(people_needed)]),
        (LiftState::Measured, Some(effect)) => told(lang, measured, effect),
        (LiftState::Measured, None) => String::new(),
    }
}

fn told(lang: Lang, measured: &Measured, effect: LiftEffect) -> String {
    let share = |arm: &LiftArm| arm.share.map_or_else(String::new, |share| percent(lang, share.value));
    let shares = [share(&measured.displayed), share(&measured.withheld)];
    let say = |value: f64| lang.decimal(value, 1);
    if !effect.is_significant() {
        return lang.fill(e::NONE, &[&shares[0], &shares[1], &say(effect.low), &say(effect.high)]);
    }
    let (words, [value, low, high]) = if effect.value < 0.0 {
        (e::FEWER, [-effect.value, -effect.high, -effect.low])
    } else {
        (e::MORE, [effect.value, effect.low, effect.high])
    };
    let chance = lang.say(if effect.p < HARDLY { c::HARDLY } else { c::RARELY });
    let said = lang.fill(words, &[&shares[0], &shares[1], &say(value), &say(low), &say(high)]);
    format!("{said}{}{chance}", lang.gap())
}

fn said_of_value(lang: Lang, value: &LiftValue) -> String {
    let LiftValue { property, displayed, withheld, effect } = value;
    let digits = if displayed.abs().max(withheld.abs()) < 100.0 { 2 } else { 0 };
    let say = |value: f64| lang.decimal(value, digits);
    let numbers = [*displayed, *withheld, effect.value, effect.low, effect.high].map(say);
    let said = lang.fill(e::VALUE, &[property, &numbers[0], &numbers[1], &numbers[2], &numbers[3], &numbers[4]]);
    let told = match effect.p {
        p if p < HARDLY => c::HARDLY,
        _ if effect.is_significant() => c::RARELY,
        _ => e::VALUE_NONE,
    };
    format!("{said}{}{}", lang.gap(), lang.say(told))
}

/// Who is counted where, and what the figures rest on.
fn notes(lang: Lang, measured: &Measured) -> Vec<String> {
    let count = lang.number(measured.completed.people);
    let mut notes = Vec::new();
    if measured.completed.people > 0 {
        notes.push(lang.fill(e::COMPLETED, &[&count, &lang.number(measured.completed.reached)]));
    }
    if measured.asked > 0 {
        notes.push(lang.fill(e::ASKED, &[&lang.number(measured.asked)]));
    }
    if measured.crossed > 0 {
        notes.push(lang.fill(e::CROSSED, &[&lang.number(measured.crossed)]));
    }
    if measured.measurement.per == Per::Company {
        notes.push(lang.say(e::PER_COMPANY).to_owned());
    }
    if measured.effect.is_some_and(|effect| effect.clustered) {
        notes.push(lang.say(e::CLUSTERED).to_owned());
    }
    notes
}

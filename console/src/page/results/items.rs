//! The results of a checklist: how many completed it, and item by item how many have it done and how long that took them.
//!
//! Deliberately absent: whether it helped. Its goal says that, and a comparison of those who finished with the rest would not.

mod list;

use super::effect::Effect;
use super::opening::use_opening;
use super::{is_narrowed, none_fits};
use crate::api;
use crate::app::use_lang;
use crate::chart::interval::Interval;
use crate::part::notice::Empty;
use crate::text::{Lang, report as r, walk as w};
use list::Items;
use shared::api::report::{Estimate, ItemsReport, ReportFilter, TooFew};
use shared::content::goal::Per;
use yew::prelude::*;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

#[derive(Properties, PartialEq)]
pub struct ItemsResultsProps {
    /// The content's key.
    pub content: String,
}

/// The room.
#[component]
pub fn ItemsResults(props: &ItemsResultsProps) -> Html {
    let lang = use_lang();
    let ask = |(key, filter): (String, ReportFilter)| async move { api::report::items(&key, &filter).await };
    let opening = use_opening(&props.content, ask);
    let narrow = opening.narrow();
    opening.room(lang, w::EDIT, |report| {
        html! {
            <>
                { body(lang, report, &opening.view.filter, &narrow) }
                <Effect content={props.content.clone()} asks=false />
            </>
        }
    })
}

fn body(lang: Lang, report: &ItemsReport, filter: &ReportFilter, narrow: &Callback<ReportFilter>) -> Html {
    if report.displayed == 0 {
        return match () {
            () if is_narrowed(filter) => none_fits(lang, w::EMPTY_FILTER, filter, narrow),
            () if report.funnel.displayed > 0 => html! { <Empty title={lang.say(w::NO_COMPANY)} /> },
            () => html! { <Empty title={lang.say(w::EMPTY)}><p>{ lang.say(w::EMPTY_BODY) }</p></Empty> },
        };
    }
    html! {
        <>
            <section class="panel">
                <h2 class="visually-hidden">{ lang.say(w::WALK) }</h2>
                { completion(lang, report) }
                if let Some(seconds) = report.median_seconds { <p>{ lang.fill(w::COMPLETION_TIME, &[&duration(lang, seconds)]) }</p> }
            </section>
            <section class="panel"><Items items={report.items.clone()} displayed={report.displayed} per={report.per} /></section>
        </>
    }
}

/// The share with its interval, or the counts where they are too few for one.
fn completion(lang: Lang, report: &ItemsReport) -> Html {
    let counted = if report.per == Per::Company { w::COMPLETION_COMPANIES } else { w::COMPLETION_PEOPLE };
    let counted = lang.fill(counted, &[&lang.number(report.completed), &lang.number(report.displayed)]);
    match (&report.completion, report.too_few) {
        (Some(estimate), _) => share(lang, *estimate, &counted),
        (None, few) => html! {
            <div class="figure first">
                <p class="figure-value"><span class="figure-number">{ counted }</span><span class="figure-name">{ lang.say(w::COMPLETION) }</span></p>
                <p>{ lang.say(w::COMPLETION_FEW) }</p>
                if let Some(few) = few { <p class="hint">{ needed(lang, report.per, few) }</p> }
            </div>
        },
    }
}

fn share(lang: Lang, estimate: Estimate, counted: &str) -> Html {
    let percent = |value: f64| lang.fill(r::PERCENT, &[&lang.decimal(value, 0)]);
    let value = percent(estimate.value);
    let interval = lang.fill(r::INTERVAL, &[&percent(estimate.low), &percent(estimate.high)]);
    let called = lang.say(w::COMPLETION);
    let spoken = [format!("{called}: {value}"), interval.clone(), counted.to_owned()].join(lang.comma());
    html! {
        <div class="figure first">
            <p class="figure-value"><span class="figure-number">{ value }</span><span class="figure-name">{ called }</span></p>
            <p class="figure-range"><strong>{ interval }</strong>{ lang.comma() }{ counted }</p>
            <Interval {estimate} from={0.0} to={100.0} {spoken} />
            <p class="hint">
                { lang.say(r::INTERVAL_NOTE) }
                if estimate.clustered { { lang.gap() }{ lang.say(w::COMPLETION_CLUSTERED) } }
            </p>
        </div>
    }
}

fn needed(lang: Lang, per: Per, few: TooFew) -> String {
    let answers = if per == Per::Company { w::COMPLETION_COMPANIES_NEEDED } else { w::COMPLETION_PEOPLE_NEEDED };
    let mut needs = Vec::new();
    if few.answers_needed > 0 {
        needs.push(lang.fill(answers, &[&lang.number(few.answers_needed)]));
    }
    if few.companies_needed > 0 {
        needs.push(lang.count(few.companies_needed, r::SMALL_COMPANIES_ONE, r::SMALL_COMPANIES));
    }
    needs.join(lang.comma())
}

/// A duration in its largest unit that is not zero.
fn duration(lang: Lang, seconds: f64) -> String {
    let (words, value) = match seconds {
        s if s < MINUTE => (r::SECONDS, s),
        s if s < HOUR => (r::MINUTES, s / MINUTE),
        s if s < 2.0 * DAY => (w::HOURS, s / HOUR),
        s => (w::DAYS, s / DAY),
    };
    lang.fill(words, &[&lang.decimal(value, usize::from(value < 10.0))])
}

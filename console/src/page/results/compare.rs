//! The comparison: what splits the answers, each group's figure with its interval, and what can be told of it.
//!
//! Deliberately absent: colours by group and a ranking; a difference is told in a sentence, with its chance.

mod groups;
mod sentence;

use crate::api;
use crate::app::use_lang;
use crate::browser;
use crate::fetch::{Turn, use_fetched};
use crate::part::field::Choice;
use crate::part::notice::{Failure, Loading};
use crate::text::{Lang, compare as c, report as r};
use groups::Groups;
use shared::api::report::{ReportFilter, SurveyReport};
use shared::api::split::SplitReport;
use std::rc::Rc;
use yew::prelude::*;

/// Days of a period where the filter names none.
const PERIOD_DAYS: i64 = 30;

#[derive(Properties, PartialEq)]
pub struct CompareProps {
    /// The survey's key.
    pub content: String,
    /// Its report, for the values that can split it.
    pub report: Rc<SurveyReport>,
    /// The filter.
    pub filter: ReportFilter,
    /// Counts up with every new answer.
    pub news: Turn,
}

/// What can split these answers, what is known of most people first.
fn ways(lang: Lang, report: &SurveyReport, filter: &ReportFilter) -> Vec<(AttrValue, AttrValue)> {
    let choices = &report.filters;
    let fixed = |name: &str| {
        filter
            .traits
            .iter()
            .flat_map(|text| text.split(','))
            .any(|pair| pair.starts_with(&format!("{}:", api::encode(name))))
    };
    let several = |name: &&String| choices.traits.get(*name).is_some_and(|values| values.len() > 1) && !fixed(name);
    let mut names: Vec<&String> = choices.traits.keys().filter(several).collect();
    // What somebody pays for is what a vendor asks about first.
    names.sort_by_key(|name| *name != "plan");
    let mut list: Vec<(AttrValue, AttrValue)> =
        names.into_iter().map(|name| (format!("trait:{name}").into(), name.clone().into())).collect();
    let mut offer = |wanted: bool, key: &'static str, words| {
        if wanted {
            list.push((key.into(), lang.say(words).into()));
        }
    };
    offer(filter.locale.is_none() && choices.locales.len() > 1, "locale", c::BY_LOCALE);
    offer(filter.version.is_none() && choices.versions.len() > 1, "version", c::BY_VERSION);
    offer(filter.segment.is_none() && !choices.segments.is_empty(), "segment", c::BY_SEGMENT);
    let period = match filter.from_day {
        Some(_) => lang.say(c::BY_PERIOD).to_owned(),
        None => lang.fill(c::BY_LAST_DAYS, &[&PERIOD_DAYS]),
    };
    list.push(("period".into(), period.into()));
    list
}

/// The section.
#[component]
pub fn Compare(props: &CompareProps) -> Html {
    let lang = use_lang();
    let chosen = use_state_eq(String::new);
    let against = use_state_eq(String::new);
    let ways = ways(lang, &props.report, &props.filter);
    let is_offered = ways.iter().any(|(way, _)| way.as_str() == chosen.as_str());
    let by =
        if is_offered { (*chosen).clone() } else { ways.first().map(|(way, _)| way.to_string()).unwrap_or_default() };
    let mut filter = props.filter.clone();
    if by == "period" && filter.from_day.is_none() {
        filter.from_day = Some(filter.to_day.unwrap_or_else(|| browser::now().day()) - PERIOD_DAYS + 1);
    }
    let needs = (props.content.clone(), filter, by.clone(), (*against).clone(), props.news);
    let split = use_fetched(needs, |(key, filter, by, against, _)| async move {
        api::report::split(&key, &filter, &by, &against).await
    });
    let choose = {
        let (chosen, against) = (chosen.setter(), against.setter());
        Callback::from(move |way: String| {
            against.set(String::new());
            chosen.set(way);
        })
    };
    let oppose = {
        let against = against.setter();
        Callback::from(move |value: String| against.set(value))
    };
    // What was split otherwise stays until its successor is here, but is not offered as what it is not.
    let value = split.value.clone();
    let others = value.as_ref().filter(|value| value.by == by).map(|value| others(lang, value)).unwrap_or_default();
    html! {
        <section class="panel compare">
            <h2>{ lang.say(c::TITLE) }</h2>
            <div class="filter-sentence no-print">
                <Choice label={lang.say(c::BY)} value={by} options={ways} onchange={choose} />
                if others.len() > 2 {
                    <Choice label={lang.say(c::AGAINST)} value={(*against).clone()} options={others} onchange={oppose} />
                }
            </div>
            if let Some(problem) = &split.problem { <Failure problem={problem.clone()} retry={split.reload.clone()} /> }
            if let Some(value) = value { { told(lang, &value) } } else if split.problem.is_none() { <Loading /> }
        </section>
    }
}

/// Whom groups can be compared with; overlapping and following ones offer no choice.
fn others(lang: Lang, report: &SplitReport) -> Vec<(AttrValue, AttrValue)> {
    if report.by == "segment" || report.by == "period" {
        return Vec::new();
    }
    let shown = report.groups.iter().filter(|group| !group.suppressed);
    let rest = std::iter::once(("".into(), lang.say(c::REST).into()));
    rest.chain(shown.map(|group| (group.value.clone().into(), sentence::name(lang, &report.by, group).into())))
        .collect()
}

fn told(lang: Lang, report: &Rc<SplitReport>) -> Html {
    if report.suppressed {
        return html! { <p>{ lang.say(r::SUPPRESSED) }{ ". " }{ lang.say(r::SUPPRESSED_BODY) }</p> };
    }
    if report.groups.is_empty() {
        return html! { <p>{ lang.say(c::NONE) }</p> };
    }
    let parts = report.questions.iter().flat_map(|question| question.parts.iter().flatten());
    let clustered = parts.filter_map(|part| part.difference).any(|difference| difference.clustered);
    let mut notes = vec![lang.say(c::NO_CAUSE).to_owned()];
    if report.by == "locale" {
        notes.push(lang.say(c::LANGUAGES).to_owned());
    }
    if clustered {
        notes.push(lang.say(c::CLUSTERED).to_owned());
    }
    if report.left_out > 0 {
        notes.push(lang.fill(c::LEFT_OUT, &[&lang.number(report.left_out)]));
    }
    html! {
        <>
            for place in 0..report.questions.len() { <Groups key={place} report={report.clone()} {place} /> }
            <p class="hint">{ notes.join(" ") }</p>
        </>
    }
}

//! The comparison: what splits the answers, each group's figure with its interval, and what can be told of it.
//!
//! Deliberately absent: colours by group and a ranking; a difference is told in a sentence, with its chance.

mod groups;
mod sentence;

use super::view::Split;
use crate::api::{self, Problem};
use crate::app::use_lang;
use crate::browser;
use crate::fetch::{Turn, use_fetched};
use crate::part::field::Choice;
use crate::part::notice::{Failure, Loading, Note};
use crate::text::{Lang, compare as c, report as r};
use groups::Groups;
use shared::api::report::{ReportFilter, SurveyReport};
use shared::api::split::{SplitGroup, SplitReport};
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
    /// What was chosen.
    pub split: Split,
    /// What is chosen now.
    pub onchange: Callback<Split>,
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

/// Groups and whom they are compared with; `gone` is a group that was chosen for that and is not among them.
struct Compared {
    report: Rc<SplitReport>,
    gone: Option<String>,
}

/// Asks for the split. Where the group to compare with has no figures, each group is compared with the rest instead.
async fn ask(content: &str, filter: &ReportFilter, split: &Split) -> Result<Compared, Problem> {
    let report = api::report::split(content, filter, &split.by, &split.against).await?;
    let is_chosen = |group: &SplitGroup| group.value == split.against && !group.suppressed;
    if split.against.is_empty() || report.groups.iter().any(is_chosen) {
        return Ok(Compared { report: Rc::new(report), gone: None });
    }
    let report = api::report::split(content, filter, &split.by, "").await?;
    Ok(Compared { report: Rc::new(report), gone: Some(split.against.clone()) })
}

/// What is compared now: what was chosen, as far as the filter leaves it to be chosen.
fn possible(chosen: &Split, ways: &[(AttrValue, AttrValue)]) -> Split {
    if !ways.iter().any(|(way, _)| way.as_str() == chosen.by) {
        let by = ways.first().map(|(way, _)| way.to_string()).unwrap_or_default();
        return Split { by, against: String::new() };
    }
    Split { against: if has_others(&chosen.by) { chosen.against.clone() } else { String::new() }, ..chosen.clone() }
}

/// The section.
#[component]
pub fn Compare(props: &CompareProps) -> Html {
    let lang = use_lang();
    let ways = ways(lang, &props.report, &props.filter);
    let split = possible(&props.split, &ways);
    let mut filter = props.filter.clone();
    if split.by == "period" && filter.from_day.is_none() {
        filter.from_day = Some(filter.to_day.unwrap_or_else(|| browser::now().day()) - PERIOD_DAYS + 1);
    }
    let needs = (props.content.clone(), filter, split.clone(), props.news);
    let known = use_fetched(needs, |(content, filter, split, _)| async move { ask(&content, &filter, &split).await });
    let choose = props.onchange.reform(|by: String| Split { by, against: String::new() });
    let oppose = {
        let by = split.by.clone();
        props.onchange.reform(move |against: String| Split { by: by.clone(), against })
    };
    // What was split otherwise stays until its successor is here, but is not offered as what it is not.
    let value = known.value.as_ref();
    let now = value.filter(|value| value.report.by == split.by);
    let others = now.map(|value| others(lang, &value.report)).unwrap_or_default();
    let gone = now.and_then(|value| value.gone.clone());
    let against = if gone.is_some() { String::new() } else { split.against };
    let said = |options: &[(AttrValue, AttrValue)], value: &str| {
        options.iter().find(|(option, _)| option == value).map(|(_, words)| words.to_string()).unwrap_or_default()
    };
    let mut printed = format!("{} {}", lang.say(c::BY), said(&ways, &split.by));
    if others.len() > 2 {
        printed = format!("{printed}{}{} {}", lang.comma(), lang.say(c::AGAINST), said(&others, &against));
    }
    html! {
        <section class="panel compare">
            <h2>{ lang.say(c::TITLE) }</h2>
            <p class="print-only">{ printed }</p>
            <div class="filter-sentence no-print">
                <Choice label={lang.say(c::BY)} value={split.by.clone()} options={ways} onchange={choose} />
                if others.len() > 2 {
                    <Choice label={lang.say(c::AGAINST)} value={against} options={others} onchange={oppose} />
                }
            </div>
            if let Some(gone) = gone {
                <Note>{ lang.fill(c::GONE, &[&sentence::value_name(lang, &split.by, &gone)]) }</Note>
            }
            if let Some(problem) = &known.problem { <Failure problem={problem.clone()} retry={known.reload.clone()} /> }
            if let Some(value) = value { { told(lang, &value.report) } } else if known.problem.is_none() { <Loading /> }
        </section>
    }
}

/// Whether groups of these can be compared with one of them; overlapping and following ones cannot.
fn has_others(by: &str) -> bool {
    by != "segment" && by != "period"
}

/// Whom groups can be compared with.
fn others(lang: Lang, report: &SplitReport) -> Vec<(AttrValue, AttrValue)> {
    if !has_others(&report.by) {
        return Vec::new();
    }
    let shown = report.groups.iter().filter(|group| !group.suppressed);
    let rest = std::iter::once(("".into(), lang.say(c::REST).into()));
    rest.chain(shown.map(|group| (group.value.clone().into(), sentence::name(lang, &report.by, group).into())))
        .collect()
}

fn told(lang: Lang, report: &Rc<SplitReport>) -> Html {
    if report.suppressed {
        return html! { <p>{ lang.fill(r::SUPPRESSED_WHY, &[&lang.say(r::SUPPRESSED), &lang.say(r::SUPPRESSED_BODY)]) }</p> };
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
        notes.push(lang.count(report.left_out, c::LEFT_OUT_ONE, c::LEFT_OUT));
    }
    html! {
        <>
            for place in 0..report.questions.len() { <Groups key={place} report={report.clone()} {place} /> }
            <p class="hint">{ notes.join(lang.gap()) }</p>
        </>
    }
}

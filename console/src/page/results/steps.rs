//! The results of content with steps: where people go on and where they leave, what their questions were answered, and
//! whether the elements are still there.
//!
//! Whether it helped, [`Effect`] says, against people held out. Deliberately absent: those who finished against the rest.

mod funnel;
mod health;
mod name;

use super::effect::Effect;
use super::effort::Effort;
use super::opening::use_opening;
use super::question::QuestionFigures;
use super::said::Said;
use super::{is_narrowed, none_fits};
use crate::api;
use crate::app::use_lang;
use crate::chart::stages::Stages;
use crate::fetch::Turn;
use crate::part::notice::Empty;
use crate::text::{Lang, report as r, walk as w};
use funnel::StepFunnel;
pub use funnel::seconds;
use health::Health;
use shared::api::report::{Measure, ReportFilter, StepsReport};
use shared::content::Kind;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct StepsResultsProps {
    /// The content's key.
    pub content: String,
}

/// The room.
#[component]
pub fn StepsResults(props: &StepsResultsProps) -> Html {
    let lang = use_lang();
    let ask = |(key, filter): (String, ReportFilter)| async move { api::report::steps(&key, &filter).await };
    let opening = use_opening(&props.content, ask);
    let narrow = opening.narrow();
    opening.room(lang, w::EDIT, |report| {
        html! {
            <>
                { body(lang, report, &opening.view.filter, opening.news, &narrow) }
                <Effect content={props.content.clone()} asks=false />
            </>
        }
    })
}

fn body(lang: Lang, report: &StepsReport, filter: &ReportFilter, news: Turn, narrow: &Callback<ReportFilter>) -> Html {
    let is_displayed = report.funnel.displayed > 0;
    if !is_displayed && report.missing.is_empty() {
        return if is_narrowed(filter) {
            none_fits(lang, w::EMPTY_FILTER, filter, narrow)
        } else {
            html! { <Empty title={lang.say(w::EMPTY)}><p>{ lang.say(w::EMPTY_BODY) }</p></Empty> }
        };
    }
    let asked: Vec<_> = report.steps.iter().filter_map(|step| step.question.clone()).collect();
    let has_nps = asked.iter().any(|question| question.measure == Measure::Nps);
    let key = report.content.to_string();
    html! {
        <>
            <h2 class="visually-hidden">{ lang.say(w::WALK) }</h2>
            if report.kind == Kind::Tour && is_displayed {
                <section class="panel"><StepFunnel steps={report.steps.clone()} lost={report.lost.clone()} /></section>
            }
            if is_displayed { <section class="panel"><Stages guides={report.kind} funnel={report.funnel} completion={report.completion} /></section> }
            if matches!(report.kind, Kind::Tour | Kind::Hotspot) || !report.missing.is_empty() {
                <Health steps={report.steps.clone()} missing={report.missing.clone()} />
            }
            for question in asked.iter().filter(|question| question.measure != Measure::Open) {
                <QuestionFigures key={question.question.to_string()} report={question.clone()} />
            }
            if asked.iter().any(|question| matches!(question.measure, Measure::Ces5 | Measure::Ces7)) {
                <Effort key="effort" content={key.clone()} filter={filter.clone()} {news} />
            }
            if !asked.is_empty() { <Said key="said" content={key} filter={filter.clone()} {news} /> }
            if has_nps { <p class="footnote">{ lang.say(r::FOOTNOTE) }</p> }
        </>
    }
}

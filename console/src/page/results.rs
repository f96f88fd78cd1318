//! The results of one content, live. Of a survey: figures with interval and n, distribution, trend, funnel, what people said;
//! of what has steps: [`steps`]; of a checklist: [`items`].
//!
//! Filter and comparison are in the address, so that a view can be sent to a colleague. Deliberately absent: figures made here.

mod compare;
mod effect;
mod effort;
mod figure;
mod filter;
mod follow;
mod items;
mod opening;
mod question;
mod response;
mod said;
mod steps;
mod view;

use crate::api;
use crate::app::{use_desk, use_lang};
use crate::chart::stages::Stages;
use crate::fetch::{Turn, use_fetched};
use crate::part::notice::{Empty, Failure, Loading, Note};
use crate::text::{Lang, Words, report as r};
use compare::Compare;
use effect::Effect;
pub use effect::Planner;
use effort::Effort;
pub use follow::{Follow, line as follow_line};
use opening::use_opening;
use question::QuestionFigures;
pub use response::kind_words;
use said::Said;
use shared::api::report::{Measure, ReportFilter, SurveyReport};
use shared::content::Kind;
use std::rc::Rc;
use view::{Split, View};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ResultsProps {
    /// The content's key.
    pub content: String,
}

/// The room: what it shows depends on what kind of content it is about.
#[component]
pub fn Results(props: &ResultsProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let detail = use_fetched(props.content.clone(), |key| async move { api::content::detail(&key).await });
    if desk.environment.is_none() {
        return html! { <Note>{ lang.say(crate::text::content::NO_ENVIRONMENT) }</Note> };
    }
    match (&detail.value, &detail.problem) {
        (Some(detail), _) if detail.value.summary.kind == Kind::Survey => {
            html! { <SurveyResults content={props.content.clone()} /> }
        }
        (Some(detail), _) if detail.value.summary.kind == Kind::Checklist => {
            html! { <items::ItemsResults content={props.content.clone()} /> }
        }
        (Some(_), _) => html! { <steps::StepsResults content={props.content.clone()} /> },
        (None, Some(problem)) => html! { <Failure problem={problem.clone()} retry={detail.reload.clone()} /> },
        (None, None) => html! { <Loading /> },
    }
}

#[component]
fn SurveyResults(props: &ResultsProps) -> Html {
    let lang = use_lang();
    let key = props.content.clone();
    let opening = use_opening(&key, |(key, filter)| async move { api::report::report(&key, &filter).await });
    let narrow = opening.narrow();
    let compare = {
        let filter = opening.view.filter.clone();
        opening.put.reform(move |split: Split| View { filter: filter.clone(), split })
    };
    opening.room(lang, r::EDIT, |report| {
        html! {
            <>
                { body(lang, &key, report, &opening.view, opening.news, (&narrow, &compare)) }
                <Effect content={key.clone()} asks=true />
            </>
        }
    })
}

fn is_narrowed(filter: &ReportFilter) -> bool {
    *filter != ReportFilter { environment: filter.environment.clone(), ..ReportFilter::default() }
}

fn body(
    lang: Lang,
    key: &str,
    report: &Rc<SurveyReport>,
    view: &View,
    news: Turn,
    (narrow, compare): (&Callback<ReportFilter>, &Callback<Split>),
) -> Html {
    let View { filter, split } = view;
    if report.suppressed {
        return html! {
            <>
                <Empty title={lang.say(r::SUPPRESSED)}><p>{ lang.say(r::SUPPRESSED_BODY) }</p></Empty>
                <section class="panel"><Stages funnel={report.funnel} /></section>
            </>
        };
    }
    if report.funnel.answered == 0 && report.questions.iter().all(|question| question.answered == 0) {
        return nobody(lang, report, filter, narrow);
    }
    let has_nps = report.questions.iter().any(|question| question.measure == Measure::Nps);
    html! {
        <>
            for question in report.questions.iter().filter(|question| question.measure != Measure::Open) {
                <QuestionFigures key={question.question.to_string()} report={question.clone()} />
            }
            if report.questions.iter().any(|question| matches!(question.measure, Measure::Ces5 | Measure::Ces7)) {
                <Effort key="effort" content={key.to_owned()} filter={filter.clone()} {news} />
            }
            <Said key="said" content={key.to_owned()} filter={filter.clone()} {news} />
            if report.questions.iter().any(|question| !question.scores.is_empty()) {
                <Compare content={key.to_owned()} report={report.clone()} filter={filter.clone()} split={split.clone()}
                    onchange={compare.clone()} {news} />
            }
            <section class="panel"><Stages funnel={report.funnel} /></section>
            if has_nps { <p class="footnote">{ lang.say(r::FOOTNOTE) }</p> }
        </>
    }
}

/// Before the first answer, or when no answer fits.
fn nobody(lang: Lang, report: &SurveyReport, filter: &ReportFilter, narrow: &Callback<ReportFilter>) -> Html {
    if is_narrowed(filter) {
        return none_fits(lang, r::EMPTY_FILTER, filter, narrow);
    }
    let displayed = report.funnel.displayed;
    html! {
        <>
            <Empty title={lang.say(r::EMPTY)}>
                if displayed > 0 { <p>{ lang.count(displayed, r::EMPTY_DISPLAYED_ONE, r::EMPTY_DISPLAYED) }</p> }
                else { <p>{ lang.say(r::EMPTY_NOT_DISPLAYED) }</p> }
            </Empty>
            if displayed > 0 || report.funnel.due > 0 { <section class="panel"><Stages funnel={report.funnel} /></section> }
        </>
    }
}

/// Nothing fits the filter, and the way out.
fn none_fits(lang: Lang, title: Words, filter: &ReportFilter, narrow: &Callback<ReportFilter>) -> Html {
    let environment = filter.environment.clone();
    let reset = narrow
        .reform(move |_: MouseEvent| ReportFilter { environment: environment.clone(), ..ReportFilter::default() });
    html! {
        <Empty title={lang.say(title)}>
            <p>{ lang.say(r::EMPTY_FILTER_BODY) }</p>
            <button type="button" onclick={reset}>{ lang.say(r::FILTER_RESET) }</button>
        </Empty>
    }
}

//! The results of one content, live. Of a survey: figures with interval and n, distribution, trend, funnel, what people said;
//! of what has steps: [`steps`].
//!
//! Filter and comparison are in the address, so that a view can be sent to a colleague. Deliberately absent: figures made here.

mod compare;
mod figure;
mod filter;
mod follow;
mod question;
mod response;
mod said;
mod steps;
mod view;

use crate::api;
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::chart::stages::Stages;
use crate::fetch::{Turn, use_fetched};
use crate::live::{Line, use_live};
use crate::page::list::Stopped;
use crate::part::guard::Anchor;
use crate::part::notice::{Empty, Failure, Loading, Note};
use crate::route::Route;
use crate::text::{Lang, Words, general as g, report as r};
use compare::Compare;
use filter::Filters;
pub use follow::line as follow_line;
use question::QuestionFigures;
pub use response::kind_words;
use said::Said;
use shared::api::report::{Change, Measure, ReportFilter, SurveyReport};
use shared::content::Kind;
use shared::time::Timestamp;
use std::rc::Rc;
use view::{Split, View};
use yew::prelude::*;
use yew_router::prelude::*;

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
        (Some(_), _) => html! { <steps::StepsResults content={props.content.clone()} /> },
        (None, Some(problem)) => html! { <Failure problem={problem.clone()} retry={detail.reload.clone()} /> },
        (None, None) => html! { <Loading /> },
    }
}

#[component]
fn SurveyResults(props: &ResultsProps) -> Html {
    let lang = use_lang();
    let key = props.content.clone();
    let (view, put) = use_view(&key);
    let filter = view.filter.clone();
    let needs = (key.clone(), filter.clone());
    let report = use_fetched(needs, |(key, filter)| async move { api::report::report(&key, &filter).await });
    let (line, news) = use_news(&key, &filter, &report.reload);
    let name = report.value.as_ref().map_or_else(|| key.clone(), |report| report.name.clone());
    use_effect_with(name.clone(), |name| browser::set_title(name));
    let narrow = narrow(&view, &put);
    let compare = {
        let filter = filter.clone();
        put.reform(move |split: Split| View { filter: filter.clone(), split })
    };
    html! {
        <>
            { head(lang, &key, &name, r::EDIT, live_line(lang, line, report.value.as_ref().map(|report| report.at))) }
            <Stopped />
            if let Some(problem) = &report.problem {
                if report.value.is_some() { <p class="hint">{ lang.say(g::STALE) }</p> }
                <Failure problem={problem.clone()} retry={report.reload.clone()} />
            }
            if let Some(value) = &report.value {
                <Filters choices={value.filters.clone()} filter={filter.clone()} onchange={narrow.clone()} />
                { body(lang, &key, value, &view, news, (&narrow, &compare)) }
            } else if report.problem.is_none() { <Loading /> }
        </>
    }
}

/// What the room shows, read from its address, and how another view gets there.
#[hook]
fn use_view(key: &str) -> (View, Callback<View>) {
    let desk = use_desk();
    let navigator = use_navigator().expect("inside the router");
    let location = use_location().expect("inside the router");
    let mut view = View::read(&location);
    view.filter.environment = desk.environment_key();
    let route = Route::Results { key: key.to_owned() };
    let put = Callback::from(move |view: View| {
        // The query is made of plain values; it can always be written.
        let _ = navigator.replace_with_query(&route, view.query());
    });
    (view, put)
}

/// Asks again whenever something is recorded, and counts how often it was.
#[hook]
fn use_news(key: &str, filter: &ReportFilter, reload: &Callback<()>) -> (Line, Turn) {
    let news = use_reducer(Turn::default);
    let on_change = {
        let (reload, news) = (reload.clone(), news.dispatcher());
        use_callback((), move |(), ()| {
            reload.emit(());
            news.dispatch(());
        })
    };
    let wanted = |change: &Change, of: &str| matches!(change, Change::Report(key) if key.as_str() == of);
    let line = use_live(filter.environment.clone(), wanted, key.to_owned(), on_change);
    (line, *news)
}

/// Changes the filter of a view.
fn narrow(view: &View, put: &Callback<View>) -> Callback<ReportFilter> {
    let split = view.split.clone();
    put.reform(move |filter: ReportFilter| View { filter, split: split.clone() })
}

fn head(lang: Lang, key: &str, name: &str, edit: Words, line: Html) -> Html {
    html! {
        <div class="room-head">
            <div>
                <h1>{ name }</h1>
                <p class="hint">{ line }</p>
            </div>
            <Anchor to={Route::Edit { key: key.to_owned() }} class="button no-print">{ lang.say(edit) }</Anchor>
        </div>
    }
}

fn live_line(lang: Lang, line: Line, at: Option<Timestamp>) -> Html {
    let (words, class) = match line {
        Line::Open => (r::LIVE, "on"),
        Line::Opening => (r::LIVE_WAIT, "off"),
    };
    html! {
        <>
            <span class={classes!("live", class)}>{ lang.say(words) }</span>
            if let Some(at) = at {
                <span class="no-print">{ " · " }{ lang.fill(r::READ_AT, &[&lang.time(at)]) }</span>
                <span class="print-only">{ lang.fill(r::READ_AT, &[&lang.moment(at)]) }</span>
            }
        </>
    }
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

//! How the room of any content's results opens: its report, live, with name, filter and what failed; what is below differs.
//!
//! Deliberately absent: the figures themselves.

use super::filter::Filters;
use super::view::View;
use crate::api::Problem;
use crate::app::use_desk;
use crate::browser;
use crate::fetch::{Fetched, Turn, use_fetched};
use crate::live::{Line, use_live};
use crate::page::list::Stopped;
use crate::part::guard::Anchor;
use crate::part::notice::{Failure, Loading};
use crate::route::Route;
use crate::text::{Lang, Words, general as g, report as r};
use shared::api::report::{Change, FilterChoices, ItemsReport, ReportFilter, StepsReport, SurveyReport};
use shared::time::Timestamp;
use std::future::Future;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// What every report says.
pub(super) trait Told: 'static {
    /// What members call the content.
    fn name(&self) -> &str;
    /// When it was read.
    fn at(&self) -> Timestamp;
    /// What it can be filtered by.
    fn choices(&self) -> &FilterChoices;
}

macro_rules! told {
    ($($report:ty)*) => {
        $(impl Told for $report {
            fn name(&self) -> &str {
                &self.name
            }

            fn at(&self) -> Timestamp {
                self.at
            }

            fn choices(&self) -> &FilterChoices {
                &self.filters
            }
        })*
    };
}
told! { ItemsReport StepsReport SurveyReport }

/// An open room.
pub(super) struct Opening<T> {
    /// What it shows, as its address says it.
    pub view: View,
    /// Shows something else.
    pub put: Callback<View>,
    /// Counts up whenever something is recorded.
    pub news: Turn,
    key: String,
    report: Fetched<T>,
    line: Line,
}

/// Opens the room: asks for the report of what its address says, and again whenever something is recorded.
#[hook]
pub(super) fn use_opening<T, F, A>(key: &str, ask: F) -> Opening<T>
where
    T: Told,
    F: Fn((String, ReportFilter)) -> A + 'static,
    A: Future<Output = Result<T, Problem>> + 'static,
{
    let (view, put) = use_view(key);
    let report = use_fetched((key.to_owned(), view.filter.clone()), ask);
    let (line, news) = use_news(key, &view.filter, &report.reload);
    let name = report.value.as_ref().map_or_else(|| key.to_owned(), |report| report.name().to_owned());
    use_effect_with(name, |name| browser::set_title(name));
    Opening { view, put, news, key: key.to_owned(), report, line }
}

impl<T: Told> Opening<T> {
    /// Changes the filter.
    pub fn narrow(&self) -> Callback<ReportFilter> {
        let split = self.view.split.clone();
        self.put.reform(move |filter: ReportFilter| View { filter, split: split.clone() })
    }

    /// The room around its figures.
    pub fn room(&self, lang: Lang, edit: Words, body: impl FnOnce(&Rc<T>) -> Html) -> Html {
        let Self { report, view, key, .. } = self;
        let name = report.value.as_ref().map_or(key.as_str(), |report| report.name());
        let line = live_line(lang, self.line, report.value.as_ref().map(|report| report.at()));
        html! {
            <>
                { head(lang, key, name, edit, line) }
                <Stopped />
                if let Some(problem) = &report.problem {
                    if report.value.is_some() { <p class="hint">{ lang.say(g::STALE) }</p> }
                    <Failure problem={problem.clone()} retry={report.reload.clone()} />
                }
                if let Some(value) = &report.value {
                    <Filters choices={value.choices().clone()} filter={view.filter.clone()} onchange={self.narrow()} />
                    { body(value) }
                } else if report.problem.is_none() { <Loading /> }
            </>
        }
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

fn head(lang: Lang, key: &str, name: &str, edit: Words, line: Html) -> Html {
    html! {
        <div class="room-head">
            <div>
                <h1>{ name }</h1>
                <p class="hint">{ line }</p>
            </div>
            <div class="row no-print">
                <Anchor to={Route::Explain} name="content" id={key.to_owned()}>{ lang.say(crate::text::explain::TITLE) }</Anchor>
                <Anchor to={Route::Edit { key: key.to_owned() }} class="button">{ lang.say(edit) }</Anchor>
            </div>
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

//! One question's figures: the score large, its interval and n beneath, then distribution and trend; or, while there are
//! too few answers, each answer by itself and what is still needed.
//!
//! Deliberately absent: comparison with other companies or countries.

use super::figure::{figure_name, say, shape};
use crate::app::use_lang;
use crate::browser;
use crate::chart::bars::Bars;
use crate::chart::dots::Dots;
use crate::chart::interval::Interval;
use crate::chart::shares::Shares;
use crate::chart::trend::Trend;
use crate::text::{Lang, compare as c, report as r};
use shared::api::report::{Figure, FigureName, Measure, QuestionReport, TooFew};
use shared::statistics::plan::FORESEEN_DAYS;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FiguresProps {
    /// The question with its figures.
    pub report: QuestionReport,
}

/// The highest point of the question's scale.
fn points(report: &QuestionReport) -> u8 {
    report.scores.iter().map(|score| score.score).max().unwrap_or(5)
}

fn bounds(name: FigureName, report: &QuestionReport) -> (f64, f64) {
    match name {
        FigureName::Nps => (-100.0, 100.0),
        FigureName::TopShare => (0.0, 100.0),
        FigureName::Mean => (1.0, f64::from(points(report))),
    }
}

/// The section.
#[component]
pub fn QuestionFigures(props: &FiguresProps) -> Html {
    let lang = use_lang();
    let report = &props.report;
    let answered = lang.count(report.answered, r::ANSWERS_ONE, r::ANSWERS);
    let companies = (report.companies > 0).then(|| lang.count(report.companies, r::COMPANIES_ONE, r::COMPANIES));
    html! {
        <section class="panel question-report">
            <h2>{ lang.pick(&report.title) }</h2>
            <p class="hint">{ answered }if let Some(companies) = companies { { " · " }{ companies } }</p>
            { figures(lang, report) }
        </section>
    }
}

fn figures(lang: Lang, report: &QuestionReport) -> Html {
    match report.measure {
        Measure::Choice => html! { <Shares options={report.options.clone()} answered={report.answered} /> },
        Measure::Action => html! { <p class="lead">{ lang.fill(r::PRESSES, &[&lang.number(report.answered)]) }</p> },
        Measure::Open => html! { <p>{ lang.fill(r::OPEN_ANSWERED, &[&lang.number(report.answered)]) }</p> },
        _ => match &report.too_few {
            Some(too_few) => small(lang, report, *too_few),
            None => scored(lang, report),
        },
    }
}

fn scored(lang: Lang, report: &QuestionReport) -> Html {
    let first = report.figures.first().map_or(FigureName::Mean, |figure| figure.name);
    let (digits, _) = shape(first);
    html! {
        <>
            <div class="figures">{ for report.figures.iter().enumerate().map(|(place, f)| figure(lang, report, f, place == 0)) }</div>
            <div class="pair">
                <Bars scores={report.scores.clone()} measure={report.measure} />
                <Trend points={report.trend.clone()} {digits} bounds={bounds(first, report)} />
            </div>
        </>
    }
}

/// One figure: "42", its name, "between 31 and 52", "from 118 answers", and what is still needed.
fn figure(lang: Lang, report: &QuestionReport, figure: &Figure, first: bool) -> Html {
    let (name, e) = (figure.name, figure.estimate);
    let called = figure_name(lang, name, report.measure, points(report));
    let value = say(lang, name, e.value);
    let interval = lang.fill(r::INTERVAL, &[&say(lang, name, e.low), &say(lang, name, e.high)]);
    let from = lang.count(e.n, r::FROM_ANSWER, r::FROM_ANSWERS);
    let spoken = [format!("{called}: {value}"), interval.clone(), from.clone()].join(lang.comma());
    let (low, high) = bounds(name, report);
    html! {
        <div class={classes!("figure", first.then_some("first"))}>
            <p class="figure-value"><span class="figure-number">{ value }</span><span class="figure-name">{ called }</span></p>
            <p class="figure-range"><strong>{ interval }</strong>{ lang.comma() }{ from }</p>
            <Interval estimate={e} from={low} to={high} {spoken} />
            <p class="hint">
                { needed(lang, name, figure) }
                if let Some(when) = expected(lang, report, figure.expected_days) { { lang.gap() }{ when } }
                if first { { lang.gap() }{ lang.say(r::INTERVAL_NOTE) } }
                if e.clustered { { lang.gap() }{ lang.fill(r::CLUSTERED, &[&lang.number(report.companies)]) } }
            </p>
        </div>
    }
}

fn needed(lang: Lang, name: FigureName, figure: &Figure) -> String {
    let (digits, percent) = shape(name);
    let precision = lang.decimal(figure.precision, digits.max(usize::from(figure.precision.fract() != 0.0)));
    let precision = if percent { lang.fill(r::PERCENT, &[&precision]) } else { precision };
    match figure.still_needed {
        0 => lang.fill(r::REACHED, &[&precision]),
        1 => lang.fill(r::NEEDED_ONE, &[&precision]),
        n => lang.fill(r::NEEDED, &[&lang.number(n), &precision]),
    }
}

/// When what is still needed can be there; nothing while that cannot be said.
fn expected(lang: Lang, report: &QuestionReport, days: Option<i64>) -> Option<String> {
    let days = days?;
    let digits = usize::from(report.per_week < 10.0 && report.per_week.fract() != 0.0);
    let rate = lang.decimal(report.per_week, digits);
    let is_one = rate == "1";
    if days > FORESEEN_DAYS {
        return Some(lang.fill(if is_one { c::TOO_FAR_ONE } else { c::TOO_FAR }, &[&rate]));
    }
    let day = lang.full_day(browser::now().day() + days);
    Some(lang.fill(if is_one { c::EXPECTED_ONE } else { c::EXPECTED }, &[&rate, &day]))
}

/// Too few for a score: the answers themselves, and what is still needed.
#[expect(clippy::cast_precision_loss, reason = "a few answers")]
fn small(lang: Lang, report: &QuestionReport, too_few: TooFew) -> Html {
    let goal = report.answered + too_few.answers_needed;
    let mut needs = Vec::new();
    if too_few.answers_needed > 0 {
        needs.push(lang.count(too_few.answers_needed, r::SMALL_ANSWERS_ONE, r::SMALL_ANSWERS));
    }
    if too_few.companies_needed > 0 {
        needs.push(lang.count(too_few.companies_needed, r::SMALL_COMPANIES_ONE, r::SMALL_COMPANIES));
    }
    let share = 100.0 * report.answered as f64 / goal.max(1) as f64;
    html! {
        <div class="small-n">
            <div class="small-words">
                <p class="small-title">{ lang.say(r::SMALL_TITLE) }</p>
                <p>{ lang.say(r::SMALL_BODY) }</p>
                <p class="small-needs"><strong>{ needs.join(lang.comma()) }</strong></p>
                if let Some(when) = expected(lang, report, report.score_expected_days) { <p>{ when }</p> }
                <svg class="progress" viewBox="0 0 100 6" preserveAspectRatio="none" role="img"
                    aria-label={lang.fill(r::SMALL_PROGRESS, &[&lang.number(report.answered), &lang.number(goal)])}>
                    <rect class="track" width="100" height="6" /><rect class="bar plain" width={format!("{share:.1}")} height="6" />
                </svg>
                <p class="hint">{ lang.fill(r::SMALL_PROGRESS, &[&lang.number(report.answered), &lang.number(goal)]) }</p>
            </div>
            <Dots scores={report.scores.clone()} measure={report.measure} />
        </div>
    }
}

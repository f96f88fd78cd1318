//! One question in every group: dots with intervals on one scale, labelled, and what can be told of each.
//!
//! Deliberately absent: the words of the sentences ([`super::sentence`]).

use super::super::figure::{distance, figure_name, say};
use super::sentence::{name, sentence};
use crate::app::use_lang;
use crate::chart::frame::Frame;
use crate::chart::interval::Interval;
use crate::text::{Lang, compare as c, report as r};
use shared::api::split::{SplitGroup, SplitPart, SplitQuestion, SplitReport};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct GroupsProps {
    /// The split.
    pub report: Rc<SplitReport>,
    /// Which of its questions.
    pub place: usize,
}

/// The chart with its table.
#[component]
pub fn Groups(props: &GroupsProps) -> Html {
    let lang = use_lang();
    let report = &props.report;
    let Some(question) = report.questions.get(props.place) else { return Html::default() };
    let groups = || report.groups.iter().zip(question.parts.iter().map(Option::as_ref));
    let columns =
        [c::GROUP, r::VALUE, r::RANGE, r::ANSWERS_COLUMN, c::RATE, c::DIFFERENCE, c::DIFFERENCE_RANGE, c::CHANCE]
            .map(|words| AttrValue::from(lang.say(words)));
    let rows: Vec<Vec<AttrValue>> = groups().map(|(group, part)| row(lang, report, question, group, part)).collect();
    let last = groups().filter(|(_, part)| part.is_some_and(|part| part.estimate.is_some())).count();
    let mut drawn = 0;
    let items = groups().map(|(group, part)| {
        drawn += usize::from(part.is_some_and(|part| part.estimate.is_some()));
        item(lang, report, question, (group, part), drawn == last)
    });
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the ends of scales are small")]
    let called = figure_name(lang, question.figure, question.measure, question.high as u8);
    html! {
        <Frame title={format!("{} – {called}", lang.pick(&question.title))} columns={columns.to_vec()} {rows}>
            <ul class="groups">{ for items }</ul>
            if let Some(needed) = question.needed_per_group {
                <p class="hint">
                    { lang.fill(c::NOTICE, &[&distance(lang, question.figure, question.noticeable), &lang.number(needed)]) }
                </p>
            }
        </Frame>
    }
}

fn rate(lang: Lang, group: &SplitGroup) -> Option<String> {
    let whole = |value: f64| lang.decimal(value, 0);
    group.response_rate.map(|e| lang.fill(c::RATE_OF, &[&whole(e.value), &whole(e.low), &whole(e.high)]))
}

/// Name, figure, interval, how many and how many of those asked, and the sentence.
fn item(
    lang: Lang,
    report: &SplitReport,
    question: &SplitQuestion,
    (group, part): (&SplitGroup, Option<&SplitPart>),
    with_axis: bool,
) -> Html {
    let called = name(lang, &report.by, group);
    let figure = |value: f64| say(lang, question.figure, value);
    let answers = part.map(|part| lang.count(part.answered, r::FROM_ANSWER, r::FROM_ANSWERS));
    let companies =
        part.filter(|part| part.companies > 0).map(|part| lang.count(part.companies, r::COMPANIES_ONE, r::COMPANIES));
    let facts: Vec<String> = [answers, companies, rate(lang, group)].into_iter().flatten().collect();
    let estimate = part.and_then(|part| part.estimate);
    html! {
        <li>
            <p class="group-name">{ &called }</p>
            if let Some(e) = estimate {
                <p class="group-value">
                    <strong>{ figure(e.value) }</strong>{ " " }
                    <span>{ lang.fill(r::INTERVAL, &[&figure(e.low), &figure(e.high)]) }</span>
                </p>
                <Interval estimate={e} from={question.low} to={question.high} {with_axis}
                    spoken={format!("{called}: {}, {}", figure(e.value), lang.fill(r::INTERVAL, &[&figure(e.low), &figure(e.high)]))} />
            }
            <p class="hint">{ facts.join(" · ") }</p>
            <p class="group-said">{ sentence(lang, report, question, (group, part)) }</p>
        </li>
    }
}

/// The same as a row of the table; what is not known is a dash.
fn row(
    lang: Lang,
    report: &SplitReport,
    question: &SplitQuestion,
    group: &SplitGroup,
    part: Option<&SplitPart>,
) -> Vec<AttrValue> {
    let figure = |value: f64| say(lang, question.figure, value);
    let range = |low: f64, high: f64| format!("{} – {}", figure(low), figure(high));
    let estimate = part.and_then(|part| part.estimate);
    let difference = part.and_then(|part| part.difference);
    let cells = [
        estimate.map(|e| figure(e.value)),
        estimate.map(|e| range(e.low, e.high)),
        part.map(|part| lang.number(part.answered)),
        group.response_rate.map(|rate| lang.fill(r::PERCENT, &[&lang.decimal(rate.value, 0)])),
        difference.map(|d| figure(d.value)),
        difference.map(|d| range(d.low, d.high)),
        difference.map(|d| lang.decimal(d.p_adjusted, 3)),
    ];
    let dash = || "–".to_owned();
    std::iter::once(name(lang, &report.by, group))
        .chain(cells.into_iter().map(|cell| cell.unwrap_or_else(dash)))
        .map(AttrValue::from)
        .collect()
}

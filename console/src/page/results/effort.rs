//! Effort, said and seen: the answers to a CES question beside what the guided task took the same people.
//!
//! Deliberately absent: one number made of both, and a test between them. Nobody was drawn to find something hard.

use super::steps::seconds;
use crate::api;
use crate::app::use_lang;
use crate::chart::at;
use crate::chart::frame::Frame;
use crate::fetch::{Turn, use_fetched};
use crate::part::notice::Failure;
use crate::text::{Lang, Words, effort as e};
use shared::api::report::{EffortReport, EffortRow, Estimate, ReportFilter, Said, Unseen};
use shared::id::ContentKey;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct EffortProps {
    /// The content's key.
    pub content: String,
    /// The filter of the room.
    pub filter: ReportFilter,
    /// Asked again with each.
    pub news: Turn,
}

/// The section; nothing where no effort is asked for, or no tour is named whose runs could be looked at.
#[component]
pub fn Effort(props: &EffortProps) -> Html {
    let lang = use_lang();
    let needs = (props.content.clone(), props.filter.clone(), props.news);
    let effort = use_fetched(needs, |(key, filter, _)| async move { api::report::effort(&key, &filter).await });
    if let (None, Some(problem)) = (&effort.value, &effort.problem) {
        return html! { <Failure problem={problem.clone()} retry={effort.reload.clone()} /> };
    }
    let Some(report) = &effort.value else { return Html::default() };
    let known = report.rows.iter().any(|row| row.runs > 0);
    let inside = match report.unseen {
        Some(Unseen::NotAsked | Unseen::NothingTaught) => return Html::default(),
        Some(Unseen::Promised) => html! { <p class="hint">{ lang.say(e::PROMISED) }</p> },
        None if !known => html! { <p class="hint">{ lang.say(e::NONE) }</p> },
        None => chart(lang, report),
    };
    html! {
        <section class="panel">
            <h2>{ lang.say(e::TITLE) }</h2>
            <p class="hint">{ lang.say(e::INTRO) }</p>
            if !report.taught.is_empty() { <p class="hint">{ taught(lang, report) }</p> }
            { inside }
        </section>
    }
}

fn taught(lang: Lang, report: &EffortReport) -> String {
    let keys: Vec<&str> = report.taught.iter().map(ContentKey::as_str).collect();
    lang.fill(e::TAUGHT, &[&keys.join(lang.comma())])
}

fn said_words(said: Said) -> Words {
    match said {
        Said::Hard => e::HARD,
        Said::Between => e::BETWEEN,
        Said::Easy => e::EASY,
        Said::Nothing => e::NOTHING,
    }
}

/// A count, with its share and interval where there are enough.
fn counted(lang: Lang, count: i64, share: Option<Estimate>) -> String {
    let count = lang.number(count);
    let percent = |value: f64| lang.decimal(value, 0);
    share.map_or(count.clone(), |share| {
        lang.fill(e::SHARE, &[&count, &percent(share.value), &percent(share.low), &percent(share.high)])
    })
}

fn line(lang: Lang, row: &EffortRow) -> String {
    let mut parts: Vec<String> =
        row.median_active_seconds.map(|median| lang.fill(e::ACTIVE, &[&seconds(lang, median)])).into_iter().collect();
    parts.push(lang.fill(e::RETURNED, &[&counted(lang, row.returned, row.returned_share)]));
    parts.push(lang.fill(e::REFUSED, &[&counted(lang, row.refused, row.refused_share)]));
    parts.join(" · ")
}

fn chart(lang: Lang, report: &Rc<EffortReport>) -> Html {
    let longest = report.rows.iter().filter_map(|row| row.median_active_seconds).fold(0.0, f64::max);
    let row = |row: &EffortRow| {
        html! {
            <li>
                <div class="share-words">
                    <span>{ lang.say(said_words(row.said)) }</span>
                    <span class="number">{ lang.count(row.runs, e::RUNS_ONE, e::RUNS) }</span>
                </div>
                if let Some(median) = row.median_active_seconds.filter(|_| longest > 0.0) {
                    <svg class="share-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="track" x="0" y="2" width="100" height="8" />
                        <rect class="bar plain" x="0" y="2" width={at(100.0 * median / longest)} height="8" />
                    </svg>
                }
                if row.runs > 0 { <p class="hint">{ line(lang, row) }</p> }
            </li>
        }
    };
    let table_row = |row: &EffortRow| -> Vec<AttrValue> {
        let median = row.median_active_seconds.map_or_else(|| "–".to_owned(), |median| seconds(lang, median));
        let counts = [(row.returned, row.returned_share), (row.refused, row.refused_share)];
        [lang.say(said_words(row.said)).to_owned(), lang.number(row.runs), median]
            .into_iter()
            .chain(counts.map(|(count, share)| counted(lang, count, share)))
            .map(AttrValue::from)
            .collect()
    };
    let columns = [e::WHO, e::COUNT, e::ACTIVE_TIME, e::BACK, e::INVALID].map(|words| AttrValue::from(lang.say(words)));
    let few = report.rows.iter().any(|row| row.runs > 0 && row.returned_share.is_none());
    html! {
        <Frame title={lang.say(e::ACTIVE_TIME)} columns={columns.to_vec()} rows={report.rows.iter().map(table_row).collect::<Vec<_>>()}>
            <ol class="shares">{ for report.rows.iter().filter(|row| row.said != Said::Nothing || row.runs > 0).map(row) }</ol>
            if few { <p class="hint">{ lang.say(e::FEW) }</p> }
            if report.newest_only { <p class="hint">{ lang.say(e::NEWEST) }</p> }
        </Frame>
    }
}

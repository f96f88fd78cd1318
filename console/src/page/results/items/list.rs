//! Item by item: how many have it done, how many of those before, how many left it out, how long it took.
//!
//! Deliberately absent: an order by how often each is done; the list has an order of its own.

use super::duration;
use crate::app::use_lang;
use crate::chart::at;
use crate::chart::frame::Frame;
use crate::text::{Lang, report as r, walk as w};
use shared::api::report::ItemReport;
use shared::content::goal::Per;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ItemsProps {
    /// The items in order.
    pub items: Vec<ItemReport>,
    /// Who were displayed the list: the denominator.
    pub displayed: i64,
    /// Whether those are people or companies.
    pub per: Per,
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn percent(part: i64, whole: i64) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

fn name(lang: Lang, place: usize, item: &ItemReport) -> String {
    let title = lang.pick(&item.title);
    let title = if title.is_empty() { item.item.to_string() } else { title };
    lang.fill(w::STEP_NAME, &[&(place + 1), &title])
}

/// What became of an item, in a line.
fn line(lang: Lang, item: &ItemReport, displayed: i64) -> String {
    if item.from_start {
        return lang.say(w::FROM_START).to_owned();
    }
    let mut parts = Vec::new();
    parts.extend((item.before > 0).then(|| lang.fill(w::DONE_BEFORE, &[&lang.number(item.before)])));
    parts.extend((item.dropped > 0).then(|| lang.fill(w::DROPPED_BY, &[&lang.number(item.dropped)])));
    let open = displayed - item.done - item.dropped;
    parts.extend((open > 0).then(|| lang.fill(w::STILL_OPEN, &[&lang.number(open)])));
    parts.extend(item.median_seconds.map(|median| lang.fill(w::ITEM_MEDIAN, &[&duration(lang, median)])));
    parts.join(" · ")
}

/// The chart.
#[component]
pub fn Items(props: &ItemsProps) -> Html {
    let lang = use_lang();
    let ItemsProps { items, displayed, per } = props;
    let of = if *per == Per::Company { w::OF_COMPANIES } else { w::OF_PEOPLE };
    let row = |(place, item): (usize, &ItemReport)| {
        let share = percent(item.done, *displayed);
        html! {
            <li>
                <div class="share-words">
                    <span>{ name(lang, place, item) }</span>
                    <span class="number"><strong>{ lang.number(item.done) }</strong>{ " · " }{ lang.fill(of, &[&lang.decimal(share, 0), &lang.number(*displayed)]) }</span>
                </div>
                <svg class="share-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="track" x="0" y="2" width="100" height="8" />
                    <rect class="bar plain" x="0" y="2" width={at(share)} height="8" />
                </svg>
                <p class="hint">{ line(lang, item, *displayed) }</p>
            </li>
        }
    };
    let table_row = |(place, item): (usize, &ItemReport)| -> Vec<AttrValue> {
        let share = lang.fill(r::PERCENT, &[&lang.decimal(percent(item.done, *displayed), 0)]);
        let median = item.median_seconds.map_or_else(|| "–".to_owned(), |median| duration(lang, median));
        let counts = [item.before, item.dropped, displayed - item.done - item.dropped].map(|n| lang.number(n.max(0)));
        let cells = [name(lang, place, item), lang.number(item.done), share].into_iter().chain(counts).chain([median]);
        cells.map(AttrValue::from).collect()
    };
    let columns = [w::ITEM, w::DONE, r::SHARE, w::BEFORE, w::DROPPED, w::NOT_DONE, w::TIME];
    let columns = columns.map(|words| AttrValue::from(lang.say(words)));
    let rows: Vec<_> = items.iter().enumerate().map(table_row).collect();
    html! {
        <Frame title={lang.say(w::ITEMS)} columns={columns.to_vec()} {rows}>
            <ol class="shares">{ for items.iter().enumerate().map(row) }</ol>
            if items.iter().any(|item| item.median_seconds.is_none() && item.done > 0 && !item.from_start) {
                <p class="hint">{ lang.say(w::ITEM_MEDIAN_FEW) }</p>
            }
        </Frame>
    }
}

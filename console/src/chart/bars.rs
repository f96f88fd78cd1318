//! How many gave each score: zero-based bars with their counts on top.
//!
//! For NPS the three groups are told apart by shape of words below, not by colour alone. Deliberately absent: gridlines;
//! every bar carries its count.

use super::frame::Frame;
use super::{at, use_width};
use crate::app::use_lang;
use crate::text::{Lang, Words, report as r};
use shared::api::report::{Measure, ScoreCount};
use yew::prelude::*;

const HEIGHT: f64 = 176.0;
const TOP: f64 = 20.0;
const FOOT: f64 = 22.0;
const WIDEST_BAR: f64 = 44.0;

#[derive(Properties, PartialEq)]
pub struct BarsProps {
    /// Counts by score, the lowest first.
    pub scores: Vec<ScoreCount>,
    /// How they are measured.
    pub measure: Measure,
}

/// The group of an NPS answer, as a class for its colour.
pub fn score_class(measure: Measure, score: u8) -> &'static str {
    match (measure, score) {
        (Measure::Nps, 0..=6) => "low",
        (Measure::Nps, 7..=8) => "middle",
        (Measure::Nps, _) => "high",
        _ => "plain",
    }
}

fn percent(part: i64, whole: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// The chart.
#[component]
pub fn Bars(props: &BarsProps) -> Html {
    let lang = use_lang();
    let node = use_node_ref();
    let width = use_width(&node);
    let total: i64 = props.scores.iter().map(|score| score.count).sum();
    let most = props.scores.iter().map(|score| score.count).max().unwrap_or(0).max(1);
    #[expect(clippy::cast_precision_loss, reason = "at most eleven scores, counts far below 2^53")]
    let bars = props.scores.iter().enumerate().map(|(place, score)| {
        let slot = width / props.scores.len().max(1) as f64;
        let bar = (slot * 0.72).min(WIDEST_BAR);
        let middle = slot * (place as f64 + 0.5);
        let room = HEIGHT - TOP - FOOT;
        let height = room * score.count as f64 / most as f64;
        html! {
            <g>
                <rect class={classes!("bar", score_class(props.measure, score.score))} x={at(middle - bar / 2.0)}
                    y={at(HEIGHT - FOOT - height)} width={at(bar)} height={at(height)} rx="2" />
                if score.count > 0 {
                    <text class="bar-count" x={at(middle)} y={at(HEIGHT - FOOT - height - 6.0)}>{ lang.number(score.count) }</text>
                }
                <text class="axis" x={at(middle)} y={at(HEIGHT - 6.0)}>{ score.score }</text>
            </g>
        }
    });
    let rows = props.scores.iter().map(|score| {
        let share = lang.decimal(percent(score.count, total), 1);
        vec![score.score.to_string().into(), lang.number(score.count).into(), lang.fill(r::PERCENT, &[&share]).into()]
    });
    let columns = [r::SCORE, r::PEOPLE, r::SHARE].map(|words| AttrValue::from(lang.say(words)));
    html! {
        <Frame title={lang.say(r::DISTRIBUTION)} columns={columns.to_vec()} rows={rows.collect::<Vec<_>>()}>
            <div ref={node}>
                <svg class="plot" viewBox={format!("0 0 {width} {HEIGHT}")} role="img" aria-label={spoken(lang, &props.scores)}>
                    <line class="baseline" x1="0" x2={at(width)} y1={at(HEIGHT - FOOT)} y2={at(HEIGHT - FOOT)} />
                    { for bars }
                </svg>
            </div>
            if props.measure == Measure::Nps { { groups(lang, &props.scores, total) } }
        </Frame>
    }
}

fn spoken(lang: Lang, scores: &[ScoreCount]) -> String {
    let parts: Vec<String> =
        scores.iter().map(|score| format!("{}: {}", score.score, lang.number(score.count))).collect();
    format!("{}. {}", lang.say(r::DISTRIBUTION), parts.join(", "))
}

/// Detractors, passives and promoters with their shares.
fn groups(lang: Lang, scores: &[ScoreCount], total: i64) -> Html {
    let groups: [(Words, &str, u8, u8); 3] =
        [(r::DETRACTORS, "low", 0, 6), (r::PASSIVES, "middle", 7, 8), (r::PROMOTERS, "high", 9, 10)];
    let one = |(words, class, from, to): (Words, &'static str, u8, u8)| {
        let count: i64 = scores.iter().filter(|s| (from..=to).contains(&s.score)).map(|s| s.count).sum();
        let share = lang.decimal(percent(count, total), 0);
        let text = lang.fill(r::GROUP_RANGE, &[&lang.say(words), &format!("{from}–{to}"), &lang.number(count), &share]);
        html! { <li><span class={classes!("key", class)} aria-hidden="true" />{ text }</li> }
    };
    html! { <ul class="keys">{ for groups.map(one) }</ul> }
}

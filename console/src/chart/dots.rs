//! Few answers, each a dot above its score: the honest picture while a score would say too much.
//!
//! Deliberately absent: averages.

use super::bars::score_class;
use super::frame::Frame;
use super::{at, use_width};
use crate::app::use_lang;
use crate::text::report as r;
use shared::api::report::{Measure, ScoreCount};
use yew::prelude::*;

const FOOT: f64 = 26.0;
const LARGEST: f64 = 9.0;

#[derive(Properties, PartialEq)]
pub struct DotsProps {
    /// Counts by score, the lowest first.
    pub scores: Vec<ScoreCount>,
    /// How they are measured.
    pub measure: Measure,
}

/// The chart.
#[component]
#[expect(clippy::cast_precision_loss, reason = "a few answers")]
pub fn Dots(props: &DotsProps) -> Html {
    let lang = use_lang();
    let node = use_node_ref();
    let width = use_width(&node);
    let slot = width / props.scores.len().max(1) as f64;
    let radius = (slot * 0.32).min(LARGEST);
    let step = radius * 2.0 + 3.0;
    let tallest = props.scores.iter().map(|score| score.count).max().unwrap_or(0).max(3);
    let height = tallest as f64 * step + FOOT + 4.0;
    let columns = props.scores.iter().enumerate().map(|(place, score)| {
        let middle = slot * (place as f64 + 0.5);
        let dots = (0..score.count).map(|n| {
            let y = height - FOOT - radius - 3.0 - n as f64 * step;
            html! { <circle class={classes!("bar", score_class(props.measure, score.score))} cx={at(middle)} cy={at(y)} r={at(radius)} /> }
        });
        html! { <g>{ for dots }<text class="axis" x={at(middle)} y={at(height - 8.0)}>{ score.score }</text></g> }
    });
    let rows = props.scores.iter().map(|score| vec![score.score.to_string().into(), lang.number(score.count).into()]);
    let heads = [r::SCORE, r::PEOPLE].map(|words| AttrValue::from(lang.say(words)));
    let spoken: Vec<String> =
        props.scores.iter().filter(|s| s.count > 0).map(|s| format!("{}: {}", s.score, s.count)).collect();
    html! {
        <Frame title={lang.say(r::DOT_TITLE)} columns={heads.to_vec()} rows={rows.collect::<Vec<_>>()}>
            <div ref={node}>
                <svg class="plot" viewBox={format!("0 0 {width} {height:.1}")} role="img" aria-label={spoken.join(", ")}>
                    <line class="baseline" x1="0" x2={at(width)} y1={at(height - FOOT)} y2={at(height - FOOT)} />
                    { for columns }
                </svg>
            </div>
        </Frame>
    }
}

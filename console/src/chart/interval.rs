//! One figure with its interval on its whole scale: how much is known, at a glance.
//!
//! Deliberately absent: coloured zones; where "good" begins is nobody's measurement.

use super::{at, use_width};
use crate::app::use_lang;
use shared::api::report::Estimate;
use yew::prelude::*;

const HEIGHT: f64 = 44.0;
const HEIGHT_BARE: f64 = 28.0;
const LINE: f64 = 16.0;
const EDGE: f64 = 16.0;

#[derive(Properties, PartialEq)]
pub struct IntervalProps {
    /// The figure.
    pub estimate: Estimate,
    /// Lower end of the scale.
    pub from: f64,
    /// Upper end of the scale.
    pub to: f64,
    /// What it says aloud.
    pub spoken: AttrValue,
    /// Whether the scale is written beneath; of several below each other, the last is enough.
    #[prop_or(true)]
    pub with_axis: bool,
}

/// The chart.
#[component]
pub fn Interval(props: &IntervalProps) -> Html {
    let lang = use_lang();
    let node = use_node_ref();
    let width = use_width(&node);
    let place = |value: f64| EDGE + (value - props.from) / (props.to - props.from) * (width - 2.0 * EDGE);
    let (low, high) = (place(props.estimate.low), place(props.estimate.high));
    let middle = f64::midpoint(props.from, props.to);
    let marks = [props.from, middle, props.to].map(|mark| {
        let digits = usize::from(mark.fract() != 0.0);
        html! {
            <>
                <line class="tick" x1={at(place(mark))} x2={at(place(mark))} y1={at(LINE - 4.0)} y2={at(LINE + 4.0)} />
                if props.with_axis { <text class="axis" x={at(place(mark))} y={at(HEIGHT - 6.0)}>{ lang.decimal(mark, digits) }</text> }
            </>
        }
    });
    let height = if props.with_axis { HEIGHT } else { HEIGHT_BARE };
    html! {
        <div ref={node} class="interval">
            <svg class="plot" viewBox={format!("0 0 {width} {height}")} role="img" aria-label={props.spoken.clone()}>
                <line class="baseline" x1={at(EDGE)} x2={at(width - EDGE)} y1={at(LINE)} y2={at(LINE)} />
                { for marks }
                <rect class="range" x={at(low)} width={at((high - low).max(2.0))} y={at(LINE - 5.0)} height="10" rx="5" />
                <circle class="point" cx={at(place(props.estimate.value))} cy={at(LINE)} r="6" />
            </svg>
        </div>
    }
}

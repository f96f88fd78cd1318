//! A figure over time with its interval as a band; the last point is labelled.
//!
//! The vertical scale covers every interval and is marked with round values. Deliberately absent: smoothing, and lines
//! across periods without enough answers.

use super::frame::Frame;
use super::{at, use_width};
use crate::app::use_lang;
use crate::text::{Lang, report as r};
use shared::api::report::TrendPoint;
use yew::prelude::*;

const HEIGHT: f64 = 200.0;
const TOP: f64 = 14.0;
const FOOT: f64 = 26.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = 44.0;

#[derive(Properties, PartialEq)]
pub struct TrendProps {
    /// The points, the oldest first.
    pub points: Vec<TrendPoint>,
    /// Digits after the point.
    pub digits: usize,
    /// Bounds of the figure's scale.
    pub bounds: (f64, f64),
}

/// Round marks that cover all intervals within the bounds.
fn marks(points: &[TrendPoint], bounds: (f64, f64)) -> Vec<f64> {
    let low = points.iter().map(|p| p.estimate.low).fold(f64::INFINITY, f64::min).max(bounds.0);
    let high = points.iter().map(|p| p.estimate.high).fold(f64::NEG_INFINITY, f64::max).min(bounds.1);
    let rough = ((high - low) / 4.0).max((bounds.1 - bounds.0) / 200.0);
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= rough).unwrap_or(rough);
    let mut list = vec![(low / step).floor() * step];
    while list.last().is_some_and(|last| *last < high - step * 1e-9) && list.len() < 12 {
        list.push(list.last().unwrap_or(&0.0) + step);
    }
    list
}

/// The chart.
#[component]
pub fn Trend(props: &TrendProps) -> Html {
    let lang = use_lang();
    let node = use_node_ref();
    let width = use_width(&node);
    let points = &props.points;
    let say = |value: f64| lang.decimal(value, props.digits);
    let rows = points.iter().map(|p| -> Vec<AttrValue> {
        let e = p.estimate;
        vec![
            period(lang, p).into(),
            say(e.value).into(),
            format!("{} – {}", say(e.low), say(e.high)).into(),
            lang.number(e.n).into(),
        ]
    });
    let columns = [r::PERIOD, r::VALUE, r::RANGE, r::ANSWERS_COLUMN].map(|words| AttrValue::from(lang.say(words)));
    html! {
        <Frame title={lang.say(r::TREND)} columns={columns.to_vec()} rows={rows.collect::<Vec<_>>()}>
            <div ref={node}>
                if points.len() < 2 { <p class="hint">{ lang.say(r::TREND_FEW) }</p> }
                else { { plot(lang, props, width) } }
            </div>
        </Frame>
    }
}

fn period(lang: Lang, point: &TrendPoint) -> String {
    if point.days <= 1 {
        return lang.full_day(point.day);
    }
    lang.fill(r::BETWEEN, &[&lang.full_day(point.day), &lang.day(point.day + point.days - 1)])
}

#[expect(clippy::cast_precision_loss, reason = "day numbers stay far below 2^53")]
fn plot(lang: Lang, props: &TrendProps, width: f64) -> Html {
    let points = &props.points;
    let marks = marks(points, props.bounds);
    let (bottom, top) = (marks.first().copied().unwrap_or(0.0), marks.last().copied().unwrap_or(1.0));
    let middle_day = |p: &TrendPoint| p.day as f64 + p.days as f64 / 2.0;
    let (first, last) = (points.first().map_or(0.0, middle_day), points.last().map_or(1.0, middle_day));
    let x = |p: &TrendPoint| LEFT + (middle_day(p) - first) / (last - first).max(1.0) * (width - LEFT - RIGHT);
    let y = |value: f64| HEIGHT - FOOT - (value - bottom) / (top - bottom).max(1e-9) * (HEIGHT - TOP - FOOT);
    let corner = |p: &TrendPoint, value: f64| format!("{},{}", at(x(p)), at(y(value)));
    let upper = points.iter().map(|p| corner(p, p.estimate.high));
    let lower = points.iter().rev().map(|p| corner(p, p.estimate.low));
    let band: Vec<String> = upper.chain(lower).collect();
    let line: Vec<String> = points.iter().map(|p| corner(p, p.estimate.value)).collect();
    let spoken: Vec<String> = points
        .iter()
        .map(|p| format!("{}: {}", lang.day(p.day), lang.decimal(p.estimate.value, props.digits)))
        .collect();
    let grid = marks.iter().map(|mark| {
        let step_digits = usize::from(marks.get(1).is_some_and(|second| (second - marks[0]).abs() < 1.0));
        html! {
            <>
                <line class={if *mark == 0.0 { "baseline" } else { "grid" }} x1={at(LEFT)} x2={at(width - RIGHT)} y1={at(y(*mark))} y2={at(y(*mark))} />
                <text class="axis end" x={at(LEFT - 8.0)} y={at(y(*mark) + 4.0)}>{ lang.decimal(*mark, step_digits) }</text>
            </>
        }
    });
    // As many dates as fit beside each other, always with the first and the last.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of labels")]
    let every = points.len().div_ceil(((width - LEFT - RIGHT) / 72.0).max(2.0) as usize).max(1);
    let final_place = points.len() - 1;
    let dates =
        points.iter().enumerate().filter(|(place, _)| (final_place - place).is_multiple_of(every)).map(|(_, p)| {
            html! { <text class="axis" x={at(x(p))} y={at(HEIGHT - 6.0)}>{ lang.day(p.day) }</text> }
        });
    let dots = points.iter().map(|p| html! { <circle class="dot" cx={at(x(p))} cy={at(y(p.estimate.value))} r="3" /> });
    let newest = &points[final_place];
    html! {
        <svg class="plot" viewBox={format!("0 0 {width} {HEIGHT}")} role="img" aria-label={spoken.join(", ")}>
            { for grid }
            <polygon class="band" points={band.join(" ")} />
            <polyline class="line" points={line.join(" ")} />
            { for dots }
            { for dates }
            <text class="direct" x={at(x(newest) + 8.0)} y={at(y(newest.estimate.value) + 5.0)}>
                { lang.decimal(newest.estimate.value, props.digits) }
            </text>
        </svg>
    }
}

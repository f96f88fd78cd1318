//! Shares of options: zero-based bars to 100 %, each with its interval and its count.
//!
//! Words stand above their bar, so that long options stay readable on a phone. Deliberately absent: sorting by size; the
//! options keep the order they were written in.

use super::at;
use super::frame::Frame;
use crate::app::use_lang;
use crate::text::report as r;
use shared::api::report::OptionCount;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SharesProps {
    /// Options with their counts.
    pub options: Vec<OptionCount>,
    /// How many answered the question.
    pub answered: i64,
}

/// The chart.
#[component]
pub fn Shares(props: &SharesProps) -> Html {
    let lang = use_lang();
    let name = |option: &OptionCount| match (&option.option, lang.pick(&option.label)) {
        (_, label) if !label.is_empty() => label,
        (Some(key), _) => key.to_string(),
        (None, _) => lang.say(r::OPTION_OTHER).to_owned(),
    };
    let share = |value: f64| lang.fill(r::PERCENT, &[&lang.decimal(value, 0)]);
    // Of nobody there are no shares, and nothing is known of them.
    let is_told = props.answered > 0;
    let row = |option: &OptionCount| {
        let e = option.share;
        html! {
            <li>
                <div class="share-words">
                    <span>{ name(option) }</span>
                    <span class="number">if is_told { <strong>{ share(e.value) }</strong>{ " · " } }{ lang.number(option.count) }</span>
                </div>
                <svg class="share-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="track" x="0" y="2" width="100" height="8" />
                    if is_told {
                        <rect class="bar plain" x="0" y="2" width={at(e.value)} height="8" />
                        <line class="whisker" x1={at(e.low)} x2={at(e.high)} y1="6" y2="6" vector-effect="non-scaling-stroke" />
                    }
                </svg>
            </li>
        }
    };
    let table_row = |option: &OptionCount| -> Vec<AttrValue> {
        let e = option.share;
        let range = format!("{} – {}", share(e.low), share(e.high));
        let [value, range] = [share(e.value), range].map(|said| if is_told { said } else { "–".to_owned() });
        vec![name(option).into(), lang.number(option.count).into(), value.into(), range.into()]
    };
    let columns = [r::OPTION, r::PEOPLE, r::SHARE, r::SHARE_INTERVAL].map(|words| AttrValue::from(lang.say(words)));
    html! {
        <Frame title={lang.say(r::DISTRIBUTION)} columns={columns.to_vec()} rows={props.options.iter().map(table_row).collect::<Vec<_>>()}>
            <ul class="shares">{ for props.options.iter().map(row) }</ul>
            if is_told { <p class="hint">{ lang.fill(r::OPTIONS_NOTE, &[&lang.number(props.answered)]) }</p> }
        </Frame>
    }
}

//! Title, chart or table, and the button between them.
//!
//! Deliberately absent: the drawing.

use crate::app::use_lang;
use crate::text::general as g;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FrameProps {
    /// What is drawn.
    pub title: AttrValue,
    /// Column headings of the table; all but the first are numbers.
    pub columns: Vec<AttrValue>,
    /// The table's rows.
    pub rows: Vec<Vec<AttrValue>>,
    /// The chart.
    pub children: Html,
}

/// A chart with the table behind it.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let lang = use_lang();
    let as_table = use_state_eq(|| false);
    let onclick = {
        let as_table = as_table.clone();
        Callback::from(move |_: MouseEvent| as_table.set(!*as_table))
    };
    let says = if *as_table { g::SHOW_CHART } else { g::SHOW_TABLE };
    html! {
        <figure class="chart">
            <figcaption>
                <h3>{ &props.title }</h3>
                <button type="button" class="quiet small no-print" {onclick}>{ lang.say(says) }</button>
            </figcaption>
            if *as_table { { table(props) } } else { { props.children.clone() } }
        </figure>
    }
}

fn table(props: &FrameProps) -> Html {
    let cell = |(place, text): (usize, &AttrValue)| {
        if place == 0 {
            html! { <th scope="row">{ text }</th> }
        } else {
            html! { <td class="number">{ text }</td> }
        }
    };
    html! {
        <div class="table-scroll" tabindex="0" role="region" aria-label={props.title.clone()}>
            <table>
                <thead><tr>
                    for (place, column) in props.columns.iter().enumerate() {
                        <th scope="col" class={(place > 0).then_some("number")} key={place}>{ column }</th>
                    }
                </tr></thead>
                <tbody>
                    for row in &props.rows {
                        <tr>{ for row.iter().enumerate().map(cell) }</tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

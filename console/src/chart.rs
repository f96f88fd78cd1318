//! Figures drawn as SVG: direct labels, zero-based bars, intervals drawn, a table behind each.
//!
//! | module | draws |
//! |---|---|
//! | [`frame`] | title, chart or table, the button between them |
//! | [`bars`] | how many gave each score |
//! | [`dots`] | few answers, each a dot |
//! | [`interval`] | one figure with its interval on its whole scale |
//! | [`shares`] | shares of options, each with its interval |
//! | [`stages`] | the response funnel |
//! | [`trend`] | a figure over time with its band |
//!
//! Deliberately absent: animation, tooltips that hide figures, and scales that begin anywhere but at their start.

pub mod bars;
pub mod dots;
pub mod frame;
pub mod interval;
pub mod shares;
pub mod stages;
pub mod trend;

use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// The width a chart has before it is measured, CSS pixels.
const FIRST_WIDTH: f64 = 560.0;

/// The width of an element, followed as it changes: so that text in a chart is never scaled.
#[hook]
pub fn use_width(node: &NodeRef) -> f64 {
    let width = use_state_eq(|| FIRST_WIDTH);
    let (set, node) = (width.setter(), node.clone());
    use_effect_with((), move |()| {
        let observed = node.cast::<Element>().and_then(|element| {
            let measured = element.clone();
            set.set(measured.get_bounding_client_rect().width().max(240.0));
            let callback = Closure::<dyn Fn()>::new(move || {
                let now = measured.get_bounding_client_rect().width();
                if now > 0.0 {
                    set.set(now.round().max(240.0));
                }
            });
            let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
            observer.observe(&element);
            Some((observer, callback))
        });
        move || {
            if let Some((observer, callback)) = observed {
                observer.disconnect();
                drop(callback);
            }
        }
    });
    *width
}

/// A coordinate, short enough to read in the inspector.
pub fn at(value: f64) -> String {
    format!("{value:.1}")
}

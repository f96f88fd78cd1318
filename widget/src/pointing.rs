//! What the pointer (`widget/loader/pointer.js`) is asked for, as JSON, and where a bubble goes, as numbers.
//!
//! Deliberately absent: elements; the pointer has those.

use crate::place::{self, Rect, Side, Wish, place};
use crate::report::Json;
use crate::view::Scene;
use shared::content::tour::{self, Bubble, Display, On};
use shared::machine::tour::StepView;
use shared::text::{Direction, direction};

/// The sides by the number that stands for them in JavaScript.
const SIDES: [Option<Side>; 5] = [None, Some(Side::Above), Some(Side::Below), Some(Side::Left), Some(Side::Right)];

/// What to point at for the displayed step; `None` where it is displayed without a target.
pub fn wish(scene: &Scene) -> Option<String> {
    scene.step(|view| wish_of(view, scene)).flatten()
}

fn wish_of(view: &StepView<'_>, scene: &Scene) -> Option<String> {
    let (step, display) = (view.step, &view.step.display);
    let target = display.target().filter(|_| !view.centred)?;
    let beside = if let Display::Bubble(bubble) | Display::Beacon(bubble) = display { Some(bubble) } else { None };
    let advances = |is_it: fn(&On) -> bool| u32::from(step.advance.iter().any(|advance| is_it(&advance.on)));
    let right_to_left = direction(&scene.locale()) == Direction::RightToLeft;
    let spotlight = beside.and_then(|bubble| bubble.spotlight);
    let mut json = Json::new();
    json.raw("{\"step\":").number(u32::try_from(view.index).unwrap_or_default()).raw(",\"selectors\":[");
    for (index, selector) in target.selectors.iter().enumerate() {
        json.raw(if index > 0 { "," } else { "" }).text(selector);
    }
    json.raw("],\"text\":").text(target.text.get(&scene.tag));
    let numbers = [
        ("nth", target.nth.into()),
        ("after", display.missing().after_ms),
        ("inline", u32::from(beside.is_none())),
        ("click", advances(|on| matches!(on, On::Click))),
        ("enter", advances(|on| matches!(on, On::Entered))),
        ("side", beside.map_or(0, |bubble| side(bubble, right_to_left))),
        ("align", beside.map_or(0, |bubble| align(bubble, right_to_left))),
        ("spotlight", u32::from(spotlight.is_some())),
        ("padding", spotlight.map_or(0, |spotlight| spotlight.padding.into())),
        ("radius", spotlight.map_or(0, |spotlight| spotlight.radius.into())),
    ];
    for (name, number) in numbers {
        json.raw(",").text(name).raw(":").number(number);
    }
    json.raw("}");
    Some(json.0)
}

/// The wished side as its place in [`SIDES`].
fn side(bubble: &Bubble, right_to_left: bool) -> u32 {
    match (bubble.side, right_to_left) {
        (tour::Side::Auto, _) => 0,
        (tour::Side::Above, _) => 1,
        (tour::Side::Below, _) => 2,
        (tour::Side::Start, false) | (tour::Side::End, true) => 3,
        (tour::Side::End, false) | (tour::Side::Start, true) => 4,
    }
}

fn align(bubble: &Bubble, right_to_left: bool) -> u32 {
    let across = matches!(bubble.side, tour::Side::Start | tour::Side::End);
    match (bubble.align, right_to_left && !across) {
        (tour::Align::Center, _) => 1,
        (tour::Align::Start, false) | (tour::Align::End, true) => 0,
        (tour::Align::End, false) | (tour::Align::Start, true) => 2,
    }
}

/// Where a bubble goes: its upper left corner, the tip of its arrow, and the side it is on as a place in [`SIDES`].
pub fn beside(target: Rect, width: f64, height: f64, room: Rect, side: u8, align: u8) -> [f64; 5] {
    let side = SIDES.get(usize::from(side)).copied().flatten();
    let align = match align {
        0 => place::Align::Start,
        1 => place::Align::Center,
        _ => place::Align::End,
    };
    let spot = place(target, width, height, room, Wish { side, align });
    let (tip_x, tip_y, number) = match spot.side {
        Some(Side::Above) => (spot.x + spot.arrow, spot.y + height, 1.0),
        Some(Side::Below) => (spot.x + spot.arrow, spot.y, 2.0),
        Some(Side::Left) => (spot.x + width, spot.y + spot.arrow, 3.0),
        Some(Side::Right) => (spot.x, spot.y + spot.arrow, 4.0),
        None => (0.0, 0.0, 0.0),
    };
    [spot.x, spot.y, tip_x, tip_y, number]
}

//! Placement by table, and what holds for any target, bubble and room.

use super::*;
use proptest::prelude::*;

const ROOM: Rect = Rect { x: 0.0, y: 0.0, width: 1000.0, height: 800.0 };
const PHONE: Rect = Rect { x: 0.0, y: 0.0, width: 320.0, height: 640.0 };

fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect { x, y, width, height }
}

fn at(target: Rect, room: Rect, side: Option<Side>, align: Align) -> Spot {
    place(target, 300.0, 150.0, room, Wish { side, align })
}

#[test]
fn without_a_wish_it_goes_below_in_the_middle() {
    let spot = at(rect(400.0, 300.0, 100.0, 40.0), ROOM, None, Align::Center);
    assert_eq!(spot, Spot { x: 300.0, y: 352.0, side: Some(Side::Below), arrow: 150.0 });
}

#[test]
fn the_wished_side_is_taken_where_there_is_room() {
    let target = rect(400.0, 300.0, 100.0, 40.0);
    for side in [Side::Above, Side::Below, Side::Left, Side::Right] {
        assert_eq!(at(target, ROOM, Some(side), Align::Center).side, Some(side));
    }
}

#[test]
fn it_flips_to_the_other_side_where_there_is_none() {
    assert_eq!(at(rect(400.0, 740.0, 100.0, 40.0), ROOM, Some(Side::Below), Align::Center).side, Some(Side::Above));
    assert_eq!(at(rect(10.0, 300.0, 100.0, 40.0), ROOM, Some(Side::Left), Align::Center).side, Some(Side::Right));
}

#[test]
fn a_tall_target_has_its_bubble_beside_it() {
    assert_eq!(at(rect(100.0, 20.0, 200.0, 760.0), ROOM, None, Align::Center).side, Some(Side::Right));
}

#[test]
fn it_is_shifted_into_the_room_and_its_arrow_still_points_at_the_target() {
    let spot = at(rect(2.0, 300.0, 40.0, 40.0), ROOM, None, Align::Center);
    assert_eq!((spot.x, spot.arrow), (8.0, 18.0));
    let right = at(rect(958.0, 300.0, 40.0, 40.0), ROOM, None, Align::Center);
    assert_eq!((right.x, right.arrow), (692.0, 282.0));
}

#[test]
fn it_is_flush_with_the_wished_end() {
    let target = rect(300.0, 300.0, 400.0, 40.0);
    assert_eq!(at(target, ROOM, None, Align::Start).x, 300.0);
    assert_eq!(at(target, ROOM, None, Align::End).x, 400.0);
}

#[test]
fn a_small_target_keeps_its_bubble_on_the_wished_end() {
    for width in [0.0, 10.0, 16.0] {
        let target = rect(400.0, 300.0, width, 16.0);
        for align in [Align::Start, Align::End] {
            let spot = at(target, ROOM, None, align);
            assert_eq!(spot.side, Some(Side::Below), "{width}, {align:?}");
            assert!((spot.x + spot.arrow - 400.0 - width / 2.0).abs() < 1e-9, "{width}, {align:?}");
        }
    }
}

#[test]
fn where_it_fits_nowhere_it_stands_at_the_edge_that_leaves_the_target_free() {
    let above = at(rect(0.0, 0.0, 320.0, 480.0), rect(0.0, 0.0, 320.0, 640.0), None, Align::Center);
    assert_eq!((above.side, above.y), (None, 640.0 - 8.0 - 150.0));
    let below = at(rect(0.0, 160.0, 320.0, 480.0), PHONE, None, Align::Center);
    assert_eq!((below.side, below.y), (None, 8.0));
}

#[test]
fn a_room_that_is_pinched_is_the_room_there_is() {
    let spot = at(rect(500.0, 400.0, 20.0, 20.0), rect(400.0, 350.0, 400.0, 300.0), None, Align::Center);
    assert_eq!(spot.x, 408.0);
    assert_eq!(spot.side, Some(Side::Below));
}

fn length() -> impl Strategy<Value = f64> {
    prop_oneof![0.0..2000.0, Just(0.0)]
}

fn any_rect() -> impl Strategy<Value = Rect> {
    (-500.0..2000.0, -500.0..2000.0, length(), length()).prop_map(|(x, y, width, height)| rect(x, y, width, height))
}

fn wish() -> impl Strategy<Value = Wish> {
    let side = prop_oneof![
        Just(None),
        Just(Some(Side::Above)),
        Just(Some(Side::Below)),
        Just(Some(Side::Left)),
        Just(Some(Side::Right))
    ];
    let align = prop_oneof![Just(Align::Start), Just(Align::Center), Just(Align::End)];
    (side, align).prop_map(|(side, align)| Wish { side, align })
}

proptest! {
    #[test]
    fn a_bubble_that_fits_into_the_room_is_inside_it(
        target in any_rect(), width in 0.0..600.0, height in 0.0..600.0, room in any_rect(), wish in wish()
    ) {
        let spot = place(target, width, height, room, wish);
        if width + 2.0 * MARGIN <= room.width && height + 2.0 * MARGIN <= room.height {
            let near = 1e-6;
            prop_assert!(spot.x >= room.x + MARGIN - near && spot.x + width <= room.x + room.width - MARGIN + near);
            prop_assert!(spot.y >= room.y + MARGIN - near && spot.y + height <= room.y + room.height - MARGIN + near);
        }
    }

    #[test]
    fn beside_its_target_it_never_covers_it_and_its_arrow_points_at_it(
        target in any_rect(), width in 1.0..600.0, height in 1.0..600.0, room in any_rect(), wish in wish()
    ) {
        let spot = place(target, width, height, room, wish);
        let Some(side) = spot.side else { return Ok(()) };
        let (from, to, tip, length) = match side {
            Side::Above | Side::Below => (target.x, target.x + target.width, spot.x + spot.arrow, width),
            Side::Left | Side::Right => (target.y, target.y + target.height, spot.y + spot.arrow, height),
        };
        prop_assert!(tip >= from - 1e-6 && tip <= to + 1e-6, "{tip} outside {from}..{to}");
        prop_assert!(spot.arrow >= 0.0 && spot.arrow <= length);
        let apart = match side {
            Side::Above => target.y - (spot.y + height),
            Side::Below => spot.y - (target.y + target.height),
            Side::Left => target.x - (spot.x + width),
            Side::Right => spot.x - (target.x + target.width),
        };
        prop_assert!((apart - GAP).abs() < 1e-6);
    }

    #[test]
    fn numbers_that_are_none_still_give_a_place(
        numbers in prop::array::uniform10(prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(-1e300), -9.0..9.0]),
        wish in wish()
    ) {
        let [x, y, w, h, width, height, rx, ry, rw, rh] = numbers;
        let spot = place(rect(x, y, w, h), width, height, rect(rx, ry, rw, rh), wish);
        prop_assert!(spot.x.is_finite() && spot.y.is_finite() && spot.arrow.is_finite());
    }
}

//! Where a bubble goes beside its target: rectangles in, a corner and the place of the arrow out.
//!
//! Lengths are CSS pixels, x to the right and y down, both from the corner of the layout viewport. The wished side is tried
//! first, then the one across from it, then the others; on each the bubble is shifted along the target's edge until it fits.
//! Deliberately absent: elements, and which side is the start of a line; both are the caller's to know.

/// From the target's edge to the bubble's: the arrow and a little air.
const GAP: f64 = 12.0;
/// From the bubble to the edges of the room.
const MARGIN: f64 = 8.0;
/// From the tip of the arrow to the bubble's corners, where the bubble is long enough.
const INSET: f64 = 18.0;

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// The side of the target that a bubble is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Above the target.
    Above,
    /// Below the target.
    Below,
    /// To the left of the target.
    Left,
    /// To the right of the target.
    Right,
}

/// Where along the target's edge a bubble is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Flush with the left or upper end.
    Start,
    /// In the middle.
    Center,
    /// Flush with the right or lower end.
    End,
}

/// Where a bubble should be.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// The side; `None` for wherever there is room.
    pub side: Option<Side>,
    /// Where along that side.
    pub align: Align,
}

/// Where a bubble is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// The side it is on; `None` where it fits beside the target nowhere and stands at the edge of the room instead.
    pub side: Option<Side>,
    /// From the bubble's left edge (above and below) or upper edge (left and right) to the tip of its arrow.
    pub arrow: f64,
}

/// A stretch of one axis.
#[derive(Clone, Copy)]
struct Span {
    from: f64,
    to: f64,
}

impl Span {
    fn new(from: f64, length: f64) -> Self {
        let from = finite(from);
        Self { from, to: from + finite(length).max(0.0) }
    }

    fn middle(self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    fn clamp(self, at: f64) -> f64 {
        at.min(self.to).max(self.from)
    }

    /// What both have; a point at the nearer end where they are apart.
    fn cross(self, other: Self) -> Self {
        let (from, to) = (other.clamp(self.from), other.clamp(self.to));
        Self { from, to }
    }

    fn shrink(self, by: f64) -> Self {
        let half = f64::midpoint(self.to, -self.from).max(0.0).min(by);
        Self { from: self.from + half, to: self.to - half }
    }
}

/// Places a bubble of this size beside the target inside the room.
///
/// Numbers that are none count as zero, so that the answer is always a place.
pub fn place(target: Rect, width: f64, height: f64, room: Rect, wish: Wish) -> Spot {
    let (width, height) = (finite(width).max(0.0), finite(height).max(0.0));
    let target = [Span::new(target.x, target.width), Span::new(target.y, target.height)];
    let room = [Span::new(room.x, room.width).shrink(MARGIN), Span::new(room.y, room.height).shrink(MARGIN)];
    let order = match wish.side {
        Some(Side::Above) => [Side::Above, Side::Below, Side::Right, Side::Left],
        None | Some(Side::Below) => [Side::Below, Side::Above, Side::Right, Side::Left],
        Some(Side::Left) => [Side::Left, Side::Right, Side::Below, Side::Above],
        Some(Side::Right) => [Side::Right, Side::Left, Side::Below, Side::Above],
    };
    let beside = order.into_iter().find_map(|side| on(side, target, [width, height], room, wish.align));
    beside.unwrap_or_else(|| at_the_edge(target, [width, height], room))
}

/// On this side, if it fits there.
fn on(side: Side, target: [Span; 2], extent: [f64; 2], room: [Span; 2], align: Align) -> Option<Spot> {
    // `away` is the axis that leads from the target to the bubble, `along` the one of the target's edge.
    let (away, along) = if matches!(side, Side::Above | Side::Below) { (1, 0) } else { (0, 1) };
    let before = matches!(side, Side::Above | Side::Left);
    let near = if before { target[away].from - GAP - extent[away] } else { target[away].to + GAP };
    if near < room[away].from
        || near + extent[away] > room[away].to
        || extent[along] > room[along].to - room[along].from
    {
        return None;
    }
    let edge = target[along];
    // Beside a small target the bubble sticks out until its arrow meets the target's middle.
    let reach = ((edge.to - edge.from) / 2.0).max(INSET);
    let wished = match align {
        Align::Start => edge.middle() - reach,
        Align::Center => edge.middle() - extent[along] / 2.0,
        Align::End => edge.middle() + reach - extent[along],
    };
    let shifted = Span { from: room[along].from, to: room[along].to - extent[along] }.clamp(wished);
    let bubble = Span { from: shifted, to: shifted + extent[along] };
    let tip = bubble.shrink(INSET).clamp(edge.cross(room[along]).middle());
    if tip < edge.from || tip > edge.to {
        return None;
    }
    let (x, y) = if along == 0 { (shifted, near) } else { (near, shifted) };
    Some(Spot { x, y, side: Some(side), arrow: tip - shifted })
}

/// At the lower edge of the room, or at the upper one where the target is in the lower half.
fn at_the_edge(target: [Span; 2], size: [f64; 2], room: [Span; 2]) -> Spot {
    let x = (room[0].middle() - size[0] / 2.0).max(room[0].from);
    let low = target[1].middle() > room[1].middle();
    let y = if low { room[1].from } else { (room[1].to - size[1]).max(room[1].from) };
    Spot { x, y, side: None, arrow: 0.0 }
}

fn finite(number: f64) -> f64 {
    if number.is_finite() { number.clamp(-1e7, 1e7) } else { 0.0 }
}

#[cfg(test)]
mod tests;

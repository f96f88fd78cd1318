//! NPS, CES, CSAT and shares with intervals, comparisons and plans: every number Waymark shows can be recomputed here by hand.
//!
//! | module | holds |
//! |---|---|
//! | [`score`] | what a score is: scales, NPS classes, counts by score |
//! | [`moments`] | what a figure needs of the answers: count, sum and sum of squares, in total and by company |
//! | [`figure`] | NPS, shares and means with 95 % intervals, clustered by company |
//! | [`comparison`] | two independent groups; many comparisons at once (Holm) |
//! | [`paired`] | the same people asked twice |
//! | [`lift`] | what guidance changed, as assigned |
//! | [`median`] | which two values enclose a median |
//! | [`value`] | a quantity per person in two arms |
//! | [`plan`] | how many answers a stated precision or a comparison needs, and until when |
//! | [`threshold`] | below which numbers nothing is shown |
//! | [`distribution`] | the normal and Student's t distribution |
//!
//! Counts are `i64`, as databases give them. Shares are percent and NPS is in points wherever they leave this module.
//! Deliberately absent: reading answers (the collector counts), randomness (simulations are in the tests), benchmarks
//! against other vendors or countries (answers in Japan sit lower than in the US; they must not be compared).

pub mod comparison;
pub mod distribution;
pub mod figure;
pub mod lift;
pub mod median;
pub mod moments;
pub mod paired;
pub mod plan;
pub mod score;
pub mod threshold;
pub mod value;

pub use crate::api::report::{Estimate, TooFew};
pub use comparison::{Comparison, holm};
pub use moments::{Design, Grouped, Moments};
pub use score::{NpsClass, NpsCounts, NpsScore, Scale, ScoreCounts, ScoreError};
pub use threshold::{MIN_ANSWERS, MIN_COMPANIES, MIN_PEOPLE};

/// A count as a real number.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub(crate) fn real(count: i64) -> f64 {
    count as f64
}

/// The smallest whole number of answers that is at least `needed`; nothing below 0.
#[expect(clippy::cast_possible_truncation, reason = "bounded just before the cast")]
pub(crate) fn whole(needed: f64) -> i64 {
    // A tiny tolerance keeps an exact solution such as 381.0000000001 from asking for one answer more.
    (needed - 1e-9).ceil().clamp(0.0, 9e15) as i64
}

//! Points in time as UTC milliseconds, and the day buckets that rollups are kept in.
//!
//! Deliberately absent: the clock. Whoever needs "now" is given it.

use serde::{Deserialize, Serialize};

/// Milliseconds in one second.
pub const SECOND_MS: i64 = 1_000;
/// Milliseconds in one minute.
pub const MINUTE_MS: i64 = 60 * SECOND_MS;
/// Milliseconds in one hour.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Milliseconds in one day of 24 hours; Waymark counts in UTC days.
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The number of whole UTC days since 1970-01-01: the bucket of rollups.
    pub fn day(self) -> i64 {
        self.0.div_euclid(DAY_MS)
    }

    /// The first instant of the UTC day with this number.
    pub fn of_day(day: i64) -> Self {
        Self(day.saturating_mul(DAY_MS))
    }

    /// This time moved by `days` days; negative moves back.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_ms(days.saturating_mul(DAY_MS))
    }

    /// This time moved by `ms` milliseconds; negative moves back.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this time; negative when `earlier` is later.
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_before_the_epoch_fall_into_the_day_they_belong_to() {
        assert_eq!(Timestamp(-1).day(), -1);
        assert_eq!(Timestamp(0).day(), 0);
        assert_eq!(Timestamp(DAY_MS - 1).day(), 0);
        assert_eq!(Timestamp::of_day(-1), Timestamp(-DAY_MS));
    }
}

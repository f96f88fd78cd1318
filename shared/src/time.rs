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

    /// The time in ISO 8601, to the second, UTC: `2026-11-22T09:30:00Z`.
    ///
    /// The calendar is the proleptic Gregorian one, after Hinnant, "chrono-compatible low-level date algorithms" (2013).
    pub fn to_iso(self) -> String {
        let days = self.day() + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let seconds = self.0.rem_euclid(DAY_MS) / SECOND_MS;
        let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
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
    fn a_time_is_written_by_the_calendar() {
        for (ms, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (1_795_339_800_000, "2026-11-22T09:30:00Z"),
        ] {
            assert_eq!(Timestamp(ms).to_iso(), text);
        }
    }

    #[test]
    fn times_before_the_epoch_fall_into_the_day_they_belong_to() {
        assert_eq!(Timestamp(-1).day(), -1);
        assert_eq!(Timestamp(0).day(), 0);
        assert_eq!(Timestamp(DAY_MS - 1).day(), 0);
        assert_eq!(Timestamp::of_day(-1), Timestamp(-DAY_MS));
    }
}

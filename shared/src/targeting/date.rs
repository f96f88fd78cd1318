//! Dates and times in ISO 8601, as hosts write them into traits.
//!
//! Read are `2026-11-22`, `2026-11-22T09:30`, `…:15`, `…:15.250`, each with `Z`, `+09:00` or `+0900`. A time without a
//! zone is UTC, a date without a time is its first instant in UTC. Deliberately absent: week dates, ordinal dates and
//! local time zones; no host was seen to send the first two, and the third needs a database.

use crate::time::{HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};

/// The instant a text names; `None` when it is no date.
pub fn parse(text: &str) -> Option<Timestamp> {
    let bytes = text.trim().as_bytes();
    let (year, month, day) = (digits(bytes, 0, 4)?, digits(bytes, 5, 2)?, digits(bytes, 8, 2)?);
    if bytes[4] != b'-' || bytes[7] != b'-' || !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day)
    {
        return None;
    }
    let midnight = Timestamp::of_day(day_number(year, month, day));
    match bytes.get(10) {
        None => Some(midnight),
        Some(b'T' | b't' | b' ') => time_of_day(&bytes[11..]).map(|ms| midnight.plus_ms(ms)),
        Some(_) => None,
    }
}

/// Milliseconds from midnight UTC of the written date; may be negative or above a day because of the zone.
fn time_of_day(bytes: &[u8]) -> Option<i64> {
    let (hour, minute) = (digits(bytes, 0, 2)?, digits(bytes, 3, 2)?);
    if bytes[2] != b':' || hour > 23 || minute > 59 {
        return None;
    }
    let mut ms = hour * HOUR_MS + minute * MINUTE_MS;
    let mut rest = &bytes[5..];
    if rest.first() == Some(&b':') {
        // A leap second (:60) is counted as the first instant of the next minute.
        let second = digits(rest, 1, 2).filter(|s| *s <= 60)?;
        ms += second * SECOND_MS;
        rest = &rest[3..];
        if let [b'.' | b',', fraction @ ..] = rest {
            let length = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
            if length == 0 {
                return None;
            }
            let thousandths = fraction[..length].iter().chain(b"00").take(3);
            ms += thousandths.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
            rest = &fraction[length..];
        }
    }
    Some(ms - zone(rest)?)
}

/// The zone's offset in milliseconds east of UTC.
fn zone(bytes: &[u8]) -> Option<i64> {
    let (sign, rest) = match bytes {
        [] | [b'Z' | b'z'] => return Some(0),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let hours = digits(rest, 0, 2).filter(|h| *h <= 23)?;
    let minutes = match &rest[2..] {
        [] => 0,
        [b':', minutes @ ..] | minutes if minutes.len() == 2 => digits(minutes, 0, 2).filter(|m| *m <= 59)?,
        _ => return None,
    };
    Some(sign * (hours * HOUR_MS + minutes * MINUTE_MS))
}

fn digits(bytes: &[u8], from: usize, count: usize) -> Option<i64> {
    let part = bytes.get(from..from + count)?;
    part.iter().try_fold(0, |sum, b| b.is_ascii_digit().then(|| sum * 10 + i64::from(b - b'0')))
}

fn days_in(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the Gregorian calendar. Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms",
/// `days_from_civil`.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_are_read_as_hosts_write_them() {
        for (text, expected) in [
            ("1970-01-01", Some(0)),
            ("1969-12-31", Some(-86_400_000)),
            ("2000-02-29", Some(951_782_400_000)),
            ("2026-11-22", Some(1_795_305_600_000)),
            ("2026-11-22T09:30", Some(1_795_339_800_000)),
            ("2026-11-22 09:30:15", Some(1_795_339_815_000)),
            ("2026-11-22T09:30:15.25Z", Some(1_795_339_815_250)),
            ("2026-11-22T09:30:15.123456+09:00", Some(1_795_307_415_123)),
            ("2026-11-22T09:30+0900", Some(1_795_307_400_000)),
            ("2026-11-22T00:30+09", Some(1_795_275_000_000)),
            ("2026-11-22T09:30-05:00", Some(1_795_357_800_000)),
            (" 2026-11-22 ", Some(1_795_305_600_000)),
            ("2026-02-29", None),
            ("1900-02-29", None),
            ("2026-13-01", None),
            ("2026-00-01", None),
            ("2026-01-00", None),
            ("2026/01/01", None),
            ("2026-1-1", None),
            ("2026-01-01T", None),
            ("2026-01-01T24:00", None),
            ("2026-01-01T10:00:15.", None),
            ("2026-01-01T10:00+9", None),
            ("2026-01-01T10:00+09:0", None),
            ("2026-01-01T10:00+09:00x", None),
            ("2026-01-01x", None),
            ("pro", None),
            ("", None),
            ("２０２６-01-01", None),
        ] {
            assert_eq!(parse(text), expected.map(Timestamp), "{text}");
        }
    }
}

//! Medians of times, with their intervals.
//!
//! Deliberately absent: which two values enclose a median; that is `shared::statistics::median`.

use super::hits::Hits;
use shared::api::report::{Median, Range};
use shared::statistics::median;

/// Runs that a median needs at least: below, it says more about single people than about what took them that long.
const MIN_RUNS: usize = 5;

/// The middle value, or the mean of the two in the middle; `None` for fewer than five.
pub fn middle(mut values: Vec<i64>) -> Option<f64> {
    values.sort_unstable();
    of_sorted(&values)
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of a visit are far below 2^53")]
fn of_sorted(values: &[i64]) -> Option<f64> {
    let middle = values.len() / 2;
    match values.len() {
        n if n < MIN_RUNS => None,
        n if n % 2 == 1 => Some(values[middle] as f64),
        _ => Some(f64::midpoint(values[middle - 1] as f64, values[middle] as f64)),
    }
}

/// The median in seconds of milliseconds, each with the company it is of; `None` for fewer than five.
pub fn seconds(mut times: Vec<(Option<&str>, i64)>) -> Option<Median> {
    times.sort_unstable_by_key(|(_, ms)| *ms);
    let values: Vec<i64> = times.iter().map(|(_, ms)| *ms).collect();
    let value = of_sorted(&values)?;
    Some(Median { value: value / 1_000.0, range: range(&times, value), n: i64::try_from(values.len()).ok()? })
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of a visit are far below 2^53")]
fn range(times: &[(Option<&str>, i64)], middle: f64) -> Option<Range> {
    let mut below = Hits::default();
    for (company, ms) in times {
        below.add(*company, (*ms as f64) < middle, 1);
    }
    // So few companies say nothing of how much colleagues resemble each other.
    if below.too_few().is_some_and(|few| few.companies_needed > 0) {
        return None;
    }
    let (low, high) = median::ranks(below.times(), below.grouped().design())?;
    let ranked = |rank: i64| Some(times.get(usize::try_from(rank - 1).ok()?)?.1 as f64 / 1_000.0);
    Some(Range { low: ranked(low)?, high: ranked(high)? })
}

#[cfg(test)]
mod tests;

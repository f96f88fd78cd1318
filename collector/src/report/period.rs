//! The periods of a trend: days, weeks, four weeks … as long as it takes until points rest on enough answers.
//!
//! Periods begin on Mondays and four-week periods are the blocks of the rollup by company, so long trends need no single
//! answers. Deliberately absent: calendar months; they differ in length and in weekends, so their points would not compare.

use super::filter::Filter;
use super::tally::{BLOCK_DAYS, block_of, block_start};
use shared::statistics::MIN_ANSWERS;
use std::collections::BTreeMap;

/// 1970-01-01 was a Thursday.
const MONDAY: i64 = 3;
/// A block later than any event: of the 51st century.
const LAST_BLOCK: i64 = 40_000;
/// The longest range whose trend is drawn from single days.
const FINE_DAYS: i64 = 92;

/// How finely counts by company are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// By day.
    Day,
    /// By block of four weeks.
    Block,
}

/// The grain for answers between these days, both included.
pub fn grain(first: i64, last: i64) -> Grain {
    if last - first < FINE_DAYS { Grain::Day } else { Grain::Block }
}

/// A length of periods, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period(pub i64);

impl Period {
    /// The first day of the period that a day falls into. A period of one day is that day.
    pub fn start(self, day: i64) -> i64 {
        (day + MONDAY).div_euclid(self.0) * self.0 - MONDAY
    }
}

/// The shortest period in which at least half of the points between first and last rest on enough answers; the longest
/// when none does. `by_day` has the answers per day (or per block, at its first day).
pub fn choose(grain: Grain, by_day: &BTreeMap<i64, i64>) -> Period {
    let lengths: &[i64] = match grain {
        Grain::Day => &[1, 7, BLOCK_DAYS],
        Grain::Block => &[BLOCK_DAYS, 3 * BLOCK_DAYS, 13 * BLOCK_DAYS],
    };
    let fits = |length: &&i64| {
        let period = Period(**length);
        let mut sums: BTreeMap<i64, i64> = BTreeMap::new();
        for (day, count) in by_day {
            *sums.entry(period.start(*day)).or_default() += count;
        }
        let enough = sums.values().filter(|count| **count >= MIN_ANSWERS).count();
        let span = match (sums.keys().next(), sums.keys().next_back()) {
            (Some(first), Some(last)) => (last - first) / **length + 1,
            _ => 0,
        };
        i64::try_from(enough).unwrap_or(i64::MAX) * 2 >= span && enough > 0
    };
    Period(*lengths.iter().find(fits).or(lengths.last()).unwrap_or(&BLOCK_DAYS))
}

/// The first and last block that the filter includes as a whole; the last is before the first when there is none.
pub fn whole_blocks(first: i64, last: i64, filter: &Filter) -> (i64, i64) {
    let starts_whole = filter.from_day.is_none_or(|from| from <= block_start(block_of(first)));
    let ends_whole = filter.to_day.is_none_or(|to| to >= block_start(block_of(last)) + BLOCK_DAYS - 1);
    (block_of(first) + i64::from(!starts_whole), block_of(last) - i64::from(!ends_whole))
}

/// The days of a range that lie before and after whole blocks.
pub fn edges((first, last): (i64, i64), (from, to): (i64, i64)) -> Vec<(i64, i64)> {
    if from > to {
        return vec![(first, last)];
    }
    let (before, after) = ((first, block_start(from) - 1), (block_start(to + 1), last));
    [before, after].into_iter().filter(|(from, to)| from <= to).collect()
}

/// The blocks that a filter includes as a whole, from the first to the last, and the days that it includes beside them.
pub fn blocks_and_edges(filter: &Filter) -> ((i64, i64), Vec<(i64, i64)>) {
    let first = filter.from_day.unwrap_or(block_start(0)).max(block_start(0));
    let last = filter.to_day.unwrap_or(i64::MAX).min(block_start(LAST_BLOCK + 1) - 1);
    if first > last {
        return ((1, 0), Vec::new());
    }
    let whole = whole_blocks(first, last, filter);
    (whole, edges((first, last), whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tally::{block_of, block_start};

    #[test]
    fn weeks_and_blocks_begin_on_mondays() {
        // 2026-11-23 is a Monday, day 20780.
        assert_eq!(Period(7).start(20_780), 20_780);
        assert_eq!(Period(7).start(20_786), 20_780);
        assert_eq!(Period(1).start(20_783), 20_783);
        assert_eq!(Period(BLOCK_DAYS).start(20_790), block_start(block_of(20_790)));
        assert_eq!(Period(7).start(-3), -3);
        assert_eq!(Period(7).start(-4), -10);
    }

    fn check(per_day: i64, days: i64, expected: i64) {
        let by_day = (0..days).map(|day| (20_780 + day, per_day)).collect();
        assert_eq!(choose(grain(20_780, 20_780 + days - 1), &by_day), Period(expected), "{per_day} on {days} days");
    }

    #[test]
    fn a_period_is_as_long_as_it_takes_to_have_enough_answers() {
        check(30, 30, 1);
        check(5, 60, 7);
        check(1, 90, 28);
        check(1, 400, 28);
        assert_eq!(choose(Grain::Day, &BTreeMap::new()), Period(28));
    }

    #[test]
    fn whole_blocks_and_edges_make_up_the_range() {
        let start = block_start(700);
        for (from, to) in [(0, 27), (0, 200), (5, 200), (5, 180), (27, 28), (0, 195)] {
            let (first, last) = (start + from, start + to);
            let filter = Filter { from_day: Some(first), to_day: Some(last), ..Filter::default() };
            let (a, b) = whole_blocks(first, last, &filter);
            let mut days: Vec<i64> = (a..=b).flat_map(|block| block_start(block)..block_start(block + 1)).collect();
            days.extend(edges((first, last), (a, b)).into_iter().flat_map(|(from, to)| from..=to));
            days.sort_unstable();
            assert_eq!(days, (first..=last).collect::<Vec<_>>(), "{from} to {to}");
        }
        let from = |from_day, to_day| blocks_and_edges(&Filter { from_day, to_day, ..Filter::default() });
        assert_eq!(from(None, None), ((0, LAST_BLOCK), vec![]));
        assert_eq!(from(Some(start + 5), None), ((701, LAST_BLOCK), vec![(start + 5, start + 27)]));
        assert_eq!(from(None, Some(start + 5)), ((0, 699), vec![(start, start + 5)]));
        assert_eq!(from(Some(start + 5), Some(start + 9)), ((701, 699), vec![(start + 5, start + 9)]));
        assert_eq!(from(Some(i64::MAX), None), ((1, 0), vec![]), "a day later than any has nothing");
        let open = whole_blocks(start + 5, start + 50, &Filter::default());
        assert_eq!(open, (700, 701));
    }
}

//! A quantity per person in two arms: the mean of each, and their difference with its interval.
//!
//! Real-numbered (money, hours), so not [`super::Moments`], which are whole. The variance is the same: Welch without
//! companies, CR2 with them, companies in both arms counted once, and never narrower than without. Sums of money are
//! skewed: a few large ones carry the mean, the interval is wide then, and rightly so. Deliberately absent: trimming.

use super::comparison::Comparison;
use super::distribution::{t_quantile, t_two_sided};
use super::{comparison, real};

/// What one person came to within the window; people without the goal's sign came to 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Valued {
    /// Which company, by any number; `None` for somebody without one.
    pub company: Option<usize>,
    /// The second group (displayed) rather than the first (withheld), the baseline.
    pub second: bool,
    /// The quantity.
    pub value: f64,
}

/// One arm.
#[derive(Clone, Debug, Default)]
struct Side {
    n: i64,
    mean: f64,
    /// Sum of squared distances from the mean.
    residuals: f64,
    /// By company: people, and the sum of their distances from the mean.
    companies: Vec<(i64, f64)>,
    /// The same squared distances, of people without a company.
    alone: f64,
    people_alone: i64,
}

impl Side {
    fn of(people: &[Valued], second: bool, companies: usize) -> Self {
        let values = || people.iter().filter(|person| person.second == second);
        let n = i64::try_from(values().count()).unwrap_or(i64::MAX);
        let mean = values().map(|person| person.value).sum::<f64>() / real(n.max(1));
        let mut side = Self { n, mean, companies: vec![(0, 0.0); companies], ..Self::default() };
        for person in values() {
            let distance = person.value - mean;
            side.residuals += distance * distance;
            if let Some(sums) = person.company.and_then(|company| side.companies.get_mut(company)) {
                *sums = (sums.0 + 1, sums.1 + distance);
            } else {
                side.people_alone += 1;
                side.alone += distance * distance;
            }
        }
        side
    }

    /// The squared standard error of the mean, people taken as independent.
    fn variance(&self) -> f64 {
        self.residuals / real(self.n - 1) / real(self.n)
    }

    /// What a company adds to the error of the mean.
    fn part(&self, company: usize) -> f64 {
        let (n, sum) = self.companies[company];
        if n == 0 || n == self.n { 0.0 } else { sum / real(self.n) / (1.0 - real(n) / real(self.n)).sqrt() }
    }

    /// Companies and people without one.
    fn clusters(&self) -> usize {
        let alone = usize::try_from(self.people_alone).unwrap_or(usize::MAX);
        self.companies.iter().filter(|company| company.0 > 0).count().saturating_add(alone)
    }

    fn degrees_of_freedom(&self) -> f64 {
        let squares: f64 = self.companies.iter().map(|company| real(company.0).powi(2)).sum();
        (real(self.n).powi(2) / (squares + real(self.people_alone)) - 1.0).max(1.0)
    }
}

/// The mean of the withheld, that of the displayed, and their difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Means {
    /// In the first group.
    pub first: f64,
    /// In the second group.
    pub second: f64,
    /// Second minus first.
    pub comparison: Comparison,
}

/// Compares the means. `None` when a group has fewer than two people or clusters, or a value is no number.
///
/// Source: as [`comparison::mean`].
pub fn compare(people: &[Valued]) -> Option<Means> {
    let companies = people.iter().filter_map(|person| person.company).max().map_or(0, |last| last + 1);
    let (first, second) = (Side::of(people, false, companies), Side::of(people, true, companies));
    let usable = first.n >= 2 && second.n >= 2 && (first.mean + second.mean).is_finite();
    if !usable || first.clusters().min(second.clusters()) < 2 {
        return None;
    }
    let difference = second.mean - first.mean;
    let floor = comparison::welch(difference, (first.variance(), first.n), (second.variance(), second.n));
    let comparison = if companies > 0 { clustered(&first, &second, floor) } else { floor };
    Some(Means { first: first.mean, second: second.mean, comparison })
}

fn clustered(first: &Side, second: &Side, floor: Comparison) -> Comparison {
    let together = (0..first.companies.len()).map(|company| (second.part(company) - first.part(company)).powi(2));
    let alone = |side: &Side| side.alone / (real(side.n) * (real(side.n) - 1.0));
    let error = (together.sum::<f64>() + alone(first) + alone(second)).sqrt();
    let df = first.degrees_of_freedom().min(second.degrees_of_freedom());
    let margin = t_quantile(0.975, df) * error;
    let p = if error > 0.0 { t_two_sided(floor.difference / error, df) } else { floor.p };
    Comparison {
        low: (floor.difference - margin).min(floor.low),
        high: (floor.difference + margin).max(floor.high),
        p: p.max(floor.p),
        clustered: true,
        ..floor
    }
}

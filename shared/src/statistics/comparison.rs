//! Two independent groups, with the interval of the difference and a p-value; and many comparisons at once.
//!
//! Where answers carry companies, the variance of the difference is cluster-robust, and a company with answers in both
//! groups counts once, with what its answers have in common taken out. Deliberately absent: the same people asked twice
//! ([`super::paired`]); comparing them as two groups would waste what is known about each person.

use super::distribution::{Z_95, normal_two_sided, t_quantile, t_two_sided};
use super::figure::{nps_adjusted, wilson};
use super::{Grouped, Moments, real};

/// The difference of two groups: second minus first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The observed difference, in the figure's unit.
    pub difference: f64,
    /// Lower end of its 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How often chance alone would show a difference at least this large (two-sided).
    pub p: f64,
    /// Whether the interval allows for colleagues resembling each other.
    pub clustered: bool,
}

/// Answers of one company in both groups, or of one person without a company.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// In the first group.
    pub first: Moments,
    /// In the second group.
    pub second: Moments,
}

/// Two groups of answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// Every company with answers in either group.
    pub companies: Vec<Pair>,
    /// Answers without a company.
    pub alone: Pair,
}

impl Groups {
    /// Two groups without companies.
    pub fn ungrouped(first: Moments, second: Moments) -> Self {
        Self { companies: Vec::new(), alone: Pair { first, second } }
    }

    fn first(&self) -> Grouped {
        Grouped { companies: self.companies.iter().map(|pair| pair.first).collect(), alone: self.alone.first }
    }

    fn second(&self) -> Grouped {
        Grouped { companies: self.companies.iter().map(|pair| pair.second).collect(), alone: self.alone.second }
    }

    /// Standard error of the difference of means (CR2 per group, companies in both counted once) and degrees of freedom:
    /// those of the group with fewer, which never claims too much. `None` when a group has fewer than two clusters.
    fn clustered_error(&self) -> Option<(f64, f64)> {
        let (first, second) = (self.first(), self.second());
        if first.clusters().min(second.clusters()) < 2 {
            return None;
        }
        let (a, b) = (first.total(), second.total());
        let part = |company: Moments, total: Moments| {
            let residual = real(company.sum) - total.mean() * real(company.n);
            residual / real(total.n) / (1.0 - real(company.n) / real(total.n)).sqrt()
        };
        let companies = self.companies.iter().map(|pair| (part(pair.second, b) - part(pair.first, a)).powi(2));
        let alone =
            |alone: Moments, total: Moments| alone.residuals(total.mean()) / (real(total.n) * (real(total.n) - 1.0));
        let variance = companies.sum::<f64>() + alone(self.alone.first, a) + alone(self.alone.second, b);
        Some((variance.sqrt(), first.degrees_of_freedom().min(second.degrees_of_freedom())))
    }

    fn has_companies(&self) -> bool {
        self.companies.iter().any(|pair| pair.first.n + pair.second.n > 0)
    }

    /// The clustered comparison of means, in units of `unit`, no narrower than `floor`, which takes answers as independent.
    fn clustered(&self, unit: f64, floor: Comparison) -> Option<Comparison> {
        let (error, df) = self.clustered_error()?;
        let difference = self.second().total().mean() - self.first().total().mean();
        let margin = t_quantile(0.975, df) * error * unit;
        let p = if error > 0.0 { t_two_sided(difference / error, df) } else { floor.p };
        Some(Comparison {
            difference: floor.difference,
            low: (floor.difference - margin).min(floor.low),
            high: (floor.difference + margin).max(floor.high),
            p: p.max(floor.p),
            clustered: true,
        })
    }

    fn compare(&self, unit: f64, independent: impl Fn(Moments, Moments) -> Comparison) -> Option<Comparison> {
        let (first, second) = (self.first().total(), self.second().total());
        if first.n < 2 || second.n < 2 {
            return None;
        }
        let floor = independent(first, second);
        if self.has_companies() { self.clustered(unit, floor) } else { Some(floor) }
    }
}

/// Compares the NPS of two groups, in points. `None` when a group has fewer than two answers or clusters.
///
/// Source: each group adjusted as by Rocks (2016), SE = sqrt(v1/N1 + v2/N2); compared with alternatives by J. Sauro and
/// J. Lewis, measuringu.com/nps-three-significance-tests.
pub fn nps(groups: &Groups) -> Option<Comparison> {
    groups.compare(100.0, |first, second| {
        let ((c1, v1, n1), (c2, v2, n2)) = (nps_adjusted(first, 1.0), nps_adjusted(second, 1.0));
        let error = (v1 / n1 + v2 / n2).sqrt();
        Comparison {
            difference: 100.0 * (second.mean() - first.mean()),
            low: (100.0 * (c2 - c1 - Z_95 * error)).max(-200.0),
            high: (100.0 * (c2 - c1 + Z_95 * error)).min(200.0),
            p: normal_two_sided((c2 - c1) / error),
            clustered: false,
        }
    })
}

/// Compares two shares, in percent. `None` when a group has fewer than two answers or clusters.
///
/// Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine
/// 17, 1998, method 10; p-value by the N - 1 chi-squared test (I. Campbell, Statistics in Medicine 26, 2007).
pub fn share(groups: &Groups) -> Option<Comparison> {
    groups.compare(100.0, share_independent)
}

pub(super) fn share_independent(first: Moments, second: Moments) -> Comparison {
    let (p1, p2) = (first.mean(), second.mean());
    let (l1, u1) = wilson(p1, real(first.n), Z_95);
    let (l2, u2) = wilson(p2, real(second.n), Z_95);
    let difference = p2 - p1;
    let pooled = (first + second).mean();
    let all = real(first.n + second.n);
    let variance = pooled * (1.0 - pooled) * (1.0 / real(first.n) + 1.0 / real(second.n)) * all / (all - 1.0);
    Comparison {
        difference: 100.0 * difference,
        low: 100.0 * (difference - ((p2 - l2).powi(2) + (u1 - p1).powi(2)).sqrt()).max(-1.0),
        high: 100.0 * (difference + ((u2 - p2).powi(2) + (p1 - l1).powi(2)).sqrt()).min(1.0),
        p: if variance > 0.0 { normal_two_sided(difference / variance.sqrt()) } else { 1.0 },
        clustered: false,
    }
}

/// Compares two means, in points of the scale. `None` when a group has fewer than two answers or clusters.
///
/// Source: B. L. Welch, "The generalization of 'Student's' problem when several different population variances are
/// involved", Biometrika 34, 1947. Two groups without any spread are not told apart by it: p is 1 when they are equal, and
/// 0 only when every answer of one group differs from every answer of the other.
pub fn mean(groups: &Groups) -> Option<Comparison> {
    groups.compare(1.0, |first, second| {
        let error = |group: Moments| (group.variance() / real(group.n), group.n);
        welch(second.mean() - first.mean(), error(first), error(second))
    })
}

/// Welch's comparison of two means, from the squared standard error and the size of each group.
pub(super) fn welch(difference: f64, (w1, n1): (f64, i64), (w2, n2): (f64, i64)) -> Comparison {
    let error = (w1 + w2).sqrt();
    let (margin, p) = if error > 0.0 {
        let df = (w1 + w2).powi(2) / (w1 * w1 / real(n1 - 1) + w2 * w2 / real(n2 - 1));
        (t_quantile(0.975, df) * error, t_two_sided(difference / error, df))
    } else {
        (0.0, if difference == 0.0 { 1.0 } else { 0.0 })
    };
    Comparison { difference, low: difference - margin, high: difference + margin, p, clustered: false }
}

/// Adjusts p-values for being looked at together, in their order: among all of them, the chance of one false alarm stays
/// at the level that each is read against. A p-value that is no number counts as 1.
///
/// Source: S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6, 1979.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let read = |i: usize| if p_values[i].is_nan() { 1.0 } else { p_values[i] };
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| read(a).total_cmp(&read(b)));
    let mut adjusted = vec![1.0; p_values.len()];
    let (mut largest, mut left) = (0.0_f64, real(i64::try_from(p_values.len()).unwrap_or(i64::MAX)));
    for index in order {
        largest = largest.max((read(index) * left).min(1.0));
        adjusted[index] = largest;
        left -= 1.0;
    }
    adjusted
}

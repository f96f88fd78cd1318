//! What a figure needs of the answers: how many, their sum and the sum of their squares; in total and by company.
//!
//! Colleagues resemble each other, so answers of one company say less than as many answers of strangers. How much less is
//! the design effect: the cluster-robust variance of the mean over the variance that independent answers would have.
//!
//! The cluster-robust variance is CR2 (R. M. Bell and D. F. McCaffrey, "Bias reduction in standard errors for linear
//! regression with multi-stage samples", Survey Methodology 28(2), 2002). For a mean it has a closed form: with company
//! sums S_g of n_g answers, N answers, mean m and leverage h_g = n_g / N,
//! `V = Σ (S_g - m n_g)² / (1 - h_g) / N²`. It is unbiased when answers are in truth independent, equals the familiar
//! G / (G - 1) correction for companies of one size, and, unlike that, does not flatter a sample that one large company
//! dominates. It needs nothing but sums per company, which the rollups hold.
//!
//! Student's t takes its degrees of freedom from the effective number of companies, N² / Σ n_g², minus one: exactly
//! companies - 1 where all are of one size, fewer where few of them give most of the answers (A. V. Carter, K. T. Schnepel
//! and D. G. Steigerwald, "Asymptotic Behavior of a t-Test Robust to Cluster Heterogeneity", Review of Economics and
//! Statistics 99(4), 2017, with independent answers as working model). The simulations in `tests/statistics_coverage.rs`
//! show why: fifteen very uneven companies are covered 90 % of the time with companies - 1, and 94 % like this.
//! Deliberately absent: single answers.

use super::distribution::{Z_95, t_quantile};
use super::real;
use std::ops::{Add, AddAssign};

/// Count, sum and sum of squares of whole-numbered answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// How many answers.
    pub n: i64,
    /// Their sum.
    pub sum: i64,
    /// The sum of their squares.
    pub squares: i64,
}

impl Moments {
    /// `hits` answers of `n` count as 1, the others as 0. Hits beyond 0 to `n` are cut to it: counts read while events come in
    /// may disagree by a few, and a share outside its scale would have no interval.
    pub fn of_share(hits: i64, n: i64) -> Self {
        let n = n.max(0);
        let hits = hits.clamp(0, n);
        Self { n, sum: hits, squares: hits }
    }

    /// The mean; 0 without answers.
    pub fn mean(self) -> f64 {
        if self.n == 0 { 0.0 } else { real(self.sum) / real(self.n) }
    }

    /// The variance of one answer, with n - 1 below; 0 for fewer than two answers.
    pub fn variance(self) -> f64 {
        if self.n < 2 { 0.0 } else { self.residuals(self.mean()) / real(self.n - 1) }
    }

    /// The sum of squared distances from `mean`.
    pub(super) fn residuals(self, mean: f64) -> f64 {
        (real(self.squares) - 2.0 * mean * real(self.sum) + mean * mean * real(self.n)).max(0.0)
    }
}

impl Add for Moments {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { n: self.n + other.n, sum: self.sum + other.sum, squares: self.squares + other.squares }
    }
}

impl AddAssign for Moments {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// Answers by company.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grouped {
    /// One entry per company with answers.
    pub companies: Vec<Moments>,
    /// Answers that carry no company; each of them stands for itself.
    pub alone: Moments,
}

/// How far answers of one company resemble each other, and what that does to an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Design {
    /// The variance over that of independent answers, at least 1.
    pub effect: f64,
    /// How many standard errors a 95 % interval reaches to each side.
    pub critical: f64,
    /// Whether the interval allows for resemblance.
    pub clustered: bool,
}

impl Design {
    /// Independent answers.
    pub const INDEPENDENT: Self = Self { effect: 1.0, critical: Z_95, clustered: false };
}

impl Grouped {
    /// Answers without companies.
    pub fn ungrouped(alone: Moments) -> Self {
        Self { companies: Vec::new(), alone }
    }

    /// All answers together.
    pub fn total(&self) -> Moments {
        self.companies.iter().fold(self.alone, |sum, company| sum + *company)
    }

    /// Companies with answers.
    pub fn companies(&self) -> i64 {
        i64::try_from(self.companies.iter().filter(|c| c.n > 0).count()).unwrap_or(i64::MAX)
    }

    /// Independent units: companies, and answers without one.
    pub fn clusters(&self) -> i64 {
        self.companies().saturating_add(self.alone.n)
    }

    /// Degrees of freedom: the effective number of clusters, N² / Σ n_g², minus one; at least 1.
    pub fn degrees_of_freedom(&self) -> f64 {
        let squares: f64 = self.companies.iter().map(|company| real(company.n).powi(2)).sum();
        (real(self.total().n).powi(2) / (squares + real(self.alone.n)) - 1.0).max(1.0)
    }

    /// The design effect of these answers, by CR2, with the critical value of Student's t.
    ///
    /// It is never taken below 1: colleagues who systematically disagree are not plausible, a variance that came out small
    /// by chance is. A single company counts as a single answer.
    pub fn design(&self) -> Design {
        if self.companies() == 0 {
            return Design::INDEPENDENT;
        }
        let total = self.total();
        if self.clusters() < 2 {
            return Design { effect: real(total.n), critical: Z_95, clustered: true };
        }
        let independent = total.variance() / real(total.n);
        let effect = if independent > 0.0 { (self.cr2() / independent).max(1.0) } else { 1.0 };
        Design { effect, critical: t_quantile(0.975, self.degrees_of_freedom()), clustered: true }
    }

    /// The cluster-robust variance of the mean.
    fn cr2(&self) -> f64 {
        let total = self.total();
        let (n, mean) = (real(total.n), total.mean());
        let alone = self.alone.residuals(mean) / (1.0 - 1.0 / n);
        let companies = self.companies.iter().filter(|c| c.n > 0).map(|company| {
            let residual = real(company.sum) - mean * real(company.n);
            residual * residual / (1.0 - real(company.n) / n)
        });
        (alone + companies.sum::<f64>()) / (n * n)
    }
}

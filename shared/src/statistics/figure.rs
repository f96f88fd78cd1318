//! The figures of a report with their 95 % intervals: NPS, shares, means.
//!
//! Each takes answers by company. Where companies are known, the interval is the same adjusted form computed with the
//! *effective* number of answers, n over the design effect, and Student's t in place of the normal quantile. (For shares in
//! clustered samples this is the modified Wilson interval that C. Franco, R. J. A. Little, T. A. Louis and E. V. Slud
//! recommend in "Comparative Study of Confidence Intervals for Proportions in Complex Sample Surveys", Journal of Survey
//! Statistics and Methodology 7(3), 2019.) So an interval never leaves its scale and never shrinks to nothing.
//! Deliberately absent: whether there are enough answers to show a figure; that is [`super::threshold`].

use super::distribution::t_quantile;
use super::moments::Design;
use super::{Estimate, Grouped, NpsCounts, real, whole};

/// NPS in points with the adjusted Wald interval: 3/4 of an answer is added to promoters and to detractors, 3 to all.
///
/// `answers` are coded as by [`NpsCounts::moments`]. Without answers: 0, from -100 to 100.
///
/// Source: B. Rocks, "Interval Estimation for the 'Net Promoter Score'", The American Statistician 70(4), 2016.
pub fn nps(answers: &Grouped) -> Estimate {
    let (total, design) = (answers.total(), answers.design());
    let (centre, variance, n) = nps_adjusted(total, design.effect);
    let margin = design.critical * (variance / n).sqrt();
    Estimate {
        value: 100.0 * total.mean(),
        low: (100.0 * (centre - margin)).max(-100.0),
        high: (100.0 * (centre + margin)).min(100.0),
        n: total.n,
        clustered: design.clustered,
    }
}

/// NPS of answers that carry no company.
pub fn nps_of(counts: NpsCounts) -> Estimate {
    nps(&Grouped::ungrouped(counts.moments()))
}

/// Adjusted centre, variance of one answer and number of answers, in units of 100 points.
pub(super) fn nps_adjusted(total: super::Moments, effect: f64) -> (f64, f64, f64) {
    let n = real(total.n) / effect + 3.0;
    let centre = real(total.sum) / effect / n;
    let spread = (real(total.squares) / effect + 1.5) / n;
    (centre, (spread - centre * centre).max(0.0), n)
}

/// A share in percent with the Wilson interval. `answers` count as 1 or 0. Without answers: 0, from 0 to 100.
///
/// Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927.
pub fn share(answers: &Grouped) -> Estimate {
    let (total, design) = (answers.total(), answers.design());
    let (low, high) = wilson(total.mean(), real(total.n) / design.effect, design.critical);
    Estimate {
        value: 100.0 * total.mean(),
        low: 100.0 * low,
        high: 100.0 * high,
        n: total.n,
        clustered: design.clustered,
    }
}

/// The share `hits` of `n` answers that carry no company.
pub fn share_of(hits: i64, n: i64) -> Estimate {
    share(&Grouped::ungrouped(super::Moments::of_share(hits, n)))
}

/// Wilson's limits for a share `p` of `n` answers, as fractions.
pub(super) fn wilson(p: f64, n: f64, critical: f64) -> (f64, f64) {
    if n <= 0.0 {
        return (0.0, 1.0);
    }
    let u = critical * critical / n;
    let centre = (p + u / 2.0) / (1.0 + u);
    let margin = (u * p * (1.0 - p) + u * u / 4.0).sqrt() / (1.0 + u);
    ((centre - margin).clamp(0.0, p), (centre + margin).clamp(p, 1.0))
}

/// The mean of scores from `low` to `high` with Student's t interval. Without answers: `low`, from `low` to `high`.
///
/// So that a handful of equal answers does not claim certainty, the variance is taken as if one further answer lay at each
/// end of the scale whenever all answers are the same. A single answer says nothing about spread: the whole scale.
///
/// Source: Student, "The Probable Error of a Mean", Biometrika 6(1), 1908.
pub fn mean(answers: &Grouped, low: f64, high: f64) -> Estimate {
    let (total, design) = (answers.total(), answers.design());
    let value = if total.n == 0 { low } else { total.mean() };
    let margin = if total.n < 2 { high - low } else { mean_margin(answers, design, low, high) };
    Estimate {
        value,
        low: (value - margin).max(low),
        high: (value + margin).min(high),
        n: total.n,
        clustered: design.clustered,
    }
}

fn mean_margin(answers: &Grouped, design: Design, low: f64, high: f64) -> f64 {
    let total = answers.total();
    let effective = real(total.n) / design.effect;
    mean_critical(answers, design) * (mean_variance(answers, low, high) / effective).sqrt()
}

fn mean_critical(answers: &Grouped, design: Design) -> f64 {
    if design.clustered { design.critical } else { t_quantile(0.975, real(answers.total().n - 1)) }
}

fn mean_variance(answers: &Grouped, low: f64, high: f64) -> f64 {
    let total = answers.total();
    let variance = total.variance();
    if variance > 0.0 {
        return variance;
    }
    let value = total.mean();
    ((value - low).powi(2) + (high - value).powi(2)) / real(total.n + 1)
}

/// Answers still needed until half the width of the NPS interval is `precision` points, if they keep varying as they do.
///
/// Source: the adjusted Wald interval solved for n: s² z² / margin² - 3, times the design effect.
pub fn nps_still_needed(answers: &Grouped, precision: f64) -> i64 {
    let (total, design) = (answers.total(), answers.design());
    let (_, variance, _) = nps_adjusted(total, design.effect);
    let needed = variance * (100.0 * design.critical / precision).powi(2) - 3.0;
    (whole(needed * design.effect) - total.n).max(0)
}

/// Answers still needed until half the width of the Wilson interval is `precision` percent, if the share stays as it is.
///
/// Source: Wilson's interval solved for n. With u = z²/n and half width w: u² (w² - 1/4) + u (2 w² - p q) + w² = 0.
pub fn share_still_needed(answers: &Grouped, precision: f64) -> i64 {
    let (total, design) = (answers.total(), answers.design());
    let w2 = (precision / 100.0).powi(2);
    if w2 >= 0.25 {
        return 0;
    }
    let p = total.mean();
    let (a, b) = (0.25 - w2, 2.0 * w2 - p * (1.0 - p));
    let u = (b + (b * b + 4.0 * a * w2).sqrt()) / (2.0 * a);
    let needed = design.critical.powi(2) / u;
    (whole(needed * design.effect) - total.n).max(0)
}

/// Answers still needed until half the width of the mean's interval is `precision` points, if they keep varying as they do.
pub fn mean_still_needed(answers: &Grouped, low: f64, high: f64, precision: f64) -> i64 {
    let (total, design) = (answers.total(), answers.design());
    if total.n < 2 {
        return super::MIN_ANSWERS - total.n;
    }
    let critical = mean_critical(answers, design);
    let needed = mean_variance(answers, low, high) * (critical / precision).powi(2);
    (whole(needed * design.effect) - total.n).max(0)
}

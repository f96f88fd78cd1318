//! Plans: how many answers a precision or a comparison needs, and by when they can be there.
//!
//! Deliberately absent: how many answers are still needed; those are the `…_still_needed` functions of [`super::figure`].

use super::distribution::{Z_95, Z_POWER_80};
use super::{real, whole};

/// The largest variance of an NPS answer (half promoters, half detractors), in units of 100 points.
pub const NPS_WORST_VARIANCE: f64 = 1.0;
/// A typical variance of an NPS answer (J. Sauro, measuringu.com/nps-sample-size).
pub const NPS_TYPICAL_VARIANCE: f64 = 0.7;

/// Answers needed for an NPS interval of `margin` points to each side: s² z² / margin² - 3.
///
/// Source: the adjusted Wald interval of Rocks (2016), solved for n.
pub fn nps_answers(variance: f64, margin: f64) -> i64 {
    whole(variance * (100.0 * Z_95 / margin).powi(2) - 3.0)
}

/// Answers needed in each of two groups to notice an NPS difference of `points` with 80 % power at the 5 % level.
pub fn nps_answers_per_group(variance: f64, points: f64) -> i64 {
    answers_per_group(variance, points / 100.0, 1.0)
}

/// Answers needed in each of two groups to notice a `difference` with 80 % power at the 5 % level, in the unit of the
/// variance of one answer; `effect` is the design effect of answers by company, 1 without companies.
///
/// Source: the usual two-sample formula, 2 s² (z₀.₉₇₅ + z₀.₈)² / δ², times the design effect.
pub fn answers_per_group(variance: f64, difference: f64, effect: f64) -> i64 {
    whole(2.0 * variance * ((Z_95 + Z_POWER_80) / difference).powi(2) * effect.max(1.0))
}

/// Days over which the present rate of answers is taken.
pub const PACE_DAYS: i64 = 28;

/// Days beyond which the present rate foretells nothing of use: a year.
pub const FORESEEN_DAYS: i64 = 365;

/// Fewest days, and fewest answers in them, from which a rate can be told; a rate of fewer foretells nothing.
const LEAST_DAYS: i64 = 7;
const LEAST_ANSWERS: i64 = 5;

/// Answers a week: those of the last [`PACE_DAYS`] days, or of as many days as there have been answers; 0 while those are
/// fewer than 5 answers or less than a week.
pub fn per_week(answers: i64, days: i64) -> f64 {
    if answers < LEAST_ANSWERS || days < LEAST_DAYS {
        return 0.0;
    }
    7.0 * real(answers) / real(days.min(PACE_DAYS))
}

/// Days until so many further answers can be there, if they keep coming as they do; `None` when none are needed or none come.
pub fn days_until(needed: i64, per_week: f64) -> Option<i64> {
    (needed > 0 && per_week > 0.0).then(|| whole(7.0 * real(needed) / per_week))
}

/// By how much answers of colleagues weigh less: 1 + (size - 1) × correlation.
///
/// Source: L. Kish, Survey Sampling, 1965, section 5.4.
pub fn design_effect(answers_per_company: f64, correlation: f64) -> f64 {
    1.0 + (answers_per_company.max(1.0) - 1.0) * correlation.clamp(0.0, 1.0)
}

/// What a plan for lift assumes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LiftQuestion {
    /// The share that reaches the goal unaided, 0 to 1.
    pub baseline: f64,
    /// The share that must be told from it, 0 to 1.
    pub target: f64,
    /// The share of people held out, 0 to 1.
    pub holdout: f64,
    /// People who are displayed it or held out, per day.
    pub people_per_day: f64,
    /// Days each person has to reach the goal.
    pub window_days: u16,
    /// [`design_effect`] where the holdout is drawn per company, else 1.
    pub design_effect: f64,
}

/// When lift can be told, with 80 % power at the 5 % level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiftPlan {
    /// People needed who are displayed it.
    pub displayed: i64,
    /// People needed who are held out.
    pub withheld: i64,
    /// Days until the answer can be read, the last person's window included; the horizon to fix beforehand.
    pub days: i64,
}

/// Plans the measurement of lift. `None` when there is no difference to find, nobody or everybody is held out, or nobody comes.
///
/// Source: the two-sample formula for shares with unpooled variances (S. J. Pocock, Clinical Trials, 1983, chapter 9), for
/// unequal groups: N = (z₀.₉₇₅ + z₀.₈)² (p₁q₁/h + p₂q₂/(1 - h)) / (p₂ - p₁)². 40 against 50 % needs 385 in each half.
pub fn lift(question: &LiftQuestion) -> Option<LiftPlan> {
    let LiftQuestion { baseline, target, holdout, people_per_day, window_days, design_effect } = *question;
    let share = |p: f64| p.is_finite() && (0.0..=1.0).contains(&p);
    let possible = share(baseline) && share(target) && share(holdout) && design_effect.is_finite();
    if !possible || holdout <= 0.0 || holdout >= 1.0 || people_per_day.is_nan() || people_per_day <= 0.0 {
        return None;
    }
    let gap = target - baseline;
    if gap == 0.0 {
        return None;
    }
    let variance = baseline * (1.0 - baseline) / holdout + target * (1.0 - target) / (1.0 - holdout);
    let people = ((Z_95 + Z_POWER_80) / gap).powi(2) * variance * design_effect.max(1.0);
    let (displayed, withheld) = (whole(people * (1.0 - holdout)), whole(people * holdout));
    let days = whole(real(displayed + withheld) / people_per_day).saturating_add(i64::from(window_days));
    Some(LiftPlan { displayed, withheld, days })
}

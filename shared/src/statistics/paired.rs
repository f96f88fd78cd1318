//! The same people asked twice: each is compared with themselves, so what differs between people drops out.
//!
//! One pseudo-pair that moved one unit up and one that moved one unit down are added. For shares this is the adjusted Wald
//! interval of D. G. Bonett and R. M. Price, "Adjusted Wald confidence interval for a difference of binomial proportions
//! based on paired data", Journal of Educational and Behavioral Statistics 37(4), 2012; for NPS and means it is the same
//! idea on differences of whole points. It keeps the interval open when nobody, or everybody, moved the same way.
//! Deliberately absent: people who answered only once. They belong to no pair.

use super::comparison::Comparison;
use super::distribution::{t_quantile, t_two_sided};
use super::{Grouped, Moments, NpsClass, NpsScore, real};

/// A person's NPS answer before and after, as change of class: from -2 (promoter to detractor) to 2.
pub fn nps_change(before: NpsScore, after: NpsScore) -> i64 {
    let place = |score: NpsScore| match score.class() {
        NpsClass::Detractor => -1,
        NpsClass::Passive => 0,
        NpsClass::Promoter => 1,
    };
    place(after) - place(before)
}

/// The moments of changes, one per person: after minus before.
pub fn changes(changes: impl IntoIterator<Item = i64>) -> Moments {
    changes
        .into_iter()
        .fold(Moments::default(), |sum, change| sum + Moments { n: 1, sum: change, squares: change * change })
}

/// The mean change with its interval, in units of `unit`: 100 for NPS (changes of class) and for shares (changes of 0 and
/// 1), 1 for points of a scale. Changes are grouped by company; `None` below two pairs or two clusters.
pub fn change(pairs: &Grouped, unit: f64) -> Option<Comparison> {
    let total = pairs.total();
    if total.n < 2 || pairs.clusters() < 2 {
        return None;
    }
    let design = pairs.design();
    let n = real(total.n) / design.effect + 2.0;
    let centre = real(total.sum) / design.effect / n;
    let spread = (real(total.squares) / design.effect + 2.0) / n - centre * centre;
    let error = (spread / n).sqrt();
    let df = pairs.degrees_of_freedom();
    let margin = t_quantile(0.975, df) * error;
    Some(Comparison {
        difference: unit * total.mean(),
        low: unit * (centre - margin),
        high: unit * (centre + margin),
        p: t_two_sided(centre / error, df),
        clustered: design.clustered,
    })
}

//! The 95 % interval of a median, which supposes nothing of how the values are distributed: it reaches from one value to
//! another, by their rank.
//!
//! Of n independent values, as many lie below the median of all as heads fall in n tosses of a coin, B ~ Bin(n, 1/2). So the
//! r-th smallest and the r-th largest enclose it with at least 95 %, where r is the largest with P(B < r) ≤ 2.5 % (W. R.
//! Thompson, "On Confidence Ranges for the Median and Other Expectation Distributions for Populations of Unknown
//! Distribution Form", Annals of Mathematical Statistics 7(3), 1936; H. A. David and H. N. Nagaraja, Order Statistics, 3rd
//! ed., 2003, section 7.1). Below six values no two of them do.
//!
//! Where values of colleagues resemble each other, the interval of the *share* below the median is read back as ranks (R. S.
//! Woodruff, "Confidence Intervals for Medians and Other Position Measures", JASA 47, 1952):
//! r = ⌊n (1/2 - t √(d / 4n))⌋ with the design effect d and Student's t of [`Design`]; never narrower than without companies.
//! Deliberately absent: the values; whoever has them in order picks two.

use super::distribution::ln_gamma;
use super::moments::Design;
use super::real;
use std::f64::consts::LN_2;

/// The ranks, from 1, of the values that enclose the median of all with at least 95 %; `None` where no two of `n` do.
///
/// `design` is that of the share of values below the median.
pub fn ranks(n: i64, design: Design) -> Option<(i64, i64)> {
    let independent = independent_rank(n);
    let rank = if design.clustered { independent.min(clustered_rank(n, design)) } else { independent };
    (rank > 0).then(|| (rank, n + 1 - rank))
}

/// The largest r with P(B < r) ≤ 2.5 %; 0 where there is none. Summed from the middle outwards, where the terms are largest.
fn independent_rank(n: i64) -> i64 {
    let mut k = (n - 1).div_euclid(2);
    if k < 0 {
        return 0;
    }
    let chosen = ln_gamma(real(n) + 1.0) - ln_gamma(real(k) + 1.0) - ln_gamma(real(n - k) + 1.0);
    // P(B = k), and P(B ≤ k): half of what is not in the very middle.
    let mut term = (chosen - real(n) * LN_2).exp();
    let middle = if n % 2 == 0 { term * real(n - k) / real(k + 1) } else { 0.0 };
    let mut below = (1.0 - middle) / 2.0;
    while k >= 0 && below > 0.025 {
        below -= term;
        term *= real(k) / real(n - k + 1);
        k -= 1;
    }
    k + 1
}

#[expect(clippy::cast_possible_truncation, reason = "bounded by n, which is an i64")]
fn clustered_rank(n: i64, design: Design) -> i64 {
    let margin = design.critical * (design.effect / (4.0 * real(n.max(1)))).sqrt();
    (real(n) * (0.5 - margin)).floor().max(0.0) as i64
}

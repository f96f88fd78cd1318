//! Which two values enclose a median, against printed tables; and how often they do, by simulation.

use waymark_shared::statistics::{Design, median};

#[test]
fn ranks_agree_with_the_tables_of_order_statistics() {
    // Exact binomial sums, as in table A.33 of W. J. Conover, Practical Nonparametric Statistics, and G. J. Hahn and W. Q.
    // Meeker, Statistical Intervals, table A.15.
    for (n, expected) in [
        (0, None),
        (1, None),
        (5, None),
        (6, Some((1, 6))),
        (7, Some((1, 7))),
        (8, Some((1, 8))),
        (9, Some((2, 8))),
        (11, Some((2, 10))),
        (12, Some((3, 10))),
        (15, Some((4, 12))),
        (20, Some((6, 15))),
        (25, Some((8, 18))),
        (30, Some((10, 21))),
        (50, Some((18, 33))),
        (100, Some((40, 61))),
        (101, Some((41, 61))),
        (1_000, Some((469, 532))),
        (20_001, Some((9_862, 10_140))),
    ] {
        assert_eq!(median::ranks(n, Design::INDEPENDENT), expected, "{n}");
    }
}

#[test]
fn a_million_values_are_enclosed_as_closely_as_the_normal_approximation_says() {
    let (low, high) = median::ranks(1_000_000, Design::INDEPENDENT).expect("enough");
    assert!((499_019..=499_022).contains(&low) && low + high == 1_000_001, "{low} {high}");
}

#[test]
fn colleagues_who_resemble_each_other_make_it_wider_and_never_narrower() {
    let clustered = |effect, critical| Design { effect, critical, clustered: true };
    for (n, design, expected) in [
        // 100 (1/2 - 2.262 √(3 / 400)) = 30.4.
        (100, clustered(3.0, 2.262), Some((30, 71))),
        // Alike as strangers, and Student's t hardly more than the normal quantile: that of strangers.
        (100, clustered(1.0, 1.96), Some((40, 61))),
        // So alike that no two values enclose it.
        (20, clustered(5.0, 2.262), None),
    ] {
        assert_eq!(median::ranks(n, design), expected, "{n} {design:?}");
    }
}

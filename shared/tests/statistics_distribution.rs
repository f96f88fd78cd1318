//! Accuracy of the normal and t distributions against tables and closed forms (Abramowitz and Stegun 26.7.3 and 26.7.4 for
//! Student's t with whole degrees of freedom).

use proptest::prelude::*;
use waymark_shared::statistics::distribution::{
    normal_cdf, normal_quantile, normal_two_sided, t_cdf, t_quantile, t_two_sided,
};

fn close(actual: f64, expected: f64, relative: f64) {
    assert!((actual - expected).abs() <= relative * expected.abs().max(1e-300), "{actual} is not {expected}");
}

#[test]
fn the_normal_distribution_function_agrees_with_tables() {
    for (x, p) in [
        (0.0, 0.5),
        (1.0, 0.841_344_746_068_542_9),
        (1.96, 0.975_002_104_851_779_5),
        (-3.0, 1.349_898_031_630_093_3e-3),
        (-6.5, 4.016_000_583_859_125e-11),
        (-8.0, 6.220_960_574_271_82e-16),
        (-10.0, 7.619_853_024_160_59e-24),
    ] {
        close(normal_cdf(x), p, 1e-12);
    }
    assert!(normal_cdf(f64::NAN).is_nan());
    close(normal_two_sided(-1.0), 0.317_310_507_862_914_2, 1e-12);
}

#[test]
fn the_normal_quantile_agrees_with_tables() {
    for (p, x) in [
        (0.5, 0.0),
        (0.8, 0.841_621_233_572_914_3),
        (0.975, 1.959_963_984_540_054),
        (0.999_5, 3.290_526_731_491_925),
        (1e-10, -6.361_340_902_404_056),
        (1e-300, -37.047_096_299_361_2),
    ] {
        close(normal_quantile(p), x, 1e-13);
    }
    assert_eq!((normal_quantile(0.0), normal_quantile(1.0)), (f64::NEG_INFINITY, f64::INFINITY));
    assert!(normal_quantile(-0.1).is_nan() && normal_quantile(f64::NAN).is_nan());
}

#[test]
fn the_t_quantile_agrees_with_tables() {
    for (df, t) in [
        (1.0, 12.706_204_736_174_7),
        (2.0, 4.302_652_729_749),
        (5.0, 2.570_581_835_636),
        (9.0, 2.262_157_162_798),
        (10.0, 2.228_138_851_986),
        (30.0, 2.042_272_456_301),
        (39.0, 2.022_690_920_037),
        (120.0, 1.979_930_405_082),
    ] {
        close(t_quantile(0.975, df), t, 1e-11);
        close(t_quantile(0.025, df), -t, 1e-11);
        close(t_two_sided(t, df), 0.05, 1e-11);
    }
    close(t_quantile(0.975, 1e9), 1.959_963_986_9, 1e-9);
    assert!(t_quantile(0.9, 0.0).is_nan());
}

#[test]
fn t_with_one_and_two_degrees_of_freedom_has_its_closed_form() {
    for p in [0.501, 0.6, 0.9, 0.99, 0.999_9, 0.999_999] {
        close(t_quantile(p, 1.0), (std::f64::consts::PI * (p - 0.5)).tan(), 1e-9);
        close(t_quantile(p, 2.0), (2.0 * p - 1.0) / (2.0 * p * (1.0 - p)).sqrt(), 1e-9);
    }
}

proptest! {
    #[test]
    fn quantiles_undo_distribution_functions(p in 1e-6_f64..0.999_999, df in 0.5_f64..500.0) {
        prop_assert!((normal_cdf(normal_quantile(p)) - p).abs() < 1e-13);
        prop_assert!((t_cdf(t_quantile(p, df), df) - p).abs() < 1e-9);
    }
}

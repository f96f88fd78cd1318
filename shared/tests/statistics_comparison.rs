//! Two groups, the same people twice, many comparisons at once, lift and its plan.

use proptest::prelude::*;
use waymark_shared::statistics::comparison::{self, Groups, Pair, holm};
use waymark_shared::statistics::lift::{self, Arm, Arms, Horizon, Lift};
use waymark_shared::statistics::plan::{self, LiftPlan, LiftQuestion};
use waymark_shared::statistics::{Grouped, Moments, NpsCounts, NpsScore, paired};
use waymark_shared::time::Timestamp;

fn near(actual: f64, expected: f64, tolerance: f64) {
    assert!((actual - expected).abs() < tolerance, "{actual} is not {expected}");
}

fn nps(promoters: i64, passives: i64, detractors: i64) -> Moments {
    NpsCounts { promoters, passives, detractors }.moments()
}

#[test]
fn twenty_points_at_a_hundred_answers_each_are_not_significant() {
    let groups = Groups::ungrouped(nps(40, 30, 30), nps(50, 30, 20));
    let compared = comparison::nps(&groups).expect("enough answers");
    near(compared.difference, 20.0, 1e-9);
    near(f64::midpoint(compared.low, compared.high), 19.4, 0.05);
    near(compared.p, 0.083, 0.001);
    assert!(compared.low < 0.0 && 0.0 < compared.high);
}

#[test]
fn newcombes_interval_agrees_with_his_example() {
    // Statistics in Medicine 17, 1998, table II, method 10: 56/70 against 48/80 gives .0524 to .3339.
    let groups = Groups::ungrouped(Moments::of_share(48, 80), Moments::of_share(56, 70));
    let compared = comparison::share(&groups).expect("enough answers");
    near(compared.difference, 20.0, 1e-9);
    near(compared.low, 5.24, 0.005);
    near(compared.high, 33.39, 0.005);
    near(compared.p, 0.008, 0.001);
}

#[test]
fn welchs_test_agrees_with_a_textbook() {
    // 1..=5 against 3..=7: t = 2, df = 8, p = .0805.
    let of = |scores: std::ops::RangeInclusive<i64>| paired::changes(scores);
    let compared = comparison::mean(&Groups::ungrouped(of(1..=5), of(3..=7))).expect("enough answers");
    near(compared.difference, 2.0, 1e-9);
    near(compared.p, 0.0805, 0.0001);
    near(compared.high, 2.0 + 2.306, 0.001);
    let same = comparison::mean(&Groups::ungrouped(of(4..=4), of(4..=4)));
    assert_eq!(same, None);
}

#[test]
fn a_company_in_both_groups_is_compared_with_itself() {
    // Twenty companies, half of them happy throughout: between the groups nothing differs within any company.
    let pair = |hits| Pair { first: Moments::of_share(hits, 5), second: Moments::of_share(hits, 5) };
    let mut groups = Groups { companies: vec![pair(5); 10], alone: Pair::default() };
    groups.companies.extend(vec![pair(0); 10]);
    let compared = comparison::share(&groups).expect("enough answers");
    assert!(compared.clustered);
    near(compared.difference, 0.0, 1e-9);
    // The same answers, as if the groups were twenty companies each: agreement widens the interval.
    let mut apart = Groups::default();
    for pair in &groups.companies {
        apart.companies.push(Pair { first: pair.first, second: Moments::default() });
        apart.companies.push(Pair { first: Moments::default(), second: pair.second });
    }
    let apart = comparison::share(&apart).expect("enough answers");
    assert!(apart.high - apart.low > 1.8 * (compared.high - compared.low));
}

#[test]
fn a_group_of_one_company_cannot_be_compared() {
    let one = Pair { first: Moments::of_share(5, 50), second: Moments::default() };
    let other = Pair { first: Moments::default(), second: Moments::of_share(5, 50) };
    assert_eq!(comparison::share(&Groups { companies: vec![one, other, other], alone: Pair::default() }), None);
}

#[test]
fn the_same_people_twice_are_told_apart_where_two_groups_are_not() {
    let score = |s: u8| NpsScore::try_from(s).expect("on the scale");
    assert_eq!(paired::nps_change(score(3), score(10)), 2);
    assert_eq!(paired::nps_change(score(9), score(8)), -1);
    // Thirty of a hundred rose by one class, ten fell.
    let moved = paired::changes((0..100).map(|i| if i < 30 { 1 } else { -i64::from(i < 40) }));
    let compared = paired::change(&Grouped::ungrouped(moved), 100.0).expect("enough pairs");
    near(compared.difference, 20.0, 1e-9);
    assert!(compared.p < 0.01 && compared.low > 0.0, "{compared:?}");
}

#[test]
fn bonett_and_prices_interval_is_the_paired_one_for_shares() {
    // n = 50, 15 moved up, 5 down: (16 - 6) / 52 ± t(49) sqrt((22/52 - (10/52)²) / 52).
    let moved = paired::changes((0..50).map(|i| if i < 15 { 1 } else { -i64::from(i < 20) }));
    let compared = paired::change(&Grouped::ungrouped(moved), 100.0).expect("enough pairs");
    near(f64::midpoint(compared.low, compared.high), 19.23, 0.005);
    near(compared.high - compared.low, 2.0 * 100.0 * 2.009_575 * (0.386_095_f64 / 52.0).sqrt(), 0.01);
}

#[test]
fn nobody_moving_is_no_proof_that_nothing_changed() {
    let still = paired::change(&Grouped::ungrouped(paired::changes([0; 30])), 100.0).expect("enough pairs");
    assert!(still.low < -5.0 && still.high > 5.0);
    near(still.p, 1.0, 1e-9);
    assert_eq!(paired::change(&Grouped::ungrouped(paired::changes([1])), 1.0), None);
}

#[test]
fn holm_agrees_with_the_textbook() {
    let adjusted = holm(&[0.01, 0.04, 0.03, 0.005]);
    for (actual, expected) in adjusted.iter().zip([0.03, 0.06, 0.06, 0.02]) {
        near(*actual, expected, 1e-12);
    }
    assert_eq!(holm(&[]), Vec::<f64>::new());
    assert_eq!(holm(&[f64::NAN, 0.01]), vec![1.0, 0.02]);
}

#[test]
fn forty_against_fifty_percent_needs_385_in_each_half() {
    let question = LiftQuestion {
        baseline: 0.4,
        target: 0.5,
        holdout: 0.5,
        people_per_day: 20.0,
        window_days: 14,
        design_effect: 1.0,
    };
    assert_eq!(plan::lift(&question), Some(LiftPlan { displayed: 385, withheld: 385, days: 39 + 14 }));
    let tenth = plan::lift(&LiftQuestion { holdout: 0.1, ..question }).expect("possible");
    assert!(tenth.withheld < 385 && tenth.displayed > 1_500 && tenth.days > 53, "{tenth:?}");
    assert_eq!(plan::lift(&LiftQuestion { target: 0.4, ..question }), None);
    assert_eq!(plan::lift(&LiftQuestion { holdout: 0.0, ..question }), None);
    near(plan::design_effect(5.0, 0.25), 2.0, 1e-12);
}

#[test]
fn answers_needed_become_days_at_the_present_rate() {
    near(plan::per_week(56, 28), 14.0, 1e-9);
    near(plan::per_week(56, 400), 14.0, 1e-9);
    near(plan::per_week(5, 7), 5.0, 1e-9);
    // Ten answers on the first day are not seventy a week, and four in a month are no rate.
    near(plan::per_week(10, 6) + plan::per_week(4, 28), 0.0, 1e-9);
    assert_eq!(plan::days_until(30, 14.0), Some(15));
    assert_eq!((plan::days_until(0, 14.0), plan::days_until(30, 0.0)), (None, None));
}

#[test]
fn a_tenth_of_a_scale_is_noticed_with_a_known_number_of_answers() {
    // Two shares near one half, ten percent apart: 2 × .25 × (1.95996 + .84162)² / .01 = 392.4; colleagues double it.
    assert_eq!(plan::answers_per_group(0.25, 0.1, 1.0), 393);
    assert_eq!(plan::answers_per_group(0.25, 0.1, 2.0), 785);
    assert_eq!(plan::nps_answers_per_group(0.7, 10.0), plan::answers_per_group(0.7, 0.1, 1.0));
}

#[test]
fn no_significance_of_lift_before_the_horizon() {
    let horizon = Horizon { assigned_until: Timestamp::of_day(100), window_days: 14 };
    let alone = Arms { displayed: Arm { people: 400, reached: 220 }, withheld: Arm { people: 400, reached: 160 } };
    let early = lift::read(&[], alone, horizon, Timestamp::of_day(114).plus_ms(-1));
    assert_eq!(early, Lift::Running { over_at: Timestamp::of_day(114) });
    let Lift::Measured(measured) = lift::read(&[], alone, horizon, Timestamp::of_day(114)) else {
        panic!("the horizon is over");
    };
    near(measured.difference, 15.0, 1e-9);
    assert!(measured.low > 0.0 && measured.p < 0.001);
    let small = Arms { withheld: Arm { people: 8, reached: 1 }, ..alone };
    assert_eq!(
        lift::read(&[], small, horizon, Timestamp::of_day(200)),
        Lift::TooFew { people_needed: 12, companies_needed: 0 }
    );
}

proptest! {
    #[test]
    fn holm_never_lowers_a_p_value_and_keeps_the_order(p in proptest::collection::vec(0.0_f64..=1.0, 0..20)) {
        let adjusted = holm(&p);
        for (i, a) in adjusted.iter().enumerate() {
            prop_assert!(*a >= p[i] && *a <= 1.0);
            for (j, b) in adjusted.iter().enumerate() {
                prop_assert!(p[i] > p[j] || a <= b);
            }
        }
    }

    #[test]
    fn exchanging_the_groups_turns_the_difference_round(a in (0..60_i64, 0..60_i64, 1..60_i64), b in (0..60_i64, 0..60_i64, 1..60_i64)) {
        let (first, second) = (nps(a.0, a.1, a.2 + 1), nps(b.0, b.1, b.2 + 1));
        for compare in [comparison::nps, comparison::mean] {
            let there = compare(&Groups::ungrouped(first, second)).expect("enough answers");
            let back = compare(&Groups::ungrouped(second, first)).expect("enough answers");
            prop_assert!((there.difference + back.difference).abs() < 1e-9 && (there.low + back.high).abs() < 1e-9);
            prop_assert!((there.p - back.p).abs() < 1e-9 && (0.0..=1.0).contains(&there.p));
        }
    }
}

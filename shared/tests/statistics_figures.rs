//! NPS, CES, CSAT and shares: published vectors, limits, thresholds, answers still needed.

use proptest::prelude::*;
use waymark_shared::statistics::{
    Estimate, Grouped, Moments, NpsCounts, NpsScore, Scale, ScoreCounts, ScoreError, figure, plan, threshold,
};

fn near(actual: f64, expected: f64) {
    assert!((actual - expected).abs() < 0.005, "{actual} is not {expected}");
}

fn nps(promoters: i64, passives: i64, detractors: i64) -> Estimate {
    figure::nps_of(NpsCounts { promoters, passives, detractors })
}

#[test]
fn the_interval_of_nps_agrees_with_the_published_vectors() {
    for (counts, value, low, high) in [
        ((50, 30, 20), 30.0, 14.05, 44.20),
        ((291, 476, 395), -8.95, -13.31, -4.55),
        ((10, 0, 0), 100.0, 47.50, 100.0),
        ((0, 0, 0), 0.0, -80.015, 80.015),
    ] {
        let estimate = nps(counts.0, counts.1, counts.2);
        near(estimate.value, value);
        near(estimate.low, low);
        near(estimate.high, high);
        assert!(!estimate.clustered);
    }
}

#[test]
fn nps_classes_are_detractors_to_six_and_promoters_from_nine() {
    let scores = (0..=10).map(|score| NpsScore::try_from(score).expect("on the scale"));
    assert_eq!(NpsCounts::of(scores), NpsCounts { promoters: 2, passives: 2, detractors: 7 });
    assert_eq!(NpsScore::try_from(11), Err(ScoreError::OffScale { score: 11, low: 0, high: 10 }));
}

#[test]
fn a_score_off_its_scale_cannot_be_counted() {
    let off = ScoreError::OffScale { score: 0, low: 1, high: 7 };
    assert_eq!(ScoreCounts::new(Scale::Ces7, [(0, 1)]), Err(off));
    assert_eq!(ScoreCounts::new(Scale::Csat, [(3, -1)]), Err(ScoreError::NegativeCount));
}

#[test]
fn ces_has_both_scores() {
    let counts = ScoreCounts::new(Scale::Ces7, [(1, 5), (4, 5), (5, 10), (7, 20)]).expect("on the scale");
    let top = figure::share(&Grouped::ungrouped(counts.top_moments().expect("CES has a top share")));
    near(top.value, 75.0);
    // Wilson, 30 of 40.
    near(top.low, 59.81);
    near(top.high, 85.81);
    let mean = figure::mean(&Grouped::ungrouped(counts.mean_moments()), 1.0, 7.0);
    near(mean.value, 5.375);
    // s = 2.02152, t(39) = 2.02269, s / sqrt(40) = 0.31963.
    near(mean.high - mean.value, 0.6465);
    let five = ScoreCounts::new(Scale::Ces5, [(3, 1), (4, 1), (5, 2)]).expect("on the scale");
    assert_eq!(five.top_moments(), Some(Moments::of_share(3, 4)));
}

#[test]
fn wilson_agrees_with_newcombes_examples() {
    // R. G. Newcombe, Statistics in Medicine 17, 1998, table I, method 3.
    for (hits, n, low, high) in
        [(81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05), (0, 20, 0.0, 16.11), (1, 29, 0.61, 17.18)]
    {
        let estimate = figure::share_of(hits, n);
        near(estimate.low, low);
        near(estimate.high, high);
    }
    let nothing = figure::share_of(0, 0);
    assert_eq!((nothing.value, nothing.low, nothing.high), (0.0, 0.0, 100.0));
}

#[test]
fn equal_answers_do_not_claim_certainty() {
    let same = figure::mean(&Grouped::ungrouped(Moments { n: 20, sum: 100, squares: 500 }), 1.0, 5.0);
    assert!(same.low < 4.8 && (same.high - 5.0).abs() < 1e-12, "{same:?}");
    let one = figure::mean(&Grouped::ungrouped(Moments { n: 1, sum: 4, squares: 16 }), 1.0, 5.0);
    assert_eq!((one.low, one.high), (1.0, 5.0));
}

#[test]
fn sample_sizes_agree_with_the_published_ones() {
    let (worst, typical) = (plan::NPS_WORST_VARIANCE, plan::NPS_TYPICAL_VARIANCE);
    assert_eq!(plan::nps_answers(worst, 10.0), 382);
    assert_eq!(plan::nps_answers(worst, 5.0), 1_534);
    assert_eq!(plan::nps_answers(typical, 10.0), 266);
    assert_eq!(plan::nps_answers(typical, 5.0), 1_073);
    assert_eq!(plan::nps_answers_per_group(typical, 10.0), 1_099);
    assert_eq!(plan::nps_answers_per_group(worst, 10.0), 1_570);
}

#[test]
fn answers_still_needed_reach_the_stated_precision_and_no_more() {
    let half_width = |estimate: Estimate| (estimate.high - estimate.low) / 2.0;
    for k in [1, 3, 10] {
        let few = NpsCounts { promoters: 10 * k, passives: 6 * k, detractors: 4 * k };
        let needed = figure::nps_still_needed(&Grouped::ungrouped(few.moments()), 10.0);
        let n = few.answered() + needed;
        let scaled = NpsCounts { promoters: n / 2, passives: n * 3 / 10, detractors: n - n / 2 - n * 3 / 10 };
        assert!((half_width(figure::nps_of(scaled)) - 10.0).abs() < 1.0, "{needed}");
        let share = Grouped::ungrouped(Moments::of_share(9 * k, 10 * k));
        let needed = figure::share_still_needed(&share, 5.0);
        let n = (10 * k + needed) / 10 * 10;
        assert!((half_width(figure::share_of(n * 9 / 10, n)) - 5.0).abs() < 0.2, "{needed}");
    }
    let plenty = Grouped::ungrouped(NpsCounts { promoters: 500, passives: 300, detractors: 200 }.moments());
    assert_eq!(figure::nps_still_needed(&plenty, 10.0), 0);
    assert_eq!(figure::share_still_needed(&Grouped::ungrouped(Moments::of_share(5_000, 10_000)), 5.0), 0);
}

fn companies(count: usize, each: Moments) -> Grouped {
    Grouped { companies: vec![each; count], alone: Moments::default() }
}

#[test]
fn below_twenty_answers_or_ten_companies_there_is_no_score() {
    let each = Moments { n: 2, sum: 1, squares: 1 };
    let lacks = |answers: &Grouped| threshold::too_few(answers).map(|few| (few.answers_needed, few.companies_needed));
    assert_eq!(lacks(&companies(10, each)), None);
    assert_eq!(lacks(&companies(9, each)), Some((2, 1)));
    assert_eq!(lacks(&companies(2, Moments { n: 50, sum: 9, squares: 9 })), Some((0, 8)));
    assert_eq!(lacks(&Grouped::ungrouped(Moments::of_share(3, 19))), Some((1, 0)));
    assert_eq!(lacks(&Grouped::ungrouped(Moments::of_share(3, 20))), None);
    // One company and many people without any: those stand for themselves.
    let mixed = Grouped { companies: vec![each], alone: Moments::of_share(9, 30) };
    assert_eq!(lacks(&mixed), None);
}

#[test]
fn small_splits_are_suppressed_and_cannot_be_found_by_subtraction() {
    assert!(threshold::identifies(4, 100) && threshold::identifies(97, 100));
    assert!(!threshold::identifies(5, 100) && !threshold::identifies(100, 100) && !threshold::identifies(0, 100));
    for (parts, hidden) in [
        (vec![50, 40, 10], vec![false, false, false]),
        (vec![50, 40, 3], vec![false, true, true]),
        (vec![50, 3, 4], vec![false, true, true]),
        (vec![50, 1, 2], vec![true, true, true]),
        (vec![3], vec![true]),
        (vec![0, 7], vec![false, false]),
    ] {
        assert_eq!(threshold::suppressed(&parts), hidden, "{parts:?}");
    }
}

#[test]
fn answers_that_agree_within_companies_widen_the_interval() {
    let split = |promoters: i64, detractors: i64| NpsCounts { promoters, passives: 0, detractors }.moments();
    let mut grouped = companies(20, split(5, 0));
    grouped.companies.extend(vec![split(0, 5); 20]);
    let (clustered, plain) = (figure::nps(&grouped), figure::nps(&Grouped::ungrouped(grouped.total())));
    assert!(clustered.clustered && !plain.clustered);
    // Full agreement of five: the width of 40 answers, by t on 39 degrees of freedom.
    let forty = figure::nps_of(NpsCounts { promoters: 20, passives: 0, detractors: 20 });
    let ratio = (clustered.high - clustered.low) / (forty.high - forty.low);
    assert!((ratio - 1.04).abs() < 0.02, "{ratio}");
    assert!(
        figure::nps_still_needed(&grouped, 10.0)
            > 4 * figure::nps_still_needed(&Grouped::ungrouped(grouped.total()), 10.0)
    );
}

#[test]
fn one_company_counts_as_one_answer() {
    let one = figure::share(&companies(1, Moments::of_share(60, 100)));
    assert!(one.high - one.low > 75.0, "{one:?}");
}

fn any_grouped() -> impl Strategy<Value = Grouped> {
    let moments = (0..40_i64, 0..40_i64, 0..40_i64)
        .prop_map(|(promoters, passives, detractors)| NpsCounts { promoters, passives, detractors }.moments());
    (proptest::collection::vec(moments.clone(), 0..30), moments)
        .prop_map(|(companies, alone)| Grouped { companies, alone })
}

proptest! {
    #[test]
    fn every_interval_stays_on_its_scale_and_has_a_width(answers in any_grouped()) {
        let nps = figure::nps(&answers);
        prop_assert!(-100.0 <= nps.low && nps.low < nps.high && nps.high <= 100.0, "{nps:?}");
        let hits = |m: &Moments| Moments::of_share(i64::midpoint(m.squares, m.sum), m.n);
        let shares = Grouped { companies: answers.companies.iter().map(hits).collect(), alone: hits(&answers.alone) };
        let share = figure::share(&shares);
        prop_assert!(0.0 <= share.low && share.low <= share.value && share.value <= share.high && share.high <= 100.0);
        prop_assert!(share.low < share.high);
        prop_assert!(figure::nps_still_needed(&answers, 10.0) >= 0 && figure::share_still_needed(&shares, 5.0) >= 0);
    }

    #[test]
    fn the_order_of_companies_does_not_matter(answers in any_grouped()) {
        let mut turned = answers.clone();
        turned.companies.reverse();
        let (a, b) = (figure::nps(&answers), figure::nps(&turned));
        prop_assert!((a.low - b.low).abs() < 1e-9 && (a.high - b.high).abs() < 1e-9);
    }

    #[test]
    fn knowing_companies_never_makes_a_share_look_surer(answers in any_grouped()) {
        let plain = figure::nps(&Grouped::ungrouped(answers.total()));
        let clustered = figure::nps(&answers);
        prop_assert!(clustered.high - clustered.low >= plain.high - plain.low - 1e-9);
    }
}

#[test]
fn more_hits_than_answers_count_as_all_of_them() {
    // Counts read while answers come in may be ahead of the number of answers; that must not take the page down.
    let all = figure::share_of(7, 5);
    assert_eq!((all.value, all.n), (100.0, 5));
    let none = figure::share_of(-1, 5);
    assert_eq!((none.value, none.n), (0.0, 5));
    assert_eq!(figure::share_of(3, 0).n, 0);
    assert_eq!((figure::share_of(3, -2).low, figure::share_of(3, -2).high), (0.0, 100.0));
}

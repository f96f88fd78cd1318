//! Coverage by simulation: the 95 % intervals must contain the truth about 95 times in a hundred, colleagues or not.
//!
//! Seeded, so the figures never change. The model: an answer is a normal variable, part of it shared by the company (the
//! intra-class correlation), cut into a scale at fixed thresholds; so the true NPS, share and mean are known exactly.

use waymark_shared::statistics::comparison::{self, Groups, Pair};
use waymark_shared::statistics::distribution::{normal_cdf, normal_quantile};
use waymark_shared::statistics::{Estimate, Grouped, Moments, figure, paired};

const RUNS: u32 = 2_000;

/// SplitMix64 (Steele, Lea and Flood, 2014): small, seeded, good enough to simulate with.
struct Random(u64);

impl Random {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let bits = u32::try_from((z ^ (z >> 31)) >> 32).expect("32 bits");
        (f64::from(bits) + 0.5) / 4_294_967_296.0
    }

    fn normal(&mut self) -> f64 {
        normal_quantile(self.uniform())
    }

    /// Answers of one company as points of a scale: how many of `cuts` the latent value exceeds.
    fn company(&mut self, size: u32, correlation: f64, cuts: &[f64]) -> Vec<i64> {
        let shared = self.normal() * correlation.sqrt();
        let own = (1.0 - correlation).sqrt();
        let mut answer = || shared + own * self.normal();
        (0..size)
            .map(|_| {
                let latent = answer();
                cuts.iter().map(|cut| i64::from(latent > *cut)).sum()
            })
            .collect()
    }
}

/// Thresholds that give these shares to the points of a scale, the lowest point first.
fn cuts(shares: &[f64]) -> Vec<f64> {
    let mut below = 0.0;
    shares[..shares.len() - 1]
        .iter()
        .map(|share| {
            below += share;
            normal_quantile(below)
        })
        .collect()
}

/// Which figure is simulated: how an answer counts, its interval, its true value.
struct Subject {
    shares: &'static [f64],
    code: fn(i64) -> i64,
    figure: fn(&Grouped) -> Estimate,
    truth: f64,
}

const NPS: Subject = Subject { shares: &[0.2, 0.3, 0.5], code: |point| point - 1, figure: figure::nps, truth: 30.0 };
const SHARE: Subject = Subject {
    shares: &[0.1, 0.05, 0.1, 0.1, 0.2, 0.25, 0.2],
    code: |point| i64::from(point >= 4),
    figure: figure::share,
    truth: 65.0,
};
const RARE: Subject = Subject { shares: &[0.9, 0.1], code: |point| point, figure: figure::share, truth: 10.0 };
const MEAN: Subject = Subject {
    shares: SHARE.shares,
    code: |point| point + 1,
    figure: |answers| figure::mean(answers, 1.0, 7.0),
    truth: 4.8,
};

fn moments(answers: &[i64], code: fn(i64) -> i64) -> Moments {
    paired::changes(answers.iter().map(|&answer| code(answer)))
}

/// Percent of runs whose interval contains the truth: with companies known, and as if they were not.
fn coverage(subject: &Subject, sizes: &[u32], correlation: f64, seed: u64) -> (f64, f64) {
    let (mut random, cuts) = (Random(seed), cuts(subject.shares));
    let (mut clustered, mut plain) = (0_u32, 0_u32);
    for _ in 0..RUNS {
        let companies =
            sizes.iter().map(|&size| moments(&random.company(size, correlation, &cuts), subject.code)).collect();
        let answers = Grouped { companies, alone: Moments::default() };
        let covers = |estimate: Estimate| u32::from(estimate.low <= subject.truth && subject.truth <= estimate.high);
        clustered += covers((subject.figure)(&answers));
        plain += covers((subject.figure)(&Grouped::ungrouped(answers.total())));
    }
    let percent = |hits: u32| 100.0 * f64::from(hits) / f64::from(RUNS);
    (percent(clustered), percent(plain))
}

#[test]
fn clustered_intervals_cover_and_unclustered_ones_do_not() {
    for (name, subject) in [("NPS", &NPS), ("share", &SHARE), ("mean", &MEAN)] {
        for (correlation, at_most) in [(0.13, 93.0), (0.25, 89.0), (0.40, 86.0)] {
            let (clustered, plain) = coverage(subject, &[5; 40], correlation, 7);
            println!("{name} at {correlation}: {clustered} clustered, {plain} unclustered");
            assert!((93.0..=97.0).contains(&clustered), "{name} at {correlation}: {clustered}");
            assert!(plain < at_most, "{name} at {correlation}: {plain} without companies");
        }
    }
}

#[test]
fn independent_answers_are_covered_with_and_without_companies() {
    for (name, subject) in [("NPS", &NPS), ("share", &SHARE), ("mean", &MEAN), ("rare share", &RARE)] {
        let (clustered, plain) = coverage(subject, &[5; 40], 0.0, 11);
        println!("{name}: {clustered} clustered, {plain} unclustered");
        assert!((94.0..=98.0).contains(&clustered), "{name}: {clustered}");
        assert!((93.5..=96.5).contains(&plain), "{name}: {plain}");
    }
}

#[test]
fn companies_of_very_different_size_and_few_of_them_are_still_covered() {
    let sizes = [40, 25, 15, 10, 8, 6, 5, 4, 3, 2, 2, 1, 1, 1, 1];
    for (name, subject) in [("NPS", &NPS), ("share", &SHARE), ("mean", &MEAN)] {
        for (label, sizes) in [("uneven", &sizes[..]), ("ten of two", &[2; 10])] {
            let (clustered, plain) = coverage(subject, sizes, 0.25, 13);
            println!("{name}, {label}: {clustered} clustered, {plain} unclustered");
            assert!(clustered > 92.5, "{name}, {label}: {clustered}");
        }
    }
}

#[test]
fn small_samples_near_the_end_of_the_scale_are_covered() {
    for n in [20, 50] {
        let (covered, _) = coverage(&RARE, &vec![1; n], 0.0, 17);
        println!("10 % of {n}: {covered}");
        assert!((93.0..=98.5).contains(&covered), "{n}: {covered}");
    }
}

#[test]
fn groups_without_a_difference_are_rarely_told_apart() {
    let (mut random, cuts) = (Random(19), cuts(NPS.shares));
    let (mut within, mut between, mut blind) = (0_u32, 0_u32, 0_u32);
    let told = |groups: &Groups| u32::from(comparison::nps(groups).expect("enough").p < 0.05);
    for _ in 0..RUNS {
        let mut halves = Groups::default();
        let mut apart = Groups::default();
        for index in 0..40 {
            let answers = random.company(6, 0.3, &cuts);
            let (first, second) = (moments(&answers[..3], NPS.code), moments(&answers[3..], NPS.code));
            halves.companies.push(Pair { first, second });
            let whole = first + second;
            let (none, even) = (Moments::default(), index % 2 == 0);
            apart.companies.push(if even {
                Pair { first: whole, second: none }
            } else {
                Pair { first: none, second: whole }
            });
        }
        within += told(&halves);
        between += told(&apart);
        let sum =
            |pick: fn(&Pair) -> Moments| apart.companies.iter().fold(Moments::default(), |sum, pair| sum + pick(pair));
        blind += told(&Groups::ungrouped(sum(|pair| pair.first), sum(|pair| pair.second)));
    }
    let percent = |hits: u32| 100.0 * f64::from(hits) / f64::from(RUNS);
    println!("false alarms: {} within, {} between, {} blind", percent(within), percent(between), percent(blind));
    assert!(percent(within) < 6.0 && percent(between) < 6.0, "{} {}", percent(within), percent(between));
    assert!(percent(blind) > 12.0, "{}", percent(blind));
    assert!((normal_cdf(0.0) - 0.5).abs() < 1e-15);
}

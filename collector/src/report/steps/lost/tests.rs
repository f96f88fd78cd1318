//! A thousand tours in which every step is equally hard, with and without colleagues who resemble each other: seldom does any
//! step stand out.
//!
//! Deliberately absent: which step is named; that is told beside the report.

use super::*;

/// SplitMix64 (Steele, Lea and Flood, 2014).
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
}

const STEPS: usize = 5;
const TOURS: u32 = 1_000;

/// How many in a hundred tours name a step, of companies of so many people; `spread`: how differently companies lose heart.
fn alarms(companies: usize, people: usize, spread: f64) -> f64 {
    let names: Vec<String> = (0..companies).map(|company| format!("c{company}")).collect();
    let keys: Vec<StepKey> = (0..STEPS).map(|step| StepKey::new(format!("s{step}")).expect("a key")).collect();
    let mut random = Random(7);
    let mut told = 0;
    for _ in 0..TOURS {
        let mut hits: Vec<Hits<'_>> = vec![Hits::default(); STEPS];
        for name in &names {
            let hardness: f64 = 0.15 + spread * (random.uniform() - 0.5);
            for _ in 0..people {
                for hits in &mut hits {
                    let goes_on = random.uniform() > hardness;
                    hits.add((companies > 1).then_some(name), goes_on);
                    if !goes_on {
                        break;
                    }
                }
            }
        }
        let candidates: Vec<Candidate<'_>> = keys.iter().zip(&hits).collect();
        told += u32::from(matches!(lost(&candidates), Some(Lost::At(_))));
    }
    100.0 * f64::from(told) / f64::from(TOURS)
}

#[test]
fn where_all_steps_are_alike_one_tour_in_twenty_at_most_names_one() {
    for (companies, people, spread) in [(1, 120, 0.0), (30, 5, 0.0), (30, 5, 0.3), (15, 20, 0.3)] {
        let alarms = alarms(companies, people, spread);
        assert!(alarms <= 5.5, "{companies} of {people}, spread {spread}: {alarms} %");
    }
}

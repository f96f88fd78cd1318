//! A thousand tours in which every step is equally hard, with and without colleagues who resemble each other, and with many
//! still under way at one step: seldom does any step stand out.
//!
//! Deliberately absent: which step is named; that is told beside the report.

use super::*;
use crate::random::Random;

const STEPS: usize = 5;
const TOURS: u32 = 1_000;

/// Who is still under way at the third step.
#[derive(Clone, Copy, Debug)]
enum UnderWay {
    Nobody,
    /// Six in ten, whatever they are going to do.
    Any,
    /// Nine in ten of those who will go on; closing takes no time.
    WhoGoOn,
}

impl UnderWay {
    fn stays(self, goes_on: bool, random: &mut Random) -> bool {
        match self {
            Self::Nobody => false,
            Self::Any => random.unit() < 0.6,
            Self::WhoGoOn => goes_on && random.unit() < 0.9,
        }
    }
}

/// How many in a hundred tours name a step, of companies of so many people; `spread`: how differently companies lose heart.
fn alarms(companies: usize, people: usize, spread: f64, under_way: UnderWay) -> f64 {
    let names: Vec<String> = (0..companies).map(|company| format!("c{company}")).collect();
    let keys: Vec<StepKey> = (0..STEPS).map(|step| StepKey::new(format!("s{step}")).expect("a key")).collect();
    let mut random = Random::new(7);
    let mut told = 0;
    for _ in 0..TOURS {
        let mut hits: Vec<[Hits<'_>; 2]> = vec![<[Hits<'_>; 2]>::default(); STEPS];
        for name in &names {
            let hardness: f64 = 0.15 + spread * (random.unit() - 0.5);
            for _ in 0..people {
                for (step, [went_on, stay]) in hits.iter_mut().enumerate() {
                    let company = (companies > 1).then_some(name.as_str());
                    let goes_on = random.unit() > hardness;
                    if step == 2 && under_way.stays(goes_on, &mut random) {
                        stay.add(company, true, 1);
                        break;
                    }
                    went_on.add(company, goes_on, 1);
                    if !goes_on {
                        break;
                    }
                }
            }
        }
        let candidates: Vec<Candidate<'_>> =
            keys.iter().zip(&hits).map(|(key, [went_on, stay])| (key, went_on, stay)).collect();
        told += u32::from(matches!(lost(&candidates), Some(Lost::At(_))));
    }
    100.0 * f64::from(told) / f64::from(TOURS)
}

#[test]
fn where_all_steps_are_alike_one_tour_in_twenty_at_most_names_one() {
    for under_way in [UnderWay::Nobody, UnderWay::Any, UnderWay::WhoGoOn] {
        for (companies, people, spread) in [(1, 120, 0.0), (30, 5, 0.0), (30, 5, 0.3), (15, 20, 0.3)] {
            let alarms = alarms(companies, people, spread, under_way);
            assert!(alarms <= 5.5, "{companies} of {people}, spread {spread}, under way {under_way:?}: {alarms} %");
        }
    }
}

//! Lift: what content changed, measured as assigned.
//!
//! People in whom it was displayed are compared with people from whom it was withheld, whatever they then did with it.
//! The horizon is fixed beforehand, and before it is over there are counts but no test: who looks every day and stops at the
//! first significant one finds lift where there is none. Deliberately absent: completed against the rest. Who completes is
//! keener to begin with, so that comparison flatters every content.

use super::comparison::{self, Comparison, Groups, Pair};
use super::{Grouped, Moments, TooFew, threshold};
use crate::time::Timestamp;

/// One arm: people assigned, and how many of them reached the goal within its window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arm {
    /// Displayed or withheld.
    pub people: i64,
    /// Reached the goal.
    pub reached: i64,
}

impl Arm {
    fn moments(self) -> Moments {
        Moments::of_share(self.reached, self.people)
    }
}

/// When lift is read, fixed before the first person is assigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// The last assignment that counts.
    pub assigned_until: Timestamp,
    /// Days each person has to reach the goal.
    pub window_days: u16,
}

impl Horizon {
    /// When everybody assigned has had their window.
    pub fn over_at(self) -> Timestamp {
        self.assigned_until.plus_days(i64::from(self.window_days))
    }
}

/// What can be said about lift.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lift {
    /// The horizon is not over: counts only.
    Running {
        /// When it will be over.
        over_at: Timestamp,
    },
    /// The horizon is over, but an arm is too small for a figure.
    TooFew {
        /// People the smaller arm lacks.
        people_needed: i64,
        /// Companies that arm lacks with fewer of them; 0 where nobody has one.
        companies_needed: i64,
    },
    /// The share that reached the goal among displayed, minus that among withheld, percent.
    Measured(Comparison),
}

/// Both arms of one company, where the holdout is drawn per company.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arms {
    /// Displayed.
    pub displayed: Arm,
    /// Withheld.
    pub withheld: Arm,
}

/// Reads lift at `now`. `companies` has one entry per company, `alone` the people without one.
///
/// Source: Newcombe's interval (method 10, 1998) for the difference of two shares; cluster-robust where companies are known.
pub fn read(companies: &[Arms], alone: Arms, horizon: Horizon, now: Timestamp) -> Lift {
    if now < horizon.over_at() {
        return Lift::Running { over_at: horizon.over_at() };
    }
    let pair = |arms: &Arms| Pair { first: arms.withheld.moments(), second: arms.displayed.moments() };
    let groups = Groups { companies: companies.iter().map(pair).collect(), alone: pair(&alone) };
    let lacks = [grouped(companies, alone, |arms| arms.withheld), grouped(companies, alone, |arms| arms.displayed)];
    let lacks = lacks.iter().filter_map(threshold::too_few);
    let most = lacks.reduce(|one, other| TooFew {
        answers_needed: one.answers_needed.max(other.answers_needed),
        companies_needed: one.companies_needed.max(other.companies_needed),
    });
    if let Some(TooFew { answers_needed, companies_needed }) = most {
        return Lift::TooFew { people_needed: answers_needed, companies_needed };
    }
    comparison::share(&groups).map_or(Lift::TooFew { people_needed: 1, companies_needed: 0 }, Lift::Measured)
}

/// One arm by company, for its own share and interval.
pub fn grouped(companies: &[Arms], alone: Arms, arm: fn(&Arms) -> Arm) -> Grouped {
    let own = companies.iter().map(|arms| arm(arms).moments()).filter(|moments| moments.n > 0).collect();
    Grouped { companies: own, alone: arm(&alone).moments() }
}

//! What content changed, measured as assigned.
//!
//! The draw assigns, never the run: a person is in the arm that their session's bucket fell into, from their first run of
//! the content on, whether it was displayed or withheld. That bucket is the company's where the run carries one, else the
//! person's. So somebody who was to be held out and opened it by hand stays where they were drawn, and those who are keen
//! enough to open it by hand are in both arms alike. Only people whose bucket changed in between (a visitor who turned out to
//! be a known user, or somebody who acted for another company) may have been in both; they are counted apart.
//! Completed people are counted, never compared: who completes is keener to begin with.
//! Deliberately absent: SQL (`crate::store::report`), and people assigned before the measurement began.

#[cfg(test)]
mod tests;

use crate::goal::counts_the_same;
use crate::store::measurement::{Fixed, can_be_measured};
use shared::api::lift::{
    Lack, LiftArm, LiftCount, LiftEffect, LiftReport, LiftState, LiftValue, Measured, Measurement, Planning,
};
use shared::content::survey::PrivacyMode;
use shared::content::trigger::Cause;
use shared::content::{Content, Goal};
use shared::id::ContentKey;
use shared::statistics::lift::{self, Arm, Arms, Lift};
use shared::statistics::value::{self, Valued};
use shared::statistics::{Comparison, Grouped, Moments, figure, plan};
use shared::targeting::goal::{Observation, progress};
use shared::targeting::share::{Purpose, in_share};
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// A person who was assigned: their first run of the content, and what they did for the goal from then on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assigned {
    /// Their own bucket: what the holdout is drawn by where a run carries no company.
    pub bucket: String,
    /// The companies that their runs carry, that of the first run first; `None` for a run without.
    pub acted_for: Vec<Option<String>>,
    /// The company they are counted with: that of their first run, or, where it has none, the one they act for.
    pub company: Option<String>,
    /// Whether they were a visitor with another bucket first, and drawn by it.
    pub became_known: bool,
    /// Their first run, displayed or withheld.
    pub at: Timestamp,
    /// Whether any was displayed.
    pub displayed: bool,
    /// Whether any was withheld.
    pub withheld: bool,
    /// When one was first gone through to the end.
    pub completed: Option<Timestamp>,
    /// Signs of the goal in their days.
    pub signs: Vec<Observation>,
}

/// A person first seen lately, for the baseline of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Newcomer {
    /// The company they act for.
    pub company: Option<String>,
    /// When they were first seen.
    pub at: Timestamp,
    /// Signs of the goal in their days.
    pub signs: Vec<Observation>,
}

/// What the report is made of.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// The newest version; `None` when there is no such content.
    pub content: Option<Content>,
    /// The goals as they are now.
    pub goals: Vec<Goal>,
    /// Whether any version is published here.
    pub published: bool,
    /// Measurements, the last begun first.
    pub measurements: Vec<Fixed>,
    /// People assigned in the last measurement.
    pub assigned: Vec<Assigned>,
    /// People first seen lately.
    pub newcomers: Vec<Newcomer>,
    /// People who came in the last four weeks, and when the first of all came.
    pub pace: (i64, Timestamp),
}

/// The bucket of a company, as sessions draw it.
pub type Draw<'a> = &'a dyn Fn(&str) -> String;

/// The report at this time; `None` when there is no such content.
pub fn report(material: &Material, draw: Draw<'_>, at: Timestamp) -> Option<LiftReport> {
    let content = material.content.as_ref()?;
    let goal = |key| material.goals.iter().find(|goal| goal.key == key);
    let now = content.goal.clone().and_then(goal);
    let mut told = material.measurements.iter();
    Some(LiftReport {
        content: content.key.clone(),
        name: content.name.clone(),
        at,
        lacks: lacks(content, now, material, at),
        measured: told
            .next()
            .map(|fixed| measured(fixed, draw, &material.assigned, (&content.key, goal(fixed.goal.key.clone())), at)),
        earlier: told.map(measurement).collect(),
        planning: planning(content, now, material, at),
    })
}

fn lacks(content: &Content, goal: Option<&Goal>, material: &Material, at: Timestamp) -> Vec<Lack> {
    let running = material.measurements.first().is_some_and(|last| last.ended_at.is_none());
    let fixed = content.measure_until.is_some_and(|until| until > at || running);
    let lacking = [
        (content.holdout == 0 || content.holdout >= 1000, Lack::Holdout),
        (goal.is_none(), Lack::Goal),
        (goal.is_some_and(|goal| goal.window_days.is_none()), Lack::Window),
        (!fixed, Lack::Horizon),
        (content.trigger.cause == Cause::Manual, Lack::Trigger),
        (content.body.privacy() == PrivacyMode::Anonymous, Lack::Person),
        (!material.published, Lack::Published),
    ];
    debug_assert!(can_be_measured(content) || lacking.iter().any(|(lacks, _)| *lacks));
    lacking.into_iter().filter_map(|(lacks, what)| lacks.then_some(what)).collect()
}

fn measurement(fixed: &Fixed) -> Measurement {
    Measurement {
        number: fixed.number,
        version: fixed.version,
        goal: fixed.goal.key.clone(),
        goal_name: fixed.goal.name.clone(),
        per: fixed.goal.per,
        holdout: fixed.holdout,
        window_days: fixed.horizon.window_days,
        from: fixed.from,
        until: fixed.horizon.assigned_until,
        over_at: fixed.horizon.over_at(),
        by: fixed.by.clone(),
        ended_at: fixed.ended_at,
    }
}

/// The arms of a person's runs, that of the first run first: whether each was to be withheld.
fn arms<'a>(fixed: &'a Fixed, draw: Draw<'a>, content: &'a str, person: &'a Assigned) -> impl Iterator<Item = bool> {
    let own = person.acted_for.is_empty().then_some(&None);
    own.into_iter().chain(&person.acted_for).map(move |company| match company {
        Some(company) => in_share(fixed.holdout, Purpose::Holdout, content, &draw(company)),
        None => in_share(fixed.holdout, Purpose::Holdout, content, &person.bucket),
    })
}

/// People by arm and company, with what each came to.
#[derive(Debug, Default)]
struct Counted<'a> {
    companies: BTreeMap<&'a str, (usize, Arms)>,
    alone: Arms,
    values: Vec<Valued>,
    crossed: i64,
    asked: i64,
    completed: LiftCount,
}

impl<'a> Counted<'a> {
    fn of(fixed: &Fixed, draw: Draw<'_>, content: &str, people: &'a [Assigned]) -> Self {
        let mut counted = Self::default();
        for person in people {
            let mut arms = arms(fixed, draw, content, person);
            let held = arms.next().unwrap_or(false);
            let moved = arms.any(|other| other != held) || (held && person.displayed && person.became_known);
            if moved || (!held && person.withheld) {
                counted.crossed += 1;
                continue;
            }
            counted.asked += i64::from(held && person.displayed);
            counted.add(fixed, person, held);
        }
        counted
    }

    fn add(&mut self, fixed: &Fixed, person: &'a Assigned, held: bool) {
        let came_to = progress(&fixed.goal, Some(person.at), &person.signs);
        let reached = i64::from(came_to.reached_at.is_some());
        let next = self.companies.len();
        let own = person.company.as_deref().map(|name| self.companies.entry(name).or_insert((next, Arms::default())));
        let (company, arms) = match own {
            Some((index, arms)) => (Some(*index), arms),
            None => (None, &mut self.alone),
        };
        let arm = if held { &mut arms.withheld } else { &mut arms.displayed };
        *arm = Arm { people: arm.people + 1, reached: arm.reached + reached };
        if !held && person.completed.is_some() {
            self.completed.people += 1;
            self.completed.reached += reached;
        }
        self.values.push(Valued { company, second: !held, value: came_to.value });
    }
}

fn measured(
    fixed: &Fixed,
    draw: Draw<'_>,
    people: &[Assigned],
    (content, goal): (&ContentKey, Option<&Goal>),
    at: Timestamp,
) -> Measured {
    let counted = Counted::of(fixed, draw, content.as_str(), people);
    let companies: Vec<Arms> = counted.companies.values().map(|(_, arms)| *arms).collect();
    let (state, effect) = if fixed.ended_at.is_some() {
        (LiftState::Ended, None)
    } else if !goal.is_some_and(|goal| counts_the_same(goal, &fixed.goal)) {
        (LiftState::GoalChanged, None)
    } else {
        match lift::read(&companies, counted.alone, fixed.horizon, at) {
            Lift::Running { .. } => (LiftState::Running, None),
            Lift::TooFew { people_needed, companies_needed } => {
                (LiftState::TooFew { people_needed, companies_needed }, None)
            }
            Lift::Measured(comparison) => (LiftState::Measured, Some(effect(comparison))),
        }
    };
    let arm = |of: fn(&Arms) -> Arm| arm_of(&lift::grouped(&companies, counted.alone, of), effect.is_some());
    let quantity = fixed.goal.value.as_ref().filter(|_| effect.is_some());
    Measured {
        measurement: measurement(fixed),
        state,
        displayed: arm(|arms| arms.displayed),
        withheld: arm(|arms| arms.withheld),
        crossed: counted.crossed,
        asked: counted.asked,
        completed: counted.completed,
        effect,
        value: quantity.and_then(|quantity| value_of(&quantity.property, &counted.values)),
    }
}

fn arm_of(people: &Grouped, has_figure: bool) -> LiftArm {
    let total = people.total();
    LiftArm {
        count: LiftCount { people: total.n, reached: total.sum },
        companies: people.companies(),
        share: has_figure.then(|| figure::share(people)),
    }
}

fn effect(Comparison { difference: value, low, high, p, clustered }: Comparison) -> LiftEffect {
    LiftEffect { value, low, high, p, clustered }
}

fn value_of(property: &str, values: &[Valued]) -> Option<LiftValue> {
    let means = value::compare(values)?;
    let (displayed, withheld) = (means.second, means.first);
    Some(LiftValue { property: property.to_owned(), displayed, withheld, effect: effect(means.comparison) })
}

fn planning(content: &Content, goal: Option<&Goal>, material: &Material, at: Timestamp) -> Planning {
    let mut companies: BTreeMap<&str, Moments> = BTreeMap::new();
    let mut alone = Moments::default();
    for person in goal.iter().flat_map(|_| &material.newcomers) {
        let reached = goal.is_some_and(|goal| progress(goal, Some(person.at), &person.signs).reached_at.is_some());
        let sums = person.company.as_deref().map_or(&mut alone, |name| companies.entry(name).or_default());
        *sums += Moments::of_share(i64::from(reached), 1);
    }
    let recent = Grouped { companies: companies.into_values().collect(), alone };
    let (came, first) = material.pace;
    let days = at.day() - first.day() + 1;
    Planning {
        recent: LiftCount { people: recent.total().n, reached: recent.total().sum },
        per_week: plan::per_week(came, days),
        design_effect: recent.design().effect,
        window_days: goal.and_then(|goal| goal.window_days).unwrap_or(0),
        holdout: content.holdout,
    }
}

//! What a content changed, measured as assigned: `GET /api/reports/{content}/lift?environment=`.
//!
//! People to whom it may be displayed are compared with those from whom it is withheld, whatever they then did with it.
//! Deliberately absent: a figure before the horizon is over, completed people against the rest, before against after.

use super::report::Estimate;
use crate::content::PerMille;
use crate::content::goal::Per;
use crate::id::{ContentKey, GoalKey};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What can be said about lift, and what is needed for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LiftReport {
    /// The content.
    pub content: ContentKey,
    /// What members call it.
    pub name: String,
    /// When this was read.
    pub at: Timestamp,
    /// What the newest version lacks to be measured; empty when nothing.
    pub lacks: Vec<Lack>,
    /// The last measurement begun; `None` when there was none yet.
    pub measured: Option<Measured>,
    /// Earlier ones, the last begun first: changing the horizon, the share held out or the goal begins another.
    pub earlier: Vec<Measurement>,
    /// What a plan can start from.
    pub planning: Planning,
}

/// What is lacking for a measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// Nobody is held out.
    Holdout,
    /// No goal is named, or there is none of that name.
    Goal,
    /// The goal has no number of days.
    Window,
    /// No time is fixed until which people are assigned, or it had passed when it was published.
    Horizon,
    /// People start it by hand, which is never withheld.
    Trigger,
    /// Answers are anonymous, so nobody knows who was held out.
    Person,
    /// It is not published here.
    Published,
}

/// A measurement as it was fixed when a version was published. It is never changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Measurement {
    /// Counts up from 1, by content and environment.
    pub number: i64,
    /// The first version it is about.
    pub version: u32,
    /// The goal.
    pub goal: GoalKey,
    /// What members called the goal then.
    pub goal_name: String,
    /// Whether the goal is a person's or a company's.
    pub per: Per,
    /// The share of people held out.
    pub holdout: PerMille,
    /// Days each person has.
    pub window_days: u16,
    /// The first assignment that counts.
    pub from: Timestamp,
    /// The last assignment that counts.
    pub until: Timestamp,
    /// When everybody assigned has had their days: the horizon.
    pub over_at: Timestamp,
    /// Who published it.
    pub by: String,
    /// When something else was published before the horizon was over; nothing is tested then.
    pub ended_at: Option<Timestamp>,
}

/// A measurement with what it counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Measured {
    /// What was fixed beforehand.
    pub measurement: Measurement,
    /// Whether there is a figure, and if not, why.
    pub state: LiftState,
    /// People drawn to see it.
    pub displayed: LiftArm,
    /// People drawn not to see it: the baseline.
    pub withheld: LiftArm,
    /// People of both arms at once, since who they are, or for which company, changed in between; in neither arm.
    pub crossed: i64,
    /// People drawn not to see it who asked for it themselves. They stay in the arm they were drawn for.
    pub asked: i64,
    /// Of the people drawn to see it, those who went through to the end. A description; never compared with the rest.
    pub completed: LiftCount,
    /// Share that reached the goal, displayed minus withheld, percentage points; `None` unless `state` is `measured`.
    pub effect: Option<LiftEffect>,
    /// Where the goal has a quantity: its mean per person, displayed minus withheld; `None` unless `state` is `measured`.
    pub value: Option<LiftValue>,
}

/// Whether there is a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LiftState {
    /// The horizon is not over: counts only.
    Running,
    /// Something else was published before the horizon was over: counts only, for good.
    Ended,
    /// The goal counts something else now than when it was fixed.
    GoalChanged,
    /// The horizon is over, but an arm is too small.
    TooFew {
        /// People the smaller arm lacks.
        people_needed: i64,
        /// Companies the smaller arm lacks; 0 where nobody has one.
        companies_needed: i64,
    },
    /// There is a figure.
    Measured,
}

/// People, and how many of them reached the goal in their days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LiftCount {
    /// People.
    pub people: i64,
    /// Reached the goal.
    pub reached: i64,
}

/// One arm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LiftArm {
    /// People, and how many of them reached the goal so far.
    pub count: LiftCount,
    /// Companies they belong to.
    pub companies: i64,
    /// The share, percent; `None` unless there is a figure.
    pub share: Option<Estimate>,
}

/// A difference with its interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LiftEffect {
    /// The observed difference.
    pub value: f64,
    /// Lower end of its 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How often chance alone would show a difference at least this large (two-sided).
    pub p: f64,
    /// Whether the interval allows for colleagues resembling each other.
    pub clustered: bool,
}

impl LiftEffect {
    /// Whether it is told from chance at the 5 % level.
    pub fn is_significant(&self) -> bool {
        self.p < 0.05
    }
}

/// A quantity per person, against the baseline of those from whom it was withheld.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LiftValue {
    /// The property that is summed.
    pub property: String,
    /// Mean per person drawn to see it.
    pub displayed: f64,
    /// Mean per person drawn not to see it.
    pub withheld: f64,
    /// Displayed minus withheld.
    pub effect: LiftEffect,
}

/// What a plan can start from; the plan itself is `shared::statistics::plan::lift`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Planning {
    /// How many of the people first seen lately reached the goal in their days; of nobody when there is no goal.
    pub recent: LiftCount,
    /// New people a week.
    pub per_week: f64,
    /// By how much resemblance of colleagues widens an interval for these people, at least 1.
    pub design_effect: f64,
    /// Days each person has; 0 when the goal has none.
    pub window_days: u16,
    /// The share held out by the newest version.
    pub holdout: PerMille,
}

//! Goals: something observable that proves success, defined without code.

use super::audience::TraitTest;
use super::trigger::{EventTest, PageRule};
use crate::id::{ContentKey, GoalKey};
use serde::{Deserialize, Serialize};

/// Something observable that proves success.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Names the goal for good.
    pub key: GoalKey,
    /// What members call it.
    pub name: String,
    /// What is observed.
    pub sign: Sign,
    /// How often it must be observed.
    #[serde(default = "once")]
    pub count: u32,
    /// For signs with a quantity: the property whose sum must reach [`Quantity::at_least`].
    #[serde(default)]
    pub value: Option<Quantity>,
    /// Days from the start of guidance in which it counts; no limit when absent.
    #[serde(default)]
    pub window_days: Option<u16>,
    /// Whether one person must reach it, or the company as a whole.
    #[serde(default)]
    pub per: Per,
    /// Whether the sign must come from the host's back end to count.
    #[serde(default)]
    pub from_server: bool,
}

fn once() -> u32 {
    1
}

/// What is observed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// A tracked event.
    Event(EventTest),
    /// A page is visited.
    Page(PageRule),
    /// An element that fits this CSS selector is clicked.
    Click(String),
    /// An element that fits this CSS selector is present.
    Element(String),
    /// A trait of the person fits.
    Person(TraitTest),
    /// A trait of the company fits.
    Company(TraitTest),
    /// This content was gone through to the end.
    Completed(ContentKey),
}

/// A quantity to be reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    /// The numeric property that is summed.
    pub property: String,
    /// The sum that proves success.
    pub at_least: f64,
}

/// Who must reach a goal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// One person.
    #[default]
    Person,
    /// The company, by whichever of its people.
    Company,
}

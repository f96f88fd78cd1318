//! Audiences: conditions on the person and company, and segments, which are named conditions.
//!
//! Deliberately absent: their evaluation; that is [`crate::targeting`].

use crate::id::{ContentKey, SegmentKey};
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// A condition on who somebody is and what they have seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// All of these hold; an empty list always holds.
    All(Vec<Condition>),
    /// At least one of these holds; an empty list never holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// A trait of the person.
    Person(TraitTest),
    /// A trait of the company the person acts for.
    Company(TraitTest),
    /// The person is in the segment.
    Segment(SegmentKey),
    /// The page's locale is one of these, or a more exact form of one (`en` covers `en-GB`).
    Locale(Vec<String>),
    /// The device is one of these.
    Device(Vec<Device>),
    /// The person is here for the first time, or has been before.
    Visitor(Visitor),
    /// What the person has done with other content.
    History {
        /// The content.
        content: ContentKey,
        /// What was done with it.
        did: Deed,
        /// Within this many days; ever when absent.
        #[serde(default)]
        within_days: Option<u16>,
    },
}

impl Default for Condition {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// A test of one trait.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TraitTest {
    /// The trait's name.
    pub name: String,
    /// The test of its value.
    pub test: Test,
}

/// A test of a value. A value of another type never fits (and always fits the negated forms).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// The same value.
    Is(Value),
    /// Absent or another value.
    IsNot(Value),
    /// A text that contains this text, or a list with this item.
    Contains(String),
    /// Absent, or neither a text that contains this text nor a list with this item.
    ContainsNot(String),
    /// A number greater than this.
    Greater(f64),
    /// A number at least this.
    AtLeast(f64),
    /// A number less than this.
    Less(f64),
    /// A number at most this.
    AtMost(f64),
    /// One of these values.
    In(Vec<Value>),
    /// Absent or none of these values.
    NotIn(Vec<Value>),
    /// There is a value.
    Present,
    /// There is no value.
    Absent,
    /// A date in the last so many days.
    WithinDays(u16),
    /// A date longer ago than so many days.
    OlderThanDays(u16),
    /// A date in the next so many days.
    InNextDays(u16),
    /// A date before this one (ISO 8601).
    Before(String),
    /// A date at or after this one (ISO 8601).
    After(String),
}

/// The kind of device, told by the loader from the viewport and the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// Narrow, coarse pointer.
    Phone,
    /// Wide, coarse pointer.
    Tablet,
    /// Fine pointer.
    Desktop,
}

/// First visit or not: new until 24 hours after the person was first seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Visitor {
    /// First seen within the last 24 hours.
    New,
    /// First seen earlier.
    Returning,
}

/// What a person has done with content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// It was displayed.
    Seen,
    /// At least one question was answered.
    Answered,
    /// It was gone through to the end.
    Completed,
    /// It was dismissed.
    Dismissed,
    /// It was displayed and not gone through since, and either the person closed or refused it half an hour ago or more, in an earlier visit
    /// therefore, or the window of its goal ended; and the goal, where there is one, was not attained in time.
    Abandoned,
}

/// A named condition of the workspace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// Names the segment for good.
    pub key: SegmentKey,
    /// What members call it.
    pub name: String,
    /// Who is in it; may not refer to other segments.
    pub condition: Condition,
}

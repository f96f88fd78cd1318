//! Triggers: what in the page starts content.
//!
//! Deliberately absent: the decision itself; that is [`crate::targeting`].

use serde::{Deserialize, Serialize};

/// What in the page starts content: on which pages, by which cause, after which delay, unless what happens.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Trigger {
    /// Pages it may start on: none of the negated rules fits, and at least one of the others if there are any.
    pub pages: Vec<PageRule>,
    /// What starts it.
    pub cause: Cause,
    /// How long after the cause, milliseconds; everything is checked again when the time has passed.
    pub delay_ms: u32,
    /// Events that call it off while it waits.
    pub cancel: Vec<EventTest>,
}

/// One rule on the page's address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PageRule {
    /// The pattern.
    pub pattern: Pattern,
    /// Which part of the address it is compared with.
    #[serde(default)]
    pub part: UrlPart,
    /// Whether pages that fit are left out instead.
    #[serde(default)]
    pub not: bool,
}

/// The part of a page's address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UrlPart {
    /// The path, as in `/settings/team`; hash routes (`#/settings`) count as path when the hash starts with `#/`.
    #[default]
    Path,
    /// The whole address.
    Url,
}

/// A pattern for an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// The same text; a trailing slash does not matter.
    Exact(String),
    /// Starts with the text; a path by whole segments, so that `/settings` fits `/settings/team`, not `/settings-old`.
    Prefix(String),
    /// `*` is any text without a slash, `**` any text; `/**` at the end also fits nothing, so `/help/**` fits `/help`.
    Glob(String),
    /// A regular expression in the syntax that JavaScript and Rust share.
    Regex(String),
}

/// What starts content.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Cause {
    /// Being on a page that fits.
    #[default]
    Page,
    /// A tracked event.
    Event(EventTest),
    /// An element that fits this CSS selector is present and visible.
    Element(String),
    /// A click on an element that fits this CSS selector.
    Click(String),
    /// The page was scrolled by this share of its height, percent.
    Scroll(u8),
    /// The pointer leaves the page at the top (on touch: a fast scroll upwards).
    Exit,
    /// No pointer, key or touch for this many seconds.
    Inactive(u16),
    /// Only `waymark.start`.
    Manual,
}

/// A test of a tracked event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EventTest {
    /// The event's name.
    pub name: String,
    /// All of these must hold.
    #[serde(default)]
    pub properties: Vec<PropertyTest>,
}

/// A test of one property.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PropertyTest {
    /// The property's name.
    pub name: String,
    /// The test of its value.
    pub test: super::Test,
}

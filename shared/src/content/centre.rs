//! The resource centre, and the articles in it: help that people find themselves.
//!
//! Deliberately absent: finding; the collector searches (`collector/src/search.rs`).

use super::Link;
use super::checklist::Action;
use super::tour::Media;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A place for help: search, what to read, what to start again, what is new, and a way to reach a human.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Centre {
    /// What it is called; also says what its launcher opens.
    pub title: Text,
    /// Groups of entries ("Get started", "What is new", "Tell us"), in this order, below the person's checklists.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// Whether articles and entries can be searched.
    #[serde(default = "yes")]
    pub search: bool,
    /// How a human is reached.
    #[serde(default)]
    pub contact: Option<Link>,
}

fn yes() -> bool {
    true
}

/// A group of entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its heading.
    pub title: Text,
    /// What is in it.
    pub entries: Vec<Entry>,
}

/// An entry of a section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What it says.
    pub label: Text,
    /// Where it leads.
    pub to: Action,
}

/// Something to read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its heading.
    pub title: Text,
    /// What it says, with the safe markup.
    pub text: Text,
    /// A picture or video below the heading.
    #[serde(default)]
    pub media: Option<Media>,
    /// Further words it is found by.
    #[serde(default)]
    pub keywords: Text,
}

//! Searching articles and opening one: what the widget asks the collector and is told.
//!
//! What is found travels as postcard in base64, like a briefing: one build encodes and decodes it. Deliberately absent: what is
//! found when; that is the collector's `search.rs`.

use crate::content::audience::Device;
use crate::event::Who;
use crate::id::ContentKey;
use crate::value::ValueChanges;
use serde::{Deserialize, Serialize};

/// Searches the articles that are for this person: `POST /v1/search`, `text/plain` JSON.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SearchRequest {
    /// The environment's write key.
    pub key: String,
    /// Who is here.
    #[serde(default)]
    pub who: Who,
    /// Signs the user id, where the environment demands it.
    #[serde(default)]
    pub token: Option<String>,
    /// Traits said in this page, perhaps not yet stored.
    #[serde(default)]
    pub traits: ValueChanges,
    /// Company traits said in this page, perhaps not yet stored.
    #[serde(default)]
    pub company_traits: ValueChanges,
    /// The locale the person reads.
    #[serde(default)]
    pub locale: String,
    /// The kind of device.
    #[serde(default)]
    pub device: Option<Device>,
    /// What is sought; empty for the newest articles.
    #[serde(default)]
    pub query: String,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SearchAnswer {
    /// A list of [`Hit`] as postcard in base64, the best first; at most twenty.
    pub found: String,
}

/// An article that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// The article.
    pub key: ContentKey,
    /// Its heading, in the locale nearest to the person's.
    pub title: String,
    /// The part of its text where it was found, without markup.
    pub excerpt: String,
}

/// Opens an article that is for this person: `POST /v1/article`, `text/plain` JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArticleRequest {
    /// The environment's write key.
    pub key: String,
    /// Who is here.
    #[serde(default)]
    pub who: Who,
    /// Signs the user id, where the environment demands it.
    #[serde(default)]
    pub token: Option<String>,
    /// Traits said in this page, perhaps not yet stored.
    #[serde(default)]
    pub traits: ValueChanges,
    /// Company traits said in this page, perhaps not yet stored.
    #[serde(default)]
    pub company_traits: ValueChanges,
    /// The locale the person reads.
    #[serde(default)]
    pub locale: String,
    /// The kind of device.
    #[serde(default)]
    pub device: Option<Device>,
    /// The article.
    pub article: ContentKey,
}

/// The article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArticleAnswer {
    /// An [`crate::content::Article`] as postcard in base64, each text in one locale only: the nearest to the person's.
    pub article: String,
    /// The published version, for what is told of its being read.
    pub version: u32,
}

//! Texts by locale with fallback, and the small safe markup (bold, link, code, list).
//!
//! Deliberately absent: HTML. Markup is parsed into pieces that the view turns into nodes.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text in one or more locales, keyed by BCP 47 tag (`en`, `ja`, `pt-BR`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Text(pub BTreeMap<String, String>);

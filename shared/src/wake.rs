//! Wake rules: when the loader must wake the engine.
//!
//! They are a sound over-approximation of the triggers: the loader may wake the engine too often, never too rarely.
//! Deliberately absent: property filters, element and scroll conditions. The engine checks those.

use serde::{Deserialize, Serialize};

/// Wake the engine when all named conditions hold; an empty rule means now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct WakeRule {
    /// The page's path starts with this text.
    pub path_prefix: Option<String>,
    /// An event of this name was tracked in this page.
    pub event: Option<String>,
    /// Only `waymark.start` with this content key wakes the engine.
    pub start: Option<String>,
}

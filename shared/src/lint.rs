//! Advice on content.

use serde::{Deserialize, Serialize};

/// One piece of advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Advice {
    /// How much it matters.
    pub severity: Severity,
    /// A stable code such as `missing_translation`.
    pub code: String,
    /// Where in the content, as a path such as `body.survey.questions[1].title`.
    pub at: String,
    /// What is wrong and what to do, in one sentence.
    pub message: String,
}

/// How much advice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The content cannot be published.
    Error,
    /// It will probably work badly.
    Warning,
    /// It could be better.
    Hint,
}

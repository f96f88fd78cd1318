//! Messages: replies of members to one person, shown in the product.
//!
//! Deliberately absent: answering a message there. Its button leads to wherever a person can answer.

use crate::content::checklist::Action;
use crate::id::{ContentKey, RunId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Writes a message: `POST /api/people/{person}/messages?environment=`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    /// Whose name stands over it, at most 100 characters; empty takes the name of whoever calls.
    #[serde(default)]
    pub from: String,
    /// The locale it is written in.
    pub locale: String,
    /// What it says, with the safe markup; at most 5000 characters.
    pub text: String,
    /// A button beside "Done".
    #[serde(default)]
    pub button: Option<MessageButton>,
    /// The response that it answers: that one's follow-up then waits and says so.
    #[serde(default)]
    pub response: Option<RunId>,
}

/// A button of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MessageButton {
    /// What it says, at most 100 characters.
    pub label: String,
    /// Where it leads; content has to be published to the environment.
    pub to: Action,
}

/// A message and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Message {
    /// Names it in events, `message-…`.
    pub key: ContentKey,
    /// What was written.
    pub message: NewMessage,
    /// When.
    pub at: Timestamp,
    /// By whom: a member's e-mail address or a token's name.
    pub by: String,
    /// How far it has come.
    pub state: MessageState,
    /// Since when; `None` while it waits.
    pub state_at: Option<Timestamp>,
}

/// How far a message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// Not displayed yet: the person has not come.
    Waiting,
    /// Displayed; it comes again until it is read or dismissed.
    Displayed,
    /// Gone through: read and confirmed, or its button pressed.
    Read,
    /// Closed unconfirmed, or refused.
    Dismissed,
}

/// Messages to one person: `GET /api/people/{person}/messages?environment=`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Messages {
    /// The newest first.
    pub messages: Vec<Message>,
}

//! Members, sign-in and API tokens.

use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What a member may do; each role includes those below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads everything.
    Viewer,
    /// Writes and publishes content.
    Editor,
    /// Manages members, tokens and environments.
    Owner,
}

/// Sets up the first member with the one-time link that `waymark serve` prints: `POST /api/setup`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SetupRequest {
    /// The secret in the link.
    pub token: String,
    /// The workspace's name.
    pub workspace: String,
    /// The member's e-mail address.
    pub email: String,
    /// At least 12 characters.
    pub password: String,
}

/// Signs a member in: `POST /api/sign-in`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    /// The member's e-mail address.
    pub email: String,
    /// The password.
    pub password: String,
}

/// Who is signed in: `GET /api/me`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Me {
    /// The workspace's name.
    pub workspace: String,
    /// The member's e-mail address, or the token's name.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

/// An API token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Token {
    /// Names the token in the API.
    pub id: String,
    /// What members call it.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// All API tokens: `GET /api/tokens`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tokens {
    /// The newest first.
    pub tokens: Vec<Token>,
}

/// Makes an API token: `POST /api/tokens`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// What members call it.
    pub name: String,
    /// What it may do.
    pub role: Role,
}

/// A fresh API token; the secret is shown this once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FreshToken {
    /// The token.
    pub token: Token,
    /// The secret, `wk_sec_…`.
    pub secret: String,
}

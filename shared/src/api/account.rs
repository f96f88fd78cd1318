//! Members, sign-in and API tokens.

use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a member or token may do. Viewer, editor and owner each include those below; a sender only sends, and only a token
/// can be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sends events, people and companies, and can do nothing else; for tokens of host back ends.
    Sender,
    /// Reads everything.
    Viewer,
    /// Writes and publishes content.
    Editor,
    /// Manages members, tokens and environments.
    Owner,
}

impl Role {
    /// The role as it is written in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sender => "sender",
            Self::Viewer => "viewer",
            Self::Editor => "editor",
            Self::Owner => "owner",
        }
    }

    /// The role of this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Sender, Self::Viewer, Self::Editor, Self::Owner].into_iter().find(|role| role.name() == name)
    }

    /// Whether it may send what host back ends know: senders, and whoever may write content.
    pub fn may_send(self) -> bool {
        self == Self::Sender || self >= Self::Editor
    }
}

/// Sets up the first member with the one-time link that `waymark serve` prints: `POST /api/setup`.
#[derive(Clone, Serialize, Deserialize)]
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

/// Whether the first member is still to be set up: `GET /api/setup`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetupState {
    /// Nobody can sign in yet; the collector has printed a one-time link.
    pub needed: bool,
}

/// Signs a member in: `POST /api/sign-in`.
#[derive(Clone, Serialize, Deserialize)]
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
    /// The first characters of the secret, to tell tokens apart.
    pub prefix: String,
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
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FreshToken {
    /// The token.
    pub token: Token,
    /// The secret, `wk_sec_…`.
    pub secret: String,
}

/// A member of the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    /// Names the member in the API.
    pub id: String,
    /// The e-mail address.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Since when.
    pub created_at: Timestamp,
}

/// All members: `GET /api/members`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Members {
    /// In the order they joined.
    pub members: Vec<Member>,
}

/// Invites a member: `POST /api/members`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewMember {
    /// The e-mail address.
    pub email: String,
    /// What they may do.
    pub role: Role,
}

/// A one-time link that the owner passes on; shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invitation {
    /// Where the new member chooses a password: the console, with the secret in the fragment.
    pub url: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Accepts an invitation: `POST /api/join`; signs the new member in.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct JoinRequest {
    /// The secret in the link.
    pub token: String,
    /// At least 12 characters.
    pub password: String,
}

/// Changes what a member may do: `PUT /api/members/{member}`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleChange {
    /// What they may do from now on.
    pub role: Role,
}

/// Changes one's own password: `PUT /api/me/password`; other sign-ins of the member end.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The password so far.
    pub current: String,
    /// At least 12 characters.
    pub new: String,
}

/// `Debug` without any field, so that a secret never ends up in a log.
macro_rules! hidden {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}
hidden!(SetupRequest, SignInRequest, FreshToken, Invitation, JoinRequest, PasswordChange);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_never_ends_up_in_a_log() {
        let request = SignInRequest { email: "a@b.example".into(), password: "correct horse".into() };
        assert_eq!(format!("{request:?}"), "SignInRequest { .. }");
    }

    #[test]
    fn roles_have_names_and_each_includes_those_below() {
        assert_eq!(Role::named("editor"), Some(Role::Editor));
        assert_eq!(Role::named("god"), None);
        assert!(Role::Viewer < Role::Editor && Role::Editor < Role::Owner);
    }

    #[test]
    fn a_sender_sends_and_reads_nothing() {
        assert!(Role::Sender < Role::Viewer);
        let sending = [Role::Sender, Role::Viewer, Role::Editor, Role::Owner].map(Role::may_send);
        assert_eq!(sending, [true, false, true, true]);
    }
}

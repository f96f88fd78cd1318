//! Environments: where content is published to, with write key and allowed origins.

use crate::content::Theme;
use crate::content::frequency::Caps;
use crate::lint::Advice;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// An environment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Environment {
    /// Names the environment in the API, such as `production`.
    pub key: String,
    /// What members call it.
    pub name: String,
    /// The public write key, `wk_pub_…`.
    pub write_key: String,
    /// Its settings.
    pub settings: EnvironmentSettings,
    /// The `<script>` tag for the host page.
    pub snippet: String,
    /// What a strict Content-Security-Policy must allow, one directive a line.
    pub csp: String,
    /// Advice on the theme.
    #[serde(default)]
    pub advice: Vec<Advice>,
}

/// Settings of an environment; in `PUT` all of them are replaced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct EnvironmentSettings {
    /// Origins whose pages may use the write key, such as `https://app.example.com`; `*` in front of a domain covers its subdomains.
    pub origins: Vec<String>,
    /// Whether nothing is shown; events are still taken.
    pub stopped: bool,
    /// Whether nothing may be stored or sent before `consent(true)`.
    pub consent_required: bool,
    /// Whether `identify` must come with a signed token.
    pub token_required: bool,
    /// How the widget looks.
    pub theme: Theme,
    /// Caps over all automatic content.
    pub caps: Caps,
    /// Traits that reports can be split by, at most 16.
    pub reportable_traits: Vec<String>,
}

/// All environments: `GET /api/environments`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Environments {
    /// In the order they were made.
    pub environments: Vec<Environment>,
}

/// Makes an environment: `POST /api/environments`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewEnvironment {
    /// Names the environment in the API: lower-case letters, digits, `-`, `_`.
    pub key: String,
    /// What members call it.
    pub name: String,
    /// Its settings.
    #[serde(default)]
    pub settings: EnvironmentSettings,
}

/// Whether the environment's pages have been heard: `GET /api/environments/{environment}/heard`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Heard {
    /// The last session a page asked for; `None` while no page has been heard.
    pub at: Option<Timestamp>,
    /// The origin of that page.
    pub origin: Option<String>,
    /// Origins that were refused lately: the list of allowed origins may lack them.
    pub refused_origins: Vec<String>,
}

/// The one switch: stops or resumes an environment, `POST /api/environments/{environment}/stop`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StopRequest {
    /// Whether nothing is shown from now on.
    pub stopped: bool,
}

/// The secret with which the host's back end signs the tokens for `identify` (JWT, HS256):
/// `GET /api/environments/{environment}/identity-secret`; `POST` there replaces it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IdentitySecret {
    /// The secret; tokens signed with an earlier one are refused.
    pub secret: String,
}

impl std::fmt::Debug for IdentitySecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IdentitySecret").finish_non_exhaustive()
    }
}

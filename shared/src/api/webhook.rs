//! Webhooks: who at the vendor's side is told when somebody is handed over to a person, and what they are told.
//!
//! Requests are signed as Standard Webhooks says (<https://www.standardwebhooks.com>): `webhook-id`, which stays the same when a
//! notice is sent again, `webhook-timestamp` (seconds) and `webhook-signature`. Deliberately absent: what people answered or
//! wrote, beyond that it was hard for them, and any trait but the company's name and who answers for it; whoever wants more
//! follows the link.

use crate::id::{ContentKey, StepKey};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The webhook of an environment: `GET /api/environments/{environment}/webhook`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Webhook {
    /// Where notices are posted to.
    pub url: String,
    /// What signs them, `whsec_…`; only in the answer to the request that made it, never again.
    #[serde(default)]
    pub secret: Option<String>,
    /// Since when nothing is sent, because the receiver answered 410; a test that arrives, or saving, goes on with it.
    pub stopped_at: Option<Timestamp>,
    /// How the last delivery went since the webhook was saved.
    pub last: Option<Delivery>,
    /// Notices that are still to be sent, those that are tried again included.
    pub waiting: i64,
    /// Notices that were given up after about a day; a test that arrives, or saving, sends them again. They are kept for the
    /// days of `--quarantine-days`.
    pub failed: i64,
}

impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The address may be a secret as well, as those of chats are.
        f.debug_struct("Webhook")
            .field("stopped_at", &self.stopped_at)
            .field("last", &self.last)
            .finish_non_exhaustive()
    }
}

/// Sets the webhook of an environment: `PUT /api/environments/{environment}/webhook`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WebhookChange {
    /// Where notices are posted to: an address that begins with `https://`.
    pub url: String,
    /// Whether to make another secret; the first is made in any case. What is signed with the old one is sent no more.
    #[serde(default)]
    pub renew_secret: bool,
}

impl std::fmt::Debug for WebhookChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WebhookChange").field("renew_secret", &self.renew_secret).finish_non_exhaustive()
    }
}

/// What became of sending something: `POST /api/environments/{environment}/webhook/test`, and of the last notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Delivery {
    /// When.
    pub at: Timestamp,
    /// The status that was answered; 200 to 299 is a success. `None` when nothing was answered.
    pub status: Option<u16>,
    /// Why nothing was answered.
    pub fault: Option<DeliveryFault>,
    /// The same in one sentence.
    pub detail: String,
}

impl Delivery {
    /// Whether the receiver took it.
    pub fn arrived(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }
}

/// Why nothing was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryFault {
    /// The host's name leads nowhere.
    UnknownHost,
    /// The host's name leads into a private network, which the operator has not allowed.
    PrivateAddress,
    /// The certificate is not that of the host, or the connection cannot be made secure.
    NotSecure,
    /// Nothing was answered within ten seconds.
    TimedOut,
    /// Nobody listens there, or the connection broke.
    Unreachable,
}

/// What is posted to the webhook when somebody is handed over to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Notice {
    /// `follow_up.opened`; of a test `webhook.test`, whose `data` has `environment` and `url` only.
    #[serde(rename = "type")]
    pub kind: String,
    /// When it happened, ISO 8601 in UTC.
    pub timestamp: String,
    /// Who wants a person, and where to read more.
    pub data: Opened,
}

/// Who wants a person, and where to read more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Opened {
    /// The environment's key.
    pub environment: String,
    /// The content that handed over.
    pub content: ContentKey,
    /// What members call it.
    pub content_name: String,
    /// What did it: `step`, `high_effort`, `dismissed` or `not_attained`.
    pub why: String,
    /// The step, where one did it.
    pub step: Option<StepKey>,
    /// User id, or anonymous id of a visitor.
    pub person: String,
    /// The company they acted for.
    pub company: Option<String>,
    /// Its trait `name`, where it is known.
    pub company_name: Option<String>,
    /// Whom the company's trait named to take over; empty for nobody.
    pub owner: String,
    /// The follow-up in the console.
    pub url: String,
}

//! Why content is shown to somebody, or not: the whole chain with the facts behind each link; and the token that lets a page
//! tell it.
//!
//! Deliberately absent: sentences. The console makes them in its own languages.

use crate::content::audience::Device;
use crate::content::trigger::{Cause, PageRule};
use crate::content::{Kind, PerMille, Repeat};
use crate::id::{ContentKey, StepKey};
use crate::targeting::Reason;
use crate::targeting::chain::{Examined, Outcome, Verdict};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Why: `GET /api/explain?environment=&content=&person=`, and in a page that was opened with a debug token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Explanation {
    /// The moment it was decided for.
    pub at: Timestamp,
    /// The environment's key.
    pub environment: String,
    /// The content.
    pub content: ContentKey,
    /// What members call it.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Whom it is about.
    pub person: Whom,
    /// Where they are.
    pub place: Place,
    /// A run that is open and goes on: then what concerns a new run is not asked.
    #[serde(default)]
    pub resumes: Option<Resumes>,
    /// What the collector's part comes to.
    pub outcome: Outcome,
    /// The codes that `waymark.explain` gives for the collector's part.
    pub reasons: Vec<Reason>,
    /// Every link, in the order in which it is asked.
    pub links: Vec<Link>,
}

/// Whom an explanation is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Whom {
    /// User id or anonymous id; empty for somebody without either.
    pub id: String,
    /// Whether they were ever heard of in this environment.
    pub is_known: bool,
    /// The company they act for.
    #[serde(default)]
    pub company: Option<String>,
    /// When they were first seen.
    #[serde(default)]
    pub first_seen: Option<Timestamp>,
}

/// Where a person is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// The page's address, where given.
    #[serde(default)]
    pub url: Option<String>,
    /// The locale they read.
    #[serde(default)]
    pub locale: Option<String>,
    /// The device.
    #[serde(default)]
    pub device: Option<Device>,
    /// Locale and device that were not given are those of the event at this time, the last they were heard by.
    #[serde(default)]
    pub heard_at: Option<Timestamp>,
}

/// A run that goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Resumes {
    /// The step it has come to; `None` for surveys.
    #[serde(default)]
    pub step: Option<StepKey>,
    /// Whether it goes on only where the user id is signed, and on the device it was begun on.
    pub only_there: bool,
}

/// One link of the chain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// The code that is given when this link stands in the way.
    pub reason: Reason,
    /// Whether it lets content through.
    pub verdict: Verdict,
    /// Whether only the page knows; then the verdict is as far as the given address suffices.
    pub in_page: bool,
    /// What stands behind it.
    pub fact: Fact,
}

/// What stands behind a link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// Nothing but the verdict.
    Nothing,
    /// The version that is published here; without one, the draft was looked at.
    Published(Option<u32>),
    /// The bound of the schedule that is asked about; `None` for none.
    Bound(Option<Timestamp>),
    /// The quota and what counts against it.
    Quota {
        /// The quota; `None` for none.
        most: Option<u32>,
        /// Responses, or runs gone through to the end.
        counted: u64,
    },
    /// Consent.
    Consent {
        /// Whether the environment asks for it.
        is_required: bool,
        /// What the person last said, as far as known.
        given: Option<bool>,
        /// When.
        at: Option<Timestamp>,
    },
    /// Global Privacy Control.
    PrivacyControl {
        /// Whether it counts for this content: for surveys that come by themselves.
        counts: bool,
        /// Whether the browser sends it, where known.
        is_sent: Option<bool>,
    },
    /// The audience condition by condition.
    Audience(Examined),
    /// A share and the place in it, for sampling and holdout.
    Share {
        /// The share, per mille.
        share: PerMille,
        /// The place of the person or company, 0 to 999; in the share when below it. `None` before the first event.
        place: Option<PerMille>,
        /// Whether it is drawn for the whole company.
        by_company: bool,
    },
    /// What is remembered of this content.
    Mark {
        /// When it happened; `None` when never.
        at: Option<Timestamp>,
        /// Until when it keeps this content quiet; `None` when it does not, or for good.
        until: Option<Timestamp>,
        /// When it may come again.
        repeat: Repeat,
    },
    /// The caps over all automatic content.
    Caps {
        /// Whether content of this kind is counted at all.
        counts: bool,
        /// Interruptions in 24 hours at most.
        per_day: u16,
        /// Those there were.
        today: Vec<Shown>,
        /// Surveys in so many days at most; `None` where it is no survey.
        surveys: Option<u16>,
        /// The days.
        survey_days: u16,
        /// Those there were.
        lately: Vec<Shown>,
    },
    /// The gate before recommendation questions and promotions. Whether effort or a complaint is behind it is not told: an
    /// answer may have been confidential.
    Gate {
        /// Whether it asks for a recommendation or promotes something, and the gate is on.
        counts: bool,
        /// Days it waits after a low CES answer.
        days: u16,
    },
    /// The pages it may start on, each rule with what it says of the given address by itself.
    Pages(Vec<(PageRule, Verdict)>),
    /// What starts it.
    Cause {
        /// The cause.
        cause: Cause,
        /// When the person last did that, for tracked events among their last 200.
        at: Option<Timestamp>,
    },
    /// How long it waits after its cause, milliseconds.
    Delay(u32),
    /// Events that call it off while it waits.
    Cancel(Vec<String>),
    /// What else is due on the given page and goes first.
    Ahead(Vec<ContentKey>),
}

/// One display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shown {
    /// The content.
    pub content: ContentKey,
    /// When.
    pub at: Timestamp,
}

/// Asks for a debug token: `POST /api/debug-tokens`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDebugToken {
    /// The environment's key.
    pub environment: String,
    /// A page of the host to open with it; its origin must be one of the environment's.
    #[serde(default)]
    pub url: Option<String>,
}

/// A debug token: in the tab that was opened with it `waymark.explain` tells the whole chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DebugToken {
    /// The token.
    pub token: String,
    /// The page's address with the token in its fragment, where a page was given.
    #[serde(default)]
    pub url: Option<String>,
    /// Valid until.
    pub expires_at: Timestamp,
}

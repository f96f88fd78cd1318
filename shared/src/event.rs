//! Events: the envelope and every kind of thing that happened. Append-only; a kind is added, never changed in meaning.
//!
//! Deliberately absent: the batch (the collector splits it from raw JSON, so that one bad event never costs the others)
//! and the names of database columns. Longer than most files, because every kind stands in one list.

pub mod check;

use crate::content::audience::Device;
use crate::content::survey::Answer;
use crate::id::{AnonymousId, CompanyId, ContentKey, EventId, ItemKey, QuestionKey, RunId, StepKey, UserId};
use crate::time::Timestamp;
use crate::value::{ValueChanges, Values};
use serde::{Deserialize, Serialize};

/// The version of the event schema this build writes; a collector reads this one and all before it.
pub const SCHEMA_VERSION: u16 = 1;
/// Most events in one batch.
pub const MAX_BATCH: usize = 500;
/// Longest event or property name, bytes.
pub const MAX_NAME_LEN: usize = 200;
/// Longest open answer, characters.
pub const MAX_ANSWER_CHARS: usize = 5_000;

/// Something that happened, with who, when and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// Made by the client: a repeat of it is a duplicate, which is a success.
    pub id: EventId,
    /// When it happened, by the client's clock corrected by the session's `now`.
    pub at: Timestamp,
    /// Who did it; empty for answers to anonymous surveys.
    #[serde(default)]
    pub who: Who,
    /// Where it happened.
    #[serde(default)]
    pub context: Context,
    /// What happened.
    pub body: Body,
}

/// Who did something, as far as is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Who {
    /// Made by the loader, before and after sign-in the same.
    #[serde(default)]
    pub anonymous_id: Option<AnonymousId>,
    /// The host's id of the signed-in person.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The host's id of the company the person acts for.
    #[serde(default)]
    pub company_id: Option<CompanyId>,
}

/// Where something happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Context {
    /// The page's address without query values and credentials.
    #[serde(default)]
    pub url: Option<String>,
    /// The locale the person reads, BCP 47.
    #[serde(default)]
    pub locale: Option<String>,
    /// The kind of device.
    #[serde(default)]
    pub device: Option<Device>,
}

/// The run an event belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Run {
    /// The run.
    pub id: RunId,
    /// The content.
    pub content: ContentKey,
    /// The version the person went through.
    pub version: u32,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// The host named the person, with changes to their traits; without a user id, what a visitor who agreed to be known chose.
    Identify {
        /// Last writer by event time, per trait; `null` takes a trait away.
        #[serde(default)]
        traits: ValueChanges,
    },
    /// The host named the company in `who`, with changes to its traits.
    Group {
        /// Traits of the company.
        #[serde(default)]
        traits: ValueChanges,
        /// Traits of the person in this company, such as the role.
        #[serde(default)]
        membership: ValueChanges,
    },
    /// The host tracked an event.
    Track {
        /// The event's name.
        name: String,
        /// Its properties.
        #[serde(default)]
        properties: Values,
    },
    /// A page was visited.
    Page {
        /// Its properties.
        #[serde(default)]
        properties: Values,
    },
    /// An element that a goal watches was clicked.
    Clicked {
        /// The goal's selector.
        selector: String,
    },
    /// An element that a goal watches was present.
    Present {
        /// The goal's selector.
        selector: String,
    },
    /// Content was due: every rule of audience, trigger and frequency held.
    Due(Run),
    /// Content became visible.
    Displayed(Run),
    /// Content would have been displayed, but the person is held out.
    Withheld(Run),
    /// The person began: the first choice, text or press, or going on without one.
    Started(Run),
    /// A question was answered, changed or withdrawn.
    Answered {
        /// The run.
        run: Run,
        /// The question.
        question: QuestionKey,
        /// Counts up with each change within the run; the highest (revision, event id) counts.
        revision: u32,
        /// The answer; `null` withdraws it.
        answer: Option<Answer>,
    },
    /// A step of a tour became visible, by whatever way it was reached.
    Step {
        /// The run.
        run: Run,
        /// The step.
        step: StepKey,
    },
    /// The target of a step did not appear in time; the page is in the context.
    TargetMissing {
        /// The run.
        run: Run,
        /// The step.
        step: StepKey,
        /// The selector that was preferred.
        selector: String,
    },
    /// What a step took the person since this was last told: counts only, which add up.
    Effort {
        /// The run.
        run: Run,
        /// The step.
        step: StepKey,
        /// How long the page was seen and something done in it, milliseconds; a pause counts for half a minute at most.
        #[serde(default)]
        active_ms: u32,
        /// How often it was come back to from a later step.
        #[serde(default)]
        returns: u16,
        /// How often the browser refused what was in a field (`invalid`).
        #[serde(default)]
        invalid: u16,
    },
    /// The person did something about an item of a checklist by hand.
    Item {
        /// The run.
        run: Run,
        /// The item.
        item: ItemKey,
        /// What.
        state: ItemState,
    },
    /// The person went through to the end.
    Completed(Run),
    /// The person closed it.
    Dismissed {
        /// The run.
        run: Run,
        /// Whether it may come back.
        how: Dismissal,
    },
    /// It went away without a first choice: the page was left or the session ended.
    Ignored(Run),
    /// The person answered an anonymous survey; says so without the answers, so that it is not asked again.
    Marked {
        /// The survey.
        content: ContentKey,
    },
    /// The person agreed or objected to being recorded.
    Consent {
        /// Whether they agreed.
        given: bool,
    },
    /// The engine stopped or something in it failed; never contains data of the host page.
    Failed {
        /// A short code such as `panic` or `wasm_blocked`.
        code: String,
        /// What is known about it.
        #[serde(default)]
        message: String,
    },
}

impl Body {
    /// The run that this belongs to; `None` for what has no run.
    pub fn run(&self) -> Option<&Run> {
        match self {
            Self::Due(run)
            | Self::Displayed(run)
            | Self::Withheld(run)
            | Self::Started(run)
            | Self::Completed(run)
            | Self::Ignored(run)
            | Self::Answered { run, .. }
            | Self::Step { run, .. }
            | Self::TargetMissing { run, .. }
            | Self::Effort { run, .. }
            | Self::Item { run, .. }
            | Self::Dismissed { run, .. } => Some(run),
            Self::Identify { .. }
            | Self::Group { .. }
            | Self::Track { .. }
            | Self::Page { .. }
            | Self::Clicked { .. }
            | Self::Present { .. }
            | Self::Marked { .. }
            | Self::Consent { .. }
            | Self::Failed { .. } => None,
        }
    }
}

/// How an item of a checklist stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// To be done.
    #[default]
    Open,
    /// Done.
    Done,
    /// Left out: it is not for this person or company.
    Dropped,
}

/// How content was dismissed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Dismissal {
    /// Closed.
    Closed,
    /// "Later".
    Snoozed,
    /// "Do not ask again".
    Refused,
    /// Taken away by the host's code or by a rule; not the person's wish.
    ByHost,
}

/// What became of one event, in the order of the batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Durable, for the first time.
    Accepted,
    /// Durable since an earlier request; a success.
    Duplicate,
    /// Will never be accepted; do not send it again.
    Rejected {
        /// Why.
        reason: RejectReason,
        /// The reason in words, for whoever debugs the page.
        detail: String,
    },
}

/// Why an event is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RejectReason {
    /// Not the JSON of an event.
    Malformed,
    /// A text has NUL or half a surrogate pair.
    BadText,
    /// A name, value, answer or the event itself is too large.
    TooLarge,
    /// The id is no UUIDv7.
    BadId,
    /// Older than the collector keeps events.
    TooOld,
    /// More than 24 hours in the future.
    FromTheFuture,
    /// No such content, version, question or option, or an answer that does not fit the question.
    UnknownContent,
    /// The person was erased after this happened.
    Erased,
    /// The person is not signed in as the token says.
    BadToken,
    /// Nobody is named where somebody must be.
    NoPerson,
}

/// The answer to a batch: one outcome per event, in the order of the batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Receipt {
    /// The collector's time.
    pub now: Timestamp,
    /// What became of each event.
    pub outcomes: Vec<Outcome>,
}

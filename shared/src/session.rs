//! What the loader asks the collector (JSON), what it is told (JSON), and what the engine inside is told (postcard).
//!
//! A session is a pure read: traits in the request are overlaid for the decision and never written.
//! Deliberately absent: audiences. The collector has decided them; the engine gets only what may be due.

mod search;

use crate::api::explain::Explanation;
use crate::content::audience::Device;
use crate::content::frequency::Caps;
use crate::content::{Body, Frequency, Kind, Trigger};
use crate::event::{ItemState, Who};
use crate::id::{ContentKey, ItemKey, RunId, StepKey};
use crate::targeting::Reason;
use crate::theme::Appearance;
use crate::time::Timestamp;
use crate::value::{ValueChanges, Values};
use crate::wake::WakeRule;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

pub use search::{ArticleAnswer, ArticleRequest, Hit, SearchAnswer, SearchRequest};

/// What the loader asks: `POST /v1/session`, `text/plain` JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionRequest {
    /// The environment's write key.
    pub key: String,
    /// The event schema the loader writes.
    pub schema: u16,
    /// Who is here.
    #[serde(default)]
    pub who: Who,
    /// Signs the user id (JWT, HS256), where the environment demands it.
    #[serde(default)]
    pub token: Option<String>,
    /// Traits said in this page, perhaps not yet stored.
    #[serde(default)]
    pub traits: ValueChanges,
    /// Company traits said in this page, perhaps not yet stored.
    #[serde(default)]
    pub company_traits: ValueChanges,
    /// The locale the person reads.
    #[serde(default)]
    pub locale: String,
    /// The kind of device.
    #[serde(default)]
    pub device: Option<Device>,
    /// The page's address.
    #[serde(default)]
    pub url: String,
    /// What this device remembers of content; the newer of device and collector counts.
    #[serde(default)]
    pub marks: Marks,
    /// The browser sends Global Privacy Control.
    #[serde(default)]
    pub gpc: bool,
    /// A signed preview of a draft or a debug token, from the console's link.
    #[serde(default)]
    pub preview: Option<String>,
    /// Client's clock when the request was made.
    #[serde(default)]
    pub sent_at: Timestamp,
}

/// What a device or the collector remembers of one person and content: do-not-ask marks.
pub type Marks = crate::map::Map<ContentKey, Mark>;

/// What is remembered of one content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Mark {
    /// What it is a mark of: caps count by kind.
    pub kind: Kind,
    /// Last displayed automatically.
    pub displayed_at: Option<Timestamp>,
    /// Earlier automatic displays that caps still count; may be empty, and the last need not be among them.
    pub displays: Vec<Timestamp>,
    /// Last answered.
    pub answered_at: Option<Timestamp>,
    /// Last gone through to the end.
    pub completed_at: Option<Timestamp>,
    /// Last dismissed.
    pub dismissed_at: Option<Timestamp>,
    /// Not before this time ("later").
    pub snoozed_until: Option<Timestamp>,
    /// Never again.
    pub refused: bool,
    /// How far a tour has come, so that it goes on after a reload.
    pub place: Option<Place>,
}

/// Where a run of a tour stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// The run.
    pub run: RunId,
    /// The version it goes through.
    pub version: u32,
    /// The step it has come to.
    pub step: StepKey,
    /// Since when.
    pub at: Timestamp,
}

impl Place {
    /// For so many days after it was reached, a step is gone back to.
    pub const DAYS: i64 = 14;
}

/// What the loader is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionAnswer {
    /// The collector's time, to correct the client's clock.
    pub now: Timestamp,
    /// Whether the environment is stopped: nothing is shown, events are still taken.
    pub stopped: bool,
    /// Whether nothing may be stored on the device or sent before `consent(true)`.
    pub consent_required: bool,
    /// When to wake the engine; empty when nothing may be due.
    pub wake: Vec<WakeRule>,
    /// CSS selectors that goals watch: a click on one, the presence of one, is told as an event.
    #[serde(default)]
    pub watch: Watch,
    /// The engine to load, and the module that watches for goals; `None` when nothing may be due and nothing is watched.
    pub engine: Option<EngineFiles>,
    /// A [`Briefing`] as postcard in base64; empty when nothing may be due.
    pub briefing: String,
    /// Why content is not due, as codes without trait names or values, for `explain`.
    pub explain: BTreeMap<ContentKey, Vec<Reason>>,
    /// The whole chain of each published content, where a member's debug token came along; then `explain` is empty.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub debug: BTreeMap<ContentKey, InFull>,
}

/// Why, in full.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InFull {
    /// The collector's codes, as `explain` has them without a token.
    pub codes: Vec<Reason>,
    /// The chain with its facts.
    pub chain: Explanation,
}

/// Selectors that goals watch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Watch {
    /// Told when clicked.
    #[serde(default)]
    pub clicks: Vec<String>,
    /// Told once per page when present.
    #[serde(default)]
    pub elements: Vec<String>,
}

/// Where the engine is; addresses are relative to the loader's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EngineFiles {
    /// The JavaScript module beside the WASM.
    pub glue: String,
    /// The WASM.
    pub wasm: String,
    /// Subresource integrity of the WASM, `sha384-…`.
    pub integrity: String,
}

/// What the engine is told: one build encodes and decodes it, so the shape may change with every build.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Briefing {
    /// How the widget looks.
    pub appearance: Appearance,
    /// Whether the person's effort is high or a complaint of theirs is open: celebration and recommendation questions wait.
    pub strained: bool,
    /// Caps over all automatic content.
    pub caps: Caps,
    /// What the collector remembers of this person, for the caps and the re-check before a display.
    pub marks: Marks,
    /// The person's traits that texts may use.
    pub person: Values,
    /// The company's traits that texts may use.
    pub company: Values,
    /// What may be due, in order of priority.
    pub due: Vec<Due>,
}

/// One content that may be due: the collector's part of the decision is yes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Due {
    /// The content.
    pub key: ContentKey,
    /// The published version.
    pub version: u32,
    /// Held out: run the trigger, record `withheld` where it would have been displayed.
    pub withheld: bool,
    /// A preview of a draft: ignores frequency and trigger, is never recorded.
    pub preview: bool,
    /// What in the page starts it.
    pub trigger: Trigger,
    /// How often; its gate is up only where there is something that waits ([`crate::targeting::frequency::has_gate`]).
    pub frequency: Frequency,
    /// Not before this time.
    pub from: Option<Timestamp>,
    /// Not at or after this time.
    pub until: Option<Timestamp>,
    /// What is shown; shared with the run that goes through it.
    pub body: Arc<Body>,
    /// A run begun elsewhere that goes on here.
    pub resume: Option<Resume>,
    /// How far a checklist has come.
    pub progress: Option<Progress>,
}

/// How far a person or company has come with a checklist.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Every item about which something is known.
    pub items: Vec<ItemProgress>,
    /// The address of the printable page, relative to the loader's; empty where there is none.
    pub page: String,
}

/// How far one item has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemProgress {
    /// The item.
    pub item: ItemKey,
    /// How it stands.
    pub state: ItemState,
    /// Since when.
    pub at: Timestamp,
    /// The colleague who did it, by name; empty where it was the person, or nobody in particular.
    pub by: String,
}

/// A run begun on another page or device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resume {
    /// The run.
    pub run: RunId,
    /// What was answered, with its revision.
    pub answers: Vec<(crate::id::QuestionKey, u32, crate::content::survey::Answer)>,
    /// The step a tour has come to.
    pub step: Option<StepKey>,
}

/// Asks for the right to display one content, so that two tabs or devices never ask twice: `POST /v1/claim`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimRequest {
    /// The environment's write key.
    pub key: String,
    /// Who is here.
    pub who: Who,
    /// Signs the user id, where the environment demands it.
    #[serde(default)]
    pub token: Option<String>,
    /// The run that would be displayed.
    pub run: crate::event::Run,
}

/// Whether the display may go ahead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimAnswer {
    /// Whether it may.
    pub granted: bool,
}

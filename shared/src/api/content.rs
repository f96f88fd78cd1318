//! Content: drafts, versions, publications, previews, templates, segments and goals.

use crate::content::{Content, Goal, Segment};
use crate::id::ContentKey;
use crate::lint::Advice;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// One content in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContentSummary {
    /// The content.
    pub key: ContentKey,
    /// What members call it.
    pub name: String,
    /// Its kind.
    pub kind: crate::content::Kind,
    /// Whether the draft differs from the newest version.
    pub draft_differs: bool,
    /// Where it is published, by environment.
    pub publications: Vec<Publication>,
    /// Last change of the draft.
    pub changed_at: Timestamp,
}

/// A version published to an environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Publication {
    /// The environment.
    pub environment: String,
    /// The version.
    pub version: u32,
    /// Whether it is paused.
    pub paused: bool,
    /// Since when.
    pub published_at: Timestamp,
    /// Responses in this environment so far, all versions.
    pub responses: i64,
    /// Runs that were displayed here so far, all versions.
    #[serde(default)]
    pub displayed: i64,
    /// Runs gone through to the end here so far, all versions.
    #[serde(default)]
    pub completed: i64,
}

/// All content: `GET /api/content`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContentList {
    /// The last changed first.
    pub content: Vec<ContentSummary>,
}

/// One content with its draft: `GET /api/content/{content}`, and the answer to `PUT` of a [`Content`] there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContentDetail {
    /// In a list.
    pub summary: ContentSummary,
    /// Counts up with each change of the draft; `PUT` must name it in `If-Match: "7"` (or `*` to overwrite whatever is there).
    pub revision: i64,
    /// The draft.
    pub draft: Content,
    /// The versions, the newest first.
    pub versions: Vec<Version>,
    /// Advice on the draft.
    pub advice: Vec<Advice>,
}

/// An immutable version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Version {
    /// Counts up from 1.
    pub version: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who made it.
    pub created_by: String,
}

/// Publishes the draft: `POST /api/content/{content}/publish`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PublishRequest {
    /// Where to.
    pub environment: String,
}

/// Pauses or resumes: `POST /api/content/{content}/pause`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PauseRequest {
    /// Where.
    pub environment: String,
    /// Paused or not.
    pub paused: bool,
}

/// Asks for a link that shows the draft on one's own page: `POST /api/content/{content}/preview`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PreviewRequest {
    /// The environment whose snippet the page has.
    pub environment: String,
    /// The page.
    pub url: String,
}

/// A link that shows the draft; what it shows is never recorded.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PreviewLink {
    /// The page's address with the signed preview in its fragment.
    pub url: String,
    /// When it ends.
    pub expires_at: Timestamp,
    /// The engine's briefing (postcard in base64) and files, for the preview beside the editor.
    pub briefing: String,
    /// The engine to load.
    pub engine: Option<crate::session::EngineFiles>,
}

/// Advice on content that need not be stored: `POST /api/content-check` with a [`Content`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckAnswer {
    /// Errors first.
    pub advice: Vec<Advice>,
}

/// Templates to start from: `GET /api/templates`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Templates {
    /// Complete contents; the caller changes key and words.
    pub templates: Vec<Content>,
}

/// All segments: `GET /api/segments`; one is written by `PUT /api/segments/{segment}`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Segments {
    /// By key.
    pub segments: Vec<Segment>,
}

/// All goals: `GET /api/goals`; one is written by `PUT /api/goals/{goal}`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Goals {
    /// By key.
    pub goals: Vec<Goal>,
}

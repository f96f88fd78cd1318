//! Tours: steps that lead through a task, each beside what it speaks of; and the kinds made of one such step
//! (announcement, banner, hotspot).
//!
//! Deliberately absent: the run of a tour; that is [`crate::machine::tour`]. Where a bubble lands; the widget measures that.

use super::survey::{AnswerTest, Help, Question};
use super::trigger::{EventTest, PageRule};
use crate::id::{ContentKey, StepKey};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Steps that lead through a task, one at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tour {
    /// The steps in order; the first is displayed first.
    pub steps: Vec<Step>,
    /// Whether the person may go back to an earlier step.
    #[serde(default = "yes")]
    pub back: bool,
    /// Whether the card tells how far the tour has come.
    #[serde(default = "yes")]
    pub progress: bool,
    /// Offered in the same card after a low CES answer.
    #[serde(default)]
    pub help: Option<Help>,
}

fn yes() -> bool {
    true
}

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Names the step for good.
    #[serde(default = "StepKey::main")]
    pub key: StepKey,
    /// The heading; may use variables (`{{person.first_name|there}}`). Empty where a question is asked.
    #[serde(default)]
    pub title: Text,
    /// What is said below; may use the safe markup and variables.
    #[serde(default)]
    pub text: Text,
    /// A picture or video.
    #[serde(default)]
    pub media: Option<Media>,
    /// A question that is asked instead of something said.
    #[serde(default)]
    pub question: Option<Question>,
    /// Where and how it is displayed.
    #[serde(default)]
    pub display: Display,
    /// The pages it belongs to, as in a trigger; on others the tour waits, out of sight. Empty: every page.
    #[serde(default)]
    pub pages: Vec<PageRule>,
    /// Its buttons, the main one last; none: "Next", or "Done" at the end.
    #[serde(default)]
    pub buttons: Vec<Button>,
    /// What else leads on, without a button of ours.
    #[serde(default)]
    pub advance: Vec<Advance>,
    /// Where the answer to its question leads; the first that fits counts, else the next step.
    #[serde(default)]
    pub branches: Vec<StepBranch>,
}

/// Where and how a step is displayed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Display {
    /// A bubble beside an element of the page, with an arrow.
    Bubble(Bubble),
    /// In the middle, with the page dimmed and out of reach.
    Modal,
    /// A card in the corner, where surveys are.
    #[default]
    Card,
    /// Nothing is displayed: it waits for what leads on.
    Hidden,
    /// A line along the upper edge of the page.
    Top,
    /// A line along the lower edge of the page.
    Bottom,
    /// A line inside the element that fits this target.
    Inline(Target),
    /// A beacon beside an element of the page; pressing it opens the bubble.
    Beacon(Bubble),
}

impl Display {
    /// What it is displayed beside or in.
    pub fn target(&self) -> Option<&Target> {
        match self {
            Self::Bubble(bubble) | Self::Beacon(bubble) => Some(&bubble.target),
            Self::Inline(target) => Some(target),
            Self::Modal | Self::Card | Self::Hidden | Self::Top | Self::Bottom => None,
        }
    }

    /// What to do when the target is not there.
    pub fn missing(&self) -> Missing {
        match self {
            Self::Bubble(bubble) | Self::Beacon(bubble) => bubble.missing,
            _ => Missing::default(),
        }
    }
}

/// A bubble beside an element.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bubble {
    /// The element.
    pub target: Target,
    /// What to do when the element is not there.
    #[serde(default)]
    pub missing: Missing,
    /// The side of the element it should be on; it goes elsewhere where there is no room.
    #[serde(default)]
    pub side: Side,
    /// Where along that side.
    #[serde(default)]
    pub align: Align,
    /// Dims the page around the element.
    #[serde(default)]
    pub spotlight: Option<Spotlight>,
}

/// An element of the host page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// CSS selectors in order of preference; the first that finds something visible counts. ` >>> ` leads into an open
    /// shadow root or an iframe of the same origin.
    pub selectors: Vec<String>,
    /// The element has to contain this text, in the page's own words; empty asks for nothing.
    #[serde(default)]
    pub text: Text,
    /// Which of the elements found, from 0.
    #[serde(default)]
    pub nth: u16,
}

/// What to do when the target has not appeared in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Missing {
    /// How long it may take, milliseconds.
    pub after_ms: u32,
    /// What to do then.
    pub then: MissingThen,
}

impl Default for Missing {
    fn default() -> Self {
        Self { after_ms: 8_000, then: MissingThen::default() }
    }
}

/// What to do without the target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MissingThen {
    /// Go on waiting, with nothing displayed.
    #[default]
    Wait,
    /// Go on to the next step.
    Skip,
    /// Display it in the middle.
    Centre,
    /// End the tour.
    End,
}

/// The side of the target a bubble should be on; logical sides follow the direction of the page's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Wherever there is room, below first.
    #[default]
    Auto,
    /// Above.
    Above,
    /// Below.
    Below,
    /// Where a line of text begins.
    Start,
    /// Where a line of text ends.
    End,
}

/// Where along the side of the target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Flush with the beginning.
    Start,
    /// In the middle.
    #[default]
    Center,
    /// Flush with the end.
    End,
}

/// A hole in the dimmed page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Spotlight {
    /// Room around the target, CSS pixels.
    pub padding: u8,
    /// Corner radius of the hole, CSS pixels.
    pub radius: u8,
    /// Whether the target cannot be used meanwhile.
    pub blocked: bool,
}

impl Default for Spotlight {
    fn default() -> Self {
        Self { padding: 6, radius: 8, blocked: false }
    }
}

/// A picture or video. Both are loaded when the step is displayed, and a video plays only when the person starts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Media {
    /// Its address: `https:` or a path of the host.
    pub url: String,
    /// What it shows, for those who do not see it.
    pub alt: Text,
    /// Whether it is a video.
    #[serde(default)]
    pub video: bool,
    /// Its own width, CSS pixels; with the height it keeps its room before it is loaded.
    #[serde(default)]
    pub width: Option<u16>,
    /// Its own height, CSS pixels.
    #[serde(default)]
    pub height: Option<u16>,
}

/// A button of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Button {
    /// What it says; empty takes the widget's own word for what it does.
    #[serde(default)]
    pub label: Text,
    /// What it does.
    #[serde(default)]
    pub to: Leads,
}

/// Something that leads on without a button.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Advance {
    /// What has to happen.
    pub on: On,
    /// Where it leads; to a later step only, so that no tour runs in circles by itself.
    #[serde(default)]
    pub to: Leads,
}

/// What happens in the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum On {
    /// The target is clicked.
    Click,
    /// A value is entered in the target, and the field left.
    Entered,
    /// A tracked event.
    Event(EventTest),
    /// A page that fits is reached, as in a trigger.
    Page(Vec<PageRule>),
    /// An element that fits this CSS selector is visible; ` >>> ` leads on as in [`Target::selectors`].
    Element(String),
    /// No element that fits this CSS selector is visible. What cannot be read (a frame of another origin) is not gone.
    Gone(String),
    /// So many milliseconds have passed since the step was displayed.
    Delay(u32),
}

/// Where something leads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Leads {
    /// To the next step; after the last one the tour is completed.
    #[default]
    Next,
    /// To the step before.
    Back,
    /// To this step.
    Step(StepKey),
    /// The tour is completed, and this content starts.
    Content(ContentKey),
    /// To the next step, and to this address: a path of the host goes through its router.
    Url(String),
    /// To the next step, with this address beside the page.
    NewTab(String),
    /// The tour is completed.
    End,
    /// Closed for now, to come back.
    Snooze,
    /// Closed.
    Close,
}

/// Where the answer to a step's question leads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StepBranch {
    /// The test of the answer.
    pub when: AnswerTest,
    /// Where it leads.
    pub to: Leads,
}

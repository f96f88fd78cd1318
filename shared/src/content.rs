//! Content: what a vendor writes and Waymark shows. One shape, as JSON in the API and as TOML in git.
//!
//! Rules of the types, so that they travel as JSON, TOML and postcard alike: enums are externally tagged; no `untagged`,
//! `flatten` or `skip_serializing_if`. Every optional field has a default, so that a file says only what it means.
//! Deliberately absent: what makes content good; that is [`crate::lint`].

pub mod audience;
pub mod centre;
pub mod checklist;
pub mod frequency;
pub mod goal;
pub mod hand_over;
pub mod survey;
pub mod tour;
pub mod trigger;

use crate::id::{ContentKey, GoalKey};
use crate::text::Text;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

pub use audience::{Condition, Segment, Test};
pub use centre::{Article, Centre};
pub use checklist::Checklist;
pub use frequency::{Frequency, Repeat};
pub use goal::Goal;
pub use hand_over::{HandOver, HandOverWhen};
pub use survey::{Question, Survey};
pub use tour::{Step, Tour};
pub use trigger::Trigger;

/// The version of the content shape; a file or draft of a newer shape is refused, not guessed at.
pub const CONTENT_VERSION: u16 = 1;

/// A share in thousandths: 0 is nobody, 1000 everybody.
pub type PerMille = u16;

/// One content with everything that decides who sees it, when and how often.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The shape this content is written in, [`CONTENT_VERSION`].
    #[serde(default = "current_version")]
    pub content_version: u16,
    /// Names the content for good.
    pub key: ContentKey,
    /// What members call it; never shown to people.
    pub name: String,
    /// Who answers for it: a person or team the results go to. Lint asks for it.
    #[serde(default)]
    pub owner: String,
    /// The decision the results serve. Lint asks for it.
    #[serde(default)]
    pub decision: String,
    /// The goal whose success it should further, if any.
    #[serde(default)]
    pub goal: Option<GoalKey>,
    /// When it hands somebody over to a person at the vendor; the default is never.
    #[serde(default)]
    pub hand_over: Option<HandOver>,
    /// Whether it promotes something to buy (an upgrade, another product, more seats): it then waits while the person's effort is
    /// high or a complaint is open, as a recommendation question does.
    #[serde(default)]
    pub promotes: bool,
    /// What in the page starts it.
    #[serde(default)]
    pub trigger: Trigger,
    /// Whom it is for; the default is everybody.
    #[serde(default)]
    pub audience: Condition,
    /// How often one person sees it.
    #[serde(default)]
    pub frequency: Frequency,
    /// From when to when it runs.
    #[serde(default)]
    pub schedule: Schedule,
    /// The share of people it is for, sticky per person; the default is everybody.
    #[serde(default = "everybody")]
    pub sampling: PerMille,
    /// The share of people held out to measure lift, sticky per person or company; the default is nobody.
    #[serde(default)]
    pub holdout: PerMille,
    /// Until when people are assigned to the measurement of lift; each then has the goal's window. Fixed by publishing:
    /// another time starts another measurement.
    #[serde(default)]
    pub measure_until: Option<Timestamp>,
    /// Stop after this many responses with at least one answer; where nothing is asked, after so many runs gone through to
    /// the end.
    #[serde(default)]
    pub quota: Option<u32>,
    /// Higher goes first; among equals the older.
    #[serde(default)]
    pub priority: i16,
    /// What is shown.
    pub body: Body,
}

fn current_version() -> u16 {
    CONTENT_VERSION
}

fn everybody() -> PerMille {
    1000
}

/// What is shown, by kind of content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// One or more questions in a card.
    Survey(Survey),
    /// Steps that lead through a task.
    Tour(Tour),
    /// Something to know: one step, as a modal or a card.
    Announcement(Step),
    /// A line along the page: one step, at the top, at the bottom, or inside an element.
    Banner(Step),
    /// A beacon beside an element that opens a bubble: one step.
    Hotspot(Step),
    /// Things to do, in a launcher.
    Checklist(Checklist),
    /// Help to find, in a launcher.
    ResourceCentre(Centre),
    /// Something to read, found in a resource centre.
    Article(Article),
    /// A reply to one person: one step, as a card.
    Message(Step),
}

/// The kind of a content, for caps and headings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Questions.
    #[default]
    Survey,
    /// Steps that lead through a task.
    Tour,
    /// Something to know.
    Announcement,
    /// A line along the page.
    Banner,
    /// A beacon beside an element.
    Hotspot,
    /// Things to do.
    Checklist,
    /// Help to find.
    ResourceCentre,
    /// Something to read.
    Article,
    /// A reply to one person.
    Message,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Survey,
        Self::Tour,
        Self::Announcement,
        Self::Banner,
        Self::Hotspot,
        Self::Checklist,
        Self::ResourceCentre,
        Self::Article,
        Self::Message,
    ];

    /// Whether displaying it interrupts: it takes the eye off what the person does, so caps count it.
    pub fn interrupts(self) -> bool {
        matches!(self, Self::Survey | Self::Tour | Self::Announcement)
    }

    /// The kind as it is written everywhere: in events, columns and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Survey => "survey",
            Self::Tour => "tour",
            Self::Announcement => "announcement",
            Self::Banner => "banner",
            Self::Hotspot => "hotspot",
            Self::Checklist => "checklist",
            Self::ResourceCentre => "resource_centre",
            Self::Article => "article",
            Self::Message => "message",
        }
    }
}

impl Body {
    /// The kind of this body.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Survey(_) => Kind::Survey,
            Self::Tour(_) => Kind::Tour,
            Self::Announcement(_) => Kind::Announcement,
            Self::Banner(_) => Kind::Banner,
            Self::Hotspot(_) => Kind::Hotspot,
            Self::Checklist(_) => Kind::Checklist,
            Self::ResourceCentre(_) => Kind::ResourceCentre,
            Self::Article(_) => Kind::Article,
            Self::Message(_) => Kind::Message,
        }
    }

    /// The steps of what has any.
    pub fn steps(&self) -> &[Step] {
        match self {
            Self::Survey(_) | Self::Checklist(_) | Self::ResourceCentre(_) | Self::Article(_) => &[],
            Self::Tour(tour) => &tour.steps,
            Self::Announcement(step) | Self::Banner(step) | Self::Hotspot(step) | Self::Message(step) => {
                std::slice::from_ref(step)
            }
        }
    }

    /// Every question that is asked, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        let survey = if let Self::Survey(survey) = self { survey.questions.as_slice() } else { &[] };
        survey.iter().chain(self.steps().iter().filter_map(|step| step.question.as_ref()))
    }

    /// How answers are tied to people; a tour's are identified, since the tour itself is recorded with the person.
    pub fn privacy(&self) -> survey::PrivacyMode {
        match self {
            Self::Survey(survey) => survey.privacy.mode,
            _ => survey::PrivacyMode::Identified,
        }
    }
}

/// The window in which content runs; open on a side that is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Not before this time.
    #[serde(default)]
    pub from: Option<Timestamp>,
    /// Not at or after this time.
    #[serde(default)]
    pub until: Option<Timestamp>,
}

/// How the widget looks in one environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Theme {
    /// The accent, `#rrggbb`; hover, border and on-accent colours are derived from it.
    pub accent: String,
    /// Corner radius of the card, CSS pixels.
    pub radius: u8,
    /// A CSS font-family list; empty takes the system stack.
    pub font: String,
    /// Where the card sits on a wide screen.
    pub position: Position,
    /// Light, dark, or as the person's system says.
    pub scheme: Scheme,
}

impl Default for Theme {
    fn default() -> Self {
        Self {
            accent: "#0f766e".into(),
            radius: 12,
            font: String::new(),
            position: Position::default(),
            scheme: Scheme::default(),
        }
    }
}

/// Where the card sits on a wide screen; sides are logical, so `end` is left in right-to-left pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Lower corner at the end of a line: right in English.
    #[default]
    BottomEnd,
    /// Lower corner at the start of a line: left in English.
    BottomStart,
    /// In the middle of the viewport.
    Center,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// As the person's system says.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// A call to action, or help that is offered: a labelled link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What the button says.
    pub label: Text,
    /// Where it leads: `https:`, `mailto:`, `tel:` or a path of the host.
    pub url: String,
    /// Whether it opens beside the page instead of replacing it.
    #[serde(default)]
    pub new_tab: bool,
}

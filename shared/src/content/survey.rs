//! Surveys: questions, their answers' shape, and where an answer leads.
//!
//! Deliberately absent: the run of a survey; that is [`crate::machine::survey`].

use super::Link;
use crate::id::{OptionKey, QuestionKey};
use crate::text::Text;
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// Questions asked one at a time in a card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// The questions in order; the first is asked first.
    pub questions: Vec<Question>,
    /// How answers are tied to people, and what the card says about it.
    #[serde(default)]
    pub privacy: Privacy,
    /// Whether the person may go back to an earlier question.
    #[serde(default = "yes")]
    pub back: bool,
    /// Offered in the same card after a low CES answer.
    #[serde(default)]
    pub help: Option<Help>,
}

fn yes() -> bool {
    true
}

/// One question, or one card of a survey (call to action, thank-you).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Names the question for good.
    pub key: QuestionKey,
    /// The question itself, shown as the card's heading.
    pub title: Text,
    /// A line below the heading; may use the safe markup.
    #[serde(default)]
    pub description: Text,
    /// Whether the survey cannot go on without an answer.
    #[serde(default)]
    pub required: bool,
    /// The person's trait that takes the answer over, so that audiences, texts and splits can go by it: the key of the option
    /// (several: their keys) or the score. Not for answers that are confidential or anonymous.
    #[serde(default)]
    pub sets_trait: Option<String>,
    /// Where an answer leads; the first that fits counts, else the next question.
    #[serde(default)]
    pub branches: Vec<Branch>,
    /// What is asked.
    pub kind: QuestionKind,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum QuestionKind {
    /// Would you recommend it, 0 to 10.
    Nps {
        /// Words at 0; empty takes the widget's own.
        #[serde(default)]
        low: Text,
        /// Words at 10; empty takes the widget's own.
        #[serde(default)]
        high: Text,
    },
    /// Customer effort: agreement with "it was easy", higher is easier.
    Ces {
        /// Points of the scale.
        #[serde(default)]
        scale: CesScale,
        /// Words at the lowest point; empty takes the widget's own.
        #[serde(default)]
        low: Text,
        /// Words at the highest point; empty takes the widget's own.
        #[serde(default)]
        high: Text,
    },
    /// Satisfaction, 1 to 5, higher is better.
    Csat {
        /// How the points are drawn.
        #[serde(default)]
        look: Look,
        /// Words at 1; empty takes the widget's own.
        #[serde(default)]
        low: Text,
        /// Words at 5; empty takes the widget's own.
        #[serde(default)]
        high: Text,
    },
    /// Any other rating from 1 to `points`.
    Rating {
        /// Points of the scale, 2 to 10.
        points: u8,
        /// How the points are drawn.
        #[serde(default)]
        look: Look,
        /// Words at 1.
        #[serde(default)]
        low: Text,
        /// Words at the highest point.
        #[serde(default)]
        high: Text,
    },
    /// Exactly one of several options.
    Single {
        /// The options.
        options: Vec<Choice>,
        /// Shown in random order (Fisher-Yates); the displayed order is recorded.
        #[serde(default)]
        shuffle: bool,
        /// The label of an "other" option with a text field; none when absent.
        #[serde(default)]
        other: Option<Text>,
    },
    /// Any number of options.
    Multiple {
        /// The options.
        options: Vec<Choice>,
        /// Shown in random order (Fisher-Yates); the displayed order is recorded.
        #[serde(default)]
        shuffle: bool,
        /// The label of an "other" option with a text field; none when absent.
        #[serde(default)]
        other: Option<Text>,
        /// At most this many may be chosen; no limit when absent.
        #[serde(default)]
        at_most: Option<u8>,
    },
    /// A text in the person's own words.
    Open {
        /// A hint inside the empty field.
        #[serde(default)]
        placeholder: Text,
        /// At most this many characters, up to 5000.
        #[serde(default = "default_max_length")]
        max_length: u16,
    },
    /// A button that leads somewhere.
    Action(Link),
    /// The last card: says thank you, asks nothing.
    Thanks,
}

fn default_max_length() -> u16 {
    1000
}

/// Points of the CES scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CesScale {
    /// 1 to 7, as in CES 2.0.
    #[default]
    Seven,
    /// 1 to 5.
    Five,
}

impl CesScale {
    /// The highest point.
    pub fn points(self) -> u8 {
        match self {
            Self::Seven => 7,
            Self::Five => 5,
        }
    }
}

/// How the points of a scale are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// Numbers on neutral buttons.
    #[default]
    Numbers,
    /// Stars.
    Stars,
    /// Faces; five points only.
    Faces,
}

/// One option of a choice question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Names the option for good.
    pub key: OptionKey,
    /// What the option says.
    pub label: Text,
}

/// Where an answer leads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// The test of the answer.
    pub when: AnswerTest,
    /// Where to go when it fits.
    pub to: Destination,
}

/// A test of an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AnswerTest {
    /// Always fits.
    Always,
    /// The question was left without an answer.
    Skipped,
    /// The question was answered.
    Answered,
    /// The score lies within these bounds, both included.
    Score {
        /// Lowest score that fits.
        #[serde(default)]
        from: u8,
        /// Highest score that fits.
        #[serde(default = "ten")]
        to: u8,
    },
    /// One of these options was chosen.
    Chosen(Vec<OptionKey>),
}

fn ten() -> u8 {
    10
}

/// Where a branch leads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// To this question, which must come later.
    Question(QuestionKey),
    /// To the end of the survey.
    End,
}

/// How answers are tied to people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// Identified, confidential or anonymous; the card says which.
    #[serde(default)]
    pub mode: PrivacyMode,
    /// Who reads the answers, as the card says it.
    #[serde(default)]
    pub readers: Text,
    /// Why it is asked, as the card says it.
    #[serde(default)]
    pub purpose: Text,
}

/// How answers are tied to people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PrivacyMode {
    /// Members see who answered what.
    #[default]
    Identified,
    /// Members see groups of at least five, never who answered what.
    Confidential,
    /// No person, exact time or trait is stored with the answers.
    Anonymous,
}

/// Help offered in the same card after a low CES answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// Offered when the CES answer is at most this point.
    #[serde(default = "low_ces")]
    pub at_most: u8,
    /// What is said.
    pub text: Text,
    /// Where help is.
    pub link: Link,
}

fn low_ces() -> u8 {
    3
}

/// An answer to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// A point on the scale of an NPS, CES, CSAT or rating question.
    Score(u8),
    /// The chosen options of a choice question.
    Chosen {
        /// The chosen options; for a single choice at most one.
        options: Vec<OptionKey>,
        /// The text beside "other", when chosen.
        #[serde(default)]
        other: Option<String>,
        /// All options in the order they were displayed in; empty when not shuffled.
        #[serde(default)]
        order: Vec<OptionKey>,
    },
    /// A text in the person's own words.
    Text(String),
    /// The button of a call to action was pressed.
    Pressed,
}

impl Question {
    /// What [`Question::sets_trait`] is set to by this answer; `None` for what is no choice and no score.
    pub fn trait_value(&self, answer: &Answer) -> Option<Value> {
        match answer {
            Answer::Score(score) => Some(Value::Number(f64::from(*score))),
            Answer::Chosen { options, other, .. } => {
                let mut chosen: Vec<String> = options.iter().map(|key| key.as_str().to_owned()).collect();
                chosen.extend(other.as_ref().map(|_| "other".to_owned()));
                match self.kind {
                    QuestionKind::Multiple { .. } => Some(Value::List(chosen)),
                    _ => chosen.pop().map(Value::Text),
                }
            }
            Answer::Text(_) | Answer::Pressed => None,
        }
    }

    /// Whether the question can be answered at all; a thank-you cannot.
    pub fn asks(&self) -> bool {
        !matches!(self.kind, QuestionKind::Thanks)
    }

    /// The lowest and highest point, for questions with a scale.
    pub fn scale(&self) -> Option<(u8, u8)> {
        match &self.kind {
            QuestionKind::Nps { .. } => Some((0, 10)),
            QuestionKind::Ces { scale, .. } => Some((1, scale.points())),
            QuestionKind::Csat { .. } => Some((1, 5)),
            QuestionKind::Rating { points, .. } => Some((1, *points)),
            _ => None,
        }
    }
}

//! A survey's figures group by group, each compared with the rest or with one of them: `GET /api/reports/{content}/split`.
//!
//! A period compared with the one before is a split as well, into two groups. Deliberately absent: shares of options and
//! texts, which are no figure that groups could be compared by.

use super::report::{Estimate, FigureName, Funnel, Measure, ScoreCount, TooFew};
use crate::id::{ContentKey, QuestionKey};
use crate::text::Text;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A survey split into groups.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SplitReport {
    /// The survey.
    pub content: ContentKey,
    /// When these figures were read.
    pub at: Timestamp,
    /// What splits it: `period`, `version`, `locale`, `segment` or `trait:` and the trait's name.
    pub by: String,
    /// The group that the others are compared with; `None`: each is compared with the rest.
    pub against: Option<String>,
    /// The groups, the most often displayed first; of periods the earlier first.
    pub groups: Vec<SplitGroup>,
    /// Smaller groups that are not listed. They still belong to the rest.
    pub left_out: i64,
    /// One per question with a scale.
    pub questions: Vec<SplitQuestion>,
    /// All figures are held back because of so few people.
    pub suppressed: bool,
}

/// One group: who, and how many answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SplitGroup {
    /// The value; `before` and `period` where periods are compared.
    pub value: String,
    /// First UTC day, where periods are compared.
    pub from_day: Option<i64>,
    /// Last UTC day, where periods are compared.
    pub to_day: Option<i64>,
    /// From due to completed.
    pub funnel: Funnel,
    /// Answered of displayed, percent; `None` where nothing was displayed.
    pub response_rate: Option<Estimate>,
    /// Figures are held back because so few people are in it, or because subtraction would show another such group.
    pub suppressed: bool,
}

/// One question in every group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SplitQuestion {
    /// The question.
    pub question: QuestionKey,
    /// Its words in the newest version.
    pub title: Text,
    /// How the answers are measured.
    pub measure: Measure,
    /// The figure that is compared: the question's first.
    pub figure: FigureName,
    /// Lower end of the figure's scale.
    pub low: f64,
    /// Upper end of the figure's scale.
    pub high: f64,
    /// One per group, in their order; `None` for a group that is held back.
    pub parts: Vec<Option<SplitPart>>,
    /// A difference worth knowing, in the figure's unit: a twentieth of the scale.
    pub noticeable: f64,
    /// Answers each of two groups needs so that such a difference is noticed four times in five; `None` below 20 answers.
    pub needed_per_group: Option<i64>,
}

/// One question in one group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SplitPart {
    /// People who answered it.
    pub answered: i64,
    /// Companies among the answers; 0 when no answer carries one.
    pub companies: i64,
    /// Answers by score, the lowest first.
    pub scores: Vec<ScoreCount>,
    /// The figure; `None` while there are too few answers for an honest score.
    pub estimate: Option<Estimate>,
    /// Why there is no figure yet.
    pub too_few: Option<TooFew>,
    /// This group minus what it is compared with; `None` where either side has too few answers.
    pub difference: Option<Difference>,
}

/// A difference with its interval and how surprising it would be by chance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Difference {
    /// The observed difference, in the figure's unit.
    pub value: f64,
    /// Lower end of its 95 % interval, taken by itself.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How often chance alone would show a difference at least this large (two-sided).
    pub p: f64,
    /// The same, adjusted by Holm's method for looking at all groups of the question together.
    pub p_adjusted: f64,
    /// Whether the interval allows for colleagues resembling each other.
    pub clustered: bool,
}

impl Difference {
    /// Whether it is told from chance at the 5 % level, with all groups looked at together.
    pub fn is_significant(&self) -> bool {
        self.p_adjusted < 0.05
    }
}

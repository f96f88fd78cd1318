//! The report of a survey: every figure with its interval and its denominator. That of content with steps is in [`steps`],
//! that of checklists in [`items`].
//!
//! One denominator everywhere: *answered*. Dismissed and unanswered never enter a score.

pub mod effort;
pub mod items;
pub mod steps;

use crate::content::survey::Answer;
use crate::id::{ContentKey, OptionKey, QuestionKey, RunId};
use crate::text::Text;
use crate::time::Timestamp;
use crate::value::Values;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use effort::{EffortReport, EffortRow, Said, Unseen};
pub use items::{ItemReport, ItemsReport};
pub use steps::{
    Completion, Destination, Lost, LostAt, Median, MissingTarget, Onward, Range, StepReport, StepsReport, Way,
};

/// The filter of a report, as query of `GET /api/reports/{content}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ReportFilter {
    /// The environment.
    pub environment: String,
    /// From this UTC day on (days since 1970), by the time of the display.
    pub from_day: Option<i64>,
    /// Up to and including this UTC day.
    pub to_day: Option<i64>,
    /// Only this version.
    pub version: Option<u32>,
    /// Only this locale.
    pub locale: Option<String>,
    /// Only people in this segment when it was displayed to them.
    pub segment: Option<String>,
    /// Only people with these traits when it was displayed to them: `name:value`, comma-separated, percent-encoded inside.
    pub traits: Option<String>,
}

/// The report of one survey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SurveyReport {
    /// The survey.
    pub content: ContentKey,
    /// What members call it.
    pub name: String,
    /// When these figures were read.
    pub at: Timestamp,
    /// From due to completed.
    pub funnel: Funnel,
    /// One per question that can be answered.
    pub questions: Vec<QuestionReport>,
    /// Values that filters can take.
    pub filters: FilterChoices,
    /// Answers are held back because so few people answered that they could be told apart; then `questions` is empty.
    #[serde(default)]
    pub suppressed: bool,
}

/// The response funnel: how many runs got how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Funnel {
    /// Every rule held.
    pub due: i64,
    /// Became visible.
    pub displayed: i64,
    /// A first choice was made.
    pub started: i64,
    /// At least one question was answered: the denominator of the response rate is `displayed`.
    pub answered: i64,
    /// Gone through to the end.
    pub completed: i64,
    /// Closed, put off or refused by the person.
    pub dismissed: i64,
    /// Went away without a first choice.
    pub ignored: i64,
    /// Held out.
    pub withheld: i64,
}

/// The figures of one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionReport {
    /// The question.
    pub question: QuestionKey,
    /// Its words in the newest version.
    pub title: Text,
    /// How the answers are measured.
    pub measure: Measure,
    /// People who answered it.
    pub answered: i64,
    /// Answers by score, the lowest first; empty for questions without a scale.
    pub scores: Vec<ScoreCount>,
    /// Answers by option; empty for questions without options.
    pub options: Vec<OptionCount>,
    /// The figures; empty while there are too few answers for an honest score.
    pub figures: Vec<Figure>,
    /// Why there are no figures yet.
    pub too_few: Option<TooFew>,
    /// The figure over time: one point per period with enough answers.
    pub trend: Vec<TrendPoint>,
    /// Companies among the answers; 0 when no answer carries one.
    pub companies: i64,
    /// Answers a week over the last four weeks, or since the first answer; 0 where the filter ends before today, and while
    /// there are fewer than five answers or less than a week of them.
    #[serde(default)]
    pub per_week: f64,
    /// Days until there is a score at that rate; `None` when there is one, or while nobody answers.
    #[serde(default)]
    pub score_expected_days: Option<i64>,
}

/// How answers are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// NPS, -100 to 100.
    Nps,
    /// CES, 1 to 7: share answering 5 to 7, and mean; higher is easier.
    Ces7,
    /// CES, 1 to 5: share answering 4 or 5, and mean; higher is easier.
    Ces5,
    /// CSAT, 1 to 5: share answering 4 or 5, and mean.
    Csat,
    /// Mean of a rating.
    Rating,
    /// Shares of options.
    Choice,
    /// What people said.
    Open,
    /// Presses of a button.
    Action,
}

/// How many gave one score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScoreCount {
    /// The score.
    pub score: u8,
    /// People.
    pub count: i64,
}

/// How many chose one option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OptionCount {
    /// The option; `None` is "other".
    pub option: Option<OptionKey>,
    /// Its words.
    pub label: Text,
    /// People.
    pub count: i64,
    /// Share of those who answered the question, with its interval, percent.
    pub share: Estimate,
}

/// A figure with its name.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Figure {
    /// What is measured.
    pub name: FigureName,
    /// The estimate.
    pub estimate: Estimate,
    /// Answers still needed for the stated precision; 0 when reached.
    pub still_needed: i64,
    /// The stated precision: half the width of the interval, in the figure's unit.
    pub precision: f64,
    /// Days until those can be there at [`QuestionReport::per_week`]; `None` when reached, or while nobody answers.
    #[serde(default)]
    pub expected_days: Option<i64>,
}

/// The name of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FigureName {
    /// Promoters minus detractors, points from -100 to 100.
    Nps,
    /// Share of the highest answers, percent.
    TopShare,
    /// Mean of the scale's points.
    Mean,
}

/// A value with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Estimate {
    /// The observed value.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Answers it rests on.
    pub n: i64,
    /// Whether the interval allows for colleagues resembling each other.
    pub clustered: bool,
}

/// Why there is no score yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TooFew {
    /// Answers needed for a score.
    pub answers_needed: i64,
    /// Companies needed for a score; 0 when answers carry no company.
    pub companies_needed: i64,
}

/// The figure in one period.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TrendPoint {
    /// First UTC day of the period.
    pub day: i64,
    /// Days in the period.
    pub days: i64,
    /// The first figure of the question in this period.
    pub estimate: Estimate,
}

/// Values that filters can take.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FilterChoices {
    /// Versions with displays.
    pub versions: Vec<u32>,
    /// Locales with displays.
    pub locales: Vec<String>,
    /// Reportable traits with the values seen.
    pub traits: BTreeMap<String, Vec<String>>,
    /// Segments.
    pub segments: Vec<String>,
}

/// What people said: `GET /api/reports/{content}/responses`, the same filter, paged by `before`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Responses {
    /// The newest first.
    pub responses: Vec<Response>,
    /// Pass as `before` for the next page; `None` at the end.
    pub next: Option<String>,
    /// Answers are held back because fewer than five people fit the filter.
    pub suppressed: bool,
}

/// One survey run with answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {
    /// The run.
    pub run: RunId,
    /// When it was last changed; the day only for anonymous surveys.
    pub at: Timestamp,
    /// The version that was answered.
    pub version: u32,
    /// The locale it was read in.
    pub locale: Option<String>,
    /// User id or anonymous id; `None` unless the survey is identified.
    pub person: Option<String>,
    /// The company; `None` unless the survey is identified.
    pub company: Option<String>,
    /// Traits at the display; empty unless the survey is identified.
    pub traits: Values,
    /// The answers that count.
    pub answers: BTreeMap<QuestionKey, Answer>,
    /// What the person did before the first answer, the latest last; empty unless the survey is identified.
    pub path: Vec<PathStep>,
    /// What members do about it, once somebody has begun to.
    #[serde(default)]
    pub follow_up: Option<FollowUp>,
}

/// What members do about a response, or about a run that was handed over: `PUT /api/responses/{run}?environment=`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FollowUp {
    /// Who answers for it: a member's e-mail address or a team; empty for nobody yet.
    pub owner: String,
    /// How far it is. While a hand-over or a response with a low score is open, recommendation questions wait for that person.
    pub status: FollowUpStatus,
    /// What was found and done.
    pub note: String,
    /// Last change.
    pub changed_at: Timestamp,
    /// Who made it; empty while only a hand-over has, and no member.
    pub changed_by: String,
}

/// A new state of a follow-up; all of it is replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FollowUpChange {
    /// Who answers for it, at most 200 bytes.
    #[serde(default)]
    pub owner: String,
    /// How far it is.
    pub status: FollowUpStatus,
    /// What was found and done, at most 5000 characters.
    #[serde(default)]
    pub note: String,
}

/// How far a follow-up is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FollowUpStatus {
    /// Somebody should act.
    #[default]
    Open,
    /// Somebody acts; the person or another team is awaited.
    Waiting,
    /// Nothing is left to do.
    Done,
}

/// One step of the path that led to a response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PathStep {
    /// When.
    pub at: Timestamp,
    /// The kind of event: `page`, `track`, `displayed` …
    pub kind: String,
    /// The page's path, the event's name or the content's key.
    pub what: String,
}

/// Something changed: an item of the live stream `GET /api/live?environment=` (server-sent events).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A page of the environment was heard.
    Heard,
    /// Figures of this content changed.
    Report(ContentKey),
    /// Somebody wants a person, or something was done about it.
    FollowUps,
}

//! Advice on content: what cannot be published, what will work badly, what could be better.
//!
//! | module | looks at |
//! |---|---|
//! | `envelope` | name, owner, decision, schedule, shares, frequency |
//! | `rules` | trigger, audience, goals and segments |
//! | `survey` | questions, options, branches |
//! | `paths` | the ways through a survey |
//! | `tour` | steps: what each says, shows and asks |
//! | `pace` | what starts a tour, and what is done on its way |
//! | `checklist` | what is done how, and what waits for what |
//! | `centre` | resource centres and articles |
//! | `way` | where steps lead, and which nobody reaches |
//! | `hand_over` | when a person at the vendor takes over |
//! | `leaving` | whether it stands on the way out |
//! | `promotion` | what is to be bought |
//! | `target` | selectors, and clicks on them |
//! | `telling` | the words of steps |
//! | `words` | translations, links, leading words, promises about privacy |
//! | `scale` | the ends of scales |
//! | `look` | the theme |
//! | `japanese` | the same advice in Japanese |
//!
//! Thresholds come from published field evidence and are named where they are used. Deliberately absent: the store;
//! that a segment or goal exists is the collector's to know.

mod centre;
mod checklist;
mod envelope;
mod hand_over;
mod japanese;
mod leaving;
mod look;
mod pace;
mod paths;
mod promotion;
mod rules;
mod scale;
mod survey;
mod target;
mod telling;
mod tour;
mod way;
mod words;

use crate::content::{Body, Content, Goal, HandOverWhen, Segment, Theme};
use serde::{Deserialize, Serialize};

pub use japanese::in_japanese;
pub(crate) use paths::samples;

/// One piece of advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Advice {
    /// How much it matters.
    pub severity: Severity,
    /// A stable code such as `missing_translation`.
    pub code: String,
    /// Where in the content, as a path such as `body.survey.questions[1].title`.
    pub at: String,
    /// What is wrong and what to do, in one sentence.
    pub message: String,
}

/// How much advice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The content cannot be published.
    Error,
    /// It will probably work badly.
    Warning,
    /// It could be better.
    Hint,
}

/// Advice on a content, errors first, else in the order of the content.
pub fn lint(content: &Content) -> Vec<Advice> {
    let mut found = Findings::default();
    envelope::check(content, &mut found);
    // An article is found, not displayed.
    if !matches!(content.body, Body::Article(_)) {
        rules::check_trigger(&content.trigger, &content.audience, &mut found);
    }
    rules::check_condition("audience", &content.audience, &mut found);
    hand_over::check(content, &mut found);
    promotion::check(content, &mut found);
    match &content.body {
        Body::Survey(body) => {
            survey::check(content, body, &mut found);
            words::check(content, body, &mut found);
        }
        Body::Checklist(list) => checklist::check(content, list, &mut found),
        Body::ResourceCentre(centre) => centre::check(content, centre, &mut found),
        Body::Article(article) => centre::check_article(article, &mut found),
        body => tour::check(content, body, &mut found),
    }
    found.sorted()
}

/// Advice on a theme, errors first.
pub fn lint_theme(theme: &Theme) -> Vec<Advice> {
    let mut found = Findings::default();
    look::check(theme, &mut found);
    found.sorted()
}

/// Advice on a goal, errors first.
pub fn lint_goal(goal: &Goal) -> Vec<Advice> {
    let mut found = Findings::default();
    rules::check_goal(goal, &mut found);
    found.sorted()
}

/// Advice on what is done with the days of this goal: holding people out so that it can be compared, handing somebody over
/// who did not attain it.
pub fn lint_measured_goal(content: &Content, goal: &Goal) -> Vec<Advice> {
    let mut found = Findings::default();
    if content.holdout > 0 && goal.window_days.is_none() {
        let message = "People are held out, but the goal may be reached at any time, so no comparison is ever complete; \
             give the goal a number of days.";
        found.warning("goal_without_window", "goal", message);
    }
    let waits =
        content.hand_over.iter().flat_map(|hand_over| &hand_over.when).any(|when| *when == HandOverWhen::NotAttained);
    if waits && goal.window_days.is_none() {
        let message = "The goal may be attained at any time, so nobody is ever handed over because they did not; give the goal \
             a number of days.";
        found.error("hand_over_without_window", "hand_over", message);
    }
    found.sorted()
}

/// Advice on a segment, errors first.
pub fn lint_segment(segment: &Segment) -> Vec<Advice> {
    let mut found = Findings::default();
    rules::check_segment(segment, &mut found);
    found.sorted()
}

/// Whether the advice stands in the way of publishing.
pub fn has_errors(advice: &[Advice]) -> bool {
    advice.iter().any(|advice| advice.severity == Severity::Error)
}

/// What has been found so far.
#[derive(Default)]
struct Findings(Vec<Advice>);

impl Findings {
    fn error(&mut self, code: &str, at: impl Into<String>, message: impl Into<String>) {
        self.add(Severity::Error, code, at.into(), message.into());
    }

    fn warning(&mut self, code: &str, at: impl Into<String>, message: impl Into<String>) {
        self.add(Severity::Warning, code, at.into(), message.into());
    }

    fn hint(&mut self, code: &str, at: impl Into<String>, message: impl Into<String>) {
        self.add(Severity::Hint, code, at.into(), message.into());
    }

    fn add(&mut self, severity: Severity, code: &str, at: String, message: String) {
        self.0.push(Advice { severity, code: code.to_owned(), at, message });
    }

    fn sorted(mut self) -> Vec<Advice> {
        self.0.sort_by_key(|advice| advice.severity);
        self.0
    }
}

//! The whole report of a survey from its counts, or what is left of it when so few answered that it would identify them.
//!
//! Deliberately absent: reading the counts; that is `crate::store::report`.

use super::figures::{self, QuestionCounts};
use super::filter::Filter;
use super::period::Grain;
use super::tally::{self, Counts};
use shared::api::report::{FilterChoices, QuestionReport, SurveyReport};
use shared::content::Content;
use shared::content::survey::{PrivacyMode, Question};
use shared::id::QuestionKey;
use shared::statistics::MIN_PEOPLE;
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// What a report is made of.
#[derive(Clone, Debug)]
pub struct Material {
    /// The versions of the content, the newest first; the draft where there is none.
    pub versions: Vec<Content>,
    /// The funnel.
    pub funnel: Counts,
    /// Counts by question.
    pub questions: BTreeMap<String, QuestionCounts>,
    /// How finely they are by company.
    pub grain: Grain,
    /// Values that filters can take.
    pub filters: FilterChoices,
    /// People with answers inside and outside the filter, counted up to five.
    pub people: People,
}

/// People with answers, counted up to [`MIN_PEOPLE`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Whom the filter includes.
    pub inside: i64,
    /// Whom it leaves out.
    pub outside: i64,
}

/// Whether answers are held back: those of confidential surveys below five people, those of anonymous ones where a filter
/// leaves so few, or leaves so few out that subtraction would show them.
pub fn is_suppressed(mode: PrivacyMode, narrowed: bool, people: People) -> bool {
    let few = |count: i64| count > 0 && count < MIN_PEOPLE;
    match mode {
        PrivacyMode::Identified => false,
        PrivacyMode::Confidential => few(people.inside) || (narrowed && few(people.outside)),
        PrivacyMode::Anonymous => narrowed && (few(people.inside) || few(people.outside)),
    }
}

/// The strictest promise that any version of the survey made.
pub fn strictest(versions: &[Content]) -> PrivacyMode {
    let rank = |mode: &PrivacyMode| match mode {
        PrivacyMode::Identified => 0,
        PrivacyMode::Anonymous => 1,
        PrivacyMode::Confidential => 2,
    };
    versions.iter().map(|content| content.body.privacy()).max_by_key(rank).unwrap_or_default()
}

/// The questions of all versions: those of the newest in their order, then those only older ones had.
pub fn questions(versions: &[Content]) -> Vec<&Question> {
    let mut all: Vec<&Question> = Vec::new();
    for content in versions {
        for question in content.body.questions() {
            if !all.iter().any(|known| known.key == question.key) {
                all.push(question);
            }
        }
    }
    all
}

/// The report at this time; `None` without any version.
pub fn report(material: &Material, filter: &Filter, at: Timestamp) -> Option<SurveyReport> {
    let newest = material.versions.first()?;
    let suppressed = is_suppressed(strictest(&material.versions), filter.narrows(), material.people);
    let asked = if suppressed { Vec::new() } else { questions(&material.versions) };
    let today = filter.to_day.is_none_or(|to| to >= at.day()).then(|| at.day());
    let reports: Vec<QuestionReport> = asked.into_iter().filter_map(|q| question(material, newest, q, today)).collect();
    Some(SurveyReport {
        content: newest.key.clone(),
        name: newest.name.clone(),
        at,
        funnel: tally::funnel(material.funnel),
        questions: reports,
        filters: material.filters.clone(),
        suppressed,
    })
}

/// One question; those the newest version no longer asks only where they have answers.
pub(super) fn question(
    material: &Material,
    newest: &Content,
    question: &Question,
    today: Option<i64>,
) -> Option<QuestionReport> {
    let none = QuestionCounts::default();
    let counts = material.questions.get(question.key.as_str()).unwrap_or(&none);
    let asked = |key: &QuestionKey| newest.body.questions().any(|question| question.key == *key);
    let report = figures::question_report(question, counts, material.grain, today)?;
    (report.answered > 0 || asked(&question.key)).then_some(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidential_answers_of_few_are_held_back_and_so_are_filters_that_leave_few_out() {
        let people = |inside, outside| People { inside, outside };
        for (mode, narrowed, people, expected) in [
            (PrivacyMode::Identified, true, people(1, 1), false),
            (PrivacyMode::Confidential, false, people(4, 0), true),
            (PrivacyMode::Confidential, false, people(5, 0), false),
            (PrivacyMode::Confidential, true, people(5, 4), true),
            (PrivacyMode::Confidential, true, people(0, 5), false),
            (PrivacyMode::Anonymous, false, people(3, 0), false),
            (PrivacyMode::Anonymous, true, people(3, 5), true),
            (PrivacyMode::Anonymous, true, people(5, 5), false),
        ] {
            assert_eq!(is_suppressed(mode, narrowed, people), expected, "{mode:?} {narrowed} {people:?}");
        }
    }
}

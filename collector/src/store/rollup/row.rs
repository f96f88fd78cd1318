//! Runs and answers as they are stored, and back to facts.
//!
//! Deliberately absent: SQL; that is [`super::rows`].

use super::Facts;
use crate::report::fact::{Fact, Held, Origin, Snapshot, Steps, Visits, dismissal_named};
use crate::report::tally;
use crate::store::StoreError;
use shared::content::survey::PrivacyMode;
use shared::id::{ContentKey, EventId, QuestionKey, RunId};
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// The columns of a [`RunRow`].
macro_rules! run_columns {
    () => {
        "run, content, version, mode, origin, first_at, subject, company, locale, traits, tags, due_at, displayed_at, started_at, \
         completed_at, withheld_at, ignored_at, dismissed_at, dismissed_how, visits"
    };
}
pub(super) use run_columns;

/// A run as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::store) struct RunRow {
    pub run: String,
    pub content: String,
    pub version: i64,
    pub mode: String,
    pub origin: String,
    pub first_at: i64,
    pub subject: Option<String>,
    pub company: Option<String>,
    pub locale: Option<String>,
    pub traits: String,
    pub tags: String,
    pub due_at: Option<i64>,
    pub displayed_at: Option<i64>,
    pub started_at: Option<i64>,
    pub completed_at: Option<i64>,
    pub withheld_at: Option<i64>,
    pub ignored_at: Option<i64>,
    pub dismissed_at: Option<i64>,
    pub dismissed_how: Option<String>,
    pub visits: Option<String>,
}

/// An answer as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::store) struct AnswerRow {
    pub run: String,
    pub question: String,
    pub revision: i64,
    pub event: String,
    pub at: i64,
    pub answer: Option<String>,
}

/// The fact of a row, without its answers.
pub(in crate::store) fn fact_of(row: &RunRow) -> Result<Fact, StoreError> {
    let at = |ms: Option<i64>| ms.map(Timestamp);
    let how = row.dismissed_how.as_deref().and_then(dismissal_named);
    Ok(Fact {
        origin: origin_of(&row.origin)?,
        content: ContentKey::new(row.content.as_str()).map_err(|error| StoreError::corrupt("run", error))?,
        version: narrow(row.version)?,
        mode: mode_named(&row.mode)?,
        subject: row.subject.clone(),
        company: row.company.clone(),
        locale: row.locale.clone(),
        snapshot: Snapshot {
            traits: serde_json::from_str(&row.traits).map_err(|error| StoreError::corrupt("run", error))?,
            segments: tally::segments_of(&row.tags),
        },
        first_at: Timestamp(row.first_at),
        steps: Steps {
            due: at(row.due_at),
            displayed: at(row.displayed_at),
            started: at(row.started_at),
            completed: at(row.completed_at),
            withheld: at(row.withheld_at),
            ignored: at(row.ignored_at),
            dismissed: at(row.dismissed_at).zip(how),
        },
        answers: BTreeMap::new(),
        has_steps: row.visits.is_some(),
        visits: row.visits.as_deref().map_or(Ok(Visits::new()), visits_of)?,
    })
}

/// What is known of the steps, as it is stored.
pub(in crate::store) fn visits_of(text: &str) -> Result<Visits, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::corrupt("run", error))
}

/// Gives facts their answers; answers of other runs are passed over.
pub(in crate::store) fn give_answers(facts: &mut Facts, rows: &[AnswerRow]) -> Result<(), StoreError> {
    for row in rows {
        let Some(fact) = facts.get_mut(&run_id(&row.run)?) else { continue };
        let question = QuestionKey::new(row.question.as_str()).map_err(|error| StoreError::corrupt("answer", error))?;
        let answer = row.answer.as_deref().map(serde_json::from_str).transpose();
        let held = Held {
            revision: narrow(row.revision)?,
            event: EventId(uuid(&row.event)?),
            at: Timestamp(row.at),
            answer: answer.map_err(|error| StoreError::corrupt("answer", error))?,
        };
        fact.answers.insert(question, held);
    }
    Ok(())
}

pub(in crate::store) fn run_id(text: &str) -> Result<RunId, StoreError> {
    uuid(text).map(RunId)
}

fn uuid(text: &str) -> Result<uuid::Uuid, StoreError> {
    text.parse().map_err(|error| StoreError::corrupt("id", error))
}

fn narrow(number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|error| StoreError::corrupt("run", error))
}

pub(super) fn origin_text(origin: Origin) -> String {
    format!("{} {}", origin.rank, origin.event)
}

fn origin_of(text: &str) -> Result<Origin, StoreError> {
    let (rank, event) = text.split_once(' ').ok_or_else(|| StoreError::corrupt("run", "origin"))?;
    let rank = rank.parse().map_err(|error| StoreError::corrupt("run", error))?;
    Ok(Origin { rank, event: EventId(uuid(event)?) })
}

const MODES: [(PrivacyMode, &str); 3] = [
    (PrivacyMode::Identified, "identified"),
    (PrivacyMode::Confidential, "confidential"),
    (PrivacyMode::Anonymous, "anonymous"),
];

pub(super) fn mode_name(mode: PrivacyMode) -> &'static str {
    MODES.iter().find(|(known, _)| *known == mode).map_or("confidential", |(_, name)| name)
}

fn mode_named(name: &str) -> Result<PrivacyMode, StoreError> {
    let found = MODES.iter().find(|(_, known)| *known == name).map(|(mode, _)| *mode);
    found.ok_or_else(|| StoreError::corrupt("run", format!("mode {name}")))
}

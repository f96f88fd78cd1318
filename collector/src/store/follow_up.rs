//! What members do about responses.
//!
//! Deliberately absent: reading them for a report (`report`), and what an open complaint holds back (`profile`).

use super::rollup::Place;
use super::{Store, StoreError, read, write};
use shared::api::report::{FollowUp, FollowUpStatus};
use shared::content::survey::Answer;
use shared::id::{ContentKey, QuestionKey};

const RUN: &str = "select content, version, subject from runs where workspace = $1 and environment = $2 and run = $3 and answered > 0";
const ANSWERS: &str = "select question, answer from answers where workspace = $1 and environment = $2 and run = $3 \
    and answer is not null order by question";
const WRITE: &str = "insert into follow_ups \
    (workspace, environment, run, content, person, owner, status, note, low, changed_at, changed_by) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (workspace, environment, run) do update set \
    owner = excluded.owner, status = excluded.status, note = excluded.note, low = excluded.low, person = excluded.person, \
    changed_at = excluded.changed_at, changed_by = excluded.changed_by";

/// A run with answers, as far as following it up needs it.
#[derive(Clone, Debug)]
pub struct AnsweredRun {
    /// The content.
    pub content: ContentKey,
    /// The version.
    pub version: u32,
    /// Who answered; `None` for anonymous surveys.
    pub subject: Option<String>,
    /// The answers that count.
    pub answers: Vec<(QuestionKey, Answer)>,
}

fn status_name(status: FollowUpStatus) -> &'static str {
    match status {
        FollowUpStatus::Open => "open",
        FollowUpStatus::Waiting => "waiting",
        FollowUpStatus::Done => "done",
    }
}

impl Store {
    /// The run with its answers; `None` when there is none, or nothing was answered in it.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn answered_run(&self, place: Place<'_>, run: &str) -> Result<Option<AnsweredRun>, StoreError> {
        let found: Option<(String, i64, Option<String>)> = read!(self, pool => {
            sqlx::query_as(RUN).bind(place.workspace).bind(place.environment).bind(run).fetch_optional(pool).await
        })?;
        let Some((content, version, subject)) = found else { return Ok(None) };
        let rows: Vec<(String, String)> = read!(self, pool => {
            sqlx::query_as(ANSWERS).bind(place.workspace).bind(place.environment).bind(run).fetch_all(pool).await
        })?;
        let corrupt = |error: &dyn std::fmt::Display| StoreError::corrupt("run", error);
        let answer = |(question, answer): (String, String)| {
            let question = QuestionKey::new(question).map_err(|error| corrupt(&error))?;
            Ok((question, serde_json::from_str(&answer).map_err(|error| corrupt(&error))?))
        };
        Ok(Some(AnsweredRun {
            content: ContentKey::new(content).map_err(|error| corrupt(&error))?,
            version: u32::try_from(version).map_err(|error| corrupt(&error))?,
            subject,
            answers: rows.into_iter().map(answer).collect::<Result<_, StoreError>>()?,
        }))
    }

    /// Writes what members do about a run; `low` says that one of its scores is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_follow_up(
        &self,
        place: Place<'_>,
        run: &str,
        answered: &AnsweredRun,
        follow_up: &FollowUp,
        low: bool,
    ) -> Result<(), StoreError> {
        write!(self, pool => {
            let query = sqlx::query(WRITE).bind(place.workspace).bind(place.environment).bind(run);
            let query = query.bind(answered.content.as_str()).bind(&answered.subject).bind(&follow_up.owner);
            let query = query.bind(status_name(follow_up.status)).bind(&follow_up.note).bind(low);
            query.bind(follow_up.changed_at.0).bind(&follow_up.changed_by).execute(pool).await.map(drop)
        })?;
        Ok(())
    }
}

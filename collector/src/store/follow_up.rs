//! What members do about responses.
//!
//! Deliberately absent: reading them for a report (`report`), and what an open complaint holds back (`profile`).

use super::rollup::{Place, run_id};
use super::{Store, StoreError, read, write};
use shared::api::people::PersonFollowUp;
use shared::api::report::{FollowUp, FollowUpStatus};
use shared::content::survey::Answer;
use shared::id::{ContentKey, QuestionKey};
use shared::time::Timestamp;

const RUN: &str = "select content, version, subject from runs where workspace = $1 and environment = $2 and run = $3 and answered > 0";
const ANSWERS: &str = "select question, answer from answers where workspace = $1 and environment = $2 and run = $3 \
    and answer is not null order by question";
const ONE: &str = "select owner, status, note, changed_at, changed_by from follow_ups \
    where workspace = $1 and environment = $2 and run = $3";
const WRITE: &str = "insert into follow_ups \
    (workspace, environment, run, content, person, owner, status, note, low, changed_at, changed_by) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (workspace, environment, run) do update set \
    owner = excluded.owner, status = excluded.status, note = excluded.note, low = excluded.low, person = excluded.person, \
    changed_at = excluded.changed_at, changed_by = excluded.changed_by";

/// Of identified surveys only: that somebody answered another is nobody's in particular.
const OF_PERSON: &str = "select f.run, f.content, r.version, f.owner, f.status, f.note, f.changed_at, f.changed_by \
    from follow_ups f join runs r on r.workspace = f.workspace and r.environment = f.environment and r.run = f.run \
    where f.workspace = $1 and f.environment = $2 and r.mode = 'identified' \
    and f.person in (select cast($3 as text) union all select 'a:' || a.anonymous_id from aliases a \
    where a.workspace = $1 and a.environment = $2 and 'u:' || a.user_id = $3) order by f.changed_at desc, f.run limit $4";
/// Follow-ups of one person in one answer.
const MOST: i64 = 200;

/// Columns in the order of [`OF_PERSON`].
type Row = (String, String, i64, String, String, String, i64, String);

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

/// The status that is stored under this name.
///
/// # Errors
/// When there is none.
pub(super) fn status_named(name: &str) -> Result<FollowUpStatus, StoreError> {
    serde_json::from_value(name.into()).map_err(|error| StoreError::corrupt("follow-up", error))
}

fn of_person(row: Row) -> Result<PersonFollowUp, StoreError> {
    let (run, content, version, owner, status, note, changed_at, changed_by) = row;
    let corrupt = |error: &dyn std::fmt::Display| StoreError::corrupt("follow-up", error);
    let (status, changed_at) = (status_named(&status)?, Timestamp(changed_at));
    Ok(PersonFollowUp {
        run: run_id(&run)?,
        content: ContentKey::new(content).map_err(|error| corrupt(&error))?,
        version: u32::try_from(version).map_err(|error| corrupt(&error))?,
        follow_up: FollowUp { owner, status, note, changed_at, changed_by },
    })
}

impl Store {
    /// What members do about the responses of this person, also as the anonymous visitors they were; the last changed first.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn follow_ups_about(&self, place: Place<'_>, subject: &str) -> Result<Vec<PersonFollowUp>, StoreError> {
        let rows: Vec<Row> = read!(self, pool => {
            sqlx::query_as(OF_PERSON).bind(place.workspace).bind(place.environment).bind(subject).bind(MOST)
                .fetch_all(pool).await
        })?;
        rows.into_iter().map(of_person).collect()
    }

    /// What members do about a run; `None` before somebody has begun to.
    ///
    /// # Errors
    /// When the database fails or the row cannot be read back.
    pub async fn follow_up(&self, place: Place<'_>, run: &str) -> Result<Option<FollowUp>, StoreError> {
        let row: Option<(String, String, String, i64, String)> = read!(self, pool => {
            sqlx::query_as(ONE).bind(place.workspace).bind(place.environment).bind(run).fetch_optional(pool).await
        })?;
        let Some((owner, status, note, changed_at, changed_by)) = row else { return Ok(None) };
        let (status, changed_at) = (status_named(&status)?, Timestamp(changed_at));
        Ok(Some(FollowUp { owner, status, note, changed_at, changed_by }))
    }

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

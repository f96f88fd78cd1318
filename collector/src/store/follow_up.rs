//! What members do about responses and hand-overs.
//!
//! | module | holds |
//! |---|---|
//! | [`list`] | all of them, the newest first |
//!
//! Deliberately absent: reading them for a report (`report`), what an open complaint holds back (`profile`), and handing over
//! (`hand_over.rs`).

pub mod list;

use super::content::{content_key, version_number};
use super::hand_over::when_of;
use super::rollup::{Place, run_id, visits_of};
use super::{Store, StoreError, read, write};
use shared::api::follow_up::HandedOver;
use shared::api::people::PersonFollowUp;
use shared::api::report::{FollowUp, FollowUpStatus};
use shared::content::HandOverWhen;
use shared::content::survey::Answer;
use shared::id::{ContentKey, QuestionKey};
use shared::time::Timestamp;

/// With answers, handed over, or followed up already, whatever became of why; of a visitor who turned out to be a user, the user.
const RUN: &str = "select r.content, r.version, coalesce('u:' || a.user_id, r.subject), h.run from runs r \
    left join hand_overs h on h.workspace = r.workspace and h.environment = r.environment and h.run = r.run \
    left join aliases a on a.workspace = r.workspace and a.environment = r.environment \
    and substr(r.subject, 1, 2) = 'a:' and a.anonymous_id = substr(r.subject, 3) \
    where r.workspace = $1 and r.environment = $2 and r.run = $3 \
    and (r.answered > 0 or h.run is not null or exists (select 1 from follow_ups f \
    where f.workspace = r.workspace and f.environment = r.environment and f.run = r.run))";
const ANSWERS: &str = "select question, answer from answers where workspace = $1 and environment = $2 and run = $3 \
    and answer is not null order by question";
const ONE: &str = "select owner, status, note, changed_at, changed_by from follow_ups \
    where workspace = $1 and environment = $2 and run = $3";
const WRITE: &str = "insert into follow_ups \
    (workspace, environment, run, content, person, owner, status, note, low, changed_at, changed_by, at) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10) on conflict (workspace, environment, run) do update set \
    owner = excluded.owner, status = excluded.status, note = excluded.note, low = excluded.low, person = excluded.person, \
    changed_at = excluded.changed_at, changed_by = excluded.changed_by";

/// Of identified surveys only: that somebody answered another is nobody's in particular.
const OF_PERSON: &str = "select f.run, f.content, r.version, f.owner, f.status, f.note, f.changed_at, f.changed_by, \
    h.reason, h.step, h.at as handed_at, h.owner as handed_to, r.visits from follow_ups f \
    join runs r on r.workspace = f.workspace and r.environment = f.environment and r.run = f.run \
    left join hand_overs h on h.workspace = f.workspace and h.environment = f.environment and h.run = f.run \
    where f.workspace = $1 and f.environment = $2 and r.mode = 'identified' \
    and f.person in (select cast($3 as text) union all select 'a:' || a.anonymous_id from aliases a \
    where a.workspace = $1 and a.environment = $2 and 'u:' || a.user_id = $3) order by f.changed_at desc, f.run limit $4";
/// Follow-ups of one person in one answer.
const MOST: i64 = 200;

/// Columns in the order of [`OF_PERSON`].
#[derive(sqlx::FromRow)]
struct Row {
    run: String,
    content: String,
    version: i64,
    #[sqlx(flatten)]
    follow_up: FollowUpRow,
    #[sqlx(flatten)]
    hand_over: HandOverRow,
}

/// A follow-up as it is stored.
#[derive(sqlx::FromRow)]
struct FollowUpRow {
    owner: String,
    status: String,
    note: String,
    changed_at: i64,
    changed_by: String,
}

/// What handed a run over, as it is stored; nothing where nothing did.
#[derive(sqlx::FromRow)]
struct HandOverRow {
    reason: Option<String>,
    step: Option<String>,
    handed_at: Option<i64>,
    handed_to: Option<String>,
    visits: Option<String>,
}

impl FollowUpRow {
    fn read(self) -> Result<FollowUp, StoreError> {
        let Self { owner, status, note, changed_at, changed_by } = self;
        Ok(FollowUp { owner, status: status_named(&status)?, note, changed_at: Timestamp(changed_at), changed_by })
    }
}

impl HandOverRow {
    fn read(self) -> Result<Option<HandedOver>, StoreError> {
        let Self { reason: Some(reason), step, handed_at: Some(at), handed_to: Some(owner), visits } = self else {
            return Ok(None);
        };
        let (when, at) = (when_of(&reason, step.as_deref())?, Timestamp(at));
        let visits = visits.as_deref().map(visits_of).transpose()?.unwrap_or_default();
        let before =
            visits.iter().filter_map(|(key, visit)| Some((visit.displayed.filter(|shown| *shown <= at)?, key)));
        let from = match &when {
            HandOverWhen::Step(asked) => before.filter(|(_, key)| *key != asked).max().map(|(_, key)| key.clone()),
            _ => None,
        };
        Ok(Some(HandedOver { when, at, from, owner }))
    }
}

/// A run that can be followed up: with answers, or handed over.
#[derive(Clone, Debug)]
pub struct FollowedRun {
    /// The content.
    pub content: ContentKey,
    /// The version.
    pub version: u32,
    /// Who answered; `None` for anonymous surveys.
    pub subject: Option<String>,
    /// The answers that count.
    pub answers: Vec<(QuestionKey, Answer)>,
    /// Whether it was handed over to a person.
    pub handed_over: bool,
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
    Ok(PersonFollowUp {
        run: run_id(&row.run)?,
        content: content_key(row.content)?,
        version: version_number(row.version)?,
        hand_over: row.hand_over.read()?,
        follow_up: row.follow_up.read()?,
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
        let row: Option<FollowUpRow> = read!(self, pool => {
            sqlx::query_as(ONE).bind(place.workspace).bind(place.environment).bind(run).fetch_optional(pool).await
        })?;
        row.map(FollowUpRow::read).transpose()
    }

    /// The run with its answers; `None` when there is none, or nothing was answered in it and it was not handed over.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn followed_run(&self, place: Place<'_>, run: &str) -> Result<Option<FollowedRun>, StoreError> {
        let found: Option<(String, i64, Option<String>, Option<String>)> = read!(self, pool => {
            sqlx::query_as(RUN).bind(place.workspace).bind(place.environment).bind(run).fetch_optional(pool).await
        })?;
        let Some((content, version, subject, handed_over)) = found else { return Ok(None) };
        let rows: Vec<(String, String)> = read!(self, pool => {
            sqlx::query_as(ANSWERS).bind(place.workspace).bind(place.environment).bind(run).fetch_all(pool).await
        })?;
        let corrupt = |error: &dyn std::fmt::Display| StoreError::corrupt("run", error);
        let answer = |(question, answer): (String, String)| {
            let question = QuestionKey::new(question).map_err(|error| corrupt(&error))?;
            Ok((question, serde_json::from_str(&answer).map_err(|error| corrupt(&error))?))
        };
        Ok(Some(FollowedRun {
            content: content_key(content)?,
            version: version_number(version)?,
            subject,
            answers: rows.into_iter().map(answer).collect::<Result<_, StoreError>>()?,
            handed_over: handed_over.is_some(),
        }))
    }

    /// Writes what members do about a run; `low` says that one of its scores is, or that it was handed over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_follow_up(
        &self,
        place: Place<'_>,
        run: &str,
        followed: &FollowedRun,
        follow_up: &FollowUp,
        low: bool,
    ) -> Result<(), StoreError> {
        write!(self, pool => {
            let query = sqlx::query(WRITE).bind(place.workspace).bind(place.environment).bind(run);
            let query = query.bind(followed.content.as_str()).bind(&followed.subject).bind(&follow_up.owner);
            let query = query.bind(status_name(follow_up.status)).bind(&follow_up.note).bind(low);
            query.bind(follow_up.changed_at.0).bind(&follow_up.changed_by).execute(pool).await.map(drop)
        })?;
        Ok(())
    }
}

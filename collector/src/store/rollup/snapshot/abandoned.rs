//! What the people of new displays had abandoned by then, where a segment asks about it.
//!
//! Deliberately absent: what that means; it is `crate::abandoned`.

use super::super::Place;
use super::PIECE;
use crate::abandoned::{Asked, Passed, abandoned, asked};
use crate::report::fact::dismissal_named;
use crate::store::checklist::MadeGoal;
use crate::store::rollup::rows::padded;
use crate::store::{StoreError, Tx, bulk, within};
use shared::content::{Content, Goal};
use shared::id::ContentKey;
use shared::targeting::person::{Abandoned, Segments, asked_as_abandoned};
use shared::time::Timestamp;
use std::collections::BTreeMap;

const CONTENTS: &str = "select v.body from publications p join versions v \
     on v.workspace = p.workspace and v.content = p.content and v.version = p.version where p.workspace = $1 and p.environment = $2 and p.content in";
const GOALS: &str = "select body from goals where workspace = $1";
const PASSED: &str = "select subject, content, coalesce(displayed_at, first_at), completed_at, dismissed_at, dismissed_how from runs \
     where coalesce(displayed_at, started_at, completed_at, dismissed_at) is not null and workspace = $1 and environment = $2 and subject in";
/// Runs of the anonymous visitors that users were.
const AS_VISITOR: &str = "select 'u:' || s.user_id, r.content, coalesce(r.displayed_at, r.first_at), r.completed_at, r.dismissed_at, r.dismissed_how \
     from aliases s join runs r on r.workspace = s.workspace and r.environment = s.environment and r.subject = 'a:' || s.anonymous_id \
     where coalesce(r.displayed_at, r.started_at, r.completed_at, r.dismissed_at) is not null and s.workspace = $1 and s.environment = $2 \
     and s.user_id in";
const MADE: &str = "select holder, goal, at from attainments where at is not null and workspace = $1 and environment = $2 and holder in";

/// Columns in the order of [`PASSED`].
type PassedRow = (String, String, i64, Option<i64>, Option<i64>, Option<String>);

/// Runs and goals attained, by whose they are; nothing where no segment asks.
#[derive(Debug, Default)]
pub(super) struct Histories {
    asked: Asked,
    passed: BTreeMap<String, Vec<Passed>>,
    made: BTreeMap<String, Vec<(String, Timestamp)>>,
}

impl Histories {
    /// Looks up what segments ask about these subjects.
    pub(super) async fn load(
        tx: &mut Tx,
        place: Place<'_>,
        segments: &Segments,
        subjects: &[String],
    ) -> Result<Self, StoreError> {
        let mut found = Self::default();
        let keys: Vec<&str> = segments
            .values()
            .flat_map(|segment| asked_as_abandoned(&segment.condition))
            .map(ContentKey::as_str)
            .collect();
        if keys.is_empty() {
            return Ok(found);
        }
        let corrupt = |error: &dyn std::fmt::Display| StoreError::corrupt("content", error);
        let contents: Vec<(String,)> = within!(tx, connection => {
            let query = sqlx::query_as(bulk::list(CONTENTS, 2, keys.len(), ""));
            let query = query.bind(place.workspace).bind(place.environment);
            keys.iter().fold(query, |query, key| query.bind(*key)).fetch_all(connection).await
        })?;
        let goals: Vec<(String,)> =
            within!(tx, connection => sqlx::query_as(GOALS).bind(place.workspace).fetch_all(connection).await)?;
        let read = |(body,): &(String,)| serde_json::from_str::<Content>(body).map_err(|error| corrupt(&error));
        let contents: Vec<Content> = contents.iter().map(read).collect::<Result<_, _>>()?;
        let read = |(body,): &(String,)| serde_json::from_str::<Goal>(body).map_err(|error| corrupt(&error));
        let goals: Vec<Goal> = goals.iter().map(read).collect::<Result<_, _>>()?;
        found.asked = asked(&contents.iter().collect::<Vec<_>>(), segments.values(), &goals);
        for piece in subjects.chunks(PIECE) {
            let mut rows: Vec<PassedRow> = Vec::new();
            for (sql, front) in [(PASSED, ""), (AS_VISITOR, "u:")] {
                let sql = bulk::list(sql, 2, PIECE, "");
                let found: Vec<PassedRow> = within!(tx, connection => {
                    let mut query = sqlx::query_as(sql).bind(place.workspace).bind(place.environment);
                    for subject in padded(piece) {
                        // No user has an empty id.
                        query = query.bind(subject.strip_prefix(front).unwrap_or_default());
                    }
                    query.fetch_all(connection).await
                })?;
                rows.extend(found);
            }
            for (subject, content, displayed, completed, dismissed, how) in rows {
                let dismissed = dismissed.map(Timestamp).zip(how.as_deref().and_then(dismissal_named));
                let (displayed, completed) = (Timestamp(displayed), completed.map(Timestamp));
                let content = ContentKey::new(content).map_err(|error| corrupt(&error))?;
                let passed = Passed { content, displayed, completed, dismissed };
                found.passed.entry(subject).or_default().push(passed);
            }
            let sql = bulk::list(MADE, 2, PIECE, "");
            let rows: Vec<(String, String, i64)> = within!(tx, connection => {
                let mut query = sqlx::query_as(sql).bind(place.workspace).bind(place.environment);
                for subject in padded(piece) {
                    query = query.bind(subject);
                }
                query.fetch_all(connection).await
            })?;
            for (holder, goal, at) in rows {
                found.made.entry(holder).or_default().push((goal, Timestamp(at)));
            }
        }
        Ok(found)
    }

    /// What this person had abandoned by then.
    pub(super) fn abandoned_by(&self, person: &str, company: Option<&str>, then: Timestamp) -> Abandoned {
        let made_by = |holder: Option<&str>, of_company: bool| {
            let made = holder.and_then(|holder| self.made.get(holder)).into_iter().flatten();
            made.map(move |(goal, at)| MadeGoal { goal: goal.clone(), of_company, at: *at, subject: None, name: None })
        };
        let made: Vec<MadeGoal> = made_by(Some(person), false).chain(made_by(company, true)).collect();
        let passed = self.passed.get(person).map_or(&[][..], Vec::as_slice);
        abandoned(&self.asked, passed, &made, then)
    }
}

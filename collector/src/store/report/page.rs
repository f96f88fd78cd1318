//! What people said: responses, the last changed first, with the path that led to each.
//!
//! Deliberately absent: who may see a response; [`crate::report::survey::is_suppressed`] decides, before.

use super::{bind_filter, included};
use crate::report::fact::Fact;
use crate::report::filter::Filter;
use crate::store::follow_up::status_named;
use crate::store::rollup::{AnswerRow, Facts, Place, RunRow, fact_of, give_answers, run_id};
use crate::store::{Store, StoreError, bulk, read};
use shared::api::report::{FollowUp, PathStep, Response};
use shared::content::survey::PrivacyMode;
use shared::id::RunId;
use shared::map::Map;
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// Steps of a path.
const PATH_STEPS: i64 = 20;
const RUNS: &str = included!(
    "select r.run, r.content, r.version, r.mode, r.origin, r.first_at, r.subject, r.company, r.locale, r.traits, r.tags, r.due_at, \
     r.displayed_at, r.started_at, r.completed_at, r.withheld_at, r.ignored_at, r.dismissed_at, r.dismissed_how, r.visits \
     from runs r where r.answered > 0 and",
    "and r.changed_at <= $14 and (r.changed_at < $14 or r.run < $15) order by r.changed_at desc, r.run desc limit $16"
);
const ANSWERS: &str = "select run, question, revision, event, at, answer from answers \
     where workspace = $1 and environment = $2 and answer is not null and run in";
const FOLLOW_UPS: &str = "select run, owner, status, note, changed_at, changed_by from follow_ups \
     where workspace = $1 and environment = $2 and run in";
/// What somebody did before: as the user they are now, and as the anonymous visitors they were.
const PATH: &str = "select at, kind, coalesce(name, content, url, '') from events where workspace = $1 and environment = $2 \
     and subject in (select $3 union all select 'a:' || anonymous_id from aliases where workspace = $1 and environment = $2 and user_id = $4) \
     and kind in ('page', 'track', 'clicked', 'displayed', 'answered', 'completed', 'dismissed') and at <= $5 \
     and (run is null or run <> $6) order by at desc, id desc limit $7";

/// Where the next page begins: before this change and run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(in crate::store) changed_at: i64,
    pub(in crate::store) run: String,
}

impl Cursor {
    /// Before everything there is.
    pub fn start() -> Self {
        Self { changed_at: i64::MAX, run: String::new() }
    }

    /// Reads a cursor as [`Cursor::text`] writes it.
    pub fn read(text: &str) -> Option<Self> {
        let (changed_at, run) = text.split_once('.')?;
        let run: uuid::Uuid = run.parse().ok()?;
        Some(Self { changed_at: changed_at.parse().ok()?, run: run.to_string() })
    }

    /// As the API passes it.
    pub fn text(&self) -> String {
        format!("{}.{}", self.changed_at, self.run)
    }
}

/// A page of responses.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The last changed first.
    pub responses: Vec<Response>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<Cursor>,
}

type FollowUpRow = (String, String, String, String, i64, String);

impl Store {
    /// Responses from `before` on, at most `limit`, with the path that led to each where `paths` says so.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn responses(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
        (before, limit, paths): (&Cursor, i64, bool),
    ) -> Result<Page, StoreError> {
        let mut rows: Vec<RunRow> = read!(self, pool => {
            bind_filter!(sqlx::query_as(RUNS), place, content, filter).bind(before.changed_at).bind(&before.run).bind(limit + 1)
                .fetch_all(pool).await
        })?;
        let more = i64::try_from(rows.len()).is_ok_and(|count| count > limit);
        if more {
            rows.pop();
        }
        let runs: Vec<String> = rows.iter().map(|row| row.run.clone()).collect();
        let mut facts = Facts::new();
        for row in &rows {
            facts.insert(run_id(&row.run)?, fact_of(row)?);
        }
        give_answers(&mut facts, &self.answers_of(place, &runs).await?)?;
        let mut follow_ups = self.follow_ups_of(place, &runs).await?;
        let mut page = Page { responses: Vec::with_capacity(rows.len()), next: None };
        for row in &rows {
            let run = run_id(&row.run)?;
            let Some(fact) = facts.get(&run) else { continue };
            let mut response = response(run, fact, follow_ups.remove(&row.run));
            if paths && fact.mode == PrivacyMode::Identified {
                response.path = self.path(place, run, fact).await?;
            }
            page.next = more.then(|| Cursor { changed_at: fact.changed_at().0, run: row.run.clone() });
            page.responses.push(response);
        }
        Ok(page)
    }

    async fn answers_of(&self, place: Place<'_>, runs: &[String]) -> Result<Vec<AnswerRow>, StoreError> {
        let mut all = Vec::new();
        for piece in bulk::pieces(runs) {
            let sql = bulk::list(ANSWERS, 2, piece.len(), "");
            let rows: Vec<AnswerRow> = read!(self, pool => {
                let mut query = sqlx::query_as(sql).bind(place.workspace).bind(place.environment);
                for run in piece {
                    query = query.bind(run);
                }
                query.fetch_all(pool).await
            })?;
            all.extend(rows);
        }
        Ok(all)
    }

    async fn follow_ups_of(&self, place: Place<'_>, runs: &[String]) -> Result<BTreeMap<String, FollowUp>, StoreError> {
        let mut all = BTreeMap::new();
        for piece in bulk::pieces(runs) {
            let sql = bulk::list(FOLLOW_UPS, 2, piece.len(), "");
            let rows: Vec<FollowUpRow> = read!(self, pool => {
                let mut query = sqlx::query_as(sql).bind(place.workspace).bind(place.environment);
                for run in piece {
                    query = query.bind(run);
                }
                query.fetch_all(pool).await
            })?;
            for (run, owner, status, note, changed_at, changed_by) in rows {
                let changed_at = Timestamp(changed_at);
                let follow_up = FollowUp { owner, status: status_named(&status)?, note, changed_at, changed_by };
                all.insert(run, follow_up);
            }
        }
        Ok(all)
    }

    /// What the person did before the first answer, the latest last.
    async fn path(&self, place: Place<'_>, run: RunId, fact: &Fact) -> Result<Vec<PathStep>, StoreError> {
        let Some(subject) = &fact.subject else { return Ok(Vec::new()) };
        let first = fact.answers.values().map(|held| held.at).min().unwrap_or_else(|| fact.at());
        let user = subject.strip_prefix("u:").unwrap_or_default();
        let mut rows: Vec<(i64, String, String)> = read!(self, pool => {
            sqlx::query_as(PATH).bind(place.workspace).bind(place.environment).bind(subject).bind(user)
                .bind(first.0).bind(run.to_string()).bind(PATH_STEPS).fetch_all(pool).await
        })?;
        rows.reverse();
        let step = |(at, kind, what): (i64, String, String)| {
            let what = if kind == "page" { path_of(&what).to_owned() } else { what };
            PathStep { at: Timestamp(at), kind, what }
        };
        Ok(rows.into_iter().map(step).collect())
    }
}

/// The path of an address.
fn path_of(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = after.find('/').map_or("/", |at| &after[at..]);
    if url.contains("://") { path } else { url }
}

/// A response as the API tells it: with whom it came from only where the survey is identified.
fn response(run: RunId, fact: &Fact, follow_up: Option<FollowUp>) -> Response {
    let identified = fact.mode == PrivacyMode::Identified;
    let changed_at = fact.changed_at();
    let person = fact.subject.as_deref().and_then(|subject| subject.split_once(':')).map(|(_, id)| id.to_owned());
    let answers = fact.answers.iter().filter_map(|(question, held)| Some((question.clone(), held.answer.clone()?)));
    Response {
        run,
        at: if identified { changed_at } else { Timestamp::of_day(changed_at.day()) },
        version: fact.version,
        locale: fact.locale.clone(),
        person: person.filter(|_| identified),
        company: fact.company.clone().filter(|_| identified),
        traits: if identified { fact.snapshot.traits.clone() } else { Map::new() },
        answers: answers.collect(),
        path: Vec::new(),
        follow_up,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_is_written() {
        let cursor = Cursor { changed_at: 17, run: "0190f3a0-0000-7000-8000-000000000000".into() };
        assert_eq!(Cursor::read(&cursor.text()), Some(cursor));
        for wrong in ["", "17", "x.y", "17.x", "1.0190f3a0"] {
            assert_eq!(Cursor::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_the_path_of_an_address_is_told() {
        for (url, path) in [
            ("https://app.example.com/plans/1?x=1", "/plans/1?x=1"),
            ("https://app.example.com", "/"),
            ("/plans", "/plans"),
        ] {
            assert_eq!(path_of(url), path);
        }
    }
}

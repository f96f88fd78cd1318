//! Recounting: every run from its events, every rollup and hand-over from its runs, every goal, what was done by hand, compared with what is stored.
//!
//! All reads see one moment of the database. Events of the workspace are read in the order of their ids; runs are taken in
//! parts, so that memory stays bounded. Events older than they are kept are gone, so runs begun before the oldest event are
//! not recounted from events; their rollups are. Deliberately absent: repairing. A difference is a fault to be understood.

mod compare;

use super::row::{AnswerRow, RunRow, fact_of, give_answers, run_columns, run_id};
use super::versions::Versions;
use super::{Facts, Place};
use crate::message;
use crate::report::fact::{Fact, Heard, Terms};
use crate::report::tally::Tally;
use crate::store::{Store, StoreError, Tx, bulk, within};
use crate::store::{checklist, goal, hand_over};
use shared::event::{Body, Context, Event, Who};
use shared::id::{CompanyId, EventId, RunId};
use shared::time::Timestamp;
use std::collections::BTreeMap;
use std::fmt;

/// Runs held in memory at once.
const PART: i64 = 400_000;
const PAGE: i64 = 2_000;
const PLACES: &str = "select workspace, environment from environments union select workspace, environment from runs";
const COUNT: &str = "select count(*) from runs where workspace = $1 and environment = $2";
const OLDEST: &str = "select at from events where workspace = $1 order by id limit 1";
const EVENTS: &str = "select id, environment, at, subject, company, locale, content, version, run, url, body from events \
     where workspace = $1 and id > $2 order by id limit $3";
const RUNS: &str = concat!(
    "select ",
    run_columns!(),
    " from runs where workspace = $1 and environment = $2 and run > $3 order by run limit $4"
);
const ANSWERS: &str = "select run, question, revision, event, at, answer from answers \
     where workspace = $1 and environment = $2 and run in";

/// Something stored that is not what a recount finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where: workspace, environment, table and key.
    pub at: String,
    /// What is stored.
    pub stored: String,
    /// What the recount finds.
    pub recounted: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: stored {}, recounted {}", self.at, self.stored, self.recounted)
    }
}

/// What a recount did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recount {
    /// Runs that were compared.
    pub runs: u64,
    /// Events that were read.
    pub events: u64,
    /// What does not agree.
    pub differences: Vec<Difference>,
}

#[derive(sqlx::FromRow)]
struct StoredEvent {
    id: String,
    environment: String,
    at: i64,
    subject: Option<String>,
    company: Option<String>,
    locale: Option<String>,
    content: Option<String>,
    version: Option<i64>,
    run: Option<String>,
    url: Option<String>,
    body: String,
}

impl Store {
    /// Recounts everything and says what differs.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read at all.
    pub async fn recount(&self) -> Result<Recount, StoreError> {
        let mut tx = self.begin_reading().await?;
        let places: Vec<(String, String)> =
            within!(&mut tx, connection => sqlx::query_as(PLACES).fetch_all(connection).await)?;
        let mut recount = Recount::default();
        for (workspace, environment) in &places {
            recount_place(&mut tx, Place { workspace, environment }, &mut recount).await?;
        }
        tx.rollback().await?;
        Ok(recount)
    }
}

async fn recount_place(tx: &mut Tx, place: Place<'_>, recount: &mut Recount) -> Result<(), StoreError> {
    let (count,): (i64,) = within!(tx, connection => {
        sqlx::query_as(COUNT).bind(place.workspace).bind(place.environment).fetch_one(connection).await
    })?;
    let oldest: Option<(i64,)> =
        within!(tx, connection => sqlx::query_as(OLDEST).bind(place.workspace).fetch_optional(connection).await)?;
    let floor = oldest.map_or(Timestamp(i64::MAX), |(at,)| Timestamp(at));
    let known = Versions::load(tx, place).await?;
    let parts = u128::try_from(count / PART + 1).unwrap_or(1);
    let mut tally = Tally::default();
    for part in 0..parts {
        let mut heard = Facts::new();
        recount.events +=
            read_events(tx, place, &known.terms, |run| run.0.as_u128() % parts == part, &mut heard).await?;
        recount.runs += compare_runs(tx, place, (parts, part, floor), &known, &mut heard, &mut tally, recount).await?;
    }
    tally.drop_zeros();
    compare::rollups(tx, place, tally, &mut recount.differences).await?;
    goal::recount(tx, place, &mut recount.differences).await?;
    checklist::past::recount(tx, place, &mut recount.differences).await
}

/// Absorbs all events of runs that are wanted into facts, and says how many events were read.
async fn read_events(
    tx: &mut Tx,
    place: Place<'_>,
    terms: &BTreeMap<(String, i64), Terms>,
    wanted: impl Fn(RunId) -> bool,
    facts: &mut Facts,
) -> Result<u64, StoreError> {
    let (mut last, mut count) = (String::new(), 0);
    loop {
        let rows: Vec<StoredEvent> = within!(tx, connection => {
            sqlx::query_as(EVENTS).bind(place.workspace).bind(&last).bind(PAGE).fetch_all(connection).await
        })?;
        let Some(end) = rows.last() else { return Ok(count) };
        last.clone_from(&end.id);
        for row in rows.iter().filter(|row| row.environment == place.environment) {
            // A message to one person has no report.
            let is_message = row.content.as_deref().is_some_and(message::is_key);
            let Some(run) = row.run.as_deref().filter(|_| !is_message) else { continue };
            if wanted(run_id(run)?) {
                count += 1;
                absorb(row, terms, facts)?;
            }
        }
    }
}

fn absorb(row: &StoredEvent, terms: &BTreeMap<(String, i64), Terms>, facts: &mut Facts) -> Result<(), StoreError> {
    let corrupt = |error: &dyn fmt::Display| StoreError::corrupt("event", error);
    let body: Body = serde_json::from_str(&row.body).map_err(|error| corrupt(&error))?;
    let company_id = row.company.as_deref().map(CompanyId::new).transpose().map_err(|error| corrupt(&error))?;
    let event = Event {
        id: EventId(row.id.parse().map_err(|error: uuid::Error| corrupt(&error))?),
        at: Timestamp(row.at),
        who: Who { company_id, ..Who::default() },
        context: Context { locale: row.locale.clone(), url: row.url.clone(), ..Context::default() },
        body,
    };
    let version = (row.content.clone().unwrap_or_default(), row.version.unwrap_or(0));
    let terms = terms.get(&version).copied().unwrap_or_default();
    let Some(heard) = Heard::of(&event, row.subject.as_deref(), terms) else { return Ok(()) };
    facts.entry(heard.run.id).and_modify(|fact| fact.absorb(&heard)).or_insert_with(|| Fact::begin(&heard));
    Ok(())
}

/// Compares the stored runs of one part with the facts from events, and adds the stored ones to the tally.
async fn compare_runs(
    tx: &mut Tx,
    place: Place<'_>,
    (parts, part, floor): (u128, u128, Timestamp),
    known: &Versions,
    heard: &mut Facts,
    tally: &mut Tally,
    recount: &mut Recount,
) -> Result<u64, StoreError> {
    let is_wanted = |run: RunId| run.0.as_u128() % parts == part;
    let (mut last, mut count) = (String::new(), 0);
    loop {
        let rows: Vec<RunRow> = within!(tx, connection => {
            sqlx::query_as(RUNS).bind(place.workspace).bind(place.environment).bind(&last).bind(PAGE).fetch_all(connection).await
        })?;
        let Some(end) = rows.last() else { break };
        let from = std::mem::replace(&mut last, end.run.clone());
        let mut stored = Facts::new();
        for row in &rows {
            let run = run_id(&row.run)?;
            if is_wanted(run) {
                stored.insert(run, fact_of(row)?);
            }
        }
        let given = answers(tx, place, &stored).await?;
        give_answers(&mut stored, &given)?;
        let (range, differences) = ((from.as_str(), last.as_str()), &mut recount.differences);
        hand_over::compare(tx, place, range, (&stored, is_wanted), &known.hand_over, differences).await?;
        for (run, fact) in &stored {
            count += 1;
            tally.add(fact, 1);
            let found = heard.remove(run);
            if fact.first_at >= floor {
                recount.differences.extend(compare::fact(place, *run, Some(fact), found));
            }
        }
    }
    let missing = std::mem::take(heard);
    recount
        .differences
        .extend(missing.into_iter().filter_map(|(run, fact)| compare::fact(place, run, None, Some(fact))));
    Ok(count)
}

/// The answers of these runs.
pub(super) async fn answers(tx: &mut Tx, place: Place<'_>, stored: &Facts) -> Result<Vec<AnswerRow>, StoreError> {
    let runs: Vec<String> = stored.keys().map(ToString::to_string).collect();
    let mut all = Vec::new();
    for piece in bulk::pieces(&runs) {
        let sql = bulk::list(ANSWERS, 2, piece.len(), "");
        let rows: Vec<AnswerRow> = within!(tx, connection => {
            let mut query = sqlx::query_as(sql).bind(place.workspace).bind(place.environment);
            for run in piece {
                query = query.bind(run);
            }
            query.fetch_all(connection).await
        })?;
        all.extend(rows);
    }
    Ok(all)
}

//! Facts as rows: reading them under a lock, writing those that changed.
//!
//! Deliberately absent: what events mean for a fact; that is [`crate::report::fact`].

use super::row::{AnswerRow, RunRow, fact_of, give_answers, mode_name, origin_text, run_columns, run_id};
use super::{Facts, Place};
use crate::report::fact::{Fact, Held, dismissal_name};
use crate::report::{bucket, tally};
use crate::store::{StoreError, Tx, bulk, within};
use shared::id::{QuestionKey, RunId};
use shared::time::Timestamp;
use std::collections::BTreeSet;

/// Runs asked for at once; the list is padded to this, so that the drivers prepare one statement.
const PIECE: usize = 50;

const SELECT_RUNS: &str =
    concat!("select ", run_columns!(), " from runs where workspace = $1 and environment = $2 and run in");
const SELECT_ANSWERS: &str = "select run, question, revision, event, at, answer from answers \
     where workspace = $1 and environment = $2 and run in";
const RESERVE: &str = "insert into runs (workspace, environment, run, content, version, mode, origin, at, day, first_at, \
     traits, tags, touched, answered, reached, changed_at) values";
const RESERVED: &str = "on conflict (workspace, environment, run) do nothing";
const SAVE_RUNS: &str = "insert into runs (workspace, environment, run, content, version, mode, origin, at, day, first_at, subject, \
     company, locale, traits, tags, due_at, displayed_at, started_at, completed_at, withheld_at, ignored_at, dismissed_at, \
     dismissed_how, touched, answered, reached, changed_at, visits) values";
const RUN_COLUMNS: usize = 28;
const SAVED_RUNS: &str = "on conflict (workspace, environment, run) do update set content = excluded.content, \
     version = excluded.version, mode = excluded.mode, origin = excluded.origin, at = excluded.at, day = excluded.day, \
     first_at = excluded.first_at, subject = excluded.subject, company = excluded.company, locale = excluded.locale, \
     traits = excluded.traits, tags = excluded.tags, due_at = excluded.due_at, displayed_at = excluded.displayed_at, \
     started_at = excluded.started_at, completed_at = excluded.completed_at, withheld_at = excluded.withheld_at, \
     ignored_at = excluded.ignored_at, dismissed_at = excluded.dismissed_at, dismissed_how = excluded.dismissed_how, \
     touched = excluded.touched, answered = excluded.answered, reached = excluded.reached, changed_at = excluded.changed_at, \
     visits = excluded.visits";
const SAVE_ANSWERS: &str = "insert into answers (workspace, environment, run, question, revision, event, at, bucket, answer, content, \
     version, day, company) values";
const ANSWER_COLUMNS: usize = 13;
const SAVED_ANSWERS: &str = "on conflict (workspace, environment, run, question) do update set revision = excluded.revision, \
     event = excluded.event, at = excluded.at, bucket = excluded.bucket, answer = excluded.answer, content = excluded.content, \
     version = excluded.version, day = excluded.day, company = excluded.company";

/// What PostgreSQL is given to hold a place, until the fact is written over it in the same transaction.
const NO_ORIGIN: &str = "";

/// Reads the facts of these runs. On PostgreSQL the runs stay locked until the transaction ends, new ones included.
pub(super) async fn lock_and_load(tx: &mut Tx, place: Place<'_>, runs: &BTreeSet<RunId>) -> Result<Facts, StoreError> {
    if !tx.is_postgres() {
        return load(tx, place, runs).await;
    }
    let names: Vec<String> = runs.iter().map(ToString::to_string).collect();
    reserve(tx, place, &names).await?;
    read(tx, place, &names, "order by run for update").await
}

/// Reads the facts of these runs.
///
/// # Errors
/// When the database fails or a row cannot be read back.
pub(in crate::store) async fn load(tx: &mut Tx, place: Place<'_>, runs: &BTreeSet<RunId>) -> Result<Facts, StoreError> {
    let names: Vec<String> = runs.iter().map(ToString::to_string).collect();
    read(tx, place, &names, "").await
}

async fn read(tx: &mut Tx, place: Place<'_>, runs: &[String], tail: &'static str) -> Result<Facts, StoreError> {
    let mut facts = Facts::new();
    for piece in runs.chunks(PIECE) {
        let sql = bulk::list(SELECT_RUNS, 2, PIECE, tail);
        let rows: Vec<RunRow> = within!(tx, connection => {
            let mut query = sqlx::query_as(sql).bind(place.workspace).bind(place.environment);
            for run in padded(piece) {
                query = query.bind(run);
            }
            query.fetch_all(connection).await
        })?;
        for row in rows.iter().filter(|row| row.origin != NO_ORIGIN) {
            facts.insert(run_id(&row.run)?, fact_of(row)?);
        }
        if facts.is_empty() {
            continue;
        }
        let sql = bulk::list(SELECT_ANSWERS, 2, PIECE, "");
        let answers: Vec<AnswerRow> = within!(tx, connection => {
            let mut query = sqlx::query_as(sql).bind(place.workspace).bind(place.environment);
            for run in padded(piece) {
                query = query.bind(run);
            }
            query.fetch_all(connection).await
        })?;
        give_answers(&mut facts, &answers)?;
    }
    Ok(facts)
}

/// The piece, its last entry repeated until it is full.
pub(super) fn padded(piece: &[String]) -> impl Iterator<Item = &str> {
    let last = piece.last().map_or("", String::as_str);
    piece.iter().map(String::as_str).chain(std::iter::repeat(last)).take(PIECE)
}

/// Makes a row for each run that has none, so that there is something to lock.
async fn reserve(tx: &mut Tx, place: Place<'_>, runs: &[String]) -> Result<(), StoreError> {
    for piece in bulk::pieces(runs) {
        let sql = tx.statement(RESERVE, 16, piece.len(), RESERVED);
        within!(tx, connection => {
            let mut query = sqlx::query(sql);
            for run in piece {
                query = query.bind(place.workspace).bind(place.environment).bind(run).bind("").bind(0_i64).bind("").bind(NO_ORIGIN)
                    .bind(0_i64).bind(0_i64).bind(0_i64).bind("{}").bind("").bind(0_i64).bind(0_i64).bind("").bind(0_i64);
            }
            query.execute(connection).await.map(drop)
        })?;
    }
    Ok(())
}

/// Writes the facts that changed, and those of their answers that changed or repeat something of the run that did.
pub(super) async fn save(tx: &mut Tx, place: Place<'_>, before: &Facts, after: &Facts) -> Result<(), StoreError> {
    let facts: Vec<(String, &Fact)> = after.iter().map(|(run, fact)| (run.to_string(), fact)).collect();
    for piece in bulk::pieces(&facts) {
        let sql = tx.statement(SAVE_RUNS, RUN_COLUMNS, piece.len(), SAVED_RUNS);
        within!(tx, connection => {
            let mut query = sqlx::query(sql);
            for (run, fact) in piece {
                let (steps, ms) = (&fact.steps, |at: Option<Timestamp>| at.map(|at| at.0));
                query = query.bind(place.workspace).bind(place.environment).bind(run).bind(fact.content.as_str())
                    .bind(i64::from(fact.version)).bind(mode_name(fact.mode)).bind(origin_text(fact.origin)).bind(fact.at().0)
                    .bind(fact.at().day()).bind(fact.first_at.0).bind(fact.subject.as_deref()).bind(fact.company.as_deref())
                    .bind(fact.locale.as_deref()).bind(json(&fact.snapshot.traits)?).bind(tally::tags(fact)).bind(ms(steps.due))
                    .bind(ms(steps.displayed)).bind(ms(steps.started)).bind(ms(steps.completed)).bind(ms(steps.withheld))
                    .bind(ms(steps.ignored)).bind(steps.dismissed.map(|(at, _)| at.0))
                    .bind(steps.dismissed.map(|(_, how)| dismissal_name(how))).bind(count(fact.answers.len()))
                    .bind(count(fact.counted().count())).bind(tally::reached(&fact.funnel())).bind(fact.changed_at().0)
                    .bind(fact.has_steps.then(|| json(&fact.visits)).transpose()?);
            }
            query.execute(connection).await.map(drop)
        })?;
    }
    let changed: Vec<(&str, &QuestionKey, &Held, &Fact)> = facts
        .iter()
        .flat_map(|(run, fact)| fact.answers.iter().map(move |(question, held)| (run.as_str(), question, held, *fact)))
        .filter(|(run, question, held, fact)| !is_saved(before, run, question, held, fact))
        .collect();
    save_answers(tx, place, &changed).await
}

async fn save_answers(
    tx: &mut Tx,
    place: Place<'_>,
    answers: &[(&str, &QuestionKey, &Held, &Fact)],
) -> Result<(), StoreError> {
    for piece in bulk::pieces(answers) {
        let sql = tx.statement(SAVE_ANSWERS, ANSWER_COLUMNS, piece.len(), SAVED_ANSWERS);
        within!(tx, connection => {
            let mut query = sqlx::query(sql);
            for (run, question, held, fact) in piece {
                let answer = held.answer.as_ref().map(json).transpose()?;
                query = query.bind(place.workspace).bind(place.environment).bind(*run).bind(question.as_str())
                    .bind(i64::from(held.revision)).bind(held.event.to_string()).bind(held.at.0)
                    .bind(held.answer.as_ref().map(bucket::of)).bind(answer).bind(fact.content.as_str())
                    .bind(i64::from(fact.version)).bind(fact.at().day()).bind(fact.company.as_deref());
            }
            query.execute(connection).await.map(drop)
        })?;
    }
    Ok(())
}

/// Whether this answer stands in the database already, with everything that it repeats of the run.
fn is_saved(before: &Facts, run: &str, question: &QuestionKey, held: &Held, fact: &Fact) -> bool {
    let old = run_id(run).ok().and_then(|run| before.get(&run));
    old.is_some_and(|old| {
        let repeated = |fact: &Fact| (fact.content.clone(), fact.version, fact.at().day(), fact.company.clone());
        old.answers.get(question) == Some(held) && repeated(old) == repeated(fact)
    })
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, sqlx::Error> {
    serde_json::to_string(value).map_err(|error| sqlx::Error::Encode(error.into()))
}

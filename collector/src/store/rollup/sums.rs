//! Adding a tally to the rollups, in the order of their keys; what is counted of steps in the order of the counters, as everywhere.
//!
//! Deliberately absent: removing counts that have come back to zero. Readers pass over them; those of steps, which are many, the
//! database removes by itself (`0012_step_rollups.sql`).

use super::Place;
use crate::report::tally::Tally;
use crate::store::{StoreError, Tx, bulk, within};
use sha2::{Digest, Sha256};

const FUNNEL: &str = "insert into rollup_funnel (workspace, environment, content, split, value, version, day, due, displayed, started, \
     answered, completed, dismissed, ignored, withheld) values";
const FUNNEL_SUM: &str = "on conflict (workspace, environment, content, split, value, version, day) do update set \
     due = rollup_funnel.due + excluded.due, displayed = rollup_funnel.displayed + excluded.displayed, \
     started = rollup_funnel.started + excluded.started, answered = rollup_funnel.answered + excluded.answered, \
     completed = rollup_funnel.completed + excluded.completed, dismissed = rollup_funnel.dismissed + excluded.dismissed, \
     ignored = rollup_funnel.ignored + excluded.ignored, withheld = rollup_funnel.withheld + excluded.withheld";
const ANSWERS: &str = "insert into rollup_answers (workspace, environment, content, split, value, version, day, question, bucket, count) \
     values";
const ANSWERS_SUM: &str = "on conflict (workspace, environment, content, split, value, version, day, question, bucket) \
     do update set count = rollup_answers.count + excluded.count";
const COMPANIES: &str = "insert into rollup_companies (workspace, environment, content, split, value, version, block, question, company, \
     bucket, count) values";
const COMPANIES_SUM: &str = "on conflict (workspace, environment, content, split, value, block, version, question, company, bucket) \
     do update set count = rollup_companies.count + excluded.count";
const STEPS: &str = "insert into rollup_steps (workspace, environment, content, split, value, version, block, company, counter, key, \
     count) values";
const STEPS_SUM: &str = "on conflict (workspace, environment, content, split, value, block, version, company, key) \
     do update set count = rollup_steps.count + excluded.count";

/// Adds the tally.
pub(super) async fn add(tx: &mut Tx, place: Place<'_>, tally: &Tally) -> Result<(), StoreError> {
    add_funnel(tx, place, tally).await?;
    add_answers(tx, place, tally).await?;
    add_companies(tx, place, tally).await?;
    add_steps(tx, place, tally).await
}

/// Binds the columns that every rollup begins with.
macro_rules! bind_cell {
    ($query:expr, $place:expr, $cell:expr) => {
        $query
            .bind($place.workspace)
            .bind($place.environment)
            .bind(&$cell.content)
            .bind(&$cell.split)
            .bind(&$cell.value)
            .bind($cell.version)
    };
}

async fn add_funnel(tx: &mut Tx, place: Place<'_>, tally: &Tally) -> Result<(), StoreError> {
    let rows: Vec<_> = tally.funnel.iter().collect();
    for piece in bulk::pieces(&rows) {
        let sql = tx.statement(FUNNEL, 15, piece.len(), FUNNEL_SUM);
        within!(tx, connection => {
            let mut query = sqlx::query(sql);
            for ((cell, day), counts) in piece {
                query = bind_cell!(query, place, cell).bind(day);
                for count in *counts {
                    query = query.bind(count);
                }
            }
            query.execute(connection).await.map(drop)
        })?;
    }
    Ok(())
}

async fn add_answers(tx: &mut Tx, place: Place<'_>, tally: &Tally) -> Result<(), StoreError> {
    let rows: Vec<_> = tally.answers.iter().collect();
    for piece in bulk::pieces(&rows) {
        let sql = tx.statement(ANSWERS, 10, piece.len(), ANSWERS_SUM);
        within!(tx, connection => {
            let mut query = sqlx::query(sql);
            for ((cell, day, question, counter), count) in piece {
                query = bind_cell!(query, place, cell).bind(day).bind(question).bind(counter).bind(*count);
            }
            query.execute(connection).await.map(drop)
        })?;
    }
    Ok(())
}

async fn add_companies(tx: &mut Tx, place: Place<'_>, tally: &Tally) -> Result<(), StoreError> {
    let rows: Vec<_> = tally.companies.iter().collect();
    for piece in bulk::pieces(&rows) {
        let sql = tx.statement(COMPANIES, 11, piece.len(), COMPANIES_SUM);
        within!(tx, connection => {
            let mut query = sqlx::query(sql);
            for ((cell, block, question, company, counter), count) in piece {
                query = bind_cell!(query, place, cell).bind(block).bind(question).bind(company).bind(counter).bind(*count);
            }
            query.execute(connection).await.map(drop)
        })?;
    }
    Ok(())
}

async fn add_steps(tx: &mut Tx, place: Place<'_>, tally: &Tally) -> Result<(), StoreError> {
    let rows: Vec<_> = tally.steps.iter().collect();
    for piece in bulk::pieces(&rows) {
        let sql = tx.statement(STEPS, 11, piece.len(), STEPS_SUM);
        within!(tx, connection => {
            let mut query = sqlx::query(sql);
            for ((cell, block, company, counter), count) in piece {
                query = bind_cell!(query, place, cell).bind(block).bind(company).bind(counter).bind(key(counter)).bind(*count);
            }
            query.execute(connection).await.map(drop)
        })?;
    }
    Ok(())
}

/// The first sixteen bytes of its SHA-256, in hexadecimal digits: senders choose what is counted, and must not find two alike.
fn key(counter: &str) -> String {
    let digest = Sha256::digest(counter.as_bytes());
    format!("{:032x}", digest.iter().take(16).fold(0_u128, |key, byte| key << 8 | u128::from(*byte)))
}

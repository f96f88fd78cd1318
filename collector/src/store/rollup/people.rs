//! Erasure: a person's runs and answers, and what they counted.
//!
//! Deliberately absent: anonymous surveys. Nothing in them says whose they are, so erasure cannot reach them.

use super::row::run_id;
use super::rows::lock_and_load;
use super::{Place, sums};
use crate::report::tally::Tally;
use crate::store::{StoreError, Tx, within};
use shared::id::RunId;
use std::collections::BTreeSet;

const RUNS: &str = "select run from runs where workspace = $1 and environment = $2 and subject = $3 order by run";
const DELETE_ANSWERS: &str = "delete from answers where workspace = $1 and environment = $2 and run in \
     (select run from runs where workspace = $1 and environment = $2 and subject = $3)";
const DELETE_RUNS: &str = "delete from runs where workspace = $1 and environment = $2 and subject = $3";

/// Removes every run of these subjects (`u:…`, `a:…`) and takes what they counted out of the rollups.
///
/// To be called in the transaction that deletes their events.
///
/// # Errors
/// When the database fails; then the transaction must be rolled back.
pub async fn forget(tx: &mut Tx, place: Place<'_>, subjects: &[String]) -> Result<(), StoreError> {
    let mut runs: BTreeSet<RunId> = BTreeSet::new();
    for subject in subjects {
        let rows: Vec<(String,)> = within!(tx, connection => {
            sqlx::query_as(RUNS).bind(place.workspace).bind(place.environment).bind(subject).fetch_all(connection).await
        })?;
        for (run,) in &rows {
            runs.insert(run_id(run)?);
        }
    }
    let facts = lock_and_load(tx, place, &runs).await?;
    let mut tally = Tally::default();
    for fact in facts.values() {
        tally.add(fact, -1);
    }
    tally.drop_zeros();
    for subject in subjects {
        for sql in [DELETE_ANSWERS, DELETE_RUNS] {
            within!(tx, connection => {
                let query = sqlx::query(sql).bind(place.workspace).bind(place.environment).bind(subject);
                query.execute(connection).await.map(drop)
            })?;
        }
    }
    sums::add(tx, place, &tally).await
}

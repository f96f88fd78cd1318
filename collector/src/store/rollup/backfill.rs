//! Counting what runs of earlier releases count of steps, which their migration cannot do in SQL.
//!
//! All in one transaction, before anybody is served: a collector that is killed meanwhile begins anew. Deliberately absent:
//! collectors of an earlier release beside this one. They would go on writing runs that count nothing.

use super::recount::answers;
use super::row::{RunRow, fact_of, give_answers, run_columns, run_id};
use super::versions::Versions;
use super::{Facts, Place, sums};
use crate::report::tally::Tally;
use crate::store::{Store, StoreError, Tx, read, within};

const PAGE: i64 = 2_000;
const IS_LEFT: &str = "select what from backfills where what = 'steps'";
const TAKE: &str = "delete from backfills where what = 'steps'";
const CLEAR: &str = "delete from rollup_steps";
const PLACES: &str = "select distinct workspace, environment from runs";
const HAS_STEPS: &str = "update runs set visits = '{}' where workspace = $1 and environment = $2 and content = $3 and version = $4 \
     and visits is null";
const RUNS: &str = concat!(
    "select ",
    run_columns!(),
    " from runs where workspace = $1 and environment = $2 and run > $3 and visits is not null order by run limit $4"
);

impl Store {
    /// Fills the rollup of steps where that is left to do. Of two collectors on PostgreSQL the second waits; on SQLite it gives up
    /// once it has waited for the file as long as for any other lock.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub(in crate::store) async fn fill_steps(&self) -> Result<(), StoreError> {
        let left: Option<(String,)> = read!(self, pool => sqlx::query_as(IS_LEFT).fetch_optional(pool).await)?;
        if left.is_none() {
            return Ok(());
        }
        let mut tx = self.begin().await?;
        let taken = within!(&mut tx, connection => {
            sqlx::query(TAKE).execute(connection).await.map(|done| done.rows_affected())
        })?;
        if taken > 0 {
            within!(&mut tx, connection => sqlx::query(CLEAR).execute(connection).await.map(drop))?;
            let places: Vec<(String, String)> =
                within!(&mut tx, connection => sqlx::query_as(PLACES).fetch_all(connection).await)?;
            for (workspace, environment) in &places {
                tracing::info!(workspace, environment, "counting the steps of runs, once");
                let runs = fill_place(&mut tx, Place { workspace, environment }).await?;
                tracing::info!(workspace, environment, runs, "the steps of runs are counted");
            }
        }
        tx.commit().await
    }
}

/// Says how many runs have steps.
async fn fill_place(tx: &mut Tx, place: Place<'_>) -> Result<usize, StoreError> {
    let versions = Versions::load(tx, place).await?;
    for ((content, version), _) in versions.terms.iter().filter(|(_, terms)| terms.has_steps) {
        within!(tx, connection => {
            let query = sqlx::query(HAS_STEPS).bind(place.workspace).bind(place.environment).bind(content).bind(version);
            query.execute(connection).await.map(drop)
        })?;
    }
    let (mut last, mut runs) = (String::new(), 0);
    loop {
        let rows: Vec<RunRow> = within!(tx, connection => {
            sqlx::query_as(RUNS).bind(place.workspace).bind(place.environment).bind(&last).bind(PAGE).fetch_all(connection).await
        })?;
        let Some(end) = rows.last() else { return Ok(runs) };
        last.clone_from(&end.run);
        let read = |row: &RunRow| Ok((run_id(&row.run)?, fact_of(row)?));
        let mut facts = rows.iter().map(read).collect::<Result<Facts, StoreError>>()?;
        let given = answers(tx, place, &facts).await?;
        give_answers(&mut facts, &given)?;
        let mut tally = Tally::default();
        for fact in facts.values() {
            tally.add_steps(fact, 1);
        }
        sums::add(tx, place, &tally).await?;
        runs += facts.len();
    }
}

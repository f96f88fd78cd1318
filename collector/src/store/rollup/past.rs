//! Counting what runs of earlier releases count of steps: what the migration cannot say in SQL.
//!
//! Deliberately absent: a database without such runs; there the same finds nothing to do.

use super::row::{RunRow, fact_of};
use super::versions::Versions;
use super::{Place, sums};
use crate::report::tally::Tally;
use crate::store::{Store, StoreError, Tx, read, within};

const PAGE: i64 = 2_000;
const IS_LEFT: &str = "select what from past where what = 'steps'";
const TAKE: &str = "delete from past where what = 'steps'";
const PLACES: &str = "select distinct workspace, environment from runs";
const HAS_STEPS: &str = "update runs set visits = '{}' where workspace = $1 and environment = $2 and content = $3 and version = $4 \
     and visits is null";
const RUNS: &str = "select run, content, version, mode, origin, first_at, subject, company, locale, traits, tags, due_at, displayed_at, \
     started_at, completed_at, withheld_at, ignored_at, dismissed_at, dismissed_how, visits from runs \
     where workspace = $1 and environment = $2 and run > $3 and visits is not null order by run limit $4";

impl Store {
    /// Counts the steps of runs that were written before there was a rollup of them. On PostgreSQL whoever comes second waits.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub(in crate::store) async fn count_past_steps(&self) -> Result<(), StoreError> {
        let left: Option<(String,)> = read!(self, pool => sqlx::query_as(IS_LEFT).fetch_optional(pool).await)?;
        if left.is_none() {
            return Ok(());
        }
        let mut tx = self.begin().await?;
        let taken = within!(&mut tx, connection => sqlx::query(TAKE).execute(connection).await.map(|done| done.rows_affected()))?;
        if taken > 0 {
            let places: Vec<(String, String)> =
                within!(&mut tx, connection => sqlx::query_as(PLACES).fetch_all(connection).await)?;
            for (workspace, environment) in &places {
                count_place(&mut tx, Place { workspace, environment }).await?;
            }
        }
        tx.commit().await
    }
}

async fn count_place(tx: &mut Tx, place: Place<'_>) -> Result<(), StoreError> {
    let versions = Versions::load(tx, place).await?;
    for (content, version) in versions.terms.iter().filter(|(_, terms)| terms.has_steps).map(|(of, _)| of) {
        within!(tx, connection => {
            let query = sqlx::query(HAS_STEPS).bind(place.workspace).bind(place.environment).bind(content).bind(version);
            query.execute(connection).await.map(drop)
        })?;
    }
    let mut last = String::new();
    loop {
        let rows: Vec<RunRow> = within!(tx, connection => {
            sqlx::query_as(RUNS).bind(place.workspace).bind(place.environment).bind(&last).bind(PAGE).fetch_all(connection).await
        })?;
        let Some(end) = rows.last() else { return Ok(()) };
        last.clone_from(&end.run);
        let mut tally = Tally::default();
        for row in &rows {
            tally.add_steps(&fact_of(row)?, 1);
        }
        sums::add(tx, place, &tally).await?;
    }
}

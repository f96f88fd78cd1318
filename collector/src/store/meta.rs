//! The database itself: whether it answers, secrets made once, partitions by month.
//!
//! Deliberately absent: what is stored in it.

use super::{Pool, Store, StoreError, read, write};
use shared::id::uuid_v7;
use shared::time::Timestamp;
use sqlx::{AssertSqlSafe, SqlSafeStr};

const PING: &str = "select 1";
const SQLITE_BYTES: &str = "select page_count * page_size from pragma_page_count(), pragma_page_size()";
const POSTGRES_BYTES: &str = "select pg_database_size(current_database())";
const SECRET: &str = "select value from secrets where name = $1";
const KEEP_SECRET: &str = "insert into secrets (name, value) values ($1, $2) on conflict (name) do nothing";

impl Store {
    /// Asks the database for nothing, to see whether it answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        read!(self, pool => sqlx::query(PING).execute(pool).await.map(drop))?;
        Ok(())
    }

    /// How many bytes the database has.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn bytes(&self) -> Result<i64, StoreError> {
        let sql = if self.is_postgres() { POSTGRES_BYTES } else { SQLITE_BYTES };
        let (bytes,): (i64,) = read!(self, pool => sqlx::query_as(sql).fetch_one(pool).await)?;
        Ok(bytes)
    }

    /// The secret of this name; `fresh` becomes it where there is none yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secret(&self, name: &str, fresh: &str) -> Result<String, StoreError> {
        write!(self, pool => sqlx::query(KEEP_SECRET).bind(name).bind(fresh).execute(pool).await.map(drop))?;
        let (value,): (String,) = write!(self, pool => sqlx::query_as(SECRET).bind(name).fetch_one(pool).await)?;
        Ok(value)
    }

    /// Makes sure, on PostgreSQL, that the partitions of the months around now exist; SQLite has none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prepare_partitions(&self) -> Result<(), StoreError> {
        let Pool::Postgres(pool) = &self.pool else { return Ok(()) };
        let (now_ms,): (i64,) =
            sqlx::query_as("select cast(extract(epoch from now()) * 1000 as bigint)").fetch_one(pool).await?;
        for sql in months_around(Timestamp(now_ms)) {
            sqlx::query(AssertSqlSafe(sql).into_sql_str()).execute(pool).await?;
        }
        Ok(())
    }
}

/// The statements that make the partitions from two months back to three ahead, and the one for everything else.
fn months_around(now: Timestamp) -> Vec<String> {
    let mut statements = vec!["create table if not exists events_other partition of events default".to_owned()];
    let (year, month) = civil_month(now.day());
    for offset in -2..=3 {
        let count = year * 12 + (month - 1) + offset;
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
        let (from, until) = (id_prefix(year, month), id_prefix(year + month / 12, month % 12 + 1));
        statements.push(format!(
            "create table if not exists events_{year:04}_{month:02} partition of events for values from ('{from}') to ('{until}')"
        ));
    }
    statements
}

/// The part of a UUIDv7 that tells its millisecond, for the first instant of a month.
fn id_prefix(year: i64, month: i64) -> String {
    uuid_v7(Timestamp::of_day(days_from_civil(year, month)), [0; 10]).to_string()[..13].to_owned()
}

/// Days from 1970-01-01 to the first of a month in the proleptic Gregorian calendar (Hinnant, `days_from_civil`).
fn days_from_civil(year: i64, month: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year and month of a day counted from 1970-01-01 (Hinnant, `civil_from_days`).
fn civil_month(day: i64) -> (i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_found_from_days_and_back() {
        for (year, month, day) in [(1970, 1, 0), (2024, 2, 19_754), (2024, 3, 19_783), (2026, 12, 20_788)] {
            assert_eq!(days_from_civil(year, month), day, "{year}-{month}");
            assert_eq!(civil_month(day), (year, month));
            assert_eq!(civil_month(day + 27), (year, month));
        }
    }

    #[test]
    fn partitions_join_without_a_gap_across_the_year() {
        let statements = months_around(Timestamp::of_day(20_780));
        let bounds: Vec<(&str, &str)> =
            statements[1..].iter().map(|s| (&s[s.len() - 36..s.len() - 23], &s[s.len() - 15..s.len() - 2])).collect();
        for pair in bounds.windows(2) {
            assert_eq!(pair[0].1, pair[1].0, "{statements:#?}");
        }
        assert!(statements[3].contains("events_2026_11"), "{statements:#?}");
    }
}

//! What the report of steps is made of: what runs count, and what is known of single ones.
//!
//! For everybody and single traits the counts are read from the rollup, in blocks of four weeks; those of days that fill no whole
//! block, and all of filters that combine, from the runs. Times are in no rollup: they are read from the newest runs. Rows come
//! joined into a few texts, since for the drivers a row costs more than what is in it. Deliberately absent: figures; those are
//! `crate::report::steps`.

use super::{bind_filter, included};
use crate::report::fact::dismissal_named;
use crate::report::filter::Filter;
use crate::report::period;
use crate::report::steps::{Counted, Passage, Passages};
use crate::report::trail::Counter;
use crate::store::rollup::{Place, visits_of};
use crate::store::{Store, StoreError, read};
use shared::id::ContentKey;
use shared::time::Timestamp;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// What joined parts are told apart by; ids and counters have no control characters.
const JOINED: char = '\u{1e}';
/// Runs whose times are read.
const NEWEST: i64 = 1_000;
/// Runs whose missing targets are read.
const MISSING: i64 = 10_000;

/// Three texts of as many parts: joining the parts of each row first would take SQLite as long again.
const ROLLED: &str = "select version, string_agg(company, '\u{1e}'), string_agg(counter, '\u{1e}'), \
     string_agg(cast(count as text), '\u{1e}') from rollup_steps \
     where workspace = $1 and environment = $2 and content = $3 and split = $4 and value = $5 and version between $6 and $7 \
     and block between $8 and $9 and count <> 0 group by block, version";
/// Runs with anything to tell of steps, as their fields. Numbers, names, ids and JSON have no control characters, so the fields are
/// told apart.
macro_rules! passages {
    ($from:literal, $led:literal) => {
        concat!(
            "select string_agg(cast(r.version as text) || '\u{1f}' || substr(r.reached, 2, 1) || '\u{1f}' || \
             coalesce(cast(r.displayed_at as text), '') || '\u{1f}' || coalesce(cast(r.completed_at as text), '') || '\u{1f}' || \
             coalesce(cast(r.dismissed_at as text), '') || '\u{1f}' || coalesce(r.dismissed_how, '') || '\u{1f}' || \
             coalesce(r.visits, '{}') || '\u{1f}' || coalesce(r.company, '') || '\u{1f}' || ",
            $led,
            ", '\u{1e}') from ",
            $from
        )
    };
}
/// By day, so that no text is too long.
const ALL: &str = included!(passages!("runs r where r.visits is not null and", "''"), "group by r.day");
const LATEST: &str = included!(
    passages!(
        "(select * from runs r where r.visits is not null and (substr(r.reached, 2, 1) = '1' or length(r.visits) > 2) and",
        "''"
    ),
    "order by r.day desc, r.run desc limit $14) r"
);
const WITH_MISSING: &str = included!(
    passages!("(select * from runs r where instr(r.visits, '\"missing\":{\"at\":') > 0 and", "''"),
    "order by r.day desc limit $14) r"
);
/// Those that came to their end and which of these other contents was displayed to the same person right after.
const LED: &str = included!(
    passages!(
        "(select r.*, (select l.content from runs l where l.workspace = $1 and l.environment = $2 and l.subject = r.subject \
           and instr($14, ',' || l.content || ',') > 0 and l.displayed_at between r.completed_at and r.completed_at + 300000 \
           order by l.displayed_at, l.run limit 1) as led from runs r where r.visits is not null and r.completed_at is not null and",
        "r.led"
    ),
    ") r where r.led is not null group by r.day"
);

impl Store {
    /// What the report of a content's steps is made of. Of runs that came to their end within five minutes before one of these
    /// other contents was displayed to the same person, it is known that they led there.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn passages(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
        leads: &[&ContentKey],
    ) -> Result<Passages, StoreError> {
        let newest = read!(self, pool => {
            bind_filter!(sqlx::query_as(LATEST), place, content, filter).bind(NEWEST).fetch_all(pool).await
        })?;
        let missing = read!(self, pool => {
            bind_filter!(sqlx::query_as(WITH_MISSING), place, content, filter).bind(MISSING).fetch_all(pool).await
        })?;
        let others: Vec<&str> = leads.iter().map(|key| key.as_str()).filter(|key| *key != content).collect();
        let led = if others.is_empty() {
            Vec::new()
        } else {
            let others = format!(",{},", others.join(","));
            read!(self, pool => bind_filter!(sqlx::query_as(LED), place, content, filter).bind(&others).fetch_all(pool).await)?
        };
        Ok(Passages {
            counted: self.counted_steps(place, content, filter).await?,
            newest: read_all(&newest)?,
            missing: read_all(&missing)?,
            led: read_all(&led)?,
        })
    }

    async fn counted_steps(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
    ) -> Result<Vec<Counted>, StoreError> {
        let Some((split, value)) = filter.split() else { return self.counted_runs(place, content, filter).await };
        let (blocks, edges) = period::blocks_and_edges(filter);
        let (oldest, newest) = filter.versions();
        let rows: Vec<(i64, String, String, String)> = read!(self, pool => {
            sqlx::query_as(ROLLED).bind(place.workspace).bind(place.environment).bind(content).bind(&split).bind(&value)
                .bind(oldest).bind(newest).bind(blocks.0).bind(blocks.1).fetch_all(pool).await
        })?;
        let mut known: HashMap<&str, Arc<Counter>> = HashMap::new();
        let mut counted = Vec::new();
        for (version, companies, counters, counts) in &rows {
            let version = u32::try_from(*version).map_err(|error| StoreError::corrupt("rollup", error))?;
            let parts = companies.split(JOINED).zip(counters.split(JOINED)).zip(counts.split(JOINED));
            for ((company, counter), runs) in parts {
                let read = match known.entry(counter) {
                    Entry::Occupied(known) => Arc::clone(known.get()),
                    Entry::Vacant(new) => {
                        let read = counter.parse().map_err(|error| StoreError::corrupt("rollup", error))?;
                        Arc::clone(new.insert(Arc::new(read)))
                    }
                };
                let runs = runs.parse().map_err(|error| StoreError::corrupt("rollup", error))?;
                counted.push(Counted { version, company: some(company).map(str::to_owned), counter: read, runs });
            }
        }
        for (from, to) in edges {
            let narrowed = Filter { from_day: Some(from), to_day: Some(to), ..filter.clone() };
            counted.extend(self.counted_runs(place, content, &narrowed).await?);
        }
        Ok(counted)
    }

    /// What the runs count that the filter includes, one by one.
    async fn counted_runs(&self, place: Place<'_>, content: &str, filter: &Filter) -> Result<Vec<Counted>, StoreError> {
        let rows: Vec<(Option<String>,)> =
            read!(self, pool => bind_filter!(sqlx::query_as(ALL), place, content, filter).fetch_all(pool).await)?;
        Ok(read_all(&rows)?.iter().flat_map(Passage::counted).collect())
    }
}

fn read_all(rows: &[(Option<String>,)]) -> Result<Vec<Passage>, StoreError> {
    rows.iter().flat_map(|(runs,)| runs).flat_map(|runs| runs.split(JOINED)).map(passage).collect()
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn passage(text: &str) -> Result<Passage, StoreError> {
    let corrupt = |error: &dyn std::fmt::Display| StoreError::corrupt("run", error);
    let fields: Vec<&str> = text.split('\u{1f}').collect();
    let [version, displayed, displayed_at, completed_at, dismissed_at, how, visits, company, led] = fields[..] else {
        return Err(corrupt(&"fields of its steps"));
    };
    let time = |text| some(text).map(|text| text.parse().map(Timestamp)).transpose().map_err(|error| corrupt(&error));
    Ok(Passage {
        version: version.parse().map_err(|error| corrupt(&error))?,
        is_displayed: displayed == "1",
        displayed: time(displayed_at)?,
        completed: time(completed_at)?,
        dismissed: time(dismissed_at)?.zip(dismissal_named(how)),
        led: some(led).map(ContentKey::new).transpose().map_err(|error| corrupt(&error))?,
        company: some(company).map(str::to_owned),
        visits: visits_of(visits)?,
    })
}

//! What is known of the steps of every run that a filter includes.
//!
//! One row a day, since for the drivers a row costs more than what is in it. Deliberately absent: figures; those are
//! `crate::report::steps`. A limit; a report is about all runs that its filter includes.

use super::{bind_filter, included};
use crate::report::fact::dismissal_named;
use crate::report::filter::Filter;
use crate::report::steps::Passage;
use crate::store::rollup::{Place, visits_of};
use crate::store::{Store, StoreError, read};
use shared::id::ContentKey;
use shared::time::Timestamp;

/// Numbers, names, ids and JSON have no control characters, so the fields are told apart.
const PASSAGES: &str = included!(
    "select string_agg(cast(r.version as text) || '\u{1f}' || substr(r.reached, 2, 1) || '\u{1f}' || \
     coalesce(cast(r.displayed_at as text), '') || '\u{1f}' || coalesce(cast(r.completed_at as text), '') || '\u{1f}' || \
     coalesce(cast(r.dismissed_at as text), '') || '\u{1f}' || coalesce(r.dismissed_how, '') || '\u{1f}' || \
     coalesce(r.visits, '{}') || '\u{1f}' || coalesce(r.company, '') || '\u{1f}' || \
     case when $14 = '' or r.completed_at is null then '' else coalesce((select l.content from runs l where l.workspace = $1 \
       and l.environment = $2 and l.subject = r.subject and instr($14, ',' || l.content || ',') > 0 \
       and l.displayed_at between r.completed_at and r.completed_at + 300000 order by l.displayed_at, l.run limit 1), '') end, \
     '\u{1e}') from runs r where (substr(r.reached, 2, 1) = '1' or r.visits is not null) and",
    "group by r.day"
);

impl Store {
    /// The runs through the steps of a content, in no order; each that came to its end with which of these other contents was
    /// displayed to the same person within five minutes.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn passages(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
        leads: &[&ContentKey],
    ) -> Result<Vec<Passage>, StoreError> {
        let others: Vec<&str> = leads.iter().map(|key| key.as_str()).filter(|key| *key != content).collect();
        let leads = if others.is_empty() { String::new() } else { format!(",{},", others.join(",")) };
        let rows: Vec<(String,)> = read!(self, pool => {
            bind_filter!(sqlx::query_as(PASSAGES), place, content, filter).bind(&leads).fetch_all(pool).await
        })?;
        rows.iter().flat_map(|(runs,)| runs.split('\u{1e}')).map(passage).collect()
    }
}

fn passage(text: &str) -> Result<Passage, StoreError> {
    let corrupt = |error: &dyn std::fmt::Display| StoreError::corrupt("run", error);
    let fields: Vec<&str> = text.split('\u{1f}').collect();
    let [version, displayed, displayed_at, completed_at, dismissed_at, how, visits, company, led] = fields[..] else {
        return Err(corrupt(&"fields of its steps"));
    };
    let some = |text| Some(text).filter(|text: &&str| !text.is_empty());
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

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
use shared::time::Timestamp;

/// Numbers, names and JSON have no control characters, so the fields are told apart.
const PASSAGES: &str = included!(
    "select string_agg(cast(r.version as text) || '\u{1f}' || substr(r.reached, 2, 1) || '\u{1f}' || \
     coalesce(cast(r.displayed_at as text), '') || '\u{1f}' || coalesce(cast(r.completed_at as text), '') || '\u{1f}' || \
     coalesce(cast(r.dismissed_at as text), '') || '\u{1f}' || coalesce(r.dismissed_how, '') || '\u{1f}' || \
     coalesce(r.visits, '{}'), '\u{1e}') from runs r where (substr(r.reached, 2, 1) = '1' or r.visits is not null) and",
    "group by r.day"
);

impl Store {
    /// The runs through the steps of a content, in no order.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn passages(&self, place: Place<'_>, content: &str, filter: &Filter) -> Result<Vec<Passage>, StoreError> {
        let rows: Vec<(String,)> = read!(self, pool => {
            bind_filter!(sqlx::query_as(PASSAGES), place, content, filter).fetch_all(pool).await
        })?;
        rows.iter().flat_map(|(runs,)| runs.split('\u{1e}')).map(passage).collect()
    }
}

fn passage(text: &str) -> Result<Passage, StoreError> {
    let corrupt = |error: &dyn std::fmt::Display| StoreError::corrupt("run", error);
    let fields: Vec<&str> = text.split('\u{1f}').collect();
    let [version, displayed, displayed_at, completed_at, dismissed_at, how, visits] = fields[..] else {
        return Err(corrupt(&"fields of its steps"));
    };
    let time = |text: &str| {
        let some = Some(text).filter(|text| !text.is_empty());
        some.map(|text| text.parse().map(Timestamp)).transpose().map_err(|error| corrupt(&error))
    };
    Ok(Passage {
        version: version.parse().map_err(|error| corrupt(&error))?,
        is_displayed: displayed == "1",
        displayed: time(displayed_at)?,
        completed: time(completed_at)?,
        dismissed: time(dismissed_at)?.zip(dismissal_named(how)),
        visits: visits_of(visits)?,
    })
}

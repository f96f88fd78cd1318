//! Reading reports: counts from the rollups where they have them, from the rows of runs and answers where a filter combines.
//!
//! Deliberately absent: figures. What is read here goes through [`crate::report`].

mod adoption;
mod counts;
mod effort;
mod items;
mod joined;
mod lift;
mod page;
mod split;
mod steps;

pub use page::{Cursor, Page};

use super::rollup::Place;
use super::{Store, StoreError, read};
use crate::report::filter::Filter;
use crate::report::survey::{Material, People, strictest};
use crate::report::tally::{LOCALE_SPLIT, trait_split};
use shared::api::environment::EnvironmentSettings;
use shared::api::report::FilterChoices;
use shared::content::Content;
use shared::content::survey::PrivacyMode;

/// Values offered per filter.
const MAX_CHOICES: i64 = 100;
const VERSIONS: &str = "select body from versions where workspace = $1 and content = $2 order by version desc";
const DRAFT: &str = "select draft from contents where workspace = $1 and content = $2";
const SETTINGS: &str = "select settings from environments where workspace = $1 and environment = $2";
const DISPLAYED_VERSIONS: &str = "select distinct version from rollup_funnel where workspace = $1 and environment = $2 \
     and content = $3 and split = '' and displayed + withheld > 0 order by version desc";
const VALUES: &str = "select value from rollup_funnel where workspace = $1 and environment = $2 and content = $3 and split = $4 \
     and displayed + withheld > 0 group by value order by sum(displayed) desc, value limit $5";
const SEGMENTS: &str = "select segment from segments where workspace = $1 order by segment";

/// Rows of runs that a filter includes. Parameters: $1 workspace, $2 environment, $3 content, $4 and $5 days, $6 and $7
/// versions, $8 locale, $9 to $13 tags; empty texts include everybody.
macro_rules! included {
    ($before:expr, $after:literal) => {
        concat!(
            $before,
            " r.workspace = $1 and r.environment = $2 and r.content = $3 and r.day between $4 and $5 and r.version between $6 and $7 \
             and ($8 = '' or coalesce(r.locale, '') = $8) \
             and ($9 = '' or instr(r.tags, $9) > 0) and ($10 = '' or instr(r.tags, $10) > 0) and ($11 = '' or instr(r.tags, $11) > 0) \
             and ($12 = '' or instr(r.tags, $12) > 0) and ($13 = '' or instr(r.tags, $13) > 0) ",
            $after
        )
    };
}

/// Binds the thirteen parameters of [`included!`].
macro_rules! bind_filter {
    ($query:expr, $place:expr, $content:expr, $filter:expr) => {{
        let ((from, to), (oldest, newest)) = ($filter.days(), $filter.versions());
        let mut query = $query
            .bind($place.workspace)
            .bind($place.environment)
            .bind($content)
            .bind(from)
            .bind(to)
            .bind(oldest)
            .bind(newest)
            .bind($filter.locale.clone().unwrap_or_default());
        for tag in $filter.tags() {
            query = query.bind(tag);
        }
        query
    }};
}

pub(in crate::store::report) use {bind_filter, included};

/// At most five different people (or, where nobody is named, runs) with answers.
const INSIDE: &str = included!(
    "select count(*) from (select distinct coalesce(r.subject, r.run) as who from runs r where r.answered > 0 and",
    "limit 5) few"
);
const OUTSIDE: &str = included!(
    "select count(*) from (select distinct coalesce(r.subject, r.run) as who from runs r where r.answered > 0 \
     and r.workspace = $1 and r.environment = $2 and r.content = $3 and not (",
    ") limit 5) few"
);

impl Store {
    /// Everything the report of a content is made of; `versions` is empty when there is no such content.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn report(&self, place: Place<'_>, content: &str, filter: &Filter) -> Result<Material, StoreError> {
        let versions = self.versions_of(place, content).await?;
        let people = self.people(place, content, filter, strictest(&versions)).await?;
        let (funnel, questions, grain) = self.counts(place, content, filter).await?;
        Ok(Material { versions, funnel, questions, grain, filters: self.choices(place, content).await?, people })
    }

    /// The versions of a content, the newest first; its draft where there is none yet.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn versions_of(&self, place: Place<'_>, content: &str) -> Result<Vec<Content>, StoreError> {
        let mut rows: Vec<(String,)> = read!(self, pool => {
            sqlx::query_as(VERSIONS).bind(place.workspace).bind(content).fetch_all(pool).await
        })?;
        if rows.is_empty() {
            rows =
                read!(self, pool => sqlx::query_as(DRAFT).bind(place.workspace).bind(content).fetch_all(pool).await)?;
        }
        let parse = |(body,): &(String,)| {
            serde_json::from_str(body).map_err(|error| StoreError::corrupt("content version", error))
        };
        rows.iter().map(parse).collect()
    }

    /// How many people have answers inside and outside the filter, counted up to five; not counted at all where the promise
    /// of the survey does not depend on it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn people(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
        mode: PrivacyMode,
    ) -> Result<People, StoreError> {
        let mut people = People::default();
        if mode == PrivacyMode::Identified {
            return Ok(people);
        }
        (people.inside,) = read!(self, pool => {
            bind_filter!(sqlx::query_as(INSIDE), place, content, filter).fetch_one(pool).await
        })?;
        if filter.narrows() {
            (people.outside,) = read!(self, pool => {
                bind_filter!(sqlx::query_as(OUTSIDE), place, content, filter).fetch_one(pool).await
            })?;
        }
        Ok(people)
    }

    /// The traits that reports of this environment can be split by.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn reportable_traits(&self, place: Place<'_>) -> Result<Vec<String>, StoreError> {
        let row: Option<(String,)> = read!(self, pool => {
            sqlx::query_as(SETTINGS).bind(place.workspace).bind(place.environment).fetch_optional(pool).await
        })?;
        let Some((settings,)) = row else { return Ok(Vec::new()) };
        let settings: EnvironmentSettings =
            serde_json::from_str(&settings).map_err(|error| StoreError::corrupt("environment", error))?;
        Ok(settings.reportable_traits)
    }

    async fn choices(&self, place: Place<'_>, content: &str) -> Result<FilterChoices, StoreError> {
        let versions: Vec<(i64,)> = read!(self, pool => {
            let query = sqlx::query_as(DISPLAYED_VERSIONS).bind(place.workspace).bind(place.environment).bind(content);
            query.fetch_all(pool).await
        })?;
        let segments: Vec<(String,)> =
            read!(self, pool => sqlx::query_as(SEGMENTS).bind(place.workspace).fetch_all(pool).await)?;
        let mut choices = FilterChoices {
            versions: versions.into_iter().filter_map(|(version,)| u32::try_from(version).ok()).collect(),
            locales: self.values(place, content, LOCALE_SPLIT).await?,
            segments: segments.into_iter().map(|(segment,)| segment).collect(),
            ..FilterChoices::default()
        };
        for name in self.reportable_traits(place).await? {
            let values = self.values(place, content, &trait_split(&name)).await?;
            choices.traits.insert(name, values);
        }
        Ok(choices)
    }

    /// The values of a split with displays, the most displayed first.
    async fn values(&self, place: Place<'_>, content: &str, split: &str) -> Result<Vec<String>, StoreError> {
        let rows: Vec<(String,)> = read!(self, pool => {
            let query = sqlx::query_as(VALUES).bind(place.workspace).bind(place.environment).bind(content);
            query.bind(split).bind(MAX_CHOICES).fetch_all(pool).await
        })?;
        Ok(rows.into_iter().map(|(value,)| value).collect())
    }
}

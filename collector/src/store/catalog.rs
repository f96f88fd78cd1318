//! What sessions are decided by: environments with what is published to them, segments, goals, versions.
//!
//! Deliberately absent: changing any of it; that is the management API's (`environment.rs`, `content.rs`).

use super::{Store, StoreError, read};
use shared::api::environment::EnvironmentSettings;
use shared::content::{Content, Goal, Segment};
use std::collections::HashMap;

const VERSIONS: &str = "select workspace, environment, version from environments";
const ENVIRONMENT: &str =
    "select write_key, identity_secret, settings, version from environments where workspace = $1 and environment = $2";
const PUBLISHED: &str = "select p.version, p.paused, v.body from publications p join versions v on v.workspace = p.workspace \
     and v.content = p.content and v.version = p.version where p.workspace = $1 and p.environment = $2 order by p.published_at, p.content";
const SEGMENTS: &str = "select body from segments where workspace = $1";
const GOALS: &str = "select body from goals where workspace = $1 order by goal";
const VERSION: &str = "select body from versions where workspace = $1 and content = $2 and version = $3";
const DRAFT: &str = "select draft from contents where workspace = $1 and content = $2";
const RESPONSES: &str = "select content, cast(sum(answered) as bigint), cast(sum(completed) as bigint) from rollup_funnel \
     where workspace = $1 and environment = $2 and split = '' group by content";

/// How many runs of a content count against its quota, of all versions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Responses {
    /// Runs with at least one answer.
    pub answered: i64,
    /// Runs gone through to the end.
    pub completed: i64,
}

/// Names an environment: workspace and environment key.
pub type EnvironmentName = (String, String);

/// An environment as sessions need it.
#[derive(Clone, Debug)]
pub struct EnvironmentRow {
    /// The public write key.
    pub write_key: String,
    /// Signs user ids (HS256).
    pub identity_secret: String,
    /// Its settings.
    pub settings: EnvironmentSettings,
    /// Counts up with every change of the environment or what is published to it.
    pub version: i64,
    /// What is published to it, the oldest publication first.
    pub published: Vec<PublishedRow>,
    /// Segments of the workspace.
    pub segments: Vec<Segment>,
    /// Goals of the workspace.
    pub goals: Vec<Goal>,
}

/// One published version.
#[derive(Clone, Debug)]
pub struct PublishedRow {
    /// The version.
    pub version: u32,
    /// Whether it is paused.
    pub paused: bool,
    /// What it says.
    pub content: Content,
}

impl Store {
    /// Every environment with its version, to see which have changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn environment_versions(&self) -> Result<HashMap<EnvironmentName, i64>, StoreError> {
        let rows: Vec<(String, String, i64)> = read!(self, pool => sqlx::query_as(VERSIONS).fetch_all(pool).await)?;
        Ok(rows.into_iter().map(|(workspace, environment, version)| ((workspace, environment), version)).collect())
    }

    /// One environment with everything that decides its sessions; `None` when there is no such environment.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn environment_to_serve(
        &self,
        workspace: &str,
        environment: &str,
    ) -> Result<Option<EnvironmentRow>, StoreError> {
        let row: Option<(String, String, String, i64)> = read!(self, pool => {
            sqlx::query_as(ENVIRONMENT).bind(workspace).bind(environment).fetch_optional(pool).await
        })?;
        let Some((write_key, identity_secret, settings, version)) = row else { return Ok(None) };
        let published: Vec<(i64, bool, String)> = read!(self, pool => {
            sqlx::query_as(PUBLISHED).bind(workspace).bind(environment).fetch_all(pool).await
        })?;
        let segments: Vec<(String,)> =
            read!(self, pool => sqlx::query_as(SEGMENTS).bind(workspace).fetch_all(pool).await)?;
        let goals: Vec<(String,)> = read!(self, pool => sqlx::query_as(GOALS).bind(workspace).fetch_all(pool).await)?;
        Ok(Some(EnvironmentRow {
            write_key,
            identity_secret,
            settings: parse("environment", &settings)?,
            version,
            published: published.into_iter().map(published_row).collect::<Result<_, _>>()?,
            segments: segments.iter().map(|(body,)| parse("segment", body)).collect::<Result<_, _>>()?,
            goals: goals.iter().map(|(body,)| parse("goal", body)).collect::<Result<_, _>>()?,
        }))
    }

    /// What one version says; `None` when there is no such version.
    ///
    /// # Errors
    /// When the database fails or the version cannot be read back.
    pub async fn content_version(
        &self,
        workspace: &str,
        content: &str,
        version: u32,
    ) -> Result<Option<Content>, StoreError> {
        let row: Option<(String,)> = read!(self, pool => {
            sqlx::query_as(VERSION).bind(workspace).bind(content).bind(i64::from(version)).fetch_optional(pool).await
        })?;
        row.map(|(body,)| parse("content version", &body)).transpose()
    }

    /// The draft of a content, for a preview; `None` when there is no such content.
    ///
    /// # Errors
    /// When the database fails or the draft cannot be read back.
    pub async fn draft_to_preview(&self, workspace: &str, content: &str) -> Result<Option<Content>, StoreError> {
        let row: Option<(String,)> = read!(self, pool => {
            sqlx::query_as(DRAFT).bind(workspace).bind(content).fetch_optional(pool).await
        })?;
        row.map(|(body,)| parse("draft", &body)).transpose()
    }

    /// What counts against quotas, by content.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn responses_by_content(
        &self,
        workspace: &str,
        environment: &str,
    ) -> Result<HashMap<String, Responses>, StoreError> {
        let rows: Vec<(String, i64, i64)> = read!(self, pool => {
            sqlx::query_as(RESPONSES).bind(workspace).bind(environment).fetch_all(pool).await
        })?;
        Ok(rows
            .into_iter()
            .map(|(content, answered, completed)| (content, Responses { answered, completed }))
            .collect())
    }
}

fn published_row((version, paused, body): (i64, bool, String)) -> Result<PublishedRow, StoreError> {
    let version = u32::try_from(version).map_err(|error| StoreError::corrupt("publication", error))?;
    Ok(PublishedRow { version, paused, content: parse("content version", &body)? })
}

fn parse<T: serde::de::DeserializeOwned>(what: &'static str, body: &str) -> Result<T, StoreError> {
    serde_json::from_str(body).map_err(|error| StoreError::corrupt(what, error))
}

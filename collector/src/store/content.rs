//! Content: drafts and versions. Publishing is in [`super::publication`].
//!
//! Deliberately absent: the clock, and whether a content is good enough to be published.

use super::{Store, StoreError, Tx, read, within, write};
use shared::api::content::{ContentSummary, Publication, Version};
use shared::content::{Content, Kind};
use shared::id::ContentKey;
use shared::time::Timestamp;

const ALL: &str = "select content, name, kind, draft_differs, revision, changed_at from contents where workspace = $1 \
    order by changed_at desc, content";
const ONE: &str = "select content, name, kind, draft_differs, revision, changed_at, draft from contents \
    where workspace = $1 and content = $2";
const VERSIONS: &str = "select version, created_at, created_by from versions where workspace = $1 and content = $2 \
    order by version desc";
const INSERT: &str = "insert into contents \
    (workspace, content, name, kind, draft, revision, draft_differs, newest_version, created_at, changed_at, changed_by) \
    values ($1, $2, $3, $4, $5, 1, $6, 0, $7, $7, $8) on conflict (workspace, content) do nothing";
const REPLACE: &str = "update contents set name = $3, kind = $4, draft = $5, revision = revision + 1, draft_differs = $6, \
    changed_at = $7, changed_by = $8 where workspace = $1 and content = $2 and revision = $9 and newest_version = $10";
const NEWEST: &str = "select draft, revision, newest_version from contents where workspace = $1 and content = $2";
const VERSION_BODY: &str = "select body from versions where workspace = $1 and content = $2 and version = $3";
const IN_USE: &str = "select draft from contents where workspace = $1 union all select v.body from publications p \
    join versions v on v.workspace = p.workspace and v.content = p.content and v.version = p.version where p.workspace = $1";
const REMOVE: &str = "delete from contents where workspace = $1 and content = $2 and newest_version = 0";

/// A content with its draft.
#[derive(Clone, Debug)]
pub struct ContentRow {
    /// In a list.
    pub summary: ContentSummary,
    /// Counts up with each change of the draft.
    pub revision: i64,
    /// The draft.
    pub draft: Content,
}

/// Who changes something, and when.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// The workspace.
    pub workspace: &'a str,
    /// Who.
    pub by: &'a str,
    /// When.
    pub at: Timestamp,
}

/// What became of writing a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is written and has this revision.
    Done(i64),
    /// The draft has another revision: this one.
    Other(i64),
    /// There is no such content.
    Missing,
}

/// What must be there for a draft to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// No such content.
    Nothing,
    /// This revision.
    Revision(i64),
    /// Anything or nothing.
    Whatever,
}

type SummaryColumns = (String, String, String, bool, i64, i64);

fn kind(text: &str) -> Result<Kind, StoreError> {
    Kind::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| StoreError::corrupt("kind of content", text))
}

pub(super) fn version_number(version: i64) -> Result<u32, StoreError> {
    u32::try_from(version).map_err(|error| StoreError::corrupt("version number", error))
}

pub(super) fn content_key(text: String) -> Result<ContentKey, StoreError> {
    ContentKey::new(text).map_err(|error| StoreError::corrupt("content key", error))
}

fn draft(text: &str) -> Result<Content, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::corrupt("draft", error))
}

fn summary(columns: SummaryColumns, publications: Vec<Publication>) -> Result<ContentSummary, StoreError> {
    let (key, name, kind_text, draft_differs, _, changed_at) = columns;
    let (key, kind) = (content_key(key)?, kind(&kind_text)?);
    Ok(ContentSummary { key, name, kind, draft_differs, publications, changed_at: Timestamp(changed_at) })
}

impl Store {
    /// All content of the workspace, the last changed first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn contents(&self, workspace: &str) -> Result<Vec<ContentSummary>, StoreError> {
        let rows: Vec<SummaryColumns> = read!(self, pool => sqlx::query_as(ALL).bind(workspace).fetch_all(pool).await)?;
        let mut publications = self.publications(workspace).await?;
        rows.into_iter()
            .map(|row| {
                let published = publications.remove(&row.0).unwrap_or_default();
                summary(row, published)
            })
            .collect()
    }

    /// One content with its draft.
    ///
    /// # Errors
    /// When the database fails or the draft cannot be read back.
    pub async fn content(&self, workspace: &str, key: &str) -> Result<Option<ContentRow>, StoreError> {
        let row: Option<(String, String, String, bool, i64, i64, String)> =
            read!(self, pool => sqlx::query_as(ONE).bind(workspace).bind(key).fetch_optional(pool).await)?;
        let Some((key, name, kind, differs, revision, changed_at, text)) = row else { return Ok(None) };
        let published = self.publications(workspace).await?.remove(&key).unwrap_or_default();
        let summary = summary((key, name, kind, differs, revision, changed_at), published)?;
        Ok(Some(ContentRow { summary, revision, draft: draft(&text)? }))
    }

    /// The versions of a content, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn versions(&self, workspace: &str, key: &str) -> Result<Vec<Version>, StoreError> {
        let rows: Vec<(i64, i64, String)> =
            read!(self, pool => sqlx::query_as(VERSIONS).bind(workspace).bind(key).fetch_all(pool).await)?;
        rows.into_iter()
            .map(|(version, at, created_by)| {
                Ok(Version { version: version_number(version)?, created_at: Timestamp(at), created_by })
            })
            .collect()
    }

    /// Every draft and every published version.
    ///
    /// # Errors
    /// When the database fails or one cannot be read back.
    pub async fn contents_in_use(&self, workspace: &str) -> Result<Vec<Content>, StoreError> {
        let rows: Vec<(String,)> = read!(self, pool => sqlx::query_as(IN_USE).bind(workspace).fetch_all(pool).await)?;
        rows.iter().map(|(text,)| draft(text)).collect()
    }

    /// Writes a draft where what is there is as expected.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_draft(
        &self,
        mark: Mark<'_>,
        content: &Content,
        expected: Expected,
    ) -> Result<Written, StoreError> {
        let text = serde_json::to_string(content).map_err(|error| StoreError::corrupt("draft", error))?;
        let mut tx = self.begin().await?;
        let found = newest(&mut tx, mark.workspace, content.key.as_str()).await?;
        let revision = match (&found, expected) {
            (None, Expected::Revision(_)) => return Ok(Written::Missing),
            (None, _) => 0,
            (Some(found), Expected::Nothing) => return Ok(Written::Other(found.revision)),
            (Some(found), Expected::Revision(expected)) if found.revision != expected => {
                return Ok(Written::Other(found.revision));
            }
            (Some(found), _) => found.revision,
        };
        let published = match &found {
            Some(found) if found.version > 0 => {
                version_body(&mut tx, mark.workspace, content.key.as_str(), found.version).await?
            }
            _ => None,
        };
        let differs = published.as_deref() != Some(text.as_str());
        let changed = within!(&mut tx, c => {
            let query = sqlx::query(if found.is_some() { REPLACE } else { INSERT });
            let query = query.bind(mark.workspace).bind(content.key.as_str()).bind(&content.name);
            let query = query.bind(content.body.kind().as_str()).bind(&text).bind(differs).bind(mark.at.0).bind(mark.by);
            let query = found.iter().fold(query, |query, found| query.bind(revision).bind(found.version));
            query.execute(&mut *c).await?.rows_affected()
        });
        if changed == 0 {
            // Another collector wrote between the reading and the writing.
            return Ok(Written::Other(revision + 1));
        }
        tx.commit().await?;
        Ok(Written::Done(revision + 1))
    }

    /// Removes a content that was never published; false when there is none such.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_content(&self, workspace: &str, key: &str) -> Result<bool, StoreError> {
        let gone = write!(self, pool =>
            sqlx::query(REMOVE).bind(workspace).bind(key).execute(pool).await.map(|done| done.rows_affected()))?;
        Ok(gone > 0)
    }
}

/// What is there of a content.
pub(super) struct Newest {
    /// The draft as JSON.
    pub draft: String,
    /// Its revision.
    pub revision: i64,
    /// The newest version; 0 while there is none.
    pub version: i64,
}

pub(super) async fn newest(tx: &mut Tx, workspace: &str, key: &str) -> Result<Option<Newest>, StoreError> {
    let row: Option<(String, i64, i64)> = within!(tx, c =>
        sqlx::query_as(NEWEST).bind(workspace).bind(key).fetch_optional(&mut *c).await?);
    Ok(row.map(|(draft, revision, version)| Newest { draft, revision, version }))
}

pub(super) async fn version_body(
    tx: &mut Tx,
    workspace: &str,
    key: &str,
    version: i64,
) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = within!(tx, c =>
        sqlx::query_as(VERSION_BODY).bind(workspace).bind(key).bind(version).fetch_optional(&mut *c).await?);
    Ok(row.map(|(body,)| body))
}

//! Publications: which version is published to which environment, and whether it is paused.
//!
//! Deliberately absent: whether a draft is good enough to be published.

use super::content::{Mark, Written, newest, version_body, version_number};
use super::environment::bump;
use super::{Store, StoreError, read, within};
use shared::api::content::Publication;
use shared::time::Timestamp;
use std::collections::HashMap;

const PUBLICATIONS: &str = "select p.content, p.environment, p.version, p.paused, p.published_at, \
    cast(coalesce(sum(f.answered), 0) as bigint), cast(coalesce(sum(f.displayed), 0) as bigint), \
    cast(coalesce(sum(f.completed), 0) as bigint) from publications p left join rollup_funnel f on f.workspace = p.workspace \
    and f.environment = p.environment and f.content = p.content and f.split = '' where p.workspace = $1 \
    group by p.content, p.environment, p.version, p.paused, p.published_at order by p.environment";
const INSERT_VERSION: &str = "insert into versions (workspace, content, version, body, created_at, created_by) \
    values ($1, $2, $3, $4, $5, $6)";
/// Also locks the content, so that two who publish at once do not both make the next version.
const SETTLE_DRAFT: &str = "update contents set newest_version = $3, draft_differs = $4 \
    where workspace = $1 and content = $2 and revision = $5 and newest_version = $6";
const PUBLISH: &str = "insert into publications \
    (workspace, environment, content, version, paused, published_at, published_by) values ($1, $2, $3, $4, $5, $6, $7) \
    on conflict (workspace, environment, content) do update set version = excluded.version, paused = excluded.paused, \
    published_at = excluded.published_at, published_by = excluded.published_by";
const PAUSE: &str = "update publications set paused = $4 where workspace = $1 and environment = $2 and content = $3";

/// Content, environment, version, whether it is paused, since when, answered, displayed, completed.
type PublicationColumns = (String, String, i64, bool, i64, i64, i64, i64);

impl Store {
    /// Every publication of the workspace, by content.
    pub(super) async fn publications(&self, workspace: &str) -> Result<HashMap<String, Vec<Publication>>, StoreError> {
        let rows: Vec<PublicationColumns> =
            read!(self, pool => sqlx::query_as(PUBLICATIONS).bind(workspace).fetch_all(pool).await)?;
        let mut by_content: HashMap<String, Vec<Publication>> = HashMap::new();
        for (content, environment, version, paused, at, responses, displayed, completed) in rows {
            let (version, published_at) = (version_number(version)?, Timestamp(at));
            let publication =
                Publication { environment, version, paused, published_at, responses, displayed, completed };
            by_content.entry(content).or_default().push(publication);
        }
        Ok(by_content)
    }

    /// Publishes the draft if it still has this revision: as its newest version where that is the same, else as a new one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn publish(
        &self,
        mark: Mark<'_>,
        key: &str,
        environment: &str,
        revision: i64,
    ) -> Result<Written, StoreError> {
        let mut tx = self.begin().await?;
        let Some(found) = newest(&mut tx, mark.workspace, key).await? else { return Ok(Written::Missing) };
        if found.revision != revision {
            return Ok(Written::Other(found.revision));
        }
        let same = found.version > 0
            && version_body(&mut tx, mark.workspace, key, found.version).await?.as_deref()
                == Some(found.draft.as_str());
        let version = if same { found.version } else { found.version + 1 };
        let settled = within!(&mut tx, c => {
            let settle = sqlx::query(SETTLE_DRAFT).bind(mark.workspace).bind(key).bind(version).bind(false);
            settle.bind(revision).bind(found.version).execute(&mut *c).await?.rows_affected()
        });
        if settled == 0 {
            return Ok(Written::Other(found.revision));
        }
        within!(&mut tx, c => {
            if !same {
                let query = sqlx::query(INSERT_VERSION).bind(mark.workspace).bind(key).bind(version).bind(&found.draft);
                query.bind(mark.at.0).bind(mark.by).execute(&mut *c).await?;
            }
            let query = sqlx::query(PUBLISH).bind(mark.workspace).bind(environment).bind(key).bind(version).bind(false);
            query.bind(mark.at.0).bind(mark.by).execute(&mut *c).await?;
        });
        let content = serde_json::from_str(&found.draft).map_err(|error| StoreError::corrupt("draft", error))?;
        super::measurement::settle(&mut tx, mark, environment, (&content, version)).await?;
        bump(&mut tx, mark.workspace).await?;
        tx.settle_items(mark.workspace, key, mark.at).await?;
        tx.commit().await?;
        Ok(Written::Done(version))
    }

    /// Pauses or resumes a publication; false when the content is not published there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pause(&self, workspace: &str, environment: &str, key: &str, paused: bool) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let changed = within!(&mut tx, c => {
            let query = sqlx::query(PAUSE).bind(workspace).bind(environment).bind(key).bind(paused);
            query.execute(&mut *c).await?.rows_affected()
        });
        bump(&mut tx, workspace).await?;
        tx.commit().await?;
        Ok(changed > 0)
    }
}

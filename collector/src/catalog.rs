//! Environments as they are served, in memory: found by write key or by name without asking the database.
//!
//! Several collectors may share one database, so the environments' versions are polled; a change made through this
//! collector is read at once ([`Catalog::refresh`]). Deliberately absent: what is known of people.

mod served;

pub use served::{Published, Served};

use crate::store::catalog::EnvironmentName;
use crate::store::{Store, StoreError};
use shared::content::Content;
use shared::id::ContentKey;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Most versions that are kept in memory besides the published ones; past that they are read anew.
const MOST_VERSIONS: usize = 4_000;

/// Everything that is served, behind a lock that is held only to copy a pointer.
#[derive(Debug, Default)]
pub struct Catalog {
    current: RwLock<Arc<Snapshot>>,
    versions: RwLock<HashMap<VersionName, Arc<Content>>>,
    // One refresh at a time, so that an older reading never replaces a newer one.
    refreshing: tokio::sync::Mutex<()>,
}

type VersionName = (Arc<str>, ContentKey, u32);

/// All environments at one moment.
#[derive(Debug, Default)]
struct Snapshot {
    by_name: HashMap<EnvironmentName, Arc<Served>>,
    by_key: HashMap<String, Arc<Served>>,
}

impl Catalog {
    /// The environment with this write key.
    pub fn by_key(&self, write_key: &str) -> Option<Arc<Served>> {
        self.snapshot().by_key.get(write_key).cloned()
    }

    /// The environment of this name.
    pub fn by_name(&self, workspace: &str, environment: &str) -> Option<Arc<Served>> {
        self.snapshot().by_name.get(&(workspace.to_owned(), environment.to_owned())).cloned()
    }

    /// Every environment.
    pub fn all(&self) -> Vec<Arc<Served>> {
        self.snapshot().by_name.values().cloned().collect()
    }

    /// Reads what has changed since the last time: new, changed and removed environments, and answers counted for quotas.
    ///
    /// # Errors
    /// When the database fails; then everything stays as it was.
    pub async fn refresh(&self, store: &Store) -> Result<(), StoreError> {
        let _one_at_a_time = self.refreshing.lock().await;
        let versions = store.environment_versions().await?;
        let before = self.snapshot();
        let mut after = HashMap::with_capacity(versions.len());
        let mut changed = before.by_name.len() != versions.len();
        for (name, version) in versions {
            let known = before.by_name.get(&name).filter(|served| served.version == version);
            let served = match known {
                Some(served) => counted(store, served).await?,
                None => match store.environment_to_serve(&name.0, &name.1).await? {
                    Some(row) => counted(store, &Arc::new(Served::new(&name, row))).await?,
                    None => continue,
                },
            };
            changed |= known.is_none_or(|known| !Arc::ptr_eq(known, &served));
            after.insert(name, served);
        }
        if changed {
            let by_key = after.values().map(|served| (served.write_key.clone(), Arc::clone(served))).collect();
            let snapshot = Arc::new(Snapshot { by_name: after, by_key });
            *self.current.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
        }
        Ok(())
    }

    /// What one version of a content says: published, earlier or later. Versions never change, so they are kept.
    ///
    /// # Errors
    /// When the database fails or the version cannot be read back.
    pub async fn version(
        &self,
        store: &Store,
        served: &Served,
        content: &ContentKey,
        version: u32,
    ) -> Result<Option<Arc<Content>>, StoreError> {
        if let Some(published) = served.published(content).filter(|published| published.version == version) {
            return Ok(Some(Arc::clone(&published.content)));
        }
        let name = (Arc::clone(&served.workspace), content.clone(), version);
        if let Some(content) = self.versions.read().unwrap_or_else(PoisonError::into_inner).get(&name) {
            return Ok(Some(Arc::clone(content)));
        }
        let Some(found) = store.content_version(&served.workspace, content.as_str(), version).await? else {
            return Ok(None);
        };
        let found = Arc::new(found);
        let mut kept = self.versions.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_VERSIONS {
            kept.clear();
        }
        kept.insert(name, Arc::clone(&found));
        Ok(Some(found))
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The environment with the answers counted so far, where something published has a quota; else the same.
async fn counted(store: &Store, served: &Arc<Served>) -> Result<Arc<Served>, StoreError> {
    if served.published.iter().all(|published| published.content.quota.is_none()) {
        return Ok(Arc::clone(served));
    }
    let responses = store.responses_by_content(&served.workspace, &served.environment).await?;
    Ok(served.with_responses(&responses).map_or_else(|| Arc::clone(served), Arc::new))
}

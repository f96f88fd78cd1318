//! What runs must know of the versions that they are of.
//!
//! Deliberately absent: versions on their way; the writer has those in memory.

use super::Place;
use crate::report::fact::Terms;
use crate::store::hand_over;
use crate::store::{StoreError, Tx, within};
use shared::content::Content;
use std::collections::BTreeMap;
use std::sync::Arc;

const VERSIONS: &str = "select content, version, body from versions where workspace = $1";

/// What is to be known of versions.
#[derive(Default)]
pub(super) struct Versions {
    /// What runs must know of each.
    pub terms: BTreeMap<(String, i64), Terms>,
    /// Those that hand somebody over.
    pub hand_over: hand_over::Versions,
}

impl Versions {
    /// All versions of a workspace.
    pub(super) async fn load(tx: &mut Tx, place: Place<'_>) -> Result<Self, StoreError> {
        let rows: Vec<(String, i64, String)> =
            within!(tx, connection => sqlx::query_as(VERSIONS).bind(place.workspace).fetch_all(connection).await)?;
        let mut known = Self::default();
        for (content, version, body) in rows {
            let parsed: Content = serde_json::from_str(&body).map_err(|e| StoreError::corrupt("content version", e))?;
            known.terms.insert((content.clone(), version), Terms::of(&parsed));
            if parsed.hand_over.is_some() {
                let number = u32::try_from(version).map_err(|e| StoreError::corrupt("content version", e))?;
                known.hand_over.insert((content, number), Arc::new(parsed));
            }
        }
        Ok(known)
    }
}

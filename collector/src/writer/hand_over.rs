//! Handing people over within the transaction of a group, after the runs that say so are written.
//!
//! Deliberately absent: what hands over ([`crate::hand_over`]), and storing it (`store/hand_over.rs`).

use super::group::Entry;
use crate::state::LiveChange;
use crate::store::hand_over::Versions;
use crate::store::rollup::Place;
use crate::store::{StoreError, Tx};
use shared::api::report::Change;
use shared::id::RunId;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Runs of one environment, with the versions they go through.
type Runs = (BTreeSet<RunId>, Versions);

/// Settles the runs among these events, new to the store, whose content hands over; names where anything changed.
pub(super) async fn settle(tx: &mut Tx, fresh: &[Entry<'_>]) -> Result<Vec<LiveChange>, StoreError> {
    let mut places: BTreeMap<(&Arc<str>, &Arc<str>), Runs> = BTreeMap::new();
    for entry in fresh {
        let content = entry.recorded.content.as_ref().filter(|content| content.hand_over.is_some());
        let Some((content, run)) = content.zip(entry.recorded.event.body.run()) else { continue };
        let row = &entry.recorded.row;
        let (runs, versions) = places.entry((&row.workspace, &row.environment)).or_default();
        runs.insert(run.id);
        versions.insert((run.content.to_string(), run.version), Arc::clone(content));
    }
    let mut changed = Vec::new();
    for ((workspace, environment), (runs, versions)) in places {
        if tx.settle_hand_overs(Place { workspace, environment }, &runs, versions).await? {
            let (workspace, environment) = (workspace.to_string(), environment.to_string());
            changed.push(LiveChange { workspace, environment, change: Change::FollowUps });
        }
    }
    Ok(changed)
}

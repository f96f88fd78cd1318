//! Counting goals within the transaction of a group: by the definitions that are in force there.
//!
//! Deliberately absent: which event is a sign ([`crate::goal`]), and storing it (`store/goal.rs`).

use super::Job;
use super::group::Entry;
use crate::goal::observed;
use crate::store::environment::Held;
use crate::store::event::{anonymous_subject, user_subject};
use crate::store::goal::SignRow;
use crate::store::profile::Alias;
use crate::store::rollup::Place;
use crate::store::{StoreError, Tx};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Counts what these events, new to the store, mean for goals. `held`: the environments by workspace and key; `united`:
/// visitors who turned out to be users with them.
pub(super) async fn count(
    tx: &mut Tx,
    jobs: &[Job],
    held: &BTreeMap<(&str, &str), Held>,
    fresh: &[Entry<'_>],
    united: &[&Alias],
) -> Result<(), StoreError> {
    let places: BTreeSet<(&Arc<str>, &Arc<str>)> =
        fresh.iter().map(|entry| (&entry.recorded.row.workspace, &entry.recorded.row.environment)).collect();
    for (workspace, environment) in places {
        let here = |job: &&Job| job.served.workspace == *workspace && job.served.environment == *environment;
        let Some(served) = jobs.iter().filter(here).map(|job| &job.served).max_by_key(|served| served.version) else {
            continue;
        };
        let place = Place { workspace, environment };
        let current = held.get(&(&**workspace, &**environment)).and_then(|held| held.version);
        let newer = if current == Some(served.version) { None } else { Some(tx.goals(place).await?) };
        let goals = newer.as_ref().unwrap_or(&served.goals);
        if goals.is_empty() {
            continue;
        }
        let mut signs = Vec::new();
        let of_place = |entry: &&Entry<'_>| {
            entry.recorded.row.workspace == *workspace && entry.recorded.row.environment == *environment
        };
        for entry in fresh.iter().filter(of_place) {
            let row = &entry.recorded.row;
            let subject = entry.subject.as_deref();
            for seen in observed(goals, &entry.recorded.event, subject, row.source == "server") {
                signs.push(SignRow {
                    goal: seen.goal,
                    event: row.id.clone(),
                    holder: seen.holder,
                    subject: entry.subject.clone(),
                    at: row.at,
                    value: seen.value,
                });
            }
        }
        let united: Vec<(String, String)> = united
            .iter()
            .filter(|alias| alias.anonymous.0 == *workspace && alias.anonymous.1 == *environment)
            .map(|alias| (anonymous_subject(&alias.anonymous.2), user_subject(&alias.user_id)))
            .collect();
        tx.count_goals(place, goals, signs, &united).await?;
    }
    Ok(())
}

//! What follows from events for reports, written in the transaction that makes the events durable.
//!
//! Each run is read with its answers, the new events are absorbed ([`crate::report::fact`], pure and independent of their
//! order), and the difference between what the run counted before and counts now is added to the rollups. So retries,
//! changed answers, withdrawals and events that come late all lead to the same figures.
//!
//! On PostgreSQL the runs are locked first, in the order of their key, and rollups are written in the order of theirs, so
//! two collectors never wait for each other in a circle. Deliberately absent: whether an event is accepted; previews and
//! forced displays, which the engine never records.

mod people;
mod rows;
mod snapshot;

use super::{StoreError, Tx};
use crate::report::fact::{Fact, Heard};
use crate::report::tally::Tally;
use shared::content::survey::PrivacyMode;
use shared::event::Event;
use shared::id::{ContentKey, RunId};
use std::collections::{BTreeMap, BTreeSet};

pub use people::forget;

/// An event that becomes durable, for the first time, with this transaction.
#[derive(Clone, Copy, Debug)]
pub struct AcceptedEvent<'a> {
    /// The event, its time corrected.
    pub event: &'a Event,
    /// `u:` and the user id or `a:` and the anonymous id; `None` when nobody is named.
    pub subject: Option<&'a str>,
    /// How answers to this content and version are tied to people; of no meaning for events without content.
    pub mode: PrivacyMode,
}

/// Adds what these events mean for the reports of one environment, and names the content whose figures changed.
///
/// To be called once per transaction and environment, environments in the order of their keys, after traits and marks of
/// the same events have been written: the snapshot of a display is what is known then. Events of other kinds than those
/// of a run are passed over.
///
/// # Errors
/// When the database fails; then the transaction must be rolled back.
pub async fn apply(
    tx: &mut Tx,
    workspace: &str,
    environment: &str,
    accepted: &[AcceptedEvent<'_>],
) -> Result<BTreeSet<ContentKey>, StoreError> {
    let heard: Vec<(RunId, Heard<'_>)> = accepted.iter().filter_map(|accepted| hear(accepted)).collect();
    let wanted: BTreeSet<RunId> = heard.iter().map(|(run, _)| *run).collect();
    if wanted.is_empty() {
        return Ok(BTreeSet::new());
    }
    let before = rows::lock_and_load(tx, workspace, environment, &wanted).await?;
    let mut after = before.clone();
    for (run, heard) in &heard {
        match after.get_mut(run) {
            Some(fact) => fact.absorb(heard),
            None => {
                after.insert(*run, Fact::begin(heard));
            }
        }
    }
    after.retain(|run, fact| before.get(run) != Some(fact));
    let unseen: Vec<RunId> = after
        .iter()
        .filter(|(run, fact)| before.get(run).is_none_or(|old| old.origin != fact.origin))
        .map(|(run, _)| *run)
        .collect();
    snapshot::take(tx, workspace, environment, &mut after, &unseen).await?;
    rows::save(tx, workspace, environment, &before, &after).await?;
    let tally = difference(&before, &after);
    rows::add(tx, workspace, environment, &tally).await?;
    Ok(after.values().map(|fact| fact.content.clone()).collect())
}

fn hear<'a>(accepted: &AcceptedEvent<'a>) -> Option<(RunId, Heard<'a>)> {
    Heard::of(accepted.event, accepted.subject, accepted.mode).map(|heard| (heard.run.id, heard))
}

/// What must be added to the rollups when facts change from `before` to `after`.
fn difference(before: &BTreeMap<RunId, Fact>, after: &BTreeMap<RunId, Fact>) -> Tally {
    let mut tally = Tally::default();
    for (run, fact) in after {
        if let Some(old) = before.get(run) {
            tally.add(old, -1);
        }
        tally.add(fact, 1);
    }
    tally.drop_zeros();
    tally
}

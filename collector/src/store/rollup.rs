//! What follows from events for reports, written in the transaction that makes the events durable.
//!
//! Each run is read with its answers, the new events are absorbed ([`crate::report::fact`], pure and independent of their
//! order), and the difference between what the run counted before and counts now is added to the rollups. So retries,
//! changed answers, withdrawals and events that come late all lead to the same figures.
//!
//! On PostgreSQL the runs are locked first, in the order of their key, and rollups are written in the order of theirs, so
//! two collectors never wait for each other in a circle. Deliberately absent: whether an event is accepted; previews and
//! forced displays, which the engine never records.

mod backfill;
mod people;
mod recount;
mod row;
mod rows;
mod snapshot;
mod sums;
mod versions;

use super::{StoreError, Tx};
use crate::report::fact::{Fact, Heard, Terms};
use crate::report::tally::Tally;
use shared::event::Event;
use shared::id::{ContentKey, RunId};
use std::collections::{BTreeMap, BTreeSet};

pub use people::forget;
pub use recount::{Difference, Recount};
pub(in crate::store) use row::{AnswerRow, RunRow, fact_of, give_answers, run_id, visits_of};
pub(in crate::store) use rows::load as facts;

/// Facts by run.
pub type Facts = BTreeMap<RunId, Fact>;

/// An event that becomes durable, for the first time, with this transaction.
#[derive(Clone, Copy, Debug)]
pub struct AcceptedEvent<'a> {
    /// The event, its time corrected.
    pub event: &'a Event,
    /// `u:` and the user id or `a:` and the anonymous id; `None` when nobody is named.
    pub subject: Option<&'a str>,
    /// What is to be known of this content and version; of no meaning for events without content.
    pub terms: Terms,
}

/// One environment of one workspace.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The workspace.
    pub workspace: &'a str,
    /// The environment's key.
    pub environment: &'a str,
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
    let place = Place { workspace, environment };
    let heard: Vec<Heard<'_>> =
        accepted.iter().filter_map(|accepted| Heard::of(accepted.event, accepted.subject, accepted.terms)).collect();
    if heard.is_empty() {
        return Ok(BTreeSet::new());
    }
    let runs: BTreeSet<RunId> = heard.iter().map(|heard| heard.run.id).collect();
    let before = rows::lock_and_load(tx, place, &runs).await?;
    let mut after = absorb(&before, &heard);
    let devices = heard.iter().filter_map(|heard| Some((heard.run.id, heard.device()?))).collect();
    snapshot::take(tx, place, &before, &mut after, &devices).await?;
    rows::save(tx, place, &before, &after).await?;
    sums::add(tx, place, &difference(&before, &after)).await?;
    Ok(after.values().map(|fact| fact.content.clone()).collect())
}

/// The facts that the events change, as they are afterwards.
fn absorb(before: &Facts, heard: &[Heard<'_>]) -> Facts {
    let mut after = Facts::new();
    for heard in heard {
        let run = heard.run.id;
        if let Some(fact) = after.get_mut(&run) {
            fact.absorb(heard);
        } else if let Some(old) = before.get(&run) {
            let mut fact = old.clone();
            fact.absorb(heard);
            after.insert(run, fact);
        } else {
            after.insert(run, Fact::begin(heard));
        }
    }
    after.retain(|run, fact| before.get(run) != Some(fact));
    after
}

/// What must be added to the rollups when facts change from `before` to `after`.
fn difference(before: &Facts, after: &Facts) -> Tally {
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

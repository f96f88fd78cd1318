//! One transaction: events, then people, traits and marks, then goals, then the figures of reports, then hand-overs.
//!
//! Deliberately absent: what to do when it fails; that is `writer.rs`.

use super::effect::{Effects, subjects_to_resolve};
use super::{Job, Judged, Workshop, goal, hand_over};
use crate::ingest::{Recorded, is_anonymous};
use crate::message;
use crate::report::fact::Terms;
use crate::state::LiveChange;
use crate::store::environment::Held;
use crate::store::erasure::ErasedIds;
use crate::store::event::user_subject;
use crate::store::profile::Alias;
use crate::store::quarantine::QuarantineRow;
use crate::store::rollup::{self, AcceptedEvent, Place};
use crate::store::{StoreError, Tx};
use shared::api::report::Change;
use shared::event::{Outcome, RejectReason};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// One event on its way, with its place in the group.
pub(super) struct Entry<'a> {
    job: usize,
    at: usize,
    /// The event.
    pub recorded: &'a Recorded,
    /// Who did it, after anonymous ids have been resolved.
    pub subject: Option<String>,
}

/// Writes jobs in one transaction and says what became of each event of each job.
pub(super) async fn write(workshop: &Workshop, jobs: &[Job]) -> Result<Vec<Vec<Outcome>>, StoreError> {
    let mut outcomes: Vec<Vec<Outcome>> =
        jobs.iter().map(|job| job.events.iter().map(first_outcome).collect()).collect();
    let mut tx = workshop.store.begin().await?;
    let held = hold(&mut tx, jobs).await?;
    tx.quarantine(&quarantined(jobs)).await?;
    let mut entries = entries(jobs);
    resolve(&mut tx, &mut entries).await?;
    let entries = refuse_erased(workshop, &mut tx, &held, entries, &mut outcomes).await?;
    let fresh = insert(&mut tx, entries, &mut outcomes).await?;
    let effects = effects(workshop, &fresh);
    let united = follow(&mut tx, &effects).await?;
    stand_by(&mut tx, &fresh, &united).await?;
    goal::count(&mut tx, jobs, &held, &fresh, &united).await?;
    let mut changed = count(&mut tx, &fresh).await?;
    changed.extend(hand_over::settle(&mut tx, &fresh).await?);
    tx.commit().await?;
    for change in changed {
        // Nobody may be listening.
        let _ = workshop.live.send(change);
    }
    Ok(outcomes)
}

fn first_outcome(judged: &Judged) -> Outcome {
    match judged {
        // What is not found to be fresh was there before.
        Judged::Recorded(_) => Outcome::Duplicate,
        Judged::Refused(refused, _) => Outcome::Rejected { reason: refused.reason, detail: refused.detail.clone() },
    }
}

/// The events to write, sorted by (workspace, id); of events with the same id the first.
fn entries(jobs: &[Job]) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for (job, Job { events, .. }) in jobs.iter().enumerate() {
        for (at, judged) in events.iter().enumerate() {
            if let Judged::Recorded(recorded) = judged {
                entries.push(Entry { job, at, recorded, subject: recorded.subject.clone() });
            }
        }
    }
    entries.sort_by(|a, b| {
        (&a.recorded.row.workspace, &a.recorded.row.id).cmp(&(&b.recorded.row.workspace, &b.recorded.row.id))
    });
    entries.dedup_by(|b, a| {
        a.recorded.row.id == b.recorded.row.id && a.recorded.row.workspace == b.recorded.row.workspace
    });
    entries
}

/// Fails where another collector has meanwhile found out which user a visitor of these events is: then all is done again. From
/// here on nobody else can, since the visitors' rows have been written. SQLite has one writer.
async fn stand_by(tx: &mut Tx, fresh: &[Entry<'_>], united: &[&Alias]) -> Result<(), StoreError> {
    if !tx.is_postgres() {
        return Ok(());
    }
    let visitors = fresh.iter().filter(|entry| entry.subject == entry.recorded.subject).map(|entry| entry.recorded);
    for ((workspace, environment), ids) in subjects_to_resolve(visitors) {
        let users = tx.aliases(&workspace, &environment, &ids).await?;
        let here = |id: &String| {
            united.iter().any(|alias| {
                alias.anonymous.0 == workspace && alias.anonymous.1 == environment && alias.anonymous.2 == *id
            })
        };
        if !users.keys().all(here) {
            return Err(StoreError::Overtaken);
        }
    }
    Ok(())
}

/// Finds out which users anonymous ids without a user id turned out to be.
async fn resolve(tx: &mut Tx, entries: &mut [Entry<'_>]) -> Result<(), StoreError> {
    let unresolved = subjects_to_resolve(entries.iter().map(|entry| entry.recorded));
    for ((workspace, environment), ids) in unresolved {
        let users: HashMap<String, String> = tx.aliases(&workspace, &environment, &ids).await?;
        if users.is_empty() {
            continue;
        }
        for entry in entries
            .iter_mut()
            .filter(|entry| entry.recorded.row.workspace == workspace && entry.recorded.row.environment == environment)
        {
            let anonymous_id = entry.subject.as_deref().and_then(|subject| subject.strip_prefix("a:"));
            if let Some(user) = anonymous_id.and_then(|id| users.get(id)) {
                entry.subject = Some(user_subject(user));
            }
        }
    }
    Ok(())
}

/// Holds the environments of the jobs, in the order of their keys.
async fn hold<'a>(tx: &mut Tx, jobs: &'a [Job]) -> Result<BTreeMap<(&'a str, &'a str), Held>, StoreError> {
    let places: BTreeSet<(&str, &str)> =
        jobs.iter().map(|job| (&*job.served.workspace, &*job.served.environment)).collect();
    let mut held = BTreeMap::new();
    for (workspace, environment) in places {
        held.insert((workspace, environment), tx.hold(Place { workspace, environment }).await?);
    }
    Ok(held)
}

/// Takes out what happened before its person was erased.
async fn refuse_erased<'a>(
    workshop: &Workshop,
    tx: &mut Tx,
    held: &BTreeMap<(&str, &str), Held>,
    entries: Vec<Entry<'a>>,
    outcomes: &mut [Vec<Outcome>],
) -> Result<Vec<Entry<'a>>, StoreError> {
    let mut erased = HashMap::new();
    for (place, _) in held.iter().filter(|(_, held)| held.erasures) {
        let ids =
            ErasedIds::load(tx, &workshop.secret, place.0, place.1, entries.iter().map(|entry| entry.recorded)).await?;
        if !ids.is_empty() {
            erased.insert(*place, ids);
        }
    }
    if erased.is_empty() {
        return Ok(entries);
    }
    let mut kept = Vec::with_capacity(entries.len());
    for entry in entries {
        let row = &entry.recorded.row;
        if erased.get(&(&*row.workspace, &*row.environment)).is_some_and(|ids| ids.cover(entry.recorded)) {
            let detail = "the person was erased after this happened".to_owned();
            outcomes[entry.job][entry.at] = Outcome::Rejected { reason: RejectReason::Erased, detail };
        } else {
            kept.push(entry);
        }
    }
    Ok(kept)
}

/// Writes the events and keeps those that were not there yet.
async fn insert<'a>(
    tx: &mut Tx,
    entries: Vec<Entry<'a>>,
    outcomes: &mut [Vec<Outcome>],
) -> Result<Vec<Entry<'a>>, StoreError> {
    let resolved: Vec<std::borrow::Cow<'_, crate::store::event::EventRow>> = entries.iter().map(row_of).collect();
    let rows: Vec<&crate::store::event::EventRow> = resolved.iter().map(AsRef::as_ref).collect();
    let fresh = tx.insert_events(&rows).await?;
    drop(resolved);
    let mut kept = Vec::with_capacity(entries.len());
    for (entry, fresh) in entries.into_iter().zip(fresh) {
        if fresh {
            outcomes[entry.job][entry.at] = Outcome::Accepted;
            kept.push(entry);
        }
    }
    Ok(kept)
}

/// The row with the subject as it was resolved; without one where the answer is anonymous.
fn row_of<'a>(entry: &Entry<'a>) -> std::borrow::Cow<'a, crate::store::event::EventRow> {
    let row = &entry.recorded.row;
    if row.subject.is_none() || row.subject == entry.subject {
        return std::borrow::Cow::Borrowed(row);
    }
    std::borrow::Cow::Owned(crate::store::event::EventRow { subject: entry.subject.clone(), ..row.clone() })
}

/// What the events mean for what is known of people and companies.
fn effects(workshop: &Workshop, fresh: &[Entry<'_>]) -> Effects {
    let mut effects = Effects::default();
    for entry in fresh {
        effects.add(&workshop.buckets, entry.recorded, entry.subject.as_deref());
    }
    effects
}

/// Brings up to date what is known of people and companies; says which visitors have now turned out to be users.
async fn follow<'a>(tx: &mut Tx, effects: &'a Effects) -> Result<Vec<&'a Alias>, StoreError> {
    tx.touch_people(&effects.people).await?;
    tx.touch_companies(&effects.companies).await?;
    tx.change_traits(&effects.traits).await?;
    tx.merge_marks(&effects.marks).await?;
    tx.write_items(&effects.items).await?;
    let mut united = Vec::new();
    for alias in effects.aliases.values() {
        if tx.unite(alias).await? {
            united.push(alias);
        }
    }
    Ok(united)
}

/// Counts for reports; names what changed.
async fn count(tx: &mut Tx, fresh: &[Entry<'_>]) -> Result<Vec<LiveChange>, StoreError> {
    let mut places: BTreeMap<(&Arc<str>, &Arc<str>), Vec<AcceptedEvent<'_>>> = BTreeMap::new();
    // A message to one person has no report.
    let is_reported = |key: Option<&String>| key.is_some_and(|key| !message::is_key(key));
    let of_content = fresh.iter().filter(|entry| entry.recorded.content.is_some());
    for entry in of_content.filter(|entry| is_reported(entry.recorded.row.content.as_ref())) {
        let row = &entry.recorded.row;
        let content = entry.recorded.content.as_deref();
        let terms = content.map(Terms::of).unwrap_or_default();
        let anonymous = content.is_some_and(is_anonymous);
        let subject = entry.subject.as_deref().filter(|_| !anonymous);
        let accepted = AcceptedEvent { event: &entry.recorded.event, subject, terms };
        places.entry((&row.workspace, &row.environment)).or_default().push(accepted);
    }
    let mut changed = Vec::new();
    for ((workspace, environment), accepted) in places {
        let contents = rollup::apply(tx, workspace, environment, &accepted).await?;
        changed.extend(contents.into_iter().map(|content| LiveChange {
            workspace: workspace.to_string(),
            environment: environment.to_string(),
            change: Change::Report(content),
        }));
    }
    Ok(changed)
}

fn quarantined(jobs: &[Job]) -> Vec<QuarantineRow> {
    let mut rows = Vec::new();
    for job in jobs {
        for judged in &job.events {
            let Judged::Refused(refused, raw) = judged else { continue };
            rows.push(QuarantineRow::new(job, refused, raw));
        }
    }
    rows
}

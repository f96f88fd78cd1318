//! The snapshot of a display: the reportable traits and the segments of the person, as they are known when it arrives.
//!
//! Without it a split by trait would compare today's traits with answers of long ago, and a filtered response rate would
//! have no denominator. Deliberately absent: people of anonymous surveys; nothing is looked up for them.

mod abandoned;

use super::rows::padded;
use super::{Facts, Place};
use crate::report::fact::{Fact, Snapshot};
use crate::store::event::company_subject;
use crate::store::profile::membership_subject;
use crate::store::{StoreError, Tx, bulk, within};
use abandoned::Histories;
use shared::api::environment::EnvironmentSettings;
use shared::content::Segment;
use shared::content::audience::Device;
use shared::id::{ContentKey, RunId};
use shared::session::{Mark, Marks};
use shared::targeting::frequency::Effort;
use shared::targeting::person::{Facts as Known, Segments, includes};
use shared::time::Timestamp;
use shared::value::{Value, Values};
use std::collections::{BTreeMap, BTreeSet};

const PIECE: usize = 50;
/// Most traits that reports can be split by.
const MAX_REPORTABLE: usize = 16;
const SETTINGS: &str = "select settings from environments where workspace = $1 and environment = $2";
const SEGMENTS: &str = "select body from segments where workspace = $1 order by segment";
const TRAITS: &str = "select subject, name, value from traits where workspace = $1 and environment = $2 and value is not null and subject in";
const MARKS: &str = "select subject, content, mark from marks where workspace = $1 and environment = $2 and subject in";
const FIRST_SEEN: &str =
    "select subject, first_seen from people where workspace = $1 and environment = $2 and subject in";

/// Takes the snapshot of every fact whose origin is new.
pub(super) async fn take(
    tx: &mut Tx,
    place: Place<'_>,
    before: &Facts,
    after: &mut Facts,
    devices: &BTreeMap<RunId, Device>,
) -> Result<(), StoreError> {
    let unseen: Vec<RunId> = after
        .iter()
        .filter(|(run, fact)| fact.subject.is_some() && before.get(run).is_none_or(|old| old.origin != fact.origin))
        .map(|(run, _)| *run)
        .collect();
    if unseen.is_empty() {
        return Ok(());
    }
    let reportable = &reportable(tx, place).await?;
    let segments = segments(tx, place).await?;
    if segments.is_empty() && reportable.is_empty() {
        return Ok(());
    }
    let subjects: BTreeSet<String> = unseen.iter().filter_map(|run| after.get(run)).flat_map(subjects_of).collect();
    let subjects: Vec<String> = subjects.into_iter().collect();
    let mut stored = Stored { traits: traits(tx, place, &subjects).await?, ..Stored::default() };
    if !segments.is_empty() {
        stored.first_seen = first_seen(tx, place, &subjects).await?;
        stored.marks = marks(tx, place, &subjects).await?;
        stored.histories = Histories::load(tx, place, &segments, &subjects).await?;
    }
    for run in unseen {
        if let Some(fact) = after.get_mut(&run) {
            fact.snapshot = snapshot(fact, devices.get(&run).copied(), reportable, &segments, &stored);
        }
    }
    Ok(())
}

/// Whose traits a fact needs: the person's, their own in the company, the company's.
fn subjects_of(fact: &Fact) -> impl Iterator<Item = String> {
    let [person, membership, company] = three_subjects(fact);
    person.into_iter().chain(membership).chain(company)
}

fn three_subjects(fact: &Fact) -> [Option<String>; 3] {
    let person = fact.subject.clone();
    let company = fact.company.as_deref();
    let membership = company.zip(person.as_deref()).map(|(company, person)| membership_subject(company, person));
    [person, membership, company.map(company_subject)]
}

/// What is stored of people and companies, by subject.
#[derive(Default)]
struct Stored {
    traits: BTreeMap<String, Values>,
    first_seen: BTreeMap<String, i64>,
    marks: BTreeMap<String, Marks>,
    histories: Histories,
}

fn snapshot(
    fact: &Fact,
    device: Option<Device>,
    reportable: &[String],
    segments: &Segments,
    stored: &Stored,
) -> Snapshot {
    let of =
        |subject: Option<String>| subject.and_then(|subject| stored.traits.get(&subject)).cloned().unwrap_or_default();
    let subjects = three_subjects(fact);
    let company_subject = subjects[2].clone();
    let [person, membership, company] = subjects.map(of);
    let mut own = person;
    own.extend(membership);
    let none = Marks::new();
    let subject = fact.subject.as_deref().unwrap_or_default();
    let abandoned = stored.histories.abandoned_by(subject, company_subject.as_deref(), fact.at());
    let known = Known {
        now: fact.at(),
        person: &own,
        company: &company,
        locale: fact.locale.as_deref().unwrap_or_default(),
        device,
        first_seen: stored.first_seen.get(subject).copied().map(Timestamp),
        marks: stored.marks.get(subject).unwrap_or(&none),
        abandoned: &abandoned,
        segments,
        bucket: "",
        consent: true,
        gpc: false,
        effort: Effort::default(),
    };
    let value = |name: &String| Some((name.clone(), own.get(name).or_else(|| company.get(name))?.clone()));
    let inside = segments.iter().filter(|(_, segment)| includes(&segment.condition, &known));
    Snapshot {
        segments: inside.map(|(key, _)| key.to_string()).collect(),
        traits: reportable.iter().filter_map(value).collect(),
    }
}

async fn reportable(tx: &mut Tx, place: Place<'_>) -> Result<Vec<String>, StoreError> {
    let row: Option<(String,)> = within!(tx, connection => {
        sqlx::query_as(SETTINGS).bind(place.workspace).bind(place.environment).fetch_optional(connection).await
    })?;
    let Some((settings,)) = row else { return Ok(Vec::new()) };
    let settings: EnvironmentSettings =
        serde_json::from_str(&settings).map_err(|error| StoreError::corrupt("environment", error))?;
    Ok(settings.reportable_traits.into_iter().take(MAX_REPORTABLE).collect())
}

async fn segments(tx: &mut Tx, place: Place<'_>) -> Result<Segments, StoreError> {
    let rows: Vec<(String,)> =
        within!(tx, connection => sqlx::query_as(SEGMENTS).bind(place.workspace).fetch_all(connection).await)?;
    let read = |(body,): &(String,)| {
        let segment: Segment = serde_json::from_str(body).map_err(|error| StoreError::corrupt("segment", error))?;
        Ok((segment.key.clone(), segment))
    };
    rows.iter().map(read).collect()
}

/// Rows about these subjects; `sql` ends in `subject in`.
macro_rules! about {
    ($tx:expr, $place:expr, $subjects:expr, $sql:expr => $row:ty) => {{
        let mut rows: Vec<$row> = Vec::new();
        for piece in $subjects.chunks(PIECE) {
            let sql = bulk::list($sql, 2, PIECE, "");
            let found: Vec<$row> = within!($tx, connection => {
                let mut query = sqlx::query_as(sql).bind($place.workspace).bind($place.environment);
                for subject in padded(piece) {
                    query = query.bind(subject);
                }
                query.fetch_all(connection).await
            })?;
            rows.extend(found);
        }
        rows
    }};
}

async fn traits(tx: &mut Tx, place: Place<'_>, subjects: &[String]) -> Result<BTreeMap<String, Values>, StoreError> {
    let mut all: BTreeMap<String, Values> = BTreeMap::new();
    for (subject, name, value) in about!(tx, place, subjects, TRAITS => (String, String, String)) {
        let value: Value = serde_json::from_str(&value).map_err(|error| StoreError::corrupt("trait", error))?;
        all.entry(subject).or_default().insert(name, value);
    }
    Ok(all)
}

async fn first_seen(tx: &mut Tx, place: Place<'_>, subjects: &[String]) -> Result<BTreeMap<String, i64>, StoreError> {
    Ok(about!(tx, place, subjects, FIRST_SEEN => (String, i64)).into_iter().collect())
}

async fn marks(tx: &mut Tx, place: Place<'_>, subjects: &[String]) -> Result<BTreeMap<String, Marks>, StoreError> {
    let mut all: BTreeMap<String, Marks> = BTreeMap::new();
    for (subject, content, mark) in about!(tx, place, subjects, MARKS => (String, String, String)) {
        let content = ContentKey::new(content).map_err(|error| StoreError::corrupt("mark", error))?;
        let mark: Mark = serde_json::from_str(&mark).map_err(|error| StoreError::corrupt("mark", error))?;
        all.entry(subject).or_default().insert(content, mark);
    }
    Ok(all)
}

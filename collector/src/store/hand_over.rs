//! Hand-overs, written in the transaction of the events they follow from; each opens a follow-up.
//!
//! | module | holds |
//! |---|---|
//! | [`wait`] | runs whose goal has days left |
//! | `recount` | comparing hand-overs with the runs they follow from |
//!
//! A run hands somebody over once. While nobody has taken the follow-up up, it goes with what the run says: an answer that is
//! corrected takes it back, and with it the notice of it that has not been sent yet. Rows are written in one order everywhere
//! (waits, hand-overs, follow-ups, notices), so that collectors never wait for each other in a circle. Deliberately absent: what hands over ([`crate::hand_over`]), and what members do about it
//! (`follow_up.rs`).

mod recount;
pub mod wait;

use super::content::version_body;
use super::event::{company_subject, user_subject};
use super::rollup::{Facts, Place, facts, run_id};
use super::{Store, StoreError, Tx, bulk, read, within};
use crate::hand_over::handed_over;
use crate::report::fact::Fact;
use shared::content::{Content, HandOverWhen};
use shared::id::{RunId, StepKey};
use shared::time::Timestamp;
use shared::value::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(in crate::store) use recount::compare;

const STORED: &str =
    "select run, at, reason, step from hand_overs where workspace = $1 and environment = $2 and run in";
const TRAIT: &str = "select value from traits where workspace = $1 and environment = $2 and subject = $3 and name = $4";
const ANY_COMPANY: &str = "select count(*) from (select 1 from environments e join traits t \
     on t.workspace = e.workspace and t.environment = e.environment and t.subject >= 'c:' and t.subject < 'c;' and t.name = $2 \
     and t.value is not null where e.workspace = $1 limit 1) found";
const INSERT: &str = "insert into hand_overs \
     (workspace, environment, run, content, version, reason, step, subject, company, owner, at) values";
const INSERTED: &str = "on conflict (workspace, environment, run) do update set \
     reason = excluded.reason, step = excluded.step, at = excluded.at";
/// What a member has begun to follow up already stays theirs.
const FOLLOW: &str = "insert into follow_ups \
     (workspace, environment, run, content, person, owner, status, note, low, changed_at, changed_by, at) values";
const FOLLOWED: &str = "on conflict (workspace, environment, run) do update set low = true";
/// Whoever asks for a person once more, after somebody was done with them.
const REOPEN: &str = "update follow_ups set status = 'open', at = $4 \
     where workspace = $1 and environment = $2 and run = $3 and status = 'done'";
const WITHDRAW: &str = "delete from hand_overs where workspace = $1 and environment = $2 and run = $3";
const UNASK: &str = "delete from follow_ups where workspace = $1 and environment = $2 and run = $3 and changed_by = ''";
const UNITE: [&str; 3] = [
    "update hand_over_waits set subject = $4 where workspace = $1 and environment = $2 and subject = $3",
    "update hand_overs set subject = $4 where workspace = $1 and environment = $2 and subject = $3",
    "update follow_ups set person = $4 where workspace = $1 and environment = $2 and person = $3",
];
/// Longest name of who takes over, bytes: what a follow-up's owner may have.
const MAX_OWNER: usize = 200;

/// Versions by content and number.
pub type Versions = BTreeMap<(String, u32), Arc<Content>>;

/// A hand-over as it stands in the database.
type Stored = BTreeMap<RunId, (Timestamp, HandOverWhen)>;

/// A hand-over to be written.
struct New<'a> {
    run: RunId,
    fact: &'a Fact,
    at: Timestamp,
    when: HandOverWhen,
    /// Whether the run had not handed over before.
    first: bool,
}

/// Columns in the order of [`STORED`].
type Row = (String, i64, String, Option<String>);

pub(in crate::store) fn reason_of(when: &HandOverWhen) -> (&'static str, Option<&str>) {
    match when {
        HandOverWhen::Step(step) => ("step", Some(step.as_str())),
        HandOverWhen::HighEffort => ("high_effort", None),
        HandOverWhen::Dismissed => ("dismissed", None),
        HandOverWhen::NotAttained => ("not_attained", None),
    }
}

/// What is stored as this reason and step.
///
/// # Errors
/// When there is nothing of the kind.
pub(in crate::store) fn when_of(reason: &str, step: Option<&str>) -> Result<HandOverWhen, StoreError> {
    match (reason, step) {
        ("step", Some(step)) => {
            let step = StepKey::new(step).map_err(|error| StoreError::corrupt("hand-over", error))?;
            Ok(HandOverWhen::Step(step))
        }
        ("high_effort", None) => Ok(HandOverWhen::HighEffort),
        ("dismissed", None) => Ok(HandOverWhen::Dismissed),
        ("not_attained", None) => Ok(HandOverWhen::NotAttained),
        _ => Err(StoreError::corrupt("hand-over", reason)),
    }
}

/// Whether a run that stands as `known` is now handed over otherwise. A goal that was not attained before stays the reason.
fn is_news(known: Option<&(Timestamp, HandOverWhen)>, at: Timestamp, when: &HandOverWhen) -> bool {
    match known {
        None => true,
        Some((before, HandOverWhen::NotAttained)) => at < *before,
        Some((before, why)) => (*before, why) != (at, when),
    }
}

impl Store {
    /// Whether any company has a trait of this name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_company_trait(&self, workspace: &str, name: &str) -> Result<bool, StoreError> {
        let (found,): (i64,) = read!(self, pool => {
            sqlx::query_as(ANY_COMPANY).bind(workspace).bind(name).fetch_one(pool).await
        })?;
        Ok(found > 0)
    }
}

impl Tx {
    /// Brings the hand-overs of these runs up to date, whose events are written already, and says whether any changed.
    /// `versions`: the versions that the events name; others are read.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn settle_hand_overs(
        &mut self,
        place: Place<'_>,
        runs: &BTreeSet<RunId>,
        mut versions: Versions,
    ) -> Result<bool, StoreError> {
        let facts = facts(self, place, runs).await?;
        let mut stored = self.hand_overs(place, runs).await?;
        self.read_versions(place, &facts, &mut versions).await?;
        let (mut new, mut gone) = (Vec::new(), Vec::new());
        for (run, fact) in &facts {
            let content = version_of(&versions, fact);
            match (content.and_then(|content| handed_over(content, fact)), stored.get(run)) {
                (Some((at, when)), known) if is_news(known, at, &when) => {
                    new.push(New { run: *run, fact, at, when, first: known.is_none() });
                }
                (None, Some((_, when))) if *when != HandOverWhen::NotAttained => gone.push(*run),
                _ => {}
            }
        }
        // What is taken back waits for its goal again.
        stored.retain(|run, _| !gone.contains(run));
        wait::write(self, place, &facts, &stored, &versions).await?;
        self.hand_over(place, &versions, &new).await?;
        for run in &gone {
            self.take_back(place, *run).await?;
        }
        Ok(!new.is_empty() || !gone.is_empty())
    }

    /// The hand-overs of these runs as they stand.
    async fn hand_overs(&mut self, place: Place<'_>, runs: &BTreeSet<RunId>) -> Result<Stored, StoreError> {
        let runs: Vec<String> = runs.iter().map(ToString::to_string).collect();
        let mut stored = Stored::new();
        for piece in bulk::pieces(&runs) {
            let sql = bulk::list(STORED, 2, piece.len(), "");
            let rows: Vec<Row> = within!(self, connection => {
                let mut query = sqlx::query_as(sql).bind(place.workspace).bind(place.environment);
                for run in piece {
                    query = query.bind(run);
                }
                query.fetch_all(connection).await
            })?;
            stored.extend(rows.into_iter().map(stands).collect::<Result<Vec<_>, _>>()?);
        }
        Ok(stored)
    }

    /// Reads the versions of these runs that are not known yet.
    async fn read_versions(
        &mut self,
        place: Place<'_>,
        facts: &Facts,
        versions: &mut Versions,
    ) -> Result<(), StoreError> {
        for fact in facts.values() {
            let name = (fact.content.to_string(), fact.version);
            if versions.contains_key(&name) {
                continue;
            }
            let body = version_body(self, place.workspace, &name.0, i64::from(name.1)).await?;
            if let Some(body) = body {
                let content = serde_json::from_str(&body).map_err(|e| StoreError::corrupt("content version", e))?;
                versions.insert(name, Arc::new(content));
            }
        }
        Ok(())
    }

    async fn hand_over(&mut self, place: Place<'_>, versions: &Versions, new: &[New<'_>]) -> Result<(), StoreError> {
        let mut named = Vec::with_capacity(new.len());
        for new in new {
            let Some(subject) = &new.fact.subject else { continue };
            let subject = self.resolved(place, subject).await?;
            let named_by = version_of(versions, new.fact).and_then(|content| content.hand_over.as_ref());
            let owner = match (named_by, &new.fact.company) {
                (Some(hand_over), Some(company)) => self.owner(place, company, &hand_over.owner_trait).await?,
                _ => String::new(),
            };
            named.push((new, subject, owner));
        }
        for (New { run, at, .. }, ..) in named.iter().filter(|(new, ..)| new.first) {
            within!(self, connection => {
                let query = sqlx::query(REOPEN).bind(place.workspace).bind(place.environment).bind(run.to_string()).bind(at.0);
                query.execute(connection).await.map(drop)
            })?;
        }
        for piece in bulk::pieces(&named) {
            let sql = self.statement(INSERT, 11, piece.len(), INSERTED);
            within!(self, connection => {
                let mut query = sqlx::query(sql);
                for (New { run, fact, at, when, .. }, subject, owner) in piece {
                    let (reason, step) = reason_of(when);
                    query = query.bind(place.workspace).bind(place.environment).bind(run.to_string())
                        .bind(fact.content.as_str()).bind(i64::from(fact.version)).bind(reason).bind(step).bind(subject)
                        .bind(fact.company.as_deref()).bind(owner).bind(at.0);
                }
                query.execute(connection).await.map(drop)
            })?;
            let sql = self.statement(FOLLOW, 12, piece.len(), FOLLOWED);
            within!(self, connection => {
                let mut query = sqlx::query(sql);
                for (New { run, fact, at, .. }, subject, owner) in piece {
                    query = query.bind(place.workspace).bind(place.environment).bind(run.to_string())
                        .bind(fact.content.as_str()).bind(subject).bind(owner).bind("open").bind("").bind(true)
                        .bind(at.0).bind("").bind(at.0);
                }
                query.execute(connection).await.map(drop)
            })?;
        }
        let first = named.iter().filter(|(new, ..)| new.first);
        let first: Vec<_> = first.map(|(new, ..)| (new.run, new.at)).collect();
        self.queue_notices(place, &first).await
    }

    async fn take_back(&mut self, place: Place<'_>, run: RunId) -> Result<(), StoreError> {
        for sql in [WITHDRAW, UNASK] {
            within!(self, connection => {
                let query = sqlx::query(sql).bind(place.workspace).bind(place.environment).bind(run.to_string());
                query.execute(connection).await.map(drop)
            })?;
        }
        self.withdraw_notice(place, run).await
    }

    /// The user that a visitor turned out to be; anybody else as they are.
    async fn resolved(&mut self, place: Place<'_>, subject: &str) -> Result<String, StoreError> {
        let Some(id) = subject.strip_prefix("a:") else { return Ok(subject.to_owned()) };
        let ids = BTreeSet::from([id.to_owned()]);
        let users = self.aliases(place.workspace, place.environment, &ids).await?;
        Ok(users.get(id).map_or_else(|| subject.to_owned(), |user| user_subject(user)))
    }

    /// Who answers for a company, as this trait of it says; empty where it says nothing.
    async fn owner(&mut self, place: Place<'_>, company: &str, name: &str) -> Result<String, StoreError> {
        let row: Option<(Option<String>,)> = within!(self, connection => {
            sqlx::query_as(TRAIT).bind(place.workspace).bind(place.environment).bind(company_subject(company)).bind(name)
                .fetch_optional(connection).await
        })?;
        let Some((Some(value),)) = row else { return Ok(String::new()) };
        let value: Value = serde_json::from_str(&value).map_err(|error| StoreError::corrupt("trait", error))?;
        let plain: String = value.label().chars().filter(|c| !c.is_control()).collect();
        Ok(plain.trim()[..plain.trim().floor_char_boundary(MAX_OWNER)].to_owned())
    }

    /// Gives a user what the visitor handed over whom they turned out to be.
    pub(in crate::store) async fn unite_hand_overs(
        &mut self,
        place: Place<'_>,
        from: &str,
        to: &str,
    ) -> Result<(), StoreError> {
        for sql in UNITE {
            within!(self, connection => {
                let query = sqlx::query(sql).bind(place.workspace).bind(place.environment).bind(from).bind(to);
                query.execute(connection).await.map(drop)
            })?;
        }
        Ok(())
    }
}

fn version_of<'a>(versions: &'a Versions, fact: &Fact) -> Option<&'a Content> {
    versions.get(&(fact.content.to_string(), fact.version)).map(Arc::as_ref)
}

fn stands((run, at, reason, step): Row) -> Result<(RunId, (Timestamp, HandOverWhen)), StoreError> {
    Ok((run_id(&run)?, (Timestamp(at), when_of(&reason, step.as_deref())?)))
}

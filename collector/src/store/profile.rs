//! What is known of people and companies: reading all of it, for many sessions in one round trip.
//!
//! Deliberately absent: writing it; that is `profile/change.rs` and `profile/unite.rs`, in the transaction of the events it
//! follows from.

mod change;
mod unite;

pub use change::{MarkChange, Touch, TraitChange};
pub use unite::Alias;

use super::checklist::{HandRow, MadeGoal};
use super::{Store, StoreError, bulk, read};
use crate::abandoned::Passed;
use crate::message::Sent;
use crate::report::fact::dismissal_named;
use shared::event::ItemState;
use shared::id::{ContentKey, RunId};
use shared::session::{Mark, Marks};
use shared::targeting::frequency::Effort;
use shared::time::Timestamp;
use shared::value::Values;
use std::sync::Arc;

/// The parts: 0 the person, 1 their traits, 2 their traits in the company, 3 the company's traits, 4 marks, 5 open runs,
/// 6 an open complaint; where there are checklists, 7 goals the person attained, 8 goals the company attained, 9 and 10 what was done
/// by hand about the person's and the company's items; 11 messages to the person; where it matters what was abandoned, 7, 8 and 12 their runs,
/// also those of the anonymous visitor they were. They come joined into one text a person: to the drivers each row is a message between threads.
const WANTED: &str = "with wanted (n, workspace, environment, subject, membership, company, since, lists, passed) as materialized (values";
const KNOWN: &str = ") select n, string_agg(part || '\u{1f}' || name || '\u{1f}' || coalesce(value, '') || '\u{1f}' || a || '\u{1f}' || b, \
     '\u{1e}') from (select w.n, cast(0 as bigint) as part, k.bucket as name, cast(null as text) as value, k.first_seen as a, k.effort_at * k.effort_low as b \
       from wanted w join people k on k.workspace = w.workspace and k.environment = w.environment and k.subject = w.subject \
     union all select w.n, 1, k.name, k.value, k.at, 0 from wanted w join traits k \
       on k.workspace = w.workspace and k.environment = w.environment and k.subject = w.subject where k.value is not null \
     union all select w.n, 2, k.name, k.value, k.at, 0 from wanted w join traits k \
       on k.workspace = w.workspace and k.environment = w.environment and k.subject = w.membership where k.value is not null \
     union all select w.n, 3, k.name, k.value, k.at, 0 from wanted w join traits k \
       on k.workspace = w.workspace and k.environment = w.environment and k.subject = w.company where k.value is not null \
     union all select w.n, 4, k.content, k.mark, 0, 0 from wanted w join marks k \
       on k.workspace = w.workspace and k.environment = w.environment and k.subject = w.subject \
     union all select w.n, 5, k.content, k.run, k.version, 0 from wanted w join runs k \
       on k.workspace = w.workspace and k.environment = w.environment and k.subject = w.subject \
       where k.completed_at is null and k.dismissed_at is null and (k.started_at is not null or k.answered > 0) and k.changed_at >= w.since \
     union all select w.n, 6, k.run, null, 0, 0 from wanted w join follow_ups k \
       on k.workspace = w.workspace and k.environment = w.environment and k.person = w.subject \
       where k.status = 'open' and k.low \
     union all select w.n, 7, k.goal || '/' || k.holder, null, k.at, 0 from wanted w join attainments k \
       on k.workspace = w.workspace and k.environment = w.environment and k.holder = w.subject where w.lists + w.passed > 0 and k.at is not null \
     union all select w.n, 8, k.goal || '/' || coalesce(s.subject, ''), t.value, k.at, 0 from wanted w join attainments k \
       on k.workspace = w.workspace and k.environment = w.environment and k.holder = w.company \
       left join goal_signs s on s.workspace = k.workspace and s.environment = k.environment and s.goal = k.goal and s.holder = k.holder \
       and s.at = k.at left join traits t on t.workspace = k.workspace and t.environment = k.environment and t.subject = s.subject \
       and t.name = 'name' where w.lists + w.passed > 0 and k.at is not null \
     union all select w.n, 9, k.content || '/' || k.item || '/' || k.subject, null, k.at, case k.state when 'done' then 1 when 'dropped' then 2 else 0 end \
       from wanted w join items k on k.workspace = w.workspace and k.environment = w.environment and k.holder = w.subject where w.lists = 1 \
     union all select w.n, 10, k.content || '/' || k.item || '/' || k.subject, t.value, k.at, case k.state when 'done' then 1 when 'dropped' then 2 else 0 end \
       from wanted w join items k on k.workspace = w.workspace and k.environment = w.environment and k.holder = w.company \
       left join traits t on t.workspace = k.workspace and t.environment = k.environment and t.subject = k.subject and t.name = 'name' \
       where w.lists = 1 \
     union all select w.n, 11, k.message, k.body, k.sent_at, 0 from wanted w join messages k \
       on k.workspace = w.workspace and k.environment = w.environment and k.subject = w.subject \
     union all select w.n, 12, k.content, coalesce(k.dismissed_how, '') || '/' || coalesce(k.completed_at, 0), coalesce(k.displayed_at, k.first_at), \
       coalesce(k.dismissed_at, 0) from wanted w join runs k \
       on k.workspace = w.workspace and k.environment = w.environment and k.subject = w.subject where w.passed = 1 \
       and coalesce(k.displayed_at, k.started_at, k.completed_at, k.dismissed_at) is not null \
     union all select w.n, 12, k.content, coalesce(k.dismissed_how, '') || '/' || coalesce(k.completed_at, 0), coalesce(k.displayed_at, k.first_at), \
       coalesce(k.dismissed_at, 0) from wanted w join aliases s on s.workspace = w.workspace and s.environment = w.environment \
       and s.user_id = substr(w.subject, 3) join runs k on k.workspace = s.workspace and k.environment = s.environment \
       and k.subject = 'a:' || s.anonymous_id where w.passed = 1 and w.subject like 'u:%' \
       and coalesce(k.displayed_at, k.started_at, k.completed_at, k.dismissed_at) is not null) known group by n";
const ALIAS: &str = "select user_id from aliases where workspace = $1 and environment = $2 and anonymous_id = $3";
const ANSWERS: &str = "select question, revision, answer from answers where workspace = $1 and environment = $2 and run = $3 \
     and answer is not null order by question";

const DEVICE: &str = "select e.run from runs r join events e on e.workspace = r.workspace and e.environment = r.environment \
     and e.subject = r.subject and e.run = r.run and e.id >= substr(r.run, 1, 8) and e.anonymous_id = $4 \
     where r.workspace = $1 and r.environment = $2 and r.run = $3 limit 1";

/// How long after its last sign of life a run goes on elsewhere, milliseconds: a week.
const RESUME_MS: i64 = 7 * shared::time::DAY_MS;

/// Whom something is wanted of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The workspace.
    pub workspace: Arc<str>,
    /// The environment's key.
    pub environment: Arc<str>,
    /// `u:` and the user id, or `a:` and the anonymous id.
    pub subject: String,
    /// The company they act for.
    pub company: Option<String>,
    /// Whether checklists are published here, so that progress is wanted.
    pub lists: bool,
    /// Whether somebody asks here what was abandoned, so that runs are wanted.
    pub passed: bool,
}

/// What is stored of one person and the company they act for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// What sampling and holdout are drawn by; `None` when the person was never heard of.
    pub bucket: Option<String>,
    /// When first heard of.
    pub first_seen: Option<Timestamp>,
    /// What stands before a recommendation question.
    pub effort: Effort,
    /// Traits of the person.
    pub traits: Values,
    /// Traits of the person in this company.
    pub membership: Values,
    /// Traits of the company.
    pub company_traits: Values,
    /// What is remembered of content.
    pub marks: Marks,
    /// Runs begun, neither gone through nor dismissed.
    pub open_runs: Vec<OpenRun>,
    /// Goals the person and the company attained, where checklists are published or somebody asks what was abandoned.
    pub made: Vec<MadeGoal>,
    /// What was done by hand about items of the person's and the company's checklists.
    pub by_hand: Vec<HandRow>,
    /// Their runs that were displayed, where somebody asks what was abandoned.
    pub passed: Vec<Passed>,
    /// What members wrote to the person, with when; also what was read long ago.
    pub messages: Vec<(Timestamp, Sent)>,
}

/// A run that may go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRun {
    /// The content.
    pub content: ContentKey,
    /// The run.
    pub run: RunId,
    /// The version.
    pub version: u32,
}

/// The subject under which traits of a person in a company are stored.
pub fn membership_subject(company_id: &str, subject: &str) -> String {
    // External ids have no control characters, so this is unambiguous.
    format!("m:{company_id}\u{1f}{subject}")
}

impl Store {
    /// Everything that is stored of these people, and of the companies they act for, each by itself: what cannot be read back
    /// of one does not cost the others.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn known(&self, wanted: &[Wanted], now: Timestamp) -> Result<Vec<Result<Known, StoreError>>, StoreError> {
        let mut known: Vec<Result<Known, StoreError>> = wanted.iter().map(|_| Ok(Known::default())).collect();
        let numbered: Vec<(i64, &Wanted)> = (0..).zip(wanted).collect();
        for piece in bulk::pieces(&numbered) {
            let sql = bulk::statement(WANTED, 9, piece.len(), KNOWN, self.is_postgres());
            let rows: Vec<(i64, String)> = read!(self, pool => {
                let mut query = sqlx::query_as(sql);
                for (n, Wanted { workspace, environment, subject, company, lists, passed }) in piece {
                    let membership = company.as_deref().map(|company| membership_subject(company, subject));
                    let company = company.as_deref().map(super::event::company_subject);
                    query = query.bind(*n).bind(&**workspace).bind(&**environment).bind(subject.as_str())
                        .bind(membership).bind(company).bind(now.0 - RESUME_MS).bind(i64::from(*lists)).bind(i64::from(*passed));
                }
                query.fetch_all(pool).await
            })?;
            for (n, text) in rows {
                if let Some(known) = usize::try_from(n).ok().and_then(|n| known.get_mut(n)) {
                    *known = Known::read(&text);
                }
            }
        }
        Ok(known)
    }

    /// Which user an anonymous id turned out to be.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn alias(
        &self,
        workspace: &str,
        environment: &str,
        anonymous_id: &str,
    ) -> Result<Option<String>, StoreError> {
        let row: Option<(String,)> = read!(self, pool => {
            sqlx::query_as(ALIAS).bind(workspace).bind(environment).bind(anonymous_id).fetch_optional(pool).await
        })?;
        Ok(row.map(|(user,)| user))
    }

    /// Whether a run was begun on the device with this anonymous id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn run_has_device(
        &self,
        workspace: &str,
        environment: &str,
        run: RunId,
        anonymous_id: &str,
    ) -> Result<bool, StoreError> {
        let row: Option<(String,)> = read!(self, pool => {
            sqlx::query_as(DEVICE).bind(workspace).bind(environment).bind(run.to_string()).bind(anonymous_id)
                .fetch_optional(pool).await
        })?;
        Ok(row.is_some())
    }

    /// The answers of a run that count: question, revision and the answer as JSON.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answers_of_run(
        &self,
        workspace: &str,
        environment: &str,
        run: RunId,
    ) -> Result<Vec<(String, i64, String)>, StoreError> {
        Ok(read!(self, pool => {
            sqlx::query_as(ANSWERS).bind(workspace).bind(environment).bind(run.to_string()).fetch_all(pool).await
        })?)
    }
}

impl Known {
    fn read(text: &str) -> Result<Self, StoreError> {
        let mut known = Self::default();
        text.split('\u{1e}').try_for_each(|part| known.take(part))?;
        Ok(known)
    }

    /// Takes a part in. Names, ids and JSON have no control characters, so its fields are told apart.
    fn take(&mut self, part: &str) -> Result<(), StoreError> {
        let fields: Vec<&str> = part.split('\u{1f}').collect();
        let [part, name, value, a, b] = fields[..] else {
            return Err(StoreError::corrupt("profile", format!("{} fields instead of 5", fields.len())));
        };
        let number = |text: &str| text.parse::<i64>().map_err(|error| StoreError::corrupt("profile", error));
        match part {
            "0" => {
                self.bucket = Some(name.to_owned());
                self.first_seen = Some(Timestamp(number(a)?));
                self.effort.low_at = Some(Timestamp(number(b)?)).filter(|at| at.0 > 0);
            }
            "1" => drop(self.traits.insert(name.to_owned(), json("trait", value)?)),
            "2" => drop(self.membership.insert(name.to_owned(), json("trait", value)?)),
            "3" => drop(self.company_traits.insert(name.to_owned(), json("trait", value)?)),
            "4" => {
                let mark: Mark = json("mark", value)?;
                self.marks.insert(key(name)?, mark);
            }
            "5" => {
                let version = u32::try_from(number(a)?).map_err(|error| StoreError::corrupt("run", error))?;
                let run = RunId(value.parse().map_err(|error| StoreError::corrupt("run", error))?);
                self.open_runs.push(OpenRun { content: key(name)?, run, version });
            }
            "6" => self.effort.complaint_open = true,
            "7" | "8" => {
                let (goal, subject) = name.split_once('/').unwrap_or((name, ""));
                self.made.push(MadeGoal {
                    goal: goal.to_owned(),
                    of_company: part == "8",
                    at: Timestamp(number(a)?),
                    subject: Some(subject.to_owned()).filter(|subject| !subject.is_empty()),
                    name: Some(value.to_owned()).filter(|name| !name.is_empty()),
                });
            }
            "12" => {
                let (how, completed) = value.split_once('/').unwrap_or((value, "0"));
                let at = |at: i64| Some(Timestamp(at)).filter(|at| at.0 > 0);
                self.passed.push(Passed {
                    content: key(name)?,
                    displayed: Timestamp(number(a)?),
                    completed: at(number(completed)?),
                    dismissed: at(number(b)?).zip(dismissal_named(how)),
                });
            }
            "11" => self.messages.push((Timestamp(number(a)?), super::message::sent(name, value)?)),
            _ => {
                let names: Vec<&str> = name.splitn(3, '/').collect();
                let [content, item, subject] = names[..] else {
                    return Err(StoreError::corrupt("item", name));
                };
                self.by_hand.push(HandRow {
                    content: content.to_owned(),
                    item: item.to_owned(),
                    of_company: part == "10",
                    state: match b {
                        "1" => ItemState::Done,
                        "2" => ItemState::Dropped,
                        _ => ItemState::Open,
                    },
                    at: Timestamp(number(a)?),
                    subject: subject.to_owned(),
                    name: Some(value.to_owned()).filter(|name| !name.is_empty()),
                });
            }
        }
        Ok(())
    }
}

fn key(text: &str) -> Result<ContentKey, StoreError> {
    ContentKey::new(text).map_err(|error| StoreError::corrupt("content key", error))
}

fn json<T: serde::de::DeserializeOwned>(what: &'static str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::corrupt(what, error))
}

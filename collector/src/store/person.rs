//! One person: finding them, their history, and erasing them.
//!
//! Deliberately absent: writing what is known of people; that follows from events (`profile`).

use super::environment::hold_alone;
use super::event::{anonymous_subject, user_subject};
use super::goal;
use super::rollup::{self, Place};
use super::{Store, StoreError, Tx, read, within};
use crate::state::SecretKey;
use crate::store::erasure::erasure_hash;
use shared::api::people::{Erasure, PersonSummary};
use shared::content::audience::Device;
use shared::event::{Context, Event, Who};
use shared::id::{AnonymousId, CompanyId, EventId, UserId};
use shared::time::Timestamp;
use shared::value::{Value, Values};

/// After every id: the newest events of a history come first.
pub const LAST: &str = "\u{7f}";
/// People in one answer.
const PAGE: i64 = 100;
/// Events in one answer.
const HISTORY: i64 = 200;

const FIND: &str =
    "select subject, company, first_seen from people where workspace = $1 and environment = $2 and subject = $3";
const ALIAS: &str = "select user_id from aliases where workspace = $1 and environment = $2 and anonymous_id = $3";
const ANONYMOUS: &str = "select anonymous_id from aliases where workspace = $1 and environment = $2 and user_id = $3";
const TRAITS: &str = "select name, value from traits where workspace = $1 and environment = $2 and subject = $3 \
    and value is not null order by name";
const SEARCH: &str = "select p.subject, p.company, p.first_seen from people p where p.workspace = $1 and p.environment = $2 \
    and p.subject > $3 and ($4 = '' or replace(lower(p.subject), $4, '') <> lower(p.subject) \
    or replace(lower(coalesce(p.company, '')), $4, '') <> lower(coalesce(p.company, '')) \
    or exists (select 1 from traits t where t.workspace = p.workspace and t.environment = p.environment \
    and t.subject = p.subject and t.name in ('name', 'email') and replace(lower(coalesce(t.value, '')), $4, '') <> lower(coalesce(t.value, '')))) \
    order by p.subject limit $5";
/// Answers to surveys that are not identified are nobody's in particular, so they are no part of anybody's history.
const EVENTS: &str = "select e.id, e.at, e.subject, e.anonymous_id, e.company, e.url, e.locale, e.device, e.body from events e \
    where e.workspace = $1 and e.environment = $2 and e.id < $4 \
    and e.subject in (select cast($3 as text) union all select 'a:' || a.anonymous_id from aliases a \
    where a.workspace = $1 and a.environment = $2 and 'u:' || a.user_id = $3) \
    and (e.kind <> 'answered' or exists (select 1 from runs r where r.workspace = e.workspace \
    and r.environment = e.environment and r.run = e.run and r.mode = 'identified')) order by e.id desc limit $5";
const COUNT_EVENTS: &str = "select count(*) from events where workspace = $1 and environment = $2 and subject = $3";
const ERASE: [&str; 12] = [
    "delete from events where workspace = $1 and environment = $2 and subject = $3",
    "delete from people where workspace = $1 and environment = $2 and subject = $3",
    "delete from traits where workspace = $1 and environment = $2 and subject = $3",
    "delete from marks where workspace = $1 and environment = $2 and subject = $3",
    "delete from items where workspace = $1 and environment = $2 and subject = $3",
    "delete from messages where workspace = $1 and environment = $2 and subject = $3",
    "delete from claims where workspace = $1 and environment = $2 and subject = $3",
    "delete from hand_over_waits where workspace = $1 and environment = $2 and subject = $3",
    "delete from notices where workspace = $1 and environment = $2 and run in (select h.run from hand_overs h \
     where h.workspace = $1 and h.environment = $2 and h.subject = $3)",
    "delete from hand_overs where workspace = $1 and environment = $2 and subject = $3",
    "delete from follow_ups where workspace = $1 and environment = $2 and person = $3",
    "delete from aliases where workspace = $1 and environment = $2 and ('a:' || anonymous_id = $3 or 'u:' || user_id = $3)",
];
/// Traits in companies are stored under a subject that ends in the person's (`membership_subject`).
const ERASE_MEMBERSHIPS: &str = "delete from traits where workspace = $1 and environment = $2 \
    and substr(subject, length(subject) - length($3) + 1) = $3";
const ERASE_QUARANTINE: &str =
    "delete from quarantine where workspace = $1 and environment = $2 and replace(raw, $3, '') <> raw";
const KEEP_HASH: &str = "insert into erasures (workspace, environment, id_hash, erased_at) values ($1, $2, $3, $4) \
    on conflict (workspace, environment, id_hash) do update set erased_at = excluded.erased_at";

/// A person with where they were found.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRow {
    /// `u:` and the user id, or `a:` and the anonymous id.
    pub subject: String,
    /// The company they last acted for.
    pub company: Option<String>,
    /// First seen.
    pub first_seen: Timestamp,
}

/// An event's columns in the order of [`EVENTS`].
type EventColumns = (
    String,
    i64,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    String,
);

impl Store {
    /// The person with this user id or anonymous id; an anonymous id that turned out to be a user's leads to the user.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn person(&self, place: Place<'_>, id: &str) -> Result<Option<PersonRow>, StoreError> {
        for subject in [user_subject(id), anonymous_subject(id)] {
            if let Some(found) = self.person_of(place, &subject).await? {
                return Ok(Some(found));
            }
        }
        match self.alias(place.workspace, place.environment, id).await? {
            Some(user) => self.person_of(place, &user_subject(&user)).await,
            None => Ok(None),
        }
    }

    async fn person_of(&self, place: Place<'_>, subject: &str) -> Result<Option<PersonRow>, StoreError> {
        let row: Option<(String, Option<String>, i64)> = read!(self, pool => {
            sqlx::query_as(FIND).bind(place.workspace).bind(place.environment).bind(subject).fetch_optional(pool).await
        })?;
        Ok(row.map(|(subject, company, at)| PersonRow { subject, company, first_seen: Timestamp(at) }))
    }

    /// The traits stored of a subject.
    ///
    /// # Errors
    /// When the database fails or a value cannot be read back.
    pub async fn traits_of(&self, place: Place<'_>, subject: &str) -> Result<Values, StoreError> {
        let rows: Vec<(String, String)> = read!(self, pool => {
            sqlx::query_as(TRAITS).bind(place.workspace).bind(place.environment).bind(subject).fetch_all(pool).await
        })?;
        rows.into_iter()
            .map(|(name, value)| {
                let value: Value = serde_json::from_str(&value).map_err(|error| StoreError::corrupt("trait", error))?;
                Ok((name, value))
            })
            .collect()
    }

    /// People whose id, company, name or e-mail trait contains `search` (empty for everybody), by id, after this subject.
    ///
    /// # Errors
    /// When the database fails or a value cannot be read back.
    pub async fn search_people(
        &self,
        place: Place<'_>,
        search: &str,
        after: &str,
    ) -> Result<(Vec<PersonSummary>, Option<String>), StoreError> {
        let needle = search.to_lowercase();
        let mut rows: Vec<(String, Option<String>, i64)> = read!(self, pool => {
            sqlx::query_as(SEARCH).bind(place.workspace).bind(place.environment).bind(after).bind(&needle).bind(PAGE + 1)
                .fetch_all(pool).await
        })?;
        let more = rows.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
        if more {
            rows.pop();
        }
        let next = if more { rows.last().map(|(subject, ..)| subject.clone()) } else { None };
        let mut people = Vec::with_capacity(rows.len());
        for (subject, company, first_seen) in rows {
            let traits = self.traits_of(place, &subject).await?;
            let first_seen = Timestamp(first_seen);
            people.push(PersonSummary { person: plain(&subject).to_owned(), company, traits, first_seen });
        }
        Ok((people, next))
    }

    /// What a person did, also as the anonymous visitors they were, the newest first, before this event's id; and where to go
    /// on.
    ///
    /// # Errors
    /// When the database fails or an event cannot be read back.
    pub async fn history(
        &self,
        place: Place<'_>,
        subject: &str,
        before: &str,
    ) -> Result<(Vec<Event>, Option<String>), StoreError> {
        let rows: Vec<EventColumns> = read!(self, pool => {
            sqlx::query_as(EVENTS).bind(place.workspace).bind(place.environment).bind(subject).bind(before).bind(HISTORY)
                .fetch_all(pool).await
        })?;
        let full = rows.len() == usize::try_from(HISTORY).unwrap_or(usize::MAX);
        let next = if full { rows.last().map(|row| row.0.clone()) } else { None };
        Ok((rows.into_iter().map(event).collect::<Result<_, _>>()?, next))
    }

    /// Erases a person: events, answers, traits, marks, and what they counted in reports; a keyed hash of each id remains.
    ///
    /// # Errors
    /// When the database fails; then nothing is erased.
    pub async fn erase(
        &self,
        secret: &SecretKey,
        place: Place<'_>,
        subject: &str,
        at: Timestamp,
    ) -> Result<Erasure, StoreError> {
        let mut tx = self.begin().await?;
        // Groups of events come wholly before or wholly after, and the past of a goal is not being counted meanwhile.
        hold_alone(&mut tx, place).await?;
        let subjects = all_subjects(&mut tx, place, subject).await?;
        goal::forget(&mut tx, place, &subjects).await?;
        rollup::forget(&mut tx, place, &subjects).await?;
        let (mut events, mut lists) = (0, Vec::new());
        for subject in &subjects {
            lists.extend(tx.shared_items(place, subject).await?);
            events += erase_subject(&mut tx, place, subject).await?;
            let hash = erasure_hash(secret, place.workspace, place.environment, subject);
            within!(&mut tx, c => {
                let query = sqlx::query(KEEP_HASH).bind(place.workspace).bind(place.environment).bind(&hash).bind(at.0);
                query.execute(&mut *c).await?;
            });
        }
        tx.restore_items(place, &lists).await?;
        tx.commit().await?;
        Ok(Erasure { ids: i64::try_from(subjects.len()).unwrap_or(i64::MAX), events, at })
    }
}

/// The subject without the letter that says which kind of id it is.
pub fn plain(subject: &str) -> &str {
    subject.split_once(':').map_or(subject, |(_, id)| id)
}

/// The user and every anonymous visitor they were.
async fn all_subjects(tx: &mut Tx, place: Place<'_>, subject: &str) -> Result<Vec<String>, StoreError> {
    let mut user = subject.strip_prefix("u:").map(str::to_owned);
    if let Some(anonymous) = subject.strip_prefix("a:") {
        let row: Option<(String,)> = within!(&mut *tx, c => {
            sqlx::query_as(ALIAS).bind(place.workspace).bind(place.environment).bind(anonymous).fetch_optional(&mut *c).await?
        });
        user = row.map(|(user,)| user);
    }
    let Some(user) = user else { return Ok(vec![subject.to_owned()]) };
    let rows: Vec<(String,)> = within!(tx, c => {
        sqlx::query_as(ANONYMOUS).bind(place.workspace).bind(place.environment).bind(&user).fetch_all(&mut *c).await?
    });
    let anonymous = rows.into_iter().map(|(id,)| anonymous_subject(&id));
    Ok(std::iter::once(user_subject(&user)).chain(anonymous).collect())
}

async fn erase_subject(tx: &mut Tx, place: Place<'_>, subject: &str) -> Result<i64, StoreError> {
    let (id, membership) = (quoted(plain(subject)), format!("\u{1f}{subject}"));
    Ok(within!(tx, c => {
        let count = sqlx::query_as(COUNT_EVENTS).bind(place.workspace).bind(place.environment).bind(subject);
        let (events,): (i64,) = count.fetch_one(&mut *c).await?;
        for sql in ERASE {
            sqlx::query(sql).bind(place.workspace).bind(place.environment).bind(subject).execute(&mut *c).await?;
        }
        let memberships = sqlx::query(ERASE_MEMBERSHIPS).bind(place.workspace).bind(place.environment).bind(&membership);
        memberships.execute(&mut *c).await?;
        let quarantine = sqlx::query(ERASE_QUARANTINE).bind(place.workspace).bind(place.environment).bind(&id);
        quarantine.execute(&mut *c).await?;
        events
    }))
}

/// An id as it stands in JSON.
fn quoted(id: &str) -> String {
    serde_json::Value::from(id).to_string()
}

fn event(columns: EventColumns) -> Result<Event, StoreError> {
    let (id, at, subject, anonymous_id, company, url, locale, device, body) = columns;
    let corrupt = |error: &dyn std::fmt::Display| StoreError::corrupt("event", error);
    let user_id = subject.as_deref().and_then(|subject| subject.strip_prefix("u:"));
    let who = Who {
        user_id: user_id.map(UserId::new).transpose().map_err(|error| corrupt(&error))?,
        anonymous_id: anonymous_id.map(AnonymousId::new).transpose().map_err(|error| corrupt(&error))?,
        company_id: company.map(CompanyId::new).transpose().map_err(|error| corrupt(&error))?,
    };
    let device = device.as_deref().map(|device| match device {
        "phone" => Ok(Device::Phone),
        "tablet" => Ok(Device::Tablet),
        "desktop" => Ok(Device::Desktop),
        other => Err(corrupt(&other)),
    });
    Ok(Event {
        id: EventId(id.parse().map_err(|error: uuid::Error| corrupt(&error))?),
        at: Timestamp(at),
        who,
        context: Context { url, locale, device: device.transpose()? },
        body: serde_json::from_str(&body).map_err(|error| corrupt(&error))?,
    })
}

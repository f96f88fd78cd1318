//! Everything that wants a person, the newest first: what was handed over, and what members took up by themselves.
//!
//! Deliberately absent: whom a survey promised to keep to itself; the row then says neither who nor which company.

use super::{FollowUpRow, HandOverRow, Place, status_name};
use crate::store::content::{content_key, version_number};
use crate::store::person::plain;
use crate::store::report::Cursor;
use crate::store::rollup::run_id;
use crate::store::{Store, StoreError, read};
use shared::api::follow_up::{FollowUps, Wanted};
use shared::api::report::FollowUpStatus;
use shared::time::Timestamp;
use shared::value::Value;

/// Follow-ups on one page.
const PAGE: i64 = 50;
const LIST: &str = "select f.run, f.content, r.version, f.at, r.locale, f.person, p.value as person_name, r.company, \
    c.value as company_name, r.mode, f.owner, f.status, f.note, f.changed_at, f.changed_by, \
    h.reason, h.step, h.at as handed_at, h.owner as handed_to, r.visits from follow_ups f \
    join runs r on r.workspace = f.workspace and r.environment = f.environment and r.run = f.run \
    left join hand_overs h on h.workspace = f.workspace and h.environment = f.environment and h.run = f.run \
    left join traits p on p.workspace = f.workspace and p.environment = f.environment and p.subject = f.person and p.name = 'name' \
    left join traits c on c.workspace = f.workspace and c.environment = f.environment and c.subject = 'c:' || r.company and c.name = 'name' \
    where f.workspace = $1 and f.environment = $2 and f.status in ($3, $4, $9) and ($5 = '' or lower(f.owner) = lower($5)) \
    and ($10 = '' or f.run = $10) and f.at <= $6 and (f.at < $6 or f.run < $7) order by f.at desc, f.run desc limit $8";
const OPEN: &str = "select count(*) from follow_ups where workspace = $1 and environment = $2 and status = 'open'";
const OWNERS: &str = "select distinct owner from follow_ups where workspace = $1 and environment = $2 \
    and status in ('open', 'waiting') and owner <> '' order by owner limit 100";

/// Columns in the order of [`LIST`].
#[derive(sqlx::FromRow)]
struct Row {
    run: String,
    content: String,
    version: i64,
    at: i64,
    locale: Option<String>,
    person: Option<String>,
    person_name: Option<String>,
    company: Option<String>,
    company_name: Option<String>,
    mode: String,
    #[sqlx(flatten)]
    follow_up: FollowUpRow,
    #[sqlx(flatten)]
    hand_over: HandOverRow,
}

/// Which follow-ups are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Only {
    /// Those that are so far and that this one answers for.
    Fitting {
        /// How far; `None` for what is not done.
        status: Option<FollowUpStatus>,
        /// Who; empty for everybody's.
        owner: String,
    },
    /// That of this run, however far it is.
    Run(String),
}

impl Store {
    /// A page of what wants a person, after this one.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn follow_ups(&self, place: Place<'_>, which: &Only, after: &Cursor) -> Result<FollowUps, StoreError> {
        let ([one, other, third], owner, run) = match which {
            Only::Fitting { status: Some(status), owner } => ([status_name(*status); 3], owner.as_str(), ""),
            Only::Fitting { status: None, owner } => (["open", "waiting", "waiting"], owner.as_str(), ""),
            Only::Run(run) => (["open", "waiting", "done"], "", run.as_str()),
        };
        let mut rows: Vec<Row> = read!(self, pool => {
            sqlx::query_as(LIST).bind(place.workspace).bind(place.environment).bind(one).bind(other).bind(owner)
                .bind(after.changed_at).bind(&after.run).bind(PAGE + 1).bind(third).bind(run).fetch_all(pool).await
        })?;
        let more = i64::try_from(rows.len()).is_ok_and(|count| count > PAGE);
        if more {
            rows.pop();
        }
        let end = rows.last().filter(|_| more);
        let next = end.map(|row| Cursor { changed_at: row.at, run: row.run.clone() }.text());
        let (open,): (i64,) = read!(self, pool => {
            sqlx::query_as(OPEN).bind(place.workspace).bind(place.environment).fetch_one(pool).await
        })?;
        let owners: Vec<(String,)> = read!(self, pool => {
            sqlx::query_as(OWNERS).bind(place.workspace).bind(place.environment).fetch_all(pool).await
        })?;
        Ok(FollowUps {
            follow_ups: rows.into_iter().map(wanted).collect::<Result<_, _>>()?,
            next,
            open,
            owners: owners.into_iter().map(|(owner,)| owner).collect(),
        })
    }
}

fn wanted(row: Row) -> Result<Wanted, StoreError> {
    let identified = row.mode == "identified";
    let name = |value: Option<String>| -> Result<Option<String>, StoreError> {
        let value: Option<Value> = value
            .filter(|_| identified)
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(|error| StoreError::corrupt("trait", error))?;
        Ok(value.map(|value| value.label()))
    };
    Ok(Wanted {
        run: run_id(&row.run)?,
        content: content_key(row.content)?,
        version: version_number(row.version)?,
        at: Timestamp(row.at),
        locale: row.locale,
        person_name: name(row.person_name)?,
        person: row.person.filter(|_| identified).map(|subject| plain(&subject).to_owned()),
        company_name: name(row.company_name)?,
        company: row.company.filter(|_| identified),
        hand_over: row.hand_over.read()?,
        follow_up: row.follow_up.read()?,
    })
}

//! Where one company stands, by its people: goals, signs of goals, guides; and the list of companies.
//!
//! A person belongs to the company they last acted for. Deliberately absent: figures (`crate::report::adoption`).

use crate::report::adoption::{Deed, Guided, Material};
use crate::store::event::company_subject;
use crate::store::person::plain;
use crate::store::rollup::Place;
use crate::store::{Store, StoreError, read};
use shared::api::adoption::{ACTIVE_DAYS, CompanySummary};
use shared::time::Timestamp;

/// Companies in one answer.
const PAGE: i64 = 100;
/// $3 active since; $4 after this company; $5 the search, $6 how many; $7 this company only, empty for all.
const COMPANIES: &str = "select c.company, c.first_seen, c.last_seen, t.value, count(p.subject), \
     count(case when p.last_seen >= $3 then 1 end) from companies c \
     left join traits t on t.workspace = c.workspace and t.environment = c.environment and t.subject = 'c:' || c.company and t.name = 'name' \
     left join people p on p.workspace = c.workspace and p.environment = c.environment and p.company = c.company \
     where c.workspace = $1 and c.environment = $2 and c.company > $4 and ($7 = '' or c.company = $7) \
     and ($5 = '' or replace(lower(c.company), $5, '') <> lower(c.company) \
     or replace(lower(coalesce(t.value, '')), $5, '') <> lower(coalesce(t.value, ''))) \
     group by c.company, c.first_seen, c.last_seen, t.value order by c.company limit $6";
const NAMES: &str = "select p.subject, t.value from people p join traits t on t.workspace = p.workspace \
     and t.environment = p.environment and t.subject = p.subject and t.name = 'name' \
     where p.workspace = $1 and p.environment = $2 and p.company = $3 and t.value is not null";
const ATTAINED: &str = "select a.goal, p.subject, a.at from people p join attainments a on a.workspace = p.workspace \
     and a.environment = p.environment and a.holder = p.subject \
     where p.workspace = $1 and p.environment = $2 and p.company = $3 and a.at is not null";
/// Signs that count for the person or for this company, by person.
const DEEDS: &str = "select s.goal, p.subject, min(s.at), max(s.at) from people p join goal_signs s on s.workspace = p.workspace \
     and s.environment = p.environment and s.subject = p.subject and (s.holder = s.subject or s.holder = 'c:' || $3) \
     where p.workspace = $1 and p.environment = $2 and p.company = $3 group by s.goal, p.subject";
/// Displays by person; what a visitor saw before they were known is the user's.
const GUIDED: &str = "select r.content, x.person, min(r.completed_at) from ( \
     select subject as id, subject as person from people where workspace = $1 and environment = $2 and company = $3 \
     union all select 'a:' || a.anonymous_id, p.subject from people p join aliases a on a.workspace = p.workspace \
     and a.environment = p.environment and 'u:' || a.user_id = p.subject \
     where p.workspace = $1 and p.environment = $2 and p.company = $3) x \
     join runs r on r.workspace = $1 and r.environment = $2 and r.subject = x.id \
     where substr(r.reached, 2, 1) = '1' group by r.content, x.person";

type CompanyRow = (String, i64, i64, Option<String>, i64, i64);

fn summary((company, _, last, name, people, active): CompanyRow) -> CompanySummary {
    CompanySummary { company, name: name.as_deref().and_then(text), people, active, last_seen: Timestamp(last) }
}

/// A trait's value, where it is a text.
fn text(json: &str) -> Option<String> {
    serde_json::from_str(json).ok()
}

impl Store {
    /// Companies whose id or name contains `search` (empty for all), by id, after this one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn companies(
        &self,
        place: Place<'_>,
        (search, after): (&str, &str),
        now: Timestamp,
    ) -> Result<(Vec<CompanySummary>, Option<String>), StoreError> {
        let mut rows = self.company_rows(place, (&search.to_lowercase(), after, ""), now).await?;
        let more = rows.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
        if more {
            rows.pop();
        }
        let next = rows.last().filter(|_| more).map(|(company, ..)| company.clone());
        Ok((rows.into_iter().map(summary).collect(), next))
    }

    async fn company_rows(
        &self,
        place: Place<'_>,
        (search, after, only): (&str, &str, &str),
        now: Timestamp,
    ) -> Result<Vec<CompanyRow>, StoreError> {
        Ok(read!(self, pool => {
            let query = sqlx::query_as(COMPANIES).bind(place.workspace).bind(place.environment);
            let query = query.bind(now.plus_days(-ACTIVE_DAYS).0).bind(after).bind(search).bind(PAGE + 1);
            query.bind(only).fetch_all(pool).await
        })?)
    }

    /// Everything the report of one company is made of; `None` when it was never heard of.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn adoption(
        &self,
        place: Place<'_>,
        company: &str,
        now: Timestamp,
    ) -> Result<Option<Material>, StoreError> {
        let Some(row) = self.company_rows(place, ("", "", company), now).await?.pop() else { return Ok(None) };
        let subject = company_subject(company);
        let own = self.attained_by(place, &subject).await?.into_iter().map(|own| (own.goal.to_string(), None, own.at));
        let mut attained: Vec<_> = own.collect();
        let (names, people, deeds, guided) = self.by_person(place, company).await?;
        attained.extend(people.into_iter().map(|(goal, who, at)| (goal, Some(plain(&who).to_owned()), Timestamp(at))));
        let deed = |(goal, who, first, last): (String, String, i64, i64)| Deed {
            goal,
            person: plain(&who).to_owned(),
            first: Timestamp(first),
            last: Timestamp(last),
        };
        let run = |(content, who, completed): (String, String, Option<i64>)| Guided {
            content,
            person: plain(&who).to_owned(),
            completed: completed.map(Timestamp),
        };
        let name = |(who, name): (String, String)| Some((plain(&who).to_owned(), text(&name)?));
        Ok(Some(Material {
            first_seen: Timestamp(row.1),
            summary: summary(row),
            traits: self.traits_of(place, &subject).await?,
            goals: self.goals(place.workspace).await?,
            contents: self.contents(place.workspace).await?,
            names: names.into_iter().filter_map(name).collect(),
            attained,
            deeds: deeds.into_iter().map(deed).collect(),
            guided: guided.into_iter().map(run).collect(),
            active_since: now.plus_days(-ACTIVE_DAYS),
        }))
    }

    async fn by_person(&self, place: Place<'_>, company: &str) -> Result<ByPerson, StoreError> {
        Ok(read!(self, pool => {
            let (workspace, environment) = (place.workspace, place.environment);
            (
                sqlx::query_as(NAMES).bind(workspace).bind(environment).bind(company).fetch_all(&mut *pool).await?,
                sqlx::query_as(ATTAINED).bind(workspace).bind(environment).bind(company).fetch_all(&mut *pool).await?,
                sqlx::query_as(DEEDS).bind(workspace).bind(environment).bind(company).fetch_all(&mut *pool).await?,
                sqlx::query_as(GUIDED).bind(workspace).bind(environment).bind(company).fetch_all(&mut *pool).await?,
            )
        }))
    }
}

/// Names, attainments, signs and runs.
type ByPerson = (
    Vec<(String, String)>,
    Vec<(String, String, i64)>,
    Vec<(String, String, i64, i64)>,
    Vec<(String, String, Option<i64>)>,
);

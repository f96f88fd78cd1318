//! Runs that were asked about their effort, with what they, or the taught run before them, took.
//!
//! Deliberately absent: figures; those are `crate::report::effort`. What confidential and anonymous surveys would tell of somebody:
//! nothing is read of them.

use super::{bind_filter, included};
use crate::report::effort::{MOST, Told, Wanted};
use crate::report::filter::Filter;
use crate::store::rollup::{Place, visits_of};
use crate::store::{Store, StoreError, read};
use std::collections::BTreeMap;

const OWN: &str = included!(
    "select r.run, r.company, a.answer, r.visits, r.displayed_at from runs r \
     left join answers a on a.workspace = r.workspace and a.environment = r.environment and a.run = r.run and a.question = $14 \
     where r.mode = 'identified' and r.displayed_at is not null and",
    "order by r.run desc limit $15"
);
/// The last run of one tour by whoever was asked, as the user they are now or the anonymous visitor they were. The newest who were
/// asked are chosen first, so that no more runs are looked up than those.
const TAUGHT: &str = included!(
    "with asked as materialized (select r.run, r.company, r.subject, r.displayed_at, a.answer from runs r \
     left join answers a on a.workspace = r.workspace and a.environment = r.environment and a.run = r.run and a.question = $14 \
     where r.mode = 'identified' and r.displayed_at is not null and",
    "order by r.run desc limit $15), paired as materialized (select k.run, k.company, k.answer, (select l.run from runs l \
       where l.workspace = $1 and l.environment = $2 and l.content = $16 and length(l.visits) > 2 \
       and l.subject in (select k.subject union all select 'a:' || s.anonymous_id from aliases s \
         where s.workspace = $1 and s.environment = $2 and k.subject like 'u:%' and s.user_id = substr(k.subject, 3)) \
       and l.displayed_at <= k.displayed_at order by l.displayed_at desc, l.run limit 1) as taught from asked k) \
     select p.run, p.company, p.answer, t.visits, t.displayed_at from paired p \
     left join runs t on t.workspace = $1 and t.environment = $2 and t.run = p.taught order by p.run desc"
);

/// Run, company, answer; where a guided run is known, its steps and when it was displayed.
type Row = (String, Option<String>, Option<String>, Option<String>, Option<i64>);

impl Store {
    /// The newest runs that were asked, the newest first, each with the last taught run before it: one more than are looked at,
    /// where there are more.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn efforts(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
        wanted: &Wanted<'_>,
    ) -> Result<Vec<Told>, StoreError> {
        let question = wanted.question.key.as_str();
        let mut last: BTreeMap<String, Row> = BTreeMap::new();
        if wanted.taught.is_empty() {
            let rows: Vec<Row> = read!(self, pool => {
                bind_filter!(sqlx::query_as(OWN), place, content, filter).bind(question).bind(MOST + 1).fetch_all(pool).await
            })?;
            return rows.into_iter().map(told).collect();
        }
        for tour in &wanted.taught {
            let rows: Vec<Row> = read!(self, pool => {
                bind_filter!(sqlx::query_as(TAUGHT), place, content, filter).bind(question).bind(MOST + 1).bind(tour.as_str())
                    .fetch_all(pool).await
            })?;
            for row in rows {
                // Of several tours the one they went through last, of which something is known.
                let rank = |row: &Row| (row.3.as_ref().is_some_and(|visits| visits.contains("\"effort\"")), row.4);
                if last.get(&row.0).is_none_or(|known| rank(known) < rank(&row)) {
                    last.insert(row.0.clone(), row);
                }
            }
        }
        last.into_values().rev().map(told).collect()
    }
}

fn told((_, company, answer, visits, _): Row) -> Result<Told, StoreError> {
    let answer = answer.as_deref().map(serde_json::from_str).transpose();
    let answer = answer.map_err(|error| StoreError::corrupt("answer", error))?;
    let visits = visits.as_deref().map(visits_of).transpose()?.unwrap_or_default();
    Ok(Told { company, answer, visits })
}

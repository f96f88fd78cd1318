//! How far everybody has come with a checklist whom a filter includes.
//!
//! A filter says whose displays are meant; what they did counts whenever it was. Deliberately absent: figures; those are
//! `crate::report::items`. A limit; a report is about all displays that its filter includes.

use super::{bind_filter, included};
use crate::checklist;
use crate::report::filter::Filter;
use crate::report::items::{Progress, Shown};
use crate::store::checklist::state_named;
use crate::store::rollup::Place;
use crate::store::{Store, StoreError, read};
use shared::content::{Body, Content};
use shared::time::Timestamp;

/// Each with the first display of all, which may be earlier than those included.
const SHOWN: &str = included!(
    "select r.subject, r.company, (select min(coalesce(f.displayed_at, f.at)) from runs f where f.workspace = $1 \
     and f.environment = $2 and f.subject = r.subject and f.content = $3 and substr(f.reached, 2, 1) = '1') from runs r \
     where substr(r.reached, 2, 1) = '1' and r.subject is not null and",
    "group by r.subject, r.company"
);
/// Of people only those who were displayed it; of companies all, since they are few.
const ATTAINED: &str = "select a.holder, a.at from attainments a where a.workspace = $1 and a.environment = $2 and a.goal = $3 \
     and a.at is not null and (substr(a.holder, 1, 2) = 'c:' or exists (select 1 from runs r where r.workspace = $1 \
     and r.environment = $2 and r.subject = a.holder and r.content = $4))";
const BY_HAND: &str =
    "select holder, item, state, at from items where workspace = $1 and environment = $2 and content = $3";

impl Store {
    /// How far they have come; nobody for what is no checklist.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn item_progress(
        &self,
        place: Place<'_>,
        newest: &Content,
        filter: &Filter,
    ) -> Result<Progress, StoreError> {
        let mut progress = Progress::default();
        let Body::Checklist(list) = &newest.body else { return Ok(progress) };
        let content = newest.key.as_str();
        let shown: Vec<(String, Option<String>, i64)> = read!(self, pool => {
            bind_filter!(sqlx::query_as(SHOWN), place, content, filter).fetch_all(pool).await
        })?;
        let one = |(subject, company, at): (String, Option<String>, i64)| Shown { subject, company, at: Timestamp(at) };
        progress.shown = shown.into_iter().map(one).collect();
        let own = list.items.iter().flat_map(|item| checklist::goal_keys(&newest.key, list, item));
        let goals: Vec<_> = own.chain(list.items.iter().filter_map(|item| item.goal.clone())).collect();
        for goal in goals {
            let rows: Vec<(String, i64)> = read!(self, pool => {
                let query = sqlx::query_as(ATTAINED).bind(place.workspace).bind(place.environment);
                query.bind(goal.as_str()).bind(content).fetch_all(pool).await
            })?;
            let attained = rows.into_iter().map(|(holder, at)| ((goal.to_string(), holder), Timestamp(at)));
            progress.attained.extend(attained);
        }
        let rows: Vec<(String, String, String, i64)> = read!(self, pool => {
            sqlx::query_as(BY_HAND).bind(place.workspace).bind(place.environment).bind(content).fetch_all(pool).await
        })?;
        for (holder, item, state, at) in rows {
            let state = state_named(&state).ok_or_else(|| StoreError::corrupt("state of an item", &state))?;
            progress.by_hand.insert((holder, item), (state, Timestamp(at)));
        }
        Ok(progress)
    }
}

//! Erasure: what a person did for goals, theirs and their company's.
//!
//! Deliberately absent: which of a person's ids there are; the caller names them all.

use super::{Place, Way, read_goal};
use crate::store::{StoreError, Tx, within};
use shared::content::Goal;
use std::collections::BTreeMap;

const GOALS: &str = "select body from goals where workspace = $1 order by goal";
const COMPANIES: &str = "select distinct goal, holder from goal_signs \
     where workspace = $1 and environment = $2 and subject = $3 and holder <> $3";
const DELETE_SIGNS: &str = "delete from goal_signs where workspace = $1 and environment = $2 and subject = $3";
const DELETE_ATTAINMENTS: &str = "delete from attainments where workspace = $1 and environment = $2 and holder = $3";

/// Takes away what these subjects (`u:…`, `a:…`) did, and says anew when their companies attained what.
///
/// # Errors
/// When the database fails; then the transaction must be rolled back.
pub(in crate::store) async fn forget(tx: &mut Tx, place: Place<'_>, subjects: &[String]) -> Result<(), StoreError> {
    let mut ways: BTreeMap<Way, i64> = BTreeMap::new();
    for subject in subjects {
        let companies: Vec<Way> = within!(tx, connection => {
            sqlx::query_as(COMPANIES).bind(place.workspace).bind(place.environment).bind(subject).fetch_all(connection).await
        })?;
        ways.extend(companies.into_iter().map(|way| (way, i64::MIN)));
        for sql in [DELETE_SIGNS, DELETE_ATTAINMENTS] {
            within!(tx, connection => {
                let query = sqlx::query(sql).bind(place.workspace).bind(place.environment).bind(subject);
                query.execute(connection).await.map(drop)
            })?;
        }
    }
    let bodies: Vec<(String,)> =
        within!(tx, connection => sqlx::query_as(GOALS).bind(place.workspace).fetch_all(connection).await)?;
    let goals: Vec<Goal> = bodies.iter().map(|(body,)| read_goal(body)).collect::<Result<_, _>>()?;
    tx.settle(place, &goals, &ways).await
}

//! Recounting hand-overs: what their runs say, compared with what is stored.
//!
//! Deliberately absent: whether a goal was attained in time by what was known then, and who the company's trait named; neither is
//! kept. That such a run could wait for its goal at all is compared.

use super::{Row, Stored, Versions, is_news, version_of};
use crate::hand_over::{handed_over, waits_for_goal};
use crate::store::rollup::{Difference, Facts, Place};
use crate::store::{StoreError, Tx, within};
use shared::content::HandOverWhen;
use shared::id::RunId;
use shared::time::Timestamp;

const STORED: &str = "select run, at, reason, step from hand_overs \
     where workspace = $1 and environment = $2 and run > $3 and run <= $4";

/// Compares the hand-overs of the runs after the first and up to the second with these facts of theirs; `wanted` says which
/// runs those are, `versions` has the versions that hand over.
///
/// # Errors
/// When the database fails or a row cannot be read back.
pub(in crate::store) async fn compare(
    tx: &mut Tx,
    place: Place<'_>,
    (from, to): (&str, &str),
    (facts, wanted): (&Facts, impl Fn(RunId) -> bool),
    versions: &Versions,
    differences: &mut Vec<Difference>,
) -> Result<(), StoreError> {
    let rows: Vec<Row> = within!(tx, connection => {
        sqlx::query_as(STORED).bind(place.workspace).bind(place.environment).bind(from).bind(to).fetch_all(connection).await
    })?;
    let stored: Stored = rows.into_iter().map(super::stands).collect::<Result<_, _>>()?;
    for (run, known) in stored.iter().filter(|(run, _)| wanted(**run) && !facts.contains_key(run)) {
        differences.push(difference(place, *run, Some(known), None));
    }
    for (run, fact) in facts {
        let content = version_of(versions, fact);
        let found = content.and_then(|content| handed_over(content, fact));
        let known = stored.get(run);
        let agrees = match (&found, known) {
            (Some((at, when)), known) => known.is_some() && !is_news(known, *at, when),
            (None, Some((_, HandOverWhen::NotAttained))) => {
                content.is_some_and(|content| waits_for_goal(content, fact))
            }
            (None, known) => known.is_none(),
        };
        if !agrees {
            differences.push(difference(place, *run, known, found.as_ref()));
        }
    }
    Ok(())
}

fn difference(
    place: Place<'_>,
    run: RunId,
    stored: Option<&(Timestamp, HandOverWhen)>,
    recounted: Option<&(Timestamp, HandOverWhen)>,
) -> Difference {
    let text = |it: Option<&(Timestamp, HandOverWhen)>| it.map_or_else(|| "nothing".to_owned(), |it| format!("{it:?}"));
    Difference {
        at: format!("{}/{} hand-over of {run}", place.workspace, place.environment),
        stored: text(stored),
        recounted: text(recounted),
    }
}

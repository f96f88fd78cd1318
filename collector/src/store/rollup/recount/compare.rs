//! Comparing: a stored run with what its events say, the stored rollups with a tally, repeated columns with their source.
//!
//! Deliberately absent: snapshots of traits and segments. They are records of what was known, and are not recounted.

use super::{Difference, Fact, Place, RunId, StoreError, Tally, Tx, within};
use crate::report::tally::{Cell, Counts};
use std::collections::BTreeMap;
use std::fmt::Debug;

const FUNNEL: &str = "select content, split, value, version, day, due, displayed, started, answered, completed, dismissed, ignored, \
     withheld from rollup_funnel where workspace = $1 and environment = $2";
const ANSWERS: &str = "select content, split, value, version, day, question, bucket, count from rollup_answers \
     where workspace = $1 and environment = $2 and count <> 0";
const COMPANIES: &str = "select content, split, value, version, block, question, company, bucket, count from rollup_companies \
     where workspace = $1 and environment = $2 and count <> 0";
const STEPS: &str = "select content, split, value, version, block, company, counter, count from rollup_steps \
     where workspace = $1 and environment = $2 and count <> 0";
/// What runs and answers repeat must be what it repeats.
const REPEATED: &str = "select a.run, a.question from answers a left join runs r \
     on r.workspace = a.workspace and r.environment = a.environment and r.run = a.run \
     where a.workspace = $1 and a.environment = $2 and (r.run is null or r.content <> a.content or r.version <> a.version \
     or r.day <> a.day or coalesce(r.company, '') <> coalesce(a.company, '') or (a.bucket is null) <> (a.answer is null))";
const COUNTED: &str = "select r.run, r.answered, count(a.bucket) from runs r left join answers a \
     on r.workspace = a.workspace and r.environment = a.environment and r.run = a.run \
     where r.workspace = $1 and r.environment = $2 group by r.run, r.answered having count(a.bucket) <> r.answered";

type Funnel = (String, String, String, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64);
/// Of an answer the question and its counter, of steps the company and theirs.
type Count = (String, String, String, i64, i64, String, String, i64);
type Company = (String, String, String, i64, i64, String, String, String, i64);

/// The difference between a stored run and what its events say.
pub(super) fn fact(place: Place<'_>, run: RunId, stored: Option<&Fact>, heard: Option<Fact>) -> Option<Difference> {
    let recounted = heard.map(|heard| match stored {
        Some(stored) => Fact { snapshot: stored.snapshot.clone(), ..heard },
        None => heard,
    });
    (stored != recounted.as_ref()).then(|| difference(place, &format!("run {run}"), stored, recounted.as_ref()))
}

fn difference<T: Debug>(place: Place<'_>, at: &str, stored: Option<&T>, recounted: Option<&T>) -> Difference {
    let text = |value: Option<&T>| value.map_or_else(|| "nothing".to_owned(), |value| format!("{value:?}"));
    Difference {
        at: format!("{}/{} {at}", place.workspace, place.environment),
        stored: text(stored),
        recounted: text(recounted),
    }
}

/// Compares the stored rollups with the tally of all runs.
pub(super) async fn rollups(
    tx: &mut Tx,
    place: Place<'_>,
    tally: Tally,
    differences: &mut Vec<Difference>,
) -> Result<(), StoreError> {
    let funnel = funnel(tx, place).await?;
    compare(place, "rollup_funnel", &funnel, &tally.funnel, differences);
    let rows: Vec<Count> = within!(tx, connection => {
        sqlx::query_as(ANSWERS).bind(place.workspace).bind(place.environment).fetch_all(connection).await
    })?;
    let answers = rows.into_iter().map(|(content, split, value, version, day, question, counter, count)| {
        ((Cell { content, split, value, version }, day, question, counter), count)
    });
    compare(place, "rollup_answers", &answers.collect(), &tally.answers, differences);
    let rows: Vec<Company> = within!(tx, connection => {
        sqlx::query_as(COMPANIES).bind(place.workspace).bind(place.environment).fetch_all(connection).await
    })?;
    let companies =
        rows.into_iter().map(|(content, split, value, version, block, question, company, counter, count)| {
            ((Cell { content, split, value, version }, block, question, company, counter), count)
        });
    compare(place, "rollup_companies", &companies.collect(), &tally.companies, differences);
    let rows: Vec<Count> = within!(tx, connection => {
        sqlx::query_as(STEPS).bind(place.workspace).bind(place.environment).fetch_all(connection).await
    })?;
    let steps = rows.into_iter().map(|(content, split, value, version, block, company, counter, count)| {
        ((Cell { content, split, value, version }, block, company, counter), count)
    });
    compare(place, "rollup_steps", &steps.collect(), &tally.steps, differences);
    repeated(tx, place, differences).await
}

async fn funnel(tx: &mut Tx, place: Place<'_>) -> Result<BTreeMap<(Cell, i64), Counts>, StoreError> {
    let rows: Vec<Funnel> = within!(tx, connection => {
        sqlx::query_as(FUNNEL).bind(place.workspace).bind(place.environment).fetch_all(connection).await
    })?;
    let read = |(
        content,
        split,
        value,
        version,
        day,
        due,
        displayed,
        started,
        answered,
        completed,
        dismissed,
        ignored,
        withheld,
    ): Funnel| {
        let counts = [due, displayed, started, answered, completed, dismissed, ignored, withheld];
        ((Cell { content, split, value, version }, day), counts)
    };
    Ok(rows.into_iter().map(read).filter(|(_, counts)| counts.iter().any(|count| *count != 0)).collect())
}

fn compare<K: Ord + Debug, V: PartialEq + Debug>(
    place: Place<'_>,
    table: &str,
    stored: &BTreeMap<K, V>,
    recounted: &BTreeMap<K, V>,
    differences: &mut Vec<Difference>,
) {
    for (key, count) in stored {
        let found = recounted.get(key);
        if found != Some(count) {
            differences.push(difference(place, &format!("{table} {key:?}"), Some(count), found));
        }
    }
    for (key, count) in recounted.iter().filter(|(key, _)| !stored.contains_key(key)) {
        differences.push(difference(place, &format!("{table} {key:?}"), None, Some(count)));
    }
}

/// Finds columns that repeat another row and differ from it.
async fn repeated(tx: &mut Tx, place: Place<'_>, differences: &mut Vec<Difference>) -> Result<(), StoreError> {
    let rows: Vec<(String, String)> = within!(tx, connection => {
        sqlx::query_as(REPEATED).bind(place.workspace).bind(place.environment).fetch_all(connection).await
    })?;
    for (run, question) in rows {
        let at = format!("answer {run} {question}");
        differences.push(difference(
            place,
            &at,
            Some(&"another content, version, day or company"),
            Some(&"that of its run"),
        ));
    }
    let rows: Vec<(String, i64, i64)> = within!(tx, connection => {
        sqlx::query_as(COUNTED).bind(place.workspace).bind(place.environment).fetch_all(connection).await
    })?;
    for (run, stored, counted) in rows {
        differences.push(difference(place, &format!("run {run} answered"), Some(&stored), Some(&counted)));
    }
    Ok(())
}

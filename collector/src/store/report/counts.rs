//! The counts of a report: funnel, answers by day, answers by company.
//!
//! Everybody and single traits are read from the rollups. By company these are kept in blocks of four weeks; short ranges,
//! and the days of a long range that fill no whole block, are counted from the answers. Filters that combine are counted
//! from runs and answers. Deliberately absent: a limit; a report is about all runs that its filter includes.

use super::joined::{alike, joined};
use super::{bind_filter, included};
use crate::report::bucket;
use crate::report::figures::QuestionCounts;
use crate::report::filter::Filter;
use crate::report::period::{self, Grain};
use crate::report::tally::{self, Counts, block_start};
use crate::store::rollup::Place;
use crate::store::{Store, StoreError, read};
use std::collections::BTreeMap;

/// Counts by question.
pub(super) type Questions = BTreeMap<String, QuestionCounts>;

const ROLLED_FUNNEL: &str = "select cast(coalesce(sum(due), 0) as bigint), cast(coalesce(sum(displayed), 0) as bigint), \
     cast(coalesce(sum(started), 0) as bigint), cast(coalesce(sum(answered), 0) as bigint), \
     cast(coalesce(sum(completed), 0) as bigint), cast(coalesce(sum(dismissed), 0) as bigint), \
     cast(coalesce(sum(ignored), 0) as bigint), cast(coalesce(sum(withheld), 0) as bigint) from rollup_funnel \
     where workspace = $1 and environment = $2 and content = $3 and split = $4 and value = $5 \
     and version between $6 and $7 and day between $8 and $9";
/// Counts come joined into one text per day or block: for the drivers a row costs more than what is in it.
const ROLLED_ANSWERS: &str = "select day, string_agg(question || '\u{1f}' || bucket || '\u{1f}' || count, '\u{1e}') from rollup_answers \
     where workspace = $1 and environment = $2 and content = $3 and split = $4 and value = $5 \
     and version between $6 and $7 and day between $8 and $9 and count <> 0 group by version, day";
const ROLLED_COMPANIES: &str = "select block, question, string_agg(company || '\u{1f}' || bucket || '\u{1f}' || count, '\u{1e}') \
     from rollup_companies where workspace = $1 and environment = $2 and content = $3 and split = $4 and value = $5 \
     and version between $6 and $7 and block between $8 and $9 and count <> 0 group by block, version, question";
/// Everybody's answers by day and company, without a look at the runs.
const COMPANY_DAYS: &str = "select day, string_agg(question || '\u{1f}' || company || '\u{1f}' || bucket, '\u{1e}') from answers \
     where workspace = $1 and environment = $2 and content = $3 and day between $4 and $5 and version between $6 and $7 \
     and bucket is not null and company is not null group by day";
/// Answers of one run or more as their question, company (empty for none) and bucket. The bucket is tested in a form that SQLite
/// cannot match with the partial index of answers: for each run it would walk through the answers of the whole environment
/// there, instead of finding the run's few by their key.
macro_rules! answers {
    () => {
        "string_agg(a.question || '\u{1f}' || coalesce(a.company, '') || '\u{1f}' || a.bucket, '\u{1e}') from answers a \
         where a.bucket || '' is not null and a.workspace = r.workspace and a.environment = r.environment and a.run = r.run"
    };
}
const TRAIT_DAYS: &str = included!(
    concat!(
        "select day, string_agg(given, '\u{1e}') from (select r.day as day, (select ",
        answers!(),
        ") as given from runs r where r.answered > 0 and"
    ),
    ") run where given is not null group by day"
);
/// All that a combined filter includes, in one pass over the index of runs.
const COUNTED: &str = included!(
    concat!(
        "select day, reached, count(*), string_agg(given, '\u{1e}') from (select r.day as day, r.reached as reached, \
         case when r.answered > 0 then (select ",
        answers!(),
        ") end as given from runs r where"
    ),
    ") run group by day, reached"
);

/// A day, and each answer of it: question, company (empty for none), bucket.
type DayOfAnswers = (i64, String);

/// How many runs got how far, answers by question, and how finely these are by company.
pub(super) type Sums = (Counts, Questions, Grain);

impl Store {
    /// Counts of all that the filter includes.
    pub(super) async fn counts(&self, place: Place<'_>, content: &str, filter: &Filter) -> Result<Sums, StoreError> {
        let Some(split) = filter.split() else { return self.counted(place, content, filter).await };
        let funnel = self.rolled_funnel(place, content, filter, &split).await?;
        let (questions, grain) = self.rolled_questions(place, content, filter, &split).await?;
        Ok((funnel, questions, grain))
    }

    async fn rolled_funnel(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
        (split, value): &(String, String),
    ) -> Result<Counts, StoreError> {
        let ((from, to), (oldest, newest)) = (filter.days(), filter.versions());
        let sums: (i64, i64, i64, i64, i64, i64, i64, i64) = read!(self, pool => {
            sqlx::query_as(ROLLED_FUNNEL).bind(place.workspace).bind(place.environment).bind(content).bind(split).bind(value)
                .bind(oldest).bind(newest).bind(from).bind(to).fetch_one(pool).await
        })?;
        let (due, displayed, started, answered, completed, dismissed, ignored, withheld) = sums;
        Ok([due, displayed, started, answered, completed, dismissed, ignored, withheld])
    }

    async fn rolled_questions(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
        split: &(String, String),
    ) -> Result<(Questions, Grain), StoreError> {
        let ((from, to), (oldest, newest)) = (filter.days(), filter.versions());
        let rows: Vec<(i64, String)> = read!(self, pool => {
            sqlx::query_as(ROLLED_ANSWERS).bind(place.workspace).bind(place.environment).bind(content).bind(&split.0).bind(&split.1)
                .bind(oldest).bind(newest).bind(from).bind(to).fetch_all(pool).await
        })?;
        let mut questions = Questions::new();
        for (day, text) in &rows {
            for [question, counter, count] in joined(text) {
                let days = &mut entry(&mut questions, question).days;
                add(days.entry(*day).or_default(), counter, number(count)?);
            }
        }
        let Some((first, last)) = span(&questions) else { return Ok((questions, Grain::Day)) };
        let grain = period::grain(first, last);
        let edges = match grain {
            Grain::Day => vec![(first, last)],
            Grain::Block => {
                let whole = period::whole_blocks(first.max(from), last.min(to), filter);
                self.add_blocks(place, content, filter, (split, whole), &mut questions).await?;
                period::edges((first, last), whole)
            }
        };
        for (from, to) in edges {
            let narrowed = Filter { from_day: Some(from), to_day: Some(to), ..filter.clone() };
            self.add_company_days(place, content, &narrowed, &mut questions).await?;
        }
        Ok((questions, grain))
    }

    /// Adds counts by company of the blocks from the first to the last of `blocks`.
    async fn add_blocks(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
        ((split, value), blocks): (&(String, String), (i64, i64)),
        questions: &mut Questions,
    ) -> Result<(), StoreError> {
        let (oldest, newest) = filter.versions();
        let rows: Vec<(i64, String, String)> = read!(self, pool => {
            sqlx::query_as(ROLLED_COMPANIES).bind(place.workspace).bind(place.environment).bind(content).bind(split).bind(value)
                .bind(oldest).bind(newest).bind(blocks.0).bind(blocks.1).fetch_all(pool).await
        })?;
        for (block, question, text) in &rows {
            let companies = &mut entry(questions, question).companies;
            let mut counted = joined(text).peekable();
            while let Some(&[company, ..]) = counted.peek() {
                let counters = companies.entry((block_start(*block), company.to_owned())).or_default();
                while let Some([_, counter, count]) = counted.next_if(|[other, ..]| *other == company) {
                    add(counters, counter, number(count)?);
                }
            }
        }
        Ok(())
    }

    /// Adds counts by company and day, from the answers.
    async fn add_company_days(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
        questions: &mut Questions,
    ) -> Result<(), StoreError> {
        let rows: Vec<DayOfAnswers> = if filter.traits.is_empty() {
            let ((from, to), (oldest, newest)) = (filter.days(), filter.versions());
            read!(self, pool => {
                sqlx::query_as(COMPANY_DAYS).bind(place.workspace).bind(place.environment).bind(content).bind(from).bind(to)
                    .bind(oldest).bind(newest).fetch_all(pool).await
            })?
        } else {
            read!(self, pool => {
                bind_filter!(sqlx::query_as(TRAIT_DAYS), place, content, filter).fetch_all(pool).await
            })?
        };
        for (day, text) in &rows {
            for ([question, company, bucket], answers) in alike(text) {
                add_company(questions, *day, question, company, bucket, answers);
            }
        }
        Ok(())
    }

    /// Everything from runs and answers.
    async fn counted(&self, place: Place<'_>, content: &str, filter: &Filter) -> Result<Sums, StoreError> {
        let rows: Vec<(i64, String, i64, Option<String>)> = read!(self, pool => {
            bind_filter!(sqlx::query_as(COUNTED), place, content, filter).fetch_all(pool).await
        })?;
        let (mut funnel, mut questions) = (Counts::default(), Questions::new());
        for (day, reached, runs, given) in rows {
            funnel.iter_mut().zip(tally::steps_reached(&reached)).for_each(|(sum, step)| *sum += step * runs);
            for ([question, company, bucket], answers) in alike(given.as_deref().unwrap_or_default()) {
                let days = entry(&mut questions, question).days.entry(day).or_default();
                for counter in bucket::counters(bucket) {
                    add(days, &counter, answers);
                }
                add_company(&mut questions, day, question, company, bucket, answers);
            }
        }
        let grain = span(&questions).map_or(Grain::Day, |(first, last)| period::grain(first, last));
        Ok((funnel, questions, grain))
    }
}

fn add_company(questions: &mut Questions, day: i64, question: &str, company: &str, bucket: &str, answers: i64) {
    if company.is_empty() {
        return;
    }
    let counters = entry(questions, question).companies.entry((day, company.to_owned())).or_default();
    for counter in bucket::counters(bucket) {
        add(counters, &counter, answers);
    }
}

fn entry<'a>(questions: &'a mut Questions, question: &str) -> &'a mut QuestionCounts {
    questions.entry(question.to_owned()).or_default()
}

fn add(counters: &mut BTreeMap<String, i64>, counter: &str, count: i64) {
    match counters.get_mut(counter) {
        Some(sum) => *sum += count,
        None => drop(counters.insert(counter.to_owned(), count)),
    }
}

fn number(text: &str) -> Result<i64, StoreError> {
    text.parse().map_err(|error| StoreError::corrupt("count", error))
}

/// The first and last day with answers.
fn span(questions: &Questions) -> Option<(i64, i64)> {
    let first = questions.values().filter_map(|counts| counts.days.keys().next()).min()?;
    let last = questions.values().filter_map(|counts| counts.days.keys().next_back()).max()?;
    Some((*first, *last))
}

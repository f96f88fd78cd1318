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
use crate::report::tally::{self, BLOCK_DAYS, Counts, block_of, block_start};
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
const COUNTED_FUNNEL: &str = included!("select r.reached, count(*) from runs r where", "group by r.reached");
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
/// The bucket is tested in a form that SQLite cannot match with the partial index of answers: for each run it would walk
/// through the answers of the whole environment there, instead of finding the run's few by their key.
const COUNTED_ANSWERS: &str = included!(
    "select r.day, string_agg(a.question || '\u{1f}' || coalesce(a.company, '') || '\u{1f}' || a.bucket, '\u{1e}') \
     from runs r join answers a on a.workspace = r.workspace and a.environment = r.environment and a.run = r.run \
     where a.bucket || '' is not null and r.answered > 0 and",
    "group by r.day"
);

/// A day, and each answer of it: question, company (empty for none), bucket.
type DayOfAnswers = (i64, String);

impl Store {
    /// How many runs got how far.
    pub(super) async fn funnel(&self, place: Place<'_>, content: &str, filter: &Filter) -> Result<Counts, StoreError> {
        let Some((split, value)) = filter.split() else { return self.counted_funnel(place, content, filter).await };
        let ((from, to), (oldest, newest)) = (filter.days(), filter.versions());
        let sums: (i64, i64, i64, i64, i64, i64, i64, i64) = read!(self, pool => {
            sqlx::query_as(ROLLED_FUNNEL).bind(place.workspace).bind(place.environment).bind(content).bind(&split).bind(&value)
                .bind(oldest).bind(newest).bind(from).bind(to).fetch_one(pool).await
        })?;
        let (due, displayed, started, answered, completed, dismissed, ignored, withheld) = sums;
        Ok([due, displayed, started, answered, completed, dismissed, ignored, withheld])
    }

    async fn counted_funnel(&self, place: Place<'_>, content: &str, filter: &Filter) -> Result<Counts, StoreError> {
        let rows: Vec<(String, i64)> = read!(self, pool => {
            bind_filter!(sqlx::query_as(COUNTED_FUNNEL), place, content, filter).fetch_all(pool).await
        })?;
        let mut sums = Counts::default();
        for (reached, runs) in rows {
            sums.iter_mut().zip(tally::steps_reached(&reached)).for_each(|(sum, step)| *sum += step * runs);
        }
        Ok(sums)
    }

    /// Answers by question, and how finely they are by company.
    pub(super) async fn question_counts(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
    ) -> Result<(Questions, Grain), StoreError> {
        let Some((split, value)) = filter.split() else {
            return self.counted_questions(place, content, filter).await;
        };
        let ((from, to), (oldest, newest)) = (filter.days(), filter.versions());
        let rows: Vec<(i64, String)> = read!(self, pool => {
            sqlx::query_as(ROLLED_ANSWERS).bind(place.workspace).bind(place.environment).bind(content).bind(&split).bind(&value)
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
                let whole = whole_blocks(first.max(from), last.min(to), filter);
                self.add_blocks(place, content, filter, whole, &mut questions).await?;
                edges((first, last), whole)
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
        blocks: (i64, i64),
        questions: &mut Questions,
    ) -> Result<(), StoreError> {
        let Some((split, value)) = filter.split() else { return Ok(()) };
        let (oldest, newest) = filter.versions();
        let rows: Vec<(i64, String, String)> = read!(self, pool => {
            sqlx::query_as(ROLLED_COMPANIES).bind(place.workspace).bind(place.environment).bind(content).bind(&split).bind(&value)
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
        let rows = if filter.traits.is_empty() {
            let ((from, to), (oldest, newest)) = (filter.days(), filter.versions());
            read!(self, pool => {
                sqlx::query_as(COMPANY_DAYS).bind(place.workspace).bind(place.environment).bind(content).bind(from).bind(to)
                    .bind(oldest).bind(newest).fetch_all(pool).await
            })?
        } else {
            self.company_days(place, content, filter).await?
        };
        for (day, text) in &rows {
            for ([question, company, bucket], answers) in alike(text) {
                add_company(questions, *day, question, company, bucket, answers);
            }
        }
        Ok(())
    }

    async fn company_days(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
    ) -> Result<Vec<DayOfAnswers>, StoreError> {
        Ok(read!(self, pool => {
            bind_filter!(sqlx::query_as(COUNTED_ANSWERS), place, content, filter).fetch_all(pool).await
        })?)
    }

    /// Everything from runs and answers.
    async fn counted_questions(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
    ) -> Result<(Questions, Grain), StoreError> {
        let mut questions = Questions::new();
        for (day, text) in self.company_days(place, content, filter).await? {
            for ([question, company, bucket], answers) in alike(&text) {
                let days = entry(&mut questions, question).days.entry(day).or_default();
                for counter in bucket::counters(bucket) {
                    add(days, &counter, answers);
                }
                add_company(&mut questions, day, question, company, bucket, answers);
            }
        }
        let grain = span(&questions).map_or(Grain::Day, |(first, last)| period::grain(first, last));
        Ok((questions, grain))
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

/// The first and last block that the filter includes as a whole; the last is before the first when there is none.
fn whole_blocks(first: i64, last: i64, filter: &Filter) -> (i64, i64) {
    let starts_whole = filter.from_day.is_none_or(|from| from <= block_start(block_of(first)));
    let ends_whole = filter.to_day.is_none_or(|to| to >= block_start(block_of(last)) + BLOCK_DAYS - 1);
    (block_of(first) + i64::from(!starts_whole), block_of(last) - i64::from(!ends_whole))
}

/// The days of a range that lie before and after whole blocks.
fn edges((first, last): (i64, i64), (from, to): (i64, i64)) -> Vec<(i64, i64)> {
    if from > to {
        return vec![(first, last)];
    }
    let (before, after) = ((first, block_start(from) - 1), (block_start(to + 1), last));
    [before, after].into_iter().filter(|(from, to)| from <= to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_blocks_and_edges_make_up_the_range() {
        let start = block_start(700);
        for (from, to) in [(0, 27), (0, 200), (5, 200), (5, 180), (27, 28), (0, 195)] {
            let (first, last) = (start + from, start + to);
            let filter = Filter { from_day: Some(first), to_day: Some(last), ..Filter::default() };
            let (a, b) = whole_blocks(first, last, &filter);
            let mut days: Vec<i64> = (a..=b).flat_map(|block| block_start(block)..block_start(block + 1)).collect();
            days.extend(edges((first, last), (a, b)).into_iter().flat_map(|(from, to)| from..=to));
            days.sort_unstable();
            assert_eq!(days, (first..=last).collect::<Vec<_>>(), "{from} to {to}");
        }
        let open = whole_blocks(start + 5, start + 50, &Filter::default());
        assert_eq!(open, (700, 701));
    }
}

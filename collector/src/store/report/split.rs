//! The counts of a survey group by group.
//!
//! A trait's values and versions of all time are read from the rollups, everything else in one pass over the runs and
//! answers that the filter includes. Deliberately absent: figures; those are `crate::report::split`.

use super::joined::alike;
use super::{bind_filter, included};
use crate::report::bucket;
use crate::report::filter::Filter;
use crate::report::split::{self, By, Group, Material, PERIODS, Part};
use crate::report::survey::strictest;
use crate::report::tally::{self, TAG_MARK};
use crate::store::rollup::Place;
use crate::store::{Store, StoreError, read};
use shared::content::survey::PrivacyMode;
use std::collections::BTreeMap;

macro_rules! rolled {
    ($select:literal, $rest:literal) => {
        concat!(
            $select,
            " where workspace = $1 and environment = $2 and content = $3 and split = $4 and version between $5 and $6 ",
            $rest
        )
    };
}
const ROLLED_FUNNEL: &str = rolled!(
    "select value, version, cast(sum(due) as bigint), cast(sum(displayed) as bigint), cast(sum(started) as bigint), \
     cast(sum(answered) as bigint), cast(sum(completed) as bigint), cast(sum(dismissed) as bigint), \
     cast(sum(ignored) as bigint), cast(sum(withheld) as bigint) from rollup_funnel",
    "group by value, version"
);
const ROLLED_ANSWERS: &str = rolled!(
    "select value, version, question, bucket, cast(sum(count) as bigint) from rollup_answers",
    "group by value, version, question, bucket"
);
const ROLLED_COMPANIES: &str = rolled!(
    "select value, version, question, company, bucket, cast(sum(count) as bigint) from rollup_companies",
    "group by value, version, question, company, bucket"
);
const COUNTED_FUNNEL: &str = included!(
    "select coalesce(r.locale, ''), r.version, r.tags, r.reached, count(*) from runs r where",
    "group by r.locale, r.version, r.tags, r.reached"
);
const COUNTED_ANSWERS: &str = included!(
    "select coalesce(r.locale, ''), r.version, r.tags, string_agg(a.question || '\u{1f}' || coalesce(a.company, '') || '\u{1f}' || a.bucket, '\u{1e}') \
     from runs r join answers a on a.workspace = r.workspace and a.environment = r.environment and a.run = r.run \
     where a.bucket || '' is not null and r.answered > 0 and",
    "group by r.locale, r.version, r.tags"
);
/// Everybody who answered, with what tells their group.
const MEMBERS: &str = included!(
    "select coalesce(r.subject, r.run), coalesce(r.locale, ''), r.version, r.tags from runs r where r.answered > 0 and",
    "group by coalesce(r.subject, r.run), r.locale, r.version, r.tags"
);

type FunnelSums = (String, i64, i64, i64, i64, i64, i64, i64, i64, i64);
/// Locale, version, tags, and each answer: question, company (empty for none), bucket.
type Counted = (String, i64, String, String);

/// The groups that a run with this locale, version and these tags is in.
fn groups_of(by: &By, locale: &str, version: i64, tags: &str) -> Vec<String> {
    match by {
        By::Period => Vec::new(),
        By::Version => vec![version.to_string()],
        By::Locale => vec![locale.to_owned()],
        By::Segment => tally::segments_of(tags),
        By::Trait(name) => {
            let start = format!("t:{}=", tally::plain(name));
            tags.split(TAG_MARK).filter_map(|tag| tag.strip_prefix(&start)).map(str::to_owned).collect()
        }
    }
}

impl Part {
    fn count(&mut self, question: &str, company: &str, counters: &[String], count: i64) {
        let counts = self.questions.entry(question.to_owned()).or_default();
        for counter in counters {
            *counts.days.entry(0).or_default().entry(counter.clone()).or_default() += count;
        }
        if !company.is_empty() {
            let own = counts.companies.entry((0, company.to_owned())).or_default();
            for counter in counters {
                *own.entry(counter.clone()).or_default() += count;
            }
        }
    }
}

impl Store {
    /// Everything a split is made of; `versions` is empty when there is no such content.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn split(
        &self,
        place: Place<'_>,
        content: &str,
        (filter, by): (&Filter, &By),
        today: i64,
    ) -> Result<Material, StoreError> {
        let versions = self.versions_of(place, content).await?;
        let mode = strictest(&versions);
        let (mut groups, left_out) = match by {
            By::Period => (self.periods(place, content, filter, today).await?, 0),
            By::Segment => (self.segments_apart(place, content, filter).await?, 0),
            By::Trait(_) | By::Version if filter.split() == Some(Default::default()) && filter.is_of_all_time() => {
                split::apart(self.rolled_parts(place, content, filter, by).await?)
            }
            _ => split::apart(self.counted_parts(place, content, filter, by).await?.0),
        };
        let mut elsewhere = 0;
        if mode != PrivacyMode::Identified {
            for group in &mut groups {
                let mut own = by.narrow(filter, &group.value);
                if let Some((from, to)) = group.days {
                    (own.from_day, own.to_day) = (Some(from), Some(to));
                }
                group.people = self.people(place, content, &own, mode).await?;
            }
            if *by != By::Period {
                elsewhere = self.elsewhere(place, content, filter, by, &groups).await?;
            }
        }
        let people = self.people(place, content, filter, mode).await?;
        Ok(Material { versions, groups, left_out, people, elsewhere })
    }

    async fn periods(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
        today: i64,
    ) -> Result<Vec<Group>, StoreError> {
        let mut groups = Vec::new();
        for (filter, value) in split::periods(filter, today).into_iter().flatten().zip(PERIODS) {
            let (funnel, questions, _) = self.counts(place, content, &filter).await?;
            let part = Part { funnel, questions };
            let days = filter.from_day.zip(filter.to_day);
            groups.push(Group { value: value.to_owned(), days, part, ..Group::default() });
        }
        Ok(groups)
    }

    async fn segments_apart(&self, place: Place<'_>, content: &str, filter: &Filter) -> Result<Vec<Group>, StoreError> {
        let (parts, outside) = self.counted_parts(place, content, filter, &By::Segment).await?;
        let mut groups: Vec<Group> = parts
            .into_iter()
            .map(|(value, part)| Group {
                rest: outside.get(&value).cloned().unwrap_or_default(),
                value,
                part,
                ..Group::default()
            })
            .collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.part.funnel[1]));
        groups.truncate(split::MAX_GROUPS);
        Ok(groups)
    }

    async fn rolled_parts(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
        by: &By,
    ) -> Result<BTreeMap<String, Part>, StoreError> {
        let (name, (oldest, newest)) =
            (if let By::Trait(name) = by { tally::trait_split(name) } else { String::new() }, filter.versions());
        let key = |value: String, version: i64| if *by == By::Version { version.to_string() } else { value };
        let mut parts: BTreeMap<String, Part> = BTreeMap::new();
        let funnels: Vec<FunnelSums> = read!(self, pool => {
            let query = sqlx::query_as(ROLLED_FUNNEL).bind(place.workspace).bind(place.environment).bind(content);
            query.bind(&name).bind(oldest).bind(newest).fetch_all(pool).await
        })?;
        for (value, version, due, displayed, started, answered, completed, dismissed, ignored, withheld) in funnels {
            let funnel = [due, displayed, started, answered, completed, dismissed, ignored, withheld];
            parts.entry(key(value, version)).or_default().add(&Part { funnel, ..Part::default() });
        }
        let answers: Vec<(String, i64, String, String, i64)> = read!(self, pool => {
            let query = sqlx::query_as(ROLLED_ANSWERS).bind(place.workspace).bind(place.environment).bind(content);
            query.bind(&name).bind(oldest).bind(newest).fetch_all(pool).await
        })?;
        for (value, version, question, counter, count) in answers {
            parts.entry(key(value, version)).or_default().count(&question, "", &[counter], count);
        }
        let companies: Vec<(String, i64, String, String, String, i64)> = read!(self, pool => {
            let query = sqlx::query_as(ROLLED_COMPANIES).bind(place.workspace).bind(place.environment).bind(content);
            query.bind(&name).bind(oldest).bind(newest).fetch_all(pool).await
        })?;
        for (value, version, question, company, counter, count) in companies {
            let counts = parts.entry(key(value, version)).or_default().questions.entry(question).or_default();
            *counts.companies.entry((0, company)).or_default().entry(counter).or_default() += count;
        }
        Ok(parts)
    }

    /// Parts by group, and, for segments, who is outside each.
    async fn counted_parts(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
        by: &By,
    ) -> Result<(BTreeMap<String, Part>, BTreeMap<String, Part>), StoreError> {
        let funnels: Vec<(String, i64, String, String, i64)> = read!(self, pool => {
            bind_filter!(sqlx::query_as(COUNTED_FUNNEL), place, content, filter).fetch_all(pool).await
        })?;
        let answers: Vec<Counted> = read!(self, pool => {
            bind_filter!(sqlx::query_as(COUNTED_ANSWERS), place, content, filter).fetch_all(pool).await
        })?;
        let (mut parts, mut outside): (BTreeMap<String, Part>, BTreeMap<String, Part>) = Default::default();
        for (locale, version, tags, reached, runs) in funnels {
            let funnel = tally::steps_reached(&reached).map(|step| step * runs);
            for group in groups_of(by, &locale, version, &tags) {
                parts.entry(group).or_default().add(&Part { funnel, ..Part::default() });
            }
        }
        let all: Vec<String> = if *by == By::Segment { parts.keys().cloned().collect() } else { Vec::new() };
        for (locale, version, tags, text) in &answers {
            let groups = groups_of(by, locale, *version, tags);
            for ([question, company, bucket], count) in alike(text) {
                let counters = bucket::counters(bucket);
                for other in all.iter().filter(|other| !groups.contains(other)) {
                    outside.entry(other.clone()).or_default().count(question, company, &counters, count);
                }
                for group in &groups {
                    parts.entry(group.clone()).or_default().count(question, company, &counters, count);
                }
            }
        }
        Ok((parts, outside))
    }

    /// How many people answered who are in none of these groups.
    async fn elsewhere(
        &self,
        place: Place<'_>,
        content: &str,
        filter: &Filter,
        by: &By,
        groups: &[Group],
    ) -> Result<i64, StoreError> {
        let rows: Vec<(String, String, i64, String)> = read!(self, pool => {
            bind_filter!(sqlx::query_as(MEMBERS), place, content, filter).fetch_all(pool).await
        })?;
        let is_listed = |value: &String| groups.iter().any(|group| group.value == *value);
        let outside = rows
            .iter()
            .filter(|(_, locale, version, tags)| !groups_of(by, locale, *version, tags).iter().any(is_listed))
            .map(|(who, ..)| who.as_str());
        let people: std::collections::BTreeSet<&str> = outside.collect();
        Ok(i64::try_from(people.len()).unwrap_or(i64::MAX))
    }
}

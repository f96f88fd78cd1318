//! A survey's counts group by group: what can split it, who is in a group and who is the rest.
//!
//! Deliberately absent: reading the counts (`crate::store::report`) and the figures made of them ([`compare`]).

pub mod compare;

pub use compare::report;

use super::figures::QuestionCounts;
use super::filter::Filter;
use super::survey::People;
use super::tally::Counts;
use shared::content::Content;
use std::collections::BTreeMap;

/// Groups that are listed.
pub const MAX_GROUPS: usize = 12;
/// The period that a filter names, and the one of the same length before it.
pub const PERIODS: [&str; 2] = ["before", "period"];

/// What splits a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The days of the filter and as many days before them.
    Period,
    /// The version.
    Version,
    /// The locale.
    Locale,
    /// The segment; a person may be in several.
    Segment,
    /// A reportable trait.
    Trait(String),
}

impl By {
    /// Reads `period`, `version`, `locale`, `segment` or `trait:name`.
    pub fn read(text: &str) -> Option<Self> {
        Some(match text {
            "period" => Self::Period,
            "version" => Self::Version,
            "locale" => Self::Locale,
            "segment" => Self::Segment,
            _ => Self::Trait(text.strip_prefix("trait:").filter(|name| !name.is_empty())?.to_owned()),
        })
    }

    /// Whether the filter leaves a single group of these, so that there is nothing to compare.
    pub fn is_fixed(&self, filter: &Filter) -> bool {
        match self {
            Self::Period => filter.from_day.is_none(),
            Self::Version => filter.version.is_some(),
            Self::Locale => filter.locale.is_some(),
            Self::Segment => filter.segment.is_some(),
            Self::Trait(name) => {
                filter.traits.len() >= super::filter::MAX_TRAITS || filter.traits.iter().any(|(fixed, _)| fixed == name)
            }
        }
    }

    /// The filter that leaves only this group.
    pub fn narrow(&self, filter: &Filter, value: &str) -> Filter {
        let mut filter = filter.clone();
        match self {
            Self::Period => {}
            Self::Version => filter.version = value.parse().ok(),
            Self::Locale => filter.locale = Some(value.to_owned()),
            Self::Segment => filter.segment = Some(value.to_owned()),
            Self::Trait(name) => filter.traits.push((name.clone(), value.to_owned())),
        }
        filter
    }
}

/// The period of a filter and the one before it; `None` without a first day.
pub fn periods(filter: &Filter, today: i64) -> Option<[Filter; 2]> {
    let (from, to) = (filter.from_day?, filter.to_day.unwrap_or(today));
    let days = (to - from).max(0) + 1;
    let of = |from: i64| Filter { from_day: Some(from), to_day: Some(from + days - 1), ..filter.clone() };
    Some([of(from - days), of(from)])
}

/// Counts of one group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// The funnel.
    pub funnel: Counts,
    /// By question.
    pub questions: BTreeMap<String, QuestionCounts>,
}

impl Part {
    /// Adds the counts of another.
    pub fn add(&mut self, other: &Self) {
        self.funnel.iter_mut().zip(other.funnel).for_each(|(sum, count)| *sum += count);
        for (question, counts) in &other.questions {
            let own = self.questions.entry(question.clone()).or_default();
            for (day, counters) in &counts.days {
                let own = own.days.entry(*day).or_default();
                for (counter, n) in counters {
                    *own.entry(counter.clone()).or_default() += n;
                }
            }
            for (key, counters) in &counts.companies {
                let own = own.companies.entry(key.clone()).or_default();
                for (counter, n) in counters {
                    *own.entry(counter.clone()).or_default() += n;
                }
            }
        }
    }
}

/// One group and everybody it is compared with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// The value.
    pub value: String,
    /// First and last day, where periods are compared.
    pub days: Option<(i64, i64)>,
    /// The group.
    pub part: Part,
    /// The rest: those of another value, or outside the segment.
    pub rest: Part,
    /// People with answers in it and outside, counted up to five.
    pub people: People,
}

/// What a split is made of.
#[derive(Clone, Debug)]
pub struct Material {
    /// The versions of the content, the newest first.
    pub versions: Vec<Content>,
    /// The groups that are listed, the most often displayed first.
    pub groups: Vec<Group>,
    /// Groups that are not.
    pub left_out: i64,
    /// People with answers in the whole filter and outside.
    pub people: People,
    /// People with answers in no listed group, counted up to five.
    pub elsewhere: i64,
}

/// Groups without overlap: the largest of them, each with the others as its rest, and how many are left out.
pub fn apart(parts: BTreeMap<String, Part>) -> (Vec<Group>, i64) {
    let mut everybody: Vec<(String, Part)> = parts.into_iter().filter(|(value, _)| !value.is_empty()).collect();
    everybody.sort_by_key(|(_, part)| std::cmp::Reverse(part.funnel[1]));
    let rest = |own: usize| {
        let mut rest = Part::default();
        everybody.iter().enumerate().filter(|(place, _)| *place != own).for_each(|(_, (_, part))| rest.add(part));
        rest
    };
    let listed = everybody.iter().enumerate().take(MAX_GROUPS);
    let groups = listed.map(|(place, (value, part))| Group {
        value: value.clone(),
        part: part.clone(),
        rest: rest(place),
        ..Group::default()
    });
    (groups.collect(), i64::try_from(everybody.len().saturating_sub(MAX_GROUPS)).unwrap_or(i64::MAX))
}

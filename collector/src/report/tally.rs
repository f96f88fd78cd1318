//! What facts add to the rollups: counts by key, in the order of their keys, so that two writers never wait in a circle.
//!
//! Deliberately absent: the database; `crate::store::rollup` adds a tally to what is stored, `waymark verify` compares one
//! with it.

use super::bucket;
use super::fact::Fact;
use super::trail::Counter;
use shared::api::report::Funnel;
use shared::value::Value;
use std::collections::BTreeMap;

/// Days in a block of the rollup by company: four weeks.
pub const BLOCK_DAYS: i64 = 28;
/// 1970-01-01 was a Thursday; blocks begin on Mondays.
const MONDAY: i64 = 3;
/// Longest value of a split, bytes: long enough to tell values apart, short enough for an index.
const MAX_LABEL: usize = 120;
/// Encloses each tag, so that one tag is never found inside another.
pub const TAG_MARK: char = '\u{1f}';

/// The block that a UTC day falls into.
pub fn block_of(day: i64) -> i64 {
    (day + MONDAY).div_euclid(BLOCK_DAYS)
}

/// The first UTC day of a block.
pub fn block_start(block: i64) -> i64 {
    block * BLOCK_DAYS - MONDAY
}

/// The name of the split by a reportable trait.
pub fn trait_split(name: &str) -> String {
    format!("t:{name}")
}

/// The name of the split by locale.
pub const LOCALE_SPLIT: &str = "l";

/// A trait's value as the value of a split: its label, without control characters, at most 120 bytes.
pub fn label(value: &Value) -> String {
    plain(&value.label())
}

/// A text as the value of a split.
pub fn plain(text: &str) -> String {
    let mut label: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if label.len() > MAX_LABEL {
        let end = (0..=MAX_LABEL).rev().find(|end| label.is_char_boundary(*end)).unwrap_or(0);
        label.truncate(end);
    }
    label
}

/// The tag of a trait's value, for filters that combine several.
pub fn trait_tag(name: &str, value: &str) -> String {
    format!("{TAG_MARK}t:{}={value}{TAG_MARK}", plain(name))
}

/// The tag of a segment.
pub fn segment_tag(segment: &str) -> String {
    format!("{TAG_MARK}s:{segment}{TAG_MARK}")
}

/// The segments among the tags of one text.
pub fn segments_of(tags: &str) -> Vec<String> {
    tags.split(TAG_MARK).filter_map(|tag| tag.strip_prefix("s:")).map(str::to_owned).collect()
}

/// All tags of a fact in one text.
pub fn tags(fact: &Fact) -> String {
    let traits = fact.snapshot.traits.iter().map(|(name, value)| trait_tag(name, &label(value)));
    let segments = fact.snapshot.segments.iter().map(|segment| segment_tag(segment));
    traits.chain(segments).collect()
}

/// Where a count is kept: content, split and its value, version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The content.
    pub content: String,
    /// Empty for everybody.
    pub split: String,
    /// The value of the split.
    pub value: String,
    /// The version.
    pub version: i64,
}

/// Counts to add to the rollups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// By cell and UTC day.
    pub funnel: BTreeMap<(Cell, i64), Counts>,
    /// By cell, UTC day, question and counter.
    pub answers: BTreeMap<(Cell, i64, String, String), i64>,
    /// By cell, block, question, company and counter.
    pub companies: BTreeMap<(Cell, i64, String, String, String), i64>,
    /// By cell, block, company (empty for none) and counter, those of [`super::trail`].
    pub steps: BTreeMap<(Cell, i64, String, String), i64>,
}

/// The steps of a funnel as numbers: due, displayed, started, answered, completed, dismissed, ignored, withheld.
pub type Counts = [i64; 8];

/// A funnel as numbers.
pub fn counts(funnel: &Funnel) -> Counts {
    let Funnel { due, displayed, started, answered, completed, dismissed, ignored, withheld } = *funnel;
    [due, displayed, started, answered, completed, dismissed, ignored, withheld]
}

/// Numbers as a funnel.
pub fn funnel(counts: Counts) -> Funnel {
    let [due, displayed, started, answered, completed, dismissed, ignored, withheld] = counts;
    Funnel { due, displayed, started, answered, completed, dismissed, ignored, withheld }
}

/// The steps of one run as a text of 0 and 1.
pub fn reached(funnel: &Funnel) -> String {
    counts(funnel).iter().map(|step| if *step > 0 { '1' } else { '0' }).collect()
}

/// The steps that such a text names.
pub fn steps_reached(text: &str) -> Counts {
    let mut steps = Counts::default();
    steps.iter_mut().zip(text.bytes()).for_each(|(step, byte)| *step = i64::from(byte == b'1'));
    steps
}

impl Tally {
    /// Adds a fact `sign` times: 1 adds it, -1 takes it out.
    pub fn add(&mut self, fact: &Fact, sign: i64) {
        let day = fact.at().day();
        let step = counts(&fact.funnel());
        let answers: Vec<(String, Vec<String>)> =
            fact.counted().map(|(question, bucket)| (question.to_string(), bucket::counters(&bucket))).collect();
        self.add_steps(fact, sign);
        for cell in cells(fact) {
            let funnel = self.funnel.entry((cell.clone(), day)).or_default();
            funnel.iter_mut().zip(step).for_each(|(sum, reached)| *sum += sign * reached);
            if cell.split == LOCALE_SPLIT {
                continue;
            }
            for (question, counters) in &answers {
                for counter in counters {
                    self.count(fact, &cell, day, (question, counter), sign);
                }
            }
        }
    }

    /// Adds what a fact counts of its content's steps `sign` times.
    pub fn add_steps(&mut self, fact: &Fact, sign: i64) {
        if !fact.has_steps {
            return;
        }
        let block = block_of(fact.at().day());
        let counters = fact.course().counters();
        for cell in cells(fact).filter(|cell| cell.split != LOCALE_SPLIT) {
            for counter in &counters {
                let company = fact.company.as_ref().filter(|_| matches!(counter, Counter::Trail(_)));
                let key = (cell.clone(), block, company.cloned().unwrap_or_default(), counter.to_string());
                *self.steps.entry(key).or_default() += sign;
            }
        }
    }

    fn count(&mut self, fact: &Fact, cell: &Cell, day: i64, (question, counter): (&String, &String), sign: i64) {
        *self.answers.entry((cell.clone(), day, question.clone(), counter.clone())).or_default() += sign;
        if let Some(company) = &fact.company {
            let key = (cell.clone(), block_of(day), question.clone(), company.clone(), counter.clone());
            *self.companies.entry(key).or_default() += sign;
        }
    }

    /// Forgets what adds nothing.
    pub fn drop_zeros(&mut self) {
        self.funnel.retain(|_, counts| counts.iter().any(|count| *count != 0));
        self.answers.retain(|_, count| *count != 0);
        self.companies.retain(|_, count| *count != 0);
        self.steps.retain(|_, count| *count != 0);
    }
}

/// The cells a fact is counted in: everybody, each reportable trait, the locale.
fn cells(fact: &Fact) -> impl Iterator<Item = Cell> {
    let mut splits = vec![(String::new(), String::new())];
    splits.extend(fact.snapshot.traits.iter().map(|(name, value)| (trait_split(name), label(value))));
    splits.extend(fact.locale.iter().map(|locale| (LOCALE_SPLIT.to_owned(), plain(locale))));
    let (content, version) = (&fact.content, i64::from(fact.version));
    splits.into_iter().map(move |(split, value)| Cell { content: content.to_string(), split, value, version })
}

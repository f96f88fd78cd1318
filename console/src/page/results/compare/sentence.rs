//! One group's comparison as a sentence that can be read aloud, in either language.
//!
//! Deliberately absent: "significant". Chance is what is meant, so chance is what is said.

use super::super::figure::{distance, say};
use crate::text::{Lang, compare as c, locale_name, report as r};
use shared::api::report::TooFew;
use shared::api::split::{Difference, SplitGroup, SplitPart, SplitQuestion, SplitReport};

/// Below this, chance would hardly ever show a difference.
const HARDLY: f64 = 0.01;

/// A group's value as people call it.
pub fn name(lang: Lang, by: &str, group: &SplitGroup) -> String {
    match (by, group.from_day, group.to_day) {
        ("period", Some(from), Some(to)) => lang.fill(r::BETWEEN, &[&lang.day(from), &lang.day(to)]),
        _ => value_name(lang, by, &group.value),
    }
}

/// A value of what splits as people call it.
pub fn value_name(lang: Lang, by: &str, value: &str) -> String {
    match by {
        "locale" => locale_name(value),
        "version" => lang.fill(r::ONE_VERSION, &[&value]),
        _ => value.to_owned(),
    }
}

/// The people of a group.
fn who(lang: Lang, by: &str, group: &SplitGroup) -> String {
    let value = name(lang, by, group);
    match by {
        "period" => lang.fill(c::WHO_PERIOD, &[&value]),
        "locale" => lang.fill(c::WHO_LOCALE, &[&value]),
        "version" => lang.fill(c::WHO_VERSION, &[&group.value]),
        "segment" => lang.fill(c::WHO_SEGMENT, &[&value]),
        "trait:plan" => lang.fill(c::WHO_PLAN, &[&value]),
        _ => lang.fill(c::WHO_TRAIT, &[&by.trim_start_matches("trait:"), &value]),
    }
}

/// The group that the others are compared with, where it was chosen; of periods it is the one before.
fn chosen(report: &SplitReport) -> Option<&SplitGroup> {
    let value = report.against.as_deref().filter(|_| report.by != "period")?;
    report.groups.iter().find(|group| group.value == value)
}

/// Whom a group is compared with.
fn other(lang: Lang, report: &SplitReport) -> String {
    match (report.by.as_str(), chosen(report)) {
        ("period", _) => lang.say(c::THAN_BEFORE).to_owned(),
        ("segment", _) => lang.say(c::THAN_OUTSIDE).to_owned(),
        (by, Some(group)) => name(lang, by, group),
        _ => lang.say(c::THAN_REST).to_owned(),
    }
}

/// The sentence.
pub fn sentence(
    lang: Lang,
    report: &SplitReport,
    question: &SplitQuestion,
    (group, part): (&SplitGroup, Option<&SplitPart>),
) -> String {
    let who = who(lang, &report.by, group);
    let Some(part) = part else { return lang.fill(c::HELD_BACK, &[&who]) };
    match (part.too_few, part.difference) {
        (Some(few), _) => too_few(lang, &who, few),
        (None, Some(difference)) => told(lang, &who, &other(lang, report), question, difference),
        (None, None) if report.against.as_deref() == Some(group.value.as_str()) => lang.fill(c::COMPARED_WITH, &[&who]),
        (None, None) if chosen(report).is_some() => lang.fill(c::FEW_IN, &[&who, &other(lang, report)]),
        (None, None) => lang.fill(c::FEW_OTHERS, &[&who]),
    }
}

fn too_few(lang: Lang, who: &str, few: TooFew) -> String {
    let (count, one, many) = match few.answers_needed {
        0 => (few.companies_needed, c::FEW_COMPANIES_ONE, c::FEW_COMPANIES),
        answers => (answers, c::FEW_ONE, c::FEW),
    };
    lang.fill(if count == 1 { one } else { many }, &[&who, &lang.number(count)])
}

fn told(lang: Lang, who: &str, than: &str, question: &SplitQuestion, d: Difference) -> String {
    if !d.is_significant() {
        return lang.fill(c::NO_DIFFERENCE, &[&who]);
    }
    let (words, value, low, high) =
        if d.value < 0.0 { (c::LOWER, -d.value, -d.high, -d.low) } else { (c::HIGHER, d.value, d.low, d.high) };
    let by = distance(lang, question.figure, value);
    let ends = [low, high].map(|end| say(lang, question.figure, end).replace("\u{a0}%", ""));
    let chance = lang.say(if d.p_adjusted < HARDLY { c::HARDLY } else { c::RARELY });
    format!("{}{}{chance}", lang.fill(words, &[&who, &by, &than, &ends[0], &ends[1]]), lang.gap())
}

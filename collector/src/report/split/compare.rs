//! The figures of each group, its difference against the rest or a chosen group, and which groups are held back.
//!
//! Deliberately absent: shares of options; groups are compared by scores.

use super::{By, Group, Material, PERIODS, Part};
use crate::report::figures::{self, Code, QuestionCounts};
use crate::report::filter::Filter;
use crate::report::survey::{self, is_suppressed};
use crate::report::tally;
use shared::api::report::FigureName;
use shared::api::split::{Difference, SplitGroup, SplitPart, SplitQuestion, SplitReport};
use shared::content::survey::{PrivacyMode, Question};
use shared::statistics::comparison::{self, Comparison, Groups, Pair};
use shared::statistics::{Grouped, Moments, Scale, figure, holm, plan, threshold};
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Which groups are held back: those whose own filter would be, and where groups exclude each other also those that
/// subtraction would show.
fn held_back(material: &Material, mode: PrivacyMode, by: &By) -> Vec<bool> {
    let own = |group: &Group| is_suppressed(mode, true, group.people);
    let mut held: Vec<bool> = material.groups.iter().map(own).collect();
    if mode != PrivacyMode::Identified && *by != By::Segment {
        let parts: Vec<i64> =
            material.groups.iter().map(|group| group.people.inside).chain([material.elsewhere]).collect();
        held.iter_mut().zip(threshold::suppressed(&parts)).for_each(|(held, more)| *held |= more);
    }
    held
}

/// The split at this time; `None` without any version.
pub fn report(
    material: &Material,
    (by, named): (&By, &str),
    (filter, against): (&Filter, Option<&str>),
    at: Timestamp,
) -> Option<SplitReport> {
    let newest = material.versions.first()?;
    let mode = survey::strictest(&material.versions);
    let suppressed = *by != By::Period && is_suppressed(mode, filter.narrows(), material.people);
    let mut held = held_back(material, mode, by);
    for held in &mut held {
        *held |= suppressed;
    }
    let against = against.or((*by == By::Period).then_some(PERIODS[0]));
    let split = Split { groups: &material.groups, held: &held, against };
    let questions = survey::questions(&material.versions).into_iter().filter_map(|question| split.question(question));
    Some(SplitReport {
        content: newest.key.clone(),
        at,
        by: named.to_owned(),
        against: against.map(str::to_owned),
        questions: questions.collect(),
        groups: material.groups.iter().zip(&held).map(|(group, held)| listed(group, *held)).collect(),
        left_out: material.left_out,
        suppressed,
    })
}

fn listed(group: &Group, suppressed: bool) -> SplitGroup {
    let funnel = tally::funnel(group.part.funnel);
    SplitGroup {
        value: group.value.clone(),
        from_day: group.days.map(|(from, _)| from),
        to_day: group.days.map(|(_, to)| to),
        response_rate: (funnel.displayed > 0)
            .then(|| figure::share_of(funnel.answered.min(funnel.displayed), funnel.displayed)),
        funnel,
        suppressed,
    }
}

/// The groups as a question sees them.
struct Split<'a> {
    groups: &'a [Group],
    held: &'a [bool],
    against: Option<&'a str>,
}

static NOBODY: QuestionCounts = QuestionCounts { days: BTreeMap::new(), companies: BTreeMap::new() };

/// The counts of a question in a part; none where nobody there answered it.
fn of<'a>(part: &'a Part, question: &Question) -> &'a QuestionCounts {
    part.questions.get(question.key.as_str()).unwrap_or(&NOBODY)
}

impl Split<'_> {
    fn question(&self, question: &Question) -> Option<SplitQuestion> {
        let scale = figures::scale(question)?;
        let name = *figures::figure_names(scale).first()?;
        let code = figures::code(scale, name);
        let mut parts: Vec<Option<SplitPart>> = self
            .groups
            .iter()
            .zip(self.held)
            .map(|(group, held)| (!held).then(|| self.part(group, question, (scale, name), &code)))
            .collect();
        adjust(&mut parts);
        let (low, high) = bounds(scale, name);
        Some(SplitQuestion {
            question: question.key.clone(),
            title: question.title.clone(),
            measure: figures::measure(question)?,
            figure: name,
            low,
            high,
            noticeable: (high - low) * figures::PRECISION,
            needed_per_group: self.needed(question, &code),
            parts,
        })
    }

    fn part(
        &self,
        group: &Group,
        question: &Question,
        (scale, name): (Scale, FigureName),
        code: &Code<'_>,
    ) -> SplitPart {
        let counts = of(&group.part, question);
        let answers = companies_of(counts, code).1;
        let too_few = threshold::too_few(&answers);
        SplitPart {
            answered: figures::answered(&figures::totals(counts), Some(scale)),
            companies: figures::companies(counts, Some(scale)),
            scores: figures::scores(&figures::totals(counts), scale),
            estimate: too_few.is_none().then(|| figures::estimate(&answers, scale, name)),
            too_few,
            difference: self.other(group).and_then(|other| compare(of(other, question), counts, name, code)),
        }
    }

    /// Whom a group is compared with.
    fn other<'a>(&'a self, group: &'a Group) -> Option<&'a Part> {
        let Some(against) = self.against else { return Some(&group.rest) };
        let place = self.groups.iter().position(|other| other.value == against && other.value != group.value)?;
        (!self.held[place]).then(|| &self.groups[place].part)
    }

    /// Answers each of two groups needs to notice a twentieth of the scale, by the variance of all that are shown.
    fn needed(&self, question: &Question, code: &Code<'_>) -> Option<i64> {
        let mut all = Part::default();
        self.groups.iter().zip(self.held).filter(|(_, held)| !**held).for_each(|(group, _)| all.add(&group.part));
        let answers = companies_of(of(&all, question), code).1;
        let scale = figures::scale(question)?;
        let (low, high) = bounds(scale, *figures::figure_names(scale).first()?);
        let unit = unit(*figures::figure_names(scale).first()?);
        threshold::too_few(&answers).is_none().then(|| {
            let difference = (high - low) * figures::PRECISION / unit;
            plan::answers_per_group(answers.total().variance(), difference, answers.design().effect)
        })
    }
}

/// Points of a figure per point of its coded answers.
fn unit(name: FigureName) -> f64 {
    if name == FigureName::Mean { 1.0 } else { 100.0 }
}

fn bounds(scale: Scale, name: FigureName) -> (f64, f64) {
    match name {
        FigureName::Nps => (-100.0, 100.0),
        FigureName::TopShare => (0.0, 100.0),
        FigureName::Mean => (f64::from(*scale.points().start()), f64::from(*scale.points().end())),
    }
}

type Named<'a> = (BTreeMap<&'a str, Moments>, Moments);

fn companies_of<'a>(counts: &'a QuestionCounts, code: &Code<'_>) -> (Named<'a>, Grouped) {
    let named = figures::by_company(counts, code, |_| true);
    let grouped = Grouped { companies: named.0.values().copied().collect(), alone: named.1 };
    (named, grouped)
}

/// The second minus the first, where both have enough answers; companies with answers in both are counted once.
fn compare(first: &QuestionCounts, second: &QuestionCounts, name: FigureName, code: &Code<'_>) -> Option<Difference> {
    let ((a, first), (b, second)) = (companies_of(first, code), companies_of(second, code));
    if threshold::too_few(&first).is_some() || threshold::too_few(&second).is_some() {
        return None;
    }
    let names: BTreeSet<&str> = a.0.keys().chain(b.0.keys()).copied().collect();
    let of = |named: &Named<'_>, company: &str| named.0.get(company).copied().unwrap_or_default();
    let companies = names.into_iter().map(|company| Pair { first: of(&a, company), second: of(&b, company) }).collect();
    let groups = Groups { companies, alone: Pair { first: a.1, second: b.1 } };
    let compared: Comparison = match name {
        FigureName::Nps => comparison::nps(&groups),
        FigureName::TopShare => comparison::share(&groups),
        FigureName::Mean => comparison::mean(&groups),
    }?;
    let Comparison { difference: value, low, high, p, clustered } = compared;
    Some(Difference { value, low, high, p, p_adjusted: p, clustered })
}

/// Adjusts the p-values of one question for being looked at together.
fn adjust(parts: &mut [Option<SplitPart>]) {
    let mut differences: Vec<&mut Difference> =
        parts.iter_mut().flatten().filter_map(|part| part.difference.as_mut()).collect();
    // Of two groups that are each other's rest there is one comparison, told twice.
    let mirrored = differences.len() == 2
        && (differences[0].value + differences[1].value).abs() < 1e-9
        && (differences[0].p - differences[1].p).abs() < 1e-9;
    if mirrored {
        return;
    }
    let p_values: Vec<f64> = differences.iter().map(|difference| difference.p).collect();
    differences.iter_mut().zip(holm(&p_values)).for_each(|(difference, adjusted)| difference.p_adjusted = adjusted);
}

#[cfg(test)]
mod tests;

//! The counts of one question to its report: distribution, figures with intervals, trend.
//!
//! Deliberately absent: formulas; every number comes from `shared::statistics`.

use super::bucket::Counter;
use super::period::{self, Grain};
use shared::api::report::{Estimate, Figure, FigureName, Measure, OptionCount, QuestionReport, ScoreCount, TrendPoint};
use shared::content::Question;
use shared::content::survey::{CesScale, QuestionKind};
use shared::id::OptionKey;
use shared::statistics::plan;
use shared::statistics::{self as stats, Grouped, Moments, NpsCounts, NpsScore, Scale};
use shared::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// A figure is precise when half its interval is this part of its scale: 10 points of NPS, 5 percent of a share.
pub(crate) const PRECISION: f64 = 0.05;

/// The counts of one question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuestionCounts {
    /// Everybody, by UTC day and counter.
    pub days: BTreeMap<i64, BTreeMap<String, i64>>,
    /// Those with a company, by day (or first day of the block), company and counter.
    pub companies: BTreeMap<(i64, String), BTreeMap<String, i64>>,
}

/// How a question is measured.
pub fn measure(question: &Question) -> Option<Measure> {
    Some(match &question.kind {
        QuestionKind::Nps { .. } => Measure::Nps,
        QuestionKind::Ces { scale: CesScale::Seven, .. } => Measure::Ces7,
        QuestionKind::Ces { scale: CesScale::Five, .. } => Measure::Ces5,
        QuestionKind::Csat { .. } => Measure::Csat,
        QuestionKind::Rating { .. } => Measure::Rating,
        QuestionKind::Single { .. } | QuestionKind::Multiple { .. } => Measure::Choice,
        QuestionKind::Open { .. } => Measure::Open,
        QuestionKind::Action(_) => Measure::Action,
        QuestionKind::Thanks => return None,
    })
}

pub(crate) fn scale(question: &Question) -> Option<Scale> {
    Some(match &question.kind {
        QuestionKind::Nps { .. } => Scale::Nps,
        QuestionKind::Ces { scale: CesScale::Seven, .. } => Scale::Ces7,
        QuestionKind::Ces { scale: CesScale::Five, .. } => Scale::Ces5,
        QuestionKind::Csat { .. } => Scale::Csat,
        QuestionKind::Rating { points, .. } => Scale::Rating(*points),
        _ => return None,
    })
}

/// The report of one question; `None` for a card that asks nothing.
///
/// `today` is the UTC day up to which answers are counted; `None` where the filter ends before, and nothing is expected.
pub fn question_report(
    question: &Question,
    counts: &QuestionCounts,
    grain: Grain,
    today: Option<i64>,
) -> Option<QuestionReport> {
    let measure = measure(question)?;
    let totals = totals(counts);
    let scale = scale(question);
    let names = scale.map_or(&[][..], figure_names);
    let first = names.first().zip(scale).map(|(name, scale)| grouped(counts, &code(scale, *name), |_| true));
    let too_few = first.as_ref().and_then(stats::threshold::too_few);
    let per_week = today.map_or(0.0, |today| per_week(counts, scale, today));
    let figures = match scale {
        Some(scale) if too_few.is_none() => names.iter().map(|name| figure(counts, scale, *name, per_week)).collect(),
        _ => Vec::new(),
    };
    let trend = names.first().zip(scale).map_or_else(Vec::new, |(name, scale)| trend(counts, scale, *name, grain));
    Some(QuestionReport {
        question: question.key.clone(),
        title: question.title.clone(),
        measure,
        answered: answered(&totals, scale),
        scores: scale.map_or_else(Vec::new, |scale| scores(&totals, scale)),
        options: options(question, counts, &totals),
        figures,
        too_few,
        trend,
        companies: companies(counts, scale),
        per_week,
        score_expected_days: too_few.and_then(|few| plan::days_until(few.answers_needed, per_week)),
    })
}

/// Answers a week of late.
fn per_week(counts: &QuestionCounts, scale: Option<Scale>, today: i64) -> f64 {
    let person = |counter: &str| Counter::read(counter).is_some_and(|counter| counts_person(counter, scale));
    let of_day =
        |counters: &BTreeMap<String, i64>| counters.iter().filter(|(c, _)| person(c)).map(|(_, n)| n).sum::<i64>();
    let first = counts.days.iter().find(|(_, counters)| of_day(counters) > 0).map_or(today, |(day, _)| *day);
    let late = counts.days.range(today - plan::PACE_DAYS + 1..);
    plan::per_week(late.map(|(_, counters)| of_day(counters)).sum::<i64>(), today - first + 1)
}

/// Whether a counter moves once per person who answered; scores off the scale belong to an earlier form of the question.
fn counts_person(counter: Counter<'_>, scale: Option<Scale>) -> bool {
    match (counter, scale) {
        (Counter::Score(score), Some(scale)) => scale.points().contains(&score),
        (Counter::Text | Counter::Pressed | Counter::Chose, None) => true,
        _ => false,
    }
}

/// How many companies are among those who answered.
pub(crate) fn companies(counts: &QuestionCounts, scale: Option<Scale>) -> i64 {
    let person = |counter: &str| Counter::read(counter).is_some_and(|counter| counts_person(counter, scale));
    let answered = |counters: &BTreeMap<String, i64>| counters.iter().any(|(counter, n)| *n > 0 && person(counter));
    let companies: BTreeSet<&str> = counts
        .companies
        .iter()
        .filter(|(_, counters)| answered(counters))
        .map(|((_, company), _)| company.as_str())
        .collect();
    i64::try_from(companies.len()).unwrap_or(i64::MAX)
}

pub(crate) fn totals(counts: &QuestionCounts) -> BTreeMap<&str, i64> {
    let mut totals = BTreeMap::new();
    for (counter, count) in counts.days.values().flatten() {
        *totals.entry(counter.as_str()).or_default() += count;
    }
    totals
}

pub(crate) fn answered(totals: &BTreeMap<&str, i64>, scale: Option<Scale>) -> i64 {
    let person = |counter: &str| Counter::read(counter).is_some_and(|counter| counts_person(counter, scale));
    totals.iter().filter(|(counter, _)| person(counter)).map(|(_, count)| count).sum()
}

pub(crate) fn scores(totals: &BTreeMap<&str, i64>, scale: Scale) -> Vec<ScoreCount> {
    let count = |score: u8| totals.get(format!("s{score}").as_str()).copied().unwrap_or(0);
    scale.points().map(|score| ScoreCount { score, count: count(score) }).collect()
}

/// The figures of a scale, the one that the trend shows first.
pub(crate) fn figure_names(scale: Scale) -> &'static [FigureName] {
    match scale {
        Scale::Nps => &[FigureName::Nps],
        Scale::Ces7 | Scale::Ces5 | Scale::Csat => &[FigureName::TopShare, FigureName::Mean],
        Scale::Rating(_) => &[FigureName::Mean],
    }
}

/// How an answer enters a figure; `None` when it does not.
pub(crate) type Code<'a> = dyn Fn(Counter<'_>) -> Option<Moments> + 'a;

pub(crate) fn code(scale: Scale, name: FigureName) -> Box<Code<'static>> {
    Box::new(move |counter| {
        let Counter::Score(score) = counter else { return None };
        if !scale.points().contains(&score) {
            return None;
        }
        Some(match name {
            FigureName::Nps => NpsCounts::of([NpsScore::try_from(score).ok()?]).moments(),
            FigureName::TopShare => Moments::of_share(i64::from(scale.top()?.contains(&score)), 1),
            FigureName::Mean => Moments { n: 1, sum: score.into(), squares: i64::from(score) * i64::from(score) },
        })
    })
}

fn times(moments: Moments, count: i64) -> Moments {
    Moments { n: moments.n * count, sum: moments.sum * count, squares: moments.squares * count }
}

/// Answers by company, coded for a figure, of the days that are wanted.
fn grouped(counts: &QuestionCounts, code: &Code<'_>, wanted: impl Fn(i64) -> bool) -> Grouped {
    let (companies, alone) = by_company(counts, code, wanted);
    Grouped { companies: companies.into_values().collect(), alone }
}

/// The same with the companies named.
pub(crate) fn by_company<'a>(
    counts: &'a QuestionCounts,
    code: &Code<'_>,
    wanted: impl Fn(i64) -> bool,
) -> (BTreeMap<&'a str, Moments>, Moments) {
    let coded = |counters: &BTreeMap<String, i64>| {
        counters.iter().fold(Moments::default(), |sum, (counter, count)| {
            sum + Counter::read(counter).and_then(code).map_or(Moments::default(), |moments| times(moments, *count))
        })
    };
    let mut companies: BTreeMap<&str, Moments> = BTreeMap::new();
    for ((_, company), counters) in counts.companies.iter().filter(|((day, _), _)| wanted(*day)) {
        *companies.entry(company).or_default() += coded(counters);
    }
    companies.retain(|_, company| company.n > 0);
    let days = counts.days.iter().filter(|(day, _)| wanted(**day));
    let total = days.fold(Moments::default(), |sum, (_, counters)| sum + coded(counters));
    let together = companies.values().fold(Moments::default(), |sum, company| sum + *company);
    let alone = Moments {
        // An answer may arrive between two reads; it must not make the rest negative.
        n: (total.n - together.n).max(0),
        sum: total.sum - together.sum,
        squares: (total.squares - together.squares).max(0),
    };
    (companies, alone)
}

fn figure(counts: &QuestionCounts, scale: Scale, name: FigureName, per_week: f64) -> Figure {
    let answers = grouped(counts, &code(scale, name), |_| true);
    let (low, high) = (f64::from(*scale.points().start()), f64::from(*scale.points().end()));
    let (precision, still_needed) = match name {
        FigureName::Nps => (200.0 * PRECISION, stats::figure::nps_still_needed(&answers, 200.0 * PRECISION)),
        FigureName::TopShare => (100.0 * PRECISION, stats::figure::share_still_needed(&answers, 100.0 * PRECISION)),
        FigureName::Mean => {
            let precision = scale.span() * PRECISION;
            (precision, stats::figure::mean_still_needed(&answers, low, high, precision))
        }
    };
    Figure {
        name,
        estimate: estimate(&answers, scale, name),
        still_needed,
        precision,
        expected_days: plan::days_until(still_needed, per_week),
    }
}

pub(crate) fn estimate(answers: &Grouped, scale: Scale, name: FigureName) -> Estimate {
    let points = scale.points();
    match name {
        FigureName::Nps => stats::figure::nps(answers),
        FigureName::TopShare => stats::figure::share(answers),
        FigureName::Mean => stats::figure::mean(answers, f64::from(*points.start()), f64::from(*points.end())),
    }
}

fn trend(counts: &QuestionCounts, scale: Scale, name: FigureName, grain: Grain) -> Vec<TrendPoint> {
    let code = code(scale, name);
    let of_day = |counters: &BTreeMap<String, i64>| {
        counters.iter().filter(|(c, _)| Counter::read(c).and_then(&code).is_some()).map(|(_, n)| n).sum::<i64>()
    };
    let by_day: BTreeMap<i64, i64> = counts.days.iter().map(|(day, counters)| (*day, of_day(counters))).collect();
    let period = period::choose(grain, &by_day);
    let starts: BTreeSet<i64> = by_day.keys().map(|day| period.start(*day)).collect();
    let point = |start: i64| {
        let answers = grouped(counts, &code, |day| period.start(day) == start);
        let enough = stats::threshold::too_few(&answers).is_none();
        enough.then(|| TrendPoint { day: start, days: period.0, estimate: estimate(&answers, scale, name) })
    };
    starts.into_iter().filter_map(point).collect()
}

/// Options in the order of the newest version, then those that only earlier versions had, then "other".
fn options(question: &Question, counts: &QuestionCounts, totals: &BTreeMap<&str, i64>) -> Vec<OptionCount> {
    let (QuestionKind::Single { options, other, .. } | QuestionKind::Multiple { options, other, .. }) = &question.kind
    else {
        return Vec::new();
    };
    let mut known: Vec<(OptionKey, Text)> = options.iter().map(|o| (o.key.clone(), o.label.clone())).collect();
    for counter in totals.keys() {
        let Some(Counter::Option(key)) = Counter::read(counter) else { continue };
        if let Ok(key) = OptionKey::new(key)
            && !known.iter().any(|(known, _)| *known == key)
        {
            known.push((key, Text::default()));
        }
    }
    let share = |wanted: String| {
        let code = move |counter: Counter<'_>| match counter {
            Counter::Chose => Some(Moments { n: 1, sum: 0, squares: 0 }),
            Counter::Option(key) if key == wanted => Some(Moments { n: 0, sum: 1, squares: 1 }),
            Counter::Other if wanted == "*" => Some(Moments { n: 0, sum: 1, squares: 1 }),
            _ => None,
        };
        stats::figure::share(&grouped(counts, &code, |_| true))
    };
    let count = |key: &str| totals.get(format!("c{key}").as_str()).copied().unwrap_or(0);
    let mut counted: Vec<OptionCount> = known
        .into_iter()
        .map(|(key, label)| OptionCount {
            count: count(key.as_str()),
            share: share(key.to_string()),
            option: Some(key),
            label,
        })
        .collect();
    if other.is_some() || count("*") > 0 {
        let label = other.clone().unwrap_or_default();
        counted.push(OptionCount { option: None, label, count: count("*"), share: share("*".into()) });
    }
    counted
}

#[cfg(test)]
mod tests;

//! The oracle: the same report by counting the events of a story in the plainest way.
//!
//! Deliberately absent: anything of the collector's own code.

use super::story::{ANONYMOUS_SURVEY, Story, TOUR, traits};
use shared::api::report::{Funnel, ReportFilter};
use shared::content::survey::Answer;
use shared::event::{Body, Dismissal, Event, Run};
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// The funnel.
    pub funnel: Funnel,
    /// People who answered, by question.
    pub answered: BTreeMap<String, i64>,
    /// Answers by question and score or option.
    pub counts: BTreeMap<(String, String), i64>,
    /// Companies, by question.
    pub companies: BTreeMap<String, i64>,
}

pub(super) fn run_of(event: &Event) -> &Run {
    match &event.body {
        Body::Due(run)
        | Body::Displayed(run)
        | Body::Withheld(run)
        | Body::Started(run)
        | Body::Completed(run)
        | Body::Ignored(run)
        | Body::Dismissed { run, .. }
        | Body::Step { run, .. }
        | Body::Effort { run, .. }
        | Body::TargetMissing { run, .. }
        | Body::Answered { run, .. } => run,
        other => panic!("a story has no {other:?}"),
    }
}

/// Counts a story as a report with this filter should.
pub fn count(story: &Story, content: &str, query: &ReportFilter) -> Counted {
    let mut counted = Counted::default();
    let mut companies: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let questions = if content == TOUR { &["score"][..] } else { &["score", "pick", "say"] };
    for question in questions.iter().copied() {
        counted.answered.insert(question.into(), 0);
        companies.insert(question.into(), BTreeSet::new());
    }
    let runs: BTreeSet<_> = story.events.iter().map(|event| run_of(event).id).collect();
    for run in runs {
        let events: Vec<&Event> = story.events.iter().filter(|event| run_of(event).id == run).collect();
        if run_of(events[0]).content.as_str() == content {
            count_run(&events, content == ANONYMOUS_SURVEY, query, &mut counted, &mut companies);
        }
    }
    counted.companies = companies.into_iter().map(|(key, set)| (key, i64::try_from(set.len()).expect("few"))).collect();
    counted
}

fn count_run(
    events: &[&Event],
    veiled: bool,
    query: &ReportFilter,
    counted: &mut Counted,
    companies: &mut BTreeMap<String, BTreeSet<String>>,
) {
    let Some(source) = source_of(events, veiled, query) else { return };
    let has = |test: fn(&Body) -> bool| events.iter().any(|event| test(&event.body));
    let first_dismissal = events
        .iter()
        .filter_map(|event| match &event.body {
            Body::Dismissed { how, .. } if veiled => Some((event.at.day(), name(*how), *how)),
            Body::Dismissed { how, .. } => Some((event.at.0, name(*how), *how)),
            _ => None,
        })
        .min_by_key(|(at, name, _)| (*at, *name));
    let answers = held(events);
    let completed = has(|body| matches!(body, Body::Completed(_)));
    let started = completed || has(|body| matches!(body, Body::Started(_) | Body::Answered { .. }));
    let ignored = has(|body| matches!(body, Body::Ignored(_)));
    let seen = has(|body| matches!(body, Body::Displayed(_) | Body::Step { .. }));
    let displayed = started || ignored || first_dismissal.is_some() || seen;
    let withheld = !displayed && has(|body| matches!(body, Body::Withheld(_)));
    let funnel = &mut counted.funnel;
    funnel.due += i64::from(displayed || withheld || has(|body| matches!(body, Body::Due(_))));
    funnel.displayed += i64::from(displayed);
    funnel.started += i64::from(started);
    funnel.answered += i64::from(!answers.is_empty());
    funnel.completed += i64::from(completed);
    funnel.dismissed += i64::from(!completed && first_dismissal.is_some_and(|(_, _, how)| how != Dismissal::ByHost));
    funnel.ignored += i64::from(ignored && !started && first_dismissal.is_none());
    funnel.withheld += i64::from(withheld);
    for (question, answer) in answers {
        *counted.answered.entry(question.clone()).or_default() += 1;
        for name in names(&answer) {
            *counted.counts.entry((question.clone(), name)).or_default() += 1;
        }
        if let Some(company) = source.who.company_id.as_ref().filter(|_| !veiled) {
            companies.entry(question).or_default().insert(company.to_string());
        }
    }
}

/// The event that says whose run it is and when it was, where the filter includes it.
pub(super) fn source_of<'a>(events: &[&'a Event], veiled: bool, query: &ReportFilter) -> Option<&'a Event> {
    let displays = events.iter().filter(|event| matches!(event.body, Body::Displayed(_)));
    let source = displays.min_by_key(|event| event.id).or_else(|| events.iter().min_by_key(|event| event.id));
    let source = source.expect("a run has events");
    let shown = events.iter().filter(|event| matches!(event.body, Body::Displayed(_) | Body::Step { .. }));
    let at = shown.map(|event| event.at).min().unwrap_or_else(|| events.iter().map(|e| e.at).min().expect("events"));
    is_included(source, at, veiled, query).then_some(*source)
}

fn is_included(source: &Event, at: Timestamp, veiled: bool, query: &ReportFilter) -> bool {
    let (plan, role) = traits(source.who.user_id.as_ref().expect("known").as_str());
    let known = |name: &str, value: &str| match name {
        "plan" => plan == value,
        _ => role == Some(value),
    };
    let wanted = query
        .traits
        .as_deref()
        .into_iter()
        .flat_map(|text| text.split(','))
        .map(|pair| pair.split_once(':').expect("a pair"));
    let traits_fit = wanted.into_iter().all(|(name, value)| !veiled && known(name, value));
    let segment_fits = query.segment.is_none() || (!veiled && plan == "pro");
    let locale = source.context.locale.as_deref().filter(|_| !veiled);
    traits_fit
        && segment_fits
        && query.locale.as_deref().is_none_or(|wanted| locale == Some(wanted))
        && query.version.is_none_or(|version| run_of(source).version == version)
        && query.from_day.is_none_or(|day| at.day() >= day)
        && query.to_day.is_none_or(|day| at.day() <= day)
}

/// The answers that count.
fn held(events: &[&Event]) -> BTreeMap<String, Answer> {
    let mut last: BTreeMap<String, (u32, &Event, &Option<Answer>)> = BTreeMap::new();
    for event in events {
        let Body::Answered { question, revision, answer, .. } = &event.body else { continue };
        let newer = last.get(question.as_str()).is_none_or(|(old, by, _)| (*old, by.id) < (*revision, event.id));
        if newer {
            last.insert(question.to_string(), (*revision, event, answer));
        }
    }
    last.into_iter().filter_map(|(question, (_, _, answer))| Some((question, answer.clone()?))).collect()
}

fn names(answer: &Answer) -> Vec<String> {
    match answer {
        Answer::Score(score) => vec![score.to_string()],
        Answer::Chosen { options, other, .. } => {
            options.iter().map(ToString::to_string).chain(other.iter().map(|_| "*".to_owned())).collect()
        }
        Answer::Text(_) | Answer::Pressed => Vec::new(),
    }
}

pub(super) fn name(how: Dismissal) -> &'static str {
    match how {
        Dismissal::Closed => "closed",
        Dismissal::Snoozed => "snoozed",
        Dismissal::Refused => "refused",
        Dismissal::ByHost => "by_host",
    }
}

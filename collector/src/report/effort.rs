//! Effort, said and seen: runs by what their people answered, with what they took. Pure.
//!
//! Deliberately absent: reading the runs; that is `crate::store::report`. A test of one group against another: who finds
//! something hard is not drawn by lot.

use super::fact::{Effort, Visits};
use super::hits::Hits;
use super::median::middle;
use super::survey;
use shared::api::report::{EffortReport, EffortRow, Said, Unseen};
use shared::content::audience::Condition;
use shared::content::goal::Sign;
use shared::content::survey::{Answer, CesScale, PrivacyMode, Question, QuestionKind};
use shared::content::trigger::Cause;
use shared::content::{Content, Goal, Kind};
use shared::id::ContentKey;
use shared::targeting::frequency::is_low_ces;
use shared::targeting::person::Segments;
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// Runs that are looked at, the newest.
pub const MOST: i64 = 10_000;
static NO_SEGMENTS: Segments = Segments::new();

/// What has to be read for a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted<'a> {
    /// The question.
    pub question: &'a Question,
    /// The tours whose runs are looked at; none where it is the asking run itself.
    pub taught: Vec<ContentKey>,
}

/// One run with what was said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The company.
    pub company: Option<String>,
    /// The answer; `None` where none counts.
    pub answer: Option<Answer>,
    /// What is known of the steps of the guided run.
    pub visits: Visits,
}

/// What to read of content with these versions, the newest first, among what is published beside it. A survey is about the tours that
/// its audience names, and about those whose goal is observed by the event that it is asked after.
///
/// # Errors
/// With why there is nothing to tell.
pub fn wanted<'a>(
    versions: &'a [Content],
    beside: &[&Content],
    (segments, goals): (&Segments, &[Goal]),
) -> Result<Wanted<'a>, Unseen> {
    let newest = versions.first().ok_or(Unseen::NotAsked)?;
    let is_ces = |question: &&Question| matches!(question.kind, QuestionKind::Ces { .. });
    let question = newest.body.questions().find(is_ces).ok_or(Unseen::NotAsked)?;
    if survey::strictest(versions) != PrivacyMode::Identified {
        return Err(Unseen::Promised);
    }
    if newest.body.kind() != Kind::Survey {
        return Ok(Wanted { question, taught: Vec::new() });
    }
    let succeeds = |tour: &Content| {
        let goal = tour.goal.as_ref().and_then(|wanted| goals.iter().find(|goal| goal.key == *wanted));
        match (goal.map(|goal| &goal.sign), &newest.trigger.cause) {
            (Some(Sign::Event(sign)), Cause::Event(asked)) => sign.name == asked.name,
            _ => false,
        }
    };
    let named = named(&newest.audience, segments);
    let tours = beside.iter().filter(|content| content.body.kind() == Kind::Tour);
    let about = tours.filter(|tour| named.contains(&&tour.key) || succeeds(tour));
    let taught: Vec<ContentKey> = about.map(|tour| tour.key.clone()).collect();
    if taught.is_empty() { Err(Unseen::NothingTaught) } else { Ok(Wanted { question, taught }) }
}

/// The contents whose history a condition asks about, itself or by a segment.
fn named<'a>(condition: &'a Condition, segments: &'a Segments) -> Vec<&'a ContentKey> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(|part| named(part, segments)).collect(),
        Condition::Not(part) => named(part, segments),
        // A segment never refers to another.
        Condition::Segment(key) => {
            segments.get(key).map_or_else(Vec::new, |segment| named(&segment.condition, &NO_SEGMENTS))
        }
        Condition::History { content, .. } => vec![content],
        _ => Vec::new(),
    }
}

/// The report of these runs, the newest first.
pub fn report(content: &ContentKey, at: Timestamp, wanted: &Result<Wanted<'_>, Unseen>, told: &[Told]) -> EffortReport {
    let mut groups: BTreeMap<Said, Vec<(&Told, Effort)>> = BTreeMap::new();
    let none = EffortReport {
        content: content.clone(),
        at,
        unseen: wanted.as_ref().err().copied(),
        taught: Vec::new(),
        rows: Vec::new(),
        newest_only: false,
    };
    let Ok(wanted) = wanted else { return none };
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    for one in told.iter().take(most) {
        let effort = one.visits.values().fold(Effort::default(), |sum, visit| sum.and(visit.effort));
        if !effort.is_none() {
            groups.entry(said(&wanted.question.kind, one.answer.as_ref())).or_default().push((one, effort));
        }
    }
    let row = |said| row(said, groups.get(&said).map_or(&[], Vec::as_slice));
    EffortReport {
        taught: wanted.taught.clone(),
        rows: [Said::Hard, Said::Between, Said::Easy, Said::Nothing].map(row).into(),
        newest_only: told.len() > most,
        ..none
    }
}

fn said(kind: &QuestionKind, answer: Option<&Answer>) -> Said {
    let (QuestionKind::Ces { scale, .. }, Some(Answer::Score(score))) = (kind, answer) else { return Said::Nothing };
    let middle = match scale {
        CesScale::Seven => 4,
        CesScale::Five => 3,
    };
    match answer {
        Some(answer) if is_low_ces(kind, answer) => Said::Hard,
        _ if *score == middle => Said::Between,
        _ => Said::Easy,
    }
}

fn row(said: Said, runs: &[(&Told, Effort)]) -> EffortRow {
    let mut runs = runs.to_vec();
    runs.sort_by_key(|(told, _)| &told.company);
    let count = |counts: fn(&Effort) -> bool| runs.iter().filter(|(_, effort)| counts(effort)).count();
    let share = |counts: fn(&Effort) -> bool| {
        let mut hits = Hits::default();
        for (told, effort) in &runs {
            hits.add(told.company.as_deref(), counts(effort), 1);
        }
        hits.share()
    };
    let returned: fn(&Effort) -> bool = |effort| effort.returns > 0;
    let refused: fn(&Effort) -> bool = |effort| effort.invalid > 0;
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let active = runs.iter().map(|(_, effort)| i64::try_from(effort.active_ms).unwrap_or(i64::MAX)).collect();
    EffortRow {
        said,
        runs: number(runs.len()),
        median_active_seconds: middle(active).map(|ms| ms / 1_000.0),
        returned: number(count(returned)),
        returned_share: share(returned),
        refused: number(count(refused)),
        refused_share: share(refused),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fact::Visit;
    use serde_json::json;
    use shared::id::StepKey;

    fn content(audience: &serde_json::Value, mode: &str) -> Content {
        serde_json::from_value(json!({
            "key": "ces", "name": "CES", "audience": audience,
            "body": { "survey": { "privacy": { "mode": mode }, "questions": [{ "key": "effort", "title": { "en": "?" }, "kind": { "ces": {} } }] } },
        }))
        .expect("content")
    }

    const NOTHING: (&Segments, &[Goal]) = (&NO_SEGMENTS, &[]);

    fn tour() -> Content {
        let tour = json!({ "key": "tour", "name": "Tour", "body": { "tour": { "steps": [] } } });
        serde_json::from_value(tour).expect("a tour")
    }

    fn told(score: Option<u8>, active_ms: u64, returns: u32, invalid: u32) -> Told {
        let visit = Visit { effort: Effort { active_ms, returns, invalid }, ..Visit::default() };
        let visits = Visits::from([(StepKey::new("form").expect("a key"), visit)]);
        Told { company: None, answer: score.map(Answer::Score), visits }
    }

    #[test]
    fn a_survey_is_laid_beside_the_tours_its_audience_names_unless_it_promised_not_to() {
        let history = json!({ "not": { "any": [{ "history": { "content": "tour", "did": "completed" } }] } });
        let asked = [content(&history, "identified")];
        let found = wanted(&asked, &[&tour()], NOTHING).expect("something to read");
        assert_eq!(found.taught.iter().map(ContentKey::as_str).collect::<Vec<_>>(), ["tour"]);
        assert_eq!(
            wanted(&[content(&json!({ "all": [] }), "identified")], &[&tour()], NOTHING),
            Err(Unseen::NothingTaught)
        );
        for mode in ["confidential", "anonymous"] {
            // What an older version promised holds.
            let versions = [content(&history, "identified"), content(&history, mode)];
            assert_eq!(wanted(&versions, &[&tour()], NOTHING), Err(Unseen::Promised), "{mode}");
        }
    }

    #[test]
    fn a_survey_asked_after_a_success_is_about_the_tours_whose_goal_that_is() {
        let mut asked = content(&json!({ "all": [] }), "identified");
        asked.trigger = serde_json::from_value(json!({ "cause": { "event": { "name": "sent" } } })).expect("a trigger");
        let goal = |key: &str, event: &str| {
            let goal = json!({ "key": key, "name": key, "sign": { "event": { "name": event } } });
            serde_json::from_value::<Goal>(goal).expect("a goal")
        };
        let tour = |key: &str, goal: &str| {
            let tour = json!({ "key": key, "name": key, "goal": goal, "body": { "tour": { "steps": [] } } });
            serde_json::from_value::<Content>(tour).expect("a tour")
        };
        let (teaches, other) = (tour("teaches", "sent"), tour("other", "paid"));
        let versions = [asked];
        let found =
            wanted(&versions, &[&teaches, &other], (&Segments::new(), &[goal("sent", "sent"), goal("paid", "paid")]));
        assert_eq!(found.expect("something to read").taught, [teaches.key]);
    }

    #[test]
    fn of_many_runs_the_newest_are_looked_at_and_it_is_said() {
        let asked = [content(&json!({ "history": { "content": "tour", "did": "seen" } }), "identified")];
        let mut all: Vec<Told> = (0..10_000).map(|_| told(Some(6), 1_000, 0, 0)).collect();
        let report_of = |all: &[Told]| report(&asked[0].key, Timestamp(0), &wanted(&asked, &[&tour()], NOTHING), all);
        assert!(!report_of(&all).newest_only);
        all.push(told(Some(1), 1_000, 0, 0));
        let report = report_of(&all);
        assert_eq!((report.newest_only, report.rows[0].runs, report.rows[2].runs), (true, 0, 10_000));
    }

    #[test]
    fn runs_are_told_by_what_was_said_with_their_number() {
        let asked = [content(&json!({ "history": { "content": "tour", "did": "seen" } }), "identified")];
        let mut all: Vec<Told> = (0..20).map(|n| told(Some(6), 1_000 * n, 0, u32::from(n < 5))).collect();
        all.extend([
            told(Some(2), 60_000, 1, 3),
            told(Some(4), 9_000, 0, 0),
            told(None, 1, 0, 0),
            told(Some(7), 0, 0, 0),
        ]);
        let report = report(&asked[0].key, Timestamp(0), &wanted(&asked, &[&tour()], NOTHING), &all);
        let counts: Vec<_> = report.rows.iter().map(|row| (row.said, row.runs, row.returned, row.refused)).collect();
        // Of one run nothing is known.
        assert_eq!(
            counts,
            [(Said::Hard, 1, 1, 1), (Said::Between, 1, 0, 0), (Said::Easy, 20, 0, 5), (Said::Nothing, 1, 0, 0)]
        );
        let (hard, easy) = (&report.rows[0], &report.rows[2]);
        assert_eq!((hard.median_active_seconds, hard.refused_share), (None, None), "one run says nothing of hard ones");
        assert_eq!(easy.median_active_seconds, Some(9.5));
        let share = easy.refused_share.expect("twenty runs");
        assert!((share.value - 25.0).abs() < 1e-9 && share.low < 25.0 && share.high > 25.0 && share.n == 20);
    }
}

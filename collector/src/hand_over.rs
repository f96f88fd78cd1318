//! Whether a run hands somebody over to a person at the vendor: pure, from all that is known of the run, so that it comes out
//! the same whatever the order its events arrive in.
//!
//! Deliberately absent: a goal that was not attained in time; no event says so, so time has to pass ([`crate::upkeep`]).

use crate::report::fact::Fact;
use shared::content::survey::PrivacyMode;
use shared::content::{Body, Content, HandOverWhen};
use shared::event::Dismissal;
use shared::id::StepKey;
use shared::targeting::frequency::is_low_ces;
use shared::time::Timestamp;

/// When a run handed somebody over and why, by what came first; `None` while nothing has. Nobody is handed over who is not
/// known, or to whom it was promised that nobody would know.
pub fn handed_over(content: &Content, fact: &Fact) -> Option<(Timestamp, HandOverWhen)> {
    if fact.mode != PrivacyMode::Identified || fact.subject.is_none() {
        return None;
    }
    let whens = &content.hand_over.as_ref()?.when;
    whens.iter().filter_map(|when| Some((happened(content, fact, when)?, when.clone()))).min()
}

/// Whether a run that was displayed is to be looked at when the days of its goal have passed.
pub fn waits_for_goal(content: &Content, fact: &Fact) -> bool {
    let known = fact.mode == PrivacyMode::Identified && fact.subject.is_some() && fact.steps.displayed.is_some();
    known && content.hand_over.iter().any(|hand_over| hand_over.when.contains(&HandOverWhen::NotAttained))
}

fn happened(content: &Content, fact: &Fact, when: &HandOverWhen) -> Option<Timestamp> {
    match when {
        HandOverWhen::Step(key) => displayed(content, fact, key),
        HandOverWhen::HighEffort => said_hard(content, fact),
        HandOverWhen::Dismissed => {
            let (at, how) = fact.steps.dismissed.filter(|_| fact.steps.completed.is_none())?;
            matches!(how, Dismissal::Closed | Dismissal::Refused).then_some(at)
        }
        HandOverWhen::NotAttained => None,
    }
}

fn displayed(content: &Content, fact: &Fact, key: &StepKey) -> Option<Timestamp> {
    let step = fact.visits.get(key).and_then(|visit| visit.displayed);
    step.or_else(|| {
        // What is made of one step displays it with itself, and no event says so of the step.
        let only = !matches!(content.body, Body::Tour(_)) && content.body.steps().iter().any(|step| step.key == *key);
        fact.steps.displayed.filter(|_| only)
    })
}

/// When the first of the answers that count was given that says it was hard.
fn said_hard(content: &Content, fact: &Fact) -> Option<Timestamp> {
    let hard = fact.answers.iter().filter(|(key, held)| {
        let asked = content.body.questions().find(|question| question.key == **key);
        asked.zip(held.answer.as_ref()).is_some_and(|(question, answer)| is_low_ces(&question.kind, answer))
    });
    hard.map(|(_, held)| held.at).min()
}

#[cfg(test)]
mod tests;

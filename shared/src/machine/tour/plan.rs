//! What a run goes by: the steps, and where they lead.

use super::{State, Walk};
use crate::content::survey::Answer;
use crate::content::tour::Leads;
use crate::content::{Body, Kind, Step};
use crate::event::Run;
use crate::id::QuestionKey;
use crate::machine::survey;
use crate::session::Resume;
use std::sync::Arc;

/// What a run goes by; it never changes while the run lasts.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent thing that the content says")]
pub struct Plan {
    /// The run.
    pub run: Run,
    /// What has the steps.
    body: Arc<Body>,
    /// What kind of content it is.
    pub kind: Kind,
    /// Whether the person may go back.
    pub back: bool,
    /// Whether the card tells how far the tour has come.
    pub progress: bool,
    /// Whether events and marks are recorded; previews and `force` are not.
    pub recorded: bool,
    /// Whether the run was begun elsewhere, so that its display is recorded already.
    pub(super) resumed: bool,
    /// By step: the survey of its one question.
    pub(super) asks: Vec<Option<survey::Plan>>,
}

/// Begins a run of anything that has steps, or goes on with one begun elsewhere.
pub fn begin(
    run: Run,
    body: &Arc<Body>,
    recorded: bool,
    resume: Option<&Resume>,
    random: &mut dyn FnMut() -> u32,
) -> (Plan, State) {
    let (back, progress) = if let Body::Tour(tour) = &**body { (tour.back, tour.progress) } else { (false, false) };
    let mut asks = Vec::new();
    for (index, step) in body.steps().iter().enumerate() {
        asks.push(
            step.question
                .as_ref()
                .map(|_| survey::begin(run.clone(), (Arc::clone(body), Some(index)), recorded, resume, random).0),
        );
    }
    let (body, kind) = (Arc::clone(body), body.kind());
    let plan = Plan { run, body, kind, back, progress, recorded, resumed: resume.is_some(), asks };
    let mut walk = Walk::default();
    if let Some(resume) = resume {
        walk.answers.clone_from(&resume.answers);
        let reached = resume.step.as_ref().and_then(|key| plan.position(|step| step.key == *key));
        walk.at = reached.unwrap_or_default();
        walk.path = plan.path_to(walk.at, &resume.answers);
        walk.started = walk.at > 0;
    }
    walk.ask = plan.ask(&walk);
    (plan, State::Seeking(walk))
}

impl Plan {
    /// The steps.
    pub fn steps(&self) -> &[Step] {
        self.body.steps()
    }

    /// The step a walk has come to.
    pub(super) fn step(&self, at: usize) -> Option<&Step> {
        self.steps().get(at)
    }

    pub(super) fn position(&self, is_it: impl FnMut(&Step) -> bool) -> Option<usize> {
        self.steps().iter().position(is_it)
    }

    /// Whether the step is displayed; a hidden one is not.
    pub(super) fn is_card(&self, at: usize) -> bool {
        self.step(at).is_some_and(|step| step.display != crate::content::tour::Display::Hidden)
    }

    /// The steps that lead to one, the way back there: each time the nearest, past questions that were not answered where there is
    /// another way.
    fn path_to(&self, mut at: usize, answers: &[(QuestionKey, u32, Answer)]) -> Vec<usize> {
        let asked = |from: usize| self.step(from).and_then(|step| step.question.as_ref());
        let was_there =
            |from: &usize| asked(*from).is_none_or(|question| answers.iter().any(|it| it.0 == question.key));
        let mut path = Vec::new();
        loop {
            let mut found = None;
            for from in (0..at).rev().filter(|from| self.leads(*from, at)) {
                let sure = was_there(&from);
                if sure || found.is_none() {
                    found = Some(from);
                }
                if sure {
                    break;
                }
            }
            let Some(from) = found else { break };
            if self.is_card(from) {
                path.push(from);
            }
            at = from;
        }
        path.reverse();
        path
    }

    /// Whether one step may lead to a later one.
    fn leads(&self, from: usize, to: usize) -> bool {
        let (Some(step), Some(there)) = (self.step(from), self.step(to)) else { return false };
        let next = from + 1 == to;
        let is_there = |leads: &Leads| match leads {
            Leads::Step(key) => *key == there.key,
            Leads::Next | Leads::Url(_) | Leads::NewTab(_) => next,
            _ => false,
        };
        next && (step.question.is_some() || step.buttons.is_empty())
            || step.advance.iter().any(|advance| is_there(&advance.to))
            || step.buttons.iter().any(|button| is_there(&button.to))
            || step.branches.iter().any(|branch| is_there(&branch.to))
    }

    /// The question of the step, as it stands after what was answered before.
    pub(super) fn ask(&self, walk: &Walk) -> Option<survey::State> {
        Some(survey::again(self.asks.get(walk.at)?.as_ref()?, &walk.answers))
    }

    /// Where the answer to the step's question leads.
    pub(super) fn after(&self, at: usize, answer: Option<&Answer>) -> &Leads {
        const NEXT: &Leads = &Leads::Next;
        let branches = self.step(at).map_or(&[][..], |step| &step.branches);
        branches.iter().find(|branch| survey::fits(&branch.when, answer)).map_or(NEXT, |branch| &branch.to)
    }
}

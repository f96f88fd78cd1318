//! What a run goes by: the survey, the displayed order of its options, and where an answer leads.

use super::{Sheet, State};
use crate::content::survey::{Answer, AnswerTest, Destination, Help, PrivacyMode, Question, QuestionKind, Survey};
use crate::content::{Body, Link};
use crate::event::Run;
use crate::event::check::check_answer;
use crate::id::{OptionKey, QuestionKey};
use crate::session::Resume;
use std::sync::Arc;

/// What a run goes by; it never changes while the run lasts.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The run.
    pub run: Run,
    /// What asks: a survey, or something with steps of which one asks.
    body: Arc<Body>,
    /// That step; `None` for a survey.
    step: Option<usize>,
    /// Whether events and marks are recorded; previews and `force` are not.
    pub recorded: bool,
    /// By question: its options in the displayed order; empty where they are not shuffled.
    pub(super) orders: Vec<Vec<OptionKey>>,
}

/// Where a run goes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// To the question with this index.
    Question(usize),
    /// To the end; thanks are said by the question with this index, or in the widget's own words.
    End(Option<usize>),
}

/// Begins a run, or goes on with one begun elsewhere. `random` gives uniform 32-bit numbers, for the order of options.
pub fn begin(
    run: Run,
    (body, step): (Arc<Body>, Option<usize>),
    recorded: bool,
    resume: Option<&Resume>,
    random: &mut dyn FnMut() -> u32,
) -> (Plan, State) {
    let mut plan = Plan { run, body, step, recorded, orders: Vec::new() };
    let mut orders: Vec<Vec<OptionKey>> = plan.questions().iter().map(|question| order(question, random)).collect();
    for (key, _, answer) in resume.iter().flat_map(|resume| &resume.answers) {
        if let Some(index) = answered(plan.questions(), key, answer)
            && let Answer::Chosen { order, .. } = answer
            && order.len() == orders[index].len()
        {
            // The order the person saw stays the order they see.
            orders[index].clone_from(order);
        }
    }
    plan.orders = orders;
    let sheet = sheet(&plan, resume.is_some(), resume.map_or(&[], |resume| &resume.answers));
    (plan, State::Ready(sheet))
}

/// The beginning of a run of which this has been answered before.
pub fn again(plan: &Plan, answers: &[(QuestionKey, u32, Answer)]) -> State {
    State::Ready(sheet(plan, true, answers))
}

fn sheet(plan: &Plan, resumed: bool, answers: &[(QuestionKey, u32, Answer)]) -> Sheet {
    let mut kept = Vec::new();
    for (key, revision, answer) in answers {
        kept.push((answered(plan.questions(), key, answer).map(|index| (index, answer.clone())), *revision));
    }
    Sheet::new(plan, resumed, kept)
}

/// The question that has this answer, if it is still asked and the answer still fits it.
fn answered(questions: &[Question], key: &QuestionKey, answer: &Answer) -> Option<usize> {
    let found = questions.iter().position(|question| question.key == *key);
    found.filter(|index| check_answer(&questions[*index], answer).is_ok())
}

fn order(question: &Question, random: &mut dyn FnMut() -> u32) -> Vec<OptionKey> {
    let (QuestionKind::Single { options, shuffle: true, .. } | QuestionKind::Multiple { options, shuffle: true, .. }) =
        &question.kind
    else {
        return Vec::new();
    };
    let mut keys: Vec<OptionKey> = options.iter().map(|option| option.key.clone()).collect();
    shuffle(&mut keys, random);
    keys
}

/// Puts the items in random order (Fisher and Yates, Durstenfeld's form). `random` gives uniform 32-bit numbers;
/// scaling them to `n` places favours none of them by more than n / 2^32.
pub fn shuffle<T>(items: &mut [T], random: &mut dyn FnMut() -> u32) {
    for last in (1..items.len()).rev() {
        let places = u64::try_from(last).unwrap_or(u64::MAX).saturating_add(1);
        let place = (u64::from(random()) * places) >> 32;
        items.swap(last, usize::try_from(place).unwrap_or(last));
    }
}

impl Plan {
    /// The questions.
    pub fn questions(&self) -> &[Question] {
        match (&*self.body, self.step) {
            (Body::Survey(survey), _) => &survey.questions,
            (body, step) => step.and_then(|step| body.steps().get(step)).map_or(&[], |step| step.question.as_slice()),
        }
    }

    /// The survey; `None` where a step asks.
    pub fn survey(&self) -> Option<&Survey> {
        if let Body::Survey(survey) = &*self.body { Some(survey) } else { None }
    }

    /// What is offered after a low CES answer.
    pub(super) fn help(&self) -> Option<&Help> {
        match &*self.body {
            Body::Survey(survey) => survey.help.as_ref(),
            Body::Tour(tour) => tour.help.as_ref(),
            _ => None,
        }
    }

    /// Whether the person may go back.
    pub(super) fn back(&self) -> bool {
        self.survey().is_some_and(|survey| survey.back)
    }

    pub(super) fn anonymous(&self) -> bool {
        self.body.privacy() == PrivacyMode::Anonymous
    }

    pub(super) fn question(&self, index: usize) -> Option<&Question> {
        self.questions().get(index)
    }

    /// The link of a call to action.
    pub(super) fn link(&self, index: usize) -> Option<&Link> {
        match &self.question(index)?.kind {
            QuestionKind::Action(link) => Some(link),
            _ => None,
        }
    }

    /// Reaching this index.
    pub(super) fn stop_at(&self, index: usize) -> Stop {
        stop_at(self.questions(), index)
    }

    /// Where the question leads with this answer.
    pub(super) fn after(&self, index: usize, answer: Option<&Answer>) -> Stop {
        after(self.questions(), index, answer)
    }

    /// Whether help is offered after this answer.
    pub(super) fn offers_help(&self, index: usize, answer: Option<&Answer>) -> bool {
        let ces = self.question(index).is_some_and(|question| matches!(question.kind, QuestionKind::Ces { .. }));
        match (self.help(), answer) {
            (Some(help), Some(Answer::Score(score))) => ces && *score <= help.at_most,
            _ => false,
        }
    }
}

/// Reaching this index: a question, or the end with or without a thank-you card.
pub fn stop_at(questions: &[Question], index: usize) -> Stop {
    match questions.get(index) {
        None => Stop::End(None),
        Some(question) if question.asks() => Stop::Question(index),
        Some(_) => Stop::End(Some(index)),
    }
}

/// Where a question leads with this answer: the first branch that fits, if it leads forward, else the next question.
pub fn after(questions: &[Question], index: usize, answer: Option<&Answer>) -> Stop {
    let Some(question) = questions.get(index) else { return Stop::End(None) };
    let branch = question.branches.iter().find(|branch| fits(&branch.when, answer));
    let to = match branch.map(|branch| &branch.to) {
        Some(Destination::End) => return Stop::End(None),
        Some(Destination::Question(key)) => {
            questions.iter().position(|question| question.key == *key).filter(|to| *to > index)
        }
        None => None,
    };
    stop_at(questions, to.unwrap_or(index.saturating_add(1)))
}

/// Whether the answer, or the lack of one, fits the test of a branch.
pub fn fits(test: &AnswerTest, answer: Option<&Answer>) -> bool {
    match (test, answer) {
        (AnswerTest::Always, _) | (AnswerTest::Skipped, None) | (AnswerTest::Answered, Some(_)) => true,
        (AnswerTest::Score { from, to }, Some(Answer::Score(score))) => from <= score && score <= to,
        (AnswerTest::Chosen(keys), Some(Answer::Chosen { options, .. })) => {
            options.iter().any(|key| keys.contains(key))
        }
        _ => false,
    }
}

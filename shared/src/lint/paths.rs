//! Advice on the ways through a survey: cards nobody reaches, and ways that are too long.

use super::Findings;
use crate::content::Survey;
use crate::content::survey::{Answer, Question, QuestionKind};
use crate::machine::survey::{Stop, after, stop_at};

/// Four steps are completed by 74 %, five by 34 % (Chameleon and others; observational).
const MANY: usize = 5;
/// Seven steps are completed by 16 %, three by 72 % (Chameleon; observational).
const TOO_MANY: usize = 7;
/// Answers that take every way out of the question, with "no answer" where that is allowed.
pub(crate) fn samples(question: &Question) -> Vec<Option<Answer>> {
    let mut samples = Vec::new();
    if !question.required || !question.asks() {
        samples.push(None);
    }
    if let Some((low, high)) = question.scale() {
        samples.extend((low..=high).map(|score| Some(Answer::Score(score))));
    }
    match &question.kind {
        QuestionKind::Single { options, other, .. } | QuestionKind::Multiple { options, other, .. } => {
            let chosen = |options, other| Some(Answer::Chosen { options, other, order: Vec::new() });
            samples.extend(options.iter().map(|option| chosen(vec![option.key.clone()], None)));
            samples.extend(other.iter().map(|_| chosen(Vec::new(), Some(String::new()))));
        }
        QuestionKind::Open { .. } => samples.push(Some(Answer::Text("…".into()))),
        QuestionKind::Action(_) => samples.push(Some(Answer::Pressed)),
        _ => {}
    }
    samples
}

/// Follows every way: which cards can be reached, and how long the longest way is.
pub(super) fn check(survey: &Survey, found: &mut Findings) {
    let count = survey.questions.len();
    let mut reached = vec![false; count];
    let mut longest = vec![0_usize; count];
    let mark = |stop: Stop, reached: &mut [bool]| {
        if let Stop::Question(index) | Stop::End(Some(index)) = stop {
            reached[index] = true;
        }
    };
    mark(stop_at(&survey.questions, 0), &mut reached);
    for index in 0..count {
        if reached[index] && survey.questions[index].asks() {
            for answer in samples(&survey.questions[index]) {
                mark(after(&survey.questions, index, answer.as_ref()), &mut reached);
            }
        }
    }
    for index in (0..count).rev().filter(|index| survey.questions[*index].asks()) {
        let onward = samples(&survey.questions[index]).into_iter().map(|answer| {
            match after(&survey.questions, index, answer.as_ref()) {
                Stop::Question(next) => longest[next],
                Stop::End(_) => 0,
            }
        });
        longest[index] = 1 + onward.max().unwrap_or(0);
    }
    for index in (0..count).filter(|index| !reached[*index]) {
        let message = "No way leads here; correct the branches or remove it.";
        found.warning("unreachable", format!("body.survey.questions[{index}]"), message);
    }
    let steps = longest.first().copied().unwrap_or(0);
    if steps >= TOO_MANY {
        let message =
            format!("The longest way has {steps} questions; one person in six goes through seven, so split it.");
        found.warning("too_many_questions", "body.survey.questions", message);
    } else if steps >= MANY {
        let message = format!("The longest way has {steps} questions; from five on most people stop, so keep to four.");
        found.warning("many_questions", "body.survey.questions", message);
    }
}

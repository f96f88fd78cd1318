//! Whether an answer fits its question. Used by the collector, and by the engine when it resumes a run.

use super::MAX_OTHER_CHARS;
use crate::content::survey::{Answer, Choice, Question, QuestionKind};
use crate::id::OptionKey;

/// Why an answer does not fit its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// A score for a choice, a text for a score and so on.
    #[error("the answer is of another kind than the question")]
    Kind,
    /// The score is not on the scale.
    #[error("the score is not on the question's scale")]
    Scale,
    /// No option is chosen; that is no answer.
    #[error("at least one option must be chosen")]
    Empty,
    /// An option the question does not have, or the same one twice.
    #[error("the question has no such option, or it is named twice")]
    Option,
    /// "Other" where the question offers none.
    #[error("the question offers no other option")]
    Other,
    /// More options than the question allows.
    #[error("more options than the question allows")]
    TooMany,
    /// A text that is empty or longer than the question allows.
    #[error("the text is empty or longer than the question allows")]
    Length,
    /// The order is not an order of the question's options.
    #[error("the displayed order does not name every option once")]
    Order,
}

/// Checks that an answer fits its question.
///
/// # Errors
/// [`AnswerError`] names what does not fit.
pub fn check_answer(question: &Question, answer: &Answer) -> Result<(), AnswerError> {
    match (&question.kind, answer) {
        (_, Answer::Score(score)) => match question.scale() {
            Some((low, high)) if (low..=high).contains(score) => Ok(()),
            Some(_) => Err(AnswerError::Scale),
            None => Err(AnswerError::Kind),
        },
        (QuestionKind::Single { options, other, .. }, Answer::Chosen { .. }) => {
            check_chosen(options, other.is_some(), 1, answer)
        }
        (QuestionKind::Multiple { options, other, at_most, .. }, Answer::Chosen { .. }) => {
            check_chosen(options, other.is_some(), at_most.map_or(usize::MAX, usize::from), answer)
        }
        (QuestionKind::Open { max_length, .. }, Answer::Text(text)) => {
            let fits = !text.trim().is_empty() && text.chars().count() <= usize::from(*max_length);
            if fits { Ok(()) } else { Err(AnswerError::Length) }
        }
        (QuestionKind::Action(_), Answer::Pressed) => Ok(()),
        _ => Err(AnswerError::Kind),
    }
}

fn check_chosen(choices: &[Choice], offers_other: bool, most: usize, answer: &Answer) -> Result<(), AnswerError> {
    let Answer::Chosen { options, other, order } = answer else { return Err(AnswerError::Kind) };
    let known_once = |keys: &[OptionKey]| {
        keys.iter()
            .enumerate()
            .all(|(at, key)| choices.iter().any(|choice| choice.key == *key) && !keys[..at].contains(key))
    };
    if other.is_some() && !offers_other {
        return Err(AnswerError::Other);
    }
    if !known_once(options) {
        return Err(AnswerError::Option);
    }
    match options.len() + usize::from(other.is_some()) {
        0 => return Err(AnswerError::Empty),
        count if count > most => return Err(AnswerError::TooMany),
        _ => {}
    }
    if other.as_ref().is_some_and(|text| text.chars().count() > MAX_OTHER_CHARS) {
        return Err(AnswerError::Length);
    }
    let ordered = order.is_empty() || (order.len() == choices.len() && known_once(order));
    if ordered { Ok(()) } else { Err(AnswerError::Order) }
}

//! What the card shows, read off the state. Deliberately absent: words and nodes; the widget has those.

use super::{Blocked, Plan, Sheet, State, Stop};
use crate::content::survey::{Answer, Choice, Help, Question, QuestionKind};

/// What the card shows.
#[derive(Clone, Debug, PartialEq)]
pub enum View<'a> {
    /// Nothing.
    Hidden,
    /// A question.
    Question(QuestionView<'a>),
    /// Help after a low CES answer.
    Help {
        /// What is said and where help is.
        help: &'a Help,
        /// Whether there is a question to go back to.
        can_go_back: bool,
    },
    /// Thanks, in the words of this card or else the widget's own.
    Thanks(Option<&'a Question>),
    /// The person closed the card.
    Leaving {
        /// Answers are saved and can be withdrawn.
        saved: bool,
        /// A text is typed and not sent.
        unsent: bool,
    },
}

/// A question as it stands.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent thing the card shows or hides")]
pub struct QuestionView<'a> {
    /// The question.
    pub question: &'a Question,
    /// Its options in the displayed order; empty for other kinds.
    pub options: Vec<&'a Choice>,
    /// What is saved.
    pub answer: Option<&'a Answer>,
    /// What the text field holds: of an open question, or beside "other".
    pub text: &'a str,
    /// Whether everything in this card is saved; false while nothing is answered.
    pub saved: bool,
    /// Why the run did not go on.
    pub blocked: Option<Blocked>,
    /// Which question this is on the path, from 1.
    pub number: usize,
    /// How many questions the path has, as far as the answers tell.
    pub of: usize,
    /// Whether the person may go back.
    pub can_go_back: bool,
    /// Whether the person may go on without an answer.
    pub can_skip: bool,
    /// Whether going on ends the survey.
    pub last: bool,
}

impl QuestionView<'_> {
    /// The chosen score.
    pub fn score(&self) -> Option<u8> {
        match self.answer {
            Some(Answer::Score(score)) => Some(*score),
            _ => None,
        }
    }

    /// Whether the option is chosen.
    pub fn is_chosen(&self, choice: &Choice) -> bool {
        matches!(self.answer, Some(Answer::Chosen { options, .. }) if options.contains(&choice.key))
    }

    /// Whether "other" is chosen.
    pub fn is_other_chosen(&self) -> bool {
        matches!(self.answer, Some(Answer::Chosen { other: Some(_), .. }))
    }
}

impl State {
    /// What the card shows in this state.
    pub fn view<'a>(&'a self, plan: &'a Plan) -> View<'a> {
        match self {
            Self::Ready(sheet) => match plan.stop_at(sheet.at) {
                Stop::Question(_) => question(sheet, plan).map_or(View::Hidden, View::Question),
                Stop::End(card) => View::Thanks(card.and_then(|index| plan.question(index))),
            },
            Self::Ended(_) => View::Hidden,
            Self::Asking(sheet) => question(sheet, plan).map_or(View::Hidden, View::Question),
            Self::HelpOffered(_, stop) => plan
                .help()
                .map_or(View::Hidden, |help| View::Help { help, can_go_back: matches!(stop, Stop::Question(_)) }),
            Self::Thanking(card) => View::Thanks(card.and_then(|index| plan.question(index))),
            Self::Leaving(sheet, _) => View::Leaving { saved: sheet.has_answers(), unsent: sheet.has_unsent(plan) },
        }
    }
}

fn question<'a>(sheet: &'a Sheet, plan: &'a Plan) -> Option<QuestionView<'a>> {
    let (question, slot) = (plan.question(sheet.at)?, sheet.slots.get(sheet.at)?);
    let text = match (&slot.draft, &slot.answer) {
        (Some(draft), _) => draft,
        (None, Some(Answer::Text(text) | Answer::Chosen { other: Some(text), .. })) => text,
        _ => "",
    };
    let number = sheet.path.len() + 1;
    Some(QuestionView {
        question,
        options: options(question, sheet, plan),
        answer: slot.answer.as_ref(),
        text,
        saved: slot.answer.is_some() && !sheet.is_unsent(plan, sheet.at),
        blocked: sheet.blocked,
        number,
        of: number + ahead(sheet, plan),
        can_go_back: plan.back() && !sheet.path.is_empty(),
        can_skip: !question.required,
        last: matches!(plan.after(sheet.at, slot.answer.as_ref()), Stop::End(_)),
    })
}

/// The questions still ahead if nothing else is changed.
fn ahead(sheet: &Sheet, plan: &Plan) -> usize {
    let (mut at, mut count) = (sheet.at, 0);
    while let Stop::Question(next) = plan.after(at, sheet.slots.get(at).and_then(|slot| slot.answer.as_ref())) {
        (at, count) = (next, count + 1);
    }
    count
}

fn options<'a>(question: &'a Question, sheet: &Sheet, plan: &Plan) -> Vec<&'a Choice> {
    let (QuestionKind::Single { options, .. } | QuestionKind::Multiple { options, .. }) = &question.kind else {
        return Vec::new();
    };
    match plan.orders.get(sheet.at) {
        Some(order) if order.len() == options.len() => {
            order.iter().filter_map(|key| options.iter().find(|option| option.key == *key)).collect()
        }
        _ => options.iter().collect(),
    }
}

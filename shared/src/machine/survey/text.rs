//! Texts of a run: typed at any time, sent only when the person says so.

use super::{Choose, Out, Plan, Sheet};
use crate::content::survey::{Answer, QuestionKind};
use crate::event::check::MAX_OTHER_CHARS;

/// Takes out what no database and no screen accepts: control characters except tab and line feed.
pub fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

impl Sheet {
    /// Whether a text on the path is typed and not sent.
    pub(super) fn has_unsent(&self, plan: &Plan) -> bool {
        self.on_path().any(|index| self.typed(plan, index).is_some_and(|(answer, _)| answer.is_some()))
    }

    /// Whether the text of this question is typed and not sent.
    pub(super) fn is_unsent(&self, plan: &Plan, index: usize) -> bool {
        self.typed(plan, index).is_some()
    }

    fn on_path(&self) -> impl Iterator<Item = usize> + '_ {
        self.path.iter().copied().chain([self.at])
    }

    pub(super) fn type_text(&mut self, text: &str, out: &mut Out) {
        match out.plan.question(self.at).map(|question| &question.kind) {
            Some(QuestionKind::Open { .. }) => {}
            Some(QuestionKind::Single { other: Some(_), .. } | QuestionKind::Multiple { other: Some(_), .. }) => {
                if self.choice().1.is_none() {
                    self.choose(&Choose::Other, out);
                }
            }
            _ => return,
        }
        self.start(out);
        self.slots[self.at].draft = Some(clean(text));
    }

    /// What a draft would make of the saved answer, if that is a change, and whether it is too long.
    pub(super) fn typed(&self, plan: &Plan, index: usize) -> Option<(Option<Answer>, bool)> {
        let slot = self.slots.get(index)?;
        let text = slot.draft.as_ref()?.trim();
        let (answer, most) = match (&plan.question(index)?.kind, &slot.answer) {
            (QuestionKind::Open { max_length, .. }, _) => {
                let answer = (!text.is_empty()).then(|| Answer::Text(text.to_owned()));
                (answer, usize::from(*max_length))
            }
            (_, Some(Answer::Chosen { options, other: Some(_), order })) => {
                let (options, order) = (options.clone(), order.clone());
                (Some(Answer::Chosen { options, other: Some(text.to_owned()), order }), MAX_OTHER_CHARS)
            }
            _ => return None,
        };
        (answer != slot.answer).then(|| (answer, text.chars().count() > most))
    }

    /// Sends what is typed on the path; what is too long is cut, because the field is gone.
    pub(super) fn send_all(&mut self, out: &mut Out) {
        for index in self.on_path().collect::<Vec<_>>() {
            if let Some((Some(answer), _)) = self.typed(out.plan, index) {
                self.save(index, Some(cut(answer, out.plan, index)), out);
            }
        }
    }
}

fn cut(answer: Answer, plan: &Plan, index: usize) -> Answer {
    let shorten = |text: String, most: usize| text.chars().take(most).collect::<String>();
    match (answer, plan.question(index).map(|question| &question.kind)) {
        (Answer::Text(text), Some(QuestionKind::Open { max_length, .. })) => {
            Answer::Text(shorten(text, usize::from(*max_length)))
        }
        (Answer::Chosen { options, other, order }, _) => {
            Answer::Chosen { options, other: other.map(|text| shorten(text, MAX_OTHER_CHARS)), order }
        }
        (answer, _) => answer,
    }
}

//! The sheet of a run: what is answered, what is typed but not sent, and the way to the current question.

use super::{Blocked, Choose, Effect, Focus, Memory, Out, Plan, Stop};
use crate::content::survey::{Answer, QuestionKind};
use crate::event::Body;
use crate::id::OptionKey;

/// What a person has filled in so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The index of the current question.
    pub(super) at: usize,
    /// The questions gone through to get there.
    pub(super) path: Vec<usize>,
    /// By question.
    pub(super) slots: Vec<Slot>,
    /// The highest revision used in this run.
    pub(super) revision: u32,
    /// Whether `started` has been recorded.
    pub(super) started: bool,
    /// Whether the first answer has been remembered.
    pub(super) marked: bool,
    /// Whether the run was begun elsewhere, so that its display is recorded already.
    pub(super) resumed: bool,
    /// Why the run does not go on.
    pub(super) blocked: Option<Blocked>,
}

/// One question's place on the sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Slot {
    /// What is saved.
    pub(super) answer: Option<Answer>,
    /// What is typed and not sent.
    pub(super) draft: Option<String>,
}

impl Sheet {
    pub(super) fn new(plan: &Plan, resumed: bool, kept: Vec<(Option<(usize, Answer)>, u32)>) -> Self {
        let mut sheet = Self {
            at: 0,
            path: Vec::new(),
            slots: vec![Slot::default(); plan.questions().len()],
            revision: 0,
            started: !kept.is_empty(),
            marked: !kept.is_empty(),
            resumed,
            blocked: None,
        };
        for (answer, revision) in kept {
            sheet.revision = sheet.revision.max(revision);
            if let Some((index, answer)) = answer {
                sheet.slots[index].answer = Some(answer);
            }
        }
        sheet.walk(plan);
        sheet
    }

    /// Goes along the path to the question after the last answered one, but not past the last question: only the
    /// person ends the run.
    fn walk(&mut self, plan: &Plan) {
        let (mut at, mut path) = (0, Vec::new());
        while let Some(slot) = self.slots.get(at) {
            let stop = plan.after(at, slot.answer.as_ref());
            let Stop::Question(next) = stop else { return };
            path.push(at);
            if slot.answer.is_some() {
                self.at = next;
                self.path.clone_from(&path);
            }
            at = next;
        }
    }

    /// What is saved for the current question.
    pub(super) fn answer(&self) -> Option<&Answer> {
        self.slots.get(self.at).and_then(|slot| slot.answer.as_ref())
    }

    pub(super) fn has_answers(&self) -> bool {
        self.slots.iter().any(|slot| slot.answer.is_some())
    }

    pub(super) fn start(&mut self, out: &mut Out) {
        if !self.started {
            self.started = true;
            out.emit(Body::Started(out.plan.run.clone()));
        }
    }

    /// Saves an answer, or withdraws it; what is the same already is left alone.
    pub(super) fn save(&mut self, index: usize, answer: Option<Answer>, out: &mut Out) {
        let (Some(slot), Some(question)) = (self.slots.get_mut(index), out.plan.question(index)) else { return };
        if slot.answer == answer {
            return;
        }
        slot.answer.clone_from(&answer);
        let said = answer.is_some();
        self.start(out);
        self.revision = self.revision.saturating_add(1);
        let (run, question) = (out.plan.run.clone(), question.key.clone());
        out.emit(Body::Answered { run, question: question.clone(), revision: self.revision, answer });
        if said && !self.marked {
            self.marked = true;
            if out.plan.anonymous() {
                out.emit_named(Body::Marked { content: out.plan.run.content.clone() });
            }
            out.remember(Memory::Answered);
        }
        out.notify("answered", Some(question));
    }

    pub(super) fn choose(&mut self, choose: &Choose, out: &mut Out) {
        let Some(question) = out.plan.question(self.at) else { return };
        let answer = match (&question.kind, choose) {
            (_, Choose::Score(score)) => match question.scale() {
                Some((low, high)) if (low..=high).contains(score) => Answer::Score(*score),
                _ => return,
            },
            (QuestionKind::Single { options, .. }, Choose::Option(key)) if options.iter().any(|o| o.key == *key) => {
                self.chosen(vec![key.clone()], None, out.plan)
            }
            (QuestionKind::Single { other: Some(_), .. }, Choose::Other) => {
                let (_, other) = self.choice();
                self.chosen(Vec::new(), Some(other.unwrap_or_default()), out.plan)
            }
            (QuestionKind::Multiple { options, other, at_most, .. }, choose) => {
                let known = match choose {
                    Choose::Option(key) => options.iter().any(|o| o.key == *key),
                    _ => other.is_some(),
                };
                if !known {
                    return;
                }
                let (options, other) = toggle(self.choice(), choose);
                let count = options.len() + usize::from(other.is_some());
                let (before, had_other) = self.choice();
                if count > before.len() + usize::from(had_other.is_some())
                    && at_most.is_some_and(|most| count > usize::from(most))
                {
                    self.blocked = Some(Blocked::TooMany);
                    return;
                }
                if count == 0 {
                    return self.save(self.at, None, out);
                }
                self.chosen(options, other, out.plan)
            }
            _ => return,
        };
        self.save(self.at, Some(answer), out);
    }

    /// The options and the other text that are saved for the current question.
    pub(super) fn choice(&self) -> (Vec<OptionKey>, Option<String>) {
        match self.answer() {
            Some(Answer::Chosen { options, other, .. }) => (options.clone(), other.clone()),
            _ => (Vec::new(), None),
        }
    }

    fn chosen(&self, options: Vec<OptionKey>, other: Option<String>, plan: &Plan) -> Answer {
        Answer::Chosen { options, other, order: plan.orders.get(self.at).cloned().unwrap_or_default() }
    }

    /// Sends the text of the current question and says whether the run may go on.
    pub(super) fn commit(&mut self, out: &mut Out) -> Result<(), Blocked> {
        match self.typed(out.plan, self.at) {
            Some((_, true)) => return Err(Blocked::TooLong),
            Some((answer, false)) => self.save(self.at, answer, out),
            None => {}
        }
        if let Some(slot) = self.slots.get_mut(self.at) {
            slot.draft = None;
        }
        if self.answer().is_none() && out.plan.question(self.at).is_some_and(|question| question.required) {
            return Err(Blocked::Required);
        }
        self.start(out);
        Ok(())
    }

    /// Leaves the current question without an answer; a required one cannot be left so.
    pub(super) fn skip(&mut self, out: &mut Out) -> Result<(), Blocked> {
        if out.plan.question(self.at).is_some_and(|question| question.required) {
            return Err(Blocked::Required);
        }
        self.slots[self.at].draft = None;
        self.save(self.at, None, out);
        self.start(out);
        Ok(())
    }

    pub(super) fn block(&mut self, reason: Blocked, out: &mut Out) {
        self.blocked = Some(reason);
        out.focus(Focus::Field);
    }

    pub(super) fn enter(&mut self, index: usize, out: &mut Out) {
        self.path.push(self.at);
        self.arrive(index, out);
    }

    pub(super) fn back(&mut self, out: &mut Out) {
        if out.plan.back()
            && let Some(index) = self.path.pop()
        {
            self.arrive(index, out);
        }
    }

    fn arrive(&mut self, index: usize, out: &mut Out) {
        self.at = index;
        out.effects.push(Effect::Focus(Focus::Heading));
        out.notify("step", out.plan.question(index).map(|question| question.key.clone()));
    }

    pub(super) fn withdraw_all(&mut self, out: &mut Out) {
        for index in 0..self.slots.len() {
            self.save(index, None, out);
        }
    }
}

fn toggle((mut options, other): (Vec<OptionKey>, Option<String>), choose: &Choose) -> (Vec<OptionKey>, Option<String>) {
    let Choose::Option(key) = choose else {
        let other = if other.is_some() { None } else { Some(String::new()) };
        return (options, other);
    };
    let before = options.len();
    options.retain(|chosen| chosen != key);
    if options.len() == before {
        options.push(key.clone());
    }
    (options, other)
}

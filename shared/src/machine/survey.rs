//! The run of a survey: [`step`] takes a state and an input and gives the next state and what is to be done about it.
//!
//! - A choice is saved when it is made, a text when the person moves on; each change counts the revision up.
//! - Moving from one question to a later one withdraws the answers in between: they belong to a path no longer taken.
//! - Branches lead forward only; one that leads back or nowhere is read as "the next question". So every run ends.
//! - Closing is recorded at once. If answers are saved or a text is not sent, one more card offers to withdraw or send.
//! - The end is recorded before help or thanks is displayed, so that leaving those cards loses nothing.
//!
//! Deliberately absent: clock, locale, timers, nodes. After every step the engine renders [`State::view`] anew.

mod plan;
mod sheet;
mod state;
mod text;
mod view;

use super::{Blocked, Choose, Effect, Ending, Focus, Input, Memory, Part};
use crate::event::{Body, Dismissal};
use crate::id::QuestionKey;

pub use plan::{Plan, Stop, after, again, begin, fits, shuffle, stop_at};
pub use sheet::Sheet;
pub use text::clean;
pub use view::{QuestionView, View};

/// Where a run is.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// Drawn, and not visible yet.
    Ready(Sheet),
    /// A question is displayed.
    Asking(Sheet),
    /// Help is offered after a low CES answer; then the run goes on to the stop (already completed if that is the end).
    HelpOffered(Sheet, Stop),
    /// The run is completed and thanks are said: by this question, or in the widget's own words.
    Thanking(Option<usize>),
    /// The person closed the card; what is saved can be withdrawn and what is not sent can be sent.
    Leaving(Sheet, Dismissal),
    /// Nothing is displayed any more; every input is ignored.
    Ended(Ending),
}

/// Takes one step.
pub fn step(plan: &Plan, state: State, input: Input) -> (State, Vec<Effect>) {
    let mut out = Out { plan, effects: Vec::new() };
    let state = match state {
        State::Ready(sheet) => state::ready(sheet, &input, &mut out),
        State::Asking(sheet) => state::asking(sheet, input, &mut out),
        State::HelpOffered(sheet, stop) => state::help_offered(sheet, stop, &input, &mut out),
        State::Thanking(card) => state::thanking(card, &input, &mut out),
        State::Leaving(sheet, how) => state::leaving(sheet, how, &input, &mut out),
        State::Ended(ending) => State::Ended(ending),
    };
    (state, out.effects)
}

/// The plan, and what has been decided so far in this step.
struct Out<'p> {
    plan: &'p Plan,
    effects: Vec<Effect>,
}

impl Out<'_> {
    fn emit(&mut self, body: Body) {
        if self.plan.recorded {
            self.effects.push(Effect::Emit { body, anonymous: self.plan.anonymous() });
        }
    }

    fn emit_named(&mut self, body: Body) {
        if self.plan.recorded {
            self.effects.push(Effect::Emit { body, anonymous: false });
        }
    }

    fn remember(&mut self, memory: Memory) {
        if self.plan.recorded {
            self.effects.push(Effect::Remember(memory));
        }
    }

    fn notify(&mut self, name: &'static str, question: Option<QuestionKey>) {
        self.effects.push(Effect::Notify { name, part: question.map(Part::Question) });
    }

    fn focus(&mut self, focus: Focus) {
        self.effects.push(Effect::Focus(focus));
    }

    fn complete(&mut self) {
        self.emit(Body::Completed(self.plan.run.clone()));
        self.remember(Memory::Completed);
        self.notify("completed", None);
    }

    fn end(&mut self, ending: Ending) -> State {
        self.effects.push(Effect::End(ending));
        State::Ended(ending)
    }
}

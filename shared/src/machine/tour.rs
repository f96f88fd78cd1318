//! The run of a tour, and of what is made of one step: [`step`] takes a state and an input and gives the next state and
//! what is to be done about it.
//!
//! - A step is sought until the page says that it is visible; a step whose target is gone is sought again.
//! - What leads on by itself leads to later steps only, so no tour runs in circles; a button may lead anywhere.
//! - A question is asked by the survey's own machine, as a survey of one question whose end is the step's end.
//! - Leaving the page ends nothing: where the run stands is remembered, and it goes on from there.
//!
//! Deliberately absent: looking for targets, clocks, and which page is open; the engine feeds what it finds.

mod plan;
mod state;
mod view;

use super::{Effect, Ending, Focus, Input, Memory, Part, survey};
use crate::content::survey::Answer;
use crate::event::{Body, Dismissal};
use crate::id::QuestionKey;

pub use plan::{Plan, begin};
pub use view::{StepView, View};

/// Where a run is.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// The step is sought: drawn, and not visible yet. A hidden step stays here.
    Seeking(Walk),
    /// The step is displayed.
    Displayed(Walk),
    /// The person closed the card; an answer in it can be withdrawn, and a text that is not sent can be sent.
    Leaving(Walk, Dismissal),
    /// Nothing is displayed any more; every input is ignored.
    Ended(Ending),
}

/// How far a run has come.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent thing that happened or not")]
pub struct Walk {
    /// The index of the step.
    at: usize,
    /// The steps gone through to get there.
    path: Vec<usize>,
    /// Whether the run's display has been recorded.
    begun: bool,
    /// Whether `started` has been recorded.
    started: bool,
    /// Whether the display of this step has been recorded.
    seen: bool,
    /// Whether the target did not appear in time.
    missed: bool,
    /// Whether it is displayed in the middle, for want of its target.
    centred: bool,
    /// Whether the beacon has been pressed.
    open: bool,
    /// The question of this step.
    ask: Option<survey::State>,
    /// What was answered so far, with its revision.
    answers: Vec<(QuestionKey, u32, Answer)>,
}

impl State {
    /// The index of the step it is at, while there is one.
    pub fn at(&self) -> Option<usize> {
        match self {
            Self::Seeking(walk) | Self::Displayed(walk) | Self::Leaving(walk, _) => Some(walk.at),
            Self::Ended(_) => None,
        }
    }
}

/// Takes one step.
pub fn step(plan: &Plan, state: State, input: Input) -> (State, Vec<Effect>) {
    let mut out = Out { plan, effects: Vec::new() };
    let state = match state {
        State::Seeking(walk) => state::seeking(walk, &input, &mut out),
        State::Displayed(walk) => state::displayed(walk, input, &mut out),
        State::Leaving(walk, how) => state::leaving(walk, how, input, &mut out),
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
            self.effects.push(Effect::Emit { body, anonymous: false });
        }
    }

    fn remember(&mut self, memory: Memory) {
        if self.plan.recorded {
            self.effects.push(Effect::Remember(memory));
        }
    }

    fn notify(&mut self, name: &'static str, part: Option<Part>) {
        self.effects.push(Effect::Notify { name, part });
    }

    fn end(&mut self, ending: Ending) -> State {
        self.effects.push(Effect::End(ending));
        State::Ended(ending)
    }
}

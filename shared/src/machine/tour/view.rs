//! What is displayed, read off the state. Deliberately absent: words and nodes; the widget has those.

use super::{Plan, State, Walk};
use crate::content::Step;
use crate::content::tour::Display;
use crate::machine::survey;

/// What is displayed.
#[derive(Clone, Debug, PartialEq)]
pub enum View<'a> {
    /// Nothing.
    Hidden,
    /// A step.
    Step(StepView<'a>),
}

/// A step as it stands.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent thing the card shows or hides")]
pub struct StepView<'a> {
    /// The step.
    pub step: &'a Step,
    /// Its index.
    pub index: usize,
    /// Whether it is displayed in the middle, for want of its target.
    pub centred: bool,
    /// Whether the beacon has been pressed.
    pub open: bool,
    /// Which of the displayed steps this is, from 1.
    pub number: usize,
    /// How many there are, as far as one can tell.
    pub of: usize,
    /// Whether the person may go back.
    pub can_go_back: bool,
    /// Whether going on ends the tour.
    pub last: bool,
    /// The question, if one is asked.
    pub ask: Option<survey::View<'a>>,
}

impl State {
    /// What is displayed in this state, or about to be.
    pub fn view<'a>(&'a self, plan: &'a Plan) -> View<'a> {
        match self {
            Self::Seeking(walk) | Self::Displayed(walk) | Self::Leaving(walk, _) if plan.is_card(walk.at) => {
                View::Step(view(walk, plan))
            }
            _ => View::Hidden,
        }
    }
}

fn view<'a>(walk: &'a Walk, plan: &'a Plan) -> StepView<'a> {
    let number = walk.path.len() + 1;
    let ahead = plan.steps().iter().skip(walk.at + 1).filter(|step| step.display != Display::Hidden).count();
    let survey = plan.asks[walk.at].as_ref();
    StepView {
        step: &plan.steps()[walk.at],
        index: walk.at,
        centred: walk.centred,
        open: walk.open,
        number,
        of: number + ahead,
        can_go_back: plan.back && !walk.path.is_empty(),
        last: ahead == 0,
        ask: walk.ask.as_ref().zip(survey).map(|(state, plan)| {
            let mut view = state.view(plan);
            // It is the tour's card, not the first of a survey: only there the ways out are offered.
            if let survey::View::Question(question) = &mut view {
                question.number = number;
            }
            view
        }),
    }
}

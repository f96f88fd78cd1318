//! A run as a state machine: `(State, Input) -> (State, Effects)`, one module per kind of content.
//!
//! | module | runs |
//! |---|---|
//! | [`survey`] | questions in a card |
//! | [`checklist`] | what is to be done until somebody is set up |
//! | [`desk`] | what is done behind the launcher |
//! | [`tour`] | steps, and what is made of one step: announcement, banner, hotspot |
//!
//! Here are the words that both speak, and [`Course`], a run of either. Deliberately absent: views, clocks, storage. A
//! machine that is fed any sequence of inputs neither panics nor gets stuck.

pub mod checklist;
pub mod desk;
pub mod survey;
pub mod tour;

use crate::content::{Body, Kind, Question};
use crate::event::{self, Dismissal, Run};
use crate::id::{ContentKey, OptionKey, QuestionKey, StepKey};
use crate::session::{Mark, Place, Resume};
use crate::time::Timestamp;
use std::sync::Arc;

/// A run of any content: what it goes by, and where it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Course {
    /// A survey.
    Survey(survey::Plan, survey::State),
    /// Steps.
    Tour(tour::Plan, tour::State),
}

impl Course {
    /// Begins a run, or goes on with one begun elsewhere. `random` gives uniform 32-bit numbers, for the order of options.
    pub fn begin(
        run: Run,
        body: &Arc<Body>,
        recorded: bool,
        resume: Option<&Resume>,
        random: &mut dyn FnMut() -> u32,
    ) -> Self {
        if body.kind() == Kind::Survey {
            let (plan, state) = survey::begin(run, (Arc::clone(body), None), recorded, resume, random);
            Self::Survey(plan, state)
        } else {
            let (plan, state) = tour::begin(run, body, recorded, resume, random);
            Self::Tour(plan, state)
        }
    }

    /// Takes one step.
    pub fn step(&mut self, input: Input) -> Vec<Effect> {
        // The state is replaced at once; what stands in between is never seen.
        match self {
            Self::Survey(plan, state) => {
                let (next, effects) =
                    survey::step(plan, std::mem::replace(state, survey::State::Ended(Ending::Left)), input);
                *state = next;
                effects
            }
            Self::Tour(plan, state) => {
                let (next, effects) =
                    tour::step(plan, std::mem::replace(state, tour::State::Ended(Ending::Left)), input);
                *state = next;
                effects
            }
        }
    }

    /// The run.
    pub fn run(&self) -> &Run {
        match self {
            Self::Survey(plan, _) => &plan.run,
            Self::Tour(plan, _) => &plan.run,
        }
    }

    /// Whether events and marks are recorded.
    pub fn is_recorded(&self) -> bool {
        match self {
            Self::Survey(plan, _) => plan.recorded,
            Self::Tour(plan, _) => plan.recorded,
        }
    }

    /// A question of the content.
    pub fn question(&self, key: &QuestionKey) -> Option<&Question> {
        match self {
            Self::Survey(plan, _) => plan.questions().iter().find(|question| question.key == *key),
            Self::Tour(plan, _) => {
                plan.steps().iter().filter_map(|step| step.question.as_ref()).find(|question| question.key == *key)
            }
        }
    }
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The person went through to the end.
    Completed,
    /// The person, the host or a rule closed it.
    Dismissed(Dismissal),
    /// The page was left before anything was done.
    Ignored,
    /// The page was left in the middle; the run can be resumed.
    Left,
}

/// What happens to a run. What has no meaning in a state is ignored there.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// The card became visible; of a tour, the step it has come to.
    Displayed,
    /// A point of the scale or an option was chosen (of a multiple choice: switched on or off).
    Choose(Choose),
    /// The text field of an open question, or beside "other", now has this text.
    Type(String),
    /// On to the next card; sends the text.
    Next,
    /// Back to the question before.
    Back,
    /// On without an answer.
    Skip,
    /// The button of a call to action or of the help offered was pressed.
    Press,
    /// The close button or Escape; on the leaving card: keep what is saved and go.
    Close,
    /// "Later".
    Snooze,
    /// "Do not ask again".
    Refuse,
    /// On the leaving card: withdraw what is saved.
    Withdraw,
    /// On the leaving card: send what was typed.
    Send,
    /// A button of a step was pressed, by its place.
    Button(usize),
    /// What leads on from a step happened, by its place.
    Advance(usize),
    /// The beacon was pressed.
    Open,
    /// The target of a step did not appear in time.
    Missing,
    /// The target of the displayed step is gone.
    Lost,
    /// The host's code or a rule takes it away.
    ByHost,
    /// The page is being left or the session ends.
    Leave,
    /// Something was done behind the launcher.
    Desk(desk::Deed),
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choose {
    /// A point of the scale.
    Score(u8),
    /// An option.
    Option(OptionKey),
    /// The "other" option.
    Other,
}

/// Why the run does not go on; stated in the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// The question needs an answer.
    Required,
    /// The text is longer than allowed.
    TooLong,
    /// No more options may be chosen.
    TooMany,
}

/// What the engine must do, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Hand the event to the outbox; `anonymous`: without who, context and exact time.
    Emit {
        /// What happened.
        body: event::Body,
        /// Whether it must not be tied to the person.
        anonymous: bool,
    },
    /// Remember it on the device, where storage is allowed.
    Remember(Memory),
    /// Tell the listeners of `waymark.on`.
    Notify {
        /// `displayed`, `step`, `answered`, `completed` or `dismissed`.
        name: &'static str,
        /// What of the content it is about, for `step` and `answered`.
        part: Option<Part>,
    },
    /// Move the focus, because the card changed by the person's own doing.
    Focus(Focus),
    /// Lead to this address, perhaps beside the page.
    Navigate {
        /// The address.
        url: String,
        /// Whether it opens beside the page.
        new_tab: bool,
    },
    /// Start this content.
    Start(ContentKey),
    /// Take the card away and give the focus back.
    End(Ending),
}

/// A part of a content that a listener is told about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A question.
    Question(QuestionKey),
    /// A step.
    Step(StepKey),
}

/// Where the focus goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// To the heading of the card.
    Heading,
    /// To the field that needs attention.
    Field,
}

/// What is remembered of a content on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Memory {
    /// It was displayed.
    Displayed,
    /// A question was answered.
    Answered,
    /// It was gone through to the end.
    Completed,
    /// It was dismissed this way.
    Dismissed(Dismissal),
    /// A tour has come to this step.
    Reached(StepKey),
}

impl Memory {
    /// The mark to merge into what the device remembers of a run of this kind; a survey taken away by the host leaves none, while what guides would else go on at the next page.
    pub fn mark(self, kind: Kind, run: &Run, now: Timestamp, snooze_days: u16) -> Mark {
        let mut mark = Mark { kind, ..Mark::default() };
        match self {
            Self::Reached(step) => mark.place = Some(Place { run: run.id, version: run.version, step, at: now }),
            Self::Displayed => mark.displayed_at = Some(now),
            Self::Answered => mark.answered_at = Some(now),
            Self::Completed => mark.completed_at = Some(now),
            Self::Dismissed(Dismissal::ByHost) if kind == Kind::Survey => {}
            Self::Dismissed(how) => {
                mark.dismissed_at = Some(now);
                mark.refused = how == Dismissal::Refused;
                if how == Dismissal::Snoozed {
                    mark.snoozed_until = Some(now.plus_days(i64::from(snooze_days)));
                }
            }
        }
        mark
    }
}

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

use crate::content::Link;
use crate::event::{Body, Dismissal};
use crate::id::{OptionKey, QuestionKey};
use crate::session::Mark;
use crate::time::Timestamp;

pub use plan::{Plan, Stop, after, begin, fits, shuffle, stop_at};
pub use sheet::Sheet;
pub use text::clean;
pub use view::{QuestionView, View};

/// Where a run is.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// Not visible yet.
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

/// What happens to a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// The card became visible.
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
    /// The host's code or a rule takes it away.
    ByHost,
    /// The page is being left or the session ends.
    Leave,
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
        body: Body,
        /// Whether it must not be tied to the person.
        anonymous: bool,
    },
    /// Remember it on the device, where storage is allowed.
    Remember(Memory),
    /// Tell the listeners of `waymark.on`.
    Notify {
        /// `displayed`, `step`, `answered`, `completed` or `dismissed`.
        name: &'static str,
        /// The question it is about, for `step` and `answered`.
        question: Option<QuestionKey>,
    },
    /// Move the focus, because the card changed by the person's own doing.
    Focus(Focus),
    /// Lead there.
    Navigate(Link),
    /// Take the card away and give the focus back.
    End(Ending),
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// It was displayed.
    Displayed,
    /// A question was answered.
    Answered,
    /// It was gone through to the end.
    Completed,
    /// It was dismissed this way.
    Dismissed(Dismissal),
}

impl Memory {
    /// The mark to merge into what the device remembers; being taken away by the host leaves none.
    pub fn mark(self, now: Timestamp, snooze_days: u16) -> Mark {
        let mut mark = Mark::default();
        match self {
            Self::Displayed => mark.displayed_at = Some(now),
            Self::Answered => mark.answered_at = Some(now),
            Self::Completed => mark.completed_at = Some(now),
            Self::Dismissed(Dismissal::ByHost) => {}
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
        self.effects.push(Effect::Notify { name, question });
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

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
mod view;

use crate::content::Link;
use crate::content::survey::Answer;
use crate::event::{Body, Dismissal};
use crate::id::{OptionKey, QuestionKey};
use crate::session::Mark;
use crate::time::Timestamp;

pub use plan::{Plan, Stop, after, begin, fits, shuffle, stop_at};
pub use sheet::{Sheet, clean};
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
        State::Ready(sheet) => ready(sheet, &input, &mut out),
        State::Asking(sheet) => asking(sheet, input, &mut out),
        State::HelpOffered(sheet, stop) => help_offered(sheet, stop, &input, &mut out),
        State::Thanking(card) => thanking(card, &input, &mut out),
        State::Leaving(sheet, how) => leaving(sheet, how, &input, &mut out),
        State::Ended(ending) => State::Ended(ending),
    };
    (state, out.effects)
}

fn ready(mut sheet: Sheet, input: &Input, out: &mut Out) -> State {
    match input {
        Input::Displayed => {
            if !sheet.resumed {
                out.emit(Body::Displayed(out.plan.run.clone()));
                out.remember(Memory::Displayed);
            }
            out.notify("displayed", None);
            match out.plan.stop_at(sheet.at) {
                Stop::Question(_) => State::Asking(sheet),
                Stop::End(card) => {
                    sheet.start(out);
                    out.complete();
                    finish(&sheet, card, out)
                }
            }
        }
        Input::ByHost | Input::Close => out.end(Ending::Dismissed(Dismissal::ByHost)),
        Input::Leave => out.end(Ending::Left),
        _ => State::Ready(sheet),
    }
}

fn asking(mut sheet: Sheet, input: Input, out: &mut Out) -> State {
    let blocked = sheet.blocked.take();
    match input {
        Input::Choose(choose) => sheet.choose(&choose, out),
        Input::Type(text) => sheet.type_text(&text, out),
        Input::Next | Input::Send => match sheet.commit(out) {
            Ok(()) => return advance(sheet, out),
            Err(reason) => sheet.block(reason, out),
        },
        Input::Skip => match sheet.skip(out) {
            Ok(()) => return advance(sheet, out),
            Err(reason) => sheet.block(reason, out),
        },
        Input::Press => return press(sheet, out),
        Input::Back => sheet.back(out),
        Input::Close => return leave(sheet, Dismissal::Closed, out),
        Input::Snooze => return leave(sheet, Dismissal::Snoozed, out),
        Input::Refuse => return leave(sheet, Dismissal::Refused, out),
        Input::ByHost => return leave(sheet, Dismissal::ByHost, out),
        Input::Leave => return left(&sheet, out),
        Input::Displayed | Input::Withdraw => sheet.blocked = blocked,
    }
    State::Asking(sheet)
}

fn help_offered(sheet: Sheet, stop: Stop, input: &Input, out: &mut Out) -> State {
    match (input, stop) {
        (Input::Next | Input::Skip | Input::Send, _) => go(sheet, stop, out),
        (Input::Press, _) => {
            let link = out.plan.survey.help.as_ref().map(|help| help.link.clone());
            let state = go(sheet, stop, out);
            out.effects.extend(link.map(Effect::Navigate));
            state
        }
        (Input::Back, Stop::Question(_)) => {
            out.focus(Focus::Heading);
            State::Asking(sheet)
        }
        (Input::Close | Input::Snooze | Input::Refuse | Input::ByHost | Input::Leave, Stop::End(_)) => {
            out.end(Ending::Completed)
        }
        (Input::Close, _) => leave(sheet, Dismissal::Closed, out),
        (Input::Snooze, _) => leave(sheet, Dismissal::Snoozed, out),
        (Input::Refuse, _) => leave(sheet, Dismissal::Refused, out),
        (Input::ByHost, _) => leave(sheet, Dismissal::ByHost, out),
        (Input::Leave, _) => left(&sheet, out),
        _ => State::HelpOffered(sheet, stop),
    }
}

fn thanking(card: Option<usize>, input: &Input, out: &mut Out) -> State {
    match input {
        Input::Displayed | Input::Choose(_) | Input::Type(_) | Input::Back | Input::Withdraw => State::Thanking(card),
        _ => out.end(Ending::Completed),
    }
}

fn leaving(mut sheet: Sheet, how: Dismissal, input: &Input, out: &mut Out) -> State {
    match input {
        Input::Withdraw => sheet.withdraw_all(out),
        Input::Send => sheet.send_all(out),
        Input::Close | Input::Next | Input::Skip | Input::Snooze | Input::Refuse | Input::ByHost | Input::Leave => {}
        _ => return State::Leaving(sheet, how),
    }
    out.end(Ending::Dismissed(how))
}

/// A call to action was pressed: that is its answer, and the run goes on before the page may be left.
fn press(mut sheet: Sheet, out: &mut Out) -> State {
    let Some(link) = out.plan.link(sheet.at).cloned() else { return State::Asking(sheet) };
    sheet.save(sheet.at, Some(Answer::Pressed), out);
    let state = advance(sheet, out);
    out.effects.push(Effect::Navigate(link));
    state
}

/// Leaves the current question: answers that are jumped over are withdrawn, the end is recorded, help comes first.
fn advance(mut sheet: Sheet, out: &mut Out) -> State {
    let stop = out.plan.after(sheet.at, sheet.answer());
    let until = if let Stop::Question(index) = stop { index } else { out.plan.survey.questions.len() };
    for index in sheet.at + 1..until {
        sheet.save(index, None, out);
    }
    if matches!(stop, Stop::End(_)) {
        out.complete();
    }
    if out.plan.offers_help(sheet.at, sheet.answer()) {
        out.focus(Focus::Heading);
        return State::HelpOffered(sheet, stop);
    }
    go(sheet, stop, out)
}

fn go(mut sheet: Sheet, stop: Stop, out: &mut Out) -> State {
    match stop {
        Stop::Question(index) => {
            sheet.enter(index, out);
            State::Asking(sheet)
        }
        Stop::End(card) => finish(&sheet, card, out),
    }
}

/// After the end: thanks, unless nothing was said and the survey has no words for that.
fn finish(sheet: &Sheet, card: Option<usize>, out: &mut Out) -> State {
    if card.is_none() && !sheet.has_answers() {
        return out.end(Ending::Completed);
    }
    out.focus(Focus::Heading);
    State::Thanking(card)
}

fn leave(sheet: Sheet, how: Dismissal, out: &mut Out) -> State {
    out.emit(Body::Dismissed { run: out.plan.run.clone(), how });
    out.remember(Memory::Dismissed(how));
    if how == Dismissal::Refused && out.plan.anonymous() {
        // The collector must not learn who refused, only that this person is not to be asked again.
        out.emit_named(Body::Marked { content: out.plan.run.content.clone() });
    }
    out.notify("dismissed", None);
    if how == Dismissal::ByHost || !(sheet.has_answers() || sheet.has_unsent(out.plan)) {
        return out.end(Ending::Dismissed(how));
    }
    out.focus(Focus::Heading);
    State::Leaving(sheet, how)
}

fn left(sheet: &Sheet, out: &mut Out) -> State {
    if sheet.started {
        return out.end(Ending::Left);
    }
    out.emit(Body::Ignored(out.plan.run.clone()));
    out.end(Ending::Ignored)
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

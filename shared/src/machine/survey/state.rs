//! What each input means in each state.

use super::{Effect, Ending, Focus, Input, Memory, Out, Sheet, State, Stop};
use crate::content::survey::Answer;
use crate::event::{Body, Dismissal};

pub(super) fn ready(mut sheet: Sheet, input: &Input, out: &mut Out) -> State {
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

pub(super) fn asking(mut sheet: Sheet, input: Input, out: &mut Out) -> State {
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
        _ => sheet.blocked = blocked,
    }
    State::Asking(sheet)
}

pub(super) fn help_offered(sheet: Sheet, stop: Stop, input: &Input, out: &mut Out) -> State {
    match (input, stop) {
        (Input::Next | Input::Skip | Input::Send, _) => go(sheet, stop, out),
        (Input::Press, _) => {
            let link = out.plan.help().map(|help| help.link.clone());
            let state = go(sheet, stop, out);
            out.effects.extend(link.map(|link| Effect::Navigate { url: link.url, new_tab: link.new_tab }));
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

pub(super) fn thanking(card: Option<usize>, input: &Input, out: &mut Out) -> State {
    match input {
        Input::Next
        | Input::Skip
        | Input::Press
        | Input::Close
        | Input::Snooze
        | Input::Refuse
        | Input::Send
        | Input::ByHost
        | Input::Leave => out.end(Ending::Completed),
        _ => State::Thanking(card),
    }
}

pub(super) fn leaving(mut sheet: Sheet, how: Dismissal, input: &Input, out: &mut Out) -> State {
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
    out.effects.push(Effect::Navigate { url: link.url, new_tab: link.new_tab });
    state
}

/// Leaves the current question: answers that are jumped over are withdrawn, the end is recorded, help comes first.
fn advance(mut sheet: Sheet, out: &mut Out) -> State {
    let stop = out.plan.after(sheet.at, sheet.answer());
    let until = if let Stop::Question(index) = stop { index } else { out.plan.questions().len() };
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

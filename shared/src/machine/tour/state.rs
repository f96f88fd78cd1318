//! What each input means in each state.

use super::{Effect, Ending, Focus, Input, Memory, Out, Part, State, Walk, survey};
use crate::content::Kind;
use crate::content::survey::Answer;
use crate::content::tour::{Leads, MissingThen};
use crate::event::{Body, Dismissal};
use crate::id::StepKey;

pub(super) fn seeking(mut walk: Walk, input: &Input, out: &mut Out<'_>) -> State {
    match input {
        Input::Displayed if out.plan.is_card(walk.at) => {
            become_visible(&mut walk, out);
            State::Displayed(walk)
        }
        Input::Advance(index) => match leads_on(&walk, *index, out) {
            Some(to) => follow(walk, &to, false, out),
            None => State::Seeking(walk),
        },
        Input::Missing if !walk.missed => missing(walk, out),
        Input::ByHost if walk.begun => leave(walk, Dismissal::ByHost, out),
        Input::ByHost => out.end(Ending::Dismissed(Dismissal::ByHost)),
        _ => State::Seeking(walk),
    }
}

pub(super) fn displayed(mut walk: Walk, input: Input, out: &mut Out<'_>) -> State {
    match input {
        Input::Button(index) => {
            let to = out.plan.step(walk.at).and_then(|step| step.buttons.get(index)).map(|button| button.to.clone());
            return if let Some(to) = to { follow(walk, &to, true, out) } else { State::Displayed(walk) };
        }
        Input::Advance(index) => {
            if let Some(to) = leads_on(&walk, index, out) {
                return follow(walk, &to, false, out);
            }
        }
        Input::Lost => {
            walk.missed = false;
            return State::Seeking(walk);
        }
        Input::Open => {
            start(&mut walk, out);
            walk.open = true;
            out.effects.push(Effect::Focus(Focus::Heading));
        }
        // The beacon's bubble has been read: that is all there is to it.
        Input::Close if walk.open => return complete(&walk, out),
        Input::Close => return leave(walk, Dismissal::Closed, out),
        Input::Snooze => return leave(walk, Dismissal::Snoozed, out),
        Input::Refuse => return leave(walk, Dismissal::Refused, out),
        Input::ByHost => return leave(walk, Dismissal::ByHost, out),
        Input::Back if walk.ask.as_ref().is_none_or(|ask| !matches!(ask, survey::State::HelpOffered(..))) => {
            return back(walk, out);
        }
        input if walk.ask.is_some() => return ask(walk, input, out),
        Input::Next | Input::Skip => return follow(walk, &Leads::Next, true, out),
        _ => {}
    }
    State::Displayed(walk)
}

pub(super) fn leaving(mut walk: Walk, how: Dismissal, input: Input, out: &mut Out<'_>) -> State {
    pass_on(&mut walk, input, out);
    if matches!(walk.ask, Some(survey::State::Leaving(..))) {
        return State::Leaving(walk, how);
    }
    out.end(Ending::Dismissed(how))
}

/// The step is visible: the first time, the run is.
fn become_visible(walk: &mut Walk, out: &mut Out<'_>) {
    let run = &out.plan.run;
    let Some(step) = out.plan.step(walk.at) else { return };
    if !walk.begun {
        walk.begun = true;
        if !out.plan.resumed {
            out.emit(Body::Displayed(run.clone()));
            out.remember(Memory::Displayed);
            out.remember(Memory::Reached(step.key.clone()));
        }
        out.notify("displayed", None);
    }
    if !walk.seen && out.plan.kind == Kind::Tour {
        out.emit(Body::Step { run: run.clone(), step: step.key.clone() });
    }
    walk.seen = true;
    out.notify("step", Some(Part::Step(step.key.clone())));
    pass_on(walk, Input::Displayed, out);
}

fn start(walk: &mut Walk, out: &mut Out<'_>) {
    if !walk.started {
        walk.started = true;
        out.emit(Body::Started(out.plan.run.clone()));
    }
}

/// Where what happened by itself leads.
fn leads_on(walk: &Walk, index: usize, out: &Out<'_>) -> Option<Leads> {
    out.plan.step(walk.at)?.advance.get(index).map(|advance| advance.to.clone())
}

/// Follows where something leads. What the person did not press themselves leads forward only.
fn follow(mut walk: Walk, to: &Leads, pressed: bool, out: &mut Out<'_>) -> State {
    start(&mut walk, out);
    let next = walk.at.saturating_add(1);
    match to {
        Leads::Back if pressed => back(walk, out),
        Leads::Next | Leads::Back => go(walk, next, out),
        Leads::Step(key) => {
            let found = out.plan.position(|step| step.key == *key).filter(|at| pressed || *at > walk.at);
            go(walk, found.unwrap_or(next), out)
        }
        Leads::Content(key) => {
            let ended = complete(&walk, out);
            out.effects.push(Effect::Start(key.clone()));
            ended
        }
        Leads::Url(url) | Leads::NewTab(url) => {
            let state = go(walk, next, out);
            out.effects.push(Effect::Navigate { url: url.clone(), new_tab: matches!(to, Leads::NewTab(_)) });
            state
        }
        Leads::End => complete(&walk, out),
        Leads::Snooze => leave(walk, Dismissal::Snoozed, out),
        Leads::Close => leave(walk, Dismissal::Closed, out),
    }
}

fn go(mut walk: Walk, to: usize, out: &mut Out<'_>) -> State {
    if to >= out.plan.steps().len() {
        return complete(&walk, out);
    }
    if let Some(been) = walk.path.iter().position(|at| *at == to) {
        walk.path.truncate(been);
    } else if out.plan.is_card(walk.at) {
        walk.path.push(walk.at);
    }
    arrive(walk, to, out)
}

fn back(mut walk: Walk, out: &mut Out<'_>) -> State {
    match walk.path.pop().filter(|_| out.plan.back) {
        Some(to) => arrive(walk, to, out),
        None => State::Displayed(walk),
    }
}

fn arrive(walk: Walk, at: usize, out: &mut Out<'_>) -> State {
    let Walk { path, begun, started, answers, .. } = walk;
    let mut walk = Walk { at, path, begun, started, answers, ..Walk::default() };
    walk.ask = out.plan.ask(&walk);
    out.remember(Memory::Reached(key_of(at, out)));
    out.effects.push(Effect::Focus(Focus::Heading));
    State::Seeking(walk)
}

fn key_of(at: usize, out: &Out<'_>) -> StepKey {
    out.plan.step(at).map(|step| step.key.clone()).expect("a walk is always at a step")
}

/// The target has not come in time.
fn missing(mut walk: Walk, out: &mut Out<'_>) -> State {
    walk.missed = true;
    let Some(step) = out.plan.step(walk.at) else { return State::Seeking(walk) };
    let Some(target) = step.display.target() else { return State::Seeking(walk) };
    let (run, selector) = (out.plan.run.clone(), target.selectors.first().cloned().unwrap_or_default());
    out.emit(Body::TargetMissing { run, step: step.key.clone(), selector });
    match step.display.missing().then {
        MissingThen::Wait => State::Seeking(walk),
        MissingThen::Skip => {
            let next = walk.at.saturating_add(1);
            go(walk, next, out)
        }
        MissingThen::Centre => {
            walk.centred = true;
            State::Seeking(walk)
        }
        MissingThen::End if walk.begun => leave(walk, Dismissal::ByHost, out),
        MissingThen::End => out.end(Ending::Ignored),
    }
}

/// The end; what nobody has seen anything of is not completed.
fn complete(walk: &Walk, out: &mut Out<'_>) -> State {
    if !walk.begun && !out.plan.resumed {
        return out.end(Ending::Ignored);
    }
    out.emit(Body::Completed(out.plan.run.clone()));
    out.remember(Memory::Completed);
    out.notify("completed", None);
    out.end(Ending::Completed)
}

/// Closing is recorded at once; where an answer is saved or a text is typed, one more card offers to withdraw or send.
fn leave(mut walk: Walk, how: Dismissal, out: &mut Out<'_>) -> State {
    out.emit(Body::Dismissed { run: out.plan.run.clone(), how });
    out.remember(Memory::Dismissed(how));
    out.notify("dismissed", None);
    if how != Dismissal::ByHost && walk.ask.is_some() {
        pass_on(&mut walk, Input::Close, out);
        if matches!(walk.ask, Some(survey::State::Leaving(..))) {
            return State::Leaving(walk, how);
        }
    }
    out.end(Ending::Dismissed(how))
}

/// The person answers the question of the step.
fn ask(mut walk: Walk, input: Input, out: &mut Out<'_>) -> State {
    pass_on(&mut walk, input, out);
    if matches!(walk.ask, Some(survey::State::Asking(_) | survey::State::HelpOffered(..))) {
        return State::Displayed(walk);
    }
    let key = out.plan.step(walk.at).and_then(|step| step.question.as_ref()).map(|question| &question.key);
    let answer = walk.answers.iter().find(|(answered, ..)| Some(answered) == key).map(|(.., answer)| answer.clone());
    let to = out.plan.after(walk.at, answer.as_ref()).clone();
    follow(walk, &to, true, out)
}

/// Passes an input on to the question's own machine, and takes over of its effects what is about the answer alone: the run
/// is the tour's.
fn pass_on(walk: &mut Walk, input: Input, out: &mut Out<'_>) {
    let Some(plan) = out.plan.asks.get(walk.at).and_then(Option::as_ref) else { return };
    let Some(state) = walk.ask.take() else { return };
    let (state, effects) = survey::step(plan, state, input);
    walk.ask = Some(state);
    for effect in effects {
        match effect {
            Effect::Emit { body: Body::Started(_), .. } => start(walk, out),
            Effect::Emit { body: Body::Answered { run, question, revision, answer }, .. } => {
                note(walk, &question, revision, answer.as_ref());
                out.emit(Body::Answered { run, question, revision, answer });
            }
            Effect::Remember(Memory::Answered)
            | Effect::Notify { name: "answered", .. }
            | Effect::Focus(_)
            | Effect::Navigate { .. } => out.effects.push(effect),
            _ => {}
        }
    }
}

fn note(walk: &mut Walk, question: &crate::id::QuestionKey, revision: u32, answer: Option<&Answer>) {
    walk.answers.retain(|(answered, ..)| answered != question);
    walk.answers.extend(answer.map(|answer| (question.clone(), revision, answer.clone())));
}

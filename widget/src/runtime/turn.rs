//! Whose turn it is: what is ready is seated one at a time, after a claim; and what the page must listen for meanwhile.
//!
//! Deliberately absent: how something becomes ready; that is [`super::wait`].

use super::Runtime;
use super::wait::{Phase, Ready, Wait};
use crate::desk::At;
use crate::page::{Page, Wanted};
use shared::content::trigger::Cause;
use shared::event::Body;
use shared::id::RunId;
use shared::machine::Memory;
use shared::machine::checklist::is_of_desk;
use shared::targeting::Reason;
use shared::targeting::page::Start;
use shared::time::{SECOND_MS, Timestamp};

impl<P: Page> Runtime<P> {
    /// Gives the next one its turn, and tells the page what to listen for.
    pub(super) fn settle(&mut self) {
        self.step_aside();
        self.put_ready();
        while self.show.is_none() && !self.waits.iter().any(|wait| matches!(wait.phase, Phase::Claiming(_))) {
            let Some((index, ready)) = self.next_free() else { break };
            if !self.reasons(index, ready.start).is_empty() {
                self.waits[index].phase = Phase::Idle;
            } else if ready.start == Start::Forced {
                self.waits[index].phase = Phase::Idle;
                self.open(index, &ready);
            } else {
                self.waits[index].phase = Phase::Claiming(ready.clone());
                self.page.claim(&ready.run);
            }
        }
        self.lay_out();
        self.measure();
        let wanted = self.wanted();
        self.page.watch(wanted);
        self.alarm_at = self.next_alarm();
        self.page.set_alarm(self.alarm_at);
    }

    /// The one whose turn it is: what was asked for or goes on before what comes by itself, then by priority.
    fn next_free(&self) -> Option<(usize, Ready)> {
        let ready = |wait: &Wait| if let Phase::Ready(ready) = &wait.phase { Some(ready.clone()) } else { None };
        let mut waiting = self.waits.iter().enumerate().filter_map(|(index, wait)| Some((index, ready(wait)?)));
        let free = |index: &usize, ready: &Ready| {
            !is_of_desk(self.due[*index].body.kind()) && self.is_free_for(ready) && self.is_on_its_page(*index, ready)
        };
        let first = |(index, ready): &(usize, Ready)| ready.start != Start::Triggered && free(index, ready);
        let found = waiting.clone().find(first);
        found.or_else(|| waiting.find(|(index, ready)| free(index, ready)))
    }

    /// Whether the person is not busy with something this one must not interrupt.
    pub(super) fn is_free_for(&self, ready: &Ready) -> bool {
        let situation = self.page.situation();
        match ready.start {
            Start::Forced | Start::Requested => !situation.hidden,
            // What guides through the page is not held up by what the person does there.
            Start::Resumed if ready.guides => !situation.hidden,
            Start::Triggered | Start::Resumed => {
                let dialog = situation.in_dialog && !ready.in_dialog;
                // An article that somebody was led to is about to be read.
                let folded = self.laid.desk.borrow().at == At::Folded && !self.laid.led;
                !self.said && !situation.hidden && !dialog && folded && situation.typing_ms.is_none()
            }
        }
    }

    /// The answer to a claim. Time has passed, so everything is checked once more.
    pub(super) fn claimed(&mut self, run: RunId, granted: bool) {
        let asked = |wait: &Wait| matches!(&wait.phase, Phase::Claiming(ready) if ready.run.id == run);
        let Some(index) = self.waits.iter().position(asked) else {
            if granted {
                self.page.release();
            }
            return;
        };
        let Phase::Claiming(ready) = std::mem::take(&mut self.waits[index].phase) else { return };
        if !granted {
            self.waits[index].denied = Some(Reason::OtherTab);
            return;
        }
        if !self.reasons(index, ready.start).is_empty() {
            return self.page.release();
        }
        if self.show.is_some() || !self.is_free_for(&ready) {
            self.waits[index].phase = Phase::Ready(ready);
            return self.page.release();
        }
        if self.due[index].withheld && ready.start == Start::Triggered {
            self.report(&Body::Withheld(ready.run.clone()));
            let kind = self.due[index].body.kind();
            self.note(kind, &ready.run, Memory::Displayed, true, 0);
            return self.page.release();
        }
        self.open(index, &ready);
    }

    /// Listens only for what would start something now.
    fn wanted(&self) -> Wanted {
        let mut wanted = self.wanted_for_step();
        self.wanted_for_lists(&mut wanted);
        for (index, (due, wait)) in self.due.iter().zip(&self.waits).enumerate() {
            let elsewhere = due.resume.is_some() && wait.denied == Some(Reason::OtherTab);
            wanted.free |= elsewhere || matches!(wait.phase, Phase::Ready(_));
            wanted.keys |= wait.start().is_some();
            let watched = !matches!(due.trigger.cause, Cause::Page | Cause::Event(_) | Cause::Manual);
            if !watched || !self.is_idle(index) || !self.reasons(index, Start::Triggered).is_empty() {
                continue;
            }
            wanted.keys = true;
            match &due.trigger.cause {
                Cause::Click(selector) => wanted.clicks.push(selector.clone()),
                Cause::Element(selector) => wanted.elements.push(selector.clone()),
                Cause::Scroll(_) => wanted.scroll = true,
                Cause::Exit => wanted.exit = true,
                Cause::Inactive(_) => wanted.activity = true,
                Cause::Page | Cause::Event(_) | Cause::Manual => {}
            }
        }
        wanted
    }

    /// The earliest time at which something changes by itself.
    fn next_alarm(&self) -> Option<Timestamp> {
        let now = self.page.now();
        let typing = self.page.situation().typing_ms.map(|ms| now.plus_ms(ms.into()));
        let waits = self.due.iter().zip(&self.waits).enumerate().filter_map(|(index, (due, wait))| {
            match (&wait.phase, &due.trigger.cause) {
                (Phase::Delayed { until, .. }, _) => Some(*until),
                (Phase::Ready(_), _) => typing.filter(|_| self.show.is_none()),
                (Phase::Idle, Cause::Inactive(seconds))
                    if self.is_idle(index) && self.reasons(index, Start::Triggered).is_empty() =>
                {
                    Some(self.page.last_activity().plus_ms(i64::from(*seconds) * SECOND_MS))
                }
                _ => None,
            }
        });
        waits.chain(self.held_until()).chain(self.step_delay()).min()
    }
}

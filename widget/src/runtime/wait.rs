//! What may be due: a trigger fires, a delay runs; each step checks everything again.
//!
//! Deliberately absent: the rules themselves; those are [`shared::targeting::page`].

use super::Runtime;
use crate::page::Page;
use crate::report;
use shared::content::Kind;
use shared::content::tour::On;
use shared::content::trigger::Cause;
use shared::event::{Body, Run};
use shared::machine::Course;
use shared::session::Due;
use shared::targeting::Reason;
use shared::targeting::page::{Happening, Start, event_fits, is_cancelled, is_cause};
use shared::time::{SECOND_MS, Timestamp};
use shared::value::Values;
use std::cell::RefCell;
use std::rc::Rc;

/// One content that may be due.
#[derive(Clone, Default)]
pub(super) struct Wait {
    pub(super) phase: Phase,
    /// Why it did not come though its trigger fired, for `explain`.
    pub(super) denied: Option<Reason>,
    /// A run begun in this page, which goes on when its step's page is open again.
    pub(super) course: Option<Rc<RefCell<Course>>>,
}

/// How far it has come.
#[derive(Clone, Debug, Default)]
pub(super) enum Phase {
    /// Its trigger has not fired.
    #[default]
    Idle,
    /// Its trigger fired; the delay runs.
    Delayed { until: Timestamp, in_dialog: bool },
    /// It is due and waits for its turn.
    Ready(Ready),
    /// It has its turn and asks for the right to display.
    Claiming(Ready),
}

/// A run that is due.
#[derive(Clone, Debug)]
pub(super) struct Ready {
    pub(super) run: Run,
    pub(super) start: Start,
    /// Its cause came from within a dialog of the host, so that dialog is no reason to wait.
    pub(super) in_dialog: bool,
    /// It has steps, not questions alone.
    pub(super) guides: bool,
}

impl Wait {
    /// What started it, once something has.
    pub(super) fn start(&self) -> Option<Start> {
        match &self.phase {
            Phase::Idle => None,
            Phase::Delayed { .. } => Some(Start::Triggered),
            Phase::Ready(ready) | Phase::Claiming(ready) => Some(ready.start),
        }
    }
}

impl<P: Page> Runtime<P> {
    /// Previews and runs begun elsewhere need no trigger.
    pub(super) fn begin_at_once(&mut self) {
        for index in 0..self.waits.len() {
            if self.due[index].preview && self.is_idle(index) {
                self.ready(index, Start::Forced, false);
            }
        }
        self.go_on();
    }

    /// Runs begun elsewhere go on; those that another tab displays are asked for again.
    pub(super) fn go_on(&mut self) {
        for index in 0..self.waits.len() {
            let resume = self.due[index].resume.as_ref();
            if self.is_idle(index) && resume.is_some_and(|resume| !self.ended.contains(&resume.run)) {
                self.fire(index, Start::Resumed, 0);
            }
        }
    }

    /// Whether it may be started: it neither waits nor is displayed.
    pub(super) fn is_idle(&self, index: usize) -> bool {
        let displayed = self.show.as_ref().is_some_and(|show| show.run.content == self.due[index].key);
        !displayed
            && self.laid.desk.borrow().place(self.due[index].key.as_str()).is_none()
            && self.waits[index].start().is_none()
    }

    /// Something that may be a cause happened.
    pub(super) fn happened(&mut self, happening: Happening<'_>) {
        let now = self.page.now();
        for index in 0..self.waits.len() {
            let trigger = &self.due[index].trigger;
            if self.is_idle(index) && is_cause(&trigger.cause, happening, now) {
                let delay = trigger.delay_ms;
                self.fire(index, Start::Triggered, delay);
            }
        }
    }

    /// The host tracked an event: it may call off what waits, and it may be a cause.
    pub(super) fn tracked(&mut self, name: &str, properties: &Values) {
        let now = self.page.now();
        for index in 0..self.waits.len() {
            let waits = self.waits[index].start() == Some(Start::Triggered);
            if waits && is_cancelled(&self.due[index].trigger, name, properties, now) {
                self.drop_wait(index);
                self.waits[index].denied = Some(Reason::Cancelled);
            }
        }
        self.observe_event(name, properties);
        self.happened(Happening::Event { name, properties });
        self.led_on(|on| matches!(on, On::Event(test) if event_fits(test, name, properties, now)));
    }

    /// `waymark.start`: comes without its trigger; forced, also over whatever is displayed.
    pub(super) fn requested(&mut self, key: &str, force: bool) {
        let Some(index) = self.due.iter().position(|due| due.key.as_str() == key) else { return };
        if self.show.as_ref().is_some_and(|show| show.run.content.as_str() == key) || self.open_on_desk(key) {
            return self.redraw();
        }
        self.drop_wait(index);
        if force {
            self.act(shared::machine::Input::ByHost, false);
            self.ready(index, Start::Forced, false);
        } else {
            self.fire(index, Start::Requested, 0);
        }
    }

    /// Stops waiting; whoever fires again begins anew.
    pub(super) fn drop_wait(&mut self, index: usize) {
        if let Phase::Claiming(_) = std::mem::take(&mut self.waits[index].phase) {
            self.page.release();
        }
    }

    /// Starts one, if nothing stands in the way.
    fn fire(&mut self, index: usize, start: Start, delay_ms: u32) {
        self.waits[index].denied = None;
        if !self.reasons(index, start).is_empty() {
            return;
        }
        let in_dialog = self.page.situation().in_dialog
            && matches!(self.due[index].trigger.cause, Cause::Event(_) | Cause::Element(_) | Cause::Click(_));
        if delay_ms > 0 {
            let until = self.page.now().plus_ms(delay_ms.into());
            self.waits[index].phase = Phase::Delayed { until, in_dialog };
        } else {
            self.ready(index, start, in_dialog);
        }
    }

    /// The delay is over: it is due if still nothing stands in the way.
    fn end_delays(&mut self, now: Timestamp) {
        for index in 0..self.waits.len() {
            if let Phase::Delayed { until, in_dialog } = self.waits[index].phase
                && until <= now
            {
                self.waits[index].phase = Phase::Idle;
                if self.reasons(index, Start::Triggered).is_empty() {
                    self.ready(index, Start::Triggered, in_dialog);
                }
            }
        }
    }

    fn ready(&mut self, index: usize, start: Start, in_dialog: bool) {
        let due = Rc::clone(&self.due[index]);
        let begun = self.waits[index].course.as_ref().map(|course| course.borrow().run().id);
        let resumed = due.resume.as_ref().filter(|_| start == Start::Resumed).map(|resume| resume.run).or(begun);
        let id = resumed.unwrap_or_else(|| self.page.run_id());
        let run = Run { id, content: due.key.clone(), version: due.version };
        // The resource centre is there on every page; what counts is that somebody opens it.
        if resumed.is_none() && start != Start::Forced && due.body.kind() != Kind::ResourceCentre {
            self.report(&Body::Due(run.clone()));
        }
        let guides = due.body.kind() != Kind::Survey;
        self.waits[index].phase = Phase::Ready(Ready { run, start, in_dialog, guides });
    }

    /// Hands an event about a run to the outbox.
    pub(super) fn report(&mut self, body: &Body) {
        let anonymous = match body {
            Body::Due(run) | Body::Withheld(run) => self.is_anonymous(&run.content),
            _ => false,
        };
        if let Some(json) = report::body(body) {
            self.page.emit(&json, anonymous);
        }
    }

    /// The alarm rang: delays, inactivity, an answer held back.
    pub(super) fn alarm(&mut self) {
        // It has come by the browser's timer, whatever became of the clock since, and though the timer rang a little early.
        let now = self.page.now().max(self.alarm_at.unwrap_or_default());
        // Without this the same time would not be set again.
        self.page.set_alarm(None);
        if self.held_until().is_some_and(|until| until <= now) {
            self.flush();
        }
        self.end_delays(now);
        self.led_on_by_delay(now);
        let idle = now.since(self.page.last_activity()) / SECOND_MS;
        self.happened(Happening::Inactive(u16::try_from(idle.max(0)).unwrap_or(u16::MAX)));
    }

    fn is_anonymous(&self, key: &shared::id::ContentKey) -> bool {
        let anonymous = |due: &Rc<Due>| due.body.privacy() == shared::content::survey::PrivacyMode::Anonymous;
        self.due.iter().any(|due| due.key == *key && anonymous(due))
    }
}

//! What leads a tour on without a button, and when it waits, out of sight, for the page of its step.
//!
//! Deliberately absent: looking for targets; the page does that.

use super::Runtime;
use super::show::Show;
use super::wait::{Phase, Ready};
use crate::page::{Page, Wanted};
use shared::content::Kind;
use shared::content::tour::{Advance, On};
use shared::content::trigger::{PageRule, Pattern};
use shared::id::ContentKey;
use shared::machine::tour::State;
use shared::machine::{Course, Input, Memory};
use shared::session::Due;
use shared::targeting::address::page_fits;
use shared::targeting::page::Start;
use shared::time::Timestamp;
use std::rc::Rc;

impl<P: Page> Runtime<P> {
    /// Goes on where something that happened is what the step waits for.
    pub(super) fn led_on(&mut self, is_it: impl Fn(&On) -> bool) {
        let found = self
            .show
            .as_ref()
            .and_then(|show| advances(&show.course.borrow(), |all| all.iter().position(|advance| is_it(&advance.on))));
        if let Some(index) = found.flatten() {
            self.act(Input::Advance(index), false);
            self.led_on_by_page();
        }
    }

    /// Goes on where the step waits for a page that is open.
    pub(super) fn led_on_by_page(&mut self) {
        let url = self.page.url();
        // Each advance leads to a later step, so this ends.
        while let Some(show) = &self.show {
            let fits = |advance: &Advance| match &advance.on {
                On::Page(rules) => self.fits(rules, &url),
                _ => false,
            };
            let found = advances(&show.course.borrow(), |all| all.iter().position(fits)).flatten();
            let Some(index) = found else { return };
            self.act(Input::Advance(index), false);
        }
    }

    /// Goes on where the time of the step is over.
    pub(super) fn led_on_by_delay(&mut self, now: Timestamp) {
        let Some(show) = &self.show else { return };
        let since = show.since;
        self.led_on(|on| matches!(on, On::Delay(ms) if now >= since.plus_ms(i64::from(*ms))));
    }

    /// When the time of the step is over.
    pub(super) fn step_delay(&self) -> Option<Timestamp> {
        let show = self.show.as_ref()?;
        let delay = |all: &[Advance]| {
            let delays = all.iter().filter_map(|advance| if let On::Delay(ms) = advance.on { Some(ms) } else { None });
            delays.min()
        };
        let ms = advances(&show.course.borrow(), delay).flatten()?;
        Some(show.since.plus_ms(ms.into()))
    }

    /// What the page must listen for on behalf of the displayed step.
    pub(super) fn wanted_for_step(&self) -> Wanted {
        let mut wanted = Wanted::default();
        let Some(show) = &self.show else { return wanted };
        advances(&show.course.borrow(), |all| {
            for advance in all {
                match &advance.on {
                    On::Element(selector) => wanted.elements.push(selector.clone()),
                    On::Gone(selector) => wanted.gone.push(selector.clone()),
                    _ => {}
                }
            }
        });
        wanted
    }

    /// A tour whose step belongs to another page makes room, and goes on when that page is open.
    pub(super) fn step_aside(&mut self) {
        let url = self.page.url();
        let Some(show) = &self.show else { return };
        if self.is_at_home(&show.course.borrow(), &show.due, show.start, &url) {
            return;
        }
        let Some(Show { run, course, due, start, .. }) = self.show.take() else { return };
        self.page.draw(None);
        if start != Start::Forced {
            self.page.release();
        }
        if let Some(index) = self.due.iter().position(|known| known.key == due.key) {
            let wait = &mut self.waits[index];
            wait.course = Some(course);
            let start = if start == Start::Forced { start } else { Start::Resumed };
            wait.phase = Phase::Ready(Ready { run, start, in_dialog: true, guides: true });
        }
    }

    /// What a tour takes the person is measured from its first display on, step by step.
    pub(super) fn measure(&mut self) {
        let show = self.show.as_ref().filter(|show| show.seen && show.due.body.kind() == Kind::Tour);
        let course = show.map(|show| show.course.borrow());
        let step = course.as_deref().filter(|course| course.is_recorded()).and_then(|course| {
            let Course::Tour(plan, state) = course else { return None };
            let at = state.at()?;
            Some((course.run(), &plan.steps().get(at)?.key, at))
        });
        self.page.measure(step);
    }

    /// Whether the page is the one that what is ready would be displayed on.
    pub(super) fn is_on_its_page(&self, index: usize, ready: &Ready) -> bool {
        let (due, url) = (&self.due[index], self.page.url());
        let step = due.body.steps().get(self.place_of(index, ready));
        step.is_none_or(|step| self.step_fits(&step.pages, due, ready.start, &url))
    }

    /// The index of the step that what is ready would be displayed with.
    fn place_of(&self, index: usize, ready: &Ready) -> usize {
        let (due, course) = (&self.due[index], self.waits[index].course.as_ref());
        if let Some(course) = course
            && let Course::Tour(_, state) = &*course.borrow()
        {
            return state.at().unwrap_or_default();
        }
        let place =
            due.resume.as_ref().filter(|_| ready.start == Start::Resumed).and_then(|resume| resume.step.as_ref());
        due.body.steps().iter().position(|step| place == Some(&step.key)).unwrap_or_default()
    }

    /// What was asked for waits for the page of its step: the person is led there, where the step names one page before others.
    /// It goes on there, also where the host loads that page anew.
    pub(super) fn lead_to_its_page(&mut self, key: &ContentKey) {
        let Some(index) = self.due.iter().position(|due| due.key == *key) else { return };
        let Phase::Ready(ready) = self.waits[index].phase.clone() else { return };
        let due = Rc::clone(&self.due[index]);
        let Some(step) = due.body.steps().get(self.place_of(index, &ready)) else { return };
        if self.is_on_its_page(index, &ready) {
            return;
        }
        let there = step.pages.iter().filter(|rule| !rule.not).find_map(|rule| match &rule.pattern {
            Pattern::Exact(address) | Pattern::Prefix(address) => Some(address),
            _ => None,
        });
        if let Some(there) = there.filter(|there| self.fits(&step.pages, there)) {
            let reached = Memory::Reached(step.key.clone());
            self.note(Kind::Tour, &ready.run, reached, false, 0);
            self.page.turn_to(there);
        }
    }

    fn is_at_home(&self, course: &Course, due: &Due, start: Start, url: &str) -> bool {
        let Course::Tour(plan, state) = course else { return true };
        let step = state.at().and_then(|at| plan.steps().get(at));
        step.is_none_or(|step| self.step_fits(&step.pages, due, start, url))
    }

    /// A step names its pages; what is made of one step stays on the pages of its trigger, unless it was asked for.
    fn step_fits(&self, pages: &[PageRule], due: &Due, start: Start, url: &str) -> bool {
        let bound = due.body.kind() != Kind::Tour && matches!(start, Start::Triggered | Start::Resumed);
        self.fits(pages, url) && (!bound || self.fits(&due.trigger.pages, url))
    }

    fn fits(&self, rules: &[PageRule], url: &str) -> bool {
        page_fits(rules, url, &|expression, text| self.page.finds(expression, text))
    }
}

/// Reads what leads on from the step a run is at; from a run that is being left, nothing does.
fn advances<T>(course: &Course, read: impl FnOnce(&[Advance]) -> T) -> Option<T> {
    let Course::Tour(plan, state) = course else { return None };
    if matches!(state, State::Leaving(..)) {
        return None;
    }
    Some(read(&plan.steps().get(state.at()?)?.advance))
}

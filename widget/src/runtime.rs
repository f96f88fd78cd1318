//! The engine without a browser: inputs in, deeds on a [`Page`] out.
//!
//! | module | holds |
//! |---|---|
//! | `wait` | what may be due: triggers and delays |
//! | `turn` | whose turn it is, and what to listen for meanwhile |
//! | `show` | the one run that is displayed |
//! | `guide` | what leads a tour on, and when it waits for another page |
//! | `desk` | what lies behind the launcher |
//! | `explain` | why something is not displayed |
//!
//! After every input, `settle` seats whatever is ready and tells the page what to listen for, so that a
//! listener or timer exists only while something waits for it. Deliberately absent: nodes, clocks, timers.

mod desk;
mod explain;
mod guide;
mod show;
#[cfg(test)]
mod tests;
mod turn;
mod wait;

use crate::page::{Input, Page};
use crate::view::Traits;
use shared::content::frequency::Caps;
use shared::content::tour::On;
use shared::content::trigger::Cause;
use shared::session::{Briefing, Due, Marks};
use shared::targeting::Reason;
use shared::targeting::frequency::{Effort, merge_mark};
use shared::targeting::page::{Happening, PageFacts, Start, recheck};
use shared::theme::Appearance;
use shared::time::Timestamp;
use shared::value::Value;
use std::rc::Rc;

use desk::Laid;
use show::Show;
use wait::{Phase, Wait};

pub use explain::code;

/// The engine of one page.
pub struct Runtime<P: Page> {
    page: P,
    appearance: Rc<Appearance>,
    caps: Caps,
    /// What may be due, in order of priority.
    due: Vec<Rc<Due>>,
    /// One for each of `due`, in the same order.
    waits: Vec<Wait>,
    show: Option<Show>,
    laid: Laid,
    /// The time that the alarm is set to.
    alarm_at: Option<Timestamp>,
    /// What the collector and the device remember.
    marks: Marks,
    /// The traits that texts may use.
    traits: Rc<Traits>,
    effort: Effort,
    /// Whether a trait was said that no session has been decided by yet.
    said: bool,
    /// Runs that ended here last; a session decided before that may still name them.
    ended: Vec<shared::id::RunId>,
}

impl<P: Page> Runtime<P> {
    /// An engine that knows of nothing yet.
    pub fn new(page: P) -> Self {
        Self {
            page,
            appearance: Rc::default(),
            caps: Caps::default(),
            due: Vec::new(),
            waits: Vec::new(),
            show: None,
            laid: Laid::default(),
            alarm_at: None,
            marks: Marks::new(),
            traits: Rc::default(),
            effort: Effort::default(),
            said: false,
            ended: Vec::new(),
        }
    }

    /// The page it runs in.
    pub fn page(&mut self) -> &mut P {
        &mut self.page
    }

    /// Takes one input.
    pub fn feed(&mut self, input: Input) {
        self.recall();
        match input {
            Input::Brief(brief) => self.renew(*brief),
            Input::Page => self.moved(),
            Input::Event { name, properties } => self.tracked(&name, &properties),
            Input::Clicked(selector) => {
                self.observe_click(&selector);
                self.happened(Happening::Click(&selector));
            }
            Input::Present(selector) => {
                self.observe_element(&selector);
                self.happened(Happening::Element(&selector));
                self.led_on(|on| matches!(on, On::Element(wanted) if *wanted == selector));
            }
            Input::Gone(selector) => self.led_on(|on| matches!(on, On::Gone(wanted) if *wanted == selector)),
            Input::Used { entered } => {
                self.led_on(|on| matches!((on, entered), (On::Click, false) | (On::Entered, true)));
            }
            Input::Scrolled(share) => self.happened(Happening::Scroll(share)),
            Input::Exit => self.happened(Happening::Exit),
            Input::Show { key, force } => self.requested(&key, force),
            Input::Dismiss(key) => self.dismissed(&key),
            Input::Locale => self.redraw(),
            Input::Alarm => self.alarm(),
            Input::Free => self.go_on(),
            Input::Claimed { run, granted } => self.claimed(run, granted),
            Input::Shown if self.show.is_none() => self.laid.seen = true,
            Input::Shown => self.shown(),
            Input::Act { input, .. } if self.show.is_none() => self.act_at_desk(input),
            Input::Act { input, tentative } => self.act(input, tentative),
            Input::Found(hits) => {
                let mut desk = self.laid.desk.borrow_mut();
                // What nobody looks for any more comes too late.
                desk.found = Some(hits).filter(|_| !desk.query.is_empty());
                drop(desk);
                self.redraw();
            }
            Input::Read(article) => self.read(*article),
            Input::Leave => self.act(shared::machine::Input::Leave, false),
        }
        self.settle();
    }

    /// Reads what the device remembers: another tab may have written it since.
    fn recall(&mut self) {
        for (key, mark) in self.page.marks() {
            match self.marks.get_mut(&key) {
                Some(known) => merge_mark(known, &mark),
                None => drop(self.marks.insert(key, mark)),
            }
        }
    }

    /// Takes over a session. What waits goes on waiting where the session still names it, and is checked again when its
    /// time comes; what is displayed stays.
    fn renew(&mut self, brief: Briefing) {
        let mut waits = Vec::new();
        for due in &brief.due {
            let same = |was: &Due| was.key == due.key && was.version == due.version;
            let carried = self.due.iter().position(|was| same(was)).map(|index| std::mem::take(&mut self.waits[index]));
            let mut wait = carried.unwrap_or_default();
            // What comes by request only from now on no longer comes by itself.
            if due.trigger.cause == Cause::Manual
                && matches!(&wait.phase, Phase::Ready(ready) if ready.start == Start::Triggered)
            {
                wait.phase = Phase::Idle;
            }
            waits.push(wait);
        }
        // A claim whose content is gone is answered into the void; give the right back.
        if self.waits.iter().any(|wait| matches!(wait.phase, Phase::Claiming(_))) {
            self.page.release();
        }
        self.waits = waits;
        self.marks = brief.marks;
        self.recall();
        self.appearance = Rc::new(brief.appearance);
        self.effort.complaint_open = brief.strained;
        self.caps = brief.caps;
        self.said = false;
        self.traits = Rc::new(Traits { person: brief.person, company: brief.company });
        self.due = brief.due.into_iter().map(Rc::new).collect();
        self.renew_desk();
        self.begin_at_once();
        self.happened(Happening::Page);
        self.page.scan();
        self.redraw();
    }

    /// The address changed: what waits for another page stops waiting, what nobody has begun goes away.
    fn moved(&mut self) {
        let wrong = |reasons: Vec<Reason>| reasons.contains(&Reason::Page);
        for index in 0..self.waits.len() {
            if self.waits[index].start() == Some(Start::Triggered) && wrong(self.reasons(index, Start::Triggered)) {
                self.drop_wait(index);
            }
        }
        if self.show.as_ref().is_some_and(Show::may_be_left) && self.shows_on_wrong_page() {
            self.act(shared::machine::Input::Leave, false);
        }
        self.led_on_by_page();
        self.observe_page();
        self.happened(Happening::Page);
        self.page.scan();
    }

    /// Says a trait of the person. What comes by itself waits for the session that knows of it.
    fn say(&mut self, name: &str, value: Option<&Value>, lasting: bool) {
        self.page.say(name, value, lasting);
        self.said = true;
    }

    /// What stands in the way of this content now.
    fn reasons(&self, index: usize, start: Start) -> Vec<Reason> {
        let Some(due) = self.due.get(index) else { return vec![Reason::Unknown] };
        self.with_facts(|facts| recheck(due, facts, start))
    }

    fn with_facts<T>(&self, ask: impl FnOnce(&PageFacts<'_>) -> T) -> T {
        ask(&PageFacts {
            now: self.page.now(),
            url: &self.page.url(),
            marks: &self.marks,
            caps: &self.caps,
            effort: self.effort,
            matches: &|expression, text| self.page.finds(expression, text),
        })
    }
}

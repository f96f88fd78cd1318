//! The one run that is displayed: the machine's effects become deeds.
//!
//! Deliberately absent: what the card looks like; that is [`crate::view`].

use super::Runtime;
use super::wait::Ready;
use crate::page::Page;
use crate::report;
use crate::view::{Scene, What};
use shared::content::Kind;
use shared::event::{Body, Run};
use shared::id::RunId;
use shared::machine::{Course, Effect, Ending, Input, Memory, tour};
use shared::session::Due;
use shared::targeting::Reason;
use shared::targeting::frequency::{is_low_ces, merge_mark};
use shared::targeting::page::{Start, recheck};
use shared::time::Timestamp;
use std::cell::RefCell;
use std::rc::Rc;

/// How long an answer chosen with arrow keys is held back: holding an arrow would otherwise send every point it passes.
const HOLD_MS: i64 = 800;

/// So many runs that ended are remembered: more than one session can name.
const ENDED: usize = 32;

/// The displayed run.
pub(super) struct Show {
    pub(super) run: Run,
    pub(super) course: Rc<RefCell<Course>>,
    pub(super) due: Rc<Due>,
    pub(super) start: Start,
    /// Since when the step that it is at has been waited for or displayed.
    pub(super) since: Timestamp,
    /// Whether the person has done anything.
    begun: bool,
    /// Whether anything of it has been visible.
    pub(super) seen: bool,
    /// Effects of arrow keys, and until when they are held back.
    held: Vec<Effect>,
    held_until: Timestamp,
}

impl Show {
    /// Whether it came by itself and nobody has begun, so that it may go away with its page.
    pub(super) fn may_be_left(&self) -> bool {
        self.start == Start::Triggered && !self.begun && self.due.body.kind() == Kind::Survey
    }
}

impl<P: Page> Runtime<P> {
    /// Draws the card; that it was displayed is recorded when the page says that it is visible.
    pub(super) fn open(&mut self, index: usize, ready: &Ready) {
        let due = Rc::clone(&self.due[index]);
        let course = self.waits[index].course.take().unwrap_or_else(|| {
            let resume = due.resume.as_ref().filter(|_| ready.start == Start::Resumed);
            let recorded = ready.start != Start::Forced;
            let random = &mut || self.page.random();
            Rc::new(RefCell::new(Course::begin(ready.run.clone(), &due.body, recorded, resume, random)))
        });
        // The launcher makes room.
        self.page.draw(None);
        self.show = Some(Show {
            run: ready.run.clone(),
            course,
            due,
            start: ready.start,
            since: self.page.now(),
            begun: false,
            seen: false,
            held: Vec::new(),
            held_until: Timestamp::default(),
        });
        self.redraw();
        self.led_on_by_page();
    }

    /// The card is visible.
    pub(super) fn shown(&mut self) {
        let now = self.page.now();
        if let Some(show) = &mut self.show {
            (show.seen, show.since) = (true, now);
            self.step(Input::Displayed, false);
        }
    }

    /// Something happened to the displayed run.
    pub(super) fn act(&mut self, input: Input, tentative: bool) {
        let Some(show) = &self.show else { return };
        // What somebody presses they see, though no frame has told so yet.
        let untold = match &*show.course.borrow() {
            Course::Tour(_, state) => matches!(state, tour::State::Seeking(_)),
            Course::Survey(..) => !show.seen,
        };
        let pressed = !matches!(
            input,
            Input::Leave | Input::ByHost | Input::Missing | Input::Lost | Input::Advance(_) | Input::Displayed
        );
        if untold && pressed {
            self.shown();
        }
        if !tentative {
            self.flush();
        }
        self.step(input, tentative);
    }

    fn step(&mut self, input: Input, tentative: bool) {
        let now = self.page.now();
        let Some(show) = &mut self.show else { return };
        let effects = show.course.borrow_mut().step(input);
        for effect in &effects {
            match effect {
                Effect::Emit { body: Body::Started(_), .. } => show.begun = true,
                Effect::Remember(Memory::Reached(_)) => show.since = now,
                _ => {}
            }
        }
        self.redraw();
        if tentative {
            self.hold(effects);
        } else {
            self.perform(effects);
        }
    }

    /// Performs what does not speak of the answer, and holds back the rest in place of what was held back before.
    fn hold(&mut self, effects: Vec<Effect>) {
        let is_answer = |effect: &Effect| {
            matches!(effect, Effect::Emit { body: Body::Answered { .. }, .. } | Effect::Notify { name: "answered", .. })
        };
        let until = self.page.now().plus_ms(HOLD_MS);
        let (answer, rest): (Vec<_>, Vec<_>) = effects.into_iter().partition(is_answer);
        if let Some(show) = &mut self.show
            && !answer.is_empty()
        {
            show.held = answer;
            show.held_until = until;
        }
        self.perform(rest);
    }

    /// Performs what was held back.
    pub(super) fn flush(&mut self) {
        let held = self.show.as_mut().map(|show| std::mem::take(&mut show.held));
        self.perform(held.unwrap_or_default());
    }

    /// When what is held back goes out.
    pub(super) fn held_until(&self) -> Option<Timestamp> {
        self.show.as_ref().filter(|show| !show.held.is_empty()).map(|show| show.held_until)
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.perform_one(effect);
        }
    }

    fn perform_one(&mut self, effect: Effect) {
        let Some(show) = &self.show else {
            // A tour that has ended may still lead somewhere.
            return match effect {
                Effect::Start(key) => self.led_to(&key),
                Effect::Navigate { url, new_tab } => self.page.navigate(&url, new_tab),
                _ => {}
            };
        };
        let (key, automatic) = (show.due.key.clone(), show.start == Start::Triggered);
        match effect {
            Effect::Emit { body, anonymous } => {
                self.note_effort(&body);
                self.say_answer(&body);
                if let Body::Completed(run) = &body {
                    self.observe_completed(&run.content);
                }
                if let Some(json) = report::body(&body) {
                    self.page.emit(&json, anonymous);
                }
            }
            Effect::Remember(memory) => {
                let (kind, run, snooze) = (show.due.body.kind(), show.run.clone(), show.due.frequency.snooze_days);
                self.note(kind, &run, memory, automatic, snooze);
            }
            Effect::Notify { name, part } => self.page.notify(name, &key, part.as_ref()),
            Effect::Focus(focus) => self.page.focus(focus),
            Effect::Navigate { url, new_tab } => self.page.navigate(&url, new_tab),
            Effect::Start(key) => self.led_to(&key),
            Effect::End(ending) => self.close(ending),
        }
    }

    /// Remembers that a run ended; of many, those that ended last.
    pub(super) fn note_end(&mut self, run: RunId) {
        if self.ended.len() >= ENDED {
            self.ended.remove(0);
        }
        self.ended.push(run);
    }

    /// Takes the card away.
    fn close(&mut self, ending: Ending) {
        let Some(show) = self.show.take() else { return };
        if show.seen && ending != Ending::Left {
            self.note_end(show.run.id);
        }
        self.page.draw(None);
        if show.start != Start::Forced {
            self.page.release();
        }
    }

    /// A low CES answer keeps recommendation questions away from now on, not only from the next session.
    fn note_effort(&mut self, body: &Body) {
        let Body::Answered { question, answer: Some(answer), .. } = body else { return };
        let Some(show) = &self.show else { return };
        let low = show.course.borrow().question(question).is_some_and(|asked| is_low_ces(&asked.kind, answer));
        if low {
            self.effort.low_at = Some(self.page.now());
        }
    }

    /// Remembers what became of a run. A display that somebody asked for is no interruption and counts nowhere.
    pub(super) fn note(&mut self, kind: Kind, run: &Run, memory: Memory, automatic: bool, snooze_days: u16) {
        if memory == Memory::Displayed && !automatic {
            return;
        }
        let (key, now) = (&run.content, self.page.now());
        let mut mark = self.marks.get(key).cloned().unwrap_or_default();
        merge_mark(&mut mark, &memory.mark(kind, run, now, snooze_days));
        self.page.remember(key, &mark);
        self.marks.insert(key.clone(), mark);
    }

    /// `waymark.dismiss`: takes the card away, and whatever of that key waits.
    pub(super) fn dismissed(&mut self, key: &str) {
        for index in 0..self.waits.len() {
            if self.due[index].key.as_str() == key {
                self.drop_wait(index);
            }
        }
        self.dismiss_at_desk(key);
        let displayed = self.show.as_ref().map(|show| show.due.key.as_str());
        if displayed.is_some_and(|displayed| key.is_empty() || displayed == key) {
            self.act(Input::ByHost, false);
        }
    }

    /// Whether the page's address no longer fits what is displayed.
    pub(super) fn shows_on_wrong_page(&self) -> bool {
        let Some(show) = &self.show else { return false };
        self.with_facts(|facts| recheck(&show.due, facts, Start::Triggered)).contains(&Reason::Page)
    }

    /// Draws what is displayed anew.
    pub(super) fn redraw(&mut self) {
        let scene = match &self.show {
            Some(show) => {
                let preview = !show.course.borrow().is_recorded();
                Some(self.scene(What::Course(Rc::clone(&show.course)), preview, show.start == Start::Triggered))
            }
            None => self.desk_scene(),
        };
        if scene.is_some() {
            self.page.draw(scene);
        }
    }

    pub(super) fn scene(&self, what: What, preview: bool, automatic: bool) -> Scene {
        let (appearance, traits) = (Rc::clone(&self.appearance), Rc::clone(&self.traits));
        Scene { what, tag: self.page.locale(), preview, automatic, appearance, traits }
    }

    /// An answer that is kept as a trait counts at once, for what may come next.
    fn say_answer(&mut self, body: &Body) {
        let Body::Answered { question, answer, .. } = body else { return };
        let Some(show) = &self.show else { return };
        let said = show.course.borrow().question(question).and_then(|asked| {
            let name = asked.sets_trait.clone()?;
            // A withdrawn answer takes the trait away.
            let value = match answer {
                Some(answer) => Some(asked.trait_value(answer)?),
                None => None,
            };
            Some((name, value))
        });
        if let Some((name, value)) = said {
            self.say(&name, value.as_ref(), false);
        }
    }
}

//! The one run that is displayed: the survey machine's effects become deeds.
//!
//! Deliberately absent: what the card looks like; that is [`crate::view`].

use super::Runtime;
use super::wait::Ready;
use crate::page::Page;
use crate::report;
use crate::view::Scene;
use shared::event::Body;
use shared::id::ContentKey;
use shared::machine::survey::{Effect, Ending, Input, Memory, Plan, State, begin, step};
use shared::session::Due;
use shared::targeting::Reason;
use shared::targeting::frequency::{is_low_ces, merge_mark};
use shared::targeting::page::{Start, recheck};
use shared::time::Timestamp;
use std::cell::RefCell;
use std::rc::Rc;

/// How long an answer chosen with arrow keys is held back: holding an arrow would otherwise send every point it passes.
const HOLD_MS: i64 = 800;

/// The displayed run.
pub(super) struct Show {
    pub(super) plan: Rc<Plan>,
    state: Rc<RefCell<State>>,
    due: Rc<Due>,
    start: Start,
    /// Whether the person has done anything.
    begun: bool,
    /// Effects that wait until the card is really visible; `None` once it is.
    unseen: Option<Vec<Effect>>,
    /// Effects of arrow keys, and until when they are held back.
    held: Vec<Effect>,
    held_until: Timestamp,
}

impl Show {
    /// Whether it came by itself and nobody has begun, so that it may go away with its page.
    pub(super) fn may_be_left(&self) -> bool {
        self.start == Start::Triggered && !self.begun
    }
}

impl<P: Page> Runtime<P> {
    /// Draws the card; that it was displayed is recorded when the page says that it is visible.
    pub(super) fn open(&mut self, index: usize, ready: &Ready) {
        let due = Rc::clone(&self.due[index]);
        let shared::content::Body::Survey(survey) = &due.body;
        let resume = due.resume.as_ref().filter(|_| ready.start == Start::Resumed);
        let recorded = ready.start != Start::Forced;
        let (plan, state) = begin(ready.run.clone(), survey.clone(), recorded, resume, &mut || self.page.random());
        let (state, effects) = step(&plan, state, Input::Displayed);
        self.show = Some(Show {
            plan: Rc::new(plan),
            state: Rc::new(RefCell::new(state)),
            due,
            start: ready.start,
            begun: false,
            unseen: Some(effects),
            held: Vec::new(),
            held_until: Timestamp::default(),
        });
        self.redraw();
    }

    /// The card is visible.
    pub(super) fn shown(&mut self) {
        if let Some(effects) = self.show.as_mut().and_then(|show| show.unseen.take()) {
            self.perform(effects);
        }
    }

    /// Something happened to the displayed run.
    pub(super) fn act(&mut self, input: Input, tentative: bool) {
        let Some(show) = &mut self.show else { return };
        if show.unseen.is_some() {
            if matches!(input, Input::Leave | Input::ByHost) {
                return self.close(None);
            }
            self.shown();
        }
        if !tentative {
            self.flush();
        }
        let Some(show) = &mut self.show else { return };
        let plan = Rc::clone(&show.plan);
        // The state is replaced at once; what stands in between is never seen.
        let state = show.state.replace(State::Ended(Ending::Left));
        let (state, effects) = step(&plan, state, input);
        show.state.replace(state);
        show.begun |= effects.iter().any(|effect| matches!(effect, Effect::Emit { body: Body::Started(_), .. }));
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
        let Some(show) = &self.show else { return };
        let (key, automatic, snooze) =
            (show.due.key.clone(), show.start == Start::Triggered, show.due.frequency.snooze_days);
        match effect {
            Effect::Emit { body, anonymous } => {
                self.note_effort(&body);
                if let Some(json) = report::body(&body) {
                    self.page.emit(&json, anonymous);
                }
            }
            Effect::Remember(memory) => self.note(&key, memory, automatic, snooze),
            Effect::Notify { name, question } => {
                self.page.notify(name, &key, question.as_ref().map(shared::id::QuestionKey::as_str));
            }
            Effect::Focus(focus) => self.page.focus(focus),
            Effect::Navigate(link) => self.page.navigate(&link.url, link.new_tab),
            Effect::End(_) => self.close(Some(())),
        }
    }

    /// Takes the card away. `ended` is `None` if it was never seen.
    fn close(&mut self, ended: Option<()>) {
        let Some(show) = self.show.take() else { return };
        if ended.is_some() {
            self.ended.push(show.plan.run.id);
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
        let asked = show.plan.survey.questions.iter().find(|asked| asked.key == *question);
        if asked.is_some_and(|asked| is_low_ces(&asked.kind, answer)) {
            self.effort.low_at = Some(self.page.now());
        }
    }

    /// Remembers what became of a content. A display that somebody asked for is no interruption and counts nowhere.
    pub(super) fn note(&mut self, key: &ContentKey, memory: Memory, automatic: bool, snooze_days: u16) {
        if memory == Memory::Displayed && !automatic {
            return;
        }
        let now = self.page.now();
        let mut mark = self.marks.get(key).cloned().unwrap_or_default();
        merge_mark(&mut mark, &memory.mark(now, snooze_days));
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
        let Some(show) = &self.show else { return };
        let scene = Scene {
            plan: Rc::clone(&show.plan),
            state: Rc::clone(&show.state),
            tag: self.page.locale(),
            preview: !show.plan.recorded,
            theme: self.theme.clone(),
        };
        self.page.draw(Some(scene));
    }
}

//! What lies behind the launcher: how content gets there, what deeds lead to, and when the launcher is to be seen.
//!
//! It is there beside everything else and interrupts nothing, so it needs no turn and no claim; while something is displayed
//! it makes room. Deliberately absent: the way through a checklist; that is [`shared::machine::checklist`].

use super::Runtime;
use super::wait::{Phase, Ready};
use crate::desk::{At, Desk, List};
use crate::page::{Page, Wanted};
use crate::view::{Scene, What};
use shared::content::checklist::Action;
use shared::content::goal::Sign;
use shared::content::{Article, Body as ContentBody, Kind};
use shared::event::{Body, Run};
use shared::id::ContentKey;
use shared::machine::checklist::{Input as Step, State, is_of_desk};
use shared::machine::desk::{Deed, Guidance};
use shared::machine::{Effect, Focus, Input, Memory};
use shared::session::Due;
use shared::targeting::address::{page_fits, rule_fits};
use shared::targeting::frequency::Effort;
use shared::targeting::page::{Start, event_fits};
use shared::value::{Value, Values};
use std::cell::RefCell;
use std::rc::Rc;

/// The desk, and what the page shows of it.
#[derive(Default)]
pub(super) struct Laid {
    pub(super) desk: Rc<RefCell<Desk>>,
    /// Whether it is drawn now.
    drawn: bool,
    /// Whether the page says that it can be seen.
    pub(super) seen: bool,
    /// The run of the resource centre while that is open.
    visit: Option<Run>,
    /// Whether the article that is under way opens by itself.
    pub(super) led: bool,
}

impl<P: Page> Runtime<P> {
    /// Puts what is ready on the desk. What opens by itself is as polite as what interrupts: it waits until the person is free.
    pub(super) fn put_ready(&mut self) {
        for index in 0..self.waits.len() {
            let (due, Phase::Ready(ready)) = (&self.due[index], &self.waits[index].phase) else { continue };
            // The first time only, and where something is open already, nothing opens.
            let opens = matches!(&*due.body, ContentBody::Checklist(list) if list.opens)
                && self.marks.get(&due.key).is_none_or(|mark| mark.displayed_at.is_none())
                && self.laid.desk.borrow().at == At::Folded;
            if is_of_desk(due.body.kind()) && (!opens || self.show.is_none() && self.is_free_for(ready)) {
                let (due, ready) = (Rc::clone(due), ready.clone());
                self.waits[index].phase = Phase::Idle;
                if self.reasons(index, ready.start).is_empty() {
                    self.put(due, &ready, opens);
                }
            }
        }
    }

    fn put(&mut self, due: Rc<Due>, ready: &Ready, opens: bool) {
        if due.withheld && ready.start == Start::Triggered {
            self.report(&Body::Withheld(ready.run.clone()));
            return self.note(due.body.kind(), &ready.run, Memory::Displayed, true, 0);
        }
        let asked = matches!(ready.start, Start::Requested | Start::Forced);
        let mut desk = self.laid.desk.borrow_mut();
        desk.preview |= ready.start == Start::Forced;
        let at = if due.body.kind() == Kind::Checklist {
            let resumed = ready.start == Start::Resumed;
            let items = due.progress.as_ref().map(|progress| progress.items.clone()).unwrap_or_default();
            let state = State::begin(ready.run.clone(), ready.start != Start::Forced, resumed, items);
            desk.lists.push(List { due, state, here: true });
            At::List(desk.lists.len() - 1)
        } else {
            // There is one launcher: the first in order of priority has it, unless another is asked for.
            if asked || desk.centre.is_none() {
                desk.centre = Some(due);
            }
            At::Home
        };
        if asked || opens {
            desk.at = at;
        }
        // What is drawn already is drawn anew.
        self.laid.drawn = false;
    }

    /// Opens what lies there already; says whether it does.
    pub(super) fn open_on_desk(&mut self, key: &str) -> bool {
        let mut desk = self.laid.desk.borrow_mut();
        let at = desk.place(key);
        desk.at = at.unwrap_or(desk.at);
        at.is_some()
    }

    /// Takes over a session: what it no longer names goes, progress is brought up to date.
    pub(super) fn renew_desk(&mut self) {
        let mut desk = self.laid.desk.borrow_mut();
        let desk = &mut *desk;
        let named = |due: &Due| self.due.iter().find(|new| new.key == due.key && new.version == due.version).cloned();
        desk.centre = desk.centre.as_ref().and_then(|due| named(due));
        for list in &mut desk.lists {
            match named(&list.due) {
                Some(new) => {
                    list.state.renew(new.progress.as_ref().map_or(&[], |progress| &progress.items));
                    list.due = new;
                }
                // What was completed here stays until it is folded away.
                None => list.state.over |= !list.state.completed,
            }
        }
        desk.sweep(false);
        desk.guidance = Guidance::read(self.traits.person.get(Guidance::TRAIT));
    }

    /// Decides whether the launcher is to be seen on this page, and draws it where it is not.
    pub(super) fn lay_out(&mut self) {
        let url = self.page.url();
        let (page, desk) = (&self.page, Rc::clone(&self.laid.desk));
        let fits = |due: &Due| page_fits(&due.trigger.pages, &url, &|expression, text| page.finds(expression, text));
        {
            let desk = &mut *desk.borrow_mut();
            for list in &mut desk.lists {
                list.here = fits(&list.due);
            }
            // What somebody has open stays until they close it.
            desk.centre_here = desk.at != At::Folded || desk.centre.as_ref().is_some_and(|due| fits(due));
        }
        let there = self.show.is_none() && !desk.borrow().is_empty();
        if self.laid.drawn && !there && self.show.is_none() {
            self.page.draw(None);
        }
        self.laid.seen &= there;
        self.visit();
        if self.laid.seen {
            let count = desk.borrow().lists.len();
            (0..count).for_each(|index| self.step_list(index, Step::Displayed));
        }
        if std::mem::replace(&mut self.laid.drawn, there) != there {
            self.redraw();
        }
    }

    /// The desk as it is drawn; nothing where it is not to be seen.
    pub(super) fn desk_scene(&self) -> Option<Scene> {
        let desk = &self.laid.desk;
        self.laid.drawn.then(|| self.scene(What::Desk(Rc::clone(desk)), desk.borrow().preview, false))
    }

    /// Opening the resource centre is its display; one run for each time it is open.
    fn visit(&mut self) {
        let desk = self.laid.desk.borrow();
        let at = desk.at;
        let open = desk.centre.as_ref().filter(|due| !due.preview && at == At::Home).cloned();
        drop(desk);
        match open {
            None if at == At::Folded => self.laid.visit = None,
            Some(due) if self.laid.visit.is_none() && self.laid.drawn => {
                let run = Run { id: self.page.run_id(), content: due.key.clone(), version: due.version };
                self.report(&Body::Displayed(run.clone()));
                self.page.notify("displayed", &due.key, None);
                self.laid.visit = Some(run);
            }
            _ => {}
        }
    }

    /// Something happened behind the launcher.
    pub(super) fn act_at_desk(&mut self, input: Input) {
        let desk = Rc::clone(&self.laid.desk);
        match input {
            Input::Open | Input::Back => {
                let mut desk = desk.borrow_mut();
                (desk.at, desk.unfolded) = (desk.front(), None);
                self.page.focus(Focus::Heading);
            }
            Input::Close => self.fold(),
            Input::Type(query) => {
                desk.borrow_mut().found = None;
                // What is looked for now takes the place of an article that was asked for.
                self.laid.led = false;
                if !query.trim().is_empty() {
                    self.page.find(&query);
                }
                desk.borrow_mut().query = query;
            }
            Input::Desk(Deed::List(index)) => {
                desk.borrow_mut().at = At::List(index);
                self.page.focus(Focus::Heading);
            }
            Input::Desk(Deed::Unfold(index)) => desk.borrow_mut().unfolded = Some(index),
            Input::Desk(Deed::Do(step)) => {
                desk.borrow_mut().unfolded = None;
                // Where no list is open, none has this number.
                self.page.focus(Focus::Heading);
                let open = desk.borrow().open_list().unwrap_or(usize::MAX);
                self.step_list(open, step);
            }
            Input::Desk(Deed::Go(action)) => {
                let open = desk.borrow().open_list();
                self.step_list(open.unwrap_or(usize::MAX), Step::Press);
                if let Some(run) = self.laid.visit.clone().filter(|_| open.is_none()) {
                    self.report(&Body::Started(run));
                }
                self.follow(action);
            }
            Input::Desk(Deed::Guidance(level)) => {
                desk.borrow_mut().guidance = level;
                self.say(Guidance::TRAIT, Some(&Value::Text(level.as_str().to_owned())), true);
            }
            _ => {}
        }
        self.redraw();
    }

    fn fold(&mut self) {
        self.laid.desk.borrow_mut().sweep(true);
        self.page.focus(Focus::Heading);
    }

    fn follow(&mut self, action: Action) {
        match action {
            Action::Article(key) => {
                let mut desk = self.laid.desk.borrow_mut();
                (desk.at, desk.article) = (At::Article, None);
                self.laid.led = false;
                self.page.focus(Focus::Heading);
                self.page.read(&key);
            }
            Action::Start(key) => {
                self.fold();
                self.led_to(&key);
            }
            Action::Url(url) => {
                self.fold();
                self.page.navigate(&url, false);
            }
            Action::NewTab(url) => self.page.navigate(&url, true),
        }
    }

    /// The person was led to another content: what is displayed comes, on its page; an article is read.
    pub(super) fn led_to(&mut self, key: &ContentKey) {
        if self.due.iter().any(|due| due.key == *key) {
            self.requested(key.as_str(), false);
            self.lead_to_its_page(key);
        } else {
            self.laid.led = true;
            self.page.read(key);
        }
    }

    /// An article has arrived. Where a step led to it, it opens by itself, unless there is none.
    pub(super) fn read(&mut self, article: Article) {
        let mut desk = self.laid.desk.borrow_mut();
        if std::mem::take(&mut self.laid.led) && !article.title.is_empty() {
            desk.at = At::Article;
        }
        desk.article = Some(article);
        drop(desk);
        self.page.focus(Focus::Heading);
        self.redraw();
    }

    /// Ticks what a tracked event completes.
    pub(super) fn observe_event(&mut self, name: &str, properties: &Values) {
        let now = self.page.now();
        self.observe(&|_, sign| matches!(sign, Sign::Event(test) if event_fits(test, name, properties, now)));
    }

    /// Ticks what being on this page completes.
    pub(super) fn observe_page(&mut self) {
        let url = self.page.url();
        self.observe(&|page, sign| match sign {
            Sign::Page(rule) => rule_fits(rule, &url, &|expression, text| page.finds(expression, text)),
            _ => false,
        });
    }

    /// Ticks what going through this content completes.
    pub(super) fn observe_completed(&mut self, key: &ContentKey) {
        self.observe(&|_, sign| matches!(sign, Sign::Completed(wanted) if wanted == key));
    }

    /// Ticks what a click on what fits this selector completes.
    pub(super) fn observe_click(&mut self, selector: &str) {
        self.observe(&|_, sign| matches!(sign, Sign::Click(wanted) if wanted == selector));
    }

    /// Ticks what the presence of what fits this selector completes.
    pub(super) fn observe_element(&mut self, selector: &str) {
        self.observe(&|_, sign| matches!(sign, Sign::Element(wanted) if wanted == selector));
    }

    /// Adds what open items wait for in the page.
    pub(super) fn wanted_for_lists(&self, wanted: &mut Wanted) {
        for list in &self.laid.desk.borrow().lists {
            for sign in list.checklist().into_iter().flat_map(|checklist| list.state.awaits(checklist)) {
                match sign {
                    Sign::Click(selector) => wanted.clicks.push(selector.clone()),
                    Sign::Element(selector) => wanted.elements.push(selector.clone()),
                    _ => {}
                }
            }
        }
    }

    fn observe(&mut self, fits: &dyn Fn(&P, &Sign) -> bool) {
        let mut seen = Vec::new();
        for (index, list) in self.laid.desk.borrow().lists.iter().enumerate() {
            if let Some(checklist) = list.checklist() {
                for item in list.state.observes(checklist, &|sign| fits(&self.page, sign)) {
                    seen.push((index, item));
                }
            }
        }
        for (list, item) in seen {
            self.step_list(list, Step::Observe(item));
            self.redraw();
        }
    }

    /// The host's code takes a list away.
    pub(super) fn dismiss_at_desk(&mut self, key: &str) {
        let place = self.laid.desk.borrow().place(key);
        if let Some(At::List(index)) = place {
            self.step_list(index, Step::ByHost);
            self.redraw();
        }
    }

    fn step_list(&mut self, index: usize, step: Step) {
        let now = self.page.now();
        let desk = Rc::clone(&self.laid.desk);
        let mut borrowed = desk.borrow_mut();
        let Some(list) = borrowed.lists.get_mut(index) else { return };
        let (due, run, was) = (Rc::clone(&list.due), list.state.run.clone(), list.state.completed);
        let ContentBody::Checklist(checklist) = &*due.body else { return };
        let effects = list.state.step(checklist, step, now);
        let completed = list.state.completed && !was;
        drop(borrowed);
        for effect in effects {
            match effect {
                Effect::Emit { body, .. } => self.report(&body),
                Effect::Remember(memory) => self.note(Kind::Checklist, &run, memory, true, due.frequency.snooze_days),
                Effect::Notify { name, part } => self.page.notify(name, &due.key, part.as_ref()),
                Effect::End(_) => {
                    self.note_end(run.id);
                    self.fold();
                }
                _ => {}
            }
        }
        if completed {
            // First the minus, then the plus: nobody is congratulated while something is hard, nor for what was done before.
            if self.effort == Effort::default() && step != Step::Displayed {
                desk.borrow_mut().at = At::List(index);
                self.redraw();
            }
            self.observe_completed(&run.content);
        }
    }
}

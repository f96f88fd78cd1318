//! A person's way through a checklist: what is done, what waits, and the moment when all of it is done.
//!
//! The collector holds the progress; what happens in this page is laid over it, the later by time. What was observed stays
//! done, what was done by hand can be undone by hand. Deliberately absent: whether the list is open or folded, words, clocks.

use super::{Effect, Ending, Memory};
use crate::content::checklist::Item;
use crate::content::goal::Sign;
use crate::content::{Checklist, Kind};
use crate::event::{Body, Dismissal, ItemState, Run};
use crate::id::{ItemKey, StepKey};
use crate::session::ItemProgress;
use crate::time::Timestamp;

/// What happens to a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// The launcher or the list became visible.
    Displayed,
    /// The item at this place was ticked off by hand, or the tick taken back.
    Tick(usize),
    /// The item at this place was left out, or taken up again.
    Drop(usize),
    /// The button of an item was pressed.
    Press,
    /// What the item at this place waits for was observed.
    Observe(usize),
    /// The person does not want the list any more.
    Refuse,
    /// The host's code takes it away.
    ByHost,
}

/// Where a run is.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent thing that happened or not")]
pub struct State {
    /// The run.
    pub run: Run,
    /// Whether events and marks are recorded; previews and `force` are not.
    pub recorded: bool,
    /// What is not merely open, and what was opened again here.
    items: Vec<ItemProgress>,
    /// Whether the display has been recorded.
    seen: bool,
    started: bool,
    /// Whether everything was done.
    pub completed: bool,
    /// Whether it was taken away.
    pub over: bool,
}

/// One item as it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing<'a> {
    /// What is to be done.
    pub item: &'a Item,
    /// How it stands.
    pub state: ItemState,
    /// Whether it waits for others.
    pub waits: bool,
    /// The colleague who did it; empty where it was the person, or nobody in particular.
    pub by: &'a str,
}

impl State {
    /// Begins a run, or goes on with one whose display is recorded already.
    pub fn begin(run: Run, recorded: bool, resumed: bool, items: Vec<ItemProgress>) -> Self {
        Self { run, recorded, items, seen: resumed, started: resumed, completed: false, over: false }
    }

    /// Takes over what the collector knows, unless something later happened here.
    pub fn renew(&mut self, told: &[ItemProgress]) {
        for item in told {
            self.note(item.clone());
        }
    }

    fn note(&mut self, new: ItemProgress) {
        match self.items.iter_mut().find(|known| known.item == new.item) {
            Some(known) if known.at <= new.at => *known = new,
            Some(_) => {}
            None => self.items.push(new),
        }
    }

    /// The item at this place.
    pub fn standing<'a>(&'a self, list: &'a Checklist, index: usize) -> Option<Standing<'a>> {
        let item = list.items.get(index)?;
        let waits = item
            .after
            .iter()
            .any(|key| list.items.iter().any(|other| other.key == *key) && self.state_of(list, key) == ItemState::Open);
        let by = self.known(&item.key).map_or("", |known| known.by.as_str());
        Some(Standing { item, state: self.state_of(list, &item.key), waits, by })
    }

    fn known(&self, key: &ItemKey) -> Option<&ItemProgress> {
        self.items.iter().find(|known| known.item == *key)
    }

    fn state_of(&self, list: &Checklist, key: &ItemKey) -> ItemState {
        if list.items.iter().any(|item| item.from_start && item.key == *key) {
            return ItemState::Done;
        }
        self.known(key).map_or(ItemState::Open, |known| known.state)
    }

    /// How many items are done, of how many that were not left out.
    pub fn count(&self, list: &Checklist) -> (usize, usize) {
        let of_state = |state| list.items.iter().filter(|item| self.state_of(list, &item.key) == state).count();
        (of_state(ItemState::Done), list.items.len() - of_state(ItemState::Dropped))
    }

    /// The first item that can be done now.
    pub fn next(&self, list: &Checklist) -> Option<usize> {
        (0..list.items.len()).find(|index| {
            self.standing(list, *index).is_some_and(|standing| standing.state == ItemState::Open && !standing.waits)
        })
    }

    /// The open items of which something that they observe fits.
    pub fn observes(&self, list: &Checklist, fits: &dyn Fn(&Sign) -> bool) -> Vec<usize> {
        let hit = |(_, item): &(usize, &Item)| self.awaited(list, item).any(fits);
        list.items.iter().enumerate().filter(hit).map(|(index, _)| index).collect()
    }

    /// What the open items observe.
    pub fn awaits<'a>(&'a self, list: &'a Checklist) -> impl Iterator<Item = &'a Sign> {
        list.items.iter().flat_map(|item| self.awaited(list, item))
    }

    /// What an item still waits for. An element that is simply there does not undo that somebody opened the item again by hand.
    fn awaited<'a>(&self, list: &Checklist, item: &'a Item) -> impl Iterator<Item = &'a Sign> + use<'a> {
        let is_done = self.state_of(list, &item.key) == ItemState::Done;
        let is_opened = self.known(&item.key).is_some_and(|known| known.state == ItemState::Open);
        item.done.iter().filter(move |sign| !(is_done || is_opened && matches!(sign, Sign::Element(_))))
    }

    /// Takes one step; what has no meaning now is ignored.
    pub fn step(&mut self, list: &Checklist, input: Input, now: Timestamp) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.over {
            return effects;
        }
        match input {
            Input::Displayed => self.display(&mut effects),
            Input::Tick(index) | Input::Drop(index) | Input::Observe(index) => {
                if let Some(state) = self.next_state(list, index, input) {
                    let item = list.items[index].key.clone();
                    // The collector sees by itself what is observed, but not that it happened again after it was opened by hand.
                    let again = self.known(&item).is_some_and(|known| known.state == ItemState::Open);
                    if again || !matches!(input, Input::Observe(_)) {
                        self.start(&mut effects);
                        let body = Body::Item { run: self.run.clone(), item: item.clone(), state };
                        self.emit(body, &mut effects);
                    }
                    self.note(ItemProgress { item, state, at: now, by: String::new() });
                }
            }
            Input::Press => self.start(&mut effects),
            Input::Refuse => self.leave(Dismissal::Refused, &mut effects),
            Input::ByHost => self.leave(Dismissal::ByHost, &mut effects),
        }
        self.complete(list, &mut effects);
        effects
    }

    /// What an input makes of the item at this place; nothing where it changes nothing.
    fn next_state(&self, list: &Checklist, index: usize, input: Input) -> Option<ItemState> {
        let standing = self.standing(list, index)?;
        let item = standing.item;
        Some(match (input, standing.state) {
            (Input::Observe(_), ItemState::Open | ItemState::Dropped) => ItemState::Done,
            (Input::Tick(_), ItemState::Open) if item.by_hand && !standing.waits => ItemState::Done,
            (Input::Tick(_), ItemState::Done) if item.by_hand && !item.from_start => ItemState::Open,
            (Input::Drop(_), ItemState::Open) => ItemState::Dropped,
            (Input::Drop(_), ItemState::Dropped) => ItemState::Open,
            _ => return None,
        })
    }

    fn display(&mut self, effects: &mut Vec<Effect>) {
        if !std::mem::replace(&mut self.seen, true) {
            self.emit(Body::Displayed(self.run.clone()), effects);
            self.remember(Memory::Displayed, effects);
            self.remember(Memory::Reached(StepKey::main()), effects);
            effects.push(Effect::Notify { name: "displayed", part: None });
        }
    }

    fn start(&mut self, effects: &mut Vec<Effect>) {
        if !std::mem::replace(&mut self.started, true) {
            self.emit(Body::Started(self.run.clone()), effects);
        }
    }

    fn complete(&mut self, list: &Checklist, effects: &mut Vec<Effect>) {
        let (done, of) = self.count(list);
        if self.seen && !self.completed && !self.over && of > 0 && done == of {
            self.completed = true;
            self.emit(Body::Completed(self.run.clone()), effects);
            self.remember(Memory::Completed, effects);
            effects.push(Effect::Notify { name: "completed", part: None });
        }
    }

    fn leave(&mut self, how: Dismissal, effects: &mut Vec<Effect>) {
        self.over = true;
        if !self.completed {
            self.emit(Body::Dismissed { run: self.run.clone(), how }, effects);
            self.remember(Memory::Dismissed(how), effects);
            effects.push(Effect::Notify { name: "dismissed", part: None });
        }
        effects.push(Effect::End(Ending::Dismissed(how)));
    }

    fn emit(&self, body: Body, effects: &mut Vec<Effect>) {
        if self.recorded {
            effects.push(Effect::Emit { body, anonymous: false });
        }
    }

    fn remember(&self, memory: Memory, effects: &mut Vec<Effect>) {
        if self.recorded {
            effects.push(Effect::Remember(memory));
        }
    }
}

/// Whether content of this kind lies on the launcher's desk instead of taking its turn.
pub fn is_of_desk(kind: Kind) -> bool {
    matches!(kind, Kind::Checklist | Kind::ResourceCentre)
}

//! What lies behind the launcher: the person's checklists and the resource centre, and which of it is open.
//!
//! Deliberately absent: how it looks ([`crate::view`]), and what deeds lead to ([`crate::runtime`]).

use shared::content::{Article, Body, Centre, Checklist};
use shared::machine::checklist::State;
use shared::machine::desk::Guidance;
use shared::session::{Due, Hit};
use std::rc::Rc;

/// What is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum At {
    /// The launcher alone.
    #[default]
    Folded,
    /// What there is.
    Home,
    /// The list at this place.
    List(usize),
    /// The article that was asked for last.
    Article,
}

/// What lies behind the launcher.
#[derive(Default)]
pub struct Desk {
    /// The person's checklists.
    pub lists: Vec<List>,
    /// The resource centre.
    pub centre: Option<Rc<Due>>,
    /// Whether it belongs to the page that is open.
    pub centre_here: bool,
    /// What is open.
    pub at: At,
    /// The item that is unfolded, where it is not the next one.
    pub unfolded: Option<usize>,
    /// What is looked for.
    pub query: String,
    /// What was found; nothing while nothing was looked for.
    pub found: Option<Vec<Hit>>,
    /// The article that is read; nothing while it is under way.
    pub article: Option<Article>,
    /// How much guidance the person wants.
    pub guidance: Guidance,
    /// Whether it is a preview of a draft.
    pub preview: bool,
}

/// One of the person's checklists.
pub struct List {
    /// What it says.
    pub due: Rc<Due>,
    /// How far it has come.
    pub state: State,
    /// Whether it belongs to the page that is open.
    pub here: bool,
}

impl List {
    /// What is to be done.
    pub fn checklist(&self) -> Option<&Checklist> {
        if let Body::Checklist(list) = &*self.due.body { Some(list) } else { None }
    }
}

impl Desk {
    /// Where this content lies, if it does.
    pub fn place(&self, key: &str) -> Option<At> {
        if self.centre.as_ref().is_some_and(|due| due.key.as_str() == key) {
            return Some(At::Home);
        }
        self.lists.iter().position(|list| list.due.key.as_str() == key).map(At::List)
    }

    /// Folds it (`folding`), and takes away what is over; what was completed goes when it is folded.
    pub fn sweep(&mut self, folding: bool) {
        if folding {
            (self.at, self.unfolded, self.found) = (At::Folded, None, None);
            self.query = String::new();
        }
        let mut index = 0;
        while let Some(list) = self.lists.get(index) {
            if list.state.over || folding && list.state.completed {
                self.lists.remove(index);
                // Whatever was open may be gone or have moved; with the last of it, so is the desk.
                let is_left = self.centre.is_some() || !self.lists.is_empty();
                self.at = if self.at != At::Folded && is_left { At::Home } else { At::Folded };
            } else {
                index += 1;
            }
        }
    }

    /// Whether there is nothing to open on this page, and no article open that a step led to.
    pub fn is_empty(&self) -> bool {
        self.at != At::Article && !self.has_home()
    }

    /// Whether there is anything to open on this page.
    pub fn has_home(&self) -> bool {
        self.centre().is_some() || self.lists.iter().any(|list| list.here)
    }

    /// The resource centre, where it belongs.
    pub fn centre(&self) -> Option<&Centre> {
        match &*self.centre.as_ref().filter(|_| self.centre_here)?.body {
            Body::ResourceCentre(centre) => Some(centre),
            _ => None,
        }
    }

    /// The list that is open.
    pub fn open_list(&self) -> Option<usize> {
        if let At::List(index) = self.at { Some(index).filter(|index| *index < self.lists.len()) } else { None }
    }

    /// What opens first: the only list, where there is nothing else.
    pub fn front(&self) -> At {
        let mut here = self.lists.iter().enumerate().filter(|(_, list)| list.here);
        match (here.next(), here.next()) {
            (Some((index, _)), None) if self.centre().is_none() => At::List(index),
            _ => At::Home,
        }
    }
}

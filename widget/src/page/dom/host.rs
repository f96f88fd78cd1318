//! The one element in the host page: in the top layer, with a shadow root, closed to the host's styles and events.
//!
//! It is a child of `<html>`, which survives whatever happens to the body. A modal dialog of the host makes everything
//! outside itself inert, so while one is open the element lives inside it. Deliberately absent: what the card shows.

mod hear;
mod seat;
mod shell;

use super::bridge::Bridge;
use super::listen::{Listener, Timeout};
use crate::page::Input;
use crate::view::{CardProps, Scene};
use hear::listeners;
use seat::Seat;
use shared::machine::{Focus, Input as Act};
use shell::Shell;
use std::rc::Rc;
use web_sys::{Document, Element, Window};
use yew::Callback;

/// A screen reader hears of a change only in a region it has already seen; so much later it has, milliseconds.
const REGION_MS: i32 = 150;

/// The displayed card.
pub struct Host {
    seat: Rc<Seat>,
    shell: Option<Shell>,
    props: CardProps,
    announcement: Option<Timeout>,
    listeners: Vec<Listener>,
    /// Which of the run's cards it is.
    number: usize,
}

impl Host {
    /// Puts the card into the page; `None` where the browser does not let us.
    pub fn open(window: &Window, document: &Document, bridge: &Bridge, scene: Rc<Scene>) -> Option<Self> {
        let mut shell = Shell::take(document)?;
        let seat = Seat::new(window, document, bridge, &shell);
        shell.dress(&scene);
        seat.prepare(&scene);
        seat.take();
        seat.fit();
        let announcement = announce(window, &shell.status, scene.announcement());
        let number = scene.card();
        let props = CardProps { scene: Some(scene), send: sender(&seat), drawn: drawn(&seat) };
        shell.draw(props.clone());
        let listeners = listeners(&seat);
        Some(Self { seat, shell: Some(shell), props, announcement, listeners, number })
    }

    /// Draws the card anew.
    pub fn update(&mut self, scene: Rc<Scene>) {
        let Some(shell) = &mut self.shell else { return };
        shell.dress(&scene);
        if self.number != scene.card() {
            self.number = scene.card();
            self.seat.is_new.set(true);
            // Where the focus is not in the card, nothing would tell of the next one.
            if self.seat.root.active_element().is_none() {
                self.announcement = announce(&self.seat.window, &shell.status, scene.announcement());
            }
        }
        self.seat.prepare(&scene);
        self.props.scene = Some(scene);
        shell.draw(self.props.clone());
    }

    /// After the next drawing the focus goes there, if it is in the card now: it is moved on, never taken.
    pub fn focus(&mut self, focus: Focus) {
        if let Some(shell) = &self.shell {
            shell.status.set_text_content(None);
        }
        if self.seat.root.active_element().is_some() {
            self.seat.focus.set(Some(focus));
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // Before anything moves: hearing the focus go back to the page would put the element back into it.
        self.listeners.clear();
        self.announcement = None;
        self.seat.bridge.unpoint();
        let had_focus = self.seat.root.active_element().is_some();
        self.seat.removal.take();
        if let Some(shell) = self.shell.take() {
            shell.put_away();
        }
        if had_focus {
            self.seat.give_focus_back();
        }
    }
}

fn sender(seat: &Rc<Seat>) -> Callback<Act> {
    let seat = Rc::downgrade(seat);
    Callback::from(move |input: Act| {
        let by_arrow = seat.upgrade().is_some_and(|seat| seat.by_arrow.get());
        let tentative = by_arrow && matches!(input, Act::Choose(_));
        crate::feed(Input::Act { input, tentative });
    })
}

fn drawn(seat: &Rc<Seat>) -> Callback<()> {
    let seat = Rc::downgrade(seat);
    Callback::from(move |()| {
        if let Some(seat) = seat.upgrade() {
            seat.after_drawing();
        }
    })
}

/// Says that there is a question, without taking the focus.
fn announce(window: &Window, status: &Element, text: String) -> Option<Timeout> {
    let status = status.clone();
    Timeout::new(window, REGION_MS, move || status.set_text_content(Some(&text)))
}

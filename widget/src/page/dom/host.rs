//! The one element in the host page: in the top layer, with a shadow root, closed to the host's styles and events.
//!
//! It is a child of `<html>`, which survives whatever happens to the body. A modal dialog of the host makes everything
//! outside itself inert, so while one is open the element lives inside it. Deliberately absent: what the card shows.

mod hear;
mod seat;

use super::listen::{Listener, Timeout};
use crate::page::Input;
use crate::theme;
use crate::view::{Card, CardProps, Scene};
use hear::listeners;
use js_sys::Array;
use seat::Seat;
use shared::machine::survey::{Focus, Input as Act};
use std::rc::Rc;
use web_sys::{CssStyleSheet, Document, Element, Window};
use yew::{AppHandle, Callback};

/// A screen reader hears of a change only in a region it has already seen; so much later it has, milliseconds.
const REGION_MS: i32 = 150;

/// The displayed card.
pub struct Host {
    seat: Rc<Seat>,
    card: Option<AppHandle<Card>>,
    props: CardProps,
    rules: CssStyleSheet,
    status: Element,
    _announcement: Option<Timeout>,
    listeners: Vec<Listener>,
}

impl Host {
    /// Puts the card into the page; `None` where the browser does not let us.
    pub fn open(window: &Window, document: &Document, scene: Rc<Scene>) -> Option<Self> {
        let seat = Seat::new(window, document)?;
        let (rules, look) = (CssStyleSheet::new().ok()?, CssStyleSheet::new().ok()?);
        look.replace_sync(include_str!("../../style.css")).ok()?;
        rules.replace_sync(&theme::sheet(&scene.theme)).ok()?;
        // The theme comes last: its scheme stands against the reset in the other.
        seat.root.set_adopted_style_sheets(&Array::of2(&look, &rules));
        let (stage, status) = (document.create_element("div").ok()?, document.create_element("div").ok()?);
        status.set_class_name("unseen");
        status.set_attribute("role", "status").ok()?;
        seat.root.append_child(&stage).ok()?;
        seat.root.append_child(&status).ok()?;
        seat.take();
        seat.fit();
        let announcement = announce(window, &status, scene.announcement());
        let props = CardProps { scene, send: sender(&seat), drawn: drawn(&seat) };
        let card = Some(yew::Renderer::<Card>::with_root_and_props(stage, props.clone()).render());
        let listeners = listeners(&seat);
        Some(Self { seat, card, props, rules, status, _announcement: announcement, listeners })
    }

    /// Draws the card anew.
    pub fn update(&mut self, scene: Rc<Scene>) {
        if scene.theme != self.props.scene.theme {
            let _ = self.rules.replace_sync(&theme::sheet(&scene.theme));
        }
        self.props.scene = scene;
        if let Some(card) = &mut self.card {
            card.update(self.props.clone());
        }
    }

    /// After the next drawing the focus goes there, if it is in the card now: it is moved on, never taken.
    pub fn focus(&mut self, focus: Focus) {
        self.status.set_text_content(None);
        if self.seat.root.active_element().is_some() {
            self.seat.wish.set(Some(focus));
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // Before anything moves: hearing the focus go back to the page would put the element back into it.
        self.listeners.clear();
        let had_focus = self.seat.root.active_element().is_some();
        if let Some(card) = self.card.take() {
            card.destroy();
        }
        self.seat.removal.take();
        self.seat.element.remove();
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

//! What the card hears: its own keys, the focus, dialogs that open; and what it keeps from the host.

use super::seat::Seat;
use crate::page::Input;
use crate::page::dom::listen::Listener;
use shared::machine::{Focus, Input as Act};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, HtmlElement, KeyboardEvent};

/// What bubbles from the card and is none of the host's business.
const KEPT: &str = "keydown keyup keypress beforeinput input compositionstart compositionupdate compositionend pointerdown \
pointerup pointermove pointerover pointerout pointercancel mousedown mouseup mousemove mouseover \
mouseout click dblclick auxclick contextmenu touchstart touchmove touchend touchcancel focusin focusout \
wheel copy cut paste dragstart dragover drop";

/// Listens for as long as the card is there.
pub(super) fn listeners(seat: &Rc<Seat>) -> Vec<Listener> {
    let (element, document) = (&seat.element, &seat.document);
    let mut listeners = Vec::new();
    for name in KEPT.split(' ') {
        listeners.push(Listener::passive(element, name, false, |event| event.stop_propagation()));
    }
    let with = |f: fn(&Rc<Seat>, &Event)| {
        let seat = Rc::downgrade(seat);
        move |event: Event| {
            if let Some(seat) = seat.upgrade() {
                f(&seat, &event);
            }
        }
    };
    listeners.push(Listener::active(element, "keydown", true, with(Seat::key_inside)));
    listeners.push(Listener::passive(element, "pointerdown", true, with(|seat, _| seat.by_arrow.set(false))));
    listeners.push(Listener::active(&seat.window, "keydown", false, with(Seat::key_outside)));
    listeners.push(Listener::passive(document, "focusin", true, with(Seat::focus_moved)));
    for name in ["toggle", "close", "fullscreenchange"] {
        listeners.push(Listener::passive(document, name, true, with(Seat::restacked)));
    }
    if let Some(viewport) = seat.window.visual_viewport() {
        for name in ["resize", "scroll"] {
            listeners.push(Listener::passive(&viewport, name, false, with(|seat, _| seat.fit())));
        }
    }
    listeners
}

impl Seat {
    /// Keys inside the card: Escape closes it and nothing else, F6 leads back to the page.
    fn key_inside(self: &Rc<Self>, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let key = event.key();
        self.by_arrow.set(key.starts_with("Arrow"));
        if event.is_composing() {
            return;
        }
        if key == "Escape" {
            event.prevent_default();
            // Closing takes away what keeps the card's events from the host.
            event.stop_propagation();
            crate::feed(Input::Act { input: Act::Close, tentative: false });
        } else if key == "Tab" && self.modal.get() && self.turn_round(event.shift_key()) {
            event.prevent_default();
        } else if is_f6(event) {
            event.prevent_default();
            self.give_focus_back();
        }
    }

    /// From the last thing that can have the focus back to the first, or the other way; whether there was need to.
    fn turn_round(&self, backwards: bool) -> bool {
        let Ok(all) = self.root.query_selector_all("button,a,input,textarea,video") else { return false };
        let at = |index: u32| all.get(index).and_then(|node| node.dyn_into::<HtmlElement>().ok());
        let (first, last) = (at(0), at(all.length().saturating_sub(1)));
        let (from, to) = if backwards { (first, last) } else { (last, first) };
        let focused = self.root.active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if focused.is_some() && focused != from {
            return false;
        }
        to.is_some_and(|to| to.focus().is_ok())
    }

    /// F6 in the page leads into the card, unless the host uses the key itself.
    fn key_outside(self: &Rc<Self>, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if is_f6(event) && !event.default_prevented() {
            event.prevent_default();
            self.put_focus(Focus::Heading);
        }
    }

    /// Remembers what had the focus before the card, and follows the focus into a dialog that opened without notice.
    fn focus_moved(self: &Rc<Self>, event: &Event) {
        if self.is_ours(event) {
            let before = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
            if let Some(before) = before.and_then(|before| before.dyn_into::<HtmlElement>().ok())
                && before != self.element
            {
                self.before.replace(Some(before));
            }
        } else if self.place().is_some_and(|place| !self.is_at(&place)) {
            self.take();
        } else if self.modal.get() {
            self.put_focus(Focus::Heading);
        }
    }

    /// A dialog or popover of the host opened or closed, or the screen was filled.
    fn restacked(self: &Rc<Self>, event: &Event) {
        let details = event.target().is_some_and(|target| {
            target.dyn_ref::<Element>().is_some_and(|target| target.matches("details").unwrap_or(false))
        });
        if !self.is_ours(event) && !details {
            self.take();
        }
    }
}

fn is_f6(event: &KeyboardEvent) -> bool {
    event.key() == "F6" && !(event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key())
}

//! Where the element sits in the host page, and where the focus goes.

use super::shell::Shell;
use crate::locale::join;
use crate::page::Input;
use crate::page::dom::bridge::Bridge;
use crate::page::dom::listen::{Frame, Mutations};
use crate::page::dom::{read, whole};
use crate::pointing;
use crate::view::Scene;
use shared::machine::Focus;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlElement, ShadowRoot, Window};

/// Where the element is, where it belongs, and where the focus is to go.
pub(super) struct Seat {
    pub(super) window: Window,
    pub(super) document: Document,
    pub(super) element: HtmlElement,
    pub(super) root: ShadowRoot,
    /// What had the focus before the card.
    pub(super) before: RefCell<Option<HtmlElement>>,
    /// Notices that the element is taken out of the page.
    pub(super) removal: RefCell<Option<Mutations>>,
    /// Where the focus is to go once the card can be seen.
    pub(super) focus: Cell<Option<Focus>>,
    /// Waits for the first frame the card is in.
    frame: RefCell<Option<Frame>>,
    /// What points at the target of a step.
    pub(super) bridge: Bridge,
    /// What is to be pointed at; `None` where the card has a place of its own.
    pub(super) wish: RefCell<Option<String>>,
    /// Whether the card drawn next is another one, whose display has not been told yet.
    pub(super) is_new: Cell<bool>,
    /// Whether the page is out of reach meanwhile.
    pub(super) modal: Cell<bool>,
    /// Whether it sits inside an element of the host; the pointer puts it there.
    pub(super) inline: Cell<bool>,
    /// Whether the key pressed last was an arrow.
    pub(super) by_arrow: Cell<bool>,
}

impl Seat {
    pub(super) fn new(window: &Window, document: &Document, bridge: &Bridge, shell: &Shell) -> Rc<Self> {
        Rc::new(Self {
            window: window.clone(),
            document: document.clone(),
            element: shell.element.clone(),
            root: shell.root.clone(),
            before: RefCell::default(),
            removal: RefCell::default(),
            focus: Cell::default(),
            frame: RefCell::default(),
            bridge: bridge.clone(),
            wish: RefCell::default(),
            is_new: Cell::new(true),
            modal: Cell::default(),
            inline: Cell::default(),
            by_arrow: Cell::default(),
        })
    }

    /// Takes over what the next card asks of its place.
    pub(super) fn prepare(&self, scene: &Scene) {
        self.wish.replace(pointing::wish(scene));
        self.inline.set(scene.is_inline());
        if scene.is_modal() && !self.modal.replace(true) {
            self.focus.set(Some(Focus::Heading));
        }
        self.modal.set(scene.is_modal());
        let points = self.wish.borrow().is_some();
        let _ = self.element.toggle_attribute_with_force("data-points", points);
        let _ = self.element.toggle_attribute_with_force("data-inline", self.inline.get());
    }

    /// Where it can be seen and used: in the topmost modal dialog, else below `<html>`.
    pub(super) fn place(&self) -> Option<Element> {
        read::open_dialog(&self.document).or_else(|| self.document.document_element())
    }

    pub(super) fn is_at(&self, place: &Element) -> bool {
        self.element.parent_element().as_ref() == Some(place)
    }

    /// Goes to its place, above everything that is there.
    pub(super) fn take(self: &Rc<Self>) {
        if self.inline.get() {
            return;
        }
        let (Some(place), Some(page)) = (self.place(), self.document.document_element()) else { return };
        let focused = self.root.active_element();
        if !self.is_at(&place) {
            let _ = place.append_child(&self.element);
        }
        // Moved elements are closed without notice; shown again, it is above what was shown since.
        let _ = self.element.set_popover(Some("manual"));
        let _ = self.element.hide_popover();
        let _ = self.element.show_popover();
        if let Some(focused) = focused.and_then(|focused| focused.dyn_into::<HtmlElement>().ok()) {
            let _ = focused.focus();
        }
        // Below <html> only its children matter; a dialog may go together with anything around it.
        let seat = Rc::downgrade(self);
        let removal = Mutations::new(&page, place != page, false, move |_| {
            if let Some(seat) = seat.upgrade()
                && !seat.element.is_connected()
            {
                seat.take();
            }
        });
        self.removal.replace(Some(removal));
    }

    /// Leaves room for the on-screen keyboard. Under pinch zoom nothing moves: that is the person's own view.
    pub(super) fn fit(&self) {
        let Some(viewport) = self.window.visual_viewport() else { return };
        let inner = self.window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        let hidden = inner - viewport.height() - viewport.offset_top();
        let keyboard = if (viewport.scale() - 1.0).abs() < 0.01 && hidden > 60.0 { hidden } else { 0.0 };
        let style = self.element.style();
        if keyboard > 0.0 {
            let _ = style.set_property("--wm-keyboard", &pixels(keyboard));
            let _ = style.set_property("--wm-room", &pixels(viewport.height()));
        } else {
            let _ = style.remove_property("--wm-keyboard");
            let _ = style.remove_property("--wm-room");
        }
    }

    pub(super) fn is_ours(&self, event: &Event) -> bool {
        event.target().is_some_and(|target| target.dyn_ref::<HtmlElement>() == Some(&self.element))
    }

    pub(super) fn give_focus_back(&self) {
        if let Some(before) = self.before.borrow().as_ref().filter(|before| before.is_connected()) {
            let _ = before.focus();
        }
    }

    pub(super) fn put_focus(&self, focus: Focus) {
        let wanted = match focus {
            Focus::Heading => "h2,.launcher",
            Focus::Field => ".field,input:checked,input,[data-look=main]",
        };
        let found = self.root.query_selector(wanted).ok().flatten();
        if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            let _ = found.focus();
        }
    }

    /// The card has been drawn: points at its target, moves the focus as wished, and waits for the frame a new card is in.
    pub(super) fn after_drawing(self: &Rc<Self>) {
        let wish = self.wish.borrow();
        match &*wish {
            Some(wish) => self.bridge.point(&self.element, wish),
            None => self.bridge.unpoint(),
        }
        if let Some(focus) = self.focus.get() {
            self.put_focus(focus);
            if self.root.active_element().is_some() {
                self.focus.set(None);
            }
        }
        // What has a target is visible when the pointer says so.
        if !self.is_new.replace(false) || wish.is_some() {
            return;
        }
        let seat = Rc::downgrade(self);
        let frame = Frame::new(&self.window, move || {
            let card = seat.upgrade().and_then(|seat| seat.root.query_selector(".card,.launcher").ok().flatten());
            // A hidden step draws nothing; what the page keeps from being seen was not displayed.
            match card.map(|card| read::has_size(&card)) {
                Some(true) => crate::feed(Input::Shown),
                Some(false) => crate::feed(Input::Dismiss(String::new())),
                None => {}
            }
        });
        self.frame.replace(frame);
    }
}

fn pixels(length: f64) -> String {
    join(&[&whole(length).to_string(), "px"])
}

//! Where the element sits in the host page, and where the focus goes.

use crate::locale::join;
use crate::page::Input;
use crate::page::dom::listen::Mutations;
use crate::page::dom::{read, whole};
use shared::machine::survey::Focus;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, Event, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode, Window};

/// The element's id; the loader removes the element by it should the engine die.
const ID: &str = "waymark-host";

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
    /// Where the focus is to go after the next drawing.
    pub(super) wish: Cell<Option<Focus>>,
    /// Waits for the first frame the card is in.
    frame: RefCell<Option<Closure<dyn FnMut()>>>,
    /// Whether the key pressed last was an arrow.
    pub(super) by_arrow: Cell<bool>,
}

impl Seat {
    pub(super) fn new(window: &Window, document: &Document) -> Option<Rc<Self>> {
        let element: HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
        element.set_id(ID);
        let root = element.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).ok()?;
        Some(Rc::new(Self {
            window: window.clone(),
            document: document.clone(),
            element,
            root,
            before: RefCell::default(),
            removal: RefCell::default(),
            wish: Cell::default(),
            frame: RefCell::default(),
            by_arrow: Cell::default(),
        }))
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
        let removal = Mutations::new(&page, place != page, false, move || {
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
            Focus::Heading => "h2",
            Focus::Field => ".field,input:checked,input,[data-look=main]",
        };
        let found = self.root.query_selector(wanted).ok().flatten();
        if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            let _ = found.focus();
        }
    }

    /// The card has been drawn: moves the focus as wished; the first time, waits for the frame the card is in.
    pub(super) fn after_drawing(self: &Rc<Self>) {
        if let Some(focus) = self.wish.take() {
            self.put_focus(focus);
        }
        if self.frame.borrow().is_some() {
            return;
        }
        let seat = Rc::downgrade(self);
        let frame = Closure::<dyn FnMut()>::new(move || {
            let card = seat.upgrade().and_then(|seat| seat.root.query_selector(".card").ok().flatten());
            let visible = card.is_some_and(|card| read::has_size(&card));
            // What the page keeps from being seen was not displayed.
            crate::feed(if visible { Input::Shown } else { Input::Dismiss(String::new()) });
        });
        let _ = self.window.request_animation_frame(frame.as_ref().unchecked_ref());
        self.frame.replace(Some(frame));
    }
}

fn pixels(length: f64) -> String {
    join(&[&whole(length).to_string(), "px"])
}

//! The one element in the host page: in the top layer, with a shadow root, closed to the host's styles and events.
//!
//! It is a child of `<html>`, which survives whatever happens to the body. A modal dialog of the host makes everything
//! outside itself inert, so while one is open the element lives inside it. Deliberately absent: what the card shows.

use super::listen::{Listener, Mutations, Timeout};
use super::read;
use crate::locale::join;
use crate::page::Input;
use crate::theme;
use crate::view::{Card, CardProps, Scene};
use js_sys::Array;
use shared::machine::survey::{Focus, Input as Act};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    CssStyleSheet, Document, Element, Event, FocusEvent, HtmlElement, KeyboardEvent, ShadowRoot, ShadowRootInit,
    ShadowRootMode, Window,
};
use yew::{AppHandle, Callback};

/// The element's id; the loader removes the element by it should the engine die.
const ID: &str = "waymark-host";

/// A screen reader hears of a change only in a region it has already seen; so much later it has, milliseconds.
const REGION_MS: i32 = 150;

/// What bubbles from the card and is none of the host's business.
const KEPT: [&str; 36] = [
    "keydown",
    "keyup",
    "keypress",
    "beforeinput",
    "input",
    "compositionstart",
    "compositionupdate",
    "compositionend",
    "pointerdown",
    "pointerup",
    "pointermove",
    "pointerover",
    "pointerout",
    "pointercancel",
    "mousedown",
    "mouseup",
    "mousemove",
    "mouseover",
    "mouseout",
    "click",
    "dblclick",
    "auxclick",
    "contextmenu",
    "touchstart",
    "touchmove",
    "touchend",
    "touchcancel",
    "focusin",
    "focusout",
    "wheel",
    "copy",
    "cut",
    "paste",
    "dragstart",
    "dragover",
    "drop",
];

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

/// Where the element is, where it belongs, and where the focus is to go.
struct Seat {
    window: Window,
    document: Document,
    element: HtmlElement,
    root: ShadowRoot,
    /// What had the focus before the card.
    before: RefCell<Option<HtmlElement>>,
    /// Notices that the element is taken out of the page.
    removal: RefCell<Option<Mutations>>,
    /// Where the focus is to go after the next drawing.
    wish: Cell<Option<Focus>>,
    /// Waits for the first frame the card is in.
    frame: RefCell<Option<Closure<dyn FnMut()>>>,
    /// Whether the key pressed last was an arrow.
    by_arrow: Cell<bool>,
}

impl Host {
    /// Puts the card into the page; `None` where the browser does not let us.
    pub fn open(window: &Window, document: &Document, scene: Rc<Scene>) -> Option<Self> {
        let seat = Seat::new(window, document)?;
        let (rules, look) = (CssStyleSheet::new().ok()?, CssStyleSheet::new().ok()?);
        look.replace_sync(include_str!("../../style.css")).ok()?;
        rules.replace_sync(&theme::sheet(&scene.theme)).ok()?;
        seat.root.set_adopted_style_sheets(&Array::of2(&rules, &look));
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

fn listeners(seat: &Rc<Seat>) -> Vec<Listener> {
    let (element, document) = (&seat.element, &seat.document);
    let mut listeners = Vec::with_capacity(KEPT.len() + 10);
    for name in KEPT {
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
    fn new(window: &Window, document: &Document) -> Option<Rc<Self>> {
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
    fn place(&self) -> Option<Element> {
        read::open_dialog(&self.document).or_else(|| self.document.document_element())
    }

    fn is_at(&self, place: &Element) -> bool {
        self.element.parent_element().as_ref() == Some(place)
    }

    /// Goes to its place, above everything that is there.
    fn take(self: &Rc<Self>) {
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
    fn fit(&self) {
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
            crate::feed(Input::Act { input: Act::Close, tentative: false });
        } else if is_f6(event) {
            event.prevent_default();
            self.give_focus_back();
        }
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

    fn is_ours(&self, event: &Event) -> bool {
        event.target().is_some_and(|target| target.dyn_ref::<HtmlElement>() == Some(&self.element))
    }

    fn give_focus_back(&self) {
        if let Some(before) = self.before.borrow().as_ref().filter(|before| before.is_connected()) {
            let _ = before.focus();
        }
    }

    fn put_focus(&self, focus: Focus) {
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
    fn after_drawing(self: &Rc<Self>) {
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

fn is_f6(event: &KeyboardEvent) -> bool {
    event.key() == "F6" && !(event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key())
}

fn pixels(length: f64) -> String {
    join(&[&super::whole(length).to_string(), "px"])
}

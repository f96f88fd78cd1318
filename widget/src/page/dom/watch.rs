//! What triggers need to hear of. Each listener exists only while [`Wanted`] asks for it; there is no polling.

use super::bridge::Bridge;
use super::listen::{Listener, Mutations, Timeout};
use super::read;
use crate::page::{Input, Wanted};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, MouseEvent, MutationObserver, Window};

/// A person counts as typing so long after a key, milliseconds.
const TYPING_MS: f64 = 4_000.0;
/// Changes of the document and scrolling are looked at once in so many milliseconds.
const REST_MS: i32 = 120;
/// On touch: a scroll upwards at least this fast counts as leaving, pixels per millisecond.
const FLING: f64 = 2.5;

/// The listeners that exist now.
pub struct Watch {
    window: Window,
    document: Document,
    bridge: Bridge,
    wanted: Wanted,
    listeners: Vec<Listener>,
    mutations: Option<Mutations>,
    /// When the person last did anything and last typed, by `Date.now()`.
    active_at: Rc<Cell<f64>>,
    typed_at: Rc<Cell<f64>>,
}

impl Watch {
    /// Listens for nothing yet.
    pub fn new(window: &Window, document: &Document, bridge: &Bridge) -> Self {
        let now = js_sys::Date::now();
        Self {
            window: window.clone(),
            document: document.clone(),
            bridge: bridge.clone(),
            wanted: Wanted::default(),
            listeners: Vec::new(),
            mutations: None,
            active_at: Rc::new(Cell::new(now)),
            // Whoever has a field focused when the engine arrives may be typing already.
            typed_at: Rc::new(Cell::new(now)),
        }
    }

    /// How long the person has done nothing, milliseconds.
    pub fn idle_ms(&self) -> f64 {
        js_sys::Date::now() - self.active_at.get()
    }

    /// For how long the person still counts as typing.
    pub fn typing_ms(&self) -> Option<u32> {
        let left = TYPING_MS - (js_sys::Date::now() - self.typed_at.get());
        let typing = left > 0.0 && read::focused(&self.document).is_some_and(|focused| read::is_editable(&focused));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and TYPING_MS")]
        typing.then_some(left.ceil() as u32)
    }

    /// Listens for this and nothing else.
    pub fn set(&mut self, wanted: Wanted) {
        if wanted == self.wanted {
            return;
        }
        if wanted.activity && !self.wanted.activity {
            self.active_at.set(js_sys::Date::now());
        }
        self.wanted = wanted;
        self.listeners.clear();
        self.mutations = None;
        self.listen_to_person();
        self.listen_to_page();
        self.scan();
    }

    /// Looks for everything that may be there already.
    pub fn scan(&self) {
        if let Some(observer) = self.mutations.as_ref().and_then(Mutations::observer) {
            look(&self.bridge, &self.wanted, observer);
        }
        if self.wanted.scroll
            && let Some(share) = self.document.document_element().and_then(|page| share(&page))
        {
            crate::feed(Input::Scrolled(share));
        }
    }

    fn hear(&mut self, name: &'static str, f: impl FnMut(Event) + 'static) {
        self.listeners.push(Listener::passive(&self.document, name, true, f));
    }

    fn listen_to_person(&mut self) {
        if self.wanted.keys {
            for name in ["keydown", "input"] {
                let at = Rc::clone(&self.typed_at);
                self.hear(name, move |_| at.set(js_sys::Date::now()));
            }
        }
        if self.wanted.activity {
            for name in ["pointermove", "pointerdown", "keydown", "wheel", "touchmove", "scroll", "visibilitychange"] {
                let at = Rc::clone(&self.active_at);
                self.hear(name, move |_| at.set(js_sys::Date::now()));
            }
        }
        if self.wanted.free {
            for name in ["visibilitychange", "close", "toggle", "focusin"] {
                self.hear(name, |_| crate::feed(Input::Free));
            }
        }
    }

    fn listen_to_page(&mut self) {
        if !self.wanted.clicks.is_empty() {
            let selectors = self.wanted.clicks.clone();
            self.hear("click", move |event| clicked(&event, &selectors));
        }
        if self.wanted.exit {
            self.hear("mouseout", |event| left_at_top(&event));
        }
        if self.wanted.scroll || self.wanted.exit {
            self.listen_to_scrolling();
        }
        if !self.wanted.elements.is_empty() || !self.wanted.gone.is_empty() {
            let (window, bridge) = (self.window.clone(), self.bridge.clone());
            let wanted = Rc::new(self.wanted.clone());
            let rest: Rc<RefCell<Option<Timeout>>> = Rc::default();
            self.mutations = Some(Mutations::new(&self.document, true, true, move |observer| {
                if rest.borrow().is_some() {
                    return;
                }
                let (bridge, wanted, done) = (bridge.clone(), Rc::clone(&wanted), Rc::downgrade(&rest));
                let timeout = Timeout::new(&window, REST_MS, move || {
                    look(&bridge, &wanted, &observer);
                    forget(&done);
                });
                *rest.borrow_mut() = timeout;
            }));
        }
    }

    fn listen_to_scrolling(&mut self) {
        let window = self.window.clone();
        let coarse = window.match_media("(pointer: coarse)").ok().flatten().is_some_and(|query| query.matches());
        let (wants_share, wants_exit) = (self.wanted.scroll, self.wanted.exit && coarse);
        let rest: Rc<RefCell<Option<Timeout>>> = Rc::default();
        let mut last = (0.0, 0.0);
        self.hear("scroll", move |event| {
            let Some(pane) = pane(&event) else { return };
            let (top, at) = (f64::from(pane.scroll_top()), event.time_stamp());
            let speed = (last.0 - top) / (at - last.1).max(1.0);
            if wants_exit && at - last.1 < 200.0 && speed > FLING {
                crate::feed(Input::Exit);
            }
            last = (top, at);
            if wants_share && rest.borrow().is_none() {
                let done = Rc::downgrade(&rest);
                let timeout = Timeout::new(&window, REST_MS, move || {
                    if let Some(share) = share(&pane) {
                        crate::feed(Input::Scrolled(share));
                    }
                    forget(&done);
                });
                *rest.borrow_mut() = timeout;
            }
        });
    }
}

/// A rung timeout makes room for the next.
fn forget(rest: &std::rc::Weak<RefCell<Option<Timeout>>>) {
    if let Some(rest) = rest.upgrade() {
        rest.take();
    }
}

/// Looks at everything before anything is told of: what is told may end the observer, which nothing must be given to any more.
fn look(bridge: &Bridge, wanted: &Wanted, observer: &MutationObserver) {
    let mut seen = Vec::new();
    for (selectors, gone) in [(&wanted.elements, false), (&wanted.gone, true)] {
        for selector in selectors {
            if bridge.stands(selector, gone, observer) {
                seen.push((gone, selector.clone()));
            }
        }
    }
    for (gone, selector) in seen {
        crate::feed(if gone { Input::Gone(selector) } else { Input::Present(selector) });
    }
}

fn clicked(event: &Event, selectors: &[String]) {
    // The path is still whole inside open shadow roots, where the target is not.
    let Ok(target) = event.composed_path().get(0).dyn_into::<Element>() else { return };
    for selector in selectors {
        if target.closest(selector).is_ok_and(|found| found.is_some()) {
            crate::feed(Input::Clicked(selector.clone()));
        }
    }
}

fn left_at_top(event: &Event) {
    if let Some(event) = event.dyn_ref::<MouseEvent>()
        && event.related_target().is_none()
        && event.client_y() <= 0
    {
        crate::feed(Input::Exit);
    }
}

/// What was scrolled, if it is most of what one sees: the page itself, or an application's main pane.
fn pane(event: &Event) -> Option<Element> {
    let target = event.target()?;
    if let Some(document) = target.dyn_ref::<Document>() {
        return document.scrolling_element();
    }
    let pane = target.dyn_into::<Element>().ok()?;
    let whole = pane.owner_document()?.document_element()?;
    let is_main = 2 * pane.client_height() >= whole.client_height() && 2 * pane.client_width() >= whole.client_width();
    is_main.then_some(pane)
}

/// How far something is scrolled, percent of the way; `None` where there is no way.
fn share(pane: &Element) -> Option<u8> {
    let way = pane.scroll_height() - pane.client_height();
    if way <= 0 {
        return None;
    }
    // The last pixel is not always reached, because positions are rounded.
    u8::try_from((pane.scroll_top() + 1).clamp(0, way) * 100 / way).ok()
}

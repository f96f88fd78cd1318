//! Listeners, observers and the one timer, each of which ends when it is dropped, so that nothing outlives the engine.
//! Each may be dropped from within its own closure: the closure lives on until it returns.
//!
//! Deliberately absent: what is listened for and why; that is [`super::watch`] and [`super::host`].

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AddEventListenerOptions, Event, EventTarget, MutationObserver, MutationObserverInit, Node, Window};

/// A listener that is removed when dropped.
pub struct Listener {
    target: EventTarget,
    name: String,
    capture: bool,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens without being able to prevent anything.
    pub fn passive(target: &EventTarget, name: &str, capture: bool, f: impl FnMut(Event) + 'static) -> Self {
        Self::with(target, name, capture, true, Box::new(f))
    }

    /// Listens and may prevent the browser's own doing.
    pub fn active(target: &EventTarget, name: &str, capture: bool, f: impl FnMut(Event) + 'static) -> Self {
        Self::with(target, name, capture, false, Box::new(f))
    }

    fn with(target: &EventTarget, name: &str, capture: bool, passive: bool, f: Box<dyn FnMut(Event)>) -> Self {
        let closure = Closure::wrap(f);
        let options = AddEventListenerOptions::new();
        options.set_capture(capture);
        options.set_passive(passive);
        // A refused listener only means that the event is never heard; there is nobody to tell.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            name,
            closure.as_ref().unchecked_ref(),
            &options,
        );
        Self { target: target.clone(), name: name.to_owned(), capture, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            &self.name,
            self.closure.as_ref().unchecked_ref(),
            self.capture,
        );
    }
}

/// A mutation observer that is disconnected when dropped.
pub struct Mutations {
    observer: Option<MutationObserver>,
    _closure: Closure<dyn FnMut(JsValue, MutationObserver)>,
}

impl Mutations {
    /// Calls `f` with the observer after children of `node` were added or removed; with `deep`, at any depth; with
    /// `attributes`, after changed attributes too.
    pub fn new(node: &Node, deep: bool, attributes: bool, mut f: impl FnMut(MutationObserver) + 'static) -> Self {
        let closure = Closure::<dyn FnMut(JsValue, MutationObserver)>::new(move |_, observer| f(observer));
        let observer = MutationObserver::new(closure.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            let what = MutationObserverInit::new();
            what.set_child_list(true);
            what.set_subtree(deep);
            what.set_attributes(attributes);
            let _ = observer.observe_with_options(node, &what);
        }
        Self { observer, _closure: closure }
    }

    /// What observes.
    pub fn observer(&self) -> Option<&MutationObserver> {
        self.observer.as_ref()
    }
}

impl Drop for Mutations {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// One frame that is waited for, unless dropped before.
pub struct Frame {
    window: Window,
    id: i32,
    _closure: Closure<dyn FnMut()>,
}

impl Frame {
    /// Calls `f` before the next frame is drawn.
    pub fn new(window: &Window, f: impl FnMut() + 'static) -> Option<Self> {
        let closure = Closure::<dyn FnMut()>::new(f);
        let id = window.request_animation_frame(closure.as_ref().unchecked_ref()).ok()?;
        Some(Self { window: window.clone(), id, _closure: closure })
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        let _ = self.window.cancel_animation_frame(self.id);
    }
}

/// One timer that is cleared when dropped.
pub struct Timeout {
    window: Window,
    id: i32,
    _closure: Closure<dyn FnMut()>,
}

impl Timeout {
    /// Calls `f` once after so many milliseconds, unless dropped before.
    pub fn new(window: &Window, ms: i32, f: impl FnMut() + 'static) -> Option<Self> {
        let closure = Closure::<dyn FnMut()>::new(f);
        let id =
            window.set_timeout_with_callback_and_timeout_and_arguments_0(closure.as_ref().unchecked_ref(), ms).ok()?;
        Some(Self { window: window.clone(), id, _closure: closure })
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        self.window.clear_timeout_with_handle(self.id);
    }
}

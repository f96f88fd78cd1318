//! The object the loader passes in (ARCHITECTURE.md, "Loader and engine", is its contract), and the two things of a
//! browser that `web-sys` does not offer as the engine needs them.
//!
//! Deliberately absent: error paths of the bridge. The loader's methods never throw; the host's code is guarded there.

use js_sys::{Object, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{HtmlElement, MutationObserver};

#[wasm_bindgen]
extern "C" {
    /// The loader, as far as the engine knows it.
    #[derive(Clone)]
    pub type Bridge;

    /// Hands an event's body to the outbox.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Bridge, body: &str, anonymous: bool);
    /// A fresh UUIDv7.
    #[wasm_bindgen(method)]
    pub fn id(this: &Bridge) -> String;
    /// Milliseconds by the collector's clock.
    #[wasm_bindgen(method)]
    pub fn now(this: &Bridge) -> f64;
    /// The tag the person reads.
    #[wasm_bindgen(method)]
    pub fn locale(this: &Bridge) -> String;
    /// Merges a mark into what the device remembers.
    #[wasm_bindgen(method)]
    pub fn remember(this: &Bridge, key: &str, mark: &str);
    /// What the device remembers.
    #[wasm_bindgen(method)]
    pub fn marks(this: &Bridge) -> String;
    /// Asks for the right to display a run.
    #[wasm_bindgen(method)]
    pub fn claim(this: &Bridge, run: &str) -> Promise;
    /// The claimed display is over.
    #[wasm_bindgen(method)]
    pub fn release(this: &Bridge);
    /// Leads to an address (0), in a new tab (1), or to a page named as rules name pages (2).
    #[wasm_bindgen(method)]
    pub fn navigate(this: &Bridge, url: &str, way: u8);
    /// Points at an element of the page, as `pointer.js` reads it from this JSON; the same once more only looks again.
    #[wasm_bindgen(method)]
    pub fn point(this: &Bridge, host: &HtmlElement, wish: &str);
    /// Points at nothing any more.
    #[wasm_bindgen(method)]
    pub fn unpoint(this: &Bridge);
    /// Whether an element that fits a selector, read as a target's, is visible, or, if `gone`, none is; neither when it
    /// cannot be read. What it looks into is observed too.
    #[wasm_bindgen(method)]
    pub fn stands(this: &Bridge, selector: &str, gone: bool, observer: &MutationObserver) -> bool;
    /// Measures what a step takes the person: run and step as JSON, and its number; an empty text ends it.
    #[wasm_bindgen(method)]
    pub fn measure(this: &Bridge, step: &str, index: u32);
    /// Says a trait of the person, for what may come next.
    #[wasm_bindgen(method)]
    pub fn say(this: &Bridge, name: &str, value: &str, lasting: bool);
    /// Looks for articles, or asks for one (`reading`); bytes come back, unless something else is asked for before.
    #[wasm_bindgen(method)]
    pub fn find(this: &Bridge, query: &str, reading: bool);
    /// Tells the host's listeners.
    #[wasm_bindgen(method)]
    pub fn notify(this: &Bridge, name: &str, detail: &Object);

    /// A regular expression whose constructor may fail.
    pub type RegExp;

    /// Reads an expression.
    #[wasm_bindgen(constructor, catch)]
    pub fn new(expression: &str, flags: &str) -> Result<RegExp, JsValue>;
    /// Whether it is found in a text.
    #[wasm_bindgen(method)]
    pub fn test(this: &RegExp, text: &str) -> bool;

    /// An element that can tell whether it is rendered.
    pub type Rendered;

    /// Whether it and everything around it is rendered; `undefined` in browsers of before 2024.
    #[wasm_bindgen(method, catch, js_name = checkVisibility)]
    pub fn check_visibility(this: &Rendered, options: &Object) -> Result<bool, JsValue>;
}

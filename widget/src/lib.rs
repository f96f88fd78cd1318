//! The engine: what runs in the host page once something may be due, behind the loader.
//!
//! | module | holds |
//! |---|---|
//! | [`mod@desk`] | what lies behind the launcher |
//! | [`runtime`] | the engine itself: inputs in, deeds out, over a trait |
//! | [`mod@page`] | that trait: what is needed of a browser; and the browser |
//! | [`view`] | what a person sees |
//! | [`mod@place`] | where a bubble goes beside its target: pure geometry |
//! | [`pointing`] | what the pointer is asked for |
//! | [`report`] | events as JSON |
//! | [`mod@locale`] | the widget's own words |
//!
//! This file is the only JavaScript API; ARCHITECTURE.md, "Loader and engine", describes it. Deliberately absent: the
//! network, storage, clock and ids. The loader has those and lends them through its bridge. A trap is dealt with
//! outside: the build wraps these exports, and the loader removes `#waymark-host`.

pub mod desk;
pub mod locale;
pub mod page;
pub mod place;
pub mod pointing;
pub mod report;
pub mod runtime;
pub mod view;

use page::Input;
use page::dom::bridge::Bridge;
use page::dom::{Dom, values};
use runtime::{Runtime, code};
use shared::machine::Input as Act;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes a third of the room of the standard allocator's code.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    static ENGINE: RefCell<Option<Runtime<Dom>>> = const { RefCell::new(None) };
    static INPUTS: RefCell<VecDeque<Option<Input>>> = const { RefCell::new(VecDeque::new()) };
    static RUNNING: Cell<bool> = const { Cell::new(false) };
}

/// Feeds the engine. An input that comes up while another is dealt with, as when a listener of the host calls back,
/// waits for its turn.
pub(crate) fn feed(input: Input) {
    queue(Some(input));
}

/// `None` ends the engine.
fn queue(input: Option<Input>) {
    INPUTS.with_borrow_mut(|inputs| inputs.push_back(input));
    if RUNNING.replace(true) {
        return;
    }
    while let Some(input) = INPUTS.with_borrow_mut(VecDeque::pop_front) {
        ENGINE.with_borrow_mut(|engine| match (input, &mut *engine) {
            (Some(input), Some(engine)) => engine.feed(input),
            (Some(_), None) => {}
            (None, engine) => drop(engine.take()),
        });
    }
    RUNNING.set(false);
}

fn decode(briefing: &[u8]) -> Option<Input> {
    shared::packed::unpack(briefing).map(|brief| Input::Brief(Box::new(brief)))
}

/// Mounts the engine in this page. A briefing of another build is no briefing: nothing is shown.
#[wasm_bindgen]
pub fn start(bridge: Bridge, briefing: &[u8]) {
    // The default hook would print, and bring its whole formatting along; the loader hears of the trap itself.
    yew::set_custom_panic_hook(Box::new(|_| {}));
    let (Some(page), Some(first)) = (Dom::new(bridge), decode(briefing)) else { return };
    ENGINE.with_borrow_mut(|engine| *engine = Some(Runtime::new(page)));
    feed(first);
}

/// A renewed session.
#[wasm_bindgen]
pub fn brief(briefing: &[u8]) {
    if let Some(input) = decode(briefing) {
        feed(input);
    }
}

/// The host tracked an event.
#[wasm_bindgen]
pub fn event(name: String, properties: &JsValue) {
    feed(Input::Event { name, properties: values(properties) });
}

/// The address changed.
#[wasm_bindgen]
pub fn page() {
    feed(Input::Page);
}

/// `waymark.start`.
#[wasm_bindgen]
pub fn show(key: String, force: bool) {
    feed(Input::Show { key, force });
}

/// `waymark.dismiss`; an empty key dismisses whatever is displayed.
#[wasm_bindgen]
pub fn dismiss(key: String) {
    feed(Input::Dismiss(key));
}

/// The person reads another locale from now on; the bridge knows which.
#[wasm_bindgen]
pub fn locale(_tag: &str) {
    feed(Input::Locale);
}

/// Why something is not displayed, as codes; empty when it is, or when nothing stands in the way.
#[wasm_bindgen]
pub fn explain(key: &str) -> Vec<String> {
    let reasons = ENGINE.with(|engine| {
        let engine = engine.try_borrow().ok()?;
        engine.as_ref().map(|engine| engine.explain(key))
    });
    reasons.unwrap_or_default().into_iter().map(|reason| code(reason).to_owned()).collect()
}

/// Another tab that displayed something does so no more.
#[wasm_bindgen]
pub fn turn_came() {
    feed(Input::Free);
}

/// What was found, or the article that was asked for.
#[wasm_bindgen]
pub fn found(bytes: &[u8], reading: bool) {
    let input = if reading {
        shared::packed::unpack(bytes).map(|article| Input::Read(Box::new(article)))
    } else {
        shared::packed::unpack(bytes).map(Input::Found)
    };
    if let Some(input) = input {
        feed(input);
    }
}

/// The widget's own words in another tongue: its table, parted by the unit separator.
#[wasm_bindgen]
pub fn words(table: String) {
    locale::load(table);
    feed(Input::Locale);
}

/// What became of the element that is pointed at, by the codes of `pointer.js`.
#[wasm_bindgen]
pub fn pointed(what: u8) {
    match what {
        0 => feed(Input::Shown),
        1 => feed(Input::Act { input: Act::Missing, tentative: false }),
        2 => feed(Input::Act { input: Act::Lost, tentative: false }),
        _ => feed(Input::Used { entered: what == 4 }),
    }
}

/// Where a bubble of this size goes beside a target in this room: [`pointing::beside`].
#[wasm_bindgen]
#[expect(clippy::too_many_arguments, reason = "numbers cross over to JavaScript one by one")]
pub fn place_beside(
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    bubble_width: f64,
    bubble_height: f64,
    room_x: f64,
    room_y: f64,
    room_width: f64,
    room_height: f64,
    side: u8,
    align: u8,
) -> Vec<f64> {
    let target = place::Rect { x, y, width, height };
    let room = place::Rect { x: room_x, y: room_y, width: room_width, height: room_height };
    pointing::beside(target, bubble_width, bubble_height, room, side, align).to_vec()
}

/// Removes everything: nodes, listeners, observers, timers.
#[wasm_bindgen]
pub fn destroy() {
    feed(Input::Leave);
    queue(None);
}

/// Shows that the host page never notices a panic.
///
/// # Panics
/// Always.
#[cfg(feature = "deliberate-panic")]
#[wasm_bindgen]
pub fn panic_now() {
    panic!("a deliberate panic");
}

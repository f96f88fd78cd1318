//! The stream of changes (`/api/live`, server-sent events) as a hook.
//!
//! The browser reconnects by itself; after a gap everything is asked for again. Deliberately absent: the figures. The
//! stream says that something changed, the room asks what.

use crate::api;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use shared::api::report::Change;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};
use yew::prelude::*;

/// Changes that arrive within this time are told as one, milliseconds: a busy survey must not redraw for every answer.
const GATHER_MS: u32 = 400;
/// The stream is opened again after this time when the browser has given up, milliseconds.
const REOPEN_MS: u32 = 5_000;

/// What the stream is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Being opened, or interrupted.
    Opening,
    /// Changes arrive.
    Open,
}

struct Connection {
    source: EventSource,
    _listeners: Vec<EventListener>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// Calls `on_change` for every change that `wanted` accepts, and once after every gap.
#[hook]
pub fn use_live(environment: String, wanted: fn(&Change, &str) -> bool, of: String, on_change: Callback<()>) -> Line {
    let line = use_state_eq(|| Line::Opening);
    let attempt = use_reducer(crate::fetch::Turn::default);
    let set = line.setter();
    let again = attempt.dispatcher();
    use_effect_with((environment, of, *attempt), move |(environment, of, _)| {
        let connection =
            open(environment, of.clone(), wanted, on_change, set, Callback::from(move |()| again.dispatch(())));
        move || drop(connection)
    });
    *line
}

/// Tells the first change at once and those that follow within [`GATHER_MS`] as one more.
fn gathered(on_change: Callback<()>) -> impl Fn() + Clone + 'static {
    let timer: Rc<RefCell<Option<Timeout>>> = Rc::default();
    let more = Rc::new(Cell::new(false));
    move || {
        if timer.borrow().is_some() {
            more.set(true);
            return;
        }
        on_change.emit(());
        let (done, more, on_change) = (timer.clone(), more.clone(), on_change.clone());
        *timer.borrow_mut() = Some(Timeout::new(GATHER_MS, move || {
            done.borrow_mut().take();
            if more.replace(false) {
                on_change.emit(());
            }
        }));
    }
}

fn open(
    environment: &str,
    of: String,
    wanted: fn(&Change, &str) -> bool,
    on_change: Callback<()>,
    line: UseStateSetter<Line>,
    again: Callback<()>,
) -> Option<Connection> {
    let source = EventSource::new(&api::live_address(environment)).ok()?;
    let again_timer: RefCell<Option<Timeout>> = RefCell::default();
    let tell = gathered(on_change);
    let opened = Cell::new(false);
    let on_open = {
        let (line, tell) = (line.clone(), tell.clone());
        EventListener::new(&source, "open", move |_| {
            line.set(Line::Open);
            // What happened during a gap was not told.
            if opened.replace(true) {
                tell();
            }
        })
    };
    let on_message = EventListener::new(&source, "message", move |event| {
        let change = event
            .dyn_ref::<MessageEvent>()
            .and_then(|event| event.data().as_string())
            .and_then(|data| serde_json::from_str::<Change>(&data).ok());
        if change.is_some_and(|change| wanted(&change, &of)) {
            tell();
        }
    });
    let closed = source.clone();
    let on_error = EventListener::new(&source, "error", move |_| {
        line.set(Line::Opening);
        if closed.ready_state() == EventSource::CLOSED {
            let again = again.clone();
            *again_timer.borrow_mut() = Some(Timeout::new(REOPEN_MS, move || again.emit(())));
        }
    });
    Some(Connection { source, _listeners: vec![on_open, on_message, on_error] })
}

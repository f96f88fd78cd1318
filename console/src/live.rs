//! The stream of changes (`/api/live`, server-sent events) as a hook.
//!
//! The browser reconnects by itself; after a gap everything is asked for again. All that listen to an environment share one
//! connection, and a tab hidden for a minute holds none: browsers open six to an origin over HTTP/1.1, and every room listens.
//! Deliberately absent: the figures. The stream says that something changed, the room asks what.

mod stream;

use gloo_timers::callback::Timeout;
use shared::api::report::Change;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use stream::{News, Stream};
use yew::prelude::*;

/// Changes that arrive within this time are told as one, milliseconds: a busy survey must not redraw for every answer.
const GATHER_MS: u32 = 400;

/// What the stream is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Being opened, or interrupted.
    Opening,
    /// Changes arrive.
    Open,
}

/// Calls `on_change` for every change that `wanted` accepts, and once after every gap.
#[hook]
pub fn use_live(environment: String, wanted: fn(&Change, &str) -> bool, of: String, on_change: Callback<()>) -> Line {
    let line = use_state_eq(|| Line::Opening);
    let set = line.setter();
    use_effect_with((environment, of), move |(environment, of)| {
        let (of, tell) = (of.clone(), gathered(on_change));
        let listening = (!environment.is_empty()).then(|| {
            Stream::listen(environment, move |news| match news {
                News::Line(line) => set.set(*line),
                // What happened during a gap was not told.
                News::Gap => tell(),
                News::Change(change) if wanted(change, &of) => tell(),
                News::Change(_) => {}
            })
        });
        move || drop(listening)
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

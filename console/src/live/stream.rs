//! One connection for an environment, shared by all that listen to it; none in a tab that has been hidden for a while, or in a
//! page that was left.
//!
//! Deliberately absent: which change matters to whom.

use super::Line;
use crate::api;
use crate::browser::{document, window};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use shared::api::report::Change;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

/// The stream is opened again after this time when the browser has given up, milliseconds.
const REOPEN_MS: u32 = 5_000;
/// A tab that is hidden gives its connection up after this time, milliseconds.
const HIDDEN_MS: u32 = 60_000;

thread_local!(static STREAMS: RefCell<BTreeMap<String, Weak<Stream>>> = const { RefCell::new(BTreeMap::new()) });

/// What a listener hears.
pub enum News<'a> {
    /// What the stream is doing now.
    Line(Line),
    /// It is open again; what happened meanwhile was not told.
    Gap,
    /// Something changed.
    Change(&'a Change),
}

type Hearer = Rc<dyn Fn(&News<'_>)>;

/// The connection with those who listen.
pub struct Stream {
    environment: String,
    hearers: RefCell<Vec<Hearer>>,
    connection: RefCell<Option<Connection>>,
    line: Cell<Line>,
    /// Whether it was open before.
    opened: Cell<bool>,
    /// What is done about it later: opening it again, or giving it up.
    later: RefCell<Option<Timeout>>,
    /// What is heard of the tab.
    tab: RefCell<Vec<EventListener>>,
}

struct Connection {
    source: EventSource,
    _listeners: [EventListener; 3],
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// Listens until dropped.
pub struct Listening {
    stream: Rc<Stream>,
    hearer: Hearer,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.stream.hearers.borrow_mut().retain(|hearer| !Rc::ptr_eq(hearer, &self.hearer));
    }
}

impl Stream {
    /// Listens to an environment, over the connection that is there or a new one.
    pub fn listen(environment: &str, hear: impl Fn(&News<'_>) + 'static) -> Listening {
        let known = STREAMS.with_borrow(|streams| streams.get(environment).and_then(Weak::upgrade));
        let stream = known.unwrap_or_else(|| Self::begin(environment));
        let hearer: Hearer = Rc::new(hear);
        stream.hearers.borrow_mut().push(hearer.clone());
        hearer(&News::Line(stream.line.get()));
        Listening { stream, hearer }
    }

    fn begin(environment: &str) -> Rc<Self> {
        let stream = Rc::new(Self {
            environment: environment.to_owned(),
            hearers: RefCell::default(),
            connection: RefCell::default(),
            line: Cell::new(Line::Opening),
            opened: Cell::new(false),
            later: RefCell::default(),
            tab: RefCell::default(),
        });
        STREAMS.with_borrow_mut(|streams| streams.insert(environment.to_owned(), Rc::downgrade(&stream)));
        let weak = Rc::downgrade(&stream);
        let visibility = EventListener::new(&document(), "visibilitychange", move |_| {
            let Some(stream) = weak.upgrade() else { return };
            if document().hidden() {
                stream.later(HIDDEN_MS, Self::close);
            } else {
                stream.later.take();
                stream.open();
            }
        });
        let weak = Rc::downgrade(&stream);
        // A page that is left may be kept, to come back to; its connection would be kept with it.
        let left = EventListener::new(&window(), "pagehide", move |_| {
            if let Some(stream) = weak.upgrade() {
                stream.close();
            }
        });
        stream.tab.replace(vec![visibility, left]);
        stream.open();
        stream
    }

    fn tell(&self, news: &News<'_>) {
        // Who hears may stop listening.
        let hearers = self.hearers.borrow().clone();
        for hearer in hearers {
            hearer(news);
        }
    }

    fn set(&self, line: Line) {
        self.line.set(line);
        self.tell(&News::Line(line));
    }

    fn later(self: &Rc<Self>, ms: u32, what: fn(&Rc<Self>)) {
        let weak = Rc::downgrade(self);
        let timeout = Timeout::new(ms, move || {
            if let Some(stream) = weak.upgrade() {
                what(&stream);
            }
        });
        self.later.replace(Some(timeout));
    }

    fn close(self: &Rc<Self>) {
        self.connection.take();
        self.set(Line::Opening);
    }

    fn open(self: &Rc<Self>) {
        if document().hidden() {
            self.later(HIDDEN_MS, Self::close);
        }
        if self.connection.borrow().as_ref().is_some_and(|it| it.source.ready_state() != EventSource::CLOSED) {
            return;
        }
        let Ok(source) = EventSource::new(&api::live_address(&self.environment)) else { return };
        let listen = |kind: &'static str, hear: fn(&Rc<Self>, &web_sys::Event)| {
            let weak = Rc::downgrade(self);
            EventListener::new(&source, kind, move |event| {
                if let Some(stream) = weak.upgrade() {
                    hear(&stream, event);
                }
            })
        };
        let listeners = [listen("open", Self::is_open), listen("message", Self::hears), listen("error", Self::fails)];
        self.connection.replace(Some(Connection { source, _listeners: listeners }));
    }

    fn is_open(self: &Rc<Self>, _: &web_sys::Event) {
        self.set(Line::Open);
        if self.opened.replace(true) {
            self.tell(&News::Gap);
        }
    }

    fn hears(self: &Rc<Self>, event: &web_sys::Event) {
        let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
        if let Some(change) = text.and_then(|text| serde_json::from_str::<Change>(&text).ok()) {
            self.tell(&News::Change(&change));
        }
    }

    /// The browser tries again by itself, unless it has given up.
    fn fails(self: &Rc<Self>, _: &web_sys::Event) {
        self.set(Line::Opening);
        let given_up =
            self.connection.borrow().as_ref().is_some_and(|it| it.source.ready_state() == EventSource::CLOSED);
        if given_up {
            self.later(REOPEN_MS, Self::open);
        }
    }
}

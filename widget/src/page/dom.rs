//! The browser: the only place that names `web-sys`.
//!
//! | module | holds |
//! |---|---|
//! | [`bridge`] | the loader's object |
//! | `host` | the element in the top layer, its shadow root and style sheets, focus |
//! | `listen` | listeners, observers and timers that end when dropped |
//! | `read` | what is open, focused, visible; JavaScript values as Rust ones |
//! | `watch` | what triggers need: clicks, elements, scrolling, leaving, typing |

pub mod bridge;
mod host;
mod listen;
mod read;
mod watch;

use super::{Input, Page, Situation, Wanted};
use crate::report;
use crate::view::Scene;
use bridge::Bridge;
use host::Host;
use js_sys::{Math, Object, Reflect};
use listen::{Listener, Timeout};
use shared::event::Run;
use shared::id::{ContentKey, RunId, StepKey};
use shared::machine::{self, Part};
use shared::session::{Mark, Marks};
use shared::time::Timestamp;
use shared::value::Value;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use watch::Watch;
use web_sys::{Document, EventTarget, HtmlInputElement, HtmlTextAreaElement, Window};

pub use read::values;

/// What hears a promise.
type Hearing = Closure<dyn FnMut(JsValue)>;

/// A page in a browser.
pub struct Dom {
    bridge: Bridge,
    window: Window,
    document: Document,
    host: Option<Host>,
    watch: Watch,
    alarm: Option<(Timestamp, Option<Timeout>)>,
    /// What hears the answer to the last claim.
    claim: Option<[Hearing; 2]>,
    _leave: Listener,
}

impl Dom {
    /// The page this runs in; `None` outside a browser window.
    pub fn new(bridge: Bridge) -> Option<Self> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let leave = Listener::passive(&window, "pagehide", false, |_| crate::feed(Input::Leave));
        let watch = Watch::new(&window, &document, &bridge);
        Some(Self { bridge, window, document, host: None, watch, alarm: None, claim: None, _leave: leave })
    }
}

impl Page for Dom {
    fn now(&self) -> Timestamp {
        Timestamp(whole(self.bridge.now()))
    }

    fn run_id(&self) -> RunId {
        read::run_id(&self.bridge.id())
    }

    fn random(&self) -> u32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 2^32 by multiplication")]
        let bits = (Math::random() * 4_294_967_296.0) as u32;
        bits
    }

    fn locale(&self) -> String {
        self.bridge.locale()
    }

    fn url(&self) -> String {
        self.window.location().href().unwrap_or_default()
    }

    fn finds(&self, expression: &str, text: &str) -> bool {
        bridge::RegExp::new(expression, "u").is_ok_and(|regex| regex.test(text))
    }

    fn marks(&self) -> Marks {
        read::marks(&self.bridge.marks())
    }

    fn situation(&self) -> Situation {
        Situation {
            hidden: self.document.hidden(),
            in_dialog: read::open_dialog(&self.document).is_some(),
            typing_ms: self.watch.typing_ms(),
        }
    }

    fn last_activity(&self) -> Timestamp {
        self.now().plus_ms(-whole(self.watch.idle_ms()))
    }

    fn emit(&mut self, body: &str, anonymous: bool) {
        self.bridge.emit(body, anonymous);
    }

    fn remember(&mut self, key: &ContentKey, mark: &Mark) {
        self.bridge.remember(key.as_str(), &report::mark(mark));
    }

    fn claim(&mut self, run: &Run) {
        let (asked, run) = (self.bridge.claim(&report::run(run)), run.id);
        let told = Closure::new(move |granted: JsValue| {
            crate::feed(Input::Claimed { run, granted: granted.is_truthy() });
        });
        // A claim that fails is a claim denied: rather not asked than asked twice.
        let failed = Closure::new(move |_| crate::feed(Input::Claimed { run, granted: false }));
        let _ = asked.then2(&told, &failed);
        self.claim = Some([told, failed]);
    }

    fn release(&mut self) {
        self.bridge.release();
    }

    fn navigate(&mut self, url: &str, new_tab: bool) {
        self.bridge.navigate(url, u8::from(new_tab));
    }

    fn turn_to(&mut self, page: &str) {
        self.bridge.navigate(page, 2);
    }

    fn measure(&mut self, step: Option<(&Run, &StepKey, usize)>) {
        let (json, index) = step.map(|(run, step, index)| (report::step(run, step), index)).unwrap_or_default();
        self.bridge.measure(&json, u32::try_from(index).unwrap_or_default());
    }

    fn say(&mut self, name: &str, value: Option<&Value>, lasting: bool) {
        self.bridge.say(name, &report::value(value), lasting);
    }

    fn find(&mut self, query: &str) {
        self.bridge.find(query, false);
    }

    fn read(&mut self, article: &ContentKey) {
        self.bridge.find(article.as_str(), true);
    }

    fn notify(&mut self, name: &str, content: &ContentKey, part: Option<&Part>) {
        let detail = Object::new();
        let set = |name: &str, value: &str| drop(Reflect::set(&detail, &name.into(), &value.into()));
        set("content", content.as_str());
        match part {
            Some(Part::Question(key)) => set("question", key.as_str()),
            Some(Part::Step(key)) => set("step", key.as_str()),
            None => {}
        }
        self.bridge.notify(name, &detail);
    }

    fn watch(&mut self, wanted: Wanted) {
        self.watch.set(wanted);
    }

    fn scan(&mut self) {
        self.watch.scan();
    }

    fn set_alarm(&mut self, at: Option<Timestamp>) {
        if self.alarm.as_ref().map(|(at, _)| *at) == at {
            return;
        }
        let window = &self.window;
        self.alarm = at.map(|at| {
            let ms = i32::try_from(at.since(self.now()).max(0)).unwrap_or(i32::MAX);
            (at, Timeout::new(window, ms, || crate::feed(Input::Alarm)))
        });
    }

    fn draw(&mut self, scene: Option<Scene>) {
        match (scene, &mut self.host) {
            (None, _) => self.host = None,
            (Some(scene), Some(host)) => host.update(Rc::new(scene)),
            (Some(scene), none) => *none = Host::open(&self.window, &self.document, &self.bridge, Rc::new(scene)),
        }
    }

    fn focus(&mut self, focus: machine::Focus) {
        if let Some(host) = &mut self.host {
            host.focus(focus);
        }
    }
}

/// The whole part of a JavaScript number.
fn whole(number: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds are far below 2^53")]
    let whole = number as i64;
    whole
}

/// A number as the browser writes it; the library's own writing would bring kilobytes along.
pub fn number(number: f64) -> String {
    js_sys::Number::from(number).to_string_with_radix(10).map(String::from).unwrap_or_default()
}

/// The text of the field an event comes from.
pub fn typed(event: &yew::InputEvent) -> String {
    let field: Option<EventTarget> = event.target();
    let Some(field) = field else { return String::new() };
    match field.dyn_ref::<HtmlTextAreaElement>() {
        Some(area) => area.value(),
        None => field.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value).unwrap_or_default(),
    }
}

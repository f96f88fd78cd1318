//! A page for tests: a settable clock and situation, and a record of what the engine did.

use super::{Page, Situation, Wanted};
use crate::report;
use crate::view::Scene;
use shared::event::Run;
use shared::id::{ContentKey, RunId, StepKey};
use shared::machine::{Focus, Part};
use shared::session::{Mark, Marks};
use shared::time::Timestamp;
use shared::value::Value;

/// A page without a browser.
#[derive(Default)]
pub struct Fake {
    pub now: i64,
    pub url: String,
    pub situation: Situation,
    pub last_activity: i64,
    pub marks: Marks,
    /// Every deed in order, as a short word: the kind of an event, `claim`, `release`, `draw`, `clear`, `-> address`.
    pub deeds: Vec<String>,
    /// The bodies of all events in order.
    pub bodies: Vec<String>,
    pub claimed: Option<RunId>,
    pub scene: Option<Scene>,
    pub wanted: Wanted,
    pub alarm: Option<Timestamp>,
    pub runs: u8,
    /// The step that is measured, with its number.
    pub measured: String,
}

impl Fake {
    /// The kinds of all events so far, and forgets the deeds.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.deeds).join(" ")
    }
}

impl Page for Fake {
    fn now(&self) -> Timestamp {
        Timestamp(self.now)
    }

    fn run_id(&self) -> RunId {
        RunId::from_parts(self.now(), [self.runs; 10])
    }

    fn random(&self) -> u32 {
        0x8000_0000
    }

    fn locale(&self) -> String {
        "en".into()
    }

    fn url(&self) -> String {
        self.url.clone()
    }

    fn finds(&self, expression: &str, text: &str) -> bool {
        text.contains(expression)
    }

    fn marks(&self) -> Marks {
        self.marks.clone()
    }

    fn situation(&self) -> Situation {
        self.situation
    }

    fn last_activity(&self) -> Timestamp {
        Timestamp(self.last_activity)
    }

    fn emit(&mut self, body: &str, anonymous: bool) {
        self.runs += 1;
        let kind = body.split('"').nth(1).unwrap_or_default();
        self.deeds.push(if anonymous { format!("{kind}?") } else { kind.to_owned() });
        self.bodies.push(body.to_owned());
    }

    fn remember(&mut self, key: &ContentKey, mark: &Mark) {
        let json = report::mark(mark);
        self.marks.insert(key.clone(), serde_json::from_str(&json).expect("a mark"));
    }

    fn claim(&mut self, run: &Run) {
        self.claimed = Some(run.id);
        self.deeds.push("claim".into());
    }

    fn release(&mut self) {
        self.deeds.push("release".into());
    }

    fn navigate(&mut self, url: &str, _: bool) {
        self.deeds.push(format!("-> {url}"));
    }

    fn turn_to(&mut self, page: &str) {
        self.deeds.push(format!("=> {page}"));
    }

    fn measure(&mut self, step: Option<(&Run, &StepKey, usize)>) {
        self.measured = step.map(|(_, step, index)| format!("{step} {index}")).unwrap_or_default();
    }

    fn say(&mut self, name: &str, value: Option<&Value>, _lasting: bool) {
        self.deeds.push(format!("say {name}={}", report::value(value)));
    }

    fn find(&mut self, query: &str) {
        self.deeds.push(format!("find {query}"));
    }

    fn read(&mut self, article: &ContentKey) {
        self.deeds.push(format!("read {article}"));
    }

    fn notify(&mut self, _: &str, _: &ContentKey, _: Option<&Part>) {}

    fn watch(&mut self, wanted: Wanted) {
        self.wanted = wanted;
    }

    fn scan(&mut self) {}

    fn set_alarm(&mut self, at: Option<Timestamp>) {
        self.alarm = at;
    }

    fn draw(&mut self, scene: Option<Scene>) {
        match (&self.scene, &scene) {
            (None, Some(_)) => self.deeds.push("draw".into()),
            (Some(_), None) => self.deeds.push("clear".into()),
            _ => {}
        }
        self.scene = scene;
    }

    fn focus(&mut self, _: Focus) {}
}

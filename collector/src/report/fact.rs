//! One run as a fact: what its events amount to, whatever their order.
//!
//! Every column is a minimum, a maximum or a sum over the events of the run, so absorbing events is commutative and associative: the
//! property that makes late arrivals harmless, and a recount from all events possible. An event is absorbed once, when it becomes
//! durable for the first time; for all but the sums (effort) twice would be the same as once.
//! Later steps imply the earlier ones (who answered was displayed the card), so a missing event never lifts a rate above
//! 100 %. Deliberately absent: the snapshot's source; traits and segments are what the store knew when the display arrived.

mod heard;
mod visit;

use super::trail::Course;
use super::{bucket, tally};
use shared::api::report::Funnel;
use shared::content::survey::{Answer, PrivacyMode};
use shared::event::{Body, Dismissal};
use shared::id::{ContentKey, EventId, QuestionKey};
use shared::time::Timestamp;
use shared::value::Values;
use std::collections::BTreeMap;

pub use heard::{Heard, Terms};
pub use visit::{Effort, Missing, Visit, Visits};

/// Which event a fact takes who, where and version from: the display, else whatever has the lowest id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// 0 for a display, 1 for anything else: the lower counts.
    pub rank: u8,
    /// The event.
    pub event: EventId,
}

/// One run.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Where the next five fields come from.
    pub origin: Origin,
    /// The content.
    pub content: ContentKey,
    /// Its version.
    pub version: u32,
    /// How answers are tied to people.
    pub mode: PrivacyMode,
    /// `u:` and user id or `a:` and anonymous id; `None` for anonymous surveys.
    pub subject: Option<String>,
    /// The company; `None` for anonymous surveys.
    pub company: Option<String>,
    /// The locale; `None` for anonymous surveys.
    pub locale: Option<String>,
    /// What was known of the person at the display.
    pub snapshot: Snapshot,
    /// The time of the earliest event.
    pub first_at: Timestamp,
    /// When each step was reached.
    pub steps: Steps,
    /// The answer that counts, by question; withdrawn ones stay, so that an earlier one arriving late does not revive them.
    pub answers: BTreeMap<QuestionKey, Held>,
    /// Whether its content has steps that reports tell of; surveys have none.
    pub has_steps: bool,
    /// What is known of the steps of its content.
    pub visits: Visits,
}

/// What was known of the person at the display.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// Reportable traits with their values.
    pub traits: Values,
    /// Segments the person was in.
    pub segments: Vec<String>,
}

/// When each step was first reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// Every rule held.
    pub due: Option<Timestamp>,
    /// Became visible.
    pub displayed: Option<Timestamp>,
    /// A first choice was made.
    pub started: Option<Timestamp>,
    /// Gone through to the end.
    pub completed: Option<Timestamp>,
    /// Held out.
    pub withheld: Option<Timestamp>,
    /// Went away without a first choice.
    pub ignored: Option<Timestamp>,
    /// First dismissed, and how.
    pub dismissed: Option<(Timestamp, Dismissal)>,
}

/// The answer that counts for one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its revision.
    pub revision: u32,
    /// Its event; among equal revisions the higher id counts.
    pub event: EventId,
    /// When it was given.
    pub at: Timestamp,
    /// The answer; `None` when it was withdrawn.
    pub answer: Option<Answer>,
}

impl Fact {
    /// The fact of a run of which this is the first event heard.
    pub fn begin(heard: &Heard<'_>) -> Self {
        let mut fact = Self {
            origin: heard.origin(),
            content: heard.run.content.clone(),
            version: heard.run.version,
            mode: heard.terms.mode,
            subject: None,
            company: None,
            locale: None,
            snapshot: Snapshot::default(),
            first_at: heard.at(),
            steps: Steps::default(),
            answers: BTreeMap::new(),
            has_steps: false,
            visits: Visits::new(),
        };
        fact.take_origin(heard);
        fact.absorb(heard);
        fact
    }

    /// Takes in one more event of the same run.
    pub fn absorb(&mut self, heard: &Heard<'_>) {
        if heard.origin() < self.origin {
            self.take_origin(heard);
        }
        self.has_steps |= heard.has_steps();
        let at = heard.at();
        self.first_at = self.first_at.min(at);
        let earliest = |step: &mut Option<Timestamp>| *step = Some(step.map_or(at, |known| known.min(at)));
        match &heard.event.body {
            Body::Due(_) => earliest(&mut self.steps.due),
            Body::Displayed(_) => earliest(&mut self.steps.displayed),
            Body::Withheld(_) => earliest(&mut self.steps.withheld),
            Body::Started(_) => earliest(&mut self.steps.started),
            Body::Completed(_) => earliest(&mut self.steps.completed),
            Body::Ignored(_) => earliest(&mut self.steps.ignored),
            Body::Dismissed { how, .. } => {
                let order = |(at, how): &(Timestamp, Dismissal)| (*at, dismissal_name(*how));
                let new = (at, *how);
                if self.steps.dismissed.is_none_or(|known| order(&new) < order(&known)) {
                    self.steps.dismissed = Some(new);
                }
            }
            Body::Answered { question, revision, answer, .. } => {
                let held = Held { revision: *revision, event: heard.event.id, at, answer: answer.clone() };
                self.hold(question, held);
            }
            // A run that was led over a page from where it was asked for tells its steps only.
            Body::Step { step, .. } => {
                earliest(&mut self.steps.displayed);
                self.visits.entry(step.clone()).or_default().displayed(at);
            }
            Body::Effort { step, active_ms, returns, invalid, .. } => {
                let more =
                    Effort { active_ms: (*active_ms).into(), returns: (*returns).into(), invalid: (*invalid).into() };
                let visit = self.visits.entry(step.clone()).or_default();
                visit.effort = visit.effort.and(more);
            }
            Body::TargetMissing { step, selector, .. } => {
                let url = heard.event.context.url.clone().unwrap_or_default();
                let missing = Missing { at, selector: selector.clone(), url };
                self.visits.entry(step.clone()).or_default().missing(missing);
            }
            _ => {}
        }
    }

    fn hold(&mut self, question: &QuestionKey, new: Held) {
        let known = self.answers.get(question);
        if known.is_none_or(|known| (known.revision, known.event) < (new.revision, new.event)) {
            self.answers.insert(question.clone(), new);
        }
    }

    fn take_origin(&mut self, heard: &Heard<'_>) {
        self.origin = heard.origin();
        self.content = heard.run.content.clone();
        self.version = heard.run.version;
        self.mode = heard.terms.mode;
        let named = heard.named();
        self.subject = heard.subject.filter(|_| named).map(str::to_owned);
        self.company = heard.event.who.company_id.as_ref().filter(|_| named).map(ToString::to_string);
        self.locale = heard.event.context.locale.as_deref().filter(|_| named).map(tally::plain);
    }

    /// The time of the display, or of the earliest event while that is not known.
    pub fn at(&self) -> Timestamp {
        self.steps.displayed.unwrap_or(self.first_at)
    }

    /// The last change of an answer; the time of the run without answers.
    pub fn changed_at(&self) -> Timestamp {
        self.answers.values().map(|held| held.at).max().unwrap_or_else(|| self.at())
    }

    /// What is known of it, as far as steps are concerned.
    pub fn course(&self) -> Course<'_> {
        let Steps { displayed, completed, dismissed, .. } = self.steps;
        let is_displayed = self.funnel().displayed > 0;
        Course { is_displayed, displayed, completed, dismissed, visits: &self.visits }
    }

    /// The answers that count, with their buckets.
    pub fn counted(&self) -> impl Iterator<Item = (&QuestionKey, String)> {
        self.answers.iter().filter_map(|(question, held)| Some((question, bucket::of(held.answer.as_ref()?))))
    }

    /// How far the run got: 1 for each step reached, else 0.
    pub fn funnel(&self) -> Funnel {
        let steps = &self.steps;
        let completed = steps.completed.is_some();
        let started = steps.started.is_some() || !self.answers.is_empty() || completed;
        let visited = self.visits.values().any(|visit| visit.displayed.is_some());
        let gone = steps.dismissed.is_some() || steps.ignored.is_some();
        let displayed = steps.displayed.is_some() || started || visited || gone;
        let withheld = steps.withheld.is_some() && !displayed;
        let by_person = steps.dismissed.is_some_and(|(_, how)| how != Dismissal::ByHost);
        let one = i64::from;
        Funnel {
            due: one(steps.due.is_some() || displayed || withheld),
            displayed: one(displayed),
            started: one(started),
            answered: one(self.counted().next().is_some()),
            completed: one(completed),
            dismissed: one(by_person && !completed),
            ignored: one(steps.ignored.is_some() && !started && steps.dismissed.is_none()),
            withheld: one(withheld),
        }
    }
}

/// The stored name of a dismissal.
pub fn dismissal_name(how: Dismissal) -> &'static str {
    match how {
        Dismissal::Closed => "closed",
        Dismissal::Snoozed => "snoozed",
        Dismissal::Refused => "refused",
        Dismissal::ByHost => "by_host",
    }
}

/// The dismissal of a stored name.
pub fn dismissal_named(name: &str) -> Option<Dismissal> {
    [Dismissal::Closed, Dismissal::Snoozed, Dismissal::Refused, Dismissal::ByHost]
        .into_iter()
        .find(|how| dismissal_name(*how) == name)
}

#[cfg(test)]
mod tests;

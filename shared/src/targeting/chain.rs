//! The whole chain of a decision, link by link, for whoever is to be told why: what holds, what does not, what is not known.
//!
//! What is not known of a person (their language, device or bucket before they were heard of) is several [`Facts`], one for
//! each way it may be: a link is known where all of them agree. Every verdict is the decision's own ([`each_link`],
//! [`super::person`]); nothing is decided a second time. Deliberately absent: which facts stand behind a verdict;
//! the collector adds them.

use super::decision::{Candidate, Decision, decide, each_link};
use super::person::{Facts, Segments, done_at, holds};
use super::{Reason, address, page};
use crate::content::audience::{Device, Visitor};
use crate::content::trigger::PageRule;
use crate::content::{Condition, Content};
use crate::id::ContentKey;
use crate::session::Marks;
use crate::time::Timestamp;
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// Whether a link of the chain lets content through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It does.
    Yes,
    /// It stands in the way.
    No,
    /// It depends on what is not known here.
    NotKnown,
    /// Nobody asks: a run that is open goes on without it.
    NotAsked,
    /// It is known and not told: who has answered a confidential or anonymous survey is nobody's to read.
    HeldBack,
}

impl From<bool> for Verdict {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

/// What the decision comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Displayed when its trigger fires.
    Due,
    /// The person is held out.
    Withheld,
    /// Only `waymark.start` displays it.
    OnRequest,
    /// Not displayed.
    NotDue,
    /// It depends on what is not known here.
    NotKnown,
}

/// A condition with what was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Examined {
    /// What is asked; of a group, how its parts are joined.
    pub asks: Asked,
    /// Whether it holds.
    pub verdict: Verdict,
    /// What the person has, where one thing is asked and known.
    pub found: Option<Found>,
    /// The parts of a group, the condition of a segment.
    pub parts: Vec<Examined>,
}

/// What a condition asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// That all parts hold.
    All,
    /// That one part holds at least.
    Any,
    /// That the part does not hold.
    Not,
    /// That the person is in the segment of this name, which may be gone.
    Segment(String),
    /// One thing.
    One(Condition),
}

/// What a condition on one thing found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// A trait's value; `None` where there is none.
    Trait(Option<Value>),
    /// The locale the person reads.
    Locale(String),
    /// The device.
    Device(Device),
    /// When the person was first seen; `None` when never before.
    FirstSeen(Option<Timestamp>),
    /// When they last did it; `None` when never.
    Done(Option<Timestamp>),
}

/// Each link in order with whether it lets content through, for all ways the facts may be (at least one).
pub fn chain(candidate: &Candidate<'_>, worlds: &[Facts<'_>]) -> Vec<(Reason, Verdict)> {
    let mut chain: Vec<(Reason, Verdict)> = Vec::new();
    for facts in worlds {
        let mut place = 0;
        each_link(candidate, facts, &mut |fails, reason| {
            let verdict = Verdict::from(!fails);
            match chain.get_mut(place) {
                Some(link) if link.1 != verdict => link.1 = Verdict::NotKnown,
                Some(_) => {}
                None => chain.push((reason, verdict)),
            }
            place += 1;
        });
    }
    chain
}

/// What the decision comes to, for all ways the facts may be (at least one).
pub fn outcome(candidate: &Candidate<'_>, worlds: &[Facts<'_>]) -> Outcome {
    let mut outcomes = worlds.iter().map(|facts| match decide(candidate, facts) {
        Decision::Due => Outcome::Due,
        Decision::Withheld => Outcome::Withheld,
        Decision::OnRequest(_) => Outcome::OnRequest,
        Decision::NotDue(_) => Outcome::NotDue,
    });
    let first = outcomes.next().unwrap_or(Outcome::NotKnown);
    if outcomes.all(|other| other == first) { first } else { Outcome::NotKnown }
}

/// An audience condition by condition. Whether somebody did something with content for which `hides` is true is held back,
/// and so is whatever would tell it.
pub fn examine(condition: &Condition, worlds: &[Facts<'_>], hides: &dyn Fn(&ContentKey) -> bool) -> Examined {
    examine_in(condition, worlds, hides, worlds.first().map(|facts| facts.segments))
}

fn examine_in(
    condition: &Condition,
    worlds: &[Facts<'_>],
    hides: &dyn Fn(&ContentKey) -> bool,
    segments: Option<&Segments>,
) -> Examined {
    let inside = |part: &Condition| examine_in(part, worlds, hides, segments);
    let (asks, parts) = match condition {
        Condition::All(parts) => (Asked::All, parts.iter().map(inside).collect()),
        Condition::Any(parts) => (Asked::Any, parts.iter().map(inside).collect()),
        Condition::Not(part) => (Asked::Not, vec![inside(part)]),
        Condition::Segment(key) => match segments.and_then(|all| all.get(key)) {
            // A segment never refers to another.
            Some(segment) => {
                (Asked::Segment(segment.name.clone()), vec![examine_in(&segment.condition, worlds, hides, None)])
            }
            None => (Asked::Segment(key.to_string()), Vec::new()),
        },
        one => (Asked::One(one.clone()), Vec::new()),
    };
    let hidden = matches!(condition, Condition::History { content, .. } if hides(content));
    let tells = parts.iter().any(|part: &Examined| part.verdict == Verdict::HeldBack);
    if hidden || tells {
        return Examined { asks, verdict: Verdict::HeldBack, found: None, parts };
    }
    let verdict = agreed(worlds, |facts| Verdict::from(holds(condition, facts, segments))).unwrap_or(Verdict::NotKnown);
    Examined { asks, verdict, found: agreed(worlds, |facts| found(condition, facts)).flatten(), parts }
}

/// What all ways the facts may be agree on.
fn agreed<T: PartialEq>(worlds: &[Facts<'_>], ask: impl Fn(&Facts<'_>) -> T) -> Option<T> {
    let mut answers = worlds.iter().map(ask);
    let first = answers.next()?;
    answers.all(|other| other == first).then_some(first)
}

fn found(condition: &Condition, facts: &Facts<'_>) -> Option<Found> {
    Some(match condition {
        Condition::Person(test) => Found::Trait(facts.person.get(&test.name).cloned()),
        Condition::Company(test) => Found::Trait(facts.company.get(&test.name).cloned()),
        Condition::Locale(_) => Found::Locale(facts.locale.to_owned()),
        Condition::Device(_) => Found::Device(facts.device?),
        Condition::Visitor(Visitor::New | Visitor::Returning) => Found::FirstSeen(facts.first_seen),
        Condition::History { content, did, .. } => Found::Done(done_at(facts, content, *did)),
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) | Condition::Segment(_) => return None,
    })
}

/// Whether the pages that content may start on include this address, and what each rule says by itself.
pub fn pages(rules: &[PageRule], url: &str, matches: super::Matcher<'_>) -> (Verdict, Vec<Verdict>) {
    let each = rules.iter().map(|rule| address::rule_fits(rule, url, matches).into()).collect();
    (address::page_fits(rules, url, matches).into(), each)
}

/// Displays of any content since a time, of the kinds that count, as the caps count them.
pub fn displays(
    marks: &Marks,
    since: Timestamp,
    counts: fn(crate::content::Kind) -> bool,
) -> Vec<(ContentKey, Timestamp)> {
    let of = |(key, mark): (&ContentKey, &crate::session::Mark)| -> Vec<(ContentKey, Timestamp)> {
        let mut times: Vec<Timestamp> = super::frequency::displays_of(mark).filter(|at| *at > since).collect();
        times.sort_unstable();
        times.into_iter().map(|at| (key.clone(), at)).collect()
    };
    marks.iter().filter(|(_, mark)| counts(mark.kind)).flat_map(of).collect()
}

/// Whether content that is due would come by itself on a page with this address, as soon as it is open.
pub fn comes_with_page(content: &Content, url: &str, now: Timestamp, matches: super::Matcher<'_>) -> bool {
    let happening = page::Happening::Page;
    page::is_cause(&content.trigger.cause, happening, now) && address::page_fits(&content.trigger.pages, url, matches)
}

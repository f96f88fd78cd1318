//! Whether an event is the sign of a goal, and when observed signs reach it.
//!
//! Deliberately absent: whose signs are added up. The collector reads them per person, or per company where the goal says
//! so ([`crate::content::goal::Per`]).

use super::Matcher;
use super::address::rule_fits;
use super::page::event_fits;
use super::person::trait_fits;
use crate::content::Goal;
use crate::content::goal::Sign;
use crate::event::{Body, Event};
use crate::time::Timestamp;
use crate::value::{Value, Values};

/// Whether an event is what a goal observes.
///
/// A trait is looked at when it may have changed: the person's at `identify` and `group` (which carries traits in the
/// company), the company's at `group`; `person` and `company` are the traits after the event.
pub fn goal_sign_fits(sign: &Sign, event: &Event, person: &Values, company: &Values, matches: Matcher<'_>) -> bool {
    match (sign, &event.body) {
        (Sign::Event(test), Body::Track { name, properties }) => event_fits(test, name, properties, event.at),
        (Sign::Page(rule), Body::Page { .. }) => {
            event.context.url.as_deref().is_some_and(|url| rule_fits(rule, url, matches))
        }
        (Sign::Click(wanted), Body::Clicked { selector }) | (Sign::Element(wanted), Body::Present { selector }) => {
            wanted == selector
        }
        (Sign::Person(test), Body::Identify { .. } | Body::Group { .. }) => trait_fits(test, person, event.at),
        (Sign::Company(test), Body::Group { .. }) => trait_fits(test, company, event.at),
        (Sign::Completed(wanted), Body::Completed(run)) => *wanted == run.content,
        _ => false,
    }
}

/// A sign that was observed once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// When.
    pub at: Timestamp,
    /// The numeric property a goal with a quantity sums; 0 when the event has none.
    pub value: f64,
    /// Whether the host's back end said so, with a secret token.
    pub from_server: bool,
}

/// What an event adds to a goal, once [`goal_sign_fits`] said that it is its sign.
pub fn observe(goal: &Goal, event: &Event, from_server: bool) -> Observation {
    let properties = match &event.body {
        Body::Track { properties, .. } | Body::Page { properties } => Some(properties),
        _ => None,
    };
    let property = goal.value.as_ref().and_then(|quantity| properties?.get(&quantity.property));
    let value = if let Some(Value::Number(n)) = property { *n } else { 0.0 };
    Observation { at: event.at, value, from_server }
}

/// How far a goal is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Signs that count.
    pub count: u32,
    /// The sum of their quantity.
    pub value: f64,
    /// When count and quantity were first both enough.
    pub reached_at: Option<Timestamp>,
}

/// Adds up observations, in any order, from the start of guidance to the end of the goal's window (both included).
/// Without a start everything before counts, and without a window everything after.
pub fn progress(goal: &Goal, start: Option<Timestamp>, observations: &[Observation]) -> Progress {
    let end = start.zip(goal.window_days).map(|(start, days)| start.plus_days(days.into()));
    let in_window = |o: &&Observation| start.is_none_or(|start| o.at >= start) && end.is_none_or(|end| o.at <= end);
    let demanded = |o: &&Observation| o.from_server || !goal.from_server;
    let mut counted: Vec<&Observation> = observations.iter().filter(in_window).filter(demanded).collect();
    counted.sort_by_key(|observation| observation.at);
    counted.into_iter().fold(Progress::default(), |mut progress, observation| {
        progress.count = progress.count.saturating_add(1);
        progress.value += observation.value;
        let enough = goal.value.as_ref().is_none_or(|quantity| progress.value >= quantity.at_least);
        if progress.reached_at.is_none() && enough && progress.count >= goal.count {
            progress.reached_at = Some(observation.at);
        }
        progress
    })
}

//! Wake rules: when the loader must wake the engine.
//!
//! They are a sound over-approximation of the triggers: the loader may wake the engine too often, never too rarely
//! (`tests/targeting_wake.rs` compares them with the real rules). [`wakes`] is the reference the loader mirrors.
//! Deliberately absent: property filters, element and scroll conditions. The engine checks those.

use crate::content::Trigger;
use crate::content::trigger::{Cause, PageRule, Pattern, UrlPart};
use crate::id::ContentKey;
use serde::{Deserialize, Serialize};

/// Wake the engine when all named conditions hold; an empty rule means now.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct WakeRule {
    /// The page's path starts with this text.
    pub path_prefix: Option<String>,
    /// An event of this name was tracked in this page.
    pub event: Option<String>,
    /// Only `waymark.start` with this content key wakes the engine.
    pub start: Option<String>,
}

/// What content that travels to the page waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Its trigger, or `waymark.start`; held-out content too, since its trigger runs.
    Trigger,
    /// Only `waymark.start`.
    Request,
    /// Nothing: a preview, or a run that goes on.
    Nothing,
}

/// When the engine must be awake for one content.
pub fn wake_rules(key: &ContentKey, trigger: &Trigger, wait: Wait) -> Vec<WakeRule> {
    let request = WakeRule { start: Some(key.as_str().to_owned()), ..WakeRule::default() };
    let event = match (wait, &trigger.cause) {
        (Wait::Nothing, _) => return vec![WakeRule::default()],
        (Wait::Request, _) | (Wait::Trigger, Cause::Manual) => return vec![request],
        (Wait::Trigger, Cause::Event(test)) => Some(test.name.clone()),
        (Wait::Trigger, _) => None,
    };
    let wanted = || trigger.pages.iter().filter(|rule| !rule.not);
    let mut prefixes: Vec<Option<String>> = wanted().map(path_prefix).collect();
    if prefixes.is_empty() {
        prefixes.push(None);
    }
    let rule = |path_prefix| WakeRule { path_prefix, event: event.clone(), start: None };
    prefixes.into_iter().map(rule).chain([request]).collect()
}

/// Takes away rules that others make superfluous; wakes exactly as often.
pub fn merge_rules(mut rules: Vec<WakeRule>) -> Vec<WakeRule> {
    rules.sort();
    rules.dedup();
    let needed = |rule: &WakeRule| !rules.iter().any(|other| other != rule && covers(other, rule));
    let kept: Vec<bool> = rules.iter().map(needed).collect();
    let mut kept = kept.into_iter();
    rules.retain(|_| kept.next().unwrap_or(true));
    rules
}

/// Whether `wide` wakes whenever `narrow` does.
fn covers(wide: &WakeRule, narrow: &WakeRule) -> bool {
    let prefix = match (&wide.path_prefix, &narrow.path_prefix) {
        (None, _) => true,
        (Some(wide), Some(narrow)) => narrow.starts_with(wide.as_str()),
        (Some(_), None) => false,
    };
    let same = |wide: &Option<String>, narrow: &Option<String>| wide.is_none() || wide == narrow;
    prefix && same(&wide.event, &narrow.event) && same(&wide.start, &narrow.start)
}

/// The literal text every fitting path starts with; `None` when there is none to rely on.
fn path_prefix(rule: &PageRule) -> Option<String> {
    // The whole address says nothing reliable about the path: a hash route replaces it.
    if rule.part == UrlPart::Url {
        return None;
    }
    let text = match &rule.pattern {
        Pattern::Exact(text) | Pattern::Prefix(text) => text.as_str(),
        Pattern::Glob(text) => text.split('*').next().unwrap_or_default(),
        Pattern::Regex(_) => return None,
    };
    // A trailing slash does not matter to the page, and an encoded letter is written in several ways.
    let literal = text.split('%').next().unwrap_or_default();
    let literal = literal.strip_suffix('/').unwrap_or(literal);
    (!literal.is_empty()).then(|| literal.to_owned())
}

/// What the loader knows at one moment.
#[derive(Clone, Copy, Debug, Default)]
pub struct WakeFacts<'a> {
    /// The page's path as the browser writes it ([`crate::targeting::address::path_of`]).
    pub path: &'a str,
    /// Names of the events tracked in this page.
    pub events: &'a [&'a str],
    /// Keys of the content `waymark.start` was called with.
    pub starts: &'a [&'a str],
}

/// Whether a rule wakes the engine. A path with a percent sign fits every prefix: the loader does not decode, the engine does.
pub fn wakes(rule: &WakeRule, facts: &WakeFacts<'_>) -> bool {
    let path = |prefix: &String| facts.path.contains('%') || facts.path.starts_with(prefix.as_str());
    rule.path_prefix.as_ref().is_none_or(path)
        && rule.event.as_ref().is_none_or(|event| facts.events.contains(&event.as_str()))
        && rule.start.as_ref().is_none_or(|start| facts.starts.contains(&start.as_str()))
}

//! An audience condition by condition, each with what the person has.
//!
//! Deliberately absent: what a condition means; [`crate::sentence`] says it, the collector has evaluated it.

use super::link::verdict;
use crate::sentence;
use crate::text::{Lang, explain as x};
use shared::targeting::chain::{Asked, Examined, Found, Verdict};
use yew::prelude::*;

/// The condition and its parts as items of a list.
pub fn tree(lang: Lang, examined: &Examined) -> Html {
    let found = examined.found.as_ref().filter(|_| examined.verdict != Verdict::HeldBack);
    html! {
        <li>
            { verdict(lang, examined.verdict) }
            <span>
                { asks(lang, &examined.asks) }
                if let Some(found) = found { <span class="hint found">{ has(lang, found) }</span> }
            </span>
            if !examined.parts.is_empty() {
                <ul class="examined">{ for examined.parts.iter().map(|part| tree(lang, part)) }</ul>
            }
        </li>
    }
}

fn asks(lang: Lang, asks: &Asked) -> String {
    match asks {
        Asked::All => lang.say(x::ALL_OF).to_owned(),
        Asked::Any => lang.say(x::ANY_OF).to_owned(),
        Asked::Not => lang.say(x::NONE_OF).to_owned(),
        Asked::Segment(name) => lang.fill(x::IN_SEGMENT, &[name]),
        Asked::One(condition) => sentence::condition(lang, condition, &[]),
    }
}

fn has(lang: Lang, found: &Found) -> String {
    match found {
        Found::Trait(Some(value)) => lang.fill(x::HAS, &[&sentence::quote(lang, value)]),
        Found::Trait(None) => lang.say(x::HAS_NONE).to_owned(),
        Found::Locale(tag) => lang.fill(x::IS_READING, &[tag]),
        Found::Device(device) => lang.fill(x::IS_ON, &[&lang.say(sentence::device_words(*device))]),
        Found::FirstSeen(Some(at)) => lang.fill(x::SEEN_SINCE, &[&lang.moment(*at)]),
        Found::FirstSeen(None) => lang.say(x::SEEN_NEVER).to_owned(),
        Found::Done(Some(at)) => lang.fill(x::DONE_AT, &[&lang.moment(*at)]),
        Found::Done(None) => lang.say(x::DONE_NEVER).to_owned(),
    }
}

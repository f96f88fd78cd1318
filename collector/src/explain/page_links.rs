//! The links that a page decides: its address, what starts content, the delay, one thing at a time.
//!
//! Where the address is given, its rules are evaluated here by the same code; what only happens in a page stays unknown.
//! Deliberately absent: anything of a running page. There the engine itself is asked (`waymark.explain`).

use super::{Asking, Looked, ahead};
use shared::api::explain::{Fact, Link};
use shared::content::trigger::Cause;
use shared::event::Body;
use shared::targeting::Reason;
use shared::targeting::chain::{Verdict, pages};
use shared::targeting::page::event_fits;
use shared::time::Timestamp;

/// The links in the order in which the engine asks.
pub(super) fn links(asking: &Asking<'_>, looked: Looked<'_>, goes_on: bool) -> Vec<Link> {
    let trigger = &looked.content.trigger;
    let page = page(asking, looked);
    let cause = match &trigger.cause {
        // Whether the page fits was the link before.
        Cause::Page => Verdict::Yes,
        Cause::Manual => Verdict::No,
        _ => Verdict::NotKnown,
    };
    let nothing_or = |empty: bool| if empty { Verdict::Yes } else { Verdict::NotKnown };
    let cancel: Vec<String> = trigger.cancel.iter().map(|test| test.name.clone()).collect();
    let of_trigger = [
        (Reason::Page, page.0, page.1),
        (Reason::Trigger, cause, Fact::Cause { cause: trigger.cause.clone(), at: last_done(asking, &trigger.cause) }),
        (Reason::Delay, nothing_or(trigger.delay_ms == 0), Fact::Delay(trigger.delay_ms)),
        (Reason::Cancelled, nothing_or(cancel.is_empty()), Fact::Cancel(cancel)),
    ];
    let ahead = asking.place.url.as_deref().map_or_else(Vec::new, |url| ahead(asking, &looked.content.key, url));
    let of_page = [
        (Reason::Busy, Verdict::NotKnown, Fact::Ahead(ahead)),
        (Reason::Occupied, Verdict::NotKnown, Fact::Nothing),
        (Reason::OtherTab, Verdict::NotKnown, Fact::Nothing),
    ];
    let asked = |verdict| if goes_on { Verdict::NotAsked } else { verdict };
    let of_trigger = of_trigger.into_iter().map(|(reason, verdict, fact)| (reason, asked(verdict), fact));
    of_trigger.chain(of_page).map(|(reason, verdict, fact)| Link { reason, verdict, in_page: true, fact }).collect()
}

fn page(asking: &Asking<'_>, looked: Looked<'_>) -> (Verdict, Fact) {
    let rules = &looked.content.trigger.pages;
    let (verdict, each) = match &asking.place.url {
        Some(url) => pages(rules, url, &crate::goal::matches),
        None if rules.is_empty() => (Verdict::Yes, Vec::new()),
        None => (Verdict::NotKnown, vec![Verdict::NotKnown; rules.len()]),
    };
    (verdict, Fact::Pages(rules.iter().cloned().zip(each).collect()))
}

/// When the person last did what starts content.
fn last_done(asking: &Asking<'_>, cause: &Cause) -> Option<Timestamp> {
    let Cause::Event(test) = cause else { return None };
    let now = asking.facts.now;
    let fits =
        |body: &Body| matches!(body, Body::Track { name, properties } if event_fits(test, name, properties, now));
    asking.history.iter().find(|event| fits(&event.body)).map(|event| event.at)
}

//! Why content is shown to one person, or not: the chain of `shared::targeting` with the facts behind each link.
//!
//! Verdicts are the decision's own, asked once for each way in which what is not known may be. What a member must not read
//! stays held back here too: who has answered a confidential or anonymous survey. Deliberately absent: the store and the
//! clock; what is known comes in.

mod fact;
mod page_links;
mod worlds;

use crate::catalog::{Published, Served};
use fact::Behind;
use shared::api::explain::{Explanation, Fact, Link, Place, Resumes, Whom};
use shared::content::Content;
use shared::content::survey::PrivacyMode;
use shared::event::Event;
use shared::id::ContentKey;
use shared::session::Resume;
use shared::targeting::chain::{Outcome, Verdict, chain, outcome};
use shared::targeting::decision::{Candidate, Decision, decide};
use shared::targeting::{Facts, Reason};
use std::collections::BTreeMap;
use worlds::Worlds;

/// What of a person is not known, so that it may be any way.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent things, each known or not by itself")]
pub struct Unknown {
    /// The locale they read.
    pub locale: bool,
    /// The device.
    pub device: bool,
    /// What sampling and holdout are drawn by: it is drawn when somebody is first heard of.
    pub bucket: bool,
    /// Whether the browser sends Global Privacy Control.
    pub gpc: bool,
    /// What they last said to the question for consent; it is asked for only where the environment demands it.
    pub consent: bool,
}

/// Everything an explanation is made of.
#[derive(Clone, Debug)]
pub struct Asking<'a> {
    /// The environment.
    pub served: &'a Served,
    /// What a session is decided by.
    pub facts: Facts<'a>,
    /// What of it is not known.
    pub unknown: Unknown,
    /// Whom it is about.
    pub whom: Whom,
    /// Where they are.
    pub place: Place,
    /// Runs that go on.
    pub resumes: &'a BTreeMap<ContentKey, Resume>,
    /// Whether it is not known that the user id is signed, or the device is the run's own.
    pub resumes_only_there: bool,
    /// What the person did last, the newest first; empty in a page, which knows better.
    pub history: &'a [Event],
}

/// Content as it is looked at: the published version, else a draft.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'a> {
    /// What it says.
    pub content: &'a Content,
    /// Its publication in this environment.
    pub published: Option<&'a Published>,
}

/// The whole chain for one content and one person.
pub fn explain(asking: &Asking<'_>, looked: Looked<'_>) -> Explanation {
    let content = looked.content;
    let resume = asking.resumes.get(&content.key);
    let candidate = candidate(asking, looked);
    let worlds = Worlds::of(asking, content);
    let facts = worlds.facts(asking);
    let hides = |key: &ContentKey| is_hidden(asking.served, key);
    let behind = Behind { asking, looked, worlds: &facts, hides: &hides };
    let mut links = vec![published_link(looked)];
    let asked = chain(&candidate, &facts);
    for reason in ORDER {
        let found = asked.iter().find(|(each, _)| *each == reason);
        links.push(behind.link(reason, found.map_or(Verdict::NotAsked, |(_, verdict)| *verdict)));
    }
    let outcome = if would_tell(content, &links) { Outcome::NotKnown } else { outcome(&candidate, &facts) };
    let held_back =
        |reason: Reason| links.iter().any(|link| link.reason == reason && link.verdict == Verdict::HeldBack);
    let told = |reason: &Reason| !held_back(*reason);
    let reasons = decide(&candidate, &asking.facts).reasons().iter().copied().filter(told).collect();
    links.extend(page_links::links(asking, looked, resume.is_some()));
    Explanation {
        at: asking.facts.now,
        environment: asking.served.environment.to_string(),
        content: content.key.clone(),
        name: content.name.clone(),
        kind: content.body.kind(),
        person: asking.whom.clone(),
        place: asking.place.clone(),
        resumes: resume.map(|resume| Resumes { step: resume.step.clone(), only_there: asking.resumes_only_there }),
        outcome,
        reasons,
        links,
    }
}

/// Whether the outcome alone would tell who has answered an anonymous survey, or what an audience asks of one that is not identified:
/// where nothing else stands in the way.
fn would_tell(content: &Content, links: &[Link]) -> bool {
    let is_held_back = |link: &Link| {
        let counts = link.reason == Reason::Audience || content.body.privacy() == PrivacyMode::Anonymous;
        counts && link.verdict == Verdict::HeldBack
    };
    links.iter().any(is_held_back) && links.iter().all(|link| link.verdict != Verdict::No)
}

/// Published content that is due now and would come by itself on this page, before this one.
fn ahead(asking: &Asking<'_>, content: &ContentKey, url: &str) -> Vec<ContentKey> {
    let served = asking.served;
    let earlier = served.published.iter().take_while(|published| published.content.key != *content);
    if served.published(content).is_none() {
        return Vec::new();
    }
    let comes = |published: &&Published| {
        let looked = Looked { content: &published.content, published: Some(*published) };
        let due = matches!(decide(&candidate(asking, looked), &asking.facts), Decision::Due);
        let goes_on = asking.resumes.contains_key(&published.content.key);
        due && (goes_on || comes_with_page(&published.content, url, asking))
    };
    earlier.filter(comes).map(|published| published.content.key.clone()).collect()
}

fn comes_with_page(content: &Content, url: &str, asking: &Asking<'_>) -> bool {
    shared::targeting::chain::comes_with_page(content, url, asking.facts.now, &crate::goal::matches)
}

fn candidate<'a>(asking: &'a Asking<'_>, looked: Looked<'a>) -> Candidate<'a> {
    Candidate {
        content: looked.content,
        stopped: asking.served.settings.stopped,
        paused: looked.published.is_some_and(|published| published.paused),
        responses: looked.published.map_or(0, |published| published.responses),
        caps: &asking.served.settings.caps,
        resumes: asking.resumes.contains_key(&looked.content.key),
    }
}

/// The links that the collector decides, in the order of the chain.
const ORDER: [Reason; 18] = [
    Reason::Stopped,
    Reason::Paused,
    Reason::NotYet,
    Reason::Over,
    Reason::QuotaReached,
    Reason::Consent,
    Reason::PrivacyControl,
    Reason::Guidance,
    Reason::Audience,
    Reason::Sampling,
    Reason::Refused,
    Reason::Snoozed,
    Reason::DismissedLately,
    Reason::DisplayedBefore,
    Reason::AnsweredBefore,
    Reason::Cap,
    Reason::Gate,
    Reason::Withheld,
];

fn published_link(looked: Looked<'_>) -> Link {
    let version = looked.published.map(|published| published.version);
    let verdict = Verdict::from(version.is_some());
    Link { reason: Reason::Unknown, verdict, in_page: false, fact: Fact::Published(version) }
}

/// Whether answers to this content are not to be read of one person.
fn is_hidden(served: &Served, content: &ContentKey) -> bool {
    served.published(content).is_some_and(|published| published.content.body.privacy() != PrivacyMode::Identified)
}

/// Whether a reason tells, among other things, that somebody has answered.
fn is_about_answers(reason: Reason) -> bool {
    matches!(reason, Reason::DismissedLately | Reason::DisplayedBefore | Reason::AnsweredBefore)
}

//! The collector's decision: may this content be due for this person, and if not, every reason why not.
//!
//! Deliberately absent: what only the page knows; see [`super::page`].

use super::frequency::{has_gate, is_capped, is_strained, quiet_reasons};
use super::person::{Facts, includes};
use super::share::{Purpose, in_share};
use super::{Reason, page};
use crate::content::frequency::Caps;
use crate::content::trigger::Cause;
use crate::content::{Content, Kind};
use crate::machine::desk::Guidance;
use crate::session::Mark;

/// What frequency can say, in the order of [`quiet_reasons`].
const QUIET: [Reason; 5] =
    [Reason::Refused, Reason::Snoozed, Reason::DismissedLately, Reason::DisplayedBefore, Reason::AnsweredBefore];

/// Published content with the facts of its publication.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The published version.
    pub content: &'a Content,
    /// Whether the environment is stopped.
    pub stopped: bool,
    /// Whether the content is paused in this environment.
    pub paused: bool,
    /// What counts against the quota so far, of all versions in this environment: responses with at least one answer, or,
    /// where nothing is asked, runs gone through to the end.
    pub responses: u64,
    /// The environment's caps.
    pub caps: &'a Caps,
    /// Whether a run of the person is open: begun, neither gone through nor dismissed. It goes on whatever frequency,
    /// caps, quota, audience, sampling and the gate say about a new one.
    pub resumes: bool,
}

/// May content be due?
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Displayed when its trigger fires.
    Due,
    /// Held out: its triggers run, and `withheld` is recorded where it would have been displayed.
    Withheld,
    /// Nothing but a rule for automatic content stands in the way (a cap, Global Privacy Control, the holdout; for what
    /// guides, also that it was displayed or dismissed before): it travels, and only `waymark.start` displays it.
    OnRequest(Vec<Reason>),
    /// Not displayed; every reason, in the order of the chain.
    NotDue(Vec<Reason>),
}

impl Decision {
    /// Why it does not come by itself, in the order of the chain; empty when due.
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Self::Due => &[],
            Self::Withheld => &[Reason::Withheld],
            Self::OnRequest(reasons) | Self::NotDue(reasons) => reasons,
        }
    }

    /// Whether the content travels to the page.
    pub fn travels(&self) -> bool {
        !matches!(self, Self::NotDue(_))
    }

    /// Whether the person is held out ([`crate::session::Due::withheld`]).
    pub fn is_withheld(&self) -> bool {
        self.travels() && self.reasons().contains(&Reason::Withheld)
    }
}

/// Decides for one content and one person.
///
/// The chain: stopped, paused, schedule, quota, consent, Global Privacy Control, guidance wanted, audience, sampling, refusal, snooze,
/// dismissal, repetition, caps, gate, holdout. All reasons are told, not only the first.
pub fn decide(candidate: &Candidate<'_>, facts: &Facts<'_>) -> Decision {
    let mut reasons = Vec::new();
    each_link(candidate, facts, &mut |fails, reason| {
        if fails {
            reasons.push(reason);
        }
    });
    conclude(reasons, candidate.content.body.kind())
}

/// Goes through the chain in order and tells of each link that is asked whether it stands in the way, and its reason.
pub fn each_link(candidate: &Candidate<'_>, facts: &Facts<'_>, check: &mut impl FnMut(bool, Reason)) {
    let content = candidate.content;
    check(candidate.stopped, Reason::Stopped);
    check(candidate.paused, Reason::Paused);
    if !candidate.resumes {
        check(page::is_too_early(content.schedule.from, facts.now), Reason::NotYet);
        check(page::is_too_late(content.schedule.until, facts.now), Reason::Over);
        let quota = content.quota.is_some_and(|quota| candidate.responses >= u64::from(quota));
        check(quota, Reason::QuotaReached);
    }
    check(!facts.consent, Reason::Consent);
    if candidate.resumes {
        // What somebody began goes on; a list is no longer there for who wants no guidance.
        let keeps_back = wanted(facts) == Guidance::Off && content.body.kind() == Kind::Checklist;
        check(keeps_back, Reason::Guidance);
        check(facts.marks.get(&content.key).is_some_and(|mark| mark.refused), Reason::Refused);
    } else {
        check_person(candidate, facts, check);
    }
}

/// The links of the chain that concern a new run only.
fn check_person(candidate: &Candidate<'_>, facts: &Facts<'_>, check: &mut impl FnMut(bool, Reason)) {
    let Candidate { content, caps, .. } = candidate;
    let (family, now) = (content.key.as_str(), facts.now);
    let automatic = content.trigger.cause != Cause::Manual;
    // The control is about being observed: guidance goes on.
    check(facts.gpc && automatic && content.body.kind() == Kind::Survey, Reason::PrivacyControl);
    check(automatic && wanted(facts).keeps_back(content.body.kind()), Reason::Guidance);
    check(!includes(&content.audience, facts), Reason::Audience);
    check(!in_share(content.sampling, Purpose::Sampling, family, facts.bucket), Reason::Sampling);
    let unseen = Mark::default();
    let mark = facts.marks.get(&content.key).unwrap_or(&unseen);
    let mut quiet = quiet_reasons(&content.frequency, mark, now).peekable();
    for reason in QUIET {
        check(quiet.next_if_eq(&reason).is_some(), reason);
    }
    check(automatic && is_capped(caps, content.body.kind(), facts.marks, now), Reason::Cap);
    check(has_gate(content) && is_strained(caps, facts.effort, now), Reason::Gate);
    check(automatic && in_share(content.holdout, Purpose::Holdout, family, facts.bucket), Reason::Withheld);
}

/// How much guidance the person wants.
fn wanted(facts: &Facts<'_>) -> Guidance {
    Guidance::read(facts.person.get(Guidance::TRAIT))
}

fn conclude(reasons: Vec<Reason>, kind: Kind) -> Decision {
    match reasons.as_slice() {
        [] => Decision::Due,
        [Reason::Withheld] => Decision::Withheld,
        all if all.iter().all(|reason| page::is_for_automatic_only(*reason, kind)) => Decision::OnRequest(reasons),
        _ => Decision::NotDue(reasons),
    }
}

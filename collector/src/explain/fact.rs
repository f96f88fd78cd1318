//! What stands behind each link that the collector decides.
//!
//! Deliberately absent: verdicts, but for those that are held back or that a page alone can give.

use super::{Asking, Looked, is_about_answers};
use shared::api::explain::{Fact, Link, Shown};
use shared::content::trigger::Cause;
use shared::content::{Kind, PerMille, Repeat};
use shared::event::Body;
use shared::id::ContentKey;
use shared::session::Mark;
use shared::targeting::chain::{Verdict, displays, examine};
use shared::targeting::frequency::has_gate;
use shared::targeting::share::{Purpose, place};
use shared::targeting::{Facts, Reason};
use shared::time::Timestamp;

/// What the facts of one content and person are read from.
pub(super) struct Behind<'a> {
    pub(super) asking: &'a Asking<'a>,
    pub(super) looked: Looked<'a>,
    pub(super) worlds: &'a [Facts<'a>],
    pub(super) hides: &'a dyn Fn(&ContentKey) -> bool,
}

impl Behind<'_> {
    /// A link with its fact.
    pub(super) fn link(&self, reason: Reason, verdict: Verdict) -> Link {
        let in_page = matches!(reason, Reason::Consent | Reason::PrivacyControl);
        if is_about_answers(reason) && (self.hides)(&self.looked.content.key) {
            return Link { reason, verdict: Verdict::HeldBack, in_page, fact: Fact::Nothing };
        }
        let fact = self.fact(reason);
        let verdict = match &fact {
            _ if verdict == Verdict::NotAsked => verdict,
            Fact::Audience(examined) => examined.verdict,
            Fact::Consent { given, .. } if self.asking.unknown.consent => match given {
                Some(true) => Verdict::Yes,
                Some(false) | None => Verdict::NotKnown,
            },
            Fact::PrivacyControl { counts: true, is_sent: None } => Verdict::NotKnown,
            _ => verdict,
        };
        Link { reason, verdict, in_page, fact }
    }

    fn fact(&self, reason: Reason) -> Fact {
        let content = self.looked.content;
        match reason {
            Reason::NotYet => Fact::Bound(content.schedule.from),
            Reason::Over => Fact::Bound(content.schedule.until),
            Reason::QuotaReached => {
                Fact::Quota { most: content.quota, counted: self.looked.published.map_or(0, |found| found.responses) }
            }
            Reason::Consent => self.consent(),
            Reason::PrivacyControl => Fact::PrivacyControl {
                counts: content.body.kind() == Kind::Survey && content.trigger.cause != Cause::Manual,
                is_sent: (!self.asking.unknown.gpc).then_some(self.asking.facts.gpc),
            },
            Reason::Audience => Fact::Audience(examine(&content.audience, self.worlds, self.hides)),
            Reason::Sampling => self.share(content.sampling, Purpose::Sampling),
            Reason::Withheld => self.share(content.holdout, Purpose::Holdout),
            Reason::Cap => self.caps(),
            Reason::Gate => {
                Fact::Gate { counts: has_gate(content), days: self.asking.served.settings.caps.low_effort_days }
            }
            Reason::Snoozed | Reason::DismissedLately | Reason::DisplayedBefore | Reason::AnsweredBefore => {
                self.mark(reason)
            }
            _ => Fact::Nothing,
        }
    }

    fn consent(&self) -> Fact {
        let said = self.asking.history.iter().find_map(|event| match event.body {
            Body::Consent { given } => Some((given, event.at)),
            _ => None,
        });
        let is_required = self.asking.served.settings.consent_required;
        Fact::Consent { is_required, given: said.map(|(given, _)| given), at: said.map(|(_, at)| at) }
    }

    fn share(&self, share: PerMille, purpose: Purpose) -> Fact {
        let (family, facts) = (self.looked.content.key.as_str(), &self.asking.facts);
        let place = (!self.asking.unknown.bucket).then(|| place(purpose, family, facts.bucket));
        Fact::Share { share, place, by_company: self.asking.whom.company.is_some() }
    }

    fn mark(&self, reason: Reason) -> Fact {
        let content = self.looked.content;
        let unseen = Mark::default();
        let mark = self.asking.facts.marks.get(&content.key).unwrap_or(&unseen);
        let frequency = &content.frequency;
        let later = |at: Option<Timestamp>, days: u16| at.map(|at| at.plus_days(days.into()));
        let done = if mark.kind == Kind::Survey { mark.answered_at } else { mark.answered_at.max(mark.completed_at) };
        let (at, until) = match (reason, frequency.repeat) {
            (Reason::Snoozed, _) => (None, mark.snoozed_until),
            (Reason::DismissedLately, Repeat::Once | Repeat::Always) => (mark.dismissed_at, None),
            (Reason::DismissedLately, _) => {
                (mark.dismissed_at, later(mark.dismissed_at, frequency.after_dismissal_days))
            }
            (Reason::DisplayedBefore, _) => (mark.displayed_at, None),
            (_, Repeat::EveryDays(days)) => (done, later(done, days)),
            _ => (done, None),
        };
        Fact::Mark { at, until, repeat: frequency.repeat }
    }

    fn caps(&self) -> Fact {
        let (content, caps) = (self.looked.content, &self.asking.served.settings.caps);
        let (facts, kind) = (&self.asking.facts, content.body.kind());
        let shown = |days: u16, counts: fn(Kind) -> bool| {
            let since = facts.now.plus_days(-i64::from(days));
            displays(facts.marks, since, counts).into_iter().map(|(content, at)| Shown { content, at }).collect()
        };
        let is_survey = |kind| kind == Kind::Survey;
        let surveys = is_survey(kind).then_some(caps.surveys);
        Fact::Caps {
            counts: kind.interrupts() && content.trigger.cause != Cause::Manual,
            per_day: caps.per_day,
            today: shown(1, Kind::interrupts),
            surveys,
            survey_days: caps.survey_days,
            lately: if surveys.is_some() { shown(caps.survey_days, is_survey) } else { Vec::new() },
        }
    }
}

//! Why something is not displayed, as codes without names or values.

use super::Runtime;
use super::wait::Phase;
use crate::page::Page;
use shared::targeting::Reason;
use shared::targeting::page::Start;

impl<P: Page> Runtime<P> {
    /// Every reason why this content is not displayed now; empty when it is, or when nothing stands in the way.
    pub fn explain(&self, key: &str) -> Vec<Reason> {
        let Some(index) = self.due.iter().position(|due| due.key.as_str() == key) else {
            return vec![Reason::Unknown];
        };
        if self.show.as_ref().is_some_and(|show| show.run.content.as_str() == key) {
            return Vec::new();
        }
        let wait = &self.waits[index];
        let mut reasons = self.reasons(index, wait.start().unwrap_or(Start::Triggered));
        reasons.extend(self.due[index].withheld.then_some(Reason::Withheld));
        reasons.extend(wait.denied);
        match &wait.phase {
            Phase::Idle if wait.denied.is_none() => reasons.push(Reason::Trigger),
            Phase::Idle | Phase::Claiming(_) => {}
            Phase::Delayed { .. } => reasons.push(Reason::Delay),
            Phase::Ready(_) if self.show.is_some() => reasons.push(Reason::Busy),
            Phase::Ready(_) => reasons.push(Reason::Occupied),
        }
        reasons
    }
}

/// The code of a reason, as in the session's answer.
pub fn code(reason: Reason) -> &'static str {
    match reason {
        Reason::Unknown => "unknown",
        Reason::Stopped => "stopped",
        Reason::Paused => "paused",
        Reason::NotYet => "not_yet",
        Reason::Over => "over",
        Reason::QuotaReached => "quota_reached",
        Reason::Audience => "audience",
        Reason::Sampling => "sampling",
        Reason::Withheld => "withheld",
        Reason::Refused => "refused",
        Reason::Snoozed => "snoozed",
        Reason::DismissedLately => "dismissed_lately",
        Reason::DisplayedBefore => "displayed_before",
        Reason::AnsweredBefore => "answered_before",
        Reason::Cap => "cap",
        Reason::Gate => "gate",
        Reason::Consent => "consent",
        Reason::PrivacyControl => "privacy_control",
        Reason::Guidance => "guidance",
        Reason::Page => "page",
        Reason::Trigger => "trigger",
        Reason::Delay => "delay",
        Reason::Cancelled => "cancelled",
        Reason::Busy => "busy",
        Reason::Occupied => "occupied",
        Reason::OtherTab => "other_tab",
        Reason::OtherDevice => "other_device",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_the_one_on_the_wire() {
        let mut reason = Reason::Unknown;
        loop {
            assert_eq!(serde_json::to_string(&reason).expect("a code"), format!("\"{}\"", code(reason)));
            reason = match reason {
                Reason::Unknown => Reason::Stopped,
                Reason::Stopped => Reason::Paused,
                Reason::Paused => Reason::NotYet,
                Reason::NotYet => Reason::Over,
                Reason::Over => Reason::QuotaReached,
                Reason::QuotaReached => Reason::Audience,
                Reason::Audience => Reason::Sampling,
                Reason::Sampling => Reason::Withheld,
                Reason::Withheld => Reason::Refused,
                Reason::Refused => Reason::Snoozed,
                Reason::Snoozed => Reason::DismissedLately,
                Reason::DismissedLately => Reason::DisplayedBefore,
                Reason::DisplayedBefore => Reason::AnsweredBefore,
                Reason::AnsweredBefore => Reason::Cap,
                Reason::Cap => Reason::Gate,
                Reason::Gate => Reason::Consent,
                Reason::Consent => Reason::PrivacyControl,
                Reason::PrivacyControl => Reason::Guidance,
                Reason::Guidance => Reason::Page,
                Reason::Page => Reason::Trigger,
                Reason::Trigger => Reason::Delay,
                Reason::Delay => Reason::Cancelled,
                Reason::Cancelled => Reason::Busy,
                Reason::Busy => Reason::Occupied,
                Reason::Occupied => Reason::OtherTab,
                Reason::OtherTab => Reason::OtherDevice,
                Reason::OtherDevice => break,
            };
        }
    }
}

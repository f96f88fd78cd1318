//! Advice on what surrounds the body: who answers for it, when it runs, for whom and how often.

use super::Findings;
use crate::content::survey::QuestionKind;
use crate::content::trigger::Cause;
use crate::content::{CONTENT_VERSION, Content, Repeat};

/// Least days between two relationship questions (research on fatigue: 90 to 180).
const RECOMMENDATION_DAYS: u16 = 90;
/// Least days between two questions about one task (30 to 90).
const TASK_DAYS: u16 = 30;

pub(super) fn check(content: &Content, found: &mut Findings) {
    if content.content_version == 0 || content.content_version > CONTENT_VERSION {
        let message = format!("This shape of content is not known here; write it for version {CONTENT_VERSION}.");
        found.error("content_version", "content_version", message);
    }
    if content.name.trim().is_empty() {
        found.error("missing_name", "name", "Give it a name by which members find it.");
    }
    if content.owner.trim().is_empty() {
        found.warning(
            "missing_owner",
            "owner",
            "Name the person or team the answers go to, or nobody will act on them.",
        );
    }
    if content.decision.trim().is_empty() && content.body.questions().next().is_some() {
        found.warning("missing_decision", "decision", "Say which decision the answers serve; without one, do not ask.");
    }
    for (at, said) in [("name", &content.name), ("owner", &content.owner), ("decision", &content.decision)] {
        if said.chars().any(char::is_control) {
            found.error("bad_text", at, "It contains a control character that cannot be shown; remove it.");
        }
    }
    check_shares(content, found);
    if let (Some(from), Some(until)) = (content.schedule.from, content.schedule.until)
        && from >= until
    {
        found.error("schedule_reversed", "schedule", "It ends before it begins; make `until` later than `from`.");
    }
    if content.quota == Some(0) {
        found.error("quota", "quota", "A quota of no answers shows it to nobody; leave it out or raise it.");
    }
    check_frequency(content, found);
}

fn check_shares(content: &Content, found: &mut Findings) {
    for (at, share) in [("sampling", content.sampling), ("holdout", content.holdout)] {
        if share > 1000 {
            found.error("share", at, "A share is counted in thousandths: at most 1000.");
        }
    }
    if content.sampling == 0 {
        found.warning("nobody_sampled", "sampling", "Nobody is in the sample; raise the share.");
    }
    if content.holdout > 0 && content.goal.is_none() {
        let message =
            "People are held out, but without a goal there is nothing to compare; name a goal or hold nobody out.";
        found.warning("holdout_without_goal", "holdout", message);
    }
    if content.holdout > 0 && content.measure_until.is_none() {
        let message = "People are held out, but no day is fixed until which it is measured, so nothing is ever compared; \
             fix one, or hold nobody out.";
        found.warning("holdout_without_horizon", "measure_until", message);
    }
    if content.holdout == 0 && content.measure_until.is_some() {
        let message =
            "A day is fixed until which it is measured, but nobody is held out to compare with; hold some out.";
        found.warning("horizon_without_holdout", "measure_until", message);
    }
    if content.holdout > 0 && content.trigger.cause == Cause::Manual {
        let message = "What people start by hand is never withheld; give it a trigger, or hold nobody out.";
        found.warning("holdout_by_hand", "holdout", message);
    }
    if (500..=1000).contains(&content.holdout) {
        found.warning("holdout_large", "holdout", "Half of the people or more would never see it; hold out fewer.");
    }
}

fn check_frequency(content: &Content, found: &mut Findings) {
    let frequency = &content.frequency;
    let manual = matches!(content.trigger.cause, Cause::Manual);
    let recommends = asks(content, |kind| matches!(kind, QuestionKind::Nps { .. }));
    match frequency.repeat {
        Repeat::EveryDays(0) => {
            found.error("repeat", "frequency.repeat", "Zero days is no interval; write how many days lie between.");
        }
        Repeat::EveryDays(days) if !manual && recommends && days < RECOMMENDATION_DAYS => {
            let message = format!(
                "A recommendation question every {days} days wears people out; wait at least {RECOMMENDATION_DAYS}."
            );
            found.warning("asked_too_often", "frequency.repeat", message);
        }
        Repeat::EveryDays(days) if !manual && days < TASK_DAYS => {
            let message = format!("Asking every {days} days wears people out; wait at least {TASK_DAYS}.");
            found.warning("asked_too_often", "frequency.repeat", message);
        }
        Repeat::Always if !manual => {
            let message = "Only the caps hold it back; choose an interval, or let people start it themselves.";
            found.warning("asked_too_often", "frequency.repeat", message);
        }
        _ => {}
    }
    if !manual && frequency.after_dismissal_days == 0 && frequency.repeat != Repeat::Once {
        let message = "It may come back right after somebody closed it; leave about 30 quiet days.";
        found.warning("no_quiet_days", "frequency.after_dismissal_days", message);
    }
    if !manual && frequency.snooze_days == 0 {
        found.warning("no_quiet_days", "frequency.snooze_days", "\"Later\" would mean at once; leave about 7 days.");
    }
    if recommends && !frequency.gate {
        let message = "It asks even while effort is high or a complaint is open; first the minus, then the plus.";
        found.warning("gate_off", "frequency.gate", message);
    }
}

fn asks(content: &Content, wanted: impl Fn(&QuestionKind) -> bool) -> bool {
    content.body.questions().any(|question| wanted(&question.kind))
}

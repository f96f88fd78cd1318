//! Advice on handing somebody over to a person: that it can happen, and that whoever is handed over is told.
//!
//! Deliberately absent: whether any company has the trait that names who takes over; that is the collector's to know.

use super::{Findings, rules};
use crate::content::survey::{PrivacyMode, QuestionKind};
use crate::content::tour::Display;
use crate::content::{Body, Content, HandOver, HandOverWhen, Step};
use crate::id::StepKey;

pub(super) fn check(content: &Content, found: &mut Findings) {
    let Some(HandOver { owner_trait, when }) = &content.hand_over else { return };
    if content.body.privacy() != PrivacyMode::Identified {
        let message = "It promises not to tell who answered, so nobody can be handed over; do not hand over, or make it identified.";
        found.error("hand_over_of_unknown", "hand_over", message);
    }
    rules::check_name("hand_over.owner_trait", owner_trait, found);
    if when.is_empty() || matches!(content.body, Body::ResourceCentre(_) | Body::Article(_) | Body::Message(_)) {
        found.warning("hand_over_never", "hand_over", "Nobody is ever handed over; say when, or leave it out.");
    }
    for (index, when) in when.iter().enumerate() {
        check_when(content, &format!("hand_over.when[{index}]"), when, found);
    }
}

fn check_when(content: &Content, at: &str, when: &HandOverWhen, found: &mut Findings) {
    match when {
        HandOverWhen::Step(key) => check_step(content, at, key, found),
        HandOverWhen::HighEffort => {
            let asks = content.body.questions().any(|question| matches!(question.kind, QuestionKind::Ces { .. }));
            if !asks {
                let message = "It asks nobody how easy it was, so nobody says that it was hard; ask, or remove this.";
                found.warning("hand_over_without_effort", at, message);
            }
        }
        HandOverWhen::NotAttained if content.goal.is_none() => {
            let message = "There is no goal that could not be attained; name one, or remove this.";
            found.error("hand_over_without_goal", at, message);
        }
        HandOverWhen::Dismissed | HandOverWhen::NotAttained => {}
    }
}

fn check_step(content: &Content, at: &str, key: &StepKey, found: &mut Findings) {
    let Some(step) = content.body.steps().iter().find(|step| step.key == *key) else {
        let message = format!("There is no step {key}; choose another.");
        found.error("hand_over_step", at, message);
        return;
    };
    match step.display {
        Display::Hidden => {
            let message = "A hidden step is never displayed, so it hands nobody over; display it as a card.";
            found.error("hand_over_hidden", at, message);
        }
        _ if !says_so(step) => {
            let message = "Who comes to this step is handed over and is not told; say in it that somebody was asked.";
            found.warning("hand_over_unsaid", at, message);
        }
        _ => {}
    }
}

/// Whether the step says something as soon as it is displayed.
fn says_so(step: &Step) -> bool {
    let says = !step.title.is_empty() || !step.text.is_empty();
    says && step.question.is_none() && !matches!(step.display, Display::Beacon(_))
}

//! Advice on the pace of tours: that the clock alone does not start them, that something is done on the way, and that they
//! tell how far it is.
//!
//! Tours that people start themselves are completed two to three times as often as others; telling how far it is adds about
//! 12 % (Chameleon; observational). Deliberately absent: what is made of one step, checklists and launchers, since nobody is
//! led through those.

use super::Findings;
use crate::content::tour::{Display, Leads, On};
use crate::content::trigger::Cause;
use crate::content::{Content, Step, Tour, Trigger};

/// So many steps in a row in which nothing is done are a lecture.
const IDLE: usize = 3;
/// From so many steps on it is told how far it is.
const SEVERAL: usize = 3;

pub(super) fn check(content: &Content, tour: &Tour, found: &mut Findings) {
    if begins_by_the_clock(&content.trigger) {
        let message = "Only a delay starts it; tie it to an event or a page, or let people start it themselves.";
        found.warning("only_delay", "trigger.delay_ms", message);
    }
    let mut first = 0;
    for row in tour.steps.chunk_by(goes_on_idly) {
        if row.len() >= IDLE {
            let count = row.len();
            let message =
                format!("In {count} steps in a row there is only \"Next\"; let people do what they are told.");
            found.hint("only_next", format!("body.tour.steps[{first}]"), message);
        }
        first += row.len();
    }
    let displayed = tour.steps.iter().filter(|step| step.display != Display::Hidden).count();
    if !tour.progress && displayed >= SEVERAL {
        let message = "It does not tell how far it is; tours that do are finished more often.";
        found.hint("no_progress", "body.tour.progress", message);
    }
}

/// Whether it starts by itself and nothing that anybody does is behind it: no page, no event, only time on any page.
fn begins_by_the_clock(trigger: &Trigger) -> bool {
    trigger.cause == Cause::Page && trigger.delay_ms > 0 && trigger.pages.iter().all(|rule| rule.not)
}

/// Whether one step leads to the next and nothing is done in either, nor between them on the way to another page.
fn goes_on_idly(step: &Step, next: &Step) -> bool {
    let on = |to: &Leads| *to == Leads::Next;
    let leads_on = step.buttons.is_empty()
        || step.buttons.iter().any(|button| on(&button.to))
        || step.advance.iter().any(|advance| on(&advance.to));
    leads_on && is_idle(step) && is_idle(next) && (next.pages.is_empty() || next.pages == step.pages)
}

/// Whether nothing is done in a step but to go on, go back or leave; time that passes is nothing done.
fn is_idle(step: &Step) -> bool {
    let only_leads = |to: &Leads| matches!(to, Leads::Next | Leads::Back | Leads::End | Leads::Snooze | Leads::Close);
    step.display != Display::Hidden
        && step.question.is_none()
        && step.advance.iter().all(|advance| matches!(advance.on, On::Delay(_)))
        && step.buttons.iter().all(|button| only_leads(&button.to))
}

//! Advice on what a content refers to: segments, goals, other contents. Pure; what exists is an argument.
//!
//! Deliberately absent: advice on the content itself; that is `shared::lint`.

use shared::content::audience::Deed;
use shared::content::tour::Leads;
use shared::content::{Body, Condition, Content, Goal, HandOver};
use shared::id::{ContentKey, GoalKey, SegmentKey};
use shared::lint::{Advice, Severity, lint_measured_goal};
use std::collections::{HashMap, HashSet};

/// What exists in the workspace.
#[derive(Debug, Default)]
pub struct Known {
    /// Segments.
    pub segments: HashSet<SegmentKey>,
    /// Goals.
    pub goals: HashMap<GoalKey, Goal>,
    /// Contents.
    pub contents: HashSet<ContentKey>,
    /// The goals of contents of which the audience asks whether they were abandoned.
    pub aims: HashMap<ContentKey, GoalKey>,
    /// Whether any company has the trait that names who takes over.
    pub owner_trait: bool,
}

/// Advice on references that lead nowhere.
pub fn advice(content: &Content, known: &Known) -> Vec<Advice> {
    let mut found = Vec::new();
    match content.goal.as_ref().map(|key| (key, known.goals.get(key))) {
        Some((_, Some(goal))) => found.extend(lint_measured_goal(content, goal)),
        Some((key, None)) => {
            let message = format!("There is no goal '{key}' yet; define it, or choose another.");
            found.push(Advice { severity: Severity::Warning, code: "unknown_goal".into(), at: "goal".into(), message });
        }
        None => {}
    }
    if let Some(HandOver { owner_trait, .. }) = content.hand_over.as_ref().filter(|_| !known.owner_trait) {
        let message =
            format!("No company has the trait '{owner_trait}' yet; until one has, nobody in particular takes over.");
        let (code, at) = ("unknown_owner_trait".into(), "hand_over.owner_trait".into());
        found.push(Advice { severity: Severity::Hint, code, at, message });
    }
    in_condition("audience", &content.audience, &mut |at, part| match part {
        Condition::Segment(segment) if !known.segments.contains(segment) => {
            let message = format!("There is no segment '{segment}', so nobody is in it; define it, or choose another.");
            found.push(Advice { severity: Severity::Error, code: "unknown_segment".into(), at, message });
        }
        Condition::History { content: other, .. } if *other != content.key && !known.contents.contains(other) => {
            let message = format!("There is no content '{other}', so nobody has a history with it.");
            found.push(Advice { severity: Severity::Warning, code: "unknown_content".into(), at, message });
        }
        Condition::History { content: other, did: Deed::Abandoned, .. } if !has_window(other, known) => {
            let message = format!(
                "'{other}' has no goal with a number of days, so only who closed or refused it has given it up; name such a \
                 goal there if others count too."
            );
            found.push(Advice { severity: Severity::Hint, code: "abandoned_without_goal".into(), at, message });
        }
        _ => {}
    });
    for (index, step) in content.body.steps().iter().enumerate() {
        let leads = step.buttons.iter().map(|button| &button.to);
        let leads = leads.chain(step.advance.iter().map(|advance| &advance.to));
        for lead in leads.chain(step.branches.iter().map(|branch| &branch.to)) {
            if let Leads::Content(other) = lead
                && *other != content.key
                && !known.contents.contains(other)
            {
                let at = match content.body {
                    Body::Tour(_) => format!("body.tour.steps[{index}]"),
                    _ => format!("body.{}", content.body.kind().as_str()),
                };
                let message = format!("There is no content '{other}', so nothing starts; write it, or lead elsewhere.");
                found.push(Advice { severity: Severity::Warning, code: "unknown_content".into(), at, message });
            }
        }
    }
    found
}

/// Whether a content has a goal that must be attained within some days.
fn has_window(content: &ContentKey, known: &Known) -> bool {
    let goal = known.aims.get(content).and_then(|goal| known.goals.get(goal));
    goal.is_some_and(|goal| goal.window_days.is_some())
}

/// Whether a condition refers to this segment.
pub fn uses_segment(condition: &Condition, key: &str) -> bool {
    let mut uses = false;
    in_condition("", condition, &mut |_, part| {
        uses |= matches!(part, Condition::Segment(segment) if segment.as_str() == key);
    });
    uses
}

/// Shows every part of a condition with its place to `look`.
fn in_condition<'a>(at: &str, condition: &'a Condition, look: &mut dyn FnMut(String, &'a Condition)) {
    look(at.to_owned(), condition);
    match condition {
        Condition::All(parts) => in_parts(&format!("{at}.all"), parts, look),
        Condition::Any(parts) => in_parts(&format!("{at}.any"), parts, look),
        Condition::Not(part) => in_condition(&format!("{at}.not"), part, look),
        _ => {}
    }
}

fn in_parts<'a>(at: &str, parts: &'a [Condition], look: &mut dyn FnMut(String, &'a Condition)) {
    for (i, part) in parts.iter().enumerate() {
        in_condition(&format!("{at}[{i}]"), part, look);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::content::template;
    use shared::lint::in_japanese;

    #[test]
    fn a_step_that_starts_what_does_not_exist_is_told() {
        let tour: Content = serde_json::from_value(serde_json::json!({
            "key": "guide", "name": "Guide", "body": { "tour": { "steps": [
                { "key": "a", "title": { "en": "A" } },
                { "key": "b", "title": { "en": "B" }, "buttons": [{ "to": { "content": "next" } }] },
            ] } },
        }))
        .expect("a tour");
        let mut known = Known::default();
        let told = advice(&tour, &known);
        assert_eq!((told[0].code.as_str(), told[0].at.as_str()), ("unknown_content", "body.tour.steps[1]"));
        known.contents.insert(ContentKey::new("next").expect("a key"));
        assert_eq!(advice(&tour, &known), []);
    }

    #[test]
    fn who_only_lets_days_pass_gives_nothing_up_without_a_goal_that_has_some() {
        let asks = template::all().into_iter().find(|content| content.key.as_str() == "task-abandoned");
        let (asks, tour) = (asks.expect("a template"), ContentKey::new("first-invoice").expect("a key"));
        let goal = |days: Option<u16>| -> Goal {
            let goal =
                serde_json::json!({ "key": "sent", "name": "S", "sign": { "click": "#s" }, "window_days": days });
            serde_json::from_value(goal).expect("a goal")
        };
        let mut known = Known { contents: [tour.clone()].into(), ..Known::default() };
        let codes = |known: &Known| -> Vec<(Severity, String, String)> {
            advice(&asks, known).into_iter().map(|advice| (advice.severity, advice.code, advice.at)).collect()
        };
        let hint = [(Severity::Hint, "abandoned_without_goal".to_owned(), "audience".to_owned())];
        assert_eq!(codes(&known), hint);
        let key = goal(None).key;
        known.aims.insert(tour, key.clone());
        known.goals.insert(key.clone(), goal(None));
        assert_eq!(codes(&known), hint);
        known.goals.insert(key, goal(Some(7)));
        assert_eq!(codes(&known), []);
        assert!(in_japanese("abandoned_without_goal").is_some());
    }

    #[test]
    fn a_trait_that_no_company_has_is_only_hinted_at() {
        let mut content = template::all().remove(0);
        content.hand_over = Some(HandOver::default());
        let told = advice(&content, &Known::default());
        assert_eq!((told[0].severity, told[0].code.as_str()), (Severity::Hint, "unknown_owner_trait"));
        assert_eq!(advice(&content, &Known { owner_trait: true, ..Known::default() }), []);
    }

    #[test]
    fn a_reference_that_leads_nowhere_is_told_with_its_place() {
        let mut content = template::all().remove(0);
        let segment = SegmentKey::new("paying").expect("a key");
        content.goal = Some(GoalKey::new("first-invoice").expect("a key"));
        content.audience = Condition::All(vec![Condition::Not(Box::new(Condition::Segment(segment.clone())))]);
        let codes = |known: &Known| -> Vec<(String, String)> {
            advice(&content, known).into_iter().map(|advice| (advice.code, advice.at)).collect()
        };
        assert_eq!(
            codes(&Known::default()),
            [("unknown_goal".into(), "goal".into()), ("unknown_segment".into(), "audience.all[0].not".into())]
        );
        let goal = serde_json::json!({ "key": "first-invoice", "name": "G", "sign": { "click": "#send" } });
        let goal: Goal = serde_json::from_value(goal).expect("a goal");
        let goals: HashMap<GoalKey, Goal> = content.goal.iter().map(|key| (key.clone(), goal.clone())).collect();
        let known = Known { goals, segments: [segment].into(), ..Known::default() };
        assert_eq!(codes(&known), []);
        let measured = Content { holdout: 100, ..content.clone() };
        assert_eq!(advice(&measured, &known)[0].code, "goal_without_window");
        assert!(uses_segment(&content.audience, "paying"));
        assert!(!uses_segment(&content.audience, "trial"));
    }
}

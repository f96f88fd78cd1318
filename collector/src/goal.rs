//! Which goals an event is a sign of, for whom: a pure function of the event, so that it can be recounted at any time.
//!
//! A trait is looked at where an event sets it, not where it merely still holds: what was known at the time of a late event
//! could not be told again afterwards. Deliberately absent: the window of a goal. It runs from the start of guidance, so
//! whoever compares what guidance led to applies it, with the signs (`shared::targeting::goal::progress`).

use regex::Regex;
use shared::content::Goal;
use shared::content::goal::{Per, Sign};
use shared::event::{Body, Event};
use shared::targeting::goal::{goal_sign_fits, observe};
use shared::value::{ValueChanges, Values};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// An event that is the sign of a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// The goal.
    pub goal: String,
    /// Who comes closer to it: `u:` or `a:` and the person, or `c:` and the company.
    pub holder: String,
    /// The quantity; 0 where the goal has none.
    pub value: f64,
}

/// The signs that an event is. `subject`: who did it, after anonymous ids have been resolved.
pub fn observed(goals: &[Goal], event: &Event, subject: Option<&str>, from_server: bool) -> Vec<Observed> {
    let sign = |goal: &Goal| {
        if (goal.from_server && !from_server) || !is_sign(&goal.sign, event) {
            return None;
        }
        let holder = match goal.per {
            Per::Person => subject?.to_owned(),
            Per::Company => crate::store::event::company_subject(event.who.company_id.as_ref()?.as_str()),
        };
        Some(Observed { goal: goal.key.to_string(), holder, value: observe(goal, event, from_server).value })
    };
    goals.iter().filter_map(sign).collect()
}

/// Kinds of events that can be this sign, as in the `kind` column.
pub fn kinds(sign: &Sign) -> &'static [&'static str] {
    match sign {
        Sign::Event(_) => &["track"],
        Sign::Page(_) => &["page"],
        Sign::Click(_) => &["clicked"],
        Sign::Element(_) => &["present"],
        Sign::Person(_) => &["identify", "group"],
        Sign::Company(_) => &["group"],
        Sign::Completed(_) => &["completed"],
    }
}

/// Whether two definitions count the same, whatever they are called.
pub fn counts_the_same(one: &Goal, other: &Goal) -> bool {
    let named = Goal { name: other.name.clone(), window_days: other.window_days, ..one.clone() };
    named == *other
}

fn is_sign(sign: &Sign, event: &Event) -> bool {
    let nothing = Values::new();
    let (said, test) = match (sign, &event.body) {
        (Sign::Person(test), Body::Identify { traits: said } | Body::Group { membership: said, .. })
        | (Sign::Company(test), Body::Group { traits: said, .. }) => (said, test),
        (Sign::Person(_) | Sign::Company(_), _) => return false,
        _ => return goal_sign_fits(sign, event, &nothing, &nothing, &matches),
    };
    if !said.contains_key(&test.name) {
        return false;
    }
    let known = known(said);
    goal_sign_fits(sign, event, &known, &known, &matches)
}

fn known(said: &ValueChanges) -> Values {
    said.iter().filter_map(|(name, value)| Some((name.clone(), value.clone()?))).collect()
}

/// Most expressions kept compiled; goals with a regular expression are few.
const MOST_EXPRESSIONS: usize = 1_000;

/// The server's regular expressions: linear in time whatever the expression. One that cannot be read fits nothing; advice on
/// content says so before it is stored.
pub(crate) fn matches(expression: &str, address: &str) -> bool {
    static COMPILED: Mutex<Option<HashMap<String, Option<Regex>>>> = Mutex::new(None);
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    let compiled = compiled.get_or_insert_with(HashMap::new);
    if compiled.len() >= MOST_EXPRESSIONS {
        compiled.clear();
    }
    let regex = compiled.entry(expression.to_owned()).or_insert_with(|| Regex::new(expression).ok());
    regex.as_ref().is_some_and(|regex| regex.is_match(address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn goal(changes: &serde_json::Value) -> Goal {
        let mut goal = json!({ "key": "g", "name": "G", "sign": { "event": { "name": "Sent" } } });
        for (name, value) in changes.as_object().expect("fields") {
            goal[name] = value.clone();
        }
        serde_json::from_value(goal).expect("a goal")
    }

    fn event(body: &serde_json::Value) -> Event {
        serde_json::from_value(json!({
            "id": "01890000-0000-7000-8000-000000000001", "at": 5, "body": body,
            "who": { "user_id": "u", "company_id": "acme" }, "context": { "url": "https://app.example/invoices/7" },
        }))
        .expect("an event")
    }

    fn holders(goal: &Goal, body: &serde_json::Value, from_server: bool) -> Vec<String> {
        let observed = observed(std::slice::from_ref(goal), &event(body), Some("u:u"), from_server);
        observed.into_iter().map(|observed| observed.holder).collect()
    }

    #[test]
    fn a_sign_counts_for_the_person_or_the_company() {
        let sent = json!({ "track": { "name": "Sent", "properties": { "amount": 3 } } });
        assert_eq!(holders(&goal(&json!({})), &sent, false), ["u:u"]);
        assert_eq!(holders(&goal(&json!({ "per": "company" })), &sent, false), ["c:acme"]);
        let quantity = goal(&json!({ "value": { "property": "amount", "at_least": 5 } }));
        assert!((observed(&[quantity], &event(&sent), Some("u:u"), false)[0].value - 3.0).abs() < f64::EPSILON);
        assert!(observed(&[goal(&json!({}))], &event(&sent), None, false).is_empty(), "nobody comes closer to it");
    }

    #[test]
    fn a_demanded_source_is_demanded() {
        let demanding = goal(&json!({ "from_server": true }));
        let sent = json!({ "track": { "name": "Sent" } });
        assert!(holders(&demanding, &sent, false).is_empty());
        assert_eq!(holders(&demanding, &sent, true), ["u:u"]);
    }

    #[test]
    fn a_trait_counts_where_it_is_set() {
        let paying = goal(&json!({ "sign": { "person": { "name": "plan", "test": { "is_not": "free" } } } }));
        for (body, expected) in [
            (json!({ "identify": { "traits": { "plan": "pro" } } }), 1),
            (json!({ "identify": { "traits": { "plan": "free" } } }), 0),
            (json!({ "identify": { "traits": { "plan": null } } }), 1),
            (json!({ "identify": { "traits": { "role": "admin" } } }), 0),
            (json!({ "group": { "membership": { "plan": "pro" } } }), 1),
            (json!({ "group": { "traits": { "plan": "pro" } } }), 0),
        ] {
            assert_eq!(holders(&paying, &body, false).len(), expected, "{body}");
        }
        let large =
            goal(&json!({ "per": "company", "sign": { "company": { "name": "seats", "test": { "at_least": 5 } } } }));
        assert_eq!(holders(&large, &json!({ "group": { "traits": { "seats": 7 } } }), false), ["c:acme"]);
    }

    #[test]
    fn pages_are_matched_by_regular_expressions_too() {
        let visited = |regex: &str| goal(&json!({ "sign": { "page": { "pattern": { "regex": regex } } } }));
        assert_eq!(holders(&visited("^/invoices/[0-9]+$"), &json!({ "page": {} }), false).len(), 1);
        assert!(holders(&visited("^/reports$"), &json!({ "page": {} }), false).is_empty());
        assert!(holders(&visited("("), &json!({ "page": {} }), false).is_empty());
    }

    #[test]
    fn a_new_name_or_window_is_no_new_definition() {
        let one = goal(&json!({}));
        assert!(counts_the_same(&one, &goal(&json!({ "name": "Other", "window_days": 7 }))));
        assert!(!counts_the_same(&one, &goal(&json!({ "count": 2 }))));
    }
}

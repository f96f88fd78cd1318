//! Which sign-ins told nothing new: pages tell who is there, and for which company, at every load.
//!
//! Deliberately absent: guesses. Where it is not known what held before, a sign-in counts as news.

use shared::event::{Body, Event};
use shared::id::EventId;
use shared::value::{Value, ValueChanges};
use std::collections::{BTreeMap, HashSet};

/// What a holder's traits were last told to be.
type Told = BTreeMap<String, Option<Value>>;

/// Takes changes up and says whether they told anything new.
fn take(told: &mut Option<Told>, changes: &ValueChanges) -> bool {
    let mut news = told.is_none();
    let known = told.get_or_insert_with(Told::new);
    for (name, value) in changes {
        news |= known.insert(name.clone(), value.clone()).as_ref() != Some(value);
    }
    news
}

/// The events of these, the newest first, that tell again what was told before.
pub fn unchanged(events: &[&Event]) -> HashSet<EventId> {
    let mut people = BTreeMap::<Option<String>, Option<Told>>::new();
    let mut companies = BTreeMap::<Option<String>, [Option<Told>; 2]>::new();
    let mut acted_for = None::<String>;
    let mut list = HashSet::new();
    for event in events.iter().rev() {
        let news = match &event.body {
            Body::Identify { traits } => {
                let user = event.who.user_id.as_ref().map(ToString::to_string);
                take(people.entry(user).or_default(), traits)
            }
            Body::Group { traits, membership } => {
                let company = event.who.company_id.as_ref().map(ToString::to_string);
                let [of_company, of_member] = companies.entry(company.clone()).or_default();
                let told = take(of_company, traits) | take(of_member, membership);
                let before = std::mem::replace(&mut acted_for, company);
                told || before != acted_for
            }
            _ => true,
        };
        if !news {
            list.insert(event.id);
        }
    }
    list
}

//! The people whom a visitor can be, from the file that the example product reads too: the shape of all the others.
//!
//! Deliberately absent: what the file says beyond what the example product tells Waymark (addresses, currency).

use super::people::{Company, Person, company_traits, person_traits, who};
use crate::random::Random;
use serde::Deserialize;
use shared::content::audience::Device;
use shared::time::{HOUR_MS, Timestamp};
use std::collections::HashSet;

const FILE: &str = include_str!("../../../../examples/saas-demo/people.json");

/// The companies of the example product, and all ids that are taken by them.
///
/// # Panics
/// Never: the file is inside the program, and a test reads it.
pub fn companies(now: Timestamp, random: &mut Random) -> (Vec<Company>, HashSet<String>) {
    let samples: Samples = serde_json::from_str(FILE).expect("a test reads the people of the example product");
    let people = samples.people.iter().map(|one| one.id.clone());
    let taken = people.chain(samples.companies.iter().map(|one| one.id.clone())).collect();
    (samples.companies.iter().map(|one| sample(one, &samples.people, now, random)).collect(), taken)
}

#[derive(Deserialize)]
struct Samples {
    companies: Vec<SampleCompany>,
    people: Vec<SamplePerson>,
}

#[derive(Deserialize)]
struct SampleCompany {
    id: String,
    name: Names,
    traits: SampleTraits,
}

#[derive(Deserialize)]
struct SampleTraits {
    plan: String,
    seats: u32,
    industry: String,
    country: String,
    partner: String,
    owner: String,
}

#[derive(Deserialize)]
struct SamplePerson {
    id: String,
    company: String,
    name: Names,
    locale: String,
    role: String,
    stakeholder: String,
    signed_up_days_ago: i64,
}

#[derive(Deserialize)]
struct Names {
    en: String,
    ja: String,
}

impl Names {
    fn own(&self, japanese: bool) -> &str {
        if japanese { &self.ja } else { &self.en }
    }
}

fn sample(one: &SampleCompany, people: &[SamplePerson], now: Timestamp, random: &mut Random) -> Company {
    let SampleTraits { plan, seats, industry, country, partner, owner } = &one.traits;
    let people = people.iter().filter(|person| person.company == one.id).map(|person| {
        let japanese = person.locale == "ja";
        let joined = now.plus_days(-person.signed_up_days_ago).plus_ms(-random.span(3 * HOUR_MS));
        Person {
            who: who(&person.id, &one.id),
            role: ["owner", "accountant"].iter().find(|role| **role == person.role).unwrap_or(&"member"),
            traits: person_traits(person.name.own(japanese), &person.stakeholder, joined),
            locale: if japanese { "ja" } else { "en" },
            device: Device::Desktop,
            mood: 0.5,
            joined,
            visitor: true,
        }
    });
    let people = people.collect();
    Company {
        traits: company_traits(one.name.own(country == "JP"), *seats, industry, country, partner, owner),
        plan: ["pro", "starter"].iter().find(|name| *name == plan).unwrap_or(&"trial"),
        turns: Vec::new(),
        people,
    }
}

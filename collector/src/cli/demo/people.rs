//! The companies of the demo and their people: those whom a visitor can be in the example product, and made-up ones.
//!
//! All have one shape, that of [`super::samples`]. Deliberately absent: what they do; that is [`super::story`].

use super::Scale;
use super::names;
use super::samples;
use crate::random::Random;
use shared::content::audience::Device;
use shared::event::Who;
use shared::id::{AnonymousId, CompanyId, UserId};
use shared::time::{DAY_MS, HOUR_MS, MINUTE_MS, Timestamp};
use shared::value::{Value, ValueChanges};
use std::collections::HashSet;

/// Days a trial lasts.
const TRIAL_DAYS: i64 = 14;

/// What a company pays for.
pub type Plan = &'static str;

/// A company, how its people feel on the whole from -1 (badly) to 1 (well), and how its contract changes.
pub struct Company {
    /// What the example product says of it, but for the plan.
    pub traits: ValueChanges,
    /// The plan it begins with.
    pub plan: Plan,
    /// Later plans, and from when; `cancelled` is the last.
    pub turns: Vec<(Timestamp, Plan)>,
    /// Its people; the owner first.
    pub people: Vec<Person>,
}

/// A person with their own leaning.
pub struct Person {
    /// Ids of the person and the company.
    pub who: Who,
    /// `owner`, `member` or `accountant`.
    pub role: &'static str,
    /// What the example product says of them, but for the role.
    pub traits: ValueChanges,
    /// The language they read.
    pub locale: &'static str,
    /// What they work at.
    pub device: Device,
    /// From -1 (feels badly) to 1 (well).
    pub mood: f64,
    /// When they signed up.
    pub joined: Timestamp,
    /// A visitor can be this person: what may be asked of them today is left for the visitor.
    pub visitor: bool,
}

impl Company {
    /// All traits, on this plan.
    pub fn traits_on(&self, plan: Plan) -> ValueChanges {
        let mut traits = self.traits.clone();
        traits.insert("plan".into(), Some(text(plan)));
        traits
    }

    /// The plan it has at a time.
    pub fn plan_at(&self, at: Timestamp) -> Plan {
        self.turns.iter().rev().find(|(turn, _)| *turn < at).map_or(self.plan, |(_, plan)| *plan)
    }

    /// When it left, if it did.
    pub fn left(&self) -> Option<Timestamp> {
        self.turns.iter().find(|(_, plan)| *plan == "cancelled").map(|(at, _)| *at)
    }
}

/// All companies: those of the example product, then as many made-up ones as the scale says.
pub fn companies(scale: Scale, now: Timestamp, random: &mut Random) -> Vec<Company> {
    if scale.companies == 0 {
        return Vec::new();
    }
    let (mut companies, mut taken) = samples::companies(now, random);
    companies.extend((0..scale.companies).map(|_| made_up(scale, now, &mut taken, random)));
    companies
}

fn made_up(scale: Scale, now: Timestamp, taken: &mut HashSet<String>, random: &mut Random) -> Company {
    let japanese = random.chance(0.5);
    let (named, trade) = loop {
        let (named, trade) = names::company(japanese, random);
        if taken.insert(named.id.clone()) {
            break (named, trade);
        }
    };
    let begun = now.plus_days(-scale.days);
    // Some have been customers for long before the story begins.
    let old = random.chance(0.55);
    let days = if old { -5 - random.span(600) } else { random.span(scale.days.max(1)) };
    let joined = working(begun.plus_days(days), japanese, random);
    let (plan, turns) = contract(old, joined, begun, scale, japanese, random);
    // Those who pay most are helped most; those who leave were not.
    let lean = match turns.last().map_or(plan, |(_, plan)| *plan) {
        "pro" => 0.35,
        "cancelled" => -0.5,
        _ => 0.0,
    };
    let mood = (lean + random.normal() * 0.3).clamp(-1.0, 1.0);
    let partner = *random.pick(&["none", "none", "ledger-house"]);
    let seats = 2 + random.below(8);
    let house = House { id: &named.id, japanese, joined, now, mood };
    let people = (0..seats).map(|seat| house.person(seat, taken, random)).collect();
    let country = if japanese { "JP" } else { "GB" };
    let owner = names::owner(japanese, &named.id);
    let seats = u32::try_from(seats + random.below(2)).unwrap_or(0);
    Company { traits: company_traits(&named.name, seats, trade, country, partner, owner), plan, turns, people }
}

/// The plan at first, and the days on which it changes: a trial ends in a plan or with leaving, a few grow, a few leave.
fn contract(
    old: bool,
    joined: Timestamp,
    begun: Timestamp,
    scale: Scale,
    japanese: bool,
    random: &mut Random,
) -> (Plan, Vec<(Timestamp, Plan)>) {
    let mut turns = Vec::new();
    let first = if old { *random.pick(&["starter", "pro"]) } else { "trial" };
    let mut on = first;
    let mut since = begun.max(joined);
    if !old {
        since = working(joined.plus_days(TRIAL_DAYS), japanese, random);
        on = *random.pick(&["starter", "starter", "starter", "pro", "pro", "pro", "cancelled"]);
        turns.push((since, on));
    }
    let later = working(since.plus_days(8 + random.span(scale.days.max(1))), japanese, random);
    if on != "cancelled" && random.chance(0.16) {
        turns.push((later, "cancelled"));
    } else if on == "starter" && random.chance(0.3) {
        turns.push((later, "pro"));
    }
    (first, turns)
}

/// What the people of one company have in common.
struct House<'a> {
    id: &'a str,
    japanese: bool,
    joined: Timestamp,
    now: Timestamp,
    mood: f64,
}

impl House<'_> {
    fn person(&self, seat: usize, taken: &mut HashSet<String>, random: &mut Random) -> Person {
        // A few colleagues in Japan read English.
        let japanese = self.japanese && !(seat > 0 && random.chance(0.06));
        let named = loop {
            let named = names::person(japanese, random);
            if taken.insert(named.id.clone()) {
                break named;
            }
        };
        // The first signs the company up; most others follow soon, some much later.
        let after =
            if random.chance(0.7) { random.span(20) } else { random.span(self.now.since(self.joined) / DAY_MS) };
        let joined = if seat == 0 { self.joined } else { working(self.joined.plus_days(1 + after), japanese, random) };
        let role = if seat == 0 { "owner" } else { *random.pick(&["member", "member", "member", "accountant"]) };
        let stakeholder = if seat == 0 { "decision_maker" } else { "end_user" };
        let devices = [Device::Desktop, Device::Desktop, Device::Desktop, Device::Phone, Device::Tablet];
        Person {
            who: who(&named.id, self.id),
            role,
            traits: person_traits(&named.name, stakeholder, joined),
            locale: if japanese { "ja" } else { "en" },
            device: *random.pick(&devices),
            mood: (self.mood + random.normal() * 0.3).clamp(-1.0, 1.0),
            joined,
            visitor: false,
        }
    }
}

pub(super) fn who(person: &str, company: &str) -> Who {
    Who {
        anonymous_id: AnonymousId::new(format!("{person}-browser")).ok(),
        user_id: UserId::new(person).ok(),
        company_id: CompanyId::new(company).ok(),
    }
}

pub(super) fn person_traits(name: &str, stakeholder: &str, joined: Timestamp) -> ValueChanges {
    let day = joined.to_iso();
    let day = day.split('T').next().unwrap_or_default();
    changes([("name", text(name)), ("stakeholder", text(stakeholder)), ("signed_up_at", text(day))])
}

pub(super) fn company_traits(
    name: &str,
    seats: u32,
    industry: &str,
    country: &str,
    partner: &str,
    owner: &str,
) -> ValueChanges {
    changes([
        ("name", text(name)),
        ("seats", Value::Number(seats.into())),
        ("industry", text(industry)),
        ("country", text(country)),
        ("partner", text(partner)),
        ("owner", text(owner)),
    ])
}

fn changes<const N: usize>(traits: [(&str, Value); N]) -> ValueChanges {
    traits.into_iter().map(|(name, value)| (name.to_owned(), Some(value))).collect()
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

/// A moment in office hours of the country, on that day or, at the weekend, on the Monday after.
pub fn working(at: Timestamp, japanese: bool, random: &mut Random) -> Timestamp {
    let offset = if japanese { 9 * HOUR_MS } else { 0 };
    let day = at.plus_ms(offset).day();
    // 1970-01-01 was a Thursday.
    let monday = match (day + 3).rem_euclid(7) {
        5 => day + 2,
        6 => day + 1,
        _ => day,
    };
    Timestamp::of_day(monday).plus_ms(9 * HOUR_MS - offset + random.span(9 * HOUR_MS) + random.span(MINUTE_MS))
}

//! Where one company stands: goals and guides with whose they are, from rows by person.
//!
//! Deliberately absent: SQL (`crate::store::report`), and surveys, which are nobody's adoption.

use shared::api::adoption::{AdoptionReport, CompanySummary, GoalAdoption, GuideAdoption, Whose};
use shared::api::content::ContentSummary;
use shared::content::goal::Per;
use shared::content::{Goal, Kind};
use shared::time::Timestamp;
use shared::value::Values;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// People named at most.
const MOST_NAMED: usize = 100;

/// What one person did for one goal, within the company.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// The goal.
    pub goal: String,
    /// The person, by user id or anonymous id.
    pub person: String,
    /// The first sign.
    pub first: Timestamp,
    /// The last sign.
    pub last: Timestamp,
}

/// What one person came to in one content.
#[derive(Clone, Debug, PartialEq)]
pub struct Guided {
    /// The content.
    pub content: String,
    /// The person, by user id or anonymous id.
    pub person: String,
    /// When they first went through to the end.
    pub completed: Option<Timestamp>,
}

/// What the report is made of.
#[derive(Clone, Debug)]
pub struct Material {
    /// The company.
    pub summary: CompanySummary,
    /// First heard of.
    pub first_seen: Timestamp,
    /// Its traits.
    pub traits: Values,
    /// Every goal.
    pub goals: Vec<Goal>,
    /// Every content.
    pub contents: Vec<ContentSummary>,
    /// Names by person.
    pub names: HashMap<String, String>,
    /// Attainments of its people and its own (`None`): goal, person, when.
    pub attained: Vec<(String, Option<String>, Timestamp)>,
    /// Signs of goals by person.
    pub deeds: Vec<Deed>,
    /// Runs of content by person.
    pub guided: Vec<Guided>,
    /// Since when somebody counts as active.
    pub active_since: Timestamp,
}

/// The report at this time.
pub fn report(material: Material, at: Timestamp) -> AdoptionReport {
    let mut goals: Vec<GoalAdoption> = material.goals.iter().map(|goal| adoption(goal, &material)).collect();
    goals.sort_by_key(|goal| (Reverse(goal.attained_at), Reverse(goal.lately)));
    let guides = guides(&material);
    let Material { summary, first_seen, traits, .. } = material;
    AdoptionReport { summary, at, first_seen, traits, goals, guides }
}

fn adoption(goal: &Goal, material: &Material) -> GoalAdoption {
    let key = goal.key.as_str();
    let attained = || material.attained.iter().filter(|(of, ..)| of == key);
    let deeds = || material.deeds.iter().filter(|deed| deed.goal == key);
    let by: Vec<(&str, Timestamp)> = match goal.per {
        Per::Person => attained().filter_map(|(_, person, at)| Some((person.as_deref()?, *at))).collect(),
        Per::Company => deeds().map(|deed| (deed.person.as_str(), deed.first)).collect(),
    };
    let (people, by) = named(by, material);
    GoalAdoption {
        goal: goal.key.clone(),
        name: goal.name.clone(),
        per: goal.per,
        attained_at: attained().map(|(.., at)| *at).min(),
        by,
        people,
        lately: whole(deeds().filter(|deed| deed.last >= material.active_since).count()),
    }
}

fn guides(material: &Material) -> Vec<GuideAdoption> {
    let mut by_content: BTreeMap<&str, Vec<&Guided>> = BTreeMap::new();
    for guided in &material.guided {
        by_content.entry(&guided.content).or_default().push(guided);
    }
    let guide = |content: &ContentSummary| {
        let runs = by_content.get(content.key.as_str()).filter(|_| content.kind != Kind::Survey)?;
        let completed = runs.iter().filter_map(|run| Some((run.person.as_str(), run.completed?))).collect();
        let (completed, by) = named(completed, material);
        let (key, name, displayed) = (content.key.clone(), content.name.clone(), whole(runs.len()));
        Some(GuideAdoption { content: key, name, kind: content.kind, displayed, completed, by })
    };
    let mut guides: Vec<GuideAdoption> = material.contents.iter().filter_map(guide).collect();
    guides.sort_by_key(|guide| (Reverse(guide.completed), Reverse(guide.displayed)));
    guides
}

/// How many, and who, the earliest first.
fn named(mut people: Vec<(&str, Timestamp)>, material: &Material) -> (i64, Vec<Whose>) {
    people.sort_by_key(|(person, at)| (*at, *person));
    let whose = |(person, at): &(&str, Timestamp)| Whose {
        person: (*person).to_owned(),
        name: material.names.get(*person).cloned(),
        at: *at,
    };
    (whole(people.len()), people.iter().take(MOST_NAMED).map(whose).collect())
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

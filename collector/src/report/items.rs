//! The report of a checklist: how many of those who were displayed it have each item done, and how long that took them. Pure.
//!
//! What was observed counts however it came about, so an item may have been done before the list was ever displayed; that is
//! told apart, and enters no duration. Deliberately absent: reading; that is `crate::store::report`. Whoever a company's list
//! was displayed to without being in a company is nobody here.

use super::median::middle;
use super::survey::Material;
use super::tally;
use crate::checklist;
use shared::api::report::{ItemReport, ItemsReport};
use shared::content::checklist::Item;
use shared::content::goal::Per;
use shared::content::{Body, Checklist};
use shared::event::ItemState;
use shared::id::ContentKey;
use shared::statistics::{Grouped, Moments, figure, threshold};
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of everybody whom the list was displayed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Who they are.
    pub shown: Vec<Shown>,
    /// When goals that stand for items were attained, by goal and holder (`u:`, `a:`, `c:`).
    pub attained: BTreeMap<(String, String), Timestamp>,
    /// What was last done by hand, by holder and item.
    pub by_hand: BTreeMap<(String, String), (ItemState, Timestamp)>,
}

/// Somebody whom the list was displayed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// `u:` and the user id or `a:` and the anonymous id.
    pub subject: String,
    /// The company they were in.
    pub company: Option<String>,
    /// When it was first displayed to them.
    pub at: Timestamp,
}

/// Whose list it is: a person or a company.
#[derive(Debug, Default)]
struct Holder {
    /// When the list was first displayed to any of them.
    first: Option<Timestamp>,
    /// The people of it.
    subjects: BTreeSet<String>,
    /// The company of it; of a person, the one they were in.
    company: Option<String>,
}

/// How one item stands with one holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Open,
    Done(Timestamp),
    Dropped(Timestamp),
}

/// The report at this time; `None` without any version.
pub fn report(material: &Material, progress: &Progress, at: Timestamp) -> Option<ItemsReport> {
    let newest = material.versions.first()?;
    let none = Checklist {
        title: shared::text::Text::default(),
        text: shared::text::Text::default(),
        items: Vec::new(),
        per: Per::Person,
        opens: false,
        done: shared::text::Text::default(),
    };
    let list = if let Body::Checklist(list) = &newest.body { list } else { &none };
    let holders = holders(list.per, &progress.shown);
    let standings: Vec<(&Holder, Vec<Standing>)> = holders
        .iter()
        .map(|(name, holder)| {
            let of = |item| standing(&newest.key, list, item, (name, holder), progress);
            (holder, list.items.iter().map(of).collect())
        })
        .collect();
    let completed: Vec<(&Holder, Option<Timestamp>)> =
        standings.iter().map(|(holder, items)| (*holder, completed_at(list, items))).collect();
    let shares = grouped(list.per, &completed);
    let too_few = threshold::too_few(&shares);
    let durations = completed.iter().filter_map(|(holder, at)| after(holder.first, (*at)?));
    Some(ItemsReport {
        content: newest.key.clone(),
        name: newest.name.clone(),
        at,
        per: list.per,
        funnel: tally::funnel(material.funnel),
        displayed: count(standings.len()),
        completed: shares.total().sum,
        completion: too_few.is_none().then(|| figure::share(&shares)),
        too_few,
        median_seconds: middle(durations.collect()).map(|ms| ms / 1_000.0),
        items: list.items.iter().enumerate().map(|(place, item)| item_report(place, item, &standings)).collect(),
        filters: material.filters.clone(),
    })
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Milliseconds from the first display to a later moment.
fn after(first: Option<Timestamp>, at: Timestamp) -> Option<i64> {
    first.map(|first| at.since(first)).filter(|ms| *ms > 0)
}

/// Everybody whose list was displayed, by the name that signs and hands know them by.
fn holders(per: Per, shown: &[Shown]) -> BTreeMap<String, Holder> {
    let mut holders: BTreeMap<String, Holder> = BTreeMap::new();
    for one in shown {
        let name = match (per, &one.company) {
            (Per::Person, _) => one.subject.clone(),
            (Per::Company, Some(company)) => format!("c:{company}"),
            (Per::Company, None) => continue,
        };
        let holder = holders.entry(name).or_default();
        holder.first = Some(holder.first.map_or(one.at, |first| first.min(one.at)));
        holder.subjects.insert(one.subject.clone());
        holder.company = one.company.clone().or(holder.company.take());
    }
    holders
}

/// How an item stands: what was observed is done unless it was opened again by hand, else the last thing done by hand counts.
fn standing(
    key: &ContentKey,
    list: &Checklist,
    item: &Item,
    (name, holder): (&str, &Holder),
    progress: &Progress,
) -> Standing {
    let attained = |goal: &str, holder: &str| progress.attained.get(&(goal.to_owned(), holder.to_owned())).copied();
    let own = checklist::goal_keys(key, list, item);
    let observed = own.filter_map(|goal| attained(goal.as_str(), name));
    // A member's goal is attained by whoever it says: a person of it, or its company.
    let company = holder.company.as_ref().map(|company| format!("c:{company}"));
    let anybody: Vec<&String> = holder.subjects.iter().chain(&company).collect();
    let goal = item.goal.as_ref();
    let by_goal = goal.into_iter().flat_map(|goal| anybody.iter().filter_map(|who| attained(goal.as_str(), who)));
    let hand = progress.by_hand.get(&(name.to_owned(), item.key.to_string())).copied();
    match (observed.chain(by_goal).min().filter(|at| checklist::stays_done(item, hand, *at)), hand) {
        (Some(at), _) | (None, Some((ItemState::Done, at))) => Standing::Done(at),
        (None, Some((ItemState::Dropped, at))) => Standing::Dropped(at),
        (None, Some((ItemState::Open, _)) | None) => Standing::Open,
    }
}

/// When the last thing was done or dropped, once nothing is open and something was done.
fn completed_at(list: &Checklist, items: &[Standing]) -> Option<Timestamp> {
    let mut ended = None;
    let mut is_done = false;
    for (item, standing) in list.items.iter().zip(items) {
        match standing {
            Standing::Open if item.from_start => {}
            Standing::Open => return None,
            Standing::Done(at) | Standing::Dropped(at) => {
                is_done |= matches!(standing, Standing::Done(_));
                ended = ended.max(Some(*at));
            }
        }
    }
    ended.filter(|_| is_done)
}

/// Who completed it, by company where people are counted: colleagues resemble each other.
fn grouped(per: Per, completed: &[(&Holder, Option<Timestamp>)]) -> Grouped {
    let mut grouped = Grouped::default();
    let mut companies: BTreeMap<&str, Moments> = BTreeMap::new();
    for (holder, at) in completed {
        let one = Moments::of_share(i64::from(at.is_some()), 1);
        match holder.company.as_deref().filter(|_| per == Per::Person) {
            Some(company) => *companies.entry(company).or_default() += one,
            None => grouped.alone += one,
        }
    }
    grouped.companies = companies.into_values().collect();
    grouped
}

fn item_report(place: usize, item: &Item, standings: &[(&Holder, Vec<Standing>)]) -> ItemReport {
    let mut report = ItemReport {
        item: item.key.clone(),
        title: item.title.clone(),
        from_start: item.from_start,
        done: 0,
        before: 0,
        dropped: 0,
        median_seconds: None,
    };
    let mut durations = Vec::new();
    for (holder, items) in standings {
        match items.get(place) {
            Some(Standing::Done(at)) => {
                report.done += 1;
                match after(holder.first, *at) {
                    Some(ms) => durations.push(ms),
                    None => report.before += 1,
                }
            }
            Some(Standing::Dropped(_)) => report.dropped += 1,
            Some(Standing::Open) if item.from_start => {
                report.done += 1;
                report.before += 1;
            }
            Some(Standing::Open) | None => {}
        }
    }
    report.median_seconds = middle(durations).map(|ms| ms / 1_000.0);
    report
}

#[cfg(test)]
mod tests;

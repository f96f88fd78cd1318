//! Checklists: which goals stand for their items, and how far somebody has come. Pure.
//!
//! What an item observes is counted as a goal of its own, so that the past counts, each event counts once, visitors become
//! users and the erased are forgotten, all as for goals. Its key comes from what it observes: a changed item is another goal.
//! Deliberately absent: the store.

use crate::store::checklist::{HandRow, MadeGoal};
use sha2::{Digest, Sha256};
use shared::content::checklist::Item;
use shared::content::goal::{Per, Sign};
use shared::content::{Body, Checklist, Content, Goal};
use shared::event::ItemState;
use shared::id::{ContentKey, GoalKey, ItemKey};
use shared::session::{ItemProgress, Progress};
use shared::targeting::person::{Facts, trait_fits};
use shared::time::Timestamp;

/// The goals that stand for what the items of a content observe; none for what is no checklist.
pub fn goals(content: &Content) -> Vec<Goal> {
    let Body::Checklist(list) = &content.body else { return Vec::new() };
    let of_item = |item: &Item| {
        let signs = item.done.iter();
        signs.map(|sign| goal(&content.key, list.per, &item.key, sign)).collect::<Vec<_>>()
    };
    list.items.iter().flat_map(of_item).collect()
}

fn goal(content: &ContentKey, per: Per, item: &ItemKey, sign: &Sign) -> Goal {
    Goal {
        key: goal_key(content, per, item, sign),
        name: format!("{content}: {item}"),
        sign: sign.clone(),
        count: 1,
        value: None,
        window_days: None,
        per,
        from_server: false,
    }
}

/// The goals that stand for what an item observes.
pub fn goal_keys(content: &ContentKey, list: &Checklist, item: &Item) -> impl Iterator<Item = GoalKey> {
    item.done.iter().map(|sign| goal_key(content, list.per, &item.key, sign))
}

/// Names the goal of what one item observes.
fn goal_key(content: &ContentKey, per: Per, item: &ItemKey, sign: &Sign) -> GoalKey {
    let said = serde_json::to_string(&(content, per, item, sign)).expect("our own types can be written");
    let digest = Sha256::digest(said.as_bytes());
    let hex = digest.iter().take(16).flat_map(|byte| [byte >> 4, byte & 15]).map(hex_digit).collect::<String>();
    GoalKey::new(format!("item-{hex}")).expect("a key")
}

/// A number below 16 as a digit.
pub(crate) fn hex_digit(digit: u8) -> char {
    char::from_digit(digit.into(), 16).unwrap_or('0')
}

/// Whether everything that was not left out is done.
pub fn is_finished(list: &Checklist, progress: &Progress) -> bool {
    let state = |item: &Item| {
        let known = progress.items.iter().find(|known| known.item == item.key);
        if item.from_start { ItemState::Done } else { known.map_or(ItemState::Open, |known| known.state) }
    };
    list.items.iter().all(|item| state(item) != ItemState::Open)
}

/// Whether what was observed makes an item done: unless whoever may do so by hand has opened it again since. From then on what
/// happens in the page ticks it again, and the hand; that it was observed once more elsewhere is not looked at.
pub fn stays_done(item: &Item, hand: Option<(ItemState, Timestamp)>, observed: Timestamp) -> bool {
    !(item.by_hand && hand.is_some_and(|(state, at)| state == ItemState::Open && at > observed))
}

/// Adds the open items that a trait of the person or the company completes: the page has said it, perhaps a moment ago.
pub fn complete_by_traits(progress: &mut Progress, list: &Checklist, facts: &Facts<'_>) {
    for item in &list.items {
        let is_known = progress.items.iter().any(|known| known.item == item.key);
        let fits = |sign: &Sign| match sign {
            Sign::Person(test) => trait_fits(test, facts.person, facts.now),
            Sign::Company(test) => trait_fits(test, facts.company, facts.now),
            _ => false,
        };
        if !is_known && item.done.iter().any(fits) {
            let (item, at) = (item.key.clone(), facts.now);
            progress.items.push(ItemProgress { item, state: ItemState::Done, at, by: String::new() });
        }
    }
}

/// What is known of whoever a list belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Goals attained: by the person, and by the company.
    pub made: &'a [MadeGoal],
    /// What was done by hand, theirs and the company's.
    pub by_hand: &'a [HandRow],
    /// The person's subject.
    pub subject: &'a str,
    /// Whether the names of colleagues may be told.
    pub names: bool,
}

impl Known<'_> {
    /// How far the list has come: every item about which something is known. What was observed is done, unless whoever may do
    /// so by hand has opened it again since; what was done by hand can be undone by hand.
    pub fn progress(&self, key: &ContentKey, list: &Checklist) -> Progress {
        let of_company = list.per == Per::Company;
        let mut items = Vec::new();
        for item in &list.items {
            let seen = self.observed(key, list, item);
            let hand = self.by_hand.iter().find(|row| {
                row.of_company == of_company && row.content == key.as_str() && row.item == item.key.as_str()
            });
            let (state, at, by) = match (seen, hand) {
                (Some((at, by)), _) if stays_done(item, hand.map(|row| (row.state, row.at)), at) => {
                    (ItemState::Done, at, by)
                }
                (_, Some(row)) => (row.state, row.at, self.name(&row.subject, row.name.as_deref())),
                (_, None) => continue,
            };
            // What was opened again is told as well: a page may still think it done.
            items.push(ItemProgress { item: item.key.clone(), state, at, by });
        }
        Progress { items, page: String::new() }
    }

    /// When what the item observes was first observed, and by whom.
    fn observed(&self, key: &ContentKey, list: &Checklist, item: &Item) -> Option<(Timestamp, String)> {
        let goals: Vec<GoalKey> = goal_keys(key, list, item).chain(item.goal.clone()).collect();
        let own = goals.split_last().filter(|_| item.goal.is_some()).map(|(goal, _)| goal);
        let fits = |made: &&MadeGoal| {
            // A member's goal is attained by whoever it says; what an item observes, by whose list it is.
            let anybody = own.is_some_and(|own| own.as_str() == made.goal);
            goals.iter().any(|goal| goal.as_str() == made.goal)
                && (anybody || made.of_company == (list.per == Per::Company))
        };
        let first = self.made.iter().filter(fits).min_by_key(|made| made.at)?;
        let by = first.subject.as_deref().map(|subject| self.name(subject, first.name.as_deref()));
        Some((first.at, by.unwrap_or_default()))
    }

    /// The name of whoever did it, unless it was the person themselves.
    fn name(&self, subject: &str, name: Option<&str>) -> String {
        if subject == self.subject || !self.names {
            return String::new();
        }
        name.and_then(|name| serde_json::from_str(name).ok()).unwrap_or_default()
    }
}

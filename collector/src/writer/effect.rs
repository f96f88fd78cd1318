//! What events mean for what is known of people and companies: pure, and the same whatever the order they come in.
//!
//! Deliberately absent: writing it (`store/profile/change.rs`), and the figures of reports (`store/rollup.rs`).

use crate::ingest::Recorded;
use crate::store::checklist::{ItemChange, ItemName, state_name};
use crate::store::event::{anonymous_subject, company_subject};
use crate::store::profile::{Alias, MarkChange, Touch, TraitChange, membership_subject};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use shared::content::goal::Per;
use shared::content::survey::{Answer, PrivacyMode, QuestionKind};
use shared::content::{Body as ContentBody, Content};
use shared::event::{Body, Dismissal, ItemState, Run};
use shared::id::{ItemKey, QuestionKey, StepKey};
use shared::session::{Mark, Place};
use shared::targeting::frequency::{is_low_ces, merge_mark};
use shared::time::Timestamp;
use shared::value::{Value, ValueChanges};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Workspace, environment and subject (or company).
type Key = (Arc<str>, Arc<str>, String);

/// Draws what sampling and holdout are drawn by. A person's bucket comes from the first id they were heard of by, keyed,
/// so that it is known before anything is stored and nobody outside can choose it.
#[derive(Clone)]
pub struct Buckets {
    keyed: Hmac<Sha256>,
}

impl Buckets {
    /// Buckets under this key, which must never change.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    pub fn new(key: &[u8]) -> Self {
        let mut keyed = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
        keyed.update(b"bucket");
        Self { keyed }
    }

    /// The bucket of a subject who is new: 16 hexadecimal digits.
    pub fn draw(&self, workspace: &str, environment: &str, subject: &str) -> String {
        let mut keyed = self.keyed.clone();
        for part in [workspace, environment, subject] {
            keyed.update(part.as_bytes());
            keyed.update(&[0x1f]);
        }
        let digest = keyed.finalize().into_bytes();
        digest[..8].iter().fold(String::with_capacity(16), |mut text, byte| {
            for digit in [byte >> 4, byte & 15] {
                text.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
            }
            text
        })
    }
}

impl std::fmt::Debug for Buckets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Buckets(…)")
    }
}

/// Everything a group of events changes.
#[derive(Debug, Default)]
pub(super) struct Effects {
    /// People by subject.
    pub people: BTreeMap<Key, Touch>,
    /// Companies: earliest and latest event.
    pub companies: BTreeMap<Key, (i64, i64)>,
    /// Traits by subject and name.
    pub traits: BTreeMap<(Key, String), TraitChange>,
    /// Marks by subject and content.
    pub marks: BTreeMap<(Key, String), MarkChange>,
    /// What was done about items of checklists by hand.
    pub items: BTreeMap<ItemName, ItemChange>,
    /// Anonymous ids that turned out to be users; the earliest counts.
    pub aliases: BTreeMap<Key, Alias>,
}

/// Anonymous ids by workspace and environment that came without a user id.
pub(super) fn subjects_to_resolve<'a>(
    events: impl Iterator<Item = &'a Recorded>,
) -> BTreeMap<(Arc<str>, Arc<str>), BTreeSet<String>> {
    let mut found: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for recorded in events {
        if let Some(id) = recorded.subject.as_deref().and_then(|subject| subject.strip_prefix("a:")) {
            let place = (Arc::clone(&recorded.row.workspace), Arc::clone(&recorded.row.environment));
            found.entry(place).or_default().insert(id.to_owned());
        }
    }
    found
}

impl Effects {
    /// Adds what one event changes. `subject`: who did it, after anonymous ids have been resolved.
    pub fn add(&mut self, buckets: &Buckets, recorded: &Recorded, subject: Option<&str>) {
        let row = &recorded.row;
        let at = recorded.event.at.0;
        if let Some(company) = &row.company {
            let seen = self.companies.entry(key(recorded, company)).or_insert((at, at));
            *seen = (seen.0.min(at), seen.1.max(at));
        }
        if let Some(subject) = subject {
            self.touch(buckets, recorded, subject);
            self.remember(recorded, subject);
        }
        match &recorded.event.body {
            Body::Identify { traits } => {
                if let Some(subject) = subject {
                    self.change(recorded, subject, traits);
                    self.alias(buckets, recorded);
                }
            }
            Body::Group { traits, membership } => {
                let Some(company) = &row.company else { return };
                self.change(recorded, &company_subject(company), traits);
                if let Some(subject) = subject {
                    self.change(recorded, &membership_subject(company, subject), membership);
                }
            }
            Body::Answered { question, answer, .. } => {
                let said =
                    recorded.content.as_deref().and_then(|content| said_trait(content, question, answer.as_ref()));
                if let (Some(subject), Some((name, value))) = (subject, said) {
                    self.change(recorded, subject, &ValueChanges::from([(name, value)]));
                }
            }
            Body::Item { run, item, state } => {
                if let Some(subject) = subject {
                    self.item(recorded, subject, (run, item), *state);
                }
            }
            _ => {}
        }
    }

    fn item(&mut self, recorded: &Recorded, subject: &str, (run, item): (&Run, &ItemKey), state: ItemState) {
        let Some(ContentBody::Checklist(list)) = recorded.content.as_deref().map(|content| &content.body) else {
            return;
        };
        let holder = match (list.per, &recorded.row.company) {
            (Per::Company, Some(company)) => company_subject(company),
            (Per::Company, None) => return,
            (Per::Person, _) => subject.to_owned(),
        };
        let row = &recorded.row;
        let name = (
            Arc::clone(&row.workspace),
            Arc::clone(&row.environment),
            run.content.to_string(),
            holder,
            item.to_string(),
        );
        let change = ItemChange {
            state: state_name(state),
            subject: subject.to_owned(),
            at: recorded.event.at.0,
            event: row.id.clone(),
        };
        let old = self.items.get(&name);
        if old.is_none_or(|old| (old.at, &old.event) < (change.at, &change.event)) {
            self.items.insert(name, change);
        }
    }

    fn touch(&mut self, buckets: &Buckets, recorded: &Recorded, subject: &str) {
        let row = &recorded.row;
        let at = recorded.event.at.0;
        let touch = self.people.entry(key(recorded, subject)).or_insert_with(|| {
            // An anonymous visitor keeps the bucket when they turn out to be a user who was never heard of.
            let first = row.anonymous_id.as_deref().map_or_else(|| subject.to_owned(), anonymous_subject);
            Touch {
                bucket: buckets.draw(&row.workspace, &row.environment, &first),
                company: None,
                first_seen: at,
                last_seen: i64::MIN,
                effort_at: 0,
                effort_low: false,
            }
        });
        if row.company.is_some() && at >= touch.last_seen {
            touch.company.clone_from(&row.company);
        }
        touch.first_seen = touch.first_seen.min(at);
        touch.last_seen = touch.last_seen.max(at);
        if let Some(low) = effort(&recorded.event.body, recorded.content.as_deref()).filter(|_| at >= touch.effort_at) {
            (touch.effort_at, touch.effort_low) = (at, low);
        }
    }

    fn change(&mut self, recorded: &Recorded, subject: &str, changes: &ValueChanges) {
        let at = recorded.event.at.0;
        for (name, value) in changes {
            let value = value.as_ref().and_then(|value| serde_json::to_string(value).ok());
            let change = TraitChange { value, at, event: recorded.row.id.clone() };
            let place = (key(recorded, subject), name.clone());
            let old = self.traits.get(&place);
            if old.is_none_or(|old| (old.at, &old.event) < (change.at, &change.event)) {
                self.traits.insert(place, change);
            }
        }
    }

    fn alias(&mut self, buckets: &Buckets, recorded: &Recorded) {
        let who = &recorded.event.who;
        let (Some(anonymous), Some(user)) = (&who.anonymous_id, &who.user_id) else { return };
        let row = &recorded.row;
        let place = key(recorded, anonymous.as_str());
        let alias = Alias {
            anonymous: place.clone(),
            user_id: user.to_string(),
            bucket: buckets.draw(&row.workspace, &row.environment, &anonymous_subject(anonymous.as_str())),
            at: recorded.event.at.0,
        };
        let old = self.aliases.get(&place);
        if old.is_none_or(|old| (alias.at, &alias.user_id) < (old.at, &old.user_id)) {
            self.aliases.insert(place, alias);
        }
    }

    fn remember(&mut self, recorded: &Recorded, subject: &str) {
        let Some(content) = &recorded.row.content else { return };
        let Some(change) = mark(&recorded.event.body, recorded.event.at, recorded.content.as_deref()) else { return };
        merge_mark(self.marks.entry((key(recorded, subject), content.clone())).or_default(), &change);
    }
}

fn key(recorded: &Recorded, subject: &str) -> Key {
    (Arc::clone(&recorded.row.workspace), Arc::clone(&recorded.row.environment), subject.to_owned())
}

/// The trait that an answer sets, and its value, none where the answer is withdrawn; nothing where it says nothing of the kind.
fn said_trait(content: &Content, question: &QuestionKey, answer: Option<&Answer>) -> Option<(String, Option<Value>)> {
    let asked = content.body.questions().find(|asked| asked.key == *question)?;
    let name = asked.sets_trait.clone().filter(|_| content.body.privacy() == PrivacyMode::Identified)?;
    let value = match answer {
        Some(answer) => Some(asked.trait_value(answer)?),
        None => None,
    };
    Some((name, value))
}

/// What an event adds to what is remembered of its content.
fn mark(body: &Body, at: Timestamp, content: Option<&Content>) -> Option<Mark> {
    let at_once = Some(at);
    let mut mark = Mark { kind: content.map(|content| content.body.kind()).unwrap_or_default(), ..Mark::default() };
    match body {
        Body::Displayed(run) => {
            mark.displayed_at = at_once;
            mark.place = content.and_then(only_step).map(|step| place(run, &step, at));
        }
        Body::Step { run, step } => mark.place = Some(place(run, step, at)),
        Body::Answered { answer: Some(_), .. } | Body::Marked { .. } => mark.answered_at = at_once,
        Body::Completed(_) => mark.completed_at = at_once,
        Body::Dismissed { how: Dismissal::Closed, .. } => mark.dismissed_at = at_once,
        // What guides would else go on at the next page.
        Body::Dismissed { how: Dismissal::ByHost, .. } if mark.kind != shared::content::Kind::Survey => {
            mark.dismissed_at = at_once;
        }
        Body::Dismissed { how: Dismissal::Refused, .. } => (mark.dismissed_at, mark.refused) = (at_once, true),
        Body::Dismissed { how: Dismissal::Snoozed, .. } => {
            let days = content.map_or(7, |content| content.frequency.snooze_days);
            mark.snoozed_until = Some(at.plus_days(days.into()));
        }
        _ => return None,
    }
    Some(mark)
}

/// The step of what is made of one; its display is the display of the content, and no event of its own.
fn only_step(content: &Content) -> Option<StepKey> {
    match &content.body {
        ContentBody::Announcement(step)
        | ContentBody::Banner(step)
        | ContentBody::Hotspot(step)
        | ContentBody::Message(step) => Some(step.key.clone()),
        ContentBody::Checklist(_) => Some(StepKey::main()),
        ContentBody::Survey(_) | ContentBody::Tour(_) | ContentBody::ResourceCentre(_) | ContentBody::Article(_) => {
            None
        }
    }
}

fn place(run: &Run, step: &StepKey, at: Timestamp) -> Place {
    Place { run: run.id, version: run.version, step: step.clone(), at }
}

/// Whether an event answers a customer effort question, and if so whether the answer is low; withdrawn is not low.
fn effort(body: &Body, content: Option<&Content>) -> Option<bool> {
    let Body::Answered { question, answer, .. } = body else { return None };
    let kind = ces_kind(content?, question)?;
    Some(answer.as_ref().is_some_and(|answer| is_low_ces(kind, answer)))
}

fn ces_kind<'a>(content: &'a Content, question: &QuestionKey) -> Option<&'a QuestionKind> {
    let asked = content.body.questions().find(|asked| asked.key == *question)?;
    matches!(asked.kind, QuestionKind::Ces { .. }).then_some(&asked.kind)
}

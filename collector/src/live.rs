//! What just changed, told to members as it happens: from this collector at once, from others within a second.
//!
//! The writer and the pages' routes send to `App::live`. Once a second what was sent is written as pulses, and what other
//! collectors wrote is read and sent here. Deliberately absent: figures; who hears of a change asks for them.

use crate::state::{App, LiveChange};
use crate::store::StoreError;
use crate::store::pulse::PulseName;
use shared::api::environment::Heard;
use shared::api::report::Change;
use shared::id::ContentKey;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::TryRecvError;
use tokio::time::{MissedTickBehavior, interval};

/// What stands in a pulse for follow-ups; no key of a content is like it.
const FOLLOW_UPS: &str = "/follow-ups";

/// Starts the task that exchanges pulses; it ends with the collector.
pub(crate) fn start(app: &Arc<App>) {
    let every = Duration::from_millis(app.settings.poll_ms.max(50));
    tokio::spawn(exchange(Arc::downgrade(app), app.live.subscribe(), every));
}

/// What is known of pulses: the versions last seen or written here.
type Seen = HashMap<PulseName, i64>;

async fn exchange(app: Weak<App>, mut sent: Receiver<LiveChange>, every: Duration) {
    let mut tick = interval(every);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut seen: Option<Seen> = None;
    // What came from others and was told here, so that it is not taken for news of this collector.
    let mut passed_on: HashMap<PulseName, usize> = HashMap::new();
    loop {
        tick.tick().await;
        let Some(app) = app.upgrade().filter(|app| !*app.stopping.borrow()) else { return };
        let news = news(&mut sent, &mut passed_on);
        match beat_and_read(&app, news, &mut seen).await {
            Ok(others) => {
                for name in others {
                    if let Some(change) = change(&name) {
                        *passed_on.entry(name).or_default() += 1;
                        // The task's own receiver keeps the channel open.
                        let _ = app.live.send(change);
                    }
                }
            }
            Err(error) => tracing::debug!(%error, "pulses cannot be exchanged"),
        }
    }
}

/// What this collector has to tell the others.
fn news(sent: &mut Receiver<LiveChange>, passed_on: &mut HashMap<PulseName, usize>) -> BTreeSet<PulseName> {
    let mut news = BTreeSet::new();
    loop {
        match sent.try_recv() {
            Ok(change) => {
                let name = name(change);
                match passed_on.get_mut(&name).filter(|left| **left > 0) {
                    Some(left) => *left -= 1,
                    None => {
                        news.insert(name);
                    }
                }
            }
            // What was missed will change again; a busy environment never lacks pulses.
            Err(TryRecvError::Lagged(_)) => passed_on.clear(),
            Err(TryRecvError::Empty | TryRecvError::Closed) => return news,
        }
    }
}

/// Writes what is new here and answers what is new elsewhere.
async fn beat_and_read(
    app: &App,
    news: BTreeSet<PulseName>,
    seen: &mut Option<Seen>,
) -> Result<Vec<PulseName>, StoreError> {
    // SQLite has one collector; only what pages were heard is kept there, over a restart.
    let alone = !app.store.is_postgres();
    let before = match seen {
        Some(seen) => seen,
        None => seen.insert(app.store.pulses().await?),
    };
    for name in news.into_iter().filter(|name| !alone || name.2.is_empty()) {
        let heard = name.2.is_empty().then(|| app.heard.of(&name.0, &name.1));
        let version = app.store.beat(&name, heard.as_ref()).await?;
        before.insert(name, version);
    }
    if alone || app.live.receiver_count() <= 1 {
        return Ok(Vec::new());
    }
    let now = app.store.pulses().await?;
    let others = now
        .iter()
        .filter(|(name, version)| before.get(*name) != Some(*version))
        .map(|(name, _)| name.clone())
        .collect();
    *before = now;
    Ok(others)
}

fn name(change: LiveChange) -> PulseName {
    let content = match change.change {
        Change::Heard => String::new(),
        Change::Report(content) => content.into(),
        Change::FollowUps => FOLLOW_UPS.to_owned(),
    };
    (change.workspace, change.environment, content)
}

fn change((workspace, environment, content): &PulseName) -> Option<LiveChange> {
    let change = match content.as_str() {
        "" => Change::Heard,
        FOLLOW_UPS => Change::FollowUps,
        content => Change::Report(ContentKey::new(content).ok()?),
    };
    Some(LiveChange { workspace: workspace.clone(), environment: environment.clone(), change })
}

/// What was heard here and elsewhere, as one: the later session, all refused origins.
pub(crate) fn joined(here: Heard, elsewhere: Option<Heard>) -> Heard {
    let Some(elsewhere) = elsewhere else { return here };
    let (mut later, earlier) = if here.at >= elsewhere.at { (here, elsewhere) } else { (elsewhere, here) };
    for origin in earlier.refused_origins {
        if !later.refused_origins.contains(&origin) {
            later.refused_origins.push(origin);
        }
    }
    later
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::Timestamp;

    #[test]
    fn the_later_session_counts_and_all_refused_origins_are_told() {
        let heard = |at, refused: &[&str]| Heard {
            at,
            origin: None,
            refused_origins: refused.iter().map(|origin| (*origin).to_owned()).collect(),
        };
        let joined = joined(heard(None, &["https://a"]), Some(heard(Some(Timestamp(5)), &["https://b"])));
        assert_eq!(joined, heard(Some(Timestamp(5)), &["https://b", "https://a"]));
    }

    #[test]
    fn every_change_is_told_to_other_collectors_as_it_is() {
        let key = ContentKey::new("follow-ups").expect("a key");
        for told in [Change::Heard, Change::Report(key), Change::FollowUps] {
            let (workspace, environment) = ("w".to_owned(), "production".to_owned());
            let live = LiveChange { workspace, environment, change: told };
            assert_eq!(change(&name(live.clone())), Some(live));
        }
    }

    #[test]
    fn what_came_from_another_collector_is_not_sent_back() {
        let (send, mut receive) = tokio::sync::broadcast::channel(8);
        let theirs = ("w".to_owned(), "production".to_owned(), "nps".to_owned());
        let mine = ("w".to_owned(), "production".to_owned(), String::new());
        for name in [&theirs, &mine] {
            send.send(change(name).expect("a change")).expect("heard");
        }
        let mut passed_on = HashMap::from([(theirs, 1)]);
        assert_eq!(news(&mut receive, &mut passed_on), BTreeSet::from([mine]));
    }
}

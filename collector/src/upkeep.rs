//! What goes on beside requests: other collectors' changes are read, the past of new goals is counted, whoever did not attain a
//! goal in time is handed over, webhooks are told, old rows are deleted, partitions are made ahead.
//!
//! Deliberately absent: anything that must have happened before a request is answered.

use crate::clock;
use crate::state::{App, LiveChange};
use crate::store::StoreError;
use crate::store::hand_over::wait::Looked;
use crate::webhook;
use shared::api::report::Change;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval, sleep};

/// How often old rows are looked for.
const TIDY: Duration = Duration::from_hours(1);
/// Pause between two pieces of a long deletion, for the writers' sake.
const PAUSE: Duration = Duration::from_millis(100);
/// How often the write-ahead log is folded into the file.
const FOLD: Duration = Duration::from_millis(500);
/// Pause between two pieces of a goal's past, or of runs whose days have passed: a piece takes about as long.
const BREATH: Duration = Duration::from_millis(20);
/// Fewer deleted events than this in one piece: there are no more.
const PIECE: u64 = 500;

/// Starts the tasks; they end with the collector.
pub(crate) fn start(app: &Arc<App>) {
    tokio::spawn(poll(Arc::downgrade(app), Duration::from_millis(app.settings.poll_ms.max(50))));
    tokio::spawn(count_past(Arc::downgrade(app), Duration::from_millis(app.settings.poll_ms.max(50))));
    tokio::spawn(hand_over(Arc::downgrade(app), Duration::from_millis(app.settings.poll_ms.max(50))));
    tokio::spawn(tell(Arc::downgrade(app), Duration::from_millis(app.settings.poll_ms.max(50))));
    tokio::spawn(fold(Arc::downgrade(app)));
    tokio::spawn(tidy(Arc::downgrade(app)));
}

async fn poll(app: Weak<App>, every: Duration) {
    let mut tick = interval(every);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut away = false;
    loop {
        tick.tick().await;
        let Some(app) = app.upgrade().filter(|app| !*app.stopping.borrow()) else { return };
        match app.catalog.refresh(&app.store).await {
            Ok(()) => away = false,
            // Said once, not every second.
            Err(error) if !away => {
                away = true;
                tracing::error!(%error, "what is published cannot be read");
            }
            Err(_) => {}
        }
    }
}

/// Counts what came in before a goal was defined, piece by piece; looks for such goals as often as for other changes.
async fn count_past(app: Weak<App>, every: Duration) {
    let mut tick = interval(every);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        loop {
            let Some(app) = app.upgrade().filter(|app| !*app.stopping.borrow()) else { return };
            match app.store.count_past().await {
                Ok(true) => sleep(BREATH).await,
                Ok(false) => break,
                Err(error) => {
                    tracing::error!(%error, "the past of a goal cannot be counted");
                    break;
                }
            }
        }
    }
}

/// Hands over whoever did not attain a goal in its days, piece by piece.
async fn hand_over(app: Weak<App>, every: Duration) {
    let mut tick = interval(every);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        loop {
            let Some(app) = app.upgrade().filter(|app| !*app.stopping.borrow()) else { return };
            let Looked { workspace, environment, handed_over } = match app.store.look_at_waits(clock::now()).await {
                Ok(Some(looked)) => looked,
                Ok(None) => break,
                Err(error) => {
                    tracing::error!(%error, "goals that were not attained in time cannot be looked at");
                    break;
                }
            };
            if handed_over {
                // Nobody may be listening.
                let _ = app.live.send(LiveChange { workspace, environment, change: Change::FollowUps });
            }
            sleep(BREATH).await;
        }
    }
}

/// Tells webhooks who was handed over, as long as there is more at once.
async fn tell(app: Weak<App>, every: Duration) {
    let mut tick = interval(every);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut away = false;
    loop {
        tick.tick().await;
        loop {
            let Some(app) = app.upgrade().filter(|app| !*app.stopping.borrow()) else { return };
            match webhook::round::send_due(&app).await {
                Ok(0) => {
                    away = false;
                    break;
                }
                Ok(_) => sleep(BREATH).await,
                Err(error) => {
                    // Said once, not every second.
                    if !away {
                        tracing::error!(%error, "webhooks cannot be told");
                    }
                    away = true;
                    break;
                }
            }
        }
    }
}

/// Folds the write-ahead log into the file where something was written since the last time.
async fn fold(app: Weak<App>) {
    let mut tick = interval(FOLD);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut folded = 0;
    loop {
        tick.tick().await;
        let Some(app) = app.upgrade().filter(|app| !*app.stopping.borrow()) else { return };
        let written = app.metrics.groups.load(Relaxed);
        if written == folded {
            continue;
        }
        match app.store.fold().await {
            Ok(()) => folded = written,
            // The writer does it sooner or later; nothing is lost meanwhile.
            Err(error) => tracing::debug!(%error, "the log is folded later"),
        }
    }
}

async fn tidy(app: Weak<App>) {
    let mut tick = interval(TIDY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        let Some(app) = app.upgrade().filter(|app| !*app.stopping.borrow()) else { return };
        if let Err(error) = tidy_once(&app).await {
            tracing::error!(%error, "old rows cannot be deleted");
        }
    }
}

async fn tidy_once(app: &App) -> Result<(), StoreError> {
    let now = clock::now();
    app.store.prepare_partitions().await?;
    let quarantine_floor = now.plus_days(-i64::from(app.settings.quarantine_days));
    app.store.delete_leftovers(quarantine_floor, now).await?;
    app.store.delete_old_notices(quarantine_floor).await?;
    let mut deleted = 0;
    loop {
        let piece = app.store.delete_old_events(app.floor(now)).await?;
        deleted += piece;
        if piece < PIECE || *app.stopping.borrow() {
            break;
        }
        sleep(PAUSE).await;
    }
    if deleted > 0 {
        tracing::info!(deleted_events = deleted, "events past their retention are deleted");
    }
    Ok(())
}

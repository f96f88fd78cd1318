//! What is due, sent: a few notices at a time, so that no receiver that is slow holds up the others for long.
//!
//! A notice is put off before it is sent, so that no other collector sends it as well; if this one dies meanwhile, another sends
//! it later, under the same id. Deliberately absent: how often this is done ([`crate::upkeep`]).

use super::{GONE, again, console, notice};
use crate::clock;
use crate::state::App;
use crate::store::StoreError;
use crate::store::notice::{Due, Letter};
use shared::time::Timestamp;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use tokio::task::JoinSet;

/// How long nobody else sends a notice that is being sent, milliseconds: well beyond what a request may take.
const LEASE_MS: i64 = 60_000;

/// Sends what is due now, a limited number at once, and says how much was tried.
///
/// # Errors
/// The first of them, once everything else was done: when the database fails, or a notice cannot be made of what is stored.
/// Whatever was not written down is sent again, under the same id.
pub async fn send_due(app: &Arc<App>) -> Result<usize, StoreError> {
    let now = clock::now();
    let (mut under_way, mut fault) = (JoinSet::new(), None);
    for due in app.store.due_notices(now).await? {
        match take(app, due, now).await {
            Ok(Some((mine, letter))) => drop(under_way.spawn(deliver(Arc::clone(app), mine, letter))),
            Ok(None) => {}
            Err(error) => fault = fault.or(Some(error)),
        }
    }
    let mut tried = 0;
    while let Some(done) = under_way.join_next().await {
        tried += 1;
        // Delivering never panics; if it did, the notice would be sent again later.
        fault = fault.or(done.unwrap_or(Ok(())).err());
    }
    fault.map_or(Ok(tried), Err)
}

/// Takes a notice and reads what it says; nothing where another has it, or nothing is left to be told.
async fn take(app: &App, due: Due, now: Timestamp) -> Result<Option<(Due, Letter)>, StoreError> {
    let Some(mine) = app.store.claim_notice(due, now, now.plus_ms(LEASE_MS)).await? else { return Ok(None) };
    match app.store.letter(&mine).await {
        Ok(Some(letter)) => Ok(Some((mine, letter))),
        // What was to be told is gone, or a member is done with it.
        Ok(None) => app.store.drop_notice(&mine).await.map(|()| None),
        // What cannot be read is tried as often as what cannot be sent.
        Err(error) => {
            app.store.put_off_notice(&mine, next(app, &mine, now)).await?;
            Err(error)
        }
    }
}

/// When to try again; nothing once it was tried often enough.
fn next(app: &App, due: &Due, at: Timestamp) -> Option<Timestamp> {
    again(at, due.attempts, app.settings.webhook_retry_ms, u8::from_be_bytes(clock::random()))
}

async fn deliver(app: Arc<App>, due: Due, letter: Letter) -> Result<(), StoreError> {
    let to = letter.to.clone();
    let notice = notice(&due.environment, &due.run, letter, &console(&app.settings, &to.console));
    let body = serde_json::to_string(&notice).map_err(|error| StoreError::corrupt("notice", error))?;
    let delivery = app.post.send(&to, &due.notice, body).await;
    let counted = if delivery.arrived() { &app.metrics.notices_taken } else { &app.metrics.notices_not_taken };
    counted.fetch_add(1, Relaxed);
    let next = next(&app, &due, delivery.at);
    app.store.settle_notice(&due, to.url.reveal(), &delivery, next).await?;
    if !delivery.arrived() {
        let (environment, attempts, status, fault) = (&due.environment, due.attempts, delivery.status, delivery.fault);
        if next.is_none() || status == Some(GONE) {
            tracing::warn!(
                environment,
                attempts,
                status,
                ?fault,
                "notices do not arrive; the environment's settings say more"
            );
        } else {
            tracing::info!(environment, attempts, status, ?fault, "a notice was not taken; it is sent again");
        }
    }
    Ok(())
}

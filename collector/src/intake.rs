//! The one way in: a batch is judged event by event, written by the group commit, and answered when it is durable.
//!
//! Pages and back ends differ only in what is believed of them ([`Source`], [`Identity`]). Deliberately absent: HTTP, and
//! the rules themselves (`ingest`).

use crate::catalog::Served;
use crate::ingest::{Identity, Refused, Source, Surroundings, examine, record};
use crate::message;
use crate::state::App;
use crate::store::StoreError;
use crate::store::rollup::Place;
use crate::writer::{Job, Judged, WriteError};
use shared::content::Content;
use shared::event::{Event, Outcome};
use shared::id::ContentKey;
use shared::time::Timestamp;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

/// Why a batch was not taken in. Nothing of it may be taken for durable; sending it again is harmless.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The writer could not.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The store could not be asked.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One event of a batch: read, or refused with its raw text.
pub type Incoming = Result<Event, (Refused, String)>;

/// A batch from one sender.
#[derive(Debug)]
pub struct Delivery {
    /// The environment.
    pub served: Arc<Served>,
    /// Who says so.
    pub source: Source,
    /// Whether user ids can be believed.
    pub identity: Identity,
    /// The sender's clock when it sent the batch.
    pub sent_at: Option<Timestamp>,
    /// The events.
    pub events: Vec<Incoming>,
}

/// Versions of content that a batch names.
type Versions = HashMap<(ContentKey, u32), Arc<Content>>;

impl App {
    /// Takes a batch in and says what became of each event, in order; returns when everything accepted is durable.
    ///
    /// # Errors
    /// [`IntakeError`]; then the sender must send the batch again.
    pub async fn take_in(&self, delivery: Delivery, now: Timestamp) -> Result<Vec<Outcome>, IntakeError> {
        let Delivery { served, source, identity, sent_at, events } = delivery;
        let content = self.versions_of(&served, &events).await?;
        let events = self.judge_all(&served, (source, identity, sent_at), &content, events, now);
        let source = match source {
            Source::Page => "page",
            Source::Server => "server",
        };
        let written = self.writer.write(Job { served, received_at: now.0, source, events }).await;
        if written == Err(WriteError::Overloaded) {
            self.metrics.overloaded.fetch_add(1, Relaxed);
        }
        Ok(written?)
    }

    fn judge_all(
        &self,
        served: &Served,
        (source, identity, sent_at): (Source, Identity, Option<Timestamp>),
        content: &Versions,
        events: Vec<Incoming>,
        now: Timestamp,
    ) -> Vec<Judged> {
        let surroundings = Surroundings {
            now,
            floor: self.floor(now),
            sent_at,
            source,
            identity,
            place: (Arc::clone(&served.workspace), Arc::clone(&served.environment)),
            content: &|key: &ContentKey, version: u32| content.get(&(key.clone(), version)).cloned(),
            veil: &self.veil,
        };
        events.into_iter().map(|incoming| decide(incoming, &surroundings)).collect()
    }

    /// Events that happened before are refused and deleted.
    pub fn floor(&self, now: Timestamp) -> Timestamp {
        now.plus_days(-i64::from(self.settings.retention_days))
    }

    async fn versions_of(&self, served: &Served, events: &[Incoming]) -> Result<Versions, StoreError> {
        let mut found = HashMap::new();
        for run in events.iter().flatten().filter_map(|event| event.body.run()) {
            let name = (run.content.clone(), run.version);
            if found.contains_key(&name) {
                continue;
            }
            if let Some(content) = self.catalog.version(&self.store, served, &run.content, run.version).await? {
                found.insert(name, content);
            } else if run.version == message::VERSION && message::is_key(run.content.as_str()) {
                let place = Place { workspace: &served.workspace, environment: &served.environment };
                let sent = self.store.message(place, &run.content).await?;
                found.extend(sent.map(|sent| (name, Arc::new(message::content(&sent)))));
            }
        }
        Ok(found)
    }
}

fn decide(incoming: Incoming, surroundings: &Surroundings<'_>) -> Judged {
    match incoming {
        Err((refused, raw)) => Judged::Refused(refused, raw),
        Ok(mut event) => match examine(&mut event, surroundings) {
            Err(refused) => Judged::Refused(refused, serde_json::to_string(&event).unwrap_or_default()),
            Ok(content) => match record(event, content, surroundings) {
                Ok(recorded) => Judged::Recorded(Box::new(recorded)),
                Err(refused) => Judged::Refused(refused, String::new()),
            },
        },
    }
}

//! Answers to anonymous surveys: no person, no place, no exact time, not even hidden in an id.
//!
//! A UUIDv7 tells the millisecond it was made. Ids of such events and runs are replaced by others that tell only the day;
//! the same id is always replaced by the same one, so that a repeat is still a duplicate and a run stays one run.
//! Deliberately absent: a way back; it would need the key.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use shared::event::{Body, Context, Event, Who};
use shared::id::{EventId, RunId, uuid_v7, uuid_v7_time};
use shared::time::Timestamp;
use uuid::Uuid;

/// Covers what would tell who answered and when.
#[derive(Clone)]
pub struct Veil {
    keyed: Hmac<Sha256>,
}

impl Veil {
    /// A veil with this key.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    pub fn new(key: &[u8]) -> Self {
        let mut keyed = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
        keyed.update(b"veil");
        Self { keyed }
    }

    /// Takes person and place away, cuts the time to the day, and replaces the ids.
    pub fn cover(&self, event: &mut Event) {
        event.who = Who::default();
        event.context = Context::default();
        event.at = Timestamp::of_day(event.at.day());
        event.id = EventId(self.replace(event.id.0));
        match &mut event.body {
            Body::Due(run)
            | Body::Displayed(run)
            | Body::Withheld(run)
            | Body::Started(run)
            | Body::Completed(run)
            | Body::Ignored(run)
            | Body::Answered { run, .. }
            | Body::Step { run, .. }
            | Body::Effort { run, .. }
            | Body::TargetMissing { run, .. }
            | Body::Dismissed { run, .. } => run.id = RunId(self.replace(run.id.0)),
            _ => {}
        }
    }

    fn replace(&self, id: Uuid) -> Uuid {
        let mut keyed = self.keyed.clone();
        keyed.update(id.as_bytes());
        let digest = keyed.finalize().into_bytes();
        let mut random = [0; 10];
        random.copy_from_slice(&digest[..10]);
        let day = uuid_v7_time(id).unwrap_or_default().day();
        uuid_v7(Timestamp::of_day(day), random)
    }
}

impl std::fmt::Debug for Veil {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Veil(…)")
    }
}

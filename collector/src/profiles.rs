//! What is known of people, looked up for many requests with one statement.
//!
//! A statement costs the driver two changes of threads, which is more than what it does for one person. So lookups queue up
//! while others are under way, and go together; alone, one goes at once. Deliberately absent: keeping what was read. A session
//! must see the event that was acknowledged just before it.

use crate::clock;
use crate::store::profile::{Known, Wanted};
use crate::store::{Store, StoreError, bulk};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, mpsc, oneshot};

/// Statements under way at once: one reads while what another has read is decided over.
const READERS: usize = 2;
/// Lookups that wait; whoever comes later waits to queue up.
const WAITING: usize = 1_024;

type Lookup = (Wanted, oneshot::Sender<Result<Known, StoreError>>);

/// Looks people up.
#[derive(Debug)]
pub struct Profiles {
    queue: mpsc::Sender<Lookup>,
}

impl Profiles {
    /// Starts the tasks that read; they end with this. Lookups fail that take longer than `patience`.
    pub fn start(store: &Store, patience: Duration) -> Self {
        let (queue, lookups) = mpsc::channel(WAITING);
        let lookups = Arc::new(Mutex::new(lookups));
        for _ in 0..READERS {
            tokio::spawn(work(store.clone(), Arc::clone(&lookups), patience));
        }
        Self { queue }
    }

    /// Everything that is stored of one person, and of the company they act for.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn known(&self, wanted: Wanted) -> Result<Known, StoreError> {
        let (answer, known) = oneshot::channel();
        // The tasks end only with this, unless one panicked.
        self.queue.send((wanted, answer)).await.map_err(|_| StoreError::Late)?;
        known.await.unwrap_or(Err(StoreError::Late))
    }
}

async fn work(store: Store, lookups: Arc<Mutex<mpsc::Receiver<Lookup>>>, patience: Duration) {
    let mut queued = Vec::new();
    while lookups.lock().await.recv_many(&mut queued, bulk::WHOLE).await > 0 {
        let (wanted, answers): (Vec<Wanted>, Vec<_>) = queued.drain(..).unzip();
        let looking = tokio::time::timeout(patience, store.known(&wanted, clock::now()));
        match looking.await.unwrap_or(Err(StoreError::Late)) {
            Ok(known) => {
                for (answer, known) in answers.into_iter().zip(known) {
                    // The caller may have gone.
                    let _ = answer.send(known);
                }
            }
            Err(error) => {
                tracing::error!(%error, lookups = answers.len(), "people could not be looked up");
                for answer in answers {
                    let _ = answer.send(Err(StoreError::Late));
                }
            }
        }
    }
}

//! Group commit: events of many requests become durable in one transaction, together with all that follows from them.
//!
//! One task takes what has queued up while the last transaction was written. Its latency is the disk's, its throughput
//! the processor's. The queue is bounded: when it is full the caller is told to come back. When a transaction fails
//! because of its data, the group is halved until the one bad event is alone; that one is refused and put into
//! quarantine, and never fails the others.
//! Deliberately absent: judging events (`ingest`), and what they mean for what is known of people ([`effect`]).

mod effect;
mod goal;
mod group;
mod hand_over;

use crate::catalog::Served;
use crate::ingest::{Recorded, Refused};
use crate::metrics::Metrics;
use crate::state::{LiveChange, SecretKey};
use crate::store::{Store, StoreError};
use shared::event::Outcome;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, Notify, broadcast, mpsc, oneshot};
use tokio::task::JoinHandle;

pub use effect::Buckets;

/// One request's events, judged: each is recorded or refused, in the order of the batch.
#[derive(Debug)]
pub struct Job {
    /// The environment.
    pub served: Arc<Served>,
    /// When the batch came in, UTC milliseconds.
    pub received_at: i64,
    /// `page` or `server`.
    pub source: &'static str,
    /// What becomes of each event.
    pub events: Vec<Judged>,
}

/// What was decided over one event before it is written.
#[derive(Debug)]
pub enum Judged {
    /// To be written.
    Recorded(Box<Recorded>),
    /// To be put into quarantine, with the raw JSON.
    Refused(Refused, String),
}

/// Why a batch was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// Too many requests are waiting.
    #[error("too many requests are waiting")]
    Overloaded,
    /// The database failed; nothing of the batch may be taken for durable.
    #[error("the database failed")]
    Failed,
    /// The database has no room left; nothing of the batch is durable.
    #[error("the database is full")]
    Full,
    /// The collector is stopping.
    #[error("the collector is stopping")]
    Stopping,
}

/// How often a transaction is tried that others are in the way of.
const ATTEMPTS: u32 = 4;
/// Most events that wait, whatever the number of requests: a bound on memory.
const MOST_EVENTS: usize = 50_000;

type Answer = oneshot::Sender<Result<Vec<Outcome>, WriteError>>;

/// Hands batches to the task that writes.
#[derive(Debug)]
pub struct Writer {
    queue: mpsc::Sender<(Job, Answer)>,
    events: AtomicUsize,
    stop: Arc<Notify>,
    task: Mutex<Option<JoinHandle<()>>>,
}

/// What the writing task needs.
#[derive(Debug)]
pub struct Workshop {
    /// Where it is written.
    pub store: Store,
    /// Keys the hashes of erased ids.
    pub secret: SecretKey,
    /// Draws buckets.
    pub buckets: Buckets,
    /// Who wants to know what changed.
    pub live: broadcast::Sender<LiveChange>,
    /// Counts.
    pub metrics: Arc<Metrics>,
    /// Most events in one transaction.
    pub group_events: usize,
    /// How long a group may take; then its senders are told to come back, and whoever waits behind them gets a turn.
    pub patience: Duration,
}

impl Writer {
    /// Starts the task that writes. At most `waiting` requests queue up.
    pub fn start(workshop: Workshop, waiting: usize) -> Self {
        let (queue, jobs) = mpsc::channel(waiting.max(1));
        let stop = Arc::new(Notify::new());
        let task = tokio::spawn(work(workshop, jobs, Arc::clone(&stop)));
        Self { queue, events: AtomicUsize::new(0), stop, task: Mutex::new(Some(task)) }
    }

    /// Takes no more, writes what is queued, and returns when that is durable.
    pub async fn stop(&self) {
        self.stop.notify_one();
        if let Some(task) = self.task.lock().await.take() {
            // A task that panicked has been reported where it did.
            let _ = task.await;
        }
    }

    /// Makes a batch durable and says what became of each event. It returns after the transaction is on the disk.
    ///
    /// # Errors
    /// [`WriteError`]; then nothing of the batch may be taken for durable, and sending it again is harmless.
    pub async fn write(&self, job: Job) -> Result<Vec<Outcome>, WriteError> {
        let count = job.events.len();
        let before = self.events.fetch_add(count, Relaxed);
        // Given back also when the caller goes away and this future is dropped.
        let _place = Place { events: &self.events, count };
        if before > 0 && before + count > MOST_EVENTS {
            return Err(WriteError::Overloaded);
        }
        let (answer, outcome) = oneshot::channel();
        self.queue.try_send((job, answer)).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => WriteError::Overloaded,
            mpsc::error::TrySendError::Closed(_) => WriteError::Stopping,
        })?;
        outcome.await.unwrap_or(Err(WriteError::Stopping))
    }

    /// Requests that are waiting.
    pub fn waiting(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }
}

/// The place of one request's events among those that wait.
struct Place<'a> {
    events: &'a AtomicUsize,
    count: usize,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.events.fetch_sub(self.count, Relaxed);
    }
}

async fn work(workshop: Workshop, mut jobs: mpsc::Receiver<(Job, Answer)>, stop: Arc<Notify>) {
    let mut queued = Vec::new();
    loop {
        // A request has one event or more, so this many requests are enough for a full group.
        tokio::select! {
            count = jobs.recv_many(&mut queued, workshop.group_events) => if count == 0 { return },
            () = stop.notified() => { jobs.close(); continue; }
        }
        let mut rest = std::mem::take(&mut queued).into_iter().peekable();
        while rest.peek().is_some() {
            let mut events = 0;
            let mut group = Vec::new();
            while let Some(job) =
                rest.next_if(|(job, _)| group.is_empty() || events + job.events.len() <= workshop.group_events)
            {
                events += job.0.events.len();
                group.push(job);
            }
            write_group(&workshop, group).await;
        }
    }
}

async fn write_group(workshop: &Workshop, group: Vec<(Job, Answer)>) {
    let begun = Instant::now();
    let (jobs, answers): (Vec<Job>, Vec<Answer>) = group.into_iter().unzip();
    let writing = tokio::time::timeout(workshop.patience, write_or_halve(workshop, &jobs));
    let result = writing.await.unwrap_or(Err(StoreError::Late));
    workshop.metrics.groups.fetch_add(1, Relaxed);
    workshop.metrics.commit.observe(begun.elapsed());
    match result {
        Ok(outcomes) => {
            for (answer, outcomes) in answers.into_iter().zip(outcomes) {
                workshop.metrics.count(&outcomes);
                // The caller may have gone; what is written stays written.
                let _ = answer.send(Ok(outcomes));
            }
        }
        Err(error) => {
            tracing::error!(%error, requests = answers.len(), "events could not be written");
            workshop.metrics.failed_groups.fetch_add(1, Relaxed);
            let failed = if error.is_full() { WriteError::Full } else { WriteError::Failed };
            for answer in answers {
                let _ = answer.send(Err(failed));
            }
            // A database that is away is not asked again at once.
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// Writes jobs in one transaction, again when another transaction was in the way.
async fn write_patiently(workshop: &Workshop, jobs: &[Job]) -> Result<Vec<Vec<Outcome>>, StoreError> {
    for attempt in 1..ATTEMPTS {
        match group::write(workshop, jobs).await {
            Err(error) if error.is_passing() => tracing::info!(%error, attempt, "another transaction was in the way"),
            other => return other,
        }
    }
    group::write(workshop, jobs).await
}

/// Writes jobs; when their data is at fault, each half by itself, down to the one event that is refused.
async fn write_or_halve(workshop: &Workshop, jobs: &[Job]) -> Result<Vec<Vec<Outcome>>, StoreError> {
    match write_patiently(workshop, jobs).await {
        Err(error) if error.is_about_data() => {
            tracing::warn!(%error, requests = jobs.len(), "a group is halved because of its data");
            if let [job] = jobs {
                return Ok(vec![write_one_by_one(workshop, job).await?]);
            }
            let (front, back) = jobs.split_at(jobs.len() / 2);
            let mut outcomes = Box::pin(write_or_halve(workshop, front)).await?;
            outcomes.extend(Box::pin(write_or_halve(workshop, back)).await?);
            Ok(outcomes)
        }
        other => other,
    }
}

/// Writes each event of a job in its own transaction; the one whose data is at fault is refused.
async fn write_one_by_one(workshop: &Workshop, job: &Job) -> Result<Vec<Outcome>, StoreError> {
    let mut outcomes = Vec::with_capacity(job.events.len());
    for event in &job.events {
        let alone = |event| {
            [Job {
                served: Arc::clone(&job.served),
                received_at: job.received_at,
                source: job.source,
                events: vec![event],
            }]
        };
        let event = match event {
            Judged::Recorded(recorded) => Judged::Recorded(recorded.clone()),
            Judged::Refused(refused, raw) => Judged::Refused(refused.clone(), raw.clone()),
        };
        let outcome = match write_patiently(workshop, &alone(event)).await {
            Err(error) if error.is_about_data() => {
                tracing::warn!(%error, "an event is refused because the database cannot take it");
                refuse(workshop, job, outcomes.len(), &alone).await?
            }
            other => other?,
        };
        outcomes.extend(outcome.into_iter().flatten());
    }
    Ok(outcomes)
}

async fn refuse(
    workshop: &Workshop,
    job: &Job,
    at: usize,
    alone: &impl Fn(Judged) -> [Job; 1],
) -> Result<Vec<Vec<Outcome>>, StoreError> {
    let Judged::Recorded(recorded) = &job.events[at] else {
        return Err(StoreError::corrupt("refused event", "quarantine cannot take it"));
    };
    let refused = Refused {
        reason: shared::event::RejectReason::Malformed,
        detail: "the database cannot take it".into(),
        id: Some(recorded.row.id.clone()),
    };
    group::write(workshop, &alone(Judged::Refused(refused, recorded.row.body.clone()))).await
}

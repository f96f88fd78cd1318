//! Counts for the operator, in Prometheus' text format; every name ends in its unit.
//!
//! Deliberately absent: labels that tell who or where (workspaces, people, addresses); those belong into reports and logs.

use shared::event::{Outcome, RejectReason};
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// Upper bounds of the histograms, microseconds.
const BOUNDS: [u64; 12] =
    [500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000];

/// Why events are rejected, in the order of the counts.
const REASONS: [(RejectReason, &str); 10] = [
    (RejectReason::Malformed, "malformed"),
    (RejectReason::BadText, "bad_text"),
    (RejectReason::TooLarge, "too_large"),
    (RejectReason::BadId, "bad_id"),
    (RejectReason::TooOld, "too_old"),
    (RejectReason::FromTheFuture, "from_the_future"),
    (RejectReason::UnknownContent, "unknown_content"),
    (RejectReason::Erased, "erased"),
    (RejectReason::BadToken, "bad_token"),
    (RejectReason::NoPerson, "no_person"),
];

/// Counts since the collector started.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Events made durable for the first time.
    pub accepted: AtomicU64,
    /// Events that were durable already.
    pub duplicate: AtomicU64,
    /// Events rejected, by reason.
    pub rejected: [AtomicU64; REASONS.len()],
    /// Transactions that wrote events.
    pub groups: AtomicU64,
    /// Transactions that failed; their requests were answered 503.
    pub failed_groups: AtomicU64,
    /// Requests answered 503 because too many were waiting.
    pub overloaded: AtomicU64,
    /// Sessions decided.
    pub sessions: AtomicU64,
    /// Requests refused for their key, origin or form.
    pub refused: AtomicU64,
    /// Notices that webhooks took.
    pub notices_taken: AtomicU64,
    /// Notices that they did not take, each time they were sent.
    pub notices_not_taken: AtomicU64,
    /// Answers by class of status, 1xx to 5xx.
    pub responses: [AtomicU64; 5],
    /// How long a transaction took.
    pub commit: Histogram,
    /// How long a request for a session took.
    pub session_time: Histogram,
    /// How long a batch of events took, from the first byte to the acknowledgement.
    pub events_time: Histogram,
}

/// How long something took.
#[derive(Debug, Default)]
pub struct Histogram {
    buckets: [AtomicU64; BOUNDS.len()],
    count: AtomicU64,
    sum_us: AtomicU64,
}

impl Histogram {
    /// Adds one duration.
    pub fn observe(&self, duration: Duration) {
        let us = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
        self.count.fetch_add(1, Relaxed);
        self.sum_us.fetch_add(us, Relaxed);
        if let Some(bucket) = BOUNDS.iter().position(|bound| us <= *bound) {
            self.buckets[bucket].fetch_add(1, Relaxed);
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "shown with six digits")]
    fn write(&self, out: &mut String, name: &str, help: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} histogram");
        let mut below = 0;
        for (bound, bucket) in BOUNDS.iter().zip(&self.buckets) {
            below += bucket.load(Relaxed);
            let _ = writeln!(out, "{name}_bucket{{le=\"{}\"}} {below}", *bound as f64 / 1e6);
        }
        let count = self.count.load(Relaxed);
        let sum = self.sum_us.load(Relaxed) as f64 / 1e6;
        let _ = writeln!(out, "{name}_bucket{{le=\"+Inf\"}} {count}\n{name}_sum {sum}\n{name}_count {count}");
    }
}

impl Metrics {
    /// Counts what became of events.
    pub fn count(&self, outcomes: &[Outcome]) {
        for outcome in outcomes {
            match outcome {
                Outcome::Accepted => self.accepted.fetch_add(1, Relaxed),
                Outcome::Duplicate => self.duplicate.fetch_add(1, Relaxed),
                Outcome::Rejected { reason, .. } => {
                    let at = REASONS.iter().position(|(known, _)| known == reason).unwrap_or(0);
                    self.rejected[at].fetch_add(1, Relaxed)
                }
            };
        }
    }

    /// Counts an answer of this status.
    pub fn answered(&self, status: u16) {
        if let Some(class) = self.responses.get(usize::from(status / 100).wrapping_sub(1)) {
            class.fetch_add(1, Relaxed);
        }
    }

    /// Everything in Prometheus' text format. `waiting`: requests in the writer's queue; `database_bytes`: the size of the
    /// database, `None` where it did not answer.
    pub fn render(&self, waiting: usize, database_bytes: Option<i64>) -> String {
        let mut out = String::with_capacity(4_096);
        let events = "waymark_events_total";
        // Writing to a string cannot fail.
        let _ = writeln!(out, "# HELP {events} Events by what became of them.\n# TYPE {events} counter");
        let _ = writeln!(out, "{events}{{outcome=\"accepted\"}} {}", self.accepted.load(Relaxed));
        let _ = writeln!(out, "{events}{{outcome=\"duplicate\"}} {}", self.duplicate.load(Relaxed));
        for ((_, name), count) in REASONS.iter().zip(&self.rejected) {
            let _ = writeln!(out, "{events}{{outcome=\"rejected\",reason=\"{name}\"}} {}", count.load(Relaxed));
        }
        for (name, help, count) in [
            ("waymark_commits_total", "Transactions that wrote events, failed ones included.", &self.groups),
            (
                "waymark_failed_commits_total",
                "Transactions that failed; their requests were answered 503.",
                &self.failed_groups,
            ),
            (
                "waymark_overloaded_requests_total",
                "Requests answered 503 because too many were waiting.",
                &self.overloaded,
            ),
            ("waymark_sessions_total", "Sessions decided.", &self.sessions),
            ("waymark_refused_requests_total", "Requests refused for their key, origin or form.", &self.refused),
        ] {
            let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} counter\n{name} {}", count.load(Relaxed));
        }
        let notices = "waymark_notices_total";
        let (taken, not_taken) = (self.notices_taken.load(Relaxed), self.notices_not_taken.load(Relaxed));
        let _ = writeln!(
            out,
            "# HELP {notices} Notices sent to webhooks by what became of them.\n# TYPE {notices} counter"
        );
        let _ = writeln!(out, "{notices}{{outcome=\"taken\"}} {taken}\n{notices}{{outcome=\"not_taken\"}} {not_taken}");
        let responses = "waymark_responses_total";
        let _ = writeln!(out, "# HELP {responses} Answers by class of status.\n# TYPE {responses} counter");
        for (class, count) in (1..).zip(&self.responses) {
            let _ = writeln!(out, "{responses}{{class=\"{class}xx\"}} {}", count.load(Relaxed));
        }
        let (up, version) = (u8::from(database_bytes.is_some()), env!("CARGO_PKG_VERSION"));
        let name = "waymark_database_up";
        let _ = writeln!(out, "# HELP {name} Whether the database answers.\n# TYPE {name} gauge\n{name} {up}");
        if let Some(bytes) = database_bytes {
            let name = "waymark_database_bytes";
            let _ = writeln!(out, "# HELP {name} Size of the database.\n# TYPE {name} gauge\n{name} {bytes}");
        }
        let name = "waymark_build_info";
        let _ =
            writeln!(out, "# HELP {name} Which release runs.\n# TYPE {name} gauge\n{name}{{version=\"{version}\"}} 1");
        let name = "waymark_waiting_requests";
        let _ =
            writeln!(out, "# HELP {name} Requests that wait for the database.\n# TYPE {name} gauge\n{name} {waiting}");
        self.commit.write(&mut out, "waymark_commit_seconds", "How long a transaction took.");
        self.session_time.write(&mut out, "waymark_session_seconds", "How long a request for a session took.");
        self.events_time.write(
            &mut out,
            "waymark_events_seconds",
            "How long a batch of events took until it was durable.",
        );
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_counts_everything_below_each_bound() {
        let metrics = Metrics::default();
        for ms in [1, 2, 9_999] {
            metrics.commit.observe(Duration::from_millis(ms));
        }
        metrics.answered(204);
        metrics.answered(503);
        metrics.answered(0);
        let text = metrics.render(3, Some(4_096));
        assert!(metrics.render(3, None).contains("\nwaymark_database_up 0\n"));
        for line in [
            "waymark_commit_seconds_bucket{le=\"0.0005\"} 0",
            "waymark_commit_seconds_bucket{le=\"0.001\"} 1",
            "waymark_commit_seconds_bucket{le=\"0.0025\"} 2",
            "waymark_commit_seconds_bucket{le=\"2.5\"} 2",
            "waymark_commit_seconds_bucket{le=\"+Inf\"} 3",
            "waymark_commit_seconds_count 3",
            "waymark_waiting_requests 3",
            "waymark_notices_total{outcome=\"taken\"} 0",
            "waymark_responses_total{class=\"2xx\"} 1",
            "waymark_responses_total{class=\"5xx\"} 1",
            "waymark_database_up 1",
            "waymark_database_bytes 4096",
        ] {
            assert!(text.lines().any(|l| l == line), "{line} in\n{text}");
        }
    }
}

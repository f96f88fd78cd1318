//! How often somebody may try to sign in: a count of failures per key in a sliding window.
//!
//! Pure but for the memory of the counts; the clock is an argument. Deliberately absent: a lock on the account. Whoever
//! knows an e-mail address could otherwise lock its owner out, so the tight limit is on the pair of address and e-mail.

use shared::time::{MINUTE_MS, Timestamp};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;

/// The window in which failures count.
const WINDOW_MS: i64 = 15 * MINUTE_MS;
/// Failures in the window, per pair of address and e-mail.
const PER_PAIR: usize = 10;
/// Failures in the window, per address.
const PER_ADDRESS: usize = 50;
/// Failures in the window, per e-mail from anywhere: a spread attack on one member.
const PER_EMAIL: usize = 200;
/// Keys that are remembered; when full, those whose last failure is oldest go first.
const MAX_KEYS: usize = 10_000;

/// Counts failed attempts.
#[derive(Debug, Default)]
pub struct Attempts {
    failures: Mutex<HashMap<Key, Vec<Timestamp>>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Pair(IpAddr, String),
    Address(IpAddr),
    Email(String),
}

impl Key {
    fn limit(&self) -> usize {
        match self {
            Self::Pair(..) => PER_PAIR,
            Self::Address(_) => PER_ADDRESS,
            Self::Email(_) => PER_EMAIL,
        }
    }
}

/// Too many failures; try again after this many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryAfter(pub i64);

impl Attempts {
    /// Whether another attempt may be made.
    ///
    /// # Errors
    /// [`RetryAfter`] says when the next may be made.
    pub fn check(&self, address: IpAddr, email: &str, now: Timestamp) -> Result<(), RetryAfter> {
        let failures = self.lock();
        let wait = keys(address, email).into_iter().filter_map(|key| {
            let recent: Vec<_> = failures.get(&key)?.iter().filter(|at| now.since(**at) < WINDOW_MS).collect();
            let oldest_that_counts = recent.len().checked_sub(key.limit()).and_then(|i| recent.get(i).copied())?;
            Some(WINDOW_MS - now.since(*oldest_that_counts))
        });
        wait.max().map_or(Ok(()), |ms| Err(RetryAfter(ms.div_euclid(1_000) + 1)))
    }

    /// Remembers a failed attempt.
    pub fn fail(&self, address: IpAddr, email: &str, now: Timestamp) {
        let mut failures = self.lock();
        for key in keys(address, email) {
            let limit = key.limit();
            let times = failures.entry(key).or_default();
            times.push(now);
            // Only the last `limit` failures decide, so no more are kept.
            let excess = times.len().saturating_sub(limit);
            times.drain(..excess);
        }
        if failures.len() > MAX_KEYS {
            forget_oldest(&mut failures, now);
        }
    }

    /// Forgets the failures of a pair after it signed in.
    pub fn succeed(&self, address: IpAddr, email: &str) {
        self.lock().remove(&Key::Pair(address, email.to_owned()));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Key, Vec<Timestamp>>> {
        // A panic while counting leaves counts, nothing else, so they are still good.
        self.failures.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn keys(address: IpAddr, email: &str) -> [Key; 3] {
    [Key::Pair(address, email.to_owned()), Key::Address(address), Key::Email(email.to_owned())]
}

fn forget_oldest(failures: &mut HashMap<Key, Vec<Timestamp>>, now: Timestamp) {
    failures.retain(|_, times| times.last().is_some_and(|at| now.since(*at) < WINDOW_MS));
    if failures.len() <= MAX_KEYS {
        return;
    }
    let mut last: Vec<_> = failures.values().filter_map(|times| times.last().copied()).collect();
    last.sort_unstable();
    let floor = last[last.len() / 2];
    failures.retain(|_, times| times.last().is_some_and(|at| *at > floor));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    const HOME: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
    const AWAY: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 2));

    #[test]
    fn the_eleventh_attempt_within_a_quarter_of_an_hour_waits() {
        let attempts = Attempts::default();
        for second in 0..10 {
            let now = Timestamp(second * 1_000);
            assert_eq!(attempts.check(HOME, "a@b.example", now), Ok(()));
            attempts.fail(HOME, "a@b.example", now);
        }
        assert_eq!(attempts.check(HOME, "a@b.example", Timestamp(10_000)), Err(RetryAfter(891)));
        assert_eq!(attempts.check(HOME, "a@b.example", Timestamp(WINDOW_MS)), Ok(()));
    }

    #[test]
    fn an_attacker_elsewhere_does_not_lock_the_member_out() {
        let attempts = Attempts::default();
        for _ in 0..PER_PAIR {
            attempts.fail(AWAY, "a@b.example", Timestamp(0));
        }
        assert!(attempts.check(AWAY, "a@b.example", Timestamp(1)).is_err());
        assert_eq!(attempts.check(HOME, "a@b.example", Timestamp(1)), Ok(()));
    }

    #[test]
    fn one_address_cannot_try_many_members() {
        let attempts = Attempts::default();
        for i in 0..PER_ADDRESS {
            attempts.fail(AWAY, &format!("{i}@b.example"), Timestamp(0));
        }
        assert!(attempts.check(AWAY, "new@b.example", Timestamp(1)).is_err());
    }

    #[test]
    fn success_forgets_the_failures_of_the_pair() {
        let attempts = Attempts::default();
        for _ in 0..PER_PAIR {
            attempts.fail(HOME, "a@b.example", Timestamp(0));
        }
        attempts.succeed(HOME, "a@b.example");
        assert_eq!(attempts.check(HOME, "a@b.example", Timestamp(1)), Ok(()));
    }

    #[test]
    fn memory_stays_bounded() {
        let attempts = Attempts::default();
        for i in 0..10_000 {
            attempts.fail(HOME, &format!("{i}@b.example"), Timestamp(i));
        }
        assert!(attempts.lock().len() <= MAX_KEYS);
    }
}

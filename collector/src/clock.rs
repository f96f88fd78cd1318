//! The clock and randomness, for those few who may read them: requests and commands, never rules.

use shared::id::uuid_v7;
use shared::time::Timestamp;
use std::time::{SystemTime, UNIX_EPOCH};

/// The time by this machine's clock.
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Random bytes from the operating system.
///
/// # Panics
/// When the operating system has no randomness to give; nothing secret can be made then.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A fresh UUIDv7 as text.
pub fn fresh_id() -> String {
    uuid_v7(now(), random()).to_string()
}

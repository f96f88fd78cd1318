//! Who was erased: keyed hashes of ids, so that late events dated before the erasure are refused and nobody can read whom.
//!
//! Deliberately absent: erasing somebody (`people.rs`), and the ids themselves.

use super::{Store, StoreError, Tx, bulk, read, within};
use crate::ingest::Recorded;
use crate::state::SecretKey;
use crate::store::rollup::Place;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::collections::{BTreeSet, HashMap};

const FIND: &str = "select id_hash, erased_at from erasures where workspace = $1 and environment = $2 and id_hash in";

const ALL: &str =
    "select workspace, environment, id_hash, erased_at from erasures order by workspace, environment, id_hash";
const SUBJECTS: &str = "select workspace, environment, subject from people \
     union select workspace, environment, 'a:' || anonymous_id from aliases \
     union select workspace, environment, 'u:' || user_id from aliases order by 1, 2, 3";

/// What is left of an erased person: workspace, environment, keyed hash of an id, and when.
pub type ErasureRow = (String, String, String, i64);

impl Store {
    /// Everybody who was erased.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn erasures(&self) -> Result<Vec<ErasureRow>, StoreError> {
        Ok(read!(self, pool => sqlx::query_as(ALL).fetch_all(pool).await)?)
    }

    /// Erases again whoever was erased elsewhere later than here, and says how many ids that were. For a backup that was
    /// made before somebody was erased.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn replay_erasures(&self, secret: &SecretKey, elsewhere: &[ErasureRow]) -> Result<usize, StoreError> {
        let here: HashMap<(String, String, String), i64> = self
            .erasures()
            .await?
            .into_iter()
            .map(|(workspace, environment, hash, at)| ((workspace, environment, hash), at))
            .collect();
        let mut missing: HashMap<(&str, &str, &str), i64> = HashMap::new();
        for (workspace, environment, hash, at) in elsewhere {
            let known = here.get(&(workspace.clone(), environment.clone(), hash.clone()));
            if known.is_none_or(|known| known < at) {
                missing.insert((workspace, environment, hash), *at);
            }
        }
        let subjects: Vec<(String, String, String)> =
            read!(self, pool => sqlx::query_as(SUBJECTS).fetch_all(pool).await)?;
        let mut erased = 0;
        for (workspace, environment, subject) in &subjects {
            let hash = erasure_hash(secret, workspace, environment, subject);
            if let Some(at) = missing.get(&(workspace.as_str(), environment.as_str(), hash.as_str())) {
                self.erase(secret, Place { workspace, environment }, subject, shared::time::Timestamp(*at)).await?;
                erased += 1;
            }
        }
        Ok(erased)
    }
}

/// The keyed hash of a subject (`u:…` or `a:…`), 64 hexadecimal digits: all that is left of an erased person.
///
/// # Panics
/// Never: HMAC takes keys of any length.
pub fn erasure_hash(secret: &SecretKey, workspace: &str, environment: &str, subject: &str) -> String {
    let mut keyed = Hmac::<Sha256>::new_from_slice(secret.bytes()).expect("HMAC takes keys of any length");
    for part in ["erasure", workspace, environment, subject] {
        keyed.update(part.as_bytes());
        keyed.update(&[0x1f]);
    }
    let digest = keyed.finalize().into_bytes();
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
        }
        text
    })
}

/// The subjects among a group's events that were erased, and when.
#[derive(Debug, Default)]
pub struct ErasedIds {
    erased_at: HashMap<String, i64>,
}

impl ErasedIds {
    /// Looks the ids of events up, inside the transaction that writes them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load<'a>(
        tx: &mut Tx,
        secret: &SecretKey,
        workspace: &str,
        environment: &str,
        events: impl Iterator<Item = &'a Recorded>,
    ) -> Result<Self, StoreError> {
        let here = events.filter(|event| *event.row.workspace == *workspace && *event.row.environment == *environment);
        let subjects: BTreeSet<String> = here.flat_map(subjects).collect();
        let hashed: Vec<(String, String)> = subjects
            .into_iter()
            .map(|subject| (erasure_hash(secret, workspace, environment, &subject), subject))
            .collect();
        let mut found: HashMap<String, i64> = HashMap::new();
        for piece in bulk::pieces(&hashed) {
            let sql = bulk::list(FIND, 2, piece.len(), "");
            let rows: Vec<(String, i64)> = within!(tx, connection => {
                let mut query = sqlx::query_as(sql).bind(workspace).bind(environment);
                for (hash, _) in piece {
                    query = query.bind(hash);
                }
                query.fetch_all(connection).await
            })?;
            found.extend(rows);
        }
        let erased_at =
            hashed.into_iter().filter_map(|(hash, subject)| found.get(&hash).map(|at| (subject, *at))).collect();
        Ok(Self { erased_at })
    }

    /// Whether nobody among them was erased.
    pub fn is_empty(&self) -> bool {
        self.erased_at.is_empty()
    }

    /// Whether the event happened before its person was erased.
    pub fn cover(&self, event: &Recorded) -> bool {
        subjects(event).iter().any(|subject| self.erased_at.get(subject).is_some_and(|at| event.event.at.0 <= *at))
    }
}

fn subjects(event: &Recorded) -> Vec<String> {
    let anonymous = event.row.anonymous_id.as_deref().map(super::event::anonymous_subject);
    event.subject.iter().cloned().chain(anonymous).collect()
}

//! The targets that were not there, by step, selector, page and version.
//!
//! Deliberately absent: whether they are there now; only the host's pages know.

use super::Passage;
use crate::report::fact::Missing;
use shared::api::report::MissingTarget;
use shared::id::StepKey;
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// Targets that are told of at most.
const MOST: usize = 100;

/// The targets that were missing, the most frequent first, then the latest.
pub(super) fn missing(passages: &[Passage]) -> Vec<MissingTarget> {
    let mut found: BTreeMap<(&StepKey, &str, &str, u32), (i64, Timestamp)> = BTreeMap::new();
    for passage in passages {
        for (step, visit) in &passage.visits {
            let Some(Missing { at, selector, url }) = &visit.missing else { continue };
            let (times, last) = found.entry((step, selector, url, passage.version)).or_insert((0, *at));
            (*times, *last) = (*times + 1, (*last).max(*at));
        }
    }
    let target =
        |((step, selector, url, version), (times, last_at)): ((&StepKey, &str, &str, u32), (i64, Timestamp))| {
            let (step, selector, url) = (step.clone(), selector.to_owned(), url.to_owned());
            MissingTarget { step, selector, url, version, times, last_at }
        };
    let mut targets: Vec<MissingTarget> = found.into_iter().map(target).collect();
    targets.sort_by_key(|target| std::cmp::Reverse((target.times, target.last_at)));
    targets.truncate(MOST);
    targets
}

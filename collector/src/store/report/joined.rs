//! Counts that come joined into one text: for the drivers a row costs more than what is in it.
//!
//! Keys, ids and buckets have no control characters, so the parts are told apart. Deliberately absent: joining; that is in
//! the SQL.

use std::collections::BTreeMap;

/// The threes of a joined text.
pub(super) fn joined(text: &str) -> impl Iterator<Item = [&str; 3]> {
    text.split('\u{1e}').filter_map(|three| {
        let (first, rest) = three.split_once('\u{1f}')?;
        let (second, third) = rest.split_once('\u{1f}')?;
        Some([first, second, third])
    })
}

/// The threes of a joined text, each once, with how often it is there.
pub(super) fn alike(text: &str) -> BTreeMap<[&str; 3], i64> {
    let mut alike = BTreeMap::new();
    for three in joined(text) {
        *alike.entry(three).or_default() += 1;
    }
    alike
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joined_text_is_told_apart_and_what_is_alike_is_counted() {
        let text = "score\u{1f}c1\u{1f}s9\u{1e}score\u{1f}\u{1f}s9\u{1e}score\u{1f}c1\u{1f}s9";
        let (with, without) = (["score", "c1", "s9"], ["score", "", "s9"]);
        assert_eq!(joined(text).collect::<Vec<_>>(), [with, without, with]);
        assert_eq!(alike(text), BTreeMap::from([(with, 2), (without, 1)]));
        assert_eq!(joined("").count(), 0);
    }
}

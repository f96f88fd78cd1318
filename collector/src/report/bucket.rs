//! What is counted of an answer: one short text per answer, and the counters it moves.
//!
//! `s9` is the score 9, `t` a text, `p` a press, `ca,b,*` the options a and b and "other". A choice moves one counter per
//! option (`ca`, `cb`, `c*`) and `c`, the people who answered, since those who choose several options still are one person.
//! Deliberately absent: what was said; texts are never counted.

use shared::content::survey::Answer;

/// The bucket of an answer, with its options in the order of their keys: two people who chose the same fall into one.
pub fn of(answer: &Answer) -> String {
    match answer {
        Answer::Score(score) => format!("s{score}"),
        Answer::Text(_) => "t".into(),
        Answer::Pressed => "p".into(),
        Answer::Chosen { options, other, .. } => {
            let mut keys: Vec<&str> = options.iter().map(shared::id::OptionKey::as_str).collect();
            keys.sort_unstable();
            keys.dedup();
            if other.is_some() {
                keys.push("*");
            }
            format!("c{}", keys.join(","))
        }
    }
}

/// The counters that an answer of this bucket moves.
pub fn counters(bucket: &str) -> Vec<String> {
    let Some(options) = bucket.strip_prefix('c') else { return vec![bucket.to_owned()] };
    let each = options.split(',').filter(|option| !option.is_empty()).map(|option| format!("c{option}"));
    std::iter::once("c".to_owned()).chain(each).collect()
}

/// What a counter counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counter<'a> {
    /// Answers with this score.
    Score(u8),
    /// Texts.
    Text,
    /// Presses.
    Pressed,
    /// People who chose anything.
    Chose,
    /// People who chose this option.
    Option(&'a str),
    /// People who chose "other".
    Other,
}

impl<'a> Counter<'a> {
    /// Reads a counter; `None` for one that this release does not know.
    pub fn read(text: &'a str) -> Option<Self> {
        match text {
            "t" => Some(Self::Text),
            "p" => Some(Self::Pressed),
            "c" => Some(Self::Chose),
            "c*" => Some(Self::Other),
            _ => match text.split_at_checked(1)? {
                ("s", score) => score.parse().ok().map(Self::Score),
                ("c", option) => Some(Self::Option(option)),
                _ => None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::id::OptionKey;

    fn chosen(options: &[&str], other: bool) -> Answer {
        let options = options.iter().map(|key| OptionKey::new(*key).expect("a key")).collect();
        Answer::Chosen { options, other: other.then(|| "else".into()), order: Vec::new() }
    }

    #[test]
    fn an_answer_moves_the_counters_of_its_bucket() {
        for (answer, bucket, expected) in [
            (Answer::Score(10), "s10", vec!["s10"]),
            (Answer::Text("slow".into()), "t", vec!["t"]),
            (Answer::Pressed, "p", vec!["p"]),
            (chosen(&["b", "a"], false), "ca,b", vec!["c", "ca", "cb"]),
            (chosen(&["a"], true), "ca,*", vec!["c", "ca", "c*"]),
            (chosen(&[], true), "c*", vec!["c", "c*"]),
        ] {
            assert_eq!(of(&answer), bucket);
            assert_eq!(counters(bucket), expected);
        }
    }

    #[test]
    fn counters_are_read_back() {
        assert_eq!(Counter::read("s10"), Some(Counter::Score(10)));
        assert_eq!(Counter::read("c"), Some(Counter::Chose));
        assert_eq!(Counter::read("cslow"), Some(Counter::Option("slow")));
        assert_eq!(Counter::read("c*"), Some(Counter::Other));
        assert_eq!(Counter::read(""), None);
        assert_eq!(Counter::read("sx"), None);
    }
}

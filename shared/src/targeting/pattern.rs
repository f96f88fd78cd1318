//! Which patterns can be published: regular expressions that JavaScript (flag `u`) and Rust read alike and that cannot
//! freeze a page, and addresses that can fit at all.
//!
//! Accepted are literals, `.`, classes, `\d \w \s \b` and their like, groups, alternatives, anchors and repeats. A repeat
//! around another repeat or a choice is refused: `(a+)+` and `(a|a)*` take exponential time in JavaScript.
//! Deliberately absent: matching. [`to_rust`] writes an accepted expression so that Rust gives the answer JavaScript gives.

use crate::content::trigger::{Pattern, UrlPart};

mod regex;

pub use regex::{RegexProblem, check_regex, to_rust};

/// Why a page pattern cannot be published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternProblem {
    /// The pattern is empty.
    #[error("the pattern is empty")]
    Empty,
    /// Paths start with a slash.
    #[error("a path starts with '/' (or '*' in a glob)")]
    NoSlash,
    /// A whole address starts with its scheme.
    #[error("a whole address starts with its scheme, such as 'https://' (or '*' in a glob)")]
    NoScheme,
    /// The path never holds a query; the whole address does.
    #[error("a path has no '?': compare with the whole address instead")]
    QueryInPath,
    /// The path never holds a fragment; `#/` routes count as path without the `#`.
    #[error("a path has no '#': write a hash route without it, or compare with the whole address")]
    HashInPath,
    /// Three stars in a row.
    #[error("use '*' or '**', not more stars")]
    Stars,
    /// Longer than [`MAX_PATTERN_LEN`].
    #[error("a pattern has at most {MAX_PATTERN_LEN} bytes")]
    TooLong,
    /// The regular expression is refused.
    #[error(transparent)]
    Regex(#[from] RegexProblem),
}

/// Longest page pattern, bytes.
pub const MAX_PATTERN_LEN: usize = 500;

/// Checks a page pattern.
///
/// # Errors
/// [`PatternProblem`] names the rule that is broken.
pub fn check_url_pattern(pattern: &Pattern, part: UrlPart) -> Result<(), PatternProblem> {
    let (text, glob) = match pattern {
        Pattern::Regex(text) => return Ok(check_regex(text)?),
        Pattern::Exact(text) | Pattern::Prefix(text) => (text, false),
        Pattern::Glob(text) => (text, true),
    };
    if text.is_empty() {
        return Err(PatternProblem::Empty);
    }
    if text.len() > MAX_PATTERN_LEN {
        return Err(PatternProblem::TooLong);
    }
    if glob && text.contains("***") {
        return Err(PatternProblem::Stars);
    }
    let starts_open = glob && text.starts_with('*');
    match part {
        UrlPart::Path if !starts_open && !text.starts_with('/') => Err(PatternProblem::NoSlash),
        UrlPart::Path if text.contains('?') => Err(PatternProblem::QueryInPath),
        UrlPart::Path if text.contains('#') => Err(PatternProblem::HashInPath),
        UrlPart::Url if !starts_open && !text.contains("://") => Err(PatternProblem::NoScheme),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_never_fit_are_named() {
        use PatternProblem::{Empty, HashInPath, NoScheme, NoSlash, QueryInPath, Stars, TooLong};
        let exact = |text: &str| Pattern::Exact(text.into());
        let glob = |text: &str| Pattern::Glob(text.into());
        for (pattern, part, expected) in [
            (exact("/settings"), UrlPart::Path, Ok(())),
            (exact("settings"), UrlPart::Path, Err(NoSlash)),
            (exact(""), UrlPart::Path, Err(Empty)),
            (exact("/a?b"), UrlPart::Path, Err(QueryInPath)),
            (exact("/#/a"), UrlPart::Path, Err(HashInPath)),
            (exact("/a"), UrlPart::Url, Err(NoScheme)),
            (exact("https://a.example/?b#c"), UrlPart::Url, Ok(())),
            (glob("**/edit"), UrlPart::Path, Ok(())),
            (glob("/***"), UrlPart::Path, Err(Stars)),
            (glob("*.example/**"), UrlPart::Url, Ok(())),
            (exact(&"/".repeat(501)), UrlPart::Path, Err(TooLong)),
            (Pattern::Regex("(".into()), UrlPart::Path, Err(RegexProblem::Unclosed.into())),
        ] {
            assert_eq!(check_url_pattern(&pattern, part), expected, "{pattern:?}");
        }
    }
}

//! Which patterns can be published: regular expressions that JavaScript (flag `u`) and Rust read alike and that cannot
//! freeze a page, and addresses that can fit at all.
//!
//! Accepted are literals, `.`, classes, `\d \w \s \b` and their like, groups, alternatives, anchors and repeats. A repeat
//! around another repeat or a choice is refused: `(a+)+` and `(a|a)*` take exponential time in JavaScript.
//! Deliberately absent: matching. [`to_rust`] writes an accepted expression so that Rust gives the answer JavaScript gives.

use crate::content::trigger::{Pattern, UrlPart};

mod problem;
mod regex;

pub use problem::{PatternProblem, RegexProblem};
pub use regex::{check_regex, to_rust};

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

//! Why a pattern cannot be published.
//!
//! Deliberately absent: the rules themselves; they are in the parent and in `regex`.

use super::MAX_PATTERN_LEN;

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

/// Why a regular expression is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegexProblem {
    /// The expression is empty.
    #[error("the expression is empty")]
    Empty,
    /// Longer than a pattern may be.
    #[error("the expression is too long")]
    TooLong,
    /// A group or class is not closed, or closed without being opened.
    #[error("a '(' or '[' has no end, or a ')', ']', '{{' or '}}' needs a '\\' before it")]
    Unclosed,
    /// `(?…` other than `(?:`.
    #[error("of the groups that start with '(?' only '(?:' is read alike everywhere")]
    Group,
    /// An escape that one side does not know.
    #[error(
        "this escape is not read alike everywhere; use \\d \\w \\s \\b, their capitals except \\B, or escape a sign"
    )]
    Escape,
    /// A class that one side reads otherwise.
    #[error("a class must not be empty nor have '[', '&&', '--' or '~~', or a range that runs backwards")]
    Class,
    /// A repeat after nothing, after another repeat or after an anchor.
    #[error("there is nothing that could be repeated before this repeat")]
    NothingToRepeat,
    /// `{3,1}`, or a count above the limit.
    #[error("a counted repeat goes from a smaller to a larger number, at most 100")]
    Count,
    /// A repeat or a choice inside a repeated group.
    #[error(
        "a repeat or a choice inside a repeated group can freeze the page; write it without the inner or outer repeat"
    )]
    NestedRepeat,
    /// Too many repeats without an upper bound.
    #[error("at most 5 repeats without an upper bound, or a long address can freeze the page")]
    TooManyRepeats,
    /// Too many groups inside one another.
    #[error("at most 8 groups inside one another")]
    TooDeep,
}

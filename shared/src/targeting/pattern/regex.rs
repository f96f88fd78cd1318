//! A reader of the regular expressions JavaScript (flag `u`) and Rust share.
//!
//! Deliberately absent: look-around, back references, named groups, flags, `\p{…}` and code-point escapes: one side lacks
//! them or spells them differently, and addresses do not need them.

use super::RegexProblem;
use std::iter::Peekable;
use std::str::Chars;

/// Most groups inside one another.
const MAX_DEPTH: usize = 8;
/// Highest number in a counted repeat.
const MAX_COUNT: u32 = 100;
/// Most repeats without an upper bound: each may multiply the time by the length of the text.
const MAX_UNBOUNDED: usize = 5;

/// Checks that a regular expression means the same in JavaScript and Rust and cannot freeze a page.
///
/// # Errors
/// [`RegexProblem`] names the rule that is broken.
pub fn check_regex(expression: &str) -> Result<(), RegexProblem> {
    to_rust(expression).map(drop)
}

/// Writes an expression for Rust's `regex` crate so that it finds what `new RegExp(expression, 'u')` finds: there `\d` and
/// its like are ASCII, and `.` stops at every line end.
///
/// # Errors
/// [`RegexProblem`] names the rule that is broken.
pub fn to_rust(expression: &str) -> Result<String, RegexProblem> {
    if expression.is_empty() {
        return Err(RegexProblem::Empty);
    }
    if expression.len() > super::MAX_PATTERN_LEN {
        return Err(RegexProblem::TooLong);
    }
    let mut reader = Reader { rest: expression.chars().peekable(), rust: String::new(), unbounded: 0 };
    reader.group(0)?;
    Ok(reader.rust)
}

/// What was read last, as far as a repeat after it is concerned.
#[derive(Clone, Copy)]
enum Last {
    /// Nothing, an anchor or a repeat.
    Nothing,
    /// One character, or a group without choice or repeat.
    Plain,
    /// A group with a choice or a repeat inside.
    Branching,
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    rust: String,
    unbounded: usize,
}

impl Reader<'_> {
    /// Reads up to the group's end; says whether it holds a choice or a repeat.
    fn group(&mut self, depth: usize) -> Result<bool, RegexProblem> {
        let mut branches = false;
        let mut last = Last::Nothing;
        while let Some(c) = self.rest.next() {
            match c {
                ')' if depth > 0 => {
                    self.rust.push(')');
                    return Ok(branches);
                }
                ')' | ']' | '}' => return Err(RegexProblem::Unclosed),
                '(' => {
                    let inner = self.open(depth)?;
                    branches |= inner;
                    last = if inner { Last::Branching } else { Last::Plain };
                }
                '*' | '+' | '?' | '{' => {
                    self.repeat(c, last)?;
                    branches = true;
                    last = Last::Nothing;
                }
                '|' | '^' | '$' => {
                    branches |= c == '|';
                    self.rust.push(c);
                    last = Last::Nothing;
                }
                _ => last = self.one(c)?,
            }
        }
        if depth == 0 { Ok(branches) } else { Err(RegexProblem::Unclosed) }
    }

    fn open(&mut self, depth: usize) -> Result<bool, RegexProblem> {
        if depth == MAX_DEPTH {
            return Err(RegexProblem::TooDeep);
        }
        if self.rest.next_if_eq(&'?').is_some() && self.rest.next() != Some(':') {
            return Err(RegexProblem::Group);
        }
        self.rust.push_str("(?:");
        self.group(depth + 1)
    }

    /// Reads what stands for one character, or for a word's edge.
    fn one(&mut self, c: char) -> Result<Last, RegexProblem> {
        match c {
            '[' => self.class()?,
            '.' => self.rust.push_str(r"[^\n\r\u{2028}\u{2029}]"),
            '\\' => {
                if self.rest.next_if_eq(&'b').is_some() {
                    self.rust.push_str(r"(?-u:\b)");
                    return Ok(Last::Nothing);
                }
                self.escape(false)?;
            }
            _ => self.literal(c),
        }
        Ok(Last::Plain)
    }

    fn literal(&mut self, c: char) {
        if c.is_ascii_punctuation() && !"<>".contains(c) {
            self.rust.push('\\');
        }
        self.rust.push(c);
    }

    /// Reads what follows a `\`; gives the character it stands for, or `None` for a class such as `\d`.
    fn escape(&mut self, in_class: bool) -> Result<Option<char>, RegexProblem> {
        let c = self.rest.next().ok_or(RegexProblem::Escape)?;
        let class = match c {
            'd' => "[0-9]",
            'D' => "[^0-9]",
            'w' => "[0-9A-Za-z_]",
            'W' => "[^0-9A-Za-z_]",
            's' => r"[\s\u{feff}&&[^\u{85}]]",
            'S' => r"[[^\s\u{feff}]\u{85}]",
            _ if r"^$\.*+?()[]{}|/".contains(c) || (in_class && c == '-') => {
                self.literal(c);
                return Ok(Some(c));
            }
            _ => return Err(RegexProblem::Escape),
        };
        self.rust.push_str(class);
        Ok(None)
    }

    fn class(&mut self) -> Result<(), RegexProblem> {
        self.rust.push('[');
        if self.rest.next_if_eq(&'^').is_some() {
            self.rust.push('^');
        }
        if self.rest.peek() == Some(&']') {
            return Err(RegexProblem::Class);
        }
        loop {
            let c = self.rest.next().ok_or(RegexProblem::Unclosed)?;
            if c == ']' {
                self.rust.push(']');
                return Ok(());
            }
            let from = self.member(c)?;
            // A hyphen between two characters is a range; at either end of the class it is itself.
            let mut ahead = self.rest.clone();
            if ahead.next() == Some('-') && ahead.next().is_some_and(|next| next != ']') {
                self.rest.next();
                self.rust.push('-');
                let next = self.rest.next().ok_or(RegexProblem::Unclosed)?;
                let to = self.member(next)?;
                if from.zip(to).is_none_or(|(from, to)| from > to) {
                    return Err(RegexProblem::Class);
                }
            }
        }
    }

    /// One member of a class; `None` for a class such as `\d`, which cannot end a range.
    fn member(&mut self, c: char) -> Result<Option<char>, RegexProblem> {
        match c {
            '\\' => self.escape(true),
            '[' => Err(RegexProblem::Class),
            '&' | '-' | '~' if self.rest.peek() == Some(&c) => Err(RegexProblem::Class),
            _ => {
                self.literal(c);
                Ok(Some(c))
            }
        }
    }

    fn repeat(&mut self, c: char, last: Last) -> Result<(), RegexProblem> {
        self.rust.push(c);
        let most = match c {
            '*' | '+' => None,
            '?' => Some(1),
            _ => self.count()?,
        };
        let lazy = self.rest.next_if_eq(&'?').is_some();
        self.rust.push_str(if lazy { "?" } else { "" });
        match last {
            Last::Nothing => Err(RegexProblem::NothingToRepeat),
            Last::Branching if most.is_none_or(|most| most > 1) => Err(RegexProblem::NestedRepeat),
            _ if most.is_none() && self.unbounded == MAX_UNBOUNDED => Err(RegexProblem::TooManyRepeats),
            _ => {
                self.unbounded += usize::from(most.is_none());
                Ok(())
            }
        }
    }

    /// Reads `3}`, `3,}` or `3,5}`; gives the upper bound, if any.
    fn count(&mut self) -> Result<Option<u32>, RegexProblem> {
        let least = self.number()?.ok_or(RegexProblem::Unclosed)?;
        let most = match self.rest.next() {
            Some('}') => {
                self.rust.push('}');
                return Ok(Some(least));
            }
            Some(',') => {
                self.rust.push(',');
                self.number()?
            }
            _ => return Err(RegexProblem::Unclosed),
        };
        self.rest.next_if_eq(&'}').ok_or(RegexProblem::Unclosed)?;
        self.rust.push('}');
        if most.is_some_and(|most| most < least) { Err(RegexProblem::Count) } else { Ok(most) }
    }

    fn number(&mut self) -> Result<Option<u32>, RegexProblem> {
        let mut number = None;
        while let Some(digit) = self.rest.peek().and_then(|c| c.to_digit(10)) {
            self.rest.next();
            let sum = number.unwrap_or(0) * 10 + digit;
            if sum > MAX_COUNT {
                return Err(RegexProblem::Count);
            }
            number = Some(sum);
        }
        if let Some(number) = number {
            self.rust.push_str(&number.to_string());
        }
        Ok(number)
    }
}

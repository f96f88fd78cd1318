//! A text as the terms it is found by: words, and pairs of characters where no spaces part the words.
//!
//! Deliberately absent: dictionaries. What a word of Japanese is would be another one's guess.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// What a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, found by its beginning.
    Word,
    /// Two characters in a row.
    Pair,
    /// A character that has no neighbour.
    Single,
}

/// A term, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// As it is compared: width, case, accents and the kind of kana taken off.
    pub(super) term: String,
    /// What it is.
    pub(super) kind: Kind,
    /// Nothing but hiragana: mostly endings and particles, which tell little.
    pub(super) weak: bool,
    /// Its bytes in the text.
    pub(super) place: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Run,
    Between,
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

/// Kana of either width, ideographs with the marks that repeat them, Hangul.
fn is_unspaced(c: char) -> bool {
    is_hiragana(c)
        || matches!(c, '\u{30a0}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}')
        || matches!(c, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
        || matches!(c, '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{20000}'..='\u{3ffff}')
}

fn class(c: char) -> Class {
    match c {
        '\u{30fb}' | '\u{30a0}' => Class::Between,
        c if is_unspaced(c) => Class::Run,
        // An accent of its own, as in a text that was taken apart, belongs to its letter.
        c if c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}') => Class::Word,
        _ => Class::Between,
    }
}

/// Takes off what makes no difference.
pub(super) fn fold(text: &str) -> String {
    let apart = text.nfkd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}'));
    let whole = apart.nfc().flat_map(char::to_lowercase);
    whole.map(hiragana_of).collect()
}

/// Katakana as hiragana.
fn hiragana_of(c: char) -> char {
    match c {
        '\u{30a1}'..='\u{30f6}' | '\u{30fd}' | '\u{30fe}' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

/// The terms of a text in their order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut begun: Option<(Class, usize)> = None;
    let ends = text.char_indices().map(|(at, c)| (at, class(c))).chain([(text.len(), Class::Between)]);
    for (at, now) in ends {
        if begun.is_some_and(|(class, _)| class == now) {
            continue;
        }
        match begun {
            Some((Class::Word, from)) => found.extend(word(text, from..at)),
            Some((Class::Run, from)) => run(text, from..at, &mut found),
            _ => {}
        }
        begun = Some((now, at));
    }
    found
}

fn word(text: &str, place: Range<usize>) -> Option<Token> {
    let term = fold(&text[place.clone()]);
    (!term.is_empty()).then_some(Token { term, kind: Kind::Word, weak: false, place })
}

/// The pairs of a run. A folded character stands where the original of its number does, or, where folding joined two, near it.
fn run(text: &str, place: Range<usize>, found: &mut Vec<Token>) {
    let original = &text[place.clone()];
    let folded: Vec<char> = fold(original).chars().collect();
    let starts: Vec<(usize, char)> = original.char_indices().collect();
    let near = |n: usize| starts.get(n).or(starts.last()).copied().unwrap_or((0, ' '));
    let place_of = |n: usize, count: usize| {
        let (last, c) = near(n + count - 1);
        place.start + near(n).0..place.start + last + c.len_utf8()
    };
    if let [only] = folded[..] {
        found.push(Token { term: only.to_string(), kind: Kind::Single, weak: false, place });
        return;
    }
    for (n, pair) in folded.windows(2).enumerate() {
        let is_weak = |c: char| is_hiragana(c) || c == '\u{30fc}';
        let weak = is_weak(near(n).1) && is_weak(near(n + 1).1);
        found.push(Token { term: pair.iter().collect(), kind: Kind::Pair, weak, place: place_of(n, 2) });
    }
}

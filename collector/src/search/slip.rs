//! Whether a word is another one with a slip of the fingers: a letter too many, too few, another one, or two the wrong way round.
//!
//! Deliberately absent: two slips. From there on more is found than was meant.

/// Words of fewer letters are too near to each other.
const LETTERS: usize = 5;

/// Whether a slip can be told from another word.
pub(super) fn is_long_enough(word: &str) -> bool {
    word.chars().nth(LETTERS - 1).is_some() && word.chars().all(char::is_alphabetic)
}

/// Whether one slip leads from the word to this one, or to a beginning of it.
pub(super) fn is_near(word: &str, other: &str) -> bool {
    let (word, other): (Vec<char>, Vec<char>) = (word.chars().collect(), other.chars().take(word.len() + 1).collect());
    // A slip at the very first letter is rare, and most of the words would be looked at for it.
    if word.first() != other.first() || other.len() + 1 < word.len() {
        return false;
    }
    let same = word.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (rest, left) = (&word[same..], &other[same..]);
    let begins = |rest: &[char], left: &[char]| left.starts_with(rest);
    let too_many = !rest.is_empty() && begins(&rest[1..], left);
    let too_few = !left.is_empty() && begins(rest, &left[1..]);
    let another = !rest.is_empty() && !left.is_empty() && begins(&rest[1..], &left[1..]);
    let turned = match (rest, left) {
        ([a, b, rest @ ..], [c, d, left @ ..]) => a == d && b == c && begins(rest, left),
        _ => false,
    };
    rest.is_empty() || too_many || too_few || another || turned
}

//! Looking for a part of a text, byte by byte: texts here are short, and the standard library's search, made for long ones, is
//! a hundredth of the engine.
//!
//! Deliberately absent: looking for words as people write them; that is the collector's `search`.

/// Where the part first begins, in bytes; an empty part begins at 0.
pub fn position(text: &str, part: &str) -> Option<usize> {
    (0..=text.len().checked_sub(part.len())?).find(|at| text.as_bytes()[*at..].starts_with(part.as_bytes()))
}

/// What stands before and behind the first such part.
pub fn cut<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let at = position(text, part)?;
    Some((&text[..at], &text[at + part.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_where_the_standard_library_finds_it() {
        let texts = ["", "a", "aab", "日本語", "本", "a{{b}}{{c", "{{{", "://", "https://x", "aaaab"];
        for text in texts {
            for part in texts {
                assert_eq!(position(text, part), text.find(part), "{text} {part}");
                assert_eq!(cut(text, part), text.split_once(part), "{text} {part}");
            }
        }
    }
}

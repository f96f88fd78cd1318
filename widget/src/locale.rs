//! The widget's own words. English and Japanese are complete; Arabic shows that a right-to-left frame is one more table.
//!
//! Deliberately absent: what a vendor writes (that is [`shared::text`]) and any other tongue. A locale without a table
//! here gets the English frame around the vendor's own texts.

mod ar;
mod en;
mod ja;

use shared::text::language;

/// Every word of the widget's own, in one tongue. `{}` stands for what [`fill`] puts in.
pub struct Words {
    /// The primary language subtag.
    pub lang: &'static str,
    /// Closes the card.
    pub close: &'static str,
    /// Goes to the earlier question.
    pub back: &'static str,
    /// Goes on.
    pub next: &'static str,
    /// Goes on without an answer.
    pub skip: &'static str,
    /// Sends an open answer, or the last one.
    pub send: &'static str,
    /// Puts the survey off.
    pub later: &'static str,
    /// Never again.
    pub refuse: &'static str,
    /// A required question was left without an answer.
    pub required: &'static str,
    /// A text is too long by so many characters.
    pub too_long: &'static str,
    /// A choice was saved.
    pub saved: &'static str,
    /// Heading of the offer to withdraw.
    pub withdraw_title: &'static str,
    /// What withdrawing does.
    pub withdraw_text: &'static str,
    /// Withdraws the answers.
    pub withdraw: &'static str,
    /// Keeps the answers.
    pub keep: &'static str,
    /// Heading of the offer to send what was typed.
    pub unsent_title: &'static str,
    /// What was typed has not been sent.
    pub unsent_text: &'static str,
    /// Leaves without sending.
    pub discard: &'static str,
    /// Thanks, where the vendor has no words of their own.
    pub thanks: &'static str,
    /// Names the progress line: this card, then all cards.
    pub progress: &'static str,
    /// Characters left in an open answer.
    pub left: &'static str,
    /// Warns against sensitive data in an open answer.
    pub sensitive: &'static str,
    /// Hint in the empty field beside "other".
    pub other: &'static str,
    /// The most options that may be chosen.
    pub at_most: &'static str,
    /// Any number of options may be chosen.
    pub any_number: &'static str,
    /// Says who reads the answers.
    pub readers: &'static str,
    /// Says why it is asked.
    pub purpose: &'static str,
    /// The answers are tied to the person.
    pub identified: &'static str,
    /// The answers are shown in groups only.
    pub confidential: &'static str,
    /// The answers are tied to nobody.
    pub anonymous: &'static str,
    /// Told to a screen reader when the card appears; the question follows.
    pub announce: &'static str,
    /// Told to a screen reader when a step appears; its heading follows.
    pub announce_step: &'static str,
    /// Ends a tour that was gone through.
    pub done: &'static str,
    /// Names a beacon that says nothing itself.
    pub hint: &'static str,
    /// Puts a guide off.
    pub later_step: &'static str,
    /// No guide of this kind again.
    pub refuse_step: &'static str,
    /// Marks a preview.
    pub preview: &'static str,
    /// Told beside a link that opens another tab.
    pub new_tab: &'static str,
    /// Goes on past the help that is offered.
    pub go_on: &'static str,
    /// One point drawn as stars: the point, then all points.
    pub stars: &'static str,
    /// Ends of the recommendation scale.
    pub nps: [&'static str; 2],
    /// Ends of the effort scale.
    pub ces: [&'static str; 2],
    /// The five faces from worst to best; the first and last are the ends of the satisfaction scale.
    pub csat: [&'static str; 5],
}

/// The words for a BCP 47 tag; English where there is no table.
pub fn words(tag: &str) -> &'static Words {
    match language(tag) {
        "ja" => &ja::WORDS,
        "ar" => &ar::WORDS,
        _ => &en::WORDS,
    }
}

/// The parts one after the other. Not `concat`: that brings joins of any kind along.
pub fn join(parts: &[&str]) -> String {
    let mut joined = String::new();
    for part in parts {
        joined.push_str(part);
    }
    joined
}

/// Puts the parts into the places marked `{}`, in order.
pub fn fill(pattern: &str, parts: &[&str]) -> String {
    let mut filled = String::new();
    let mut parts = parts.iter();
    for (index, piece) in pattern.split("{}").enumerate() {
        if index > 0 {
            filled.push_str(parts.next().unwrap_or(&""));
        }
        filled.push_str(piece);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_finds_its_words_by_its_first_subtag() {
        for (tag, lang) in [("ja", "ja"), ("ja-JP", "ja"), ("ar_EG", "ar"), ("en-GB", "en"), ("fr", "en"), ("", "en")] {
            assert_eq!(words(tag).lang, lang, "{tag}");
        }
    }

    #[test]
    fn places_are_filled_in_order_and_missing_parts_leave_nothing() {
        assert_eq!(fill("{} of {}", &["2", "4"]), "2 of 4");
        assert_eq!(fill("{} of {}", &["2"]), "2 of ");
        assert_eq!(fill("plain", &["2"]), "plain");
    }

    #[test]
    fn every_table_has_a_place_wherever_english_has_one() {
        let places = |words: &Words| {
            [words.progress, words.left, words.at_most, words.readers, words.purpose, words.stars]
                .map(|pattern| pattern.matches("{}").count())
        };
        for words in [&ja::WORDS, &ar::WORDS] {
            assert_eq!(places(words), places(&en::WORDS), "{}", words.lang);
        }
    }
}

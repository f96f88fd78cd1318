//! The widget's own words. English is built in; every other tongue is a file of `widget/words/`, loaded beside the engine only
//! by those who read it, so a further tongue costs nobody else a byte.
//!
//! Deliberately absent: what a vendor writes (that is [`shared::text`]), and loading (`widget/loader/attendant.js`). A locale
//! without a table gets the English frame around the vendor's own texts.

use shared::text::{cut, language};
use std::cell::Cell;

/// Parts the words of a table on their way here, and the texts of a word that is several.
const BETWEEN: char = '\u{1f}';

macro_rules! words {
    ($(#[doc = $doc:literal] $name:ident = $english:literal)*) => {
        /// A place in a table.
        #[expect(non_camel_case_types, reason = "each is the name of the accessor")]
        enum Place { $($name),* }

        impl Words {
            $(#[doc = $doc] pub fn $name(&self) -> &'static str { self.0[Place::$name as usize] })*
        }

        static ENGLISH: Words = Words([$($english),*]);
        #[cfg(test)]
        const NAMES: &[&str] = &[$(stringify!($name)),*];
        const COUNT: usize = [$($english),*].len();
    };
}

/// Every word of the widget's own, in one tongue. `{}` stands for what [`fill`] puts in; a word that is several has each on a
/// line of its own.
pub struct Words([&'static str; COUNT]);

words! {
    /// The primary language subtag.
    lang = "en"
    /// Closes the card.
    close = "Close"
    /// Goes to the earlier question.
    back = "Back"
    /// Goes on.
    next = "Next"
    /// Goes on without an answer.
    skip = "Skip"
    /// Sends an open answer, or the last one.
    send = "Send answer"
    /// Puts the survey off.
    later = "Ask me later"
    /// Never again.
    refuse = "Do not ask again"
    /// A required question was left without an answer.
    required = "This question needs an answer before you can go on."
    /// A text is too long by so many characters.
    too_long = "Please shorten your text by {} characters."
    /// A choice was saved.
    saved = "Your choice is saved. You can still change it."
    /// Heading of the offer to withdraw.
    withdraw_title = "Keep your answers?"
    /// What withdrawing does.
    withdraw_text = "What you chose so far is saved. You can take it back now."
    /// Withdraws the answers.
    withdraw = "Take back"
    /// Keeps the answers.
    keep = "Keep"
    /// Heading of the offer to send what was typed.
    unsent_title = "Send what you wrote?"
    /// What was typed has not been sent.
    unsent_text = "Your text has not been sent yet."
    /// Leaves without sending.
    discard = "Do not send"
    /// Thanks, where the vendor has no words of their own.
    thanks = "Thank you"
    /// Names the progress line: this card, then all cards.
    progress = "{} of {}"
    /// Characters left in an open answer.
    left = "{} characters left"
    /// Warns against sensitive data in an open answer.
    sensitive = "Please leave out passwords, health and payment details."
    /// Hint in the empty field beside "other".
    other = "Please say which"
    /// The most options that may be chosen.
    at_most = "Choose up to {}."
    /// Any number of options may be chosen.
    any_number = "Choose all that apply."
    /// Says who reads the answers.
    readers = "Read by: {}"
    /// Says why it is asked.
    purpose = "Why we ask: {}"
    /// The answers are tied to the person.
    identified = "Your answer is stored together with your account."
    /// The answers are shown in groups only.
    confidential = "Confidential: shown only in groups of five or more, never who said what."
    /// The answers are tied to nobody.
    anonymous = "Anonymous: nothing that tells who you are is stored with it."
    /// Told to a screen reader when the card appears; the question follows.
    announce = "A short question is waiting. Press F6 to go to it."
    /// Told to a screen reader when a step appears; its heading follows.
    announce_step = "A guide is open. Press F6 to go to it."
    /// Ends a tour that was gone through.
    done = "Done"
    /// Names a beacon that says nothing itself.
    hint = "Show the hint"
    /// Puts a guide off.
    later_step = "Later"
    /// No guide of this kind again.
    refuse_step = "Do not show again"
    /// Marks a preview.
    preview = "Preview: nothing is recorded"
    /// Told beside a link that opens another tab.
    new_tab = "opens in a new tab"
    /// Goes on past the help that is offered.
    go_on = "Go on"
    /// One point drawn as stars: the point, then all points.
    stars = "{} of {} stars"
    /// How many items are done, of how many.
    done_of = "{} of {} done"
    /// Told of an item that is done.
    is_done = "done"
    /// Told of an item that was left out.
    is_dropped = "left out"
    /// Says which colleague did it.
    done_by = "Done by {}"
    /// Says what has to be done before.
    first = "First: {}"
    /// Does what the item is about.
    begin = "Start"
    /// Ticks an item off.
    mark_done = "Mark as done"
    /// Takes the tick back.
    undo = "Not done yet"
    /// Leaves an item out.
    drop = "Not for us"
    /// Takes it up again.
    take_up = "Take up again"
    /// Everything is done.
    all_done = "All done."
    /// Opens the printable page.
    print = "Print or share"
    /// The list is not wanted.
    refuse_list = "I do not need this list"
    /// Names the field for what is looked for.
    search = "Search for help"
    /// Nothing fits what is looked for.
    nothing_found = "Nothing was found. Try other words."
    /// How much guidance comes by itself.
    guidance = "Guidance"
    /// Guidance: whatever helps, only when asked, none.
    levels = "Show what helps\nOnly when I ask\nOff"
    /// Ends of the recommendation scale.
    nps = "Not at all likely\nExtremely likely"
    /// Ends of the effort scale.
    ces = "Strongly disagree\nStrongly agree"
    /// The five faces from worst to best; the first and last are the ends of the satisfaction scale.
    csat = "Very dissatisfied\nDissatisfied\nNeither\nSatisfied\nVery satisfied"
}

thread_local! {
    /// The table that was loaded last.
    static LOADED: Cell<&'static Words> = const { Cell::new(&ENGLISH) };
}

/// Takes over a table: its words in the order of the list above, parted by the unit separator. It stays as long as the page;
/// there is one for each tongue that somebody reads there.
pub fn load(table: String) {
    let mut words = ENGLISH.0;
    for (place, said) in words.iter_mut().zip(String::leak(table).split(BETWEEN)) {
        *place = said;
    }
    LOADED.set(Box::leak(Box::new(Words(words))));
}

/// The words for a BCP 47 tag; English where no table was loaded for its tongue.
pub fn words(tag: &str) -> &'static Words {
    let loaded = LOADED.get();
    if loaded.lang() == language(tag) { loaded } else { &ENGLISH }
}

/// One of the texts of a word that is several.
pub fn line(words: &'static str, index: usize) -> &'static str {
    words.split('\n').nth(index).unwrap_or_default()
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
    let (mut rest, mut parts) = (pattern, parts.iter());
    while let Some((before, behind)) = cut(rest, "{}") {
        filled += before;
        filled += parts.next().unwrap_or(&"");
        rest = behind;
    }
    filled += rest;
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_finds_its_words_by_its_first_subtag() {
        load(["ja", "閉じる"].join("\u{1f}"));
        for (tag, lang) in [("ja", "ja"), ("ja-JP", "ja"), ("en-GB", "en"), ("fr", "en"), ("", "en")] {
            assert_eq!(words(tag).lang(), lang, "{tag}");
        }
        assert_eq!((words("ja").close(), words("ja").back()), ("閉じる", "Back"), "what a table lacks is English");
    }

    #[test]
    fn places_are_filled_in_order_and_missing_parts_leave_nothing() {
        assert_eq!(fill("{} of {}", &["2", "4"]), "2 of 4");
        assert_eq!(fill("{} of {}", &["2"]), "2 of ");
        assert_eq!(fill("plain", &["2"]), "plain");
    }

    /// The names and words of a file, in its order.
    fn table(file: &str) -> Vec<(String, String)> {
        let entry = |line: &str| {
            let (name, said) = line.trim().trim_end_matches(',').split_once(": ")?;
            Some((serde_json::from_str(name).ok()?, serde_json::from_str(said).ok()?))
        };
        file.lines().filter_map(entry).collect()
    }

    #[test]
    fn every_table_has_the_words_of_the_english_one_in_its_order_and_a_place_wherever_that_has_one() {
        for file in [include_str!("../words/ja.json"), include_str!("../words/ar.json")] {
            let table = table(file);
            assert_eq!(table.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), NAMES);
            for ((name, said), english) in table.iter().zip(ENGLISH.0) {
                assert_eq!(said.matches("{}").count(), english.matches("{}").count(), "{name}");
                assert_eq!(said.lines().count(), english.lines().count(), "{name}");
            }
        }
    }
}

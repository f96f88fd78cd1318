//! Whether content stands on the way out, where nothing may be in the way: its key, its name, its trigger or a page tells.
//!
//! Whole words decide, in English and Japanese:
//! 1. Some speak of nothing else, such as `unsubscribe` or 解約.
//! 2. Some do beside what somebody has: `cancel-plan`, `/account/close`, `subscription_cancelled`.
//! 3. `cancel`, `terminate` and キャンセル do alone, as in `/billing/cancel`, `cancel_clicked` or `[data-action=cancel]`; not
//!    where the same place names what is called off every day (`/orders/7/cancel`), and not where it speaks of the button of
//!    any dialog (`dialog a.cancel`, `#cancel-button`), unless that stands where somebody's plan does (`/settings/plan`).
//!    So does `cancellation`, but for that of something else (`order-cancellation`). What is `cancelled` is a list, and no way.
//!
//! Deliberately absent: other tongues, and where a page really leads; nobody can tell that from its name.

use crate::content::Content;
use crate::content::trigger::{Cause, PageRule, Pattern};

/// How words begin that speak of nothing else.
const CERTAIN: &str = "churn downgrad offboard unsubscri";
/// The same in Japanese, wherever they stand.
const CERTAIN_JA: &str = "解約 退会 ダウングレード 配信停止 アカウント削除 アカウントの削除 アカウントを削除";
/// What somebody has, and may give up.
const HELD: &str =
    "account billing contract licence license membership plan renewal subscription trial プラン 会員 契約";
/// What gives up any of that, beside its name.
const GIVES_UP: &str = "cancel canceled cancelled canceling cancelling terminate terminated";
/// What is closed or deleted on the way out.
const CLOSED: &str = "account membership subscription";
/// What closes or deletes that, beside its name.
const CLOSES: &str = "close closing closure deactivate deactivation delete deletion";
/// What gives up alone.
const ALONE: &str = "cancel canceling cancelling terminate";
/// The same in Japanese, where it is a thing as well.
const ALONE_JA: &str = "キャンセル";
/// The same as a thing.
const THE_END: &str = "cancellation cancelation termination";
/// What else is called off every day.
const ELSE: &str = "appointment booking call cart checkout delivery download draft export import invitation invite invoice \
    item job meeting message order payment process quote refund reservation run session shipment task ticket transfer \
    upload visit 予約 会議 注文 済み 待ち 招待 支払 申請 請求書 配送";
/// What any dialog is made of.
const DIALOG: &str = "aria btn dialog drawer edit editor form modal popover popup ダイアログ ボタン";
/// Words that stand between the others.
const BETWEEN: &str = "my our the your";

/// A text that tells where content stands.
#[derive(Clone, Copy)]
enum Said<'a> {
    /// A name, an event, or the pattern of an address.
    Words(&'a str),
    /// A CSS selector.
    Selector(&'a str),
}

/// Words that stand together.
struct Phrase {
    words: Vec<String>,
    /// It is a class of a selector: that tells how a button looks, in any dialog.
    class: bool,
}

/// Whether content is about leaving.
pub(super) fn is_leaving(content: &Content) -> bool {
    let trigger = &content.trigger;
    let cause = match &trigger.cause {
        Cause::Event(test) => Some(Said::Words(&test.name)),
        Cause::Click(selector) | Cause::Element(selector) => Some(Said::Selector(selector)),
        Cause::Page | Cause::Scroll(_) | Cause::Exit | Cause::Inactive(_) | Cause::Manual => None,
    };
    let starts: Vec<Said> = cause.into_iter().chain(trigger.pages.iter().filter_map(address)).collect();
    leaves(&starts) || leaves(&[Said::Words(content.key.as_str())]) || leaves(&[Said::Words(&content.name)])
}

/// Whether a page stands on the way out.
pub(super) fn is_way_out(rule: &PageRule) -> bool {
    address(rule).is_some_and(|said| leaves(&[said]))
}

fn address(rule: &PageRule) -> Option<Said<'_>> {
    let (Pattern::Exact(text) | Pattern::Prefix(text) | Pattern::Glob(text) | Pattern::Regex(text)) = &rule.pattern;
    (!rule.not).then_some(Said::Words(text))
}

/// Whether the texts of one place speak of leaving.
fn leaves(place: &[Said<'_>]) -> bool {
    let text = place.iter().map(|(Said::Words(text) | Said::Selector(text))| *text).collect::<Vec<_>>().join(" ");
    let phrases: Vec<Phrase> = place.iter().flat_map(|said| phrases(*said)).collect();
    let words = || phrases.iter().flat_map(|phrase| &phrase.words);
    // Japanese has no spaces: its words are found as parts of the text.
    let says = |list: &str| {
        list.split(' ').any(|it| !it.is_ascii() && text.contains(it)) || words().any(|word| names(list, word))
    };
    let certain = words().any(|word| CERTAIN.split(' ').any(|begin| word.starts_with(begin))) || says(CERTAIN_JA);
    if certain || phrases.iter().any(|phrase| gives_up(phrase) || ends(phrase)) {
        return true;
    }
    let alone = |phrase: &Phrase| phrase.words.iter().any(|word| has(ALONE, word));
    let by_itself =
        |phrase: &Phrase| alone(phrase) && !phrase.class && !phrase.words.iter().any(|word| word == "button");
    if says(ELSE) {
        false
    } else if says(HELD) {
        phrases.iter().any(alone) || text.contains(ALONE_JA)
    } else {
        !says(DIALOG) && (phrases.iter().any(by_itself) || text.contains(ALONE_JA))
    }
}

/// The words of a text that stand together; in a selector no further than one name or value reaches.
fn phrases(said: Said<'_>) -> Vec<Phrase> {
    let phrase = |text: &str, class| Phrase { words: words(text), class };
    match said {
        // Of a regular expression: what says that a word begins or ends is none of its letters.
        Said::Words(text) => vec![phrase(&text.replace("\\b", " "), false)],
        Said::Selector(text) => {
            let part = |(at, part): (usize, &str)| {
                let names = part.split(|c: char| !c.is_alphanumeric() && !"-_/".contains(c)).enumerate();
                names.map(|(nth, name)| phrase(name, at > 0 && nth == 0)).collect::<Vec<_>>()
            };
            text.split('.').enumerate().flat_map(part).collect()
        }
    }
}

/// The words of a text in small letters, also of `oneNameInCapitals`.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in text.chars() {
        if !c.is_alphanumeric() || (small && c.is_uppercase()) {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().expect("there is one").extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty() && !has(BETWEEN, word));
    words
}

/// Whether something is given up or closed whose name stands beside the verb, or is written in one word with it; not where
/// the verb belongs to what comes next, as in `/account/cancelled-orders`.
fn gives_up(phrase: &Phrase) -> bool {
    let pair =
        |verb: &str, name: &str| (has(GIVES_UP, verb) && has(HELD, name)) || (has(CLOSES, verb) && has(CLOSED, name));
    let words = &phrase.words;
    let beside = |(at, two): (usize, &[String])| {
        let free = || words.get(at + 2).is_none_or(|next| !names(ELSE, next));
        pair(&two[0], &two[1]) || (pair(&two[1], &two[0]) && free())
    };
    let in_one = |word: &String| {
        word.char_indices().any(|(at, _)| pair(&word[..at], &word[at..]) || pair(&word[at..], &word[..at]))
    };
    words.windows(2).enumerate().any(beside) || words.iter().any(in_one)
}

/// Whether it speaks of an end, and not of something else's.
fn ends(phrase: &Phrase) -> bool {
    let end = phrase.words.iter().position(|word| has(THE_END, word));
    end.is_some_and(|end| !phrase.words[..end].iter().any(|word| names(ELSE, word)))
}

fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|each| each == word)
}

/// Whether a list has the word, in the plural too.
fn names(list: &str, word: &str) -> bool {
    has(list, word) || word.strip_suffix('s').is_some_and(|one| has(list, one))
}

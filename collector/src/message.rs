//! Messages to one person: what is displayed of what was written, for how long, and what became of it. Pure.
//!
//! A message is content for one person, without a version but the first. It comes ahead of everything else and at every page
//! until it is gone through or dismissed, interrupts nothing by the rules of caps, and enters no report.
//!
//! Deliberately absent: the store.

use crate::checklist::hex_digit;
use shared::api::message::{MessageState, NewMessage};
use shared::content::checklist::Action;
use shared::content::tour::{Button, Display, Leads};
use shared::content::{Body, Content, Frequency, Repeat, Step};
use shared::id::{ContentKey, StepKey};
use shared::session::Mark;
use shared::text::{Text, is_safe_url};
use shared::time::Timestamp;

/// What the keys of messages begin with; 20 hexadecimal digits follow.
const PREFIX: &str = "message-";
/// The only version there is.
pub const VERSION: u32 = 1;
/// Longest text, characters.
const MAX_TEXT: usize = 5_000;
/// Longest name and label, characters.
const MAX_NAME: usize = 100;
/// Longest address, bytes.
const MAX_URL: usize = 2_000;

/// A message as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its key.
    pub key: ContentKey,
    /// What was written.
    pub message: NewMessage,
}

/// A key for a new message.
///
/// # Panics
/// Never: hexadecimal digits make a key.
pub fn fresh_key(random: [u8; 10]) -> ContentKey {
    let hex: String = random.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(hex_digit).collect();
    ContentKey::new(format!("{PREFIX}{hex}")).expect("a key")
}

/// Whether this is the key of a message to one person.
pub fn is_key(key: &str) -> bool {
    let digits = key.strip_prefix(PREFIX);
    digits.is_some_and(|digits| digits.len() == 20 && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
}

/// What is wrong with a message, in words.
///
/// # Errors
/// Names the field and its rule.
pub fn check(message: &NewMessage) -> Result<(), String> {
    let strange = |text: &str| text.contains(|c: char| c.is_control() && c != '\n' && c != '\t');
    if message.text.trim().is_empty() || message.text.chars().count() > MAX_TEXT || strange(&message.text) {
        return Err(format!(
            "text: must have 1 to {MAX_TEXT} characters and no control characters but line breaks and tabs"
        ));
    }
    let tag = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if message.locale.is_empty() || message.locale.len() > 35 || !message.locale.chars().all(tag) {
        return Err("locale: must be a language tag such as en or pt-BR".into());
    }
    check_name("from", &message.from)?;
    let Some(button) = &message.button else { return Ok(()) };
    if button.label.trim().is_empty() {
        return Err("button.label: must not be empty".into());
    }
    check_name("button.label", &button.label)?;
    match &button.to {
        Action::Url(url) | Action::NewTab(url) if url.len() > MAX_URL || !is_safe_url(url) => {
            Err("button.to: must be https:, mailto:, tel: or a path of the product".into())
        }
        _ => Ok(()),
    }
}

fn check_name(field: &str, text: &str) -> Result<(), String> {
    if text.chars().count() > MAX_NAME || text.chars().any(char::is_control) {
        return Err(format!("{field}: must have at most {MAX_NAME} characters and no control characters"));
    }
    Ok(())
}

/// The content that a message's button leads to.
pub fn leads_to(message: &NewMessage) -> Option<&ContentKey> {
    match message.button.as_ref().map(|button| &button.to) {
        Some(Action::Start(key) | Action::Article(key)) => Some(key),
        _ => None,
    }
}

/// A message as content.
pub fn content(sent: &Sent) -> Content {
    Content {
        content_version: shared::content::CONTENT_VERSION,
        key: sent.key.clone(),
        name: String::new(),
        owner: String::new(),
        decision: String::new(),
        goal: None,
        hand_over: None,
        promotes: false,
        trigger: shared::content::Trigger::default(),
        audience: shared::content::Condition::default(),
        frequency: Frequency { repeat: Repeat::UntilAnswered, after_dismissal_days: u16::MAX, ..Frequency::default() },
        schedule: shared::content::Schedule::default(),
        sampling: 1000,
        holdout: 0,
        measure_until: None,
        quota: None,
        priority: 0,
        body: Body::Message(step(&sent.message)),
    }
}

/// The card: from whom, what they say, and the buttons, the main one last.
fn step(message: &NewMessage) -> Step {
    let said = |text: &str| Text::from([(message.locale.as_str(), text)]);
    let done = Button { label: Text::default(), to: Leads::Next };
    let button = message.button.as_ref().map(|button| Button { label: said(&button.label), to: leads(&button.to) });
    Step {
        key: StepKey::main(),
        title: title(message),
        text: said(&message.text),
        media: None,
        question: None,
        display: Display::Card,
        pages: Vec::new(),
        buttons: button.map_or_else(Vec::new, |button| vec![done, button]),
        advance: Vec::new(),
        branches: Vec::new(),
    }
}

fn title(message: &NewMessage) -> Text {
    let from = &message.from;
    match shared::text::language(&message.locale) {
        "ja" => Text::from([(message.locale.as_str(), format!("{from} より").as_str())]),
        "en" => Text::from([(message.locale.as_str(), format!("From {from}").as_str())]),
        _ => Text::from([(message.locale.as_str(), from.as_str())]),
    }
}

fn leads(action: &Action) -> Leads {
    match action {
        Action::Start(key) | Action::Article(key) => Leads::Content(key.clone()),
        Action::Url(url) => Leads::Url(url.clone()),
        Action::NewTab(url) => Leads::NewTab(url.clone()),
    }
}

/// What became of a message, as its mark tells, and since when.
pub fn state(mark: Option<&Mark>) -> (MessageState, Option<Timestamp>) {
    let Some(mark) = mark else { return (MessageState::Waiting, None) };
    match (mark.completed_at, mark.dismissed_at, mark.displayed_at) {
        (Some(at), _, _) => (MessageState::Read, Some(at)),
        (None, Some(at), _) => (MessageState::Dismissed, Some(at)),
        (None, None, Some(at)) => (MessageState::Displayed, Some(at)),
        (None, None, None) => (MessageState::Waiting, None),
    }
}

/// Whether a message is still to be displayed.
pub fn is_open(mark: Option<&Mark>, now: Timestamp) -> bool {
    let (state, _) = state(mark);
    let put_off = mark.and_then(|mark| mark.snoozed_until).is_some_and(|until| now < until);
    matches!(state, MessageState::Waiting | MessageState::Displayed)
        && !put_off
        && !mark.is_some_and(|mark| mark.refused)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::message::MessageButton;

    fn message() -> NewMessage {
        let (from, text) = ("Hana".to_owned(), "**It works** again.".to_owned());
        NewMessage { from, locale: "ja".into(), text, button: None, response: None }
    }

    #[test]
    fn keys_are_told_from_those_that_members_write() {
        assert!(is_key(fresh_key([0xab; 10]).as_str()));
        for other in ["message-", "message-of-the-day", "message-abababababababababag", "nps"] {
            assert!(!is_key(other), "{other}");
        }
    }

    #[test]
    fn what_cannot_be_shown_is_refused() {
        assert_eq!(check(&message()), Ok(()));
        let button = |label: &str, url: &str| {
            let button = MessageButton { label: label.into(), to: Action::Url(url.into()) };
            NewMessage { button: Some(button), ..message() }
        };
        assert_eq!(check(&button("Open", "/invoices")), Ok(()));
        for wrong in [
            NewMessage { text: " \n".into(), ..message() },
            NewMessage { text: "a\u{0}".into(), ..message() },
            NewMessage { text: "x".repeat(5_001), ..message() },
            NewMessage { locale: String::new(), ..message() },
            NewMessage { locale: "<b>".into(), ..message() },
            NewMessage { from: "a\nb".into(), ..message() },
            button("", "/"),
            button("Open", "javascript:alert(1)"),
            button("Open", "//elsewhere.example"),
        ] {
            assert!(check(&wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_message_is_a_card_from_somebody_that_passes_lint() {
        let start = Action::Start(ContentKey::new("guide").expect("a key"));
        let button = MessageButton { label: "見る".into(), to: start };
        let sent = Sent { key: fresh_key([1; 10]), message: NewMessage { button: Some(button), ..message() } };
        let content = content(&sent);
        let step = &content.body.steps()[0];
        assert_eq!((step.title.get("ja"), step.text.get("en")), ("Hana より", "**It works** again."));
        assert_eq!((step.buttons.len(), &step.display), (2, &Display::Card));
        let errors = shared::lint::lint(&content).into_iter().filter(|a| a.severity == shared::lint::Severity::Error);
        let about_step: Vec<_> = errors.filter(|advice| advice.at.starts_with("body")).collect();
        assert_eq!(about_step, Vec::new());
    }

    #[test]
    fn it_comes_until_it_was_read_or_dismissed() {
        let at = |ms| Some(Timestamp(ms));
        let mark = |displayed_at, completed_at, dismissed_at| Mark {
            displayed_at,
            completed_at,
            dismissed_at,
            ..Mark::default()
        };
        for (mark, expected, open) in [
            (None, MessageState::Waiting, true),
            (Some(mark(at(1), None, None)), MessageState::Displayed, true),
            (Some(mark(at(1), at(2), None)), MessageState::Read, false),
            (Some(mark(at(1), None, at(2))), MessageState::Dismissed, false),
            (Some(Mark { snoozed_until: at(20), ..mark(at(1), None, None) }), MessageState::Displayed, false),
            (Some(Mark { refused: true, ..mark(at(1), None, None) }), MessageState::Displayed, false),
        ] {
            assert_eq!((state(mark.as_ref()).0, is_open(mark.as_ref(), Timestamp(10))), (expected, open), "{mark:?}");
        }
    }
}

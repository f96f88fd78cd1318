//! Advice on words: translations, links, leading words, and promises about privacy.
//!
//! Word lists know English and Japanese; they find the common mistakes, not every one.

use super::{Findings, scale};
use crate::content::survey::{PrivacyMode, QuestionKind};
use crate::content::{Condition, Content, Link, Question, Survey};
use crate::text::{Text, is_safe_url, links};
use std::collections::BTreeSet;

/// A heading beyond this does not fit a phone without scrolling.
const LONG_TITLE: usize = 160;
/// Words that push the answer up.
const LEADING: [&str; 16] = [
    "amazing",
    "awesome",
    "excellent",
    "fantastic",
    "great product",
    "love",
    "delighted",
    "wonderful",
    "best-in-class",
    "素晴らし",
    "すばらし",
    "最高",
    "大好き",
    "優れた",
    "画期的",
    "ぜひ高",
];
/// Words that ask who somebody is.
const WHO: [&str; 9] =
    ["your name", "e-mail", "email", "phone number", "get in touch", "お名前", "氏名", "メールアドレス", "ご連絡"];

/// A text with its place and what it is for.
pub(super) type Said<'a> = (String, &'a Text, Role);

/// What a text is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The words of a question.
    Title,
    /// What is said beside a question, with markup.
    Marked,
    /// The heading of a step.
    Heading,
    /// What a step says, with markup.
    Told,
    Low,
    High,
    Label,
    Other,
}

pub(super) fn check(content: &Content, survey: &Survey, found: &mut Findings) {
    let texts = texts(survey);
    check_texts("body.survey", &texts, found);
    for (at, link) in all_links(survey) {
        check_link(&at, link, found);
    }
    for (index, question) in survey.questions.iter().enumerate() {
        scale::check(&format!("body.survey.questions[{index}].kind"), question, found);
    }
    check_privacy(content, survey, &texts, found);
}

/// What holds of every text, and of all together.
pub(super) fn check_texts(at: &str, texts: &[Said<'_>], found: &mut Findings) {
    check_translations(at, texts, found);
    for (at, text, role) in texts {
        for (locale, said) in &text.0 {
            check_said(&format!("{at}.{locale}"), said, *role, found);
        }
    }
}

pub(super) fn check_link(at: &str, link: &Link, found: &mut Findings) {
    if link.label.is_empty() {
        found.error("empty_label", format!("{at}.label"), "Write what the button says.");
    }
    check_url(&format!("{at}.url"), &link.url, found);
}

/// Every text of a survey with its place.
fn texts(survey: &Survey) -> Vec<Said<'_>> {
    let mut texts = Vec::new();
    for (index, question) in survey.questions.iter().enumerate() {
        texts.extend(question_texts(&format!("body.survey.questions[{index}]"), question));
    }
    texts.push(("body.survey.privacy.readers".into(), &survey.privacy.readers, Role::Other));
    texts.push(("body.survey.privacy.purpose".into(), &survey.privacy.purpose, Role::Other));
    texts.extend(survey.help.iter().map(|help| ("body.survey.help.text".to_owned(), &help.text, Role::Title)));
    texts.extend(all_links(survey).map(|(at, link)| (format!("{at}.label"), &link.label, Role::Label)));
    texts
}

/// Every text of a question but those of links.
pub(super) fn question_texts<'a>(at: &str, question: &'a Question) -> Vec<Said<'a>> {
    let mut texts = vec![
        (format!("{at}.title"), &question.title, Role::Title),
        (format!("{at}.description"), &question.description, Role::Marked),
    ];
    match &question.kind {
        QuestionKind::Nps { low, high }
        | QuestionKind::Ces { low, high, .. }
        | QuestionKind::Csat { low, high, .. }
        | QuestionKind::Rating { low, high, .. } => {
            texts.push((format!("{at}.kind.low"), low, Role::Low));
            texts.push((format!("{at}.kind.high"), high, Role::High));
        }
        QuestionKind::Single { options, other, .. } | QuestionKind::Multiple { options, other, .. } => {
            for (number, option) in options.iter().enumerate() {
                texts.push((format!("{at}.kind.options[{number}].label"), &option.label, Role::Label));
            }
            texts.extend(other.iter().map(|other| (format!("{at}.kind.other"), other, Role::Label)));
        }
        QuestionKind::Open { placeholder, .. } => {
            texts.push((format!("{at}.kind.placeholder"), placeholder, Role::Other));
        }
        QuestionKind::Action(_) | QuestionKind::Thanks => {}
    }
    texts
}

fn all_links(survey: &Survey) -> impl Iterator<Item = (String, &Link)> {
    let actions = survey.questions.iter().enumerate().filter_map(|(index, question)| match &question.kind {
        QuestionKind::Action(link) => Some((format!("body.survey.questions[{index}].kind.action"), link)),
        _ => None,
    });
    actions.chain(survey.help.iter().map(|help| ("body.survey.help.link".to_owned(), &help.link)))
}

fn check_translations(at: &str, texts: &[Said<'_>], found: &mut Findings) {
    let used: BTreeSet<&str> = texts.iter().flat_map(|(_, text, _)| text.locales()).collect();
    for locale in used.iter().filter(|locale| !is_tag(locale)) {
        let message = format!("{locale} is no locale; write a tag such as en, ja or pt-BR.");
        found.error("bad_locale", at, message);
    }
    for (at, text, _) in texts.iter().filter(|(_, text, _)| !text.is_empty()) {
        let has: BTreeSet<&str> = text.locales().collect();
        for locale in used.difference(&has) {
            let shown = text.pick(locale, &[crate::text::DEFAULT_LOCALE]).map_or("", |(shown, _)| shown);
            let message =
                format!("There is no text in {locale}, though others have one; people who read {locale} see {shown}.");
            found.warning("missing_translation", at.clone(), message);
        }
    }
}

/// Whether a text has the form of a BCP 47 tag: a language and further parts.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or("");
    let fits =
        |part: &str, least: usize| (least..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| fits(part, 1))
}

fn check_said(at: &str, said: &str, role: Role, found: &mut Findings) {
    if said.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        found.error("bad_text", at, "It contains a control character that cannot be shown; remove it.");
    }
    let lower = said.to_lowercase();
    if matches!(role, Role::Title | Role::Heading) && said.chars().count() > LONG_TITLE {
        found.hint("long_title", at, "A long heading is skimmed; move the details to the description.");
    }
    if matches!(role, Role::Title | Role::Marked)
        && let Some(word) = LEADING.iter().find(|word| lower.contains(**word))
    {
        found.warning("leading_words", at, format!("\"{word}\" leads the answer; ask in neutral words."));
    }
    if lower.contains("net promoter") || said.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == "NPS") {
        let message = "People do not know this term, and it is a registered mark; leave it out of what they read.";
        found.warning("trademark", at, message);
    }
    if matches!(role, Role::Marked | Role::Told) {
        links(said).for_each(|url| check_url(at, url, found));
    }
}

pub(super) fn check_url(at: &str, url: &str, found: &mut Findings) {
    if !is_safe_url(url) {
        let message = "A link leads to https:, mailto:, tel: or a path of your own that starts with /.";
        found.error("unsafe_url", at, message);
    }
}

fn check_privacy(content: &Content, survey: &Survey, texts: &[Said<'_>], found: &mut Findings) {
    let (at, privacy) = ("body.survey.privacy", &survey.privacy);
    if privacy.readers.is_empty() {
        found.warning("readers_unsaid", format!("{at}.readers"), "Say who reads the answers.");
    }
    if privacy.purpose.is_empty() {
        found.warning("purpose_unsaid", format!("{at}.purpose"), "Say why it is asked.");
    }
    let anonymous = privacy.mode == PrivacyMode::Anonymous;
    for (at, text, _) in texts {
        for said in text.0.values().map(|said| said.to_lowercase()) {
            if !anonymous && (said.contains("anonymous") || said.contains("匿名")) {
                let message =
                    "It promises to be anonymous, but answers are tied to the person; change the words or the mode.";
                found.error("false_promise", at.clone(), message);
            }
            if privacy.mode != PrivacyMode::Identified && WHO.iter().any(|word| said.contains(word)) {
                let message = "It asks who somebody is, but promises not to know; ask neither or identify openly.";
                found.warning("asks_who", at.clone(), message);
            }
        }
    }
    if anonymous && is_narrow(&content.audience) {
        let message = "Answers carry no traits, but a narrow audience can give people away; ask a wider one.";
        found.warning("anonymous_audience", "audience", message);
    }
    if anonymous && content.holdout > 0 {
        let message = "Anonymous answers cannot be read against who was held out; hold nobody out.";
        found.warning("anonymous_holdout", "holdout", message);
    }
}

/// Whether an audience picks people by what is known of them.
fn is_narrow(condition: &Condition) -> bool {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => inner.iter().any(is_narrow),
        Condition::Not(inner) => is_narrow(inner),
        Condition::Person(_) | Condition::Company(_) | Condition::Segment(_) => true,
        Condition::Locale(_) | Condition::Device(_) | Condition::Visitor(_) | Condition::History { .. } => false,
    }
}

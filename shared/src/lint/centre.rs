//! Advice on resource centres and articles.

use super::words::{self, Role, Said};
use super::{Findings, checklist, tour};
use crate::content::trigger::Cause;
use crate::content::{Article, Centre, Content};

pub(super) fn check(content: &Content, centre: &Centre, found: &mut Findings) {
    let at = "body.resource_centre";
    if centre.title.is_empty() {
        found.error("empty_title", format!("{at}.title"), "Say what it is called; its launcher says so too.");
    }
    if centre.contact.is_none() {
        let message = "Say how a human is reached; who finds no answer would else be left alone.";
        found.warning("no_contact", format!("{at}.contact"), message);
    }
    if content.trigger.cause != Cause::Manual {
        let message = "Its launcher brings the widget to every page. With a help button of your own that calls waymark.start, \
             it is loaded only where somebody asks for help.";
        found.hint("launcher_everywhere", "trigger.cause", message);
    }
    let mut texts = vec![(format!("{at}.title"), &centre.title, Role::Heading)];
    for (index, section) in centre.sections.iter().enumerate() {
        let at = format!("{at}.sections[{index}]");
        texts.push((format!("{at}.title"), &section.title, Role::Heading));
        for (number, entry) in section.entries.iter().enumerate() {
            let at = format!("{at}.entries[{number}]");
            if entry.label.is_empty() {
                found.error("empty_label", format!("{at}.label"), "Write what the entry says.");
            }
            checklist::check_action(&format!("{at}.to"), &entry.to, found);
            texts.push((format!("{at}.label"), &entry.label, Role::Label));
        }
    }
    if let Some(contact) = &centre.contact {
        words::check_link(&format!("{at}.contact"), contact, found);
        texts.push((format!("{at}.contact.label"), &contact.label, Role::Label));
    }
    words::check_texts(at, &texts, found);
}

pub(super) fn check_article(article: &Article, found: &mut Findings) {
    let at = "body.article";
    if article.title.is_empty() || article.text.is_empty() {
        found.error("empty_article", at, "Give it a heading and something to read.");
    }
    if let Some(media) = &article.media {
        tour::check_media(at, media, found);
    }
    let mut texts: Vec<Said<'_>> =
        vec![(format!("{at}.title"), &article.title, Role::Heading), (format!("{at}.text"), &article.text, Role::Told)];
    texts.extend(article.media.iter().map(|media| (format!("{at}.media.alt"), &media.alt, Role::Label)));
    words::check_texts(at, &texts, found);
}

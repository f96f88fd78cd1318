//! Beginnings of each kind, for when no template fits.
//!
//! Deliberately absent: elements of a real page. Each target is made up, and lint and results say so while it is.

use crate::text::{Words, launcher as l, start as s, steps as t};
use shared::content::{Content, Kind};

/// What is said of a beginning.
#[derive(Clone, Copy, PartialEq)]
pub struct Blank {
    /// Its heading.
    pub title: Words,
    /// What it is for.
    pub hint: Words,
    /// What its button says.
    pub action: Words,
    /// What its draft is called at first.
    pub name: Words,
}

/// One NPS question without words, and a thank-you.
const SURVEY: &str = r#"{"key": "survey", "name": "", "body": {"survey": {"questions": [
    {"key": "score", "title": {}, "kind": {"nps": {}}},
    {"key": "thanks", "title": {"en": "Thank you", "ja": "ありがとうございます"}, "kind": "thanks"}
]}}}"#;

fn said(kind: Kind) -> Blank {
    let (title, hint, action, name) = match kind {
        Kind::Survey => (s::TEMPLATE_SCRATCH, s::TEMPLATE_SCRATCH_HINT, s::TEMPLATE_SCRATCH_DO, s::NEW_NAME_FALLBACK),
        Kind::Tour => (t::NEW_TOUR, t::NEW_TOUR_HINT, t::NEW_TOUR_DO, t::NEW_TOUR),
        Kind::Announcement => {
            (t::NEW_ANNOUNCEMENT, t::NEW_ANNOUNCEMENT_HINT, t::NEW_ANNOUNCEMENT_DO, t::NEW_ANNOUNCEMENT)
        }
        Kind::Banner => (t::NEW_BANNER, t::NEW_BANNER_HINT, t::NEW_BANNER_DO, t::NEW_BANNER),
        Kind::Hotspot => (t::NEW_HOTSPOT, t::NEW_HOTSPOT_HINT, t::NEW_HOTSPOT_DO, t::NEW_HOTSPOT),
        Kind::Checklist => (l::NEW_CHECKLIST, l::NEW_CHECKLIST_HINT, l::NEW_CHECKLIST_DO, l::NEW_CHECKLIST),
        Kind::ResourceCentre => (l::NEW_CENTRE, l::NEW_CENTRE_HINT, l::NEW_CENTRE_DO, l::NEW_CENTRE),
        Kind::Article => (l::NEW_ARTICLE, l::NEW_ARTICLE_HINT, l::NEW_ARTICLE_DO, l::NEW_ARTICLE),
        // A message is written to somebody, on their page; this is said of none here.
        Kind::Message => (l::KIND_MESSAGE, l::KIND_MESSAGE, l::KIND_MESSAGE, l::KIND_MESSAGE),
    };
    Blank { title, hint, action, name }
}

fn with_words(content: Content) -> (Content, Option<Blank>) {
    let blank = said(content.body.kind());
    (content, Some(blank))
}

/// An empty survey.
pub fn survey() -> Option<(Content, Option<Blank>)> {
    serde_json::from_str(SURVEY).ok().map(with_words)
}

fn beginnings(text: &str) -> Vec<(Content, Option<Blank>)> {
    let list: Vec<Content> = serde_json::from_str(text).unwrap_or_default();
    list.into_iter().map(with_words).collect()
}

/// A tour of three steps, an announcement, a banner and a hotspot.
pub fn guides() -> Vec<(Content, Option<Blank>)> {
    beginnings(include_str!("beginnings.json"))
}

/// A checklist, a resource centre and an article.
pub fn self_help() -> Vec<(Content, Option<Blank>)> {
    beginnings(include_str!("self_help.json"))
}

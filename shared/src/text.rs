//! Texts by locale with fallback, the direction of a locale, and the small safe markup (bold, link, code, list).
//!
//! Deliberately absent: HTML. Markup is parsed into pieces that the view turns into nodes.

mod markup;
mod search;
mod variables;

use crate::map::Map;
use serde::{Deserialize, Serialize};

pub use markup::{Block, Piece, is_safe_url, links, markup, plain};
pub use search::{cut, position};
pub use variables::{fill_in, variables};

/// The locale that a text falls back to when it has no form for the wanted one.
pub const DEFAULT_LOCALE: &str = "en";

/// A text in one or more locales, keyed by BCP 47 tag (`en`, `ja`, `pt-BR`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Text(pub Map<String, String>);

impl<const N: usize> From<[(&str, &str); N]> for Text {
    fn from(forms: [(&str, &str); N]) -> Self {
        Self(forms.into_iter().map(|(locale, text)| (locale.to_owned(), text.to_owned())).collect())
    }
}

impl Text {
    /// Whether there is no text in any locale.
    pub fn is_empty(&self) -> bool {
        self.forms().next().is_none()
    }

    /// The locales that have a text.
    pub fn locales(&self) -> impl Iterator<Item = &str> {
        self.forms().map(|(locale, _)| locale)
    }

    /// The text for this locale after fallback; empty only if there is no text at all.
    pub fn get(&self, locale: &str) -> &str {
        self.pick(locale, &[DEFAULT_LOCALE]).map_or("", |(_, text)| text)
    }

    /// The text for this locale with the locale it is really in, for `lang` and `dir`.
    ///
    /// Tried in this order: the locale itself, its parents (`pt-BR`, then `pt`), another form of the same language
    /// (`pt` finds `pt-BR`), the defaults in their order likewise, any first text. `None` only if there is none.
    pub fn pick(&self, locale: &str, defaults: &[&str]) -> Option<(&str, &str)> {
        let mut wanted = core::iter::once(locale).chain(defaults.iter().copied());
        wanted.find_map(|locale| self.related(locale)).or_else(|| self.forms().next())
    }

    fn related(&self, locale: &str) -> Option<(&str, &str)> {
        let mut tag = locale;
        loop {
            let found = self.forms().find(|(candidate, _)| same_tag(candidate, tag));
            if found.is_some() {
                return found;
            }
            let Some((parent, _)) = tag.rsplit_once(['-', '_']) else { break };
            tag = parent;
        }
        self.forms().find(|(candidate, _)| language(candidate).eq_ignore_ascii_case(tag))
    }

    /// Every form that is not blank.
    fn forms(&self) -> impl Iterator<Item = (&str, &str)> {
        let filled = self.0.iter().filter(|(_, text)| !text.trim().is_empty());
        filled.map(|(locale, text)| (locale.as_str(), text.as_str()))
    }
}

/// Whether two tags are the same; `ja_JP` is read as `ja-JP`.
fn same_tag(one: &str, other: &str) -> bool {
    let plain = |c: u8| if c == b'_' { b'-' } else { c.to_ascii_lowercase() };
    one.bytes().map(plain).eq(other.bytes().map(plain))
}

/// The language subtag: `pt` of `pt-BR`.
pub fn language(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// The direction in which a locale is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    LeftToRight,
    /// Right to left.
    RightToLeft,
}

impl Direction {
    /// The value of the `dir` attribute.
    pub fn attribute(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// Scripts written from right to left (ISO 15924) that living languages use.
const RTL_SCRIPTS: [&str; 9] = ["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"];

/// Languages whose usual script is one of [`RTL_SCRIPTS`] (CLDR's likely subtags; `iw` and `ji` are old codes).
const RTL_LANGUAGES: [&str; 21] = [
    "ar", "arc", "arz", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "ks", "mzn", "nqo", "ps", "sd", "syr", "ug",
    "ur", "uz-af", "yi",
];

/// The direction of a locale; a script in the tag (`az-Arab`, `ks-Deva`) overrules the language.
pub fn direction(tag: &str) -> Direction {
    let known = |list: &[&str], text: &str| list.iter().any(|item| same_tag(item, text));
    let script =
        tag.split(['-', '_']).skip(1).find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let right_to_left = match script {
        Some(script) => known(&RTL_SCRIPTS, script),
        None => known(&RTL_LANGUAGES, language(tag)) || known(&RTL_LANGUAGES, tag),
    };
    if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
}

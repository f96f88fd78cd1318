//! The part of a text where most of what was sought stands together.
//!
//! Deliberately absent: marking what was found; the reader sees it.

use super::slip;
use super::token::{Kind, Token, tokens};
use std::collections::BTreeSet;

/// Length of an excerpt, characters; what is written without spaces says as much in half of them.
const LENGTH: usize = 140;
/// How much stands before the first term, characters.
const BEFORE: usize = 30;

/// An excerpt of a text without markup; its beginning where nothing of the query stands in it.
pub(super) fn around(text: &str, wanted: &[Token]) -> String {
    let found: Vec<(usize, usize)> = tokens(text)
        .iter()
        .filter_map(|token| Some((wanted.iter().position(|wanted| fits(wanted, token))?, token.place.start)))
        .collect();
    let width = |c: char| if c.len_utf8() > 2 { 2 } else { 1 };
    let fits_whole = text.chars().map(width).sum::<usize>() <= LENGTH;
    let start = if fits_whole { 0 } else { best(text, &found).unwrap_or(0) };
    let from = text[..start].char_indices().rev().take(BEFORE).last().map_or(start, |(at, _)| at);
    let from = if from == 0 { 0 } else { after_break(text, from, start) };
    let mut room = LENGTH;
    let mut until = text.len();
    for (at, c) in text[from..].char_indices() {
        if room < width(c) {
            until = from + at;
            break;
        }
        room -= width(c);
    }
    let said = text[from..until].split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, after) = (if from > 0 { "…" } else { "" }, if until < text.len() { "…" } else { "" });
    format!("{before}{said}{after}")
}

fn fits(wanted: &Token, token: &Token) -> bool {
    match wanted.kind {
        Kind::Pair => token.term == wanted.term,
        Kind::Single => token.term.contains(&wanted.term),
        Kind::Word => {
            token.term.starts_with(&wanted.term)
                || (slip::is_long_enough(&wanted.term)
                    && token.kind == Kind::Word
                    && slip::is_near(&wanted.term, &token.term))
        }
    }
}

/// Where the window begins that holds the most different terms of the query.
fn best(text: &str, found: &[(usize, usize)]) -> Option<usize> {
    let holds = |start: usize| {
        let end = text[start..].char_indices().nth(LENGTH - BEFORE).map_or(text.len(), |(at, _)| start + at);
        let inside = found.iter().filter(|(_, at)| (start..end).contains(at));
        inside.map(|(term, _)| term).collect::<BTreeSet<_>>().len()
    };
    // Of equals the first: later ones must hold more.
    let mut best = None;
    for (_, start) in found.iter().take(500) {
        let count = holds(*start);
        if best.is_none_or(|(_, most)| count > most) {
            best = Some((*start, count));
        }
    }
    best.map(|(start, _)| start)
}

/// The first place after a space or a full stop, so that no word is cut in two; where there is none, the place itself.
fn after_break(text: &str, from: usize, until: usize) -> usize {
    let breaks = |c: char| c.is_whitespace() || matches!(c, '。' | '、');
    let found = text[from..until].char_indices().find(|(_, c)| breaks(*c));
    found.map_or(from, |(at, c)| from + at + c.len_utf8())
}

//! The small safe markup: `**bold**`, `[label](url)`, `` `code` ``, lists of lines that begin with `- `.
//!
//! A marker without its partner, or a link to anywhere unsafe, stays as the text it is: nothing is lost, nothing runs.
//! Deliberately absent: HTML, images, escapes, nesting beyond code and links within bold.

use super::{cut, position};

/// A block of a marked-up text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// Lines of running text.
    Paragraph(Vec<Piece<'a>>),
    /// A list, one entry per line.
    List(Vec<Vec<Piece<'a>>>),
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain text.
    Text(&'a str),
    /// Emphasised; contains no further bold.
    Bold(Vec<Piece<'a>>),
    /// Computer text.
    Code(&'a str),
    /// A link whose address [`is_safe_url`].
    Link {
        /// What it says.
        label: &'a str,
        /// Where it leads.
        url: &'a str,
    },
    /// A new line within a paragraph.
    Break,
}

/// Whether a link may lead there: `https:`, `mailto:`, `tel:`, or within the host (`/path`, `?query`, `#part`).
///
/// White space and control characters are refused anywhere, since browsers drop some of them before reading the scheme;
/// `//` and `/\` are refused because they leave the host.
pub fn is_safe_url(url: &str) -> bool {
    if url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return false;
    }
    if let Some(path) = url.strip_prefix('/') {
        return !path.starts_with(['/', '\\']);
    }
    if url.starts_with(['?', '#']) {
        return true;
    }
    ["https://", "mailto:", "tel:"].iter().any(|scheme| {
        let head = url.get(..scheme.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(scheme)) && url.len() > scheme.len()
    })
}

/// Parses a text into blocks; blank lines part paragraphs.
pub fn markup(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open = false;
    for line in text.lines() {
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        if let Some(entry) = line.trim_start().strip_prefix("- ") {
            match blocks.last_mut() {
                Some(Block::List(entries)) if open => entries.push(pieces(entry.trim())),
                _ => blocks.push(Block::List(vec![pieces(entry.trim())])),
            }
        } else {
            match blocks.last_mut() {
                Some(Block::Paragraph(run)) if open => {
                    run.push(Piece::Break);
                    run.extend(pieces(line.trim()));
                }
                _ => blocks.push(Block::Paragraph(pieces(line.trim()))),
            }
        }
        open = true;
    }
    blocks
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    inline(line, false, &mut found);
    found
}

fn inline<'a>(text: &'a str, in_bold: bool, found: &mut Vec<Piece<'a>>) {
    let (mut from, mut at) = (0, 0);
    while let Some(offset) = text[at..].find(['*', '`', '[']) {
        let marker = at + offset;
        at = if let Some((piece, len)) = marked(&text[marker..], in_bold) {
            if from < marker {
                found.push(Piece::Text(&text[from..marker]));
            }
            found.push(piece);
            from = marker + len;
            from
        } else {
            marker + 1
        };
    }
    if from < text.len() {
        found.push(Piece::Text(&text[from..]));
    }
}

/// The piece that begins at this marker and its length in bytes; `None` if the marker is mere text.
fn marked(text: &str, in_bold: bool) -> Option<(Piece<'_>, usize)> {
    if let Some(rest) = text.strip_prefix("**") {
        let end = position(rest, "**").filter(|end| *end > 0 && !in_bold)?;
        let mut inner = Vec::new();
        inline(&rest[..end], true, &mut inner);
        return Some((Piece::Bold(inner), end + 4));
    }
    if let Some(rest) = text.strip_prefix('`') {
        let end = rest.find('`').filter(|end| *end > 0)?;
        return Some((Piece::Code(&rest[..end]), end + 2));
    }
    let rest = text.strip_prefix('[')?;
    let (label, after) = cut(rest, "](")?;
    let (url, _) = after.split_once(')')?;
    if label.trim().is_empty() || label.contains(['[', ']']) || !is_safe_url(url) {
        return None;
    }
    Some((Piece::Link { label, url }, label.len() + url.len() + 4))
}

/// What the text says without its marks, blocks and entries on lines of their own.
pub fn plain(text: &str) -> String {
    let mut said = String::new();
    for block in markup(text) {
        match block {
            Block::Paragraph(run) => add_line(&run, &mut said),
            Block::List(entries) => entries.iter().for_each(|entry| add_line(entry, &mut said)),
        }
    }
    said
}

fn add_line(run: &[Piece], said: &mut String) {
    if !said.is_empty() {
        said.push('\n');
    }
    add(run, said);
}

fn add(run: &[Piece], said: &mut String) {
    for piece in run {
        match piece {
            Piece::Text(text) | Piece::Code(text) | Piece::Link { label: text, .. } => said.push_str(text),
            Piece::Bold(inner) => add(inner, said),
            Piece::Break => said.push('\n'),
        }
    }
}

/// Everything in the text that is written like a link, safe or not: for advice.
pub fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|after| after.split_once(')').map(|(url, _)| url))
}

//! A page's address against page rules: exact, prefix, glob, regular expression; on the path or the whole address.
//!
//! Both sides are compared percent-decoded, since browsers write `/設定` as `/%E8%A8%AD…` and people do not; only what
//! would change the structure (`%2F %3F %23 %25 %2A`) stays encoded. Letter case matters, as on most servers.
//! Deliberately absent: parsing addresses in full (ports, credentials, dots in paths); the browser has done it.

use super::Matcher;
use crate::content::trigger::{PageRule, Pattern, UrlPart};
use crate::text::cut;
use std::borrow::Cow;

/// Whether a page is one the rules allow: none of the negated rules fits, and at least one of the others if there are any.
pub fn page_fits(rules: &[PageRule], url: &str, matches: Matcher<'_>) -> bool {
    let mut wanted = None;
    for rule in rules {
        let fits = pattern_fits(&rule.pattern, rule.part, url, matches);
        if rule.not {
            if fits {
                return false;
            }
        } else {
            wanted = Some(wanted.unwrap_or(false) || fits);
        }
    }
    wanted.unwrap_or(true)
}

/// Whether one rule fits by itself, its negation included.
pub fn rule_fits(rule: &PageRule, url: &str, matches: Matcher<'_>) -> bool {
    pattern_fits(&rule.pattern, rule.part, url, matches) != rule.not
}

fn pattern_fits(pattern: &Pattern, part: UrlPart, url: &str, matches: Matcher<'_>) -> bool {
    let raw = match part {
        UrlPart::Path => path_of(url),
        UrlPart::Url => url,
    };
    let address = decode(raw);
    match pattern {
        Pattern::Exact(text) => trim_slash(&decode(text)) == trim_slash(&address),
        Pattern::Prefix(text) => match part {
            UrlPart::Path => {
                let text = decode(text);
                let rest = address.strip_prefix(trim_slash(&text));
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            }
            UrlPart::Url => address.starts_with(&*decode(text)),
        },
        Pattern::Glob(text) => {
            let (glob, address) = (decode(text), trim_slash(&address));
            glob_fits(trim_slash(&glob).as_bytes(), address.as_bytes())
                || glob.strip_suffix("/**").is_some_and(|stem| glob_fits(stem.as_bytes(), address.as_bytes()))
        }
        Pattern::Regex(expression) => matches(expression, &address),
    }
}

/// The path of an address, still encoded, without query; a hash route (`#/settings`) is the path. At least `/`.
///
/// The loader does the same: `hash.startsWith('#/') ? hash.slice(1) : pathname`, up to a `?`.
pub fn path_of(url: &str) -> &str {
    let (front, hash) = url.split_once('#').unwrap_or((url, ""));
    let path = if hash.starts_with('/') {
        hash
    } else {
        match cut(front, "://") {
            Some((_, rest)) => rest.find(['/', '?']).map_or("", |at| &rest[at..]),
            None => front,
        }
    };
    match path.split('?').next() {
        Some(path) if !path.is_empty() => path,
        _ => "/",
    }
}

fn trim_slash(text: &str) -> &str {
    text.strip_suffix('/').unwrap_or(text)
}

/// Decodes percent-encoded UTF-8, except characters that structure an address or a pattern.
fn decode(text: &str) -> Cow<'_, str> {
    // As bytes: a character may be any, and looking for any brings the search for texts along.
    if !text.bytes().any(|byte| byte == b'%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match encoded_byte(&bytes[at..]) {
            Some(byte) if !b"/?#%*".contains(&byte) => {
                decoded.push(byte);
                at += 3;
            }
            _ => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    // What is not UTF-8 after decoding was in another encoding; it is compared as it was written.
    String::from_utf8(decoded).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn encoded_byte(bytes: &[u8]) -> Option<u8> {
    let &[b'%', high, low, ..] = bytes else { return None };
    let digit = |b: u8| char::from(b).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// Whether a glob fits a whole text. Keeps the last `*` and the last `**` to fall back to, so it needs no memory and
/// no more than text² · glob steps.
fn glob_fits(glob: &[u8], text: &[u8]) -> bool {
    let (mut g, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    let mut double: Option<(usize, usize)> = None;
    loop {
        if glob[g..].starts_with(b"**") {
            g += 2;
            (double, star) = (Some((g, t)), None);
        } else if glob.get(g) == Some(&b'*') {
            g += 1;
            star = Some((g, t));
        } else if g < glob.len() && glob.get(g) == text.get(t) {
            (g, t) = (g + 1, t + 1);
        } else if g == glob.len() && t == text.len() {
            return true;
        } else if let Some((after, from)) = star.filter(|(_, from)| text.get(*from).is_some_and(|b| *b != b'/')) {
            star = Some((after, from + 1));
            (g, t) = (after, from + 1);
        } else if let Some((after, from)) = double.filter(|(_, from)| *from < text.len()) {
            (double, star) = (Some((after, from + 1)), None);
            (g, t) = (after, from + 1);
        } else {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &Pattern, part: UrlPart, url: &str, expected: bool) {
        let found = |_: &str, text: &str| text.contains("found");
        assert_eq!(pattern_fits(pattern, part, url, &found), expected, "{pattern:?} on {url}");
    }

    #[track_caller]
    fn path(pattern: &Pattern, url: &str, expected: bool) {
        check(pattern, UrlPart::Path, url, expected);
    }

    #[test]
    fn the_path_is_found_in_whole_addresses_hash_routes_and_bare_paths() {
        for (url, expected) in [
            ("https://app.example/settings/team?tab=1#top", "/settings/team"),
            ("https://app.example", "/"),
            ("https://app.example?x=1", "/"),
            ("https://app.example/?next=https://b.example/x", "/"),
            ("https://app.example/#/settings/team?tab=1", "/settings/team"),
            ("https://app.example/app#/", "/"),
            ("https://app.example/app#section", "/app"),
            ("/settings?x", "/settings"),
            ("", "/"),
        ] {
            assert_eq!(path_of(url), expected, "{url}");
        }
    }

    #[test]
    fn an_exact_path_ignores_one_trailing_slash_and_the_query() {
        for (pattern, url, expected) in [
            ("/settings", "https://a.example/settings", true),
            ("/settings", "https://a.example/settings/?x=1", true),
            ("/settings/", "https://a.example/settings", true),
            ("/settings", "https://a.example/settings/team", false),
            ("/settings", "https://a.example/Settings", false),
            ("/", "https://a.example", true),
            ("/", "https://a.example/a", false),
            ("/設定", "https://a.example/%E8%A8%AD%E5%AE%9A", true),
            ("/%E8%A8%AD%E5%AE%9A", "https://a.example/%e8%a8%ad%e5%ae%9a/", true),
            ("/a/b", "https://a.example/a%2Fb", false),
        ] {
            path(&Pattern::Exact(pattern.into()), url, expected);
        }
    }

    #[test]
    fn a_prefix_takes_whole_segments_of_a_path_and_any_text_of_an_address() {
        for (pattern, url, expected) in [
            ("/settings", "https://a.example/settings/team", true),
            ("/settings", "https://a.example/settings", true),
            ("/settings/", "https://a.example/settings", true),
            ("/settings", "https://a.example/settings-old", false),
            ("/", "https://a.example/anything", true),
            ("", "https://a.example/anything", true),
        ] {
            path(&Pattern::Prefix(pattern.into()), url, expected);
        }
        let url = "https://a.example/list?tab=open&page=2";
        check(&Pattern::Prefix("https://a.example/list?tab=".into()), UrlPart::Url, url, true);
        check(&Pattern::Prefix("https://b.example/".into()), UrlPart::Url, url, false);
    }

    #[test]
    fn a_glob_star_stays_in_its_segment_and_a_double_star_does_not() {
        for (pattern, url, expected) in [
            ("/projects/*", "https://a.example/projects/7", true),
            ("/projects/*", "https://a.example/projects/7/", true),
            ("/projects/*", "https://a.example/projects/7/edit", false),
            ("/projects/*", "https://a.example/projects", false),
            ("/projects/*/edit", "https://a.example/projects/7/edit", true),
            ("/projects/**", "https://a.example/projects/7/edit", true),
            ("/projects/**", "https://a.example/projects", true),
            ("/projects/**", "https://a.example/projectsx", false),
            ("/**/edit", "https://a.example/a/b/edit", true),
            ("/**/*-old/x", "https://a.example/a/b-old/c-old/x", true),
            ("**", "https://a.example/", true),
            ("/*", "https://a.example/", false),
            ("/invoice-*", "https://a.example/invoice-2026-001", true),
            ("/請求書/*", "https://a.example/%E8%AB%8B%E6%B1%82%E6%9B%B8/1", true),
        ] {
            path(&Pattern::Glob(pattern.into()), url, expected);
        }
        check(&Pattern::Glob("https://*.example/**".into()), UrlPart::Url, "https://a.example/b/c?d", true);
    }

    #[test]
    fn a_regular_expression_is_given_the_decoded_part() {
        path(&Pattern::Regex(String::new()), "https://a.example/f%6Fund", true);
        path(&Pattern::Regex(String::new()), "https://a.example/?found", false);
        check(&Pattern::Regex(String::new()), UrlPart::Url, "https://a.example/?found", true);
    }

    #[test]
    fn negated_rules_only_take_pages_away() {
        let rule = |text: &str, not| PageRule { pattern: Pattern::Prefix(text.into()), part: UrlPart::Path, not };
        let fits = |rules: &[PageRule], url| page_fits(rules, url, &|_, _| false);
        assert!(fits(&[], "/a"));
        assert!(fits(&[rule("/admin", true)], "/a"));
        assert!(!fits(&[rule("/admin", true)], "/admin/x"));
        assert!(fits(&[rule("/a", false), rule("/b", false), rule("/b/x", true)], "/b/y"));
        assert!(!fits(&[rule("/a", false), rule("/b", false), rule("/b/x", true)], "/b/x"));
        assert!(!fits(&[rule("/a", false)], "/c"));
        assert!(rule_fits(&rule("/a", true), "/c", &|_, _| false));
    }

    #[test]
    fn text_in_another_encoding_is_compared_as_written() {
        path(&Pattern::Exact("/%83%65".into()), "https://a.example/%83%65", true);
        path(&Pattern::Exact("/%zz%".into()), "https://a.example/%zz%", true);
    }
}

//! Texts: fallback between locales, direction, and the safe markup.

use proptest::prelude::*;
use waymark_shared::text::{Block, Direction, Piece, Text, direction, is_safe_url, links, markup, plain};

#[test]
fn a_locale_falls_back_to_its_parent_its_language_the_default_and_then_anything() {
    let text = Text::from([("en", "Hello"), ("ja", "こんにちは"), ("pt-BR", "Olá")]);
    let check =
        |wanted: &str, expected: (&str, &str)| assert_eq!(text.pick(wanted, &["en"]), Some(expected), "{wanted}");
    check("ja", ("ja", "こんにちは"));
    check("ja-JP", ("ja", "こんにちは"));
    check("JA_jp", ("ja", "こんにちは"));
    check("pt-br", ("pt-BR", "Olá"));
    check("pt", ("pt-BR", "Olá"));
    check("pt-PT", ("pt-BR", "Olá"));
    check("de-AT", ("en", "Hello"));
    check("", ("en", "Hello"));
    check("e", ("en", "Hello"));
    assert_eq!(text.pick("de", &["fr", "ja"]), Some(("ja", "こんにちは")));
    assert_eq!(Text::from([("ja", "はい")]).get("en"), "はい");
}

#[test]
fn a_blank_form_counts_as_missing() {
    let text = Text::from([("en", "  "), ("ja", "はい")]);
    assert_eq!(text.get("en"), "はい");
    assert_eq!(text.locales().collect::<Vec<_>>(), ["ja"]);
    assert!(Text::from([("en", "")]).is_empty());
    assert_eq!(Text::default().get("en"), "");
}

#[test]
fn the_direction_comes_from_the_script_and_else_the_language() {
    for tag in ["ar", "ar-EG", "he", "HE-il", "fa", "ur-PK", "yi", "dv", "az-Arab", "ckb-IQ", "uz-AF"] {
        assert_eq!(direction(tag), Direction::RightToLeft, "{tag}");
    }
    for tag in ["en", "ja", "", "az", "ks-Deva", "ar-Latn", "arn", "hr", "uz", "en-Arabia"] {
        assert_eq!(direction(tag), Direction::LeftToRight, "{tag}");
    }
    assert_eq!(direction("ar").attribute(), "rtl");
}

#[test]
fn only_urls_that_stay_harmless_are_safe() {
    let safe = "https://example.com/a?b#c HTTPS://example.com mailto:a@b.c tel:+81312345678 / /a/b #x ?q=1";
    for url in safe.split(' ') {
        assert!(is_safe_url(url), "{url}");
    }
    let unsafe_urls = "javascript:alert(1) JaVaScRiPt:alert(1) data:text/html,x vbscript:x //evil.example \
                       /\\evil.example http://example.com https: https:// mailto: ftp://x https:/evil path ./path";
    for url in unsafe_urls.split(' ') {
        assert!(!is_safe_url(url), "{url}");
    }
    for url in ["", "java\nscript:alert(1)", " https://example.com", "\u{1}javascript:x", "/a\tb", "/a b"] {
        assert!(!is_safe_url(url), "{url:?}");
    }
}

#[test]
fn markup_becomes_pieces() {
    let check = |text: &str, expected: Vec<Block>| assert_eq!(markup(text), expected, "{text}");
    let said = |text| Block::Paragraph(vec![Piece::Text(text)]);
    check("", vec![]);
    let bold = Piece::Bold(vec![Piece::Text("b "), Piece::Code("c")]);
    check("a **b `c`** d", vec![Block::Paragraph(vec![Piece::Text("a "), bold, Piece::Text(" d")])]);
    let link = Piece::Link { label: "docs", url: "/help" };
    check("see [docs](/help)", vec![Block::Paragraph(vec![Piece::Text("see "), link])]);
    check("one\ntwo", vec![Block::Paragraph(vec![Piece::Text("one"), Piece::Break, Piece::Text("two")])]);
    check("one\n\ntwo", vec![said("one"), said("two")]);
    let list = Block::List(vec![vec![Piece::Text("a")], vec![Piece::Text("b")]]);
    check("- a\n- b\nc", vec![list, said("c")]);
    let entry = |text| Block::List(vec![vec![Piece::Text(text)]]);
    check("- a\n\n- b", vec![entry("a"), entry("b")]);
}

#[test]
fn a_marker_without_its_partner_and_an_unsafe_link_stay_text() {
    let texts =
        ["2 * 3", "a ** b", "`open", "[label]", "[label](", "[a](javascript:alert(1))", "****", "``", "[](/x)", "-a"];
    for text in texts {
        assert_eq!(plain(text), text);
        assert!(matches!(&markup(text)[..], [Block::Paragraph(run)] if matches!(run[..], [Piece::Text(_)])), "{text}");
    }
}

#[test]
fn links_are_found_for_advice_whether_safe_or_not() {
    let found: Vec<&str> = links("[a](/x) and [b](javascript:y) and [c](").collect();
    assert_eq!(found, ["/x", "javascript:y"]);
}

fn urls<'a>(run: &[Piece<'a>], into: &mut Vec<&'a str>) {
    for piece in run {
        match piece {
            Piece::Link { url, .. } => into.push(url),
            Piece::Bold(inner) => urls(inner, into),
            Piece::Text(_) | Piece::Code(_) | Piece::Break => {}
        }
    }
}

proptest! {
    #[test]
    fn no_text_panics_and_no_parsed_link_is_unsafe(
        text in "([a-z \\-*`\\[\\]()\n:/あ]|\\*\\*|\\]\\(|- |javascript:|https://x|/p){0,60}"
    ) {
        let mut found = Vec::new();
        for block in markup(&text) {
            match block {
                Block::Paragraph(run) => urls(&run, &mut found),
                Block::List(entries) => entries.iter().for_each(|entry| urls(entry, &mut found)),
            }
        }
        prop_assert!(found.into_iter().all(is_safe_url));
    }

    #[test]
    fn words_survive_whatever_marks_stand_around_them(text in "([a-z0-9あ ]|\\*|`|\n|- ){0,80}") {
        let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        prop_assert_eq!(words(&plain(&text)), words(&text));
    }

    #[test]
    fn a_text_with_any_form_is_never_empty(locale in "[a-zA-Z_-]{0,12}", form in "[a-z]{2}(-[A-Z]{2})?") {
        let text = Text::from([(form.as_str(), "x")]);
        prop_assert_eq!(text.get(&locale), "x");
    }
}

//! Regular expressions that can be published: what is refused and why, and that Rust reads the rest as JavaScript does.

use proptest::prelude::*;
use waymark_shared::targeting::pattern::{RegexProblem, check_regex, to_rust};

#[test]
fn what_one_side_reads_otherwise_or_what_can_freeze_a_page_is_refused() {
    use RegexProblem::{
        Class, Count, Empty, Escape, Group, NestedRepeat, NothingToRepeat, TooDeep, TooLong, TooManyRepeats, Unclosed,
    };
    let long = "a".repeat(501);
    let deep = format!("{}a{}", "(".repeat(9), ")".repeat(9));
    for (expression, problem) in [
        ("", Empty),
        (long.as_str(), TooLong),
        (deep.as_str(), TooDeep),
        ("(a", Unclosed),
        ("a)", Unclosed),
        ("[a", Unclosed),
        ("a]", Unclosed),
        ("a}", Unclosed),
        ("a{", Unclosed),
        ("a{x}", Unclosed),
        ("a{1,2", Unclosed),
        ("(?=a)", Group),
        ("(?<n>a)", Group),
        ("(?i)a", Group),
        ("(?", Group),
        (r"\1", Escape),
        (r"\p{L}", Escape),
        (r"\u0041", Escape),
        (r"\B", Escape),
        (r"\-", Escape),
        (r"\", Escape),
        ("[]", Class),
        ("[^]", Class),
        ("[z-a]", Class),
        (r"[\d-x]", Class),
        (r"[a-\d]", Class),
        ("[a[b]]", Class),
        ("[a&&b]", Class),
        ("*a", NothingToRepeat),
        ("a**", NothingToRepeat),
        ("a+{2}", NothingToRepeat),
        ("^*", NothingToRepeat),
        (r"\b+", NothingToRepeat),
        ("a|*", NothingToRepeat),
        ("a{101}", Count),
        ("a{3,2}", Count),
        ("(a+)+", NestedRepeat),
        ("(a*)*", NestedRepeat),
        ("(?:a?){2}", NestedRepeat),
        ("(a|a)*", NestedRepeat),
        ("((a+)b)*", NestedRepeat),
        ("(a{1,2})*", NestedRepeat),
        (".*a.*b.*c.*d.*e.*", TooManyRepeats),
    ] {
        assert_eq!(check_regex(expression), Err(problem), "{expression}");
    }
}

#[test]
fn what_addresses_need_is_accepted_and_read_as_javascript_reads_it() {
    // The expected answers are those of `new RegExp(expression, 'u').test(text)`.
    for (expression, text, expected) in [
        (r"^/invoices/\d+$", "/invoices/2026", true),
        (r"^/invoices/\d+$", "/invoices/２０２６", false),
        (r"^/invoices/\d+$", "/invoices/2026\n", false),
        (r"^/(?:ja|en)/help(?:/[a-z-]+)?/?$", "/ja/help/first-steps/", true),
        (r"^/(?:ja|en)/help(?:/[a-z-]+)?/?$", "/fr/help", false),
        (r"\w+\.example", "app.example", true),
        (r"^\w$", "é", false),
        (r"^\W$", "é", true),
        (r"^\s$", "\u{feff}", true),
        (r"^\s$", "\u{85}", false),
        (r"^\S$", "\u{85}", true),
        (r"^[^\s]$", "\u{85}", true),
        (r"^[\S]$", "\u{feff}", false),
        (r"^.$", "\u{2028}", false),
        (r"^.$", "\r", false),
        (r"^.$", "😀", true),
        (r"^[^a]$", "\n", true),
        (r"caf\b", "café", true),
        (r"^[a\-z]$", "-", true),
        (r"^[a\-z]$", "b", false),
        (r"^[-a]$", "-", true),
        (r"^[\d-]$", "-", true),
        (r"^[+--]$", ",", true),
        (r"^a{2,3}?$", "aaa", true),
        (r"^a{2}$", "aaa", false),
        (r"^a{0}b$", "b", true),
        (r"^(a|b)(?:c)?$", "b", true),
        (r"^設定/[一-龠]+$", "設定/請求書", true),
        (r"^\/a\.b\?$", "/a.b?", true),
        ("a||b", "", true),
        ("()", "", true),
        ("#~ <>=!@%&,;:'\"`_-/", "#~ <>=!@%&,;:'\"`_-/", true),
    ] {
        let rust = to_rust(expression).unwrap_or_else(|problem| panic!("{expression}: {problem}"));
        let compiled = regex::Regex::new(&rust).unwrap_or_else(|error| panic!("{expression}: {error}"));
        assert_eq!(compiled.is_match(text), expected, "{expression} as {rust} on {text:?}");
    }
}

proptest! {
    #[test]
    fn whatever_is_accepted_compiles(expression in r"[a-c/^$.|()\[\]{}*+?,0-3\\dDwWsSb&~-]{1,12}") {
        if let Ok(rust) = to_rust(&expression) {
            prop_assert!(regex::Regex::new(&rust).is_ok(), "{} as {}", expression, rust);
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(expression in r"\PC{0,20}") {
        let _ = check_regex(&expression);
    }
}

//! Advice on targets: selectors that are missing or will not last, and clicks that cannot happen.

use super::{Findings, rules};
use crate::content::Step;
use crate::content::tour::{Display, On};

/// So many positions in one selector depend on every element above it.
const DEEP: usize = 3;
/// Hexadecimal digits in a row that no person writes.
const LONG_HEX: usize = 8;

pub(super) fn check(at: &str, step: &Step, found: &mut Findings) {
    let clicks = |on: &On| matches!(on, On::Click | On::Entered);
    let (kind, bubble) = match &step.display {
        Display::Bubble(bubble) => ("bubble", Some(bubble)),
        Display::Beacon(bubble) => ("beacon", Some(bubble)),
        _ => ("inline", None),
    };
    let blocked = bubble.and_then(|bubble| bubble.spotlight).is_some_and(|spotlight| spotlight.blocked);
    for (number, _) in step.advance.iter().enumerate().filter(|(_, advance)| clicks(&advance.on)) {
        let at = format!("{at}.advance[{number}].on");
        if step.display.target().is_none() {
            found.error("click_without_target", at, "There is no target to click or fill in; display it beside one.");
        } else if blocked {
            let message =
                "The target cannot be used while the spotlight blocks it, so nothing leads on; let it through.";
            found.error("blocked_click", at, message);
        }
    }
    let Some(target) = step.display.target() else { return };
    let inner = if bubble.is_some() { ".target" } else { "" };
    let at = format!("{at}.display.{kind}{inner}.selectors");
    if target.selectors.is_empty() {
        found.error("no_target", at, "Name the element it belongs to, by a CSS selector.");
        return;
    }
    for (index, selector) in target.selectors.iter().enumerate() {
        let at = format!("{at}[{index}]");
        rules::check_selector(&at, selector, found);
        if looks_generated(selector) {
            let message = "It looks made by a tool and may change with the next build; give the element a lasting name, \
                such as `data-tour`.";
            found.warning("generated_selector", at, message);
        }
    }
}

/// Whether a selector will hardly outlast the next build: names that tools make, or long chains of positions.
fn looks_generated(selector: &str) -> bool {
    let positions = selector.matches(":nth-child(").count() + selector.matches(":nth-of-type(").count();
    let plain = selector.replace('\\', "");
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    positions >= DEEP || has_react_id(&plain) || plain.split(|c| !is_word(c)).any(is_generated_name)
}

/// `:r1:`, as React numbers elements.
fn has_react_id(selector: &str) -> bool {
    selector.split(':').any(|part| {
        let number = part.strip_prefix('r').unwrap_or_default();
        !number.is_empty()
            && number.bytes().all(|b| b.is_ascii_alphanumeric())
            && number.bytes().any(|b| b.is_ascii_digit())
    }) && selector.matches(':').count() >= 2
}

fn is_generated_name(name: &str) -> bool {
    let digits = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    let numbered = |prefix: &str| {
        let rest = name.strip_prefix(prefix).unwrap_or_default();
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())
    };
    // Emotion, Svelte; a word such as `css-grid` has no digit.
    let hashed = ["css-", "svelte-"].iter().any(|prefix| {
        let hash = name.strip_prefix(prefix).and_then(|rest| rest.split('-').next()).unwrap_or_default();
        hash.len() >= 5 && digits(hash)
    });
    // styled-components: letters of both cases, or digits.
    let styled = name.strip_prefix("sc-").is_some_and(|rest| {
        let hash = rest.split('-').next().unwrap_or_default();
        hash.len() >= 4 && (digits(hash) || hash.bytes().any(|b| b.is_ascii_uppercase()))
    });
    let long_hex = name
        .split(['-', '_'])
        .any(|part| part.len() >= LONG_HEX && digits(part) && part.bytes().all(|b| b.is_ascii_hexdigit()));
    numbered("ember") || numbered("jss") || hashed || styled || long_hex
}

#[cfg(test)]
mod tests {
    use super::looks_generated;

    #[test]
    fn generated_selectors_are_told_from_written_ones() {
        for selector in [
            ".css-1a2b3c",
            "div.css-1x2y3z4-Button",
            ".sc-bdVaJa",
            ".sc-1a2b",
            "#\\:r1:",
            "[id=':r2a:']",
            "#radix-\\:r5\\:",
            "#ember123",
            ".svelte-1tky8bj",
            "#item-3f2a9c81d0",
            "#a-550e8400-e29b-41d4-a716-446655440000",
            "div:nth-child(2) > ul:nth-child(1) > li:nth-of-type(3)",
        ] {
            assert!(looks_generated(selector), "{selector}");
        }
        for selector in [
            "#save",
            "[data-tour=save]",
            ".css-grid",
            ".sc-menu",
            "#remember",
            "ul > li:nth-child(2)",
            "a:hover",
            "tr:nth-child(2) td:nth-child(3)",
            "#feedback .facade",
            "button:not(:disabled)",
            "#step-2",
        ] {
            assert!(!looks_generated(selector), "{selector}");
        }
    }
}

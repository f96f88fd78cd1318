//! Advice on the ends of scales: that they are named, and that higher is better everywhere.
//!
//! Word lists know English and Japanese; they find the common mistakes, not every one.

use super::Findings;
use crate::content::Question;
use crate::content::survey::QuestionKind;

/// Words that belong to the upper end of a scale.
const UPPER: [&str; 13] = [
    "extremely likely",
    "very satisfied",
    "strongly agree",
    "very easy",
    "excellent",
    "強く薦め",
    "強くすすめ",
    "非常にそう思う",
    "とても満足",
    "大変満足",
    "簡単",
    "強く同意",
    "強くそう思",
];
/// Words that turn the meaning of an upper word round.
const TURNS: [&str; 10] = ["not ", "n't", "dis", "un", "hard", "難", "全く", "まったく", "ない", "ません"];

/// Checks the ends of a question's scale; `at`: its kind.
pub(super) fn check(at: &str, question: &Question, found: &mut Findings) {
    let (low, high, own) = match &question.kind {
        QuestionKind::Nps { low, high }
        | QuestionKind::Ces { low, high, .. }
        | QuestionKind::Csat { low, high, .. } => (low, high, true),
        QuestionKind::Rating { low, high, .. } => (low, high, false),
        _ => return,
    };
    if low.is_empty() != high.is_empty() || (low.is_empty() && !own) {
        found.warning("unlabelled_scale", at, "Say in words what both ends of the scale mean.");
    }
    for (locale, said) in &low.0 {
        let lower = said.to_lowercase();
        let upper = UPPER.iter().any(|word| lower.contains(word)) && !TURNS.iter().any(|word| lower.contains(word));
        if upper || (!said.trim().is_empty() && high.0.get(locale) == Some(said)) {
            let message = "This end of the scale says what the upper end should say; higher is always better.";
            found.error("reversed_scale", format!("{at}.low.{locale}"), message);
        }
    }
}

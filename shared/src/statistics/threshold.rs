//! Below which numbers nothing is shown: a score needs enough answers, a split enough people.
//!
//! Deliberately absent: what is shown instead. Counts, distribution and what people said are always shown.

use super::{Grouped, TooFew};

/// Answers below which there is no score.
pub const MIN_ANSWERS: i64 = 20;
/// Companies below which there is no score, where answers carry companies: a cluster-robust interval needs about ten.
pub const MIN_COMPANIES: i64 = 10;
/// People below which a split is suppressed, verbatims too.
pub const MIN_PEOPLE: i64 = 5;

/// What is lacking for a score; `None` when there is enough. An answer without a company stands for itself, so it counts
/// as one company.
pub fn too_few(answers: &Grouped) -> Option<TooFew> {
    let answers_needed = (MIN_ANSWERS - answers.total().n).max(0);
    let companies_needed = if answers.companies() == 0 { 0 } else { (MIN_COMPANIES - answers.clusters()).max(0) };
    (answers_needed > 0 || companies_needed > 0).then_some(TooFew { answers_needed, companies_needed })
}

/// Whether a split of `part` out of `whole` people would tell who said what: fewer than [`MIN_PEOPLE`] are in it, or fewer
/// than that are outside, whom subtraction from the whole would show. Nobody at all tells nothing.
pub fn identifies(part: i64, whole: i64) -> bool {
    let small = |people: i64| people > 0 && people < MIN_PEOPLE;
    small(part) || small(whole - part)
}

/// Which parts of a split to suppress: those with fewer than [`MIN_PEOPLE`] people, and, while those hidden are together
/// fewer than that, the next smallest, since subtraction from the total would show them.
///
/// Source: complementary suppression; L. Willenborg and T. de Waal, Elements of Statistical Disclosure Control, 2001.
pub fn suppressed(parts: &[i64]) -> Vec<bool> {
    let mut hidden: Vec<bool> = parts.iter().map(|&people| people > 0 && people < MIN_PEOPLE).collect();
    let mut order: Vec<usize> = (0..parts.len()).filter(|&i| !hidden[i] && parts[i] > 0).collect();
    order.sort_by_key(|&i| parts[i]);
    let mut together: i64 = parts.iter().zip(&hidden).filter(|(_, hide)| **hide).map(|(people, _)| people).sum();
    let mut lone = hidden.iter().filter(|hide| **hide).count() == 1;
    for index in order {
        if together == 0 || (together >= MIN_PEOPLE && !lone) {
            break;
        }
        hidden[index] = true;
        together += parts[index];
        lone = false;
    }
    hidden
}

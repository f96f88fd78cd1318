//! Where most are lost: each step against all others together.
//!
//! Every display of a step is one chance to be lost there, given that the run came so far; so the displays of one run count
//! as independent of each other, as in every discrete model of when something ends (P. D. Allison, "Discrete-Time Methods
//! for the Analysis of Event Histories", Sociological Methodology 13, 1982). Colleagues still resemble each other, and the
//! comparison allows for it. Two shares are compared as everywhere (Newcombe's interval, the N - 1 chi-squared test,
//! cluster-robust by company), adjusted by Holm's method over the steps. Whoever is still under way is left out; but closing is
//! quick and going on may take days, so those who are known to have gone on are too few at a step that waits for something. A
//! step is named only where it stands out also if all who are under way there go on: the larger p counts (R. L. Berger,
//! "Multiparameter Hypothesis Testing and Acceptance Sampling", Technometrics 24(4), 1982). Deliberately absent: steps from
//! which nothing leads on; nobody is lost there.

use crate::report::hits::Hits;
use shared::api::report::{Lost, LostAt};
use shared::api::split::Difference;
use shared::id::StepKey;
use shared::statistics::{comparison, figure, holm};

/// A step with how many went on from it, and who is still under way there, as if they did.
pub(super) type Candidate<'a> = (&'a StepKey, &'a Hits<'a>, &'a Hits<'a>);

/// Where most are lost; `None` where fewer than two steps were displayed.
pub(super) fn lost(candidates: &[Candidate<'_>]) -> Option<Lost> {
    let shown: Vec<(&StepKey, Hits<'_>, Hits<'_>)> = candidates
        .iter()
        .map(|(step, went_on, under_way)| (*step, went_on.misses(), under_way.misses()))
        .filter(|(_, lost, _)| lost.times() > 0)
        .collect();
    if shown.len() < 2 {
        return None;
    }
    let mut all = Hits::default();
    for (_, lost, _) in &shown {
        all.add_all(lost);
    }
    let mut compared: Vec<LostAt> =
        shown.iter().filter_map(|(step, lost, stay)| compare(step, (lost, stay), &all.without(lost))).collect();
    if compared.is_empty() {
        return Some(Lost::TooFew);
    }
    // Of two steps there is one comparison, told twice.
    if shown.len() > 2 {
        let p_values: Vec<f64> = compared.iter().map(|one| one.difference.p).collect();
        compared.iter_mut().zip(holm(&p_values)).for_each(|(one, adjusted)| one.difference.p_adjusted = adjusted);
    }
    let stands_out = compared.into_iter().filter(|one| one.difference.is_significant() && one.difference.value > 0.0);
    let most = stands_out.max_by(|one, other| one.share.value.total_cmp(&other.share.value));
    Some(most.map_or(Lost::Nowhere, Lost::At))
}

/// A step against the others, where both are enough.
fn compare(step: &StepKey, (lost, stay): (&Hits<'_>, &Hits<'_>), others: &Hits<'_>) -> Option<LostAt> {
    if lost.too_few().is_some() || others.too_few().is_some() {
        return None;
    }
    let compared = comparison::share(&others.beside(lost))?;
    let comparison::Comparison { difference: value, low, high, p, clustered } = compared;
    let mut at_least = lost.clone();
    at_least.add_all(stay);
    let bound = comparison::share(&others.beside(&at_least))?;
    let p = if bound.difference > 0.0 || value <= 0.0 { p.max(bound.p) } else { 1.0 };
    Some(LostAt {
        step: step.clone(),
        share: figure::share(&lost.grouped()),
        others: figure::share(&others.grouped()),
        difference: Difference { value, low, high, p, p_adjusted: p, clustered },
    })
}

#[cfg(test)]
mod tests;

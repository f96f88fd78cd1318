//! Whether something happened, by company: what a share needs, and the comparison of two.
//!
//! Deliberately absent: formulas; those are in `shared::statistics`.

use shared::api::report::{Estimate, TooFew};
use shared::statistics::comparison::{Groups, Pair};
use shared::statistics::{Grouped, Moments, figure, threshold};
use std::collections::BTreeMap;

/// How often something happened, of how many times it could have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits<'a> {
    companies: BTreeMap<&'a str, Moments>,
    alone: Moments,
}

impl<'a> Hits<'a> {
    /// One more time that it could have happened; `hit`: and did.
    pub fn add(&mut self, company: Option<&'a str>, hit: bool) {
        let one = Moments::of_share(i64::from(hit), 1);
        match company {
            Some(company) => *self.companies.entry(company).or_default() += one,
            None => self.alone += one,
        }
    }

    /// Adds what happened elsewhere.
    pub fn add_all(&mut self, more: &Self) {
        for (company, moments) in &more.companies {
            *self.companies.entry(company).or_default() += *moments;
        }
        self.alone += more.alone;
    }

    /// How often it did not happen.
    #[must_use]
    pub fn misses(&self) -> Self {
        let turned = |hits: Moments| Moments::of_share(hits.n - hits.sum, hits.n);
        let companies = self.companies.iter().map(|(company, hits)| (*company, turned(*hits))).collect();
        Self { companies, alone: turned(self.alone) }
    }

    /// What is left without a part of it.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        let less = |all: Moments, part: Moments| Moments::of_share(all.sum - part.sum, all.n - part.n);
        let of = |company: &str| part.companies.get(company).copied().unwrap_or_default();
        let companies = self.companies.iter().map(|(company, all)| (*company, less(*all, of(company)))).collect();
        Self { companies, alone: less(self.alone, part.alone) }
    }

    /// How often it could have happened.
    pub fn times(&self) -> i64 {
        self.grouped().total().n
    }

    /// How often it did.
    pub fn count(&self) -> i64 {
        self.grouped().total().sum
    }

    /// The same by company, without names.
    pub fn grouped(&self) -> Grouped {
        Grouped { companies: self.companies.values().copied().filter(|c| c.n > 0).collect(), alone: self.alone }
    }

    /// What is lacking for a share.
    pub fn too_few(&self) -> Option<TooFew> {
        threshold::too_few(&self.grouped())
    }

    /// The share in percent with its interval; `None` while there are too few.
    pub fn share(&self) -> Option<Estimate> {
        let grouped = self.grouped();
        threshold::too_few(&grouped).is_none().then(|| figure::share(&grouped))
    }

    /// This as the first group and another as the second; companies in both are known to be the same.
    pub fn beside(&self, second: &Self) -> Groups {
        let names = self.companies.keys().chain(second.companies.keys());
        let mut pairs: BTreeMap<&str, Pair> = names.map(|company| (*company, Pair::default())).collect();
        for (company, pair) in &mut pairs {
            pair.first = self.companies.get(company).copied().unwrap_or_default();
            pair.second = second.companies.get(company).copied().unwrap_or_default();
        }
        Groups { companies: pairs.into_values().collect(), alone: Pair { first: self.alone, second: second.alone } }
    }
}

//! Whether something happened, by company: what a share needs, and the comparison of two.
//!
//! Deliberately absent: formulas; those are in `shared::statistics`.

use shared::api::report::{Estimate, TooFew};
use shared::statistics::comparison::{Groups, Pair};
use shared::statistics::{Grouped, Moments, figure, threshold};

/// How often something happened, of how many times it could have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits<'a> {
    /// In the order of their names, so that two of them are laid beside each other in one pass.
    companies: Vec<(&'a str, Moments)>,
    alone: Moments,
}

impl<'a> Hits<'a> {
    /// So many more times that it could have happened; `hit`: and did. Fast where companies come in the order of their names.
    pub fn add(&mut self, company: Option<&'a str>, hit: bool, times: i64) {
        let more = Moments::of_share(if hit { times } else { 0 }, times);
        let Some(company) = company else {
            self.alone += more;
            return;
        };
        let place = match self.companies.last() {
            Some((last, _)) if *last < company => Err(self.companies.len()),
            Some((last, _)) if *last == company => Ok(self.companies.len() - 1),
            _ => self.companies.binary_search_by_key(&company, |(name, _)| *name),
        };
        match place {
            Ok(place) => self.companies[place].1 += more,
            Err(place) => self.companies.insert(place, (company, more)),
        }
    }

    /// Adds what happened elsewhere.
    pub fn add_all(&mut self, more: &Self) {
        let both = self.side_by_side(more);
        self.companies = both.map(|(company, pair)| (company, pair.first + pair.second)).collect();
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
        let less = |Pair { first: all, second: part }| Moments::of_share(all.sum - part.sum, all.n - part.n);
        let companies = self.side_by_side(part).map(|(company, pair)| (company, less(pair))).collect();
        Self { companies, alone: less(Pair { first: self.alone, second: part.alone }) }
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
        Grouped {
            companies: self.companies.iter().map(|(_, hits)| *hits).filter(|hits| hits.n > 0).collect(),
            alone: self.alone,
        }
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
        let companies = self.side_by_side(second).map(|(_, pair)| pair).collect();
        Groups { companies, alone: Pair { first: self.alone, second: second.alone } }
    }

    /// Each company of either, in the order of their names.
    fn side_by_side<'h>(&'h self, second: &'h Self) -> impl Iterator<Item = (&'a str, Pair)> {
        let mut first = self.companies.iter().copied().peekable();
        let mut second = second.companies.iter().copied().peekable();
        std::iter::from_fn(move || {
            let names = [first.peek(), second.peek()].map(|next| next.map(|(company, _)| *company));
            let company = names.into_iter().flatten().min()?;
            let of = |companies: &mut std::iter::Peekable<_>| {
                companies
                    .next_if(|(next, _): &(&str, Moments)| *next == company)
                    .map(|(_, hits)| hits)
                    .unwrap_or_default()
            };
            Some((company, Pair { first: of(&mut first), second: of(&mut second) }))
        })
    }
}

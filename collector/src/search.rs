//! Finding articles: an index over what is published, and the ranking of what fits a query. Pure.
//!
//! Words of Latin and the like are found by their beginning, and with one slip from five letters on; Japanese, Chinese and
//! Korean by pairs of characters, since they are written without spaces. Width, case, accents and the kind of kana make no
//! difference. Ranked by BM25F: a word in the title weighs more than one among the keywords, and that more than one in the
//! text. Source: S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
//!
//! Deliberately absent: whom an article is for; the caller says who may find which. Stemming: it is another one for each
//! language, and beginnings of words do most of it.

mod excerpt;
mod slip;
mod token;

use shared::content::{Article, Body, Content};
use shared::id::ContentKey;
use shared::session::Hit;
use shared::text::plain;
use std::collections::{BTreeMap, BTreeSet};
use token::{Kind, Token, tokens};

/// Most articles that are found at once.
pub const MAX_HITS: usize = 20;
/// What of a query is read, characters.
const MAX_QUERY: usize = 200;
/// What of a text is searched, bytes.
const MAX_TEXT: usize = 64 * 1024;
/// How much a term weighs in title, keywords and text.
const WEIGHTS: [f64; 3] = [6.0, 3.0, 1.0];
/// How soon further occurrences add nothing, and how much a long field counts against its terms.
const K1: f64 = 1.2;
const B: f64 = 0.6;
/// What a form counts that is not in the person's own language.
const FOREIGN: f64 = 0.6;
/// The share of a query's telling terms that an article must have.
const COVERAGE: f64 = 0.5;

/// Everything that can be found in one environment.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The articles, the oldest publication first.
    articles: Vec<Entry>,
    /// One per article and locale.
    forms: Vec<Form>,
    /// Which forms have a term, and how often in title, keywords and text.
    terms: BTreeMap<String, Places>,
    /// Mean length of title, keywords and text, in terms.
    mean: [f64; 3],
}

#[derive(Clone, Debug)]
struct Entry {
    key: ContentKey,
    article: Article,
}

#[derive(Clone, Debug)]
struct Form {
    article: usize,
    locale: String,
    lengths: [usize; 3],
}

/// How well a term of the query fits one of the index.
type Fit = f64;

/// The forms that have a term, with how often it is in title, keywords and text.
type Places = BTreeMap<usize, [u32; 3]>;

impl Index {
    /// Indexes the articles among these contents, the oldest publication first.
    pub fn new<'a>(contents: impl Iterator<Item = &'a Content>) -> Self {
        let mut index = Self::default();
        for content in contents {
            let Body::Article(article) = &content.body else { continue };
            index.add(&content.key, article);
        }
        let forms = real(index.forms.len()).max(1.0);
        for (field, mean) in index.mean.iter_mut().enumerate() {
            *mean = (index.forms.iter().map(|form| real(form.lengths[field])).sum::<f64>() / forms).max(1.0);
        }
        index
    }

    fn add(&mut self, key: &ContentKey, article: &Article) {
        let texts = [&article.title, &article.keywords, &article.text];
        let locales: BTreeSet<&str> = texts.iter().flat_map(|text| text.locales()).collect();
        for locale in locales {
            let form = self.forms.len();
            let mut lengths = [0; 3];
            for (field, text) in texts.iter().enumerate() {
                let Some(said) = text.0.iter().find(|(tag, _)| *tag == locale).map(|(_, said)| said) else { continue };
                for token in tokens(&plain(cut(said))) {
                    lengths[field] += 1;
                    self.terms.entry(token.term).or_default().entry(form).or_default()[field] += 1;
                }
            }
            self.forms.push(Form { article: self.articles.len(), locale: locale.to_owned(), lengths });
        }
        self.articles.push(Entry { key: key.clone(), article: article.clone() });
    }

    /// What fits the query, the best first; of an empty query the newest. `may_find` says which articles are for whoever asks.
    pub fn find(&self, query: &str, locale: &str, may_find: impl Fn(&ContentKey) -> bool) -> Vec<Hit> {
        let query: String = query.chars().take(MAX_QUERY).collect();
        let open: Vec<bool> = self.articles.iter().map(|entry| may_find(&entry.key)).collect();
        let mut wanted = tokens(&query);
        if query.trim().is_empty() {
            let newest = (0..self.articles.len()).rev().filter(|article| open[*article]);
            return newest.take(MAX_HITS).map(|article| self.hit(article, locale, &[])).collect();
        }
        wanted.dedup_by(|a, b| a.term == b.term);
        let mut scores: Vec<(usize, f64)> =
            self.scores(&wanted, locale).into_iter().filter(|(a, _)| open[*a]).collect();
        scores.sort_by(|(a, one), (b, other)| other.total_cmp(one).then(b.cmp(a)));
        scores.truncate(MAX_HITS);
        scores.into_iter().map(|(article, _)| self.hit(article, locale, &wanted)).collect()
    }

    /// The score of every article that has enough of the query.
    fn scores(&self, wanted: &[Token], locale: &str) -> BTreeMap<usize, f64> {
        let telling = |token: &Token| !token.weak || wanted.iter().all(|token| token.weak);
        let mut sums: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
        for token in wanted {
            for (form, score) in self.of_token(token) {
                let (sum, covered) = sums.entry(form).or_default();
                *sum += score;
                *covered += usize::from(telling(token));
            }
        }
        let all = real(wanted.iter().filter(|token| telling(token)).count()).max(1.0);
        let mut best: BTreeMap<usize, f64> = BTreeMap::new();
        for (form, (sum, covered)) in sums {
            let share = real(covered) / all;
            if share < COVERAGE {
                continue;
            }
            let form = &self.forms[form];
            let own = shared::text::language(&form.locale).eq_ignore_ascii_case(shared::text::language(locale));
            let score = sum * share * if own { 1.0 } else { FOREIGN };
            let known = best.entry(form.article).or_insert(score);
            *known = known.max(score);
        }
        best
    }

    /// What one term of the query adds to each form: that of the best of all terms it fits.
    fn of_token(&self, token: &Token) -> BTreeMap<usize, f64> {
        let fitting = self.fitting(token);
        let having: BTreeSet<usize> =
            fitting.iter().flat_map(|(places, _)| places.keys()).map(|form| self.forms[*form].article).collect();
        let (all, having) = (real(self.articles.len()), real(having.len()));
        let idf = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
        let mut scores: BTreeMap<usize, f64> = BTreeMap::new();
        for (places, fit) in fitting {
            for (form, counts) in places {
                let score = idf * fit * self.saturated(*form, counts);
                let known = scores.entry(*form).or_insert(score);
                *known = known.max(score);
            }
        }
        scores
    }

    fn saturated(&self, form: usize, counts: &[u32; 3]) -> f64 {
        let fields = WEIGHTS.iter().zip(counts).zip(self.forms[form].lengths.iter().zip(self.mean));
        let weight: f64 = fields
            .map(|((weight, count), (length, mean))| weight * f64::from(*count) / (1.0 - B + B * real(*length) / mean))
            .sum();
        weight / (K1 + weight)
    }

    /// The terms of the index that a term of the query fits, and how well.
    fn fitting<'a>(&'a self, token: &Token) -> Vec<(&'a Places, Fit)> {
        let wanted = token.term.as_str();
        match token.kind {
            Kind::Pair => self.terms.get(wanted).map(|places| (places, 1.0)).into_iter().collect(),
            // One character by itself is part of pairs.
            Kind::Single => {
                let parts = self.terms.iter().filter(|(term, _)| term.contains(wanted));
                parts.map(|(_, places)| (places, 1.0)).collect()
            }
            Kind::Word => {
                let mut found: Vec<_> = self
                    .beginning_with(wanted)
                    .map(|(term, places)| (places, if term == wanted { 1.0 } else { 0.7 }))
                    .collect();
                if found.is_empty() && slip::is_long_enough(wanted) {
                    let near = self.terms.iter().filter(|(term, _)| slip::is_near(wanted, term));
                    found.extend(near.map(|(_, places)| (places, 0.4)));
                }
                found
            }
        }
    }

    fn beginning_with<'a>(&'a self, start: &str) -> impl Iterator<Item = (&'a String, &'a Places)> {
        self.terms.range(start.to_owned()..).take_while(move |(term, _)| term.starts_with(start))
    }

    fn hit(&self, article: usize, locale: &str, wanted: &[Token]) -> Hit {
        let Entry { key, article } = &self.articles[article];
        let said = plain(cut(article.text.get(locale)));
        Hit { key: key.clone(), title: article.title.get(locale).to_owned(), excerpt: excerpt::around(&said, wanted) }
    }
}

/// The beginning of a very long text.
fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_TEXT)]
}

#[expect(clippy::cast_precision_loss, reason = "counts of terms stay far below 2^53")]
fn real(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests;

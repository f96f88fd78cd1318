//! Scores and their counts: a score outside its scale cannot be built, so nothing below has to check again.
//!
//! Deliberately absent: answers without a score, dismissals and non-answers. The denominator everywhere is *answered*.

use super::Moments;
use std::ops::RangeInclusive;

/// Why a score cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScoreError {
    /// The score lies outside its scale.
    #[error("{score} is not a score from {low} to {high}")]
    OffScale {
        /// The score.
        score: u8,
        /// The lowest point.
        low: u8,
        /// The highest point.
        high: u8,
    },
    /// A count below zero.
    #[error("a count must not be negative")]
    NegativeCount,
}

/// A scale that answers are given on; on all of them higher is better (for CES: easier).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// 0 to 10, "would you recommend it" (Reichheld, Harvard Business Review, December 2003).
    Nps,
    /// 1 to 7 agreement with "made it easy" (CES 2.0; Dixon, Toman and DeLisi, The Effortless Experience, 2013).
    Ces7,
    /// 1 to 5 agreement with "made it easy".
    Ces5,
    /// 1 to 5 satisfaction.
    Csat,
    /// 1 to this many points; no convention about which points are good.
    Rating(u8),
}

impl Scale {
    /// The points, lowest to highest.
    pub fn points(self) -> RangeInclusive<u8> {
        match self {
            Self::Nps => 0..=10,
            Self::Ces7 => 1..=7,
            Self::Ces5 | Self::Csat => 1..=5,
            Self::Rating(points) => 1..=points,
        }
    }

    /// The points of the top share: 5 to 7 for CES on 1-7, 4 and 5 on scales to 5 (top-2-box); `None` without a convention.
    pub fn top(self) -> Option<RangeInclusive<u8>> {
        match self {
            Self::Ces7 => Some(5..=7),
            Self::Ces5 | Self::Csat => Some(4..=5),
            Self::Nps | Self::Rating(_) => None,
        }
    }

    /// Highest minus lowest point.
    pub fn span(self) -> f64 {
        let points = self.points();
        f64::from(*points.end()) - f64::from(*points.start())
    }
}

/// An answer to "would you recommend it": 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NpsScore(u8);

impl NpsScore {
    /// The score.
    pub fn get(self) -> u8 {
        self.0
    }

    /// Detractor 0-6, passive 7-8, promoter 9-10.
    pub fn class(self) -> NpsClass {
        match self.0 {
            0..=6 => NpsClass::Detractor,
            7..=8 => NpsClass::Passive,
            _ => NpsClass::Promoter,
        }
    }
}

impl TryFrom<u8> for NpsScore {
    type Error = ScoreError;
    fn try_from(score: u8) -> Result<Self, ScoreError> {
        if score <= 10 { Ok(Self(score)) } else { Err(ScoreError::OffScale { score, low: 0, high: 10 }) }
    }
}

/// The class of an NPS answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NpsClass {
    /// 0 to 6.
    Detractor,
    /// 7 and 8.
    Passive,
    /// 9 and 10.
    Promoter,
}

/// NPS answers by class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NpsCounts {
    /// 9 and 10.
    pub promoters: i64,
    /// 7 and 8.
    pub passives: i64,
    /// 0 to 6.
    pub detractors: i64,
}

impl NpsCounts {
    /// Counts scores.
    pub fn of(scores: impl IntoIterator<Item = NpsScore>) -> Self {
        let mut counts = Self::default();
        for score in scores {
            counts.add(score, 1);
        }
        counts
    }

    /// Adds `count` answers of one score.
    pub fn add(&mut self, score: NpsScore, count: i64) {
        match score.class() {
            NpsClass::Promoter => self.promoters += count,
            NpsClass::Passive => self.passives += count,
            NpsClass::Detractor => self.detractors += count,
        }
    }

    /// All answers.
    pub fn answered(self) -> i64 {
        self.promoters + self.passives + self.detractors
    }

    /// Promoters as 1, passives as 0, detractors as -1: NPS is 100 times the mean of these.
    pub fn moments(self) -> Moments {
        Moments { n: self.answered(), sum: self.promoters - self.detractors, squares: self.promoters + self.detractors }
    }
}

/// Answers on one scale, by score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreCounts {
    scale: Scale,
    counts: Vec<i64>,
}

impl ScoreCounts {
    /// Takes counts by score; scores that are not named have none.
    ///
    /// # Errors
    /// [`ScoreError`] for a score off the scale or a negative count.
    pub fn new(scale: Scale, counts: impl IntoIterator<Item = (u8, i64)>) -> Result<Self, ScoreError> {
        let points = scale.points();
        let mut by_score = vec![0; points.clone().count()];
        for (score, count) in counts {
            if !points.contains(&score) {
                return Err(ScoreError::OffScale { score, low: *points.start(), high: *points.end() });
            }
            if count < 0 {
                return Err(ScoreError::NegativeCount);
            }
            by_score[usize::from(score - points.start())] += count;
        }
        Ok(Self { scale, counts: by_score })
    }

    /// The scale.
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// Every score of the scale with its count, the lowest first.
    pub fn iter(&self) -> impl Iterator<Item = (u8, i64)> + '_ {
        self.scale.points().zip(self.counts.iter().copied())
    }

    /// All answers.
    pub fn answered(&self) -> i64 {
        self.counts.iter().sum()
    }

    /// The scores themselves, for a mean.
    pub fn mean_moments(&self) -> Moments {
        self.iter().fold(Moments::default(), |sum, (score, count)| {
            let score = i64::from(score);
            sum + Moments { n: count, sum: score * count, squares: score * score * count }
        })
    }

    /// Answers within the scale's top share as 1, the others as 0; `None` without such a convention.
    pub fn top_moments(&self) -> Option<Moments> {
        let top = self.scale.top()?;
        let hits = self.iter().filter(|(score, _)| top.contains(score)).map(|(_, count)| count).sum();
        Some(Moments::of_share(hits, self.answered()))
    }

    /// The classes of NPS; `None` for another scale.
    pub fn nps(&self) -> Option<NpsCounts> {
        if self.scale != Scale::Nps {
            return None;
        }
        let mut counts = NpsCounts::default();
        for (score, count) in self.iter() {
            counts.add(NpsScore(score), count);
        }
        Some(counts)
    }
}

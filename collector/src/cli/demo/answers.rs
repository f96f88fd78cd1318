//! What a sample person answers: from their mood, and from what they have answered before in the same card.
//!
//! The surveys of `examples/content` are answered so that one answer fits the other; any other survey can be answered too.

use super::words;
use crate::random::Random;
use shared::content::survey::{Answer, Choice, Question, QuestionKind};
use shared::id::OptionKey;

/// Somebody in front of a survey.
pub struct Respondent<'a> {
    /// The survey's key.
    pub survey: &'a str,
    /// From -1 (feels badly) to 1 (well), at this moment.
    pub mood: f64,
    /// The language they read.
    pub locale: &'static str,
    /// Where the last score lies on its scale, 0 to 1.
    share: f64,
    /// The option chosen last.
    chosen: String,
}

impl<'a> Respondent<'a> {
    /// Somebody who has answered nothing yet.
    pub fn new(survey: &'a str, mood: f64, locale: &'static str) -> Self {
        Self { survey, mood, locale, share: f64::midpoint(mood, 1.0), chosen: String::new() }
    }

    /// The answer to a question, or `None` where the person passes it by.
    pub fn answer(&mut self, question: &Question, random: &mut Random) -> Option<Answer> {
        match &question.kind {
            QuestionKind::Thanks => None,
            QuestionKind::Action(_) => random.chance(0.2).then_some(Answer::Pressed),
            QuestionKind::Open { .. } => {
                (question.required || random.chance(0.6)).then(|| self.write(question.key.as_str(), random))
            }
            QuestionKind::Single { options, .. } => self.choose(question.key.as_str(), options, 1, random),
            QuestionKind::Multiple { options, at_most, .. } => {
                let most = usize::from(at_most.unwrap_or(2));
                self.choose(question.key.as_str(), options, most.min(1 + random.below(2)), random)
            }
            _ => question.scale().map(|(low, high)| Answer::Score(self.score(low, high, random))),
        }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped into the scale")]
    fn score(&mut self, low: u8, high: u8, random: &mut Random) -> u8 {
        // Japanese answers lie lower and nearer the middle than British ones; never compare the two.
        let (middle, reach) = if self.locale == "ja" { (0.755, 0.21) } else { (0.785, 0.25) };
        let (middle, reach) = match self.survey {
            // Whoever has just arrived hopes; whoever wishes for something misses it.
            "expectation" => (0.75, 0.05),
            "feature-request" => (0.6, -0.2),
            "task-ces" => (middle - 0.08, reach),
            _ => (middle, reach),
        };
        let share: f64 = middle + self.mood * reach + random.normal() * 0.16;
        let points = f64::from(high - low);
        let points_given = (share * points).round().clamp(0.0, points);
        self.share = points_given / points;
        low + points_given as u8
    }

    fn write(&self, question: &str, random: &mut Random) -> Answer {
        let (english, japanese) = random.pick(words::fitting(self.survey, question, self.share, &self.chosen));
        Answer::Text((*if self.locale == "ja" { japanese } else { english }).to_owned())
    }

    fn choose(&mut self, question: &str, options: &[Choice], count: usize, random: &mut Random) -> Option<Answer> {
        let mut left: Vec<OptionKey> = options.iter().map(|option| option.key.clone()).collect();
        let mut taken = Vec::new();
        match (self.survey, question) {
            // Whether somebody got there follows from how much it saved them.
            ("outcome", "reached") => left = vec![left.swap_remove(self.reached().min(left.len().checked_sub(1)?))],
            // Whoever is satisfied misses little.
            ("onboarding-csat", "missing") if self.share > 0.7 && random.chance(0.7) => return None,
            _ => {}
        }
        while taken.len() < count && !left.is_empty() {
            taken.push(left.swap_remove(random.below(left.len())));
        }
        self.chosen = taken.first()?.to_string();
        Some(Answer::Chosen { options: taken, other: None, order: Vec::new() })
    }

    /// The place of "yes", "in part", "not yet".
    fn reached(&self) -> usize {
        match self.share {
            share if share > 0.7 => 0,
            share if share > 0.3 => 1,
            _ => 2,
        }
    }
}

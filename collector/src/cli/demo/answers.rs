//! What a sample person answers, from their mood.
//!
//! Deliberately absent: knowledge of particular surveys; any survey can be answered.

use super::random::Random;
use shared::content::survey::{Answer, Choice, Question, QuestionKind};
use shared::id::OptionKey;

const WELL_EN: [&str; 6] = [
    "Invoices take me two minutes now. They used to take an afternoon.",
    "The reminders do the part I always put off.",
    "My accountant stopped sending me questions.",
    "I set it up between two jobs, without calling anybody.",
    "The monthly report is exactly what the bank asks for.",
    "It stays out of the way, which is what I want.",
];
const BADLY_EN: [&str; 6] = [
    "The import stopped at row 40 and did not say why.",
    "I could not find where to change the tax rate.",
    "On the phone the table runs off the screen.",
    "Adding a colleague took three tries.",
    "I wait too long for the yearly report.",
    "We still copy the numbers into a spreadsheet by hand.",
];
const WELL_JA: [&str; 6] = [
    "請求書の作成が数分で終わるようになりました。",
    "入金の確認が一画面で済むので助かっています。",
    "電話で問い合わせなくても設定を終えられました。",
    "月末の残業がなくなりました。",
    "税理士とのやり取りが減りました。",
    "画面が落ち着いていて、迷わずに使えます。",
];
const BADLY_JA: [&str; 6] = [
    "取り込みが途中で止まり、理由が分かりませんでした。",
    "税率を変更する場所が見つかりませんでした。",
    "スマートフォンでは表がはみ出して読みにくいです。",
    "担当者の追加に手間取りました。",
    "年次レポートの表示に時間がかかります。",
    "まだ一部の数字を手で写しています。",
];

/// The answer to a question, or `None` where the person passes it by. `mood` lies between -1 and 1.
pub fn answer(question: &Question, mood: f64, locale: &str, random: &mut Random) -> Option<Answer> {
    match &question.kind {
        QuestionKind::Thanks => None,
        QuestionKind::Action(_) => random.chance(0.2).then_some(Answer::Pressed),
        QuestionKind::Open { .. } => (question.required || random.chance(0.45)).then(|| text(mood, locale, random)),
        QuestionKind::Single { options, .. } => chosen(options, 1, random),
        QuestionKind::Multiple { options, at_most, .. } => {
            chosen(options, usize::from(at_most.unwrap_or(3)).min(1 + random.below(3)), random)
        }
        _ => question.scale().map(|(low, high)| Answer::Score(score(low, high, mood, locale, random))),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped into the scale")]
fn score(low: u8, high: u8, mood: f64, locale: &str, random: &mut Random) -> u8 {
    // Japanese answers lie lower and nearer the middle than British ones; never compare the two.
    let (middle, reach) = if locale == "ja" { (0.70, 0.24) } else { (0.76, 0.30) };
    let share: f64 = middle + mood * reach + random.normal() * 0.12;
    let points = f64::from(high - low);
    low + (share * points).round().clamp(0.0, points) as u8
}

fn text(mood: f64, locale: &str, random: &mut Random) -> Answer {
    let content = random.chance(0.5 + mood / 2.0);
    let words = match (locale, content) {
        ("ja", true) => &WELL_JA,
        ("ja", false) => &BADLY_JA,
        (_, true) => &WELL_EN,
        (_, false) => &BADLY_EN,
    };
    Answer::Text((*random.pick(words)).to_owned())
}

fn chosen(options: &[Choice], count: usize, random: &mut Random) -> Option<Answer> {
    let mut left: Vec<OptionKey> = options.iter().map(|option| option.key.clone()).collect();
    let mut taken = Vec::new();
    while taken.len() < count && !left.is_empty() {
        taken.push(left.swap_remove(random.below(left.len())));
    }
    (!taken.is_empty()).then_some(Answer::Chosen { options: taken, other: None, order: Vec::new() })
}

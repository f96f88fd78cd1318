//! Where most are lost, in a sentence: only where it can be told from chance.
//!
//! Deliberately absent: the largest count. Some step always has it.

use super::super::name::name_of;
use crate::text::{Lang, compare as c, walk as w};
use shared::api::report::{Lost, LostAt, StepReport};

/// Below this, chance would hardly ever show it.
const HARDLY: f64 = 0.01;

/// The sentence; none where there is nothing to compare.
pub fn lead(lang: Lang, steps: &[StepReport], lost: Option<&Lost>) -> Option<String> {
    let nobody = steps.iter().all(|step| step.ends || step.went_on + step.under_way >= step.displayed);
    Some(match lost? {
        _ if nobody => lang.say(w::NOBODY_LOST).to_owned(),
        Lost::TooFew => lang.say(w::LOST_FEW).to_owned(),
        Lost::Nowhere => lang.say(w::LOST_NOWHERE).to_owned(),
        Lost::At(at) => stands_out(lang, steps, at),
    })
}

fn stands_out(lang: Lang, steps: &[StepReport], at: &LostAt) -> String {
    let gone = steps.iter().find(|step| step.step == at.step);
    let gone = gone.map_or(0, |step| step.displayed - step.went_on - step.under_way);
    let [share, low, high, others] =
        [at.share.value, at.share.low, at.share.high, at.others.value].map(|value| lang.decimal(value, 0));
    let (name, gone, of) = (name_of(lang, steps, &at.step), lang.number(gone), lang.number(at.share.n));
    let said = lang.fill(w::MOST_LOST, &[&name, &gone, &of, &share, &low, &high, &others]);
    let chance = lang.say(if at.difference.p_adjusted < HARDLY { c::HARDLY } else { c::RARELY });
    format!("{said}{}{chance}", lang.gap())
}

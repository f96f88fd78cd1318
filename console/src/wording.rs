//! The words that an answer was given to: those of its own version, never a later one's.
//!
//! Deliberately absent: the newest words; a report brings those.

use crate::api;
use crate::fetch::use_fetched;
use crate::text::{Lang, report as r};
use shared::content::survey::{Answer, CesScale, Question, QuestionKind};
use shared::content::{Content, Step};
use shared::id::QuestionKey;
use shared::text::fill_in;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use yew::prelude::*;

/// A content's key with a version of it.
pub type Version = (String, u32);
/// What is known of versions.
pub type Wordings = BTreeMap<Version, Rc<Content>>;

/// Asks for these versions, each once: a version never changes. One that cannot be had is left out.
#[hook]
pub fn use_wordings(needs: BTreeSet<Version>) -> Rc<Wordings> {
    let known = use_mut_ref(Wordings::new);
    let fetched = use_fetched(needs, move |needs| {
        let known = known.clone();
        async move { Ok(learn(&known, needs).await) }
    });
    fetched.value.unwrap_or_default()
}

/// Asks for those of these versions that are not known yet.
pub async fn learn(known: &RefCell<Wordings>, needs: BTreeSet<Version>) -> Wordings {
    for place in needs {
        let missing = !known.borrow().contains_key(&place);
        if missing && let Ok(content) = api::content::version(&place.0, place.1).await {
            known.borrow_mut().insert(place, Rc::new(content));
        }
    }
    known.borrow().clone()
}

/// The questions of a version.
pub fn questions(content: &Content) -> Vec<&Question> {
    content.body.questions().collect()
}

/// A question of a version.
pub fn question<'a>(content: &'a Content, key: &QuestionKey) -> Option<&'a Question> {
    content.body.questions().find(|question| question.key == *key)
}

/// What a step says first: its heading, its question, or the beginning of its text, to somebody of whom nothing is known; empty
/// where it says nothing.
pub fn step_title(lang: Lang, step: &Step) -> String {
    let question = step.question.as_ref().map(|question| &question.title);
    let mut words = [Some(&step.title), question, Some(&step.text)].into_iter().flatten().map(|text| lang.pick(text));
    fill_in(&words.find(|words| !words.is_empty()).unwrap_or_default(), |_| None)
}

/// The highest point of a question's scale.
pub fn highest(kind: &QuestionKind) -> Option<u8> {
    match kind {
        QuestionKind::Nps { .. } => Some(10),
        QuestionKind::Ces { scale: CesScale::Seven, .. } => Some(7),
        QuestionKind::Ces { scale: CesScale::Five, .. } | QuestionKind::Csat { .. } => Some(5),
        QuestionKind::Rating { points, .. } => Some(*points),
        _ => None,
    }
}

/// An answer in the words of its question; keys where those are not known.
pub fn say(lang: Lang, question: Option<&Question>, answer: &Answer) -> String {
    match answer {
        Answer::Score(score) => match question.and_then(|question| highest(&question.kind)) {
            Some(most) => lang.fill(r::SCORE_OF, &[score, &most]),
            None => score.to_string(),
        },
        Answer::Text(text) => text.clone(),
        Answer::Chosen { options, other, .. } => {
            let known = match question.map(|question| &question.kind) {
                Some(QuestionKind::Single { options, .. } | QuestionKind::Multiple { options, .. }) => &options[..],
                _ => &[],
            };
            let label = |key: &_| {
                let named = known.iter().find(|option| option.key == *key);
                named.map_or_else(|| key.to_string(), |option| lang.pick(&option.label))
            };
            let words = options.iter().map(label).chain(other.iter().map(|text| lang.fill(r::OTHER_SAID, &[text])));
            words.collect::<Vec<_>>().join(lang.comma())
        }
        Answer::Pressed => lang.say(r::PRESSED).to_owned(),
    }
}

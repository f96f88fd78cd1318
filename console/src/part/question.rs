//! The editor of a survey's questions: a list of cards, one open at a time.
//!
//! Deliberately absent: the survey's other fields; they are in `page::editor`.

mod branches;
mod choices;
mod kind;
mod one;
mod options;
mod test;

use super::advice::AdviceAt;
use super::field::leads_to_unfit;
use crate::app::use_lang;
use crate::text::{Lang, Words, content as c, general as g};
pub use kind::LinkFields;
pub use one::OneQuestion;
use shared::content::Link;
use shared::content::survey::{CesScale, Look, Question, QuestionKind};
use shared::id::QuestionKey;
use shared::text::Text;
use std::rc::Rc;
pub use test::{AnswerTestFields, fresh_test};
use yew::prelude::*;

/// Every kind with the name it has in files, in the order it is offered.
const KINDS: [(&str, Words); 9] = [
    ("nps", c::KIND_NPS),
    ("ces", c::KIND_CES),
    ("csat", c::KIND_CSAT),
    ("rating", c::KIND_RATING),
    ("single", c::KIND_SINGLE),
    ("multiple", c::KIND_MULTIPLE),
    ("open", c::KIND_OPEN),
    ("action", c::KIND_ACTION),
    ("thanks", c::KIND_THANKS),
];

fn kind_name(kind: &QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Nps { .. } => "nps",
        QuestionKind::Ces { .. } => "ces",
        QuestionKind::Csat { .. } => "csat",
        QuestionKind::Rating { .. } => "rating",
        QuestionKind::Single { .. } => "single",
        QuestionKind::Multiple { .. } => "multiple",
        QuestionKind::Open { .. } => "open",
        QuestionKind::Action(_) => "action",
        QuestionKind::Thanks => "thanks",
    }
}

/// What a kind is called, in full.
pub fn kind_words(kind: &QuestionKind) -> Words {
    let name = kind_name(kind);
    KINDS.iter().find(|(key, _)| *key == name).map_or(c::KIND_THANKS, |(_, words)| *words)
}

/// What a kind is called, in a word.
pub fn short_kind_words(kind: &QuestionKind) -> Words {
    match kind {
        QuestionKind::Nps { .. } => c::SHORT_NPS,
        QuestionKind::Ces { .. } => c::SHORT_CES,
        QuestionKind::Csat { .. } => c::SHORT_CSAT,
        QuestionKind::Rating { .. } => c::SHORT_RATING,
        QuestionKind::Single { .. } => c::SHORT_SINGLE,
        QuestionKind::Multiple { .. } => c::SHORT_MULTIPLE,
        QuestionKind::Open { .. } => c::SHORT_OPEN,
        QuestionKind::Action(_) => c::SHORT_ACTION,
        QuestionKind::Thanks => c::SHORT_THANKS,
    }
}

/// A fresh kind; words at the ends and options are kept where the new kind has them too.
fn fresh_kind(name: &str, before: &QuestionKind) -> QuestionKind {
    let (low, high) = match before {
        QuestionKind::Nps { low, high }
        | QuestionKind::Ces { low, high, .. }
        | QuestionKind::Csat { low, high, .. }
        | QuestionKind::Rating { low, high, .. } => (low.clone(), high.clone()),
        _ => (Text::default(), Text::default()),
    };
    let (options, shuffle, other) = match before {
        QuestionKind::Single { options, shuffle, other } | QuestionKind::Multiple { options, shuffle, other, .. } => {
            (options.clone(), *shuffle, other.clone())
        }
        _ => (options::two_fresh(), false, None),
    };
    match name {
        "nps" => QuestionKind::Nps { low, high },
        "ces" => QuestionKind::Ces { scale: CesScale::Seven, low, high },
        "csat" => QuestionKind::Csat { look: Look::Numbers, low, high },
        "rating" => QuestionKind::Rating { points: 5, look: Look::Numbers, low, high },
        "single" => QuestionKind::Single { options, shuffle, other },
        "multiple" => QuestionKind::Multiple { options, shuffle, other, at_most: None },
        "action" => QuestionKind::Action(Link { label: Text::default(), url: "https://".to_owned(), new_tab: true }),
        "thanks" => QuestionKind::Thanks,
        _ => QuestionKind::Open { placeholder: Text::default(), max_length: 1000 },
    }
}

/// The next key of the form `question-2` that no question has.
fn fresh_key(questions: &[Question]) -> QuestionKey {
    let taken = |key: &str| questions.iter().any(|question| question.key.as_str() == key);
    // One more number than there are questions: one of them is free.
    let mut numbers = (questions.len() + 1..=2 * questions.len() + 1).map(|n| format!("question-{n}"));
    QuestionKey::new(numbers.find(|key| !taken(key)).unwrap_or_else(|| "question".to_owned()))
        .expect("made of letters, a dash and digits")
}

#[derive(Properties, PartialEq)]
pub struct QuestionsProps {
    /// The questions.
    pub value: Rc<Vec<Question>>,
    /// The changed questions.
    pub onchange: Callback<Vec<Question>>,
}

enum Move {
    Up,
    Down,
    Remove,
}

/// The list.
#[component]
pub fn Questions(props: &QuestionsProps) -> Html {
    let lang = use_lang();
    let open = use_state_eq(|| Some(0_usize));
    let list = &props.value;
    let change = |place: usize| {
        let list = list.clone();
        props.onchange.reform(move |question: Question| {
            let mut list = (*list).clone();
            list[place] = question;
            list
        })
    };
    let shift = |place: usize, how: Move| {
        let (list, open, onchange) = (list.clone(), open.setter(), props.onchange.clone());
        Callback::from(move |_: MouseEvent| {
            let mut list = (*list).clone();
            let now = match how {
                Move::Up if place > 0 => Some(place - 1),
                Move::Down if place + 1 < list.len() => Some(place + 1),
                Move::Remove => None,
                _ => return,
            };
            match now {
                Some(now) => list.swap(place, now),
                None => drop(list.remove(place)),
            }
            open.set(now);
            onchange.emit(list);
        })
    };
    let toggle = |place: usize| {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| {
            // What cannot be read would be gone with its field.
            if !leads_to_unfit(".question.open") {
                open.set(if *open == Some(place) { None } else { Some(place) });
            }
        })
    };
    let add = {
        let (list, open, onchange) = (list.clone(), open.setter(), props.onchange.clone());
        Callback::from(move |_: MouseEvent| {
            let mut list = (*list).clone();
            let kind = QuestionKind::Open { placeholder: Text::default(), max_length: 1000 };
            let (key, title, description) = (fresh_key(&list), Text::default(), Text::default());
            // A thank-you stays last.
            let place = list.len() - usize::from(list.last().is_some_and(|last| !last.asks()));
            list.insert(
                place,
                Question { key, title, description, required: false, sets_trait: None, branches: Vec::new(), kind },
            );
            open.set(Some(place));
            onchange.emit(list);
        })
    };
    let last = list.len().saturating_sub(1);
    html! {
        <div class="questions">
            for (place, question) in list.iter().enumerate() {
                <section class={classes!("question", (*open == Some(place)).then_some("open"))} key={place}>
                    <div class="question-head">
                        <button type="button" class="question-fold" aria-expanded={(*open == Some(place)).to_string()} onclick={toggle(place)}>
                            <span class="tag">{ lang.say(short_kind_words(&question.kind)) }</span>
                            <span class="question-title">{ headline(lang, question) }</span>
                        </button>
                        <button type="button" class="quiet icon" aria-label={lang.say(g::UP)} disabled={place == 0}
                            onclick={shift(place, Move::Up)}>{ "↑" }</button>
                        <button type="button" class="quiet icon" aria-label={lang.say(g::DOWN)} disabled={place == last}
                            onclick={shift(place, Move::Down)}>{ "↓" }</button>
                        <button type="button" class="quiet icon" aria-label={lang.say(c::QUESTION_REMOVE)} disabled={list.len() == 1}
                            onclick={shift(place, Move::Remove)}>{ "×" }</button>
                    </div>
                    if *open == Some(place) {
                        <OneQuestion value={question.clone()} onchange={change(place)} among={(list.clone(), place)}
                            at={format!("body.survey.questions[{place}]")} />
                    }
                    <AdviceAt exact=true at={format!("body.survey.questions[{place}]")} />
                </section>
            }
            <button type="button" onclick={add}>{ lang.say(c::QUESTION_ADD) }</button>
        </div>
    }
}

fn headline(lang: Lang, question: &Question) -> String {
    let title = lang.pick(&question.title);
    if title.is_empty() { lang.say(c::QUESTION_UNTITLED).to_owned() } else { title }
}

//! The fields of single and multiple choice: options, order, "other" and the limit.
//!
//! Deliberately absent: the options themselves; those are in [`super::options`].

use super::kind::KindProps;
use super::options::{self, Options};
use crate::app::use_lang;
use crate::part::field::Switch;
use crate::part::number::OptionalNumberField;
use crate::part::words::TextFields;
use crate::text::content as c;
use shared::content::survey::{Choice as Offer, QuestionKind};
use shared::text::Text;
use yew::prelude::*;

/// How many may be chosen.
#[derive(Clone, Copy)]
enum Limit {
    One,
    Any,
    AtMost(u8),
}

/// What single and multiple choice have in common, and how many may be chosen.
#[derive(Clone)]
struct Parts {
    options: Vec<Offer>,
    shuffle: bool,
    other: Option<Text>,
    limit: Limit,
}

impl Parts {
    fn of(kind: &QuestionKind) -> Self {
        match kind.clone() {
            QuestionKind::Multiple { options, shuffle, other, at_most } => {
                Self { options, shuffle, other, limit: at_most.map_or(Limit::Any, Limit::AtMost) }
            }
            QuestionKind::Single { options, shuffle, other } => Self { options, shuffle, other, limit: Limit::One },
            _ => Self { options: Vec::new(), shuffle: false, other: None, limit: Limit::One },
        }
    }

    fn put_together(self) -> QuestionKind {
        let Self { options, shuffle, other, limit } = self;
        let at_most = match limit {
            Limit::One => return QuestionKind::Single { options, shuffle, other },
            Limit::Any => None,
            Limit::AtMost(most) => Some(most),
        };
        QuestionKind::Multiple { options, shuffle, other, at_most }
    }

    fn change(&mut self, change: Change) {
        match change {
            Change::Options(options) => self.options = options,
            Change::Shuffle(on) => self.shuffle = on,
            Change::Other(other) => self.other = other,
            Change::Limit(limit) => self.limit = limit,
        }
    }
}

enum Change {
    Options(Vec<Offer>),
    Shuffle(bool),
    Other(Option<Text>),
    Limit(Limit),
}

/// Options, order, "other" and the limit.
#[component]
pub fn ChoiceFields(props: &KindProps) -> Html {
    let lang = use_lang();
    let parts = Parts::of(&props.value);
    let put = {
        let parts = parts.clone();
        props.onchange.reform(move |change: Change| {
            let mut parts = parts.clone();
            parts.change(change);
            parts.put_together()
        })
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the field bounds it to 1 to 50")]
    let put_most = put.reform(|n: Option<f64>| Change::Limit(n.map_or(Limit::Any, |n| Limit::AtMost(n as u8))));
    let toggle_other = put.reform(|on: bool| Change::Other(on.then(options::other_words)));
    let most = match parts.limit {
        Limit::One => None,
        Limit::Any => Some(None),
        Limit::AtMost(most) => Some(Some(f64::from(most))),
    };
    html! {
        <>
            <Options value={parts.options.clone()} at={props.at.clone()} onchange={put.reform(Change::Options)} />
            <Switch label={lang.say(c::SHUFFLE)} on={parts.shuffle} onchange={put.reform(Change::Shuffle)} />
            <Switch label={lang.say(c::OTHER)} on={parts.other.is_some()} onchange={toggle_other} />
            if let Some(other) = &parts.other {
                <TextFields label={lang.say(c::OTHER_LABEL)} value={other.clone()} onchange={put.reform(|text| Change::Other(Some(text)))} />
            }
            if let Some(most) = most {
                <OptionalNumberField label={lang.say(c::AT_MOST)} value={most} min=1.0 max=50.0 onchange={put_most} hint={lang.say(c::AT_MOST_HINT)} />
            }
        </>
    }
}

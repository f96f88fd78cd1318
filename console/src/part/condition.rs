//! The builder of conditions: groups of rows, each row about one thing, with the whole as a sentence above.
//!
//! Deliberately absent: how many people fit. The sentence says who; the report says how many.

pub mod row;

use super::field::Choice;
use crate::app::use_lang;
use crate::sentence;
use crate::text::rules as r;
use row::Row;
use shared::content::audience::{Condition, Segment, Test, TraitTest};
use shared::value::Value;
use std::rc::Rc;
use yew::prelude::*;

/// Deepest nesting the builder offers; deeper conditions are still shown and kept.
const MAX_DEPTH: u8 = 3;

#[derive(Properties, PartialEq)]
pub struct ConditionProps {
    /// The condition.
    pub value: Condition,
    /// The changed condition.
    pub onchange: Callback<Condition>,
    /// Segments that can be named; empty inside a segment.
    #[prop_or_default]
    pub segments: Rc<Vec<Segment>>,
    /// Keys of content that history can be about.
    #[prop_or_default]
    pub contents: Rc<Vec<String>>,
    /// Names of traits to offer.
    #[prop_or_default]
    pub traits: Rc<Vec<String>>,
}

/// The builder with its sentence.
#[component]
pub fn ConditionBuilder(props: &ConditionProps) -> Html {
    let lang = use_lang();
    let sentence = sentence::condition(lang, &props.value, &props.segments);
    let choices =
        Choices { segments: props.segments.clone(), contents: props.contents.clone(), traits: props.traits.clone() };
    html! {
        <div class="condition">
            <p class="sentence" aria-live="polite">{ sentence }</p>
            <Group value={as_group(props.value.clone())} onchange={props.onchange.clone()} {choices} depth=0 />
        </div>
    }
}

/// What the rows can name.
#[derive(Clone, PartialEq, Default)]
pub struct Choices {
    /// Segments.
    pub segments: Rc<Vec<Segment>>,
    /// Keys of content.
    pub contents: Rc<Vec<String>>,
    /// Names of traits.
    pub traits: Rc<Vec<String>>,
}

/// The top is always shown as a group, so that there is somewhere to add to.
fn as_group(condition: Condition) -> Condition {
    match condition {
        group @ (Condition::All(_) | Condition::Any(_)) => group,
        Condition::Not(inner) if matches!(*inner, Condition::All(_) | Condition::Any(_)) => Condition::Not(inner),
        single => Condition::All(vec![single]),
    }
}

/// How a group's members are put together, and the members.
fn open_group(condition: &Condition) -> (&'static str, Vec<Condition>) {
    match condition {
        Condition::All(list) => ("all", list.clone()),
        Condition::Any(list) => ("any", list.clone()),
        Condition::Not(inner) => match inner.as_ref() {
            Condition::All(list) => ("none", list.clone()),
            Condition::Any(list) => ("not_any", list.clone()),
            other => ("none", vec![other.clone()]),
        },
        single => ("all", vec![single.clone()]),
    }
}

fn close_group(how: &str, list: Vec<Condition>) -> Condition {
    match how {
        "any" => Condition::Any(list),
        "none" => Condition::Not(Box::new(Condition::All(list))),
        "not_any" => Condition::Not(Box::new(Condition::Any(list))),
        _ => Condition::All(list),
    }
}

fn fresh_row() -> Condition {
    Condition::Person(TraitTest { name: String::new(), test: Test::Is(Value::Text(String::new())) })
}

/// Whether a condition is drawn as a group of its own.
fn is_group(condition: &Condition) -> bool {
    match condition {
        Condition::All(_) | Condition::Any(_) => true,
        Condition::Not(inner) => matches!(**inner, Condition::All(_) | Condition::Any(_)),
        _ => false,
    }
}

#[derive(Properties, PartialEq)]
struct GroupProps {
    value: Condition,
    onchange: Callback<Condition>,
    choices: Choices,
    depth: u8,
}

#[component]
fn Group(props: &GroupProps) -> Html {
    let lang = use_lang();
    let (how, list) = open_group(&props.value);
    let hows = [("all", r::MATCH_ALL), ("any", r::MATCH_ANY), ("none", r::MATCH_NONE), ("not_any", r::MATCH_NOT_ANY)];
    let options: Vec<(AttrValue, AttrValue)> = hows.iter().map(|(k, w)| ((*k).into(), lang.say(*w).into())).collect();
    let choose = {
        let list = list.clone();
        props.onchange.reform(move |how: String| close_group(&how, list.clone()))
    };
    let change = |place: usize| {
        let list = list.clone();
        props.onchange.reform(move |changed: Option<Condition>| {
            let mut list = list.clone();
            match changed {
                Some(condition) => list[place] = condition,
                None => drop(list.remove(place)),
            }
            close_group(how, list)
        })
    };
    let add = |fresh: fn() -> Condition| {
        let list = list.clone();
        props.onchange.reform(move |_: MouseEvent| close_group(how, list.iter().cloned().chain([fresh()]).collect()))
    };
    html! {
        <div class="group">
            if list.len() > 1 || how != "all" {
                <Choice label={lang.say(r::MATCH)} value={how} {options} onchange={choose} />
            }
            for (place, condition) in list.iter().enumerate() {
                if is_group(condition) {
                    <div class="group-nested" key={place}>
                        <Group value={condition.clone()} onchange={change(place).reform(Some)} choices={props.choices.clone()}
                            depth={props.depth + 1} />
                        <button type="button" class="quiet icon" aria-label={lang.say(r::REMOVE_CONDITION)}
                            onclick={change(place).reform(|_: MouseEvent| None)}>{ "×" }</button>
                    </div>
                } else {
                    <Row key={place} value={condition.clone()} onchange={change(place)} choices={props.choices.clone()} />
                }
            }
            <div class="actions">
                <button type="button" class="quiet small" onclick={add(fresh_row)}>{ lang.say(r::ADD_CONDITION) }</button>
                if props.depth < MAX_DEPTH {
                    <button type="button" class="quiet small" onclick={add(|| Condition::Any(vec![fresh_row()]))}>
                        { lang.say(r::ADD_GROUP) }
                    </button>
                }
            </div>
        </div>
    }
}

//! The choice of a goal of the workspace.
//!
//! Deliberately absent: making one; that is in the settings.

use super::field::Choice;
use crate::api;
use crate::app::use_lang;
use crate::fetch::use_fetched;
use crate::text::content as c;
use shared::id::GoalKey;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct GoalProps {
    /// What it is chosen for.
    pub label: AttrValue,
    /// The goal chosen, if any.
    pub value: Option<GoalKey>,
    /// The goal chosen now.
    pub onchange: Callback<Option<GoalKey>>,
}

/// One of the goals, or none; what is no longer there stays chosen until something else is.
#[component]
pub fn GoalChoice(props: &GoalProps) -> Html {
    let lang = use_lang();
    let goals = use_fetched((), |()| api::workspace::goals());
    let mut options: Vec<(AttrValue, AttrValue)> = vec![("".into(), lang.say(c::GOAL_NONE).into())];
    if let Some(known) = &goals.value {
        options.extend(known.goals.iter().map(|goal| (goal.key.to_string().into(), goal.name.clone().into())));
    }
    let now = props.value.as_ref().map(ToString::to_string).unwrap_or_default();
    if !options.iter().any(|(key, _)| *key == now) {
        options.push((now.clone().into(), now.clone().into()));
    }
    html! {
        <Choice label={props.label.clone()} value={now} {options} onchange={props.onchange.reform(|key: String| GoalKey::new(key).ok())} />
    }
}

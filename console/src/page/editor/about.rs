//! About: what it is called, who answers for it, the decision it serves, the goal it should further.
//!
//! Deliberately absent: the key; it names the content for good.

use super::draft::Edit;
use crate::api;
use crate::app::use_lang;
use crate::fetch::use_fetched;
use crate::part::advice::AdviceAt;
use crate::part::field::{Choice, Field};
use crate::text::{content as c, general as g};
use shared::content::Content;
use shared::id::GoalKey;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct AboutProps {
    /// The draft.
    pub content: Rc<Content>,
    /// Changes it.
    pub edit: Edit,
}

/// The section.
#[component]
pub fn About(props: &AboutProps) -> Html {
    let lang = use_lang();
    let edit = &props.edit;
    let content = &props.content;
    let goals = use_fetched((), |()| api::workspace::goals());
    let mut options: Vec<(AttrValue, AttrValue)> = vec![("".into(), lang.say(c::GOAL_NONE).into())];
    if let Some(known) = &goals.value {
        options.extend(known.goals.iter().map(|goal| (goal.key.to_string().into(), goal.name.clone().into())));
    }
    let now = content.goal.as_ref().map(ToString::to_string).unwrap_or_default();
    if !options.iter().any(|(key, _)| *key == now) {
        options.push((now.clone().into(), now.clone().into()));
    }
    html! {
        <>
            <Field label={lang.say(g::NAME)} value={content.name.clone()} hint={lang.say(c::NAME_HINT)} required=true
                onchange={edit.with(|content, text| content.name = text)} />
            <AdviceAt at="name" />
            <Field label={lang.say(c::OWNER)} value={content.owner.clone()} hint={lang.say(c::OWNER_HINT)}
                onchange={edit.with(|content, text| content.owner = text)} />
            <AdviceAt at="owner" />
            <Field label={lang.say(c::DECISION)} value={content.decision.clone()} hint={lang.say(c::DECISION_HINT)} rows=3
                onchange={edit.with(|content, text| content.decision = text)} />
            <AdviceAt at="decision" />
            <Choice label={lang.say(c::GOAL)} value={now} {options}
                onchange={edit.with(|content, key: String| content.goal = GoalKey::new(key).ok())} />
            <AdviceAt at="goal" />
        </>
    }
}

//! The form of one goal.
//!
//! Deliberately absent: formulas. One sign, a count or a sum, a window.

use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::part::field::{Choice, Field, Switch, submit};
use crate::part::key::{KeyField, free_key, is_free, is_vague, key_of};
use crate::part::notice::Failure;
use crate::part::number::{NumberField, OptionalNumberField};
use crate::part::sign::{SignField, fresh_sign};
use crate::text::{Lang, general as g, settings as s};
use shared::content::Goal;
use shared::content::goal::{Per, Quantity};
use shared::id::GoalKey;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FormProps {
    /// The goal; `None` makes a new one.
    pub goal: Option<Goal>,
    /// Keys that a new one cannot have.
    #[prop_or_default]
    pub taken: Rc<Vec<String>>,
    /// It is saved.
    pub on_done: Callback<()>,
    /// Nothing is changed.
    pub on_cancel: Callback<()>,
}

/// The form.
#[component]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "every field bounds its number to its type"
)]
pub fn GoalForm(props: &FormProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let fresh = props.goal.is_none();
    let key = use_state_eq(|| props.goal.as_ref().map(|goal| goal.key.to_string()));
    let goal = use_state_eq(|| props.goal.clone().unwrap_or_else(fresh_goal));
    let problem = use_state(|| None::<Rc<Problem>>);
    let key_now = (*key).clone().unwrap_or_else(|| free_key(&key_of(&goal.name, "goal"), &props.taken));
    let wrong = !is_free(&key_now, &props.taken);
    let onsubmit = {
        let (key, goal) = (key_now.clone(), (*goal).clone());
        let (problem, on_done) = (problem.setter(), props.on_done.clone());
        submit(move || {
            let (Ok(key), false) = (GoalKey::new(key.as_str()), wrong) else { return };
            let goal = Goal { key, ..goal.clone() };
            let (problem, on_done) = (problem.clone(), on_done.clone());
            spawn_local(async move {
                match api::workspace::save_goal(&goal).await {
                    Ok(()) => on_done.emit(()),
                    Err(failed) => problem.set(Some(Rc::new(failed))),
                }
            });
        })
    };
    let edit = Edit(goal.clone());
    let set_key = {
        let key = key.setter();
        Callback::from(move |text: String| key.set(Some(text)))
    };
    let pers: Vec<(AttrValue, AttrValue)> =
        vec![("person".into(), lang.say(s::PER_PERSON).into()), ("company".into(), lang.say(s::PER_COMPANY).into())];
    let per = if goal.per == Per::Company { "company" } else { "person" };
    html! {
        <form {onsubmit} class="item-form">
            <Field label={lang.say(g::NAME)} value={goal.name.clone()} onchange={edit.with(|goal, text| goal.name = text)} required=true />
            if fresh { <KeyField value={key_now} taken={props.taken.clone()} vague={key.is_none() && is_vague(&goal.name)} onchange={set_key} /> }
            <SignField value={goal.sign.clone()} onchange={edit.with(|goal, sign| goal.sign = sign)} />
            <div class="row">
                <NumberField label={lang.say(s::COUNT)} value={f64::from(goal.count)} min=1.0 max=1_000_000.0
                    onchange={edit.with(|goal, n: f64| goal.count = n as u32)} />
                <OptionalNumberField label={lang.say(s::WINDOW)} value={goal.window_days.map(f64::from)} min=1.0 max=3650.0
                    onchange={edit.with(|goal, n: Option<f64>| goal.window_days = n.map(|n| n as u16))} />
            </div>
            { quantity_fields(lang, goal.value.as_ref(), &edit) }
            <Choice label={lang.say(s::PER)} value={per} options={pers} onchange={edit.with(|goal, name: String| {
                goal.per = if name == "company" { Per::Company } else { Per::Person };
            })} />
            <Switch label={lang.say(s::FROM_SERVER)} on={goal.from_server} onchange={edit.with(|goal, on| goal.from_server = on)} />
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            <div class="actions">
                <button class="primary" disabled={wrong || !desk.may_edit()}>{ lang.say(g::SAVE) }</button>
                <button type="button" class="quiet" onclick={props.on_cancel.reform(|_: MouseEvent| ())}>{ lang.say(g::CANCEL) }</button>
            </div>
        </form>
    }
}

fn fresh_goal() -> Goal {
    Goal {
        key: GoalKey::new("goal").expect("made of letters"),
        name: String::new(),
        sign: fresh_sign(),
        count: 1,
        value: None,
        window_days: None,
        per: Per::Person,
        from_server: false,
    }
}

struct Edit(UseStateHandle<Goal>);

impl Edit {
    fn with<V: 'static>(&self, change: fn(&mut Goal, V)) -> Callback<V> {
        let goal = self.0.clone();
        Callback::from(move |value: V| {
            let mut next = (*goal).clone();
            change(&mut next, value);
            goal.set(next);
        })
    }
}

fn quantity_fields(lang: Lang, quantity: Option<&Quantity>, edit: &Edit) -> Html {
    let toggle =
        edit.with(|goal, on: bool| goal.value = on.then(|| Quantity { property: String::new(), at_least: 1.0 }));
    let rename = edit.with(|goal, property: String| {
        if let Some(quantity) = goal.value.as_mut() {
            quantity.property = property;
        }
    });
    let at_least = edit.with(|goal, n: f64| {
        if let Some(quantity) = goal.value.as_mut() {
            quantity.at_least = n;
        }
    });
    html! {
        <>
            <Switch label={lang.say(s::QUANTITY)} on={quantity.is_some()} onchange={toggle} />
            if let Some(quantity) = quantity {
                <div class="row">
                    <Field label={lang.say(s::QUANTITY_PROPERTY)} value={quantity.property.clone()} required=true onchange={rename} />
                    <NumberField label={lang.say(s::QUANTITY_AT_LEAST)} value={quantity.at_least} fractions=true onchange={at_least} />
                </div>
            }
        </>
    }
}

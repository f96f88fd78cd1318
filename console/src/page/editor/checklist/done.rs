//! What makes an item done: what is observed, a goal, the person's own word, or nothing more than being there.
//!
//! Deliberately absent: counts. What takes several times is a goal of its own.

use super::item::ItemEdit;
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::field::Switch;
use crate::part::goal::GoalChoice;
use crate::part::sign::{SignField, fresh_sign};
use crate::text::launcher as l;
use shared::content::goal::Sign;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DoneProps {
    /// Changes the item.
    pub edit: ItemEdit,
    /// Where the item is, for advice.
    pub at: String,
}

/// The fields.
#[component]
pub fn DoneFields(props: &DoneProps) -> Html {
    let lang = use_lang();
    let (edit, at) = (&props.edit, &props.at);
    let item = &edit.item;
    let change = edit.with(|item, (n, sign): (usize, Sign)| item.done[n] = sign);
    let remove = edit.with(|item, n: usize| drop(item.done.remove(n)));
    let add = edit.with(|item, _: MouseEvent| item.done.push(fresh_sign()));
    html! {
        <fieldset class="block">
            <legend>{ lang.say(l::MAKES_DONE) }</legend>
            <p class="hint">{ lang.say(if item.done.is_empty() { l::MAKES_DONE_NONE } else { l::MAKES_DONE_ANY }) }</p>
            for (n, sign) in item.done.iter().enumerate() {
                <div class="group-nested" key={n} role="group" aria-label={lang.fill(l::SIGN_N, &[&(n + 1)])}>
                    <div class="rule-block"><SignField value={sign.clone()} onchange={change.reform(move |sign| (n, sign))} /></div>
                    <button type="button" class="quiet icon" aria-label={lang.fill(l::SIGN_REMOVE, &[&(n + 1)])}
                        onclick={remove.reform(move |_: MouseEvent| n)}>{ "×" }</button>
                </div>
                <AdviceAt at={format!("{at}.done[{n}]")} />
            }
            <div><button type="button" class="quiet small" onclick={add}>{ lang.say(l::SIGN_ADD) }</button></div>
            <GoalChoice label={lang.say(l::ITEM_GOAL)} value={item.goal.clone()} onchange={edit.with(|item, goal| item.goal = goal)} />
            <Switch label={lang.say(l::BY_HAND)} on={item.by_hand} onchange={edit.with(|item, on| item.by_hand = on)} />
            <Switch label={lang.say(l::FROM_START)} on={item.from_start} onchange={edit.with(|item, on| item.from_start = on)} />
            <AdviceAt exact=true at={format!("{at}.done")} />
        </fieldset>
    }
}

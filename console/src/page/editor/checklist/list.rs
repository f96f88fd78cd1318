//! The items of a checklist: a list of cards, one open at a time.
//!
//! An item keeps its key wherever it is moved; what waits for it follows when the key is written otherwise. Deliberately
//! absent: dragging; buttons work for everybody.

use super::item::OneItem;
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::field::leads_to_unfit;
use crate::part::order::{Move, OrderTools, rearrange, use_wanted, want};
use crate::text::{Lang, Words, launcher as l};
use shared::content::checklist::Item;
use shared::id::ItemKey;
use shared::text::Text;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ItemListProps {
    /// The items.
    pub value: Rc<Vec<Item>>,
    /// The changed items.
    pub onchange: Callback<Vec<Item>>,
}

/// An item without words, with a key that no other has.
fn fresh(items: &[Item]) -> Item {
    let taken = |key: &str| items.iter().any(|item| item.key.as_str() == key);
    // One more number than there are items: one of them is free.
    let mut numbers = (items.len() + 1..=2 * items.len() + 1).map(|n| format!("item-{n}"));
    let key = numbers.find(|key| !taken(key)).unwrap_or_else(|| "item".to_owned());
    Item {
        key: ItemKey::new(key).expect("made of letters, a dash and digits"),
        title: Text::default(),
        text: Text::default(),
        done: Vec::new(),
        goal: None,
        from_start: false,
        by_hand: false,
        action: None,
        after: Vec::new(),
    }
}

/// Puts the changed item in its place; what waited for its old key waits for the new one.
fn replace(list: &mut [Item], place: usize, item: Item) {
    let (before, now) = (list[place].key.clone(), item.key.clone());
    list[place] = item;
    if before != now {
        for key in list.iter_mut().flat_map(|item| item.after.iter_mut()).filter(|key| **key == before) {
            *key = now.clone();
        }
    }
}

/// Moves it or takes it away; nothing waits for what is gone.
fn shifted(list: &[Item], place: usize, how: Move) -> Vec<Item> {
    let mut list = list.to_vec();
    let gone = (how == Move::Remove).then(|| list[place].key.clone());
    rearrange(&mut list, place, how);
    if let Some(gone) = gone {
        for item in &mut list {
            item.after.retain(|key| *key != gone);
        }
    }
    list
}

/// What makes it done, in a word.
fn tag(item: &Item) -> Words {
    match item {
        Item { from_start: true, .. } => l::TAG_START,
        Item { done, goal: None, by_hand: false, .. } if done.is_empty() => l::TAG_NEVER,
        Item { done, goal: None, .. } if done.is_empty() => l::TAG_HAND,
        _ => l::TAG_SEEN,
    }
}

fn headline(lang: Lang, item: &Item) -> String {
    let title = lang.pick(&item.title);
    if title.is_empty() { lang.say(l::ITEM_UNTITLED).to_owned() } else { title }
}

/// The list.
#[component]
pub fn ItemList(props: &ItemListProps) -> Html {
    let lang = use_lang();
    let open = use_state_eq(|| Some(0_usize));
    let wanted = use_wanted();
    let list = &props.value;
    let change = |place: usize| {
        let list = list.clone();
        props.onchange.reform(move |item: Item| {
            let mut list = (*list).clone();
            replace(&mut list, place, item);
            list
        })
    };
    let shift = |place: usize| {
        let (list, wanted, open) = (list.clone(), wanted.clone(), open.setter());
        props.onchange.reform(move |how: Move| {
            want(&wanted, "items", place, how);
            open.set(match how {
                Move::Up => Some(place.saturating_sub(1)),
                Move::Down => Some(place + 1),
                Move::Remove => None,
            });
            shifted(&list, place, how)
        })
    };
    let toggle = |place: usize| {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| {
            // What cannot be read would be gone with its field.
            if !leads_to_unfit(".question.open") {
                open.set((*open != Some(place)).then_some(place));
            }
        })
    };
    let add = {
        let (list, open) = (list.clone(), open.setter());
        props.onchange.reform(move |_: MouseEvent| {
            open.set(Some(list.len()));
            list.iter().cloned().chain([fresh(&list)]).collect()
        })
    };
    html! {
        <div class="questions">
            for (place, item) in list.iter().enumerate() {
                <section class={classes!("question", (*open == Some(place)).then_some("open"))} key={item.key.to_string()}>
                    <div class="question-head">
                        <button type="button" class="question-fold" aria-expanded={(*open == Some(place)).to_string()} onclick={toggle(place)}>
                            <span class="step-number">{ place + 1 }</span>
                            <span class="question-title">{ headline(lang, item) }</span>
                            <span class="tag">{ lang.say(tag(item)) }</span>
                        </button>
                        <OrderTools list="items" {place} count={list.len()} words={(l::ITEM_UP, l::ITEM_DOWN, l::ITEM_REMOVE)} onmove={shift(place)} />
                    </div>
                    if *open == Some(place) { <OneItem all={list.clone()} {place} onchange={change(place)} /> }
                    else { <AdviceAt at={format!("body.checklist.items[{place}]")} /> }
                </section>
            }
            <button type="button" id="items-add" onclick={add}>{ lang.say(l::ITEM_ADD) }</button>
            if list.is_empty() { <p class="hint">{ lang.say(l::ITEMS_NONE) }</p> }
        </div>
    }
}

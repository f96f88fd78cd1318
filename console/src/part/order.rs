//! Moving and removing what stands in a list, by buttons that keep the focus where it was.
//!
//! Deliberately absent: dragging; buttons work for everybody.

use crate::app::use_lang;
use crate::browser;
use crate::text::Words;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// What is done with one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Before the one before.
    Up,
    /// After the one after.
    Down,
    /// Taken away.
    Remove,
}

/// Does it. Nothing happens to what cannot be moved further.
pub fn rearrange<T>(list: &mut Vec<T>, place: usize, how: Move) {
    match how {
        Move::Up if place > 0 && place < list.len() => list.swap(place, place - 1),
        Move::Down if place + 1 < list.len() => list.swap(place, place + 1),
        Move::Remove if place < list.len() => drop(list.remove(place)),
        _ => {}
    }
}

/// Where the focus goes once the list is drawn anew: the selectors, the best first.
pub type Wanted = Rc<RefCell<Vec<String>>>;

/// Keeps the focus in the list: what is asked for is focused after the next drawing.
#[hook]
pub fn use_wanted() -> Wanted {
    let wanted = use_mut_ref(Vec::<String>::new);
    {
        let wanted = wanted.clone();
        use_effect(move || {
            let asked = wanted.take();
            let _ = asked.iter().any(|selector| browser::focus(selector));
        });
    }
    wanted
}

/// Asks for the button that was pressed, in its new place; never for one that removes the next.
pub fn want(wanted: &Wanted, list: &str, place: usize, how: Move) {
    let button = |place: usize, name: &str| format!("#{list}-{place}-{name}:enabled");
    let add = format!("#{list}-add");
    *wanted.borrow_mut() = match how {
        Move::Up => vec![button(place.saturating_sub(1), "up"), button(place.saturating_sub(1), "down"), add],
        Move::Down => vec![button(place + 1, "down"), button(place + 1, "up"), add],
        Move::Remove => vec![add],
    };
}

#[derive(Properties, PartialEq)]
pub struct OrderProps {
    /// The id of the list; its button that adds has this id with `-add`.
    pub list: AttrValue,
    /// Which of them.
    pub place: usize,
    /// How many there are.
    pub count: usize,
    /// How few there may be.
    #[prop_or_default]
    pub least: usize,
    /// What the buttons say, with the number from 1: up, down, remove.
    pub words: (Words, Words, Words),
    /// What is to be done.
    pub onmove: Callback<Move>,
}

/// The three buttons.
#[component]
pub fn OrderTools(props: &OrderProps) -> Html {
    let lang = use_lang();
    let number = props.place + 1;
    let tool = |name: &str, sign: &str, words: Words, disabled: bool, how: Move| {
        let says = lang.fill(words, &[&number]);
        let onclick = props.onmove.reform(move |_: MouseEvent| how);
        html! {
            <button type="button" class="quiet icon" id={format!("{}-{}-{name}", props.list, props.place)}
                aria-label={says.clone()} title={says} {disabled} {onclick}>{ sign }</button>
        }
    };
    html! {
        <>
            { tool("up", "↑", props.words.0, props.place == 0, Move::Up) }
            { tool("down", "↓", props.words.1, number == props.count, Move::Down) }
            { tool("remove", "×", props.words.2, props.count <= props.least, Move::Remove) }
        </>
    }
}

//! The steps of a tour: a list of cards, one open at a time.
//!
//! A step keeps its key wherever it is moved; what leads to it follows when the key is written otherwise. Deliberately
//! absent: dragging; buttons work for everybody.

use super::one::{OneStep, Place, display_words};
use crate::app::use_lang;
use crate::browser;
use crate::part::advice::AdviceAt;
use crate::part::field::leads_to_unfit;
use crate::text::{Lang, steps as t};
use crate::wording;
use shared::content::tour::{Display, Leads};
use shared::content::{Kind, Step};
use shared::id::StepKey;
use shared::text::Text;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct StepListProps {
    /// The steps.
    pub value: Rc<Vec<Step>>,
    /// The changed steps.
    pub onchange: Callback<Vec<Step>>,
    /// Tells which step is open.
    pub on_choose: Callback<usize>,
}

#[derive(Clone, Copy)]
enum Move {
    Up,
    Down,
    Copy,
    Remove,
}

impl Move {
    /// The class of the button that has the focus afterwards: the same again, but never one that removes the next.
    fn focused(self) -> &'static str {
        match self {
            Self::Up => "move-up",
            Self::Down => "move-down",
            Self::Copy | Self::Remove => "question-fold",
        }
    }
}

/// The button that unfolds the step that is open, and that of the first one.
const FOLD_OPEN: &str = ".question.open .question-fold";
const FOLD: &str = ".question .question-fold";

/// The next key of the form `step-2` that no step has.
fn fresh_key(steps: &[Step]) -> StepKey {
    let taken = |key: &str| steps.iter().any(|step| step.key.as_str() == key);
    // One more number than there are steps: one of them is free.
    let mut numbers = (steps.len() + 1..=2 * steps.len() + 1).map(|n| format!("step-{n}"));
    StepKey::new(numbers.find(|key| !taken(key)).unwrap_or_else(|| "step".to_owned()))
        .expect("made of letters, a dash and digits")
}

fn fresh_step(steps: &[Step]) -> Step {
    Step {
        key: fresh_key(steps),
        title: Text::default(),
        text: Text::default(),
        media: None,
        question: None,
        display: Display::Card,
        pages: Vec::new(),
        buttons: Vec::new(),
        advance: Vec::new(),
        branches: Vec::new(),
    }
}

/// Everything in a step that leads somewhere.
fn leads_of(step: &mut Step) -> impl Iterator<Item = &mut Leads> {
    let buttons = step.buttons.iter_mut().map(|button| &mut button.to);
    let advance = step.advance.iter_mut().map(|advance| &mut advance.to);
    buttons.chain(advance).chain(step.branches.iter_mut().map(|branch| &mut branch.to))
}

/// Puts the changed step in its place; what led to its old key leads to the new one.
fn replace(list: &mut [Step], place: usize, step: Step) {
    let (before, now) = (list[place].key.clone(), step.key.clone());
    list[place] = step;
    if before != now {
        for leads in list.iter_mut().flat_map(leads_of) {
            if *leads == Leads::Step(before.clone()) {
                *leads = Leads::Step(now.clone());
            }
        }
    }
}

/// Does it, and says which step is open afterwards.
fn rearrange(list: &mut Vec<Step>, place: usize, how: Move) -> Option<usize> {
    match how {
        Move::Up => {
            list.swap(place, place - 1);
            Some(place - 1)
        }
        Move::Down => {
            list.swap(place, place + 1);
            Some(place + 1)
        }
        Move::Copy => {
            let copy = Step { key: fresh_key(list), ..list[place].clone() };
            list.insert(place + 1, copy);
            Some(place + 1)
        }
        Move::Remove => {
            list.remove(place);
            None
        }
    }
}

/// The list.
#[component]
pub fn StepList(props: &StepListProps) -> Html {
    let lang = use_lang();
    let open = use_state_eq(|| Some(0_usize));
    let list = &props.value;
    let choose = {
        let (open, on_choose) = (open.setter(), props.on_choose.clone());
        Callback::from(move |now: Option<usize>| {
            open.set(now);
            if let Some(place) = now {
                on_choose.emit(place);
            }
        })
    };
    let change = |place: usize| {
        let list = list.clone();
        props.onchange.reform(move |step: Step| {
            let mut list = (*list).clone();
            replace(&mut list, place, step);
            list
        })
    };
    // A step that is moved leaves its place in the document, and the button at the end is switched off: either loses the focus.
    let wanted = use_mut_ref(|| None::<String>);
    {
        let wanted = wanted.clone();
        use_effect(move || {
            if let Some(tool) = wanted.take() {
                let _ = browser::focus(&format!("{tool}:enabled")) || browser::focus(FOLD_OPEN) || browser::focus(FOLD);
            }
        });
    }
    let shift = |place: usize, how: Move| {
        let (list, choose, onchange) = (list.clone(), choose.clone(), props.onchange.clone());
        let wanted = wanted.clone();
        Callback::from(move |_: MouseEvent| {
            let mut list = (*list).clone();
            let now = rearrange(&mut list, place, how);
            let near = list.get(now.unwrap_or(place).min(list.len().saturating_sub(1)));
            *wanted.borrow_mut() = near.map(|step| format!("#step-{} .{}", step.key, how.focused()));
            choose.emit(now);
            onchange.emit(list);
        })
    };
    let toggle = |place: usize| {
        let (choose, is_open) = (choose.clone(), *open == Some(place));
        Callback::from(move |_: MouseEvent| {
            // What cannot be read would be gone with its field.
            if !leads_to_unfit(".question.open") {
                choose.emit((!is_open).then_some(place));
            }
        })
    };
    let add = {
        let (list, choose, onchange) = (list.clone(), choose.clone(), props.onchange.clone());
        Callback::from(move |_: MouseEvent| {
            let mut list = (*list).clone();
            list.push(fresh_step(&list));
            choose.emit(Some(list.len() - 1));
            onchange.emit(list);
        })
    };
    let last = list.len().saturating_sub(1);
    let tool = |class: &'static str, sign: &str, says: String, disabled: bool, onclick| {
        html! { <button type="button" class={classes!("quiet", "icon", class)} aria-label={says.clone()} title={says} {disabled} {onclick}>{ sign }</button> }
    };
    html! {
        <div class="questions">
            for (place, step) in list.iter().enumerate() {
                <section class={classes!("question", (*open == Some(place)).then_some("open"))} key={step.key.to_string()}
                    id={format!("step-{}", step.key)}>
                    <div class="question-head">
                        <button type="button" class="question-fold" aria-expanded={(*open == Some(place)).to_string()} onclick={toggle(place)}>
                            <span class="step-number">{ place + 1 }</span>
                            <span class="question-title">{ headline(lang, step) }</span>
                            <span class="tag">{ lang.say(display_words(&step.display)) }</span>
                        </button>
                        { tool("move-up", "↑", lang.fill(t::STEP_UP, &[&(place + 1)]), place == 0, shift(place, Move::Up)) }
                        { tool("move-down", "↓", lang.fill(t::STEP_DOWN, &[&(place + 1)]), place == last, shift(place, Move::Down)) }
                        { tool("", "×", lang.fill(t::STEP_REMOVE, &[&(place + 1)]), list.len() == 1, shift(place, Move::Remove)) }
                    </div>
                    if *open == Some(place) {
                        <OneStep place={Place { kind: Kind::Tour, all: list.clone(), index: place }} onchange={change(place)} />
                        <div class="question-foot">
                            <button type="button" class="small" onclick={shift(place, Move::Copy)}>{ lang.say(t::STEP_COPY) }</button>
                        </div>
                    } else { <AdviceAt at={format!("body.tour.steps[{place}]")} /> }
                </section>
            }
            <button type="button" onclick={add}>{ lang.say(t::STEP_ADD) }</button>
            if list.is_empty() { <p class="hint">{ lang.say(t::STEPS_NONE) }</p> }
        </div>
    }
}

fn headline(lang: Lang, step: &Step) -> String {
    let title = wording::step_title(lang, step);
    if title.is_empty() && step.display != Display::Hidden { lang.say(t::STEP_UNTITLED).to_owned() } else { title }
}
